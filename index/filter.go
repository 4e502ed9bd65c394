package index

import "context"

// admit notes on the board which passages pass the query's filters.
func (ix *Index) admit(ctx context.Context, b *board, q Query) error {
	for _, filter := range []struct {
		field  string
		values []string
	}{{fieldOptions, q.Options}, {fieldConcepts, q.Concepts}} {
		if len(filter.values) == 0 {
			continue
		}
		if err := ix.pass(ctx, b, filter.field, filter.values); err != nil {
			return err
		}
	}
	return nil
}

// pass lets the passages with any of the values in the field pass one filter more.
func (ix *Index) pass(ctx context.Context, b *board, field string, values []string) error {
	before := b.filters
	b.filters++
	let := func(doc, _ uint64) {
		if b.passed[doc] == before {
			b.passed[doc]++
		}
	}
	for _, value := range values {
		if err := ix.postings(ctx, b, field, value, func(int) visit { return let }); err != nil {
			return err
		}
	}
	return nil
}

// listed returns the first limit passages that pass all filters, in reading order. Without any filter
// there is nothing to list.
func (ix *Index) listed(b *board, limit int) []Hit {
	if b.filters == 0 {
		return nil
	}
	var hits []Hit
	for _, doc := range ix.order {
		if len(hits) == limit {
			break
		}
		if b.passed[doc] == b.filters {
			hits = append(hits, Hit{Passage: ix.passages[doc], Score: 1})
		}
	}
	return hits
}

// count returns how many passages have all the terms in their heading or text.
func (ix *Index) count(ctx context.Context, b *board, terms []string) (int, error) {
	if len(terms) == 1 {
		return ix.spread(ctx, fieldText, terms[0])
	}
	for _, t := range terms {
		if err := ix.pass(ctx, b, fieldText, []string{t}); err != nil {
			return 0, err
		}
	}
	n := 0
	for _, passed := range b.passed {
		if passed == b.filters {
			n++
		}
	}
	return n, nil
}
