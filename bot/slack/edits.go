package slack

import (
	"context"
	"sync"
	"time"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/bot/store"
)

const (
	// maxEdits is how many rewordings may be under way at once. None waits for another: the plain answer is there.
	maxEdits = 8
	// wishMemory is how long a pressed “Better words” is remembered: longer than Slack delivers a press again.
	wishMemory = time.Hour
)

// A rewording is a posted answer that is being put into better words, with the message that is to show them.
type rewording struct {
	edit    bot.Edit
	record  *store.Record // of the plain answer, as it is stored
	asked   string        // the channel of the question; the record has that of the message
	session string        // whose stop button ends it; "" where there is none

	show  func(ctx context.Context, answer *bot.Answer) error // puts the answer in the place of the plain one
	ended func(result string, stands *bot.Answer)             // is called once, with the metric's name of what came of it

	cancel  context.CancelFunc
	holders int // of its slot: the rewording, and its call of the editor, which may outlast it
}

// in reports whether a rewording is of a channel.
func (r *rewording) in(team, channel string) bool {
	return r.record.Team == team && (r.asked == channel || r.record.Channel == channel)
}

// edits knows the rewordings in progress. It is bounded, and nothing waits in it.
type edits struct {
	calls sync.WaitGroup // calls of the editor

	mu     sync.Mutex
	taken  int // slots
	begun  map[*rewording]bool
	wishes map[string]time.Time // answers whose “Better words” was pressed, by team/id → when
	closed bool
}

func newEdits() *edits {
	return &edits{begun: map[*rewording]bool{}, wishes: map[string]time.Time{}}
}

// begin notes a rewording, which cancel ends before its time. Where it may not begin it returns why, as the metric has it.
func (e *edits) begin(r *rewording, cancel context.CancelFunc) (refused string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	switch {
	case e.closed:
		return "stopped"
	case e.taken == maxEdits:
		return "busy"
	}
	e.taken++
	r.holders, r.cancel = 1, cancel
	e.begun[r] = true
	return ""
}

// end takes out a rewording, which can be cancelled no more.
func (e *edits) end(r *rewording) {
	e.mu.Lock()
	defer e.mu.Unlock()
	delete(e.begun, r)
	e.release(r)
}

// call runs a rewording's call of the editor, beside it. The slot stays taken until both have ended.
func (e *edits) call(r *rewording, do func()) {
	e.mu.Lock()
	r.holders++
	e.mu.Unlock()
	e.calls.Go(func() {
		defer func() {
			e.mu.Lock()
			defer e.mu.Unlock()
			e.release(r)
		}()
		do()
	})
}

// release gives a slot back with its last holder. The caller holds mu.
func (e *edits) release(r *rewording) {
	if r.holders--; r.holders == 0 {
		e.taken--
	}
}

// cancel ends the rewordings that match, and reports whether there are any. Their plain answers stand.
func (e *edits) cancel(match func(*rewording) bool) (any bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for r := range e.begun {
		if match(r) {
			any = true
			r.cancel()
		}
	}
	return any
}

// close ends all rewordings, and lets none begin any more.
func (e *edits) close() {
	e.mu.Lock()
	e.closed = true
	e.mu.Unlock()
	e.cancel(func(*rewording) bool { return true })
}

// wait waits for the editor's calls to return, though no longer than limit: one may not heed its context.
func (e *edits) wait(limit time.Duration) {
	returned := make(chan struct{})
	go func() {
		e.calls.Wait()
		close(returned)
	}()
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case <-returned:
	case <-timer.C:
	}
}

// wish notes that better words are wished for an answer, and reports whether that is new.
func (e *edits) wish(answer string, now time.Time) (fresh bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for key, at := range e.wishes {
		if now.Sub(at) > wishMemory {
			delete(e.wishes, key)
		}
	}
	if _, known := e.wishes[answer]; known {
		return false
	}
	e.wishes[answer] = now
	return true
}

// unwish lets better words be wished again.
func (e *edits) unwish(answer string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	delete(e.wishes, answer)
}
