package openai

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/stackpick/stackpick/prompts"
)

// An answerError is what a server answered instead of a reply. Its text says the status and, where it is one that we
// know, the name of the error: whatever else the server wrote may hold the key or what was sent.
type answerError struct {
	status int
	failed bool          // the body tells of an error
	code   string        // a name that we know, or ""
	param  string        // the field of the request that it is about, or ""
	schema bool          // it names response_format or the like
	large  bool          // it is what llama.cpp says of a text that is too long to be embedded, with status 500
	after  time.Duration // when to ask again; negative where the server does not say
}

// Error says the status, and the name of the error where we know it.
func (a *answerError) Error() string {
	text := "status " + strconv.Itoa(a.status)
	if a.status == http.StatusOK {
		text = "an error in place of a reply"
	}
	if a.code != "" {
		text += " (" + a.code + ")"
	}
	return text
}

// answerOf reads the errors of OpenAI, Azure and the servers that are like them.
func answerOf(resp *http.Response, body []byte) *answerError {
	a := &answerError{status: resp.StatusCode, after: retryAfter(resp.Header.Get("Retry-After"), time.Now())}
	for _, name := range []string{"response_format", "json_schema", "grammar"} {
		a.schema = a.schema || bytes.Contains(body, []byte(name))
	}
	a.large = bytes.Contains(body, []byte("too large to process"))
	var said struct {
		Error json.RawMessage `json:"error"`
	}
	if json.Unmarshal(body, &said) == nil {
		a.read(said.Error)
	}
	return a
}

// read takes in the value of "error", whatever it is.
func (a *answerError) read(said json.RawMessage) {
	if len(said) == 0 || string(said) == "null" {
		return
	}
	a.failed = true
	var detail struct{ Code, Type, Param any }
	if json.Unmarshal(said, &detail) != nil {
		return
	}
	a.param, _ = detail.Param.(string)
	for _, name := range []any{detail.Type, detail.Code} {
		if name, ok := name.(string); ok && slices.Contains(names(), name) {
			a.code = name
		}
	}
}

// names are the names of errors that say what can be done, of OpenAI, Azure and llama.cpp.
func names() []string {
	return []string{
		invalidKey, "authentication_error", modelNotFound, "DeploymentNotFound", quotaSpent, "rate_limit_exceeded",
		"context_length_exceeded", "exceed_context_size_error", "content_filter",
	}
}

const (
	invalidKey    = "invalid_api_key"
	modelNotFound = "model_not_found"
	quotaSpent    = "insufficient_quota"
)

// Unfit reports whether the answer is about what was sent, rather than about who sent it or where to: a text that is too
// long, too many at once.
func (a *answerError) Unfit() bool {
	switch a.status {
	case http.StatusBadRequest, http.StatusRequestEntityTooLarge, http.StatusUnprocessableEntity:
		return a.code != invalidKey && a.code != modelNotFound
	}
	return a.large || a.code == "context_length_exceeded" || a.code == "exceed_context_size_error"
}

// fault returns the Fault that the answer is.
func (a *answerError) fault() *prompts.Fault {
	what := prompts.Malformed // a redirect, or a success that is not 200
	switch {
	case a.status >= http.StatusInternalServerError || a.status == http.StatusOK:
		what = prompts.Failed
	case a.status == http.StatusTooManyRequests:
		what = prompts.Limited
	case a.status == http.StatusRequestTimeout:
		what = prompts.Timeout
	case a.status >= http.StatusBadRequest:
		what = prompts.Refused
	}
	return &prompts.Fault{What: what, Err: a}
}

// retryAfter reads the header of that name, seconds or a date; it is negative where there is none.
func retryAfter(header string, now time.Time) time.Duration {
	if seconds, err := strconv.Atoi(header); err == nil {
		return time.Duration(min(seconds, 1<<20)) * time.Second
	}
	if at, err := http.ParseTime(header); err == nil {
		return max(0, at.Sub(now))
	}
	return -1
}

// again returns how long to wait before asking once more, and whether that may help: after a broken connection, an
// error of the server's, or too many requests where it says when there will be room again.
func (l limits) again(err error) (time.Duration, bool) {
	pause := l.pause + rand.N(l.pause)
	fault, answer := faultOf(err)
	switch {
	case fault.What == prompts.Unreached:
		return pause, true
	case answer == nil || answer.large || answer.code == quotaSpent || answer.after > l.wait:
		return 0, false
	case answer.status == http.StatusTooManyRequests:
		return max(answer.after, pause), answer.after >= 0
	default:
		passing := answer.status >= http.StatusInternalServerError && answer.status != http.StatusNotImplemented
		return max(answer.after, pause), passing
	}
}

// toldError returns the Fault of an error that a stream told of in place of a reply.
func toldError(said json.RawMessage) *prompts.Fault {
	a := &answerError{status: http.StatusOK, after: -1}
	a.read(said)
	return a.fault()
}
