package markup

import "strings"

// Kind says what part of a page a block is.
type Kind int

// The kinds of blocks.
const (
	Heading Kind = iota
	Paragraph
	Item // of a list, whether bulleted or numbered
	Row  // of a table, as "Header: cell; Header: cell"
	Code
)

// A Block is the unit that the readers of all formats make of a file: from here on, formats do not matter.
type Block struct {
	Kind        Kind
	Level       int      // of a heading, from 1
	Text        string   // plain: no mark-up, entities decoded, white space folded (except in code)
	Anchor      string   // the id that the page or its writer gave a heading
	Hosted      string   // the anchor that a git host gives a heading of Markdown
	Link        string   // where its writer says that the heading is found: "#…" or a whole URL
	Find        string   // what a browser can look for on the page in the place of a heading that it does not have; "" for its text
	SectionKind string   // the kind that its writer gave the section
	Depth       int      // of an item, from 1 for one in no other item; 0 where the format does not tell
	Jumps       int      // links to other places on the page, where the block is nothing else
	Refs        []string // where its links to other files lead, as written; the first maxLinks of them
	Names       []string // of the columns of a row's table; may be fewer than its cells
	Cells       []string // of a row
	Line        int      // in the file, from 1; 0 where the format does not tell

	// No reader sets these. They are for whoever finds out what the blocks of a decision record are.
	Part  string // the part of the record that a heading opens
	Owner string // the option that an argument is on, where its place tells
}

// rowOf makes a block of a row of a table.
func rowOf(names, cells []string) Block {
	return Block{Kind: Row, Text: RowText(names, cells), Names: names, Cells: cells}
}

// RowText writes a row of a table as "Header: cell; Header: cell". Empty cells are left out, and the full stops that end
// cells before the last.
func RowText(names, cells []string) string {
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
	Title, Author, Date, Source string // what the page itself says; front matter outranks it
	Revised                     string // when it was changed last, as it says
	Blocks                      []Block
	Places                      []string // the anchors of a page, where its format tells them
	References                  []Reference
	Faults                      []Fault // what is wrong with a text that can be read all the same
	Plain                       bool    // plain text: headings were guessed, and captions look like paragraphs
	Page                        bool    // a web page: furniture may stand in lists
}

// A Reference is a link of a document to another file of its folder, or to a place on a page.
type Reference struct {
	Target string // as written: "../queues.md#cost"
	Line   int
}

// MaxHeading is the most bytes of a heading, and of what else stands beside every passage of a document: a long
// question has 200.
const MaxHeading = 500

// Bound makes a paragraph of what is too long for a heading, and drops what is too long for a title.
func (a *Article) Bound() {
	for i, b := range a.Blocks {
		if b.Kind == Heading && len(b.Text) > MaxHeading {
			a.Blocks[i] = Block{Kind: Paragraph, Text: b.Text, Line: b.Line}
		}
	}
	for _, field := range []*string{&a.Title, &a.Author, &a.Date, &a.Revised} {
		if len(*field) > MaxHeading {
			*field = ""
		}
	}
}
