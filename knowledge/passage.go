package knowledge

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/stackpick/stackpick/knowledge/markup"
	"github.com/stackpick/stackpick/knowledge/plain"
)

// A section of up to maxPassage words is one passage; a longer one is cut into parts of about partSize.
// Passages of this size hold one thought with its reasons, and their terms are not drowned.
// What has no spaces counts as a word for every wordSize bytes.
const (
	maxPassage = 200
	partSize   = 150
	wordSize   = 40
)

// sizeOf is how much of a passage a text takes, in words.
func sizeOf(text string) int { return max(plain.WordCount(text), len(text)/wordSize) }

// A piece is what a passage is made of and what is never cut: one sentence, with the line of code that it leads to, or a
// few lines of code.
type piece struct {
	text  string
	words int
	line  int
	opens bool   // it starts a paragraph
	whole bool   // it belongs to a list item or a table row, which stay in one part where they can
	owner string // the option of a decision record that it is on, where its place tells
	code  bool   // it is shown, but no claim is made of it
}

// pieces turns a section's blocks into pieces.
func (s *section) pieces(split *splitter) []piece {
	var all []piece
	for _, b := range s.blocks {
		if b.Kind == markup.Code {
			if n := len(all); n > 0 && all[n-1].leadsTo(b) {
				all[n-1].text += " " + strings.TrimSpace(b.Text)
				all[n-1].words += sizeOf(b.Text)
				continue
			}
			all = append(all, codePieces(b)...)
			continue
		}
		for i, sentence := range split.split(b.Text) {
			all = append(all, piece{text: sentence, words: sizeOf(sentence), line: b.Line, opens: i == 0, whole: b.Kind != markup.Paragraph, owner: b.Owner})
		}
	}
	return all
}

// maxInline is how long a line of code may be that ends the sentence before it, in bytes.
const maxInline = 100

// leadsTo reports whether a sentence is complete only with the line of code after it: "Run this command:", "The file is
// named".
func (p *piece) leadsTo(code markup.Block) bool {
	text := strings.TrimSpace(code.Text)
	return !p.code && !plain.EndsSentence(p.text) && text != "" && len(text) <= maxInline && len(p.text)+len(text) < maxSentenceBytes && !strings.Contains(text, "\n")
}

// codePieces cuts code into runs of lines.
func codePieces(b markup.Block) []piece {
	const most = 30 // lines
	var all []piece
	lines := strings.Split(b.Text, "\n")
	for start := 0; start < len(lines); start += most {
		run := lines[start:min(start+most, len(lines))]
		for _, text := range capped(strings.Join(run, "\n")) {
			if strings.TrimSpace(text) != "" {
				all = append(all, piece{text: text, words: sizeOf(text), line: b.Line, opens: true, code: true})
			}
		}
	}
	return all
}

// passages makes the passages of a section.
func (s *section) passages(d *Document, split *splitter) []Passage {
	var all []Passage
	for n, part := range parts(s.pieces(split)) {
		p := Passage{
			ID:       d.ID + "#" + s.anchor,
			Document: d.ID,
			Title:    d.Title,
			Heading:  s.heading,
			Path:     s.path,
			Kind:     cmp.Or(s.kind, KindSection),
			URL:      s.address(d.Source),
			Date:     d.Date,
			Line:     part[0].line,
			written:  s.full,
		}
		if n > 0 {
			p.ID += "~" + strconv.Itoa(n+1)
		}
		p.fill(part)
		all = append(all, p)
	}
	return all
}

// maxSentences is the most sentences of a file; a book has about 10,000. Each costs some 500 bytes of memory, and time
// with every question on all of them.
const maxSentences = 50_000

// countSentences counts those of documents.
func countSentences(documents []Document) int {
	n := 0
	for i := range documents {
		for j := range documents[i].Passages {
			for _, paragraph := range documents[i].Passages[j].paragraphs {
				n += len(paragraph)
			}
		}
	}
	return n
}

// fill sets a passage's text: sentences joined by spaces, paragraphs by line ends.
func (p *Passage) fill(part []piece) {
	size := 0
	for _, piece := range part {
		size += len(piece.text) + 1
	}
	var text strings.Builder
	text.Grow(size) // exactly, for a library keeps it
	for i, piece := range part {
		switch {
		case i == 0:
		case piece.opens:
			text.WriteByte('\n')
		default:
			text.WriteByte(' ')
		}
		text.WriteString(piece.text)
	}
	p.Text = text.String()
	at := 0
	for _, piece := range part {
		from := at
		at += len(piece.text) + 1
		if piece.code {
			continue
		}
		if piece.opens || len(p.paragraphs) == 0 {
			p.paragraphs, p.owners = append(p.paragraphs, nil), append(p.owners, piece.owner)
		}
		last := &p.paragraphs[len(p.paragraphs)-1]
		*last = append(*last, p.Text[from:at-1])
	}
}

// parts cuts pieces into runs of roughly equal size, at paragraphs where that does not make them too unequal.
// It finds the cheapest way to cut them all: best[i] is the cost of the pieces before i.
func parts(pieces []piece) [][]piece {
	sum := make([]int, len(pieces)+1)
	for i, p := range pieces {
		sum[i+1] = sum[i] + p.words
	}
	total := sum[len(pieces)]
	if total <= maxPassage {
		return oneOrNone(pieces)
	}
	target := float64(total) / float64((total+partSize-1)/partSize)
	best := make([]float64, len(pieces)+1)
	from := make([]int, len(pieces)+1)
	for end := 1; end <= len(pieces); end++ {
		best[end] = math.Inf(1)
		for start := end - 1; start >= 0 && (start == end-1 || sum[end]-sum[start] <= maxPassage); start-- {
			if cost := best[start] + cutCost(pieces, start) + sizeCost(sum[end]-sum[start], target); cost < best[end] {
				best[end], from[end] = cost, start
			}
		}
	}
	var all [][]piece
	for end := len(pieces); end > 0; end = from[end] {
		all = append(all, pieces[from[end]:end])
	}
	slices.Reverse(all)
	return all
}

func oneOrNone(pieces []piece) [][]piece {
	if len(pieces) == 0 {
		return nil
	}
	return [][]piece{pieces}
}

// sizeCost is 0 for a part of the size aimed at, and 1 for an empty one or one twice that size.
func sizeCost(words int, target float64) float64 {
	off := (float64(words) - target) / target
	return off * off
}

// cutCost is what it costs to cut before a piece: nothing between paragraphs, as much as a part that is half
// too large inside one, and far more inside a list item or a row.
func cutCost(pieces []piece, i int) float64 {
	switch {
	case i == 0 || pieces[i].opens:
		return 0
	case pieces[i].whole:
		return 100
	}
	return 0.25
}
