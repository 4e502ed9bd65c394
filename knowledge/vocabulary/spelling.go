package vocabulary

import (
	"cmp"
	"strings"
	"sync"
)

// A Speller corrects single words towards those that matter: the vocabulary's and a library's own.
type Speller struct {
	v     *Lexicon
	names wordList // of the vocabulary
	own   wordList // of the library alone
	plain wordList // common English words
	count map[string]int
}

// A wordList finds words by their length.
type wordList struct {
	known    map[string]bool
	byLength map[int][]string
}

// NewSpeller returns a speller for the vocabulary and the words of a library, with how often it has each.
func (v *Lexicon) NewSpeller(library map[string]int) *Speller {
	s := &Speller{v: v, names: newWordList(), own: newWordList(), plain: plainWords(), count: library}
	for _, words := range [][]string{v.spelling, v.chatter} {
		for _, word := range words {
			s.names.add(word)
		}
	}
	for word := range library {
		if !s.names.known[word] {
			s.own.add(word)
		}
	}
	return s
}

// plainWords are the common English words that are long enough for a slip to leave them recognizable.
var plainWords = sync.OnceValue(func() wordList {
	list := newWordList()
	for _, word := range strings.Fields(everydayWords()) {
		if len(word) > shortWord {
			list.add(word)
		}
	}
	return list
})

func newWordList() wordList {
	return wordList{known: map[string]bool{}, byLength: map[int][]string{}}
}

func (l *wordList) add(word string) {
	if !l.known[word] {
		l.known[word] = true
		l.byLength[len(word)] = append(l.byLength[len(word)], word)
	}
}

// Knows reports whether the word is spelt as we know it.
func (s *Speller) Knows(word string) bool {
	return s.names.known[word] || s.own.known[word] || s.v.Spelt(word)
}

// shortest is the length from which a word can be a misspelling; below it too many words are one letter away.
const shortest = 3

// Correct returns the nearest word that matters: one slip away (a letter missing, added, changed, or two
// swapped), two from eight letters on, with the same first letter or the first two swapped. Of words that are
// as near the shortest is taken, the vocabulary's before others; of those that the library alone has, the one that it
// has most often. It returns the word itself when it is known or nothing is near.
func (s *Speller) Correct(word string) string {
	if len(word) < shortest || s.Knows(word) || !isASCII(word) {
		return word
	}
	slips := mostSlips(word)
	best, least := word, slips+1
	own := false // best is the library's
	for n := max(shortest, len(word)-slips); n <= len(word)+slips; n++ {
		for _, candidate := range s.names.byLength[n] {
			if d := slipsBetween(word, candidate, least); d < least {
				best, least, own = candidate, d, false
			}
		}
		for _, candidate := range s.own.byLength[n] {
			d := slipsBetween(word, candidate, least+1)
			if d < least || own && d == least && s.commoner(candidate, best) {
				best, least, own = candidate, d, true
			}
		}
	}
	if best == word {
		best = s.plain.nearest(word, slips)
	}
	return best
}

// nearest returns the first of the shortest words that are at most some slips away from a word, itself where there is none.
func (l *wordList) nearest(word string, slips int) string {
	best, least := word, slips+1
	for n := len(word) - slips; n <= len(word)+slips; n++ {
		for _, candidate := range l.byLength[n] {
			if d := slipsBetween(word, candidate, least); d < least {
				best, least = candidate, d
			}
		}
	}
	return best
}

// mostSlips is how many slips a misspelt word may have: two in eight letters, one in fewer.
func mostSlips(word string) int {
	if len(word) >= 8 {
		return 2
	}
	return 1
}

// commoner reports whether a word of the library stands in it more often than another, or before it in the alphabet.
func (s *Speller) commoner(word, other string) bool {
	return cmp.Or(cmp.Compare(s.count[other], s.count[word]), cmp.Compare(word, other)) < 0
}

// slipsBetween is by how many slips a word can be another, or limit when they are no fewer.
func slipsBetween(word, other string, limit int) int {
	if !sameStart(word, other) || !lettersOnly(other) || len(word) <= shortWord && len(other) < len(word) && !doubles(word, other) {
		return limit
	}
	return Distance(word, other, limit)
}

// shortWord is the length up to which a word is more likely another word than one with a letter too many: "spain" is no
// "span", and "idp" no "id". A letter that is typed twice is one too many all the same: "javva".
const shortWord = 5

// doubles reports whether a word is another with one of its letters typed twice.
func doubles(word, other string) bool {
	for i := 1; i < len(word); i++ {
		if word[i] == word[i-1] && word[:i]+word[i+1:] == other {
			return true
		}
	}
	return false
}

func lettersOnly(word string) bool {
	return strings.IndexFunc(word, func(r rune) bool { return r < 'a' || r > 'z' }) < 0
}

func sameStart(a, b string) bool {
	return a[0] == b[0] || a[0] == b[1] && a[1] == b[0]
}

// Distance is the optimal string alignment distance of two words, or limit when it is no less.
func Distance(a, b string, limit int) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least >= limit {
			return limit
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}

// NearestOption returns the name of the option that differs from name by a slip of the pen, or "".
func (v *Lexicon) NearestOption(name string) string {
	slips := mostSlips(name)
	best, least := "", slips+1
	for _, o := range v.Options {
		if len(name) < 4 || len(o.Name) < len(name)-slips || len(o.Name) > len(name)+slips {
			continue
		}
		if d := Distance(strings.ToLower(name), strings.ToLower(o.Name), least); d < least {
			best, least = o.Name, d
		}
	}
	return best
}
