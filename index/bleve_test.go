package index_test

import (
	"iter"
	"strconv"
	"testing"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/index/scorch"

	"github.com/stackpick/stackpick/knowledge"
)

// plainBleve indexes passages as people do who use Bleve as it comes: heading and text in one field, its English
// analyser, nothing kept that is not needed. It is what the benchmarks compare with.
func plainBleve(t testing.TB, folder string, passages iter.Seq[*knowledge.Passage]) bleve.Index {
	t.Helper()
	text := bleve.NewTextFieldMapping()
	text.Analyzer, text.Store, text.IncludeTermVectors, text.IncludeInAll, text.DocValues = en.AnalyzerName, false, false, false, false
	passage := bleve.NewDocumentStaticMapping()
	passage.AddSubDocumentMapping("_all", bleve.NewDocumentDisabledMapping())
	passage.AddFieldMappingsAt("text", text)
	mapping := bleve.NewIndexMapping()
	mapping.DefaultMapping = passage
	ix, err := bleve.NewUsing(folder, mapping, scorch.Name, scorch.Name, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ix.Close() })
	batch, n := ix.NewBatch(), 0
	write := func() {
		if err := ix.Batch(batch); err != nil {
			t.Fatal(err)
		}
		batch = ix.NewBatch()
	}
	for p := range passages {
		if err := batch.Index(strconv.Itoa(n), map[string]string{"text": p.Heading + "\n" + p.Text}); err != nil {
			t.Fatal(err)
		}
		if n++; n%1000 == 0 {
			write()
		}
	}
	write()
	return ix
}

// searchPlain asks it as people do: a match query, with Bleve's default scoring.
func searchPlain(t testing.TB, ix bleve.Index, text string) {
	t.Helper()
	match := bleve.NewMatchQuery(text)
	match.SetField("text")
	if _, err := ix.SearchInContext(t.Context(), bleve.NewSearchRequest(match)); err != nil {
		t.Fatal(err)
	}
}
