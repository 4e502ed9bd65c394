package index

import (
	"cmp"
	"math"
	"slices"
	"unicode/utf8"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/analysis"
	segmentapi "github.com/blevesearch/scorch_segment_api/v2"
	zap "github.com/blevesearch/zapx/v17"
)

// A question is read in its first and last maxText/2 bytes, as people state what they want before or after they
// ask, and of more different words the rarest are looked for. So a question of any size costs about the same.
const (
	maxText  = 4096 // bytes
	maxTerms = 64   // as many as a passage's mask has bits, see board
	maxPairs = 128  // of neighbours; of more, the first count
)

// A question is what a search looks for.
type question struct {
	words   []*word
	clauses []*clause // those that count for most first
	pairs   []pair
}

// A word is one term to look for.
type word struct {
	term     string
	place    int // among the words of the question
	times    int // how often the question says it
	passages int // how many have it in their heading or text
	headings int // how many have it in a heading, theirs or one above
}

// A clause is a word in one field, which counts by itself.
type clause struct {
	*word
	field string
	parts []postings // by part
	worth float64    // what it counts for at most, if it could be there for ever in a passage without length
	most  float64    // what it counts for at most
}

// Postings are the passages of a part that have a term in a field.
type postings struct {
	all  *roaring.Bitmap // by number, with those that are gone; nil for none
	list *zap.PostingsList
}

// A pair is two words that stand together in the question, as fingerprints.
type pair struct {
	first, second uint16
	worth         float64
}

// question reads text. It has no words when there is nothing to look for.
func (ix *Index) question(text string) (*question, error) {
	tokens := ix.analyzer.Analyze([]byte(clip(text)))
	byTerm := make(map[string]*word, len(tokens))
	q := &question{}
	for _, t := range tokens {
		term := string(t.Term)
		if byTerm[term] == nil {
			w := &word{term: term, place: len(q.words)}
			byTerm[term] = w
			q.words = append(q.words, w)
		}
		byTerm[term].times++
	}
	clauses, err := ix.clauses(q.words)
	if err != nil {
		return nil, err
	}
	if len(q.words) > maxTerms {
		q.words = rarest(q.words)
		clauses = slices.DeleteFunc(clauses, func(c *clause) bool { return !slices.Contains(q.words, c.word) })
	} else {
		q.pairs = ix.pairs(tokens, byTerm)
	}
	for i, w := range q.words {
		w.place = i
	}
	slices.SortStableFunc(clauses, func(a, b *clause) int { return cmp.Compare(b.most, a.most) })
	q.clauses = clauses
	return q, nil
}

// clauses looks words up in each field in which they count, and says for how much.
func (ix *Index) clauses(words []*word) ([]*clause, error) {
	var all []*clause
	for _, w := range words {
		for _, field := range [...]string{fieldText, fieldTwice, fieldThrice, fieldOften, fieldHeading} {
			all = append(all, &clause{word: w, field: field, parts: make([]postings, len(ix.parts))})
		}
	}
	for i, p := range ix.parts {
		if err := p.lookUp(all, i); err != nil {
			return nil, err
		}
	}
	for _, c := range all {
		c.worth = ix.rarity(c.passages) * (saturation + 1)
		if c.field == fieldHeading {
			c.worth = ix.rarity(c.headings) * headingWeight
		}
		c.worth *= float64(c.times)
		c.most = c.worth * ix.most(c.field)
	}
	return slices.DeleteFunc(all, func(c *clause) bool { return !slices.ContainsFunc(c.parts, postings.any) }), nil
}

func (p postings) any() bool { return p.all != nil }

// lookUp finds the postings of clauses in the part with that number.
func (p *part) lookUp(clauses []*clause, number int) error {
	dictionaries := make(map[string]segmentapi.TermDictionary)
	for _, c := range clauses {
		if dictionaries[c.field] == nil {
			var err error
			if dictionaries[c.field], err = p.Dictionary(c.field); err != nil {
				return err
			}
		}
		l, err := find(dictionaries[c.field], c.term)
		if err != nil {
			return err
		}
		all := holders(l)
		if all == nil {
			continue
		}
		c.parts[number] = postings{all, l}
		n := int(all.GetCardinality())
		if p.dropped != nil {
			n -= int(all.AndCardinality(p.dropped))
		}
		switch c.field {
		case fieldText:
			c.passages += n
		case fieldHeading:
			c.headings += n
		}
	}
	return nil
}

// rarity is BM25's inverse document frequency of a word that so many passages have.
func (ix *Index) rarity(passages int) float64 {
	n, all := float64(passages), float64(ix.count)
	return math.Log(1 + (all-n+0.5)/(n+0.5))
}

// rarest keeps the maxTerms words that the fewest passages have, in their order; what none has goes first.
func rarest(words []*word) []*word {
	spread := func(w *word) int {
		return cmp.Or(w.passages, w.headings, math.MaxInt)
	}
	slices.SortStableFunc(words, func(a, b *word) int { return cmp.Compare(spread(a), spread(b)) })
	words = words[:maxTerms]
	slices.SortFunc(words, func(a, b *word) int { return cmp.Compare(a.place, b.place) })
	return words
}

// pairs returns the different pairs of words that stand side by side in a question, or with one word between them,
// which counts half. Stop words have gone before, so "speed of development" gives one pair; names written as one
// word are left out.
func (ix *Index) pairs(tokens analysis.TokenStream, words map[string]*word) []pair {
	tokens = slices.DeleteFunc(tokens, func(t *analysis.Token) bool { return t.Type == analysis.Shingle })
	var all []pair
	for i := range tokens {
		for gap := 1; gap <= min(i, 2); gap++ {
			before, after := tokens[i-gap].Term, tokens[i].Term
			p := pair{first: fingerprint(before), second: fingerprint(after)}
			if len(all) == maxPairs || slices.ContainsFunc(all, func(o pair) bool { return o.first == p.first && o.second == p.second }) {
				continue
			}
			rarity := ix.rarity(words[string(before)].passages) + ix.rarity(words[string(after)].passages)
			p.worth = pairWeight / float64(gap) * (saturation + 1) * rarity
			all = append(all, p)
		}
	}
	return all
}

// names returns the words of text, of a name with parts only the whole.
func (ix *Index) names(text string) []string {
	var names []string
	end := -1
	for _, t := range ix.analyzer.Analyze([]byte(clip(text))) {
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
