//go:build unix

package living_test

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/bot/living"
	"github.com/stackpick/stackpick/index"
	"github.com/stackpick/stackpick/knowledge"
)

var (
	swaps   = flag.Int("swaps", 5, "how many swaps there are under load")
	queries = flag.Int("queries", 1000, "how many queries there are meanwhile, at least")
)

// documentsOf is how many documents the n-th edition of a folder has: some other number than the one before it.
func documentsOf(n int) int { return 3 + n%7 }

// newEdition writes the n-th edition of a folder, whose passages all say which it is, and returns its hash.
func newEdition(t *testing.T, dir string, n int) (hash string) {
	t.Helper()
	files := map[string]string{}
	for i := range documentsOf(n) {
		files[fmt.Sprintf("%d.md", i)] = fmt.Sprintf("# Django %d\n\n## Performance\n\nDjango is fast in edition e%d, says team %d.\n", i, n, i)
	}
	write(t, dir, files)
	lib, err := knowledge.Open(knowledge.Source{Paths: []string{dir}})
	must(t, err)
	return lib.Hash
}

// askAll asks in both ways, and returns what is wrong: all that comes back must be of one edition, and be all of it.
func askAll(ctx context.Context, b *living.Bot, editions map[string]int) error {
	hits, err := b.Search(ctx, index.Query{Text: "edition", Limit: 100})
	if err != nil {
		return err
	}
	n := 0
	for i, h := range hits {
		_, edition, _ := strings.Cut(h.Passage.Text, "edition e")
		edition, _, _ = strings.Cut(edition, ",")
		if i == 0 {
			_, err = fmt.Sscan(edition, &n)
		}
		if err != nil || edition != fmt.Sprint(n) || len(hits) != documentsOf(n) {
			return fmt.Errorf("a search in edition %d finds %d passages, one of them %q", n, len(hits), h.Passage.Text)
		}
	}
	a, err := b.Ask(ctx, bot.Question{Text: "Is Django fast?"})
	if err != nil {
		return err
	}
	n, known := editions[a.Receipt.Knowledge]
	if !known || len(a.Sources) == 0 {
		return fmt.Errorf("the answer %q is of %q and has %d sources", a.Text, a.Receipt.Knowledge, len(a.Sources))
	}
	for _, s := range a.Sources {
		if !strings.Contains(s.Passage, fmt.Sprintf("edition e%d,", n)) {
			return fmt.Errorf("an answer of edition %d cites %q", n, s.Passage)
		}
	}
	return nil
}

func TestEveryAnswerIsOfOneSet(t *testing.T) {
	t.Run("memory", func(t *testing.T) { swapUnderLoad(t, nil) })
	t.Run("disk", func(t *testing.T) {
		folder, err := index.OpenFolder(t.Context(), t.TempDir(), slog.New(slog.DiscardHandler))
		must(t, err)
		defer func() { must(t, folder.Close()) }()
		swapUnderLoad(t, folder)
	})
}

// swapUnderLoad swaps editions of a folder while users ask.
func swapUnderLoad(t *testing.T, folder *index.Folder) {
	dir := t.TempDir()
	editions := map[string]int{}
	for n := range *swaps + 1 {
		editions[newEdition(t, filepath.Join(dir, fmt.Sprint(n)), n)] = n
	}
	current := filepath.Join(dir, "current")
	link(t, "0", current)
	b, err := living.Open(t.Context(), living.Config{
		Source: knowledge.Source{Paths: []string{current}}, Index: folder, Log: slog.New(slog.DiscardHandler),
	})
	must(t, err)
	b.Hurry()
	ctx, stop := context.WithCancel(t.Context())
	var watching, asking sync.WaitGroup
	watching.Go(func() { b.Watch(ctx) })
	var asked atomic.Int64
	done := make(chan struct{})
	for range 2 {
		asking.Go(func() {
			for asked.Add(2) <= int64(*queries) || !closed(done) {
				if err := askAll(t.Context(), b, editions); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	w := &world{Bot: b, t: t, log: &logbook{}}
	for n := 1; n <= *swaps; n++ {
		link(t, fmt.Sprint(n), current)
		w.until(fmt.Sprintf("edition %d answers", n), func() bool { return editions[b.Status().Library.Hash] == n })
	}
	close(done)
	asking.Wait()
	stop()
	watching.Wait()
	b.Close()
	if got := b.Status(); got.Swaps != *swaps || got.Failures != 0 {
		t.Errorf("status %+v, want %d swaps and no failure", got, *swaps)
	}
	t.Logf("%d queries during %d swaps", asked.Load(), *swaps)
	if _, err := b.Ask(t.Context(), bot.Question{Text: "Is Django fast?"}); err == nil {
		t.Error("a closed bot answers")
	}
}

func closed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}
