package index

import (
	"fmt"
	"math"

	"github.com/RoaringBitmap/roaring/v2"
	zap "github.com/blevesearch/zapx/v17"
)

// A cursor walks the passages of a clause in one part.
type cursor struct {
	doc   uint32  // the passage it stands on, or finished
	times float64 // how often that has the term; 1 where nobody counts

	all    *roaring.Bitmap
	many   roaring.ManyIntIterable // where nobody counts
	buffer []uint32                // what many gave and is not used up
	space  [128]uint32
	it     *zap.PostingsIterator // where it matters how often
}

// finished is where a cursor stands that has no more passages.
const finished = math.MaxUint32

func (c *cursor) open(p postings, counted bool) error {
	c.all, c.doc, c.times = p.all, finished, 1
	if p.all == nil {
		return nil
	}
	if !counted {
		c.many = p.all.ManyIterator()
		return c.next()
	}
	it, ok := p.list.Iterator(true, false, false, nil).(*zap.PostingsIterator)
	if !ok {
		return fmt.Errorf("postings of the unknown kind %T", it)
	}
	c.it = it
	return c.next()
}

// next goes to the next passage.
func (c *cursor) next() error {
	if c.it != nil {
		return c.seek(0)
	}
	if len(c.buffer) == 0 {
		c.buffer = c.space[:c.many.NextMany(c.space[:])]
		if len(c.buffer) == 0 {
			c.doc = finished
			return nil
		}
	}
	c.doc, c.buffer = c.buffer[0], c.buffer[1:]
	return nil
}

// has reports whether doc has the term, and makes times say how often. Passages are asked for in rising order.
func (c *cursor) has(doc uint32) (bool, error) {
	if c.all == nil || !c.all.Contains(doc) {
		return false, nil
	}
	if c.it != nil && c.doc < doc {
		return true, c.seek(doc)
	}
	return true, nil
}

// seek goes to the first passage from doc on.
func (c *cursor) seek(doc uint32) error {
	p, err := c.it.Advance(uint64(doc))
	if err != nil {
		return err
	}
	if p == nil {
		c.doc = finished
		return nil
	}
	c.doc, c.times = uint32(p.Number()), float64(p.Frequency())
	return nil
}
