package knowledge

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge/markup"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// An article is what a file was read into, on its way to a Document.
type article struct {
	markup.Article
	blips []Blip    // of a technology radar, in the order of their sections
	found []Problem // what Lint says of the file beside its sections
}

// newReader returns a reader of files with the words that it needs.
func newReader() *markup.Reader {
	return &markup.Reader{
		English: vocabulary.English,
		Status:  func(line string) bool { return statusOf(line) != StatusUnknown },
	}
}

// article reads a file by its format.
func (l *loader) article(f foundFile) (head markup.Head, a article, err error) {
	switch format := markup.FormatOf(f.name); {
	case format == markup.CSV, format == markup.JSON, format == markup.YAML, format == markup.Script:
		a, err = readRadarFile(f, format)
	case format == markup.HTML && bytes.Contains(f.data, []byte(radarCall)):
		return l.readRadarPage(f)
	default:
		head, a.Article, err = l.reader.Read(f.name, f.data)
	}
	return head, a, err
}

// check drops headings' links and kinds that cannot be used, and says so.
func (a *article) check() []Problem {
	var found []Problem
	for i := range a.Blocks {
		b := &a.Blocks[i]
		if b.Link != "" && b.Link[0] != '#' && !markup.IsWebURL(b.Link) {
			found = append(found, Problem{Line: b.Line, Message: fmt.Sprintf("link %q is neither http(s) nor a place on the page (#…) and is left out", b.Link)})
			b.Link = ""
		}
		if b.SectionKind != "" && !Kind(b.SectionKind).known() {
			found = append(found, Problem{Line: b.Line, Message: fmt.Sprintf("kind %q is unknown and left out: use section, case-study, summary, decision or radar", b.SectionKind)})
			b.SectionKind = ""
		}
	}
	return found
}

// maxListedOptions is the most options of one document; the longest comparisons have about 20.
const maxListedOptions = 200

// checkHead drops what cannot be used of front matter, and says so. Its problems have no File yet.
func checkHead(h *markup.Head) []Problem {
	var problems []Problem
	for _, field := range []struct {
		name string
		text *string
	}{{"title", &h.Title}, {"id", &h.ID}, {"publisher", &h.Publisher}, {"author", &h.Author}, {"date", &h.Date}} {
		if len(*field.text) > markup.MaxHeading {
			problems = append(problems, Problem{Line: 1, Message: fmt.Sprintf("%s is longer than %d bytes and is left out", field.name, markup.MaxHeading)})
			*field.text = ""
		}
	}
	if fitting := fittingOptions(h.Options); len(fitting) < len(h.Options) {
		problems = append(problems, Problem{Line: h.OptionsLine, Message: fmt.Sprintf("has an option of more than %d words, which is left out", vocabulary.MaxPhrase)})
		h.Options = fitting
	}
	if len(h.Options) > maxListedOptions {
		problems = append(problems, Problem{Line: h.OptionsLine, Message: fmt.Sprintf("has more than %d options: the rest is left out", maxListedOptions)})
		h.Options = h.Options[:maxListedOptions]
	}
	if h.Source != "" && !markup.IsWebURL(h.Source) {
		problems = append(problems, Problem{Line: h.SourceLine, Message: fmt.Sprintf("source %q is not an http or https URL and is left out", h.Source)})
		h.Source = ""
	}
	if h.Kind != "" && !Kind(h.Kind).known() {
		problems = append(problems, Problem{Line: h.KindLine, Message: fmt.Sprintf("kind %q is unknown and left out: use section, case-study, summary, decision or radar", h.Kind)})
		h.Kind = ""
	}
	return problems
}

// fittingOptions returns those of options whose names are not too long for one.
func fittingOptions(options []string) []string {
	return slices.DeleteFunc(slices.Clone(options), func(o string) bool {
		return len(strings.Fields(o)) > vocabulary.MaxPhrase || len(o) > markup.MaxHeading
	})
}

func (k Kind) known() bool {
	return slices.Contains([]Kind{KindSection, KindCaseStudy, KindSummary, KindDecision, KindRadar}, k)
}

// problemsIn makes problems of what is wrong in lines of a file. They have no File yet.
func problemsIn(faults []markup.Fault) []Problem {
	var problems []Problem
	for _, f := range faults {
		problems = append(problems, Problem{Line: f.Line, Message: f.Error()})
	}
	return problems
}
