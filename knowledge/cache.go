package knowledge

import (
	"crypto/sha256"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// A Cache remembers what the files of a Source were read into, so that opening it again costs what changed: a file
// whose bytes are the same is not read again, and keeps its claims unless the vocabulary has changed. A Library that
// is opened with a Cache equals one that is opened without. The zero value is ready to use, by one Open at a time.
//
// It holds as much as the Library itself; files that are gone leave it with the next Open that succeeds.
type Cache struct {
	files      map[fileKey]*reading
	vocabulary *vocabulary.Lexicon
	additions  [sha256.Size]byte // of the vocabulary files that vocabulary was made with
}

// A fileKey tells readings apart: a file's path, its address and its ID are part of its document.
type fileKey struct {
	name, shown, source, id string
	content                 [sha256.Size]byte
}

func (f foundFile) key() fileKey { return fileKey{f.name, f.shown, f.source, f.id, f.content} }

// A reading is what a file was read into.
type reading struct {
	id         string     // that the file has, its document's or, for a decision log, what those of its entries begin with
	document   Document   // without claims; without passages, too, once claimed has them
	others     []*reading // of the file's other documents
	problems   []Problem
	err        error               // why the file is unusable
	claimed    Document            // document with its claims
	failed     error               // why there are none
	vocabulary *vocabulary.Lexicon // that found them; nil as long as none has
	links      recordLinks         // to other records, as they were then
	standings  []standing          // how its blips stood then
}

// read reads a file, or remembers what it was read into. Any number of goroutines may call it.
func (l *loader) read(f foundFile) *reading {
	if r, known := l.cache.files[f.key()]; known {
		return r
	}
	r := &reading{}
	l.readInto(r, f)
	return r
}

// readInto reads a file.
func (l *loader) readInto(r *reading, f foundFile) {
	defer unforeseen(&r.err)
	var documents []Document
	if documents, r.problems, r.err = l.documentsOf(f); r.err != nil {
		return
	}
	r.document = documents[0]
	r.id, _, _ = strings.Cut(r.document.ID, ".") // which only the IDs of entries have
	for _, d := range documents[1:] {
		r.others = append(r.others, &reading{document: d})
	}
}

// unforeseen makes an error of a panic, so that a file which nobody foresaw costs no more than itself.
func unforeseen(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("cannot be read, for an internal error: %v; please report it", r)
	}
}

// vocabulary returns the vocabulary of the documents: what its files say, and what the documents teach it. It is the
// one of the Open before where nothing of that has changed; then claims stay what they are, too.
func (l *loader) vocabulary() (*vocabulary.Lexicon, error) {
	sum := sha256.New()
	for _, f := range l.vocabularies {
		writeFile(sum, f.Name, f.Data)
	}
	additions := [sha256.Size]byte(sum.Sum(nil))
	v, err := vocabulary.Load(l.vocabularies)
	if err != nil {
		return nil, err
	}
	named := unlisted(v, l.documents)
	l.findings = append(l.findings, lintOptions(v, l.documents, named)...)
	if options := append(named, unlistedElsewhere(v, l.documents)...); len(options) > 0 {
		if len(l.vocabularies) == 0 { // what loadVocabulary returned is shared with other libraries
			if v, err = vocabulary.New(); err != nil {
				return nil, err
			}
		}
		for _, o := range options {
			v.Teach(o)
		}
	}
	c := l.cache
	if c.vocabulary == nil || c.additions != additions || !slices.Equal(c.vocabulary.Taught(), v.Taught()) {
		c.vocabulary, c.additions = v, additions
	}
	return c.vocabulary, nil
}

// claims has v find the claims of all documents that it has not read yet, on all processors. What a record claims
// depends on what other records say of it, too, and what a radar claims on its later volumes.
func (l *loader) claims(v *vocabulary.Lexicon, links map[*reading]recordLinks, standings map[*reading][]standing) {
	todo := make(chan *reading)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for r := range todo {
				r.vocabulary, r.links, r.standings = v, links[r], standings[r]
				r.claim()
			}
		})
	}
	for _, r := range l.documents {
		if r.vocabulary != v || !r.links.equal(links[r]) || !slices.Equal(r.standings, standings[r]) {
			todo <- r
		}
	}
	close(todo)
	workers.Wait()
}

// unclaimed returns passages as they were before their claims were found.
func unclaimed(passages []Passage) []Passage {
	all := slices.Clone(passages)
	for i := range all {
		p := &all[i]
		p.Topics, p.Options, p.Concepts, p.Claims, p.Part, p.under = nil, nil, nil, nil, PartNone, ""
	}
	return all
}

// claim finds the claims of a document.
func (r *reading) claim() {
	r.failed = nil
	defer unforeseen(&r.failed)
	passages := r.document.Passages
	if passages == nil {
		passages = r.claimed.Passages // of an earlier library, which keeps them as they are
	}
	r.claimed = r.document
	r.claimed.Passages = unclaimed(passages)
	r.document.Passages = nil
	r.claimed.Blips = slices.Clone(r.document.Blips)
	r.links.apply(&r.claimed)
	annotate(r.vocabulary, &r.claimed, r.standings)
}
