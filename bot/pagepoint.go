package bot

import (
	"regexp"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/bot/question"
	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// price matches sentences that say what something costs.
var price = regexp.MustCompile(`(?i)[£$€]|\b(?:\d+ ?(?:usd|eur|gbp)|free|costs?|costly|cheap\w*|expensive|pric(?:e|es|ed|ing)|paid|pay|fees?|budget)\b`)

// comparative matches what one thing is held against another by: "faster than".
var comparative = regexp.MustCompile(`(?i)\b(?:(?:fast|slow|cheap|eas|hard|simpl|safe|quick|light|heav|strong|weak|old|new|matur)\w*er|better|worse|more \w+|less \w+) than\b`)

// refersOn matches sentences that say where to read on.
var refersOn = regexp.MustCompile(`(?i)^(?:please )?(?:see|refer to|read|check out)\b|[(,;] ?see (?:the |our |also )?\w+|\bsee .*\b(?:articles?|documentation|docs|guides?|pages?|posts?|blogs?|wiki|sections?)\b`)

// ofDay matches what speaks of the days around the one that it is said on.
var ofDay = regexp.MustCompile(`(?i)\b(?:today|tonight|tomorrow|yesterday|(?:this|last|next) (?:week|weekend|month|sprint|quarter))\b`)

// misses reports whether a sentence of a handbook misses the point of an ask, however many of its words it has: it does
// not say what was done, of two things only one, no number of what is counted, or no price.
func (b *Bot) misses(a *question.Ask, c *knowledge.Claim, said string) bool {
	if !strings.ContainsFunc(linkOnly.ReplaceAllString(c.Text, ""), isLetterOrDigit) {
		return true // nothing but marks, or a link
	}
	if a.Code != "en" || !b.manyThings() {
		return false
	}
	if len(a.Plainly) > 0 && !within(a.Plainly, b.stems(said)) {
		return true
	}
	ofNow := ofDay.MatchString(a.Text) && (a.Answer == question.Person || a.Answer == question.Number)
	if ofNow && !ofDay.MatchString(said) && !calendar.MatchString(said) {
		return true // no page knows who is on call this week
	}
	switch {
	case a.Answer == question.Person && !vocabulary.HasAny(a.Words, "use", "uses", "using", "used", "run", "runs"):
		return !b.tellsWho(a, c, said)
	case a.Answer == question.Number && a.Counted != "":
		return !b.counts(said, a.Counted) && !b.counts(said, b.countedIn(a)) && !unbounded.MatchString(said)
	case asksVersion(a):
		return !versionNumber.MatchString(said)
	case vocabulary.HasAny(a.Opening(2), "why"):
		return refersOn.MatchString(c.Text)
	case asksPrice(a):
		return !price.MatchString(said)
	case comparative.MatchString(a.Text):
		return !namesAll(a, said)
	default:
		return false
	}
}

// asksPrice reports whether an ask wants to know what something costs in money, or how much there is for it.
func asksPrice(a *question.Ask) bool {
	return vocabulary.HasAny(a.Words, "cost", "costs", "price", "pricing") && !a.AsksTime() ||
		vocabulary.HasPhrase(a.Words, "how much") && vocabulary.HasAny(a.Words, "budget", "stipend", "allowance", "bonus", "fee")
}

// ofReader matches sentences whose subject is who wrote or who reads them: "I got tired of …", "You can start …".
var ofReader = regexp.MustCompile(`^(?:I|You|(?:If|When|Once) (?:I|you))\b`)

// asksDoer reports whether an ask is after who does something, and says what: "who runs Open Standup?".
func asksDoer(a *question.Ask) bool {
	who := vocabulary.FirstOf(a.Words, "who")
	return a.Answer == question.Person && who >= 0 && who+1 < len(a.Words) && !a.Speech.Has(vocabulary.Helping, a.Words[who+1:who+2])
}

// tellsWho reports whether a text can say who it was: who did something by what was done, who somebody is by a name that
// the ask has not.
func (b *Bot) tellsWho(a *question.Ask, c *knowledge.Claim, said string) bool {
	who := vocabulary.FirstOf(a.Words, "who", "who's", "whos")
	if who < 0 || who+1 >= len(a.Words) {
		return true
	}
	after := a.Words[who+1:]
	if ofReader.MatchString(c.Text) && !vocabulary.HasAny(after[:min(len(after), 3)], "i", "we", "you") {
		return false // "who do I tell?" is told of the reader
	}
	if !a.Speech.Has(vocabulary.Helping, after[:1]) {
		if s := a.SayingAt(who + 1); s != nil && s.IsPhrase() && !a.Speech.FunctionWord(s.Words[0].Text, "en") && slices.Contains(b.stemsIn(said, a.Sayings), s.Term) {
			return true // "who looks after it?" is told as "it is maintained by …"
		}
		return slices.Contains(b.stems(said), b.lib.Vocabulary.Sense(after[0]))
	}
	if asksOne := len(after) > 1 && after[1].Is("the", "our", "your"); asksOne && !asksWhoFor(a) {
		if !namesRole(a, after[2:], said) {
			return false
		}
		return namesOne(c.Text) || strings.Contains(said, "@") || slices.ContainsFunc(c.Names, func(name string) bool { return lacks(a, name) })
	}
	return true
}

// namesRole reports whether a text has the last word of a role: "manager" of "product manager of the shop". What speaks of
// managing products names none.
func namesRole(a *question.Ask, words []vocabulary.Word, said string) bool {
	role := ""
	for _, w := range words {
		if a.Speech.FunctionWord(w.Text, "en") || w.Break && role != "" {
			break
		}
		role = strings.TrimSuffix(w.Text, "s")
	}
	return role == "" || slices.ContainsFunc(vocabulary.Words(said), func(w vocabulary.Word) bool { return strings.TrimSuffix(w.Text, "s") == role })
}

// lacks reports whether a name has a word that an ask has not.
func lacks(a *question.Ask, name string) bool {
	return slices.ContainsFunc(vocabulary.Words(name), func(w vocabulary.Word) bool { return !vocabulary.HasAny(a.Words, w.Text) })
}

// asksWhoFor reports whether an ask names a duty and not a person: "who is the contact for …".
func asksWhoFor(a *question.Ask) bool {
	return vocabulary.HasAny(a.Words, "for", "responsible", "charge", "contact", "owner")
}

// countedIn is the term whose number an ask wants: of "how many vacation days?", for which a page may have other words, that
// of the days.
func (b *Bot) countedIn(a *question.Ask) string {
	for i := range a.Sayings {
		if s := &a.Sayings[i]; s.IsPhrase() && !s.Around && slices.ContainsFunc(s.Words, func(w vocabulary.Word) bool { return b.lib.Vocabulary.Sense(w) == a.Counted }) {
			if at := vocabulary.FirstOf(s.Words, "day", "days"); at >= 0 {
				return b.lib.Vocabulary.Sense(s.Words[at]) // "days leave"
			}
			return b.lib.Vocabulary.Sense(s.Words[len(s.Words)-1])
		}
	}
	return a.Counted
}

// counts reports whether a text has a figure just before or soon after a term: "four stages", "stages: 4".
func (b *Bot) counts(text, term string) bool {
	all := vocabulary.Words(text)
	for i, w := range all {
		if b.lib.Vocabulary.Sense(w) != term {
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
func namesAll(a *question.Ask, text string) bool {
	lower := strings.ToLower(text)
	return !slices.ContainsFunc(slices.Concat(a.Options, a.Foreign, a.Names), func(name string) bool {
		return !strings.Contains(lower, strings.ToLower(name)) && (a.Wording[name] == "" || !strings.Contains(lower, strings.ToLower(a.Wording[name])))
	})
}
