package question

import (
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// Who asks a handbook "tech plan vs product brief?" sets two things apart that nobody judges. Where no section tells of both, what
// each of them is answers that.
const maxSide = 5 // words

// A pair is two things that are set apart, as they are written.
type pair [2]string

// compared returns the questions of a message with the setting around them; what only asks for the difference is joined to what
// stands before it: "tech plan vs product brief, what's the difference?".
func (r *Reader) compared(setting string, questions []string) (string, []string) {
	n := len(questions) - 1
	switch {
	case !r.known.ManyThings || !r.onlyCompares(questions[n]):
	case n == 0 && r.pairIn(setting) != nil:
		return "", []string{setting + " " + questions[0]}
	case n > 0 && r.pairIn(questions[n-1]) != nil:
		return setting, append(questions[:n-1:n-1], questions[n-1]+" "+questions[n])
	}
	return setting, questions
}

// apart returns what an ask in English wants to know of each of two things that it only sets apart, in a library on many things;
// nil where it does not. A technology among them is judged, or is not known at all: that is no matter of words.
func (r *Reader) apart(a *Ask) []*Ask {
	p := r.setApart(a)
	if p == nil {
		return nil
	}
	var sides []*Ask
	for i, thing := range p {
		side := r.read("what is "+thing+"?", a.Code)
		side.Language, side.Beside = a.Language, p[1-i]
		r.classify(side, &Ask{Speech: r.v})
		side.Around = vocabulary.Words(side.Beside)
		sides = append(sides, side)
	}
	return sides
}

// setApart returns the two things that an ask sets apart, nil where it asks anything else.
func (r *Reader) setApart(a *Ask) *pair {
	if a.Code != "en" || !r.known.ManyThings || len(a.Options)+len(a.Foreign)+len(a.Alternatives) > 0 {
		return nil
	}
	if !a.Says(vocabulary.Comparing) || a.Says(vocabulary.Blaming) || a.Says(vocabulary.Deciding) {
		return nil
	}
	return r.pairIn(a.Text)
}

// onlyCompares reports whether a question has no word but those that compare: "what's the difference?".
func (r *Reader) onlyCompares(question string) bool {
	words := beginning(question)
	return r.v.Has(vocabulary.Comparing, words) && len(r.bareSide(question, words)) == 0
}

// pairIn returns the two things that a text puts side by side, nil for none.
func (r *Reader) pairIn(text string) *pair {
	words := beginning(text)
	first, at := between(words)
	if at <= first {
		return nil
	}
	end := len(words)
	if i := slices.IndexFunc(words[at+1:], func(w vocabulary.Word) bool { return w.Break }); i > 0 {
		end = at + 1 + i
	}
	one, other := r.bareSide(text, words[first:at]), r.bareSide(text, words[at+1:end])
	if len(one) == 0 || len(other) == 0 || len(one) > maxSide || len(other) > maxSide {
		return nil
	}
	return &pair{textOf(text, one), textOf(text, other)}
}

// between returns where the first of two things that are set apart may begin, and the word between them; 0 and 0 for none:
// "the difference between X and Y", "X vs Y", "how does X differ from Y", "X and Y, what's the difference".
func between(words []vocabulary.Word) (first, at int) {
	if at = vocabulary.FirstOf(words, "vs", "versus"); at > 0 {
		return 0, at
	}
	if at = vocabulary.FirstOf(words, "from"); at > 0 && words[at-1].Is("differ", "differs", "different") {
		return 0, at
	}
	if lead := vocabulary.FirstOf(words, "between", "compare", "comparing"); lead >= 0 {
		first = lead + 1
	}
	if at = vocabulary.FirstOf(words[first:], "and", "or", "with", "to"); at > 0 {
		return first, first + at
	}
	return 0, 0
}

// bareSide returns the words of a thing without those at its ends that only lead to it or go on from it. What has a mark, as
// "@here", does not.
func (r *Reader) bareSide(text string, words []vocabulary.Word) []vocabulary.Word {
	idle := func(w vocabulary.Word) bool {
		return !marked(text, w) && (r.v.FunctionWord(w.Text, "en") || r.v.Says(vocabulary.Comparing, w.Text) || r.v.Says(vocabulary.Questioning, w.Text))
	}
	for len(words) > 0 && idle(words[0]) {
		words = words[1:]
	}
	for len(words) > 0 && idle(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	return words
}

// textOf is what words of a text look like in it, with the mark of a name such as "@here".
func textOf(text string, words []vocabulary.Word) string {
	from := words[0].Start
	if marked(text, words[0]) {
		from--
	}
	return text[from:words[len(words)-1].End]
}

// marked reports whether a mark stands before a word that makes a name of it.
func marked(text string, w vocabulary.Word) bool {
	return w.Start > 0 && strings.ContainsRune("@#", rune(text[w.Start-1]))
}
