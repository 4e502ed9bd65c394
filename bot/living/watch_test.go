package living_test

import (
	"context"
	"log/slog"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/fsnotify/fsnotify"

	"github.com/stackpick/stackpick/bot/living"
	"github.com/stackpick/stackpick/knowledge"
)

func TestAStopInAReadingIsPromptAndLeavesNothing(t *testing.T) {
	for name, at := range map[string]func(living.Progress) bool{
		"while files are read":   func(p living.Progress) bool { return p.Files == 1 },
		"while they are indexed": func(p living.Progress) bool { return p.Passages > 0 },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, map[string]string{"a.md": "# A\n\nThe gnu is here.\n", "b.md": "# B\n\nThe apple stays.\n"})
			var opened atomic.Bool
			reached, resume := make(chan struct{}), make(chan struct{})
			b, err := living.Open(t.Context(), living.Config{
				Source: knowledge.Source{Paths: []string{dir}}, Log: slog.New(slog.DiscardHandler),
				Progress: func(p living.Progress) {
					if opened.Load() && at(p) {
						opened.Store(false)
						close(reached)
						<-resume
					}
				},
			})
			must(t, err)
			write(t, dir, map[string]string{"a.md": "# A\n\nThe zebra is new.\n"})
			opened.Store(true)
			ctx, stop := context.WithCancel(t.Context())
			var watching sync.WaitGroup
			watching.Go(func() { b.Watch(ctx) })
			<-reached
			stop()
			watching.Wait() // though the reading still stands still
			b.Close()
			close(resume)
			if got := b.Status(); got.Swaps != 0 {
				t.Errorf("status %+v, want no swap after the end", got)
			}
		}) // TestMain sees what is left behind
	}
}

func TestAnOpeningEndsWithItsContext(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"a.md": "# A\n\nText.\n", "b.md": "# B\n\nText.\n"})
	ctx, stop := context.WithCancel(t.Context())
	_, err := living.Open(ctx, living.Config{
		Source: knowledge.Source{Paths: []string{dir}}, Log: slog.New(slog.DiscardHandler),
		Progress: func(living.Progress) { stop() },
	})
	if err == nil || ctx.Err() == nil || !strings.Contains(err.Error(), context.Canceled.Error()) {
		t.Errorf("Open returned %v, want the end of its context", err)
	}
}

func TestARefusalOfTheSystemIsSaidOnce(t *testing.T) {
	var log logbook
	n := living.NewDeafNotifier(slog.New(slog.NewTextHandler(&log, nil)))
	for range 3 {
		if n.Follow([]string{t.TempDir()}, nil) {
			t.Error("a folder is said to be followed that is not")
		}
	}
	if got := strings.Count(log.String(), "level=WARN"); got != 1 {
		t.Errorf("the log has %d warnings, want one:\n%s", got, &log)
	}
}

func TestWhatCountsAsAChange(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"docs/a.md": "# A\n", "docs/x.db": "", "docs/v1.2/a.md": "# A\n", "named.md": "# N\n", "docs/.git/a.md": "# A\n"})
	n := living.NewDeafNotifier(slog.New(slog.DiscardHandler))
	docs := filepath.Join(dir, "docs")
	n.Follow([]string{docs, filepath.Join(dir, "named.md")}, []string{docs})
	for name, want := range map[string]bool{
		"docs": true, "named.md": true, "named.md.tmp": false, "other.md": false,
		"docs/a.md": true, "docs/gone.md": true, "docs/vocabulary.yaml": true, "docs/stackpick.yaml": true, "docs/..data": true,
		"docs/v1.2": true, "docs/x.db": false, "docs/gone.db": false, "docs/a.md~": false, "docs/.a.md.swp": false, "docs/.git": false,
	} {
		real, err := filepath.EvalSymlinks(dir)
		must(t, err)
		if got := n.Counts(fsnotify.Event{Name: filepath.Join(real, filepath.FromSlash(name)), Op: fsnotify.Create}); got != want {
			t.Errorf("%s counts: %v, want %v", name, got, want)
		}
	}
}
