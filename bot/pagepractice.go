package bot

import (
	"regexp"
	"strings"

	"github.com/stackpick/stackpick/bot/question"
	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// A handbook rules and recommends. Who asks what may or must be done, or what the team uses, is answered best by a
// sentence that does so: it goes before others that speak of the matter as much.
const practiceGain = 0.15

var (
	// permits matches sentences that say what may or must not be done.
	permits = regexp.MustCompile(`(?i)\b(?:may|can(?:not| not|['’]t| only)?|(?:must|should|shall|do|does|need) not|don['’]t|never|avoid|only (?:if|when|where|use)|allowed|permitted|forbidden|prohibited|(?:un)?acceptable|fine)\b`)
	// demands matches sentences that say what must be done.
	demands = regexp.MustCompile(`(?i)\b(?:must|shall|should|never|always|(?:is|are|be) required|requires|mandatory|needs? to be|ha(?:ve|s) to be)\b|^require\b`)
	// uses matches sentences that say what is used or recommended.
	uses = regexp.MustCompile(`(?i)\b(?:use|uses|using|used|recommend(?:s|ed)?|prefer(?:s|red)?|advise[sd]?|adopt(?:ed)?|chose|choose|chosen|standard|default|rel(?:y|ies) on|runs? on)\b`)
	// refuses matches sentences that say what is not to be used.
	refuses = regexp.MustCompile(`(?i)^(?:please )?(?:do not|don['’]t|never|avoid)\b`)
	// saysWhy matches sentences that give a reason or a purpose.
	saysWhy = regexp.MustCompile(`(?i)\b(?:because|so that|in order to|as (?:it|they|this|these|we)|due to|reasons?|helps?|important|allows?|enables?|means that|prevents?|avoids?|reduces?|improves?|makes? it|makes? sure|so (?:we|you|it|they|other|people)|to (?:preserve|avoid|ensure|prevent|reduce|make|help|allow|keep|improve|minimise|minimize))\b`)
)

// asksPractice reports whether an ask wants to know what the team uses or recommends: "what do we use for …?".
func asksPractice(a *question.Ask) bool {
	return vocabulary.HasAny(a.Opening(3), "what", "which") && a.Says(vocabulary.Advising)
}

// useReach is how far from a word of using the name of what is used stands at most, in bytes.
const useReach = 48

// tellsUse reports whether a text names what is used or recommended, beside what the ask names itself: "we use X for …",
// "X is recommended".
func tellsUse(a *question.Ask, c *knowledge.Claim, said string) bool {
	if refuses.MatchString(c.Text) {
		return false
	}
	for _, name := range append(aboutOf(c), c.Names...) {
		if vocabulary.HasAny(a.Words, strings.ToLower(name)) {
			continue
		}
		for _, at := range uses.FindAllStringIndex(said, -1) {
			if strings.Contains(said[max(0, at[0]-useReach):min(len(said), at[1]+useReach)], name) {
				return true
			}
		}
	}
	return false
}

func aboutOf(c *knowledge.Claim) []string {
	var names []string
	for _, s := range c.About {
		names = append(names, s.Option)
	}
	return names
}

// gain is what a claim gains over others that say as much of what an ask is about. Said is its text, with the line that
// leads to it.
func (b *Bot) gain(a *question.Ask, p *knowledge.Passage, c *knowledge.Claim, said string) float64 {
	switch {
	case a.Code != "en" || !b.manyThings():
		return 0
	case asksPractice(a) && tellsUse(a, c, said),
		asksTime(a) && (duration.MatchString(c.Text) || calendar.MatchString(c.Text)), // sooner than a condition
		a.Says(vocabulary.Permitting) && permits.MatchString(said),
		a.Says(vocabulary.Demanding) && demands.MatchString(said),
		vocabulary.HasAny(a.Words, "why", "reason", "reasons") && saysWhy.MatchString(said),
		a.Lean < 0 && speaksAgainst.MatchString(p.Heading+" "+said):
		return practiceGain
	default:
		return 0
	}
}

// asksTime reports whether an ask of "when" is after a time before a condition: "when is the bonus paid?", and not "when do I
// ask first?".
func asksTime(a *question.Ask) bool {
	at := whenAt(a)
	return at >= 0 && !vocabulary.HasAny(a.Words[at+1:min(len(a.Words), at+4)], "i", "we", "you", "should", "must", "to")
}
