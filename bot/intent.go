package bot

import (
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge"
)

// classify decides what kind of answer an ask is after, and takes over from the setting around it what
// bears on that.
func (b *Bot) classify(a, setting *ask) {
	a.want = b.wants(a, setting)
	if a.want == tell && !a.define && len(a.names) == 0 && (b.lib.Vocabulary.Has(knowledge.Asserting, setting.words) || startsYesNo(setting.words)) && b.isA(setting) {
		a.define, a.options = true, setting.options
	}
	switch a.want {
	case pick, compare, unclear:
		if a.want == unclear {
			b.readLean(a) // "any drawbacks?" of what the thread is about
		}
		a.join(&ask{
			options: setting.options, names: setting.names, concepts: setting.concepts, terms: setting.terms,
			foreign: setting.foreign, alternatives: setting.alternatives, wording: setting.wording,
		})
	case tell:
		if (len(a.alternatives) > 1 || hasAny(a.words, "that", "it", "this", "they", "them")) && len(a.names) == 0 {
			a.names = appendNew(a.names, setting.names...)
		}
		if len(a.options)+len(a.names)+len(a.foreign) == 0 {
			a.options = appendNew(a.options, setting.options...)
			if len(a.concepts) == 0 && !a.define && len(a.terms) == b.idle(a) {
				a.join(&ask{names: setting.names, concepts: setting.concepts, terms: setting.terms, foreign: setting.foreign})
			}
		}
		b.dropGuesses(a)
		a.hints = setting.terms
		a.attribute = b.attributeOf(a)
		a.sought = b.soughtBy(a)
		b.readAnswerType(a)
		b.readLean(a)
	}
}

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
	switch blamed, praised := v.Has(knowledge.Blaming, a.words), v.Has(knowledge.Praising, a.words); {
	case blamed && !praised:
		a.lean = -1
	case praised && !blamed:
		a.lean = +1
	}
	a.relate = len(a.names) == 0 && v.Has(knowledge.Relating, a.words)
}

// wants applies the rules below in order; the first that fits decides.
func (b *Bot) wants(a, setting *ask) want {
	says := func(c knowledge.Cue) bool { return b.lib.Vocabulary.Has(c, a.words) }
	rivals := len(a.options)+len(a.rivals()) > 1
	decided := says(knowledge.Deciding) || len(a.words) > 0 && hasAny(a.words[len(a.words)-1:], "which") // "…, which?"
	needs := len(a.concepts)+len(setting.concepts) > 0
	switch {
	case len(a.words) == 0, b.smallTalk(a):
		return greet
	case a.settles(setting) && len(setting.names) == 0 && !b.asksWhy(a) && !says(knowledge.Blaming):
		return pick
	case b.defines(a), b.definesDirectly(a), b.namesThing(a), b.isA(a):
		a.define = true
		return tell
	case says(knowledge.Counting), says(knowledge.Sharing), says(knowledge.Dating):
		return tell
	case b.attributeOf(a) != "" && !decided && !hasAny(a.words, "or", "vs", "versus"):
		return tell
	case b.namesMention(a), b.companies(a)+b.companies(setting) > 0 && len(a.alternatives) > 1 && !decided && !needs:
		return tell
	case b.asksNames(a) && !(len(a.alternatives) > 1 && decided):
		return tell
	case says(knowledge.Tabulating), b.lib.Vocabulary.Has(knowledge.Tabulating, setting.words) && !decided, says(knowledge.Comparing) && !(rivals && (decided || b.hasTrait(a) || len(setting.concepts)+len(setting.terms) > 0 || hasPhrase(a.words, "for the") || hasPhrase(a.words, "for our") || hasPhrase(a.words, "for a"))):
		return compare
	case a.tagged(), a.asksHow(), a.asksDegree():
		return tell
	case b.asksWhy(a) && (rivals || len(a.names) > 0 || hasAny(a.words, "why", "did")):
		return tell
	case decided && len(a.options)+len(a.foreign) > 0,
		len(a.alternatives) > 1 && (!startsYesNo(a.words) || hasAny(a.words, "or", "vs", "versus")),
		decided && needs && len(a.names) == 0,
		b.describes(a):
		return pick
	case len(a.options) > 0 && len(a.concepts)+len(a.names) == 0 && len(a.terms) == b.idle(a) && len(setting.concepts) > 0 && len(a.words) < 6:
		return pick
	case a.empty() && len(setting.names)+len(setting.terms) > 0:
		return tell
	case (decided || says(knowledge.Wishing)) && b.vague(a, setting):
		return unclear
	default:
		return tell
	}
}

// settles reports whether an ask without a subject ("who's right?") is about the choice in its setting.
func (a *ask) settles(setting *ask) bool {
	return len(a.options)+len(a.foreign)+len(a.names)+len(a.concepts) == 0 && len(a.terms) <= 2 && len(setting.options)+len(setting.foreign) > 1
}

// smallTalk reports whether a message greets, thanks, or asks about the bot itself.
func (b *Bot) smallTalk(a *ask) bool {
	v := b.lib.Vocabulary
	if v.Has(knowledge.Ourselves, a.words) && len(a.options)+len(a.names)+len(a.foreign) == 0 && (len(a.concepts) == 0 || len(a.words) < 6) {
		return true
	}
	at := v.CueAt(knowledge.Greeting, a.words)
	return at >= 0 && at < 3 && (len(a.words) == 1 || !v.Has(knowledge.Wishing, a.words)) && len(a.options)+len(a.foreign)+len(a.concepts)+len(a.names)+len(a.strange) == 0 && len(a.terms) == b.idle(a)
}

// companies counts the names of an ask that are no technologies.
func (b *Bot) companies(a *ask) int {
	n := 0
	for _, name := range a.names {
		if _, ok := b.lib.Vocabulary.Option(name); !ok {
			n++
		}
	}
	return n
}

// namesMention reports whether a choice has a side that the knowledge mentions but does not judge: what it
// says can be told, a pick cannot be made.
func (b *Bot) namesMention(a *ask) bool {
	return slices.ContainsFunc(a.alternatives, func(o string) bool { return slices.Contains(a.names, o) })
}

// tagged reports whether an ask states something and wants it confirmed: "…, right?".
func (a *ask) tagged() bool {
	n := len(a.words)
	return n > 4 && (hasAny(a.words[n-1:], "right", "correct", "no", "true", "yes", "innit", "oder", "verdad", "vero", "nicht", "prawda") || hasPhrase(a.words[n-2:], "isn't it") || hasPhrase(a.words[n-2:], "doesn't it") || hasPhrase(a.words[n-2:], "is it"))
}

// asksDegree reports whether an ask is after a degree or a span: "how long till …", "how hard is …".
func (a *ask) asksDegree() bool {
	for _, p := range []string{"how long", "how fast", "how quickly", "how soon", "how hard", "how easy", "how difficult", "how good", "how well"} {
		if hasPhrase(a.words, p) {
			return len(a.alternatives) < 2
		}
	}
	return false
}

// asksNames reports whether an ask is after names; the "who" of "a designer who …" is not.
func (b *Bot) asksNames(a *ask) bool {
	at := b.lib.Vocabulary.CueAt(knowledge.Naming, a.words)
	return at == 0 || at > 0 && (a.code != "en" || !hasAny(a.words[at:at+1], "who", "whom") || a.words[at].Break ||
		hasAny(a.words[at-1:at], "and", "so", "but", "ok", "okay", "hey", "hi", "yo", "also", "then", "know", "tell", "me", "remind", "please", "or", "exactly"))
}

// asksHow reports whether an ask is after instructions: "best way to …", "how do I …".
func (a *ask) asksHow() bool {
	for _, p := range []string{"way to", "how to", "how do i", "how do we", "how can i", "how can we", "how should i", "how would i"} {
		if hasPhrase(a.words, p) && !hasAny(a.words, "choose", "decide", "pick", "between") {
			return true
		}
	}
	return false
}

// asksWhy reports whether an ask wants reasons rather than a choice.
func (b *Bot) asksWhy(a *ask) bool {
	at := b.lib.Vocabulary.CueAt(knowledge.Reasoning, a.words)
	last := len(a.words) - 1 // "Netflix did …, why?"
	return at >= 0 && (at < 4 || at == last && len(a.names) > 0) && !hasPhrase(a.words, "how about") &&
		!hasAny(a.words[at:min(at+6, len(a.words))], "writing", "asking", "posting") // "the reason I'm asking is …"
}

func startsYesNo(words []knowledge.Word) bool {
	return len(words) > 0 && slices.Contains(auxiliaries(), words[0].Text) && !hasAny(words[:1], "should", "shall", "any") && !hasPhrase(words[:min(2, len(words))], "would you")
}

func (b *Bot) hasTrait(a *ask) bool {
	return slices.ContainsFunc(a.concepts, func(t topic) bool {
		c, ok := b.lib.Vocabulary.Concept(t.name)
		return ok && c.Trait()
	})
}

// describes reports whether a message only describes a project ("fintech mvp, two python devs"), which asks
// for a pick without saying so.
func (b *Bot) describes(a *ask) bool {
	return b.hasTrait(a) && len(a.names) == 0 && !hasAny(a.words, interrogatives()...) && !startsYesNo(a.words) && !b.lib.Vocabulary.Has(knowledge.Relating, a.words) &&
		!hasAny(a.words[:min(2, len(a.words))], requests()...)
}

// vague reports whether a choice is asked for with nothing to choose by.
func (b *Bot) vague(a, setting *ask) bool {
	return len(a.options)+len(a.foreign)+len(a.names)+len(a.concepts)+len(setting.concepts)+len(a.strange) == 0 &&
		!slices.ContainsFunc(a.terms, func(t term) bool {
			return !b.lib.Vocabulary.Weak(t.text) && (b.lore.terms[t.text] > 0 || !b.lib.Vocabulary.Everyday(t.word))
		})
}

// defines reports whether an ask wants to know what one thing is: nothing is left of it but the thing.
func (b *Bot) defines(a *ask) bool {
	things := len(a.options) + len(a.foreign) + len(a.names) + len(a.strange) + len(a.terms)
	things -= b.idle(a)
	return things > 0 && things <= 2 && len(a.alternatives) < 2 && len(a.concepts) <= 1 && len(a.options) <= 1 &&
		b.lib.Vocabulary.Has(knowledge.Defining, a.words) && !b.lib.Vocabulary.Has(knowledge.Deciding, a.words) &&
		!b.lib.Vocabulary.Has(knowledge.Blaming, a.words) && !b.lib.Vocabulary.Has(knowledge.Praising, a.words) &&
		(len(a.terms) == b.idle(a) || things == 1)
}

// definesDirectly reports whether "what is" is followed by an option and then by nothing that asks more:
// "what's Django in plain English, for a slide?".
func (b *Bot) definesDirectly(a *ask) bool {
	v := b.lib.Vocabulary
	for _, m := range v.Mentions(a.words, "en") {
		if m.Option == nil || m.First == 0 || !v.Has(knowledge.Defining, a.words[max(0, m.First-4):m.First]) {
			continue
		}
		next := a.words[m.Last+1:]
		if len(next) == 0 || next[0].Break || hasAny(next[:1], "in", "for", "exactly", "again", "anyway", "please", "really", "actually", "about", "even") {
			return b.lore.standsFor(m.Option.Name) != "" && len(a.options) == 1
		}
	}
	return false
}

// namesThing reports whether "what is" is followed by a proper name that the knowledge has.
func (b *Bot) namesThing(a *ask) bool {
	at := b.lib.Vocabulary.CueAt(knowledge.Defining, a.words)
	if at < 0 || len(a.names) != 1 || b.lib.Vocabulary.Has(knowledge.Deciding, a.words) {
		return false
	}
	first, _, _ := strings.Cut(strings.ToLower(a.names[0]), " ")
	return hasAny(a.words[at+1:min(at+5, len(a.words))], first) && len(a.terms) <= 3 && len(a.concepts) <= 1 && !hasAny(a.words, "did", "do", "does", "use", "uses", "using", "with")
}

// idle counts the terms of an ask that say little: weak words, and plain words that the knowledge lacks.
func (b *Bot) idle(a *ask) int {
	n := 0
	for _, t := range a.terms {
		if b.lib.Vocabulary.Weak(t.text) || t.concept == "" && b.lore.terms[t.text] == 0 && b.lib.Vocabulary.Everyday(t.word) {
			n++
		}
	}
	return n
}

// isA reports whether an ask says or asks what kind of thing an option is ("is X a framework?", "since X is a
// Python tool …"), and narrows it to that option.
func (b *Bot) isA(a *ask) bool {
	v := b.lib.Vocabulary
	for _, m := range v.Mentions(a.words, "en") {
		if m.Option == nil || m.Related || b.lore.standsFor(m.Option.Name) == "" {
			continue
		}
		before, after := a.words[max(0, m.First-1):m.First], a.words[m.Last+1:min(m.Last+6, len(a.words))]
		is := hasAny(before, "is", "isn't") || hasAny(after[:min(1, len(after))], "is", "being", "isn't", "was", "as")
		at := slices.IndexFunc(after, func(w knowledge.Word) bool { return v.Kind(w.Text) })
		written := hasAny(after, "written", "built", "coded") && hasAny(after, "in", "on", "with")
		if is && (written || at >= 0 && hasAny(after[:at], "a", "an", "another", "just", "basically")) && (!written || v.Has(knowledge.Asserting, a.words)) {
			a.options, a.names = []string{b.lore.standsFor(m.Option.Name)}, nil
			return true
		}
	}
	return false
}

func (b *Bot) readAnswerType(a *ask) {
	v := b.lib.Vocabulary
	switch {
	case v.Has(knowledge.Sharing, a.words):
		a.answer = share
	case v.Has(knowledge.Counting, a.words):
		a.answer = number
		a.counted = b.countedAfter(a)
	case v.Has(knowledge.Dating, a.words):
		a.answer = date
	case b.asksNames(a):
		a.answer = person
	}
}

// attributeOf returns the term right after "what" or "which".
func (b *Bot) attributeOf(a *ask) string {
	for i, w := range a.words[:max(0, len(a.words)-1)] {
		if w.Text != "what" && w.Text != "which" {
			continue
		}
		if t, ok := b.lib.Vocabulary.Term(a.words[i+1]); ok && !b.lib.Vocabulary.Weak(t) && slices.ContainsFunc(a.terms, func(o term) bool { return o.text == t && o.concept == "" }) {
			return t
		}
	}
	return ""
}

// countedAfter returns the first content term soon after "many", "number of" or the like.
func (b *Bot) countedAfter(a *ask) string {
	for i, w := range a.words {
		if !slices.Contains([]string{"many", "number", "percentage", "percent", "share", "proportion", "count"}, w.Text) {
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
