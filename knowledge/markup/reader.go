package markup

import (
	"fmt"

	"github.com/stackpick/stackpick/knowledge/pdf"
)

// A Reader reads files of all formats. The zero value is ready to use, by any number of goroutines at once.
type Reader struct {
	// English reports whether a word in lower case is an everyday English one: where a line of a PDF file ends in a hyphen,
	// that tells whether the hyphen belongs to the word. Without it, no word is.
	English func(word string) bool
	// Status reports whether a line of one or two words above the text of a web page tells the status of a decision.
	// Without it, none does.
	Status func(line string) bool

	PDF pdf.Reader // for files of that format
}

func (r *Reader) isEnglish(word string) bool { return r.English != nil && r.English(word) }

func (r *Reader) isStatus(line string) bool { return r.Status != nil && r.Status(line) }

// Close frees what reading PDF files needs.
func (r *Reader) Close() error { return r.PDF.Close() }

// Read reads a file of that name: its front matter, if its format has such a thing, and its text. What is in no format
// that is known is plain text. An error says what is wrong with the file, and is a Fault where that stands in one line.
func (r *Reader) Read(name string, data []byte) (head Head, a Article, err error) {
	format := FormatOf(name)
	switch {
	case format.packed() && len(data) > maxPacked:
		err = fmt.Errorf("is larger than %d MiB: split it, or take pictures out", maxPacked>>20)
	case format == DOCX:
		a, err = readDOCX(data)
	case format == PDF:
		var file *pdf.File
		if file, err = r.PDF.Read(data); err == nil {
			a, err = readPDF(file, r.isEnglish)
		}
	default:
		return r.source(format, data)
	}
	return head, a, err
}

// source reads a format that is text.
func (r *Reader) source(format Format, data []byte) (head Head, a Article, err error) {
	text, err := Decode(data, format == HTML)
	if err != nil {
		return head, a, err
	}
	hidden := hiddenCharacters(text)
	text = seenLines(text, format)
	if format == ERB {
		text = dropERB(text)
	}
	body, line := text, 1
	if format != RST { // in which a line of hyphens may stand above a heading
		head, body, line, err = cutFrontMatter(text)
	}
	if err != nil {
		return head, a, err
	}
	a, err = r.body(format, body, line, &head)
	a.Faults = append(a.Faults, hidden...)
	return head, a, err
}

// body reads the body of a format that is text. What that says of itself goes to head.
func (r *Reader) body(f Format, body string, line int, head *Head) (Article, error) {
	switch f {
	case Markdown, MDX, ERB:
		return readMarkdown(body, line, f == MDX)
	case HTML:
		return readHTML(body, line, r.isStatus)
	case RST:
		return readRST(body, line, head)
	case AsciiDoc:
		return readAsciiDoc(body, line, head)
	}
	return readText(body, line), nil
}
