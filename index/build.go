package index

import (
	"fmt"

	"github.com/blevesearch/bleve/v2/analysis"

	"github.com/stackpick/stackpick/knowledge"
)

// batchSize is how many passages are indexed at a time. A batch is held in memory while it is made, and every
// word of a question costs a look-up in each segment that comes of one.
const batchSize = 8192

// New indexes the library's passages in memory. The index keeps pointers to them. Close it after use.
func New(lib *knowledge.Library) (*Index, error) { return FromPassages(lib.Passages()) }

// FromPassages is New for passages that belong to no Library, such as those of a judged set. Their IDs differ.
// A title that readers see above a text is its Heading: it counts as a heading and as text.
func FromPassages(passages []*knowledge.Passage) (*Index, error) { return build(passages, batchSize) }

func build(passages []*knowledge.Passage, batchSize int) (_ *Index, err error) {
	defer recovered("indexing passages", &err)
	analyzer, err := newAnalyzer()
	if err != nil {
		return nil, fmt.Errorf("indexing passages: %w", err)
	}
	ix := newIndex(analyzer)
	for from := 0; from < len(passages); from += batchSize {
		batch := passages[from:min(from+batchSize, len(passages))]
		s, err := newSegment(entries(analyzer, batch))
		if err != nil {
			return nil, fmt.Errorf("indexing passages: %w", err)
		}
		s.retain()
		ix.parts = append(ix.parts, &part{segment: s, passages: batch, places: places(from, len(batch))})
	}
	if err := ix.measure(); err != nil {
		return nil, fmt.Errorf("indexing passages: %w", err)
	}
	return ix, nil
}

func newIndex(analyzer analysis.Analyzer) *Index {
	ix := &Index{analyzer: analyzer}
	ix.scratch.New = func() any { return new(scan) }
	ix.tallies.New = func() any { return new(tally) }
	return ix
}

func entries(analyzer analysis.Analyzer, passages []*knowledge.Passage) []*entry {
	all := make([]*entry, len(passages))
	for i, p := range passages {
		all[i] = newEntry(analyzer, p)
	}
	return all
}

// places returns n places in reading order, from first on.
func places(first, n int) []uint32 {
	all := make([]uint32, n)
	for i := range all {
		all[i] = uint32(first + i)
	}
	return all
}
