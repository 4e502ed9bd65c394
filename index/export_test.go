package index

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge"
)

// Build is New with batches of a given size, to see that the size does not matter.
func Build(lib *knowledge.Library, batchSize int) (*Index, error) {
	return build(lib.Passages(), batchSize)
}

// Analyze returns the terms that ix makes of text, in order.
func (ix *Index) Analyze(text string) []string {
	var terms []string
	for _, t := range ix.analyzer.Analyze([]byte(text)) {
		terms = append(terms, string(t.Term))
	}
	return terms
}

// Break makes every look-up panic, as Bleve does on damage, until the function returned is called.
func (ix *Index) Break() (mend func()) {
	parts := ix.parts
	ix.parts = []*part{{segment: &segment{}}}
	return func() { ix.parts = parts }
}

// Format is format.
const Format = format

// Written returns what is kept and indexed of a passage, in words.
func Written(p *knowledge.Passage) (string, error) {
	analyzer, err := newAnalyzer()
	if err != nil {
		return "", err
	}
	var all strings.Builder
	e := newEntry(analyzer, p)
	for _, f := range e.fields {
		for _, term := range slices.Sorted(maps.Keys(f.terms)) {
			fmt.Fprintln(&all, f.name, term, f.terms[term].Frequency())
		}
	}
	fmt.Fprintln(&all, e.length, e.words)
	fmt.Fprintf(&all, "%x\n", appendRecord(nil, p))
	return all.String(), nil
}
