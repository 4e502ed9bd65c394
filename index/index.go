// Package index finds the passages that bear on a question.
//
// It keeps the passages of one knowledge.Library in a Bleve index in memory, and ranks them itself over
// Bleve's postings: Bleve's own scoring depends on how the index happens to be cut into segments, ours
// only on the passages and the question. People's words are analysed here and never become query syntax,
// so no question can be an error, a wildcard or a regular expression.
//
// The package knows words, not meanings: what an option or a criterion is called is the vocabulary's
// business (package knowledge), and what the passages found amount to is the bot's.
package index

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"github.com/stackpick/stackpick/knowledge"
)

// An Index answers searches over the passages it was built from. Any number of goroutines may search it.
type Index struct {
	mu     sync.RWMutex // held for writing only while closing
	closed bool

	bleve    bleve.Index
	reader   bleveindex.IndexReader // one snapshot for the life of the Index, so that document numbers hold
	words    analysis.Analyzer
	passages []*knowledge.Passage // by Bleve's document number
	order    []uint32             // the document numbers in reading order
	damping  []float64            // BM25's k1·(1-b+b·length/average), by document number
	scratch  sync.Pool            // *board, one per running search
}

// A Query says what to look for and among which passages. The filters narrow, each on its own.
type Query struct {
	Text     string   // people's words; never query syntax
	Options  []string // only passages about any of these (Passage.Options); empty: all
	Concepts []string // only passages that speak to any of these (Passage.Concepts); empty: all
	Limit    int      // 0 means 10
}

// A Hit is a passage that was found. Scores are above 0 and can be compared within one search only.
type Hit struct {
	Passage *knowledge.Passage
	Score   float64
}

const defaultLimit = 10

var errClosed = errors.New("searching passages: the index is closed")

// Search returns the passages that share words with q.Text, best first and ties by passage ID. Without a
// word to look for (no text, or nothing but punctuation and stop words) it lists the passages that pass
// the filters, in reading order and with score 1, and nothing where there is no filter either.
// It fails only when ctx ends or the index is closed or broken.
func (ix *Index) Search(ctx context.Context, q Query) (hits []Hit, err error) {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	defer recovered("searching passages", &err)
	if ix.closed {
		return nil, errClosed
	}
	if q.Limit <= 0 {
		q.Limit = defaultLimit
	}
	b := ix.borrow()
	defer ix.giveBack(b)

	if err := ix.admit(ctx, b, q); err != nil {
		return nil, fmt.Errorf("searching passages: %w", err)
	}
	terms, err := ix.terms(ctx, q.Text)
	if err != nil {
		return nil, fmt.Errorf("searching passages: %w", err)
	}
	if len(terms) == 0 {
		return ix.listed(b, q.Limit), nil
	}
	if err := ix.score(ctx, b, terms); err != nil {
		return nil, fmt.Errorf("searching passages: %w", err)
	}
	return ix.best(b, q.Limit), nil
}

// Frequency returns in how many passages the text or heading has word, analysed as the text is: "Scaling"
// counts "scales" too, and "Node.js" counts "nodejs" but not "node". It is 0 for stop words, for words
// the index does not know, and after Close. Of several words all must be there.
func (ix *Index) Frequency(word string) (n int) {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	var err error
	defer recovered("counting passages", &err)
	terms := ix.names(word)
	if ix.closed || len(terms) == 0 {
		return 0
	}
	b := ix.borrow()
	defer ix.giveBack(b)
	if n, err = ix.count(context.Background(), b, terms); err != nil {
		return 0
	}
	return n
}

// Len returns the number of passages.
func (ix *Index) Len() int { return len(ix.passages) }

// Close waits for the searches that run and frees the index. A second Close does nothing.
func (ix *Index) Close() error {
	ix.mu.Lock()
	defer ix.mu.Unlock()
	if ix.closed {
		return nil
	}
	ix.closed = true
	if err := errors.Join(ix.reader.Close(), ix.bleve.Close()); err != nil {
		return fmt.Errorf("closing the index: %w", err)
	}
	return nil
}

func (ix *Index) borrow() *board { return ix.scratch.Get().(*board) }

func (ix *Index) giveBack(b *board) {
	b.wipe()
	ix.scratch.Put(b)
}

// recovered turns a panic into an error: Bleve answers damage and a full disk with one.
func recovered(doing string, err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("%s: the index failed: %v", doing, r)
	}
}
