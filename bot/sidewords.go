package bot

import (
	"regexp"

	"github.com/stackpick/stackpick/knowledge"
)

// How texts write of good and bad sides. A heading or the opening of a list may be one word, "Cons"; in a sentence only
// words count that mean little else. How people ask for sides is in the cue file, under praising and blaming.
const (
	goodNouns = knowledge.GoodSides
	badNouns  = knowledge.BadSides
)

var (
	// How a page heads what speaks for its subject, and what speaks against it: "Caveats".
	goodHeading = regexp.MustCompile(`(?i)^(?:the |some )?(?:` + goodNouns + `|pros)\b`)
	badHeading  = regexp.MustCompile(`(?i)^(?:the |some )?(?:` + badNouns + `|cons|caveats?|risks?|challenges|pitfalls|trade-?offs?)\b`)

	// What opens a list of sides in the description of a radar's entry: "Not so good:", "We see some problems:".
	goodLead = regexp.MustCompile(`(?i)^(?:(?:the )?(?:good|pros?|` + goodNouns + `)\b|.*\b(?:benefits|advantages|strengths)\b)`)
	badLead  = regexp.MustCompile(`(?i)^(?:(?:the )?(?:not so good|bad|cons?)\b|.*\b(?:` + badNouns + `|problems?|issues|pain points?)\b)`)

	// What a sentence there on a bad side mostly has; those on good ones are known by their stance alone.
	badWords = regexp.MustCompile(`(?i)\b(?:` + badNouns + `|weakness|problems?|pain points?|inability|lacks?|cannot|steep learning|hard to|overkill|not recommend)\b`)

	// What a handbook has where it tells of drawbacks, and in the headings that these stand under.
	speaksAgainst = regexp.MustCompile(`(?i)\b(?:` + badNouns + `|cons|risks?|caveats?|trade-?offs?|pitfalls?|concerns|challenges|problems?|however|beware)\b`)

	// What the description of a radar's entry has where it gives a reason.
	givesReason = regexp.MustCompile(`(?i)\b(?:because|since|due to|reasons?|therefore|so that|in favou?r of|replaced by|superseded|instead|recommend(?:ed)?|no longer|discontinu(?:e|ed|ing)|` + goodNouns + `|` + badNouns + `)\b`)

	// What some lists set before an argument, whose side its heading or stance tells, too: "+ Cheap", "- Slow".
	signedItem = regexp.MustCompile(`^[+–-]\s+`)

	// How MADR opens an argument of a record ("Good, because"), or what others set before it.
	argumentOpening = regexp.MustCompile(`^(?:Good|Bad|Neutral), |^(?:Pros?|Cons?|Advantages?|Disadvantages?|Benefits?|Drawbacks?): `)
)

// turnsDown matches the headings of sections that tell what is not done, not meant or not to be done. Their sentences mostly
// do not say so: "Provide a migration path" is no goal.
var turnsDown = regexp.MustCompile(`(?i)^\W*(?:(?:non|anti)[- ]?goals?|(?:out of|not in) scope|(?:things|what) (?:to avoid|not to .*|to not .*|we (?:will not|won['’]t|do not|don['’]t) .*)|what (?:does|do|did)(?: not|n['’]t) .*|wh(?:en|ere) (?:not to|to not) .*|(?:common )?(?:pitfalls|mistakes)|anti[- ]?patterns|don['’]?ts|avoid|bad practices?)\W*$`)

// negation matches the words by which a sentence says so itself.
var negation = regexp.MustCompile(`(?i)\b(?:not|no|never|avoid(?:ing)?|without|cannot|\w+n['’]t|out of scope)\b`)

// exceptions matches the headings of sections that tell when something decided is not done.
var exceptions = regexp.MustCompile(`(?i)^\W*(?:when (?:(?:should|would|do|can|must|shall) )?(?:i |we |you |one )?(?:to )?not\b.*|when not to .*|exceptions?(?: to .*)?)\W*$`)
