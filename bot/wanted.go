package bot

import (
	"slices"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// A wanted is a word of an ask that a section should have.
type wanted struct {
	term     string
	weight   float64
	plain    bool // it says little in most questions: a section may lack it
	idle     bool // it says nothing by itself
	everyday bool // a section may lack it where it has more of the others
	subject  bool // it names what is asked about, and says nothing of what is asked
	point    bool // it is what is counted or asked for: "which language", "how many people"
}

// counts reports whether a word says what is asked.
func (w wanted) counts() bool { return !w.subject && !w.idle && w.weight > 0 }

// about reports whether a word says what is asked, or what about.
func (w wanted) about() bool { return w.counts() || w.subject }

// stem is the term by which reading compares words, "" for those that only hold a sentence together.
func (b *Bot) stem(w vocabulary.Word) string {
	if t, ok := b.lib.Vocabulary.Term(w); ok {
		return t
	}
	if b.lib.Vocabulary.FunctionWord(w.Text, "en") {
		return ""
	}
	return w.Stem
}

// stems returns the terms of a text's words, in order, by which reading compares them.
func (b *Bot) stems(text string) []string {
	var list []string
	for _, w := range vocabulary.JoinPhrasal(vocabulary.Words(text)) {
		if s := b.stem(w); s != "" {
			list = append(list, s)
		}
	}
	return list
}

// wantedOf returns the words of an ask that its answer should have, names and options among them.
func (b *Bot) wantedOf(a *ask) []wanted {
	var list []wanted
	for i := 0; i < len(a.words); i++ {
		word := a.words[i]
		if said := a.sayingAt(i); said != nil && said.isPhrase() {
			list = b.wantSaying(list, a, said, 1)
			i = said.last
			continue
		}
		if i+1 < len(a.words) {
			if noun, ok := vocabulary.Phrasal(word, a.words[i+1]); ok {
				list = b.want(list, a, noun, 1)
				i++
				continue
			}
		}
		if !b.asksOnly(a, i) && !a.isOtherName(word.Text) {
			list = b.want(list, a, word, 1)
		}
	}
	for _, name := range slices.Concat(a.options, a.names) {
		words := vocabulary.Words(name)
		if b.manyThings() && slices.ContainsFunc(words, func(w vocabulary.Word) bool { return hasAny(a.words, w.Text) }) {
			continue // it is written here, if not in full
		}
		for _, word := range words { // of the question before
			list = b.want(list, a, word, 1)
		}
	}
	if b.asksOneOfOther(a) && !slices.ContainsFunc(list, wanted.counts) {
		for i := range list {
			list[i].subject = false
		}
	}
	around := a.terms // of the setting, where that was joined
	if bare(list) {
		around = append(slices.Clone(around), a.hints...)
		for i := range a.sayings {
			if said := &a.sayings[i]; said.around && said.isPhrase() {
				list = b.wantSaying(list, a, said, settingPart)
			}
		}
	}
	for _, t := range around {
		if slices.ContainsFunc(list, func(w wanted) bool { return w.term == t.text }) {
			continue // it is there, as it is spelt
		}
		if a.inPhrase(t.word) {
			continue // the phrase is there
		}
		if part := b.asksPart(a); part >= 0 && b.lib.Vocabulary.Has(pageParts()[part].asked, vocabulary.Words(t.word)) {
			continue // the heading says it
		}
		for _, word := range vocabulary.JoinPhrasal(vocabulary.Words(t.word)) {
			list = b.want(list, a, word, settingPart)
		}
	}
	return list
}

// asksOneOfOther reports whether an ask may be about one thing that it names and ask for another, so that each of them says
// what is asked: "why can't we use Redis MIGRATE?".
func (b *Bot) asksOneOfOther(a *ask) bool {
	several := len(a.options)+len(a.names) > 1
	return b.manyThings() && !a.define && (several || hasAny(a.words[:min(len(a.words), 2)], "why"))
}

// bare reports whether words say too little to be looked up by themselves: "what do I check first?".
func bare(list []wanted) bool {
	n := 0
	for _, w := range list {
		if w.counts() && !w.plain {
			n++
		}
	}
	return n < 2
}

// want adds a word to those wanted.
func (b *Bot) want(list []wanted, a *ask, word vocabulary.Word, part float64) []wanted {
	v := b.lib.Vocabulary
	stem := b.stem(word)
	if stem == "" || slices.ContainsFunc(list, func(w wanted) bool { return w.term == stem }) {
		return list
	}
	_, topical := v.Term(word)
	known := max(b.lore.passagesWith(stem), b.passagesSaying(b.groupsOf(word)))
	w := wanted{term: stem, weight: part * rarity(known, b.lore.passages), plain: !topical || v.Weak(stem), everyday: vocabulary.Everyday(word.Text)}
	w.idle = !topical && w.everyday
	w.point = b.isPoint(a, stem)
	w.subject = a.isSubject(word.Text)
	switch {
	case w.subject:
		w.weight /= 2
	case w.plain && (known == 0 || float64(known) > plainShare*float64(b.lore.passages)):
		w.weight = 0
	case w.plain:
		w.weight *= plainPart
	case known == 0 && w.everyday:
		w.weight = part * everydayWeight
	}
	return append(list, w)
}

// wantSaying adds what an ask says in several words, which a section has or has not as a whole.
func (b *Bot) wantSaying(list []wanted, a *ask, said *saying, part float64) []wanted {
	known := b.passagesSaying(said.groups)
	if slices.ContainsFunc(list, func(w wanted) bool { return w.term == said.term }) {
		return list
	}
	w := wanted{term: said.term, weight: part * rarity(known, b.lore.passages)}
	w.everyday = known > 0 // what no page says in any words is the point of it
	w.point = slices.ContainsFunc(said.words, func(o vocabulary.Word) bool { return b.isPoint(a, b.stem(o)) })
	return append(list, w)
}

// groupsOf returns the paraphrases that a single word of a question belongs to.
func (b *Bot) groupsOf(w vocabulary.Word) []int {
	if !b.manyThings() {
		return nil
	}
	var groups []int
	for _, p := range b.lib.Vocabulary.Paraphrases([]vocabulary.Word{w}) {
		groups = append(groups, p.Group)
	}
	return groups
}

// isPoint reports whether a term is what an ask counts or asks for.
func (b *Bot) isPoint(a *ask, term string) bool {
	return term != "" && (term == a.counted || term == a.attribute || slices.Contains(a.sought, term))
}

// isSubject reports whether a word is part of an option or a name that an ask is about.
func (a *ask) isSubject(word string) bool {
	return slices.ContainsFunc(slices.Concat(a.options, a.names, a.foreign), func(name string) bool {
		return hasAny(vocabulary.Words(name), word)
	})
}

// isOtherName reports whether a word is what the person calls an option that has another name: "postgres". A section may
// call it by its name.
func (a *ask) isOtherName(word string) bool {
	return !a.isSubject(word) && slices.ContainsFunc(a.options, func(option string) bool {
		return hasAny(vocabulary.Words(a.wording[option]), word)
	})
}

// asksOnly reports whether the word at i only says what kind of answer is wanted: "often" in "how often".
func (b *Bot) asksOnly(a *ask, i int) bool {
	says := func(c vocabulary.Cue) bool { return b.lib.Vocabulary.Has(c, a.words[i:i+1]) }
	switch part := b.asksPart(a); {
	case part >= 0 && b.lib.Vocabulary.Has(pageParts()[part].asked, a.words[i:i+1]):
		return true // the heading says it
	case i > 0 && a.words[i-1].Text == "how":
		return says(vocabulary.Scaling)
	case a.asksHow() && says(vocabulary.Performing):
		return true // to set a thing up is what instructions for it are for
	case a.want != tell && says(vocabulary.Favouring):
		return true
	default:
		return says(vocabulary.Clarifying) || says(vocabulary.Permitting) || says(vocabulary.Demanding)
	}
}
