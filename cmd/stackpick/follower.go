package main

import (
	"context"
	"sync"
	"sync/atomic"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/index"
	"github.com/stackpick/stackpick/index/vectors"
	"github.com/stackpick/stackpick/knowledge"
)

// A follower searches each set of knowledge that serve answers from, by meaning too, and keeps its passages embedded.
type follower struct {
	ctx   context.Context // ends what embeds
	model *vectors.Model
	done  func()                           // to be called when no set is used any more
	now   atomic.Pointer[vectors.Searcher] // of the newest set
}

// follower returns one, nil where no model is configured.
func (p *program) follower(ctx context.Context) (*follower, error) {
	if !p.config.embeddings.on() {
		return nil, nil
	}
	m, done, err := p.openVectors(false)
	if err != nil {
		return nil, err
	}
	return &follower{ctx: ctx, model: m, done: done}, nil
}

// close ends it; it may be nil.
func (f *follower) close() {
	if f != nil {
		f.done()
	}
}

// searcher returns what searches a set, and what ends that: see living.Config. It is nil for none.
func (f *follower) searcher() func(*knowledge.Library, *index.Index) (bot.Searcher, func()) {
	if f == nil {
		return nil
	}
	return func(lib *knowledge.Library, ix *index.Index) (bot.Searcher, func()) {
		s := f.model.Searcher(lib.Passages(), ix)
		f.now.Store(s)
		ctx, cancel := context.WithCancel(f.ctx)
		var keeping sync.WaitGroup
		keeping.Go(func() { s.Keep(ctx) })
		return s, func() { cancel(); keeping.Wait() }
	}
}

// gauges are what /metrics tells of it.
func (f *follower) gauges() map[string]func() float64 {
	if f == nil {
		return nil
	}
	return map[string]func() float64{
		`stackpick_embeddings_passages{state="embedded"}`: func() float64 { done, _ := f.now.Load().Progress(); return float64(done) },
		`stackpick_embeddings_passages{state="missing"}`:  func() float64 { done, all := f.now.Load().Progress(); return float64(all - done) },
		`stackpick_searches_total{by="meaning"}`:          func() float64 { both, _ := f.model.Searches(); return float64(both) },
		`stackpick_searches_total{by="words"}`:            func() float64 { _, words := f.model.Searches(); return float64(words) },
	}
}
