package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// A word of the sentence that no claim has may still say what the claim says: no list knows all that can. How many may
// be let pass depends on how near the sentence is to its claims: where all else is theirs, one strange word is a change;
// where most words are others, it is wording. Words that judge, name a criterion or come from another claim never pass.
const (
	looseShare = 0.4  // of the words that say something, in a sentence all in other words
	nounsKept  = 0.62 // from which likeness on a strange noun is a change
)

// support reports a word that no cited claim has, in this or another form.
func (p *comparison) support() string {
	var strange []string
	words := p.sentence.contents()
	for i := range words {
		k := &words[i]
		if p.light(k) || p.accounted(k) {
			continue
		}
		if p.strict(k) || p.thesaurus.Noun(k.text) && p.nearness() >= nounsKept && !p.nearly(k) {
			return fmt.Sprintf("no cited claim says “%s”", k.text)
		}
		strange = append(strange, k.text)
	}
	if n := len(strange); n > 1 && float64(n) > p.loose()*float64(len(words)) || n == 1 && p.loose() == 0 {
		return fmt.Sprintf("no cited claim says “%s”", strings.Join(strange, "”, “"))
	}
	return p.idleParts(strange)
}

// accounted reports whether a word of the sentence is a claim's in this or another form, or one that needs no claim.
func (p *comparison) accounted(k *token) bool {
	switch {
	case p.supported(k, p.claims), p.inContext(k), p.vocabulary.Kind(k.text), p.turns(k), p.hedges(k), p.compounded(k):
		return true
	case p.sentence.beforeFigure(k) && p.words.vague(k.text):
		return true
	case k.text == "free" && (p.sentence.holds("free", "of") || p.sentence.holds("free", "to")):
		return true
	}
	return p.sentence.within("filler", p.sentence.wordFrom(k.start))
}

// idleParts reports a part of the sentence, such as a second sentence or what a dash adds, that says nothing of any
// claim, or mostly strange words.
func (p *comparison) idleParts(strange []string) string {
	said, begins := map[int]bool{}, map[int]string{}
	odd, all := map[int]int{}, map[int]int{}
	last := 0
	for i := range p.sentence.tokens {
		k := &p.sentence.tokens[i]
		last = k.sentence
		if k.kind == content && !p.light(k) {
			all[k.sentence]++
			if slices.Contains(strange, k.text) {
				odd[k.sentence]++
			}
		}
		if _, ok := begins[k.sentence]; !ok {
			begins[k.sentence] = k.text
		}
		if k.kind == named || k.kind == figure || k.kind == content && (p.supported(k, p.claims) || p.turns(k)) {
			said[k.sentence] = true
		}
	}
	for part := range last + 1 {
		if last > 0 && (!said[part] || odd[part] > 1 && odd[part]*2 > all[part]) {
			return "a part of it stands in no cited claim: that from “" + begins[part] + "” on"
		}
	}
	return ""
}

// loose returns the share of words that may be strange, by how near the sentence is to what it cites.
func (p *comparison) loose() float64 {
	return looseShare * min(1, max(0, nearCopy-p.nearness())/(nearCopy-0.3))
}

// nearness returns how alike the sentence is to the claim that it is most like.
func (p *comparison) nearness() float64 {
	near := 0.0
	for _, c := range p.claims {
		near = max(near, p.near[c])
	}
	return near
}

// nearly reports whether a claim has a word that a third word ties to this one.
func (p *comparison) nearly(k *token) bool {
	return slices.ContainsFunc(p.claims, func(c *text) bool {
		return c.has(func(o *token) bool { return o.kind == content && p.thesaurus.Near(k.forms, o.forms) })
	})
}

// supported reports whether one of the texts has the word, or one that says the same.
func (p *comparison) supported(k *token, texts []*text) bool {
	for _, t := range texts {
		if t.has(func(o *token) bool { return o.kind != function && p.same(*k, *o) }) {
			return true
		}
	}
	return false
}

// hedges reports whether a word says less than all where a claim does, too.
func (p *comparison) hedges(k *token) bool {
	return slices.ContainsFunc(p.words.weak, func(list string) bool { return p.words.is("or "+list, k.text) && p.claimSays(list) })
}

// beforeFigure reports whether the token after k is a figure: "exceeds 2,600".
func (t *text) beforeFigure(k *token) bool {
	for i := range t.tokens {
		next := i + 1
		if t.wordAt(next) == "than" {
			next++
		}
		if t.tokens[i].text == k.text && next < len(t.tokens) && t.tokens[next].kind == figure {
			return true
		}
	}
	return false
}

// compounded reports whether a claim has the word as two, or as half of one: "set-up" and "setup".
func (p *comparison) compounded(k *token) bool {
	at := p.sentence.wordFrom(k.start)
	return slices.ContainsFunc(p.claims, func(c *text) bool {
		return c.hasPair(k.text) || c.hasWord(p.sentence.wordBefore(at)+k.text) || at+1 < len(p.sentence.words) && c.hasWord(k.text+p.sentence.words[at+1].Text)
	})
}

// hasPair reports whether two words that follow each other are one when written together.
func (t *text) hasPair(word string) bool {
	for i := 1; i < len(t.words); i++ {
		if rest, ok := strings.CutPrefix(word, t.words[i-1].Text); ok && rest == t.words[i].Text {
			return true
		}
	}
	return false
}

// turns reports whether a word is the opposite of one of the claims: polarity has looked at what is denied.
func (p *comparison) turns(k *token) bool {
	for _, c := range p.claims {
		if c.has(func(o *token) bool { return o.kind == content && p.opposite(k, o) }) {
			return true
		}
	}
	return false
}

// same reports whether a word of the sentence says what a word of a claim says.
func (p *comparison) same(k, o token) bool {
	switch {
	case k.text == o.text, k.stem == o.stem, k.term == o.term:
		return true
	case k.concept != "" && k.concept == o.concept && k.lean == o.lean:
		return true
	case p.words.sameGroup("same", k.stem, o.stem):
		return true
	}
	return p.thesaurus.Same(k.forms, o.forms) && !p.thesaurus.Opposite(k.forms, o.forms)
}

// inContext reports whether the heading or the title has the word itself.
func (p *comparison) inContext(k *token) bool {
	return p.context.has(func(o *token) bool { return o.stem == k.stem })
}

// strict reports whether a word must be supported: it judges, names a criterion, or is what another claim says.
func (p *comparison) strict(k *token) bool {
	return k.concept != "" || p.words.is("judging", k.text) || p.othersSay(k) || !vocabulary.English(k.text) && !p.thesaurus.Knows(k.text)
}

// othersSay reports whether a claim that is not cited has the word itself.
func (p *comparison) othersSay(k *token) bool {
	return slices.ContainsFunc(p.others, func(t *text) bool {
		return t.has(func(o *token) bool { return o.kind == content && o.stem == k.stem })
	})
}

// light reports whether a word says next to nothing.
func (p *comparison) light(k *token) bool {
	return k.kind == content && (p.words.is("light", k.text) || p.words.isStem("light", k.stem) || p.vocabulary.Weak(k.term) && !p.words.is("judging", k.text))
}
