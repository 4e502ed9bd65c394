package knowledge

import "regexp"

// How texts call what speaks for something, and what speaks against it, as alternatives of a regular expression. These
// are the nouns that mean little else. How people ask for the sides is in vocabulary/cues.yaml, under praising and
// blaming, and by what words a sentence praises or blames in vocabulary/stance.yaml.
const (
	GoodSides = `advantages?|benefits?|strengths?|upsides?`
	BadSides  = `disadvantages?|drawbacks?|downsides?|limitations?|weaknesses`
)

// How an article heads what it says for or against an option.
var (
	praising = regexp.MustCompile(`(?i)\b(?:reasons? (?:to|for)|why (?:choose|use|pick)|pros|good|` + GoodSides + `)\b`)
	blaming  = regexp.MustCompile(`(?i)\b(?:reasons? (?:not to|against)|cons|bad|` + BadSides + `)\b`)
)

// opposites matches pairs of headings that stand side by side, with a line break between.
var opposites = regexp.MustCompile(`(?i)^(?:pros?|good|dos?|before|` + GoodSides + `)\b.*\n` +
	`(?:cons?|bad|don['’]?ts?|after|` + BadSides + `)\b.*$`)

// How a decision record calls the lists of what speaks for and against something: "Pros", "Negatives and risks". These
// stand alone, so more words do.
const (
	forWord     = `pros?|good|positives?|opportunities|` + GoodSides
	againstWord = `cons?|bad|negatives?|risks?|costs|challenges|` + BadSides
	forList     = `(?:` + forWord + `)(?:(?: and |/| & |, )(?:` + forWord + `))*`
	againstList = `(?:` + againstWord + `)(?:(?: and |/| & |, )(?:` + againstWord + `))*`
)

var (
	// sideOfList matches what names the side of a list, and nothing more: its heading, or the line that leads to it.
	sideOfList = regexp.MustCompile(`(?i)^[\s*_]*(?:(` + forList + `)|(` + againstList + `)|(neutral|notes?|remarks?))(?: (?:consequences|impacts?|implications|effects|aspects|points|sides?))?[\s*_]*:?$`)
	// sideNamed matches an argument after the name of its side: "Cons: hard to run".
	sideNamed = regexp.MustCompile(`(?i)^[\s*_]*(?:(` + forList + `)|(` + againstList + `)|(neutral))[\s*_]*:[\s*_]*\S`)
	// argument matches what stands before an argument: "Good, because", "+".
	argument = regexp.MustCompile(`(?i)^[\s*_]*(?:(good|pro|positive|\+|👍|✅)|(bad|con|negative|[-–−]|👎|❌)|(neutral))(?:[\s*_]*[,:;]|\s+because\b|\s)[\s*_]*`)
)
