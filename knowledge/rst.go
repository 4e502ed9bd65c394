package knowledge

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// readRST reads reStructuredText in its common core, as docutils and Sphinx lay it out: sections, paragraphs, lists,
// code, tables, notes, and what the page says of itself in fields below its title, which goes to head. What other files
// hold is never included. line is the number of the first line in the file.
func readRST(source string, line int, head *frontMatter) (article, error) {
	lines := strings.Split(source, "\n")
	r := &rstReader{page: page{anchors: anchors{}}, head: head, names: rstNamesOf(lines), ids: map[string]bool{}}
	r.body(rstPart{lines: lines, line: line})
	a := r.article()
	return a, r.err
}

// A page collects the blocks of a page whose reader is our own, with its anchors and its links.
type page struct {
	blocks     []block
	anchors    anchors
	places     []string
	references []reference
	refs       []string // links of the block that is being read
	depth      int      // of the list item that is being read
	item       *pageItem
	grown      int   // bytes of rows of tables, which repeat the names of their columns
	err        error // what makes the page unusable
}

// A pageItem is a list item whose paragraphs are being read.
type pageItem struct {
	texts []string
	refs  []string
}

// add adds a block that begins in a line.
func (p *page) add(b block, line int) {
	b.line, b.refs, p.refs = line, p.refs, nil
	if b.text != "" {
		p.blocks = append(p.blocks, b)
	}
}

// paragraph adds a paragraph, or what the list item that is being read goes on with.
func (p *page) paragraph(text string, line int) {
	text = oneLine(text)
	if p.item == nil {
		p.add(block{kind: blockParagraph, text: text}, line)
		return
	}
	if text != "" {
		p.item.texts = append(p.item.texts, text)
	}
	p.item.refs = append(p.item.refs, p.refs...)
	p.refs = nil
}

// listItem adds a list item of what content reads: its own paragraphs as one block, and then what else stands in it.
func (p *page) listItem(line int, content func()) {
	outer, at := p.item, len(p.blocks)
	p.item = &pageItem{}
	p.depth++
	p.blocks = append(p.blocks, block{kind: blockItem, depth: p.depth, line: line})
	content()
	p.depth--
	own := p.item
	p.item = outer
	p.blocks[at].text = strings.Join(own.texts, " ")
	p.blocks[at].refs = own.refs[:min(len(own.refs), maxLinks)]
}

// apart reads content that is no part of the list item around it.
func (p *page) apart(content func()) {
	outer := p.item
	p.item = nil
	content()
	p.item = outer
}

// flat returns the text of content as one line, and leaves no blocks of it.
func (p *page) flat(content func()) string {
	at := len(p.blocks)
	p.apart(content)
	var texts []string
	for _, b := range p.blocks[at:] {
		if b.text != "" {
			texts = append(texts, oneLine(b.text))
		}
		p.refs = append(p.refs, b.refs...)
	}
	p.blocks = p.blocks[:at]
	p.refs = p.refs[:min(len(p.refs), maxLinks)]
	return strings.Join(texts, " ")
}

// link notes where a link leads.
func (p *page) link(target string, line int) {
	target = oneLine(target)
	if target == "" {
		return
	}
	if len(p.refs) < maxLinks && !strings.Contains(target, "://") && !strings.HasPrefix(target, "#") {
		p.refs = append(p.refs, target)
	}
	if len(p.references) < mostReferences {
		p.references = append(p.references, reference{target: target, line: line})
	}
}

// article is what was read. Its title is its first heading of the first level.
func (p *page) article() article {
	a := article{blocks: p.blocks, places: p.places, references: p.references}
	a.blocks = slices.DeleteFunc(a.blocks, func(b block) bool { return b.text == "" })
	if i := slices.IndexFunc(a.blocks, func(b block) bool { return b.kind == blockHeading && b.level == 1 }); i >= 0 {
		a.title = a.blocks[i].text
	}
	return a
}

// tooDeep refuses what nests deeper than any page that people write.
func (p *page) tooDeep(nested, line int) bool {
	const most = 40
	if nested > most && p.err == nil {
		p.err = &lineError{line, errors.New("is nested too deeply to be read: take lists and quotes out of one another")}
	}
	return p.err != nil
}

// An rstReader turns reStructuredText into blocks.
type rstReader struct {
	page
	head   *frontMatter
	names  rstNames
	styles []string        // how headings are underlined, by their levels
	ids    map[string]bool // that sections have
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
	r.add(block{kind: blockCode, text: strings.Trim(strings.Join(unindent(lines), "\n"), "\n")}, line)
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
		name, _ := metaLine(l)
		bold := boldLine.FindStringSubmatch(l)
		if i > from && (name != "" || bold != nil && boldLabel.MatchString(strings.TrimSpace(bold[1]+bold[2]))) {
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
	b := block{kind: blockHeading, level: level, text: oneLine(r.inline(text, p.line+i))}
	b.hosted = r.anchors.unique(githubSlug(b.text))
	if id := rstID(b.text); id != "" && !r.ids[id] {
		r.ids[id] = true
		b.anchor = id
	}
	r.places = append(r.places, b.hosted, b.anchor)
	r.add(b, p.line+i+n/3)
	return n
}
