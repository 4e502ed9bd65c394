package index_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stackpick/stackpick/index"
	"github.com/stackpick/stackpick/knowledge"
)

// What the search leaves unread changes nothing: the first hits of a short list are those of the list of all.
func TestLeavingOutChangesNothing(t *testing.T) {
	for seed := range uint64(4) {
		random := rand.New(rand.NewPCG(seed, 3))
		lib := skewed(random, 1500)
		ix := openInBatches(t, lib, []int{1500, 400, 999, 64}[seed])
		for range 30 {
			q := index.Query{Text: strings.Join(skewedWords(random, 1+random.IntN(9)), " ")}
			if random.IntN(3) == 0 {
				q.Concepts = []string{fmt.Sprint(random.IntN(5)), "9"}
			}
			all := q
			all.Limit = ix.Len()
			want := search(t, ix, all)
			for _, limit := range []int{1, 10, 50, 75} {
				q.Limit = limit
				if got := search(t, ix, q); !slices.Equal(got, want[:min(limit, len(want))]) {
					t.Fatalf("the best %d of %q %v are\n%sinstead of\n%s", limit, q.Text, q.Concepts, ranking(got), ranking(want[:min(limit, len(want))]))
				}
			}
		}
	}
}

// skewed makes passages of very different lengths whose words are spread as in real texts.
func skewed(random *rand.Rand, n int) *knowledge.Library {
	passages := make([]knowledge.Passage, n)
	for i := range passages {
		p := passage(fmt.Sprintf("%d %s", i, strings.Join(skewedWords(random, random.IntN(3)), " ")),
			strings.Join(skewedWords(random, 1+random.IntN(150)), " "))
		p.Concepts = []string{fmt.Sprint(i % 7)}
		passages[i] = p
	}
	return library(passages...)
}

func skewedWords(random *rand.Rand, n int) []string {
	words := make([]string, n)
	for i := range words {
		words[i] = invented(int(float64(1000) * random.Float64() * random.Float64() * random.Float64() * random.Float64()))
	}
	return words
}
