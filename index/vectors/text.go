package vectors

import (
	"crypto/sha256"
	"errors"
	"math"
	"strings"
	"unicode/utf8"

	"github.com/stackpick/stackpick/knowledge"
)

const (
	maxText       = 8 << 10 // bytes of a text that are embedded: models read 500 to 8,000 tokens, passages have about 200 words
	maxDimensions = 16 << 10
	maxNumbers    = 1 << 29 // in all vectors of a library, 2 GB: 1.4 million passages of 384 dimensions
)

// A key tells texts apart, whatever passage they stand in.
type key [sha256.Size]byte

func keyOf(text string) key { return sha256.Sum256([]byte(text)) }

// textOf returns what of a passage is embedded: where it stands, and what it says.
func textOf(p *knowledge.Passage) string {
	var b strings.Builder
	b.WriteString(p.Title)
	for _, heading := range append(p.Path[:len(p.Path):len(p.Path)], p.Heading) {
		if heading != "" && heading != p.Title {
			if b.Len() > 0 {
				b.WriteString(" > ")
			}
			b.WriteString(heading)
		}
	}
	if b.Len() > 0 {
		b.WriteByte('\n')
	}
	b.WriteString(p.Text)
	return b.String()
}

// clip shortens text to limit bytes, whole runes.
func clip(text string, limit int) string {
	if len(text) <= limit {
		return text
	}
	for limit > 0 && !utf8.RuneStart(text[limit]) {
		limit--
	}
	return text[:limit]
}

// normalize gives a vector length 1 and reports whether that can be: not where it is empty or too long, zero, or holds what
// is no number.
func normalize(v []float32) bool {
	if len(v) == 0 || len(v) > maxDimensions {
		return false
	}
	sum := 0.0
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	length := math.Sqrt(sum)
	if length == 0 || math.IsNaN(length) || math.IsInf(length, 0) {
		return false
	}
	for i, x := range v {
		v[i] = float32(float64(x) / length)
	}
	return true
}

// together moves vectors of one length into one stretch of memory: to look at one after the other is twice as fast there.
func together(vectors [][]float32) {
	block := make([]float32, 0, len(vectors)*len(vectors[0]))
	for i, v := range vectors {
		block = append(block, v...)
		vectors[i] = block[len(block)-len(v) : len(block) : len(block)]
	}
}

var errNoVector = errors.New("the model gave no vector that is good for anything")

// only returns the one vector that there should be, with length 1.
func only(vectors [][]float32) ([]float32, error) {
	if len(vectors) != 1 || !normalize(vectors[0]) {
		return nil, errNoVector
	}
	return vectors[0], nil
}
