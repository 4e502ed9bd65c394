package knowledge

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// A Library is everything one bot knows: its documents and the vocabulary they are read with.
// It does not change once opened, so any number of goroutines may use it.
type Library struct {
	Documents  []Document
	Vocabulary *vocabulary.Lexicon
	Problems   []Problem // files and places left out, with the reason; empty when all was read
	Folders    []string  // the folders that were read, each with its path; sub-folders have an entry of their own
	Hash       string    // "sha256:…" over the names and bytes of all files read, the vocabulary, and files' addresses

	findings []Problem // what Lint says of documents that depends on other files
}

// A Problem is something in a file that its writer should know.
type Problem struct {
	File    string
	Line    int // from 1; 0 when it concerns the whole file
	Message string
	Fatal   bool // the file was left out
	Advice  bool // nothing is wrong, but answers could be better
}

func (p Problem) String() string { return p.Place() + ": " + p.Message }

// Place returns where a problem is, in the form that editors jump to: FILE, or FILE:LINE.
func (p Problem) Place() string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d", p.File, p.Line)
}

// Passages returns all passages in reading order: documents as opened, sections as written.
func (l *Library) Passages() []*Passage {
	var all []*Passage
	for i := range l.Documents {
		for j := range l.Documents[i].Passages {
			all = append(all, &l.Documents[i].Passages[j])
		}
	}
	return all
}

// Passage returns the passage with that ID, and whether there is one.
func (l *Library) Passage(id string) (*Passage, bool) {
	for _, p := range l.Passages() {
		if p.ID == id {
			return p, true
		}
	}
	return nil, false
}

// NearestIDs returns the IDs of up to n passages that are most like an ID which may be mistyped, or a part of one.
func (l *Library) NearestIDs(id string, n int) []string {
	type candidate struct {
		id    string
		slips int
	}
	id = strings.ToLower(id)
	var all []candidate
	for _, p := range l.Passages() {
		c := candidate{id: p.ID}
		if !strings.Contains(p.ID, id) {
			_, anchor, _ := strings.Cut(p.ID, "#")
			c.slips = min(vocabulary.Distance(id, p.ID, math.MaxInt), vocabulary.Distance(id, anchor, math.MaxInt))
		}
		all = append(all, c)
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return cmp.Compare(a.slips, b.slips) })
	var ids []string
	for _, c := range all[:min(n, len(all))] {
		ids = append(ids, c.id)
	}
	return ids
}
