package fakeslack

import (
	"encoding/json"
	"net/url"
	"strings"
)

// The kinds of deliveries; over HTTP each has a path of its own, /slack/events and so on.
const (
	Events       = "events"
	Commands     = "commands"
	Interactions = "interactions"
)

// A Delivery is something that Slack tells the app: the request body as it goes over HTTP, from which Send
// makes the envelope of Socket Mode. It can be sent any number of times, as Slack does; a change to Body
// shows on both ways.
type Delivery struct {
	Kind        string // Events, Commands or Interactions
	Body        []byte
	ContentType string
	EventID     string // of an event
	Channel     string // where it happened, "" for nowhere
	TS, Thread  string // of a person's message: its own timestamp and that of its thread's root, TS for none
	TriggerID   string // of a command or interaction
	ResponseURL string // of a command or of a click in a message

	view *View // of a submission: what was submitted
}

// An EventOption changes an event before it is sent. What it sets wins: a bot_id, a subtype, edited.
type EventOption func(event map[string]any)

// InThread puts a person's message into the thread with this root.
func InThread(ts string) EventOption {
	return func(event map[string]any) { event["thread_ts"] = ts }
}

// WithTS gives a person's message a timestamp: with that of an earlier one it is the same message, told again
// as Slack does for mentions by app_mention and message.
func WithTS(ts string) EventOption {
	return func(event map[string]any) { event["ts"] = ts }
}

// Escape escapes what a person typed as Slack does in events and commands.
func Escape(text string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(text)
}

// Mention returns the event of a person mentioning the app in a channel. The mention is put before the text
// unless the text has one. Text is mrkdwn as in events: see Escape.
func (s *Server) Mention(channel, user, text string, opts ...EventOption) Delivery {
	if mention := "<@" + s.cfg.BotUser + ">"; !strings.Contains(text, mention) {
		text = mention + " " + text
	}
	return s.said("app_mention", channel, user, text, opts)
}

// Message returns the message event of a person writing in a channel. Text is as for Mention.
func (s *Server) Message(channel, user, text string, opts ...EventOption) Delivery {
	return s.said("message", channel, user, text, opts)
}

// DM returns the message event of a person writing to the app directly. Text is as for Mention.
func (s *Server) DM(user, text string, opts ...EventOption) Delivery {
	return s.said("message", s.DMChannel(user), user, text, opts)
}

// said makes the event of a person's message and keeps the message for conversations.replies.
func (s *Server) said(kind, channel, user, text string, opts []EventOption) Delivery {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.place(channel)
	s.person(user)
	event := map[string]any{
		"type": kind, "user": user, "text": text, "channel": c.ID, "team": s.cfg.Team,
		"client_msg_id": s.newID("f1d0c0de-0000-4000-8000-0000"), "blocks": s.typed(text),
	}
	if kind == "message" {
		event["channel_type"] = c.kind()
	}
	for _, opt := range opts {
		opt(event)
	}
	if event["ts"] == nil {
		event["ts"] = s.newTS()
	}
	event["event_ts"] = event["ts"]
	s.hear(event)
	d := s.event(event)
	d.TS, _ = event["ts"].(string)
	d.Thread, _ = event["thread_ts"].(string)
	if d.Thread == "" {
		d.Thread = d.TS
	}
	return d
}

// typed returns the rich text that Slack's own composer makes of a message.
func (s *Server) typed(text string) []any {
	var elements []any
	mention := "<@" + s.cfg.BotUser + ">"
	if rest, ok := strings.CutPrefix(text, mention); ok {
		elements = append(elements, answer{"type": "user", "user_id": s.cfg.BotUser})
		text = rest
	}
	plain := strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(text)
	elements = append(elements, answer{"type": "text", "text": plain})
	section := answer{"type": "rich_text_section", "elements": elements}
	return []any{answer{"type": "rich_text", "block_id": s.newID("t"), "elements": []any{section}}}
}

// hear keeps a person's message. Edits, notices and what the app said itself are no new messages.
func (s *Server) hear(event map[string]any) {
	text := func(key string) string { v, _ := event[key].(string); return v }
	if text("subtype") != "" || text("user") == s.cfg.BotUser || s.state.byTS[place(text("channel"), text("ts"))] != nil {
		return
	}
	s.append(&Message{
		Channel: text("channel"), TS: text("ts"), Thread: text("thread_ts"), User: text("user"), Text: text("text"),
		By: "person",
	})
}

// Event returns a delivery of any inner event, in the envelope of the Events API.
func (s *Server) Event(event map[string]any) Delivery {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.event(event)
}

func (s *Server) event(event map[string]any) Delivery {
	channel, _ := event["channel"].(string)
	external := s.channels[channel] != nil && s.channels[channel].External
	id := s.newID("Ev")
	return Delivery{Kind: Events, EventID: id, Channel: channel, ContentType: "application/json", Body: encode(answer{
		"token": "fakeslack", "team_id": s.cfg.Team, "context_team_id": s.cfg.Team, "context_enterprise_id": nil,
		"api_app_id": s.cfg.AppID, "type": "event_callback", "event": event, "event_id": id,
		"event_time": s.cfg.Now().Unix(), "event_context": "4-" + id, "is_ext_shared_channel": external,
		"authorizations": []any{answer{
			"enterprise_id": nil, "team_id": s.cfg.Team, "user_id": s.cfg.BotUser, "is_bot": true,
			"is_enterprise_install": false,
		}},
	})}
}

// encode is for values that are known to have JSON.
func encode(v any) []byte {
	data, err := json.Marshal(v)
	if err != nil {
		panic("fakeslack: " + err.Error())
	}
	return data
}

// Challenge returns the url_verification that Slack sends when a request URL is entered: the app answers with
// the challenge.
func (s *Server) Challenge(challenge string) Delivery {
	return Delivery{Kind: Events, ContentType: "application/json", Body: encode(answer{
		"type": "url_verification", "token": "fakeslack", "challenge": challenge,
	})}
}

// HomeOpened returns the event of a person opening the app's tab "home" or "messages".
func (s *Server) HomeOpened(user, tab string) Delivery {
	channel := s.DMChannel(user)
	s.mu.Lock()
	defer s.mu.Unlock()
	event := map[string]any{
		"type": "app_home_opened", "user": user, "channel": channel, "tab": tab, "event_ts": s.newTS(),
	}
	if v := s.latestView(func(v View) bool { return v.Type == "home" && v.User == user }); v != nil {
		event["view"] = s.wireView(*v)
	}
	return s.event(event)
}

// SessionStopped returns the event of a person pressing Stop in an agent session. Its status stays what it is.
func (s *Server) SessionStopped(channel, thread, user string) Delivery {
	s.mu.Lock()
	defer s.mu.Unlock()
	d := s.event(map[string]any{
		"type": "agent_session_stopped", "channel": channel, "thread_ts": thread, "user": user,
		"streaming_message_ts": []string{}, "event_ts": s.newTS(),
	})
	d.Thread = thread
	return d
}

// Uninstalled returns the event of the app being removed. From then on its token is refused.
func (s *Server) Uninstalled() Delivery {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.revoked = true
	return s.event(map[string]any{"type": "app_uninstalled", "event_ts": s.newTS()})
}

// TokensRevoked returns the event that comes along with Uninstalled, before or after it.
func (s *Server) TokensRevoked() Delivery {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.event(map[string]any{
		"type": "tokens_revoked", "tokens": answer{"oauth": []string{}, "bot": []string{s.cfg.BotUser}}, "event_ts": s.newTS(),
	})
}

// Command returns a slash command as typed in a channel, which need not be one that the bot is in. Text is as
// for Mention: Slack escapes it where the app's manifest asks for that.
func (s *Server) Command(channel, user, text string) Delivery {
	s.mu.Lock()
	defer s.mu.Unlock()
	u, name := s.person(user), "directmessage"
	if c := s.channels[channel]; c != nil {
		name = c.Name
	}
	d := Delivery{Kind: Commands, Channel: channel, ContentType: "application/x-www-form-urlencoded"}
	d.TriggerID, d.ResponseURL = s.newTrigger(user), s.newResponseURL(channel, user, nil)
	d.Body = []byte(url.Values{
		"token": {"fakeslack"}, "team_id": {s.cfg.Team}, "team_domain": {"fakeslack"}, "channel_id": {channel},
		"channel_name": {name}, "user_id": {user}, "user_name": {u.Name}, "command": {s.cfg.Command}, "text": {text},
		"api_app_id": {s.cfg.AppID}, "is_enterprise_install": {"false"}, "response_url": {d.ResponseURL},
		"trigger_id": {d.TriggerID},
	}.Encode())
	return d
}
