package question

import (
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// readOptions sorts the technologies named into judged options, names the knowledge merely mentions, and
// foreign ones. A language that only describes the team ("two Python devs") is no option.
func (r *Reader) readOptions(a *Ask, mentions []vocabulary.Mention, used []bool) {
	for i, m := range mentions {
		if m.Option == nil || m.Related || m.Common && !r.meansOption(a.Words, m) {
			continue
		}
		mark(used, m)
		joined := !a.isPlace(m) && a.isAlternative(mentions, i) || r.measuresForeign(a.Words, mentions, i)
		if r.insideConcept(mentions, m) || m.Option.Ambiguous && !joined && len(a.Options) > 0 {
			continue // an aside: "Julia and I talked about …"
		}
		name := m.Option.Name
		a.Wording[name] = a.Text[a.Words[m.First].Start:a.Words[m.Last].End]
		r.takeOption(a, name)
		if joined {
			a.Alternatives = appendNew(a.Alternatives, name)
		}
	}
	a.Named = len(a.Options)
}

// takeOption adds the name of a technology to what an ask names, by what the knowledge knows of it.
func (r *Reader) takeOption(a *Ask, name string) {
	switch stand := r.known.standsFor(name); {
	case stand != "":
		a.Options = appendNew(a.Options, stand)
		if stand != name {
			a.Spoken = appendNew(a.Spoken, name)
		}
	case len(r.known.Speaks[name]) > 1: // a language that several judged options share tells nothing
	case r.known.Names[strings.ToLower(name)] != "":
		a.Names = appendNew(a.Names, name)
	default:
		a.Foreign = appendNew(a.Foreign, name)
	}
}

// meansOption reports whether a word in common use ("node") means the option of that name: the knowledge holds it, and the
// word is not spoken of as one of its kind ("each node") where many things are spoken of.
func (r *Reader) meansOption(words []vocabulary.Word, m vocabulary.Mention) bool {
	oneOfMany := r.v.Has(vocabulary.Singling, words[max(0, m.First-1):m.First])
	return r.known.holds(m.Option.Name) && !(r.known.ManyThings && oneOfMany)
}

// readEveryday takes an English word for the option that it names, too ("is vault on adopt?"), where radars or decisions
// have that and nothing else is named.
func (r *Reader) readEveryday(a *Ask, used []bool) {
	if a.Code != "en" || a.things() > 0 {
		return
	}
	for i, w := range a.Words {
		if o := r.known.Everyday[w.Text]; o != "" && !used[i] && r.known.judged(o) {
			a.Options, used[i] = appendNew(a.Options, o), true
			a.Wording[o] = a.Text[w.Start:w.End]
		}
	}
	a.Named = len(a.Options)
}

// opensName reports whether the word at i only says that a name follows: "a stack called blue".
func opensName(words []vocabulary.Word, i int) bool {
	return i > 0 && i+1 < len(words) && !words[i+1].Break && vocabulary.HasAny(words[i:i+1], "called", "named")
}

// mark notes that the words of a mention are taken.
func mark(used []bool, m vocabulary.Mention) {
	for i := m.First; i <= m.Last; i++ {
		used[i] = true
	}
}

// insideConcept reports whether an option's name is only part of a longer phrase: the language in "two Python
// devs", the "rails" in "guard rails".
func (r *Reader) insideConcept(mentions []vocabulary.Mention, m vocabulary.Mention) bool {
	if m.Option.Is != "programming language" && r.known.judged(m.Option.Name) {
		return false
	}
	return slices.ContainsFunc(mentions, func(o vocabulary.Mention) bool {
		return o.Concept != nil && o.First <= m.First && m.Last <= o.Last && o.Last-o.First > m.Last-m.First
	})
}

// isAlternative reports whether the i-th mention stands in a choice with another technology: "X or Y".
func (a *Ask) isAlternative(mentions []vocabulary.Mention, i int) bool {
	for j, o := range mentions {
		if j == i || o.Option == nil {
			continue
		}
		first, last := min(o.Last, mentions[i].Last), max(o.First, mentions[i].First)
		if first >= last || !onlyJoins(a.Words[first+1:last]) {
			continue
		}
		if sentenceEnds := strings.ContainsAny(a.Text[a.Words[first].End:a.Words[last].Start], ".!?:\n"); !sentenceEnds {
			return true
		}
	}
	return false
}

// isPlace reports whether a mention says where a choice is to be made: "for iOS, Swift or React Native?".
func (a *Ask) isPlace(m vocabulary.Mention) bool {
	led := m.First > 0 && a.Words[m.First-1].Is("for", "on", "in")
	return led && m.Last+1 < len(a.Words) && a.Words[m.Last+1].Break
}

// measuresForeign reports whether the i-th mention is measured against another technology, of which one is held and the other
// is not: "is Django better than Laravel?" is a choice of which only one side can be told.
func (r *Reader) measuresForeign(words []vocabulary.Word, mentions []vocabulary.Mention, i int) bool {
	const most = 4 // words of "more secure and simple than"
	m := mentions[i]
	return slices.ContainsFunc(mentions, func(o vocabulary.Mention) bool {
		if o.Option == nil || r.known.holds(o.Option.Name) == r.known.holds(m.Option.Name) {
			return false
		}
		first, last := min(o.Last, m.Last), max(o.First, m.First)
		return first < last && last-first-1 <= most && words[last-1].Text == "than"
	})
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
func (r *Reader) readNames(a *Ask, used []bool) {
	for i := range a.Words {
		if used[i] {
			continue
		}
		if name := r.inflected(a, a.Words[i]); name != "" {
			a.Names = appendNew(a.Names, name)
			used[i] = true
			continue
		}
		for n := min(4, len(a.Words)-i); n > 0; n-- {
			if name, ok := r.known.Names[vocabulary.Join(a.Words[i:i+n])]; ok && (n > 1 || r.isName(a.Words[i])) {
				a.Names = appendNew(a.Names, name)
				for j := i; j < i+n; j++ {
					used[j] = true
				}
				break
			}
		}
	}
}

// inflected returns the name that a word of another language inflects: "Netflixa".
func (r *Reader) inflected(a *Ask, w vocabulary.Word) string {
	if a.Code == "en" {
		return ""
	}
	const least, ending = 5, 3 // bytes of a name, and of what is added to it
	for n := len(w.Text); n >= max(least, len(w.Text)-ending); n-- {
		if name := r.known.Names[w.Text[:n]]; name != "" {
			return name
		}
	}
	return ""
}

// isName reports whether a single word can be taken for a proper name.
func (r *Reader) isName(w vocabulary.Word) bool {
	_, topical := r.v.Term(w) // "app" is none, whatever has a capital in some heading
	lower := r.known.Lower[w.Text]
	return w.Upper || topical && (lower == 0 || !vocabulary.English(w.Text) && lower < r.known.Capital[w.Text])
}
