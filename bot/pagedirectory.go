package bot

import (
	"cmp"
	"path/filepath"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// A titled is a section with a heading, or a page with a title.
type titled struct {
	passage *knowledge.Passage // the first
	title   string
	page    bool
	key     []string // what it is on: see keyOf
}

// depth is how far below its page's title it stands.
func (t *titled) depth() int {
	if t.page {
		return 0
	}
	return 1 + len(t.passage.Path)
}

// keyOf is what a heading and a question on it have in common: their terms, sorted, without those that only frame it. It
// is empty where nothing else is said.
func keyOf(v *vocabulary.Lexicon, words []vocabulary.Word) []string {
	var key []string
	for _, w := range vocabulary.JoinPhrasal(words) {
		term, topical := v.Term(w)
		switch {
		case v.Has(vocabulary.Framing, []vocabulary.Word{w}):
		case topical:
			key = appendNew(key, term)
		case !v.FunctionWord(w.Text, "en"):
			key = appendNew(key, w.Stem)
		}
	}
	slices.Sort(key)
	return key
}

// A directory finds the pages and sections of a library by what they are on: each is listed under each of its terms.
type directory map[string][]*titled

// newDirectory leaves out decision records and radars, which are asked for in ways of their own.
func newDirectory(lib *knowledge.Library) directory {
	dir := directory{}
	add := func(t titled, name string) (key []string) {
		t.key = keyOf(lib.Vocabulary, vocabulary.Words(withoutAside(name)))
		for _, term := range t.key {
			dir[term] = append(dir[term], &t)
		}
		return t.key
	}
	for i := range lib.Documents {
		d := &lib.Documents[i]
		if d.Record != nil || len(d.Blips) > 0 || len(d.Passages) == 0 {
			continue
		}
		page := titled{passage: &d.Passages[0], title: d.Title, page: true}
		key := add(page, d.Title)
		if split := wordByWord(d.Title); split != d.Title {
			add(page, split)
		}
		if file := fileTopic(d.File); !slices.Equal(keyOf(lib.Vocabulary, vocabulary.Words(file)), key) {
			add(page, file)
		}
		for k := range d.Passages {
			if p := &d.Passages[k]; sectionID(p) == p.ID && p.Heading != d.Title {
				add(titled{passage: p, title: p.Heading}, p.Heading)
			}
		}
	}
	return dir
}

// fileTopic is what a file's name says that it is on, in lower case; that of its folder where it is the folder's own page.
func fileTopic(path string) string {
	name := path
	if ofFolder(path) {
		name = filepath.Dir(path)
	}
	name, _, _ = strings.Cut(strings.ToLower(filepath.Base(name)), ".")
	return strings.NewReplacer("-", " ", "_", " ").Replace(name)
}

// ofFolder reports whether a file is its folder's own page.
func ofFolder(path string) bool {
	name, _, _ := strings.Cut(strings.ToLower(filepath.Base(path)), ".")
	return slices.Contains([]string{"readme", "index", "_index"}, name)
}

// inFolder returns the other pages in the folder whose own page a document is.
func (b *Bot) inFolder(d *knowledge.Document) []*knowledge.Document {
	if !ofFolder(d.File) {
		return nil
	}
	var pages []*knowledge.Document
	for i := range b.lib.Documents {
		if o := &b.lib.Documents[i]; o != d && o.Record == nil && len(o.Passages) > 0 && filepath.Dir(o.File) == filepath.Dir(d.File) {
			pages = append(pages, o)
		}
	}
	return pages
}

// with returns the pages and sections that have all terms of a key.
func (dir directory) with(key []string) []*titled {
	if len(key) == 0 {
		return nil
	}
	rarest := slices.MinFunc(key, func(x, y string) int { return cmp.Compare(len(dir[x]), len(dir[y])) })
	return slices.DeleteFunc(slices.Clone(dir[rarest]), func(t *titled) bool {
		return !within(key, t.key)
	})
}

// onlyOne reports whether one page or section alone has a heading.
func (dir directory) onlyOne(v *vocabulary.Lexicon, heading string) bool {
	key := keyOf(v, vocabulary.Words(heading))
	same := 0
	for _, t := range dir.with(key) {
		if len(t.key) == len(key) {
			same++
		}
	}
	return same == 1
}
