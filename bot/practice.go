package bot

import (
	"regexp"

	"github.com/stackpick/stackpick/knowledge"
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
)

// asksPractice reports whether an ask wants to know what the team uses or recommends: "what do we use for …?".
func (a *ask) asksPractice() bool {
	return hasAny(a.words[:min(len(a.words), 3)], "what", "which") && hasAny(a.words, "use", "uses", "using", "recommend", "recommended", "prefer", "preferred", "advise", "advised")
}

// gain is what a claim gains over others that say as much of what an ask is about. Said is its text, with the line that
// leads to it.
func (b *Bot) gain(a *ask, c *knowledge.Claim, said string) float64 {
	v := b.lib.Vocabulary
	switch {
	case a.code != "en" || !b.manyThings():
		return 0
	case a.asksPractice() && len(c.Names)+len(c.About) > 0 && uses.MatchString(said),
		v.Has(knowledge.Permitting, a.words) && permits.MatchString(said),
		v.Has(knowledge.Demanding, a.words) && demands.MatchString(said):
		return practiceGain
	default:
		return 0
	}
}
