package question

import (
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// tagged reports whether an ask states something and wants it confirmed: "…, right?".
func (a *Ask) tagged() bool {
	const least = 5 // words: fewer state nothing
	n := len(a.Words)
	return n >= least && (a.Speech.Has(vocabulary.Confirming, a.Words[n-1:]) ||
		vocabulary.HasAnyPhrase(a.Words[n-2:], "isn't it", "doesn't it", "is it"))
}

// AsksDegree reports whether an ask is after a degree or a span: "how long till …", "how hard is …".
func (a *Ask) AsksDegree() bool { return a.Says(vocabulary.Grading) && len(a.Alternatives) < 2 }

// isRelative reports whether the word at i, not the first, is a "who" that says more of somebody: "a designer who …". In "we
// need names, who …" and "and who …" it asks.
func (a *Ask) isRelative(i int) bool {
	who := a.Code == "en" && a.Words[i].Is("who", "whom")
	return who && !a.Words[i].Break && !a.Speech.Has(vocabulary.Prompting, a.Words[i-1:i])
}

// AsksHow reports whether an ask is after instructions: "best way to …", "how do I …".
func (a *Ask) AsksHow() bool { return a.Says(vocabulary.Instructing) && !a.Says(vocabulary.Electing) }

// StartsYesNo reports whether an ask begins as one for a yes or no: "is Django …", "do we …". "Should we …", "would you
// …" and "any …" ask for more.
func (a *Ask) StartsYesNo() bool {
	return a.Starts(1, vocabulary.Helping) && !a.Words[0].Is("should", "shall", "any") && !vocabulary.HasPhrase(a.Opening(2), "would you")
}

// SaysLittle reports whether an ask has no term but such as say little.
func (r *Reader) SaysLittle(a *Ask) bool { return len(a.Terms) == r.idle(a) }

// idle counts the terms of an ask that say little: weak words, and plain words that the knowledge lacks.
func (r *Reader) idle(a *Ask) int {
	n := 0
	for _, t := range a.Terms {
		if r.v.Weak(t.Text) || t.Concept == "" && r.known.Terms[t.Text] == 0 && vocabulary.Everyday(t.Word) {
			n++
		}
	}
	return n
}

// kindOf returns the option of which an ask says or asks what kind of thing it is ("is X a framework?", "since X is a
// Python tool …"), or "".
func (r *Reader) kindOf(a *Ask) string {
	v := r.v
	for _, m := range v.Mentions(a.Words, "en") {
		if m.Option == nil || m.Related || r.known.standsFor(m.Option.Name) == "" {
			continue
		}
		before, after := a.Words[max(0, m.First-1):m.First], a.Words[m.Last+1:min(m.Last+6, len(a.Words))]
		is := vocabulary.HasAny(before, "is", "isn't") || v.Has(vocabulary.Equating, after[:min(1, len(after))])
		if is && r.saysKind(a, after) {
			return r.known.standsFor(m.Option.Name)
		}
	}
	return ""
}

// saysKind reports whether the words after an option and an "is" say its kind: "a framework". Those that say of what it is
// made, "written in Python", do so only where that is taken for granted; else the language is what is asked.
func (r *Reader) saysKind(a *Ask, after []vocabulary.Word) bool {
	v := r.v
	if vocabulary.HasAny(after, "written", "built", "coded") && vocabulary.HasAny(after, "in", "on", "with") {
		return v.Has(vocabulary.Asserting, a.Words)
	}
	at := slices.IndexFunc(after, func(w vocabulary.Word) bool { return v.Kind(w.Text) })
	return at >= 0 && v.Has(vocabulary.Introducing, after[:at])
}

// narrowTo leaves of what an ask names one option.
func (a *Ask) narrowTo(option string) { a.Options, a.Names = []string{option}, nil }

// dropGuesses takes back the topics of a question for a fact that rest on a paraphrase of plain words alone, where
// it has other words to go by.
func (r *Reader) dropGuesses(a *Ask) {
	words := len(a.Terms) + len(a.Names)
	if r.known.ManyThings {
		words += len(a.Options)
	}
	a.Concepts = slices.DeleteFunc(a.Concepts, func(t Topic) bool { return t.asked && a.SaidOf(t.Name) == 0 && words > 0 })
}

// dropMeasure takes from a question of a handbook the word that only says what is measured: who asks "how fast do we answer?" wants
// a time, and nothing on performance.
func (r *Reader) dropMeasure(a *Ask) {
	if !r.known.ManyThings || a.Code != "en" {
		return
	}
	for i, w := range a.Words {
		if r.measures(a, i) {
			a.Terms = slices.DeleteFunc(a.Terms, func(t Term) bool { return strings.EqualFold(t.Word, w.Text) })
			a.Concepts = slices.DeleteFunc(a.Concepts, func(t Topic) bool { return strings.EqualFold(t.said, w.Text) })
		}
	}
}

// measures reports whether the word at a place only says what is measured: "fast" in "how fast", "date" in "the release date".
func (r *Reader) measures(a *Ask, i int) bool {
	word := a.Words[i : i+1]
	return i > 0 && a.Words[i-1].Text == "how" && r.v.Has(vocabulary.Scaling, word) ||
		a.Answer == Date && vocabulary.HasAny(word, "date") ||
		a.AsksTime() && vocabulary.HasAny(word, "time", "cost", "costs") ||
		a.AsksLength() && vocabulary.HasAny(word, "length", "duration") ||
		vocabulary.HasPhrase(a.Words, "how long") && vocabulary.HasAny(word, "sit", "stay", "remain") && i+1 < len(a.Words)
}

// readLean notes whether an ask wants what speaks for something or against it, or a case from real life.
func (r *Reader) readLean(a *Ask) {
	v := r.v
	switch blamed, praised := v.Has(vocabulary.Blaming, a.Words), v.Has(vocabulary.Praising, a.Words); {
	case blamed && !praised:
		a.Lean = -1
	case praised && !blamed:
		a.Lean = +1
	}
	a.Relate = len(a.Names) == 0 && v.Has(vocabulary.Relating, a.Words)
}

// readAnswerType notes what an answer must hold. A share goes before a number: "how many percent".
func (r *Reader) readAnswerType(a *Ask) {
	v := r.v
	switch {
	case v.Has(vocabulary.Sharing, a.Words):
		a.Answer = Share
	case a.AsksAge():
		a.Answer = Number
	case v.CueAt(vocabulary.Dating, a.Words) == 0: // "when was the number of stars counted?"
		a.Answer = Date
	case len(a.Words) > 1 && a.Words[len(a.Words)-1].Is("date"): // "launch date?"
		a.Answer = Date
	case v.Has(vocabulary.Counting, a.Words):
		a.Answer = Number
		a.Counted = r.countedAfter(a)
	case v.Has(vocabulary.Dating, a.Words):
		a.Answer = Date
	case a.asksNames():
		a.Answer = Person
	}
}

// AsksAge reports whether an ask wants to know how old something may become, and not since when there is something.
func (a *Ask) AsksAge() bool {
	return vocabulary.HasAnyPhrase(a.Words, "how old can", "how old may", "how old must", "how old should", "how old do")
}

// AsksTime reports whether an ask wants to know how much time something takes, and not how much of it somebody may take.
func (a *Ask) AsksTime() bool {
	how := vocabulary.FirstOf(a.Words, "how")
	return how >= 0 && vocabulary.HasPhrase(a.Words, "how much") && vocabulary.HasAny(a.Words[how:min(len(a.Words), how+5)], "time") &&
		vocabulary.HasAny(a.Words, "does", "will", "would", "cost", "costs")
}

// AsksLength reports whether an ask is for a length and nothing after it: "probation length?".
func (a *Ask) AsksLength() bool {
	return len(a.Words) > 1 && vocabulary.HasAny(a.Words[len(a.Words)-1:], "length", "duration")
}

// AsksHours reports whether an ask is after the times of a day between which something is so: "what are the support hours?".
func (a *Ask) AsksHours() bool {
	at := vocabulary.FirstOf(a.Words, "hours")
	opens := at == 0 || at > 0 && a.Starts(2, vocabulary.Defining)
	return opens && !vocabulary.HasAny(a.Words[:at], "many", "much", "of")
}

// asksNames reports whether an ask is after names; the "who" of "a designer who …" is not.
func (a *Ask) asksNames() bool {
	at := a.Speech.CueAt(vocabulary.Naming, a.Words)
	return at == 0 || at > 0 && !a.isRelative(at)
}

// AsksWhy reports whether an ask wants reasons rather than a choice.
func (a *Ask) AsksWhy() bool {
	at := a.Speech.CueAt(vocabulary.Reasoning, a.Words)
	if at < 0 || vocabulary.HasPhrase(a.Words, "how about") {
		return false
	}
	const opening, reach = 4, 6                                                                             // words
	ofMessage := vocabulary.HasAny(a.Words[at:min(at+reach, len(a.Words))], "writing", "asking", "posting") // "why I'm asking is …"
	atEnd := at == len(a.Words)-1 && len(a.Names) > 0                                                       // "Netflix did …, why?"
	return (at < opening || atEnd) && !ofMessage
}

// hasTrait reports whether an ask says what a project or team is: "a startup", "two Python devs".
func (a *Ask) hasTrait() bool {
	return slices.ContainsFunc(a.Concepts, func(t Topic) bool {
		c, ok := a.Speech.Concept(t.Name)
		return ok && c.Trait()
	})
}

// readPreference makes of "why choose X over Y?", and of "why X?", a question for what speaks for X; of "why not X?" one for
// what speaks against it.
func (r *Reader) readPreference(a *Ask) {
	if r.known.ManyThings || !a.AsksWhy() || a.Says(vocabulary.Settling) {
		return // why something was decided is another question
	}
	switch {
	case len(a.Options) == 1 && a.Lean == 0:
		saysLittle := len(a.Terms) == 0 || vocabulary.HasAny(a.Words, "why") && r.SaysLittle(a) // "why should I care about X?"
		if !saysLittle || len(a.Concepts)+len(a.Names) > 0 {
			return
		}
		a.Lean, a.Terms = +1, nil
		if a.Says(vocabulary.Negating) {
			a.Lean = -1
		}
	case len(a.Options) == 2 && len(a.Alternatives) > 1 && vocabulary.HasAnyPhrase(a.Words, "over", "instead of", "rather than"):
		a.Options = []string{a.Alternatives[0]}
		if a.Lean == 0 {
			a.Lean = +1
		}
	}
}

// OwnRing returns the ring of a name of the radar's own that words name: "what is in archive?".
func (r *Reader) OwnRing(words []vocabulary.Word) string {
	for _, ring := range r.known.OwnRings {
		for _, before := range []string{"on ", "in ", "in the ", "to "} {
			if vocabulary.HasPhrase(words, before+ring) {
				return ring
			}
		}
	}
	return ""
}

// AsksPart returns the cue of the part of a page that an ask is after and the pages have, "" for none.
func (r *Reader) AsksPart(a *Ask) vocabulary.Cue {
	for _, part := range r.known.Parts {
		if a.Says(part) {
			return part
		}
	}
	return ""
}
