package slack

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/stackpick/stackpick/bot/slack/blocks"
	"github.com/stackpick/stackpick/bot/slack/fakeslack"
	"github.com/stackpick/stackpick/bot/store"
)

// storeCalls stand between an App and its store: they count its calls, and have some of them fail.
type storeCalls struct {
	Store
	mu      sync.Mutex
	total   int
	names   []string
	fails   map[int]bool      // which of the calls, from 1 on, fail
	done    bool              // what fails has been done all the same
	finish  int               // how many calls of Finish are still to fail
	failing string            // a method that always fails; "" for none
	after   map[string]func() // runs when a call has been done, before its result is known
}

// withStore puts storeCalls between the App and its store.
func withStore(change func(c *storeCalls)) func(*setting) {
	return func(s *setting) {
		s.wrap = func(real Store) Store {
			c := &storeCalls{Store: real, fails: map[int]bool{}, after: map[string]func(){}}
			change(c)
			return c
		}
	}
}

var errDisk = errors.New("the disk is full")

func (c *storeCalls) do(name string, call func() error) error {
	c.mu.Lock()
	c.total++
	c.names = append(c.names, name)
	fails := c.fails[c.total] || name == c.failing
	if name == "Finish" && c.finish > 0 {
		fails, c.finish = true, c.finish-1
	}
	c.mu.Unlock()
	if fails && !c.done {
		return errDisk
	}
	err := call()
	if after := c.after[name]; after != nil {
		after()
	}
	if fails {
		return errDisk
	}
	return err
}

// failFromNowOn has so many calls fail, beginning with the n-th from now on.
func (c *storeCalls) failFromNowOn(n, row int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.total, c.names = 0, nil
	for i := range row {
		c.fails[n+i] = true
	}
}

// failFinish has the next so many calls of Finish fail.
func (c *storeCalls) failFinish(n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.finish = n
}

// count returns how often a method was called.
func (c *storeCalls) count(name string) (n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, called := range c.names {
		if called == name {
			n++
		}
	}
	return n
}

func (c *storeCalls) Accept(ctx context.Context, d store.Delivery) (fresh bool, err error) {
	err = c.do("Accept", func() (err error) { fresh, err = c.Store.Accept(ctx, d); return err })
	return fresh && err == nil, err
}

func (c *storeCalls) Pending(ctx context.Context, limit int) (all []store.Delivery, err error) {
	err = c.do("Pending", func() (err error) { all, err = c.Store.Pending(ctx, limit); return err })
	return all, err
}

func (c *storeCalls) Finish(ctx context.Context, id string, r *store.Record) error {
	return c.do("Finish", func() error { return c.Store.Finish(ctx, id, r) })
}

func (c *storeCalls) Answer(ctx context.Context, team, id string) (r *store.Record, err error) {
	err = c.do("Answer", func() (err error) { r, err = c.Store.Answer(ctx, team, id); return err })
	return r, err
}

func (c *storeCalls) Thread(ctx context.Context, team, channel, thread string, limit int) (all []store.Record, hushed bool, err error) {
	err = c.do("Thread", func() (err error) {
		all, hushed, err = c.Store.Thread(ctx, team, channel, thread, limit)
		return err
	})
	return all, hushed, err
}

func (c *storeCalls) Hush(ctx context.Context, team, channel, thread string) error {
	return c.do("Hush", func() error { return c.Store.Hush(ctx, team, channel, thread) })
}

func (c *storeCalls) Amend(ctx context.Context, r *store.Record) error {
	return c.do("Amend", func() error { return c.Store.Amend(ctx, r) })
}

func (c *storeCalls) SwitchModel(ctx context.Context, team, channel string, on bool) error {
	return c.do("SwitchModel", func() error { return c.Store.SwitchModel(ctx, team, channel, on) })
}

func (c *storeCalls) ModelOff(ctx context.Context, team, channel string) (off bool, err error) {
	err = c.do("ModelOff", func() (err error) { off, err = c.Store.ModelOff(ctx, team, channel); return err })
	return off, err
}

func (c *storeCalls) Vote(ctx context.Context, v store.Vote) error {
	return c.do("Vote", func() error { return c.Store.Vote(ctx, v) })
}

func (c *storeCalls) Count(ctx context.Context) (n store.Counts, err error) {
	err = c.do("Count", func() (err error) { n, err = c.Store.Count(ctx); return err })
	return n, err
}

// TestWhicheverCallOfTheStoreFailsNothingIsLostOrDoubled plays one scene again and again, and each time another call
// of the store fails, or two in a row, before or after it has done its work. Slack delivers again what is not
// acknowledged.
func TestWhicheverCallOfTheStoreFailsNothingIsLostOrDoubled(t *testing.T) {
	for _, c := range []struct {
		done bool
		row  int
	}{{false, 1}, {true, 1}, {false, 2}, {true, 2}} {
		t.Run(fmt.Sprintf("done %t, %d in a row", c.done, c.row), func(t *testing.T) {
			t.Parallel()                            // it waits most of the time
			for n, calls := 3, 4; n <= calls; n++ { // the first two calls are those of starting, which fails alone
				w := newWorld(t, withHistory, withEngine(&echo{}), withStore(func(s *storeCalls) {
					s.done = c.done
					for i := range c.row {
						s.fails[n+i] = true
					}
				}))
				w.scene()
				if t.Failed() {
					t.Fatalf("when call %d failed, of %v\n%s", n, w.calls.names, w.log.text)
				}
				w.calls.mu.Lock()
				calls = w.calls.total
				w.calls.mu.Unlock()
				if err := w.end(); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// scene is what people do in a store's test: mention, reply, command, DM, press a button, share, vote.
func (w *world) scene() {
	w.Helper()
	mention := w.slack.Mention("C0GENERAL", asker, "number 1?")
	w.insist(mention)
	w.refilled()
	for _, d := range []fakeslack.Delivery{
		w.slack.Message("C0GENERAL", asker, "number 2?", fakeslack.InThread(mention.TS)),
		w.slack.Command("C0GENERAL", asker, "number 3?"),
		w.slack.DM(asker, "number 4?"),
	} {
		w.insist(d)
		w.refilled()
	}
	for _, m := range w.slack.Messages() {
		if vote, err := w.slack.BlockAction(m, asker, blocks.FeedbackAction, ""); err == nil {
			w.insist(vote)
		}
		if share, err := w.slack.BlockAction(m, asker, blocks.ShareAction, ""); err == nil {
			w.insist(share)
		}
	}
	all := w.refilled()
	for text, want := range map[string]int{"Of number 1?": 1, "Of number 2?": 1, "Of number 3?": 2, "Of number 4?": 1} {
		got := count(all, text)
		notTaken := count(all, sayNotTaken)
		if got != want && !(text == "Of number 3?" && notTaken > 0) && !(text == "Of number 2?" && w.threadUnread()) {
			w.Errorf("%s: %d messages, want %d:\n%s", text, got, want, describe(all))
		}
	}
}

// threadUnread reports whether a reply was left alone because the store could not tell whose thread it is.
func (w *world) threadUnread() bool {
	return strings.Contains(w.log.text.String(), "thread not readable")
}

// insist delivers as Slack does: again while it is not acknowledged.
func (w *world) insist(d fakeslack.Delivery) {
	w.Helper()
	var ack fakeslack.Ack
	var err error
	for range 10 {
		if ack, err = w.bring(d); err == nil && ack.Acked {
			return
		}
	}
	w.Fatalf("not acknowledged: %+v, %v", ack, err)
}
