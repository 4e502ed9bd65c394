package markup

import (
	"strings"

	"github.com/stackpick/stackpick/knowledge/pdf"
)

// PDFTitle returns the title of a PDF file that names it so, and has no headings.
func PDFTitle(named string) string { return pdfTitle(named, nil) }

// PDFBlocks returns the blocks that a PDF file's lines make, headings with a # for each level.
func PDFBlocks(lines []pdf.Line, english func(string) bool) []string {
	file := &pdf.File{Lines: lines}
	for _, l := range lines {
		file.Pages = max(file.Pages, l.Page)
	}
	a, err := readPDF(file, english)
	if err != nil {
		return []string{err.Error()}
	}
	var texts []string
	for _, b := range a.Blocks {
		if b.Kind == Heading {
			b.Text = strings.Repeat("#", b.Level) + " " + b.Text
		}
		texts = append(texts, b.Text)
	}
	return texts
}

// PDFDate returns the date of a PDF file.
func PDFDate(created string, lines []pdf.Line) string { return pdfDate(created, lines) }
