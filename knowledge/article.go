package knowledge

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// An article is what a file was read into, on its way to a Document.
type article struct {
	Article
	blips []Blip    // of a technology radar, in the order of their sections
	found []Problem // what Lint says of the file beside its sections
}

// newReader returns a reader of files with the words that it needs.
func newReader() *reader {
	english := sync.OnceValue(func() string {
		words, _ := vocabularyFiles.ReadFile("vocabulary/english.txt") // which is embedded
		return string(words)
	})
	return &reader{
		english: func(word string) bool { return hasLine(english(), word) },
		status:  func(line string) bool { return statusOf(line) != StatusUnknown },
	}
}

// article reads a file by its format.
func (l *loader) article(f foundFile) (head frontMatter, a article, err error) {
	switch format := formatOf(f.name); {
	case format == formatCSV, format == formatJSON, format == formatYAML:
		a, err = readRadarFile(f, format)
	case format == formatHTML && bytes.Contains(f.data, []byte(radarCall)):
		return l.readRadarPage(f)
	default:
		head, a.Article, err = l.reader.read(f.name, f.data)
	}
	return head, a, err
}

// check drops headings' links and kinds that cannot be used, and says so.
func (a *article) check() []Problem {
	var found []Problem
	for i := range a.blocks {
		b := &a.blocks[i]
		if b.link != "" && b.link[0] != '#' && !isWebURL(b.link) {
			found = append(found, Problem{Line: b.line, Message: fmt.Sprintf("link %q is neither http(s) nor a place on the page (#…) and is left out", b.link)})
			b.link = ""
		}
		if b.is != "" && !Kind(b.is).known() {
			found = append(found, Problem{Line: b.line, Message: fmt.Sprintf("kind %q is unknown and left out: use section, case-study, summary, decision or radar", b.is)})
			b.is = ""
		}
	}
	return found
}

// maxListedOptions is the most options of one document; the longest comparisons have about 20.
const maxListedOptions = 200

// checkHead drops what cannot be used of front matter, and says so. Its problems have no File yet.
func checkHead(h *frontMatter) []Problem {
	var problems []Problem
	for _, field := range []struct {
		name string
		text *string
	}{{"title", &h.title}, {"id", &h.id}, {"publisher", &h.publisher}, {"author", &h.author}, {"date", &h.date}} {
		if len(*field.text) > maxHeading {
			problems = append(problems, Problem{Line: 1, Message: fmt.Sprintf("%s is longer than %d bytes and is left out", field.name, maxHeading)})
			*field.text = ""
		}
	}
	if fitting := fittingOptions(h.options); len(fitting) < len(h.options) {
		problems = append(problems, Problem{Line: h.optionsLine, Message: fmt.Sprintf("has an option of more than %d words, which is left out", maxPhrase)})
		h.options = fitting
	}
	if len(h.options) > maxListedOptions {
		problems = append(problems, Problem{Line: h.optionsLine, Message: fmt.Sprintf("has more than %d options: the rest is left out", maxListedOptions)})
		h.options = h.options[:maxListedOptions]
	}
	if h.source != "" && !isWebURL(h.source) {
		problems = append(problems, Problem{Line: h.sourceLine, Message: fmt.Sprintf("source %q is not an http or https URL and is left out", h.source)})
		h.source = ""
	}
	if h.kind != "" && !Kind(h.kind).known() {
		problems = append(problems, Problem{Line: h.kindLine, Message: fmt.Sprintf("kind %q is unknown and left out: use section, case-study, summary, decision or radar", h.kind)})
		h.kind = ""
	}
	return problems
}

// fittingOptions returns those of options whose names are not too long for one.
func fittingOptions(options []string) []string {
	return slices.DeleteFunc(slices.Clone(options), func(o string) bool { return len(strings.Fields(o)) > maxPhrase || len(o) > maxHeading })
}

func (k Kind) known() bool {
	return slices.Contains([]Kind{KindSection, KindCaseStudy, KindSummary, KindDecision, KindRadar}, k)
}

// problemsIn makes problems of what is wrong in lines of a file. They have no File yet.
func problemsIn(faults []lineError) []Problem {
	var problems []Problem
	for _, f := range faults {
		problems = append(problems, Problem{Line: f.line, Message: f.Error()})
	}
	return problems
}
