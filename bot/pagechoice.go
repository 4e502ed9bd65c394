package bot

import (
	"regexp"
	"slices"

	"github.com/stackpick/stackpick/bot/question"
	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// No document judges the sides of a choice, and no decision is on record; but a page says in passing what the team has come
// to: "we tried Swift and settled on React Native", "our default is PostgreSQL, MySQL is only used for the old shop".
var (
	// takesNext matches what stands before the name of what was taken, leavesNext before that of what was left.
	takesNext  = regexp.MustCompile(`(?i)\b(?:(?:settled|standardi[sz]ed|decided|landed) (?:up)?on|ended up (?:with|using|choosing)|(?:opted|gone|go|going|went) (?:for|with)|chose|have chosen|(?:moved|migrated|switched|moving|migrating|switching|transitioned|transitioning)(?: (?:away )?from [\w.#+ -]{1,40})? to|(?:our|the) (?:default|standard|preferred|primary|main|recommended|first)(?: \w+){0,3} is|default(?:s|ing)? to|prefer|in favou?r of|we (?:now |only |mostly |always |generally |mainly )?use|instead we use)(?: using)?(?: the| a| an)?[\s"'“*_]*$`)
	leavesNext = regexp.MustCompile(`(?i)\b(?:instead of|rather than|over|(?:moved|migrated|switched|moving|migrating|switching|transitioned|transitioning) (?:away )?from|replac(?:ed|ing|es)|deprecat(?:ed|ing)|phas(?:ed|ing) out|no longer use|stopped using|dropped|avoid|(?:do not|don['’]t|never) use)(?: using)?(?: the| a| an)?[\s"'“*_]*$`)
	// takesBefore matches what stands behind the name of what was taken, leavesBefore behind that of what was left.
	takesBefore  = regexp.MustCompile(`(?i)^[\s"'”*_]*(?:is|are|remains) (?:now |also )?(?:(?:our|the) (?:\w+ )?(?:default|standard|preferred|primary|main|recommended|first|go-to)\b|preferred|recommended|what we use)`)
	leavesBefore = regexp.MustCompile(`(?i)^[\s"'”*_]*(?:is|are|was|were|has been|have been|will be|is being|are being) (?:now )?(?:only (?:used|for|kept)|deprecated|legacy|no longer|replaced|phased out|being (?:replaced|phased out)|not (?:used|recommended|allowed|permitted)|dropped)`)
	// supposes matches what makes of a sentence no more than a thought.
	supposes = regexp.MustCompile(`(?i)\b(?:if|could|might|may|would|should we|consider(?:ed|ing)?|propos(?:e|ed|al|ing)|evaluat(?:e|ed|ing)|whether|perhaps|maybe|unless|(?:have|has) not|haven['’]t|hasn['’]t|not yet)\b`)
)

// maxSaidOfSides is how many sentences tell what the team has come to.
const maxSaidOfSides = 3

// pickByPractice answers a choice between technologies that no decision has settled with the one that pages say the team has
// taken, where they say so of one alone. It reports whether they do.
func (d *draft) pickByPractice(a *question.Ask, e *evidence) bool {
	chooses := len(a.Alternatives) > 1 && (a.Want == question.Pick || offers(a))
	weighed := len(a.Options) > 1 && len(a.Concepts) > 0 // an article may judge them on what is needed
	if !chooses || !d.b.manyThings() || weighed || a.Lean != 0 || asksPoint(a) || a.AsksHow() {
		return false
	}
	taken, said := "", []finding(nil)
	for _, f := range d.b.sidesIn(a, e) {
		for _, o := range a.Alternatives {
			side := d.b.practiceOn(f.claim.Text, o)
			switch {
			case side == 0:
				continue
			case side > 0 && taken != "" && taken != o:
				return false // both are, here and there
			case side > 0:
				taken = o
			}
			if !slices.ContainsFunc(said, func(s finding) bool { return s.claim.Text == f.claim.Text }) {
				said = append(said, f)
			}
		}
	}
	if taken == "" {
		return false
	}
	slices.SortStableFunc(said, func(x, y finding) int { // what the pick rests on goes first
		return d.b.practiceOn(y.claim.Text, taken) - d.b.practiceOn(x.claim.Text, taken)
	})
	d.a.Recommendation = &Recommendation{Option: taken, Strength: Moderate, Because: []string{said[0].passage.Title}}
	for _, f := range said[:min(len(said), maxSaidOfSides)] {
		d.say(quote(f, ""), f)
	}
	return len(d.a.Statements) > 0
}

// sidesIn returns the sentences of the passages found, no records, radars or case studies, that name a side of a choice, in sections that
// have whatever else is asked.
func (b *Bot) sidesIn(a *question.Ask, e *evidence) []finding {
	var found []finding
	rest := b.besideSides(a)
	for _, p := range e.passages {
		s := e.section(b, p)
		if p.Kind != knowledge.KindSection || slices.ContainsFunc(rest, func(term string) bool { return !s.has(term) }) {
			continue
		}
		for i := range p.Claims {
			if c := &p.Claims[i]; slices.ContainsFunc(a.Alternatives, func(o string) bool { return b.names(c.Text, o) != nil }) {
				found = append(found, finding{claim: c, passage: p})
			}
		}
	}
	return found
}

// names returns where a text names a technology: the bytes of each.
func (b *Bot) names(text, option string) [][2]int {
	words := vocabulary.Words(text)
	var spans [][2]int
	for _, m := range b.lib.Vocabulary.Mentions(words, "") {
		if m.Option != nil && !m.Related && m.Option.Name == option {
			spans = append(spans, [2]int{words[m.First].Start, words[m.Last].End})
		}
	}
	return spans
}

// practiceOn returns +1 for a sentence by which a technology is what the team has taken, -1 for one by which it is what the
// team has left, and 0 for any other.
func (b *Bot) practiceOn(sentence, option string) int {
	if supposes.MatchString(sentence) {
		return 0
	}
	for _, at := range b.names(sentence, option) {
		before, after := sentence[:at[0]], sentence[at[1]:]
		switch {
		case leavesNext.MatchString(before), leavesBefore.MatchString(after):
			return -1
		case takesNext.MatchString(before), takesBefore.MatchString(after):
			return +1
		}
	}
	return 0
}
