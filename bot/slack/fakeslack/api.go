package fakeslack

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// maxBody is the largest request body that is read, in bytes.
const maxBody = 1 << 20

// A method is one of the Web API's. Do returns what stands in the answer beside "ok".
type method struct {
	scope     string // one of these, separated by "|", is needed; "" for none
	perMinute int    // the rate limit: 1, 20, 50 or 100 for Slack's tiers; 0 for a rule of its own
	app       bool   // takes the app-level token
	do        func(*Server, url.Values) (answer, error)
}

func methods() map[string]method {
	const tier1, tier2, tier3, tier4 = 1, 20, 50, 100
	return map[string]method{
		"apps.connections.open":                 {perMinute: tier1, app: true, do: (*Server).openConnection},
		"auth.test":                             {perMinute: 600, do: (*Server).authTest},
		"chat.postMessage":                      {scope: "chat:write", do: (*Server).postMessage},
		"chat.postEphemeral":                    {scope: "chat:write", perMinute: tier4, do: (*Server).postEphemeral},
		"chat.update":                           {scope: "chat:write", perMinute: tier3, do: (*Server).updateMessage},
		"chat.delete":                           {scope: "chat:write", perMinute: tier3, do: (*Server).deleteMessage},
		"views.open":                            {perMinute: tier4, do: (*Server).openView},
		"views.publish":                         {perMinute: tier4, do: (*Server).publishView},
		"views.update":                          {perMinute: tier4, do: (*Server).updateView},
		"agents.sessions.setStatus":             {scope: "chat:write", perMinute: tier3, do: (*Server).setStatus},
		"agents.sessions.rename":                {scope: "chat:write", perMinute: tier3, do: (*Server).renameSession},
		"assistant.threads.setSuggestedPrompts": {scope: "assistant:write", perMinute: tier4, do: (*Server).setPrompts},
		"conversations.replies":                 {perMinute: tier3, do: (*Server).replies},
		"conversations.info":                    {perMinute: tier3, do: (*Server).channelInfo},
		"users.info":                            {scope: "users:read", perMinute: tier4, do: (*Server).userInfo},
	}
}

// An answer is the JSON object of a method's answer, without "ok".
type answer map[string]any

// A refusal is an error that a method answers with.
type refusal struct {
	code       string
	more       answer        // what else stands in the answer
	retryAfter time.Duration // not 0 makes it an HTTP 429
}

func (r *refusal) Error() string { return r.code }

func refuse(code string) error { return &refusal{code: code} }

// serveAPI answers one call of the Web API: under status 200, errors too, as Slack does.
func (s *Server) serveAPI(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("method")
	form, token, err := readCall(w, r)
	if err != nil {
		s.reply(w, nil, err)
		return
	}
	s.recordCall(name, form)
	fault := s.nextFault(name)
	if fault.strikes() && !fault.Done {
		fault.strike(s, w, r)
		return
	}
	result, err := s.call(name, form, token, fault)
	fault.wait(r)
	if fault.strikes() {
		fault.strike(s, w, r)
		return
	}
	if token == s.cfg.BotToken {
		w.Header().Set("X-OAuth-Scopes", strings.Join(s.cfg.Scopes, ","))
	}
	s.reply(w, result, err)
}

// call checks what Slack checks for every method and does the work.
func (s *Server) call(name string, form url.Values, token string, fault Fault) (answer, error) {
	m, ok := s.methods[name]
	if !ok {
		return nil, &refusal{code: "unknown_method", more: answer{"req_method": name}}
	}
	if err := s.authorise(m, token); err != nil {
		return nil, err
	}
	if m.scope != "" && !s.has(m.scope) {
		return nil, s.missingScope(m.scope)
	}
	if s.cfg.Limits {
		if wait := s.limits.take(name, m.perMinute, form); wait > 0 {
			return nil, &refusal{code: "ratelimited", retryAfter: wait}
		}
	}
	if err := fault.refuses(form.Get("blocks")); err != nil {
		return nil, err
	}
	return m.do(s, form)
}

func (s *Server) authorise(m method, token string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	right, wrong := s.cfg.BotToken, s.cfg.AppToken
	if m.app {
		right, wrong = wrong, right
	}
	switch {
	case token == "":
		return refuse("not_authed")
	case token == wrong:
		return refuse("not_allowed_token_type")
	case token != right:
		return refuse("invalid_auth")
	case s.revoked:
		return refuse("account_inactive")
	}
	return nil
}

func (s *Server) missingScope(needed string) error {
	needed = strings.ReplaceAll(needed, "|", ",")
	return &refusal{code: "missing_scope", more: answer{"needed": needed, "provided": strings.Join(s.cfg.Scopes, ",")}}
}

// reply writes a method's answer.
func (s *Server) reply(w http.ResponseWriter, result answer, err error) {
	body := answer{"ok": err == nil}
	maps.Copy(body, result)
	status := http.StatusOK
	if err != nil {
		var r *refusal
		if !errors.As(err, &r) {
			r = &refusal{code: "internal_error"}
		}
		maps.Copy(body, r.more)
		body["error"] = r.code
		if r.retryAfter > 0 {
			status = http.StatusTooManyRequests
			w.Header().Set("Retry-After", seconds(r.retryAfter))
		}
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // fails only when the client has gone
}

// seconds rounds up, for Retry-After.
func seconds(d time.Duration) string { return strconv.Itoa(int(math.Ceil(d.Seconds()))) }

// readCall reads the arguments and the token of a call. The token stands in the Authorization header or, of a
// form, in the body; never in the query.
func readCall(w http.ResponseWriter, r *http.Request) (form url.Values, token string, err error) {
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	if bearer, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		token = bearer
	}
	if r.Method == http.MethodGet {
		return r.URL.Query(), token, nil
	}
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil {
		return nil, "", refuse("missing_post_type")
	}
	switch kind {
	case "application/json":
		form, err = readJSON(r.Body)
		return form, token, err
	case "application/x-www-form-urlencoded", "multipart/form-data":
		if err := parseForm(r, kind); err != nil {
			return nil, "", refuse("invalid_form_data")
		}
		form = r.PostForm
		if token == "" {
			token = form.Get("token")
		}
		form.Del("token")
		return form, token, nil
	}
	return nil, "", refuse("invalid_post_type")
}

func parseForm(r *http.Request, kind string) error {
	if kind == "multipart/form-data" {
		return r.ParseMultipartForm(maxBody)
	}
	return r.ParseForm()
}

// readJSON flattens a JSON object into a form: strings as they are, everything else as JSON, null left out.
func readJSON(body io.Reader) (url.Values, error) {
	data, err := io.ReadAll(body)
	if err != nil {
		return nil, fmt.Errorf("reading the call: %w", err)
	}
	if len(data) == 0 {
		return url.Values{}, nil // as clients send it to methods without arguments
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(data, &fields); err != nil {
		return nil, refuse("invalid_json")
	}
	form := url.Values{}
	for name, raw := range fields {
		var text string
		switch {
		case string(raw) == "null":
		case json.Unmarshal(raw, &text) == nil:
			form.Set(name, text)
		default:
			form.Set(name, string(raw))
		}
	}
	return form, nil
}
