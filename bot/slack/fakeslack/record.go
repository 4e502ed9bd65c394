package fakeslack

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"time"
)

// A Message is a message as people see it now: edits are applied, a deleted one is marked.
type Message struct {
	Channel, TS string
	Thread      string // the root's TS; "" outside threads
	User        string // who wrote it: the bot's user, or a person
	To          string // the only person who sees it; "" for all
	Ephemeral   bool   // seen by To alone; the Web API can neither change nor read it
	Text        string
	Blocks      json.RawMessage // as posted; nil without blocks
	By          string          // the method, "response_url", "ack" (in the answer to a command) or "person"
	Edited      bool
	Deleted     bool
	Revision    int       // how often it was edited or deleted
	Pings       []string  // whom Text and Blocks would notify, see Pings
	Links       []string  // where they lead, see Links
	At          time.Time // when it was first posted
}

// A Call is one request to the Web API or to a response URL, whatever came of it.
type Call struct {
	Method string     // "chat.postMessage", or "response_url"
	Form   url.Values // JSON bodies are flattened: strings as they are, everything else as JSON; no token
	At     time.Time
}

// A View is a modal or Home tab as shown to a person.
type View struct {
	ID, Type, Hash string
	User           string          // who sees it
	Body           json.RawMessage // as the app sent it
	By             string          // views.open, views.publish, views.update, or the ack's response_action
	At             time.Time
}

// A Prompt is a suggested prompt of the agent's Messages tab.
type Prompt struct {
	Title   string `json:"title"`
	Message string `json:"message"`
}

// A State is all that has happened. It is handed to the function of WaitFor and is valid, and must only be
// read, while that function runs.
type State struct {
	Messages []*Message        // the app's, in order of posting
	All      []*Message        // people's and the app's, in order of posting
	Calls    map[string][]Call // by method
	Views    []View            // each opening, publishing and update, in order
	Statuses map[string][]string
	Prompts  map[string][]Prompt // by channel: the latest set

	byTS    map[string]*Message   // every message that has a place, also people's
	threads map[string][]*Message // by the root's place; the root first, ephemeral ones left out
}

func (st *State) init() {
	*st = State{
		Calls: map[string][]Call{}, Statuses: map[string][]string{}, Prompts: map[string][]Prompt{},
		byTS: map[string]*Message{}, threads: map[string][]*Message{},
	}
}

// place is the key of a message, or of a thread by its root.
func place(channel, ts string) string { return channel + "/" + ts }

// Thread returns the messages of a thread, people's and the app's, in order of posting. The root comes
// first if it is known. Ephemeral messages are not part of it; deleted ones are.
func (st *State) Thread(channel, ts string) []*Message { return st.threads[place(channel, ts)] }

// append adds a message under a timestamp of its own. The caller holds mu.
func (s *Server) append(m *Message) {
	if m.TS == "" {
		m.TS = s.newTS()
	}
	if m.At.IsZero() {
		m.At = s.cfg.Now()
	}
	if m.Thread == m.TS {
		m.Thread = ""
	}
	s.state.byTS[place(m.Channel, m.TS)] = m
	s.state.All = append(s.state.All, m)
	if m.User == s.cfg.BotUser {
		s.state.Messages = append(s.state.Messages, m)
	}
	if !m.Ephemeral {
		root := place(m.Channel, m.TS)
		if m.Thread != "" {
			root = place(m.Channel, m.Thread)
		}
		s.state.threads[root] = append(s.state.threads[root], m)
	}
	s.changed.Broadcast()
}

// change gives a message new content. The caller holds mu.
func (s *Server) change(m *Message, c content) {
	m.Text, m.Pings, m.Links = c.text, c.pings, c.links
	m.Blocks = c.blocks
	m.Edited = true
	m.Revision++
	s.changed.Broadcast()
}

// remove deletes a message for people; it stays in the record. The caller holds mu.
func (s *Server) remove(m *Message) {
	m.Deleted = true
	m.Revision++
	s.changed.Broadcast()
}

func (s *Server) recordCall(method string, form url.Values) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state.Calls[method] = append(s.state.Calls[method], Call{Method: method, Form: form, At: s.cfg.Now()})
	s.changed.Broadcast()
}

// Messages returns the app's messages in order of posting.
func (s *Server) Messages() []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	return copies(s.state.Messages)
}

// Thread returns the messages of a thread, people's and the app's, as State.Thread does.
func (s *Server) Thread(channel, ts string) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	return copies(s.state.Thread(channel, ts))
}

func copies(ms []*Message) []Message {
	out := make([]Message, len(ms))
	for i, m := range ms {
		out[i] = *m
	}
	return out
}

// Calls returns the requests to a method, or to "response_url", in order of arrival.
func (s *Server) Calls(method string) []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.state.Calls[method])
}

// Views returns every opening, publishing and update of a view, in order.
func (s *Server) Views() []View {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.state.Views)
}

// Statuses returns the states that agents.sessions.setStatus gave a session, in order.
func (s *Server) Statuses(channel, thread string) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.state.Statuses[place(channel, thread)])
}

// Prompts returns the prompts that are pinned in a channel, from the latest call that took effect.
func (s *Server) Prompts(channel string) []Prompt {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.state.Prompts[channel])
}

// WaitFor returns when done is true of the state. It asks at once and after each change, so done should be
// quick and must not call methods of the server. The error is the context's.
func (s *Server) WaitFor(ctx context.Context, done func(*State) bool) error {
	stop := context.AfterFunc(ctx, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.changed.Broadcast()
	})
	defer stop()
	s.mu.Lock()
	defer s.mu.Unlock()
	for !done(&s.state) {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("waiting for what Slack sees: %w", err)
		}
		s.changed.Wait()
	}
	return nil
}

// WaitMessages waits until the app has posted at least n messages and returns all of them.
func (s *Server) WaitMessages(ctx context.Context, n int) ([]Message, error) {
	err := s.WaitFor(ctx, func(st *State) bool { return len(st.Messages) >= n })
	return s.Messages(), err
}

// WaitReply waits until the app has answered in a thread and returns its first message there.
func (s *Server) WaitReply(ctx context.Context, channel, thread string) (Message, error) {
	var reply Message
	err := s.WaitFor(ctx, func(st *State) bool {
		for _, m := range st.Thread(channel, thread) {
			if m.User == s.cfg.BotUser {
				reply = *m
				return true
			}
		}
		return false
	})
	return reply, err
}
