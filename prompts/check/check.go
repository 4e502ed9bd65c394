// Package check decides whether a sentence that a language model made of claims may be shown: whether it says what
// the claims say that it cites, and no more. It is deterministic and knows no model. In doubt it refuses, for there
// is always the claim's own sentence to show instead.
//
// Read Reading.Check first: the questions that a sentence must stand, in their order. Each has a file:
//
//	citations.go  it cites claims that exist, and uses each of them
//	clean.go      it is plain prose: no address, no mark-up, no call, nothing that cannot be seen
//	figures.go    every number stands in a claim, with what it counts, and (vague.go) as exactly or vaguely as there
//	names.go      so does every option, company and person
//	support.go    so does every other word, or one that says the same
//	strength.go   nothing is stronger than the claim: "always", "the only", "will"; and no hedge of it is lost
//	polarity.go   what the claim denies stays denied, and nothing else
//	order.go      who did what to whom, what is compared with what, from where to where: with roles.go, causes.go,
//	              partners.go (what is said of which thing) and shuffled.go (the claim's words in another order)
//	coverage.go   nothing that matters is left out
//	closeness.go  where it is nearly the claim itself, every word counts
//	foreign.go    in place of all those on words, where the sentence is in another language than the claim: with
//	              keeps.go, the names, figures and order that a translation must keep
//
// Translation, in translation.go, judges a question put into English. text.go splits sentences into tokens, numbers.go
// reads numbers, and lists.go the words of the house, which are in english.yaml and foreign.yaml; package thesaurus has
// those of WordNet.
package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
	"github.com/stackpick/stackpick/prompts/thesaurus"
)

// A Claim is a statement that a model may word.
type Claim struct {
	Text    string `yaml:"text"`
	Section string // the heading it stands under, and the document's title: they may be named, too
	Title   string
}

// A Checker judges sentences. It does not change, so any number of goroutines may use it.
type Checker struct {
	vocabulary *vocabulary.Lexicon
	thesaurus  *thesaurus.Thesaurus
	words      *wordLists
}

// New returns a checker that knows the options and criteria of v.
func New(v *vocabulary.Lexicon) (*Checker, error) {
	words, err := readLists()
	if err != nil {
		return nil, fmt.Errorf("reading the word lists of the check: %w", err)
	}
	return &Checker{vocabulary: v, thesaurus: thesaurus.New(), words: words}, nil
}

// For returns a checker like c that knows the options and criteria of v.
func (c *Checker) For(v *vocabulary.Lexicon) *Checker {
	d := *c
	d.vocabulary = v
	return &d
}

// A Sentence is what a model says, with the claims that it says it of.
type Sentence struct {
	Text     string
	Claims   []int  // indexes into the claims, from 0
	Language string // ISO 639-1; "" for English
}

// A Reading is the claims of one answer, read once for all sentences about them.
type Reading struct {
	*Checker
	claims []Claim // all that the model was sent
	texts  []*text
	names  []string
}

// Read reads the claims that a model was sent.
func (c *Checker) Read(claims []Claim) *Reading {
	r := &Reading{Checker: c, claims: claims}
	for _, claim := range claims {
		r.names = append(r.names, c.read(claim.Text, nil).names...)
	}
	for _, claim := range claims { // what is a name in one claim is one at the beginning of another
		r.texts = append(r.texts, c.read(claim.Text, r.names))
	}
	return r
}

// Check returns why a sentence may not be shown, or "" where it may.
func (r *Reading) Check(s Sentence) (reason string) {
	if reason := citations(s, len(r.claims)); reason != "" {
		return reason
	}
	var cited []string
	for _, n := range s.Claims {
		cited = append(cited, r.claims[n].Text)
	}
	if reason := clean(s.Text, cited); reason != "" {
		return reason
	}
	p := r.compare(s)
	if len(p.sentence.tokens) > maxWords {
		return "it is too long"
	}
	steps := []func(*comparison) string{(*comparison).foreign}
	if s.Language == "" {
		steps = []func(*comparison) string{
			(*comparison).figures, (*comparison).names, (*comparison).strength, (*comparison).polarity, (*comparison).support,
			(*comparison).order, (*comparison).coverage, (*comparison).closeness,
		}
	}
	if s.Language == "" && !p.sentence.latin() {
		return "it holds letters of another script"
	}
	if strings.ContainsAny(s.Text, "?？") && !slices.ContainsFunc(p.claims, func(c *text) bool { return strings.Contains(c.raw, "?") }) {
		return "it asks"
	}
	for _, step := range steps {
		if reason := step(p); reason != "" {
			return reason
		}
	}
	return ""
}

// A comparison is a sentence beside the claims that it cites.
type comparison struct {
	*Checker
	sentence *text
	claims   []*text           // those cited
	others   []*text           // those sent and not cited
	context  *text             // headings and titles of those cited
	near     map[*text]float64 // how alike the sentence and each cited claim are, word for word
	whole    float64           // the same for all cited claims together
	language string
}

func (r *Reading) compare(s Sentence) *comparison {
	p := &comparison{Checker: r.Checker, near: map[*text]float64{}, language: s.Language}
	var context strings.Builder
	for i, t := range r.texts {
		if !slices.Contains(s.Claims, i) {
			p.others = append(p.others, t)
			continue
		}
		p.claims = append(p.claims, t)
		context.WriteString(r.claims[i].Section + ". " + r.claims[i].Title + ". ")
	}
	p.context = r.read(context.String(), nil)
	if s.Language == "" {
		p.sentence = r.read(s.Text, r.names)
	} else {
		p.sentence = r.readForeign(s.Text, s.Language)
	}
	for _, c := range p.claims {
		p.near[c] = p.sentence.like(c)
	}
	p.whole = p.sentence.like(p.claims...)
	return p
}
