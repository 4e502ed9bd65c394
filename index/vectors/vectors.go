// Package vectors finds passages by what they mean, beside the words that they share with a question.
//
// Texts become vectors by an embedding model behind an Embedder; this package knows neither models nor servers. Vectors
// of passages are kept in a file, so that a text is embedded once, whatever becomes of the process. A Searcher stands
// before the search by words and answers as it does: it lets words and meaning each find their best passages and adds
// their scores up (fuse.go). Where the model is away, slow or wrong, the answer is that of the words, at most Patience
// later.
//
// What only meaning finds is no evidence: it is near, which is not to say that it answers. Hits that no word found are
// marked (index.Hit.Near), and a query that is after evidence leaves them out (index.Query.WordsOnly).
//
// Start with Searcher.Search. Then: fuse.go (one ranking from two), nearest.go (the search itself), question.go (the
// vector of a question, and waiting for it), fill.go (the vectors of passages), cache.go (the file), text.go (what of
// a passage is embedded, and which vectors are good for anything).
package vectors

import (
	"cmp"
	"context"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/stackpick/stackpick/index"
	"github.com/stackpick/stackpick/knowledge"
)

// An Embedder turns texts into vectors: one for each, in their order. An error that wraps one with a method Unfit() bool
// which reports true is about the texts: they are too many, or one is too long; one with a method Timeout() bool which does
// says that there was no time for them. All others are about the model.
type Embedder interface {
	Embed(ctx context.Context, texts []string) ([][]float32, error)
}

// Words is the search by words; *index.Index is one.
type Words interface {
	Search(ctx context.Context, q index.Query) ([]index.Hit, error)
}

// Patience is how long a search waits for the vector of its question. After it has waited in vain no search waits until
// the model has answered in time again, so that a question which takes several searches is held up once.
const Patience = time.Second

// A Config says which model is used, and how.
type Config struct {
	Name      string   // of the model and of where it is served: vectors of two names are never mixed
	Questions Embedder // for one text at a time, while somebody waits
	Passages  Embedder // for many texts at a time
	Weight    float64  // of the words, 0 to 1; the meaning has the rest
	Folder    string   // for the file; "" keeps vectors in memory only

	// What the model wants to stand before questions and passages: "query: " and "passage: ", say.
	QuestionPrefix, PassagePrefix string

	Patience time.Duration // 0 is Patience; below 0 each search waits as long as it takes: for measurements
	Log      *slog.Logger
}

// A Model is an embedding model in use: its vectors, kept, and those of the latest questions. Any number of Searchers may
// share it, so that a library read anew finds the vectors of what has not changed.
type Model struct {
	cfg       Config
	questions questions
	stale     chan struct{} // told that the model gives other vectors than it did

	byBoth, byWords atomic.Int64 // searches

	mu     sync.Mutex
	cache  *cache
	known  map[key][]float32 // those of the passages in use
	probed bool              // the model is the one that the vectors are of
}

// Open opens the file of the model's vectors. What is damaged in it is left out, to be embedded again; where there can be
// no file, vectors are kept in memory. Both is logged. Close the Model after its Searchers.
func Open(cfg Config) *Model {
	cfg.Patience = cmp.Or(cfg.Patience, Patience)
	m := &Model{cfg: cfg, known: map[key][]float32{}, stale: make(chan struct{}, 1)}
	m.questions.init()
	var err error
	if m.cache, err = openCache(cfg.Folder, cfg.Name); err != nil {
		cfg.Log.Warn("kept vectors cannot be used", "error", err)
	}
	if n := m.cache.damaged; n > 0 {
		cfg.Log.Warn("kept vectors are damaged, those will be embedded again", "file", m.cache.path, "places", n)
	}
	return m
}

// Close ends the questions under way and closes the file.
func (m *Model) Close() error {
	m.questions.close()
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.cache.close()
}

// Searches returns how many searches were answered by words and meaning, and how many by words alone because the vector of
// their question could not be had.
func (m *Model) Searches() (both, words int64) { return m.byBoth.Load(), m.byWords.Load() }

// A Searcher searches passages by words and by meaning. Any number of goroutines may use it.
type Searcher struct {
	model    *Model
	words    Words
	passages []*knowledge.Passage
	places   map[string]int // by passage ID
	keys     []key

	mu   sync.RWMutex
	rows [][]float32 // by place; nil where the passage has no vector yet
	done int         // rows that are not nil
}

// Searcher returns a Searcher over passages, those that words finds, known by their IDs. Those whose vectors are kept have
// them at once; Fill or Keep embeds the others.
func (m *Model) Searcher(passages []*knowledge.Passage, words Words) *Searcher {
	s := &Searcher{
		model: m, words: words, passages: passages, places: make(map[string]int, len(passages)),
		keys: make([]key, len(passages)), rows: make([][]float32, len(passages)),
	}
	for i, p := range passages {
		s.places[p.ID], s.keys[i] = i, keyOf(m.cfg.PassagePrefix+textOf(p))
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	inUse, numbers := make(map[key][]float32, len(passages)), 0
	block := m.block(s.keys)
	for i, k := range s.keys {
		if inUse[k] == nil && numbers < maxNumbers {
			if inUse[k] = m.known[k]; inUse[k] == nil {
				inUse[k] = m.cache.read(k, &block)
			}
			numbers += len(inUse[k])
		}
		if s.rows[i] = inUse[k]; s.rows[i] != nil {
			s.done++
		}
	}
	m.known = inUse
	return s
}

// block returns room for the vectors that are in the file and not in memory.
func (m *Model) block(keys []key) []float32 {
	n := 0
	for _, k := range keys {
		if _, kept := m.cache.at[k]; kept && m.known[k] == nil {
			n++
		}
	}
	return make([]float32, 0, min(n*m.cache.dimensions, maxNumbers))
}

// Search returns the passages that are best by words and meaning together, best first and ties by passage ID; with scores
// from 0 to 1, as fuse makes them. It answers by words alone, and with their scores, where the vector of the question
// cannot be had in time. It fails when the search by words does.
func (s *Searcher) Search(ctx context.Context, q index.Query) ([]index.Hit, error) {
	q.Limit = cmp.Or(max(q.Limit, 0), index.DefaultLimit)
	done, _ := s.Progress()
	meant := done > 0 && strings.TrimSpace(q.Text) != ""
	var asked *question
	if meant {
		asked = s.model.ask(q.Text)
	}
	wide := q
	wide.Limit = max(q.Limit, depth)
	hits, err := s.words.Search(ctx, wide)
	if err != nil {
		return nil, err
	}
	v := s.model.await(ctx, asked)
	if v == nil {
		if meant {
			s.model.byWords.Add(1)
		}
		return hits[:min(q.Limit, len(hits))], nil
	}
	s.model.byBoth.Add(1)
	return s.fuse(hits, s.around(ctx, v, q), q), nil
}

// Progress returns how many of the passages have vectors.
func (s *Searcher) Progress() (done, all int) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.done, len(s.rows)
}

// embedded reports whether a passage has a vector.
func (s *Searcher) embedded(p *knowledge.Passage) bool {
	s.mu.RLock()
	defer s.mu.RUnlock()
	place, ok := s.places[p.ID]
	return ok && s.rows[place] != nil
}
