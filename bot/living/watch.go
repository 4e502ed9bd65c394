package living

import (
	"context"
	"time"
)

const (
	// quiet is how long files must rest before they are read. An editor that writes one in several steps, or a
	// checkout of a thousand, is done by then.
	quiet = 250 * time.Millisecond
	// longest is how long a change waits at most, when files never rest.
	longest = 2 * time.Second
	// DefaultRescan is how often all files are looked at where nothing else is asked for.
	DefaultRescan = 5 * time.Minute
)

// Watch follows the files until ctx ends. A reading that is under way then ends soon, and is not waited for.
func (b *Bot) Watch(ctx context.Context) {
	n := newNotifier(b.cfg.Log)
	defer n.close()
	w := &watch{Bot: b, notifier: n, due: time.NewTimer(0), done: make(chan time.Duration, 1)}
	defer w.due.Stop()
	if b.cfg.Rescan > 0 {
		tick := time.NewTicker(b.cfg.Rescan)
		defer tick.Stop()
		w.rescan = tick.C
	}
	w.follow()
	w.run(ctx)
}

// A watch is one run of Watch.
type watch struct {
	*Bot
	notifier *notifier
	rescan   <-chan time.Time
	due      *time.Timer        // when a reading is to begin
	since    time.Time          // of the first change that no reading has begun for; zero without
	busy     bool               // a reading is under way
	done     chan time.Duration // receives how long it took
	rest     time.Time          // until when no other may begin
}

func (w *watch) run(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-w.notifier.changed:
			w.expect()
		case <-w.rescan:
			w.begin(ctx)
		case <-w.asked:
			w.begin(ctx)
		case <-w.due.C:
			w.begin(ctx)
		case took := <-w.done:
			w.busy = false
			w.rest = time.Now().Add(took)
			if w.follow() || !w.since.IsZero() {
				w.expect()
			}
		}
	}
}

// expect has a reading begin when files have rested, but not long after the first change. Readings that take long
// have pauses of the same length between them: half of a processor stays for answers.
func (w *watch) expect() {
	now := time.Now()
	if w.since.IsZero() {
		w.since = now
	}
	at := now.Add(w.quiet)
	if limit := w.since.Add(w.longest); at.After(limit) {
		at = limit
	}
	if at.Before(w.rest) {
		at = w.rest
	}
	w.due.Reset(time.Until(at))
}

// begin begins a reading, or notes that another is wanted after the one that is under way.
func (w *watch) begin(ctx context.Context) {
	if w.busy {
		w.since = time.Now()
		return
	}
	w.busy, w.since = true, time.Time{}
	go func() {
		began := time.Now()
		w.renew(ctx)
		w.done <- time.Since(began)
	}()
}

// follow has the system tell of changes in all folders of the newest set, and reports whether there are new ones
// among them: what changed in those before is not known.
func (w *watch) follow() (more bool) {
	return w.notifier.follow(w.cfg.Source.Paths, w.Status().Library.Folders)
}
