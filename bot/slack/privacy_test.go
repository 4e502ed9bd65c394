package slack

import (
	"context"
	"strings"
	"sync"
	"testing"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/bot/slack/blocks"
	"github.com/stackpick/stackpick/bot/slack/fakeslack"
)

// TestTheModelSeesNoNameAndNoIDOfSlack has questions and discussions full of them.
func TestTheModelSeesNoNameAndNoIDOfSlack(t *testing.T) {
	const marked = "<@U0BOSS> <@U0MATE|mate> <!subteam^S0TEAM|@team> <!here> <#C0SECRET> who uses <https://example.com/d|Django>, &amp; why?"
	e := &editor{}
	w := newWorld(t, withHistory, withEditor(e))
	root := w.slack.Message("C0GENERAL", "U0BOSS", marked)
	w.reworded(w.slack.Mention("C0GENERAL", asker, "", fakeslack.InThread(root.TS))) // the root is the question
	thread := w.slack.Message("C0GENERAL", "U0BOSS", "<@U0MATE> we are building a fintech MVP in <#C0SECRET>")
	w.reworded(w.slack.Mention("C0GENERAL", asker, "Django or Node.js?", fakeslack.InThread(thread.TS)))
	w.reworded(w.slack.Mention("C0GENERAL", asker, marked))
	w.reworded(w.slack.DM(asker, marked))
	private := w.reworded(w.slack.Command("C0GENERAL", asker, marked))
	w.press(private, blocks.RewordAction, "")
	w.rest()
	given := e.edits()
	if len(given) != 5 {
		t.Fatalf("the model was asked %d times", len(given))
	}
	for _, g := range given {
		seen := g.Question.Text + g.Plain.Question + g.Plain.Text
		for _, turn := range g.Question.Thread {
			seen += "\n" + turn.Question + "\n" + turn.Answer
		}
		for _, secret := range []string{"U0BOSS", "U0MATE", "S0TEAM", "C0SECRET", "C0GENERAL", asker, "mate", "<", "@", "&amp;"} {
			if strings.Contains(seen, secret) {
				t.Errorf("the model sees %q in %q", secret, seen)
			}
		}
		if g.Engine == nil || g.Who != w.slack.Config().Team+"/"+asker {
			t.Errorf("edit for %q by the engine %v", g.Who, g.Engine)
		}
	}
}

// A listener is an engine that remembers the threads it was given.
type listener struct {
	echo
	mu      sync.Mutex
	threads [][]bot.Turn
}

func (l *listener) Ask(ctx context.Context, q bot.Question) (*bot.Answer, error) {
	l.mu.Lock()
	l.threads = append(l.threads, q.Thread)
	l.mu.Unlock()
	return l.echo.Ask(ctx, q)
}

// TestWhatAModelPhrasedSteersNoLaterAnswer goes on in a thread, with Slack's own record of it and without, and below a
// private answer.
func TestWhatAModelPhrasedSteersNoLaterAnswer(t *testing.T) {
	for name, settings := range map[string][]func(*setting){"with the history scope": {withHistory}, "without": nil} {
		t.Run(name, func(t *testing.T) {
			l := &listener{}
			w := newWorld(t, append(settings, withEngine(l), withEditor(&editor{}))...)
			first := w.slack.Mention("C0GENERAL", asker, "number 1?")
			w.reworded(first)
			w.reworded(w.slack.Mention("C0GENERAL", asker, "number 2?", fakeslack.InThread(first.TS)))
			if len(w.set.slack.Scopes) > 0 {
				if err := w.store.Forget(context.Background(), w.slack.Config().Team); err != nil {
					t.Fatal(err)
				}
				w.reworded(w.slack.Mention("C0GENERAL", asker, "number 3?", fakeslack.InThread(first.TS)))
			}
			l.mu.Lock()
			defer l.mu.Unlock()
			for n, thread := range l.threads {
				for i, turn := range thread {
					forgotten := n == 2
					if strings.Contains(turn.Answer, betterWords) || turn.Answer == "" || !forgotten && !strings.HasPrefix(turn.Answer, "Of number") {
						t.Errorf("question %d is asked after the answer %q to question %d", n+1, turn.Answer, i+1)
					}
				}
			}
			if len(l.threads[1]) != 1 {
				t.Errorf("the second question has %d turns before it", len(l.threads[1]))
			}
		})
	}
}

// TestWhereOthersReadAlongTheModelGetsThePublicEngine asks publicly and privately in shared channels.
func TestWhereOthersReadAlongTheModelGetsThePublicEngine(t *testing.T) {
	team, public, e := &echo{}, &echo{first: func(context.Context, bot.Question) error { return nil }}, &editor{}
	w := newWorld(t, withEngine(team), withEditor(e), func(s *setting) { s.config.Public = public })
	w.reworded(w.slack.Mention("C0SHARED", asker, "number 1?"))
	w.reworded(w.slack.Mention("C0GENERAL", asker, "number 2?"))
	for n, want := range []Engine{public, team} {
		if got := e.edits()[n].Engine; got != bot.Asker(want) {
			t.Errorf("edit %d has another engine", n)
		}
	}
}

// TestAModelsWordsNeverPingOrLink has a model that writes what the hostile document does.
func TestAModelsWordsNeverPingOrLink(t *testing.T) {
	const evil = "<!channel> <@U0BOSS> @here <https://evil.example|click> https://evil.example [x](https://evil.example) *bold* \u202eevil\u202c \u200b"
	e := &editor{edit: func(e bot.Edit) (*bot.Answer, error) {
		claims := e.Plain.Claims()
		for i := range claims {
			claims[i].Text = evil
		}
		a := e.Plain.Reworded(claims, &bot.Wording{Model: "<!channel> https://evil.example"})
		return a, nil
	}}
	w := newWorld(t, withEngine(hostile(t)), withEditor(e))
	for _, q := range []string{"Redis or Kafka?", "compare Redis and Kafka on performance and security", "is Redis fast?"} {
		m := w.reworded(w.slack.Mention("C0GENERAL", asker, q))
		if !m.Edited {
			t.Errorf("%s: not edited\n%s", q, w.log.text)
		}
		w.harmless(q, m)
		private := w.reworded(w.slack.Command("C0GENERAL", asker, q))
		w.press(private, blocks.RewordAction, "")
		w.rest()
		w.harmless(q, w.shown(private))
	}
	w.slack.RejectBlocks("data_visualization", "table", "container", "rich_text", "actions", "context_actions", "header")
	w.harmless("plainly", w.reworded(w.slack.Mention("C0GENERAL", asker, "Redis or Kafka?")))
	if strings.Contains(w.log.text.String(), "evil.example") {
		t.Error("what a model says is in the log")
	}
}
