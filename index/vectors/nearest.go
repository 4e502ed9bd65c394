package vectors

import (
	"cmp"
	"context"
	"slices"

	"github.com/stackpick/stackpick/index"
)

// A neighbour is a passage with the cosine of the angle between its vector and the question's.
type neighbour struct {
	place  int // of the passage
	cosine float32
}

// nearest returns the depth nearest passages to a vector that pass the query's filters, nearest first and ties in reading
// order; fewer where ctx ends. It looks at all of them: for a hundred thousand that takes about ten milliseconds,
// and the graphs that would be faster lose some of what they should find.
func (s *Searcher) nearest(ctx context.Context, v []float32, q index.Query) []neighbour {
	s.mu.RLock()
	defer s.mu.RUnlock()
	top := make([]neighbour, 0, 2*depth)
	worst := float32(-2) // what is no better does not count
	for place, row := range s.rows {
		if place%4096 == 0 && ctx.Err() != nil {
			break
		}
		if len(row) != len(v) {
			continue
		}
		cosine := dot(row, v)
		if cosine <= worst || !q.Admits(s.passages[place]) {
			continue
		}
		if top = append(top, neighbour{place, cosine}); len(top) == cap(top) {
			slices.SortFunc(top, nearer)
			top = top[:depth]
			worst = top[depth-1].cosine
		}
	}
	slices.SortFunc(top, nearer)
	return top[:min(depth, len(top))]
}

func nearer(a, b neighbour) int {
	return cmp.Or(cmp.Compare(b.cosine, a.cosine), cmp.Compare(a.place, b.place))
}

// dot is the dot product of two vectors of one length: of such as have length 1, the cosine of their angle. Four sums that
// do not wait for each other keep the processor busy.
func dot(a, b []float32) float32 {
	var s0, s1, s2, s3 float32
	b = b[:len(a)]
	i := 0
	for ; i+4 <= len(a); i += 4 {
		x, y := a[i:i+4:i+4], b[i:i+4:i+4]
		s0 += x[0] * y[0]
		s1 += x[1] * y[1]
		s2 += x[2] * y[2]
		s3 += x[3] * y[3]
	}
	for ; i < len(a); i++ {
		s0 += a[i] * b[i]
	}
	return s0 + s1 + s2 + s3
}
