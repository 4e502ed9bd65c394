package index

import "math"

// How passages are ranked. A word counts as in BM25: the rarer it is among the passages the more, and more
// often in a short passage the more, with ever less gain. A word of the heading counts again, whatever the
// heading's length; so do two words of the question that stand side by side in the passage too. A passage
// with more of the question's words is preferred to one that has a single word many times. And a passage that
// shares further words with the best ones is a little better for it.
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
//
// The first two sets have no headings. Coordination costs a little here and stays for wordy questions. Feedback
// from 3 or 8 passages, 20 or 40 words, or with twice the weight is within 0.005 of this.
const (
	saturation    = 1.2  // BM25's k1, the usual value
	lengthWeight  = 0.75 // BM25's b, the usual value
	headingWeight = 0.4
	pairWeight    = 0.35
	coordination  = 0.2 // the exponent of the share of words found

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

// score returns what a clause counts for in a passage that has its word so many times. A word that is there often
// has two clauses: one for that it is there, one for how much more that is.
func (c *clause) score(times, damping float64) float64 {
	switch c.field {
	case fieldText:
		return c.worth / (1 + damping)
	case fieldOften:
		return c.worth*times/(times+damping) - c.worth/(1+damping)
	}
	return c.worth
}

// A found passage is a candidate with what the search knows of it.
type found struct {
	part  *part
	doc   uint32
	place uint32  // in reading order
	sum   float64 // what its words count for
	words int     // how many of the question's it has
	score float64 // sum and whatever else counts
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
