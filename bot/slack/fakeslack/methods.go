package fakeslack

import (
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"unicode/utf8"
)

func (s *Server) authTest(url.Values) (answer, error) {
	return answer{
		"url": "https://fakeslack.slack.com/", "team": "Fake Slack", "team_id": s.cfg.Team, "user": "stackpick",
		"user_id": s.cfg.BotUser, "bot_id": s.cfg.BotID, "is_enterprise_install": false,
	}, nil
}

func (s *Server) openConnection(url.Values) (answer, error) {
	return answer{"url": s.sockets.ticket()}, nil
}

// maxTitle is the longest title of an agent session, in characters.
const maxTitle = 200

func (s *Server) setStatus(form url.Values) (answer, error) {
	if !slices.Contains([]string{"active", "processing", "suspended", "closed"}, form.Get("status")) {
		return nil, refuse("invalid_arguments")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	key, err := s.session(form)
	if err != nil {
		return nil, err
	}
	s.state.Statuses[key] = append(s.state.Statuses[key], form.Get("status"))
	s.changed.Broadcast()
	return answer{"session": answer{"status": form.Get("status")}}, nil
}

func (s *Server) renameSession(form url.Values) (answer, error) {
	if form.Get("title") == "" {
		return nil, refuse("invalid_arguments")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	_, err := s.session(form)
	return answer{}, err
}

// session returns the place of the agent session that a call names. The caller holds mu.
func (s *Server) session(form url.Values) (string, error) {
	if !s.cfg.AgentView {
		return "", refuse("feature_disabled")
	}
	channel, err := s.visible(form.Get("channel_id"))
	switch {
	case err != nil:
		return "", err
	case !channel.Member:
		return "", refuse("not_in_channel")
	case form.Get("thread_ts") == "":
		return "", refuse("thread_ts_required")
	case utf8.RuneCountInString(form.Get("title")) > maxTitle:
		return "", refuse("invalid_arguments")
	}
	return place(channel.ID, form.Get("thread_ts")), nil
}

// maxPrompts is how many prompts may be suggested, from the page of assistant.threads.setSuggestedPrompts.
const maxPrompts = 4

// setPrompts pins prompts. For an app with the agent view a thread_ts makes it do nothing and say ok, as the
// method's page warns.
func (s *Server) setPrompts(form url.Values) (answer, error) {
	var prompts []Prompt
	if err := json.Unmarshal([]byte(form.Get("prompts")), &prompts); err != nil || len(prompts) > maxPrompts {
		return nil, refuse("invalid_arguments")
	}
	for _, p := range prompts {
		if p.Title == "" || p.Message == "" {
			return nil, refuse("invalid_arguments")
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	channel, err := s.visible(form.Get("channel_id"))
	switch {
	case err != nil:
		return nil, err
	case s.cfg.AgentView && form.Get("thread_ts") != "":
		return answer{}, nil
	case !s.cfg.AgentView && form.Get("thread_ts") == "":
		return nil, refuse("invalid_thread_ts")
	}
	s.state.Prompts[channel.ID] = prompts
	s.changed.Broadcast()
	return answer{}, nil
}

func (s *Server) replies(form url.Values) (answer, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	channel, err := s.visible(form.Get("channel"))
	switch {
	case err != nil:
		return nil, err
	case !s.has(channel.scope("history")):
		return nil, s.missingScope(channel.scope("history"))
	case !channel.Member:
		return nil, refuse("not_in_channel")
	}
	thread := s.state.Thread(channel.ID, form.Get("ts"))
	if len(thread) == 0 || thread[0].TS != form.Get("ts") {
		return nil, refuse("thread_not_found")
	}
	start, _ := strconv.Atoi(form.Get("cursor")) // "" is the beginning
	limit, err := strconv.Atoi(form.Get("limit"))
	if err != nil || limit <= 0 || limit > 1000 {
		limit = 1000
	}
	return s.page(thread, max(start, 0), limit), nil
}

// page returns limit messages from start on and the cursor of the next page. The caller holds mu.
func (s *Server) page(thread []*Message, start, limit int) answer {
	var out []answer
	for _, m := range thread {
		if !m.Deleted {
			out = append(out, s.wire(m))
		}
	}
	start = min(start, len(out))
	end := min(start+limit, len(out))
	next := ""
	if end < len(out) {
		next = strconv.Itoa(end)
	}
	return answer{
		"messages": out[start:end], "has_more": next != "", "response_metadata": answer{"next_cursor": next},
	}
}

func (s *Server) channelInfo(form url.Values) (answer, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, err := s.visible(form.Get("channel"))
	if err != nil {
		return nil, err
	}
	if !s.has(c.scope("read")) {
		return nil, s.missingScope(c.scope("read"))
	}
	info := answer{
		"id": c.ID, "name": c.Name, "is_channel": c.kind() == "channel", "is_group": c.kind() == "group",
		"is_im": c.IM, "is_private": c.Private || c.IM, "is_member": c.Member, "is_archived": c.Archived,
		"is_ext_shared": c.External, "is_shared": c.External,
	}
	if c.IM {
		info["user"] = c.User
	}
	return answer{"channel": info}, nil
}

func (s *Server) userInfo(form url.Values) (answer, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	u := s.users[form.Get("user")]
	if u == nil {
		return nil, refuse("user_not_found")
	}
	info := answer{
		"id": u.ID, "team_id": s.cfg.Team, "name": u.Name, "real_name": u.RealName, "deleted": false,
		"is_bot": false, "is_restricted": u.Guest,
		"profile": answer{"real_name": u.RealName, "display_name": u.Name},
	}
	if form.Get("include_locale") == "true" || form.Get("include_locale") == "1" {
		info["locale"] = u.Locale
	}
	return answer{"user": info}, nil
}
