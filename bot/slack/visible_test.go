package slack

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/bot/slack/fakeslack"
)

// askings has all that a person can do to ask something, each with a first answer where it takes one.
var askings = map[string]func(w *world, question string) fakeslack.Delivery{
	"command":                  func(w *world, q string) fakeslack.Delivery { return w.slack.Command("C0GENERAL", asker, q) },
	"command where we are not": func(w *world, q string) fakeslack.Delivery { return w.slack.Command("C0ELSEWHERE", asker, q) },
	"mention":                  func(w *world, q string) fakeslack.Delivery { return w.slack.Mention("C0GENERAL", asker, q) },
	"mention in a thread": func(w *world, q string) fakeslack.Delivery {
		return w.slack.Mention("C0GENERAL", asker, q, fakeslack.InThread("1700000000.000100"))
	},
	"DM": func(w *world, q string) fakeslack.Delivery { return w.slack.DM(asker, q) },
}

// toldTo reports whether a message is one that the asker sees, and says a text.
func toldTo(m fakeslack.Message, text string) bool {
	return strings.Contains(m.Text, text) && (!m.Ephemeral || m.To == asker)
}

func TestAnEngineThatFailsIsToldOf(t *testing.T) {
	for fault, c := range map[string]struct {
		engine func(release chan struct{}) Engine
		says   string
	}{
		"error": {func(chan struct{}) Engine {
			return failing(func(context.Context, bot.Question) error { return errors.New("the index is gone") })
		}, sayFailed},
		"panic": {func(chan struct{}) Engine {
			return failing(func(context.Context, bot.Question) error { panic("a nil somewhere") })
		}, sayFailed},
		"time out": {func(chan struct{}) Engine {
			return failing(func(ctx context.Context, _ bot.Question) error { <-ctx.Done(); return ctx.Err() })
		}, sayTooSlow},
		"hang": {func(release chan struct{}) Engine {
			return failing(func(context.Context, bot.Question) error { <-release; return nil })
		}, sayTooSlow},
		"nothing": {func(chan struct{}) Engine { return silent{&echo{}} }, sayFailed},
	} {
		for how, asking := range askings {
			for _, agent := range []bool{false, true} {
				if agent && how != "DM" {
					continue
				}
				t.Run(fault+"/"+how, func(t *testing.T) {
					release := make(chan struct{})
					w := newWorld(t, withEngine(c.engine(release)), withPatience(50*time.Millisecond), func(s *setting) { s.slack.AgentView = agent })
					t.Cleanup(func() { close(release) }) // before the world ends, which waits for the engine
					if m := w.ask(asking(w, "a question")); !toldTo(m, c.says) || m.Channel != "C0GENERAL" && m.Channel != "C0ELSEWHERE" && m.Channel != "D0ASKER" {
						t.Errorf("told %q in %s to %q", m.Text, m.Channel, m.To)
					} else if !m.Ephemeral && how != "DM" {
						t.Errorf("the failure is shown to the whole channel: %s", m.Text)
					}
				})
			}
		}
	}
}

// silent is an engine that returns neither an answer nor an error.
type silent struct{ *echo }

func (silent) Ask(context.Context, bot.Question) (*bot.Answer, error) { return nil, nil }

// withPatience bounds how long the engine may take.
func withPatience(d time.Duration) func(*setting) {
	return func(s *setting) { s.adjust = func(a *App) { a.answerTimeout = d } }
}

// TestAnApologyThatSlackCannotTakeComesLater has two faults at once: our own, and Slack's when we tell of it.
func TestAnApologyThatSlackCannotTakeComesLater(t *testing.T) {
	broken := failing(func(context.Context, bot.Question) error { return errors.New("the index is gone") })
	for how, asking := range askings {
		for name, fault := range map[string]fakeslack.Fault{
			"500": {Status: 500}, "cut": {Cut: true}, "internal_error": {Error: "internal_error"}, "a web page": {HTML: true},
		} {
			t.Run(how+"/"+name, func(t *testing.T) {
				w := newWorld(t, withEngine(broken))
				for _, method := range []string{"chat.postMessage", "chat.postEphemeral", "response_url"} {
					w.slack.Fail(method, fault, fault)
				}
				if m := w.ask(asking(w, "a question")); !toldTo(m, sayFailed) {
					t.Errorf("told %q", m.Text)
				}
			})
		}
	}
}

func TestWhereSlackRefusesTheChannelTheAnswerComesInTheDM(t *testing.T) {
	for _, code := range []string{"not_in_channel", "channel_not_found", "is_archived", "restricted_action", "no_permission", "thread_locked_for_app"} {
		t.Run(code, func(t *testing.T) {
			w := newWorld(t, withEngine(&echo{}))
			w.slack.Fail("chat.postMessage", fakeslack.Fault{Error: code})
			m := w.ask(w.slack.Mention("C0GENERAL", asker, "number 1?"))
			if m.Channel != "D0ASKER" || !strings.Contains(m.Text+string(m.Blocks), "Of number 1?") || !strings.Contains(m.Text+string(m.Blocks), code) {
				t.Errorf("told in %s: %s %s", m.Channel, m.Text, m.Blocks)
			}
		})
	}
	for name, channel := range map[string]fakeslack.Channel{
		"a channel without us":         {ID: "C0AWAY"},
		"a private channel without us": {ID: "C0AWAY", Private: true},
		"an archived channel":          {ID: "C0AWAY", Member: true, Archived: true},
	} {
		for _, engine := range []*echo{{}, failing(func(context.Context, bot.Question) error { return errors.New("broken") })} {
			t.Run(name, func(t *testing.T) {
				w := newWorld(t, withEngine(engine))
				w.slack.AddChannel(channel)
				for _, d := range []fakeslack.Delivery{w.slack.Mention("C0AWAY", asker, "number 1?"), w.slack.Mention("C0AWAY", asker, "number 2?", fakeslack.InThread("1700000000.000100"))} {
					if m := w.ask(d); m.Channel != "D0ASKER" {
						t.Errorf("told in %s: %s", m.Channel, m.Text)
					}
				}
			})
		}
	}
}

// TestWhereNothingCanBeToldItEnds has a Slack that takes nothing for this person any more: no loop, one line in the log.
func TestWhereNothingCanBeToldItEnds(t *testing.T) {
	for how, asking := range askings {
		t.Run(how, func(t *testing.T) {
			w := newWorld(t, withEngine(&echo{}))
			for _, method := range []string{"chat.postMessage", "chat.postEphemeral", "response_url"} {
				w.slack.Fail(method, fakeslack.Fault{Error: "messages_tab_disabled"}, fakeslack.Fault{Error: "user_disabled"})
			}
			w.deliver(asking(w, "number 1?"))
			w.settle()
			w.until("the log says so", func() bool { return strings.Contains(w.log.text.String(), "task failed") })
			if calls := len(w.slack.Calls("chat.postMessage")) + len(w.slack.Calls("chat.postEphemeral")) + len(w.slack.Calls("response_url")); calls > 4 {
				t.Errorf("Slack was called %d times", calls)
			}
		})
	}
}

func TestAUsedUpResponseURLIsReplacedByAPrivateMessage(t *testing.T) {
	for channel, want := range map[string]string{"C0GENERAL": "C0GENERAL", "C0ELSEWHERE": "D0ASKER", "D0ASKER": "D0ASKER"} {
		for name, code := range map[string]string{"used up": "used_url", "expired": "expired_url"} {
			t.Run(name+" in "+channel, func(t *testing.T) {
				w := newWorld(t, withEngine(&echo{}))
				w.slack.DMChannel(asker)
				w.slack.Fail("response_url", fakeslack.Fault{Error: code})
				m := w.ask(w.slack.Command(channel, asker, "number 1?"))
				if m.Channel != want || !toldTo(m, "Of number 1?") || channel != "C0ELSEWHERE" && !m.Ephemeral {
					t.Errorf("told in %s, to %q: %s", m.Channel, m.To, m.Text)
				}
			})
		}
	}
}

func TestAResponseURLIsNotUsedAfterItsTime(t *testing.T) {
	var w *world
	w = newWorld(t, withEngine(&echo{}), func(s *setting) {
		s.adjust = func(a *App) {
			a.backoff = func(int) time.Duration { w.skip(31 * time.Minute); return time.Millisecond }
		}
	})
	w.slack.Fail("response_url", fakeslack.Fault{Status: 503})
	if m := w.ask(w.slack.Command("C0GENERAL", asker, "number 1?")); m.By != "chat.postEphemeral" || !toldTo(m, "Of number 1?") {
		t.Errorf("told by %s: %s", m.By, m.Text)
	}
	if n := len(w.slack.Calls("response_url")); n != 1 {
		t.Errorf("the response_url was called %d times", n)
	}
}
