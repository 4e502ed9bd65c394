package index

import (
	"context"
	"math"

	bleveindex "github.com/blevesearch/bleve_index_api"
)

// How passages are ranked. A word counts as in BM25: the rarer it is among the passages the more, and more
// often in a short passage the more, with ever less gain. A word of the heading counts again, whatever the
// heading's length; so do two words of the question that stand side by side in the passage too. A passage
// with more of the question's words is preferred to one that has a single word many times.
//
// Measured on two public judged sets with one setting, nDCG@10 and MRR@10 as trec_eval computes them:
// chunk-eval (Chroma's chunking_evaluation, 472 questions on 1,445 passages) and cosqa (CoSQA's 500 test
// questions on 6,267 Python functions).
//
//	                                      chunk-eval      cosqa
//	Bleve's default scoring               0.810  0.784    0.386  0.333
//	BM25                                  0.812  0.788    0.398  0.339
//	  with coordination                   0.812  0.787    0.389  0.331
//	  with coordination and pairs 0.2     0.817  0.794    0.395  0.339
//	  with coordination and pairs 0.3     0.818  0.795    0.397  0.343
//	  with pairs 0.3 alone                0.816  0.794    0.404  0.347
//
// Their passages have no headings. The heading's weight is from the middle of the range that did best on
// sets which have them (0.25 to 0.5), and coordination stays for those with wordy questions.
const (
	saturation    = 1.2  // BM25's k1, the usual value
	lengthWeight  = 0.75 // BM25's b, the usual value
	headingWeight = 0.35
	pairWeight    = 0.3
	coordination  = 0.25 // the exponent of the share of words found
)

// A board is what one search writes on. Its slices go by Bleve's document number.
type board struct {
	scores  []float64
	matched []uint16 // how many of the question's words the passage has
	last    []uint16 // the word counted last in matched, from 1
	passed  []uint8  // how many filters the passage has passed
	touched []uint32 // the documents that have a score
	filters uint8    // how many there are
	posting bleveindex.TermFieldDoc
}

func newBoard(passages int) *board {
	return &board{
		scores:  make([]float64, passages),
		matched: make([]uint16, passages),
		last:    make([]uint16, passages),
		passed:  make([]uint8, passages),
	}
}

// wipe makes the board blank again, at the cost of what the search touched.
func (b *board) wipe() {
	for _, d := range b.touched {
		b.scores[d], b.matched[d], b.last[d] = 0, 0, 0
	}
	b.touched = b.touched[:0]
	if b.filters > 0 {
		clear(b.passed)
		b.filters = 0
	}
}

// score gives every passage that has a word of the question its score.
func (ix *Index) score(ctx context.Context, b *board, terms []term) error {
	words := 0
	for _, t := range terms {
		var err error
		if t.pair {
			err = ix.addTerm(ctx, b, fieldPairs, t.text, pairWeight, 0)
		} else {
			words++
			err = ix.addTerm(ctx, b, fieldText, t.text, 1, words)
			if err == nil {
				err = ix.addTerm(ctx, b, fieldHeading, t.text, headingWeight, words)
			}
		}
		if err != nil {
			return err
		}
	}
	factor := make([]float64, words+1) // by how many words were found
	for found := range factor {
		factor[found] = math.Pow(float64(found)/float64(words), coordination)
	}
	for _, d := range b.touched {
		b.scores[d] *= factor[b.matched[d]]
	}
	return nil
}

// addTerm adds what a term in a field is worth to the passages that have it. It is the question's word-th
// word, from 1; or a pair, word 0, whose two words are counted already.
func (ix *Index) addTerm(ctx context.Context, b *board, field, text string, weight float64, word int) error {
	return ix.postings(ctx, b, field, text, func(passages int) visit {
		n, all := float64(passages), float64(len(ix.passages))
		worth := weight * math.Log(1+(all-n+0.5)/(n+0.5)) * (saturation + 1)
		return func(doc, times uint64) {
			if b.passed[doc] != b.filters {
				return
			}
			k := saturation
			if field != fieldHeading {
				k = ix.damping[doc]
			}
			if b.matched[doc] == 0 {
				b.touched = append(b.touched, uint32(doc))
			}
			if word > 0 && b.last[doc] != uint16(word) {
				b.last[doc] = uint16(word)
				b.matched[doc]++
			}
			b.scores[doc] += worth * float64(times) / (float64(times) + k)
		}
	})
}

// A visit is told of one passage that has the term, and how many times.
type visit func(doc, times uint64)

// postings calls begin with the number of passages that have the term in the field, then what begin
// returned for each of them, by document number.
func (ix *Index) postings(ctx context.Context, b *board, field, text string, begin func(passages int) visit) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	r, err := ix.reader.TermFieldReader(ctx, []byte(text), field, true, false, false)
	if err != nil {
		return err
	}
	defer r.Close()
	n := int(r.Count())
	if n == 0 {
		return nil
	}
	visit := begin(n)
	for i := 1; ; i++ {
		p, err := r.Next(&b.posting)
		if p == nil || err != nil {
			return err
		}
		visit(p.ID.Value(), p.Freq)
		if i%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
	}
}
