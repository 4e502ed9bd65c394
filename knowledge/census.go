package knowledge

import (
	"maps"
	"runtime"
	"sync"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// A Census is how often words stand in a library. That of the library before it makes it cheap: only documents that
// have changed are counted. It does not change once made.
type Census struct {
	Terms map[string]int // content term → passages that have it
	Lower map[string]int // word → how often it stands without a capital in texts
	Plain map[string]int // stem of a word that is no content term → passages that have it in their texts
	Said  map[int]int    // group of Paraphrased → passages that say it

	words      map[string]int // word → how often it stands in headings and texts
	hyphened   map[string]int // "stand-up" → how often it stands in texts
	vocabulary *vocabulary.Lexicon
	documents  map[*Passage][]Passage // those counted, by their first passages
}

// Census counts the library's words. Before is the census of an earlier library, of which this one may share
// documents, or nil.
func (l *Library) Census(before *Census) *Census {
	c := &Census{vocabulary: l.Vocabulary, documents: make(map[*Passage][]Passage, len(l.Documents))}
	for i := range l.Documents {
		if passages := l.Documents[i].Passages; len(passages) > 0 {
			c.documents[&passages[0]] = passages
		}
	}
	if before == nil || before.vocabulary != c.vocabulary || before.shared(c) < len(before.documents)/2 {
		before = &Census{}
	}
	c.Terms, c.Lower, c.Plain, c.Said = copied(before.Terms), copied(before.Lower), copied(before.Plain), copied(before.Said)
	c.words, c.hyphened = copied(before.words), copied(before.hyphened)
	c.countAll(missing(before.documents, c.documents), -1)
	c.countAll(missing(c.documents, before.documents), +1)
	return c
}

// missing returns the documents of all that others do not have.
func missing(all, others map[*Passage][]Passage) [][]Passage {
	var documents [][]Passage
	for first, passages := range all {
		if others[first] == nil {
			documents = append(documents, passages)
		}
	}
	return documents
}

// countAll counts the words of documents in, or with -1 out again, on all processors: each counts some of them, and
// their counts are added up.
func (c *Census) countAll(documents [][]Passage, by int) {
	parts := make([]Census, min(runtime.GOMAXPROCS(0), len(documents)))
	var workers sync.WaitGroup
	for i := range parts {
		parts[i] = Census{
			Terms: map[string]int{}, Lower: map[string]int{}, Plain: map[string]int{}, Said: map[int]int{}, words: map[string]int{}, hyphened: map[string]int{}, vocabulary: c.vocabulary,
		}
		workers.Go(func() {
			for k := i; k < len(documents); k += len(parts) {
				parts[i].count(documents[k], by)
			}
		})
	}
	workers.Wait()
	for i := range parts {
		addAll(c.Terms, parts[i].Terms)
		addAll(c.Lower, parts[i].Lower)
		addAll(c.Plain, parts[i].Plain)
		addAll(c.Said, parts[i].Said)
		addAll(c.words, parts[i].words)
		addAll(c.hyphened, parts[i].hyphened)
	}
}

func copied[K comparable](counts map[K]int) map[K]int {
	if counts == nil {
		return map[K]int{}
	}
	return maps.Clone(counts)
}

// shared returns how many documents two censuses have in common.
func (c *Census) shared(other *Census) int {
	n := 0
	for first := range c.documents {
		if other.documents[first] != nil {
			n++
		}
	}
	return n
}

// A tally is what one passage says, however often it says it.
type tally struct {
	terms, plain map[string]bool
	said         map[int]bool
}

// count counts the words of passages in, or with -1 out again.
func (c *Census) count(passages []Passage, by int) {
	once := tally{terms: map[string]bool{}, plain: map[string]bool{}, said: map[int]bool{}}
	for i := range passages {
		clear(once.terms)
		clear(once.plain)
		clear(once.said)
		c.countWords(&passages[i], &once, by)
		for t := range once.terms {
			add(c.Terms, t, by)
		}
		for stem := range once.plain {
			add(c.Plain, stem, by)
		}
		for group := range once.said {
			add(c.Said, group, by)
		}
	}
}

// countWords counts each word of a passage, and notes what it says.
func (c *Census) countWords(p *Passage, once *tally, by int) {
	heading, words := vocabulary.Words(p.Heading), vocabulary.Words(p.Text)
	for _, w := range heading {
		add(c.words, w.Text, by)
	}
	for k, w := range words {
		add(c.words, w.Text, by)
		if k > 0 && words[k-1].End == w.Start-1 && p.Text[w.Start-1] == '-' {
			add(c.hyphened, words[k-1].Text+"-"+w.Text, by)
		}
		if !w.Upper {
			add(c.Lower, w.Text, by)
		}
		if _, ok := c.vocabulary.Term(w); !ok {
			once.plain[w.Stem] = true
		}
	}
	for _, at := range append(c.vocabulary.Paraphrased(heading), c.vocabulary.Paraphrased(words)...) {
		once.said[at.Group] = true
	}
	for _, t := range c.vocabulary.Terms(heading) {
		once.terms[t] = true
	}
	for j := range p.Claims {
		for _, t := range p.Claims[j].Terms {
			once.terms[t] = true
		}
	}
}

func addAll[K comparable](counts, more map[K]int) {
	for word, n := range more {
		add(counts, word, n)
	}
}

func add[K comparable](counts map[K]int, what K, by int) {
	if counts[what] += by; counts[what] == 0 {
		delete(counts, what)
	}
}

// NewSpeller returns a speller for the vocabulary and the words of the library that was counted.
func (c *Census) NewSpeller() *vocabulary.Speller { return c.vocabulary.NewSpeller(c.words) }
