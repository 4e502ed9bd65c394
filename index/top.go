package index

import (
	"cmp"
	"slices"
)

// best returns the limit best passages of the board, best first. It sorts no more than twice as many at a
// time, so that ten of a million cost little more than looking at each.
func (ix *Index) best(b *board, limit int) []Hit {
	limit = min(limit, len(b.touched))
	top := make([]Hit, 0, 2*limit)
	full := false // top has held limit hits or more, sorted; none that is worse than the last of them counts
	for _, d := range b.touched {
		hit := Hit{Passage: ix.passages[d], Score: b.scores[d]}
		if full && better(hit, top[limit-1]) > 0 {
			continue
		}
		if top = append(top, hit); len(top) == cap(top) {
			slices.SortFunc(top, better)
			top, full = top[:limit], true
		}
	}
	slices.SortFunc(top, better)
	return top[:min(limit, len(top))]
}

// better orders hits by score, highest first, and equal ones by passage ID.
func better(a, b Hit) int {
	if a.Score != b.Score {
		return cmp.Compare(b.Score, a.Score)
	}
	return cmp.Compare(a.Passage.ID, b.Passage.ID)
}
