package index

import (
	"github.com/blevesearch/bleve/v2"

	"github.com/stackpick/stackpick/knowledge"
)

// Build is New with batches of a given size, to see that the size does not matter.
func Build(lib *knowledge.Library, batchSize int) (*Index, error) {
	return build(lib.Passages(), batchSize)
}

// Analyze returns the terms that ix makes of text, in order.
func (ix *Index) Analyze(text string) []string {
	var terms []string
	for _, t := range ix.words.Analyze([]byte(text)) {
		terms = append(terms, string(t.Term))
	}
	return terms
}

// RawBleve asks Bleve itself, with its own scoring, and returns how many hits it gave.
func (ix *Index) RawBleve(text string) (int, error) {
	match := bleve.NewMatchQuery(text)
	match.SetField(fieldText)
	result, err := ix.bleve.Search(bleve.NewSearchRequest(match))
	if err != nil {
		return 0, err
	}
	return len(result.Hits), nil
}

// Break makes every look-up panic, as Bleve does on damage, until the function returned is called.
func (ix *Index) Break() (mend func()) {
	reader := ix.reader
	ix.reader = nil
	return func() { ix.reader = reader }
}
