package bot

import (
	"regexp"

	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// Pages of a kind have the same parts: a runbook says of each alert what it means, what it does, how it is looked into and
// what is to be done. Who asks for one of these is answered from that part, whose sentences need not say again what they
// are: "Delete old data." stands under Mitigation.
type part struct {
	asked   vocabulary.Cue
	heading *regexp.Regexp
}

// The headings of the parts.
var (
	mendingHeading    = regexp.MustCompile(`(?i)^(?:(?:diagnosis and )?mitigations?|resolutions?|remediations?|remedy|fix(?:es)?|solutions?|workarounds?|recovery|what to do|how to (?:fix|resolve|mitigate).*|steps to (?:fix|resolve).*|(?:recommended |corrective )?actions?)$`)
	befallingHeading  = regexp.MustCompile(`(?i)^(?:(?:user |business )?impacts?|consequences?|effects?|severity)$`)
	diagnosingHeading = regexp.MustCompile(`(?i)^(?:diagnosis|diagnostics|investigations?|troubleshooting|debugging|(?:root |possible )?causes?)$`)
)

// pageParts returns all parts.
func pageParts() []part {
	return []part{{vocabulary.Mending, mendingHeading}, {vocabulary.Befalling, befallingHeading}, {vocabulary.Diagnosing, diagnosingHeading}}
}

const (
	leastParts = 3   // pages that must have a part, before it is one of their kind
	partGain   = 0.2 // what its sentences gain
)

// partOf returns the cue of the part that a heading is of, "" for none.
func partOf(heading string) vocabulary.Cue {
	for _, p := range pageParts() {
		if p.heading.MatchString(heading) {
			return p.asked
		}
	}
	return ""
}

// partsOf returns the cues of the parts that enough pages have, of the headings with each.
func partsOf(headings map[vocabulary.Cue]int) []vocabulary.Cue {
	var parts []vocabulary.Cue
	for _, p := range pageParts() {
		if headings[p.asked] >= leastParts {
			parts = append(parts, p.asked)
		}
	}
	return parts
}

// inPart reports whether a passage stands in a part, or below one.
func inPart(p *knowledge.Passage, part vocabulary.Cue) bool {
	if part == "" {
		return false
	}
	for _, heading := range append([]string{p.Heading}, p.Path...) {
		if partOf(heading) == part {
			return true
		}
	}
	return false
}
