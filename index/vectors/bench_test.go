package vectors_test

import (
	"context"
	"flag"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stackpick/stackpick/index"
	"github.com/stackpick/stackpick/knowledge"
)

var size = flag.Int("passages", 2000, "passages that are searched in the benchmark")

// noisy is a model of 384 dimensions, of which a text's words choose the direction.
type noisy struct{}

func (noisy) Embed(_ context.Context, texts []string) ([][]float32, error) {
	all := make([][]float32, len(texts))
	for i, text := range texts {
		h := fnv.New64a()
		_, _ = h.Write([]byte(text))
		r := rand.New(rand.NewPCG(h.Sum64(), 1))
		all[i] = make([]float32, 384)
		for j := range all[i] {
			all[i][j] = float32(r.NormFloat64())
		}
	}
	return all, nil
}

// BenchmarkSearch compares searches by words with such by words and meaning, whose questions are known: what is left is
// to compare with the vector of every passage, and to make one ranking.
func BenchmarkSearch(b *testing.B) {
	words := strings.Fields("database queue latency hosting team price security framework language server client review memory storage team")
	var all []*knowledge.Passage
	r := rand.New(rand.NewPCG(1, 2))
	for i := range *size {
		var text strings.Builder
		for range 100 {
			fmt.Fprintf(&text, "%s%d ", words[r.IntN(len(words))], int(r.ExpFloat64()*50))
		}
		all = append(all, &knowledge.Passage{ID: fmt.Sprint("doc#", i), Text: text.String()})
	}
	s, ix := filled(b, quiet(noisy{}), all)
	q := index.Query{Text: "which database1 has the lowest latency2 for a team3, and what is the price4?"}
	find(b, s, q)
	b.Run("words", func(b *testing.B) {
		for b.Loop() {
			find(b, ix, q)
		}
	})
	b.Run("both", func(b *testing.B) {
		for b.Loop() {
			find(b, s, q)
		}
	})
}
