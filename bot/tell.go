package bot

import (
	"slices"

	"github.com/stackpick/stackpick/bot/question"
	"github.com/stackpick/stackpick/knowledge"
)

// Thresholds of the fact finder, set on the tuned part of the question set.
const (
	enough        = 0.55 // a claim that answers less of the ask than this answers none of it
	enoughHow     = 0.9  // likewise for instructions: knowledge about a thing is not a manual for it
	enoughNamed   = 0.45 // likewise where the ask names a company or product
	alsoSaid      = 0.85 // a further claim is added when it answers nearly as much as the best
	describedCase = 0.5  // how much of the ask's words a case study must have to be the one described
	relatedCase   = 0.3  // likewise where a case from real life is asked for
	alsoCase      = 0.4  // likewise within the case study of a name asked about
	maxTold       = 4
	maxCaseTold   = 5
	maxTried      = 100 // findings, which may say the same
)

// tell answers with facts: the claims that answer the most of what is asked, or an honest nothing.
func (d *draft) tell(a *question.Ask, e *evidence) Outcome {
	if d.tellLetters(a, e) || d.tellSides(a, e) || d.tellStrengths(a) {
		return Facts
	}
	if d.beyond(a) {
		return NotCovered
	}
	if a.Relate {
		return d.relate(a)
	}
	if a.Define && len(a.Options)+len(a.Names) > 0 {
		a.Terms, a.Concepts = nil, nil // "is X a framework?": what counts is what X is
	}
	found := d.b.findings(a, e)
	if a.Define {
		found = d.b.definitions(a, found)
	}
	if len(found) == 0 || found[0].match < d.b.enoughFor(a) {
		return d.tellNearest(a, e, found)
	}
	if d.b.isElsewhere(a, e, found[0]) {
		d.notHeld(a)
		return NotCovered
	}
	fits, exact := expects(a)
	if r := d.b.readBetter(a, e, found[0]); r != nil {
		d.tellRead(r)
		if d.b.manyThings() && !exact && !r.headed {
			d.tellAlso(found)
		}
		d.tellHits(a, e)
		return Facts
	}
	if d.b.manyThings() && exact && !fits(found[0].claim.Text) {
		d.notHeld(a)
		return NotCovered
	}
	if d.unsaid(a) && a.Define {
		return NotCovered // what it stands for is not what it is
	}
	if c := found[0].claim; found[0].passage.Kind == knowledge.KindCaseStudy && len(a.Names) == 0 && len(a.Concepts) > 0 && !c.Verdict &&
		!slices.ContainsFunc(c.Concepts, a.Has) && d.tellVerdict(a, e) {
		return Facts // a story that only shares a word says less on "does X support microservices?"
	}
	if !d.correct(a, e, found) && !d.tellStory(a, found) {
		d.tellBest(a, found)
		if d.b.manyThings() && !exact {
			d.readOn(found)
		}
		d.tellHits(a, e)
	}
	return Facts
}

// tellAlso tells the best findings beside what is told, as far as there is room.
func (d *draft) tellAlso(found []finding) {
	for _, f := range found {
		if d.substance() >= maxTold || f.rank < found[0].rank*alsoSaid {
			return
		}
		d.tellOne(f)
	}
}

// readOn tells what follows the findings that are told, in their paragraphs, as far as there is room: a reason or a
// limit often stands in a sentence of its own.
func (d *draft) readOn(found []finding) {
	for _, f := range found {
		if !d.said[f.claim] {
			return
		}
		lines := d.b.linesNear(f.passage)
		at := slices.IndexFunc(lines, func(l place) bool { return l.claim == f.claim })
		for ; at >= 0 && at+1 < len(lines) && d.substance() < maxTold && lines[at].goesOn(lines[at+1]); at++ {
			d.tellOne(finding{claim: lines[at+1].claim, passage: lines[at+1].passage})
		}
	}
}

// tellNearest answers where no single claim holds enough of an ask: with the case study that it describes, or
// with what is recommended for the need it names.
func (d *draft) tellNearest(a *question.Ask, e *evidence, found []finding) Outcome {
	if d.b.describesCase(a) || len(found) > 0 && d.b.wholeCase(a) {
		if d.correct(a, e, found) || d.tellCase(a) {
			return Facts
		}
	}
	if d.tellVerdict(a, e) || d.tellWhyNot(a) {
		return Facts
	}
	d.notHeld(a)
	return NotCovered
}

// enoughFor is how much of the ask a claim must answer. A name asked about already says what it is about, but not in a
// handbook, which names much in passing.
func (b *Bot) enoughFor(a *question.Ask) float64 {
	if a.AsksHow() {
		return enoughHow
	}
	if len(a.Names) > 0 && !b.manyThings() && a.Answer != question.Number || a.Answer == question.Person {
		return enoughNamed
	}
	return enough
}

// tellBest says the best findings. A question on several options gets the best of each first.
func (d *draft) tellBest(a *question.Ask, found []finding) {
	most, before := maxTold, d.substance()
	if found[0].passage.Kind == knowledge.KindCaseStudy && len(a.Names) > 0 {
		most = maxCaseTold
	}
	if len(a.Options) > 1 || len(a.Options) == 0 && len(a.Names) == 0 {
		for _, o := range d.b.rivals(a) {
			for _, f := range found {
				if _, on := f.claim.On(o); on && f.match >= d.b.enoughFor(a) && f.rank >= found[0].rank*alsoSaid {
					d.tellOne(f)
					break
				}
			}
		}
	}
	near := alsoSaid
	if most == maxCaseTold {
		near = alsoCase
	}
	for _, f := range found[:min(len(found), maxTried)] {
		if d.substance()-before >= most || f.rank < found[0].rank*near {
			break
		}
		if most == maxCaseTold && f.passage.Kind != knowledge.KindCaseStudy {
			continue // the story is told; what else names the company is none of it
		}
		d.tellOne(f)
	}
}

// tellOne says a finding; an item of a list after the line that leads to it, where that is not said already.
func (d *draft) tellOne(f finding) {
	if d.said[f.claim] {
		return
	}
	if lead := d.b.leadOf(f); lead != nil && !d.said[lead.claim] {
		d.sayLed(place{passage: f.passage, claim: f.claim, lead: lead})
		return
	}
	d.warn(f.passage)
	d.sayListing(quote(f, aboutOne(f.claim)), f, d.b.announcedBy(f))
}

// leadOf returns the line that leads to an item of a list, nil for a sentence that stands by itself.
func (b *Bot) leadOf(f finding) *place {
	if isSentence(f.claim.Text) || f.passage.Part != knowledge.PartNone {
		return nil
	}
	for _, at := range b.linesNear(f.passage) {
		if at.claim == f.claim {
			return at.lead
		}
	}
	return nil
}
