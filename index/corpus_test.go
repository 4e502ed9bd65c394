package index_test

import (
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stackpick/stackpick/knowledge"
)

// A mixer makes passages of about 100 words, the same ones every time: sentences of the built-in knowledge in new
// company, in which some words give way to invented ones. Of those there are ever more, and most are rare, as with
// the words of real texts; and each passage names a service and a version of its own.
type mixer struct {
	sentences []string
	headings  []string
}

func newMixer(t testing.TB) *mixer {
	t.Helper()
	lib, err := knowledge.Open(knowledge.Source{Builtin: true})
	if err != nil {
		t.Fatal(err)
	}
	var m mixer
	for _, p := range lib.Passages() {
		m.headings = append(m.headings, p.Heading)
		for _, c := range p.Claims {
			m.sentences = append(m.sentences, c.Text)
		}
	}
	return &m
}

// passages yields n of them.
func (m *mixer) passages(n int) iter.Seq[*knowledge.Passage] {
	return func(yield func(*knowledge.Passage) bool) {
		random := rand.New(rand.NewPCG(7, 11))
		for i := range n {
			document := i / 100
			p := &knowledge.Passage{
				ID:       fmt.Sprintf("service-%d#part-%d", document, i%100),
				Document: fmt.Sprintf("service-%d", document),
				Title:    fmt.Sprintf("Service %s %d", invented(document*31%5000), document),
				Heading:  m.headings[random.IntN(len(m.headings))] + " of " + invented(random.IntN(1000+i)),
				Kind:     knowledge.KindSection,
				Date:     "2025",
				Text:     m.text(random, i),
				Options:  []string{[...]string{"Django", "Node.js", "Rails"}[random.IntN(3)]},
				Line:     1 + i%100*7,
			}
			if !yield(p) {
				return
			}
		}
	}
}

// documents yields the same passages, a hundred to a document.
func (m *mixer) documents(n int) iter.Seq[*knowledge.Document] {
	return func(yield func(*knowledge.Document) bool) {
		d := &knowledge.Document{}
		for p := range m.passages(n) {
			if d.ID != p.Document {
				if d.ID != "" && !yield(d) {
					return
				}
				d = &knowledge.Document{ID: p.Document}
			}
			d.Passages = append(d.Passages, *p)
		}
		if d.ID != "" {
			yield(d)
		}
	}
}

// text makes the i-th text.
func (m *mixer) text(random *rand.Rand, i int) string {
	words := []string{"Release", fmt.Sprintf("v%d.%d.%d", random.IntN(9), random.IntN(40), i), "of", "billing-" + invented(i)}
	for len(words) < 100 {
		sentence := strings.Fields(m.sentences[random.IntN(len(m.sentences))])
		for j := range sentence {
			if random.IntN(4) == 0 {
				sentence[j] = invented(int(math.Pow(float64(2000+i/4), random.Float64())))
			}
		}
		words = append(words, sentence...)
	}
	return strings.Join(words, " ") + "."
}

// invented returns the n-th word that nobody has ever used.
func invented(n int) string {
	var word strings.Builder
	for n += 40; n > 0; n /= 40 {
		word.WriteString([...]string{"ba", "ce", "di", "fo", "gu", "ha", "ke", "li", "mo", "nu", "pa", "re", "si", "to", "vu",
			"wa", "xe", "yi", "zo", "bru", "cla", "dre", "fli", "glo", "kru", "pla", "sme", "sni", "spo", "stu", "tra", "tre",
			"tri", "tro", "tru", "vla", "vle", "zwi", "zwo", "zwu"}[n%40])
	}
	return word.String()
}
