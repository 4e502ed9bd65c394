package judge

import "math"

// A ranking is what one query found, as gains: how relevant each document is judged, 0 for not at all.
type ranking struct {
	found []int // best rank first
	ideal []int // of all relevant documents, found or not, the highest first
}

// ndcg is the normalised discounted cumulative gain of the first k: trec_eval's ndcg_cut. The gain of a document is
// its judgement as it stands (not 2^judgement−1), discounted by log2(rank+1), and the sum is divided by that of the
// best order. It is 0 where nothing is relevant.
func (r ranking) ndcg(k int) float64 {
	best := dcg(r.ideal, k)
	if best == 0 {
		return 0
	}
	return dcg(r.found, k) / best
}

func dcg(gains []int, k int) float64 {
	sum := 0.0
	for i, g := range gains[:min(k, len(gains))] {
		sum += float64(g) / math.Log2(float64(i+2))
	}
	return sum
}

// recall is the share of all relevant documents that are among the first k; 0 where nothing is relevant.
func (r ranking) recall(k int) float64 {
	n := 0
	for _, g := range r.found[:min(k, len(r.found))] {
		if g > 0 {
			n++
		}
	}
	return float64(n) / float64(max(len(r.ideal), 1))
}

// reciprocalRank is 1 ÷ the rank of the first relevant document, 0 where none is among the first k.
func (r ranking) reciprocalRank(k int) float64 {
	for i, g := range r.found[:min(k, len(r.found))] {
		if g > 0 {
			return 1 / float64(i+1)
		}
	}
	return 0
}
