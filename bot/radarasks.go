package bot

import (
	"slices"

	"github.com/stackpick/stackpick/bot/question"
	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// asksQuadrant reports whether an ask wants to know in which part of a radar something stands.
func asksQuadrant(a *question.Ask) bool { return vocabulary.HasAny(a.Words, "quadrant", "quadrants") }

// asksMove reports whether an ask wants to know only whether, or when, something on a radar has moved.
func (b *Bot) asksMove(a *question.Ask) bool {
	return vocabulary.HasAny(a.Words, "move", "moved", "moves") && len(a.Options) == 1 && !b.saysWhatKind(a)
}

// asksBare reports whether an ask names entries of a radar and says no more of them than where they might stand: "Java?",
// "is Haskell allowed?".
func (b *Bot) asksBare(a *question.Ask, named []string) bool {
	onlyEntries := len(named) > 0 && len(named) <= maxNamed && len(a.Options)+len(a.Foreign)+len(a.Names) == len(named)
	onlyTold := a.Want == question.Tell && a.Answer == question.Anything && !offers(a) && !vocabulary.HasAny(a.Words, "why", "how")
	if !onlyEntries || !onlyTold {
		return false
	}
	if a.Define && (!vocabulary.HasAny(a.Words, "about") || b.saysMoreThanRing(named)) {
		return false // what it is goes before where it stands
	}
	if adopted := a.StartsYesNo() && vocabulary.HasAny(a.Words, "adopted"); len(a.Concepts) > 1 || len(a.Concepts) == 1 && !adopted {
		return false // "adopted" is a concept, popularity, which is not meant here
	}
	return !slices.ContainsFunc(a.Terms, func(t question.Term) bool {
		return t.Word != "adopted" && t.Word != newThing(a) && !b.onlyAsksRing(t)
	})
}

// asksNew reports whether an ask is after what is new, and not after what a new thing may be made of: "for new projects".
func asksNew(a *question.Ask) bool {
	return vocabulary.HasAny(a.Words, "new") && newThing(a) == ""
}

// saysMoreThanRing reports whether a radar says more of one of its entries than its ring.
func (b *Bot) saysMoreThanRing(named []string) bool {
	for _, o := range named {
		for _, r := range b.lore.rings[o] {
			for f := range sentencesIn(r.parts) {
				if !knowledge.IsRing(f.claim.Text) {
					return true
				}
			}
		}
	}
	return false
}

// newThing returns the word for what an ask wants to make anew, "service" of "for a new service", or "".
func newThing(a *question.Ask) string {
	for i := range a.Words[:max(0, len(a.Words)-1)] {
		next := a.Words[i+1 : i+2]
		if a.Words[i].Text == "new" && a.Speech.Has(vocabulary.Undertaking, next) {
			return next[0].Text
		}
	}
	return ""
}

// unplaced names the quadrants that are asked for and no radar gives.
func (d *draft) unplaced(r *radarAsk, _ *evidence) (Outcome, bool) {
	d.gap("the quadrant of " + andList(r.named) + ": the radar does not give it.")
	return NotCovered, true
}

// meaning answers what a ring means, where that is asked.
func (d *draft) meaning(r *radarAsk, _ *evidence) (Outcome, bool) {
	a, ring := r.a, d.b.askedRing(r.a)
	switch {
	case ring == "" || d.b.saysWhatKind(a) || len(a.Options)+len(a.Foreign)+len(a.Names) > 0:
		return "", false
	case d.sayMeaning(ring):
		return Facts, true
	}
	d.gap("what " + upperFirst(ring) + " means: nothing here says.")
	return NotCovered, true
}

// sayMeaning says what a ring means, where a page tells: "HOLD — not for new projects". It reports whether one does.
func (d *draft) sayMeaning(ring string) bool {
	for _, p := range d.b.lib.Passages() {
		for n := range p.Claims {
			if c := &p.Claims[n]; p.Part != knowledge.PartHead && definesRing(c.Text, ring) {
				d.say(quote(finding{claim: c, passage: p}, ""), finding{claim: c, passage: p})
				d.sayNext(p, n+1)
				return true
			}
		}
	}
	return false
}

// leastMeaning is how many words a sentence has that says what a ring means.
const leastMeaning = 3

// definesRing reports whether a sentence begins with a ring and goes on to tell of it: "Hold: not for new projects", "Hold
// means …".
func definesRing(text, ring string) bool {
	words := vocabulary.Words(text)
	if len(words) < leastMeaning || words[0].Text != ring {
		return false
	}
	return words[1].Break || words[1].Is("means", "is", "are", "stands", "ring")
}

// sayNext says the sentence of a passage that follows one on a ring, where it still tells of that.
func (d *draft) sayNext(p *knowledge.Passage, n int) {
	if n >= len(p.Claims) {
		return
	}
	c := &p.Claims[n]
	if words := vocabulary.Words(c.Text); len(words) >= leastMeaning && !slices.Contains(commonRings(), words[0].Text) {
		d.say(quote(finding{claim: c, passage: p}, ""), finding{claim: c, passage: p})
	}
}
