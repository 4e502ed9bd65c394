package question

import (
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// Who asks a handbook "tech plan vs product brief?" sets two things apart that nobody judges, and wants to hear what each of
// them is.
const maxSide = 5 // words

// A part is a question of a message, or one of two things that a question sets apart.
type part struct {
	text   string
	beside string // the other of the two, "" for a question
}

// apart returns the questions of a message with the setting around them; for each that only sets two things apart, in English
// and in a library on many things, two that ask what they are. Of "tech plan vs product brief, what's the difference?" the
// things stand before the question. A technology among them is judged, or is not known at all: that is no matter of words.
func (r *Reader) apart(setting string, questions []string, code string) (string, []part) {
	tells := code == "en" && r.known.ManyThings
	var list, last []part
	if n := len(questions) - 1; tells && r.onlyCompares(questions[n]) {
		if n == 0 {
			if last = r.sidesOf(setting); last != nil {
				setting, questions = "", nil
			}
		} else if last = r.sidesOf(questions[n-1]); last != nil {
			questions = questions[:n-1]
		}
	}
	for _, q := range questions {
		if both := r.sides(q); tells && both != nil {
			list = append(list, both...)
		} else {
			list = append(list, part{text: q})
		}
	}
	return setting, append(list, last...)
}

// onlyCompares reports whether a question has no word but those that compare: "what's the difference?".
func (r *Reader) onlyCompares(question string) bool {
	words := beginning(question)
	return r.v.Has(vocabulary.Comparing, words) && len(r.bareSide(question, words)) == 0
}

// sides asks what the two things are that a question sets apart; nil where it does not, or where one is a technology.
func (r *Reader) sides(question string) []part {
	words := beginning(question)
	if !r.v.Has(vocabulary.Comparing, words) || r.v.Has(vocabulary.Blaming, words) || r.v.Has(vocabulary.Deciding, words) {
		return nil
	}
	return r.sidesOf(question)
}

// sidesOf asks what the two things are that a text puts side by side.
func (r *Reader) sidesOf(text string) []part {
	words := beginning(text)
	first, at := between(words)
	if at <= first {
		return nil
	}
	end := len(words)
	if i := slices.IndexFunc(words[at+1:], func(w vocabulary.Word) bool { return w.Break }); i > 0 {
		end = at + 1 + i
	}
	left, right := r.bareSide(text, words[first:at]), r.bareSide(text, words[at+1:end])
	if len(left) == 0 || len(right) == 0 || len(left) > maxSide || len(right) > maxSide {
		return nil
	}
	if a := r.read(text, "en"); len(a.Options)+len(a.Foreign)+len(a.Alternatives) > 0 {
		return nil
	}
	one, other := textOf(text, left), textOf(text, right)
	return []part{{"what is " + one + "?", other}, {"what is " + other + "?", one}}
}

// between returns where the first of two things that are set apart may begin, and the word between them; 0 and 0 for none:
// "the difference between X and Y", "X vs Y", "how does X differ from Y", "X and Y, what's the difference".
func between(words []vocabulary.Word) (first, at int) {
	if at = vocabulary.FirstOf(words, "vs", "versus"); at > 0 {
		return 0, at
	}
	if at = vocabulary.FirstOf(words, "from"); at > 0 && vocabulary.HasAny(words[at-1:at], "differ", "differs", "different") {
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
		marked := w.Start > 0 && strings.ContainsRune("@#", rune(text[w.Start-1]))
		return !marked && (r.v.FunctionWord(w.Text, "en") || r.v.Says(vocabulary.Comparing, w.Text) || r.v.Says(vocabulary.Questioning, w.Text))
	}
	for len(words) > 0 && idle(words[0]) {
		words = words[1:]
	}
	for len(words) > 0 && idle(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	return words
}

// textOf is what words of a text look like in it.
func textOf(text string, words []vocabulary.Word) string {
	return text[words[0].Start:words[len(words)-1].End]
}
