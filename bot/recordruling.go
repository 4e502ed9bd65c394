package bot

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/stackpick/stackpick/bot/question"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// Thresholds of what is decided, set on the development part of the question sets on real folders.
const (
	enoughDecided = 0.55 // a record that is about less of what is asked does not decide it
	enoughTold    = 0.75 // likewise where nobody asks what was decided: then it has to be about all of it
	strongWord    = 0.85 // a word stands where the record says what it is about
	enoughStrong  = 0.4  // how much of what is asked must stand there
	alsoDecides   = 0.92 // a further record is told when it is about nearly as much
	maxRulings    = 4
	unheldPart    = 0.5 // what a concept counts for a word of it that the knowledge lacks: "regression" tests are no other tests
)

// asked returns the options of a record that an ask names, in the record's order: technologies that the vocabulary
// knows, and others whose words all stand in the ask ("Use badge": "is a badge any good?").
func (b *Bot) asked(a *question.Ask, r *ruling) []string {
	stems := map[string]bool{}
	for _, w := range a.Words {
		stems[w.Stem] = true
	}
	var asked []string
	for _, label := range question.Labels(a.Words) {
		if o, ok := r.doc.Record.Labelled(label); ok {
			asked = appendNew(asked, o)
		}
	}
	for _, o := range slices.Concat(r.doc.Record.Chosen, r.doc.Record.Rejected) {
		named := slices.Contains(a.Options, o) || slices.Contains(a.Foreign, o)
		if _, known := b.lib.Vocabulary.Option(o); !named && !known {
			words := slices.DeleteFunc(vocabulary.Words(o), func(w vocabulary.Word) bool { _, topical := b.lib.Vocabulary.Term(w); return !topical })
			named = len(words) > 0 && !slices.ContainsFunc(words, func(w vocabulary.Word) bool { return !stems[w.Stem] })
		}
		if named {
			asked = appendNew(asked, o)
		}
	}
	return asked
}

// A subject is something that an ask names: a record is about it as much as about the first of its keys that it has.
type subject struct {
	weight  float64
	option  string   // "" where it is none
	words   []string // content terms, each of them a part of it
	concept string   // in angle brackets, "" for none
}

// subjects lists what an ask names, apart from how it asks for a decision.
func (b *Bot) subjects(a *question.Ask) []subject {
	var all []subject
	for _, o := range slices.Concat(a.Options, a.Foreign) {
		all = append(all, subject{weight: 2, option: o})
	}
	for _, n := range a.Names {
		if b.lib.Vocabulary.Says(vocabulary.Recording, n) {
			continue // "ADRs"
		}
		all = append(all, subject{weight: 2, option: n, words: b.lib.Vocabulary.Terms(vocabulary.Words(n))})
	}
	for _, t := range a.Terms {
		if b.lib.Vocabulary.Says(vocabulary.Recording, t.Word) || b.lore.Records.IsSeries(t.Word) {
			continue
		}
		s := subject{weight: b.termWeight(a, t), words: []string{t.Text}}
		if t.Concept != "" {
			s.concept = "<" + t.Concept + ">"
		}
		all = append(all, s)
	}
	for _, w := range a.Strange {
		if b.lore.Records.IsSeries(w) {
			continue // "OEPs"
		}
		all = append(all, subject{weight: rareWeight, words: []string{vocabulary.Stem(strings.ToLower(w))}})
	}
	return all
}

// names reports whether a record names an option.
func (r *ruling) names(option string) bool { return r.options[option] > 0 }

// decides returns how much of the subjects a record is about, 0 to 1, and how much of them stands where the record says
// what it is about: in its title, in its options, in the sentence that decides.
func (r *ruling) decides(subjects []subject, lore *lore) (match, strong float64) {
	earned, certain, all := 0.0, 0.0, 0.0
	add := func(weight, share float64) {
		all += weight
		earned += weight * share
		if share >= strongWord {
			certain += weight
		}
	}
	for _, s := range subjects {
		share, isOption := r.options[s.option]
		if s.option != "" && (isOption || len(s.words) == 0) {
			add(s.weight, share)
			continue
		}
		for _, w := range s.words {
			weight := s.weight
			if s.option != "" {
				weight = lore.weight(w) // a word of a name
			}
			byOther := byConcept * r.about.of(s.concept)
			if s.concept != "" && lore.passagesWith(w) == 0 {
				byOther *= unheldPart
			}
			add(weight, max(r.about.of(w), byOther))
		}
	}
	if all == 0 {
		return 0, 0
	}
	return earned / all, certain / all
}

// A candidate is a ruling with how much of an ask it is about, 0 to 1, and how well it fits.
type candidate struct {
	*ruling
	match, rank float64
}

// titleBonus is what a record gains whose title has all the words of an ask, plain ones included.
const titleBonus = 0.25

// plainWords returns the stems of an ask's words that may stand in a title, plain ones and numbers included.
func (b *Bot) plainWords(a *question.Ask) []string {
	var stems []string
	for _, w := range a.Words {
		long := len(w.Text) > 2 || unicode.IsDigit(rune(w.Text[0]))
		small := b.lib.Vocabulary.Says(vocabulary.Questioning, w.Text) || w.Is("the", "did", "for", "and", "with", "are", "was", "our")
		if long && !small && !b.lib.Vocabulary.Says(vocabulary.Recording, w.Text) {
			stems = append(stems, w.Stem)
		}
	}
	return stems
}

// titled is the share of words that stand in the record's title.
func (r *ruling) titled(stems []string) float64 {
	n := 0
	for _, s := range stems {
		if r.title[s] {
			n++
		}
	}
	return float64(n) / float64(max(len(stems), 1))
}

// rulings returns the records that are about at least so much of an ask, the most fitting first: those in force, then the
// newest.
func (b *Bot) rulings(a *question.Ask, least float64) []candidate {
	var found []candidate
	subjects, plain := b.subjects(a), b.plainWords(a)
	ends := a.Says(vocabulary.Ending)
	for _, r := range b.rulingsOn(subjects) {
		if len(a.Options) == 0 && len(a.Foreign) > 0 && !slices.ContainsFunc(a.Foreign, r.names) {
			continue // "which Kafka cluster?" is about Kafka, whatever there is on clusters
		}
		titled := r.titled(plain)
		match, strong := titled, titled // plain words alone may still be a title's: "the tooling decision"
		if len(subjects) > 0 {
			match, strong = r.decides(subjects, b.lore)
		}
		if strong >= enoughStrong && match >= least {
			rank := match + titleBonus*titled
			if ends && ending.MatchString(r.doc.Record.Subject) {
				rank += titleBonus // "why did we drop X?" is of "Remove X", not of what was decided while it was there
			}
			found = append(found, candidate{r, match, rank})
		}
	}
	return b.narrowed(a, found)
}

// narrowed returns the candidates that are as much what an ask is about as the best, at most maxRulings of them: the most
// fitting first, then those in force, then the newest.
func (b *Bot) narrowed(a *question.Ask, found []candidate) []candidate {
	hasNumber := func(c candidate) bool {
		return slices.ContainsFunc(a.Figures, func(n string) bool { return c.title[n] })
	}
	if slices.ContainsFunc(found, hasNumber) { // "the decision on service 7" is none of those on other services
		found = slices.DeleteFunc(found, func(c candidate) bool { return !hasNumber(c) })
	}
	slices.SortStableFunc(found, func(x, y candidate) int {
		return cmp.Or(cmp.Compare(y.rank, x.rank), trueFirst(x.doc.Record.Holds(), y.doc.Record.Holds()), cmp.Compare(y.doc.Date, x.doc.Date))
	})
	if a.Says(vocabulary.Weighing) {
		found = keepIfAny(found, func(c candidate) bool { return len(c.doc.Record.Considered) > 1 })
	}
	for _, label := range question.Labels(a.Words) {
		found = keepIfAny(found, func(c candidate) bool { _, ok := c.doc.Record.Labelled(label); return ok })
	}
	for i, c := range found {
		if i == maxRulings || c.rank < found[0].rank*alsoDecides {
			return found[:i]
		}
	}
	return found
}

// ending matches the titles of records by which something ends: "Remove the cache", "Deprecate SOAP".
var ending = regexp.MustCompile(`(?i)^(?:remov|drop|retir|deprecat|decommission|replac|stop|abandon|delet|discontinu|disabl|sunset|eliminat|phas\w+ out|get\w* rid|(?:mov|migrat|switch)\w* (?:away|off|from))`)

// keepIfAny keeps those that fit, or all where none does.
func keepIfAny[T any](found []T, fits func(T) bool) []T {
	if !slices.ContainsFunc(found, fits) {
		return found
	}
	return slices.DeleteFunc(found, func(c T) bool { return !fits(c) })
}

// trueFirst compares so that true sorts before false.
func trueFirst(x, y bool) int {
	switch {
	case x == y:
		return 0
	case x:
		return -1
	default:
		return +1
	}
}
