package vocabulary

import (
	"slices"
	"strings"
)

// A phrase is one or more consecutive words that stand for an option or a concept.
type phrase struct {
	keys     []string // word keys in order: "=text" (exactly that word), "~stem", "^prefix" or "%part"
	option   *Option
	concept  *Concept
	related  bool   // names a tool of the option, not the option
	common   bool   // texts use it for something else, too
	lean     int    // +1 names the concept favourably, -1 unfavourably, 0 neither
	asked    bool   // counts in questions only
	language string // the ISO 639-1 code of the language it is written in; "" is English or any
}

// prefixLength is how many bytes of a word prefix phrases are filed under.
const prefixLength = 3

func nameKeys(name string) []string {
	var keys []string
	for _, part := range strings.Fields(name) {
		prefix, infix := strings.HasSuffix(part, "*"), strings.HasPrefix(part, "*")
		words := Words(strings.Trim(part, "*"))
		for i, w := range words {
			switch {
			case infix && i == 0:
				keys = append(keys, "%"+w.Text)
			case prefix && i == len(words)-1 && len(w.Text) >= prefixLength:
				keys = append(keys, "^"+w.Text)
			default:
				keys = append(keys, "="+w.Text)
			}
		}
	}
	return keys
}

// stemKeys are the keys of an English phrase: each word matches its inflections, unless a = before it says
// that it stands for itself alone.
func stemKeys(text string) (keys []string, words []Word) {
	for _, part := range strings.Fields(text) {
		exact := strings.HasPrefix(part, "=")
		for _, w := range Words(part) {
			words = append(words, w)
			if exact {
				keys = append(keys, "="+w.Text)
			} else {
				keys = append(keys, "~"+w.Stem)
			}
		}
	}
	return keys, words
}

// addPhrase files a phrase under its first word, but not more than maxAlike under one.
func (v *Lexicon) addPhrase(into map[string][]phrase, p phrase) {
	if len(p.keys) == 0 {
		return
	}
	id := strings.Join(p.keys, " ") + " " + p.language
	if p.option != nil {
		id += " option"
	}
	if v.filed[id] {
		return // the first meaning of a phrase stays
	}
	v.filed[id] = true
	first := fileUnder(p.keys[0])
	if len(into[first]) == maxAlike {
		v.crowded = strings.TrimLeft(first, "=~^%")
		return
	}
	into[first] = append(into[first], p)
}

func fileUnder(key string) string {
	switch key[0] {
	case '^':
		return key[:1+prefixLength]
	case '%':
		return "%"
	default:
		return key
	}
}

// keyMatches reports whether a word is what a phrase's key asks for.
func keyMatches(key string, w Word) bool {
	switch key[0] {
	case '=':
		return w.Text == key[1:]
	case '~':
		return w.Stem == key[1:]
	case '^':
		return strings.HasPrefix(w.Text, key[1:])
	default:
		return strings.Contains(w.Text, key[1:])
	}
}

// A Mention is a place in a text where an option or a concept is named.
type Mention struct {
	Option      *Option  // nil for a concept
	Concept     *Concept // nil for an option
	Asked       bool     // the words count in questions only: a paraphrase, less sure than the others
	Related     bool     // a tool of the option is named, not the option itself
	Common      bool     // in a question: a word that may mean something else, with nothing beside it that tells
	Lean        int      // +1 or -1 where the words praise or blame on the concept ("fast", "slow"), else 0
	First, Last int      // the words it covers, as indexes into the words given
}

// Mentions finds the options and concepts that words name, the longest phrase at each place. A phrase inside a
// longer one does not count ("fast" in "fast development"), one that only overlaps it does; options and concepts
// do not hide each other. Phrases of another language count only when language is theirs.
func (v *Lexicon) Mentions(words []Word, language string) []Mention {
	return v.mentions(words, language, nil)
}

// MentionsAmong is Mentions in a document's text that judges options: a common word means the one of them that has it.
func (v *Lexicon) MentionsAmong(words []Word, judged []string) []Mention {
	return v.mentions(words, "", judged)
}

func (v *Lexicon) mentions(words []Word, language string, judged []string) []Mention {
	var found []Mention
	if language != "" && language != "en" {
		v.foreignOnce.Do(v.addLanguages)
	}
	nextOption, pastConcept := 0, 0 // the first word beyond what is found so far
	for i := range words {
		option, concept := v.longest(words, i, language)
		if option != nil && i >= nextOption {
			if m := option.mention(i); v.means(words, &m, language) || m.Common && slices.Contains(judged, m.Option.Name) {
				found = append(found, m)
				nextOption = m.Last + 1
			}
		}
		if concept != nil && i+len(concept.keys) > pastConcept {
			found = append(found, concept.mention(i))
			pastConcept = i + len(concept.keys)
		}
	}
	return found
}

// mention returns the mention that a phrase makes at word i.
func (p *phrase) mention(i int) Mention {
	return Mention{
		Option: p.option, Concept: p.concept, Related: p.related, Common: p.common, Lean: p.lean, Asked: p.asked,
		First: i, Last: i + len(p.keys) - 1,
	}
}

// longest returns the longest phrases for an option and for a concept that begin at word i, nil for none.
func (v *Lexicon) longest(words []Word, i int, language string) (option, concept *phrase) {
	w := words[i]
	keys := [...]string{"=" + w.Text, "~" + w.Stem, "^" + w.Text[:min(prefixLength, len(w.Text))], "%"}
	filed := keys[:]
	if len(w.Text) < prefixLength {
		filed = keys[:2]
	}
	for _, key := range filed {
		option, concept = better(option, concept, v.phrases[key], words[i:], language)
		if language != "" && language != "en" {
			option, concept = better(option, concept, v.foreign[key], words[i:], language)
		}
	}
	return option, concept
}

// speaks reports whether a phrase counts in a text of that language; documents are read with "". English words turn up
// in all languages, and short texts are easily taken for a related language.
func (p *phrase) speaks(language string) bool {
	if p.asked {
		return language != ""
	}
	return p.language == "" || language != "" && language != "en"
}

// outranks reports whether a phrase is to be preferred: the longer one, then one of another language.
func (p *phrase) outranks(other *phrase) bool {
	if len(p.keys) != len(other.keys) {
		return len(p.keys) > len(other.keys)
	}
	return p.language != "" && other.language == ""
}

// better returns an option's phrase and a concept's, or those among candidates that begin at the first of words and
// outrank them.
func better(option, concept *phrase, candidates []phrase, words []Word, language string) (o, c *phrase) {
	for j := range candidates {
		p := &candidates[j]
		best := &concept
		if p.option != nil {
			best = &option
		}
		if p.speaks(language) && (*best == nil || p.outranks(*best)) && matchesAt(p.keys, words) {
			*best = p
		}
	}
	return option, concept
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

// means decides whether a word that is also used for something else is meant as the technology. In a question a common
// one counts, for colleagues mostly mean the technology: there it is only noted.
func (v *Lexicon) means(words []Word, m *Mention, language string) bool {
	if m.Common {
		m.Common = len(words) > 1 && !v.named(words, *m)
		return !m.Common || language != ""
	}
	return !m.Option.Ambiguous || m.Last > m.First || !English(words[m.First].Text) && len(words[m.First].Text) > 2 || v.named(words, *m)
}

// named reports whether an everyday word such as "go" or "express" is used as a technology's name: written with a
// capital inside a sentence, or standing where people name a technology.
func (v *Lexicon) named(words []Word, m Mention) bool {
	if len(words[m.First].Text) == 1 && isLabel(words, m.First) {
		return false
	}
	if words[m.First].Upper && (m.First > 0 || len(words) <= 2 || saysOf(WordAt(words, m.Last+1))) {
		return true
	}
	if onlyAdds(words, m) {
		return true
	}
	before, after := WordAt(words, m.First-1), WordAt(words, m.Last+1)
	if !words[m.First].Upper && v.begins(words, m.Last+1) {
		return false // "or go Node"
	}
	if alternative(before) && v.inName(words, m.First-2) || alternative(after) && v.inName(words, m.Last+2) {
		return true
	}
	return slices.Contains([]string{"in", "use", "using", "with", "learn", "choose", "pick", "prefer", "about", "is", "rewrite"}, before) &&
		slices.Contains([]string{"", "for", "or", "vs", "versus", "instead", "rather", "over", "better"}, after)
}

// onlyAdds reports whether words only add a name to what was said before: "and flask?", "what about spring?".
func onlyAdds(words []Word, m Mention) bool {
	before := words[:m.First]
	return len(before) > 0 && len(before) < 4 && m.Last == len(words)-1 && !slices.ContainsFunc(before, func(w Word) bool {
		return !slices.Contains([]string{"and", "or", "what", "how", "about", "ok", "hm", "hmm", "so", "then"}, w.Text)
	})
}

// isLabel reports whether the letter at i tells one of several from the others: "option C", "steps A and B", "A B C".
func isLabel(words []Word, i int) bool {
	letter := func(k int) bool {
		return k >= 0 && k < len(words) && k != i && len(words[k].Text) == 1 && words[k].Upper
	}
	first := i - 1
	for alternative(WordAt(words, first)) || letter(first) {
		first--
	}
	return letter(i-1) || letter(i+1) || slices.Contains(labelKinds(), strings.TrimSuffix(WordAt(words, first), "s"))
}

// labelKinds are words whose things are told apart by letters.
func labelKinds() []string {
	return []string{
		"option", "alternative", "approach", "solution", "proposal", "variant", "model", "candidate", "plan", "step", "phase",
		"appendix", "figure", "case", "type", "group", "team", "tier", "vitamin",
	}
}

// saysOf reports whether a word after a capitalised one makes it the subject of a sentence: "Go is simple".
func saysOf(word string) bool {
	return slices.Contains([]string{
		"is", "isn't", "has", "was", "can", "does", "doesn't", "offers", "needs", "makes", "gives", "lets", "comes", "uses",
		"runs", "beats", "and", "or", "vs", "versus",
	}, word)
}

// WordAt returns the text of the word at i, "" where there is none.
func WordAt(words []Word, i int) string {
	if i < 0 || i >= len(words) {
		return ""
	}
	return words[i].Text
}

func alternative(word string) bool {
	return slices.Contains([]string{"or", "vs", "versus", "and", "over", "than", "against"}, word)
}

// begins reports whether an option's name begins at the word at i.
func (v *Lexicon) begins(words []Word, i int) bool {
	if i >= len(words) || words[i].Break {
		return false
	}
	option, _ := v.longest(words, i, "")
	return option != nil
}

// inName reports whether the word at i is part of an option's name.
func (v *Lexicon) inName(words []Word, i int) bool {
	if i < 0 || i >= len(words) {
		return false
	}
	for j := max(0, i-2); j <= i; j++ {
		if option, _ := v.longest(words, j, ""); option != nil && j+len(option.keys) > i {
			return true
		}
	}
	return false
}
