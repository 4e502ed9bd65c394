package knowledge

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge/markup"
	"github.com/stackpick/stackpick/knowledge/plain"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// Lint returns what the writers of the documents should know: the Problems of reading; findings such as links that
// lead nowhere, empty sections and paragraphs that are too long to cite; and advice. They are sorted by file and line.
func (l *Library) Lint() []Problem {
	all := slices.Concat(l.Problems, l.findings)
	numbers := lintNumbers(l.Documents)
	for i := range l.Documents {
		d := &l.Documents[i]
		found := slices.Concat(d.findings, numbers[i])
		if d.Source == "" {
			found = append(found, Problem{Advice: true, Message: "has no source: answers cannot link to it; add `source: https://…` to its front matter, or `base: https://…` to a stackpick.yaml in its folder"})
		}
		if d.Date == "" {
			found = append(found, Problem{Advice: true, Message: "has no date: readers cannot see how old it is; add `date:` to its front matter"})
		}
		if len(d.Options) == 0 {
			found = append(found, Problem{Advice: true, Message: "is about no option that the vocabulary knows; add `options: [A, B]` to its front matter"})
		}
		if markup.FormatOf(d.File) != markup.PDF {
			found = append(found, d.longSentences()...)
		}
		for _, p := range found {
			p.File = d.File
			all = append(all, p)
		}
	}
	slices.SortStableFunc(all, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	seen := map[Problem]bool{}
	return slices.DeleteFunc(all, func(p Problem) bool { // the decisions of a log have much in common
		again := seen[p]
		seen[p] = true
		return again
	})
}

// lintOptions finds the options that front matter names and v does not know. unlisted are those. One that is nearly
// the name of another is taken for a slip of the pen.
func lintOptions(v *vocabulary.Lexicon, documents []*reading, unlisted []*vocabulary.Option) []Problem {
	unknown := map[string]bool{}
	for _, o := range unlisted {
		unknown[o.Name] = true
	}
	var found []Problem
	for _, r := range documents {
		for _, name := range r.document.Options {
			if name = strings.TrimSpace(name); !unknown[name] || r.document.options == 0 {
				continue
			}
			p := Problem{File: r.document.File, Line: r.document.options, Advice: true}
			p.Message = fmt.Sprintf("option %q is not in the vocabulary: add it to a vocabulary.yaml, with the names that people use for it", name)
			if near := v.NearestOption(name); near != "" {
				p.Advice, p.Message = false, fmt.Sprintf("option %q is not in the vocabulary: is %s meant?", name, near)
			}
			found = append(found, p)
		}
	}
	return found
}

// Above these, a reader of an answer has to search for what is cited.
const (
	longParagraph = 250 // words
	longSentence  = 60
)

// longSentences finds the sentences that are too long to be cited as a reason.
func (d *Document) longSentences() []Problem {
	var found []Problem
	for _, p := range d.Passages {
		for _, sentence := range slices.Concat(p.paragraphs...) {
			if n := plain.WordCount(sentence); n > longSentence {
				found = append(found, Problem{Line: p.Line, Message: fmt.Sprintf("section %q has a sentence of %d words (%q…): split it", p.Heading, n, openingWords(sentence, 5))})
			}
		}
	}
	return found
}

// lintSections finds what is wrong with the shape of a document. Lines returns those of its file, nil where it
// has none: only an empty section needs them.
func lintSections(sections []section, lines func() []string) []Problem {
	var found []Problem
	first := map[string]int{} // the line of the first heading of each path
	for i, s := range sections {
		if s.guessed() {
			continue // nobody wrote these headings, and who has the PDF can seldom edit it
		}
		name := strings.Join(append(s.path[:len(s.path):len(s.path)], s.full), "\n")
		at, again := first[name]
		switch {
		case s.level == 0:
		case again && at == 0:
			found = append(found, Problem{Message: fmt.Sprintf("heading %q stands twice", s.heading)})
		case again:
			found = append(found, Problem{Line: s.headLine, Message: fmt.Sprintf("heading %q stands in line %d already", s.heading, at)})
		default:
			first[name] = s.headLine
		}
		titles := len(first) == 1 && s.level == 1 // a title above first-level headings
		if s.level > 0 && len(s.blocks) == 0 && !hasSubsections(sections, i) && !titles && !showsUnread(lines(), s.headLine, nextHeading(sections, i)) {
			found = append(found, Problem{Line: s.headLine, Message: fmt.Sprintf("section %q is empty", s.heading)})
		}
		for _, b := range s.blocks {
			if n := plain.WordCount(b.Text); b.Kind == markup.Paragraph && n > longParagraph {
				found = append(found, Problem{Line: b.Line, Message: fmt.Sprintf("paragraph of %d words: split it, %d are enough", n, longParagraph)})
			}
		}
	}
	return found
}

// guessed reports whether a section's heading was made out in a PDF.
func (s *section) guessed() bool { return strings.HasPrefix(s.link, markup.PagePlace) }
