package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
	"github.com/stackpick/stackpick/prompts/thesaurus"
)

// A kind says what a token is to the check.
type kind int

const (
	function kind = iota // carries no topic: "the", "of"
	content
	named  // an option, a company, a person
	figure // a number
)

// A token is a word of a sentence, or an option's name of several.
type token struct {
	kind     kind
	text     string // lower case
	stem     string
	forms    thesaurus.Forms
	term     string // the representative of its synonyms in the vocabulary, or the stem
	name     string // of an option, as the vocabulary spells it, in lower case; else the text
	option   bool   // it is an option's name
	concept  string // the criterion or trait that it is a word for, or ""
	lean     int    // +1 or -1 where it praises or blames on that concept
	start    int    // its first byte
	clause   int    // counted from 0; a comma, "and", "but" or the like begins another
	sentence int    // the same for sentences, semicolons and dashes only
	part     int    // the same for stronger breaks: sentences, semicolons, "whereas"
	month    bool   // a figure that is the number of a month
	denied   bool   // a negation governs it
	touched  bool   // a negation is near it, and may govern it
	lessened bool   // "less" stands before it
	led      string // the preposition that leads to it: "with" in "with Node.js"; "" for none
}

// A text is a sentence, or several, as tokens.
type text struct {
	raw    string
	words  []vocabulary.Word
	tokens []token
	names  []string // words of it that are names of something, in lower case
	lists  *lists
}

// read splits text into tokens. Names are words known to be names elsewhere.
func (c *Checker) read(raw string, names []string) *text {
	t := &text{raw: raw, words: vocabulary.Words(raw), lists: c.words.lists}
	mentions := c.vocabulary.Mentions(t.words, "")
	options := map[int]vocabulary.Mention{}
	concepts := map[int]vocabulary.Mention{}
	for _, m := range mentions {
		for i := m.First; i <= m.Last; i++ {
			if m.Option != nil {
				options[i] = m
			} else {
				concepts[i] = m
			}
		}
	}
	for i := 0; i < len(t.words); i++ {
		w := t.words[i]
		k := token{text: w.Text, stem: w.Stem, term: w.Stem, name: w.Text, start: w.Start, forms: c.thesaurus.Forms(w.Text)}
		if base := c.thesaurus.Base(w.Text); base != w.Text {
			k.stem = vocabulary.Stem(base)
		}
		if term, ok := c.vocabulary.Term(w); ok {
			k.term = term
		}
		if m, ok := concepts[i]; ok {
			k.concept, k.lean = m.Concept.Name, m.Lean
		}
		m, isOption := options[i]
		switch {
		case isOption && !m.Related:
			k.kind, k.name, k.option = named, strings.ToLower(m.Option.Name), true
			t.names = append(t.names, w.Text)
			i = m.Last
		case t.isNumber(w.Text), c.words.month(w, i) != 0:
			k.kind, k.month = figure, c.words.month(w, i) != 0
		case isOption || c.isName(w, i, raw, names):
			k.kind = named
			t.names = append(t.names, w.Text)
		case !c.words.is("function", w.Text):
			k.kind = content
		}
		t.tokens = append(t.tokens, k)
	}
	t.markMonths()
	t.structure(raw)
	return t
}

// isName reports whether a word is a name: written like one within a sentence, known as one, or no English word.
func (c *Checker) isName(w vocabulary.Word, i int, raw string, names []string) bool {
	if slices.Contains(names, w.Text) {
		return w.Upper || !vocabulary.English(w.Text)
	}
	r, _ := utf8.DecodeRuneInString(w.Text)
	if !unicode.IsLetter(r) || c.words.is("function", w.Text) || c.words.known(w.Text) {
		return false
	}
	spelt := vocabulary.English(w.Text) || c.thesaurus.Knows(w.Text) || strings.ContainsAny(w.Text, "'’")
	if !spelt {
		return w.Upper || !c.thesaurus.Knows(w.Text) && slices.Contains(names, w.Text)
	}
	return w.Upper && i > 0 && !startsSentence(raw, w.Start)
}

// startsSentence reports whether the word at a byte is the first of a sentence or of a quotation.
func startsSentence(raw string, at int) bool {
	before := strings.TrimRight(raw[:at], " \u00a0\"'“‘(")
	last, _ := utf8.DecodeLastRuneInString(before)
	return before == "" || strings.ContainsRune(".!?:", last)
}

// structure numbers clauses, and notes what is denied and what a preposition leads to.
func (t *text) structure(raw string) {
	clause, part, sentence, word := 0, 0, 0, 0
	led := ""
	for i := range t.tokens {
		k := &t.tokens[i]
		w := t.words[word]
		for t.words[word].Text != k.text {
			word++
			w = t.words[word]
		}
		word++
		switch {
		case i > 0 && t.breaksPart(raw, w, k.text):
			part++
			clause++
			led = ""
		case i > 0 && (w.Break || t.lists.is("joining", k.text)):
			clause++
			led = ""
		}
		if i > 0 && t.endsBefore(raw, w) {
			sentence++
		}
		k.clause, k.part, k.sentence = clause, part, sentence
		switch {
		case k.text == "as" && t.wordAt(i-1) == "such":
			led = ""
		case k.kind == function && t.lists.is("preposition", k.text):
			if led = k.text; led == "with" && t.wordAt(i+1) == "no" {
				led = "without"
			}
		case k.kind == function && !t.lists.is("determiner", k.text):
			led = ""
		default:
			k.led = led
			if k.kind == content && !t.modifies(i) {
				led = ""
			}
		}
	}
	t.deny()
}

// modifies reports whether the next token goes with this one, so that a preposition before leads to both.
func (t *text) modifies(i int) bool {
	return i+1 < len(t.tokens) && t.tokens[i+1].kind != function
}

func (t *text) breaksPart(raw string, w vocabulary.Word, word string) bool {
	return t.lists.is("contrasting", word) || t.endsBefore(raw, w)
}

// endsBefore reports whether a sentence, or what stands for one, ends before a word.
func (t *text) endsBefore(raw string, w vocabulary.Word) bool {
	before := strings.TrimRight(raw[:w.Start], " \u00a0\"'“‘(")
	last, _ := utf8.DecodeLastRuneInString(before)
	return strings.ContainsRune(".!?;—", last) || strings.HasSuffix(strings.TrimRight(raw[:w.Start], " "), " –")
}

// contents returns the tokens that say something.
func (t *text) contents() []token {
	var list []token
	for _, k := range t.tokens {
		if k.kind == content {
			list = append(list, k)
		}
	}
	return list
}

// wordFrom returns the index of the word that starts at a byte.
func (t *text) wordFrom(start int) int {
	return slices.IndexFunc(t.words, func(w vocabulary.Word) bool { return w.Start == start })
}

// has reports whether a token holds.
func (t *text) has(is func(*token) bool) bool {
	for i := range t.tokens {
		if is(&t.tokens[i]) {
			return true
		}
	}
	return false
}

// latin reports whether all letters of a text are.
func (t *text) latin() bool {
	return !strings.ContainsFunc(t.raw, func(r rune) bool { return unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) })
}

// says reports whether one of the words of a list stands in the text; phrases of several words count, too.
func (t *text) says(list string) bool { return t.matching(list) != "" }

func (t *text) holdsAt(phrase []string, i int) bool {
	if i+len(phrase) > len(t.words) {
		return false
	}
	for j, p := range phrase {
		w := t.words[i+j]
		if !matches(p, w.Text) {
			return false
		}
	}
	return true
}
