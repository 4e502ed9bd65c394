package check

import (
	"strings"
	"testing"
)

// A typical sentence; the longest that is looked at, beside the most and longest claims that are sent; and a long one
// that is refused at once.
func BenchmarkCheck(b *testing.B) {
	c, err := openChecker()
	if err != nil {
		b.Fatal(err)
	}
	typical := readReplies(b, "development")[0]
	words := strings.Fields(strings.Repeat("Django keeps quick services and Node.js keeps slow scripts while 8 billion users need tight security, ", 40))
	long := make([]Claim, 24)
	for i := range long {
		long[i] = Claim{Text: strings.Join(words[:160], " ")}
	}
	for name, run := range map[string]struct {
		sentence Sentence
		claims   []Claim
	}{
		"typical": {typical.Replies[0].sentence(), typical.Claims},
		"longest": {Sentence{Text: strings.Join(words[:maxWords], " "), Claims: []int{0, 1, 2, 3, 4, 5, 6, 7}}, long},
		"refused": {Sentence{Text: strings.Join(words, " "), Claims: []int{0}}, long},
	} {
		b.Run(name, func(b *testing.B) {
			reading := c.Read(run.claims)
			b.ReportAllocs()
			for b.Loop() {
				reading.Check(run.sentence)
			}
		})
	}
}
