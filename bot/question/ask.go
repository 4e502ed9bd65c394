package question

import (
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// Want is the kind of answer that an ask is after.
type Want int

// The kinds of answer.
const (
	Tell    Want = iota // a fact, a reason, a case study, a definition
	Pick                // which option to take
	Compare             // options side by side
	Greet               // hello, thanks, what can you do
	Unclear             // a choice with nothing to choose by
)

// An Ask is one thing that a person wants to know.
type Ask struct {
	Speech *vocabulary.Lexicon // by which its words are understood

	Text         string            // as the person wrote it, without mark-up
	Words        []vocabulary.Word // of Text, with their spelling put right
	Want         Want
	Define       bool                  // "what is X"
	Apart        []*Ask                // what is asked of each of two things that it sets apart
	Beside       string                // of one of those: the other thing
	Relate       bool                  // a case from real life is wanted
	Ringing      bool                  // it asks where something stands on a radar
	Lean         int                   // +1: what speaks for it is wanted; -1: what speaks against it
	Options      []string              // judged options it names, or stands for by language or by "the other one"
	Named        int                   // how many of Options it names itself; the rest come from the thread
	Spoken       []string              // languages by which it names options
	Alternatives []string              // technologies it names in a choice: "X or Y"
	Wording      map[string]string     // a technology's name → as the person wrote it
	Foreign      []string              // technologies it asks about that no document judges
	Concepts     []Topic               // criteria and traits it speaks of
	RuledOut     []string              // those that it says do not count
	Names        []string              // proper names it has in common with the knowledge
	Strange      []string              // names and words that neither language nor knowledge has
	Terms        []Term                // content words outside of options and names
	Hints        []Term                // content words of the setting around it
	Around       []vocabulary.Word     // all words of that setting
	Figures      []string              // numbers it states
	Answer       Form                  // what an answer must hold
	Counted      string                // the term that "how many" counts
	Attribute    string                // the term that "what" or "which" asks for: "which language"
	Sought       []string              // the terms that "what is the" asks for: "what is the rate limit of"
	Sayings      []Saying              // what it says that the knowledge may say in other words
	Plainly      []string              // the stems that a sentence must have, where the ask has none but plain words
	answered     []string              // options that the answer to it named; for turns of a thread
	heard        []string              // proper names that it or an earlier turn brought up
	raised       []Topic               // topics of the earlier turns it leans on
	Records      []*knowledge.Document // the decision records that it goes on about, or that the answer to it named
	Code         string                // ISO 639-1 code of its language
	Language     string                // its English name
}

// A Term is a content word of an ask.
type Term struct {
	Text    string // as vocabulary.Lexicon.Term gives it
	Word    string // as the person wrote it
	Concept string // the concept it is part of, or ""
	Added   bool   // it follows "with", "and" or the like: a need named beside others
}

// A Topic is a concept that an ask speaks of.
type Topic struct {
	Name   string  // of the concept
	Weight float64 // how much it counts, 1 for a criterion said by its name; see Reader.readConcepts
	asked  bool    // said only in words that are a guess: a paraphrase of questions
	Lean   int     // -1 where it is named unfavourably ("slow"), +1 favourably
	said   string  // the words that named it first; "" where none did
}

// A Form is what an answer must hold to answer at all.
type Form int

// The forms of an answer.
const (
	Anything Form = iota
	Number        // how many, how much
	Share         // what percentage
	Date          // when, which year
	Person        // who
)

// Says reports whether a cue stands in an ask.
func (a *Ask) Says(c vocabulary.Cue) bool { return a.Speech.Has(c, a.Words) }

// Opening returns the first n words of an ask, or all of one that has fewer.
func (a *Ask) Opening(n int) []vocabulary.Word { return a.Words[:min(n, len(a.Words))] }

// Starts reports whether a cue stands among the first n words of an ask.
func (a *Ask) Starts(n int, c vocabulary.Cue) bool { return a.Speech.Has(c, a.Opening(n)) }

// Rivals returns the foreign technologies that stand in the choice itself, or all where nothing else does.
func (a *Ask) Rivals() []string {
	if len(a.Options) == 0 {
		return a.Foreign
	}
	var rivals []string
	for _, o := range a.Foreign {
		if slices.Contains(a.Alternatives, o) {
			rivals = append(rivals, o)
		}
	}
	return rivals
}

// Saying is a concept's name with the person's own words for it where those are others: "Compliance (GDPR)".
func (a *Ask) Saying(concept string) string {
	for _, t := range a.Concepts {
		if t.Name == concept && t.said != "" && !strings.Contains(strings.ToLower(concept), strings.ToLower(t.said)) {
			return concept + " (" + t.said + ")"
		}
	}
	return concept
}

// SaidOf counts the words by which an ask speaks of a concept.
func (a *Ask) SaidOf(concept string) int {
	n := 0
	for _, t := range a.Terms {
		if t.Concept == concept {
			n++
		}
	}
	return n
}

// Clone returns a copy from which an answer can take what it cannot tell of, or to which it can add, while the ask stays as
// it was understood. What only reading writes, such as Wording, the two share.
func (a *Ask) Clone() *Ask {
	c := *a
	c.Options, c.Names, c.Foreign = slices.Clone(a.Options), slices.Clone(a.Names), slices.Clone(a.Foreign)
	c.Concepts, c.Terms = slices.Clone(a.Concepts), slices.Clone(a.Terms)
	return &c
}

// ToldOnly returns an ask that wants to be told what it wanted a choice or a comparison of.
func (a *Ask) ToldOnly() *Ask {
	if a.Want != Pick && a.Want != Compare {
		return a
	}
	told := a.Clone()
	told.Want = Tell
	return told
}

// Has reports whether an ask speaks of a concept.
func (a *Ask) Has(concept string) bool {
	return slices.ContainsFunc(a.Concepts, func(t Topic) bool { return t.Name == concept })
}

// ConceptNames returns the names of the concepts that an ask speaks of.
func (a *Ask) ConceptNames() []string {
	names := make([]string, 0, len(a.Concepts))
	for _, t := range a.Concepts {
		names = append(names, t.Name)
	}
	return names
}

// things counts the technologies, companies and people that an ask names.
func (a *Ask) things() int { return len(a.Options) + len(a.Foreign) + len(a.Names) }

// empty reports whether the ask names nothing that could be looked up.
func (a *Ask) empty() bool { return a.things()+len(a.Concepts)+len(a.Strange)+len(a.Terms) == 0 }

// mergeable reports whether two asks of one message are really one choice with several needs.
func (a *Ask) mergeable(next *Ask) bool {
	return a.Want == next.Want && a.Want != Tell
}

// join takes over all that another ask of the same message names.
func (a *Ask) join(other *Ask) {
	a.Text += "\n" + other.Text
	a.Words = append(a.Words, other.Words...)
	a.Options = appendNew(a.Options, other.Options...)
	a.Foreign = appendNew(a.Foreign, other.Foreign...)
	for name, w := range other.Wording {
		a.Wording[name] = w
	}
	a.Names = appendNew(a.Names, other.Names...)
	a.RuledOut = appendNew(a.RuledOut, other.RuledOut...)
	a.Strange = appendNew(a.Strange, other.Strange...)
	a.Alternatives = appendNew(a.Alternatives, other.Alternatives...)
	a.addTerms(other.Terms...)
	for _, t := range other.Concepts {
		a.AddTopic(t)
	}
}

// addTerms adds terms that an ask does not have: of two that go on with each other, each would double them.
func (a *Ask) addTerms(terms ...Term) {
	for _, t := range terms {
		if !slices.ContainsFunc(a.Terms, func(o Term) bool { return o.Text == t.Text }) {
			a.Terms = append(a.Terms, t)
		}
	}
}
