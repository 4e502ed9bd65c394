package index

import (
	"errors"
	"fmt"
	"strconv"
	"sync"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/analysis/token/lowercase"
	"github.com/blevesearch/bleve/v2/analysis/token/porter"
	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/registry"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"github.com/stackpick/stackpick/knowledge"
)

// The fields of a passage in the index.
const (
	fieldText     = "text"     // its heading and text
	fieldHeading  = "heading"  // its heading, the headings above it, and the document's title
	fieldPairs    = "pairs"    // neighbouring words of heading and text, as one term each
	fieldOptions  = "options"  // Passage.Options, as written
	fieldConcepts = "concepts" // Passage.Concepts, as written
	fieldKind     = "kind"
	fieldDocument = "document"
)

// The analysers: of words, and of neighbouring words.
const (
	analyzerWords = "stackpick_words"
	analyzerPairs = "stackpick_pairs"
)

// batchSize is how many passages make one segment. In memory Bleve never merges segments, and every word
// of a question costs a dictionary look-up in each, so segments are large; the memory that a batch needs
// while it is analysed is what limits them.
const batchSize = 5_000

// New indexes the library's passages in memory. The index keeps pointers to them. Close it after use.
func New(lib *knowledge.Library) (*Index, error) { return FromPassages(lib.Passages()) }

// FromPassages is New for passages that belong to no Library, such as those of a judged set. Their IDs differ.
// A title that readers see above a text is its Heading: it counts as a heading and as text.
func FromPassages(passages []*knowledge.Passage) (*Index, error) { return build(passages, batchSize) }

func build(passages []*knowledge.Passage, batchSize int) (_ *Index, err error) {
	defer recovered("indexing passages", &err)
	m, err := newMapping()
	if err != nil {
		return nil, fmt.Errorf("making the index: %w", err)
	}
	b, err := bleve.NewUsing("", m, scorch.Name, scorch.Name, nil)
	if err != nil {
		return nil, fmt.Errorf("making the index: %w", err)
	}
	ix := &Index{bleve: b, words: m.AnalyzerNamed(analyzerWords)}
	if err := ix.fill(m, passages, batchSize); err != nil {
		return nil, errors.Join(fmt.Errorf("indexing passages: %w", err), b.Close())
	}
	return ix, nil
}

// fill indexes the passages in batches and opens the snapshot that searches read.
func (ix *Index) fill(m mapping.IndexMapping, passages []*knowledge.Passage, batchSize int) error {
	lengths := make([]int, len(passages))
	for from := 0; from < len(passages); from += batchSize {
		to := min(from+batchSize, len(passages))
		if err := ix.add(m, passages[from:to], from, lengths); err != nil {
			return err
		}
	}
	advanced, err := ix.bleve.Advanced()
	if err != nil {
		return err
	}
	if ix.reader, err = advanced.Reader(); err != nil {
		return err
	}
	ix.passages = make([]*knowledge.Passage, len(passages))
	ix.order = make([]uint32, len(passages))
	ix.damping = make([]float64, len(passages))
	if err := ix.number(passages, lengths); err != nil {
		return errors.Join(err, ix.reader.Close())
	}
	ix.scratch.New = func() any { return newBoard(len(passages)) }
	return nil
}

// add indexes one batch, which begins at place from in reading order, and notes how many words each text has.
func (ix *Index) add(m mapping.IndexMapping, passages []*knowledge.Passage, from int, lengths []int) error {
	batch := ix.bleve.NewBatch()
	docs := make([]*document.Document, len(passages))
	for i, p := range passages {
		docs[i] = document.NewDocument(strconv.Itoa(from + i))
		if err := m.MapDocument(docs[i], fields(p)); err != nil {
			return fmt.Errorf("passage %s: %w", p.ID, err)
		}
		if err := batch.IndexAdvanced(docs[i]); err != nil {
			return fmt.Errorf("passage %s: %w", p.ID, err)
		}
	}
	if err := ix.bleve.Batch(batch); err != nil {
		return err
	}
	for i, doc := range docs {
		doc.VisitFields(func(f bleveindex.Field) {
			if f.Name() == fieldText {
				lengths[from+i] = f.AnalyzedLength()
			}
		})
	}
	return nil
}

// number notes which passage has which of Bleve's document numbers: they follow segments, not our order.
func (ix *Index) number(passages []*knowledge.Passage, lengths []int) error {
	total := 0
	for _, n := range lengths {
		total += n
	}
	average := max(float64(total), 1) / max(float64(len(passages)), 1)
	all, err := ix.reader.DocIDReaderAll()
	if err != nil {
		return err
	}
	defer all.Close()
	for {
		id, err := all.Next()
		if id == nil || err != nil {
			return err
		}
		name, err := ix.reader.ExternalID(id)
		if err != nil {
			return err
		}
		place, err := strconv.Atoi(name)
		if err != nil {
			return err
		}
		doc := id.Value()
		ix.passages[doc] = passages[place]
		ix.order[place] = uint32(doc)
		ix.damping[doc] = saturation * (1 - lengthWeight + lengthWeight*float64(lengths[place])/average)
	}
}

// fields returns what Bleve indexes of a passage, by field.
func fields(p *knowledge.Passage) map[string]any {
	text := p.Heading + "\n" + p.Text
	heading := p.Title
	for _, h := range p.Path {
		heading += "\n" + h
	}
	return map[string]any{
		fieldText:     text,
		fieldPairs:    text,
		fieldHeading:  heading + "\n" + p.Heading,
		fieldOptions:  p.Options,
		fieldConcepts: p.Concepts,
		fieldKind:     string(p.Kind),
		fieldDocument: p.Document,
	}
}

// newMapping says what is indexed and how: only the fields named here, no copies of the text, no columns.
func newMapping() (*mapping.IndexMappingImpl, error) {
	if err := registerAnalysis(); err != nil {
		return nil, err
	}
	filters := []string{en.PossessiveName, lowercase.Name, en.StopName, porter.Name}
	m := bleve.NewIndexMapping()
	m.IndexDynamic, m.StoreDynamic, m.DocValuesDynamic = false, false, false
	for name, filters := range map[string][]string{
		analyzerWords: filters,
		analyzerPairs: append(filters[:len(filters):len(filters)], pairsName),
	} {
		err := m.AddCustomAnalyzer(name, map[string]any{"type": custom.Name, "tokenizer": tokenizerName, "token_filters": filters})
		if err != nil {
			return nil, err
		}
	}
	passage := bleve.NewDocumentStaticMapping()
	passage.AddSubDocumentMapping("_all", bleve.NewDocumentDisabledMapping())
	for field, analyzer := range map[string]string{
		fieldText: analyzerWords, fieldHeading: analyzerWords, fieldPairs: analyzerPairs,
		fieldOptions: keyword.Name, fieldConcepts: keyword.Name, fieldKind: keyword.Name, fieldDocument: keyword.Name,
	} {
		passage.AddFieldMappingsAt(field, &mapping.FieldMapping{Type: "text", Analyzer: analyzer, Index: true})
	}
	m.DefaultMapping = passage
	return m, nil
}

// Names under which our analysis parts stand in Bleve's registry, which belongs to the whole process.
const (
	tokenizerName = "stackpick_code"
	pairsName     = "stackpick_pairs"
)

// registerAnalysis registers them once; Bleve refuses a second time, and guards its registry with no lock.
var registerAnalysis = sync.OnceValue(func() error {
	newTokenizer := func(map[string]any, *registry.Cache) (analysis.Tokenizer, error) { return tokenizer{}, nil }
	newPairs := func(map[string]any, *registry.Cache) (analysis.TokenFilter, error) { return pairs{}, nil }
	return errors.Join(
		registry.RegisterTokenizer(tokenizerName, newTokenizer),
		registry.RegisterTokenFilter(pairsName, newPairs),
	)
})
