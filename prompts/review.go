package prompts

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/prompts/check"
)

// A review takes a model's sentences as they come, checks them, and puts together what may be shown: those that
// passed and, for claims that none words, the claims' own.
type review struct {
	reading  *check.Reading
	claims   []bot.Statement
	language string
	passed   func(bot.Statement) // may be nil
	wording  *bot.Wording

	last     *said // not yet checked: the next may go on with it
	covered  []bool
	waiting  []worded // passed, but a claim before theirs has no words yet
	accepted []bot.Statement
	shown    int // claims before this one are dealt with
}

// A worded sentence has passed, for claims given by their indexes.
type worded struct {
	statement bot.Statement
	claims    []int
}

func newReview(reading *check.Reading, claims []bot.Statement, language string, passed func(bot.Statement), w *bot.Wording) *review {
	return &review{reading: reading, claims: claims, language: language, passed: passed, wording: w, covered: make([]bool, len(claims))}
}

// add takes the next sentence. One that cites the same as the one before is its second half.
func (r *review) add(s said) {
	if r.last != nil && len(s.Claims) > 0 && slices.Equal(r.last.Claims, s.Claims) {
		r.last.Text = tidied(r.last.Text) + " " + s.Text
		return
	}
	r.judge()
	r.last = &s
}

// judge checks the sentence that was held back.
func (r *review) judge() {
	if r.last == nil {
		return
	}
	s := *r.last
	r.last = nil
	sentence := check.Sentence{Text: strings.TrimSpace(s.Text), Language: r.language}
	for _, n := range s.Claims {
		sentence.Claims = append(sentence.Claims, n-1)
	}
	reason := r.reading.Check(sentence)
	if reason == "" && slices.ContainsFunc(sentence.Claims, func(i int) bool { return r.covered[i] }) {
		reason = "it says a claim again"
	}
	if reason != "" {
		r.wording.Rejected = append(r.wording.Rejected, bot.Rejection{Text: sentence.Text, Reason: reason})
		return
	}
	r.wording.Kept++
	w := worded{claims: sentence.Claims, statement: bot.Statement{Text: tidied(sentence.Text), Citations: []int{}}}
	slices.Sort(w.claims)
	for _, i := range w.claims {
		r.covered[i] = true
		for _, n := range r.claims[i].Citations {
			if !slices.Contains(w.statement.Citations, n) {
				w.statement.Citations = append(w.statement.Citations, n)
			}
		}
	}
	r.waiting = append(r.waiting, w)
	r.show(false)
}

// show accepts what its turn has come for: the order is that of the claims. At the end, claims that nobody worded keep
// their own words.
func (r *review) show(end bool) {
	for r.shown < len(r.claims) {
		at := slices.IndexFunc(r.waiting, func(w worded) bool { return w.claims[0] == r.shown })
		switch {
		case at >= 0:
			r.accept(r.waiting[at].statement)
			r.waiting = slices.Delete(r.waiting, at, at+1)
		case r.covered[r.shown]: // by a sentence that stands further up
		case end:
			r.accept(r.claims[r.shown])
		default:
			return
		}
		r.shown++
	}
}

func (r *review) accept(s bot.Statement) {
	r.accepted = append(r.accepted, s)
	if r.passed != nil {
		r.passed(s)
	}
}

// end takes the reply to be over, and returns the statements; none where too little of it passed: then the plain
// answer is the better one.
func (r *review) end() []bot.Statement {
	r.judge()
	if r.wording.Kept == 0 || len(r.wording.Rejected) > r.wording.Kept {
		return nil
	}
	r.show(true)
	return r.accepted
}

// tidied begins a sentence with a capital and ends it with a mark.
func tidied(text string) string {
	text = strings.TrimSpace(text)
	first, size := utf8.DecodeRuneInString(text)
	if word, _, _ := strings.Cut(text, " "); unicode.IsLower(first) && strings.ToLower(word) == word {
		text = string(unicode.ToUpper(first)) + text[size:]
	}
	if last, _ := utf8.DecodeLastRuneInString(text); !strings.ContainsRune(".!?。！？…”\"", last) {
		text += "."
	}
	return text
}
