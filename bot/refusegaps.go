package bot

import (
	"slices"
	"strings"

	"github.com/stackpick/stackpick/bot/question"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// beyond reports whether an ask is about something that the knowledge does not have at all, and names it.
func (d *draft) beyond(a *question.Ask) bool {
	if len(a.Foreign) > 0 {
		d.missing(a)
		if a.AsksHow() && d.b.manyThings() {
			return true // instructions for one thing are none for another
		}
		if !tellableWithoutForeign(a) {
			return true
		}
	}
	unknown, unspoken, unsaid := d.unknown(a), d.unspoken(a), d.unsaidPhrases(a)
	return unknown || unspoken || unsaid
}

// tellableWithoutForeign reports whether something can be told of what an ask names beside technologies that no document
// judges: of a company what is asked, of an option what is asked of both sides of a choice.
func tellableWithoutForeign(a *question.Ask) bool {
	asksNothing := len(a.Terms)+len(a.Concepts) == 0
	chooses := len(a.Alternatives) > 1
	switch {
	case asksNothing:
		return false
	case len(a.Names) == 0:
		return len(a.Options) > 0 && chooses
	case len(a.Options) == 0:
		return len(a.Rivals()) < 2 || !chooses
	}
	return true
}

// unsaid names the special words of an ask that stand for a concept but are not in the knowledge themselves:
// "CSRF" is Security, but nothing may be said of CSRF. It reports whether there are any.
func (d *draft) unsaid(a *question.Ask) (found bool) {
	for _, t := range a.Terms {
		if t.Concept != "" && d.b.lore.Terms[t.Text] == 0 && a.Code == "en" && !vocabulary.English(strings.ToLower(t.Word)) && !vocabulary.English(t.Text) {
			d.gap(quoted(t.Word) + ": the knowledge does not mention it by that name.")
			found = true
		}
	}
	return found
}

// unsaidPhrases names the phrases of an ask for which the knowledge has no words at all, and reports whether there are any:
// "dress code" is neither a dress nor code.
func (d *draft) unsaidPhrases(a *question.Ask) (found bool) {
	for i := range a.Sayings {
		if s := &a.Sayings[i]; s.IsPhrase() && !s.Around && d.b.passagesSaying(s.Groups) == 0 {
			d.gap(quoted(a.Text[s.Words[0].Start:s.Words[len(s.Words)-1].End]) + ": the knowledge does not mention it.")
			found = true
		}
	}
	return found
}

// unknown reports whether the ask is about something that the knowledge does not have at all, and names it.
func (d *draft) unknown(a *question.Ask) bool {
	if len(a.Strange) == 0 {
		return false
	}
	for _, w := range a.Strange {
		d.gap(quoted(w) + ": the knowledge does not mention it.")
	}
	return true
}

// unspoken names the criteria of an ask that the knowledge never speaks to, and drops them where it speaks to
// others. It reports whether nothing is left to answer.
func (d *draft) unspoken(a *question.Ask) bool {
	d.b.takeLiterally(a)
	if a.Answer == question.Person && (asksUse(a) || d.b.manyThings()) { // names are wanted, however the knowledge tells of them
		a.Concepts = slices.DeleteFunc(a.Concepts, d.b.silentOn)
	}
	missing := 0
	for _, t := range a.Concepts {
		if d.b.silentOn(t) {
			d.gap(d.b.naming(a, t.Name) + ": the knowledge says nothing about it.")
			missing++
		}
	}
	if missing == 0 {
		return false
	}
	aboutName := len(a.Names) > 0 && vocabulary.HasPhrase(a.Opening(3), "tell me about") // "caching with Varnish"
	if !aboutName && !vocabulary.HasAny(a.Words, "and", "plus", "or", "also", "und", "et", "y", "e") {
		return true // "what does hosting cost?" is one thing, and the missing criterion is the point of it
	}
	if missing == len(a.Concepts) && !aboutName {
		return true
	}
	a.Terms = slices.DeleteFunc(a.Terms, func(t question.Term) bool { return t.Concept != "" && d.b.silent(t.Concept) })
	a.Concepts = slices.DeleteFunc(a.Concepts, d.b.silentOn)
	return false
}

// silent reports whether the knowledge never speaks to a criterion; a trait is nothing that it would speak to.
func (b *Bot) silent(concept string) bool {
	c, ok := b.lib.Vocabulary.Concept(concept)
	return ok && !c.Trait() && b.lore.concepts[concept] == 0
}

// silentOn is silent for a topic.
func (b *Bot) silentOn(t question.Topic) bool { return b.silent(t.Name) }

// takeLiterally makes plain words of those that stand for a concept which the knowledge never speaks to, where it
// has the words themselves.
func (b *Bot) takeLiterally(a *question.Ask) {
	for i := range a.Terms {
		t := &a.Terms[i]
		if t.Concept == "" || !b.silent(t.Concept) || b.lore.Terms[t.Text] == 0 || b.lacksPart(a, t.Concept) {
			continue
		}
		a.Concepts = slices.DeleteFunc(a.Concepts, func(o question.Topic) bool { return o.Name == t.Concept })
		t.Concept = ""
	}
}

// lacksPart reports whether several words of an ask stand for a concept together, and the knowledge lacks one of them: of
// "what does a developer earn?" it has the developers.
func (b *Bot) lacksPart(a *question.Ask, concept string) bool {
	return a.SaidOf(concept) > 1 && slices.ContainsFunc(a.Terms, func(t question.Term) bool {
		return t.Concept == concept && b.lore.Terms[t.Text] == 0
	})
}

// notHeld names what was asked of what.
func (d *draft) notHeld(a *question.Ask) {
	about := append(slices.Clone(a.Options), a.Names...)
	asked := d.b.askedOf(a)
	if len(asked) == 0 && asksVersion(a) {
		asked = append(asked, quoted("version"))
	}
	switch {
	case a.Answer == question.Number && len(asked) > 0 && len(a.Concepts) == len(asked) && len(about) > 0:
		d.gap(andList(asked) + ": the knowledge gives no figure on it for " + andList(about) + ".")
	case len(asked) > 0 && len(about) > 0:
		d.gap(andList(asked) + ": the knowledge does not say that of " + andList(about) + ".")
	case len(asked) > 0:
		d.gap(andList(asked) + ": the knowledge does not hold that.")
	case len(about) > 0:
		d.gap(andList(about) + ": the knowledge does not hold what was asked.")
	}
}

// naming names a criterion of an ask: by its name, with the person's word for it, or of a library on many technologies by
// that word alone.
func (b *Bot) naming(a *question.Ask, concept string) string {
	if at := slices.IndexFunc(a.Terms, func(t question.Term) bool { return t.Concept == concept }); at >= 0 && b.manyThings() {
		return a.Terms[at].Word
	}
	return a.Saying(concept)
}

// askedOf names what was asked: criteria by their names and the rest as the person wrote it. Of a library on many
// technologies nobody knows our criteria, so there it is the person's words. Of the words it is those alone that the
// knowledge never has if there are any: "earn" of "what does a developer earn?".
func (b *Bot) askedOf(a *question.Ask) []string {
	var criteria, words, unknown []string
	if !b.manyThings() {
		criteria = a.ConceptNames()
	}
	for _, t := range a.Terms {
		word := quoted(t.Word)
		switch {
		case !b.manyThings() && t.Concept != "" && a.Has(t.Concept):
		case b.lore.passagesWith(t.Text) == 0:
			unknown = appendNew(unknown, word)
		default:
			words = appendNew(words, word)
		}
	}
	if len(unknown) > 0 {
		words = unknown
	}
	return append(criteria, words...)
}
