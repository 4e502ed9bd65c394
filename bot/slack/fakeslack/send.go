package fakeslack

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"net/url"
	"time"
)

// Send delivers over Socket Mode: to any one of the open sockets, or to the first that opens. An envelope that
// is not acknowledged within AckTimeout, or whose socket is lost, is sent again with retry_attempt and
// retry_reason, to any socket, at most three times and after the same waits as over HTTP; a lost socket makes
// no wait. Whether Slack repeats commands and clicks as well is not written; here it does. The error is the
// context's, or says why Slack would not take what came with the acknowledgement.
func (s *Server) Send(ctx context.Context, d Delivery) (Ack, error) {
	envelope, err := newEnvelope(d)
	if err != nil {
		return Ack{}, err
	}
	ack := Ack{}
	for try, wait := range append([]time.Duration{0}, retryWaits()...) {
		if envelope["retry_reason"] == "timeout" {
			if err := s.pause(ctx, wait); err != nil {
				return ack, err
			}
		}
		reason, err := s.try(ctx, d, envelope, &ack)
		if err != nil || ack.Acked {
			return ack, err
		}
		envelope["retry_attempt"], envelope["retry_reason"] = try+1, reason
	}
	return ack, nil
}

// try sends an envelope once. The reason is why it has to be sent again.
func (s *Server) try(ctx context.Context, d Delivery, envelope answer, ack *Ack) (reason string, err error) {
	c, err := s.sockets.pick(ctx)
	if err != nil {
		return "", err
	}
	id := envelope["envelope_id"].(string)
	done := s.sockets.expect(id)
	defer s.sockets.forget(id)
	s.arm(d)
	start := time.Now()
	ack.Tries++
	if c.write(envelope) != nil {
		_ = c.ws.Close()
		return "connection_failed", nil
	}
	timeout := time.NewTimer(s.cfg.AckTimeout)
	defer timeout.Stop()
	defer func() { ack.Took = time.Since(start) }()
	select {
	case payload := <-done:
		return "", s.acked(d, payload, ack)
	case <-c.gone:
		select {
		case payload := <-done: // it was the socket's last word
			return "", s.acked(d, payload, ack)
		default:
			return "connection_failed", nil
		}
	case <-timeout.C:
		return "timeout", nil
	case <-ctx.Done():
		return "", fmt.Errorf("waiting for the acknowledgement: %w", ctx.Err())
	}
}

// acked takes an acknowledgement and what came with it.
func (s *Server) acked(d Delivery, payload json.RawMessage, ack *Ack) error {
	ack.Acked, ack.Body = true, payload
	if d.Kind == Events {
		return nil
	}
	return s.takeAnswer(d, answerText(payload))
}

// answerText returns the payload of an acknowledgement as it would stand in an HTTP body: a string without its
// quotes, nothing for null.
func answerText(payload json.RawMessage) []byte {
	var text *string
	if json.Unmarshal(payload, &text) != nil {
		return payload
	}
	if text == nil {
		return nil
	}
	return []byte(*text)
}

// newEnvelope makes the envelope of Socket Mode from the body that would go over HTTP.
func newEnvelope(d Delivery) (answer, error) {
	envelope := answer{"envelope_id": rand.Text(), "retry_attempt": 0, "retry_reason": ""}
	envelope["accepts_response_payload"] = d.Kind != Events
	form, err := url.ParseQuery(string(d.Body))
	if d.Kind == Events {
		envelope["type"], envelope["payload"] = "events_api", json.RawMessage(d.Body)
		return envelope, nil
	}
	if err != nil {
		return nil, fmt.Errorf("sending: %w", err)
	}
	if d.Kind == Interactions {
		envelope["type"], envelope["payload"] = "interactive", json.RawMessage(form.Get("payload"))
		return envelope, nil
	}
	fields := answer{}
	for name := range form {
		fields[name] = form.Get(name)
	}
	envelope["type"], envelope["payload"] = "slash_commands", fields
	return envelope, nil
}

// expect makes the next acknowledgement of an envelope arrive in the channel; one that comes before, or too
// late, is lost.
func (b *switchboard) expect(id string) chan json.RawMessage {
	done := make(chan json.RawMessage, 1)
	b.mu.Lock()
	defer b.mu.Unlock()
	b.waiting[id] = done
	return done
}

func (b *switchboard) forget(id string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.waiting, id)
}
