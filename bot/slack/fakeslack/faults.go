package fakeslack

import (
	"cmp"
	"encoding/json"
	"io"
	"net/http"
	"time"
)

// A Fault is what goes wrong with one call. One of the fields before Done says what; the work is not done
// then, unless Done is set.
type Fault struct {
	Error      string        // the API error to answer with, "internal_error"
	Status     int           // the HTTP status to answer with, without a body
	RetryAfter time.Duration // goes with Status 429; 1 s by default
	HTML       bool          // answer with a web page under status 200
	Hang       bool          // read the request and say nothing until the client gives up
	Cut        bool          // read the request and cut the connection
	Done       bool          // do the work first: only the answer is spoilt
	Delay      time.Duration // do the work and answer as usual, but this much later
	Block      string        // answer invalid_blocks if the message holds a block of this type
}

// Fail makes the next calls of a method, or of "response_url", meet the faults, one each. Faults wait behind
// those of earlier calls of Fail.
func (s *Server) Fail(method string, faults ...Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults[method] = append(s.faults[method], faults...)
}

// RejectBlocks makes Slack refuse blocks of these types from now on, as clients do that are not ready for
// them; no types makes it accept all again. Nested blocks count.
func (s *Server) RejectBlocks(types ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.rejected)
	for _, t := range types {
		s.rejected[t] = true
	}
}

// nextFault takes the fault that the method's next call meets; the zero Fault is none.
func (s *Server) nextFault(method string) Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	waiting := s.faults[method]
	if len(waiting) == 0 {
		return Fault{}
	}
	s.faults[method] = waiting[1:]
	return waiting[0]
}

// strikes reports whether the fault takes the place of the answer or holds it back.
func (f Fault) strikes() bool {
	return f.Error != "" || f.Status != 0 || f.HTML || f.Hang || f.Cut
}

// strike gives the client the fault instead of an answer.
func (f Fault) strike(s *Server, w http.ResponseWriter, r *http.Request) {
	switch {
	case f.Hang:
		<-r.Context().Done()
	case f.Cut:
		if conn, _, err := http.NewResponseController(w).Hijack(); err == nil {
			_ = conn.Close()
		}
	case f.HTML:
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, "<!DOCTYPE html><title>Slack</title><p>We are having trouble.</p>")
	case f.Status != 0:
		if f.Status == http.StatusTooManyRequests {
			w.Header().Set("Retry-After", seconds(cmp.Or(f.RetryAfter, time.Second)))
		}
		w.WriteHeader(f.Status)
	default:
		s.reply(w, nil, refuse(f.Error))
	}
}

// wait holds the answer back for Delay, or until the client gives up.
func (f Fault) wait(r *http.Request) {
	if f.Delay == 0 {
		return
	}
	late := time.NewTimer(f.Delay)
	defer late.Stop()
	select {
	case <-late.C:
	case <-r.Context().Done():
	}
}

// refuses returns invalid_blocks if the blocks hold one of the type that the fault names.
func (f Fault) refuses(blocks string) error {
	if f.Block == "" {
		return nil
	}
	return unsupported(decode(json.RawMessage(blocks)), "/blocks", map[string]bool{f.Block: true})
}

// rejectedType returns invalid_blocks if decoded blocks, or a view, hold a type that RejectBlocks named.
func (s *Server) rejectedType(doc any, pointer string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return unsupported(doc, pointer, s.rejected)
}

func unsupported(doc any, pointer string, types map[string]bool) error {
	if len(types) == 0 {
		return nil
	}
	var found Violations
	walk(doc, pointer, func(at string, object map[string]any) {
		if kind, _ := object["type"].(string); types[kind] {
			found = append(found, Violation{Pointer: at + "/type", Block: kind, Problem: "unsupported type: " + kind})
		}
	})
	if len(found) == 0 {
		return nil
	}
	return found.refusal("invalid_blocks")
}
