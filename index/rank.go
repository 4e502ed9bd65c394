package index

import (
	"math"

	"github.com/stackpick/stackpick/knowledge"
)

// How passages are ranked. A word counts as in BM25: the rarer it is among the passages the more, and more
// often in a short passage the more, with ever less gain; and as many times as the question says it. A word of the
// heading counts again, whatever the heading's length; so do two words of the question that stand side by side in
// the passage too. A passage with more of the question's words is preferred to one that has a single word many
// times. A passage that shares further words with the best ones is a little better for it; and of the very best, one
// whose words are like the question's, piece by piece, is better.
//
// Measured with one setting on three public judged sets, nDCG@10 as trec_eval computes it: chunk-eval (Chroma's
// chunking_evaluation, 472 questions on 1,445 passages), cosqa (CoSQA's 500 test questions on 6,267 Python
// functions) and cranfield (225 questions on 1,400 abstracts with titles). Every second question was tuned on, the
// others only report.
//
//	                             chunk-eval      cosqa           cranfield
//	                             tuned  report   tuned  report   tuned  report
//	Bleve's default scoring      0.810  0.815    0.387  0.386    0.374  0.370
//	BM25                         0.807  0.826    0.404  0.392    0.385  0.376
//	  and headings               0.807  0.826    0.404  0.392    0.407  0.388
//	  and coordination           0.812  0.825    0.396  0.391    0.407  0.387
//	  and pairs                  0.819  0.820    0.401  0.396    0.404  0.390
//	  and feedback               0.818  0.825    0.404  0.401    0.427  0.398
//	  and the question's repeats 0.818  0.825    0.404  0.401    0.432  0.403
//	  and pieces of words        0.823  0.828    0.428  0.422    0.428  0.404
//
// On sets that nothing before the pieces was tuned on, Bleve as it comes (one field, its English analyser), this without
// the pieces, and with them: cisi (76 questions of some sentences on 1,460 abstracts) 0.401, 0.405 and 0.417, and 0.334
// without the repeats, for which it spoke; a part of SciFact (90 on 2,101 abstracts) 0.734, 0.742 and 0.758; cacm (52 on
// 3,204 titles and abstracts) 0.525 and 0.526. How the pieces count was chosen with these three and the three above in
// view: likenessWeight from 0.3 to 0.7 and likened from 15 to 50 give each set 0.004 more or less, and all together no
// less. Without them npl (93 on 11,426 abstracts) has 0.435 and 0.441, NegConstraint (198 on 3,946 passages) 0.705 and
// 0.725.
//
// The first two sets have no headings. Coordination costs a little here and stays for wordy questions. Feedback
// from 3 or 8 passages, 20 or 40 words, or with twice the weight is within 0.005 of this.
const (
	saturation    = 1.2  // BM25's k1, the usual value
	lengthWeight  = 0.75 // BM25's b, the usual value
	headingWeight = 0.4
	pairWeight    = 0.35
	coordination  = 0.2 // the exponent of the share of words found

	likened        = 20  // how many passages are compared with the question by pieces of words
	likenessWeight = 0.5 // what the likest gets, of the best score

	reread         = 50   // how many passages are read again
	feedbackFrom   = 5    // of how many of them the common words are taken
	feedbackWords  = 10   // how many of those words
	feedbackWeight = 0.15 // what they count for beside the question's own
)

// coordinations returns the factor for a passage by how many of the question's words it has.
func coordinations(words int) []float64 {
	factors := make([]float64, words+1)
	for found := range factors {
		factors[found] = math.Pow(float64(found)/float64(words), coordination)
	}
	return factors
}

// score returns what a clause counts for in a passage that has its word so many times. A word that is there often has
// several clauses: for once, for how much more twice is, and so on.
func (c *clause) score(times, damping float64) float64 {
	switch c.field {
	case fieldText:
		return c.worth * saturated(1, damping)
	case fieldTwice:
		return c.worth * (saturated(2, damping) - saturated(1, damping))
	case fieldThrice:
		return c.worth * (saturated(3, damping) - saturated(2, damping))
	case fieldOften:
		return c.worth * (saturated(times, damping) - saturated(3, damping))
	}
	return c.worth
}

// saturated is how much a word counts that is there so many times, between 0 and 1.
func saturated(times, damping float64) float64 { return times / (times + damping) }

// most returns the largest share of its worth that a clause can count for in a passage of the index.
func (ix *Index) most(field string) float64 {
	switch field {
	case fieldText:
		return saturated(1, ix.leastDamping)
	case fieldTwice: // the step from 1 to 2 is highest where the damping is √2, and that from 2 to 3 at √6
		return saturated(2, math.Sqrt2) - saturated(1, math.Sqrt2)
	case fieldThrice:
		return saturated(3, math.Sqrt(6)) - saturated(2, math.Sqrt(6))
	case fieldOften:
		return 1 - saturated(3, ix.mostDamping)
	}
	return 1
}

// A found passage is a candidate with what the search knows of it.
type found struct {
	part  *part
	doc   uint32
	place uint32  // in reading order
	sum   float64 // what its words count for
	words int     // how many of the question's it has
	score float64 // sum and whatever else counts

	passage *knowledge.Passage // once it has been read
}

// read returns the passage itself.
func (f *found) read() (_ *knowledge.Passage, err error) {
	if f.passage == nil {
		f.passage, err = f.part.passage(f.doc)
	}
	return f.passage, err
}

// better orders passages by score, highest first, and equal ones in reading order.
func better(a, b found) int {
	switch {
	case a.score > b.score:
		return -1
	case a.score < b.score:
		return 1
	case a.place < b.place:
		return -1
	case a.place > b.place:
		return 1
	}
	return 0
}
