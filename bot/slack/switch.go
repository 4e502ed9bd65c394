package slack

import (
	"cmp"
	"context"
	"fmt"
)

// sayNoModel is said of the switch where there is nothing to switch.
const sayNoModel = "No language model is set up: every answer is in the sources' own words."

// switchModel obeys “llm off” and “llm on”, for the channel in which they are said, and tells what is so now. What is
// being reworded there is dropped. Who switched is not kept.
func (a *App) switchModel(ctx context.Context, t *task) (said string, err error) {
	if a.cfg.Editor == nil {
		return sayNoModel, nil
	}
	off := t.Text == "llm off"
	if off || t.Text == "llm on" {
		err = a.store.SwitchModel(ctx, t.Team, t.Channel, !off)
	} else {
		off, err = a.store.ModelOff(ctx, t.Team, t.Channel)
	}
	if err != nil {
		return "", &fault{method: "store", code: "unreadable", detail: err.Error(), remedy: tryLater}
	}
	if !off {
		return a.sayOn(t.Channel), nil
	}
	a.edits.cancel(func(r *rewording) bool { return r.in(t.Team, t.Channel) })
	return sayOff(t.Channel), nil
}

func sayOff(channel string) string {
	return fmt.Sprintf("Answers in this %s stay in the sources' own words: nothing is sent to a language model.", kindOf(channel))
}

func (a *App) sayOn(channel string) string {
	return fmt.Sprintf("Answers in this %s may be put into better words by %s; each sentence is checked against its sources. “llm off” keeps them in the sources' own words.",
		kindOf(channel), a.model())
}

// kindOf says what people call a place.
func kindOf(channel string) string {
	if directMessage(channel) {
		return "conversation"
	}
	return "channel"
}

// model is what the language model is called; "" where there is none.
func (a *App) model() string {
	if a.cfg.Editor == nil {
		return ""
	}
	return cmp.Or(a.cfg.Model, "a language model")
}

// aboutModel says in the help what the language model does; "" where there is none.
func (a *App) aboutModel() string {
	if a.cfg.Editor == nil {
		return ""
	}
	return fmt.Sprintf("Where that helps, answers are put into better words by %s, which sees the question and the claims; each sentence is checked against its sources.", a.model())
}

// modelStatus says in the status whether there is a language model, and whether it is used in a channel.
func (a *App) modelStatus(ctx context.Context, t *task) string {
	switch {
	case a.cfg.Editor == nil:
		return "none: every sentence is the sources' own"
	case a.modelOff(ctx, t.Team, t.Channel):
		return a.model() + ", switched off in this " + kindOf(t.Channel)
	default:
		return a.model() + ", for better words; each sentence is checked against its sources"
	}
}
