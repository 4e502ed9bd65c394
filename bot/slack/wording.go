package slack

import (
	"context"
	"errors"
	"strconv"
	"time"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/bot/slack/blocks"
	"github.com/stackpick/stackpick/bot/store"
)

// A language model never makes anybody wait. The plain answer is posted as if there were none; once it is there and
// stored, a rewording begins beside the workers, and what it brings is put in the place of the plain answer. Whatever
// keeps it from that, the plain answer stands, and a metric counts it. A rewording is no task: it is not stored, and
// after a crash it is not begun again.

const (
	// editTimeout is what a rewording may take, from its beginning to its message.
	editTimeout = 12 * time.Second
	// maxHold is the longest pause that Slack may ask for before an edited message is tried once more.
	maxHold = 3 * time.Second
)

// offer reports whether an answer may be put into better words, and, where not, what its reader should know of that.
// Channels are those of the question and of the message.
func (a *App) offer(ctx context.Context, team, who string, answer *bot.Answer, channels ...string) (ok bool, note string) {
	if a.cfg.Editor == nil || a.modelOff(ctx, team, channels...) {
		return false, ""
	}
	err := guarded(func() error {
		ok, note = a.cfg.Editor.Ready(who, answer)
		return nil
	})
	if err != nil {
		a.log.ErrorContext(ctx, "editor not asked", "error", err)
		return false, ""
	}
	return ok, note
}

// modelOff reports whether the language model is switched off in one of some channels. Where the store does not tell, it
// counts as off: what is not to be sent anywhere must not be sent by mistake.
func (a *App) modelOff(ctx context.Context, team string, channels ...string) bool {
	for i, c := range channels {
		if i > 0 && c == channels[0] {
			continue
		}
		off, err := a.store.ModelOff(ctx, team, c)
		if err != nil {
			a.log.ErrorContext(ctx, "switch of the language model not read", "error", err)
		}
		if off || err != nil {
			return true
		}
	}
	return false
}

// rewordPosted begins to put a posted answer into better words, under which the message has the options that it has
// now. It reports whether that has begun; then it ends the session, too.
func (a *App) rewordPosted(ctx context.Context, t *task, e bot.Edit, r *store.Record, o blocks.Options, agent bool) (begun bool) {
	o.Edition = a.edition()
	at := sent{channel: r.Channel, ts: r.TS}
	return at.ts != "" && a.reword(ctx, &rewording{
		edit: e, record: r, asked: t.Channel, session: t.session(),
		show: func(ctx context.Context, answer *bot.Answer) error {
			return a.patiently(ctx, func() error { return a.api.update(ctx, at, blocks.Answer(answer, o)) })
		},
		ended: func(string, *bot.Answer) { a.endSession(context.Background(), t, agent) },
	}) == ""
}

// edition tells one form of a message from those before it.
func (a *App) edition() string { return strconv.FormatInt(a.now().UnixMilli(), 36) }

// reword begins a rewording and returns ""; or it returns, as the metric has it, why none begins. One that comes from a
// context that was cancelled meanwhile, by the stop button, ends at once.
func (a *App) reword(from context.Context, r *rewording) (refused string) {
	ctx, cancel := context.WithTimeout(context.Background(), a.editTimeout)
	if refused := a.edits.begin(r, cancel); refused != "" {
		cancel()
		a.metrics.edit(refused)
		return refused
	}
	if from.Err() != nil {
		cancel()
	}
	a.side.Go(func() {
		defer cancel()
		defer a.edits.end(r)
		result, answer := a.improve(ctx, r)
		a.metrics.edit(result)
		a.log.Info("rewording ended", "id", r.record.ID, "result", result)
		if err := guarded(func() error { r.ended(result, answer); return nil }); err != nil {
			a.log.Error("rewording not ended in order", "id", r.record.ID, "error", err)
		}
	})
	return ""
}

// improve takes a rewording to its message, and returns what came of it, as the metric has it, with the answer that
// stands. Slack comes before the store: what is not shown is not kept as the answer either.
func (a *App) improve(ctx context.Context, r *rewording) (result string, stands *bot.Answer) {
	if ctx.Err() != nil || a.modelOff(ctx, r.record.Team, r.asked, r.record.Channel) {
		return "stopped", r.edit.Plain
	}
	began := a.now()
	answer, err := a.askEditor(ctx, r)
	a.metrics.edited(a.now().Sub(began), answer)
	if err == nil && len(answer.Plain) == 0 {
		return "unchanged", answer
	}
	if err == nil {
		err = guarded(func() error { return r.show(ctx, answer) })
	}
	if err != nil {
		result := whyPlain(ctx, err)
		a.log.Warn("answer stays plain", "id", r.record.ID, "result", result, "error", err)
		a.endWhenDead(err)
		return result, r.edit.Plain
	}
	a.amend(r, answer)
	return "worded", answer
}

// askEditor has the editor do its work, and waits for that until ctx ends, whatever the editor does.
func (a *App) askEditor(ctx context.Context, r *rewording) (*bot.Answer, error) {
	type result struct {
		answer *bot.Answer
		err    error
	}
	done := make(chan result, 1)
	a.edits.call(r, func() {
		var got result
		got.err = guarded(func() (err error) {
			got.answer, err = a.cfg.Editor.Edit(ctx, r.edit)
			return err
		})
		done <- got
	})
	select {
	case got := <-done:
		switch {
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case got.err == nil && got.answer == nil:
			return nil, errors.New("the editor returned nothing")
		}
		return got.answer, got.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// whyPlain names, for the metric, what kept an answer plain.
func whyPlain(ctx context.Context, err error) string {
	var of interface {
		error
		Kind() string
	}
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		return "stopped"
	case errors.As(err, &of) && isErrorName(of.Kind()):
		return of.Kind()
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return "timeout"
	default:
		return "failed"
	}
}

// amend stores the answer that a message shows now. Where that fails, the message is in the model's words and what is
// kept of it in the sources': both say the same.
func (a *App) amend(r *rewording, answer *bot.Answer) {
	ctx, cancel := context.WithTimeout(context.Background(), finishTime)
	defer cancel()
	amended := *r.record
	amended.Answer = answer
	if err := a.store.Amend(ctx, &amended); err != nil {
		a.log.Error("better words not stored", "id", amended.ID, "error", err)
	}
}

// patiently calls Slack, and once more where it could not do it and asks for a short pause at most.
func (a *App) patiently(ctx context.Context, call func() error) error {
	err := call()
	f, ok := errors.AsType[*fault](err)
	if !ok || f.remedy != tryLater || f.after > maxHold {
		return err
	}
	wait := f.after
	if wait == 0 {
		wait = a.backoff(1)
	}
	if err := pause(ctx, wait); err != nil {
		return err
	}
	return call()
}
