package slack

import (
	"context"
	"testing"

	"github.com/stackpick/stackpick/bot"
)

// TestWhatWaitsIsCountedThoughItFindsNoRoom looks through the store as a start does after a crash that left more than
// fits into the queue: people are told how many are before them.
func TestWhatWaitsIsCountedThoughItFindsNoRoom(t *testing.T) {
	release := make(chan struct{})
	const room, asked = 4, 12
	w := newWorld(t, withRoom(room), withoutLimits, withEngine(failing(func(context.Context, bot.Question) error { <-release; return nil })))
	for range asked {
		w.deliver(w.slack.Mention("C0GENERAL", asker, outcomes["facts"].question))
	}
	w.app.backlog.Store(0)
	if left, err := w.app.refill(w.ctx, w.app.now()); err != nil || !left {
		t.Errorf("nothing is left, or %v", err)
	}
	if n := w.app.backlog.Load(); n != asked {
		t.Errorf("%d wait, want %d", n, asked)
	}
	close(release)
	w.refilled()
	if n := w.app.backlog.Load(); n != 0 {
		t.Errorf("%d wait, want none", n)
	}
}
