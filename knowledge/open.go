package knowledge

import (
	"cmp"
	"crypto/sha256"
	"embed"
	"errors"
	"fmt"
	"hash"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/stackpick/stackpick/knowledge/dates"
	"github.com/stackpick/stackpick/knowledge/markup"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

//go:embed builtin/*.md
var builtinFiles embed.FS

// Source says what to open.
type Source struct {
	Paths   []string // files and folders, in order; a folder is walked with all its sub-folders
	Builtin bool     // the built-in documents too, before the others; they are opened anyway when Paths is empty

	Cache *Cache // what an earlier Open has read; nil reads everything
	// Each is told of every file before it is read; an error of it ends Open, which returns it. It may be nil.
	Each func(file string) error
}

// Open reads documents and makes a Library of them. A file that is named and cannot be used is an error; a
// file inside a folder that cannot be used is one of the Library's Problems, and the rest is read. A
// vocabulary.yaml or vocabulary.yml in a folder adds to the vocabulary.
func Open(src Source) (*Library, error) {
	split, err := loadSplitter()
	if err != nil {
		return nil, err
	}
	l := &loader{
		split: split, reader: newReader(), hash: sha256.New(), each: src.Each, cache: src.Cache,
		files: map[string]string{}, firsts: map[[sha256.Size]byte]string{}, readings: map[fileKey]*reading{},
	}
	defer l.reader.Close()
	l.queue = newQueue(l.read, l.inFolder)
	if l.cache == nil {
		l.cache = &Cache{}
	}
	if l.each == nil {
		l.each = func(string) error { return nil }
	}
	if src.Builtin || len(src.Paths) == 0 {
		if err := l.builtin(); err != nil {
			return nil, fmt.Errorf("reading the built-in knowledge: %w", err)
		}
	}
	for _, p := range src.Paths {
		if err := l.path(p); err != nil {
			return nil, fmt.Errorf("reading knowledge: %w", err)
		}
	}
	return l.library()
}

// A loader collects documents.
type loader struct {
	split        *splitter
	hash         hash.Hash
	documents    []*reading
	files        map[string]string            // a document's ID → the file it came from
	firsts       map[[sha256.Size]byte]string // the content of a document → the first file that has it
	folders      []string
	each         func(file string) error
	cache        *Cache
	readings     map[fileKey]*reading // of this Open
	vocabularies []vocabulary.File
	problems     []Problem
	findings     []Problem // what Lint says beside, with its File; in no order
	reader       *markup.Reader
	queue        *queue // the files of a folder that are being read
}

func (l *loader) builtin() error {
	return fs.WalkDir(builtinFiles, "builtin", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if err := l.each(name); err != nil {
			return err
		}
		data, err := builtinFiles.ReadFile(name)
		if err != nil {
			return err
		}
		f := foundFile{name: path.Base(name), shown: name}.holding(data)
		return l.add(f, l.read(f))
	})
}

// library makes the Library: vocabulary first, then the claims of every document.
func (l *loader) library() (*Library, error) {
	v, err := l.vocabulary()
	if err != nil {
		return nil, fmt.Errorf("reading vocabulary: %w", err)
	}
	err = fs.WalkDir(vocabulary.Files(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(vocabulary.Files(), name)
		l.seen("vocabulary/"+name, data)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading vocabulary: %w", err)
	}
	l.claims(v, linkRecords(l.documents), standings(l.documents))
	l.cache.files = l.readings
	var documents []Document
	for _, r := range l.documents {
		if r.failed != nil {
			l.problems = append(l.problems, problemOf(r.document.File, r.failed))
			continue
		}
		documents = append(documents, r.claimed)
	}
	return &Library{
		Documents:  documents,
		Vocabulary: v,
		Problems:   l.problems,
		findings:   l.findings,
		Folders:    l.folders,
		Hash:       fmt.Sprintf("sha256:%x", l.hash.Sum(nil)),
	}, nil
}

// seen takes a file into the library's hash.
func (l *loader) seen(name string, data []byte) { writeFile(l.hash, name, data) }

// writeFile writes a file to a hash. Lengths stand between names and contents, so that no two sets of files look the
// same.
func writeFile(h hash.Hash, name string, data []byte) {
	fmt.Fprintf(h, "%d %s %d ", len(name), name, len(data))
	h.Write(data)
}

// A foundFile is a file as it was found: its name inside its folder, the path to show people, where the folder says
// that it is published, and the ID of its document where that is not to be what the file says itself.
type foundFile struct {
	name, shown, source string
	id                  string
	data                []byte
	page                []byte            // what the page beside a radar in JSON says of it, as JSON
	content             [sha256.Size]byte // tells data and page from others; holding sets data and this
}

// holding returns the file with its data.
func (f foundFile) holding(data []byte) foundFile {
	f.data, f.content = data, sha256.Sum256(data)
	if f.page != nil {
		f.content = sha256.Sum256(append(f.content[:], f.page...))
	}
	return f
}

// add takes in what a file was read into, and returns what makes it unusable. Lesser problems are noted.
func (l *loader) add(f foundFile, r *reading) error {
	l.readings[f.key()] = r
	l.seen(f.name, f.data)
	if f.source != "" {
		l.seen("source", []byte(f.source))
	}
	if r.err != nil {
		return r.err
	}
	id := r.id
	if first, ok := l.files[id]; ok {
		written := id != documentID(f.name)
		if f.id = l.freeID(f); f.id == "" {
			return fmt.Errorf("has the same id as %s, %q: give one of them another id in its front matter", first, id)
		}
		message := fmt.Sprintf("has the same id as %s, %q, and is cited as %q: give one of them another id in its front matter", first, id, f.id)
		l.findings = append(l.findings, Problem{File: f.shown, Line: 1, Message: message, Advice: !written})
		r, id = l.read(f), f.id
		l.readings[f.key()] = r
	}
	l.files[id] = f.shown
	l.firsts[f.content] = cmp.Or(l.firsts[f.content], f.shown)
	l.documents = append(append(l.documents, r), r.others...)
	for _, p := range r.problems {
		p.File = f.shown
		l.problems = append(l.problems, p)
	}
	return nil
}

// freeID returns an ID for a file whose own is another's: that of its path, as where each folder has an "index", or
// else that with the name of the folder that was opened. It is "" where these are taken, too.
func (l *loader) freeID(f foundFile) string {
	opened := filepath.Base(strings.TrimSuffix(filepath.ToSlash(f.shown), f.name))
	for _, name := range []string{f.name, opened + "/" + f.name} {
		if id := documentID(name); l.files[id] == "" {
			return id
		}
	}
	return ""
}

// documentsOf reads a file. A decision log is a document for each decision, after one for what else the file holds.
func (l *loader) documentsOf(f foundFile) ([]Document, []Problem, error) {
	head, a, err := l.article(f)
	if err != nil {
		return nil, nil, err
	}
	a.Bound()
	problems := checkHead(&head)
	blipOf(f, &head, &a)
	entries := splitLog(f, &head, &a)
	var record *Record
	if len(entries) == 0 {
		if record = recordIn(f, &head, &a); record != nil && record.isTemplate(f, &a) {
			return nil, nil, errTemplate
		}
	}
	d := l.document(f, head, a, record)
	documents := append([]Document{d}, l.entries(f, head, &d, entries)...)
	if len(d.Passages) == 0 {
		if documents = withoutFirst(documents); len(documents) == 0 {
			return nil, nil, errors.New("holds no text below its headings")
		}
	}
	if countSentences(documents) > maxSentences {
		return nil, nil, fmt.Errorf("has more than %d sentences: split it", maxSentences)
	}
	return documents, problems, nil
}

// document makes a document of an article. A record becomes shaped; without one, the article is no record.
func (l *loader) document(f foundFile, head markup.Head, a article, record *Record) Document {
	if record == nil {
		a.Date = cmp.Or(a.Date, head.Revised(), a.Revised)
	} else {
		record.shape(&head, &a)
		head.Title, head.Kind = "", cmp.Or(head.Kind, string(KindDecision))
	}
	d := newDocument(f, head, a)
	d.Record = record
	findings := append(problemsIn(a.Faults), a.check()...)
	a.tidy(d.Title)
	sections := a.sections(d.Title)
	for i := range sections {
		if head.Kind != "" {
			sections[i].kind = Kind(head.Kind)
		}
		d.Passages = append(d.Passages, sections[i].passages(&d, l.split)...)
	}
	d.findings = slices.Concat(findings, a.found, lintSections(sections, sync.OnceValue(func() []string { return sourceLines(f) })))
	d.placeBlips(f, a.blips)
	d.findings = append(d.findings, d.lintRadar()...)
	if record != nil {
		d.findings = append(d.findings, record.lint()...)
	}
	return d
}

// fileTitle names a document without a title after its file; what every folder has, after its first heading or the
// folder.
func fileTitle(name string, a *article) string {
	base := withoutExtension(path.Base(name))
	if !inEveryFolder(base) {
		return base
	}
	if len(a.Blocks) > 0 && a.Blocks[0].Kind == markup.Heading {
		return a.Blocks[0].Text
	}
	if dir := path.Base(path.Dir(name)); dir != "." {
		return dir
	}
	return base
}

// inEveryFolder reports whether a file of that name, without its extension, is one that any folder may have, so that the
// name tells nothing of what it holds.
func inEveryFolder(base string) bool {
	return strings.EqualFold(base, "README") || strings.EqualFold(base, "index")
}

// errTemplate says of a file that it is a form for documents and none itself.
var errTemplate = errors.New("is a template of decision records and holds no decision")

// newDocument makes a document of what its front matter and its page say of it.
func newDocument(f foundFile, head markup.Head, a article) Document {
	if isFrontPage(a.Source) && withoutExtension(path.Base(f.name)) != "index" {
		a.Source = "" // some programs write the address of the site on all its pages
	}
	d := Document{
		ID:        documentID(f.name),
		Title:     cmp.Or(head.Title, a.Title, fileTitle(f.name, &a)),
		Source:    cmp.Or(head.Source, a.Source, f.source),
		Publisher: head.Publisher,
		Author:    cmp.Or(head.Author, a.Author),
		Date:      dates.Plain(cmp.Or(head.Date, a.Date)),
		Kind:      Kind(head.Kind),
		Options:   head.Options,
		File:      f.shown,

		name: f.name, places: a.Places, references: a.References, options: head.OptionsLine,
	}
	if head.ID != "" {
		d.ID = slug(head.ID)
	}
	d.ID = cmp.Or(f.id, d.ID)
	if d.Kind == "" {
		d.Kind = KindSection
	}
	return d
}
