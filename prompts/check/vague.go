package check

import (
	"slices"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// asExactAs reports whether a figure is as exact or vague as the claim's: "over", "about", "at most". A span of time,
// "within 10 minutes", is as good as "under" or nothing.
func (s stated) asExactAs(c stated) bool {
	for _, list := range []string{"about", "over", "under"} {
		if s.vague(list) != c.vague(list) && !(list == "under" && (s.vague("in") || c.vague("in"))) {
			return false
		}
	}
	return true
}

// vague reports whether a word or phrase of a list makes the figure so, before or after it.
func (s stated) vague(list string) bool {
	first, last := s.in.wordIndex(s.first), s.in.wordIndex(s.last)
	if list == "under" && s.in.wordBefore(first) == "to" && s.limited(first-1) {
		return true
	}
	for i := max(0, first-5); i <= last+3 && i < len(s.in.words); i++ {
		if s.in.wordBefore(i) == "no" {
			continue // "no fewer than" is another list's
		}
		for _, phrase := range s.in.lists.phrases[list] {
			end := i + len(phrase)
			near := end <= first && s.leads(end, first) || i > last && s.follows(phrase[0], last, end)
			if near && s.in.holdsAt(phrase, i) {
				return true
			}
		}
	}
	return false
}

// leads reports whether a phrase that ends before word end is about the number that begins at word first: it stands
// right before it, or with one small word between that is no determiner. Not "over all 320 resources", "under Apache 2.0".
func (s stated) leads(end, first int) bool {
	if end == first {
		return true
	}
	between := s.in.words[end].Text
	small := s.in.lists.is("function", between) && !s.in.lists.is("determiner", between) || s.in.lists.vague(between)
	return end == first-1 && small && !s.year()
}

// follows reports whether a phrase may stand after its figure, the last word of which is given, and is not about the
// next one: "or more", "at most".
func (s stated) follows(phrase string, last, end int) bool {
	mayFollow := phrase == "or" || phrase == "at" || phrase == "minimum" || phrase == "plus"
	return mayFollow && !slices.ContainsFunc(s.in.words[last+1:min(end+1, len(s.in.words))], func(w vocabulary.Word) bool { return s.in.isNumber(w.Text) })
}

// limited reports whether one of the words before word i limits something: "limits connections to six".
func (s stated) limited(i int) bool {
	return slices.ContainsFunc(s.in.words[max(0, i-4):i], func(w vocabulary.Word) bool { return s.in.lists.is("limiting", w.Text) })
}
