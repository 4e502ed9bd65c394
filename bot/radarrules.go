package bot

import (
	"slices"

	"github.com/stackpick/stackpick/bot/question"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// A radarAsk is an ask as the rules of radars see it.
type radarAsk struct {
	b        *Bot
	a        *question.Ask
	named    []string // the entries that it names
	placing  bool     // it is after where something stands
	settling bool     // it is after what the team has decided
	choosing bool     // it puts up a choice, and names no ring
}

// askOfRadars reads an ask for the rules of radars. Settling says that it asks what was decided.
func (b *Bot) askOfRadars(a *question.Ask, settling bool) *radarAsk {
	named, bare := b.onRadar(a), len(a.Terms)+len(a.Concepts) == 0
	ofQuadrants := asksQuadrant(a) && len(named) > 0
	onlyOffers := a.Want == question.Tell && offers(a) && bare
	return &radarAsk{
		b: b, a: a, named: named,
		placing:  a.Ringing || b.asksMove(a) || b.asksBare(a, named) || ofQuadrants,
		settling: (settling || prefersKind(a)) && !a.AsksHow(), // a radar is no manual
		choosing: !a.Ringing && (asksToChoose(a) || onlyOffers),
	}
}

// prefersKind reports whether an ask is after what is taken first of a kind: "what's our go-to database?".
func prefersKind(a *question.Ask) bool {
	for i, w := range a.Words[:max(0, len(a.Words)-1)] {
		goTo := w.Text == "to" && i > 0 && a.Words[i-1].Text == "go" && !w.Break
		next := a.Words[i+1]
		first := goTo || w.Is("default", "preferred", "goto")
		if first && (a.Speech.Kind(next.Text) || next.Text == "db") {
			return true
		}
	}
	return false
}

// A radarRule is one rule of what radars answer.
type radarRule struct {
	name    string // what is asked
	example string // a question that the rule decides
	instead string // the rule that would decide the example if this one stood behind it
	fits    func(*radarAsk) bool
	answer  func(*draft, *radarAsk, *evidence) (Outcome, bool) // reports whether radars answer
}

// radarRules are all rules. The first that fits decides. In general, what no radar tells comes first, then what names
// entries, then what asks for a list of them. Field instead says what the place of each rule guards against;
// TestRadarRules holds all examples to it.
func radarRules() []radarRule {
	return []radarRule{
		// Words of a radar, but nothing that stands on one.
		{name: "who, or of which version", example: "who moved Steam to hold?", instead: "where entries stand",
			fits: (*radarAsk).beyond, answer: (*draft).noRing},
		{name: "what a ring means", example: "what does it mean to be on hold?", instead: "what stands in a ring",
			fits: (*radarAsk).asksMeaning, answer: (*draft).meaning},
		{name: "all that is used", example: "what's our tech stack?", instead: "anything else",
			fits: func(r *radarAsk) bool { return asksStack(r.a) }, answer: (*draft).listStack},
		{name: "anything else", example: "which maps are pretty?", instead: "what there is of a kind",
			fits: (*radarAsk).elsewhere, answer: (*draft).noRing},

		// Entries that are named.
		{name: "a quadrant that no radar gives", example: "which quadrant is AWS EMR in?", instead: "where entries stand",
			fits: (*radarAsk).asksUnknownQuadrant, answer: (*draft).unplaced},
		{name: "entries side by side", example: "are Leaflet vs Steam on adopt?", instead: "where entries stand",
			fits: (*radarAsk).compares, answer: (*draft).ringsFirst},
		{name: "good or bad sides of one", example: "drawbacks of Steam on our radar", instead: "where entries stand",
			fits: (*radarAsk).asksSides, answer: (*draft).sayBlipSides},
		{name: "a choice", example: "should we use Steam?", instead: "more than a list",
			fits: (*radarAsk).picks, answer: (*draft).pickByRing},
		{name: "where entries stand", example: "is Leaflet on adopt?", instead: "more than a list",
			fits: (*radarAsk).asksPlaces, answer: (*draft).sayRings},

		// A list of entries; but one that names what no radar has is not after those that it has.
		{name: "whether an unknown name stands in a ring", example: "are Boats on hold?", instead: "what stands in a ring",
			fits: (*radarAsk).asksUnknownName, answer: (*draft).notOnRadar},
		{name: "more than a list", example: "why is something on hold?", instead: "what stands in a ring",
			fits: (*radarAsk).asksMore, answer: (*draft).noRing},
		{name: "what stands in a ring", example: "what is on hold?", instead: "",
			fits: func(r *radarAsk) bool { return r.a.Ringing }, answer: (*draft).listRing},
		{name: "what there is of a kind", example: "which maps did we choose?", instead: "",
			fits: func(r *radarAsk) bool { return r.b.saysWhatKind(r.a) }, answer: (*draft).listKind},
	}
}

// ringed answers from radars: where a technology stands, what stands in a ring, and a choice between entries. Settling
// says that the ask wants to know what was decided. It reports whether it could.
func (d *draft) ringed(a *question.Ask, e *evidence, settling bool) (Outcome, bool) {
	if len(d.b.lore.rings) == 0 {
		return "", false
	}
	r, rules := d.b.askOfRadars(a, settling), radarRules()
	i := slices.IndexFunc(rules, func(rule radarRule) bool { return rule.fits(r) })
	if i < 0 {
		return "", false
	}
	return rules[i].answer(d, r, e)
}

// beyond reports whether an ask is after what no radar says: who moved what, or of which version.
func (r *radarAsk) beyond() bool { return r.a.Answer == question.Person || asksVersion(r.a) }

// asksMeaning reports whether an ask wants to know what a ring is, and not what stands in it.
func (r *radarAsk) asksMeaning() bool {
	return vocabulary.HasAny(r.a.Words, "mean", "means", "meaning", "meant", "definition", "define", "defined", "rings")
}

// elsewhere reports whether an ask gives no reason to look at a radar.
func (r *radarAsk) elsewhere() bool {
	asks := r.placing || r.settling || r.choosing
	return !asks && r.a.Want != question.Compare && r.a.Lean == 0
}

// asksUnknownQuadrant reports whether an ask wants to know the quadrants of entries of which no radar gives any.
func (r *radarAsk) asksUnknownQuadrant() bool {
	known := func(option string) bool {
		return slices.ContainsFunc(r.b.lore.rings[option], func(blip ringing) bool { return blip.Quadrant != "" })
	}
	return len(r.named) > 0 && asksQuadrant(r.a) && !slices.ContainsFunc(r.named, known)
}

// compares reports whether an ask wants several entries side by side.
func (r *radarAsk) compares() bool { return r.a.Want == question.Compare && len(r.named) > 1 }

// asksSides reports whether an ask is after what speaks for one entry, or against it.
func (r *radarAsk) asksSides() bool {
	return r.a.Lean != 0 && r.a.Want == question.Tell && len(r.named) == 1
}

// picks reports whether an ask puts up a choice of entries.
func (r *radarAsk) picks() bool { return r.choosing && len(r.named) > 0 }

// asksPlaces reports whether an ask wants to know where entries stand, or what was decided on them that radars speak of.
func (r *radarAsk) asksPlaces() bool {
	return len(r.named) > 0 && (r.placing || r.settling && r.b.tellsOf(r.a, r.named))
}

// asksUnknownName reports whether an ask wants to know whether something stands in a ring that no rule before has
// found on a radar: "is MySQL on hold?".
func (r *radarAsk) asksUnknownName() bool {
	return r.a.Ringing && r.a.StartsYesNo() && len(r.a.Names) > 0
}

// asksMore reports whether an ask names a technology, or wants instructions or reasons: no list answers that.
func (r *radarAsk) asksMore() bool {
	return namesTechnology(r.a) || vocabulary.HasAny(r.a.Opening(1), "how", "why")
}

// noRing leaves an ask to what else is known.
func (d *draft) noRing(*radarAsk, *evidence) (Outcome, bool) { return "", false }
