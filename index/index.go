// Package index finds the passages that bear on a question.
//
// It keeps passages in segments of Bleve, the search library, and ranks them itself over Bleve's postings:
// Bleve's own scoring depends on how the index happens to be cut into segments, ours only on the passages and the
// question. People's words are analysed here and never become query syntax, so no question can be an error, a
// wildcard or a regular expression.
//
// A search has three steps, each in a file of its own. The question is analysed and looked up (query.go). The
// postings are scanned for the passages whose words count for most, leaving out what cannot change the result
// (scan.go, with cursor.go, filter.go and top.go). The best of these are read again for what postings do not tell
// (reread.go, pieces.go). What counts for how much stands in rank.go. Of a passage that was found, quote.go tells the
// sentence that has most of the question.
//
// What is searched is made before. Text becomes terms in plain.go, tokenizer.go and analysis.go, questions' as
// passages'. A passage becomes an entry (document.go), entries a segment (segment.go), and part.go is a segment as
// one index sees it.
//
// An index is in memory (New, in build.go), or in a Folder on disk, which a start verifies and a change extends:
// folder.go says what may be relied on, update.go how it is brought up to date, and writer.go what its files are,
// with manifest.go, records.go and sync_unix.go.
//
// The package knows words, not meanings: what an option or a criterion is called is the business of package
// knowledge/vocabulary, and what the passages found amount to is the bot's.
package index

import (
	"context"
	"errors"
	"fmt"
	"math"
	"runtime/debug"
	"slices"
	"sync"

	"github.com/blevesearch/bleve/v2/analysis"

	"github.com/stackpick/stackpick/knowledge"
)

// An Index answers searches over the passages it was built from. Any number of goroutines may search it.
type Index struct {
	mu     sync.RWMutex // held for writing only while closing
	closed bool

	analyzer analysis.Analyzer
	parts    []*part
	count    int       // of passages
	spread   []uint32  // in how many passages each fingerprint stands
	scratch  sync.Pool // *scan, one per running search
	tallies  sync.Pool // *tally

	pieceRarity []float64 // of each piece of a word

	leastDamping, mostDamping float64 // of all passages
}

// A Query says what to look for and among which passages. The filters narrow, each on its own.
type Query struct {
	Text     string   // people's words; never query syntax
	Options  []string // only passages about any of these (Passage.Options); empty: all
	Concepts []string // only passages that speak to any of these (Passage.Concepts); empty: all
	Limit    int      // 0 means DefaultLimit

	// WordsOnly leaves out what shares no word with Text, however near it is in meaning. An Index does so anyway; package
	// vectors does not.
	WordsOnly bool
}

// A Hit is a passage that was found. Scores are above 0, fall from hit to hit where there was text to look for, and can
// be compared within one search only: package vectors mixes meaning into them. Words is what an Index gives, without that.
type Hit struct {
	Passage *knowledge.Passage // of the library that is searched, not a copy
	Score   float64
	Words   float64 // of the passage's words alone, by BM25; 0 where they did not find it
	Near    bool    // found by its meaning alone (package vectors): it is no evidence
}

// DefaultLimit is how many passages a search returns that does not say.
const DefaultLimit = 10

var errClosed = errors.New("the index is closed")

// Search returns the passages that share words with q.Text, best first and ties in reading order. Without a
// word to look for (no text, or nothing but punctuation and stop words) it lists the passages that pass
// the filters, in reading order and with score 1, and nothing where there is no filter either.
// It fails only when ctx ends or the index is closed or damaged.
func (ix *Index) Search(ctx context.Context, q Query) (hits []Hit, err error) {
	err = ix.reading("searching passages", func() error {
		var err error
		hits, err = ix.search(ctx, q)
		return err
	})
	if err != nil {
		return nil, err
	}
	return hits, nil
}

// reading calls f, which reads the index, while nobody closes it. Where f panics, or fails though the context did not
// end, the index is damaged. A file that has become shorter since it was mapped into memory is such a panic here, and
// would end the program otherwise.
func (ix *Index) reading(doing string, f func() error) (err error) {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	if ix.closed {
		return fmt.Errorf("%s: %w", doing, errClosed)
	}
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if err != nil && !errors.Is(err, context.Canceled) && !errors.Is(err, context.DeadlineExceeded) {
			ix.suspect()
		}
	}()
	defer recovered(doing, &err)
	if err := f(); err != nil {
		return fmt.Errorf("%s: %w", doing, err)
	}
	return nil
}

// suspect notes that something is wrong with a file of the index, no matter which.
func (ix *Index) suspect() {
	for _, p := range ix.parts {
		p.suspect.Store(true)
	}
}

// Damaged reports whether files of the index were found to have changed under the program. Searches fail then; the next
// Index of its Folder makes anew what is damaged.
func (ix *Index) Damaged() bool {
	return slices.ContainsFunc(ix.parts, func(p *part) bool { return p.suspected() })
}

func (ix *Index) search(ctx context.Context, query Query) ([]Hit, error) {
	limit := query.Limit
	if limit <= 0 {
		limit = DefaultLimit
	}
	allowed, err := ix.allowed(ctx, query)
	if err != nil {
		return nil, err
	}
	q, err := ix.question(query.Text)
	if err != nil {
		return nil, err
	}
	if len(q.words) == 0 {
		return hits(ix.listed(allowed, limit))
	}
	best, err := ix.scanParts(ctx, q, allowed, max(limit, reread))
	if err != nil {
		return nil, err
	}
	if err := ix.rereadBest(q, best); err != nil {
		return nil, err
	}
	if err := ix.liken(query.Text, best[:min(likened, len(best))]); err != nil {
		return nil, err
	}
	best = best[:min(limit, len(best))]
	fall(best)
	return hits(best)
}

// fall makes equal scores differ by their last bits, so that whoever sorts by them keeps the order.
func fall(best []found) {
	for i := 1; i < len(best); i++ {
		if best[i].score >= best[i-1].score {
			best[i].score = math.Nextafter(best[i-1].score, 0)
		}
	}
}

// hits fetches the passages that were found.
func hits(best []found) ([]Hit, error) {
	all := make([]Hit, len(best))
	for i := range best {
		p, err := best[i].read()
		if err != nil {
			return nil, err
		}
		all[i] = Hit{Passage: p, Score: best[i].score, Words: best[i].score}
	}
	return all, nil
}

// Frequency returns in how many passages the text or heading has word, analysed as the text is: "Scaling"
// counts "scales" too, and "Node.js" counts "nodejs" but not "node". It is 0 for stop words, for words
// the index does not know, and after Close. Of several words all must be there.
func (ix *Index) Frequency(word string) (n int) {
	_ = ix.reading("counting passages", func() (err error) {
		if terms := ix.names(word); len(terms) > 0 {
			n, err = ix.holding(terms)
		}
		return err
	})
	return n
}

// Len returns the number of passages.
func (ix *Index) Len() int { return ix.count }

// Close waits for the searches that run and frees the index. A second Close does nothing.
func (ix *Index) Close() error {
	ix.mu.Lock()
	defer ix.mu.Unlock()
	if ix.closed {
		return nil
	}
	ix.closed = true
	var failed error
	for _, p := range ix.parts {
		failed = errors.Join(failed, p.release())
	}
	if failed != nil {
		return fmt.Errorf("closing the index: %w", failed)
	}
	return nil
}

// recovered turns a panic into an error: Bleve answers damage and a full disk with one.
func recovered(doing string, err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("%s: the index failed: %v", doing, r)
	}
}
