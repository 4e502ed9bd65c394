package question

import (
	"cmp"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// A Saying is one thing that an ask or its setting says in words for which there are others.
type Saying struct {
	Words       []vocabulary.Word
	First, Last int    // its place among the words of the ask, or of the setting
	Around      bool   // it stands in the setting
	Groups      []int  // of the vocabulary's paraphrases
	Term        string // the stem that stands for it
}

// sayings returns what an ask of a handbook, and the setting around it, say that others say in other words, in order and
// without overlap.
func (r *Reader) sayings(a *Ask, setting []vocabulary.Word) []Saying {
	if a.Code != "en" || !r.known.ManyThings {
		return nil
	}
	return append(r.sayingsIn(a.Words, false), r.sayingsIn(setting, true)...)
}

func (r *Reader) sayingsIn(words []vocabulary.Word, around bool) []Saying {
	var list []Saying
	found := r.v.Paraphrases(words)
	slices.SortStableFunc(found, func(x, y vocabulary.Paraphrase) int {
		return cmp.Or(cmp.Compare(x.First, y.First), cmp.Compare(y.Last, x.Last))
	})
	for _, p := range found {
		last := len(list) - 1
		switch {
		case last >= 0 && list[last].First == p.First && list[last].Last == p.Last:
			list[last].Groups = append(list[last].Groups, p.Group)
		case last >= 0 && p.First <= list[last].Last:
		default:
			said := words[p.First : p.Last+1]
			list = append(list, Saying{said, p.First, p.Last, around, []int{p.Group}, r.stemOf(said)})
		}
	}
	return list
}

// stemOf is the term that stands for what words say together.
func (r *Reader) stemOf(words []vocabulary.Word) string {
	if len(words) == 1 {
		return cmp.Or(r.v.Sense(words[0]), words[0].Stem)
	}
	var stems []string
	for _, w := range words {
		stems = append(stems, w.Stem)
	}
	return strings.Join(stems, " ")
}

// IsPhrase reports whether it is said in several words.
func (s *Saying) IsPhrase() bool { return len(s.Words) > 1 }

// SayingAt returns the saying of an ask that the word at a place begins or belongs to, nil for none.
func (a *Ask) SayingAt(at int) *Saying {
	for i := range a.Sayings {
		if s := &a.Sayings[i]; !s.Around && s.First <= at && at <= s.Last {
			return s
		}
	}
	return nil
}

// InPhrase reports whether a word as the person wrote it belongs to a phrase of an ask or its setting, and counts with it.
func (a *Ask) InPhrase(word string) bool {
	return slices.ContainsFunc(a.Sayings, func(s Saying) bool { return s.IsPhrase() && vocabulary.HasAny(s.Words, strings.ToLower(word)) })
}
