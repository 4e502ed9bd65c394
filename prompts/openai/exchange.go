package openai

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net"
	"net/http"

	"github.com/stackpick/stackpick/prompts"
)

// An exchange is one request and its answer. It stands below go-openai as its HTTP client, and lets through only what
// go-openai reads rightly: refusals, pages, errors with status 200 and bodies that are no JSON end here, as Faults.
type exchange struct {
	http   *http.Client
	limits limits
	stream bool                    // asked for
	cancel context.CancelCauseFunc // ends the request
	sent   bool
}

var (
	errWhole = errors.New("the whole took too long")
	errIdle  = errors.New("nothing more came")
)

// Do sends the request that go-openai made. Its errors are Faults.
func (x *exchange) Do(r *http.Request) (*http.Response, error) {
	x.sent = true
	resp, err := x.http.Do(r)
	if err != nil {
		return nil, broken(r.Context(), err)
	}
	streams := x.stream && resp.StatusCode == http.StatusOK && mediaType(resp) == "text/event-stream" && !packed(resp)
	resp.Body = x.guarded(r.Context(), resp.Body, streams)
	if streams {
		return resp, nil
	}
	body, err := io.ReadAll(resp.Body)
	_ = resp.Body.Close() // all that counts has been read
	if err := x.judge(resp, body, err); err != nil {
		return nil, err
	}
	resp.Body = io.NopCloser(bytes.NewReader(body))
	return resp, nil
}

// judge returns what is wrong with an answer that came in one piece; unread is the error of reading it.
func (x *exchange) judge(resp *http.Response, body []byte, unread error) error {
	if resp.StatusCode != http.StatusOK {
		return answerOf(resp, body).fault() // whether all of it came or not
	}
	if unread != nil {
		return unread
	}
	answer := answerOf(resp, body)
	switch {
	case answer.failed:
		return answer.fault()
	case packed(resp):
		return malformed("the reply is compressed")
	case x.stream:
		return malformed("the reply is no stream of events")
	case mediaType(resp) != "application/json":
		return malformed("the content type is not JSON's")
	case !json.Valid(body):
		return malformed("the reply is no JSON")
	}
	return nil
}

func mediaType(resp *http.Response) string {
	kind, _, err := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	if err != nil {
		return ""
	}
	return kind
}

// packed reports whether a body is compressed, which was not asked for.
func packed(resp *http.Response) bool {
	coding := resp.Header.Get("Content-Encoding")
	return coding != "" && coding != "identity"
}

// fault returns what an error of go-openai means.
func (x *exchange) fault(err error) error {
	if fault, ok := errors.AsType[*prompts.Fault](err); ok {
		return fault
	}
	if !x.sent {
		return &prompts.Fault{What: prompts.Refused, Err: errors.New("such a request cannot be made of this model")}
	}
	return malformed("the reply is not what the API has")
}

func malformed(why string) *prompts.Fault {
	return &prompts.Fault{What: prompts.Malformed, Err: errors.New(why)}
}

// broken returns the Fault of a connection that could not be made or used. Texts of net/http are not repeated, as
// some hold what the server sent; those of the network below it hold addresses only.
func broken(ctx context.Context, err error) *prompts.Fault {
	if cause := context.Cause(ctx); cause == errWhole || cause == errIdle {
		return &prompts.Fault{What: prompts.Timeout, Err: cause}
	}
	timed, ok := errors.AsType[net.Error](err)
	if ok && timed.Timeout() || errors.Is(err, context.DeadlineExceeded) {
		return &prompts.Fault{What: prompts.Timeout, Err: errors.New("no connection or no answer in time")}
	}
	if _, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return &prompts.Fault{What: prompts.Unreached, Err: errors.New("its certificate is not trusted")}
	}
	if network, ok := errors.AsType[*net.OpError](err); ok {
		return &prompts.Fault{What: prompts.Unreached, Err: network}
	}
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return &prompts.Fault{What: prompts.Unreached, Err: errors.New("the server broke the connection")}
	}
	return &prompts.Fault{What: prompts.Unreached, Err: errors.New("the connection broke, or is not one of HTTP")}
}
