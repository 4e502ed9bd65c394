package knowledge

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// blockKind says what part of a page a block is.
type blockKind int

const (
	blockHeading blockKind = iota
	blockParagraph
	blockItem // of a list, whether bulleted or numbered
	blockRow  // of a table, as "Header: cell; Header: cell"
	blockCode
)

// A block is the unit that the readers of all formats hand on: from here on, formats do not matter.
type block struct {
	kind   blockKind
	level  int      // of a heading, from 1
	text   string   // plain: no mark-up, entities decoded, white space folded (except in code)
	anchor string   // the id that the page or its writer gave a heading
	hosted string   // the anchor that a git host gives a heading of Markdown
	link   string   // where its writer says that the heading is found: "#…" or a whole URL
	find   string   // what a browser can look for on the page in the place of a heading that it does not have; "" for its text
	is     Kind     // the kind that its writer gave the section
	part   Part     // of a decision record, that a heading names; known once the record takes shape
	depth  int      // of an item, from 1 for one in no other item; 0 where the format does not tell
	owner  string   // the option of a decision record that an argument is on, where its place tells
	jumps  int      // links to other places on the page, where the block is nothing else
	refs   []string // where its links to other files lead, as written; the first maxLinks of them
	names  []string // of the columns of a row's table; may be fewer than its cells
	cells  []string // of a row
	line   int      // in the file, from 1; 0 where the format does not tell
}

// rowOf makes a block of a row of a table.
func rowOf(names, cells []string) block {
	return block{kind: blockRow, text: rowText(names, cells), names: names, cells: cells}
}

// rowText writes a row of a table as "Header: cell; Header: cell". Empty cells are left out, and the full stops that end
// cells before the last.
func rowText(names, cells []string) string {
	var parts []string
	for i, cell := range cells {
		if i < len(cells)-1 {
			cell = strings.TrimSuffix(cell, ".")
		}
		switch {
		case cell == "":
		case i < len(names) && names[i] != "":
			parts = append(parts, names[i]+": "+cell)
		default:
			parts = append(parts, cell)
		}
	}
	return strings.Join(parts, "; ")
}

// An article is a file as its format's reader understood it.
type article struct {
	title, author, date, source string // what the page itself says; front matter outranks it
	revised                     string // when it was changed last, as it says
	blocks                      []block
	places                      []string // the anchors of a page, where its format tells them
	references                  []reference
	findings                    []Problem // of the file's text
	blips                       []Blip    // of a technology radar, in the order of their sections
	found                       []Problem // what Lint says of the file beside its sections
	plain                       bool      // plain text: headings were guessed, and captions look like paragraphs
	page                        bool      // a web page: furniture may stand in lists
}

// maxHeading is the most bytes of a heading, and of what else stands beside every passage of a document: a long
// question has 200.
const maxHeading = 500

// bound makes a paragraph of what is too long for a heading, and drops what is too long for a title.
func (a *article) bound() {
	for i, b := range a.blocks {
		if b.kind == blockHeading && len(b.text) > maxHeading {
			a.blocks[i] = block{kind: blockParagraph, text: b.text, line: b.line}
		}
	}
	for _, field := range []*string{&a.title, &a.author, &a.date, &a.revised} {
		if len(*field) > maxHeading {
			*field = ""
		}
	}
}

// oneLine makes text plain: invisible characters are dropped, and every run of white space or control
// characters becomes one space.
func oneLine(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	space := false
	for _, r := range text {
		switch {
		case unicode.IsSpace(r) || unicode.IsControl(r):
			space = b.Len() > 0
		case invisible(r):
		default:
			if space {
				b.WriteByte(' ')
				space = false
			}
			b.WriteRune(r)
		}
	}
	return b.String()
}

// visibleOnly drops what a reader would not see from text and keeps its lines.
func visibleOnly(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\u2028' || r == '\u2029' || r == '\u0085' || r == '\v' || r == '\f':
			return '\n'
		case r == '\t' || unicode.IsControl(r):
			return ' '
		case invisible(r):
			return -1
		}
		return r
	}, text)
}

// invisible reports whether r shows nothing and so can hide words from readers or from filters: format
// characters (zero-width, bidirectional controls, tags, soft hyphen), variation selectors, fillers, and the
// private characters that icon fonts use.
func invisible(r rune) bool {
	return r > unicode.MaxASCII && (unicode.In(r, unicode.Cf, unicode.Co, unicode.Variation_Selector, unicode.Noncharacter_Code_Point) ||
		r == '\u034F' || r == '\u115F' || r == '\u1160' || r == '\u3164' || r == '\uFFA0')
}

// wordCount counts words as the limits on passages mean them: runs between spaces, and each Chinese or
// Japanese character.
func wordCount(text string) int {
	n, inside := 0, false
	for _, r := range text {
		switch {
		case isIdeograph(r):
			n++
			inside = false
		case unicode.IsSpace(r):
			inside = false
		case !inside:
			n++
			inside = true
		}
	}
	return n
}

// endsSentence reports whether text closes as a sentence does, quotes and brackets after the mark included.
func endsSentence(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text, `"'”’»)]`))
	return strings.ContainsRune(".!?…。！？", last)
}
