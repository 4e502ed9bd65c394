package bot

import (
	"slices"

	"github.com/stackpick/stackpick/bot/question"
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
	modifies bool // it tells which: "bounty" of a bounty program
	point    bool // it is what is counted or asked for: "which language", "how many people"
}

// counts reports whether a word says what is asked.
func (w wanted) counts() bool { return !w.subject && !w.idle && w.weight > 0 }

// weighs reports whether a word says anything.
func (w wanted) weighs() bool { return w.weight > 0 }

// about reports whether a word says what is asked, or what about.
func (w wanted) about() bool { return w.counts() || w.subject }

// stems returns the terms of a text's words, in order, by which reading compares them.
func (b *Bot) stems(text string) []string {
	var list []string
	for _, w := range vocabulary.JoinPhrasal(vocabulary.Words(text)) {
		if s := b.lib.Vocabulary.Sense(w); s != "" {
			list = append(list, s)
		}
	}
	return list
}

// wantedOf returns the words of an ask that its answer should have, names and options among them.
func (b *Bot) wantedOf(a *question.Ask) []wanted {
	list := b.wantNames(b.wantWords(a), a)
	if b.asksOneOfOther(a) && !slices.ContainsFunc(list, wanted.counts) {
		for i := range list {
			list[i].subject = false
		}
	}
	return b.wantAround(list, a)
}

// wantWords returns an ask's own words, but those that only say what kind of answer is wanted.
func (b *Bot) wantWords(a *question.Ask) []wanted {
	var list []wanted
	for i := 0; i < len(a.Words); i++ {
		word := a.Words[i]
		if said := a.SayingAt(i); said != nil && said.IsPhrase() {
			list = b.wantSaying(list, a, said, 1)
			i = said.Last
			continue
		}
		if i+1 < len(a.Words) {
			if noun, ok := vocabulary.Phrasal(word, a.Words[i+1]); ok {
				list = b.want(list, a, noun, 1)
				i++
				continue
			}
		}
		if !b.reader.AsksOnly(a, i) && !isOtherName(a, word.Text) {
			before := len(list)
			if list = b.want(list, a, word, 1); len(list) > before {
				list[before].modifies = b.modifies(a, i)
			}
		}
	}
	return list
}

// wantNames adds the names that an ask does not write itself: those of the question before.
func (b *Bot) wantNames(list []wanted, a *question.Ask) []wanted {
	for _, name := range slices.Concat(a.Options, a.Names) {
		words := vocabulary.Words(name)
		if b.manyThings() && slices.ContainsFunc(words, func(w vocabulary.Word) bool { return vocabulary.HasAny(a.Words, w.Text) }) {
			continue // it is written here, if not in full
		}
		for _, word := range words {
			list = b.want(list, a, word, 1)
		}
	}
	return list
}

// wantAround adds what the setting of an ask says, as far as that was joined to it, or where its own words say too little.
func (b *Bot) wantAround(list []wanted, a *question.Ask) []wanted {
	around := a.Terms // of the setting, where that was joined
	if bare(list) {
		around = append(slices.Clone(around), a.Hints...)
		for i := range a.Sayings {
			if said := &a.Sayings[i]; said.Around && said.IsPhrase() {
				list = b.wantSaying(list, a, said, settingPart)
			}
		}
	}
	for _, t := range around {
		if slices.ContainsFunc(list, func(w wanted) bool { return w.term == t.Text }) {
			continue // it is there, as it is spelt
		}
		if a.InPhrase(t.Word) {
			continue // the phrase is there
		}
		if part := b.reader.AsksPart(a); part != "" && b.lib.Vocabulary.Has(part, vocabulary.Words(t.Word)) {
			continue // the heading says it
		}
		for _, word := range vocabulary.JoinPhrasal(vocabulary.Words(t.Word)) {
			list = b.want(list, a, word, settingPart)
		}
	}
	return list
}

// wantSetting adds what the setting of an ask says.
func (b *Bot) wantSetting(list []wanted, a *question.Ask) []wanted {
	for _, h := range a.Hints {
		for _, w := range vocabulary.JoinPhrasal(vocabulary.Words(h.Word)) {
			if !a.InPhrase(w.Text) {
				list = b.want(list, a, w, settingPart)
			}
		}
	}
	return list
}

// asksOneOfOther reports whether an ask may be about one thing that it names and ask for another, so that each of them says
// what is asked: "why can't we use Redis MIGRATE?".
func (b *Bot) asksOneOfOther(a *question.Ask) bool {
	several := len(a.Options)+len(a.Names) > 1
	return b.manyThings() && !a.Define && (several || vocabulary.HasAny(a.Opening(2), "why"))
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
func (b *Bot) want(list []wanted, a *question.Ask, word vocabulary.Word, part float64) []wanted {
	v := b.lib.Vocabulary
	stem := b.lib.Vocabulary.Sense(word)
	if stem == "" || slices.ContainsFunc(list, func(w wanted) bool { return w.term == stem }) {
		return list
	}
	_, topical := v.Term(word)
	known := max(b.lore.passagesWith(stem), b.passagesSaying(b.groupsOf(word)))
	w := wanted{term: stem, weight: part * rarity(known, b.lore.passages), plain: !topical || v.Weak(stem), everyday: vocabulary.Everyday(word.Text)}
	w.idle = !topical && w.everyday
	w.point = b.isPoint(a, stem)
	w.subject = isSubject(a, word.Text)
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
func (b *Bot) wantSaying(list []wanted, a *question.Ask, said *question.Saying, part float64) []wanted {
	known := b.passagesSaying(said.Groups)
	if slices.ContainsFunc(list, func(w wanted) bool { return w.term == said.Term }) {
		return list
	}
	w := wanted{term: said.Term, weight: part * rarity(known, b.lore.passages)}
	w.everyday = known > 0 // what no page says in any words is the point of it
	w.point = slices.ContainsFunc(said.Words, func(o vocabulary.Word) bool { return b.isPoint(a, b.lib.Vocabulary.Sense(o)) })
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

// modifies reports whether the word at a place stands right before another that carries a topic: "bug" and "bounty" in "do we
// have a bug bounty program?".
func (b *Bot) modifies(a *question.Ask, i int) bool {
	if i+1 >= len(a.Words) || a.Words[i+1].Break {
		return false
	}
	for _, w := range a.Words[i : i+2] {
		t, topical := b.lib.Vocabulary.Term(w)
		if !topical || b.lib.Vocabulary.Weak(t) {
			return false
		}
	}
	return true
}

// isPoint reports whether a term is what an ask counts or asks for.
func (b *Bot) isPoint(a *question.Ask, term string) bool {
	return term != "" && (term == a.Counted || term == a.Attribute || slices.Contains(a.Sought, term))
}

// isSubject reports whether a word is part of an option or a name that an ask is about.
func isSubject(a *question.Ask, word string) bool {
	return slices.ContainsFunc(slices.Concat(a.Options, a.Names, a.Foreign), func(name string) bool {
		return vocabulary.HasAny(vocabulary.Words(name), word)
	})
}

// isOtherName reports whether a word is what the person calls an option that has another name: "postgres". A section may
// call it by its name.
func isOtherName(a *question.Ask, word string) bool {
	return !isSubject(a, word) && slices.ContainsFunc(a.Options, func(option string) bool {
		return vocabulary.HasAny(vocabulary.Words(a.Wording[option]), word)
	})
}
