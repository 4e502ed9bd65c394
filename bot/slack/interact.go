package slack

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"github.com/stackpick/stackpick/bot/slack/blocks"
	"github.com/stackpick/stackpick/bot/store"
)

// doubleClick is within how many seconds the same button, pressed again by the same person, counts as pressed once.
const doubleClick = 5

// takeInteraction takes in a pressed button or a modal that was sent. Votes are stored before Slack hears that we
// have them; what asks for a message goes the way of questions.
func (a *App) takeInteraction(ctx context.Context, i *interaction) error {
	switch i.Type {
	case "block_actions":
		for n := range i.Actions {
			if err := a.takeAction(ctx, i, &i.Actions[n]); err != nil {
				return err
			}
		}
		return nil
	case "view_submission":
		return a.takeReason(ctx, i)
	default:
		a.ignore(ctx, "interaction "+oneLine(i.Type, 40))
		return nil
	}
}

func (a *App) takeAction(ctx context.Context, i *interaction, act *action) error {
	kind := act.ID
	if at := strings.IndexByte(kind, ':'); at >= 0 {
		kind = kind[:at+1] // a number follows
	}
	switch kind {
	case blocks.FollowUpAction:
		_, err := a.accept(ctx, a.press(i, act, surfaceButton, dutyAnswer))
		return err
	case blocks.AskAction:
		s := surfaceButton
		if i.Container.Type == "view" {
			s = surfaceHome
		}
		_, err := a.accept(ctx, a.press(i, act, s, dutyAnswer))
		return err
	case blocks.ShareAction:
		t := a.press(i, act, surfaceButton, dutyShare)
		t.keys = []string{"share/" + t.Team + "/" + act.Value + "/" + t.Channel} // once, however often it is pressed
		_, err := a.accept(ctx, t)
		return err
	case blocks.RewordAction:
		a.takeWish(i, act)
		return nil
	case blocks.EvidenceAction:
		a.errand("evidence", func(ctx context.Context) error { return a.showEvidence(ctx, i, act.Value) })
		return nil
	case blocks.FeedbackAction:
		return a.takeVote(ctx, i, act)
	default:
		a.ignore(ctx, "button "+oneLine(kind, 40))
		return nil
	}
}

// press makes a task of a pressed button.
func (a *App) press(i *interaction, act *action, s surface, d duty) *task {
	ts, root := i.message()
	t := &task{
		Duty: d, Surface: s, Team: i.team(), User: i.User.ID, Channel: cmp.Or(i.channel(), i.User.ID), TS: ts, Text: act.Value,
		URL: i.ResponseURL, Private: i.Container.Ephemeral, Answer: answerOf(act),
	}
	if root != ts {
		t.Thread = root
	}
	if d == dutyShare {
		t.Text, t.Answer = "", act.Value
	}
	moment := a.now().Unix() / doubleClick
	t.keys = []string{
		"action/" + cmp.Or(i.Trigger, act.TS, strconv.FormatInt(a.now().UnixNano(), 36)),
		fmt.Sprintf("press/%s/%s/%s/%s/%s/%d", t.Team, t.Channel, ts, t.User, act.ID+act.BlockID, moment),
	}
	return t
}

// answerOf returns the ID of the answer under which a button stands: its block is named kind:ID.
func answerOf(act *action) string {
	_, id, _ := strings.Cut(act.BlockID, ":")
	return id
}

// takeVote stores a vote, and asks why after one that is down.
func (a *App) takeVote(ctx context.Context, i *interaction, act *action) error {
	id, up, ok := blocks.ParseFeedback(act.Value)
	if !ok {
		a.ignore(ctx, "a vote on nothing")
		return nil
	}
	if err := a.vote(ctx, store.Vote{Answer: id, Team: i.team(), User: i.User.ID, Up: up, At: a.now()}); err != nil {
		return err
	}
	a.metrics.vote(up)
	if !up {
		a.errand("ask why", func(ctx context.Context) error {
			return a.openView(ctx, i.Trigger, blocks.WhyNot(id, a.questionOf(ctx, i.team(), id)))
		})
	}
	return nil
}

// takeReason stores why a vote was down, and thanks for it.
func (a *App) takeReason(ctx context.Context, i *interaction) error {
	if i.View.Callback != blocks.WhyNotCallback {
		a.ignore(ctx, "view "+oneLine(i.View.Callback, 40))
		return nil
	}
	id := i.View.Metadata
	v := store.Vote{Answer: id, Team: i.team(), User: i.User.ID, Reason: i.View.reason(), Words: i.View.words(), At: a.now()}
	if err := a.vote(ctx, v); err != nil {
		return err
	}
	a.log.InfoContext(ctx, "feedback", "answer", id, "reason", v.Reason)
	a.errand("thanks", func(ctx context.Context) error {
		p := place{channel: i.User.ID}
		if r, err := a.store.Answer(ctx, v.Team, id); err == nil && !r.Private {
			p = place{channel: r.Channel, thread: r.Thread, to: i.User.ID}
		}
		_, err := a.api.post(ctx, p, blocks.Notice(sayThanks))
		return err
	})
	return nil
}

// questionOf returns what an answer answered, "" when that is no longer known.
func (a *App) questionOf(ctx context.Context, team, id string) string {
	r, err := a.store.Answer(ctx, team, id)
	if err != nil {
		return ""
	}
	return r.Question
}

const sayThanks = "Thank you: that is noted with the answer, for those who look after what I know."

// vote stores a vote within the time that Slack gives an acknowledgement.
func (a *App) vote(ctx context.Context, v store.Vote) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), acceptTime)
	defer cancel()
	if err := a.store.Vote(ctx, v); err != nil {
		return fmt.Errorf("storing a vote: %w", err)
	}
	return nil
}

// reason returns which reason was chosen, "" for none that the modal has.
func (v *view) reason() string {
	s := v.State.Values[blocks.ReasonBlock][blocks.ReasonAction].Selected
	if s == nil || !slices.Contains([]string{blocks.ReasonWrong, blocks.ReasonOutdated, blocks.ReasonContext, blocks.ReasonSource}, s.Value) {
		return ""
	}
	return s.Value
}

func (v *view) words() string { return v.State.Values[blocks.WordsBlock][blocks.WordsAction].Value }

// showEvidence opens the modal with all that an answer rests on.
func (a *App) showEvidence(ctx context.Context, i *interaction, id string) error {
	r, err := a.store.Answer(ctx, i.team(), id)
	if errors.Is(err, store.ErrNotFound) {
		_, err := a.api.post(ctx, place{channel: cmp.Or(i.channel(), i.User.ID), to: i.User.ID, url: i.ResponseURL}, blocks.Notice(sayGone))
		return err
	}
	if err != nil {
		return err
	}
	return a.openView(ctx, i.Trigger, blocks.Evidence(r.Answer))
}

func (a *App) openView(ctx context.Context, trigger string, v slack.ModalViewRequest) error {
	return a.api.call(ctx, "views.open", func() error {
		_, err := a.api.client.OpenViewContext(ctx, trigger, v)
		return err
	})
}

// share posts a private answer for all in the channel to see, and takes the button away.
func (a *App) share(ctx context.Context, t *task) error {
	r, err := a.store.Answer(ctx, t.Team, t.Answer)
	switch {
	case errors.Is(err, store.ErrNotFound):
		return a.tell(ctx, t, false, sayGone, "gone")
	case err != nil:
		return &fault{method: "store", code: "unreadable", detail: err.Error(), remedy: tryLater}
	case r.User != t.User:
		return a.tell(ctx, t, false, sayNotYours, "refused")
	case a.confidential() && a.isExternal(t):
		return a.tell(ctx, t, false, sayNotOutside, "refused")
	}
	a.edits.cancel(func(e *rewording) bool { return e.record.Team == r.Team && e.record.ID == r.ID })
	shared := *r
	if len(r.Answer.Plain) > 0 && a.modelOff(ctx, t.Team, t.Channel) {
		shared.Answer = r.Answer.Ours()
	}
	m := blocks.Answer(shared.Answer, blocks.Options{ID: t.ID, Asked: r.Question, AskedBy: t.User})
	shared.ID, shared.Private, shared.Surface, shared.At = t.ID, false, string(surfaceButton), a.now()
	at, err := a.api.post(ctx, place{channel: t.Channel}, m)
	if remedyOf(err) == giveUp {
		err = a.respondInChannel(ctx, t.URL, m) // we are not in the channel, but the person is
	}
	if remedyOf(err) == giveUp || remedyOf(err) == tryElsewhere {
		return a.tell(ctx, t, false, fmt.Sprintf(sayNotShared, reasonOf(err)), "failed")
	}
	if err != nil {
		return err
	}
	shared.Channel, shared.TS, shared.Thread = cmp.Or(at.channel, t.Channel), at.ts, at.ts
	if at.ts == "" {
		shared.Thread = ""
	}
	a.metrics.question(surfaceButton, "shared")
	a.errand("mark as shared", func(ctx context.Context) error {
		return a.api.respond(ctx, t.URL, replacing(blocks.Answer(r.Answer, blocks.Options{ID: r.ID, Edition: a.edition(), Asked: r.Question, Notes: []string{"Shared with the channel."}})))
	})
	return a.conclude(ctx, t, &shared)
}

// confidential reports whether answers may hold what is for the team only.
func (a *App) confidential() bool { return a.cfg.Public != a.cfg.Engine }

// isExternal reports whether people of other organisations are known to read a task's channel. A button does not say
// so: what events of that channel said counts. Who shares is asked to confirm it in any case.
func (a *App) isExternal(t *task) bool {
	_, known := a.external.Load(t.Team + "/" + t.Channel)
	return known
}

const sayNotOutside = "People of another organisation read this channel, so I don't post there what comes from your team's documents."

const sayNotShared = "Slack did not let me share that in this channel (%s). Invite me there, or copy the answer."

// respondInChannel posts by a response_url for all to see.
func (a *App) respondInChannel(ctx context.Context, address string, m blocks.Message) error {
	return plainly(m, func(m blocks.Message) error {
		return a.api.respond(ctx, address, &slack.WebhookMessage{ResponseType: slack.ResponseTypeInChannel, Text: m.Text, Blocks: blocksOf(m)})
	})
}

// replacing returns what puts a message in the place of the one whose button was pressed.
func replacing(m blocks.Message) *slack.WebhookMessage {
	return &slack.WebhookMessage{ReplaceOriginal: true, Text: m.Text, Blocks: blocksOf(m)}
}
