package slack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/slack-go/slack"
)

// A fault is a call that Slack did not do, with what follows from that.
type fault struct {
	method string
	code   string // Slack's name of the error, or a word for what went wrong on the way
	detail string // which scope is missing, which block is wrong; may be ""
	remedy remedy
	after  time.Duration // of tryLater: how long Slack asks to wait; 0 when it does not say
}

// A remedy says what can be done about a fault.
type remedy int

const (
	nothing      remedy = iota // there is no fault of Slack's
	giveUp                     // Slack refuses this for good
	tryLater                   // too many calls, or a fault on the way
	tryPlainer                 // Slack refuses a block or the length
	tryElsewhere               // the response_url has run out
	stop                       // the token no longer works: no call will
)

func (f *fault) Error() string {
	text := "calling " + f.method + ": " + f.code
	if f.detail != "" {
		text += " (" + f.detail + ")"
	}
	return text
}

// remedyOf returns what can be done about an error: nothing where it is no fault of Slack's.
func remedyOf(err error) remedy {
	if f, ok := errors.AsType[*fault](err); ok {
		return f.remedy
	}
	return nothing
}

// remedies are those of Slack's errors that something other than giving up can be done about.
var remedies = map[string]remedy{
	"invalid_auth": stop, "not_authed": stop, "account_inactive": stop, "token_revoked": stop, "token_expired": stop,
	"org_login_required": stop, "team_access_not_granted": stop, "not_allowed_token_type": stop,

	"invalid_blocks": tryPlainer, "invalid_blocks_format": tryPlainer, "msg_too_long": tryPlainer,
	"msg_blocks_too_long": tryPlainer, "block_mismatch": tryPlainer, "invalid_attachments": tryPlainer,

	"ratelimited": tryLater, "rate_limited": tryLater, "message_limit_exceeded": tryLater, "internal_error": tryLater, "fatal_error": tryLater,
	"service_unavailable": tryLater, "request_timeout": tryLater, "team_added_to_org": tryLater,

	"used_url": tryElsewhere, "expired_url": tryElsewhere, "invalid_url": tryElsewhere, "no_url": tryElsewhere,
}

// faultOf says what an error of the Slack library means. What it quotes of addresses and answers is left out: they
// may hold secrets.
func faultOf(method string, err error) error {
	var (
		limited *slack.RateLimitedError
		status  slack.StatusCodeError
		named   slack.SlackErrorResponse
		syntax  *json.SyntaxError
		way     *url.Error
		known   *fault
	)
	switch {
	case err == nil:
		return nil
	case errors.As(err, &known):
		return known
	case errors.As(err, &limited):
		return &fault{method: method, code: "ratelimited", remedy: tryLater, after: limited.RetryAfter}
	case errors.As(err, &status):
		return statusFault(method, status.Code)
	case errors.As(err, &named):
		f := namedFault(method, named.Err)
		f.detail = detailOf(named)
		return f
	case errors.Is(err, context.Canceled):
		return fmt.Errorf("calling %s: %w", method, context.Canceled)
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &way) && way.Timeout():
		return &fault{method: method, code: "timeout", remedy: tryLater}
	case errors.As(err, &syntax):
		return &fault{method: method, code: "not_json", remedy: tryLater}
	case errors.As(err, &way):
		return &fault{method: method, code: "unreachable", detail: way.Err.Error(), remedy: tryLater}
	case isErrorName(err.Error()):
		return namedFault(method, err.Error())
	default:
		return &fault{method: method, code: "unreadable", detail: oneLine(err.Error(), 100), remedy: tryLater}
	}
}

func namedFault(method, name string) *fault {
	if !isErrorName(name) {
		name = "unnamed"
	}
	f := &fault{method: method, code: name, remedy: giveUp}
	if r, ok := remedies[name]; ok {
		f.remedy = r
	}
	return f
}

func statusFault(method string, status int) *fault {
	f := &fault{method: method, code: fmt.Sprintf("http_%d", status), remedy: giveUp}
	if status >= 500 || status == http.StatusTooManyRequests || status == http.StatusRequestTimeout {
		f.remedy = tryLater
	}
	return f
}

func detailOf(e slack.SlackErrorResponse) string {
	details := e.ResponseMetadata.Messages
	if e.Needed != "" {
		details = append(details, "needs the scope "+e.Needed+", has "+e.Provided)
	}
	return oneLine(strings.Join(details, "; "), 300)
}

// isErrorName reports whether a text has the form of Slack's error names: small letters, digits and underscores. It
// keeps what a stranger's server says out of labels and logs.
func isErrorName(s string) bool {
	return s != "" && len(s) <= 60 && !strings.ContainsFunc(s, func(r rune) bool {
		return !('a' <= r && r <= 'z' || '0' <= r && r <= '9' || r == '_')
	})
}

// oneLine returns text on one line, at most limit bytes of it.
func oneLine(text string, limit int) string {
	text = strings.Join(strings.Fields(text), " ")
	if len(text) > limit {
		text = strings.ToValidUTF8(text[:limit], "") + "…"
	}
	return text
}
