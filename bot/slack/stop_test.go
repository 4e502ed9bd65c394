package slack

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/bot/slack/fakeslack"
)

// TestTheStopButtonIsObeyedAtEveryStage presses it while a question waits, is worked on, is put off by Slack, and
// when its answer is there.
func TestTheStopButtonIsObeyedAtEveryStage(t *testing.T) {
	question := func(w *world) fakeslack.Delivery { return w.slack.DM(asker, "number 1?") }
	for name, c := range map[string]struct {
		before  func(w *world, release func()) fakeslack.Delivery // returns when it is time to press
		answers int
	}{
		"while it waits behind another": {func(w *world, release func()) fakeslack.Delivery {
			w.deliver(w.slack.DM(asker, "number 0?"))
			w.until("it is worked on", func() bool { return w.app.queue.len() == 1 })
			d := question(w)
			w.deliver(d)
			return d
		}, 1},
		"while the engine works": {func(w *world, release func()) fakeslack.Delivery {
			d := question(w)
			w.deliver(d)
			w.until("it is worked on", func() bool { return len(w.slack.Statuses(d.Channel, d.TS)) == 1 })
			return d
		}, 0},
		"while the engine works and a second question of the session waits": {func(w *world, release func()) fakeslack.Delivery {
			d := question(w)
			w.deliver(d)
			w.until("it is worked on", func() bool { return len(w.slack.Statuses(d.Channel, d.TS)) == 1 })
			w.deliver(w.slack.DM(asker, "number 2?", fakeslack.InThread(d.TS)))
			return d
		}, 0},
		"while Slack has it wait": {func(w *world, release func()) fakeslack.Delivery {
			release()
			w.slack.Fail("chat.postMessage", fakeslack.Fault{Status: 429, RetryAfter: time.Second})
			d := question(w)
			w.deliver(d)
			w.until("Slack has refused", func() bool { return strings.Contains(w.log.text.String(), "task put off") })
			return d
		}, 0},
		"while its status is taken back": {func(w *world, release func()) fakeslack.Delivery {
			release()
			w.slack.Fail("agents.sessions.setStatus", fakeslack.Fault{}, fakeslack.Fault{Delay: 200 * time.Millisecond})
			d := question(w)
			w.deliver(d)
			w.until("it is answered", func() bool { return len(w.slack.Messages()) == 1 })
			return d
		}, 1},
		"when all is done": {func(w *world, release func()) fakeslack.Delivery {
			release()
			d := question(w)
			w.ask(d)
			return d
		}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			released := make(chan struct{})
			var once atomic.Bool
			release := func() {
				if !once.Swap(true) {
					close(released)
				}
			}
			w := newWorld(t, withAgentView, withEngine(failing(func(ctx context.Context, _ bot.Question) error {
				select {
				case <-released:
				case <-ctx.Done():
				}
				return ctx.Err()
			})))
			t.Cleanup(release)
			d := c.before(w, release)
			w.deliver(w.slack.SessionStopped(d.Channel, d.TS, asker))
			release()
			if all := w.settle(); len(all) != c.answers {
				t.Errorf("%d messages, want %d:\n%s", len(all), c.answers, describe(all))
			}
			w.until("the session is active", func() bool {
				states := w.slack.Statuses(d.Channel, d.TS)
				return len(states) > 0 && states[len(states)-1] == "active"
			})
			if n := w.app.backlog.Load(); n != 0 {
				t.Errorf("%d tasks are counted as waiting", n)
			}
		})
	}
}

// TestAStoppedQuestionStaysStoppedThoughTheStoreFails has the store fail when the end of a waiting question is noted.
func TestAStoppedQuestionStaysStoppedThoughTheStoreFails(t *testing.T) {
	released := make(chan struct{})
	w := newWorld(t, withAgentView, withStore(func(*storeCalls) {}), withEngine(failing(func(context.Context, bot.Question) error { <-released; return nil })))
	w.deliver(w.slack.DM(asker, "number 0?"))
	w.until("it is worked on", func() bool { return w.app.queue.len() == 1 })
	d := w.slack.DM(asker, "number 1?")
	w.deliver(d)
	w.calls.failFromNowOn(1, 1)
	w.deliver(w.slack.SessionStopped(d.Channel, d.TS, asker))
	w.until("the store has failed", func() bool { return w.calls.count("Finish") > 0 })
	close(released)
	if all := w.refilled(); count(all, "Of number 0?") != 1 || count(all, "Of number 1?") != 0 {
		t.Errorf("answered:\n%s", describe(all))
	}
}

// TestATurnedAwayQuestionStaysSoThoughTheStoreFails has the store fail when the end of a question too many is noted.
func TestATurnedAwayQuestionStaysSoThoughTheStoreFails(t *testing.T) {
	w := newWorld(t, withEngine(&echo{}), withStore(func(*storeCalls) {}), func(s *setting) { s.config.PerMinute = 1 })
	w.ask(w.slack.DM(asker, "number 0?"))
	w.calls.failFromNowOn(2, 1) // Accept, Finish
	w.deliver(w.slack.DM(asker, "number 1?"))
	if all := w.refilled(); count(all, "Of number 1?") != 0 || count(all, "one person in a minute") != 1 {
		t.Errorf("answered:\n%s", describe(all))
	}
}

func TestAStatusIsNeverSetInAChannelNorWhereThereIsNoAgentView(t *testing.T) {
	w := newWorld(t, withAgentView)
	w.ask(w.slack.Mention("C0GENERAL", asker, "who uses Django?"))
	m := w.ask(w.slack.Command("C0GENERAL", asker, "who uses Django?"))
	w.press(m, "followup:0", "")
	w.settle()
	if calls := w.slack.Calls("agents.sessions.setStatus"); len(calls) > 0 {
		t.Errorf("a status was set: %v", calls)
	}
	w.ask(w.slack.Command(w.slack.DMChannel(asker), asker, "who uses Django?"))
	if calls := w.slack.Calls("agents.sessions.setStatus"); len(calls) > 0 || w.app.agents.lacks(w.slack.Config().Team, time.Now()) {
		t.Errorf("a command in the DM set a status: %v", calls)
	}
	plain := newWorld(t)
	for n := range 3 {
		if m := plain.ask(plain.slack.DM(asker, "who uses Django?")); m.Thread != "" {
			t.Errorf("DM %d is answered in thread %q", n, m.Thread)
		}
	}
	if calls := plain.slack.Calls("agents.sessions.setStatus"); len(calls) != 1 {
		t.Errorf("asked %d times for an agent view that is not there", len(calls))
	}
}

// TestASessionIsNotLeftProcessingWhenSlackRefuses has Slack refuse the post, and the status for a moment.
func TestASessionIsNotLeftProcessingWhenSlackRefuses(t *testing.T) {
	w := newWorld(t, withAgentView, withEngine(&echo{}))
	w.slack.Fail("chat.postMessage", fakeslack.Fault{Error: "messages_tab_disabled"}, fakeslack.Fault{Error: "messages_tab_disabled"})
	d := w.slack.DM(asker, "number 1?")
	w.deliver(d)
	w.settle()
	w.until("the session is active", func() bool { return w.active(d) })
}
