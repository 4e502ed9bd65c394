//go:build unix

package living_test

import (
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/bot/living"
	"github.com/stackpick/stackpick/index"
	"github.com/stackpick/stackpick/knowledge"
)

// When the files of the index are cut short under the program, no more than the questions of the next moment fail.
func TestADamagedIndexIsMendedWhileTheBotRuns(t *testing.T) {
	dir, indexed := t.TempDir(), t.TempDir()
	write(t, dir, map[string]string{"django.md": django})
	f, err := index.OpenFolder(t.Context(), indexed, slog.New(slog.DiscardHandler))
	must(t, err)
	t.Cleanup(func() { must(t, f.Close()) })
	w := watch(t, living.Config{Source: knowledge.Source{Paths: []string{dir}}, Index: f})
	want := w.ask("Is Django fast?").Text

	files, err := filepath.Glob(filepath.Join(indexed, "*.zap"))
	must(t, err)
	if len(files) != 1 {
		t.Fatalf("the folder has the files %v, want one with postings", files)
	}
	must(t, os.Truncate(files[0], 0))
	if a, err := w.Ask(t.Context(), bot.Question{Text: "Is Django fast?"}); err == nil && a.Text != want {
		t.Errorf("with a damaged index the answer is %q, want an error or %q", a.Text, want)
	}
	w.until("the index is made anew", func() bool {
		a, err := w.Ask(t.Context(), bot.Question{Text: "Is Django fast?"})
		return err == nil && a.Text == want && w.Status().Swaps > 0
	})
	if log := w.log.String(); strings.Count(log, "knowledge read anew") != 1 {
		t.Errorf("the log says\n%s", log)
	}
}
