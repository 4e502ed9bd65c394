package markup

import (
	"encoding/csv"
	"errors"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/stackpick/stackpick/knowledge/plain"
)

// A page collects the blocks of a page whose reader is our own, with its anchors and its links.
type page struct {
	blocks     []Block
	anchors    Anchors
	places     []string
	references []Reference
	refs       []string // links of the block that is being read
	depth      int      // of the list item that is being read
	item       *pageItem
	grown      int   // bytes of rows of tables, which repeat the names of their columns
	err        error // what makes the page unusable
}

// mostReferences is how many links of one document are checked.
const mostReferences = 2000

// A pageItem is a list item whose paragraphs are being read.
type pageItem struct {
	texts []string
	refs  []string
}

// add adds a block that begins in a line.
func (p *page) add(b Block, line int) {
	b.Line, b.Refs, p.refs = line, p.refs, nil
	if b.Text != "" {
		p.blocks = append(p.blocks, b)
	}
}

// paragraph adds a paragraph, or what the list item that is being read goes on with.
func (p *page) paragraph(text string, line int) {
	text = plain.OneLine(text)
	if p.item == nil {
		p.add(Block{Kind: Paragraph, Text: text}, line)
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
	p.blocks = append(p.blocks, Block{Kind: Item, Depth: p.depth, Line: line})
	content()
	p.depth--
	own := p.item
	p.item = outer
	p.blocks[at].Text = strings.Join(own.texts, " ")
	p.blocks[at].Refs = own.refs[:min(len(own.refs), maxLinks)]
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
		if b.Text != "" {
			texts = append(texts, plain.OneLine(b.Text))
		}
		p.refs = append(p.refs, b.Refs...)
	}
	p.blocks = p.blocks[:at]
	p.refs = p.refs[:min(len(p.refs), maxLinks)]
	return strings.Join(texts, " ")
}

// link notes where a link leads.
func (p *page) link(target string, line int) {
	target = plain.OneLine(target)
	if target == "" {
		return
	}
	if len(p.refs) < maxLinks && !strings.Contains(target, "://") && !strings.HasPrefix(target, "#") {
		p.refs = append(p.refs, target)
	}
	if len(p.references) < mostReferences {
		p.references = append(p.references, Reference{Target: target, Line: line})
	}
}

// article is what was read. Its title is its first heading of the first level.
func (p *page) article() Article {
	a := Article{Blocks: p.blocks, Places: p.places, References: p.references}
	a.Blocks = slices.DeleteFunc(a.Blocks, func(b Block) bool { return b.Text == "" })
	if i := slices.IndexFunc(a.Blocks, func(b Block) bool { return b.Kind == Heading && b.Level == 1 }); i >= 0 {
		a.Title = a.Blocks[i].Text
	}
	return a
}

// tooDeep refuses what nests deeper than any page that people write.
func (p *page) tooDeep(nested, line int) bool {
	const most = 40
	if nested > most && p.err == nil {
		p.err = &Fault{line, errors.New("is nested too deeply to be read: take lists and quotes out of one another")}
	}
	return p.err != nil
}

// A tableRow is a row of a table that is being read.
type tableRow struct {
	cells, refs []string
	line        int
}

// addRows adds the rows of a table. The first of them name the columns: so many are header rows.
func (p *page) addRows(rows []tableRow, headers int) {
	if len(rows) == 0 {
		return
	}
	headers = min(headers, len(rows))
	parts := make([][]string, len(rows[0].cells))
	for _, row := range rows[:headers] {
		for i, cell := range row.cells[:min(len(parts), len(row.cells))] {
			parts[i] = append(parts[i], cell)
		}
	}
	names := make([]string, len(parts))
	for i := range parts {
		names[i] = plain.OneLine(strings.Join(parts[i], " "))
	}
	for _, row := range rows[headers:] {
		b := rowOf(names, row.cells)
		if p.grown += len(b.Text); p.grown > MaxFile {
			p.err = &Fault{row.line, errors.New("has a table whose rows repeat too long headings: shorten these")}
			return
		}
		p.refs = row.refs[:min(len(row.refs), maxLinks)]
		p.add(b, row.line)
	}
}

// separated reads rows of values, of which show makes what the page shows. line is the number of the first row.
func (p *page) separated(text string, separator rune, line int, show func(cell string, line int) string) []tableRow {
	reader := csv.NewReader(strings.NewReader(text))
	reader.Comma, reader.LazyQuotes, reader.TrimLeadingSpace, reader.FieldsPerRecord = separator, true, true, -1
	var rows []tableRow
	for {
		cells, err := reader.Read()
		if err != nil {
			return rows // at the end, or at what a page would show no table for
		}
		at, _ := reader.FieldPos(0)
		row := tableRow{line: line + at - 1}
		for _, cell := range cells {
			row.cells = append(row.cells, plain.OneLine(show(cell, row.line)))
		}
		row.refs, p.refs = p.refs, nil
		rows = append(rows, row)
	}
}

// opensLabelled reports whether a line opens with a label: the name of a property of a record, or words in bold, which bold
// matches with what stands after them.
func opensLabelled(line string, bold *regexp.Regexp) bool {
	if name, _ := Property(line); name != "" {
		return true
	}
	m := bold.FindStringSubmatch(line)
	return m != nil && boldLabel.MatchString(strings.TrimSpace(m[1]+m[2]))
}

// A markFinder finds where marks in a text close. A mark that was not found is not looked for again, so that many that are
// left open cost no more than the text is long.
type markFinder struct {
	text   string
	missed map[string]bool
}

// closing returns the byte from which on a mark closes what opens before byte from, or -1: the first behind that byte that
// closes between the characters before and after it.
func (f *markFinder) closing(from int, mark string, closes func(before, after rune) bool) int {
	if f.missed[mark] {
		return -1
	}
	for i := from; ; {
		at := strings.Index(f.text[i:], mark)
		if at < 0 {
			f.missed[mark] = true
			return -1
		}
		i += at
		before, _ := utf8.DecodeLastRuneInString(f.text[:i])
		after, _ := utf8.DecodeRuneInString(f.text[i+len(mark):])
		if i > from && closes(before, after) {
			return i
		}
		i += len(mark)
	}
}
