package bot

import (
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// want is the kind of answer that an ask is after.
type want int

const (
	tell    want = iota // a fact, a reason, a case study, a definition
	pick                // which option to take
	compare             // options side by side
	greet               // hello, thanks, what can you do
	unclear             // a choice with nothing to choose by
)

// An ask is one thing that a person wants to know.
type ask struct {
	speech *vocabulary.Lexicon // by which its words are understood

	text         string
	words        []vocabulary.Word
	want         want
	define       bool              // "what is X"
	decisionToo  bool              // a decision would do where a fact is asked for and none is held
	relate       bool              // a case from real life is wanted
	ringing      bool              // it asks where something stands on a radar
	lean         int               // +1: what speaks for it is wanted; -1: what speaks against it
	options      []string          // judged options it names, or stands for by language or by "the other one"
	named        int               // how many of options it names itself; the rest come from the thread
	spoken       []string          // languages by which it names options
	alternatives []string          // technologies it names in a choice: "X or Y"
	wording      map[string]string // a technology's name → as the person wrote it
	foreign      []string          // technologies it asks about that no document judges
	concepts     []topic           // criteria and traits it speaks of
	ruledOut     []string          // those that it says do not count
	names        []string          // proper names it has in common with the knowledge
	strange      []string          // names and words that neither language nor knowledge has
	terms        []term            // content words outside of options and names
	hints        []term            // content words of the setting around it
	figures      []string          // numbers it states
	answer       answerType
	counted      string    // the term that "how many" counts
	attribute    string    // the term that "what" or "which" asks for: "which language"
	sought       []string  // the terms that "what is the" asks for: "what is the rate limit of"
	sayings      []saying  // what it says that the knowledge may say in other words
	plainly      []string  // the stems that a sentence must have, where the ask has none but plain words
	answered     []string  // options that the answer to it named; for turns of a thread
	heard        []string  // proper names that it or an earlier turn brought up
	raised       []topic   // topics of the earlier turns it leans on
	records      []*ruling // the decision records that it goes on about, or that the answer to it named
	code         string    // ISO 639-1 code of its language
	language     string    // its English name
}

// A term is a content word of an ask.
type term struct {
	text    string // as vocabulary.Lexicon.Term gives it
	word    string // as the person wrote it
	concept string // the concept it is part of, or ""
	added   bool   // it follows "with", "and" or the like: a need named beside others
}

// A topic is a concept that an ask speaks of.
type topic struct {
	name   string
	weight float64 // how much it counts, 1 for a criterion said by its name; see readConcepts
	asked  bool    // said only in words that are a guess: a paraphrase of questions
	lean   int     // -1 where it is named unfavourably ("slow"), +1 favourably
	said   string  // the words that named it first; "" where none did
}

// answerType is what an answer must hold to answer at all.
type answerType int

const (
	anything answerType = iota
	number              // how many, how much
	share               // what percentage
	date                // when, which year
	person              // who
)

// says reports whether a cue stands in an ask.
func (a *ask) says(c vocabulary.Cue) bool { return a.speech.Has(c, a.words) }

// starts reports whether a cue stands among the first n words of an ask.
func (a *ask) starts(n int, c vocabulary.Cue) bool {
	return a.speech.Has(c, a.words[:min(n, len(a.words))])
}

// rivals returns the foreign technologies that stand in the choice itself, or all where nothing else does.
func (a *ask) rivals() []string {
	if len(a.options) == 0 {
		return a.foreign
	}
	var rivals []string
	for _, o := range a.foreign {
		if slices.Contains(a.alternatives, o) {
			rivals = append(rivals, o)
		}
	}
	return rivals
}

// saying is a concept's name with the person's own words for it where those are others: "Compliance (GDPR)".
func (a *ask) saying(concept string) string {
	for _, t := range a.concepts {
		if t.name == concept && t.said != "" && !strings.Contains(strings.ToLower(concept), strings.ToLower(t.said)) {
			return concept + " (" + t.said + ")"
		}
	}
	return concept
}

// saidOf counts the words by which an ask speaks of a concept.
func (a *ask) saidOf(concept string) int {
	n := 0
	for _, t := range a.terms {
		if t.concept == concept {
			n++
		}
	}
	return n
}

// clone returns a copy from which an answer can take what it cannot tell of, or to which it can add, while the ask stays as
// it was understood. What only reading writes, such as wording, the two share.
func (a *ask) clone() *ask {
	c := *a
	c.options, c.names, c.foreign = slices.Clone(a.options), slices.Clone(a.names), slices.Clone(a.foreign)
	c.concepts, c.terms = slices.Clone(a.concepts), slices.Clone(a.terms)
	return &c
}

// toldOnly returns an ask that wants to be told what it wanted a choice or a comparison of.
func (a *ask) toldOnly() *ask {
	if a.want != pick && a.want != compare {
		return a
	}
	told := a.clone()
	told.want = tell
	return told
}

// has reports whether an ask speaks of a concept.
func (a *ask) has(concept string) bool {
	return slices.ContainsFunc(a.concepts, func(t topic) bool { return t.name == concept })
}

// conceptNames returns the names of the concepts that an ask speaks of.
func (a *ask) conceptNames() []string {
	names := make([]string, 0, len(a.concepts))
	for _, t := range a.concepts {
		names = append(names, t.name)
	}
	return names
}

// empty reports whether the ask names nothing that could be looked up.
func (a *ask) empty() bool {
	return len(a.options)+len(a.foreign)+len(a.concepts)+len(a.names)+len(a.strange)+len(a.terms) == 0
}

// mergeable reports whether two asks of one message are really one choice with several needs.
func (a *ask) mergeable(next *ask) bool {
	return a.want == next.want && a.want != tell
}

// join takes over all that another ask of the same message names.
func (a *ask) join(other *ask) {
	a.text += "\n" + other.text
	a.words = append(a.words, other.words...)
	a.options = appendNew(a.options, other.options...)
	a.foreign = appendNew(a.foreign, other.foreign...)
	for name, w := range other.wording {
		a.wording[name] = w
	}
	a.names = appendNew(a.names, other.names...)
	a.ruledOut = appendNew(a.ruledOut, other.ruledOut...)
	a.strange = appendNew(a.strange, other.strange...)
	a.alternatives = appendNew(a.alternatives, other.alternatives...)
	a.addTerms(other.terms...)
	for _, t := range other.concepts {
		a.addTopic(t)
	}
}

// addTerms adds terms that an ask does not have: of two that go on with each other, each would double them.
func (a *ask) addTerms(terms ...term) {
	for _, t := range terms {
		if !slices.ContainsFunc(a.terms, func(o term) bool { return o.text == t.text }) {
			a.terms = append(a.terms, t)
		}
	}
}
