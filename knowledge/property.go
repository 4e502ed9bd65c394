package knowledge

import (
	"regexp"
	"strings"
)

// maxMeta is the most bytes of a line that tells a property; a longer one is text.
const maxMeta = 400

var metaName = regexp.MustCompile(`(?i)^[\s*_-]*(status|state|stage|name|title|date|decision date|start[- ]date|created(?: on| at)?|(?:accepted|approved|decided|proposed) on|date (?:accepted|approved|decided)|last updated|deciders?|decision[- ]makers?|decided by|approvers?|authors?|supersedes|supercedes|replaces|super[sc]eded[- ]by|replaced by|amends|amended[- ]by|clarifies|clarified[- ]by|extends|extended[- ]by|refines|refined[- ]by|consulted|informed|tags|technical story|scope|tickets?|other docs?)[\s*_]*:[\s*_]*(.*)$`)

// metaLine reads "Status: accepted" and the like. The name is in lower case; it is "" for any other text.
func metaLine(text string) (name, value string) {
	if len(text) > maxMeta {
		return "", ""
	}
	m := metaName.FindStringSubmatch(text)
	if m == nil {
		return "", ""
	}
	return strings.ToLower(m[1]), strings.TrimSpace(m[2])
}
