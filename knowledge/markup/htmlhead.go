package markup

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/stackpick/stackpick/knowledge/dates"
	"github.com/stackpick/stackpick/knowledge/plain"
)

// maxTitle is the most bytes of a page's <title>; a longer one is none.
const maxTitle = 1000

// pageTitle returns the first-level heading of a page's main part. Where there is none, the first-level heading of the
// page or a heading of its main part is the title if the page's <title> has it: else that heading names the site.
func pageTitle(page, main *html.Node) string {
	if h := find(main, named(atom.H1)); h != nil {
		if text := headingText(h); text != "" {
			return text
		}
	}
	title := ""
	if t := find(page, named(atom.Title)); t != nil {
		title = plain.OneLine(textOf(t))
	}
	if len(title) > maxTitle {
		title = "" // it is compared with all headings
	}
	if h := find(page, named(atom.H1)); h != nil {
		if text := headingText(h); text != "" && (title == "" || holdsTitle(title, text)) {
			return text
		}
	}
	if h := find(main, func(n *html.Node) bool { return isHeading(n) && holdsTitle(title, headingText(n)) }); h != nil {
		return headingText(h)
	}
	return title
}

// holdsTitle reports whether a page's <title>, which names the site as well, has a heading; one word stands at its start.
func holdsTitle(title, heading string) bool {
	title, heading = strings.ToLower(title), strings.ToLower(heading)
	if plain.WordCount(heading) > 1 {
		return strings.Contains(title, heading)
	}
	rest, ok := strings.CutPrefix(title, heading)
	return ok && heading != "" && strings.ContainsAny(firstWord(rest), "·|–—:-")
}

func firstWord(text string) string {
	word, _, _ := strings.Cut(strings.TrimSpace(text), " ")
	return word
}

// headLines is the most words of a line that tells a page's status, date or author; longer ones are text.
const headLines = 7

// takeHead reads the lines above an article's text that tell its status, date and author. They may stand in a header,
// which is no part of the article. A status that is one word, and its date, become lines that name them.
func (a *Article) takeHead(page *html.Node, status func(line string) bool) {
	begin := slices.IndexFunc(a.Blocks, func(b Block) bool {
		return b.Kind != Paragraph && b.Level != 1 || plain.WordCount(b.Text) > headLines
	})
	if begin < 0 {
		return
	}
	w := &htmlWalker{ids: map[string][]string{}, lines: newLineFinder("", 0), heads: true}
	w.top(page)
	h := pageHead{states: status}
	for _, b := range a.above(w.blocks, a.Blocks[begin]) {
		if b.Kind != Heading {
			h.take(b.Text)
		}
	}
	a.Author, a.Date = cmp.Or(a.Author, h.author), cmp.Or(a.Date, h.date)
	named := slices.ContainsFunc(a.Blocks[:begin], func(b Block) bool { name, _ := Property(b.Text); return name == "status" })
	if h.status == "" || named {
		return
	}
	lines := slices.DeleteFunc(slices.Clone(a.Blocks[:begin]), func(b Block) bool { return slices.Contains(h.taken, b.Text) })
	lines = append(lines, Block{Kind: Paragraph, Text: "Status: " + h.status})
	if h.date != "" {
		lines = append(lines, Block{Kind: Paragraph, Text: "Date: " + h.date})
	}
	a.Blocks = append(lines, a.Blocks[begin:]...)
}

// above returns the blocks of a page that stand above an article's first text: from a little above its title on, or
// the last few.
func (a *Article) above(all []Block, text Block) []Block {
	const before, few = 3, 4
	end := slices.IndexFunc(all, func(b Block) bool { return b.Kind == text.Kind && b.Text == text.Text })
	if end < 0 {
		return nil
	}
	start, title := max(0, end-few), plain.Folded(a.Title)
	for j := range end {
		if all[j].Kind == Heading && plain.Folded(all[j].Text) == title {
			start = max(0, j-before)
		}
	}
	return all[start:end]
}

// A pageHead is what the lines above an article tell.
type pageHead struct {
	status, date, author string
	taken                []string // the lines that tell nothing else

	states func(line string) bool // whether a line of one or two words tells a status
}

// take reads a line, or the parts of one: "Status: Accepted · 13.06.2025".
func (h *pageHead) take(line string) {
	if plain.EndsSentence(line) {
		return
	}
	for _, part := range strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune("·|•", r) }) {
		part = strings.TrimSpace(part)
		if plain.WordCount(part) > headLines {
			continue
		}
		switch name, value := Property(part); {
		case name == "status":
			h.status = cmp.Or(h.status, value)
		case name == "" && plain.WordCount(part) <= 2 && h.states(part):
			h.status = cmp.Or(h.status, part)
		case byline.MatchString(part) && dates.In(part) == "":
			h.author = cmp.Or(h.author, byline.ReplaceAllString(part, ""))
		case dates.In(part) != "":
			h.date = cmp.Or(h.date, dates.In(part))
		default:
			continue
		}
		if part == line {
			h.taken = append(h.taken, line)
		}
	}
}

// lastChange matches how a page's foot begins that tells when the page was changed, and the classes of such a place.
var (
	lastChange      = regexp.MustCompile(`(?i)^\W*last (?:updated?|modified|edited|changed|reviewed|revised)\b`)
	lastChangeClass = regexp.MustCompile(`(?i)git-revision-date|last-?_?(?:updated?|modified|edited)`)
)

// lastChanged returns the date of its last change that a page shows, or "". It is that of the last place that shows one.
func lastChanged(page *html.Node) string {
	const most = 100 // bytes of text that are looked at
	date, near := "", ""
	for n := range page.Descendants() {
		switch {
		case n.Type == html.ElementNode && lastChangeClass.MatchString(attributeOf(n, "class")):
			near = " "
		case n.Type != html.TextNode || strings.TrimSpace(n.Data) == "":
		case lastChange.MatchString(n.Data):
			near = n.Data
		case near != "":
			near += " " + n.Data
		}
		if near = near[:min(len(near), most)]; near == "" {
			continue
		}
		if found := dates.In(near); found != "" || len(near) == most {
			date, near = cmp.Or(found, date), ""
		}
	}
	return date
}
