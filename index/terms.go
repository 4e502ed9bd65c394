package index

import (
	"cmp"
	"context"
	"math"
	"slices"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"
)

// Limits on a question: of a longer text the beginning and the end are read, where people put what they
// ask, and of more different words the rarest are looked for. So a question of any size costs about the same.
const (
	maxText  = 4096 // bytes
	maxTerms = 64
)

// A term is one word to look for, or two that stand side by side.
type term struct {
	text string
	pair bool
}

// terms returns the distinct terms of text in its order, words first, then pairs.
func (ix *Index) terms(ctx context.Context, text string) ([]term, error) {
	tokens := ix.words.Analyze([]byte(clip(text)))
	seen := make(map[string]bool, 2*len(tokens)) // a pair has a space, so it is no word
	var terms []term
	add := func(text string, pair bool) {
		if !seen[text] {
			seen[text] = true
			terms = append(terms, term{text, pair})
		}
	}
	for _, t := range tokens {
		add(string(t.Term), false)
	}
	if len(terms) > maxTerms {
		return ix.rarest(ctx, terms)
	}
	for _, p := range (pairs{}).Filter(tokens) {
		add(string(p.Term), true)
	}
	return terms, nil
}

// rarest keeps the maxTerms terms that the fewest passages have, in their order; what none has goes first.
func (ix *Index) rarest(ctx context.Context, terms []term) ([]term, error) {
	type counted struct{ place, passages int }
	known := make([]counted, len(terms))
	for i, t := range terms {
		n, err := ix.spread(ctx, fieldText, t.text)
		if n == 0 && err == nil {
			n, err = ix.spread(ctx, fieldHeading, t.text)
		}
		if err != nil {
			return nil, err
		}
		if n == 0 {
			n = math.MaxInt
		}
		known[i] = counted{i, n}
	}
	slices.SortStableFunc(known, func(a, b counted) int { return cmp.Compare(a.passages, b.passages) })
	known = known[:maxTerms]
	slices.SortFunc(known, func(a, b counted) int { return cmp.Compare(a.place, b.place) })
	kept := make([]term, len(known))
	for i, k := range known {
		kept[i] = terms[k.place]
	}
	return kept, nil
}

// spread returns how many passages have the word in the field.
func (ix *Index) spread(ctx context.Context, field, word string) (int, error) {
	r, err := ix.reader.TermFieldReader(ctx, []byte(word), field, false, false, false)
	if err != nil {
		return 0, err
	}
	return int(r.Count()), r.Close()
}

// names returns the words of text, of a name with parts only the whole.
func (ix *Index) names(text string) []string {
	var names []string
	end := -1
	for _, t := range ix.words.Analyze([]byte(clip(text))) {
		if t.End == end {
			names = names[:len(names)-1] // a part, since the whole comes last
		}
		names = append(names, string(t.Term))
		end = t.End
	}
	return names[:min(len(names), maxTerms)]
}

// clip shortens text to maxText bytes: half of them its beginning, half its end.
func clip(text string) string {
	if len(text) <= maxText {
		return text
	}
	head, tail := maxText/2, len(text)-maxText/2
	for head > 0 && !utf8.RuneStart(text[head]) {
		head--
	}
	for tail < len(text) && !utf8.RuneStart(text[tail]) {
		tail++
	}
	return text[:head] + " " + text[tail:]
}

// pairs is the token filter that makes one term of every two neighbouring words. Stop words have gone
// before it, so "speed of development" gives one pair; names written as one word are left out.
type pairs struct{}

// Filter returns the pairs alone.
func (pairs) Filter(tokens analysis.TokenStream) analysis.TokenStream {
	var out analysis.TokenStream
	var before *analysis.Token
	for _, t := range tokens {
		if t.Type == analysis.Shingle {
			continue
		}
		if before != nil {
			text := make([]byte, 0, len(before.Term)+1+len(t.Term))
			text = append(append(append(text, before.Term...), ' '), t.Term...)
			out = append(out, &analysis.Token{Term: text, Position: before.Position, Type: analysis.AlphaNumeric})
		}
		before = t
	}
	return out
}
