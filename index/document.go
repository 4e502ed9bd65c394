package index

import (
	"hash/fnv"

	"github.com/blevesearch/bleve/v2/analysis"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"github.com/stackpick/stackpick/knowledge"
)

// The fields of a passage in the index. What readers see is kept elsewhere: Bleve holds no copy of it.
const (
	fieldText     = "text"     // the words of its heading and text
	fieldTwice    = "twice"    // those that stand there twice or more
	fieldThrice   = "thrice"   // three times or more
	fieldOften    = "often"    // four times or more, with how often
	fieldHeading  = "heading"  // the words of its heading, the headings above it, and the document's title
	fieldOptions  = "options"  // Passage.Options, as written
	fieldConcepts = "concepts" // Passage.Concepts, as written
)

// An entry is a passage as the index takes it in. It is one of Bleve's documents, already analysed.
type entry struct {
	fields []field
	length uint32   // how many terms its text has
	words  []uint16 // its text as fingerprints, see fingerprint
	pieces []uint16 // the different pieces of its words, see eachPiece
}

func newEntry(analyzer analysis.Analyzer, p *knowledge.Passage) *entry {
	text := analyzer.Analyze([]byte(p.Heading + "\n" + p.Text))
	above := p.Title
	for _, h := range p.Path {
		above += "\n" + h
	}
	heading := analyzer.Analyze([]byte(above + "\n" + p.Heading))
	e := &entry{length: uint32(len(text)), words: make([]uint16, 0, len(text)), pieces: differentPieces(p)}
	var whole []uint16
	for _, t := range text {
		if t.Type != analysis.Shingle {
			e.words = append(e.words, fingerprint(t.Term))
		} else {
			whole = append(whole, fingerprint(t.Term))
		}
	}
	e.words = append(e.words, whole...)
	once, twice, thrice, often := byTimes(text)
	e.fields = []field{
		{name: "_id", options: bleveindex.StoreField}, // Bleve insists on it; ours is empty
		{name: fieldText, options: bleveindex.IndexField, terms: once},
		{name: fieldTwice, options: bleveindex.IndexField, terms: twice},
		{name: fieldThrice, options: bleveindex.IndexField, terms: thrice},
		{name: fieldOften, options: bleveindex.IndexField, terms: often},
		{name: fieldHeading, options: bleveindex.IndexField, terms: present(heading)},
		{name: fieldOptions, options: bleveindex.IndexField, terms: named(p.Options)},
		{name: fieldConcepts, options: bleveindex.IndexField, terms: named(p.Concepts)},
	}
	return e
}

// fingerprint writes a word in 16 bits, to tell whether two words of a question stand side by side and which
// words two passages share. Two words have the same one once in 65,536 times, which moves such a passage by a
// hair; which passages have a word of the question, and how often, comes from Bleve's postings.
func fingerprint(word []byte) uint16 {
	h := fnv.New32a()
	h.Write(word)
	sum := h.Sum32()
	return uint16(sum ^ sum>>16)
}

// isThere is what Bleve is told of a term that is only there: nobody counts how often.
var isThere = new(bleveindex.TokenFreq)

// present returns the different terms.
func present(tokens analysis.TokenStream) bleveindex.TokenFrequencies {
	terms := make(bleveindex.TokenFrequencies, len(tokens))
	for _, t := range tokens {
		if terms[string(t.Term)] == nil {
			terms[string(t.Term)] = isThere
		}
	}
	return terms
}

// byTimes returns the terms that are there, those that are there twice or more, three times or more, and four times or
// more with how often. Most stand in a text once, twice or three times. So Bleve's postings are sets of passages, which
// can be asked for one of them without reading the others; only the last ones have numbers.
func byTimes(tokens analysis.TokenStream) (once, twice, thrice, often bleveindex.TokenFrequencies) {
	once, twice = make(bleveindex.TokenFrequencies, len(tokens)), make(bleveindex.TokenFrequencies)
	thrice, often = make(bleveindex.TokenFrequencies), make(bleveindex.TokenFrequencies)
	for _, t := range tokens {
		switch term := t.Term; {
		case once[string(term)] == nil:
			once[string(term)] = isThere
		case twice[string(term)] == nil:
			twice[string(term)] = isThere
		case thrice[string(term)] == nil:
			thrice[string(term)] = isThere
		default:
			counted := often[string(term)]
			if counted == nil {
				counted = new(bleveindex.TokenFreq)
				counted.SetFrequency(3)
				often[string(term)] = counted
			}
			counted.SetFrequency(counted.Frequency() + 1)
		}
	}
	return once, twice, thrice, often
}

// named returns names as terms, as they are.
func named(names []string) bleveindex.TokenFrequencies {
	terms := make(bleveindex.TokenFrequencies, len(names))
	for _, n := range names {
		terms[n] = isThere
	}
	return terms
}

// The methods that make an entry one of Bleve's documents.

func (e *entry) VisitFields(visit bleveindex.FieldVisitor) {
	for i := range e.fields {
		visit(&e.fields[i])
	}
}
func (e *entry) ID() string                                      { return "" }
func (e *entry) Size() int                                       { return 0 }
func (e *entry) HasComposite() bool                              { return false }
func (e *entry) VisitComposite(bleveindex.CompositeFieldVisitor) {}
func (e *entry) NumPlainTextBytes() uint64                       { return 0 }
func (e *entry) StoredFieldsBytes() uint64                       { return 0 }
func (e *entry) Indexed() bool                                   { return true }
func (e *entry) AddIDField()                                     {}

// A field is one of Bleve's fields, with its terms counted.
type field struct {
	name    string
	options bleveindex.FieldIndexingOptions
	terms   bleveindex.TokenFrequencies
}

func (f *field) Name() string                                          { return f.name }
func (f *field) Options() bleveindex.FieldIndexingOptions              { return f.options }
func (f *field) AnalyzedTokenFrequencies() bleveindex.TokenFrequencies { return f.terms }
func (f *field) Value() []byte                                         { return nil }
func (f *field) ArrayPositions() []uint64                              { return nil }
func (f *field) EncodedFieldType() byte                                { return 't' }
func (f *field) NumPlainTextBytes() uint64                             { return 0 }
func (f *field) Analyze()                                              {}

// AnalyzedLength is 1, which takes the least room beside each posting: lengths are kept once per passage.
func (f *field) AnalyzedLength() int { return 1 }
