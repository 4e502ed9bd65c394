package slack

import (
	"cmp"
	"context"
	"errors"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/bot/slack/blocks"
	"github.com/stackpick/stackpick/bot/store"
)

// Slack does not let us edit what only one person sees, but for the moment after that person has pressed a button
// there: the press brings an address that replaces the message. So a private answer offers better words by a button.

// Notes of a private answer whose button was pressed in vain.
const (
	noteNotWorded = "The model's words did not pass the check, or came too late: these are the sources' own."
	noteAllBusy   = "The language model is busy with other answers. Press again in a minute."
)

// A wish is a pressed “Better words”.
type wish struct {
	team, user, channel string
	answer              string // the ID of the answer above the button
	url                 string // the response_url that replaces the message
}

func (w *wish) key() string { return w.team + "/" + w.answer }

// takeWish takes in a pressed “Better words”: once an answer, however often it is pressed or delivered.
func (a *App) takeWish(i *interaction, act *action) {
	w := &wish{team: i.team(), user: i.User.ID, channel: cmp.Or(i.channel(), i.User.ID), answer: act.Value, url: i.ResponseURL}
	if !a.edits.wish(w.key(), a.now()) {
		a.metrics.delivery("duplicate")
		return
	}
	begun := a.errand("better words", func(ctx context.Context) error { return a.grant(ctx, w) })
	if !begun {
		a.edits.unwish(w.key())
	}
}

// grant begins the rewording that is wished for, or says why there is none.
func (a *App) grant(ctx context.Context, w *wish) error {
	r, err := a.store.Answer(ctx, w.team, w.answer)
	switch {
	case errors.Is(err, store.ErrNotFound):
		_, err := a.api.post(ctx, place{channel: w.channel, to: w.user, url: w.url}, blocks.Notice(sayGone))
		return err
	case err != nil:
		a.edits.unwish(w.key())
		return err
	case r.User != w.user || !r.Private || len(r.Answer.Plain) > 0:
		a.ignore(ctx, "a wish for better words that is nobody's")
		return nil
	}
	t := &task{Surface: surfaceButton, Team: r.Team, User: r.User, Channel: r.Channel, Private: true, Answer: r.ID, External: r.External}
	engine, who := a.engineFor(ctx, t), r.Team+"/"+r.User
	ok, note := a.offer(ctx, r.Team, who, r.Answer, r.Channel, w.channel)
	if engine == nil || !ok {
		if a.modelOff(ctx, r.Team, r.Channel, w.channel) {
			note = sayOff(w.channel)
		}
		return a.replace(ctx, w, r, r.Answer, false, cmp.Or(note, noteNotWorded))
	}
	refused := a.reword(ctx, &rewording{
		edit:   bot.Edit{Question: bot.Question{Text: r.Question}, Plain: r.Answer, Engine: engine, Who: who},
		record: r, asked: w.channel,
		show: func(ctx context.Context, answer *bot.Answer) error {
			return a.patiently(ctx, func() error { return a.replace(ctx, w, r, answer, false, "") })
		},
		ended: func(result string, stands *bot.Answer) { a.fulfil(w, r, result, stands) },
	})
	if refused == "busy" {
		a.edits.unwish(w.key())
		return a.replace(ctx, w, r, r.Answer, true, noteAllBusy)
	}
	return nil
}

// fulfil ends a wish: where there are no better words, that is said beside the plain answer, unless a note of that says
// why already. One that was stopped leaves the message as it is, and the button may be pressed again.
func (a *App) fulfil(w *wish, r *store.Record, result string, stands *bot.Answer) {
	switch result {
	case "worded":
		return
	case "stopped":
		a.edits.unwish(w.key())
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), callTimeout)
	defer cancel()
	note := noteNotWorded
	if len(stands.Notes) > len(r.Answer.Notes) {
		note = ""
	}
	if err := a.replace(ctx, w, r, stands, false, note); err != nil {
		a.log.Warn("private answer not replaced", "id", r.ID, "error", err)
		a.endWhenDead(err)
	}
}

// replace shows an answer in the place of the one whose button was pressed, plainer step by step where Slack refuses a
// block. Again keeps the button; note may be "".
func (a *App) replace(ctx context.Context, w *wish, r *store.Record, answer *bot.Answer, again bool, note string) error {
	o := blocks.Options{
		ID: r.ID, Edition: a.edition(), Asked: r.Question, Share: true, Confirm: a.confidential(), Reword: again,
	}
	if note != "" {
		o.Notes = []string{note}
	}
	return plainly(blocks.Answer(answer, o), func(m blocks.Message) error {
		return a.api.respond(ctx, w.url, replacing(m))
	})
}
