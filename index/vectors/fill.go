package vectors

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"
)

const (
	firstBatch   = 8  // texts in a request, at first
	maxBatch     = 64 // and at most; less where the server finds that too many, or has no time for so many
	leastText    = 256
	firstPause   = time.Second // before Keep tries again, doubled each time
	longestPause = time.Minute
)

// probeText is embedded to see whether the model is still the one that the kept vectors are of: a name says little, as a
// server may give another model under the same one.
const (
	probeText = "Which database suits a small team that values simplicity?"
	sameModel = 0.98 // the cosine of its vectors from here on is one model's; other models are below 0.9 by far
)

// A gap is a text without a vector, with the passages that have it.
type gap struct {
	key    key
	text   string
	places []int
}

// gaps returns what is to be embedded, in reading order.
func (s *Searcher) gaps() []*gap {
	s.mu.RLock()
	defer s.mu.RUnlock()
	room := maxNumbers / max(1, s.model.dimensions())
	var gaps []*gap
	byKey := map[key]*gap{}
	for i, row := range s.rows {
		switch g := byKey[s.keys[i]]; {
		case row != nil:
			room--
		case g != nil:
			g.places = append(g.places, i)
		default:
			g = &gap{key: s.keys[i], text: clip(s.model.cfg.PassagePrefix+textOf(s.passages[i]), maxText), places: []int{i}}
			byKey[g.key] = g
			gaps = append(gaps, g)
		}
	}
	return gaps[:min(len(gaps), max(room, 0))]
}

// Keep sees to it that all passages have vectors, until ctx ends: it fills what is missing, tries again where that fails,
// and begins anew where the model turns out to be another one.
func (s *Searcher) Keep(ctx context.Context) {
	pause := firstPause
	for ctx.Err() == nil {
		err := s.model.probe(ctx, s)
		if err == nil {
			err = s.Fill(ctx, nil)
		}
		var again <-chan time.Time
		if err != nil && ctx.Err() == nil {
			wait := pause + rand.N(pause)
			s.model.cfg.Log.Warn("passages not embedded", "error", err, "again in", wait.Round(time.Second))
			again, pause = time.After(wait), min(2*pause, longestPause)
		} else {
			pause = firstPause
		}
		select {
		case <-ctx.Done():
		case <-again:
		case <-s.model.stale:
		}
	}
}

// Fill embeds the passages that have no vector yet, and calls progress, which may be nil, with how many have one. Texts
// that the model does not take even shortened stay without. Other errors end it; what was done by then is kept.
func (s *Searcher) Fill(ctx context.Context, progress func(done, all int)) error {
	if done, all := s.Progress(); done == all {
		return nil
	}
	if err := s.model.probe(ctx, s); err != nil {
		return err
	}
	gaps := s.gaps()
	size, most, taken, left := firstBatch, maxBatch, false, 0
	tooLong, refused := maxText+1, 0 // bytes: learnt from a text that was taken when it had been shortened
	for len(gaps) > 0 {
		n := min(size, len(gaps))
		shorten(gaps[:n], tooLong)
		err := s.fill(ctx, gaps[:n])
		switch {
		case err == nil:
			if refused > 0 {
				tooLong, refused = refused, 0
			}
			gaps, size, taken = gaps[n:], min(2*size, most), true
			if progress != nil {
				progress(s.Progress())
			}
		case slow(err) && n > 1 && ctx.Err() == nil:
			size, most = n/2, n/2
		case !unfit(err):
			return fmt.Errorf("embedding passages: %w", err)
		case n > 1:
			size = n / 2
		case len(gaps[0].text) > leastText:
			refused = len(gaps[0].text)
			shorten(gaps[:1], refused)
		case !taken:
			return fmt.Errorf("embedding passages: %w", err) // it takes none at all
		default:
			gaps, refused, left = gaps[1:], 0, left+1
		}
	}
	if left > 0 {
		s.model.cfg.Log.Warn("passages that the model does not take", "passages", left)
	}
	return nil
}

// shorten halves texts that are as long as one that was too long, or longer.
func shorten(gaps []*gap, tooLong int) {
	for _, g := range gaps {
		for len(g.text) >= tooLong {
			g.text = clip(g.text, len(g.text)/2)
		}
	}
}

// unfit reports whether an Embedder's error is about the texts.
func unfit(err error) bool {
	e, ok := errors.AsType[interface {
		error
		Unfit() bool
	}](err)
	return ok && e.Unfit()
}

// slow reports whether an Embedder's error is that there was no time.
func slow(err error) bool {
	e, ok := errors.AsType[interface {
		error
		Timeout() bool
	}](err)
	return ok && e.Timeout()
}

// fill embeds some texts, keeps their vectors and gives them to their passages.
func (s *Searcher) fill(ctx context.Context, gaps []*gap) error {
	texts := make([]string, len(gaps))
	for i, g := range gaps {
		texts[i] = g.text
	}
	vectors, err := s.model.cfg.Passages.Embed(ctx, texts)
	if err != nil {
		return err
	}
	if len(vectors) != len(gaps) {
		return errNoVector
	}
	var good []*gap
	var keys []key
	var units [][]float32
	for i, g := range gaps {
		if normalize(vectors[i]) {
			good, keys, units = append(good, g), append(keys, g.key), append(units, vectors[i])
		}
	}
	if len(good) == 0 {
		return errNoVector
	}
	if err := s.model.keep(keys, units); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, g := range good {
		for _, place := range g.places {
			s.rows[place] = units[i]
			s.done++
		}
	}
	return nil
}

// errOther is the model giving vectors of another length than it did.
var errOther = errors.New("the vectors are of another length than those before: is it another model?")

// keep keeps vectors, in memory and in the file. Those of another length than the ones before are refused. Where the file
// cannot be written that is logged once, and it is done without.
func (m *Model) keep(keys []key, vectors [][]float32) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, v := range vectors {
		if n := m.cache.dimensions; n != 0 && n != len(v) || len(v) != len(vectors[0]) {
			m.doubt()
			return errOther
		}
	}
	together(vectors)
	if err := m.cache.add(keys, vectors); err != nil {
		m.cfg.Log.Warn("vectors not written, they will be embedded again after a restart", "error", err)
	}
	for i, k := range keys {
		m.known[k] = vectors[i]
	}
	return nil
}

// doubt has the model probed again. The lock is held.
func (m *Model) doubt() {
	m.probed = false
	select {
	case m.stale <- struct{}{}:
	default:
	}
}

func (m *Model) dimensions() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.cache.dimensions
}

// probe makes sure, once, that the vectors kept are of the model that answers now; those of another one are dropped, and
// the passages of s are without again.
func (m *Model) probe(ctx context.Context, s *Searcher) error {
	k := keyOf(probeText)
	m.mu.Lock()
	var block []float32
	probed, kept := m.probed, m.cache.read(k, &block)
	m.mu.Unlock()
	if probed {
		return nil
	}
	vectors, err := m.cfg.Passages.Embed(ctx, []string{probeText})
	if err != nil {
		return fmt.Errorf("embedding passages: %w", err)
	}
	v, err := only(vectors)
	if err != nil {
		return fmt.Errorf("embedding passages: %w", err)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.probed = true
	if n := m.cache.dimensions; n != 0 && n != len(v) || kept != nil && dot(kept, v) < sameModel {
		m.cfg.Log.Warn("the embedding model is another one: all passages are embedded anew")
		s.empty()
		clear(m.known)
		m.questions.reset()
		err = m.cache.begin(len(v))
	}
	if kept == nil || len(m.cache.at) == 0 {
		err = errors.Join(err, m.cache.add([]key{k}, [][]float32{v}))
	}
	if err != nil {
		m.cfg.Log.Warn("vectors not written, they will be embedded again after a restart", "error", err)
	}
	return nil
}

// empty takes all vectors from the passages.
func (s *Searcher) empty() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.rows)
	s.done = 0
}
