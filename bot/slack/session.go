package slack

import (
	"context"
	"sync"
	"time"

	"github.com/slack-go/slack"
)

// agentMemory is how long it is remembered whether a workspace has the agent view; it may be switched on any time.
const agentMemory = time.Hour

// maxTitle bounds the title of a session, in bytes; Slack takes 200 characters.
const maxTitle = 150

// agentViews remembers which workspaces have the agent view: there a DM is a list of sessions, each a thread, with
// a status and a stop button. Where there is none, Slack refuses the status, and a DM is one plain conversation.
type agentViews struct {
	mu    sync.Mutex
	teams map[string]agentView
}

type agentView struct {
	has   bool
	until time.Time
}

// known reports whether a workspace had the agent view when we last looked.
func (v *agentViews) known(team string) bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.teams[team].has
}

// lacks reports whether a workspace had no agent view a short time ago.
func (v *agentViews) lacks(team string, now time.Time) bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	view, looked := v.teams[team]
	return looked && !view.has && now.Before(view.until)
}

func (v *agentViews) note(team string, has bool, now time.Time) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.teams == nil {
		v.teams = map[string]agentView{}
	}
	v.teams[team] = agentView{has: has, until: now.Add(agentMemory)}
}

// beginSession shows in a DM that an answer is being made, and so opens the session's thread for the person. It
// reports whether the workspace has the agent view.
func (a *App) beginSession(ctx context.Context, t *task) (agent bool) {
	if !directMessage(t.Channel) && t.Surface != surfaceDM || t.Private {
		return false
	}
	if a.agents.lacks(t.Team, a.now()) {
		return false
	}
	err := a.setStatus(ctx, t, slack.AgentSessionStatusProcessing)
	switch remedyOf(err) {
	case tryLater:
		return a.agents.known(t.Team) // says nothing about the workspace
	case stop:
		a.endWhenDead(err)
	}
	a.agents.note(t.Team, err == nil, a.now())
	return err == nil
}

// endSession takes the sign back that an answer is being made, whatever became of it: Slack would show it for an
// hour.
func (a *App) endSession(ctx context.Context, t *task, agent bool) {
	if !agent {
		return
	}
	limit, cancel := context.WithTimeout(context.WithoutCancel(ctx), callTimeout)
	defer cancel()
	if err := a.setStatus(limit, t, slack.AgentSessionStatusActive); err != nil {
		a.log.WarnContext(ctx, "session status not reset", "id", t.ID, "error", err)
	}
}

func (a *App) setStatus(ctx context.Context, t *task, status string) error {
	return a.api.call(ctx, "agents.sessions.setStatus", func() error {
		p := slack.AgentSessionSetStatusParameters{ChannelID: t.Channel, ThreadTS: firstOf(t.Thread, t.TS), Status: status}
		if t.Thread == "" && status == slack.AgentSessionStatusProcessing {
			p.Title = oneLine(t.Text, maxTitle) // names the session that this opens
		}
		_, err := a.api.client.SetAgentSessionStatusContext(ctx, p)
		return err
	})
}

// running knows the tasks in progress, so that a person can stop theirs. A session may have two: its first message,
// and a reply to it.
type running struct {
	mu    sync.Mutex
	tasks map[*taskInProgress]bool
}

// A taskInProgress can be cancelled.
type taskInProgress struct {
	session string
	cancel  context.CancelFunc
	stopped bool
}

func session(team, channel, root string) string { return team + "/" + channel + "/" + root }

// begin notes a task; end says whether the person stopped it meanwhile.
func (r *running) begin(ctx context.Context, t *task) (task context.Context, end func() (stopped bool)) {
	ctx, cancel := context.WithCancel(ctx)
	p := &taskInProgress{session: session(t.Team, t.Channel, firstOf(t.Thread, t.TS)), cancel: cancel}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.tasks == nil {
		r.tasks = map[*taskInProgress]bool{}
	}
	r.tasks[p] = true
	return ctx, func() bool {
		r.mu.Lock()
		defer r.mu.Unlock()
		delete(r.tasks, p)
		cancel()
		return p.stopped
	}
}

// stop cancels the tasks of a session that are in progress, and reports whether there are any.
func (r *running) stop(team, channel, root string) (any bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for p := range r.tasks {
		if p.session == session(team, channel, root) {
			p.stopped, any = true, true
			p.cancel()
		}
	}
	return any
}

// stopSession obeys the stop button: the task in progress ends without an answer, and those of the session that
// wait are not begun. Slack leaves the status to us.
func (a *App) stopSession(team string, e *event) {
	root := firstOf(e.ThreadTS, e.TS)
	inProgress := a.running.stop(team, e.Channel, root)
	waiting := a.queue.remove(func(t *task) bool {
		return t.Team == team && t.Channel == e.Channel && firstOf(t.Thread, t.TS) == root && t.ended == nil
	})
	a.errand("stop", func(ctx context.Context) error {
		for _, t := range waiting {
			a.metrics.question(t.Surface, "stopped")
			a.dismiss(ctx, t)
		}
		if inProgress {
			return nil // its own end resets the status
		}
		return a.setStatus(ctx, &task{Channel: e.Channel, Thread: root}, slack.AgentSessionStatusActive)
	})
}
