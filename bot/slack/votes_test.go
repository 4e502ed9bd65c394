package slack

import (
	"context"
	"strings"
	"testing"

	"github.com/stackpick/stackpick/bot/slack/blocks"
	"github.com/stackpick/stackpick/bot/slack/fakeslack"
)

// votes returns how many votes are stored.
func (w *world) votes() int {
	w.Helper()
	counts, err := w.store.Count(context.Background())
	if err != nil {
		w.Fatal(err)
	}
	return counts.Votes
}

// press clicks an element of a message.
func (w *world) press(m fakeslack.Message, action, value string) {
	w.Helper()
	d, err := w.slack.BlockAction(m, asker, action, value)
	if err != nil {
		w.Fatal(err)
	}
	w.deliver(d)
}

// view waits for a modal or Home tab and returns the latest.
func (w *world) view(n int) fakeslack.View {
	w.Helper()
	w.until("a view is shown", func() bool { return len(w.slack.Views()) >= n })
	views := w.slack.Views()
	return views[len(views)-1]
}

func TestAVoteIsStoredWhenSlackHearsSoAndADownVoteAsksWhy(t *testing.T) {
	w := newWorld(t)
	m := w.ask(w.slack.Mention("C0GENERAL", asker, "who uses Django?"))
	value := func(way string) string {
		for _, part := range strings.Split(string(m.Blocks), `"`) {
			if strings.HasPrefix(part, way+":") {
				return part
			}
		}
		t.Fatalf("no vote %s in %s", way, m.Blocks)
		return ""
	}
	w.press(m, blocks.FeedbackAction, value("up"))
	if w.votes() != 1 || len(w.slack.Views()) != 0 {
		t.Errorf("%d votes, %d views after a thumb up", w.votes(), len(w.slack.Views()))
	}
	w.press(m, blocks.FeedbackAction, value("down"))
	modal := w.view(1)
	if w.votes() != 1 || !strings.Contains(string(modal.Body), blocks.WhyNotCallback) {
		t.Errorf("%d votes after changing one's mind; modal %s", w.votes(), modal.Body)
	}
	for n, reason := range []string{blocks.ReasonWrong, blocks.ReasonOutdated, blocks.ReasonContext, blocks.ReasonSource} {
		d, err := w.slack.ViewSubmission(modal, map[string]string{blocks.ReasonAction: reason, blocks.WordsAction: "<!channel> it is <https://evil.example|here>"})
		if err != nil {
			t.Fatal(err)
		}
		w.deliver(d)
		w.until("it is thanked for", func() bool { return len(w.slack.Messages()) == 2+n })
	}
	for _, thanks := range w.settle()[1:] {
		if thanks.To != asker || len(thanks.Pings)+len(thanks.Links) > 0 {
			t.Errorf("thanked %q with %s", thanks.To, thanks.Text)
		}
	}
	if w.votes() != 1 {
		t.Errorf("%d votes, want 1", w.votes())
	}
}

func TestAllEvidenceIsShownAndGoneAnswersAreToldOf(t *testing.T) {
	w := newWorld(t)
	m := w.ask(w.slack.Command("C0ELSEWHERE", asker, "Django or Node.js for a fintech MVP?"))
	w.press(m, blocks.EvidenceAction, "")
	if v := w.view(1); !strings.Contains(string(v.Body), "fintech industry") {
		t.Errorf("evidence: %s", v.Body)
	}
	if err := w.store.Forget(context.Background(), w.slack.Config().Team); err != nil {
		t.Fatal(err)
	}
	for n, action := range []string{blocks.EvidenceAction, blocks.ShareAction} {
		w.press(m, action, "")
		w.until("it is told that the answer is gone", func() bool { return len(w.slack.Messages()) == 2+n })
		if all := w.settle(); !says(all[len(all)-1], "no longer hold") || all[len(all)-1].To != asker {
			t.Errorf("%s: %s", action, describe(all[1:]))
		}
	}
}

func TestOnlyWhoAskedCanShare(t *testing.T) {
	w := newWorld(t)
	m := w.ask(w.slack.Command("C0GENERAL", asker, "who uses Django?"))
	d, err := w.slack.BlockAction(m, asker, blocks.ShareAction, "")
	if err != nil {
		t.Fatal(err)
	}
	d.Body = []byte(strings.ReplaceAll(string(d.Body), asker, "U0OTHER"))
	w.deliver(d)
	for _, m := range w.settle() {
		if !m.Ephemeral {
			t.Errorf("shared by somebody else: %s", m.Text)
		}
	}
}

func TestAppHomeShowsWhatIsKnownAndWhatThePersonAsked(t *testing.T) {
	w := newWorld(t)
	w.deliver(w.slack.HomeOpened(asker, "home"))
	first := w.view(1)
	if first.User != asker || !strings.Contains(string(first.Body), "Django vs. Node.js") {
		t.Errorf("home of %s: %s", first.User, first.Body)
	}
	w.ask(w.slack.Command("C0GENERAL", asker, "who uses Django?"))
	w.ask(w.slack.Command("C0GENERAL", "U0OTHER", "what is npm?"))
	w.deliver(w.slack.HomeOpened(asker, "home"))
	second := w.view(2)
	if body := string(second.Body); !strings.Contains(body, "who uses Django?") || strings.Contains(body, "what is npm?\"") && strings.Contains(body, "Ask again") && strings.Count(body, "Ask again") != 1 {
		t.Errorf("home: %s", body)
	}
	before := len(w.settle())
	again, err := w.slack.ViewAction(second, "ask:5", "")
	if err != nil {
		for n := range 20 {
			if again, err = w.slack.ViewAction(second, "ask:"+string(rune('0'+n)), ""); err == nil && strings.Contains(string(again.Body), "who uses Django?") {
				break
			}
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	w.deliver(again)
	all := w.settle()
	if len(all) != before+1 || all[before].Channel != w.slack.DMChannel(asker) || !says(all[before], "Django") {
		t.Errorf("asked again in App Home, answered:\n%s", describe(all[before:]))
	}
}
