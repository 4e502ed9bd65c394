// Package thesaurus knows which English words say the same and which say the opposite. Its words, in words.txt, are
// made from WordNet 3.1 by testdata/make: single words of everyday English, in their more frequent senses only. It is wide
// rather than exact: WordNet relates words in one of their senses, and a sentence may mean another.
package thesaurus

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

//go:embed words.txt
var words string

//go:embed irregular.txt
var irregular string

// A Thesaurus answers for single words, in lower case and in any inflection. It does not change.
type Thesaurus struct {
	same     map[string][]string // words of one meaning or one family, or near it
	general  map[string][]string // a word's more general ones
	opposite map[string][]string
	nouns    map[string]bool
	base     map[string]string // an irregular inflection that the vocabulary leaves out → its word
}

// Forms are the words that one may be an inflection of, itself first.
type Forms []string

// New returns the thesaurus, which is read at the first call.
func New() *Thesaurus { return load() }

var load = sync.OnceValue(func() *Thesaurus {
	t := &Thesaurus{same: map[string][]string{}, general: map[string][]string{}, opposite: map[string][]string{}, nouns: map[string]bool{}, base: map[string]string{}}
	for line := range strings.Lines(words) {
		group := strings.Fields(line)
		if len(group) > 1 {
			t.add(group[0], group[1:])
		}
	}
	for line := range strings.Lines(irregular) {
		if form, base, ok := strings.Cut(strings.TrimSpace(line), " "); ok && form != "#" {
			t.base[form] = base
		}
	}
	return t
})

func (t *Thesaurus) add(kind string, group []string) {
	switch kind {
	case "=", "~", "+":
		link(t.same, group)
	case "!":
		link(t.opposite, group)
	case "<":
		t.general[group[0]] = append(t.general[group[0]], group[1])
	case "n":
		t.nouns[group[0]] = true
	}
}

func link(into map[string][]string, group []string) {
	for _, a := range group {
		for _, b := range group {
			if a != b {
				into[a] = append(into[a], b)
			}
		}
	}
}

// Same reports whether two words can mean the same, belong to one family ("efficient", "efficiency"), or a is the
// more general one ("get" for "earn").
func (t *Thesaurus) Same(a, b Forms) bool {
	for _, x := range a {
		for _, y := range b {
			if x == y || slices.Contains(t.same[x], y) || slices.Contains(t.general[y], x) {
				return true
			}
		}
	}
	return false
}

// Near reports whether two words have a third one in common that either can stand for.
func (t *Thesaurus) Near(a, b Forms) bool {
	for _, x := range a {
		for _, between := range t.same[x] {
			if t.Same(t.Forms(between), b) {
				return true
			}
		}
	}
	return false
}

// Opposite reports whether two words are opposites.
func (t *Thesaurus) Opposite(a, b Forms) bool {
	for _, x := range a {
		for _, y := range b {
			if slices.Contains(t.opposite[x], y) {
				return true
			}
		}
	}
	return false
}

// Noun reports whether a word, in the singular or plural, is used as a noun more than as anything else.
func (t *Thesaurus) Noun(word string) bool {
	singular := strings.TrimSuffix(word, "s")
	return t.nouns[word] || t.nouns[singular] || t.nouns[strings.TrimSuffix(singular, "e")] || strings.HasSuffix(singular, "ie") && t.nouns[strings.TrimSuffix(singular, "ie")+"y"]
}

// Base returns what an irregular inflection is of ("kept" of "keep"), and any other word unchanged.
func (t *Thesaurus) Base(word string) string {
	if base, ok := t.base[word]; ok {
		return base
	}
	return vocabulary.Base(word)
}

// Knows reports whether the thesaurus has the word.
func (t *Thesaurus) Knows(word string) bool { return slices.ContainsFunc(t.Forms(word), t.has) }

func (t *Thesaurus) has(lemma string) bool {
	return t.nouns[lemma] || len(t.same[lemma])+len(t.general[lemma])+len(t.opposite[lemma]) > 0
}

// endings are English inflections and what the word may have ended in without them.
func endings() [][2]string {
	return [][2]string{
		{"ies", "y"}, {"ves", "fe"}, {"ves", "f"}, {"es", "e"}, {"es", ""}, {"s", ""},
		{"ied", "y"}, {"ed", "e"}, {"ed", ""}, {"ing", "e"}, {"ing", ""}, {"ying", "ie"},
		{"ier", "y"}, {"iest", "y"}, {"er", ""}, {"er", "e"}, {"est", ""}, {"est", "e"},
		{"able", ""}, {"able", "e"},
		{"isation", "ization"}, {"ise", "ize"}, {"ised", "ize"}, {"ises", "ize"}, {"ising", "ize"}, {"our", "or"},
	}
}

// Forms returns the words of the thesaurus that a word may be an inflection of, itself first.
func (t *Thesaurus) Forms(word string) Forms {
	if base := t.Base(word); base != word {
		return Forms{word, base}
	}
	found := Forms{word}
	for _, e := range endings() {
		stem, ok := strings.CutSuffix(word, e[0])
		if !ok || len(stem) < 2 {
			continue
		}
		for _, l := range []string{stem + e[1], undoubled(stem) + e[1]} {
			if t.has(l) && !slices.Contains(found, l) {
				found = append(found, l)
			}
		}
	}
	return found
}

// undoubled takes back the letter that "stopping" doubled.
func undoubled(stem string) string {
	n := len(stem)
	if n > 2 && stem[n-1] == stem[n-2] {
		return stem[:n-1]
	}
	return stem
}
