package index

import (
	"fmt"
	"sync"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/analysis/token/lowercase"
	"github.com/blevesearch/bleve/v2/analysis/token/porter"
	"github.com/blevesearch/bleve/v2/analysis/token/stop"
)

// newAnalyzer returns what makes terms of text and of questions alike: our tokenizer, then Bleve's filters for
// English. Its list of some 170 stop words matters: questions are full of them.
func newAnalyzer() (analysis.Analyzer, error) {
	words := analysis.NewTokenMap()
	if err := words.LoadBytes(en.EnglishStopWords); err != nil {
		return nil, fmt.Errorf("reading the stop words: %w", err)
	}
	return &analysis.DefaultAnalyzer{
		Tokenizer: tokenizer{},
		TokenFilters: []analysis.TokenFilter{
			en.NewPossessiveFilter(), lowercase.NewLowerCaseFilter(), stop.NewStopTokensFilter(words),
			&stemmer{known: make(map[string][]byte)},
		},
	}, nil
}

// A stemmer is Bleve's for English, which remembers the stems of words: a hundred thousand passages have the same few
// thousand words again and again, and to stem them all is a tenth of what it costs to index them.
type stemmer struct {
	porter.PorterStemmer

	mu    sync.Mutex
	known map[string][]byte // word → stem, which nobody may change
}

// mostStems is how many stems are remembered, some 100 bytes each. With more, it begins anew.
const mostStems = 1 << 15

func (s *stemmer) Filter(input analysis.TokenStream) analysis.TokenStream {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, t := range input {
		stem, ok := s.known[string(t.Term)]
		if !ok {
			stem = s.stem(input[i : i+1])
		}
		t.Term = stem
	}
	return input
}

// stem stems the one token of a stream.
func (s *stemmer) stem(one analysis.TokenStream) []byte {
	word := string(one[0].Term)
	stem := s.PorterStemmer.Filter(one)[0].Term
	if len(s.known) >= mostStems {
		clear(s.known)
	}
	s.known[word] = stem
	return stem
}
