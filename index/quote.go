package index

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"

	"github.com/stackpick/stackpick/knowledge"
)

// A Quote is a run of a passage's text, as byte offsets: Text[From:To] is what the source says.
type Quote struct{ From, To int }

// Quotes returns for each passage the sentence that has most of what text asks for, the first of equal ones, and an
// empty Quote for a passage that has no word of it. It reads these passages alone, so it costs the same however many
// the index has.
func (ix *Index) Quotes(text string, passages []*knowledge.Passage) ([]Quote, error) {
	quotes := make([]Quote, len(passages))
	err := ix.reading("quoting passages", func() error {
		q, err := ix.question(text)
		if err != nil {
			return err
		}
		worth := make(map[string]float64, len(q.words))
		for _, w := range q.words {
			worth[w.term] = ix.rarity(w.passages)
		}
		for i, p := range passages {
			quotes[i] = quote(ix.analyzer, worth, p.Text)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return quotes, nil
}

// quote returns the sentence of text whose different words are worth most together.
func quote(analyzer analysis.Analyzer, worth map[string]float64, text string) Quote {
	var best Quote
	most := 0.0
	for s := range sentences(text) {
		sum, seen := 0.0, make(map[string]bool)
		for _, t := range analyzer.Analyze([]byte(text[s.From:s.To])) {
			if term := string(t.Term); !seen[term] {
				seen[term] = true
				sum += worth[term]
			}
		}
		if sum > most {
			best, most = s, sum
		}
	}
	return best
}

// sentences yields the runs of text between line ends and ends of sentences, without the space around them.
func sentences(text string) iter.Seq[Quote] {
	return func(yield func(Quote) bool) {
		from := 0
		for i, r := range text {
			end := i + utf8.RuneLen(r)
			if r != '\n' && !(strings.ContainsRune(".!?", r) && endsSentence(text, end)) {
				continue
			}
			if !yieldTrimmed(yield, text, from, end) {
				return
			}
			from = end
		}
		yieldTrimmed(yield, text, from, len(text))
	}
}

// endsSentence reports whether a stop before text[end] ends a sentence: a space follows, and then what may begin one.
func endsSentence(text string, end int) bool {
	space, size := utf8.DecodeRuneInString(text[end:])
	next, _ := utf8.DecodeRuneInString(text[end+size:])
	return unicode.IsSpace(space) && !unicode.IsLower(next)
}

func yieldTrimmed(yield func(Quote) bool, text string, from, to int) bool {
	left := strings.TrimLeftFunc(text[from:to], unicode.IsSpace)
	run := strings.TrimRightFunc(left, unicode.IsSpace)
	if run == "" {
		return true
	}
	from = to - len(left)
	return yield(Quote{from, from + len(run)})
}
