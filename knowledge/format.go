package knowledge

import (
	"bytes"
	"fmt"
	"path"
	"strings"

	"github.com/stackpick/stackpick/knowledge/pdf"
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

// read reads the body of a format that is text. What that says of itself goes to head.
func read(f format, body string, line int, head *frontMatter) (article, error) {
	switch f {
	case formatMarkdown, formatMDX, formatERB:
		return readMarkdown(body, line, f == formatMDX)
	case formatHTML:
		return readHTML(body, line)
	case formatRST:
		return readRST(body, line, head)
	case formatAsciiDoc:
		return readAsciiDoc(body, line, head)
	}
	return readText(body, line), nil
}

// article reads a file by its format, with its front matter if the format has such a thing.
func (l *loader) article(f foundFile) (head frontMatter, a article, err error) {
	switch format := formatOf(f.name); {
	case format.packed() && len(f.data) > maxPacked:
		err = fmt.Errorf("is larger than %d MiB: split it, or take pictures out", maxPacked>>20)
	case format == formatDOCX:
		a, err = readDOCX(f.data)
	case format == formatPDF:
		var file *pdf.File
		if file, err = l.pdf.Read(f.data); err == nil {
			a, err = readPDF(file)
		}
	case format == formatCSV, format == formatJSON, format == formatYAML:
		a, err = readRadarFile(f, format)
	case format == formatHTML && bytes.Contains(f.data, []byte(radarCall)):
		return readRadarPage(f)
	default:
		return readSource(format, f.data)
	}
	return head, a, err
}

// readSource reads a format that is text.
func readSource(format format, data []byte) (head frontMatter, a article, err error) {
	text, err := decode(data, format == formatHTML)
	if err != nil {
		return head, a, err
	}
	hidden := lintHidden(text)
	text = visibleOnly(text)
	if format == formatERB {
		text = dropERB(text)
	}
	head, body, line, err := frontMatter{}, text, 1, error(nil)
	if format != formatRST { // in which a line of hyphens may stand above a heading
		head, body, line, err = cutFrontMatter(text)
	}
	if err != nil {
		return head, a, err
	}
	a, err = read(format, body, line, &head)
	a.findings = append(a.findings, hidden...)
	return head, a, err
}
