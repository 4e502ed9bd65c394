package bot

import (
	"math"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/bot/question"
)

// People ask in more words than a page has: what lacks two of them may still answer, and what has most may not. How much the
// search as a whole bears on a question tells better than its single words whether it is answered at all:
//
//	closeness = ln(score ÷ (1 + rarest)) + shareWeight × share + titledWeight × titled
//
//	score   what BM25 gives the best passage
//	rarest  the rarity of the rarest word that the best passages have of the question: a score that one word makes says little
//	share   how much of the question, by the rarity of its words, one of their sections has
//	titled  likewise the titles above one
//
// The weights are those of a logistic regression on 592 questions on 28 folders, of which 108 are not answered there; on 565
// others it tells the two apart as well (area under the curve 0.885 and 0.893). closeEnough makes 17 more of the first right, and
// answers none more that is not held; of the others 8 and 2. At 2.4 it is 18 and 3, 6 and 5.
const (
	shareWeight  = 1.42
	titledWeight = 1.3
	closeEnough  = 2.6
	closeHits    = 3   // passages that are looked at
	closeReach   = 0.3 // of a sentence that is told then; see reachEnough
)

// closeness says how much the best passages bear on an ask.
func (b *Bot) closeness(a *question.Ask, e *evidence) float64 {
	share, titled, rarest := 0.0, 0.0, 0.0
	for _, p := range e.passages[:min(len(e.passages), closeHits)] {
		section := e.section(b, p)
		titles := b.stems(p.Title + "\n" + strings.Join(p.Path, "\n"))
		own := b.stems(p.Text + "\n" + p.Heading + "\n" + p.Title)
		all, held, entitled := 0.0, 0.0, 0.0
		for _, w := range a.Words {
			stem := b.lib.Vocabulary.Sense(w)
			if stem == "" || a.Speech.FunctionWord(w.Text, "en") {
				continue
			}
			weight := rarity(b.lore.passagesWith(stem), b.lore.passages)
			all += weight
			if section.has(stem) {
				held += weight
			}
			if slices.Contains(titles, stem) {
				entitled += weight
			}
			if slices.Contains(own, stem) {
				rarest = max(rarest, weight)
			}
		}
		if all > 0 {
			share, titled = max(share, held/all), max(titled, entitled/all)
		}
	}
	return math.Log(e.top/(1+rarest)) + shareWeight*share + titledWeight*titled
}

// readLoosely answers an ask of a handbook, of whose words some may be missing, where the search bears on it as a whole. It
// says so. Gaps is how many gaps there were before.
func (d *draft) readLoosely(a *question.Ask, e *evidence, gaps int) Outcome {
	other := a.Code != "en" || a.Want != question.Tell || a.AsksHow() && len(a.Foreign) > 0 // instructions for one thing are none for another
	if other || !d.b.manyThings() || e.top == 0 || d.b.closeness(a, e) < closeEnough {
		return NotCovered
	}
	loose := a.Clone()
	loose.Counted, loose.Attribute = d.b.ifHeld(a.Counted), d.b.ifHeld(a.Attribute)
	loose.Sought = slices.DeleteFunc(slices.Clone(a.Sought), func(term string) bool { return d.b.ifHeld(term) == "" })
	near := *e
	near.close = true
	outcome := d.readInstead(loose, &near, gaps)
	if outcome == Facts {
		d.note("No page says all of what was asked; this comes closest to it.")
	}
	return outcome
}

// ifHeld returns a term that the knowledge has, "" for one that it has not: what that counts or asks for is said in another word.
func (b *Bot) ifHeld(term string) string {
	if b.lore.passagesWith(term) == 0 {
		return ""
	}
	return term
}

// mayAnswer reports whether a section has enough of the words of an ask for a sentence of it to be an answer: at the least,
// one of the names that the ask is about.
func (e *evidence) mayAnswer(s *section, words []wanted, spare float64) bool {
	if !e.close {
		return !s.lacks(words, spare)
	}
	named := func(w wanted) bool { return w.subject && s.has(w.term) }
	return !slices.ContainsFunc(words, func(w wanted) bool { return w.subject }) || slices.ContainsFunc(words, named)
}

// enough is how far a sentence must reach to be an answer.
func (e *evidence) enough() float64 {
	if e.close {
		return closeReach
	}
	return reachEnough
}
