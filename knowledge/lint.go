package knowledge

import (
	"cmp"
	"fmt"
	"slices"
)

// Lint returns what the writers of the documents should know: the Problems of reading, and findings such as
// empty sections, repeated headings and paragraphs that are too long to cite. They are sorted by file and line.
func (l *Library) Lint() []Problem {
	all := slices.Clone(l.Problems)
	for i := range l.Documents {
		d := &l.Documents[i]
		found := slices.Clone(d.findings)
		if d.Source == "" {
			found = append(found, Problem{Message: "has no source: answers cannot link to it; add `source: https://…` to its front matter"})
		}
		if d.Date == "" {
			found = append(found, Problem{Message: "has no date: readers cannot see how old it is; add `date:` to its front matter"})
		}
		if len(d.Options) == 0 {
			found = append(found, Problem{Message: "is about no option that the vocabulary knows; add `options: [A, B]` to its front matter"})
		}
		for _, p := range found {
			p.File = d.File
			all = append(all, p)
		}
	}
	slices.SortStableFunc(all, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	return all
}

// Above these, a reader of an answer has to search for what is cited.
const (
	longParagraph = 250 // words
	longSentence  = 60
)

// lintSections finds what is wrong with the shape of a document.
func lintSections(sections []section) []Problem {
	var found []Problem
	for i, s := range sections {
		if s.level > 0 && len(s.blocks) == 0 && !hasSubsections(sections, i) {
			found = append(found, Problem{Line: s.headLine, Message: fmt.Sprintf("section %q is empty", s.heading)})
		}
		if at := slices.IndexFunc(sections[:i], func(o section) bool {
			return s.level > 0 && o.level == s.level && o.full == s.full && slices.Equal(o.path, s.path)
		}); at >= 0 {
			found = append(found, Problem{Line: s.headLine, Message: fmt.Sprintf("heading %q stands in line %d already", s.heading, sections[at].headLine)})
		}
		for _, b := range s.blocks {
			if n := wordCount(b.text); b.kind == blockParagraph && n > longParagraph {
				found = append(found, Problem{Line: b.line, Message: fmt.Sprintf("paragraph of %d words: split it, %d are enough", n, longParagraph)})
			}
		}
	}
	return found
}

// links drops headings' links and kinds that cannot be used, and says so.
func (a *article) links() []Problem {
	var found []Problem
	for i := range a.blocks {
		b := &a.blocks[i]
		if b.link != "" && b.link[0] != '#' && !isWebURL(b.link) {
			found = append(found, Problem{Line: b.line, Message: fmt.Sprintf("link %q is neither http(s) nor a place on the page (#…) and is left out", b.link)})
			b.link = ""
		}
		if b.is != "" && !b.is.known() {
			found = append(found, Problem{Line: b.line, Message: fmt.Sprintf("kind %q is unknown and left out: use section, case-study, summary, decision or radar", b.is)})
			b.is = ""
		}
	}
	return found
}
