package knowledge

import (
	"github.com/stackpick/stackpick/knowledge/markup"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// MaxFile is the size above which a file is refused, in bytes.
const MaxFile = markup.MaxFile

// FolderSource returns where a folder with such a stackpick.yaml has a file, or "".
func FolderSource(settings []byte, rel string) string {
	base, err := parseFolderFile(settings)
	if err != nil || base == nil {
		return ""
	}
	return bases{".": *base}.source(rel)
}

// RemoteSource returns where a repository with such a configuration has its files, or "".
func RemoteSource(config string) string {
	return bases{".": hostedBase(remoteOf(config), ".")}.source("a.md")
}

// LintBlocks returns what Lint says of the sections that blocks make.
func LintBlocks(blocks ...markup.Block) []Problem {
	a := article{Article: markup.Article{Blocks: blocks}}
	return lintSections(a.sections(""), func() []string { return nil })
}

// Sentences returns the sentences of a paragraph as Open takes them.
func Sentences(paragraph string) ([]string, error) {
	split, err := loadSplitter()
	if err != nil {
		return nil, err
	}
	return split.split(paragraph), nil
}

// A Reader reads one file after the other without the vocabulary, whose loading takes most of the time that
// opening a small library takes.
type Reader struct{ loader loader }

// NewReader returns a Reader.
func NewReader() (*Reader, error) {
	split, err := loadSplitter()
	r := &Reader{loader{split: split, reader: newReader()}}
	r.loader.reader.PDF.Interpret = true // compiling takes half a minute under the race detector
	return r, err
}

// Close frees what reading PDF files needs.
func (r *Reader) Close() error { return r.loader.reader.Close() }

// Read reads a file of that name into its first document.
func (r *Reader) Read(name string, data []byte) (Document, error) {
	all, err := r.ReadAll(name, data)
	if err != nil {
		return Document{}, err
	}
	return all[0], nil
}

// ReadAll reads a file of that name; a decision log has many documents.
func (r *Reader) ReadAll(name string, data []byte) ([]Document, error) {
	all, _, err := r.loader.documentsOf(foundFile{name: name, shown: name, data: data})
	return all, err
}

// Import writes a file of that name as Markdown.
func (r *Reader) Import(name string, data []byte) ([]byte, error) {
	out, err := r.loader.imported(foundFile{name: name, shown: name, data: data})
	return out.Markdown, err
}

// Paragraphs returns the sentences that a passage's claims are made of, by paragraph.
func (p *Passage) Paragraphs() [][]string { return p.paragraphs }

// Annotated returns a document with its claims, as the built-in vocabulary finds them, and how many options it would
// teach a vocabulary.
func Annotated(d Document) (Document, int, error) {
	v, err := vocabulary.Load(nil)
	if err != nil {
		return d, 0, err
	}
	r := &reading{document: d}
	links := linkRecords([]*reading{r})[r]
	links.apply(&d)
	annotate(v, &d, standings([]*reading{r})[r])
	return d, len(unlistedElsewhere(v, []*reading{r})), nil
}

// Counts returns all that a census counts.
func (c *Census) Counts() []map[string]int {
	return []map[string]int{c.Terms, c.Lower, c.Plain, c.words, c.hyphened}
}

// ClaimsWithout has the claims of documents found without a vocabulary, which panics, and returns why each has none.
func ClaimsWithout(documents ...Document) []error {
	l := &loader{}
	for _, d := range documents {
		l.documents = append(l.documents, &reading{document: d, vocabulary: &vocabulary.Lexicon{}})
	}
	l.claims(nil, nil, nil)
	var failed []error
	for _, r := range l.documents {
		failed = append(failed, r.failed)
	}
	return failed
}

// Queued has a queue read files of these names and sizes in bytes, and returns their names as they are handed on.
func Queued(sizes map[string]int, names []string, read func(name string)) []string {
	var taken []string
	q := newQueue(func(f foundFile) *reading {
		read(f.name)
		return &reading{id: f.name}
	}, func(f foundFile, r *reading) { taken = append(taken, f.name, r.id) })
	for _, name := range names {
		q.add(foundFile{name: name, data: make([]byte, sizes[name])})
	}
	q.drain()
	return taken
}
