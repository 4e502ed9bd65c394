package bot

import (
	"fmt"
	"slices"

	"github.com/stackpick/stackpick/bot/question"
	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// tellStory tells a case study as a whole: when it is asked for by name, and when a sentence of it answers a
// question that named none. A case without its outcome is half a story.
func (d *draft) tellStory(a *question.Ask, found []finding) bool {
	if asksOnlyOfNames(a) {
		return d.tellCase(a)
	}
	if a.Answer != question.Anything || len(a.Names) > 0 || found[0].passage.Kind != knowledge.KindCaseStudy {
		return false
	}
	a.Names = []string{found[0].passage.Heading}
	return d.tellCase(a)
}

// tellWhyNot answers why a company did with an option what its case study does not tell of ("why did X abandon Y?") with
// the case study, and says that there is nothing on that. It reports whether it could.
func (d *draft) tellWhyNot(a *question.Ask) bool {
	if !a.AsksWhy() || len(a.Names) != 1 || a.Named != 1 || len(a.Terms) != 1 {
		return false
	}
	isCase := func(p *knowledge.Passage) bool {
		return p.Heading == a.Names[0] && slices.Contains(p.Options, a.Options[0])
	}
	if !slices.ContainsFunc(d.b.lore.cases, isCase) || !d.tellCase(a) {
		return false
	}
	d.gap(fmt.Sprintf("%s: nothing here says that of %s and %s.", quoted(a.Terms[0].Word), a.Names[0], a.Options[0]))
	return true
}

// asksOnlyOfNames reports whether an ask is about a company or product as a whole.
func asksOnlyOfNames(a *question.Ask) bool {
	return len(a.Names) > 0 && len(a.Terms)+len(a.Concepts) == 0 && a.Answer == question.Anything
}

// relate tells the case study that fits best what is described, or names them all where nothing is.
func (d *draft) relate(a *question.Ask) Outcome {
	if describesNothing := d.b.reader.SaysLittle(a) && len(a.Concepts) == 0; describesNothing {
		d.nameCases(a)
	} else if p, share := d.b.nearestCase(a); p != nil && share >= relatedCase {
		a.Names = []string{p.Heading}
		d.tellCase(a)
	}
	if len(d.said) == 0 {
		d.notHeld(a)
		return NotCovered
	}
	return Facts
}

// nameCases tells how each case study ends that is on the first option of an ask, or on any where it has none.
func (d *draft) nameCases(a *question.Ask) {
	for _, p := range d.b.lore.cases {
		if len(a.Options) == 0 || slices.Contains(p.Options, a.Options[0]) {
			d.tellOne(finding{claim: &p.Claims[len(p.Claims)-1], passage: p})
		}
	}
}

// wholeCase reports whether a question on a case study ("why did they …?") is best answered by all of it: at
// most one of its words is special enough to be missed.
func (b *Bot) wholeCase(a *question.Ask) bool {
	const few = 4 // terms: more ask for something special, unless for a reason
	yesNo := a.StartsYesNo() && !vocabulary.HasAny(a.Words, "did")
	if a.Attribute != "" || yesNo || len(a.Terms) > few && !a.Says(vocabulary.Reasoning) {
		return false
	}
	rare := 0
	for _, t := range a.Terms {
		switch {
		case t.Concept != "" && !b.describesName(a, t):
			return false
		case a.Code == "en" && b.isRare(t):
			rare++
		}
	}
	return rare <= 1
}

// isRare reports whether a term is no everyday word and the knowledge does not have it.
func (b *Bot) isRare(t question.Term) bool {
	v := b.lib.Vocabulary
	return b.lore.Terms[t.Text] == 0 && !vocabulary.Everyday(t.Word) && !v.Weak(t.Text)
}

// describesCase finds the case study that an ask describes without naming it ("the comment widget people"), and
// adds its name to the ask.
func (b *Bot) describesCase(a *question.Ask) bool {
	if len(a.Names)+len(a.Options)+len(a.Foreign) > 0 || a.AsksHow() {
		return false
	}
	p, share := b.nearestCase(a)
	if p == nil || share < describedCase || len(a.Terms) < 2 {
		return false
	}
	a.Names = append(a.Names, p.Heading)
	return true
}

// nearestCase returns the case study that has the most of an ask's words, and the share of their weight that it has; of
// an ask that names options, one on any of these. It is nil where none has a word.
func (b *Bot) nearestCase(a *question.Ask) (nearest *knowledge.Passage, most float64) {
	for _, p := range b.lore.cases {
		if len(a.Options) > 0 && !sharesOne(a.Options, p.Options) {
			continue
		}
		if share := b.shareOfCase(a, p); share > most {
			nearest, most = p, share
		}
	}
	return nearest, most
}

// shareOfCase is the share, 0 to 1, of the weight of an ask's words that a case study has.
func (b *Bot) shareOfCase(a *question.Ask, p *knowledge.Passage) float64 {
	has, all := 0.0, 0.0
	for _, t := range a.Terms {
		w := b.termWeight(a, t)
		all += w
		if slices.ContainsFunc(p.Claims, func(c knowledge.Claim) bool { return standsIn(t, c) }) {
			has += w
		}
	}
	if all == 0 {
		return 0
	}
	return has / all
}

// standsIn reports whether a claim has a term, or speaks of its concept.
func standsIn(t question.Term, c knowledge.Claim) bool {
	return slices.Contains(c.Terms, t.Text) || t.Concept != "" && slices.Contains(c.Concepts, t.Concept)
}

// tellCase tells the case study of a name that the ask has, in its own order.
func (d *draft) tellCase(a *question.Ask) bool {
	told := false
	for _, p := range d.b.lore.cases {
		if !slices.Contains(a.Names, p.Heading) {
			continue
		}
		for i := range p.Claims[:min(len(p.Claims), maxCaseTold)] {
			d.tellOne(finding{claim: &p.Claims[i], passage: p})
			told = true
		}
	}
	return told
}
