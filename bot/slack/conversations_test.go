package slack

import (
	"context"
	"strings"
	"testing"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/bot/slack/fakeslack"
)

// unanswered brings a message that must not be answered.
func (w *world) unanswered(why string, d fakeslack.Delivery) {
	w.Helper()
	before := len(w.settle())
	w.deliver(d)
	if after := w.settle(); len(after) != before {
		w.Errorf("%s: answered\n%s", why, describe(after[before:]))
	}
}

func says(m fakeslack.Message, text string) bool {
	return strings.Contains(m.Text+string(m.Blocks), text)
}

func TestAThreadGoesOnWithoutAMentionOnlyBetweenThePersonAndUs(t *testing.T) {
	w := newWorld(t, withHistory)
	first := w.slack.Mention("C0GENERAL", asker, "Django or Node.js for a fintech MVP?")
	w.ask(first)
	in := fakeslack.InThread(first.TS)
	if m := w.ask(w.slack.Message("C0GENERAL", asker, "and what about performance?", in)); !says(m, "Node.js") || m.Thread != first.TS {
		t.Errorf("a follow-up got %q in thread %q", m.Text, m.Thread)
	}
	w.unanswered("thanks", w.slack.Message("C0GENERAL", asker, "thanks, that helps", in))
	w.unanswered("a remark", w.slack.Message("C0GENERAL", asker, "I think Django it is", in))
	w.ask(w.slack.Message("C0GENERAL", asker, "who uses Node?", in)) // remarks of one's own end nothing
	w.unanswered("to somebody else", w.slack.Message("C0GENERAL", asker, "<@U0BOSS> what about cost?", in))
	w.unanswered("after that", w.slack.Message("C0GENERAL", asker, "and what about security?", in))
	if m := w.ask(w.slack.Mention("C0GENERAL", "U0BOSS", "and what about security?", in)); !says(m, "Django") {
		t.Errorf("a mention got %q", m.Text)
	}
	w.ask(w.slack.Message("C0GENERAL", "U0BOSS", "why?", in)) // who asked last may go on
	w.unanswered("a third person", w.slack.Message("C0GENERAL", "U0THIRD", "what about Rails?", in))
	w.unanswered("after a third person", w.slack.Message("C0GENERAL", asker, "what about scalability?", in))
}

func TestADiscussionIsUnderstoodWhereTheWorkspaceLetsUsReadIt(t *testing.T) {
	for name, c := range map[string]struct {
		settings []func(*setting)
		because  string
	}{
		"with the history scope":                  {[]func(*setting){withHistory}, "Fintech"},
		"without it the words of the mention are": {nil, "Access to experts"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, c.settings...)
			root := w.slack.Message("C0GENERAL", "U0BOSS", "we are building a fintech MVP")
			w.slack.Message("C0GENERAL", asker, "right", fakeslack.InThread(root.TS))
			if m := w.ask(w.slack.Mention("C0GENERAL", asker, "Django or Node.js? hiring matters", fakeslack.InThread(root.TS))); !says(m, c.because) {
				t.Errorf("not because of %q: %s", c.because, m.Text)
			}
		})
	}
}

func TestABareMentionAnswersWhatWasSaidLast(t *testing.T) {
	w := newWorld(t, withHistory)
	root := w.slack.Message("C0GENERAL", "U0BOSS", "who uses Django?")
	if m := w.ask(w.slack.Mention("C0GENERAL", asker, "", fakeslack.InThread(root.TS))); !says(m, "Instagram") {
		t.Errorf("a bare mention got %q", m.Text)
	}
	if m := w.ask(w.slack.Mention("C0GENERAL", asker, "")); !says(m, "Ask me which technology") {
		t.Errorf("a bare mention outside of threads got %q", m.Text)
	}
}

func TestASlackThatDoesNotShowTheThreadStillGetsAnAnswer(t *testing.T) {
	w := newWorld(t, withHistory)
	w.slack.Fail("conversations.replies", fakeslack.Fault{Error: "missing_scope"})
	if m := w.ask(w.slack.Mention("C0GENERAL", asker, "who uses Django?", fakeslack.InThread("1700000000.000300"))); !says(m, "Instagram") {
		t.Errorf("got %q", m.Text)
	}
}

func TestAPlainDMGoesOnForAnHourAndAThreadForEver(t *testing.T) {
	w := newWorld(t)
	w.ask(w.slack.DM(asker, "Django or Node.js for a fintech MVP?"))
	if m := w.ask(w.slack.DM(asker, "and what about security?")); !says(m, "Django") || says(m, "matters most") {
		t.Errorf("a follow-up got %q", m.Text)
	}
	w.skip(dmMemory + dmMemory/2)
	if m := w.ask(w.slack.DM(asker, "why?")); says(m, "Choose Django for projects that need tight security") {
		t.Errorf("after an hour and a half the conversation went on: %q", m.Text)
	}
}

func TestTwoWorkspacesNeverSeeEachOthersThreads(t *testing.T) {
	w := newWorld(t, withHistory)
	first := w.slack.Mention("C0GENERAL", asker, "Django or Node.js for a fintech MVP?")
	w.ask(first)
	reply := w.slack.Message("C0GENERAL", asker, "and what about security?", fakeslack.InThread(first.TS))
	reply.Body = []byte(strings.ReplaceAll(string(reply.Body), w.slack.Config().Team, "T0OTHER"))
	w.unanswered("a reply in the same thread of another workspace", reply)
}

func TestTheStatusOfASessionIsTakenBackOnEveryPath(t *testing.T) {
	for name, c := range map[string]struct {
		settings []func(*setting)
		fault    func(w *world)
		question string
	}{
		"an answer":            {question: "who uses Django?"},
		"a refusal":            {question: "Rails or Laravel?"},
		"help":                 {question: "help"},
		"status":               {question: "status"},
		"blocks refused":       {question: "compare django and node", fault: func(w *world) { w.slack.RejectBlocks("table", "rich_text", "header", "actions") }},
		"Slack out of order":   {question: "who uses Django?", fault: func(w *world) { w.slack.Fail("chat.postMessage", fakeslack.Fault{Status: 500}) }},
		"an engine that fails": {question: "who uses Django?", settings: []func(*setting){withEngine(failing(func(context.Context, bot.Question) error { panic("a nil somewhere") }))}},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, append([]func(*setting){withAgentView}, c.settings...)...)
			if c.fault != nil {
				c.fault(w)
			}
			d := w.slack.DM(asker, c.question)
			w.ask(d)
			w.until("the session is active", func() bool { return w.active(d) })
		})
	}
}

// active reports whether the session of a DM was processing and is not any more.
func (w *world) active(d fakeslack.Delivery) bool {
	states := w.slack.Statuses(d.Channel, d.TS)
	return len(states) > 1 && states[0] == "processing" && states[len(states)-1] == "active"
}

func TestTheStopButtonEndsWhatIsInProgress(t *testing.T) {
	begun, release := make(chan struct{}), make(chan struct{})
	defer close(release)
	w := newWorld(t, withAgentView, withEngine(failing(func(ctx context.Context, _ bot.Question) error {
		close(begun)
		select {
		case <-release:
		case <-ctx.Done():
		}
		return ctx.Err()
	})))
	d := w.slack.DM(asker, "who uses Django?")
	w.deliver(d)
	<-begun
	w.deliver(w.slack.SessionStopped(d.Channel, d.TS, asker))
	if all := w.settle(); len(all) > 0 {
		t.Errorf("stopped, and answered all the same:\n%s", describe(all))
	}
	w.until("the session is active", func() bool { return w.active(d) })
	late := w.slack.SessionStopped(d.Channel, d.TS, asker)
	w.deliver(late) // nothing to stop any more
	w.settle()
}

func TestPromptsAreOfferedWithoutAThread(t *testing.T) {
	w := newWorld(t, withAgentView)
	w.ask(w.slack.DM(asker, "who uses Django?"))
	w.deliver(w.slack.HomeOpened(asker, "messages"))
	w.settle()
	if p := w.slack.Prompts(w.slack.DMChannel(asker)); len(p) == 0 || len(p) > 4 {
		t.Errorf("prompts: %v", p)
	}
	for _, c := range w.slack.Calls("assistant.threads.setSuggestedPrompts") {
		if c.Form.Has("thread_ts") {
			t.Error("prompts were set with a thread: Slack drops that without a word")
		}
	}
}
