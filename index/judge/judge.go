// Package judge measures how well the index ranks a judged set: documents, queries, and judgements which documents
// are relevant to which query. The sets are files in the form of the BEIR benchmark; the measures are computed as
// NIST's trec_eval computes them, so that they can be compared with published ones.
//
// One document is one passage, its title the passage's heading: nothing is cut, so that what is judged is what is
// ranked. Documents are ranked by the product's own index with the product's own query, one setting for all sets.
package judge

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/stackpick/stackpick/index"
)

// A Searcher ranks passages; *index.Index is one.
type Searcher interface {
	Search(ctx context.Context, q index.Query) ([]index.Hit, error)
}

// depth is how many passages of each query are looked at: what the deepest measure needs.
const depth = 100

// Scores are the means of a judged set over its queries, each 0 to 1.
type Scores struct {
	Queries int `json:"queries"` // those that are judged, and so were asked

	NDCG10    float64 `json:"nDCG@10"`    // the judged gain of the first ten, discounted by rank, of the best there could be
	Recall10  float64 `json:"Recall@10"`  // the share of what is relevant that is among the first ten
	Recall100 float64 `json:"Recall@100"` // likewise of the first hundred
	MRR10     float64 `json:"MRR@10"`     // one over the rank of the first that is relevant; 0 where none is among the first ten
}

// Measure asks every query that has judgements and scores what it finds. A judged query that finds nothing counts as
// 0, as with trec_eval -c; a query without judgements is left out.
func Measure(ctx context.Context, s Searcher, queries []Query, judged Judgements) (Scores, error) {
	var sum Scores
	for _, q := range queries {
		gains, ok := judged[q.ID]
		if !ok {
			continue
		}
		hits, err := s.Search(ctx, index.Query{Text: q.Text, Limit: depth})
		if err != nil {
			return Scores{}, fmt.Errorf("asking query %s: %w", q.ID, err)
		}
		sum.add(newRanking(hits, gains))
	}
	if sum.Queries == 0 {
		return Scores{}, fmt.Errorf("none of the %d queries has judgements: are they of the same set?", len(queries))
	}
	sum.divide()
	return sum, nil
}

func (s *Scores) add(r ranking) {
	s.Queries++
	s.NDCG10 += r.ndcg(10)
	s.Recall10 += r.recall(10)
	s.Recall100 += r.recall(100)
	s.MRR10 += r.reciprocalRank(10)
}

func (s *Scores) divide() {
	n := float64(s.Queries)
	s.NDCG10, s.Recall10, s.Recall100, s.MRR10 = s.NDCG10/n, s.Recall10/n, s.Recall100/n, s.MRR10/n
}

// newRanking puts the gains of hits into the order in which trec_eval ranks them: by score, and of equal scores the
// later ID first, whatever order they were found in.
func newRanking(hits []index.Hit, gains map[string]int) ranking {
	hits = slices.Clone(hits)
	slices.SortFunc(hits, func(a, b index.Hit) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(b.Passage.ID, a.Passage.ID))
	})
	r := ranking{found: make([]int, len(hits))}
	for i, h := range hits {
		r.found[i] = max(gains[h.Passage.ID], 0)
	}
	for _, g := range gains {
		if g > 0 {
			r.ideal = append(r.ideal, g)
		}
	}
	slices.SortFunc(r.ideal, func(a, b int) int { return b - a })
	return r
}
