package slack

import (
	"context"
	"strings"
	"testing"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/bot/slack/blocks"
	"github.com/stackpick/stackpick/bot/slack/fakeslack"
)

const (
	saidOff = "stay in the sources' own words: nothing is sent to a language model."
	saidOn  = "may be put into better words by model-1"
)

func TestAChannelIsSwitchedOffAndOn(t *testing.T) {
	for name, say := range map[string]func(w *world, text string) fakeslack.Delivery{
		"command": func(w *world, text string) fakeslack.Delivery { return w.slack.Command("C0GENERAL", asker, text) },
		"mention": func(w *world, text string) fakeslack.Delivery { return w.slack.Mention("C0GENERAL", asker, text) },
		"DM":      func(w *world, text string) fakeslack.Delivery { return w.slack.DM(asker, text) },
	} {
		t.Run(name, func(t *testing.T) {
			e := &editor{}
			w := newWorld(t, withEditor(e))
			asks := func(w *world) fakeslack.Message {
				if name == "DM" {
					return w.reworded(w.slack.DM(asker, "who uses Django?"))
				}
				return w.reworded(w.slack.Mention("C0GENERAL", asker, "who uses Django?"))
			}
			for _, step := range []struct {
				text, says string
				worded     bool
			}{
				{"llm", saidOn, true}, {"llm off", saidOff, false}, {"LLM?", saidOff, false}, {" llm  OFF. ", saidOff, false},
				{"llm on", saidOn, true}, {"llm", saidOn, true}, {"llm off", saidOff, false},
			} {
				m := w.ask(say(w, step.text))
				if !says(m, step.says) || m.Ephemeral != (name == "command") || strings.Contains(m.Text, "conversation") != (name == "DM") {
					t.Errorf("%q: told %q: %s", step.text, m.To, m.Text)
				}
				before := len(e.edits())
				if got := asks(w); says(got, betterWords) != step.worded || (len(e.edits()) > before) != step.worded {
					t.Errorf("after %q: the model was asked %d times: %s", step.text, len(e.edits())-before, got.Text)
				}
			}
			w.restart()
			if got := asks(w); says(got, betterWords) {
				t.Errorf("after a restart: %s", got.Text)
			}
			private := w.ask(w.slack.Command("C0GENERAL", asker, "who uses Node?"))
			if offered := says(private, "Better words"); offered != (name == "DM") {
				t.Errorf("a private answer in the channel offers better words: %v", offered)
			}
			if other := w.reworded(w.slack.Mention("C0OTHER", asker, "who uses Django?")); !says(other, betterWords) {
				t.Errorf("another channel is switched off, too: %s", other.Text)
			}
		})
	}
}

func TestWithoutAModelThereIsNothingToSwitch(t *testing.T) {
	w := newWorld(t)
	for _, text := range []string{"llm", "llm on", "llm off"} {
		if m := w.ask(w.slack.Command("C0GENERAL", asker, text)); m.Text != sayNoModel {
			t.Errorf("%q: %s", text, m.Text)
		}
	}
	if off, err := w.store.ModelOff(context.Background(), w.slack.Config().Team, "C0GENERAL"); off || err != nil {
		t.Errorf("switched off: %v, %v", off, err)
	}
	if m := w.ask(w.slack.Command("C0GENERAL", asker, "status")); !says(m, "none: every sentence is the sources' own") {
		t.Errorf("status: %s", m.Text)
	}
	if m := w.ask(w.slack.Command("C0GENERAL", asker, "help")); says(m, "llm") || says(m, "better words") {
		t.Errorf("help: %s", m.Blocks)
	}
}

func TestHelpAndStatusNameTheModel(t *testing.T) {
	for model, want := range map[string]string{"model-1": "model-1", "": "a language model"} {
		w := newWorld(t, withEditor(&editor{}), func(s *setting) { s.config.Model = model })
		for _, text := range []string{"help", "status"} {
			if m := w.ask(w.slack.Command("C0GENERAL", asker, text)); !says(m, want) {
				t.Errorf("%s: %s", text, m.Text)
			}
		}
		w.ask(w.slack.Command("C0GENERAL", asker, "llm off"))
		if m := w.ask(w.slack.Command("C0GENERAL", asker, "status")); !says(m, want+", switched off in this channel") {
			t.Errorf("status: %s", m.Text)
		}
	}
}

func TestLLMInAQuestionIsAQuestion(t *testing.T) {
	for text, want := range map[string]duty{
		"llm": dutyModel, "LLM OFF!": dutyModel, "llm  on": dutyModel,
		"llm or rules?": dutyAnswer, "llm off or on?": dutyAnswer, "llm offline": dutyAnswer, "an llm": dutyAnswer, "off": dutyAnswer, "llmoff": dutyAnswer,
	} {
		if got, _ := dutyOf(text); got != want {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
	}
}

// TestSwitchingOffDropsWhatIsUnderWay switches off while the model works, and in the moment before.
func TestSwitchingOffDropsWhatIsUnderWay(t *testing.T) {
	t.Run("while the model works", func(t *testing.T) {
		e := hanging()
		w := newWorld(t, withEditor(e))
		for _, channel := range []string{"C0GENERAL", "C0OTHER"} {
			w.deliver(w.slack.Mention(channel, asker, "who uses Django?"))
		}
		w.until("the model works", func() bool { return len(e.edits()) == 2 })
		w.settle()
		w.ask(w.slack.Command("C0GENERAL", asker, "llm off"))
		w.until("one is dropped", func() bool { return w.results("stopped") == "1" })
		w.until("only the other channel's is under way", func() bool { return w.rewordings() == 1 })
	})
	t.Run("between the offer and the model", func(t *testing.T) {
		e := &editor{}
		w := newWorld(t, withEditor(e), withStore(func(*storeCalls) {}))
		e.ready = func(string) (bool, string) {
			if err := w.store.SwitchModel(context.Background(), w.slack.Config().Team, "C0GENERAL", false); err != nil {
				t.Error(err)
			}
			return true, ""
		}
		if m := w.reworded(w.slack.Mention("C0GENERAL", asker, "who uses Django?")); m.Edited || len(e.edits()) > 0 {
			t.Errorf("the model was asked %d times: %s", len(e.edits()), m.Text)
		}
	})
	t.Run("when the words are there", func(t *testing.T) {
		e := &editor{}
		w := newWorld(t, withEditor(e))
		e.edit = func(given bot.Edit) (*bot.Answer, error) {
			w.ask(w.slack.Command("C0GENERAL", "U0OTHER", "llm off"))
			return better(given)
		}
		w.deliver(w.slack.Mention("C0GENERAL", asker, "who uses Django?"))
		w.until("it is dropped", func() bool { return w.results("stopped") == "1" })
		for _, m := range w.rest() {
			if m.Edited {
				t.Errorf("edited: %s", m.Text)
			}
		}
	})
}

// TestAnAnswerThatCameElsewhereHeedsTheSwitchOfBothPlaces asks in a channel where Slack does not let us post.
func TestAnAnswerThatCameElsewhereHeedsTheSwitchOfBothPlaces(t *testing.T) {
	for _, place := range []string{"C0GENERAL", "D0ASKER", ""} {
		e := &editor{}
		w := newWorld(t, withEditor(e))
		if place != "" {
			if err := w.store.SwitchModel(context.Background(), w.slack.Config().Team, place, false); err != nil {
				t.Fatal(err)
			}
		}
		w.slack.Fail("chat.postMessage", fakeslack.Fault{Error: "restricted_action"})
		m := w.reworded(w.slack.Mention("C0GENERAL", asker, "who uses Django?"))
		if m.Channel != "D0ASKER" || says(m, betterWords) != (place == "") || !says(m, "I could not post this where you asked") {
			t.Errorf("switched off in %q: in %s: %s", place, m.Channel, m.Blocks)
		}
	}
}

func TestAStoreThatDoesNotSwitchIsTriedAgain(t *testing.T) {
	w := newWorld(t, withEditor(&editor{}), withStore(func(*storeCalls) {}))
	w.ask(w.slack.Command("C0GENERAL", asker, "llm"))
	w.calls.failFromNowOn(2, 1) // Accept, SwitchModel
	if m := w.ask(w.slack.Command("C0GENERAL", asker, "llm off")); !says(m, saidOff) || w.calls.count("SwitchModel") != 2 {
		t.Errorf("after %v: %s", w.calls.names, m.Text)
	}
}

func TestTheButtonsUnderHelpNeverSwitch(t *testing.T) {
	w := newWorld(t, withEditor(&editor{}))
	m := w.ask(w.slack.Command("C0GENERAL", asker, "help"))
	if strings.Contains(string(m.Blocks), `"value":"llm`) || strings.Contains(string(m.Blocks), blocks.RewordAction+`"`) {
		t.Errorf("help: %s", m.Blocks)
	}
}
