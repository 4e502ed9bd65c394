package slack

import (
	"context"
	"fmt"
)

// errand does a side job: one that nothing waits for. When too many are under way it is left out, and said so in the
// log: the questions themselves go first.
func (a *App) errand(name string, do func(ctx context.Context) error) (begun bool) {
	select {
	case a.errands <- struct{}{}:
	default:
		a.log.Warn("side job left out", "job", name)
		return false
	}
	a.side.Go(func() {
		defer func() { <-a.errands }()
		ctx, cancel := context.WithTimeout(context.Background(), callTimeout)
		defer cancel()
		if err := guarded(func() error { return do(ctx) }); err != nil {
			a.log.Warn("side job failed", "job", name, "error", err)
			a.endWhenDead(err)
		}
	})
	return true
}

// endWhenDead ends the App when an error says that its token does not work any more: to go on would be to loop.
func (a *App) endWhenDead(err error) {
	if remedyOf(err) == stop {
		a.fail(err)
	}
}

// guarded turns a panic into an error.
func guarded(do func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("internal error: %v", r)
		}
	}()
	return do()
}
