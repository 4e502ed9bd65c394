package vocabulary

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// speech is what a vocabulary knows of words that name neither options nor criteria.
type speech struct {
	common    map[string]bool   // stems of words that carry no topic
	chatter   []string          // those words as written
	weak      map[string]bool   // stems of words that carry little
	shorthand map[string]string // chat spellings and what they stand for
	synonyms  map[string]string // stem → the first stem of its group
	nouns     map[string]string // word whose stem is that of chatter → likewise
}

// speechWords is the form of speech.yaml.
type speechWords struct {
	Common    []string          `yaml:"common"`
	Shorthand map[string]string `yaml:"shorthand"`
	Weak      []string          `yaml:"weak"`
	Synonyms  [][]string        `yaml:"synonyms"`
	Spelt     []string          `yaml:"spelt"`
}

func (v *Lexicon) setSpeech(s speechWords) {
	for _, line := range s.Common {
		for _, w := range Words(line) {
			v.chatter = append(v.chatter, w.Text)
		}
	}
	v.shorthand = s.Shorthand
	v.common, v.weak, v.synonyms = stems(s.Common), stems(s.Weak), map[string]string{}
	v.nouns = map[string]string{}
	for _, line := range s.Spelt {
		for _, w := range Words(line) {
			v.words[w.Text] = true
		}
	}
	for _, group := range s.Synonyms {
		for _, word := range group {
			for _, w := range Words(word) {
				v.words[w.Text] = true
				if v.common[w.Stem] && !slices.Contains(v.chatter, w.Text) { // "dependency", though "it depends" says nothing
					v.nouns[w.Text], v.nouns[plural(w.Text)] = Stem(fold(group[0])), Stem(fold(group[0]))
					continue
				}
				v.synonyms[w.Stem] = Stem(fold(group[0]))
			}
		}
	}
}

func stems(lines []string) map[string]bool {
	set := map[string]bool{}
	for _, line := range lines {
		for _, w := range Words(line) {
			set[w.Stem] = true
		}
	}
	return set
}

// plural writes an English noun in the plural, if it is a regular one.
func plural(noun string) string {
	if stem, ok := strings.CutSuffix(noun, "y"); ok {
		return stem + "ies"
	}
	return noun + "s"
}

// Kind reports whether a word names a kind of technology: "framework", "database".
func (v *Lexicon) Kind(word string) bool { return v.kinds[word] }

// Longhand returns what a chat spelling stands for ("plz"), and any other word unchanged.
func (v *Lexicon) Longhand(word string) string {
	if long, ok := v.shorthand[word]; ok {
		return long
	}
	return word
}

// Chatter reports whether words of that stem carry no topic: "which", "please".
func (v *Lexicon) Chatter(stem string) bool { return v.common[stem] }

// Weak reports whether a content term says little by itself: "handle", "popular stuff".
func (v *Lexicon) Weak(term string) bool { return v.weak[term] }

// Terms returns the content words among words: stems, each the representative of its synonyms, in order and
// without repeats.
func (v *Lexicon) Terms(words []Word) []string {
	var few [32]string
	terms := few[:0]
	for _, w := range words {
		if t, ok := v.Term(w); ok && !slices.Contains(terms, t) {
			terms = append(terms, t)
		}
	}
	return append([]string(nil), terms...)
}

// Term returns the content term of one word, and false for a word that carries no topic.
func (v *Lexicon) Term(w Word) (string, bool) {
	if t, ok := v.nouns[w.Text]; ok {
		return t, true
	}
	base, _, contracted := strings.Cut(w.Text, "'")
	if v.common[w.Stem] || contracted && v.common[Stem(base)] {
		return "", false
	}
	if first := w.Text[0]; len(w.Text) == 1 && first < utf8.RuneSelf && !unicode.IsDigit(rune(first)) {
		return "", false // a letter
	}
	if s, ok := v.synonyms[w.Stem]; ok {
		return s, true
	}
	return w.Stem, true
}

// Sense returns that by which the words of two texts are compared: the content term of a word, the stem of one that
// carries no topic, and "" for one that only holds a sentence together.
func (v *Lexicon) Sense(w Word) string {
	if t, ok := v.Term(w); ok {
		return t
	}
	if v.FunctionWord(w.Text, "en") {
		return ""
	}
	return w.Stem
}
