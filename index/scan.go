package index

import (
	"context"
	"math/bits"

	"github.com/RoaringBitmap/roaring/v2"
)

// The scan finds the best passages without scoring all that have a word of the question. It is MaxScore (Turtle
// and Flood, 1995) in blocks: once limit passages are known, a passage that has none but the words of least worth
// cannot be among the best, so only the postings of the others are read in full. For a passage that these
// bring up, the rest are asked one by one, until it is plain that it falls short.
//
// Sums are always made in the order of question.words, so they are the same to the last bit however much was
// left out.

// blockSize is how many passages are scored at a time: their sums stay in the processor's cache.
const blockSize = 4096

// A scan is the state of one search.
type scan struct {
	q       *question
	factors []float64 // see coordinations
	rest    []float64 // rest[i] is what the clauses from i on count for at most
	bits    []uint64  // bits[i] has the words of the clauses from i on
	best    top
	board
}

// A board is what a block is scored on, by number from the block's first.
type board struct {
	sums    [blockSize]float64
	masks   [blockSize]uint64 // which of the question's words a passage has
	touched []uint32          // those that have a word, as they come
}

// scanParts returns the limit best passages by their words alone, best first. Where allowed is given, those
// of a part must be in its bitmap.
func (ix *Index) scanParts(ctx context.Context, q *question, allowed []*roaring.Bitmap, limit int) ([]found, error) {
	s := ix.scratch.Get().(*scan)
	s.begin(q, limit)
	for i, p := range ix.parts {
		var only *roaring.Bitmap
		if allowed != nil {
			only = allowed[i]
		}
		if err := s.part(ctx, p, i, only); err != nil {
			return nil, err // and leave the board, which may be full, to the garbage collector
		}
	}
	best := s.best.sorted()
	ix.scratch.Put(s)
	return best, nil
}

func (s *scan) begin(q *question, limit int) {
	s.q, s.factors = q, coordinations(len(q.words))
	s.best = top{limit: limit}
	s.rest = make([]float64, len(q.clauses)+1)
	s.bits = make([]uint64, len(q.clauses)+1)
	for i := len(q.clauses) - 1; i >= 0; i-- {
		s.rest[i] = s.rest[i+1] + q.clauses[i].most
		s.bits[i] = s.bits[i+1] | 1<<q.clauses[i].place
	}
}

// needed returns how many clauses, from the first, bring up all passages that may be among the best.
func (s *scan) needed() int {
	n := len(s.q.clauses)
	for n > 0 && !s.reaches(s.rest[n-1], s.bits[n-1]) {
		n--
	}
	return n
}

// reaches reports whether a passage may be among the best that has no other words than these, which count for no
// more than sum. The last bits of sum are in doubt, as it was not added up in the passage's own order.
func (s *scan) reaches(sum float64, words uint64) bool {
	return sum*s.factors[bits.OnesCount64(words)]*(1+1e-9) >= s.best.threshold()
}

// part scans one part.
func (s *scan) part(ctx context.Context, p *part, number int, only *roaring.Bitmap) error {
	cursors := make([]cursor, len(s.q.clauses))
	for i, c := range s.q.clauses {
		if err := cursors[i].open(c.parts[number], c.field == fieldOften); err != nil {
			return err
		}
	}
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		needed, next := s.needed(), uint32(finished)
		for i := range needed {
			next = min(next, cursors[i].doc)
		}
		if next == finished {
			return nil
		}
		if err := s.block(p, cursors, needed, next-next%blockSize, only); err != nil {
			return err
		}
	}
}

// block scores the passages of one block and keeps the best.
func (s *scan) block(p *part, cursors []cursor, needed int, from uint32, only *roaring.Bitmap) error {
	for i := range needed {
		if err := s.add(p, &cursors[i], i, from); err != nil {
			return err
		}
	}
	var candidates [blockSize / 64]uint64 // a bit for each, which sorts them: cursors go forward only
	for _, at := range s.touched {
		if s.reaches(s.sums[at]+s.rest[needed], s.masks[at]|s.bits[needed]) && p.allows(only, from+at) {
			candidates[at/64] |= 1 << (at % 64)
		} else {
			s.sums[at], s.masks[at] = 0, 0
		}
	}
	for i, some := range candidates {
		for ; some != 0; some &= some - 1 {
			at := uint32(64*i + bits.TrailingZeros64(some))
			if err := s.finish(p, cursors, needed, from, at); err != nil {
				return err
			}
			s.sums[at], s.masks[at] = 0, 0
		}
	}
	s.touched = s.touched[:0]
	return nil
}

// allows reports whether a passage is still there, and one of those that a search is about.
func (p *part) allows(only *roaring.Bitmap, doc uint32) bool {
	return (only == nil || only.Contains(doc)) && p.live(doc)
}

// add scores the passages of a block for one clause.
func (s *scan) add(p *part, c *cursor, i int, from uint32) error {
	clause := s.q.clauses[i]
	for c.doc < from+blockSize {
		at := c.doc - from
		if s.masks[at] == 0 {
			s.touched = append(s.touched, at)
		}
		s.masks[at] |= 1 << clause.place
		s.sums[at] += clause.score(c.times, p.damping[c.doc])
		if err := c.next(); err != nil {
			return err
		}
	}
	return nil
}

// finish asks the clauses that were not needed to bring a passage up, and takes it in when it is good enough.
func (s *scan) finish(p *part, cursors []cursor, needed int, from, at uint32) error {
	sum, words, doc := s.sums[at], s.masks[at], from+at
	for i := needed; i < len(cursors); i++ {
		if !s.reaches(sum+s.rest[i], words|s.bits[i]) {
			return nil
		}
		has, err := cursors[i].has(doc)
		if err != nil {
			return err
		}
		if has {
			words |= 1 << s.q.clauses[i].place
			sum += s.q.clauses[i].score(cursors[i].times, p.damping[doc])
		}
	}
	n := bits.OnesCount64(words)
	s.best.add(found{part: p, doc: doc, place: p.places[doc], sum: sum, words: n, score: sum * s.factors[n]})
	return nil
}
