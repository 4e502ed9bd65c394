package index

import (
	"math"

	"github.com/RoaringBitmap/roaring/v2"

	"github.com/stackpick/stackpick/knowledge"
)

// A part is a segment as one Index sees it: which of its passages are still there, and where they stand.
type part struct {
	*segment
	dropped  *roaring.Bitmap      // passages that are gone; nil for none
	places   []uint32             // where each passage stands in reading order
	passages []*knowledge.Passage // by number; nil where they are read from the segment
	damping  []float64            // BM25's k1·(1-b+b·length/average), by number
}

// live reports whether a passage is still there.
func (p *part) live(doc uint32) bool { return p.dropped == nil || !p.dropped.Contains(doc) }

// passage returns a passage.
func (p *part) passage(doc uint32) (*knowledge.Passage, error) {
	if p.passages != nil {
		return p.passages[doc], nil
	}
	return p.records.read(doc)
}

// having returns the passages that have the term in the field and are still there.
func (p *part) having(field, term string) (*roaring.Bitmap, error) {
	dictionary, err := p.Dictionary(field)
	if err != nil {
		return nil, err
	}
	l, err := find(dictionary, term)
	if err != nil {
		return nil, err
	}
	all := roaring.New()
	if have := holders(l); have != nil {
		all.Or(have)
	}
	if p.dropped != nil {
		all.AndNot(p.dropped)
	}
	return all, nil
}

// measure makes a new Index's statistics: how many passages there are, their average length, how far each
// fingerprint and each piece of a word is spread, and from these what the ranking needs of each passage. They are those
// of the passages alone, however these are spread over segments.
func (ix *Index) measure() error {
	total := 0
	ix.spread = make([]uint32, fingerprints)
	pieces := make([]uint32, fingerprints)
	for _, p := range ix.parts {
		for w, n := range p.Spread {
			ix.spread[w] += n
		}
		for piece, n := range p.Pieces {
			pieces[piece] += n
		}
		for doc, n := range p.Lengths {
			if p.live(uint32(doc)) {
				ix.count++
				total += int(n)
				continue
			}
			words, err := p.fingerprints(uint32(doc))
			if err != nil {
				return err
			}
			count(ix.spread, words, ^uint32(0))      // one less
			gone, err := p.records.read(uint32(doc)) // only passages on disk are ever dropped
			if err != nil {
				return err
			}
			for _, piece := range differentPieces(gone) {
				pieces[piece]--
			}
		}
	}
	ix.pieceRarity = make([]float64, fingerprints)
	for piece, n := range pieces {
		ix.pieceRarity[piece] = math.Log(1 + float64(ix.count+1)/float64(n+1))
	}
	ix.leastDamping = math.Inf(1)
	average := max(float64(total), 1) / max(float64(ix.count), 1)
	for _, p := range ix.parts {
		p.damping = make([]float64, len(p.Lengths))
		for doc, n := range p.Lengths {
			d := saturation * (1 - lengthWeight + lengthWeight*float64(n)/average)
			p.damping[doc] = d
			ix.leastDamping, ix.mostDamping = min(ix.leastDamping, d), max(ix.mostDamping, d)
		}
	}
	return nil
}
