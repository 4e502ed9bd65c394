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

// unit returns a vector with length 1 in the direction of v, nil where there is none: where v is empty or too long, zero,
// or holds what is no number.
func unit(v []float32) []float32 {
	if len(v) == 0 || len(v) > maxDimensions {
		return nil
	}
	sum := 0.0
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	if length := math.Sqrt(sum); length > 0 && !math.IsNaN(length) && !math.IsInf(length, 0) {
		out := make([]float32, len(v))
		for i, x := range v {
			out[i] = float32(float64(x) / length)
		}
		return out
	}
	return nil
}

var errNoVector = errors.New("the model gave no vector that is good for anything")

// only returns the one vector that there should be, with length 1.
func only(vectors [][]float32) ([]float32, error) {
	if len(vectors) != 1 {
		return nil, errNoVector
	}
	if v := unit(vectors[0]); v != nil {
		return v, nil
	}
	return nil, errNoVector
}
