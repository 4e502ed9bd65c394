package living_test

import (
	"flag"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stackpick/stackpick/bot/living"
	"github.com/stackpick/stackpick/index"
	"github.com/stackpick/stackpick/knowledge"
)

var files = flag.Int("files", 50, "how many files the benchmark has")

// BenchmarkRenew reads a set from nothing, and puts a new set in the place of one whose files have changed, with the index
// on disk and in memory.
func BenchmarkRenew(b *testing.B) {
	article, err := os.ReadFile("../../knowledge/builtin/django-vs-nodejs.md")
	if err != nil {
		b.Fatal(err)
	}
	_, body, _ := strings.Cut(string(article[1:]), "\n---\n")
	dir := b.TempDir()
	write := func(i int, more string) {
		text := fmt.Sprintf("---\nid: file %d\n---\n%s\n%s\n", i, body[:4000], more)
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%06d.md", i)), []byte(text), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	for i := range *files {
		write(i, "")
	}
	cfg := living.Config{Source: knowledge.Source{Paths: []string{dir}}, Log: slog.New(slog.DiscardHandler)}
	b.Run("All", func(b *testing.B) {
		for b.Loop() {
			s, err := living.Read(b.Context(), cfg)
			if err != nil {
				b.Fatal(err)
			}
			if err := s.Close(); err != nil {
				b.Fatal(err)
			}
		}
	})
	folder, err := index.OpenFolder(b.Context(), b.TempDir(), cfg.Log)
	if err != nil {
		b.Fatal(err)
	}
	defer folder.Close()
	for _, bench := range []struct {
		name    string
		index   *index.Folder
		changed int // files
	}{{"OneChanged", folder, 1}, {"OneChangedInMemory", nil, 1}, {"NoneChanged", folder, 0}} {
		b.Run(bench.name, func(b *testing.B) {
			cfg.Index = bench.index
			bot, err := living.Open(b.Context(), cfg)
			if err != nil {
				b.Fatal(err)
			}
			defer bot.Close()
			swaps := 0
			for n := 0; b.Loop(); n++ {
				for i := range bench.changed {
					write(i, fmt.Sprintf("%s: Django was tried %d times.", bench.name, n))
				}
				bot.Renew(b.Context())
				swaps += bench.changed
			}
			if got := bot.Status(); got.Swaps != swaps || got.Fault != "" {
				b.Errorf("status %+v, want %d swaps", got, swaps)
			}
		})
	}
}
