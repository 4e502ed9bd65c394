package bot

import (
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// beyond reports whether an ask is about something that the knowledge does not have at all, and names it.
func (d *draft) beyond(a *ask) bool {
	if len(a.foreign) > 0 {
		d.missing(a)
		if a.asksHow() && d.b.manyThings() {
			return true // instructions for one thing are none for another
		}
		if !a.tellableWithoutForeign() {
			return true
		}
	}
	unknown, unspoken, unsaid := d.unknown(a), d.unspoken(a), d.unsaidPhrases(a)
	return unknown || unspoken || unsaid
}

// tellableWithoutForeign reports whether something can be told of what an ask names beside technologies that no document
// judges: of a company what is asked, of an option what is asked of both sides of a choice.
func (a *ask) tellableWithoutForeign() bool {
	asksNothing := len(a.terms)+len(a.concepts) == 0
	chooses := len(a.alternatives) > 1
	switch {
	case asksNothing:
		return false
	case len(a.names) == 0:
		return len(a.options) > 0 && chooses
	case len(a.options) == 0:
		return len(a.rivals()) < 2 || !chooses
	}
	return true
}

// unsaid names the special words of an ask that stand for a concept but are not in the knowledge themselves:
// "CSRF" is Security, but nothing may be said of CSRF. It reports whether there are any.
func (d *draft) unsaid(a *ask) (found bool) {
	for _, t := range a.terms {
		if t.concept != "" && d.b.lore.terms[t.text] == 0 && a.code == "en" && !vocabulary.English(strings.ToLower(t.word)) && !vocabulary.English(t.text) {
			d.gap(t.word + ": the knowledge does not mention it by that name.")
			found = true
		}
	}
	return found
}

// unsaidPhrases names the phrases of an ask for which the knowledge has no words at all, and reports whether there are any:
// "dress code" is neither a dress nor code.
func (d *draft) unsaidPhrases(a *ask) (found bool) {
	for i := range a.sayings {
		if s := &a.sayings[i]; s.isPhrase() && !s.around && d.b.passagesSaying(s.groups) == 0 {
			d.gap(a.text[s.words[0].Start:s.words[len(s.words)-1].End] + ": the knowledge does not mention it.")
			found = true
		}
	}
	return found
}

// unknown reports whether the ask is about something that the knowledge does not have at all, and names it.
func (d *draft) unknown(a *ask) bool {
	if len(a.strange) == 0 {
		return false
	}
	for _, w := range a.strange {
		d.gap(w + ": the knowledge does not mention it.")
	}
	return true
}

// unspoken names the criteria of an ask that the knowledge never speaks to, and drops them where it speaks to
// others. It reports whether nothing is left to answer.
func (d *draft) unspoken(a *ask) bool {
	d.b.takeLiterally(a)
	if a.answer == person && a.asksUse() { // names are wanted, however the knowledge tells of them
		a.concepts = slices.DeleteFunc(a.concepts, d.b.silentOn)
	}
	missing := 0
	for _, t := range a.concepts {
		if d.b.silentOn(t) {
			d.gap(d.b.naming(a, t.name) + ": the knowledge says nothing about it.")
			missing++
		}
	}
	if missing == 0 {
		return false
	}
	if !hasAny(a.words, "and", "plus", "or", "also", "und", "et", "y", "e") {
		return true // "what does hosting cost?" is one thing, and the missing criterion is the point of it
	}
	if missing == len(a.concepts) && !d.b.asksMoreThanConcepts(a) {
		return true
	}
	a.terms = slices.DeleteFunc(a.terms, func(t term) bool { return t.concept != "" && d.b.silent(t.concept) })
	a.concepts = slices.DeleteFunc(a.concepts, d.b.silentOn)
	return false
}

// silent reports whether the knowledge never speaks to a criterion; a trait is nothing that it would speak to.
func (b *Bot) silent(concept string) bool {
	c, ok := b.lib.Vocabulary.Concept(concept)
	return ok && !c.Trait() && b.lore.concepts[concept] == 0
}

// silentOn is silent for a topic.
func (b *Bot) silentOn(t topic) bool { return b.silent(t.name) }

// asksMoreThanConcepts reports whether an ask goes on without its concepts: it has another word that the knowledge has, and
// does not ask for these of an option alone.
func (b *Bot) asksMoreThanConcepts(a *ask) bool {
	onlyOfOption := len(a.options) > 0 && len(a.names) == 0
	return !onlyOfOption && slices.ContainsFunc(a.terms, func(t term) bool {
		return t.concept == "" && b.lore.terms[t.text] > 0 && !b.lib.Vocabulary.Weak(t.text)
	})
}

// takeLiterally makes plain words of those that stand for a concept which the knowledge never speaks to, where it
// has the words themselves.
func (b *Bot) takeLiterally(a *ask) {
	for i := range a.terms {
		t := &a.terms[i]
		if t.concept == "" || !b.silent(t.concept) || b.lore.terms[t.text] == 0 {
			continue
		}
		a.concepts = slices.DeleteFunc(a.concepts, func(o topic) bool { return o.name == t.concept })
		t.concept = ""
	}
}

// notHeld names what was asked of what.
func (d *draft) notHeld(a *ask) {
	about := append(slices.Clone(a.options), a.names...)
	asked := d.b.askedOf(a)
	if len(asked) == 0 && a.asksVersion() {
		asked = append(asked, "version")
	}
	switch {
	case len(asked) > 0 && len(about) > 0:
		d.gap(strings.Join(asked, ", ") + ": the knowledge does not say that of " + list(about) + ".")
	case len(asked) > 0:
		d.gap(strings.Join(asked, ", ") + ": the knowledge does not hold that.")
	case len(about) > 0:
		d.gap(list(about) + ": the knowledge does not hold what was asked.")
	}
}

// naming names a criterion of an ask: by its name, with the person's word for it, or of a library on many technologies by
// that word alone.
func (b *Bot) naming(a *ask, concept string) string {
	if at := slices.IndexFunc(a.terms, func(t term) bool { return t.concept == concept }); at >= 0 && b.manyThings() {
		return a.terms[at].word
	}
	return a.saying(concept)
}

// askedOf names what was asked: criteria by their names and the rest as the person wrote it. Of a library on many
// technologies nobody knows our criteria, so there it is the person's words, and those alone that it never has if there
// are any.
func (b *Bot) askedOf(a *ask) []string {
	var asked, unknown []string
	if !b.manyThings() {
		asked = a.conceptNames()
	}
	for _, t := range a.terms {
		switch {
		case !b.manyThings() && t.concept != "" && a.has(t.concept):
		case b.manyThings() && b.lore.passagesWith(t.text) == 0 && !slices.Contains(unknown, t.word):
			unknown = append(unknown, t.word)
		case !slices.Contains(asked, t.word):
			asked = append(asked, t.word)
		}
	}
	if len(unknown) > 0 {
		return unknown
	}
	return asked
}
