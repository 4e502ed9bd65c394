package slack

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/bot/slack/blocks"
	"github.com/stackpick/stackpick/bot/slack/fakeslack"
)

// offered asks privately and returns the message, which must offer better words.
func (w *world) offered(channel string) fakeslack.Message {
	w.Helper()
	m := w.reworded(w.slack.Command(channel, asker, outcomes["facts"].question))
	if !m.Ephemeral || m.Edited || !says(m, "Better words") {
		w.Fatalf("a private answer: %s", m.Blocks)
	}
	return m
}

// shown returns a message as people see it now.
func (w *world) shown(m fakeslack.Message) fakeslack.Message {
	for _, now := range w.slack.Messages() {
		if now.Channel == m.Channel && now.TS == m.TS {
			return now
		}
	}
	return fakeslack.Message{}
}

// buttonsOf lists the action ids in a message.
func buttonsOf(m fakeslack.Message) string {
	var ids []string
	for _, id := range []string{"followup:0", blocks.EvidenceAction, blocks.ShareAction, blocks.RewordAction, blocks.FeedbackAction} {
		if strings.Contains(string(m.Blocks), `"action_id":"`+id+`"`) {
			ids = append(ids, id)
		}
	}
	return strings.Join(ids, " ")
}

const otherButtons = "followup:0 evidence share answer_feedback"

func TestAPrivateAnswerHasItsBetterWordsByAButton(t *testing.T) {
	for _, channel := range []string{"C0GENERAL", "C0ELSEWHERE", "D0ASKER"} {
		t.Run(channel, func(t *testing.T) {
			e := &editor{}
			w := newWorld(t, withEditor(e))
			m := w.offered(channel)
			if len(e.edits()) > 0 {
				t.Fatal("a private answer was reworded by itself")
			}
			w.press(m, blocks.RewordAction, "")
			all := w.rest()
			got := w.shown(m)
			if len(all) != 1 || !says(got, betterWords) || got.To != asker || buttonsOf(got) != otherButtons || !says(got, outcomes["facts"].question) {
				t.Errorf("%d messages, with the buttons %s: %s", len(all), buttonsOf(got), got.Blocks)
			}
			if a := w.record(idOf(got)); a.PhrasedBy != "llm:model-1" {
				t.Errorf("stored by %s", a.PhrasedBy)
			}
			if n := len(w.slack.Calls("chat.update")); n > 0 || w.results("worded") != "1" {
				t.Errorf("chat.update was called %d times, counted as worded: %q", n, w.results("worded"))
			}
			w.press(got, blocks.EvidenceAction, "")
			if v := w.view(1); !strings.Contains(string(v.Body), betterWords) {
				t.Errorf("evidence: %s", v.Body)
			}
		})
	}
}

// TestAWishIsGrantedOnce presses twice, has Slack deliver a press again, and again when all is done.
func TestAWishIsGrantedOnce(t *testing.T) {
	released := make(chan struct{})
	e := &editor{first: func(context.Context, int) error { <-released; return nil }}
	w := newWorld(t, withEditor(e))
	m := w.offered("C0GENERAL")
	press := func() fakeslack.Delivery {
		d, err := w.slack.BlockAction(m, asker, blocks.RewordAction, "")
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	first, second := press(), press()
	for _, d := range []fakeslack.Delivery{first, first, second} {
		if ack := w.deliver(d); ack.Took > time.Second {
			t.Errorf("acknowledged after %s", ack.Took)
		}
	}
	if got := w.shown(m); got.Edited {
		t.Errorf("while the words are made: %s", got.Text)
	}
	close(released)
	w.rest()
	w.deliver(first)
	w.deliver(second)
	if all := w.rest(); len(e.edits()) != 1 || len(all) != 1 || len(w.slack.Calls("response_url")) != 2 {
		t.Errorf("the model was asked %d times, Slack called %d times:\n%s", len(e.edits()), len(w.slack.Calls("response_url")), describe(all))
	}
	w.restart()
	w.deliver(first)
	w.rest()
	if len(e.edits()) != 1 {
		t.Error("a press from before the restart was obeyed")
	}
}

func TestAWishThatIsNotGrantedIsAnsweredPlainly(t *testing.T) {
	for name, c := range map[string]struct {
		editor *editor
		before func(w *world)
		note   string
	}{
		"nothing passed": {editor: &editor{edit: func(e bot.Edit) (*bot.Answer, error) { return e.Plain, nil }}, note: noteNotWorded},
		"a budget spent between": {editor: &editor{edit: func(e bot.Edit) (*bot.Answer, error) {
			plain := *e.Plain
			plain.Notes = append(plain.Notes, "I am sorry: the budget is spent.")
			return &plain, nil
		}}, note: "the budget is spent"},
		"an error": {editor: &editor{edit: func(bot.Edit) (*bot.Answer, error) { return nil, kinded{"server_error"} }}, note: noteNotWorded},
		"a panic":  {editor: &editor{edit: func(bot.Edit) (*bot.Answer, error) { panic("a nil somewhere") }}, note: noteNotWorded},
		"too late": {editor: hanging(), note: noteNotWorded},
		"a Slack that refuses the words": {editor: &editor{}, note: noteNotWorded,
			before: func(w *world) { w.slack.Fail("response_url", fakeslack.Fault{Error: "no_permission"}) }},
		"switched off meanwhile": {editor: &editor{}, note: "Answers in this channel stay in the sources' own words",
			before: func(w *world) {
				w.ask(w.slack.Command("C0GENERAL", "U0OTHER", "llm off"))
			}},
		"a budget spent meanwhile": {editor: &editor{}, note: "the budget is spent",
			before: func(w *world) {
				w.app.cfg.Editor.(*editor).ready = func(string) (bool, string) { return false, "I am sorry: the budget is spent." }
			}},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, withEditor(c.editor), withEditTime(300*time.Millisecond))
			m := w.offered("C0GENERAL")
			if c.before != nil {
				c.before(w)
			}
			w.press(m, blocks.RewordAction, "")
			w.rest()
			got := w.shown(m)
			if !got.Edited || says(got, betterWords) || !says(got, "Instagram") || !says(got, c.note) || buttonsOf(got) != otherButtons {
				t.Errorf("with the buttons %s: %s", buttonsOf(got), got.Blocks)
			}
			if says(got, noteNotWorded) != (c.note == noteNotWorded) {
				t.Errorf("says more than one reason: %s", got.Blocks)
			}
			if a := w.record(idOf(got)); len(a.Plain) > 0 {
				t.Errorf("stored by %s", a.PhrasedBy)
			}
		})
	}
}

// TestARefusalAndAQuestionBackHaveBetterWordsToo has answers that are one text, privately and for all.
func TestARefusalAndAQuestionBackHaveBetterWordsToo(t *testing.T) {
	for outcome, others := range map[string]string{"not covered": "followup:0 share answer_feedback", "clarify": "followup:0"} {
		w := newWorld(t, withEditor(&editor{}))
		if m := w.reworded(w.slack.Mention("C0GENERAL", asker, outcomes[outcome].question)); !says(m, betterWords) || !says(m, "Phrased by model-1") {
			t.Errorf("%s: %s", outcome, m.Blocks)
		}
		m := w.reworded(w.slack.Command("C0GENERAL", asker, outcomes[outcome].question))
		w.press(m, blocks.RewordAction, "")
		w.rest()
		got := w.shown(m)
		if !says(got, betterWords) || buttonsOf(got) != others {
			t.Errorf("%s: with the buttons %q: %s", outcome, buttonsOf(got), got.Blocks)
		}
	}
}

// TestAWishThatFindsAllBusyMayBeRepeated keeps the button where the model has too much to do.
func TestAWishThatFindsAllBusyMayBeRepeated(t *testing.T) {
	released := make(chan struct{})
	e := &editor{first: func(_ context.Context, n int) error {
		if n <= maxEdits {
			<-released
		}
		return nil
	}}
	w := newWorld(t, withoutLimits, withEditor(e))
	for n := range maxEdits {
		w.deliver(w.slack.Mention("C0GENERAL", fmt.Sprintf("U%d", n), "who uses Django?"))
	}
	w.until("all are busy", func() bool { return len(e.edits()) == maxEdits })
	w.settle()
	w.deliver(w.slack.Command("C0GENERAL", asker, outcomes["facts"].question))
	all := w.settle()
	m := all[len(all)-1]
	w.press(m, blocks.RewordAction, "")
	w.until("it is said", func() bool { return says(w.shown(m), noteAllBusy) })
	if got := buttonsOf(w.shown(m)); !strings.Contains(got, blocks.RewordAction) {
		t.Errorf("the button is gone: %s", got)
	}
	close(released)
	w.rest()
	w.press(w.shown(m), blocks.RewordAction, "")
	w.rest()
	if got := w.shown(m); !says(got, betterWords) || says(got, noteAllBusy) {
		t.Errorf("pressed again: %s", got.Blocks)
	}
}

func TestOnlyWhoAskedGetsBetterWords(t *testing.T) {
	e := &editor{}
	w := newWorld(t, withEditor(e))
	m := w.offered("C0GENERAL")
	d, err := w.slack.BlockAction(m, asker, blocks.RewordAction, "")
	if err != nil {
		t.Fatal(err)
	}
	d.Body = []byte(strings.ReplaceAll(string(d.Body), asker, "U0OTHER"))
	w.deliver(d)
	if w.rest(); len(e.edits()) > 0 || w.shown(m).Edited {
		t.Error("somebody else's press was obeyed")
	}
}

func TestBetterWordsOfAnAnswerThatIsGoneAreToldOf(t *testing.T) {
	w := newWorld(t, withEditor(&editor{}))
	m := w.offered("C0GENERAL")
	if err := w.store.Forget(context.Background(), w.slack.Config().Team); err != nil {
		t.Fatal(err)
	}
	w.press(m, blocks.RewordAction, "")
	w.until("it is told", func() bool { return len(w.slack.Messages()) == 2 })
	if all := w.rest(); all[1].Text != sayGone || all[1].To != asker {
		t.Errorf("told %q: %s", all[1].To, all[1].Text)
	}
}

// TestWhatIsSharedMeanwhileStaysAsItIs shares an answer while the model works on it, and one that it has worded.
func TestWhatIsSharedMeanwhileStaysAsItIs(t *testing.T) {
	e := hanging()
	w := newWorld(t, withEditor(e))
	m := w.offered("C0GENERAL")
	w.press(m, blocks.RewordAction, "")
	w.until("the model works", func() bool { return len(e.edits()) == 1 })
	w.press(m, blocks.ShareAction, "")
	all := w.rest()
	if len(all) != 2 || all[1].Ephemeral || says(all[1], betterWords) || !says(w.shown(m), "Shared with the channel.") {
		t.Errorf("shared:\n%s", describe(all))
	}
	e.first = nil
	m = w.offered("C0GENERAL")
	w.press(m, blocks.RewordAction, "")
	w.rest()
	w.press(w.shown(m), blocks.ShareAction, "")
	all = w.rest()
	if got := all[len(all)-1]; got.Ephemeral || !says(got, betterWords) {
		t.Errorf("shared after it was worded: %s", got.Text)
	}
}

// TestWhatTheModelWordedIsSharedInOurWordsWhereItIsSwitchedOff shares into a channel that wants no model.
func TestWhatTheModelWordedIsSharedInOurWordsWhereItIsSwitchedOff(t *testing.T) {
	w := newWorld(t, withEditor(&editor{}))
	m := w.offered("C0GENERAL")
	w.press(m, blocks.RewordAction, "")
	w.rest()
	w.ask(w.slack.Command("C0GENERAL", "U0OTHER", "llm off"))
	w.press(w.shown(m), blocks.ShareAction, "")
	all := w.rest()
	if got := all[len(all)-1]; got.Ephemeral || says(got, betterWords) || !says(got, "Instagram") {
		t.Errorf("shared: %s", got.Text)
	}
}
