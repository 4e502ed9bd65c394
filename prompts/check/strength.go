package check

import (
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// strength reports a sentence that says more than its claims: a word of certainty that they lack, or a hedge of
// theirs that it lost.
func (p *comparison) strength() string {
	for _, step := range []func() string{p.certainty, p.lostHedge, p.ability, p.orders, p.promotes} {
		if reason := step(); reason != "" {
			return reason
		}
	}
	return ""
}

// certainty reports a word of certainty that the claims lack.
func (p *comparison) certainty() string {
	for _, list := range p.words.strong {
		if list == "whichever" && p.sentenceNegates() {
			continue
		}
		if list == "source" && p.sentence.says("document") {
			continue // "according to the summary"
		}
		if words := p.sentence.matching(list); words != "" && !p.claimSays("or "+list) && !p.claimHas(words) && p.matters(list) {
			return "“" + words + "” is more than the claim says"
		}
	}
	return ""
}

// lostHedge reports a hedge of a claim that the sentence has lost.
func (p *comparison) lostHedge() string {
	for _, list := range p.words.weak {
		for _, c := range p.claims {
			if words := c.matching(list); words != "" && !p.keepsHedge(list, c) && !(list == "aim" && p.sentence.imperative()) {
				return "it leaves out “" + words + "”"
			}
		}
	}
	return ""
}

// ability reports what will be or must be in the sentence, and only can be in the claims.
func (p *comparison) ability() string {
	if !p.claimSays("able") || p.sentence.says("able") {
		return ""
	}
	for _, modal := range []string{"will", "must"} {
		if words := p.sentence.matching(modal); words != "" && !p.claimSays(modal) {
			return "“" + words + "” is more than the claim says"
		}
	}
	return ""
}

// orders reports a sentence that tells the reader to do what no claim does.
func (p *comparison) orders() string {
	if verb := p.sentence.concludes(); verb != nil && !p.supported(verb, p.claims) {
		return "it tells the reader to “" + verb.text + "”"
	}
	told := p.sentence.told()
	if told == "" || p.words.is("noticing", told) || p.claimSays("or advice") || p.claimSays("or must") || slices.ContainsFunc(p.claims, (*text).imperative) {
		return ""
	}
	return "it tells the reader to “" + told + "”"
}

// claimHas reports whether a claim has a word itself, in any form.
func (p *comparison) claimHas(word string) bool {
	stem := vocabulary.Stem(strings.ToLower(word))
	return slices.ContainsFunc(p.claims, func(c *text) bool { return c.has(func(o *token) bool { return o.stem == stem }) })
}

// keepsHedge reports whether the sentence has a word of a list, or one that says as much; a modal verb that
// the claim has besides does not: "would" for "would likely".
func (p *comparison) keepsHedge(list string, c *text) bool {
	if p.sentence.says(list) {
		return true
	}
	for i := range p.sentence.words {
		for _, phrase := range p.words.phrases["or "+list] {
			if p.sentence.holdsAt(phrase, i) && !p.sentence.inIdiom(i) && !(p.words.is("modal", phrase[0]) && c.hasWord(phrase[0])) {
				return true
			}
		}
	}
	return false
}

// matters reports whether a word of a list counts beside these claims.
func (p *comparison) matters(list string) bool {
	if (list == "should" || list == "must" || list == "advice") && slices.ContainsFunc(p.claims, (*text).imperative) {
		return false
	}
	return len(p.words.phrases["against "+list]) == 0 || p.claimSays("against "+list)
}

// imperative reports whether a text tells the reader to do something: "Try to …", "Puppet: Deploy …".
func (t *text) imperative() bool { return t.told() != "" }

// told returns the verb by which a text tells the reader to do something, "" for none.
func (t *text) told() string {
	for i, w := range t.words {
		first := i == 0 || strings.ContainsRune(":(", rune(t.raw[w.Start-1])) || t.raw[t.words[i-1].End] == ':'
		if first && t.lists.is("ordering", w.Text) {
			return w.Text
		}
	}
	return ""
}

// concludes returns the verb of an order that a sentence draws from what it says, "so delete them"; nil for none.
func (t *text) concludes() *token {
	for i := 1; i < len(t.tokens); i++ {
		k := &t.tokens[i]
		if before := t.wordAt(i - 1); (before == "so" || before == "then") && t.lists.is("ordering", k.text) && !t.lists.is("noticing", k.text) {
			return k
		}
	}
	return nil
}

// promotes reports one among several that has become the one: "a world leader" is not "the world leader".
func (p *comparison) promotes() string {
	for i, w := range p.sentence.words {
		if !p.words.is("rank", w.Text) || !p.sentence.definite(i) {
			continue
		}
		for _, c := range p.claims {
			for j, o := range c.words {
				if o.Stem == w.Stem && !c.definite(j) {
					return "“the " + w.Text + "” is one of several in the claim"
				}
			}
		}
	}
	return ""
}

// definite reports whether "the" stands before word i, with at most two words between.
func (t *text) definite(i int) bool {
	for j := i - 1; j >= max(0, i-3); j-- {
		switch t.words[j].Text {
		case "the":
			return j == 0 || t.words[j-1].Text != "of" || t.wordBefore(j-1) != "one"
		case "a", "an", "one", "of":
			return false
		}
	}
	return false
}

func (t *text) wordBefore(i int) string {
	if i < 1 {
		return ""
	}
	return t.words[i-1].Text
}

func (p *comparison) claimSays(list string) bool {
	return slices.ContainsFunc(p.claims, func(c *text) bool { return c.says(list) })
}

// matching returns what of a list stands in the text, "" for nothing. "Every month" is a rate, not a word of all.
func (t *text) matching(list string) string {
	for i := range t.words {
		for _, phrase := range t.lists.phrases[list] {
			if !t.holdsAt(phrase, i) || t.rate(i) || t.inIdiom(i) || list == "advice" && t.supposed(i) {
				continue
			}
			condition := phrase[0] == "should" && (t.opens(i) || t.inverted(i))
			if !condition || strings.HasPrefix(list, "or ") {
				return t.raw[t.words[i].Start:t.words[i+len(phrase)-1].End]
			}
		}
	}
	return ""
}

// inIdiom reports whether word i is part of a phrase in which it does not mean what it says.
func (t *text) inIdiom(i int) bool { return t.within("idiom", i) }

// within reports whether word i is part of a phrase of a list.
func (t *text) within(list string, i int) bool {
	for _, phrase := range t.lists.phrases[list] {
		for first := max(0, i-len(phrase)+1); first <= i; first++ {
			if t.holdsAt(phrase, first) {
				return true
			}
		}
	}
	return false
}

// opens reports whether word i begins a clause: "Should it fail" is a condition.
func (t *text) opens(i int) bool { return i == 0 || t.words[i].Break }

// supposed reports whether word i is only supposed: "if you choose it", "when choosing".
func (t *text) supposed(i int) bool {
	before := t.wordBefore(i)
	return t.lists.is("supposing", before) || t.lists.is("somebody", before) && t.lists.is("supposing", t.wordBefore(i-1))
}

// inverted reports whether the subject stands after word i: "should a customer ask" is a condition, too.
func (t *text) inverted(i int) bool {
	if i+1 == len(t.words) {
		return false
	}
	next := t.words[i+1].Text
	return t.lists.is("somebody", next) || next == "it" || next == "a" || next == "an" || next == "the" || next == "any"
}

func (t *text) rate(i int) bool {
	w := t.words[i].Text
	return (w == "every" || w == "each" || w == "any") && i+1 < len(t.words) && t.lists.unit(t.words[i+1].Text) != ""
}
