package bot

import (
	"regexp"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/bot/question"
	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// maxBlipSide is how many good or bad sides of a radar's entry are told.
const maxBlipSide = 3

// sayBlipSides says what the radars hold for an entry, or against it, whichever is asked for: of the newest volume that
// says so. It reports whether any does.
func (d *draft) sayBlipSides(r *radarAsk, _ *evidence) (Outcome, bool) {
	a, option := r.a, r.named[0]
	for _, blip := range d.b.lore.rings[option] {
		sides := blip.sides(a.Lean)
		if len(sides) == 0 {
			continue
		}
		d.missing(a)
		d.sayRing(a, option)
		for i, s := range sides[:min(len(sides), maxBlipSide)] {
			if s.lead != nil && (i == 0 || sides[i-1].lead != s.lead) && !isSentence(s.claim.Text) {
				d.sayLed(s)
				continue
			}
			d.sayPlace(s)
		}
		return Facts, true
	}
	return "", false
}

// tellPlaced tells where the one entry of a radar stands that an ask wants leave to use, and what the radar says of it, where
// nothing answers just what is asked: "can I build an API in Node?". It reports whether there is one.
func (d *draft) tellPlaced(a *question.Ask) bool {
	named := d.b.onRadar(a)
	opening := a.Opening(2)
	wantsLeave := a.Says(vocabulary.Permitting) || a.Want == question.Pick || vocabulary.HasAnyPhrase(opening, "can i", "can we", "could i", "could we")
	if len(named) != 1 || !wantsLeave || a.Answer != question.Anything || asksVersion(a) {
		return false
	}
	d.sayRing(a, named[0])
	d.describeBlip(a, named[0])
	return true
}

// hedges matches sentences that take something back: "powerful, but …", "not for large ones".
var hedges = regexp.MustCompile(`(?i)\b(?:but|however|although|though|tend(?:s|ency)|not (?:for|to|the|suited|obvious|clear)|only for)\b`)

// sides returns the sentences of a blip's description that speak for it (lean > 0) or against it, in its order: items of
// a list with the line that leads to it.
func (r ringing) sides(lean int) []place {
	leads, wanted := goodLead, knowledge.For
	if lean < 0 {
		leads, wanted = badLead, knowledge.Against
	}
	var list []place
	var lead *place
	for _, p := range r.parts {
		for i := range p.Claims {
			c := &p.Claims[i]
			at := place{passage: p, claim: c, lead: lead}
			switch stance, on := c.On(r.Option); {
			case knowledge.IsRing(c.Text):
			case strings.HasSuffix(c.Text, ":"), isLabel(c.Text) && (goodLead.MatchString(c.Text) || badLead.MatchString(c.Text)):
				lead = &place{passage: p, claim: c}
			case lead != nil && leads.MatchString(lead.claim.Text):
				list = append(list, at)
			case lead != nil && (goodLead.MatchString(lead.claim.Text) || badLead.MatchString(lead.claim.Text)): // the other side
			case on && stance == wanted, lean < 0 && (badWords.MatchString(c.Text) || hedges.MatchString(c.Text)):
				at.lead = nil
				list = append(list, at)
			}
		}
	}
	return slices.Clip(list)
}
