package bot

import (
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// readOptions sorts the technologies named into judged options, names the knowledge merely mentions, and
// foreign ones. A language that only describes the team ("two Python devs") is no option.
func (b *Bot) readOptions(a *ask, mentions []vocabulary.Mention, used []bool) {
	for i, m := range mentions {
		if m.Option == nil || m.Related || m.Common && !b.meansOption(a.words, m) {
			continue
		}
		mark(used, m)
		joined := a.isAlternative(mentions, i)
		if b.insideConcept(mentions, m) || m.Option.Ambiguous && !joined && len(a.options) > 0 {
			continue // an aside: "Julia and I talked about …"
		}
		name := m.Option.Name
		a.wording[name] = a.text[a.words[m.First].Start:a.words[m.Last].End]
		b.takeOption(a, name)
		if joined {
			a.alternatives = appendNew(a.alternatives, name)
		}
	}
	a.named = len(a.options)
}

// takeOption adds the name of a technology to what an ask names, by what the knowledge knows of it.
func (b *Bot) takeOption(a *ask, name string) {
	switch stand := b.lore.standsFor(name); {
	case stand != "":
		a.options = appendNew(a.options, stand)
		if stand != name {
			a.spoken = appendNew(a.spoken, name)
		}
	case len(b.lore.speaks[name]) > 1: // a language that several judged options share tells nothing
	case b.lore.names[strings.ToLower(name)] != "":
		a.names = appendNew(a.names, name)
	default:
		a.foreign = appendNew(a.foreign, name)
	}
}

// meansOption reports whether a word in common use ("node") means the option of that name: the knowledge holds it, and the
// word is not spoken of as one of its kind ("each node") where many things are spoken of.
func (b *Bot) meansOption(words []vocabulary.Word, m vocabulary.Mention) bool {
	oneOfMany := b.lib.Vocabulary.Has(vocabulary.Singling, words[max(0, m.First-1):m.First])
	return b.lore.holds(m.Option.Name) && !(b.manyThings() && oneOfMany)
}

// readEveryday takes an English word for the option that it names, too ("is vault on adopt?"), where radars or decisions
// have that and nothing else is named.
func (b *Bot) readEveryday(a *ask, used []bool) {
	if a.code != "en" || len(a.options)+len(a.foreign)+len(a.names) > 0 {
		return
	}
	for i, w := range a.words {
		if o := b.lore.everyday[w.Text]; o != "" && !used[i] && b.lore.judged(o) {
			a.options, used[i] = appendNew(a.options, o), true
			a.wording[o] = a.text[w.Start:w.End]
		}
	}
	a.named = len(a.options)
}

// mark notes that the words of a mention are taken.
func mark(used []bool, m vocabulary.Mention) {
	for i := m.First; i <= m.Last; i++ {
		used[i] = true
	}
}

// insideConcept reports whether an option's name is only part of a longer phrase: the language in "two Python
// devs", the "rails" in "guard rails".
func (b *Bot) insideConcept(mentions []vocabulary.Mention, m vocabulary.Mention) bool {
	if m.Option.Is != "programming language" && b.lore.judged(m.Option.Name) {
		return false
	}
	return slices.ContainsFunc(mentions, func(o vocabulary.Mention) bool {
		return o.Concept != nil && o.First <= m.First && m.Last <= o.Last && o.Last-o.First > m.Last-m.First
	})
}

// isAlternative reports whether the i-th mention stands in a choice with another technology: "X or Y".
func (a *ask) isAlternative(mentions []vocabulary.Mention, i int) bool {
	for j, o := range mentions {
		if j == i || o.Option == nil {
			continue
		}
		first, last := min(o.Last, mentions[i].Last), max(o.First, mentions[i].First)
		if first >= last || !onlyJoins(a.words[first+1:last]) {
			continue
		}
		if sentenceEnds := strings.ContainsAny(a.text[a.words[first].End:a.words[last].Start], ".!?\n"); !sentenceEnds {
			return true
		}
	}
	return false
}

// onlyJoins reports whether all words between two technologies only put them against each other: "X or even Y", "X rather
// than using Y", "X oder Y".
func onlyJoins(between []vocabulary.Word) bool {
	joining := joiningWords()
	return !slices.ContainsFunc(between, func(w vocabulary.Word) bool { return !slices.Contains(joining, w.Text) })
}

// joiningWords are those that onlyJoins passes over. They are no cue: the words of cues count as correctly spelt, and of
// these some are, in English, a name or misspelt ("Nebo").
func joiningWords() []string {
	return []string{
		"or", "vs", "versus", "and", "over", "than", "instead", "of", "rather", "against", "compared", "to",
		"stay", "keep", "go", "move", "switch", "take", "use", "either", "maybe", "even", "with", "using", "in", "on", "a", "the", "is", "it", "for", "do",
		"oder", "ou", "o", "eller", "nebo", "czy", "или", "чи", "和", "还", "是", "と", "か",
	}
}

// readNames finds the proper names that the knowledge has, too.
func (b *Bot) readNames(a *ask, used []bool) {
	for i := range a.words {
		if used[i] {
			continue
		}
		if name := b.inflected(a, a.words[i]); name != "" {
			a.names = appendNew(a.names, name)
			used[i] = true
			continue
		}
		for n := min(4, len(a.words)-i); n > 0; n-- {
			if name, ok := b.lore.names[joinWords(a.words[i:i+n])]; ok && (n > 1 || b.isName(a.words[i])) {
				a.names = appendNew(a.names, name)
				for j := i; j < i+n; j++ {
					used[j] = true
				}
				break
			}
		}
	}
}

// inflected returns the name that a word of another language inflects: "Netflixa".
func (b *Bot) inflected(a *ask, w vocabulary.Word) string {
	if a.code == "en" {
		return ""
	}
	const least, ending = 5, 3 // bytes of a name, and of what is added to it
	for n := len(w.Text); n >= max(least, len(w.Text)-ending); n-- {
		if name := b.lore.names[w.Text[:n]]; name != "" {
			return name
		}
	}
	return ""
}

// isName reports whether a single word can be taken for a proper name.
func (b *Bot) isName(w vocabulary.Word) bool {
	_, topical := b.lib.Vocabulary.Term(w) // "app" is none, whatever has a capital in some heading
	lower := b.lore.lower[w.Text]
	return w.Upper || topical && (lower == 0 || !vocabulary.English(w.Text) && lower < b.lore.capital[w.Text])
}

func joinWords(words []vocabulary.Word) string {
	parts := make([]string, len(words))
	for i, w := range words {
		parts[i] = w.Text
	}
	return strings.Join(parts, " ")
}
