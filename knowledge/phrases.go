package knowledge

import (
	"slices"
	"strings"
)

// A phrase is one or more consecutive words that stand for an option or a concept.
type phrase struct {
	keys     []string // word keys in order: "=text" (exactly that word), "~stem", or "^prefix"
	option   *Option
	concept  *Concept
	related  bool   // names a tool of the option, not the option
	lean     int    // +1 names the concept favourably, -1 unfavourably, 0 neither
	language string // the ISO 639-1 code of the language it is written in; "" is English or any
}

// prefixLength is how many bytes of a word prefix phrases are filed under.
const prefixLength = 3

func nameKeys(name string) []string {
	var keys []string
	for _, part := range strings.Fields(name) {
		prefix := strings.HasSuffix(part, "*")
		words := Words(strings.TrimSuffix(part, "*"))
		for i, w := range words {
			if prefix && i == len(words)-1 && len(w.Text) >= prefixLength {
				keys = append(keys, "^"+w.Text)
			} else {
				keys = append(keys, "="+w.Text)
			}
		}
	}
	return keys
}

// stemKeys are the keys of an English phrase: each word matches its inflections, unless a = before it says
// that it stands for itself alone.
func stemKeys(text string) []string {
	var keys []string
	for _, part := range strings.Fields(text) {
		exact := strings.HasPrefix(part, "=")
		for _, w := range Words(part) {
			if exact {
				keys = append(keys, "="+w.Text)
			} else {
				keys = append(keys, "~"+w.Stem)
			}
		}
	}
	return keys
}

func (v *Vocabulary) addPhrase(p phrase) {
	if len(p.keys) == 0 {
		return
	}
	first := fileUnder(p.keys[0])
	for _, known := range v.phrases[first] {
		if slices.Equal(known.keys, p.keys) && known.language == p.language && (known.option == nil) == (p.option == nil) {
			return // the first meaning of a phrase stays
		}
	}
	v.phrases[first] = append(v.phrases[first], p)
}

func fileUnder(key string) string {
	if key[0] == '^' {
		return key[:1+prefixLength]
	}
	return key
}

// keyMatches reports whether a word is what a phrase's key asks for.
func keyMatches(key string, w Word) bool {
	switch key[0] {
	case '=':
		return w.Text == key[1:]
	case '~':
		return w.Stem == key[1:]
	default:
		return strings.HasPrefix(w.Text, key[1:])
	}
}

// A Mention is a place in a text where an option or a concept is named.
type Mention struct {
	Option      *Option // nil for a concept
	Concept     *Concept
	Related     bool // a tool of the option is named, not the option itself
	Lean        int  // +1 or -1 where the words praise or blame on the concept ("fast", "slow"), else 0
	First, Last int  // the words it covers, as indexes into the words given
}

// Mentions finds the options and concepts that words name, the longest phrase first at each place; options
// and concepts do not hide each other. Phrases of another language count only when language is theirs.
func (v *Vocabulary) Mentions(words []Word, language string) []Mention {
	var found []Mention
	nextOption, nextConcept := 0, 0
	for i := range words {
		if i >= nextOption {
			if m, ok := v.longest(words, i, language, true); ok && v.means(words, m) {
				found = append(found, m)
				nextOption = m.Last + 1
			}
		}
		if i >= nextConcept {
			if m, ok := v.longest(words, i, language, false); ok {
				found = append(found, m)
				nextConcept = m.Last + 1
			}
		}
	}
	return found
}

// longest returns the longest phrase for an option (or else a concept) that begins at word i.
func (v *Vocabulary) longest(words []Word, i int, language string, option bool) (Mention, bool) {
	var best *phrase
	w := words[i]
	keys := []string{"=" + w.Text, "~" + w.Stem}
	if len(w.Text) >= prefixLength {
		keys = append(keys, "^"+w.Text[:prefixLength])
	}
	for _, key := range keys {
		for j := range v.phrases[key] {
			p := &v.phrases[key][j]
			if (p.option != nil) == option && p.speaks(language) && (best == nil || p.outranks(best)) && matchesAt(p.keys, words[i:]) {
				best = p
			}
		}
	}
	if best == nil {
		return Mention{}, false
	}
	return Mention{
		Option: best.option, Concept: best.concept, Related: best.related, Lean: best.lean,
		First: i, Last: i + len(best.keys) - 1,
	}, true
}

// speaks reports whether a phrase counts in a text of that language. English words turn up in all languages,
// and short texts are easily taken for a related language.
func (p *phrase) speaks(language string) bool {
	return p.language == "" || language != "" && language != "en"
}

// outranks reports whether a phrase is to be preferred: the longer one, then one of another language.
func (p *phrase) outranks(other *phrase) bool {
	if len(p.keys) != len(other.keys) {
		return len(p.keys) > len(other.keys)
	}
	return p.language != "" && other.language == ""
}

func matchesAt(keys []string, words []Word) bool {
	if len(keys) > len(words) {
		return false
	}
	for k, key := range keys {
		if k > 0 && words[k].Break || !keyMatches(key, words[k]) {
			return false
		}
	}
	return true
}

// means decides whether an everyday word such as "go" or "express" is meant as the technology: it is when
// written with a capital inside a sentence, or when it stands where people name a technology.
func (v *Vocabulary) means(words []Word, m Mention) bool {
	if !m.Option.Ambiguous || m.Last > m.First || !v.English(words[m.First].Text) && len(words[m.First].Text) > 2 {
		return true
	}
	if words[m.First].Upper && m.First > 0 {
		return true
	}
	before, after := wordAt(words, m.First-1), wordAt(words, m.Last+1)
	if alternative(before) && v.inName(words, m.First-2) || alternative(after) && v.inName(words, m.Last+2) {
		return true
	}
	return slices.Contains([]string{"in", "use", "using", "with", "learn", "choose", "pick", "prefer", "about", "is", "rewrite"}, before) &&
		slices.Contains([]string{"", "for", "or", "vs", "versus", "instead", "rather", "over", "better"}, after)
}

func wordAt(words []Word, i int) string {
	if i < 0 || i >= len(words) {
		return ""
	}
	return words[i].Text
}

func alternative(word string) bool {
	return slices.Contains([]string{"or", "vs", "versus", "and", "over", "than", "against"}, word)
}

// inName reports whether the word at i is part of an option's name.
func (v *Vocabulary) inName(words []Word, i int) bool {
	if i < 0 || i >= len(words) {
		return false
	}
	for j := max(0, i-2); j <= i; j++ {
		if m, ok := v.longest(words, j, "", true); ok && m.Last >= i {
			return true
		}
	}
	return false
}
