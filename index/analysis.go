package index

import (
	"fmt"

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
			en.NewPossessiveFilter(), lowercase.NewLowerCaseFilter(), stop.NewStopTokensFilter(words), porter.NewPorterStemmer(),
		},
	}, nil
}
