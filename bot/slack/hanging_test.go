package slack

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/stackpick/stackpick/bot/slack/fakeslack"
)

// TestAHangingModelMakesNobodyWait asks a hundred questions of a model that never answers, and does not heed that it is
// told to stop.
func TestAHangingModelMakesNobodyWait(t *testing.T) {
	for name, heeds := range map[string]bool{"and heeds its context": true, "and does not": false} {
		t.Run(name, func(t *testing.T) {
			released := make(chan struct{})
			e := &editor{first: func(ctx context.Context, _ int) error {
				if heeds {
					<-ctx.Done()
				} else {
					<-released
				}
				return errors.New("at last")
			}}
			w := newWorld(t, withEngine(&echo{}), withoutLimits, withEditor(e))
			defer close(released)
			before := runtime.NumGoroutine()
			const asked = 100
			for n := range asked {
				w.deliver(w.slack.Mention(fmt.Sprintf("C%d", n), fmt.Sprintf("U%d", n), fmt.Sprintf("number %d?", n)))
			}
			if all := w.settle(); len(all) != asked {
				t.Fatalf("%d plain answers", len(all))
			}
			if n := w.rewordings(); n != maxEdits {
				t.Errorf("%d rewordings are under way", n)
			}
			if n := w.results("busy"); n != fmt.Sprint(asked-maxEdits) {
				t.Errorf("%q are counted as busy", n)
			}
			w.until("goroutines are few", func() bool { return runtime.NumGoroutine() < before+2*maxEdits+60 })
			began := time.Now()
			if err := w.end(); err != nil {
				t.Fatal(err)
			}
			if took := time.Since(began); took > giveUpTime+2*time.Second || heeds && took > giveUpTime {
				t.Errorf("the end took %s", took)
			}
			if n := w.results("stopped"); n != fmt.Sprint(maxEdits) {
				t.Errorf("%q are counted as stopped", n)
			}
		})
	}
}

// TestASlotIsFreeOnlyWhenTheModelHasReturned has calls that outlast their time.
func TestASlotIsFreeOnlyWhenTheModelHasReturned(t *testing.T) {
	released := make(chan struct{})
	var once sync.Once
	release := func() { once.Do(func() { close(released) }) }
	defer release()
	e := &editor{first: func(context.Context, int) error { <-released; return nil }}
	w := newWorld(t, withEngine(&echo{}), withoutLimits, withEditor(e), withEditTime(3*time.Second))
	for n := range maxEdits { // one after the other, so that each call begins in time on a busy machine, too
		w.deliver(w.slack.Mention("C0GENERAL", asker, fmt.Sprintf("number %d?", n)))
		w.until("the call has begun", func() bool { return len(e.edits()) == n+1 })
	}
	w.until("all are too late", func() bool { return w.results("timeout") == fmt.Sprint(maxEdits) })
	w.settle()
	w.deliver(w.slack.Mention("C0GENERAL", asker, "number 90?"))
	w.settle()
	if n := w.results("busy"); n != "1" {
		t.Errorf("%q are counted as busy", n)
	}
	release()
	w.app.edits.calls.Wait()
	w.deliver(w.slack.Mention("C0GENERAL", asker, "number 91?"))
	all := w.rest()
	if got := all[len(all)-1]; !says(got, betterWords+"Of number 91?") {
		t.Errorf("after all had returned: %s", got.Text)
	}
	for _, m := range all[:len(all)-1] {
		if m.Edited {
			t.Errorf("edited too late: %s", m.Text)
		}
	}
}

// TestTheStopButtonLeavesThePlainAnswer presses it while the model works, and while Slack changes the message.
func TestTheStopButtonLeavesThePlainAnswer(t *testing.T) {
	for name, c := range map[string]struct {
		editor *editor
		fault  fakeslack.Fault
	}{
		"while the model works":           {editor: hanging()},
		"while Slack has it wait":         {editor: &editor{}, fault: fakeslack.Fault{Status: 429, RetryAfter: 2 * time.Second}},
		"while Slack changes the message": {editor: &editor{}, fault: fakeslack.Fault{Hang: true}},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, withAgentView, withEngine(&echo{}), withEditor(c.editor))
			if c.fault != (fakeslack.Fault{}) {
				w.slack.Fail("chat.update", c.fault)
			}
			d := w.slack.DM(asker, "number 1?")
			w.deliver(d)
			w.until("it is time to press", func() bool {
				return len(c.editor.edits()) == 1 && (c.fault == (fakeslack.Fault{}) || len(w.slack.Calls("chat.update")) == 1)
			})
			if states := w.slack.Statuses(d.Channel, d.TS); len(states) != 1 {
				t.Errorf("the session was %v while the answer was reworded", states)
			}
			began := time.Now()
			w.deliver(w.slack.SessionStopped(d.Channel, d.TS, asker))
			all := w.rest()
			if len(all) != 1 || all[0].Edited || !says(all[0], "Of number 1?") {
				t.Errorf("stopped:\n%s", describe(all))
			}
			if took := time.Since(began); took > 1500*time.Millisecond {
				t.Errorf("it took %s to stop", took)
			}
			if n := w.results("stopped"); n != "1" {
				t.Errorf("%q are counted as stopped", n)
			}
			w.until("the session is active", func() bool { return w.active(d) })
		})
	}
}

// TestAStopBeforeTheRewordingBeginsPreventsIt presses the button when the answer is posted and not yet stored.
func TestAStopBeforeTheRewordingBeginsPreventsIt(t *testing.T) {
	e, press := &editor{}, func() {}
	w := newWorld(t, withAgentView, withEngine(&echo{}), withEditor(e), withStore(func(c *storeCalls) { c.after["Finish"] = func() { press() } }))
	d := w.slack.DM(asker, "number 1?")
	press = func() { w.app.running.stop(session(w.slack.Config().Team, d.Channel, d.TS)) }
	m := w.reworded(d)
	if m.Edited || len(e.edits()) > 0 || w.results("stopped") != "1" {
		t.Errorf("stopped, and the model was asked %d times: %s", len(e.edits()), m.Text)
	}
	w.until("the session is active", func() bool { return w.active(d) })
}

func TestARewordingEndsWithTheWorkspace(t *testing.T) {
	e := hanging()
	w := newWorld(t, withEditor(e))
	w.deliver(w.slack.Mention("C0GENERAL", asker, "who uses Django?"))
	w.until("the model works", func() bool { return len(e.edits()) == 1 })
	w.deliver(w.slack.Event(map[string]any{"type": "app_uninstalled"}))
	select {
	case <-w.ended:
		w.ended <- nil
	case <-time.After(testWait):
		t.Fatal("still running")
	}
	if m := w.slack.Messages()[0]; m.Edited || w.results("stopped") != "1" {
		t.Errorf("uninstalled: %s", m.Text)
	}
}
