package knowledge

import (
	"path"
	"regexp"
	"strings"

	"github.com/stackpick/stackpick/knowledge/dates"
	"github.com/stackpick/stackpick/knowledge/markup"
)

var (
	placeholder  = regexp.MustCompile(`^\s*(?:\{[^{}]*\}|\[[^\[\]]*\]|<[^<>]*>)[.:]?\s*$`)
	templateFile = regexp.MustCompile(`(?i)(?:^|[-_. ])(?:template|skeleton|boilerplate)s?(?:[-_. ]|$)`)
	// formFile matches the names of files that speak of nothing but a form; "0007-template-engine" speaks of engines.
	formFile     = regexp.MustCompile(`(?i)^(?:(?:\d+|adr|madr|rfc|decisions?|records?|nygard|short|long|full|bare|minimal|simple|example|templates?|skeleton|boilerplate)(?:[-_. ]|$))+$`)
	templateName = regexp.MustCompile(`^(?:NUMBER\. TITLE|(?:ADR[- ])?(?:NNNN|XXXX|000X)\b.*|(?:short )?title of (?:solved|the) .*|ADR[- ]Template)$`)
)

// isTemplate reports whether a record is a form to fill in: its title or most of what it says stands in braces.
func (r *Record) isTemplate(f foundFile, a *article) bool {
	if base := withoutExtension(path.Base(f.name)); templateFile.MatchString(base) && (r.Number <= 0 || formFile.MatchString(base)) || placeholder.MatchString(r.Subject) || templateName.MatchString(r.Subject) {
		return true
	}
	texts, held := 0, 0
	for _, b := range a.Blocks {
		if b.Kind == markup.Heading || b.Kind == markup.Code {
			continue
		}
		texts++
		if placeholder.MatchString(b.Text) || strings.Contains(b.Text, "because {") || strings.Contains(b.Text, `option: "{`) {
			held++
		}
	}
	return texts > 0 && held*2 > texts
}

// filledIn reports whether a record says of itself what a form leaves open: its status or its date.
func filledIn(head *markup.Head, a *article) bool {
	if isStatus(head.Field("status")) || dates.In(head.Date) != "" {
		return true
	}
	for _, b := range a.Blocks[:min(len(a.Blocks), metaReach)] {
		if name, value := property(b.Text); name == "status" && isStatus(value) || name == "date" && dates.In(value) != "" {
			return true
		}
	}
	return false
}

// isStatus reports whether a text is a status, and not those that there are.
func isStatus(text string) bool {
	return statusOf(text) != StatusUnknown && !offersStatuses(strings.Trim(text, " {}[]"))
}

// toFill matches what a form has in the place of a property: "{YYYY-MM-DD}", "[Date of decision]", "DATE".
var toFill = regexp.MustCompile(`^[\s*_]*(?:[{<].*[}>]|\[[^\]]*\]|\((?:put|leave|add|insert|link)\b[^\d]*\)|DATE|Y{2,4}[-/.]M{2}[-/.]D{2}|TBD|TODO|insert \w+|\?+)[\s*_]*$`)

// leftOpen reports whether a property is a part of a form that nobody has filled in. In "{accepted}" and "[2025-03-01]" the
// form's braces were left.
func leftOpen(value string) bool {
	inside := strings.Trim(value, " *_{}[]<>")
	stated := inside != "" && strings.EqualFold(statusWord(inside), inside)
	return toFill.MatchString(value) && !stated && dates.In(inside) == ""
}
