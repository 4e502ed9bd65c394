package markup

import (
	"slices"
	"strings"
	"unicode"

	"github.com/stackpick/stackpick/knowledge/plain"
)

// lastButOne returns the last digit but one of a number: of the flags of a table's look, those from 0x10 to 0x80,
// of which 0x20 means that the first row is a header.
func lastButOne(hex string) string {
	if len(hex) < 2 {
		return ""
	}
	return hex[len(hex)-2 : len(hex)-1]
}

func (w *docxWalker) startTable() {
	if w.tables++; w.tables == 1 {
		w.names, w.rows, w.firstHead = nil, 0, false
	}
}

// row ends a row of a table.
func (w *docxWalker) row() {
	w.rows++
	if w.header || w.rows == 1 && (w.firstHead && headForm(w.cells) || namesColumns(w.cells)) {
		w.names = w.cells
		return
	}
	w.addRow(w.names, w.cells)
}

func (w *docxWalker) addRow(names, cells []string) {
	if b := rowOf(names, cells); b.Text != "" {
		w.add(b)
	}
}

// headForm reports whether a table's first row may be a header, as Word's own tables say by default: its cells are
// short, and no sentences.
func headForm(cells []string) bool {
	const most = 8 // words
	return !slices.ContainsFunc(cells, func(cell string) bool {
		return plain.WordCount(cell) > most || strings.ContainsAny(lastByte(cell), ".;,")
	})
}

// namesColumns reports whether a table's first row is a header though nothing marks it: three cells or more that are
// filled, differ, and have no figures.
func namesColumns(cells []string) bool {
	const least = 3
	once := map[string]bool{}
	for _, cell := range cells {
		if cell == "" || once[cell] || strings.ContainsFunc(cell, unicode.IsDigit) {
			return false
		}
		once[cell] = true
	}
	return len(cells) >= least && headForm(cells)
}

func lastByte(text string) string { return text[max(0, len(text)-1):] }
