package knowledge

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/stackpick/stackpick/knowledge/markup"
)

// An Imported is a foreign file as knowledge Markdown. Read as such, it has the passages that the file itself has.
type Imported struct {
	Name     string // of the file to write: that of the foreign one, with the extension ".md"
	Markdown []byte
	Passages int
}

// Import reads a file of reStructuredText, AsciiDoc, HTML, DOCX, PDF or plain text and writes it as Markdown with front
// matter: what the writers of knowledge can edit, compare and annotate. An error names the file.
func Import(file string) (Imported, error) {
	name := filepath.Base(file)
	switch format := markup.FormatOf(name); {
	case format.IsMarkdown():
		return Imported{}, fmt.Errorf("%s is Markdown already: name its folder with --knowledge", file)
	case format == markup.CSV, format == markup.JSON: // Markdown would lose the rings of a radar
		return Imported{}, fmt.Errorf("%s is read as it is: name its folder with --knowledge", file)
	case format == markup.NoFormat, format == markup.Script:
		return Imported{}, fmt.Errorf("%s is in no format that is read: reStructuredText, AsciiDoc, HTML, DOCX, PDF and plain text are", file)
	}
	info, err := os.Stat(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return Imported{}, fmt.Errorf("%s does not exist", file)
	case err != nil:
		return Imported{}, err
	case !info.Mode().IsRegular():
		return Imported{}, fmt.Errorf("%s is no file", file)
	}
	data, err := readCapped(name, func() (fs.File, error) { return os.Open(file) })
	if err != nil {
		return Imported{}, err
	}
	split, err := loadSplitter()
	if err != nil {
		return Imported{}, err
	}
	l := &loader{split: split, reader: newReader()}
	defer l.reader.Close()
	out, err := l.imported(foundFile{name: name, shown: file, data: data})
	if err != nil {
		return Imported{}, fmt.Errorf("%s: %w", file, err)
	}
	return out, nil
}

// imported writes a file as Markdown, and reads that to see whether it can be used.
func (l *loader) imported(f foundFile) (Imported, error) {
	head, a, err := l.article(f)
	if err != nil {
		return Imported{}, err
	}
	checkHead(&head)
	d := newDocument(f, head, a)
	a.check()
	a.tidy(d.Title)
	text, err := markup.Write(markup.Head{
		Title: d.Title, Source: d.Source, Publisher: d.Publisher, Author: d.Author, Date: d.Date, Kind: head.Kind, Options: d.Options,
	}, a.Blocks)
	if err != nil {
		return Imported{}, err
	}
	out := Imported{Name: withoutExtension(f.name) + ".md", Markdown: text}
	read, _, err := l.documentsOf(foundFile{name: out.Name, shown: out.Name, data: text})
	if err != nil {
		return Imported{}, err
	}
	for _, d := range read {
		out.Passages += len(d.Passages)
	}
	return out, nil
}
