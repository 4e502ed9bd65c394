package slack

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/stackpick/stackpick/bot/slack/blocks"
	"github.com/stackpick/stackpick/bot/slack/fakeslack"
)

var blockIDs = regexp.MustCompile(`"block_id":"([^"]+)"`)

// TestThePlainAnswerIsReplacedWhereItStands asks in all ways that end in a message that everybody there sees.
func TestThePlainAnswerIsReplacedWhereItStands(t *testing.T) {
	for _, m := range manners() {
		if m.private {
			continue
		}
		t.Run(m.name, func(t *testing.T) {
			for _, outcome := range []string{"recommendation", "comparison", "facts"} {
				w := newWorld(t, append(m.settings, withEditor(&editor{}))...)
				d := m.ask(w, m.channel, outcomes[outcome].question)
				got := w.reworded(d)
				checkPlace(t, outcome, m, d, got, outcomes[outcome].says)
				posted, updates := w.slack.Calls("chat.postMessage"), w.slack.Calls("chat.update")
				if len(posted) != 1 || len(updates) != 1 {
					t.Fatalf("%s: posted %d times, edited %d times", outcome, len(posted), len(updates))
				}
				before, after := posted[0].Form.Get("blocks"), updates[0].Form.Get("blocks")
				if strings.Contains(before, betterWords) || !strings.Contains(after, betterWords) || !got.Edited {
					t.Errorf("%s: before %s\nafter %s", outcome, before, after)
				}
				if !strings.Contains(after, "Phrased by model-1, checked against the sources") {
					t.Errorf("%s: the message does not say who phrased it: %s", outcome, after)
				}
				for _, id := range blockIDs.FindAllStringSubmatch(after, -1) {
					if strings.Contains(before, id[0]) {
						t.Errorf("%s: the edited message has the block id %s again", outcome, id[1])
					}
				}
				if a := w.record(idOf(got)); a.PhrasedBy != "llm:model-1" || len(a.Plain) == 0 || !strings.HasPrefix(a.Claims()[0].Text, betterWords) {
					t.Errorf("%s: stored %q by %s", outcome, a.Text, a.PhrasedBy)
				}
				if n := w.results("worded"); n != "1" {
					t.Errorf("%s: %q are counted as worded", outcome, n)
				}
			}
		})
	}
}

func TestARewordedMessageHasTheButtonsOfThePlainOne(t *testing.T) {
	w := newWorld(t, withEditor(&editor{}))
	first := w.slack.Mention("C0GENERAL", asker, outcomes["recommendation"].question)
	m := w.reworded(first)
	w.press(m, blocks.EvidenceAction, "")
	if v := w.view(1); !strings.Contains(string(v.Body), betterWords) || !strings.Contains(string(v.Body), "In the sources' own words") {
		t.Errorf("evidence: %s", v.Body)
	}
	w.press(m, blocks.FeedbackAction, "")
	if w.votes() != 1 {
		t.Errorf("%d votes", w.votes())
	}
	press, err := w.slack.BlockAction(m, asker, "followup:0", "")
	if err != nil {
		t.Fatal(err)
	}
	if next := w.reworded(press); next.Thread != first.TS || !says(next, betterWords) {
		t.Errorf("a follow-up is answered in thread %q: %s", next.Thread, next.Text)
	}
	w.deliver(w.slack.HomeOpened(asker, "home"))
	if v := w.view(2); !strings.Contains(string(v.Body), "Django") || strings.Contains(string(v.Body), betterWords) {
		t.Errorf("App Home: %s", v.Body)
	}
}

func TestAnEditedMessageIsNeitherParsedNorUnfolded(t *testing.T) {
	w := newWorld(t, withEditor(&editor{}))
	w.reworded(w.slack.Mention("C0GENERAL", asker, "who uses Django?"))
	for _, c := range w.slack.Calls("chat.update") {
		if f := c.Form; f.Get("parse") != "none" || f.Get("unfurl_links") != "false" || f.Get("unfurl_media") != "false" || f.Has("link_names") || f.Has("thread_ts") {
			t.Errorf("chat.update with %v", f)
		}
	}
}

// TestASlackThatRefusesABlockIsEditedPlainlyToo has each plainer form of an edited message.
func TestASlackThatRefusesABlockIsEditedPlainlyToo(t *testing.T) {
	types := []string{"data_visualization", "table", "container", "rich_text", "actions", "context_actions", "header", "section", "context"}
	for i := range types {
		e, refused := &editor{}, types[:i+1]
		w := newWorld(t, withEditor(e))
		e.first = func(context.Context, int) error { w.slack.RejectBlocks(refused...); return nil }
		m := w.reworded(w.slack.Mention("C0GENERAL", asker, "compare django and node"))
		if !says(m, betterWords) {
			t.Errorf("without %v: %q", refused, m.Text)
		}
		for _, kind := range refused {
			if strings.Contains(string(m.Blocks), `"type":"`+kind+`"`) {
				t.Errorf("without %v: a %s is left", refused, kind)
			}
		}
	}
}

func TestAModelsWordsAreCounted(t *testing.T) {
	e := &editor{}
	w := newWorld(t, withEditor(e))
	w.reworded(w.slack.Mention("C0GENERAL", asker, "who uses Django?"))
	statements := fmt.Sprint(len(e.edits()[0].Plain.Statements))
	for name, want := range map[string]string{
		`stackpick_llm_sentences_total{result="kept"}`: statements, `stackpick_llm_sentences_total{result="rejected"}`: "1",
		"stackpick_llm_tokens_total": "120", "stackpick_llm_seconds_count": "1",
	} {
		if got := w.metric(name); got != want {
			t.Errorf("%s is %q, want %s", name, got, want)
		}
	}
}

func TestAnEditorThatIsNotReadyIsNotAskedAndSaysWhy(t *testing.T) {
	const spent = "The model's budget is spent until tomorrow."
	var people []string
	e := &editor{ready: func(who string) (bool, string) { people = append(people, who); return false, spent }}
	w := newWorld(t, withEditor(e))
	for _, d := range []fakeslack.Delivery{w.slack.Mention("C0GENERAL", asker, "who uses Django?"), w.slack.Command("C0GENERAL", asker, "who uses Django?")} {
		m := w.reworded(d)
		if !says(m, spent) || says(m, "Better words") {
			t.Errorf("the message does not say why there are no better words: %s", m.Blocks)
		}
	}
	if who := w.slack.Config().Team + "/" + asker; len(people) != 2 || people[0] != who || people[1] != who {
		t.Errorf("asked for %q, want %s", people, who)
	}
	if len(e.edits()) > 0 {
		t.Error("the editor was asked")
	}
}

// TestAFollowUpIsAnsweredWhileTheFirstAnswerIsReworded has the model take longer than the conversation.
func TestAFollowUpIsAnsweredWhileTheFirstAnswerIsReworded(t *testing.T) {
	released := make(chan struct{})
	e := &editor{first: func(_ context.Context, n int) error {
		if n == 1 {
			<-released
		}
		return nil
	}}
	w := newWorld(t, withAgentView, withEngine(&echo{}), withEditor(e))
	first := w.slack.DM(asker, "number 1?")
	w.deliver(first)
	w.until("the first is being reworded", func() bool { return w.rewordings() == 1 })
	w.deliver(w.slack.DM(asker, "number 2?", fakeslack.InThread(first.TS)))
	w.until("the second is answered and reworded", func() bool {
		return len(w.slack.Messages()) == 2 && w.rewordings() == 1 && w.slack.Messages()[1].Edited
	})
	if states := w.slack.Statuses(first.Channel, first.TS); states[len(states)-1] != "processing" {
		t.Errorf("the session is %v while an answer is being reworded", states)
	}
	close(released)
	all := w.rest()
	if !says(all[0], betterWords+"Of number 1?") || !says(all[1], betterWords+"Of number 2?") || len(all) != 2 {
		t.Errorf("in the end:\n%s", describe(all))
	}
	w.until("the session is active", func() bool { return w.active(first) })
}
