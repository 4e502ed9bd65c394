package bot

import (
	"slices"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// tagged reports whether an ask states something and wants it confirmed: "…, right?".
func (a *ask) tagged() bool {
	const least = 5 // words: fewer state nothing
	n := len(a.words)
	return n >= least && (a.speech.Has(vocabulary.Confirming, a.words[n-1:]) ||
		hasAnyPhrase(a.words[n-2:], "isn't it", "doesn't it", "is it"))
}

// asksDegree reports whether an ask is after a degree or a span: "how long till …", "how hard is …".
func (a *ask) asksDegree() bool { return a.says(vocabulary.Grading) && len(a.alternatives) < 2 }

// asksNames reports whether an ask is after names; the "who" of "a designer who …" is not.
func (b *Bot) asksNames(a *ask) bool {
	at := b.lib.Vocabulary.CueAt(vocabulary.Naming, a.words)
	return at == 0 || at > 0 && !a.isRelative(at)
}

// isRelative reports whether the word at i, not the first, is a "who" that says more of somebody: "a designer who …". In "we
// need names, who …" and "and who …" it asks.
func (a *ask) isRelative(i int) bool {
	who := a.code == "en" && hasAny(a.words[i:i+1], "who", "whom")
	return who && !a.words[i].Break && !a.speech.Has(vocabulary.Prompting, a.words[i-1:i])
}

// asksHow reports whether an ask is after instructions: "best way to …", "how do I …".
func (a *ask) asksHow() bool { return a.says(vocabulary.Instructing) && !a.says(vocabulary.Electing) }

// asksWhy reports whether an ask wants reasons rather than a choice.
func (b *Bot) asksWhy(a *ask) bool {
	at := b.lib.Vocabulary.CueAt(vocabulary.Reasoning, a.words)
	if at < 0 || hasPhrase(a.words, "how about") {
		return false
	}
	const opening, reach = 4, 6                                                                  // words
	ofMessage := hasAny(a.words[at:min(at+reach, len(a.words))], "writing", "asking", "posting") // "why I'm asking is …"
	atEnd := at == len(a.words)-1 && len(a.names) > 0                                            // "Netflix did …, why?"
	return (at < opening || atEnd) && !ofMessage
}

// startsYesNo reports whether an ask begins as one for a yes or no: "is Django …", "do we …". "Should we …", "would you
// …" and "any …" ask for more.
func (a *ask) startsYesNo() bool {
	opening := a.words[:min(2, len(a.words))]
	return a.starts(1, vocabulary.Helping) && !hasAny(opening[:1], "should", "shall", "any") && !hasPhrase(opening, "would you")
}

// hasTrait reports whether an ask says what a project or team is: "a startup", "two Python devs".
func (b *Bot) hasTrait(a *ask) bool {
	return slices.ContainsFunc(a.concepts, func(t topic) bool {
		c, ok := b.lib.Vocabulary.Concept(t.name)
		return ok && c.Trait()
	})
}

// idle counts the terms of an ask that say little: weak words, and plain words that the knowledge lacks.
func (b *Bot) idle(a *ask) int {
	n := 0
	for _, t := range a.terms {
		if b.lib.Vocabulary.Weak(t.text) || t.concept == "" && b.lore.terms[t.text] == 0 && vocabulary.Everyday(t.word) {
			n++
		}
	}
	return n
}

// kindOf returns the option of which an ask says or asks what kind of thing it is ("is X a framework?", "since X is a
// Python tool …"), or "".
func (b *Bot) kindOf(a *ask) string {
	v := b.lib.Vocabulary
	for _, m := range v.Mentions(a.words, "en") {
		if m.Option == nil || m.Related || b.lore.standsFor(m.Option.Name) == "" {
			continue
		}
		before, after := a.words[max(0, m.First-1):m.First], a.words[m.Last+1:min(m.Last+6, len(a.words))]
		is := hasAny(before, "is", "isn't") || v.Has(vocabulary.Equating, after[:min(1, len(after))])
		if is && b.saysKind(a, after) {
			return b.lore.standsFor(m.Option.Name)
		}
	}
	return ""
}

// saysKind reports whether the words after an option and an "is" say its kind: "a framework". Those that say of what it is
// made, "written in Python", do so only where that is taken for granted; else the language is what is asked.
func (b *Bot) saysKind(a *ask, after []vocabulary.Word) bool {
	v := b.lib.Vocabulary
	if hasAny(after, "written", "built", "coded") && hasAny(after, "in", "on", "with") {
		return v.Has(vocabulary.Asserting, a.words)
	}
	at := slices.IndexFunc(after, func(w vocabulary.Word) bool { return v.Kind(w.Text) })
	return at >= 0 && v.Has(vocabulary.Introducing, after[:at])
}

// narrowTo leaves of what an ask names one option.
func (a *ask) narrowTo(option string) { a.options, a.names = []string{option}, nil }

// dropGuesses takes back the topics of a question for a fact that rest on a paraphrase of plain words alone, where
// it has other words to go by.
func (b *Bot) dropGuesses(a *ask) {
	words := len(a.terms) + len(a.names)
	if b.manyThings() {
		words += len(a.options)
	}
	a.concepts = slices.DeleteFunc(a.concepts, func(t topic) bool { return t.asked && a.saidOf(t.name) == 0 && words > 0 })
}

// readLean notes whether an ask wants what speaks for something or against it, or a case from real life.
func (b *Bot) readLean(a *ask) {
	v := b.lib.Vocabulary
	switch blamed, praised := v.Has(vocabulary.Blaming, a.words), v.Has(vocabulary.Praising, a.words); {
	case blamed && !praised:
		a.lean = -1
	case praised && !blamed:
		a.lean = +1
	}
	a.relate = len(a.names) == 0 && v.Has(vocabulary.Relating, a.words)
}

// readAnswerType notes what an answer must hold. A share goes before a number: "how many percent".
func (b *Bot) readAnswerType(a *ask) {
	v := b.lib.Vocabulary
	switch {
	case v.Has(vocabulary.Sharing, a.words):
		a.answer = share
	case v.Has(vocabulary.Counting, a.words):
		a.answer = number
		a.counted = b.countedAfter(a)
	case v.Has(vocabulary.Dating, a.words):
		a.answer = date
	case b.asksNames(a):
		a.answer = person
	}
}

// attributeOf returns the term right after "what" or "which" ("which language"), or "" where that says little or is part of a
// concept.
func (b *Bot) attributeOf(a *ask) string {
	v := b.lib.Vocabulary
	for i, w := range a.words[:max(0, len(a.words)-1)] {
		if w.Text != "what" && w.Text != "which" {
			continue
		}
		t, ok := v.Term(a.words[i+1])
		if ok && !v.Weak(t) && slices.ContainsFunc(a.terms, func(o term) bool { return o.text == t && o.concept == "" }) {
			return t
		}
	}
	return ""
}

// countedAfter returns the first content term soon after "many", "number of" or the like.
func (b *Bot) countedAfter(a *ask) string {
	for i, w := range a.words {
		if !b.says(vocabulary.Measuring, w.Text) {
			continue
		}
		for _, next := range a.words[i+1 : min(i+3, len(a.words))] {
			t, ok := b.lib.Vocabulary.Term(next)
			if ok && slices.ContainsFunc(a.terms, func(o term) bool { return o.text == t }) {
				return t
			}
		}
	}
	return ""
}
