package check

import (
	"cmp"
	"slices"
)

// maxWords bounds a sentence, in words: looking for exchanged partners compares all pairs.
const maxWords = 128

// A wordSet is a set of the words of a sentence, by the index at which each stands first.
type wordSet [maxWords / 64]uint64

func (s *wordSet) add(i int)      { s[i/64] |= 1 << (i % 64) }
func (s *wordSet) has(i int) bool { return s[i/64]&(1<<(i%64)) != 0 }

// less returns the words of s that are not in o.
func (s wordSet) less(o wordSet) wordSet {
	for i := range s {
		s[i] &^= o[i]
	}
	return s
}

func (s wordSet) meets(o wordSet) bool {
	for i := range s {
		if s[i]&o[i] != 0 {
			return true
		}
	}
	return false
}

// exchanged reports two pairs that have changed partners: the claims have a with b and c with d, the sentence a with
// d and c with b, each pair in a clause of its own.
func (p *comparison) exchanged() string {
	close := len(p.claims) == 1 && p.near[p.claims[0]] >= nearCopy
	together := p.pairs([]*text{p.sentence}, close)
	theirs := p.pairs(p.claims, close)
	for a := range together {
		for d := range together {
			if !together[a].has(d) || theirs[a].has(d) {
				continue
			}
			lost := theirs[a].less(together[a]) // partners that a had
			for c := range together {
				if c == a || !theirs[d].has(c) || together[d].has(c) {
					continue
				}
				gained := together[c]
				if !close {
					gained = gained.less(theirs[c])
				}
				if gained.meets(lost) {
					return "“" + p.sentence.tokens[a].text + "” and “" + p.sentence.tokens[c].text + "” have changed partners"
				}
			}
		}
	}
	return ""
}

// pairs returns for each word of the sentence which others stand with it in a clause of the texts; all words, or without
// those that say next to nothing.
func (p *comparison) pairs(texts []*text, close bool) []wordSet {
	words := p.sentence.tokens
	pairs := make([]wordSet, len(words))
	first := map[string]int{}
	for i := range words {
		if _, ok := first[words[i].name]; !ok {
			first[words[i].name] = i
		}
	}
	for _, t := range texts {
		for _, clause := range p.clauses(t, first, close) {
			for i := range words {
				if !clause.has(i) {
					continue
				}
				for n := range clause {
					pairs[i][n] |= clause[n]
				}
			}
		}
	}
	for i := range pairs {
		pairs[i][i/64] &^= 1 << (i % 64)
	}
	return pairs
}

// clauses returns, for each clause of a text, which words of the sentence stand in it; first says where each has its first
// place in the sentence. Close is as in pairs.
func (p *comparison) clauses(t *text, first map[string]int, close bool) map[int]*wordSet {
	clauses := map[int]*wordSet{}
	for i := range t.tokens {
		o := &t.tokens[i]
		for j := range p.sentence.tokens {
			k := &p.sentence.tokens[j]
			if k.kind == function || o.kind == function || !p.is(k, o) {
				continue
			}
			otherWord := k.name != o.name && p.sentence.hasWord(o.text)
			if close && otherWord || !close && p.light(k) {
				continue
			}
			if clauses[o.clause] == nil {
				clauses[o.clause] = &wordSet{}
			}
			clauses[o.clause].add(first[k.name])
		}
	}
	return clauses
}

// bound reports what one claim says of its option and the sentence of another's, where it words several claims.
func (p *comparison) bound() string {
	owners := make([]string, len(p.claims))
	for n, c := range p.claims {
		owners[n] = c.onlyOption()
	}
	for i := range p.sentence.tokens {
		k := &p.sentence.tokens[i]
		if k.kind != content || p.light(k) {
			continue
		}
		owner := ""
		for n, c := range p.claims {
			if p.supported(k, []*text{c}) {
				if owner != "" || owners[n] == "" {
					owner = ""
					break
				}
				owner = owners[n]
			}
		}
		if near := p.sentence.optionNear(i); owner != "" && near != "" && near != owner && slices.Contains(owners, near) {
			return "“" + k.text + "” is said of " + owner + " in the claim"
		}
	}
	return ""
}

// onlyOption returns the one option that a text names, "" where it names none or several.
func (t *text) onlyOption() string {
	only := ""
	for i := range t.tokens {
		if k := &t.tokens[i]; k.option && k.name != only {
			if only != "" {
				return ""
			}
			only = k.name
		}
	}
	return only
}

// optionNear returns the option that token i stands with: the only one in its clause, else the only one in its part of
// the sentence; "" where that cannot be told.
func (t *text) optionNear(i int) string {
	const several = "several"
	only := func(name string, k *token) string {
		if name == "" || name == k.name {
			return k.name
		}
		return several
	}
	inClause, inPart := "", ""
	for j := range t.tokens {
		k := &t.tokens[j]
		if !k.option || k.part != t.tokens[i].part {
			continue
		}
		inPart = only(inPart, k)
		if k.clause == t.tokens[i].clause {
			inClause = only(inClause, k)
		}
	}
	if near := cmp.Or(inClause, inPart); near != several {
		return near
	}
	return ""
}
