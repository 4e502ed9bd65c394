package index

import (
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
	ix.parts = []*part{{}}
	return func() { ix.parts = parts }
}
