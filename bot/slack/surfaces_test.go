package slack

import (
	"strings"
	"testing"

	"github.com/stackpick/stackpick/bot/slack/fakeslack"
)

// outcomes has a question for each outcome of an answer, with words that its message must have.
var outcomes = map[string]struct{ question, says string }{
	"recommendation": {"Django or Node.js for a fintech MVP, two Python devs?", "Django"},
	"comparison":     {"compare django and node on security and cost", "Node.js"},
	"facts":          {"who uses Django?", "Instagram"},
	"not covered":    {"Rails or Laravel?", "Laravel"},
	"clarify":        {"which one?", "matters most"},
	"help":           {"hello", "Ask me"},
}

// A manner is a way in which a person asks, with where the answer must be: to whom it is visible, and in which
// thread ("own" is that of the asking message, "root" that of the thread it was asked in).
type manner struct {
	name     string
	settings []func(*setting)
	ask      func(w *world, channel, question string) fakeslack.Delivery
	channel  string
	private  bool
	thread   string
}

const asker = "U0ASKER"

func manners() []manner {
	command := func(w *world, channel, q string) fakeslack.Delivery { return w.slack.Command(channel, asker, q) }
	mention := func(w *world, channel, q string) fakeslack.Delivery { return w.slack.Mention(channel, asker, q) }
	threaded := func(w *world, channel, q string) fakeslack.Delivery {
		return w.slack.Mention(channel, asker, q, fakeslack.InThread("1700000000.000100"))
	}
	dm := func(w *world, _, q string) fakeslack.Delivery { return w.slack.DM(asker, q) }
	return []manner{
		{name: "command in a channel", ask: command, channel: "C0GENERAL", private: true},
		{name: "command in a channel that the bot is not in", ask: command, channel: "C0ELSEWHERE", private: true},
		{name: "command in a shared channel", ask: command, channel: "C0SHARED", private: true},
		{name: "command in the DM", ask: command, channel: "D0ASKER", private: true},
		{name: "mention in a channel", ask: mention, channel: "C0GENERAL", thread: "own"},
		{name: "mention in a shared channel", ask: mention, channel: "C0SHARED", thread: "own"},
		{name: "mention in a thread", ask: threaded, channel: "C0GENERAL", thread: "root"},
		{name: "mention in a thread of a shared channel", ask: threaded, channel: "C0SHARED", thread: "root"},
		{name: "DM without agent view", ask: dm, channel: "D0ASKER"},
		{name: "DM with agent view", settings: []func(*setting){withAgentView}, ask: dm, channel: "D0ASKER", thread: "own"},
	}
}

func TestEverySurfaceAndOutcomeHasOneAnswerInItsPlace(t *testing.T) {
	for _, way := range []struct {
		name     string
		settings []func(*setting)
	}{{"http", nil}, {"socket mode", []func(*setting){withSocket}}} {
		for _, m := range manners() {
			t.Run(way.name+"/"+m.name, func(t *testing.T) {
				for outcome, c := range outcomes {
					w := newWorld(t, append(way.settings, m.settings...)...)
					d := m.ask(w, m.channel, c.question)
					checkPlace(t, outcome, m, d, w.ask(d), c.says)
				}
			})
		}
	}
}

func checkPlace(t *testing.T, outcome string, m manner, d fakeslack.Delivery, got fakeslack.Message, says string) {
	t.Helper()
	thread := map[string]string{"": "", "own": d.TS, "root": d.Thread}[m.thread]
	to := map[bool]string{true: asker, false: ""}[m.private]
	if got.Channel != m.channel || got.Thread != thread || got.To != to || got.Ephemeral != m.private {
		t.Errorf("%s: answered in %s, thread %q, to %q; want %s, %q, %q", outcome, got.Channel, got.Thread, got.To, m.channel, thread, to)
	}
	if all := got.Text + string(got.Blocks); !strings.Contains(all, says) {
		t.Errorf("%s: the message lacks %q: %s", outcome, says, all)
	}
	if strings.TrimSpace(got.Text) == "" {
		t.Errorf("%s: the notification is empty", outcome)
	}
	if len(got.Pings) > 0 {
		t.Errorf("%s: the message pings %v", outcome, got.Pings)
	}
	for _, link := range got.Links {
		if !strings.HasPrefix(link, "https://www.monterail.com/blog/django-vs-node.js-when-to-choose-which") {
			t.Errorf("%s: the message leads to %s", outcome, link)
		}
	}
}

func TestTheWordsAfterTheCommand(t *testing.T) {
	w := newWorld(t)
	for text, says := range map[string]string{
		"":                                   "Ask me which technology",
		"help":                               "Ask me which technology",
		" HELP ":                             "Ask me which technology",
		"sources":                            "Django vs. Node.js",
		"status":                             "Knowledge",
		"compare Django Node.js on cost":     "cost-efficient",
		"compare django and node":            "Node.js",
		"status of Node.js in the industry?": "Node.js",
		"help me choose: Django or Node for APIs?": "Node.js",
	} {
		for _, d := range []fakeslack.Delivery{w.slack.Command("C0GENERAL", asker, text), w.slack.Mention("C0GENERAL", asker, text), w.slack.DM(asker, text)} {
			if text == "" && d.Kind == fakeslack.Events && d.Channel != "C0GENERAL" {
				continue // nobody can send an empty message
			}
			if m := w.ask(d); !strings.Contains(m.Text+string(m.Blocks), says) {
				t.Errorf("%q by %s: the message lacks %q: %s %s", text, d.Kind, says, m.Text, m.Blocks)
			}
		}
	}
}

func TestButtonsAnswerWhereTheyArePressed(t *testing.T) {
	for name, c := range map[string]struct {
		settings []func(*setting)
		first    func(w *world) fakeslack.Delivery
		private  bool
		thread   func(first fakeslack.Delivery) string
	}{
		"under a private answer": {first: func(w *world) fakeslack.Delivery {
			return w.slack.Command("C0ELSEWHERE", asker, outcomes["facts"].question)
		}, private: true,
			thread: func(fakeslack.Delivery) string { return "" }},
		"under an answer in a channel": {first: func(w *world) fakeslack.Delivery {
			return w.slack.Mention("C0GENERAL", asker, outcomes["facts"].question)
		},
			thread: func(d fakeslack.Delivery) string { return d.TS }},
		"in a plain DM": {first: func(w *world) fakeslack.Delivery { return w.slack.DM(asker, outcomes["facts"].question) },
			thread: func(fakeslack.Delivery) string { return "" }},
		"in the agent view": {settings: []func(*setting){withAgentView}, first: func(w *world) fakeslack.Delivery { return w.slack.DM(asker, outcomes["facts"].question) },
			thread: func(d fakeslack.Delivery) string { return d.TS }},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, c.settings...)
			first := c.first(w)
			answer := w.ask(first)
			press, err := w.slack.BlockAction(answer, asker, "followup:0", "")
			if err != nil {
				t.Fatal(err)
			}
			next := w.ask(press)
			if next.Channel != answer.Channel || next.Ephemeral != c.private || next.Thread != c.thread(first) {
				t.Errorf("answered in %s, thread %q, private %t", next.Channel, next.Thread, next.Ephemeral)
			}
			if !strings.Contains(next.Text+string(next.Blocks), "erformance") {
				t.Errorf("not about what was asked: %s", next.Text)
			}
			w.deliver(press) // delivered again
			if all := w.settle(); len(all) != 2 {
				t.Errorf("pressed once, answered %d times", len(all)-1)
			}
		})
	}
}

func TestAPrivateAnswerIsSharedOnce(t *testing.T) {
	for channel, by := range map[string]string{"C0GENERAL": "chat.postMessage", "C0ELSEWHERE": "response_url"} {
		t.Run(channel, func(t *testing.T) {
			w := newWorld(t)
			private := w.ask(w.slack.Command(channel, asker, outcomes["recommendation"].question))
			press, err := w.slack.BlockAction(private, asker, "share", "")
			if err != nil {
				t.Fatal(err)
			}
			for range 3 {
				w.deliver(press)
			}
			again, err := w.slack.BlockAction(private, asker, "share", "")
			if err == nil {
				w.deliver(again)
			}
			public := 0
			for _, m := range w.settle() {
				if !m.Ephemeral {
					public++
					if m.Channel != channel || m.By != by || m.Thread != "" || !strings.Contains(string(m.Blocks), outcomes["recommendation"].question) {
						t.Errorf("shared in %s by %s, thread %q: %s", m.Channel, m.By, m.Thread, m.Blocks)
					}
					if len(m.Pings) > 1 || len(m.Pings) == 1 && m.Pings[0] != "<@"+asker+">" {
						t.Errorf("sharing names others than who asked: %v", m.Pings)
					}
				}
			}
			if public != 1 {
				t.Errorf("shared %d times, want once:\n%s", public, describe(w.slack.Messages()))
			}
			w.until("the button is gone", func() bool {
				_, err := w.slack.BlockAction(w.slack.Messages()[0], asker, "share", "")
				return err != nil
			})
		})
	}
}
