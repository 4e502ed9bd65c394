package fakeslack

import (
	"encoding/json"
	"net/url"
	"strings"
	"unicode/utf8"
)

// The lengths of texts, in characters, from the pages of chat.postMessage and chat.update.
const (
	maxText     = 40_000 // longer ones are cut
	maxUpdate   = 4_000  // longer ones are refused by chat.update
	maxMarkdown = 12_000 // of markdown_text, and of all markdown blocks of a message
)

// content is what a message says, checked.
type content struct {
	text         string
	blocks       json.RawMessage // nil for none
	doc          any             // the blocks, decoded
	pings, links []string
	truncated    bool
}

// content reads and checks what a call of chat.* wants to say.
func (s *Server) content(form url.Values) (content, error) {
	text, markdown := form.Get("text"), form.Get("markdown_text")
	if markdown != "" {
		if text != "" || form.Get("blocks") != "" {
			return content{}, refuse("markdown_text_conflict")
		}
		if utf8.RuneCountInString(markdown) > maxMarkdown {
			return content{}, refuse("msg_too_long")
		}
		text = markdown
	}
	c, err := s.checked(text, form.Get("blocks"))
	if err != nil {
		return content{}, err
	}
	if blockChars(c.doc) > maxBlockChars {
		return content{}, refuse("msg_blocks_too_long")
	}
	if form.Get("link_names") == "1" || form.Get("link_names") == "true" || form.Get("parse") == "full" {
		c.pings = append(c.pings, firstGroups(plainMention, text)...)
	}
	if form.Get("parse") == "none" {
		c.links = append(firstGroups(markedLink, text), blockLinks(c.doc)...)
	}
	return c, nil
}

// checked returns text and blocks as content, or how Slack refuses them.
func (s *Server) checked(text, blocks string) (content, error) {
	c := content{text: text}
	if blocks != "" && blocks != "[]" {
		c.blocks = json.RawMessage(blocks)
		c.doc = decode(c.blocks)
		if err := s.checkBlocks(c.doc); err != nil {
			return content{}, err
		}
	}
	if strings.TrimSpace(text) == "" && c.blocks == nil {
		return content{}, refuse("no_text")
	}
	if utf8.RuneCountInString(text) > maxText {
		c.text, c.truncated = string([]rune(text)[:maxText]), true
	}
	c.pings = append(markedPings(c.text), blockPings(c.doc)...)
	c.links = append(textLinks(c.text, true), blockLinks(c.doc)...)
	return c, nil
}

// checkBlocks returns the refusal that decoded blocks of a message meet, nil for none.
func (s *Server) checkBlocks(blocks any) error {
	if _, ok := blocks.([]any); !ok {
		return refuse("invalid_blocks_format")
	}
	if err := s.rejectedType(blocks, "/blocks"); err != nil {
		return err
	}
	if faults := messageFaults(blocks); len(faults) > 0 {
		return faults.refusal("invalid_blocks")
	}
	return nil
}

func (s *Server) postMessage(form url.Values) (answer, error) {
	c, err := s.content(form)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	channel, err := s.writable(form.Get("channel"))
	if err != nil {
		return nil, err
	}
	m := s.post(c, Message{Channel: channel.ID, Thread: form.Get("thread_ts"), By: "chat.postMessage"})
	result := answer{"channel": m.Channel, "ts": m.TS, "message": s.wire(m)}
	if c.truncated {
		result["response_metadata"] = answer{"warnings": []string{"message_truncated"}}
	}
	return result, nil
}

// post adds a message of the app with the content; the rest is as given. The caller holds mu.
func (s *Server) post(c content, m Message) *Message {
	m.User = s.cfg.BotUser
	m.Text, m.Blocks, m.Pings, m.Links = c.text, c.blocks, c.pings, c.links
	s.append(&m)
	return &m
}

func (s *Server) postEphemeral(form url.Values) (answer, error) {
	c, err := s.content(form)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	channel, err := s.writable(form.Get("channel"))
	if err != nil {
		return nil, err
	}
	user := s.users[form.Get("user")]
	if user == nil {
		return nil, refuse("user_not_in_channel")
	}
	m := s.post(c, Message{
		Channel: channel.ID, Thread: form.Get("thread_ts"), By: "chat.postEphemeral", To: user.ID, Ephemeral: true,
	})
	return answer{"message_ts": m.TS}, nil
}

func (s *Server) updateMessage(form url.Values) (answer, error) {
	if utf8.RuneCountInString(form.Get("text")) > maxUpdate {
		return nil, refuse("msg_too_long")
	}
	c, err := s.content(form)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	m, err := s.own(form, "cant_update_message")
	if err != nil {
		return nil, err
	}
	if !form.Has("blocks") { // then the old ones stay; an empty list removes them
		c.blocks = m.Blocks
		c.pings, c.links = Pings(c.text, c.blocks), Links(c.text, c.blocks)
	}
	s.change(m, c)
	return answer{"channel": m.Channel, "ts": m.TS, "text": m.Text, "message": s.wire(m)}, nil
}

func (s *Server) deleteMessage(form url.Values) (answer, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, err := s.own(form, "cant_delete_message")
	if err != nil {
		return nil, err
	}
	s.remove(m)
	return answer{"channel": m.Channel, "ts": m.TS}, nil
}

// own returns the app's message that a call names; someone else's is refused with the code. The channel must
// be named by its id, which a person's is not. The caller holds mu.
func (s *Server) own(form url.Values, foreign string) (*Message, error) {
	channel := s.channels[form.Get("channel")]
	if channel == nil || channel.Private && !channel.Member {
		return nil, refuse("channel_not_found")
	}
	m := s.state.byTS[place(channel.ID, form.Get("ts"))]
	switch {
	case m == nil || m.Deleted || m.Ephemeral:
		return nil, refuse("message_not_found")
	case m.User != s.cfg.BotUser:
		return nil, refuse(foreign)
	case channel.Archived:
		return nil, refuse("is_archived")
	}
	return m, nil
}

// wire returns a message as Slack's JSON shows it. The caller holds mu.
func (s *Server) wire(m *Message) answer {
	out := answer{"type": "message", "user": m.User, "text": m.Text, "ts": m.TS, "team": s.cfg.Team}
	if m.User == s.cfg.BotUser {
		out["bot_id"], out["app_id"] = s.cfg.BotID, s.cfg.AppID
	}
	if m.Blocks != nil {
		out["blocks"] = withBlockIDs(m.Blocks)
	}
	if m.Thread != "" {
		out["thread_ts"] = m.Thread
		if root := s.state.byTS[place(m.Channel, m.Thread)]; root != nil {
			out["parent_user_id"] = root.User
		}
	} else if len(s.state.Thread(m.Channel, m.TS)) > 1 {
		out["thread_ts"] = m.TS
	}
	if m.Edited {
		out["edited"] = answer{"user": m.User, "ts": m.TS}
	}
	return out
}
