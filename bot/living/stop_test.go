package living_test

import (
	"context"
	"io"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

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
				Source: knowledge.Source{Paths: []string{dir}}, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
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
		Source: knowledge.Source{Paths: []string{dir}}, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
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
