package bot

import (
	"regexp"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// price matches sentences that say what something costs.
var price = regexp.MustCompile(`(?i)[£$€]|\b(?:\d+ ?(?:usd|eur|gbp)|free|costs?|costly|cheap\w*|expensive|pric(?:e|es|ed|ing)|paid|pay|fees?|budget)\b`)

// comparative matches what one thing is held against another by: "faster than".
var comparative = regexp.MustCompile(`(?i)\b(?:(?:fast|slow|cheap|eas|hard|simpl|safe|quick|light|heav|strong|weak|old|new|matur)\w*er|better|worse|more \w+|less \w+) than\b`)

// refersOn matches sentences that say where to read on.
var refersOn = regexp.MustCompile(`(?i)^(?:please )?(?:see|refer to|read|check out)\b|[(,;] ?see (?:the |our |also )?\w+|\bsee .*\b(?:articles?|documentation|docs|guides?|pages?|posts?|blogs?|wiki|sections?)\b`)

// misses reports whether a sentence of a handbook misses the point of an ask, however many of its words it has: it does
// not say what was done, of two things only one, no number of what is counted, or no price.
func (b *Bot) misses(a *ask, c *knowledge.Claim, said string) bool {
	if !strings.ContainsFunc(linkOnly.ReplaceAllString(c.Text, ""), isLetterOrDigit) {
		return true // nothing but marks, or a link
	}
	if a.code != "en" || !b.manyThings() {
		return false
	}
	if len(a.plainly) > 0 && !within(a.plainly, b.stems(said)) {
		return true
	}
	switch {
	case a.answer == person && !hasAny(a.words, "use", "uses", "using", "used", "run", "runs"):
		return !a.tellsWho(c, said)
	case a.answer == number && a.counted != "":
		return !b.counts(said, a.counted) && !unbounded.MatchString(said)
	case a.asksVersion():
		return !versionNumber.MatchString(said)
	case hasAny(a.words[:min(len(a.words), 2)], "why"):
		return refersOn.MatchString(c.Text)
	case hasAny(a.words, "cost", "costs", "price", "pricing"):
		return !price.MatchString(said)
	case comparative.MatchString(a.text):
		return !a.namesAll(said)
	default:
		return false
	}
}

// onlyPlain returns the stems of an ask of a handbook whose words all are plain but for those that frame it, "side" and
// "project" of "what is our policy on side projects?": each may stand anywhere, so they count together or not at all.
func (b *Bot) onlyPlain(a *ask) []string {
	if a.code != "en" || !b.manyThings() || len(a.options)+len(a.names)+len(a.foreign)+len(a.sayings) > 0 {
		return nil
	}
	var stems []string
	for i, w := range a.words {
		stem := b.stem(w)
		if stem == "" || b.says(vocabulary.Framing, w.Text) || b.asksOnly(a, i) {
			continue
		}
		if _, topical := b.lib.Vocabulary.Term(w); topical && !b.lib.Vocabulary.Weak(stem) {
			return nil
		}
		stems = append(stems, stem)
	}
	return stems
}

// tellsWho reports whether a text can say who it was: who did something by what was done, who somebody is by a name that
// the ask has not.
func (a *ask) tellsWho(c *knowledge.Claim, said string) bool {
	who := firstOf(a.words, "who", "who's", "whos")
	if who < 0 || who+1 >= len(a.words) {
		return true
	}
	after := a.words[who+1:]
	if !a.speech.Has(vocabulary.Helping, after[:1]) {
		return slices.ContainsFunc(vocabulary.Words(said), func(w vocabulary.Word) bool { return w.Stem == after[0].Stem })
	}
	if asksOne := len(after) > 1 && hasAny(after[1:2], "the", "our", "your"); asksOne && !a.asksWhoFor() {
		if !a.namesRole(after[2:], said) {
			return false
		}
		return namesOne(c.Text) || strings.Contains(said, "@") || slices.ContainsFunc(c.Names, a.lacks)
	}
	return true
}

// namesRole reports whether a text has the last word of a role: "manager" of "product manager of the shop". What speaks of
// managing products names none.
func (a *ask) namesRole(words []vocabulary.Word, said string) bool {
	role := ""
	for _, w := range words {
		if a.speech.FunctionWord(w.Text, "en") || w.Break && role != "" {
			break
		}
		role = strings.TrimSuffix(w.Text, "s")
	}
	return role == "" || slices.ContainsFunc(vocabulary.Words(said), func(w vocabulary.Word) bool { return strings.TrimSuffix(w.Text, "s") == role })
}

// lacks reports whether a name has a word that an ask has not.
func (a *ask) lacks(name string) bool {
	return slices.ContainsFunc(vocabulary.Words(name), func(w vocabulary.Word) bool { return !hasAny(a.words, w.Text) })
}

// asksWhoFor reports whether an ask names a duty and not a person: "who is the contact for …".
func (a *ask) asksWhoFor() bool {
	return hasAny(a.words, "for", "responsible", "charge", "contact", "owner")
}

// counts reports whether a text has a figure just before or soon after a term: "four stages", "stages: 4".
func (b *Bot) counts(text, term string) bool {
	all := vocabulary.Words(text)
	for i, w := range all {
		if b.stem(w) != term {
			continue
		}
		for at := max(0, i-3); at < min(i+5, len(all)); at++ {
			if at != i && hasFigure(all[at].Text) && !numbersName(all, at) {
				return true
			}
		}
	}
	return false
}

// numbersName reports whether the figure at a place is a part of a name or of a version: "Section 4", "AMQP 1.0", "0.9.1".
func numbersName(all []vocabulary.Word, at int) bool {
	return strings.Count(all[at].Text, ".") > 1 || at > 1 && all[at-1].Upper && !all[at-1].Break && !all[at].Break
}

// namesAll reports whether a text names all technologies that an ask names.
func (a *ask) namesAll(text string) bool {
	lower := strings.ToLower(text)
	return !slices.ContainsFunc(slices.Concat(a.options, a.foreign, a.names), func(name string) bool {
		return !strings.Contains(lower, strings.ToLower(name)) && (a.wording[name] == "" || !strings.Contains(lower, strings.ToLower(a.wording[name])))
	})
}

// soughtBy returns the terms of what "what is the … of" asks for: a section without them says something else of the thing.
// How much of it is asked for ("the maximum size") may be said in other words.
func (b *Bot) soughtBy(a *ask) []string {
	first := b.lib.Vocabulary.CueAt(vocabulary.Defining, a.words)
	if first < 0 {
		return nil
	}
	the := firstOf(a.words[first:], "the", "our", "your")
	if the < 0 || the > 3 {
		return nil
	}
	var sought []string
	for i, w := range a.words[first+the+1:] {
		if hasAny([]vocabulary.Word{w}, "of", "for", "in", "on", "at", "to", "with", "when", "that") {
			return sought
		}
		t, ok := b.lib.Vocabulary.Term(w)
		if i == 3 || w.Break {
			return nil
		}
		if ok && !b.lib.Vocabulary.Weak(t) && !isMeasure(w.Text) {
			sought = append(sought, t)
		}
	}
	return nil
}

// isMeasure reports whether a word only says which amount of something is asked for, or in what form.
func isMeasure(word string) bool {
	return slices.Contains([]string{
		"maximum", "minimum", "max", "min", "average", "total", "typical", "recommended", "default", "preferred", "current", "main",
		"length", "size", "number", "amount", "duration", "time", "name", "purpose", "process", "procedure", "steps", "step", "role",
		"rule", "rules", "policy", "guidance", "standard", "approach", "difference", "idea", "benefit", "benefits", "drawback", "drawbacks",
	}, word)
}
