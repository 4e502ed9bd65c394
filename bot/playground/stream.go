package playground

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/stackpick/stackpick/bot/slack/fakeslack"
)

// keepAlive is how often a stream says that it lives, so that a connection that was lost is noticed.
const keepAlive = 20 * time.Second

// maxStreams bounds the tabs that follow one playground.
const maxStreams = 32

// A delta is what has changed in the workspace since the last one.
type delta struct {
	Whole    bool                          `json:"whole"` // it is the first of its stream, and has everything
	Epoch    string                        `json:"epoch"` // of the workspace: another one knows nothing of the one before
	Messages []message                     `json:"messages,omitempty"`
	Views    []view                        `json:"views,omitempty"`
	Prompts  map[string][]fakeslack.Prompt `json:"prompts,omitempty"` // by channel
	Working  []string                      `json:"working"`           // roots of the sessions in which an answer is being made
}

// A message is a message as a person sees it.
type message struct {
	Channel   string          `json:"channel"`
	TS        string          `json:"ts"`
	Thread    string          `json:"thread"`
	Bot       bool            `json:"bot"` // else the person
	Ephemeral bool            `json:"ephemeral"`
	Text      string          `json:"text"`
	Blocks    json.RawMessage `json:"blocks"` // as posted; null without
	Edited    bool            `json:"edited"`
	Deleted   bool            `json:"deleted"`
	At        time.Time       `json:"at"`
}

// A view is a modal, or the app's home.
type view struct {
	ID   string          `json:"id"`
	Type string          `json:"type"` // modal or home
	Body json.RawMessage `json:"body"`
}

// A cursor remembers what a stream has told.
type cursor struct {
	revisions []int // of each message
	views     int
	statuses  int
	prompts   int
	started   bool
}

// next waits until something has changed since the cursor, and moves it on.
func (w *workspace) next(ctx context.Context, c *cursor) (delta, error) {
	d := delta{Whole: !c.started, Epoch: w.epoch}
	err := w.slack.WaitFor(ctx, func(st *fakeslack.State) bool {
		for i, m := range st.All {
			if i == len(c.revisions) {
				c.revisions = append(c.revisions, -1)
			}
			if c.revisions[i] != m.Revision {
				c.revisions[i] = m.Revision
				d.Messages = append(d.Messages, shown(m))
			}
		}
		for _, v := range st.Views[c.views:] {
			d.Views = append(d.Views, view{ID: v.ID, Type: v.Type, Body: v.Body})
		}
		prompts, statuses := len(st.Calls["assistant.threads.setSuggestedPrompts"]), 0
		for place, states := range st.Statuses {
			statuses += len(states)
			if n := len(states); n > 0 && states[n-1] == "processing" {
				_, root, _ := strings.Cut(place, "/")
				d.Working = append(d.Working, root)
			}
		}
		changed := !c.started || len(d.Messages) > 0 || len(d.Views) > 0 || prompts != c.prompts || statuses != c.statuses
		if !changed {
			d.Working = nil
			return false
		}
		if prompts != c.prompts || !c.started {
			d.Prompts = map[string][]fakeslack.Prompt{}
			for place, p := range st.Prompts {
				d.Prompts[place] = p
			}
		}
		c.views, c.prompts, c.statuses, c.started = len(st.Views), prompts, statuses, true
		return true
	})
	return d, err
}

func shown(m *fakeslack.Message) message {
	out := message{
		Channel: m.Channel, TS: m.TS, Thread: m.Thread, Bot: m.User == botUser, Ephemeral: m.Ephemeral,
		Text: m.Text, Blocks: m.Blocks, Edited: m.Edited, Deleted: m.Deleted, At: m.At,
	}
	if m.Deleted {
		out.Text, out.Blocks = "", nil
	}
	return out
}

// serveEvents tells what changes, as server-sent events, until the browser goes or the workspace ends.
func (s *server) serveEvents(w http.ResponseWriter, r *http.Request) {
	select {
	case s.streams <- struct{}{}:
		defer func() { <-s.streams }()
	default:
		http.Error(w, "too many tabs show this playground", http.StatusServiceUnavailable)
		return
	}
	work := s.workspace()
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	defer context.AfterFunc(work.done, cancel)()
	w.Header().Set("Content-Type", "text/event-stream")
	_, _ = fmt.Fprint(w, "retry: 300\n\n") // milliseconds until the browser comes back: the workspace may be a new one
	deltas := make(chan delta)
	go func() {
		for c := (&cursor{}); ; {
			d, err := work.next(ctx, c)
			if err != nil {
				return
			}
			select {
			case deltas <- d:
			case <-ctx.Done():
				return
			}
		}
	}()
	changed := s.bot.Changed()
	beat := time.NewTicker(keepAlive)
	defer beat.Stop()
	for {
		var err error
		select {
		case d := <-deltas:
			err = tell(w, "delta", d)
		case <-changed:
			changed = s.bot.Changed()
			err = tell(w, "knowledge", nothing{})
		case <-beat.C:
			err = tell(w, "beat", nothing{})
		case <-ctx.Done():
			return
		}
		if err != nil {
			return
		}
	}
}

// tell writes one event. JSON has no line breaks, so it is one line of data.
func tell(w http.ResponseWriter, event string, value any) error {
	data, err := json.Marshal(value)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(w, "event: %s\ndata: %s\n\n", event, data); err != nil {
		return err
	}
	return http.NewResponseController(w).Flush()
}

// A start is what the page shows before anything has happened.
type start struct {
	Channel  string   `json:"channel"`
	Name     string   `json:"name"` // the channel's
	DM       string   `json:"dm"`   // the direct messages' channel
	Covers   string   `json:"covers"`
	Examples []string `json:"examples"`
	Model    string   `json:"model"` // "" without a language model
	Version  string   `json:"version"`
	Watched  bool     `json:"watched"` // the knowledge has files that are watched
}

func (s *server) serveStart(w http.ResponseWriter, _ *http.Request) {
	answer(w, start{
		Channel: channel, Name: channelName, DM: s.workspace().slack.DMChannel(person), Covers: s.bot.Covers(),
		Examples: s.bot.Examples(), Model: s.cfg.Model, Version: s.cfg.Version, Watched: s.cfg.Files,
	}, nil)
}
