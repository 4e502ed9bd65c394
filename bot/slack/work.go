package slack

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/bot/slack/blocks"
	"github.com/stackpick/stackpick/bot/store"
)

const (
	maxTries   = 10               // posts of one message that Slack could not take, before it is given up
	late       = time.Minute      // an answer that took longer says why
	dmMemory   = time.Hour        // how long a plain DM, which has no threads, counts as one conversation
	maxTurns   = 12               // of a thread, that are looked at; package bot reads no more
	finishTime = 10 * time.Second // for noting that a task has ended, whatever ends meanwhile
)

// What is said instead of an answer.
const (
	sayExternal   = "People of another organisation read this channel, so I don't answer from your team's documents here. Ask me with /stackpick or in a direct message: only you see that."
	sayFailed     = "Something went wrong while I looked for the answer. It is in my log; ask again, or put the question in other words."
	sayTooSlow    = "I could not find an answer in time. Ask again, with a shorter question."
	sayOnlyFiles  = "I read text only, and there was none beside your file. Ask me in words."
	sayGone       = "I no longer hold that answer. Ask the question again."
	sayNotYours   = "Only the person who asked can share that answer."
	noteFiles     = "I read text only; %s not looked at."
	noteLate      = "This comes late: I was interrupted."
	noteElsewhere = "I could not post this where you asked (%s), so it comes here."
)

func (a *App) worker(ctx context.Context) {
	for {
		var inProgress context.Context
		var end func() (stopped bool)
		t := a.queue.take(func(t *task) { inProgress, end = a.running.begin(ctx, t) })
		if t == nil {
			return
		}
		a.handle(inProgress, t, end)
	}
}

// handle deals with one task until it has ended or is put off. End says that it is in progress no more.
func (a *App) handle(ctx context.Context, t *task, end func() (stopped bool)) {
	watch := &stopwatch{}
	began := a.now()
	ctx = context.WithValue(ctx, watchKey{}, watch)
	err := guarded(func() error { return a.perform(ctx, t) })
	stopped := end()
	a.pace.Store(int64(a.now().Sub(began)))
	switch {
	case err != nil && t.ended != nil, remedyOf(err) == tryLater:
		a.later(ctx, t, err)
	case remedyOf(err) == stop:
		a.fail(err) // the task stays in the store, for when there is a token that works
		a.queue.putOff(t, time.Hour)
	case stopped && t.ended == nil:
		a.metrics.question(t.Surface, "stopped")
		if err := a.conclude(ctx, t, nil); err != nil {
			a.later(ctx, t, err)
		}
	case errors.Is(err, context.Canceled):
		a.queue.putOff(t, time.Hour) // shutting down: it stays in the store
	case err != nil:
		a.apologise(ctx, t, err)
	default:
		all := a.now().Sub(t.Accepted)
		a.metrics.answered(t.Surface, all, a.now().Sub(began)-watch.total())
	}
}

// perform does what a task asks for, or only notes its end where that is all that is left to do.
func (a *App) perform(ctx context.Context, t *task) error {
	if t.ended != nil {
		return a.conclude(ctx, t, t.ended.record)
	}
	switch t.Duty {
	case dutyAnswer:
		return a.answer(ctx, t)
	case dutyShare:
		return a.share(ctx, t)
	default:
		return a.inform(ctx, t)
	}
}

// answer takes one question to its answer, and that to its message.
func (a *App) answer(ctx context.Context, t *task) (err error) {
	agent, goesOn := a.beginSession(ctx, t), false
	defer func() {
		if !goesOn {
			a.endSession(ctx, t, agent)
		}
	}()
	if t.Text == "" && t.Files > 0 {
		return a.tell(ctx, t, agent, sayOnlyFiles, "help")
	}
	engine := a.engineFor(ctx, t)
	if engine == nil {
		return a.tell(ctx, t, agent, sayExternal, "refused")
	}
	p := placeOf(t, agent, a.now())
	turns := a.turns(ctx, t, p)
	if n := len(turns); t.Text == "" && n > 0 && turns[n-1].Answer == "" {
		t.Text, turns = turns[n-1].Question, turns[:n-1] // called without a word: what was said last is the question
	}
	e := bot.Edit{Question: bot.Question{Text: t.Text, Thread: turns}, Engine: engine, Who: t.Team + "/" + t.User}
	if e.Plain, err = a.ask(ctx, engine, e.Question); err != nil {
		return err
	}
	goesOn, err = a.reply(ctx, t, p, e, agent)
	return err
}

// reply takes an answer to its message. GoesOn says that it is being put into better words, which will end the session.
func (a *App) reply(ctx context.Context, t *task, p place, e bot.Edit, agent bool) (goesOn bool, err error) {
	answer, private := e.Plain, p.to != ""
	notes := a.notes(t)
	better, note := a.offer(ctx, t.Team, e.Who, answer, t.Channel)
	if !better && note != "" {
		notes = append(notes, note)
	}
	var shown blocks.Options
	render := func(more ...string) blocks.Message {
		shown = blocks.Options{
			ID: t.ID, Asked: a.shownQuestion(t), Share: private, Confirm: a.confidential(), Reword: private && better, Notes: append(more, notes...),
		}
		return blocks.Answer(answer, shown)
	}
	record := &store.Record{
		ID: t.ID, Team: t.Team, User: t.User, Surface: string(t.Surface), Private: private, External: t.External,
		Question: t.Text, Answer: answer, At: a.now(),
	}
	threads := agent || t.Surface == surfaceHome && a.agents.known(t.Team)
	if err := a.deliver(ctx, t, p, render, record, threads); err != nil {
		return false, err
	}
	a.metrics.question(t.Surface, string(answer.Outcome))
	a.log.InfoContext(ctx, "answered", "id", t.ID, "surface", t.Surface, "outcome", answer.Outcome, "took", a.now().Sub(t.Accepted).Round(time.Millisecond))
	if err := a.conclude(ctx, t, record); err != nil {
		return false, err
	}
	return better && !private && a.rewordPosted(ctx, t, e, record, shown, agent), nil
}

// ask lets the engine answer, within answerTimeout whatever it does.
func (a *App) ask(ctx context.Context, engine bot.Asker, q bot.Question) (*bot.Answer, error) {
	limit, cancel := context.WithTimeout(ctx, a.answerTimeout)
	defer cancel()
	type result struct {
		answer *bot.Answer
		err    error
	}
	done := make(chan result, 1)
	a.side.Go(func() {
		var r result
		r.err = guarded(func() (err error) {
			r.answer, err = engine.Ask(limit, q)
			return err
		})
		done <- r
	})
	select {
	case r := <-done:
		return r.answer, r.err
	case <-limit.Done():
		return nil, fmt.Errorf("answering: %w", limit.Err())
	}
}

// engineFor returns what answers a task: where others read along, only what may be public; nil refuses. A button is
// pressed in such a channel when its answer was given there; when that is no longer known, it counts as such.
func (a *App) engineFor(ctx context.Context, t *task) bot.Asker {
	if !a.confidential() {
		return a.cfg.Engine
	}
	if t.Surface == surfaceButton && !t.Private && !directMessage(t.Channel) {
		r, err := a.store.Answer(ctx, t.Team, t.Answer)
		t.External = t.External || err != nil || r.External
	}
	if t.External {
		return a.cfg.Public
	}
	return a.cfg.Engine
}

// shownQuestion returns the question where a reader of the answer does not see it otherwise.
func (a *App) shownQuestion(t *task) string {
	switch t.Surface {
	case surfaceCommand, surfaceButton, surfaceHome:
		return t.Text
	default:
		return ""
	}
}

func (a *App) notes(t *task) []string {
	var notes []string
	if t.Files > 0 {
		what := "1 file was"
		if t.Files > 1 {
			what = fmt.Sprintf("%d files were", t.Files)
		}
		notes = append(notes, fmt.Sprintf(noteFiles, what))
	}
	if a.now().Sub(t.Accepted) > late {
		notes = append(notes, noteLate)
	}
	return notes
}

// deliver posts a message, in its place or, where Slack does not let us, in the DM with the person who asked, and
// notes in the record where it stands. Render makes the message, with further remarks. Threads says that a message in
// a DM is the root of a thread.
func (a *App) deliver(ctx context.Context, t *task, p place, render func(notes ...string) blocks.Message, r *store.Record, threads bool) error {
	at, err := a.api.post(ctx, p, render())
	if remedyOf(err) == tryElsewhere {
		p.url = ""
		at, err = a.api.post(ctx, p, render())
	}
	if remedyOf(err) == giveUp && p.channel != t.User {
		a.log.WarnContext(ctx, "not posted in its place", "id", t.ID, "error", err)
		p = place{channel: t.User}
		at, err = a.api.post(ctx, p, render(fmt.Sprintf(noteElsewhere, reasonOf(err))))
	}
	if err != nil {
		return err
	}
	r.Channel, r.TS, r.Thread = cmp.Or(at.channel, p.channel), at.ts, p.thread
	if r.Thread == "" && at.ts != "" && (threads || !directMessage(r.Channel)) {
		r.Thread = at.ts // what is asked below it goes on with it
	}
	return nil
}

// notice makes a message of one plain sentence from us.
func notice(text string) func(notes ...string) blocks.Message {
	return func(notes ...string) blocks.Message { return blocks.Notice(strings.Join(append(notes, text), " ")) }
}

// reasonOf says in a word why Slack did not post.
func reasonOf(err error) string {
	if f, ok := errors.AsType[*fault](err); ok {
		return f.code
	}
	return "an error"
}

// tell posts one plain sentence as the end of a task.
func (a *App) tell(ctx context.Context, t *task, agent bool, text, outcome string) error {
	if err := a.deliver(ctx, t, placeOf(t, agent, a.now()), notice(text), &store.Record{}, agent); err != nil {
		return err
	}
	a.metrics.question(t.Surface, outcome)
	return a.conclude(ctx, t, nil)
}

// An ending is what is left of a task whose message is posted: noting it.
type ending struct{ record *store.Record }

// conclude notes in the store that a task has ended. Until that succeeds the task counts as posted and is not
// posted again, unless the process dies: then it is, for nobody can know.
func (a *App) conclude(ctx context.Context, t *task, r *store.Record) error {
	t.ended = &ending{record: r}
	if err := a.finish(ctx, t, r); err != nil {
		return err
	}
	a.queue.done(t)
	return nil
}

func (a *App) finish(ctx context.Context, t *task, r *store.Record) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), finishTime)
	defer cancel()
	if err := a.store.Finish(ctx, t.ID, r); err != nil && !errors.Is(err, store.ErrNotFound) { // forgotten with its workspace
		return fmt.Errorf("noting that a task has ended: %w", err)
	}
	a.backlog.Add(-1)
	return nil
}

// dismiss ends a task that no worker has, without a message. Where the store does not take that in, a worker tries it
// again.
func (a *App) dismiss(ctx context.Context, t *task) {
	t.ended = &ending{}
	if err := a.finish(ctx, t, nil); err != nil {
		a.log.ErrorContext(ctx, "task not finished", "id", t.ID, "error", err)
		a.queue.put(t)
	}
}

// later puts a task off: Slack, or our store, could not take what it has to say. Where Slack says when it will, that is
// no failed try, and tasks of one channel come back a second apart: that is how fast Slack takes its messages.
func (a *App) later(ctx context.Context, t *task, err error) {
	var wait time.Duration
	if f, ok := errors.AsType[*fault](err); ok && f.after > 0 {
		wait = f.after + time.Duration(a.queue.putOffIn(t.Channel))*time.Second
	} else {
		t.tries++
		wait = a.backoff(t.tries)
	}
	if t.tries >= maxTries && t.ended == nil {
		a.apologise(ctx, t, err)
		return
	}
	a.log.WarnContext(ctx, "task put off", "id", t.ID, "try", t.tries, "wait", wait, "error", err)
	a.queue.putOff(t, wait)
}

// backoff is how long a task waits after so many tries: 1 s, 4 s, 9 s … up to a minute.
func backoff(try int) time.Duration {
	return min(time.Duration(try*try)*time.Second, time.Minute)
}

// apologise ends a task that cannot be done, and says so to the person where that is possible at all.
func (a *App) apologise(ctx context.Context, t *task, err error) {
	a.log.ErrorContext(ctx, "task failed", "id", t.ID, "surface", t.Surface, "error", err)
	text := sayFailed
	if errors.Is(err, context.DeadlineExceeded) {
		text = sayTooSlow
	}
	limit, cancel := context.WithTimeout(context.WithoutCancel(ctx), finishTime)
	defer cancel()
	p := placeOf(t, a.agents.known(t.Team), a.now())
	if !directMessage(p.channel) && p.channel != t.User && p.to == "" {
		p.to = t.User // a failure concerns only the person who asked
	}
	if _, isFault := errors.AsType[*fault](err); !isFault || t.tries > 0 {
		err := a.deliver(limit, t, p, notice(text), &store.Record{}, false)
		if remedyOf(err) == tryLater && t.tries < maxTries {
			a.later(ctx, t, err) // with the question: it may have an answer by then
			return
		}
		if err != nil {
			a.log.ErrorContext(ctx, "apology not posted", "id", t.ID, "error", err)
			a.endWhenDead(err)
		}
	}
	a.metrics.question(t.Surface, "failed")
	if err := a.conclude(limit, t, nil); err != nil {
		a.later(limit, t, err)
	}
}
