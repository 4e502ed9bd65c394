package vectors

import (
	"container/list"
	"context"
	"errors"
	"strings"
	"sync"
	"time"
)

const (
	maxQuestions = 256     // whose vectors are kept
	maxAsking    = 8       // that are being embedded; further ones are answered by words alone
	maxQuestion  = 2 << 10 // bytes of a question that are embedded
)

// questions are the latest questions with their vectors, the latest first.
type questions struct {
	ctx    context.Context // ends with the Model
	cancel context.CancelFunc
	asking sync.WaitGroup

	mu     sync.Mutex
	latest list.List // of *question
	byText map[string]*list.Element
	under  int  // being embedded
	away   bool // the model did not answer in time, or not at all: nobody waits until it does
}

// A question is one with its vector, once done is closed; nil where it has none.
type question struct {
	text   string
	done   chan struct{}
	vector []float32
}

func (qs *questions) init() {
	qs.ctx, qs.cancel = context.WithCancel(context.Background())
	qs.byText = map[string]*list.Element{}
}

func (qs *questions) close() {
	qs.cancel()
	qs.asking.Wait()
}

// ask begins to embed a question, unless its vector is known or on its way, and returns it; nil where there is nothing to
// embed, or too much is under way.
func (m *Model) ask(text string) *question {
	text = strings.TrimSpace(clip(text, maxQuestion))
	if text == "" {
		return nil
	}
	qs := &m.questions
	qs.mu.Lock()
	defer qs.mu.Unlock()
	if e := qs.byText[text]; e != nil {
		qs.latest.MoveToFront(e)
		return e.Value.(*question)
	}
	if qs.under == maxAsking || qs.ctx.Err() != nil {
		return nil
	}
	q := &question{text: text, done: make(chan struct{})}
	qs.byText[text] = qs.latest.PushFront(q)
	if qs.latest.Len() > maxQuestions {
		qs.forget(qs.latest.Back().Value.(*question))
	}
	qs.under++
	qs.asking.Go(func() { m.embedQuestion(q) })
	return q
}

// reset drops all questions: their vectors are of a model that is no more.
func (qs *questions) reset() {
	qs.mu.Lock()
	defer qs.mu.Unlock()
	clear(qs.byText)
	qs.latest.Init()
}

// forget drops a question. It may be gone already.
func (qs *questions) forget(q *question) {
	if e := qs.byText[q.text]; e != nil && e.Value == q {
		delete(qs.byText, q.text)
		qs.latest.Remove(e)
	}
}

// embedQuestion embeds a question, however long that takes, and notes how the model does before anybody is told.
func (m *Model) embedQuestion(q *question) {
	defer close(q.done)
	began := time.Now()
	vectors, err := m.cfg.Questions.Embed(m.questions.ctx, []string{m.cfg.QuestionPrefix + q.text})
	if err == nil {
		q.vector, err = m.checked(vectors)
	}
	qs := &m.questions
	qs.mu.Lock()
	qs.under--
	if err != nil {
		qs.forget(q)
	}
	qs.mu.Unlock()
	switch took := time.Since(began); {
	case err != nil && qs.ctx.Err() == nil:
		m.noteAway(true, err)
	case err == nil && took < m.cfg.Patience:
		m.noteAway(false, nil)
	}
}

// checked returns the one vector of a question with length 1. One of another length than the passages' is of no use: then
// the passages have to be embedded anew.
func (m *Model) checked(vectors [][]float32) ([]float32, error) {
	v, err := only(vectors)
	if err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if n := m.cache.dimensions; n != 0 && n != len(v) {
		m.doubt()
		return nil, errOther
	}
	return v, nil
}

// await waits for the vector of a question, as long as there is patience, and returns nil where there is none by then.
func (m *Model) await(ctx context.Context, q *question) []float32 {
	if q == nil {
		return nil
	}
	select {
	case <-q.done:
		return q.vector
	default:
	}
	var over <-chan time.Time
	if m.cfg.Patience > 0 {
		if m.isAway() {
			return nil
		}
		patience := time.NewTimer(m.cfg.Patience)
		defer patience.Stop()
		over = patience.C
	}
	select {
	case <-q.done:
		return q.vector
	case <-over:
		m.noteAway(true, errSlow)
	case <-ctx.Done():
	}
	return nil
}

var errSlow = errors.New("no answer in time")

func (m *Model) isAway() bool {
	m.questions.mu.Lock()
	defer m.questions.mu.Unlock()
	return m.questions.away
}

// noteAway notes whether the model answers, and logs when that changes.
func (m *Model) noteAway(away bool, err error) {
	m.questions.mu.Lock()
	before := m.questions.away
	m.questions.away = away
	m.questions.mu.Unlock()
	switch {
	case away && !before:
		m.cfg.Log.Warn("embeddings away: answers go by words alone", "error", err)
	case before && !away:
		m.cfg.Log.Info("embeddings back")
	}
}
