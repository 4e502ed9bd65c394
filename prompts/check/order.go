package check

import "slices"

// order reports who does what to whom the other way round, and what was exchanged between two things.
func (p *comparison) order() string {
	if reason := p.exchanged(); reason != "" {
		return reason
	}
	for _, step := range []func() string{p.turned, p.coordinates, p.shuffled, p.optionsMoved, p.bound, p.doers, p.causes, p.roles, p.reversed, p.agents} {
		if reason := step(); reason != "" {
			return reason
		}
	}
	return ""
}

// coordinates reports "or" for "and" between the same two words, and the other way round.
func (p *comparison) coordinates() string {
	s := p.sentence
	for i := 1; i+1 < len(s.tokens); i++ {
		word := s.tokens[i].text
		other := map[string]string{"and": "or", "or": "and"}[word]
		if other == "" || s.tokens[i-1].kind == function || s.tokens[i+1].kind == function {
			continue
		}
		for _, c := range p.claims {
			if c.joins(&s.tokens[i-1], other, &s.tokens[i+1]) && !c.joins(&s.tokens[i-1], word, &s.tokens[i+1]) && !p.sentenceNegates() && !p.claimsNegate() {
				return "“" + word + "” is “" + other + "” in the claim"
			}
		}
	}
	return ""
}

// joins reports whether a word stands between two others.
func (t *text) joins(a *token, word string, b *token) bool {
	for i := 1; i+1 < len(t.tokens); i++ {
		if t.tokens[i].text == word && t.tokens[i-1].key() == a.key() && t.tokens[i+1].key() == b.key() {
			return true
		}
	}
	return false
}

// flipped reports whether a comparison has its sides exchanged: what follows "than" in the claim comes before it in
// the sentence, and the other way round. Names tell the sides; where they do not stand on both, the other words do.
func (p *comparison) flipped() bool {
	for _, c := range p.claims {
		for _, kinds := range [][]kind{{named}, {named, content}} {
			before, after := p.sentence.sides(kinds)
			b, a := c.sides(kinds)
			if len(before) == 0 || len(after) == 0 || len(a) == 0 || len(b) == 0 {
				continue
			}
			if anyIn(before, a) && anyIn(after, b) && !anyIn(after, a) && !(len(kinds) == 1 && anyIn(before, b)) {
				return true
			}
			break
		}
	}
	return false
}

func anyIn(list, other []string) bool {
	return slices.ContainsFunc(list, func(s string) bool { return slices.Contains(other, s) })
}

// sides returns the words of some kinds on both sides of a comparison; none where there is no comparison.
func (t *text) sides(kinds []kind) (before, after []string) {
	at := t.comparing()
	if at < 0 {
		return nil, nil
	}
	for i, k := range t.tokens {
		switch {
		case !slices.Contains(kinds, k.kind) || k.part != t.tokens[at].part:
		case i < at:
			before = append(before, k.key())
		default:
			after = append(after, k.key())
		}
	}
	both := func(word string) bool { return slices.Contains(before, word) && slices.Contains(after, word) }
	return slices.DeleteFunc(slices.Clone(before), both), slices.DeleteFunc(slices.Clone(after), both)
}

// comparing returns the index of the token that compares, "than" above all; -1 for none. "More than 2,600" and "rather
// than" compare nothing.
func (t *text) comparing() int {
	for i, k := range t.tokens {
		switch k.text {
		case "compared":
			return i
		case "than":
			before := t.wordAt(i - 1)
			if (i+1 == len(t.tokens) || t.tokens[i+1].kind != figure) && before != "rather" && before != "other" && t.wordAt(i-2) != "no" {
				return i
			}
		}
	}
	return -1
}

// turned reports a comparison whose sides are exchanged without its words being, or the other way round.
func (p *comparison) turned() string {
	if p.sentence.comparing() >= 0 && !slices.ContainsFunc(p.claims, func(c *text) bool { return c.comparing() >= 0 || c.says("or better") }) {
		return "it compares what the claim does not"
	}
	if !p.flipped() {
		return ""
	}
	for i := range p.sentence.tokens {
		k := &p.sentence.tokens[i]
		if k.kind == content && p.weigh(k, false).opposite {
			return ""
		}
	}
	return "it compares the other way round"
}

// is reports whether a token of the sentence is one of a claim.
func (p *comparison) is(k, o *token) bool {
	return k.kind != function && o.kind != function && (k.name == o.name || k.kind == o.kind && k.stem == o.stem)
}

func (t *text) hasWord(word string) bool {
	return t.has(func(k *token) bool { return k.text == word })
}
