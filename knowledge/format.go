package knowledge

import (
	"fmt"
	"path"
	"strings"

	"github.com/stackpick/stackpick/knowledge/pdf"
	"github.com/stackpick/stackpick/knowledge/plain"
)

// A format is a way of writing documents.
type format int

const (
	formatNone format = iota
	formatMarkdown
	formatMDX
	formatERB // Markdown as a template of Ruby
	formatHTML
	formatText
	formatRST // reStructuredText
	formatAsciiDoc
	formatDOCX
	formatPDF
	formatCSV  // a technology radar as a table
	formatJSON // a technology radar
	formatYAML // likewise
)

// packed reports whether files of a format hold more than their text.
func (f format) packed() bool { return f == formatDOCX || f == formatPDF }

// markdown reports whether a format is Markdown of some kind.
func (f format) markdown() bool { return f == formatMarkdown || f == formatMDX || f == formatERB }

// anchored reports whether the reader of a format tells all anchors that its pages have on a git host.
func (f format) anchored() bool { return f == formatMarkdown || f == formatRST || f == formatAsciiDoc }

// formatOf tells a file's format by its extension.
func formatOf(name string) format {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown", ".mdown", ".mdwn", ".mkd":
		return formatMarkdown
	case ".erb":
		if formatOf(strings.TrimSuffix(name, path.Ext(name))) == formatMarkdown {
			return formatERB
		}
	case ".mdx":
		return formatMDX
	case ".html", ".htm", ".xhtml":
		return formatHTML
	case ".txt", ".text":
		return formatText
	case ".rst":
		return formatRST
	case ".adoc", ".asciidoc":
		return formatAsciiDoc
	case ".docx":
		return formatDOCX
	case ".pdf":
		return formatPDF
	case ".csv", ".tsv":
		return formatCSV
	case ".json":
		return formatJSON
	case ".yaml", ".yml":
		return formatYAML
	}
	return formatNone
}

// limit is the size above which a file of the format is refused, in bytes.
func (f format) limit() int {
	if f.packed() {
		return maxPacked
	}
	return maxFile
}

// A reader reads files of all formats. Any number of goroutines may use one.
type reader struct {
	// english reports whether a word in lower case is an everyday English one, where a line of a PDF file ends within a word.
	english func(word string) bool
	// status reports whether the one or two words of a line above a page's text tell the status of a decision.
	status func(line string) bool

	pdf pdf.Reader
}

// Close frees what reading PDF files needs.
func (r *reader) Close() error { return r.pdf.Close() }

// read reads a file of that name: its front matter, if its format has such a thing, and its text. Data in other formats is
// plain text. An error may be a lineError.
func (r *reader) read(name string, data []byte) (head frontMatter, a Article, err error) {
	format := formatOf(name)
	switch {
	case format.packed() && len(data) > maxPacked:
		err = fmt.Errorf("is larger than %d MiB: split it, or take pictures out", maxPacked>>20)
	case format == formatDOCX:
		a, err = readDOCX(data)
	case format == formatPDF:
		var file *pdf.File
		if file, err = r.pdf.Read(data); err == nil {
			a, err = readPDF(file, r.english)
		}
	default:
		return r.source(format, data)
	}
	return head, a, err
}

// source reads a format that is text.
func (r *reader) source(format format, data []byte) (head frontMatter, a Article, err error) {
	text, err := decode(data, format == formatHTML)
	if err != nil {
		return head, a, err
	}
	hidden := hiddenCharacters(text)
	text = plain.Lines(text)
	if format == formatERB {
		text = dropERB(text)
	}
	body, line := text, 1
	if format != formatRST { // in which a line of hyphens may stand above a heading
		head, body, line, err = cutFrontMatter(text)
	}
	if err != nil {
		return head, a, err
	}
	a, err = r.body(format, body, line, &head)
	a.findings = append(a.findings, hidden...)
	return head, a, err
}

// body reads the body of a format that is text. What that says of itself goes to head.
func (r *reader) body(f format, body string, line int, head *frontMatter) (Article, error) {
	switch f {
	case formatMarkdown, formatMDX, formatERB:
		return readMarkdown(body, line, f == formatMDX)
	case formatHTML:
		return readHTML(body, line, r.status)
	case formatRST:
		return readRST(body, line, head)
	case formatAsciiDoc:
		return readAsciiDoc(body, line, head)
	}
	return readText(body, line), nil
}
