package markup

import (
	"path"
	"regexp"
	"strings"
)

// A Format is a way of writing documents.
type Format int

// The formats. Data is read by no reader here: it is text where it is read at all.
const (
	NoFormat Format = iota
	Markdown
	MDX
	ERB // Markdown as a template of Ruby
	HTML
	Text
	RST // reStructuredText
	AsciiDoc
	DOCX
	PDF
	CSV // of data, as those below
	JSON
	YAML
	Script // TypeScript or JavaScript whose name says that it holds data
)

// dataScript matches the names of programs that may hold the data of a radar, and codeScript those of its tests and tools.
// Programs are no documents, and most folders of them are large.
var (
	dataScript = regexp.MustCompile(`(?i)radar|blips?|technolog|data|entries|(?:^|[-_.])tech(?:[-_.]|$)`)
	codeScript = regexp.MustCompile(`(?i)\.(?:d|test|spec|min|config|stories)\.\w+$`)
)

// packed reports whether files of a format hold more than their text.
func (f Format) packed() bool { return f == DOCX || f == PDF }

// IsMarkdown reports whether a format is Markdown of some kind.
func (f Format) IsMarkdown() bool { return f == Markdown || f == MDX || f == ERB }

// Anchored reports whether the reader of a format tells all anchors that its pages have on a git host.
func (f Format) Anchored() bool { return f == Markdown || f == RST || f == AsciiDoc }

// FormatOf tells a file's format by its extension.
func FormatOf(name string) Format {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown", ".mdown", ".mdwn", ".mkd":
		return Markdown
	case ".erb":
		if FormatOf(strings.TrimSuffix(name, path.Ext(name))) == Markdown {
			return ERB
		}
	case ".mdx":
		return MDX
	case ".html", ".htm", ".xhtml":
		return HTML
	case ".txt", ".text":
		return Text
	case ".rst":
		return RST
	case ".adoc", ".asciidoc":
		return AsciiDoc
	case ".docx":
		return DOCX
	case ".pdf":
		return PDF
	case ".csv", ".tsv":
		return CSV
	case ".json":
		return JSON
	case ".yaml", ".yml":
		return YAML
	case ".ts", ".js", ".mjs", ".cjs":
		if name = path.Base(name); dataScript.MatchString(strings.TrimSuffix(name, path.Ext(name))) && !codeScript.MatchString(name) {
			return Script
		}
	}
	return NoFormat
}

// Limit is the size above which a file of the format is refused, in bytes.
func (f Format) Limit() int {
	if f.packed() {
		return maxPacked
	}
	return MaxFile
}
