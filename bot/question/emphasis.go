package question

import "github.com/stackpick/stackpick/knowledge/vocabulary"

// How much a need counts by what is said of it, and which needs do not count at all.
const (
	stressedWeight = 2   // what the person says matters most
	yieldingWeight = 0.5 // what they say comes after the rest

	governs   = 4 // words that a negation before a need reaches: "not a single one of us"
	remarks   = 5 // words behind a need that say how much it counts: "budget is really no issue"
	betweenAt = 7 // words between two needs of which one is put above the other: "security matters far more to us than speed"
)

// negated reports whether a trait is named only to be ruled out: "nobody here knows JS", "we neither need microservices nor
// APIs"; but not where its own words say that there is little else: "nothing but JS". A criterion that is denied ("not
// fast") is still spoken of.
func (r *Reader) negated(words []vocabulary.Word, m vocabulary.Mention) bool {
	before, named := words[max(0, m.First-governs):m.First], words[m.First:m.Last+1]
	v := r.v
	return m.Concept.Trait() && v.Has(vocabulary.Negating, before) && !v.Has(vocabulary.Restricting, named)
}

// waived reports whether the person says of a need that it does not count: "I don't care about performance", "budget is no
// issue".
func (r *Reader) waived(words []vocabulary.Word, m vocabulary.Mention) bool {
	v := r.v
	return v.Has(vocabulary.Waiving, words[max(0, m.First-governs):m.First]) || v.Has(vocabulary.Shrugging, remarkOn(words, m))
}

// remarkOn returns the words behind a mention, in its clause, that may say how much it counts.
func remarkOn(words []vocabulary.Word, m vocabulary.Mention) []vocabulary.Word {
	end := m.Last + 1
	for end < min(m.Last+1+remarks, len(words)) && !words[end].Break {
		end++
	}
	return words[m.Last+1 : end]
}

// passOver marks the words of needs that do not count, so that nothing else is read in them.
func (r *Reader) passOver(words []vocabulary.Word, mentions []vocabulary.Mention, used []bool) {
	for _, m := range mentions {
		if m.Concept != nil && (r.negated(words, m) || r.waived(words, m)) {
			mark(used, m)
		}
	}
}

// emphasis is what the weight of the i-th mention is multiplied by: more where it is stressed or put above another need, less
// where it is put below one.
func (r *Reader) emphasis(words []vocabulary.Word, mentions []vocabulary.Mention, i int) float64 {
	m := mentions[i]
	switch above, below := r.outranks(words, mentions, i); {
	case below, r.yields(words, m):
		return yieldingWeight
	case above, r.stressed(words, m):
		return stressedWeight
	}
	return 1
}

// outranks reports whether a need is put above another ("security matters more than speed"), or below one.
func (r *Reader) outranks(words []vocabulary.Word, mentions []vocabulary.Mention, i int) (above, below bool) {
	for j, o := range mentions {
		if o.Concept == nil || j == i || o.Concept == mentions[i].Concept {
			continue
		}
		above = above || r.puts(words, mentions[i], o, vocabulary.Outranking) || r.puts(words, o, mentions[i], vocabulary.Underranking)
		below = below || r.puts(words, o, mentions[i], vocabulary.Outranking) || r.puts(words, mentions[i], o, vocabulary.Underranking)
	}
	return above, below
}

// puts reports whether a cue stands between two needs of one clause.
func (r *Reader) puts(words []vocabulary.Word, first, second vocabulary.Mention, how vocabulary.Cue) bool {
	if second.First <= first.Last || second.First-first.Last > betweenAt+1 {
		return false
	}
	between := words[first.Last+1 : second.First]
	for _, w := range words[first.Last+1 : second.First+1] {
		if w.Break {
			return false
		}
	}
	return r.v.Has(how, between)
}

// stressed reports whether the person says, in the same clause, that this is what matters most.
func (r *Reader) stressed(words []vocabulary.Word, m vocabulary.Mention) bool {
	return r.v.Has(vocabulary.Stressing, clauseOf(words, m)) || endsWith(words, m, "first")
}

// yields reports whether the person says, in the same clause, that this comes after the rest.
func (r *Reader) yields(words []vocabulary.Word, m vocabulary.Mention) bool {
	return r.v.Has(vocabulary.Yielding, clauseOf(words, m)) || endsWith(words, m, "last", "second")
}

// clauseOf returns the words of the clause that a mention stands in.
func clauseOf(words []vocabulary.Word, m vocabulary.Mention) []vocabulary.Word {
	first, last := m.First, m.Last+1
	for first > 0 && !words[first].Break {
		first--
	}
	for last < len(words) && !words[last].Break {
		last++
	}
	return words[first:last]
}

// endsWith reports whether a clause ends with a mention and one of the places that a list of needs gives: "cost first, then
// scalability, performance last".
func endsWith(words []vocabulary.Word, m vocabulary.Mention, places ...string) bool {
	at := m.Last + 1
	return at < len(words) && !words[at].Break && words[at].Is(places...) && (at+1 == len(words) || words[at+1].Break)
}
