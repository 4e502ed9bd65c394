package fakeslack

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"time"
)

// What a response URL allows, from https://docs.slack.dev/interactivity/handling-user-interaction/. Every
// post counts as a use, also one that is refused for what it says: whether Slack counts those is not written.
const (
	responseUses = 5
	responseLife = 30 * time.Minute
)

// responseMethod is the name under which response URLs stand in Calls and Fail.
const responseMethod = "response_url"

// A responseURL lets the app answer where a person did something, whether it is in the channel or not.
type responseURL struct {
	channel string
	user    string
	source  *Message // whose button was clicked; nil for a command
	issued  time.Time
	uses    int
}

// newResponseURL returns a new unguessable URL. The caller holds mu.
func (s *Server) newResponseURL(channel, user string, source *Message) string {
	key := rand.Text()
	s.responses[key] = &responseURL{channel: channel, user: user, source: source, issued: s.cfg.Now()}
	return s.url("http", "/respond/"+key)
}

// A response is what the app posts to a response URL, or sends in its answer to a command.
type response struct {
	Type     string          `json:"response_type"` // "ephemeral" or "in_channel"; ephemeral without
	Text     string          `json:"text"`
	Blocks   json.RawMessage `json:"blocks"`
	Replace  bool            `json:"replace_original"`
	Delete   bool            `json:"delete_original"`
	ThreadTS string          `json:"thread_ts"`
}

// serveResponse takes a post to a response URL. Slack answers "ok" in plain text, or an error in JSON.
func (s *Server) serveResponse(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		refuseResponse(w, http.StatusRequestEntityTooLarge, "invalid_payload")
		return
	}
	form, err := readJSON(bytes.NewReader(body))
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		refuseResponse(w, http.StatusBadRequest, "invalid_payload")
		return
	}
	s.recordCall(responseMethod, form)
	fault := s.nextFault(responseMethod)
	if fault.strikes() && !fault.Done {
		fault.strike(s, w, r)
		return
	}
	status, err := s.useResponse(r.PathValue("key"), body, fault)
	fault.wait(r)
	var limited *refusal
	if errors.As(err, &limited) && limited.retryAfter > 0 {
		w.Header().Set("Retry-After", seconds(limited.retryAfter))
	}
	switch {
	case fault.strikes():
		fault.strike(s, w, r)
	case err != nil:
		refuseResponse(w, status, err.Error())
	default:
		_, _ = io.WriteString(w, "ok") // fails only when the client has gone
	}
}

func refuseResponse(w http.ResponseWriter, status int, code string) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	fmt.Fprintf(w, `{"ok":false,"error":%q}`, code)
}

// useResponse does what a post to a response URL asks for. The status is for when it is refused.
func (s *Server) useResponse(key string, body []byte, fault Fault) (status int, err error) {
	u, err := s.spend(key)
	if err != nil {
		return http.StatusNotFound, err
	}
	if s.cfg.Limits {
		if wait := s.limits.second(responseMethod + u.channel); wait > 0 {
			return http.StatusTooManyRequests, &refusal{code: "ratelimited", retryAfter: wait}
		}
	}
	var r response
	if err := json.Unmarshal(body, &r); err != nil {
		return http.StatusBadRequest, refuse("invalid_payload")
	}
	if err := fault.refuses(string(r.Blocks)); err != nil {
		return http.StatusBadRequest, err
	}
	return http.StatusBadRequest, s.respond(u, r, responseMethod)
}

// spend counts a use of a response URL.
func (s *Server) spend(key string) (*responseURL, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	u := s.responses[key]
	switch {
	case u == nil, s.cfg.Now().Sub(u.issued) > responseLife:
		return nil, refuse("expired_url")
	case u.uses >= responseUses:
		return nil, refuse("used_url")
	}
	u.uses++
	return u, nil
}

// respond posts, replaces or deletes. What was ephemeral stays so; a command has no original to replace, so
// that asking for it posts.
func (s *Server) respond(u *responseURL, r response, by string) error {
	if r.Delete {
		return s.replace(u, nil)
	}
	blocks := string(r.Blocks)
	if blocks == "null" {
		blocks = ""
	}
	c, err := s.checked(r.Text, blocks)
	if err != nil {
		return err
	}
	if r.Replace && u.source != nil {
		return s.replace(u, &c)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	m := Message{Channel: u.channel, Thread: r.ThreadTS, By: by}
	switch r.Type {
	case "in_channel":
		if channel := s.channels[u.channel]; channel != nil && channel.Archived {
			return refuse("is_archived")
		}
	case "", "ephemeral":
		m.To, m.Ephemeral = u.user, true
	default:
		return refuse("invalid_response_type")
	}
	s.post(c, m)
	return nil
}

// replace gives the message whose button was clicked new content, or deletes it for nil.
func (s *Server) replace(u *responseURL, c *content) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case u.source == nil || u.source.Deleted:
		return refuse("message_not_found")
	case c == nil:
		s.remove(u.source)
	default:
		s.change(u.source, *c)
	}
	return nil
}
