package markup

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/stackpick/stackpick/knowledge/plain"
)

// readRST reads reStructuredText in its common core, as docutils and Sphinx lay it out: sections, paragraphs, lists,
// code, tables, notes, and what the page says of itself in fields below its title, which goes to head. What other files
// hold is never included. line is the number of the first line in the file.
func readRST(source string, line int, head *Head) (Article, error) {
	lines := strings.Split(source, "\n")
	asFields(lines)
	r := &rstReader{page: page{anchors: Anchors{}}, head: head, names: rstNamesOf(lines), ids: map[string]bool{}}
	r.body(rstPart{lines: lines, line: line})
	a := r.article()
	if r.tree && r.err == nil && !slices.ContainsFunc(a.Blocks, func(b Block) bool { return b.Kind != Heading }) {
		r.err = ErrContents
	}
	return a, r.err
}

// ErrContents says of a page that it is there for the program that makes a site of the others.
var ErrContents = errors.New("is a table of contents and holds no text itself")

// An rstReader turns reStructuredText into blocks.
type rstReader struct {
	page
	head   *Head
	names  rstNames
	styles []string        // how headings are underlined, by their levels
	ids    map[string]bool // that sections have
	tree   bool            // the page lists others that stand below it
	spent  int             // bytes that substitutions have grown the text by
}

// An rstPart is a run of lines: of the page, or of what stands indented in it, without the indent.
type rstPart struct {
	lines  []string
	line   int // the number of the first
	nested int // how many other parts it stands in
}

// from returns the lines from one to before another as a part inside this one.
func (p rstPart) from(i, end int) rstPart {
	return rstPart{lines: unindent(p.lines[i:end]), line: p.line + i, nested: p.nested + 1}
}

// indentedEnd returns the index after the last of the lines from i that are indented, or empty between such.
func (p rstPart) indentedEnd(i int) int {
	end := i
	for ; i < len(p.lines) && (isBlank(p.lines[i]) || p.lines[i][0] == ' '); i++ {
		if !isBlank(p.lines[i]) {
			end = i + 1
		}
	}
	return end
}

func isBlank(line string) bool { return strings.TrimLeft(line, " ") == "" }

func indentOf(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

// unindent returns lines without the indent that all of them have.
func unindent(lines []string) []string {
	indent := -1
	for _, l := range lines {
		if n := indentOf(l); !isBlank(l) && (indent < 0 || n < indent) {
			indent = n
		}
	}
	out := make([]string, len(lines))
	for i, l := range lines {
		if !isBlank(l) {
			out[i] = l[indent:]
		}
	}
	return out
}

var (
	rstBullet    = regexp.MustCompile(`^[-*+•‣⁃](?: +|$)`)
	rstNumber    = regexp.MustCompile(`^\(?(?:\d{1,9}|[A-Za-z]|[ivxlcdmIVXLCDM]{1,9}|#)[.)](?: +|$)`)
	rstField     = regexp.MustCompile("^:((?:\\\\.|[^:\\\\ `])(?:\\\\.|[^:\\\\]|:[^ `])*):(?: +|$)")
	rstGridLine  = regexp.MustCompile(`^\+(?:[-=]+\+)+ *$`)
	rstTableLine = regexp.MustCompile(`^=+(?: +=+)+ *$`)
)

// body reads a part, one construct after the other.
func (r *rstReader) body(p rstPart) {
	if r.tooDeep(p.nested, p.line) {
		return
	}
	for i := 0; i < len(p.lines) && r.err == nil; {
		i += r.construct(p, i)
	}
}

// construct reads what begins in line i of a part, and returns how many lines that has.
func (r *rstReader) construct(p rstPart, i int) int {
	line := p.lines[i]
	switch {
	case isBlank(line):
		return 1
	case line[0] == ' ':
		end := p.indentedEnd(i)
		r.apart(func() { r.body(p.from(i, end)) })
		return end - i
	case rstBullet.MatchString(line), p.isNumbered(i):
		return r.listed(p, i)
	case rstField.MatchString(line):
		return r.fields(p, i)
	case strings.HasPrefix(line, ">>> "):
		return r.code(p, i, func(l string) bool { return !isBlank(l) })
	case strings.HasPrefix(line, "| "):
		return r.lineBlock(p, i)
	case rstGridLine.MatchString(line):
		return r.gridTable(p, i)
	case rstTableLine.MatchString(line):
		return r.simpleTable(p, i)
	case line == "..", strings.HasPrefix(line, ".. "):
		return r.explicit(p, i)
	case strings.HasPrefix(line, "__ "):
		r.link(line[3:], p.line+i)
		return 1
	}
	if n := r.heading(p, i); n > 0 {
		return n
	}
	if rstAdornment(line) != "" && len(line) >= 4 {
		return 1 // a line across the page
	}
	return r.text(p, i)
}

// isNumbered reports whether a line is an item of a numbered list, and no sentence that begins with a number.
func (p rstPart) isNumbered(i int) bool {
	return rstNumber.MatchString(p.lines[i]) &&
		(i+1 == len(p.lines) || isBlank(p.lines[i+1]) || p.lines[i+1][0] == ' ' || rstNumber.MatchString(p.lines[i+1]))
}

// listed reads a list item.
func (r *rstReader) listed(p rstPart, i int) int {
	mark := rstBullet.FindString(p.lines[i])
	if mark == "" {
		mark = rstNumber.FindString(p.lines[i])
	}
	end := max(i+1, p.indentedEnd(i+1))
	r.listItem(p.line+i, func() { r.body(p.hanging(i, end, len(mark))) })
	return end - i
}

// hanging returns lines, of which the first has a mark of some bytes before its text, as a part.
func (p rstPart) hanging(i, end, mark int) rstPart {
	in := p.from(i+1, end)
	in.line--
	in.lines = slices.Insert(in.lines, 0, strings.TrimSpace(p.lines[i][mark:]))
	return in
}

// code reads the lines from i as far as they are code.
func (r *rstReader) code(p rstPart, i int, is func(line string) bool) int {
	end := i
	for end < len(p.lines) && is(p.lines[end]) {
		end++
	}
	r.addCode(p.lines[i:end], p.line+i)
	return end - i
}

func (r *rstReader) addCode(lines []string, line int) {
	r.add(Block{Kind: Code, Text: strings.Trim(strings.Join(unindent(lines), "\n"), "\n")}, line)
}

// lineBlock reads lines that the page breaks as they are written.
func (r *rstReader) lineBlock(p rstPart, i int) int {
	end := i
	var lines []string
	for ; end < len(p.lines) && strings.HasPrefix(p.lines[end], "|"); end++ {
		lines = append(lines, strings.TrimSpace(p.lines[end][1:]))
	}
	r.labelled(lines, p.line+i)
	return end - i
}

// text reads a paragraph, with the code that it announces by two colons, or a term with its definition.
func (r *rstReader) text(p rstPart, i int) int {
	end := i + 1
	for end < len(p.lines) && !isBlank(p.lines[end]) && p.lines[end][0] != ' ' {
		end++
	}
	lines := slices.Clone(p.lines[i:end])
	last := &lines[len(lines)-1]
	*last = strings.TrimRight(*last, " ")
	if cut, ok := strings.CutSuffix(*last, "::"); ok {
		if *last = strings.TrimRight(cut, " "); *last == cut && cut != "" {
			*last += ":"
		}
		r.labelled(lines, p.line+i)
		code := p.indentedEnd(end)
		r.addCode(p.lines[end:code], p.line+min(end+1, code))
		return max(end, code) - i
	}
	r.labelled(lines, p.line+i)
	if body := p.indentedEnd(end); end == i+1 && body > end && !isBlank(p.lines[end]) {
		r.apart(func() { r.listItem(p.line+end, func() { r.body(p.from(end, body)) }) })
		return body - i
	}
	return end - i
}

// boldLine matches a line that opens in bold, and what stands after that.
var boldLine = regexp.MustCompile(`^\*\*([^*]{1,100})\*\*(.?)`)

// labelled adds a paragraph. Lines that open with a label are paragraphs of their own, as in Markdown.
func (r *rstReader) labelled(lines []string, line int) {
	from := 0
	for i, l := range lines {
		if i > from && opensLabelled(l, boldLine) {
			r.paragraph(r.inline(strings.Join(lines[from:i], "\n"), line+from), line+from)
			from = i
		}
	}
	r.paragraph(r.inline(strings.Join(lines[from:], "\n"), line+from), line+from)
}

// rstAdornment returns the mark that a line repeats, as below a heading, or "".
func rstAdornment(line string) string {
	line = strings.TrimRight(line, " ")
	if line == "" || !strings.Contains("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", line[:1]) || strings.Trim(line, line[:1]) != "" {
		return ""
	}
	return line[:1]
}

// headingAt returns the heading that begins in line i of a page, how it is marked, and how many lines it has, 0 for none.
func headingAt(lines []string, i int) (text, style string, n int) {
	line := strings.TrimRight(lines[i], " ")
	if over := rstAdornment(line); over != "" {
		if i+2 < len(lines) && !isBlank(lines[i+1]) && rstAdornment(lines[i+2]) == over && lines[i+2][0] != ' ' &&
			(len(line) >= 4 || len(line) >= utf8.RuneCountInString(strings.TrimSpace(lines[i+1]))) {
			return strings.TrimSpace(lines[i+1]), over + over, 3
		}
		return "", "", 0
	}
	if i+1 < len(lines) && line != "" && line[0] != ' ' {
		if under := rstAdornment(lines[i+1]); under != "" && len(strings.TrimRight(lines[i+1], " ")) >= min(4, utf8.RuneCountInString(line)) {
			return line, under, 2
		}
	}
	return "", "", 0
}

// heading reads a heading of the page, and returns how many lines it has, 0 for none.
func (r *rstReader) heading(p rstPart, i int) int {
	if p.nested > 0 {
		return 0
	}
	text, style, n := headingAt(p.lines, i)
	if n == 0 {
		return 0
	}
	level := slices.Index(r.styles, style) + 1
	if level == 0 {
		r.styles = append(r.styles, style)
		level = len(r.styles)
	}
	b := Block{Kind: Heading, Level: level, Text: plain.OneLine(r.inline(text, p.line+i))}
	b.Hosted = r.anchors.Unique(GitHubSlug(b.Text))
	if id := rstID(b.Text); id != "" && !r.ids[id] {
		r.ids[id] = true
		b.Anchor = id
	}
	r.places = append(r.places, b.Hosted, b.Anchor)
	r.add(b, p.line+i+n/3)
	return n
}
