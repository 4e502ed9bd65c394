package living_test

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/bot/living"
	"github.com/stackpick/stackpick/index"
	"github.com/stackpick/stackpick/knowledge"
)

func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m, // Bleve's workers that analyse text live as long as the process
		goleak.IgnoreTopFunction("github.com/blevesearch/bleve_index_api.AnalysisWorker"))
}

// patience is how long a test waits for what must come.
const patience = time.Minute

// A world is a folder of files and a Bot that follows them.
type world struct {
	*living.Bot
	t   *testing.T
	dir string
	log *logbook
}

// A logbook is a log that can be read while it is written.
type logbook struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *logbook) Write(data []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(data)
}

func (l *logbook) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// follow opens paths and follows them until the test ends.
func follow(t *testing.T, rescan time.Duration, paths ...string) *world {
	t.Helper()
	return watch(t, living.Config{Source: knowledge.Source{Paths: paths}, Rescan: rescan})
}

// watch opens what cfg says and follows it until the test ends.
func watch(t *testing.T, cfg living.Config) *world {
	t.Helper()
	w := &world{t: t, log: &logbook{}}
	cfg.Log = slog.New(slog.NewTextHandler(w.log, nil))
	cfg.Version, cfg.Progress = "test", living.LogProgress(cfg.Log)
	var err error
	w.Bot, err = living.Open(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	var watching sync.WaitGroup
	opened := w.Status().Looked // before watching: that looks at once
	watching.Go(func() { w.Watch(ctx) })
	t.Cleanup(func() { stop(); watching.Wait(); w.Close() })
	w.until("the files are looked at once more", func() bool { return w.Status().Looked.After(opened) })
	return w
}

// newWorld follows a folder with files, by their slash-separated names.
func newWorld(t *testing.T, files map[string]string) *world {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, files)
	w := follow(t, 0, dir)
	w.dir = dir
	return w
}

// write writes files into a folder.
func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		must(t, os.MkdirAll(filepath.Dir(file), 0o755))
		must(t, os.WriteFile(file, []byte(text), 0o644))
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// until waits for a condition on what the Bot knows.
func (w *world) until(what string, holds func() bool) {
	w.t.Helper()
	limit := time.NewTimer(patience)
	defer limit.Stop()
	for {
		changed := w.Changed()
		if holds() {
			return
		}
		select {
		case <-changed:
		case <-limit.C:
			w.t.Fatalf("never: %s; the log says:\n%s", what, w.log)
		}
	}
}

// finds reports whether a search for word finds a passage that has it.
func (w *world) finds(word string) bool {
	w.t.Helper()
	hits, err := w.Search(w.t.Context(), index.Query{Text: word})
	must(w.t, err)
	return len(hits) > 0
}

func (w *world) ask(question string) *bot.Answer {
	w.t.Helper()
	a, err := w.Ask(w.t.Context(), bot.Question{Text: question})
	must(w.t, err)
	return a
}

const django = "# Django\n\n## Performance\n\nDjango is slow in our shop.\n"

func TestAnAnswerFollowsTheFile(t *testing.T) {
	w := newWorld(t, map[string]string{"django.md": django})
	before := w.ask("Is Django fast?")
	if !strings.Contains(before.Text, "slow in our shop") {
		t.Fatalf("before the change the answer is %q", before.Text)
	}
	write(t, w.dir, map[string]string{"django.md": strings.Replace(django, "slow", "fast", 1)})
	w.until("the answer says fast", func() bool { return strings.Contains(w.ask("Is Django fast?").Text, "fast in our shop") })
	after := w.ask("Is Django fast?")
	if strings.Contains(after.Text, "slow in our shop") || after.Receipt.Knowledge == before.Receipt.Knowledge {
		t.Errorf("after the change the answer is %q, by %s", after.Text, after.Receipt.Knowledge)
	}
	if got := w.Status(); got.Library.Hash != after.Receipt.Knowledge || got.Swaps != 1 || got.Fault != "" {
		t.Errorf("status %+v, want one swap, to the set of the answer", got)
	}
}

func TestChangesOfAllKindsAreFollowed(t *testing.T) {
	in := func(w *world, name string) string { return filepath.Join(w.dir, filepath.FromSlash(name)) }
	for _, tt := range []struct {
		name         string
		change       func(t *testing.T, w *world)
		comes, leave string
	}{
		{"a new file", func(t *testing.T, w *world) {
			write(t, w.dir, map[string]string{"b.md": "# B\n\nThe zebra is new.\n"})
		}, "zebra", ""},
		{"a deleted file", func(t *testing.T, w *world) { must(t, os.Remove(in(w, "sub/gnu.md"))) }, "", "gnu"},
		{"a file in a new folder of a new folder", func(t *testing.T, w *world) {
			write(t, w.dir, map[string]string{"new/deep/b.md": "# B\n\nThe zebra is new.\n"})
		}, "zebra", ""},
		{"a deleted folder", func(t *testing.T, w *world) { must(t, os.RemoveAll(in(w, "sub"))) }, "", "gnu"},
		{"a folder that was moved in", func(t *testing.T, w *world) {
			other := t.TempDir()
			write(t, other, map[string]string{"moved/b.md": "# B\n\nThe zebra is new.\n"})
			must(t, os.Rename(filepath.Join(other, "moved"), in(w, "moved")))
		}, "zebra", ""},
		{"a folder that was moved out", func(t *testing.T, w *world) {
			must(t, os.Rename(in(w, "sub"), filepath.Join(t.TempDir(), "sub")))
		}, "", "gnu"},
		{"an editor that writes beside and renames", func(t *testing.T, w *world) {
			write(t, w.dir, map[string]string{"sub/.gnu.md.swp": "swap", "sub/4913": "probe", "sub/gnu.md~": "# G\n\nThe gnu was.\n"})
			must(t, os.Remove(in(w, "sub/4913")))
			write(t, w.dir, map[string]string{"sub/gnu.tmp": "# G\n\nThe zebra is new.\n"})
			must(t, os.Rename(in(w, "sub/gnu.tmp"), in(w, "sub/gnu.md")))
		}, "zebra", "gnu"},
		{"a folder whose file is no knowledge until it is renamed", func(t *testing.T, w *world) {
			write(t, w.dir, map[string]string{"draft.md.off": "# B\n\nThe zebra is new.\n"})
			must(t, os.Rename(in(w, "draft.md.off"), in(w, "draft.md")))
		}, "zebra", ""},
		{"the whole folder, away and back", func(t *testing.T, w *world) {
			must(t, os.Rename(w.dir, w.dir+".old"))
			w.until("the missing folder is said", func() bool { return w.Status().Fault != "" })
			if !w.finds("gnu") {
				t.Error("without its folder the bot forgot what it knew")
			}
			write(t, w.dir, map[string]string{"b.md": "# B\n\nThe zebra is new.\n"})
		}, "zebra", "gnu"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, map[string]string{"a.md": "# A\n\nThe apple stays.\n", "sub/gnu.md": "# G\n\nThe gnu is here.\n"})
			tt.change(t, w)
			w.until(fmt.Sprintf("%q comes, %q leaves", tt.comes, tt.leave), func() bool {
				return (tt.comes == "" || w.finds(tt.comes)) && (tt.leave == "" || !w.finds(tt.leave)) && w.Status().Fault == ""
			})
		})
	}
}

func TestANamedFileIsFollowed(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"a.md": "# A\n\nThe gnu is here.\n", "other.md": "# O\n\nThe apple is not.\n"})
	w := follow(t, 0, filepath.Join(dir, "a.md"))
	write(t, dir, map[string]string{"a.new": "# A\n\nThe zebra is new.\n"})
	must(t, os.Rename(filepath.Join(dir, "a.new"), filepath.Join(dir, "a.md")))
	w.until("the zebra comes", func() bool { return w.finds("zebra") && !w.finds("gnu") })
}

func TestABrokenFileIsSaidAndLeavesTheAnswers(t *testing.T) {
	w := newWorld(t, map[string]string{"a.md": "# A\n\nThe apple stays.\n", "b.md": "---\ntitle: B\n---\n# B\n\nThe gnu is here.\n"})
	write(t, w.dir, map[string]string{"b.md": "---\ntitle: [\n---\n# B\n\nThe gnu is here.\n"})
	w.until("the broken file is out", func() bool { return !w.finds("gnu") })
	problems := w.Status().Library.Problems
	if len(problems) != 1 || !problems[0].Fatal || problems[0].Line == 0 {
		t.Fatalf("problems %v, want the broken file with its line", problems)
	}
	if log := w.log.String(); !strings.Contains(log, "b.md:2: front matter") {
		t.Errorf("the log does not name the broken file:\n%s", log)
	}
	if !w.finds("apple") {
		t.Error("the other file went, too")
	}
	write(t, w.dir, map[string]string{"b.md": "---\ntitle: B\n---\n# B\n\nThe gnu is back.\n"})
	w.until("the mended file is in", func() bool { return w.finds("gnu") && len(w.Status().Library.Problems) == 0 })
}

func TestABrokenVocabularyLeavesTheLastSet(t *testing.T) {
	w := newWorld(t, map[string]string{
		"a.md": "# Stores\n\nZorkbase is easy to learn.\n", "vocabulary.yaml": "options:\n  - name: Zorkbase\n",
	})
	write(t, w.dir, map[string]string{"vocabulary.yaml": "options:\n  - nmae: Zorkbase\n"})
	w.until("the fault is said", func() bool { return w.Status().Fault != "" })
	if fault := w.Status().Fault; !strings.Contains(fault, "vocabulary.yaml:2") {
		t.Errorf("the fault is %q, want file and line", fault)
	}
	if !w.finds("Zorkbase") || w.Status().Failures == 0 {
		t.Errorf("status %+v, want the last set to answer and the failure to count", w.Status())
	}
	write(t, w.dir, map[string]string{"vocabulary.yaml": "options:\n  - name: Zorkbase\n"})
	w.until("the fault is gone", func() bool { return w.Status().Fault == "" })
	if n := strings.Count(w.log.String(), "not read anew"); n != 1 {
		t.Errorf("the log has the failure %d times, want once:\n%s", n, w.log)
	}
	write(t, w.dir, map[string]string{"vocabulary.yaml": "options:\n  - name: Zorkbase\n    aliases: [ZB]\n", "b.md": "# More\n\nZB is fast.\n"})
	w.until("the alias is known", func() bool {
		var options []string
		for _, p := range w.Status().Library.Passages() {
			options = append(options, p.Options...)
		}
		return len(options) == 2 && options[0] == "Zorkbase" && options[1] == "Zorkbase"
	})
}

// A counter is a searcher that counts how often it was asked.
type counter struct {
	bot.Searcher
	asked *atomic.Int64
}

func (c counter) Search(ctx context.Context, q index.Query) ([]index.Hit, error) {
	c.asked.Add(1)
	return c.Searcher.Search(ctx, q)
}

func TestASearcherOfOnesOwnStandsBeforeTheIndex(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"django.md": django})
	var asked, ended atomic.Int64
	b, err := living.Open(t.Context(), living.Config{
		Source: knowledge.Source{Paths: []string{dir}}, Log: slog.New(slog.DiscardHandler),
		Searcher: func(_ *knowledge.Library, ix *index.Index) (bot.Searcher, func()) {
			return counter{ix, &asked}, func() { ended.Add(1) }
		},
	})
	must(t, err)
	_, err = b.Search(t.Context(), index.Query{Text: "Django"})
	must(t, err)
	_, err = b.Ask(t.Context(), bot.Question{Text: "Is Django fast?"})
	must(t, err)
	if n := asked.Load(); n < 2 {
		t.Errorf("it was asked %d times, want once for the search and once at least for the question", n)
	}
	b.Use(func(*living.Set) {
		b.Close()
		if ended.Load() != 0 {
			t.Error("the set was closed while it was used")
		}
	})
	if _, err := b.Search(t.Context(), index.Query{Text: "Django"}); err == nil {
		t.Error("a closed bot searches")
	}
	if n := ended.Load(); n != 1 {
		t.Errorf("its end was told %d times, want once", n)
	}
}

func TestWhatIsNoKnowledgeChangesNothing(t *testing.T) {
	w := newWorld(t, map[string]string{"a.md": "# A\n\nThe apple stays.\n"})
	write(t, w.dir, map[string]string{
		".git/index.md": "# No\n\nThe gnu is not here.\n", "program.go": "package main\n", ".a.md.swp": "swap", "a.md~": "# A\n",
	})
	write(t, w.dir, map[string]string{"a.md": "# A\n\nThe apple stays.\n"}) // the same again
	write(t, w.dir, map[string]string{"b.md": "# B\n\nThe zebra ends the test.\n"})
	w.until("the zebra comes", func() bool { return w.finds("zebra") })
	if got := w.Status(); got.Swaps != 1 {
		t.Errorf("%d swaps, want one, for the zebra:\n%s", got.Swaps, w.log)
	}
}

func TestFilesThatNeverRestAreReadAllTheSame(t *testing.T) {
	w := newWorld(t, map[string]string{"a.md": "# A\n\nThe apple stays.\n"})
	ctx, stop := context.WithCancel(t.Context())
	var writing sync.WaitGroup
	writing.Go(func() {
		tick := time.NewTicker(20 * time.Millisecond)
		defer tick.Stop()
		for n := 0; ctx.Err() == nil; n++ {
			text := fmt.Sprintf("# B\n\nThe zebra was counted %d times.\n", n)
			if err := os.WriteFile(filepath.Join(w.dir, "b.md"), []byte(text), 0o644); err != nil {
				t.Error(err)
			}
			<-tick.C
		}
	})
	w.until("the zebra comes", func() bool { return w.finds("zebra") })
	stop()
	writing.Wait()
}

func TestACheckoutOfManyFilesIsReadOnce(t *testing.T) {
	w := newWorld(t, map[string]string{"a.md": "# A\n\nThe apple stays.\n"})
	files := map[string]string{}
	for i := range 1000 {
		files[fmt.Sprintf("%02d/%03d.md", i%20, i)] = fmt.Sprintf("# File %d\n\nNumber n%d is here.\n", i, i)
	}
	began := time.Now()
	write(t, w.dir, files)
	w.until("all files are in", func() bool { return len(w.Status().Library.Documents) == 1001 })
	if n, most := w.Status().Swaps, 2+int(time.Since(began)/living.Longest); n > most {
		t.Errorf("a checkout of 1000 files took %d swaps, want %d at most", n, most)
	}
}
