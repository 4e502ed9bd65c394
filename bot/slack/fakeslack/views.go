package fakeslack

import (
	"encoding/json"
	"net/url"
	"time"
)

// triggerLife is how long a trigger id opens a modal, from
// https://docs.slack.dev/interactivity/handling-user-interaction/.
const triggerLife = 3 * time.Second

// What views.open says to a trigger id that it does not take.
const (
	triggerUnknown = "invalid_trigger_id"
	triggerUsed    = "trigger_exchanged"
	triggerLate    = "trigger_expired"
)

// A trigger lets the app open one modal for the person who did something.
type trigger struct {
	user string
	sent time.Time
	used bool

	armed bool // sent is when it was delivered, not when it was made
}

// newTrigger returns a trigger id, good from now on. The caller holds mu.
func (s *Server) newTrigger(user string) string {
	id := s.newID("13345224609.738474920.")
	s.triggers[id] = &trigger{user: user, sent: s.cfg.Now()}
	return id
}

// pull uses up a trigger id and returns whose it was. The caller holds mu.
func (s *Server) pull(id string) (user string, err error) {
	t := s.triggers[id]
	switch {
	case t == nil:
		return "", refuse(triggerUnknown)
	case t.used:
		return "", refuse(triggerUsed)
	case s.cfg.Now().Sub(t.sent) > triggerLife:
		return "", refuse(triggerLate)
	}
	t.used = true
	return t.user, nil
}

func (s *Server) openView(form url.Values) (answer, error) {
	v, err := s.readView(form, "modal")
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	user, err := s.pull(form.Get("trigger_id"))
	if err != nil {
		return nil, err
	}
	return s.show(View{Type: "modal", User: user, Body: v, By: "views.open"}), nil
}

func (s *Server) publishView(form url.Values) (answer, error) {
	v, err := s.readView(form, "home")
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	user := s.users[form.Get("user_id")]
	if user == nil {
		return nil, refuse("user_not_found")
	}
	old := s.latestView(func(v View) bool { return v.Type == "home" && v.User == user.ID })
	if hash := form.Get("hash"); hash != "" && (old == nil || old.Hash != hash) {
		return nil, refuse("hash_conflict")
	}
	shown := View{Type: "home", User: user.ID, Body: v, By: "views.publish"}
	if old != nil {
		shown.ID = old.ID
	}
	return s.show(shown), nil
}

func (s *Server) updateView(form url.Values) (answer, error) {
	v, err := s.readView(form, "modal|home")
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	id, external := form.Get("view_id"), form.Get("external_id")
	old := s.latestView(func(v View) bool {
		return v.ID == id || external != "" && v.externalID() == external
	})
	if old == nil {
		return nil, refuse("not_found")
	}
	if hash := form.Get("hash"); hash != "" && old.Hash != hash {
		return nil, refuse("hash_conflict")
	}
	return s.show(View{ID: old.ID, Type: old.Type, User: old.User, Body: v, By: "views.update"}), nil
}

func (v View) externalID() string {
	var fields struct {
		ExternalID string `json:"external_id"`
	}
	_ = json.Unmarshal(v.Body, &fields) // checked when it was shown
	return fields.ExternalID
}

// readView returns the view of a call, checked. Its type must be one of kinds, separated by "|".
func (s *Server) readView(form url.Values, kinds string) (json.RawMessage, error) {
	raw := json.RawMessage(form.Get("view"))
	doc := decode(raw)
	if err := s.rejectedType(doc, "/view"); err != nil {
		return nil, err
	}
	if faults := viewFaults(doc, kinds); len(faults) > 0 {
		return nil, faults.refusal("invalid_arguments")
	}
	if len(raw) > maxView {
		return nil, refuse("view_too_large")
	}
	return raw, nil
}

// latestView returns the latest state of the view that fits. The caller holds mu.
func (s *Server) latestView(fits func(View) bool) *View {
	for i := len(s.state.Views) - 1; i >= 0; i-- {
		if fits(s.state.Views[i]) {
			return &s.state.Views[i]
		}
	}
	return nil
}

// show records a view and returns what its method answers. The caller holds mu.
func (s *Server) show(v View) answer {
	if v.ID == "" {
		v.ID = s.newID("V")
	}
	v.At = s.cfg.Now()
	v.Hash = s.newID("156772938.")
	s.state.Views = append(s.state.Views, v)
	s.changed.Broadcast()
	return answer{"view": s.wireView(v)}
}

// wireView returns a view as Slack's JSON shows it: what the app sent and what Slack adds.
func (s *Server) wireView(v View) answer {
	out := answer{
		"private_metadata": "", "callback_id": "", "external_id": "", "close": nil, "submit": nil,
		"clear_on_close": false, "notify_on_close": false, "previous_view_id": nil,
	}
	_ = json.Unmarshal(v.Body, &out) // checked when it was shown
	if blocks, err := json.Marshal(out["blocks"]); err == nil {
		out["blocks"] = withBlockIDs(blocks)
	}
	out["id"], out["hash"], out["team_id"], out["root_view_id"] = v.ID, v.Hash, s.cfg.Team, v.ID
	out["app_id"], out["bot_id"], out["app_installed_team_id"] = s.cfg.AppID, s.cfg.BotID, s.cfg.Team
	out["state"] = answer{"values": answer{}}
	return out
}
