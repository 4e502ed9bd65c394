package knowledge

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/stackpick/stackpick/knowledge/markup"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// path reads a file or a folder that a person named.
func (l *loader) path(name string) error {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s does not exist", name)
	case err != nil:
		return err
	case info.IsDir():
		return l.folder(name)
	case !info.Mode().IsRegular():
		return fmt.Errorf("%s is neither a file nor a folder", name)
	}
	if err := l.each(name); err != nil {
		return err
	}
	data, err := readCapped(name, func() (fs.File, error) { return os.Open(name) })
	if err != nil {
		return err
	}
	f := foundFile{name: filepath.Base(name), shown: name}.holding(data)
	if isVocabulary(f.name) {
		l.addition(f)
		return nil
	}
	if err := l.add(f, l.read(f)); err != nil {
		return errors.New(problemOf(name, err).String())
	}
	return nil
}

// folder reads all documents of a folder, in the order of their names. It never leaves the folder: os.Root
// refuses symbolic links that point outside.
func (l *loader) folder(name string) error {
	root, err := os.OpenRoot(name)
	if err != nil {
		return err
	}
	defer root.Close()
	before, problems := len(l.documents), len(l.problems)
	base := bases{".": gitBase(name)}
	err = fs.WalkDir(root.FS(), ".", func(rel string, d fs.DirEntry, err error) error {
		shown := filepath.Join(name, filepath.FromSlash(rel))
		switch {
		case err != nil:
			l.problem(problemOf(shown, err))
			return skipDir(d)
		case rel != "." && (skipped(d.Name()) || !d.IsDir() && licence.MatchString(d.Name())):
			return skipDir(d)
		case d.IsDir():
			l.folders = append(l.folders, shown)
			l.base(base, root, rel, shown)
			return nil
		}
		if ok, reason := wanted(root, rel, d); !ok {
			l.leftOut(shown, reason)
			return nil
		}
		if err := l.each(shown); err != nil {
			return err
		}
		l.enqueue(root, foundFile{name: rel, shown: shown, source: base.source(rel)})
		return nil
	})
	l.queue.drain()
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	l.findings = append(l.findings, checkReferences(root, l.documents[before:])...)
	if len(l.documents) == before {
		return noDocuments(name, l.problems[problems:])
	}
	return nil
}

// noDocuments says what to put into a folder of that name, and the first of the problems there.
func noDocuments(name string, problems []Problem) error {
	reason := ""
	if len(problems) > 0 {
		reason = " (" + problems[0].String() + ")"
	}
	return fmt.Errorf("%s holds no documents: put Markdown, reStructuredText, AsciiDoc, HTML, text, DOCX or PDF files or technology radars there%s", name, reason)
}

func skipDir(d fs.DirEntry) error {
	if d != nil && d.IsDir() {
		return fs.SkipDir
	}
	return nil
}

// licence matches files that a folder holds for lawyers. Named by itself, one is read as any other.
var licence = regexp.MustCompile(`(?i)^(?:licen[cs]e|copying|code[_-]of[_-]conduct)(?:[-_.][\w-]+)?\.\w+$`)

// skipped reports whether a file or folder of that name holds no knowledge.
func skipped(name string) bool {
	return strings.HasPrefix(name, ".") || name == "node_modules"
}

// wanted reports whether an entry of a folder is read: a regular file, or a link to one inside the folder, in a
// format that is read. Of one that a writer may expect to be read, it says why it is not. Pipes and devices are not
// touched: opening one could wait for ever.
func wanted(root *os.Root, rel string, d fs.DirEntry) (ok bool, reason string) {
	known := markup.FormatOf(rel) != markup.NoFormat || isVocabulary(d.Name())
	if d.Type()&fs.ModeSymlink == 0 {
		if known && !d.Type().IsRegular() {
			reason = "is a pipe, a device or a socket and is not touched"
		}
		return known && d.Type().IsRegular(), reason
	}
	info, err := root.Stat(filepath.FromSlash(rel))
	switch {
	case err == nil && info.IsDir():
		return false, "is a link to a folder and is not followed: name that folder itself"
	case !known:
		return false, ""
	case errors.Is(err, fs.ErrNotExist):
		return false, "is a link that leads nowhere"
	case err != nil:
		return false, "is a link that leads out of the folder, or in a circle, and is not followed"
	case !info.Mode().IsRegular():
		return false, "is a link to a pipe, a device or a socket and is not touched"
	}
	return true, ""
}

// Reads reports whether a file of that name, in a folder, is read: as a document, or for what it says of others.
func Reads(name string) bool {
	return markup.FormatOf(name) != markup.NoFormat || isVocabulary(name) || name == folderFile
}

// otherFormats are the extensions of documents that are not read. Lint tells of them.
var otherFormats = regexp.MustCompile(`(?i)\.(?:org|textile|mediawiki|wiki|doc|docm|odt|rtf|pages|pptx?|odp|ipynb|tex|epub)$`)

// leftOut notes an entry of a folder that is not read.
func (l *loader) leftOut(shown, reason string) {
	switch {
	case reason != "":
		l.problem(Problem{File: shown, Message: reason, Fatal: true})
	case otherFormats.MatchString(shown):
		message := fmt.Sprintf("%s files are not read: save them as Markdown, HTML, DOCX or PDF", strings.ToLower(filepath.Ext(shown)))
		l.findings = append(l.findings, Problem{File: shown, Message: message, Advice: true})
	}
}

// base reads what a folder says of its address; what makes that unusable becomes a problem.
func (l *loader) base(b bases, root *os.Root, rel, shown string) {
	data, err := b.read(root, rel)
	if err != nil {
		problem := problemOf(filepath.Join(shown, folderFile), err)
		problem.Fatal = false // no document was left out
		l.problem(problem)
	}
	if data != nil {
		l.queue.drain()
		l.seen(path.Join(rel, folderFile), data)
	}
}

// problem notes a problem after those of the files before it.
func (l *loader) problem(p Problem) {
	l.queue.drain()
	l.problems = append(l.problems, p)
}

// enqueue has one file of a folder read.
func (l *loader) enqueue(root *os.Root, f foundFile) {
	data, err := readCapped(f.name, func() (fs.File, error) { return root.Open(filepath.FromSlash(f.name)) })
	if err != nil {
		l.problem(problemOf(f.shown, err))
		return
	}
	f.page = radarPage(root, f.name, data)
	f = f.holding(data)
	if isVocabulary(path.Base(f.name)) {
		l.queue.drain()
		l.addition(f)
		return
	}
	if l.queue.holds(f.content) {
		l.queue.drain() // whether that file can be used tells whether this one is read
	}
	if first, ok := l.firsts[f.content]; ok { // as where an index.md is README.md, too
		l.findings = append(l.findings, Problem{File: f.shown, Message: "is a copy of " + first + ", which stands for both", Advice: true})
		return
	}
	l.queue.add(f)
}

// inFolder takes in what a file of a folder was read into; what makes it unusable becomes a problem.
func (l *loader) inFolder(f foundFile, r *reading) {
	if err := l.add(f, r); err != nil && !errors.Is(err, errTemplate) && !errors.Is(err, errNoRadar) && !errors.Is(err, markup.ErrContents) {
		l.problems = append(l.problems, problemOf(f.shown, err))
	}
}

// isVocabulary reports whether a file of that name adds to the vocabulary.
func isVocabulary(name string) bool { return name == "vocabulary.yaml" || name == "vocabulary.yml" }

// addition takes in a file that adds to the vocabulary.
func (l *loader) addition(f foundFile) {
	l.seen(f.name, f.data)
	l.vocabularies = append(l.vocabularies, vocabulary.File{Name: f.shown, Data: f.data})
}

// problemOf makes a problem of what makes a file unusable.
func problemOf(file string, err error) Problem {
	p := Problem{File: file, Message: err.Error(), Fatal: true}
	if at, ok := errors.AsType[*markup.Fault](err); ok {
		p.Line = at.Line
	}
	return p
}

// readCapped reads a file of that name up to one byte over the limit of its format, for its reader to refuse.
func readCapped(name string, open func() (fs.File, error)) ([]byte, error) {
	f, err := open()
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, int64(markup.FormatOf(name).Limit())+1))
}
