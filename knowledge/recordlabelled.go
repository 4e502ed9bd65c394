package knowledge

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge/dates"
	"github.com/stackpick/stackpick/knowledge/markup"
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
func recordIn(f foundFile, head *markup.Head, a *article) *Record {
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
	for i, b := range a.Blocks {
		if b.Kind == markup.Heading && i > 0 {
			break // what stands below tells how records are written, or is on something else
		}
		label, _, ok := partLabel(b.Text)
		decides = decides || ok && b.Kind != markup.Row && partNamed(label) == PartOutcome
		name, value := property(b.Text)
		states = states || name == "status" && statusOf(value) != StatusUnknown || name == "date" && dates.In(value) != ""
	}
	if number, _ := recordNumber(f.name, cmp.Or(a.Title, head.Title), head.ID); !decides || !states && number < 0 && head.Field("status") == "" {
		return nil
	}
	opened := *a
	top := 0
	if a.Blocks[0].Kind == markup.Heading {
		top = 1
	}
	opened.Blocks = append(slices.Clone(a.Blocks[:top]), openLabels(a.Blocks[top:], 2, a.Blocks[0])...)
	r := recordOf(f, head, &opened)
	if r != nil {
		*a = opened
	}
	return r
}

// openTable returns an article with a paragraph for each property in the table at its start, and whether it has such.
func openTable(a *article) (article, bool) {
	end := slices.IndexFunc(a.Blocks, func(b markup.Block) bool { return b.Kind == markup.Heading && b.Level > 1 })
	if end < 0 {
		end = len(a.Blocks)
	}
	end = min(end, metaReach)
	o := labelOpener{}
	opened := *a
	opened.Blocks = nil
	for _, b := range a.Blocks[:end] {
		if b.Kind != markup.Row || len(b.Cells) != 2 || len(b.Names) != 2 || !o.row(b) {
			opened.Blocks = append(opened.Blocks, b)
		}
	}
	if len(o.metas) == 0 {
		return article{}, false
	}
	opened.Blocks = slices.Concat(opened.Blocks, o.metas, o.opened, a.Blocks[end:])
	return opened, true
}

// A labelOpener puts headings in the place of labels.
type labelOpener struct {
	level  int            // of these headings
	above  markup.Block   // the heading that they stand under
	metas  []markup.Block // what the record says of itself, a paragraph each
	opened []markup.Block
	depth  int    // of the item whose label was opened last; items below it belong to the part
	table  string // the head of the table that we are in, as text
}

// openLabels returns the blocks of a record with a heading in the place of each label, and before them what the record
// says of itself.
func openLabels(blocks []markup.Block, level int, above markup.Block) []markup.Block {
	o := labelOpener{level: level, above: above}
	for _, b := range blocks {
		o.open(b)
	}
	return append(o.metas, o.opened...)
}

func (o *labelOpener) open(b markup.Block) {
	if b.Kind != markup.Row {
		o.table = ""
	}
	switch {
	case b.Kind == markup.Heading:
		o.above, o.depth = b, 0
	case b.Kind == markup.Code:
	case b.Kind == markup.Item && o.depth > 0 && b.Depth > o.depth:
		b.Depth -= o.depth
	case b.Depth > 1:
	case o.properties(b):
		return
	default:
		if label, rest, ok := partLabel(b.Text); ok && b.Kind != markup.Row {
			o.part(b, label, rest)
			return
		}
		o.depth = 0
	}
	o.opened = append(o.opened, b)
}

// part opens a part with a label and what stands after it.
func (o *labelOpener) part(b markup.Block, label, rest string) {
	h := markup.Block{Kind: markup.Heading, Level: o.level, Text: label, Hosted: o.above.Hosted, Link: o.above.Link, Find: o.above.Text, Line: b.Line}
	if h.Link == "" && o.above.Anchor != "" && h.Hosted == "" {
		h.Link = "#" + o.above.Anchor
	}
	o.opened, o.depth = append(o.opened, h), b.Depth
	if rest == "" {
		return
	}
	b.Text, b.Depth = rest, 0
	if partNamed(label) != PartConsidered {
		b.Kind = markup.Paragraph
		o.opened = append(o.opened, b)
		return
	}
	for _, option := range optionsListed(rest) {
		b.Kind, b.Text = markup.Item, strings.TrimSpace(option)
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
func (o *labelOpener) properties(b markup.Block) bool {
	if b.Kind == markup.Row {
		return len(b.Cells) == 2 && len(b.Names) == 2 && o.row(b)
	}
	pieces := strings.FieldsFunc(b.Text, func(r rune) bool { return r == '·' || r == '•' || r == '|' })
	if len(pieces) == 0 {
		return false
	}
	first, _ := property(pieces[0])
	if first == "" {
		return false
	}
	pieces = append(properties(pieces[0]), pieces[1:]...)
	for i, piece := range pieces {
		b.Kind, b.Text, b.Depth = markup.Paragraph, strings.TrimSpace(piece), 0
		if name, _ := property(b.Text); name == "" && i == 1 && first == "status" && len(b.Text) <= maxDateText && dates.In(b.Text) != "" {
			b.Text = "Date: " + b.Text
		}
		o.take(b)
	}
	return true
}

// maxDateText is how long a text that is a date may be, in bytes: "on the 21st of September 2026".
const maxDateText = 32

// property reads a property of a record as markup.Property does, however much its text goes on to say.
func property(text string) (name, value string) {
	return markup.Property(text[:min(len(text), markup.MaxProperty)])
}

// take puts a property before all else. What follows the first sentence of a status tells more of it, and stays where
// it is.
func (o *labelOpener) take(b markup.Block) {
	name, _ := property(b.Text)
	switch {
	case b.Text == "":
		return
	case name == "":
		o.opened = append(o.opened, b)
		return
	case name == "status":
		if first, rest, ok := strings.Cut(b.Text, ". "); ok {
			more := b
			b.Text, more.Text = first, rest
			o.opened = append(o.opened, more)
		}
	}
	if len(b.Text) > markup.MaxProperty {
		o.opened = append(o.opened, b)
		return
	}
	o.metas = append(o.metas, b)
}

// row takes a row of a table of properties, and the head of the table where that holds one, too.
func (o *labelOpener) row(b markup.Block) bool {
	head := b.Names[0] + ": " + b.Names[1]
	inHead, _ := property(head)
	label, value := strings.TrimRight(b.Cells[0], " :"), strings.TrimSpace(b.Cells[1])
	b.Text = label + ": " + value
	if inRow, _ := property(b.Text); inRow == "" && inHead == "" && !propertyColumn.MatchString(b.Names[0]) {
		return false
	}
	b.Kind, b.Names, b.Cells = markup.Paragraph, nil, nil
	if inHead != "" && o.table != head {
		above := b
		above.Text = head
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
