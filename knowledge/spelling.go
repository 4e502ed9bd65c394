package knowledge

import "strings"

// A Speller corrects single words towards those that matter: the vocabulary's and a library's own.
type Speller struct {
	v        *Vocabulary
	known    map[string]bool
	byLength map[int][]string
}

// NewSpeller returns a speller for the library's vocabulary and the words of its passages.
func (l *Library) NewSpeller() *Speller {
	s := &Speller{v: l.Vocabulary, known: map[string]bool{}, byLength: map[int][]string{}}
	for _, word := range l.Vocabulary.spelling {
		s.add(word)
	}
	for _, word := range l.Vocabulary.chatter {
		s.add(word)
	}
	for _, p := range l.Passages() {
		for _, text := range []string{p.Heading, p.Text} {
			for _, w := range Words(text) {
				s.add(w.Text)
			}
		}
	}
	return s
}

func (s *Speller) add(word string) {
	if !s.known[word] {
		s.known[word] = true
		s.byLength[len(word)] = append(s.byLength[len(word)], word)
	}
}

// Knows reports whether the word is spelt as we know it.
func (s *Speller) Knows(word string) bool {
	return s.known[word] || s.v.Spelt(word)
}

// shortest is the length from which a word can be a misspelling; below it too many words are one letter away.
const shortest = 3

// Correct returns the nearest word that matters: one slip away (a letter missing, added, changed, or two
// swapped), two from eight letters on, with the same first letter or the first two swapped. It returns the
// word itself when it is known or nothing is near.
func (s *Speller) Correct(word string) string {
	if len(word) < shortest || s.Knows(word) || !isASCII(word) {
		return word
	}
	slips := 1
	if len(word) >= 8 {
		slips = 2
	}
	best, least := word, slips+1
	for n := len(word) - slips; n <= len(word)+slips; n++ {
		for _, candidate := range s.byLength[n] {
			if n < shortest || !sameStart(word, candidate) || !lettersOnly(candidate) {
				continue
			}
			if d := distance(word, candidate, least); d < least {
				best, least = candidate, d
			}
		}
	}
	return best
}

func lettersOnly(word string) bool {
	return strings.IndexFunc(word, func(r rune) bool { return r < 'a' || r > 'z' }) < 0
}

func sameStart(a, b string) bool {
	return a[0] == b[0] || a[0] == b[1] && a[1] == b[0]
}

// distance is the optimal string alignment distance of two words, or limit when it is no less.
func distance(a, b string, limit int) int {
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
