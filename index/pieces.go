package index

import (
	"math"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/stackpick/stackpick/knowledge"
)

// The best passages are compared with the question by pieces of words, too, so that "dictionary" and "dict",
// "postgres" and "PostgreSQL" or "time zone" and "timezone" are partly the same. A text is the multitude of its pieces,
// each of weight (1 + log times)·log(1 + passages/passages that have it), and alike are texts by the cosine of the angle
// between these. Postings do not know pieces: they are made of the passage's text, when it is read again.

// A piece of a word, with a blank before and after it, has four bytes. With three, five, or several lengths at a time the
// gain is smaller, or the same.
const pieceLength = 4

// eachPiece calls f with the fingerprint of every piece of a text, as often as it is there.
func eachPiece(text string, f func(piece uint16)) {
	window, n := uint32(' '), 1 // the latest bytes, and how many of them are of this word
	add := func(b byte) {
		window = window<<8 | uint32(b)
		if n++; n >= pieceLength {
			f(uint16(window * 0x9E3779B1 >> 16)) // multiplicative hashing, as Knuth has it
		}
	}
	end := func() {
		if n > 1 {
			add(' ')
			window, n = ' ', 1
		}
	}
	for _, r := range text {
		switch {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9': // by far the most
			add(byte(r))
		case r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			var encoded [utf8.UTFMax]byte
			for _, b := range encoded[:utf8.EncodeRune(encoded[:], unicode.ToLower(r))] {
				add(b)
			}
		default:
			end()
		}
	}
	end()
}

// eachText calls f with all of a passage that has pieces.
func eachText(p *knowledge.Passage, f func(text string)) {
	f(p.Title)
	for _, above := range p.Path {
		f(above)
	}
	f(p.Heading)
	f(p.Text)
}

// differentPieces returns each piece of a passage once.
func differentPieces(p *knowledge.Passage) []uint16 {
	var different []uint16
	var seen wordSet
	eachText(p, func(text string) {
		eachPiece(text, func(piece uint16) {
			if !seen.has(piece) {
				seen.add(piece)
				different = append(different, piece)
			}
		})
	})
	return different
}

// A tally counts the pieces of one text at a time.
type tally struct {
	times  [fingerprints]uint32
	pieces []uint16 // those that are there
}

func (t *tally) add(piece uint16) {
	if t.times[piece] == 0 {
		t.pieces = append(t.pieces, piece)
	}
	t.times[piece]++
}

func (t *tally) clear() {
	for _, piece := range t.pieces {
		t.times[piece] = 0
	}
	t.pieces = t.pieces[:0]
}

// weight is what a piece counts for in the text that was counted.
func (t *tally) weight(ix *Index, piece uint16) float64 {
	switch n := t.times[piece]; n {
	case 0:
		return 0
	case 1: // most
		return ix.pieceRarity[piece]
	default:
		return (1 + math.Log(float64(n))) * ix.pieceRarity[piece]
	}
}

// A weighted piece is one of the question's.
type weighted struct {
	piece  uint16
	weight float64
}

// liken raises the best passages by how alike they are to the question, the likest by likenessWeight of the best one's
// score. They are ordered, and are ordered anew.
func (ix *Index) liken(text string, best []found) error {
	if len(best) == 0 {
		return nil
	}
	t := ix.tallies.Get().(*tally)
	defer ix.tallies.Put(t)
	asked := ix.weigh(t, text)
	alike, most := make([]float64, len(best)), 0.0
	for i := range best {
		p, err := best[i].read()
		if err != nil {
			return err
		}
		alike[i] = ix.likeness(t, p, asked)
		most = max(most, alike[i])
	}
	if most == 0 {
		return nil
	}
	top := best[0].score
	for i := range best {
		best[i].score += likenessWeight * top * alike[i] / most
	}
	slices.SortFunc(best, better)
	return nil
}

// weigh returns the pieces of a question.
func (ix *Index) weigh(t *tally, text string) []weighted {
	eachPiece(clip(text), t.add)
	defer t.clear()
	asked := make([]weighted, len(t.pieces))
	for i, piece := range t.pieces {
		asked[i] = weighted{piece, t.weight(ix, piece)}
	}
	return asked
}

// likeness is the cosine between a question and a passage, but for the length of the question.
func (ix *Index) likeness(t *tally, p *knowledge.Passage, asked []weighted) float64 {
	eachText(p, func(text string) { eachPiece(text, t.add) })
	defer t.clear()
	product, squares := 0.0, 0.0
	for _, a := range asked {
		product += a.weight * t.weight(ix, a.piece)
	}
	for _, piece := range t.pieces {
		w := t.weight(ix, piece)
		squares += w * w
	}
	if product == 0 {
		return 0
	}
	return product / math.Sqrt(squares)
}
