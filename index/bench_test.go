package index_test

import (
	"strings"
	"testing"

	"github.com/stackpick/stackpick/index"
)

const benchQuestion = "Is Django or Node.js the better framework for a payment server with a small team and a tight deadline?"

// builtinSize is about as many passages as the built-in knowledge has.
const builtinSize = 30

func BenchmarkSearch(b *testing.B) { benchmarkSearch(b, benchQuestion) }

func BenchmarkSearchLongQuestion(b *testing.B) {
	benchmarkSearch(b, strings.Repeat(benchQuestion+" ", 40_000/len(benchQuestion)))
}

func BenchmarkSearchLongVariedQuestion(b *testing.B) {
	var text strings.Builder
	for i := 0; text.Len() < 40_000; i++ {
		text.WriteString(strings.Repeat(string(rune('a'+i%26)), i%7+2) + string(rune('a'+i/26%26)) + " server ")
	}
	benchmarkSearch(b, text.String())
}

func benchmarkSearch(b *testing.B, question string) {
	ix := open(b, large(builtinSize))
	b.ReportAllocs()
	for b.Loop() {
		if hits := search(b, ix, index.Query{Text: question}); len(hits) == 0 {
			b.Fatal("nothing found")
		}
	}
}

// BenchmarkRawBleve is what the same search costs with Bleve's own match query and scoring.
func BenchmarkRawBleve(b *testing.B) {
	ix := open(b, large(builtinSize))
	b.ReportAllocs()
	for b.Loop() {
		if n, err := ix.RawBleve(benchQuestion); n == 0 || err != nil {
			b.Fatal(n, err)
		}
	}
}

func BenchmarkNew(b *testing.B) {
	lib := large(builtinSize)
	b.ReportAllocs()
	for b.Loop() {
		ix, err := index.New(lib)
		if err != nil {
			b.Fatal(err)
		}
		if err := ix.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
