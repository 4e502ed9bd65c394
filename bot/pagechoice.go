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
	takesNext  = regexp.MustCompile(`(?i)\b(?:(?:settled|standardi[sz]ed|decided|landed) (?:up)?on|ended up (?:with|using|choosing)|(?:opted|gone|go|going|went) (?:for|with)|chose|have chosen|(?:moved|migrated|switched|moving|migrating|switching|transitioned|transitioning)(?: (?:away )?from [\w.#+ -]{1,40})? to|(?:our|the) (?:default|standard|preferred|primary|main|recommended)(?: \w+){0,3} is|default(?:s|ing)? to|prefer|in favou?r of|we (?:now |only |mostly |always |generally |mainly )?use|instead we use)(?: using)?(?: the| a| an)?[\s"'“*_]*$`)
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
	if d.a.Recommendation != nil || !chooses || !d.b.manyThings() || weighed || a.Lean != 0 || asksPoint(a) || a.AsksHow() {
		return false
	}
	sides, said := map[string]int{}, []finding(nil)
	for _, f := range d.b.sidesIn(a, e) {
		for o, side := range d.b.practiceIn(f.claim.Text) {
			if !slices.Contains(a.Alternatives, o) {
				continue
			}
			if sides[o]*side < 0 {
				return false // taken here and left there
			}
			sides[o] = side
			if side > 0 || f.rank == 0 {
				f.rank = float64(side)
			}
		}
		if told := func(s finding) bool { return s.claim.Text == f.claim.Text }; f.rank != 0 && !slices.ContainsFunc(said, told) {
			said = append(said, f)
		}
	}
	taken := slices.DeleteFunc(slices.Clone(a.Alternatives), func(o string) bool { return sides[o] <= 0 })
	if len(taken) != 1 {
		return false
	}
	sortByRank(said) // what the pick rests on goes first
	because := "practice"
	if title := said[0].passage.Title; len(title) <= longestTitle {
		because += inBrackets(title)
	}
	d.a.Recommendation = &Recommendation{Option: taken[0], Strength: Moderate, Because: []string{because}}
	for _, f := range said[:min(len(said), maxSaidOfSides)] {
		d.say(quote(f, ""), f)
	}
	return true
}

// sidesIn returns the sentences of the passages found, no records, radars or case studies, in sections that have whatever is
// asked beside the sides of a choice.
func (b *Bot) sidesIn(a *question.Ask, e *evidence) []finding {
	var found []finding
	rest := b.besideSides(a)
	for _, p := range e.passages {
		s := e.section(b, p)
		if p.Kind != knowledge.KindSection || slices.ContainsFunc(rest, func(term string) bool { return !s.has(term) }) {
			continue
		}
		for i := range p.Claims {
			found = append(found, finding{claim: &p.Claims[i], passage: p})
		}
	}
	return found
}

// practiceIn returns the technologies that the team has taken (+1) or left (-1) by what a sentence says.
func (b *Bot) practiceIn(sentence string) map[string]int {
	practice := map[string]int{}
	words := vocabulary.Words(sentence)
	for _, m := range b.lib.Vocabulary.Mentions(words, "") {
		if m.Option == nil || m.Related || practice[m.Option.Name] != 0 {
			continue
		}
		before, after := sentence[:words[m.First].Start], sentence[words[m.Last].End:]
		switch {
		case leavesNext.MatchString(before), leavesBefore.MatchString(after):
			practice[m.Option.Name] = -1
		case takesNext.MatchString(before), takesBefore.MatchString(after):
			practice[m.Option.Name] = +1
		}
	}
	if supposes.MatchString(sentence) {
		clear(practice)
	}
	return practice
}
