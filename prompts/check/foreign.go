package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// What a translation may be long, as a share of what it translates, in characters. A Chinese character says about what
// three letters say.
const (
	shortest, longest           = 0.4, 2.5
	shortestDense, longestDense = 0.12, 1.4
)

// foreign reports what a translation says otherwise than its claims. Words cannot be compared across languages, so it
// looks at what can: names, figures, denials, hedges, words of certainty, opposites, criteria, and the language itself.
func (p *comparison) foreign() string {
	l := p.words.foreign[p.language]
	if l == nil {
		return "it is in a language that cannot be checked"
	}
	for _, step := range []func(*lists) string{p.inLanguage, p.length, p.keepsNames, p.keepsFigures, p.keepsOrder, p.denies, p.foreignStrength, p.foreignOpposites, p.foreignConcepts} {
		if reason := step(l); reason != "" {
			return reason
		}
	}
	return ""
}

// clearlyEnglish is how many short English words show that a sentence is English; fewer turn up in every language.
const clearlyEnglish = 3

// inLanguage reports a sentence that is in another language than the question.
func (p *comparison) inLanguage(*lists) string {
	code, name := p.vocabulary.Language(p.sentence.words)
	if code == p.language {
		return ""
	}
	ours, english := 0, 0
	for _, w := range p.sentence.words {
		if p.vocabulary.FunctionWord(w.Text, p.language) {
			ours++
		}
		if p.vocabulary.FunctionWord(w.Text, "en") {
			english++
		}
	}
	unsure := code == "en" && english < clearlyEnglish || ours >= 2 && ours >= english
	if unsure && !dense(p.language) {
		return ""
	}
	return "it is in " + name
}

// dense reports whether a language writes words in one character or two.
func dense(language string) bool { return language == "ja" || language == "zh" || language == "ko" }

func (p *comparison) length(*lists) string {
	claims := 0
	for _, c := range p.claims {
		claims += utf8.RuneCountInString(c.raw)
	}
	share := float64(utf8.RuneCountInString(p.sentence.raw)) / float64(claims)
	low, high := shortest, longest
	if dense(p.language) {
		low, high = shortestDense, longestDense
	}
	switch {
	case share < low:
		return "it is too short for what it translates"
	case share > high:
		return "it is too long for what it translates"
	}
	return ""
}

// denies reports a translation that denies where no claim does, or the other way round.
func (p *comparison) denies(l *lists) string {
	_, theirs := p.negations()
	if ours := p.sentence.says("negating"); ours != theirs {
		return "it denies what the claim does not, or the other way round"
	}
	return ""
}

// foreignStrength does what strength does.
func (p *comparison) foreignStrength(l *lists) string {
	for _, list := range p.words.strong {
		if words := p.sentence.matching(list); words != "" && !p.claimSays("or "+list) && !p.claimSays(list) {
			return "“" + words + "” is more than the claim says"
		}
	}
	for _, list := range p.words.weak {
		for _, c := range p.claims {
			if words := c.matching(list); words != "" && len(l.phrases[list]) > 0 && !p.sentence.says(list) {
				return "it leaves out “" + words + "”"
			}
		}
	}
	for _, list := range []string{"calls", "sources"} {
		if words := p.sentence.matching(list); words != "" && !p.claimSays("or source") {
			return "“" + words + "” is not in the claim"
		}
	}
	return ""
}

// foreignOpposites reports a word whose opposite the claim has.
func (p *comparison) foreignOpposites(l *lists) string {
	if _, denied := p.negations(); denied || p.claimSays("less") {
		return ""
	}
	for _, pair := range [][2]string{{"fast", "slow"}, {"easy", "hard"}, {"cheap", "expensive"}, {"more", "less"}, {"increase", "decrease"}, {"before", "after"}, {"keep", "abandon"}, {"secure", "insecure"}} {
		for _, turned := range [][2]string{pair, {pair[1], pair[0]}} {
			words := p.sentence.matching(turned[0])
			if words != "" && !p.claimsHave(turned[0]) && p.claimsHave(turned[1]) && !p.sentence.says(turned[1]) {
				return "“" + words + "” says the opposite of the claim"
			}
		}
	}
	return ""
}

// claimsHave reports whether a claim has an English word or one that stands with it among opposites.
func (p *comparison) claimsHave(word string) bool {
	stem := vocabulary.Stem(word)
	return slices.ContainsFunc(p.claims, func(c *text) bool {
		return c.has(func(k *token) bool { return k.stem == stem || p.words.sameGroup("opposite", k.stem, stem) })
	})
}

// foreignConcepts reports a criterion that the claims do not speak of.
func (p *comparison) foreignConcepts(*lists) string {
	known := map[string]bool{}
	for _, t := range append(slices.Clone(p.claims), p.context) {
		for i := range t.tokens {
			known[t.tokens[i].concept] = true
		}
		for _, m := range p.vocabulary.Mentions(t.words, "en") {
			if m.Concept != nil {
				known[m.Concept.Name] = true
			}
		}
	}
	for _, m := range p.vocabulary.Mentions(p.sentence.words, p.language) {
		if m.Concept != nil && !m.Asked && m.Lean == 0 && !known[m.Concept.Name] && p.tells(m) && !p.claimsName(m.Concept) {
			return fmt.Sprintf("no cited claim speaks of %s", m.Concept.Name)
		}
	}
	return ""
}

// tells reports whether the words of a mention are long enough to mean what they say: "die" is an article, too.
func (p *comparison) tells(m vocabulary.Mention) bool {
	words := p.sentence.words[m.First : m.Last+1]
	return dense(p.language) && len(words) > 1 || !dense(p.language) && words[len(words)-1].End-words[0].Start > 4
}

// claimsName reports whether a claim has one of the English words for a concept.
func (p *comparison) claimsName(c *vocabulary.Concept) bool {
	for _, phrase := range slices.Concat(c.Words, c.Favourable, c.Opposite) {
		for _, w := range vocabulary.Words(phrase) {
			if slices.ContainsFunc(p.claims, func(t *text) bool { return t.has(func(o *token) bool { return o.kind == content && o.stem == w.Stem }) }) {
				return true
			}
		}
	}
	return false
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// readForeign splits a text in another language. There are no names or words that carry no topic to tell: only options,
// figures and the rest.
func (c *Checker) readForeign(raw, language string) *text {
	l := c.words.foreign[language]
	if l == nil {
		return c.read(raw, nil)
	}
	t := &text{raw: raw, words: vocabulary.Words(raw), lists: l}
	options := map[int]vocabulary.Mention{}
	for _, m := range c.vocabulary.Mentions(t.words, language) {
		for i := m.First; i <= m.Last && m.Option != nil; i++ {
			options[i] = m
		}
	}
	for i := 0; i < len(t.words); i++ {
		w := t.words[i]
		k := token{kind: content, text: w.Text, stem: w.Stem, term: w.Stem, name: w.Text}
		m, isOption := options[i]
		switch {
		case isOption && !m.Related && (w.Upper || m.Last > m.First || !unicode.Is(unicode.Latin, firstRune(w.Text))):
			k.kind, k.name, k.option = named, strings.ToLower(m.Option.Name), true
			i = m.Last
		case t.isNumber(w.Text):
			k.kind = figure
		}
		t.tokens = append(t.tokens, k)
	}
	return t
}
