package index

import (
	"container/heap"
	"slices"
)

// A top keeps the limit best of the passages that it is given.
type top struct {
	limit int
	heap  worstFirst
}

// threshold is the score that the next passage must have to be kept.
func (t *top) threshold() float64 {
	if len(t.heap) < t.limit || t.limit == 0 {
		return 0
	}
	return t.heap[0].score
}

func (t *top) add(f found) {
	switch {
	case len(t.heap) < t.limit:
		heap.Push(&t.heap, f)
	case better(f, t.heap[0]) < 0:
		t.heap[0] = f
		heap.Fix(&t.heap, 0)
	}
}

// sorted returns them, best first.
func (t *top) sorted() []found {
	all := slices.Clone([]found(t.heap))
	slices.SortFunc(all, better)
	return all
}

// worstFirst is a heap of passages.
type worstFirst []found

func (h worstFirst) Len() int           { return len(h) }
func (h worstFirst) Less(i, j int) bool { return better(h[i], h[j]) > 0 }
func (h worstFirst) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *worstFirst) Push(x any)        { *h = append(*h, x.(found)) }
func (h *worstFirst) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}
