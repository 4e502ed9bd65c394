package knowledge

import (
	"strings"
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
	is     string   // the kind that its writer gave the section
	depth  int      // of an item, from 1 for one in no other item; 0 where the format does not tell
	jumps  int      // links to other places on the page, where the block is nothing else
	refs   []string // where its links to other files lead, as written; the first maxLinks of them
	names  []string // of the columns of a row's table; may be fewer than its cells
	cells  []string // of a row
	line   int      // in the file, from 1; 0 where the format does not tell

	// No reader sets these. They are for those who find out what the blocks of a decision record are.
	part  string // the part of the record that a heading opens
	owner string // the option that an argument is on, where its place tells
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

// An Article is a file as its format's reader understood it.
type Article struct {
	title, author, date, source string // what the page itself says; front matter outranks it
	revised                     string // when it was changed last, as it says
	blocks                      []block
	places                      []string // the anchors of a page, where its format tells them
	references                  []reference
	findings                    []lineError // what is wrong with a text that can be read all the same
	plain                       bool        // plain text: headings were guessed, and captions look like paragraphs
	page                        bool        // a web page: furniture may stand in lists
}

// A reference is a link of a document to another file of its folder, or to a place on a page.
type reference struct {
	target string // as written: "../queues.md#cost"
	line   int
}

// maxHeading is the most bytes of a heading, and of what else stands beside every passage of a document: a long
// question has 200.
const maxHeading = 500

// bound makes a paragraph of what is too long for a heading, and drops what is too long for a title.
func (a *Article) bound() {
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
