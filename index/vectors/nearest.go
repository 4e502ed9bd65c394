package vectors

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/stackpick/stackpick/index"
	"github.com/stackpick/stackpick/knowledge"
)

// A neighbour is a passage with the cosine of the angle between its vector and the question's.
type neighbour struct {
	place  int // of the passage
	cosine float32
}

// Surroundings are what stands around the vector of a question.
type surroundings struct {
	of              []float32
	best            []neighbour // the depth nearest, nearest first and ties in reading order
	mean, deviation float64     // of all cosines
}

// meaning is what a cosine says, from 0 to 1.
func (s *surroundings) meaning(cosine float32) float64 {
	if s.deviation == 0 {
		return 0 // all are the same to the model
	}
	return min(max(0, (float64(cosine)-s.mean)/s.deviation/deviations), 1)
}

// around looks at all passages that pass the query's filters; at fewer where ctx ends. For a hundred thousand that takes
// about ten milliseconds, and the graphs that would be faster lose some of what they should find.
func (s *Searcher) around(ctx context.Context, v []float32, q index.Query) surroundings {
	s.mu.RLock()
	defer s.mu.RUnlock()
	top := make([]neighbour, 0, 2*depth)
	worst := float32(-2) // what is no better does not count
	all, sum, squares := 0.0, 0.0, 0.0
	for place, row := range s.rows {
		if place%4096 == 0 && ctx.Err() != nil {
			break
		}
		if len(row) != len(v) || !q.Admits(s.passages[place]) {
			continue
		}
		cosine := dot(row, v)
		all, sum, squares = all+1, sum+float64(cosine), squares+float64(cosine)*float64(cosine)
		if cosine <= worst {
			continue
		}
		if top = append(top, neighbour{place, cosine}); len(top) == cap(top) {
			slices.SortFunc(top, nearer)
			top = top[:depth]
			worst = top[depth-1].cosine
		}
	}
	slices.SortFunc(top, nearer)
	near := surroundings{of: v, best: top[:min(depth, len(top))]}
	if all > 0 {
		near.mean = sum / all
		near.deviation = math.Sqrt(max(0, squares/all-near.mean*near.mean))
	}
	return near
}

// cosine compares a passage with a vector, where it has one.
func (s *Searcher) cosine(p *knowledge.Passage, v []float32) (float32, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	place, ok := s.places[p.ID]
	if !ok || len(s.rows[place]) != len(v) {
		return 0, false
	}
	return dot(s.rows[place], v), true
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
