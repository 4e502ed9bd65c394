package knowledge

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge/dates"
	"github.com/stackpick/stackpick/knowledge/plain"
)

// Short records do without headings. They open their parts by labels, "**Context:** … **Decision:** …", in paragraphs
// or in the items of a list, and say what they are in one line or in a table of two columns. Opened, they have the shape
// of the longer ones.

// labelLine matches a label at the start of a block, and the text after it. Before a full stop it must be one word.
var labelLine = regexp.MustCompile(`^[^\p{L}\d]{0,4}(\p{L}[\p{L}\d'’&/-]*(?: [\p{L}\d'’&/()-]+){0,7}):(?:\s+(.*))?$|^(\p{Lu}\p{L}+)\.(?:\s+(.*))?$`)

// partLabel reads the text of a block that opens a part of a record, "Decision: use Kafka": the label and the rest.
func partLabel(text string) (label, rest string, ok bool) {
	m := labelLine.FindStringSubmatch(text)
	if m == nil || partNamed(m[1]+m[3]) == PartNone {
		return "", "", false
	}
	return m[1] + m[3], strings.TrimSpace(m[2] + m[4]), true
}

// recordIn recognises a decision record, be it written with headings or with labels; these it opens.
func recordIn(f foundFile, head *frontMatter, a *article) *Record {
	if opened, ok := openTable(a); ok {
		if r := recordOf(f, head, &opened); r != nil {
			*a = opened
			return r
		}
	}
	if r := recordOf(f, head, a); r != nil {
		return r
	}
	decides, states := false, false
	for i, b := range a.blocks {
		if b.kind == blockHeading && i > 0 {
			break // what stands below tells how records are written, or is on something else
		}
		label, _, ok := partLabel(b.text)
		decides = decides || ok && b.kind != blockRow && partNamed(label) == PartOutcome
		name, value := property(b.text)
		states = states || name == "status" && statusOf(value) != StatusUnknown || name == "date" && dates.In(value) != ""
	}
	if number, _ := recordNumber(f.name, cmp.Or(a.title, head.title), head.id); !decides || !states && number < 0 && head.field("status") == "" {
		return nil
	}
	opened := *a
	top := 0
	if a.blocks[0].kind == blockHeading {
		top = 1
	}
	opened.blocks = append(slices.Clone(a.blocks[:top]), openLabels(a.blocks[top:], 2, a.blocks[0])...)
	r := recordOf(f, head, &opened)
	if r != nil {
		*a = opened
	}
	return r
}

// openTable returns an article with a paragraph for each property in the table at its start, and whether it has such.
func openTable(a *article) (article, bool) {
	end := slices.IndexFunc(a.blocks, func(b block) bool { return b.kind == blockHeading && b.level > 1 })
	if end < 0 {
		end = len(a.blocks)
	}
	end = min(end, metaReach)
	o := labelOpener{}
	opened := *a
	opened.blocks = nil
	for _, b := range a.blocks[:end] {
		if b.kind != blockRow || len(b.cells) != 2 || len(b.names) != 2 || !o.row(b) {
			opened.blocks = append(opened.blocks, b)
		}
	}
	if len(o.metas) == 0 {
		return article{}, false
	}
	opened.blocks = slices.Concat(opened.blocks, o.metas, o.opened, a.blocks[end:])
	return opened, true
}

// A labelOpener puts headings in the place of labels.
type labelOpener struct {
	level  int     // of these headings
	above  block   // the heading that they stand under
	metas  []block // what the record says of itself, a paragraph each
	opened []block
	depth  int    // of the item whose label was opened last; items below it belong to the part
	table  string // the head of the table that we are in, as text
}

// openLabels returns the blocks of a record with a heading in the place of each label, and before them what the record
// says of itself.
func openLabels(blocks []block, level int, above block) []block {
	o := labelOpener{level: level, above: above}
	for _, b := range blocks {
		o.open(b)
	}
	return append(o.metas, o.opened...)
}

func (o *labelOpener) open(b block) {
	if b.kind != blockRow {
		o.table = ""
	}
	switch {
	case b.kind == blockHeading:
		o.above, o.depth = b, 0
	case b.kind == blockCode:
	case b.kind == blockItem && o.depth > 0 && b.depth > o.depth:
		b.depth -= o.depth
	case b.depth > 1:
	case o.properties(b):
		return
	default:
		if label, rest, ok := partLabel(b.text); ok && b.kind != blockRow {
			o.part(b, label, rest)
			return
		}
		o.depth = 0
	}
	o.opened = append(o.opened, b)
}

// part opens a part with a label and what stands after it.
func (o *labelOpener) part(b block, label, rest string) {
	h := block{kind: blockHeading, level: o.level, text: label, hosted: o.above.hosted, link: o.above.link, find: o.above.text, line: b.line}
	if h.link == "" && o.above.anchor != "" && h.hosted == "" {
		h.link = "#" + o.above.anchor
	}
	o.opened, o.depth = append(o.opened, h), b.depth
	if rest == "" {
		return
	}
	b.text, b.depth = rest, 0
	if partNamed(label) != PartConsidered {
		b.kind = blockParagraph
		o.opened = append(o.opened, b)
		return
	}
	for _, option := range optionsListed(rest) {
		b.kind, b.text = blockItem, strings.TrimSpace(option)
		o.opened = append(o.opened, b)
	}
}

// maxListedOption is how many words an option has at most that commas part from others; a longer one is text.
const maxListedOption = 4

// optionsListed parts the options that are named in one text: by semicolons, or by commas where all are but names,
// "Kustomize, Kubes, Draft".
func optionsListed(text string) []string {
	options := strings.Split(text, "; ")
	if len(options) > 1 {
		return options
	}
	named := strings.Split(text, ", ")
	if slices.ContainsFunc(named, func(o string) bool { return plain.WordCount(o) > maxListedOption || plain.WordCount(o) == 0 }) {
		return options
	}
	return named
}

// propertyColumn matches the head of the first column of a table of properties.
var propertyColumn = regexp.MustCompile(`(?i)^(?:field|attribute|property|key|item|aspect|name)?$`)

// properties takes what a block says of the record, and reports whether it is such a block: a row of two cells, or a
// line of one property or several, "Date: 2025-03-01 · Status: accepted".
func (o *labelOpener) properties(b block) bool {
	if b.kind == blockRow {
		return len(b.cells) == 2 && len(b.names) == 2 && o.row(b)
	}
	pieces := strings.FieldsFunc(b.text, func(r rune) bool { return r == '·' || r == '•' || r == '|' })
	if len(pieces) == 0 {
		return false
	}
	first, _ := property(pieces[0])
	if first == "" {
		return false
	}
	pieces = append(properties(pieces[0]), pieces[1:]...)
	for i, piece := range pieces {
		b.kind, b.text, b.depth = blockParagraph, strings.TrimSpace(piece), 0
		if name, _ := property(b.text); name == "" && i == 1 && first == "status" && len(b.text) <= maxDateText && dates.In(b.text) != "" {
			b.text = "Date: " + b.text
		}
		o.take(b)
	}
	return true
}

// maxDateText is how long a text that is a date may be, in bytes: "on the 21st of September 2026".
const maxDateText = 32

// property reads a property of a record as metaLine does, however much its text goes on to say.
func property(text string) (name, value string) {
	return metaLine(text[:min(len(text), maxMeta)])
}

// take puts a property before all else. What follows the first sentence of a status tells more of it, and stays where
// it is.
func (o *labelOpener) take(b block) {
	name, _ := property(b.text)
	switch {
	case b.text == "":
		return
	case name == "":
		o.opened = append(o.opened, b)
		return
	case name == "status":
		if first, rest, ok := strings.Cut(b.text, ". "); ok {
			more := b
			b.text, more.text = first, rest
			o.opened = append(o.opened, more)
		}
	}
	if len(b.text) > maxMeta {
		o.opened = append(o.opened, b)
		return
	}
	o.metas = append(o.metas, b)
}

// row takes a row of a table of properties, and the head of the table where that holds one, too.
func (o *labelOpener) row(b block) bool {
	head := b.names[0] + ": " + b.names[1]
	inHead, _ := property(head)
	label, value := strings.TrimRight(b.cells[0], " :"), strings.TrimSpace(b.cells[1])
	b.text = label + ": " + value
	if inRow, _ := property(b.text); inRow == "" && inHead == "" && !propertyColumn.MatchString(b.names[0]) {
		return false
	}
	b.kind, b.names, b.cells = blockParagraph, nil, nil
	if inHead != "" && o.table != head {
		above := b
		above.text = head
		o.take(above)
	}
	o.table = head
	switch {
	case partNamed(label) != PartNone && value != "":
		o.part(b, label, value)
	case !saysNothing.MatchString(value):
		o.take(b)
	}
	return true
}
