package check

import (
	"slices"
	"strings"
)

// How far a negation reaches, in words that say something, within its clause: those it governs, and those it may
// govern, on both sides ("needs no introduction" denies the need).
const (
	governs     = 2
	touches     = 5
	touchesBack = 4
)

// deny notes which tokens negations govern.
func (t *text) deny() {
	for i := range t.tokens {
		t.lessen(i)
		if t.lists.is("touching", t.tokens[i].text) {
			for j := i + 1; j < len(t.tokens) && t.tokens[j].part == t.tokens[i].part; j++ {
				t.tokens[j].touched = true
			}
		}
		if t.negates(i) {
			t.denyFrom(i)
			t.touchBack(i)
		}
	}
}

// lessen notes what a word such as "fewer" at token i takes from: "less memory", but not "less than".
func (t *text) lessen(i int) {
	w := t.tokens[i].text
	if w != "less" && w != "fewer" && !(w == "least" && t.wordAt(i-1) != "at") || t.wordAt(i+1) == "than" {
		return
	}
	for j := i + 1; j < len(t.tokens) && j < i+4 && t.tokens[j].clause == t.tokens[i].clause; j++ {
		t.tokens[j].lessened = t.tokens[j].kind == content
	}
}

// denyFrom notes what a negation at token i governs, and what it may govern, after it.
func (t *text) denyFrom(i int) {
	n, ended := 0, false
	for j := i + 1; j < len(t.tokens) && n < touches && t.tokens[j].part == t.tokens[i].part; j++ {
		k := &t.tokens[j]
		ended = ended || k.clause != t.tokens[i].clause
		if k.kind == function {
			ended = ended || n > 0 && t.lists.is("preposition", k.text)
			continue
		}
		if n++; n <= governs && !ended {
			k.denied = !k.denied
		}
		k.touched = true
	}
}

// touchBack notes what a negation at token i may govern before it: the subject, also that of a clause before which
// "which" or "and" goes on with. "Without" reaches forward only.
func (t *text) touchBack(i int) {
	if t.lists.is("preposition", t.tokens[i].text) {
		return
	}
	n, clause := 0, t.tokens[i].clause
	for j := i - 1; j >= 0 && n < touchesBack; j-- {
		k := &t.tokens[j]
		if k.clause != clause {
			first := t.wordAt(j + 1)
			if first != "which" && first != "that" && first != "who" && (first != "and" || n > 0) {
				return
			}
			clause = k.clause
		}
		if k.kind != function {
			k.touched = true
			if n++; t.tokens[i].text == "no" {
				return
			}
		}
	}
}

func (t *text) negates(i int) bool {
	w := t.tokens[i].text
	if next := t.wordAt(i + 1); w == "not" && (next == "only" || next == "just" || next == "merely") && t.hasWord("but") {
		return false
	}
	if w == "rather" && t.wordAt(i+1) == "than" || w == "instead" && t.wordAt(i+1) == "of" {
		return true
	}
	if t.inIdiom(t.wordIndex(i)) || w == "few" && t.wordAt(i-1) == "a" {
		return false
	}
	if next := t.wordAt(i + 1); w == "free" && next == "of" || w == "opposed" && next == "to" {
		return true
	}
	return t.lists.is("negating", w) || strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "n’t")
}

// polarity reports what a sentence denies and its claims do not, or the other way round. An opposite that is denied
// says the same, and so does one with the sides of a comparison exchanged.
func (p *comparison) polarity() string {
	turned, light := false, ""
	flipped := p.flipped()
	for i := range p.sentence.tokens {
		k := &p.sentence.tokens[i]
		if k.kind != content {
			continue
		}
		v := p.weigh(k, flipped)
		switch {
		case v.opposes && p.light(k):
			light = k.text
		case v.opposes:
			return "“" + k.text + "” says the opposite of the claim"
		}
		turned = turned || v.opposite
	}
	if name := p.deniedName(); name != "" && !turned {
		return "it denies “" + name + "”, and the claim does not"
	}
	if light != "" && !turned {
		return "“" + light + "” says the opposite of the claim"
	}
	if turned {
		return ""
	}
	return p.denials()
}

// deniedName returns a name right after a negation, "not with MIT", that no claim has near one; "" for none.
func (p *comparison) deniedName() string {
	for _, k := range p.sentence.deniedWords() {
		if k.kind != named || !k.denied {
			continue
		}
		denied := func(o *token) bool { return o.name == k.name && (o.denied || o.touched) }
		if !slices.ContainsFunc(p.claims, func(c *text) bool { return c.has(denied) }) {
			return k.text
		}
	}
	return ""
}

// denials reports a word that the sentence denies and no claim speaks of, and one that a claim denies while a sentence
// that is otherwise the claim's own says nothing of it. What both speak of polarity has compared.
func (p *comparison) denials() string {
	for _, k := range p.sentence.deniedWords() {
		if !p.supported(k, p.claims) && !p.turns(k) && !p.words.is("negative", k.text) && k.text != "one" && !p.claimsNegate() {
			return "it denies “" + k.text + "”, and the claim does not"
		}
	}
	for _, c := range p.claims {
		for _, o := range c.deniedWords() {
			if !p.sentenceNegates() && p.near[c] >= farther {
				return "it does not deny “" + o.text + "”, and the claim does"
			}
		}
	}
	return ""
}

// farther is up to which likeness a sentence is in other words than its claim, so that it may say without "not" what
// the claim says with it.
const farther = 0.55

// deniedWords returns the first word that each negation governs.
func (t *text) deniedWords() []*token {
	var list []*token
	for i := range t.tokens {
		if !t.negates(i) {
			continue
		}
		for j := i + 1; j < len(t.tokens) && t.tokens[j].clause == t.tokens[i].clause; j++ {
			if t.tokens[j].kind != function {
				list = append(list, &t.tokens[j])
				break
			}
		}
	}
	return list
}

func (p *comparison) claimsNegate() bool {
	_, theirs := p.negations()
	return theirs
}

func (p *comparison) sentenceNegates() bool {
	ours, _ := p.negations()
	return ours
}

// nounsCount is from which likeness on a noun must be denied where the claim denies it: in other words "without a
// server" may say what "no failures of servers" says.
const nounsCount = 0.4

// A verdict is what the claims say of one word of the sentence.
type verdict struct{ opposes, opposite bool }

// weigh looks at the words of the claims that are the word itself; where there is none, at its opposites; what merely
// may stand for it decides nothing. Flipped says that the sentence has the sides of a comparison exchanged.
func (p *comparison) weigh(k *token, flipped bool) verdict {
	var same, opposite, lessened, agrees, disagrees, may bool
	for _, c := range p.claims {
		for j := range c.tokens {
			o := &c.tokens[j]
			if o.kind != content {
				continue
			}
			apart := p.apart(k, o, c)
			less := k.lessened != o.lessened && !(p.sentence.says("less") && c.says("less"))
			switch {
			case k.stem == o.stem:
				same, lessened = true, lessened || o.lessened != k.lessened
				turned := apart || less && !flipped || !less && flipped && k.lessened
				disagrees, agrees = disagrees || turned, agrees || !turned
			case p.standsFor(k, o):
				may = true
			case p.opposite(k, o) && (!p.light(k) && !p.light(o) || p.words.opposites(k.stem, o.stem)):
				opposite = true
				may = may || (apart || k.denied != o.denied) != less != flipped // each turns it round once more
			}
		}
	}
	if same {
		return verdict{opposes: disagrees && !agrees && !p.both(k), opposite: lessened}
	}
	return verdict{opposes: opposite && !may, opposite: opposite}
}

// apart reports whether the sentence denies a word that the claim has and does not deny, or the other way round.
func (p *comparison) apart(k, o *token, claim *text) bool {
	if !(k.denied && !o.denied && !o.touched || o.denied && !k.denied && !k.touched) {
		return false
	}
	return p.near[claim] >= nounsCount || !p.thesaurus.Noun(k.text)
}

// standsFor reports whether one word may be said for another.
func (p *comparison) standsFor(k, o *token) bool {
	return p.words.sameGroup("same", k.stem, o.stem) || k.text != o.text && p.thesaurus.Same(k.forms, o.forms) && !p.opposite(k, o)
}

// both reports whether the sentence has the word once denied and once not: "A does not, but B does".
func (p *comparison) both(k *token) bool {
	return p.sentence.has(func(o *token) bool { return o.kind == content && o.stem == k.stem && o.denied != k.denied })
}

// opposite reports whether two words are opposites: by the lists, by the thesaurus, or by a syllable in front.
func (p *comparison) opposite(k, o *token) bool {
	degrees := strings.HasSuffix(k.text, "er") != strings.HasSuffix(o.text, "er") && !k.denied && !o.denied && !k.lessened && !o.lessened
	if degrees {
		return false // "larger" and "small" do not speak of one thing
	}
	opposite := p.words.opposites(k.stem, o.stem) || p.thesaurus.Opposite(k.forms, o.forms) && !p.words.sameGroup("same", k.stem, o.stem) ||
		prefixed(k.text, o.text) || prefixed(o.text, k.text) || denying(k.stem, o.stem) || denying(o.stem, k.stem)
	return opposite && p.words.unit(k.text) == ""
}

// prefixed reports whether a is b, or a form of it, with a syllable in front that denies it: "unlimited", "incomplete".
func prefixed(a, b string) bool {
	return slices.ContainsFunc(denyingSyllables, func(syllable string) bool {
		rest, ok := strings.CutPrefix(a, syllable)
		return ok && len(rest) > 3 && len(b) > 3 && (strings.HasPrefix(rest, b) || strings.HasPrefix(b, rest))
	})
}

// denying reports the same of stems, which must be all alike: "unambiguous" and "ambiguity".
func denying(a, b string) bool {
	return len(b) > 3 && slices.ContainsFunc(denyingSyllables, func(syllable string) bool {
		return len(a) == len(syllable)+len(b) && strings.HasPrefix(a, syllable) && strings.HasSuffix(a, b)
	})
}

var denyingSyllables = []string{"un", "in", "im", "ir", "il", "non", "dis", "de", "mis"}

// negations reports whether the sentence and the claims negate at all.
func (p *comparison) negations() (ours, theirs bool) {
	for i := range p.sentence.tokens {
		ours = ours || p.sentence.negates(i)
	}
	for _, c := range p.claims {
		for i := range c.tokens {
			theirs = theirs || c.negates(i)
		}
	}
	return ours, theirs
}
