package index

import (
	"cmp"
	"slices"
)

// The best passages are read again, as their fingerprints, for what postings do not tell: which words of the
// question stand side by side in them, and which words the very best have in common. Those words are looked for
// in the others too, for little: this is pseudo-relevance feedback, kept light.

// A rereading is one of the best passages with its fingerprints.
type rereading struct {
	*found
	words []uint16
}

// rereadBest adds what it finds to the scores of the best passages, and orders them anew. The passages are
// ordered already; those beyond reread stay as they are, behind.
func (ix *Index) rereadBest(q *question, all []found) error {
	n := min(len(all), reread)
	texts := make([]rereading, n)
	factors := coordinations(len(q.words))
	var seconds wordSet
	for _, p := range q.pairs {
		seconds.add(p.second)
	}
	for i := range texts {
		f := &all[i]
		words, err := f.part.fingerprints(f.doc)
		if err != nil {
			return err
		}
		texts[i] = rereading{f, words}
		f.score = (f.sum + beside(q.pairs, &seconds, words, f.damping())) * factors[f.words]
	}
	slices.SortFunc(texts, func(a, b rereading) int { return better(*a.found, *b.found) })
	ix.feedBack(q, texts)
	slices.SortFunc(all[:n], better)
	return nil
}

func (f *found) damping() float64 { return f.part.damping[f.doc] }

// beside returns what the question's pairs count for in a passage. Seconds are the second words of all pairs.
func beside(pairs []pair, seconds *wordSet, words []uint16, damping float64) float64 {
	var times [maxPairs]float64
	for i := 1; i < len(words); i++ {
		if !seconds.has(words[i]) {
			continue
		}
		for j, p := range pairs {
			if words[i] == p.second && words[i-1] == p.first {
				times[j]++
			}
		}
	}
	sum := 0.0
	for j, p := range pairs {
		sum += p.worth * saturated(times[j], damping)
	}
	return sum
}

// A wordSet is a set of fingerprints.
type wordSet [fingerprints / 64]uint64

func (s *wordSet) add(word uint16)      { s[word/64] |= 1 << (word % 64) }
func (s *wordSet) has(word uint16) bool { return s[word/64]&(1<<(word%64)) != 0 }

// feedBack raises the passages that share words with the best of them.
func (ix *Index) feedBack(q *question, texts []rereading) {
	common := ix.common(q, texts[:min(len(texts), feedbackFrom)])
	var marked wordSet
	for _, c := range common {
		marked.add(c.word)
	}
	for _, t := range texts {
		var times [feedbackWords]float64
		for _, w := range t.words {
			if marked.has(w) {
				times[slices.IndexFunc(common, func(c commonWord) bool { return c.word == w })]++
			}
		}
		sum, damping := 0.0, t.damping()
		for i, c := range common {
			sum += c.worth * saturated(times[i], damping)
		}
		t.score += sum
	}
}

// A commonWord is one that the best passages share.
type commonWord struct {
	word     uint16
	passages int
	worth    float64
}

// common returns the words that count for most in the best passages, stand in two of them at least, and are not
// the question's own. A passage has a say by its score; together the words count for as much as feedbackWeight of
// the question's.
func (ix *Index) common(q *question, best []rereading) []commonWord {
	scores := 0.0
	for _, t := range best {
		scores += t.score
	}
	byWord := make(map[uint16]*commonWord)
	for _, t := range best {
		words := slices.Sorted(slices.Values(t.words))
		for len(words) > 0 {
			word, n := words[0], 1
			for n < len(words) && words[n] == word {
				n++
			}
			words = words[n:]
			c := byWord[word]
			if c == nil {
				c = &commonWord{word: word}
				byWord[word] = c
			}
			c.passages++
			c.worth += t.score / scores * ix.rarity(int(ix.spread[word])) * saturated(float64(n), t.damping())
		}
	}
	for _, w := range q.words {
		delete(byWord, fingerprint([]byte(w.term)))
	}
	var all []commonWord
	for _, c := range byWord {
		if c.passages > 1 {
			all = append(all, *c)
		}
	}
	slices.SortFunc(all, func(a, b commonWord) int {
		return cmp.Or(cmp.Compare(b.worth, a.worth), cmp.Compare(a.word, b.word))
	})
	all = all[:min(len(all), feedbackWords)]
	ix.share(all, len(q.words))
	return all
}

// share makes the worth of words in the best passages what they count for in the others.
func (ix *Index) share(common []commonWord, words int) {
	total := 0.0
	for _, c := range common {
		total += c.worth
	}
	for i := range common {
		c := &common[i]
		c.worth *= feedbackWeight * float64(words) / total * ix.rarity(int(ix.spread[c.word])) * (saturation + 1)
	}
}
