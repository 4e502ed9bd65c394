package markup

import (
	"regexp"
	"strings"
)

// MaxProperty is the most bytes of a line that tells a property; a longer one is text.
const MaxProperty = 400

// propertyLine matches what decision records and other pages say of themselves in lines of their own.
var propertyLine = regexp.MustCompile(`(?i)^[\s*_-]*(status|state|stage|name|title|date|decision date|start[- ]date|created(?: on| at)?|(?:accepted|approved|decided|proposed) on|date (?:accepted|approved|decided)|last updated|deciders?|decision[- ]makers?|decided by|approvers?|author(?:s|\(s\))?|supersedes|supercedes|replaces|super[sc]eded(?:[- ]by)?|replaced by|obsoletes|obsoleted[- ]by|updates|updated[- ]by|amends|amended[- ]by|clarifies|clarified[- ]by|extends|extended[- ]by|refines|refined[- ]by|consulted|informed|tags|technical story|scope|tickets?|other docs?|(?:rfc|cnb|tracking|github|implementation) (?:issues?|pull requests?|prs?))[\s*_]*:[\s*_]*(.*)$`)

// Property reads what a line says of its page: "Status: accepted" and the like. The name is in lower case; it is "" for any other text.
func Property(text string) (name, value string) {
	if len(text) > MaxProperty {
		return "", ""
	}
	m := propertyLine.FindStringSubmatch(text)
	if m == nil {
		return "", ""
	}
	return strings.ToLower(m[1]), strings.TrimSpace(m[2])
}
