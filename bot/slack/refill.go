package slack

import (
	"context"
	"fmt"
	"time"
)

const (
	// refillEvery is how often the store is looked through for tasks that are not in the queue: those that found no
	// room, and those whose delivery broke off while it was noted.
	refillEvery = 15 * time.Second
	// settled is how old a task must be to be taken from the store while deliveries come in: a younger one may be on
	// its way to the queue.
	settled = 2 * acceptTime
)

// refills puts tasks from the store into the queue, soon after some found no room and now and then, until ctx ends.
// Short says that some have found no room already.
func (a *App) refills(ctx context.Context, short bool) {
	last := a.now()
	for pause(ctx, time.Second) == nil {
		select {
		case <-a.overflow:
			short = true
		default:
		}
		if !(short && a.queue.free() >= a.queue.room/2) && a.now().Sub(last) < refillEvery {
			continue
		}
		last = a.now()
		left, err := a.refill(ctx, last.Add(-settled))
		if err != nil {
			a.log.ErrorContext(ctx, "queue not refilled", "error", err)
		}
		short = left
	}
}

// refill puts the tasks that were accepted before a time into the queue, the oldest first. Left reports whether some
// found no room.
func (a *App) refill(ctx context.Context, before time.Time) (left bool, err error) {
	if counts, err := a.store.Count(ctx); err != nil {
		a.log.WarnContext(ctx, "what waits was not counted", "error", err) // the next time will do
	} else {
		a.backlog.Store(int64(counts.Pending))
	}
	defer a.queue.noteEnds()()
	pending, err := a.store.Pending(ctx, 2*roomInQueue)
	if err != nil {
		return false, err
	}
	for _, d := range pending {
		if d.Accepted.After(before) {
			return true, nil
		}
		t, err := taskOf(d)
		if err != nil {
			a.log.ErrorContext(ctx, "task unreadable, given up", "id", d.ID, "error", err)
			if err := a.store.Finish(ctx, d.ID, nil); err != nil {
				return false, fmt.Errorf("giving up a task: %w", err)
			}
			continue
		}
		if !a.queue.put(t) {
			return true, nil
		}
	}
	return len(pending) == 2*roomInQueue, nil
}
