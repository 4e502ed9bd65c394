package vectors

import (
	"cmp"
	"slices"

	"github.com/stackpick/stackpick/index"
	"github.com/stackpick/stackpick/knowledge"
)

// How two rankings become one. Of each the best hundred count. Their scores are stretched so that the best has 1 and the
// last 0, and a passage gets the weighted sum of both, with 0 from the ranking that does not have it:
//
//	score = weight · words + (1 - weight) · meaning
//
// A passage without a vector yet gets what the words give it, so that it is not put back for what it cannot help.
//
// Adding scores up did better than adding reciprocal ranks on the public judged sets for which Anserini publishes both
// (BM25 with bge-base-en-v1.5): reciprocal ranks let the weaker of two rankings count as much as the other. What it gains
// is the model's doing. With a weak one of 2019 (Universal Sentence Encoder lite, 512 dimensions) we measured, as
// nDCG@10 of the half of each set that the weight was chosen on, and of the other:
//
//	weight of the words     1        0.9      0.8      0.7      0.5      0
//	chunk-eval, chosen on   0.8045   0.8039   0.8095   0.8034   0.7435   0.4172
//	chunk-eval, other half  0.8227   0.8323   0.8158   0.8064   0.7453
//	cosqa, chosen on        0.4080   0.4161   0.4104   0.3960   0.2803   0.0447
//	cosqa, other half       0.3968   0.3936   0.3963
//
// So such a model is worth nothing at 0.8 or 0.9, and does harm at 0.5, which is for models that rank as well as words.
//
// Nor does it tell well enough what is held in other words from a near miss. Of 354 questions on 14 handbooks that nothing
// was tuned on, 275 of them held, this is the area under the ROC curve (± standard error) of held against not held:
//
//	                                  all             refused by bot  answered by bot
//	reach, what bot measures          0.83 ± 0.02     0.56 ± 0.06     0.75 ± 0.05
//	cosine with heading and sentence  0.70 ± 0.03     0.66 ± 0.05     0.70 ± 0.06
//	regression on 60 marks of words   0.88 ± 0.02     0.63 ± 0.06     0.84 ± 0.04
//	the same with 12 of cosines       0.88 ± 0.02     0.64 ± 0.05     0.85 ± 0.04
//
// Added to reach it gained nothing on 549 other questions. On the 354, at equal refusals, 172 right became at best 185 ± 4,
// with weights chosen on the 354 themselves; 8 % more was set beforehand as the least. So no model is embedded.
const depth = 100

// least is added to every score, so that all are above 0, and more of it the earlier the words found a passage.
const least = 1e-6

// A share is what the two rankings say of a passage, 0 to 1 each.
type share struct {
	passage        *knowledge.Passage
	words, meaning float64
	found          bool // by words
}

// fuse makes one ranking of what words and meaning found.
func (s *Searcher) fuse(words []index.Hit, near []neighbour, q index.Query) []index.Hit {
	shares := make(map[string]*share, len(words)+len(near)) // by passage ID
	stretched := stretch(words, 1, func(h index.Hit) float64 { return h.Score })
	for i, h := range words {
		shares[h.Passage.ID] = &share{passage: h.Passage, words: stretched[i] + least*float64(len(words)-i)/float64(len(words)), found: true}
	}
	stretched = stretch(near, 0, func(n neighbour) float64 { return float64(n.cosine) })
	for i, n := range near {
		p := s.passages[n.place]
		if shares[p.ID] == nil {
			shares[p.ID] = &share{passage: p}
		}
		shares[p.ID].meaning = stretched[i]
	}
	hits := make([]index.Hit, 0, len(shares))
	for _, sh := range shares {
		if sh.found || !q.WordsOnly {
			hits = append(hits, index.Hit{Passage: sh.passage, Score: s.score(sh), Near: !sh.found})
		}
	}
	slices.SortFunc(hits, better)
	return hits[:min(q.Limit, len(hits))]
}

// score weighs the shares of a passage.
func (s *Searcher) score(sh *share) float64 {
	weight := s.model.cfg.Weight
	if !s.embedded(sh.passage) {
		weight = 1
	}
	return weight*sh.words + (1-weight)*sh.meaning + least
}

// stretch maps the scores of a ranking, best first, to 1 for the best and 0 for the last of the first depth and for all
// below. Where all are the same each has the value flat: to share a word with the question says something even then, to be
// as near to it as everything else does not.
func stretch[T any](ranking []T, flat float64, score func(T) float64) []float64 {
	stretched := make([]float64, len(ranking))
	n := min(depth, len(ranking))
	if n == 0 {
		return stretched
	}
	best, last := score(ranking[0]), score(ranking[n-1])
	for i := range n {
		stretched[i] = flat
		if best > last {
			stretched[i] = (score(ranking[i]) - last) / (best - last)
		}
	}
	return stretched
}

// better orders hits by score, highest first, and equal ones by passage ID.
func better(a, b index.Hit) int {
	return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Passage.ID, b.Passage.ID))
}
