package slack

import (
	"cmp"
	"context"
	"errors"
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
	if !directMessage(t.Channel) && t.Surface != surfaceDM || t.Private || t.Surface == surfaceCommand {
		return false // a command stands in no session, in a DM neither
	}
	if a.agents.lacks(t.Team, a.now()) {
		return false
	}
	err := a.setStatus(ctx, t, slack.AgentSessionStatusProcessing)
	switch remedy := remedyOf(err); {
	case errors.Is(err, context.Canceled):
		a.sessions.begin(t, true) // a call that was cut short may have arrived
		return true
	case remedy == tryLater:
		agent = a.agents.known(t.Team) // says nothing about the workspace
		a.sessions.begin(t, agent)
		return agent
	case remedy == stop:
		a.endWhenDead(err)
	}
	a.agents.note(t.Team, err == nil, a.now())
	a.sessions.begin(t, err == nil)
	return err == nil
}

// endSession takes the sign back that an answer is being made, whatever became of it: Slack would show it for an
// hour. Where something else of the session is under way, that will.
func (a *App) endSession(ctx context.Context, t *task, agent bool) {
	if !agent || !a.sessions.end(t) {
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
		p := slack.AgentSessionSetStatusParameters{ChannelID: t.Channel, ThreadTS: cmp.Or(t.Thread, t.TS), Status: status}
		if t.Thread == "" && status == slack.AgentSessionStatusProcessing {
			p.Title = oneLine(t.Text, maxTitle) // names the session that this opens
		}
		_, err := a.api.client.SetAgentSessionStatusContext(ctx, p)
		return err
	})
}

// sessions counts what is under way in each session: the first message, a reply to it, the rewording of an answer.
type sessions struct {
	mu       sync.Mutex
	underWay map[string]int
}

// begin counts one more, where the session shows that an answer is being made.
func (s *sessions) begin(t *task, shown bool) {
	if !shown {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.underWay == nil {
		s.underWay = map[string]int{}
	}
	s.underWay[t.session()]++
}

// end counts one less, and reports whether it was the last.
func (s *sessions) end(t *task) (last bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	key := t.session()
	if s.underWay[key]--; s.underWay[key] > 0 {
		return false
	}
	delete(s.underWay, key)
	return true
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

// session is the agent view's session of a task, should it have one.
func (t *task) session() string { return session(t.Team, t.Channel, cmp.Or(t.Thread, t.TS)) }

// begin notes a task; end says whether the person stopped it meanwhile.
func (r *running) begin(ctx context.Context, t *task) (task context.Context, end func() (stopped bool)) {
	ctx, cancel := context.WithCancel(ctx)
	p := &taskInProgress{session: t.session(), cancel: cancel}
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
func (r *running) stop(session string) (any bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for p := range r.tasks {
		if p.session == session {
			p.stopped, any = true, true
			p.cancel()
		}
	}
	return any
}

// stopSession obeys the stop button: the task in progress ends without an answer, an answer that is being reworded stays
// plain, and the tasks of the session that wait are not begun. Slack leaves the status to us.
func (a *App) stopSession(team string, e *event) {
	root := cmp.Or(e.ThreadTS, e.TS)
	key := session(team, e.Channel, root)
	waiting := a.queue.remove(func(t *task) bool { return t.session() == key && t.ended == nil })
	inProgress := a.running.stop(key) // after those that wait: what waited may be in progress by now
	inProgress = a.edits.cancel(func(r *rewording) bool { return r.session == key }) || inProgress
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
