package fakeslack

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// An Ack is what became of a delivery.
type Ack struct {
	Acked  bool          // acknowledged within AckTimeout
	Status int           // of the last HTTP answer; 0 without one and over Socket Mode
	Body   []byte        // what came with the acknowledgement
	Took   time.Duration // from sending the last try to its acknowledgement
	Tries  int

	final bool // the app asked for no further try
}

// Sign returns the X-Slack-Signature of a request body at a Unix time, by version 0 of Slack's scheme:
// https://docs.slack.dev/authentication/verifying-requests-from-slack.
func Sign(secret, timestamp string, body []byte) string {
	mac := hmac.New(sha256.New, []byte(secret))
	fmt.Fprintf(mac, "v0:%s:%s", timestamp, body)
	return "v0=" + hex.EncodeToString(mac.Sum(nil))
}

// Post delivers once over HTTP, signed, to base's /slack/events, /slack/commands or /slack/interactions. Each
// edit may change the request before it is sent: drop the signature, for instance. The error is that of the
// connection (context.DeadlineExceeded after AckTimeout), or says why Slack would not take what came with the
// acknowledgement; any HTTP status is an Ack.
func (s *Server) Post(ctx context.Context, base string, d Delivery, edit ...func(*http.Request)) (Ack, error) {
	s.arm(d)
	ctx, cancel := context.WithTimeout(ctx, s.cfg.AckTimeout)
	defer cancel()
	target := strings.TrimRight(base, "/") + "/slack/" + d.Kind
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, target, bytes.NewReader(d.Body))
	if err != nil {
		return Ack{}, fmt.Errorf("delivering: %w", err)
	}
	timestamp := strconv.FormatInt(s.cfg.Now().Unix(), 10)
	req.Header.Set("Content-Type", d.ContentType)
	req.Header.Set("User-Agent", "Slackbot 1.0 (+https://api.slack.com/robots)")
	req.Header.Set("X-Slack-Request-Timestamp", timestamp)
	req.Header.Set("X-Slack-Signature", Sign(s.cfg.SigningSecret, timestamp, d.Body))
	for _, change := range edit {
		change(req)
	}
	start := time.Now()
	ack, err := s.exchange(req)
	ack.Took, ack.Tries = time.Since(start), 1
	if err != nil {
		return ack, fmt.Errorf("delivering: %w", err)
	}
	if ack.Acked {
		err = s.takeAnswer(d, ack.Body)
	}
	return ack, err
}

// exchange sends a request and reads the whole answer.
func (s *Server) exchange(req *http.Request) (Ack, error) {
	resp, err := s.client.Do(req)
	if err != nil {
		return Ack{}, err
	}
	defer resp.Body.Close()
	ack := Ack{Status: resp.StatusCode, final: resp.Header.Get("X-Slack-No-Retry") == "1"}
	ack.Body, err = io.ReadAll(io.LimitReader(resp.Body, maxBody))
	ack.Acked = err == nil && resp.StatusCode >= 200 && resp.StatusCode < 300
	return ack, err
}

var errRedirects = errors.New("more than two redirects")

func newClient() *http.Client {
	return &http.Client{
		Transport: &http.Transport{MaxIdleConnsPerHost: 256, IdleConnTimeout: time.Minute},
		CheckRedirect: func(_ *http.Request, via []*http.Request) error {
			if len(via) > 2 {
				return errRedirects
			}
			return nil
		},
	}
}

// retryWaits is how long Slack waits before it delivers an event again, from
// https://docs.slack.dev/apis/events-api.
func retryWaits() []time.Duration { return []time.Duration{0, time.Minute, 5 * time.Minute} }

// Deliver delivers over HTTP as Slack does: an event that is not acknowledged is sent again, up to three
// times, with X-Slack-Retry-Num and X-Slack-Retry-Reason, unless the answer has X-Slack-No-Retry. Commands and
// interactions are sent once. The Ack and the error are those of the last try.
func (s *Server) Deliver(ctx context.Context, base string, d Delivery) (Ack, error) {
	ack, err := s.Post(ctx, base, d)
	for i, wait := range retryWaits() {
		if ack.Acked || ack.final || d.Kind != Events {
			break
		}
		if err := s.pause(ctx, wait); err != nil {
			return ack, err
		}
		reason := retryReason(err)
		ack, err = s.Post(ctx, base, d, func(r *http.Request) {
			r.Header.Set("X-Slack-Retry-Num", strconv.Itoa(i+1))
			r.Header.Set("X-Slack-Retry-Reason", reason)
		})
		ack.Tries = i + 2
	}
	return ack, err
}

func retryReason(err error) string {
	switch {
	case err == nil:
		return "http_error"
	case errors.Is(err, context.DeadlineExceeded):
		return "http_timeout"
	case errors.Is(err, errRedirects):
		return "too_many_redirects"
	}
	return "connection_failed"
}

// pause waits for one of Slack's waits, scaled.
func (s *Server) pause(ctx context.Context, wait time.Duration) error {
	timer := time.NewTimer(time.Duration(float64(wait) * s.cfg.RetryScale))
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("waiting for the next try: %w", ctx.Err())
	}
}

// arm starts the life of what a delivery carries: its trigger id is good for 3 s from now, unless used.
func (s *Server) arm(d Delivery) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if t := s.triggers[d.TriggerID]; t != nil && !t.armed {
		t.armed, t.sent = true, s.cfg.Now()
	}
}

// takeAnswer does what an acknowledgement asks for: the answer to a command is a message, in JSON or plain
// text; that to a submission may show another view. Slack takes nothing else.
func (s *Server) takeAnswer(d Delivery, body []byte) error {
	body = bytes.TrimSpace(body)
	if len(body) == 0 {
		return nil
	}
	switch {
	case d.Kind == Commands:
		return s.answerCommand(d, body)
	case d.view != nil:
		return s.answerSubmission(*d.view, body)
	}
	return nil
}

func (s *Server) answerCommand(d Delivery, body []byte) error {
	var r response
	if body[0] != '{' {
		r.Text = string(body)
	} else if err := json.Unmarshal(body, &r); err != nil {
		return fmt.Errorf("the answer to the command: %w", err)
	}
	if r.Text == "" && len(r.Blocks) == 0 {
		return nil // at most a response_type, which shows the command itself
	}
	s.mu.Lock()
	key := d.ResponseURL[strings.LastIndexByte(d.ResponseURL, '/')+1:]
	u := s.responses[key]
	s.mu.Unlock()
	if u == nil {
		return fmt.Errorf("the answer to the command: %q is none of this server's response URLs", d.ResponseURL)
	}
	if err := s.respond(u, r, "ack"); err != nil {
		return fmt.Errorf("the answer to the command: %w", err)
	}
	return nil
}

func (s *Server) answerSubmission(submitted View, body []byte) error {
	var r struct {
		Action string            `json:"response_action"`
		View   json.RawMessage   `json:"view"`
		Errors map[string]string `json:"errors"`
	}
	if err := json.Unmarshal(body, &r); err != nil {
		return fmt.Errorf("the answer to the submission: %w", err)
	}
	switch r.Action {
	case "", "clear":
		return nil
	case "errors":
		if len(r.Errors) == 0 {
			return errors.New("the answer to the submission: errors without any")
		}
		return nil
	case "update", "push":
		if err := CheckView(r.View); err != nil {
			return fmt.Errorf("the answer to the submission: %w", err)
		}
		v := View{Type: "modal", User: submitted.User, Body: r.View, By: "response_action"}
		if r.Action == "update" {
			v.ID = submitted.ID
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		s.show(v)
		return nil
	}
	return fmt.Errorf("the answer to the submission: unknown response_action %q", r.Action)
}
