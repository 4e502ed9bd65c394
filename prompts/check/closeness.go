package check

import (
	"slices"
	"strings"
)

// nearCopy is from which likeness on a sentence counts as its claims with a few words changed; 1 is the claims
// themselves. There every change counts: whoever only paraphrases changes more, and whoever changes less loses nothing
// when the claim's own words are shown instead.
const nearCopy = 0.78

// closeness reports a change that is not harmless, in a sentence that is otherwise its claims' own.
func (p *comparison) closeness() string {
	if p.whole < nearCopy {
		return ""
	}
	var claims []token
	for _, c := range p.claims {
		claims = append(claims, c.tokens...)
	}
	put, left := changed(p.sentence.tokens, claims), changed(claims, p.sentence.tokens)
	for i := range left {
		if o := &left[i]; !p.spared(o) && !p.exchangeable(o, put) {
			return "it leaves out “" + o.text + "”"
		}
	}
	for i := range put {
		if k := &put[i]; !p.harmless(k) && !p.exchangeable(k, left) {
			return "it puts in “" + k.text + "”"
		}
	}
	return p.definite()
}

// changed returns the tokens of a that b has not.
func changed(a, b []token) []token {
	has := map[string]bool{}
	for i := range b {
		has[b[i].key()] = true
	}
	return slices.DeleteFunc(slices.Clone(a), func(k token) bool { return has[k.key()] })
}

// spared reports whether a word may be left out: small words and idle verbs, but for those that deny, restrict or count.
func (p *comparison) spared(o *token) bool {
	if p.words.is("telling", o.text) {
		return false
	}
	return p.harmless(o) || o.kind == function || p.light(o) && (!p.thesaurus.Noun(o.text) || strings.HasSuffix(o.text, "ing"))
}

// harmless reports whether a word may be put in without changing what a sentence says.
func (p *comparison) harmless(k *token) bool {
	switch {
	case p.words.is("harmless", k.text), p.sentence.within("filler", p.sentence.wordFrom(k.start)):
		return true
	case len(p.claims) > 1 && p.words.is("contrasting", k.text):
		return true
	}
	return k.text == "one" && p.sentence.holds("the", "one") // "is the one to choose"
}

// exchangeable reports whether one of the words that were changed on the other side stands for this one.
func (p *comparison) exchangeable(k *token, others []token) bool {
	return slices.ContainsFunc(others, func(o token) bool {
		switch {
		case k.term == o.term, p.words.sameGroup("same", k.stem, o.stem), p.words.sameGroup("swap", k.stem, o.stem):
			return true
		case k.kind == named && k.name == o.name, k.kind == figure && o.kind == figure:
			return true
		}
		bothContent := k.kind == content && o.kind == content
		return bothContent && !p.light(k) && p.thesaurus.Same(k.forms, o.forms) && !p.opposite(k, &o)
	})
}

// definite reports "the" where the claim has "a" before the same word: one of several has become the one.
func (p *comparison) definite() string {
	for _, c := range p.claims {
		for i := range c.tokens {
			a, noun := c.tokens[i].text, c.wordAt(i+1)
			if a != "a" && a != "an" {
				continue
			}
			if p.sentence.holds("the", noun) && !p.sentence.holds(a, noun) && !c.holds("the", noun) {
				return "“the " + noun + "” is one of several in the claim"
			}
		}
	}
	return ""
}

// holds reports whether two words stand one after the other.
func (t *text) holds(a, b string) bool {
	for i := range t.tokens {
		if t.tokens[i].text == a && t.wordAt(i+1) == b {
			return true
		}
	}
	return false
}

// like returns how alike two texts are, word for word: 1 for the same, 0 for nothing in common.
func (t *text) like(o ...*text) float64 {
	a, b := stems(t), stems(o...)
	return 2 * float64(common(a, b)) / float64(max(1, len(a)+len(b)))
}

func stems(texts ...*text) []string {
	var list []string
	for _, t := range texts {
		for i := range t.tokens {
			list = append(list, t.tokens[i].stem)
		}
	}
	return list
}
