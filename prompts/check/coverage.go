package check

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// leastKept is the share of a claim's words that a sentence must keep or have words for.
const leastKept = 0.45

// coverage reports a claim that is cited and not used, and what matters of one and is left out.
func (p *comparison) coverage() string {
	for n, c := range p.claims {
		kept, all, said := 0, 0, 0
		for i := range c.tokens {
			o := &c.tokens[i]
			if o.kind == function || p.light(o) {
				continue
			}
			all++
			if p.kept(o) {
				kept++
				if o.kind == content {
					said++
				}
			} else if head := c.restricts(i); head >= 0 && p.kept(&c.tokens[head]) && !p.words.is("head", o.text) && !(p.words.is("less", o.text) && p.sentence.says("less")) {
				return "it leaves out “" + o.text + "”"
			}
		}
		if !p.keepsSubject(c) {
			return "it does not name what claim " + strconv.Itoa(n+1) + " that it cites is about"
		}
		if said == 0 && p.has(c) {
			return fmt.Sprintf("it says nothing of claim %d that it cites", n+1)
		}
		if float64(kept) < leastKept*float64(all) {
			return fmt.Sprintf("it leaves out most of claim %d that it cites", n+1)
		}
	}
	if reason := p.widens(); reason != "" {
		return reason
	}
	return p.truncates()
}

// widens reports "all tasks" for "all common tasks".
func (p *comparison) widens() string {
	for _, c := range p.claims {
		for i := 0; i+2 < len(c.tokens); i++ {
			all, narrow, head := &c.tokens[i], &c.tokens[i+1], c.tokens[i+2].kind == content
			if p.words.is("quantifier", all.text) && narrow.kind == content && head && p.sentence.hasWord(all.text) && !p.kept(narrow) {
				return "it leaves out “" + narrow.text + "”"
			}
		}
	}
	return ""
}

// truncates reports a sentence in a claim's own words without what restricts them there: "for teams that …".
func (p *comparison) truncates() string {
	if len(p.claims) != 1 || p.sentence.taken(p.claims[0]) < ownWords {
		return ""
	}
	c := p.claims[0]
	for i := range c.tokens {
		o := &c.tokens[i]
		if p.words.is("restricting", o.text) && i+1 < len(c.tokens) && !p.sentence.hasWord(o.text) && !p.kept(&c.tokens[i+1]) {
			return "it leaves out “" + o.text + " " + c.tokens[i+1].text + "”"
		}
	}
	return ""
}

// ownWords is from which share on of words that are the claim's a sentence is in its words.
const ownWords = 0.9

// taken returns the share of the words of a text that another has.
func (t *text) taken(from *text) float64 {
	has := from.places()
	n := 0
	for i := range t.tokens {
		if _, ok := has[t.tokens[i].key()]; ok {
			n++
		}
	}
	return float64(n) / float64(max(1, len(t.tokens)))
}

// has reports whether a claim has words that say something, besides names and figures.
func (p *comparison) has(c *text) bool {
	return c.has(func(o *token) bool { return o.kind == content && !p.light(o) })
}

// keepsSubject reports whether the sentence has one of the names of a claim, where that has any.
func (p *comparison) keepsSubject(c *text) bool {
	label := strings.IndexByte(c.raw, ':') // "Terraform: …" only says where it stands
	if !slices.ContainsFunc(c.tokens, func(o token) bool { return o.option && o.start > label }) {
		return true
	}
	return c.has(func(o *token) bool {
		return o.kind == named && p.sentence.has(func(k *token) bool { return k.kind == named && k.name == o.name })
	})
}

// kept reports whether the sentence has a word of a claim, or one for it.
func (p *comparison) kept(o *token) bool {
	return p.sentence.has(func(k *token) bool {
		switch {
		case k.kind == function:
			return false
		case k.kind == figure && o.kind == figure:
			return strings.TrimSuffix(k.text, "%") == strings.TrimSuffix(o.text, "%")
		case k.kind == content && o.kind == content && p.opposite(k, o):
			return true
		}
		return k.name == o.name || p.same(*k, *o)
	})
}

// restricts returns the index of what token i narrows down by "of": "services" in "prototypes of services"; -1 for
// nothing.
func (t *text) restricts(i int) int {
	if t.wordAt(i+1) != "of" {
		return -1
	}
	for j := i + 2; j < len(t.tokens) && j < i+5; j++ {
		if t.tokens[j].kind != function {
			return j
		}
	}
	return -1
}
