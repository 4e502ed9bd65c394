package knowledge

import (
	"cmp"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stackpick/stackpick/knowledge/markup"
	"github.com/stackpick/stackpick/knowledge/plain"
)

// A section is a heading with the text below it, up to the next heading.
type section struct {
	heading  string   // for display: without a prefix that all headings share
	full     string   // as written
	path     []string // the headings above it, outermost first, as displayed
	level    int
	anchor   string // unique in the document
	own      bool   // the page itself has the anchor
	hosted   string // the anchor that it has on a git host
	link     string
	find     string // what a browser can look for on the page to get there, "" for its top
	kind     Kind
	line     int // of its first text
	headLine int
	blocks   []markup.Block
}

// sections parts an article's blocks at its headings. Text before the first stands under the title.
func (a *article) sections(title string) []section {
	shared := markup.SharedPrefixes(headingsOf(a.Blocks))
	current := section{heading: title, full: title, anchor: slug(title), headLine: 1}
	var all []section
	var above []section // the headings that the current one stands under
	for _, b := range a.Blocks {
		if b.Kind != markup.Heading {
			if len(current.blocks) == 0 {
				current.line = b.Line
			}
			current.blocks = append(current.blocks, b)
			continue
		}
		all = append(all, current)
		for len(above) > 0 && above[len(above)-1].level >= b.Level {
			above = above[:len(above)-1]
		}
		current = newSection(b, shared, above, title)
		if !(b.Level == 1 && plain.Folded(b.Text) == plain.Folded(title)) {
			above = append(above, current)
		}
	}
	return numberAnchors(caseStudies(append(all, current), title))
}

func newSection(b markup.Block, shared map[string]int, above []section, title string) section {
	s := section{
		heading: b.Text, full: b.Text, level: b.Level, kind: Kind(b.SectionKind), headLine: b.Line,
		anchor: b.Anchor, own: b.Anchor != "", hosted: b.Hosted, link: b.Link, find: cmp.Or(b.Find, b.Text),
	}
	if p := markup.PrefixOf(b.Text); shared[p] >= 3 {
		rest := strings.TrimPrefix(b.Text, p)
		s.heading = capitalised(rest)
	}
	if s.anchor == "" {
		s.anchor = slug(b.Text)
	}
	if s.link == "" && b.Level == 1 && plain.Folded(b.Text) == plain.Folded(title) {
		s.find = "" // the top of the page
	}
	for _, h := range above {
		s.path = append(s.path, h.heading)
	}
	if s.kind == "" && summaryHeading.MatchString(b.Text) {
		s.kind = KindSummary
	}
	return s
}

func headingsOf(blocks []markup.Block) []string {
	var all []string
	for _, b := range blocks {
		if b.Kind == markup.Heading {
			all = append(all, b.Text)
		}
	}
	return all
}

func capitalised(text string) string {
	r, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(r)) + text[size:]
}

func numberAnchors(all []section) []section {
	taken := markup.Anchors{}
	for i := range all {
		if len(all[i].blocks) > 0 {
			all[i].anchor = taken.Unique(all[i].anchor)
		}
	}
	return all
}

var (
	summaryHeading = regexp.MustCompile(`(?i)\b(?:summary|summing up|to sum up|conclusions?|concluding|verdict|bottom line|(?:key )?take-?aways?|tl;?dr|wrap(?:ping)?[- ]?up|final (?:thoughts|words|verdict)|recommendations?|in short|in a nutshell)\b`)
	casesHeading   = regexp.MustCompile(`(?i)\b(?:case studies|success stor(?:y|ies)|customers?|customer stories|(?:apps?|applications?|products?|sites?|websites?|services?|projects?|companies|startups?|businesses|brands) (?:\w+ )?(?:developed|built|made|created|written|powered|running|using|that use|which use)|who uses|who is using|used by|built with|powered by|in production|showcases?|real[- ]world (?:examples?|uses?|stories)|famous (?:users?|examples?))\b`)
	caseOpening    = regexp.MustCompile(`^((?:\p{Lu}[\p{L}\p{N}.&'’+-]*)(?: (?:\p{Lu}|\d)[\p{L}\p{N}.&'’+-]*){0,3})(?:, (?:Inc|Ltd)\.?,?)? (?:is|was|are|were) (?:a|an|the|one|another|probably|perhaps|among)\b`)
	pronoun        = regexp.MustCompile(`^(?:It|This|That|These|Those|There|They|He|She|We|You|Here|What|Another|One|Both|The .*|A|An|In|For)$`)
)

// caseStudies finds the sections on one company or product each, under a heading that speaks of examples in
// use: those with a heading of their own, and those that open "Name is a …".
func caseStudies(all []section, title string) []section {
	var out []section
	for i, s := range all {
		under := len(s.path) > 0 && casesHeading.MatchString(s.path[len(s.path)-1])
		switch {
		case s.kind == "" && under && caseName(s.heading, title, s.path[len(s.path)-1]):
			s.kind = KindCaseStudy
			out = append(out, s)
		case s.kind == "" && s.level > 0 && casesHeading.MatchString(s.full) && !hasSubsections(all, i):
			out = append(out, splitCases(s, title)...)
		default:
			out = append(out, s)
		}
	}
	return out
}

func hasSubsections(all []section, i int) bool {
	return i+1 < len(all) && all[i+1].level > all[i].level
}

// caseName reports whether a heading can be a company's or a product's name: at most four words, with a
// capital, and not one of the options that the title or the heading above compares.
func caseName(name, title, above string) bool {
	r, _ := utf8.DecodeRuneInString(name)
	return (unicode.IsUpper(r) || unicode.IsDigit(r)) && plain.WordCount(name) <= 4 && !pronoun.MatchString(name) &&
		!strings.Contains(" "+plain.Folded(title+" "+above)+" ", " "+plain.Folded(name)+" ")
}

// splitCases starts a case study at each paragraph that opens "Name is a …". What stands before the first
// stays in the section.
func splitCases(s section, title string) []section {
	out := []section{s}
	out[0].blocks = nil
	for _, b := range s.blocks {
		m := caseOpening.FindStringSubmatch(b.Text)
		if b.Kind == markup.Paragraph && m != nil && caseName(m[1], title, s.full) {
			out = append(out, section{
				heading: m[1], full: m[1], path: append(append([]string{}, s.path...), s.heading), level: s.level + 1,
				anchor: slug(m[1]), hosted: s.hosted, find: openingWords(b.Text, 4), kind: KindCaseStudy, line: b.Line, headLine: b.Line,
			})
		}
		last := &out[len(out)-1]
		last.blocks = append(last.blocks, b)
	}
	return out
}

func openingWords(text string, n int) string {
	words := strings.Fields(text)
	return strings.Join(words[:min(n, len(words))], " ")
}
