package vocabulary

import "strings"

// stanceWords is the form of stance.yaml: the words by which a sentence praises or blames.
type stanceWords struct {
	Favourable   []string             `yaml:"favourable"`
	Unfavourable []string             `yaml:"unfavourable"`
	Turning      []string             `yaml:"turning"`   // turns the next word of judgement round: not, rarely, less, prevents
	Comparing    []string             `yaml:"comparing"` // a comparison follows: more, higher, than
	leans        map[string][]leaning // by their first key
	turns        map[string]bool
	compares     map[string][][]string // the phrases of Comparing as keys, by the first
}

// A leaning is a phrase of judgement.
type leaning struct {
	keys []string
	lean int
}

// turningReach is how many words after a turning word its effect lasts: "not all of those are properly
// maintained" has five words between.
const turningReach = 6

func (s *stanceWords) prepare() {
	s.leans = map[string][]leaning{}
	for _, w := range s.Favourable {
		keys := leanKeys(w)
		s.leans[keys[0]] = append(s.leans[keys[0]], leaning{keys, +1})
	}
	for _, w := range s.Unfavourable {
		keys := leanKeys(w)
		s.leans[keys[0]] = append(s.leans[keys[0]], leaning{keys, -1})
	}
	s.compares = map[string][][]string{}
	for _, c := range s.Comparing {
		keys := nameKeys(c)
		s.compares[keys[0]] = append(s.compares[keys[0]], keys)
	}
	s.turns = map[string]bool{}
	for _, w := range s.Turning {
		s.turns[fold(w)] = true
	}
}

// leanKeys are stem keys, but a word with a very short stem must stand as it is: "useful" and "using" share
// theirs and not their judgement.
func leanKeys(text string) []string {
	var keys []string
	for _, w := range Words(text) {
		if len(w.Stem) < 4 {
			keys = append(keys, "="+w.Text)
		} else {
			keys = append(keys, "~"+w.Stem)
		}
	}
	return keys
}

// Judgement sums the judgements in words: above 0 they praise, below 0 they blame.
func (v *Lexicon) Judgement(words []Word) int {
	s := &v.stance
	sum, turned := 0, -1
	for i := 0; i < len(words); i++ {
		l, n := s.at(words[i:])
		if n < 2 && (s.turns[words[i].Text] || strings.HasSuffix(words[i].Text, "n't")) {
			turned = i
			continue
		}
		if n == 0 {
			continue
		}
		if turned >= 0 && i-turned <= turningReach {
			l = -l
		}
		turned = -1
		sum += l
		i += n - 1
	}
	return sum
}

// at returns the longest judgement that begins with the first of words, and its length in words.
func (s *stanceWords) at(words []Word) (lean, length int) {
	for _, key := range [...]string{"=" + words[0].Text, "~" + words[0].Stem} {
		for _, l := range s.leans[key] {
			if len(l.keys) > length && matchesAt(l.keys, words) {
				lean, length = l.lean, len(l.keys)
			}
		}
	}
	return lean, length
}

// Comparison finds the words after which the thing compared with follows, and how many they are: "than", "compared
// with". Length is 0 where there are none.
func (v *Lexicon) Comparison(words []Word) (at, length int) {
	for i, w := range words {
		for _, keys := range v.stance.compares["="+w.Text] {
			if len(keys) > length && matchesAt(keys, words[i:]) {
				at, length = i, len(keys)
			}
		}
		if length > 0 {
			return at, length
		}
	}
	return 0, 0
}
