package index

import (
	"context"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"github.com/stackpick/stackpick/knowledge"
)

// Admits reports whether a passage passes the query's filters.
func (q Query) Admits(p *knowledge.Passage) bool {
	return passes(q.Options, p.Options) && passes(q.Concepts, p.Concepts)
}

// passes reports whether a passage has any of the values asked for, or none are.
func passes(asked, has []string) bool {
	return len(asked) == 0 || slices.ContainsFunc(asked, func(a string) bool { return slices.Contains(has, a) })
}

// allowed returns the passages of each part that pass the query's filters, or nil when it has none.
func (ix *Index) allowed(ctx context.Context, q Query) ([]*roaring.Bitmap, error) {
	if len(q.Options)+len(q.Concepts) == 0 {
		return nil, nil
	}
	all := make([]*roaring.Bitmap, len(ix.parts))
	for i, p := range ix.parts {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		var err error
		if all[i], err = p.allowed(q); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// allowed returns the passages that have any of the query's options and any of its concepts.
func (p *part) allowed(q Query) (*roaring.Bitmap, error) {
	var both *roaring.Bitmap
	for _, filter := range [...]struct {
		field  string
		values []string
	}{{fieldOptions, q.Options}, {fieldConcepts, q.Concepts}} {
		if len(filter.values) == 0 {
			continue
		}
		any := roaring.New()
		for _, value := range filter.values {
			have, err := p.having(filter.field, value)
			if err != nil {
				return nil, err
			}
			any.Or(have)
		}
		if both == nil {
			both = any
		} else {
			both.And(any)
		}
	}
	return both, nil
}

// listed returns the first limit of the passages allowed, in reading order.
func (ix *Index) listed(allowed []*roaring.Bitmap, limit int) []found {
	first := top{limit: limit}
	for i, only := range allowed {
		p := ix.parts[i]
		for it := only.Iterator(); it.HasNext(); {
			doc := it.Next()
			first.add(found{part: p, doc: doc, place: p.places[doc], score: 1})
		}
	}
	return first.sorted()
}

// holding returns how many passages have all the terms in their heading or text.
func (ix *Index) holding(terms []string) (int, error) {
	n := 0
	for _, p := range ix.parts {
		var all *roaring.Bitmap
		for _, t := range terms {
			have, err := p.having(fieldText, t)
			if err != nil {
				return 0, err
			}
			if all == nil {
				all = have
			} else {
				all.And(have)
			}
		}
		n += int(all.GetCardinality())
	}
	return n, nil
}
