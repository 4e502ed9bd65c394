package slack

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"
)

// errBusy is a delivery that was not taken in: Slack shall deliver it again.
var errBusy = errors.New("too much is waiting already")

// acceptTime bounds the write that precedes an acknowledgement, which Slack waits 3 s for.
const acceptTime = 2500 * time.Millisecond

// What is said at once instead of an answer. A command's words stand in its acknowledgement.
const (
	sayTooMany  = "That is more than I answer one person in a minute. Ask again in %s."
	sayBehind   = "I have %d questions before yours. You get your answer in about %s; no need to ask again."
	sayBusy     = "I am busy with very many questions and could not take yours in. Ask again in a minute."
	sayNotTaken = "I could not take your question in, because I cannot store anything at the moment. Ask again in a minute; whoever runs me finds the reason in my log."
)

// intake decides about a delivery. When it returns without an error Slack may be told that we have it: what must
// not be lost is in the store. Reply is what a command's acknowledgement says, "" for nothing.
func (a *App) intake(ctx context.Context, d delivery) (reply string, err error) {
	a.health.envelope.Store(a.now().UnixNano())
	switch {
	case d.command != nil:
		return a.takeCommand(ctx, d.command)
	case d.interact != nil:
		return "", a.takeInteraction(ctx, d.interact)
	default:
		return "", a.takeEvent(ctx, d.event)
	}
}

func (a *App) takeEvent(ctx context.Context, c *callback) error {
	if c.Type == "app_rate_limited" {
		a.log.WarnContext(ctx, "slack holds events back: more than 30,000 an hour", "team", c.Team)
		return nil
	}
	switch e := &c.Event; e.Type {
	case "app_mention", "message":
		t, why := a.taskOfMessage(ctx, c)
		if t == nil {
			a.ignore(ctx, why)
			return nil
		}
		_, err := a.accept(ctx, t)
		return err
	case "app_home_opened":
		a.openHome(c.Team, e.User, e.Channel, e.Tab)
	case "agent_session_stopped":
		a.stopSession(c.Team, e)
	case "app_uninstalled":
		return a.leave(ctx, c.Team, "the app was uninstalled from the workspace: install it again at https://api.slack.com/apps")
	case "tokens_revoked":
		if len(e.Tokens.Bot) > 0 {
			return a.leave(ctx, c.Team, "the bot token was revoked: install the app again and set SLACK_BOT_TOKEN")
		}
	default:
		a.ignore(ctx, "event "+oneLine(e.Type, 40))
	}
	return nil
}

func (a *App) ignore(ctx context.Context, why string) {
	a.metrics.delivery("ignored")
	a.log.DebugContext(ctx, "delivery ignored", "why", why)
}

// leave forgets all of a workspace that does not want us any more, and ends: there is nobody left to answer.
func (a *App) leave(ctx context.Context, team, why string) error {
	a.edits.cancel(func(r *rewording) bool { return r.record.Team == team })
	if err := a.store.Forget(ctx, team); err != nil {
		return fmt.Errorf("forgetting the workspace: %w", err)
	}
	a.fail(errors.New(why))
	return nil
}

// taskOfMessage makes a task of a message that is for us; else it says why it is not.
func (a *App) taskOfMessage(ctx context.Context, c *callback) (t *task, why string) {
	e := &c.Event
	if c.External {
		a.external.Store(c.Team+"/"+e.Channel, true)
	}
	if why := a.leftAlone(e); why != "" {
		return nil, why
	}
	t = &task{
		Duty: dutyAnswer, Team: c.Team, Channel: e.Channel, User: e.User, TS: e.TS, Text: plainText(withoutMention(e.Text, a.me.user)),
		External: c.External, Files: len(e.Files),
		keys: []string{"message/" + c.Team + "/" + e.Channel + "/" + e.TS},
	}
	if c.EventID != "" {
		t.keys = append(t.keys, "event/"+c.EventID)
	}
	if e.ThreadTS != e.TS {
		t.Thread = e.ThreadTS
	}
	switch {
	case e.ChannelType == "im", directMessage(e.Channel):
		t.Surface = surfaceDM
	case e.Type == "app_mention", mentions(e.Text, a.me.user):
		t.Surface = surfaceMention
	case t.Thread == "":
		return nil, "not addressed to us"
	default:
		t.Surface = surfaceThread
		if ok, why := a.follows(ctx, t, e.Text); !ok {
			return nil, why
		}
	}
	summoned := t.Surface == surfaceMention && t.Thread != "" && t.Text == ""
	if t.Surface != surfaceThread && !summoned {
		t.Duty, t.Text = dutyOf(t.Text)
	}
	return t, ""
}

// leftAlone says why a message is for nobody, whatever it says, or "" where it may be for us.
func (a *App) leftAlone(e *event) string {
	switch {
	case e.Subtype != "" && e.Subtype != "file_share" && e.Subtype != "thread_broadcast":
		return "message of subtype " + oneLine(e.Subtype, 40)
	case e.Hidden, len(e.Edited) > 0 && string(e.Edited) != "null":
		return "edited or hidden"
	case e.BotID != "", e.User == a.me.user, e.User == "", e.User == "USLACKBOT":
		return "not by a person"
	case e.TS == "" || e.Channel == "":
		return "without channel or ts"
	}
	return ""
}

func (a *App) takeCommand(ctx context.Context, c *command) (reply string, err error) {
	if c.User == "" || c.Channel == "" {
		return "", fmt.Errorf("%w: a command without user or channel", errMalformed)
	}
	t := &task{
		Surface: surfaceCommand, Team: c.Team, Channel: c.Channel, User: c.User, URL: c.ResponseURL,
		keys: []string{"command/" + cmp.Or(c.Trigger, c.ResponseURL, strconv.FormatInt(a.now().UnixNano(), 36))},
	}
	t.Duty, t.Text = dutyOf(plainText(withoutMention(c.Text, a.me.user)))
	reply, err = a.accept(ctx, t)
	switch {
	case errors.Is(err, errBusy):
		return sayBusy, nil
	case err != nil:
		a.log.ErrorContext(ctx, "command not taken in", "error", err)
		return sayNotTaken, nil
	}
	return reply, nil
}

// accept notes a task in the store, unless it was there already, and hands it to the workers. Notice is what the
// person should know at once: that it takes longer, or that it was too much.
func (a *App) accept(ctx context.Context, t *task) (notice string, err error) {
	if a.backlog.Load() >= maxBacklog {
		a.metrics.delivery("refused")
		return "", errBusy
	}
	t.Accepted = a.now()
	t.name()
	d, err := t.delivery()
	if err != nil {
		return "", err
	}
	limit, cancel := context.WithTimeout(context.WithoutCancel(ctx), acceptTime)
	defer cancel()
	fresh, err := a.store.Accept(limit, d)
	a.health.store.Store(err != nil)
	switch {
	case err != nil:
		a.metrics.delivery("refused")
		return "", fmt.Errorf("noting a delivery: %w", err)
	case !fresh:
		a.metrics.delivery("duplicate")
		return "", nil
	}
	a.backlog.Add(1)
	if ok, wait, tell := a.limiter.allow(t.Team + "/" + t.User); !ok {
		return a.turnAway(ctx, t, wait, tell), nil
	}
	a.metrics.delivery("accepted")
	if a.queue.put(t) {
		return "", nil
	}
	select {
	case a.overflow <- struct{}{}:
	default:
	}
	notice = fmt.Sprintf(sayBehind, a.backlog.Load()-1, inWords(a.expected()))
	if t.Surface != surfaceCommand {
		a.whisper(t, notice)
	}
	return notice, nil
}

// turnAway ends a task of a person who asks too much.
func (a *App) turnAway(ctx context.Context, t *task, wait time.Duration, tell bool) (notice string) {
	a.metrics.delivery("limited")
	a.dismiss(ctx, t)
	notice = fmt.Sprintf(sayTooMany, inWords(wait))
	if tell && t.Surface != surfaceCommand {
		a.whisper(t, notice)
	}
	return notice
}

// expected returns how long the tasks that wait will take, as the pace of the last ones tells.
func (a *App) expected() time.Duration {
	return time.Duration(a.backlog.Load()) * time.Duration(a.pace.Load()) / workers
}

// inWords returns a waiting time as people say it, rounded up: at least "5 seconds".
func inWords(d time.Duration) string {
	switch {
	case d <= 5*time.Second:
		return "5 seconds"
	case d <= 55*time.Second:
		return fmt.Sprintf("%d seconds", (d+4*time.Second)/(5*time.Second)*5)
	case d <= time.Minute:
		return "a minute"
	default:
		return fmt.Sprintf("%d minutes", (d+time.Minute-1)/time.Minute)
	}
}
