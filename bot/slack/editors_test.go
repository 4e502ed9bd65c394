package slack

import (
	"bytes"
	"context"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/bot/slack/fakeslack"
)

// An editor rewords every claim by a rule, and remembers what it was given.
type editor struct {
	ready func(who string) (bool, string)        // nil: yes
	first func(ctx context.Context, n int) error // comes before the words of the n-th edit; nil for nothing
	edit  func(e bot.Edit) (*bot.Answer, error)  // nil: better
	mu    sync.Mutex
	given []bot.Edit
}

func (e *editor) Ready(who string, _ *bot.Answer) (bool, string) {
	if e.ready == nil {
		return true, ""
	}
	return e.ready(who)
}

func (e *editor) Edit(ctx context.Context, given bot.Edit) (*bot.Answer, error) {
	e.mu.Lock()
	e.given = append(e.given, given)
	n := len(e.given)
	e.mu.Unlock()
	if e.first != nil {
		if err := e.first(ctx, n); err != nil {
			return nil, err
		}
	}
	if e.edit != nil {
		return e.edit(given)
	}
	return better(given)
}

// edits returns what it was given so far.
func (e *editor) edits() []bot.Edit {
	e.mu.Lock()
	defer e.mu.Unlock()
	return append([]bot.Edit(nil), e.given...)
}

const betterWords = "In better words: "

func better(e bot.Edit) (*bot.Answer, error) {
	claims := e.Plain.Claims()
	if !e.Plain.Worded() {
		claims = []bot.Statement{{Text: e.Plain.Text, Citations: []int{}}}
	}
	for i := range claims {
		claims[i].Text = betterWords + claims[i].Text
	}
	return e.Plain.Reworded(claims, &bot.Wording{Model: "model-1", Tokens: 120, Kept: len(claims), Rejected: []bot.Rejection{{Text: "x", Reason: "y"}}}), nil
}

// A kinded is an error that names what went wrong.
type kinded struct{ kind string }

func (k kinded) Error() string { return "language model: " + k.kind }
func (k kinded) Kind() string  { return k.kind }

// hanging is an editor that says nothing until its context ends, and then an error.
func hanging() *editor {
	return &editor{first: func(ctx context.Context, _ int) error { <-ctx.Done(); return ctx.Err() }}
}

func withEditor(e Editor) func(*setting) {
	return func(s *setting) { s.config.Editor, s.config.Model = e, "model-1" }
}

// withEditTime bounds how long a rewording may take.
func withEditTime(d time.Duration) func(*setting) {
	return func(s *setting) { s.adjust = func(a *App) { a.editTimeout = d } }
}

// rest waits until no rewording is under way.
func (w *world) rest() []fakeslack.Message {
	w.Helper()
	w.settle()
	w.until("no rewording is under way", func() bool { return w.rewordings() == 0 && len(w.app.errands) == 0 })
	w.app.edits.calls.Wait()
	return w.slack.Messages()
}

// working returns how many workers have a task in hand.
func (w *world) working() int {
	w.app.running.mu.Lock()
	defer w.app.running.mu.Unlock()
	return len(w.app.running.tasks)
}

// rewordings returns how many are under way.
func (w *world) rewordings() int {
	w.app.edits.mu.Lock()
	defer w.app.edits.mu.Unlock()
	return len(w.app.edits.begun)
}

// reworded brings something and returns the one message that it ends in, when nothing of it is under way any more.
func (w *world) reworded(d fakeslack.Delivery) fakeslack.Message {
	w.Helper()
	before := len(w.rest())
	w.deliver(d)
	after := w.rest()
	if len(after) != before+1 {
		w.Fatalf("%d messages, want 1:\n%s\n%s", len(after)-before, describe(after[before:]), w.log.text)
	}
	return after[before]
}

// metric returns the value of a metric, "" where it has none.
func (w *world) metric(name string) string {
	var b bytes.Buffer
	w.app.metrics.write(&b)
	for line := range strings.Lines(b.String()) {
		if value, ok := strings.CutPrefix(line, name+" "); ok {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

// results returns how often rewordings ended in a result.
func (w *world) results(result string) string {
	return w.metric(fmt.Sprintf("stackpick_llm_edits_total{result=%q}", result))
}

// record returns what is stored of an answer.
func (w *world) record(id string) *bot.Answer {
	w.Helper()
	r, err := w.store.Answer(context.Background(), w.slack.Config().Team, id)
	if err != nil {
		w.Fatal(err)
	}
	return r.Answer
}

// idOf returns the ID of the answer that a message shows, "" where none of its blocks is named after one.
func idOf(m fakeslack.Message) string {
	id := regexp.MustCompile(`"block_id":"sources[^:]*:([^"]+)"`).FindSubmatch(m.Blocks)
	if id == nil {
		return ""
	}
	return string(id[1])
}
