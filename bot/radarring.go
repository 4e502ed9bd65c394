package bot

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/bot/question"
	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// How much is told of a radar: what a screen of Slack takes in.
const (
	maxRinged = 8 // entries of a list
	fewRinged = 3 // as many are described, too
	maxNamed  = 4 // entries that a question names
)

// How much of what is asked an entry of a list must be about, 0 to 1. Tried on 89 questions on four public radars, and on as
// many that are only reported: no other number answers more of the first.
const (
	// Shares from 0.3 to 0.5 answer all of them alike; from 0.6 on a list is lost.
	enoughRing = 0.5
	// Of what the best is about. No answer changes between 0 and 0.8; without it "a tool for API documentation" lists all
	// that is about APIs.
	nearRing = 0.8
	// As enoughRing, where nobody speaks of a radar: its kind, its name or a tag says so. From 0.5 to 0.9 as many are right;
	// at 1 one is lost.
	strongRing = 0.9
)

// saysWhatKind reports whether an ask has a word that says what kind of entry it is after.
func (b *Bot) saysWhatKind(a *question.Ask) bool {
	return slices.ContainsFunc(a.Terms, func(t question.Term) bool { return !b.onlyAsksRing(t) })
}

// tellsOf reports whether the radars speak of what an ask wants to know of one of their entries.
func (b *Bot) tellsOf(a *question.Ask, named []string) bool {
	return slices.ContainsFunc(b.lore.entries, func(e entry) bool {
		return slices.Contains(named, e.option) && b.aboutEntry(a, e) >= enoughRing
	})
}

// onRadar returns the options that an ask names and a radar has, in the order of the ask.
func (b *Bot) onRadar(a *question.Ask) []string {
	var named []string
	for _, o := range slices.Concat(a.Options, a.Foreign, a.Names) {
		if len(b.lore.rings[o]) > 0 {
			named = appendNew(named, o)
		}
	}
	if len(named) == 0 { // a technique has an everyday name, which is no option's
		for _, e := range b.lore.entries {
			if len(e.words) > 1 && !slices.ContainsFunc(e.words, func(w vocabulary.Word) bool { return !vocabulary.HasAny(a.Words, w.Text) }) {
				named = append(named, e.option)
			}
		}
	}
	return named
}

// askedRing returns the ring that an ask names, in lower case, or "".
func (b *Bot) askedRing(a *question.Ask) string {
	for _, w := range a.Words {
		for _, ring := range commonRings() {
			if w.Text == ring || w.Text == ring+"ing" || w.Text == ring+"ling" { // "what are we assessing?", "trialling"
				return ring
			}
		}
	}
	if a.StartsYesNo() && vocabulary.HasAny(a.Words, "adopted") {
		return "adopt"
	}
	return b.reader.OwnRing(a.Words)
}

// commonRings are the rings of Thoughtworks' radar, in lower case.
func commonRings() []string { return []string{"adopt", "trial", "assess", "hold", "caution"} }

// isRing reports whether a blip stands in the ring asked for; Hold and Caution are one.
func (r ringing) isRing(ring string) bool {
	old := func(s string) string { return strings.Replace(strings.ToLower(s), "caution", "hold", 1) }
	return old(r.Ring) == old(ring)
}

// listRing lists the entries of a ring, or those on what is asked about beside it.
func (d *draft) listRing(r *radarAsk, _ *evidence) (Outcome, bool) {
	return d.listEntries(r.a, d.b.askedRing(r.a), enoughRing)
}

// listStack lists what is adopted.
func (d *draft) listStack(r *radarAsk, _ *evidence) (Outcome, bool) {
	all := r.a.Clone()
	all.Terms = nil // of "which technologies do we use?" no entry is about technologies
	return d.listEntries(all, "adopt", enoughRing)
}

// listKind lists the entries of a kind, where nobody speaks of a radar.
func (d *draft) listKind(r *radarAsk, _ *evidence) (Outcome, bool) {
	return d.listEntries(r.a, d.b.askedRing(r.a), strongRing)
}

// listEntries lists the entries of a ring, "" for any, which are about at least so much of what it asks:
// those that are most about it first, then the firmest, then those that came to their ring first.
func (d *draft) listEntries(a *question.Ask, ring string, least float64) (Outcome, bool) {
	since := d.b.askedDate(a)
	type listed struct {
		ringing
		share float64 // how much of what is asked it is about
		since string  // when it came to its ring
	}
	var list []listed
	for _, entry := range d.b.lore.entries {
		r := d.b.lore.rings[entry.option][0]
		first := staysOf(d.b.lore.rings[entry.option], r.History)[0].first.Date
		switch share := d.b.aboutEntry(a, entry); {
		case !r.Current, ring != "" && !r.isRing(ring), !a.Ringing && r.Stance == knowledge.Against, share < least:
		case since != "" && !r.New && !strings.HasPrefix(first, since):
		default:
			list = append(list, listed{r, share, first})
		}
	}
	slices.SortStableFunc(list, func(x, y listed) int {
		return cmp.Or(cmp.Compare(y.share, x.share), y.worth()-x.worth(), cmp.Compare(y.since, x.since))
	})
	switch {
	case len(list) == 0 && ring+since != "":
		d.gap(upperFirst(cmp.Or(ring, since)) + ": no radar here has such entries there now.")
		return NotCovered, true
	case len(list) == 0:
		return "", false
	}
	d.listed = true
	least = list[0].share * nearRing
	list = slices.DeleteFunc(list, func(l listed) bool { return l.share < least })
	for _, r := range list[:min(len(list), maxRinged)] {
		d.state(r.standing()+".", []*knowledge.Passage{r.passage})
		if len(list) <= fewRinged {
			d.describeBlip(a, r.Option)
		}
	}
	if len(list) > maxRinged {
		d.note("There are more on the radar; name a technology or a kind of it to see that.")
	}
	return Facts, true
}

// askedDate returns the date on which entries must have come to their rings: a year that an ask names, or that of the
// newest volume where it asks what is new. It is "" where any will do, and unknownDate where that is not known, for all
// entries are of one volume.
func (b *Bot) askedDate(a *question.Ask) string {
	for _, figure := range a.Figures {
		if year.MatchString(figure) {
			return figure
		}
	}
	if !vocabulary.HasAny(a.Words, "newest", "latest", "changed", "changes", "recent", "recently", "moved", "added") && !asksNew(a) {
		return ""
	}
	dates := map[string]bool{}
	for _, e := range b.lore.entries {
		rings := b.lore.rings[e.option]
		dates[staysOf(rings, rings[0].History)[0].first.Date] = true
	}
	if len(dates) < 2 {
		return unknownDate
	}
	return slices.Max(slices.Collect(maps.Keys(dates)))
}

// unknownDate is the date of no entry.
const unknownDate = "what is new"

// aboutEntry is how much of an ask's own words an entry is about, 0 to 1; 1 where the ask only names a ring.
func (b *Bot) aboutEntry(a *question.Ask, e entry) float64 {
	earned, all := 0.0, 0.0
	for _, t := range a.Terms {
		if b.onlyAsksRing(t) || t.Word == newThing(a) {
			continue
		}
		w := b.termWeight(a, t)
		all += w
		earned += w * e.about[t.Text]
	}
	if all == 0 {
		return 1
	}
	return earned / all
}

// onlyAsksRing reports whether a term only tells that a radar or a decision is asked for, and not for what.
func (b *Bot) onlyAsksRing(t question.Term) bool {
	return b.lib.Vocabulary.Says(vocabulary.Blipping, t.Word) || b.lib.Vocabulary.Says(vocabulary.Recording, t.Word) || b.lib.Vocabulary.Weak(t.Text) ||
		slices.ContainsFunc(b.lore.OwnRings, func(ring string) bool { return slices.Contains(strings.Fields(ring), t.Word) })
}

// pickByRing chooses by the rings of radars, where they tell options apart.
func (d *draft) pickByRing(r *radarAsk, e *evidence) (Outcome, bool) {
	a, named := r.a, r.named
	worth := func(o string) int { return d.b.lore.rings[o][0].worth() }
	ranked := slices.Clone(named)
	slices.SortStableFunc(ranked, func(x, y string) int { return worth(y) - worth(x) })
	best, top := ranked[0], worth(ranked[0])
	if len(a.Options) > 1 && len(ranked) > 1 && worth(ranked[1]) == top { // the rings tell nothing; what else is known decides
		if d.sayNeeds(a, named) {
			return Facts, true
		}
		return d.ringsFirst(r, e)
	}
	outcome := Facts
	if top >= 2 {
		rec := &Recommendation{Option: best, Strength: Moderate, Because: []string{"on " + d.b.lore.rings[best][0].Ring + " of the radar"}}
		if top == 3 && len(named) == len(a.Options) {
			rec.Strength = Strong
		}
		d.a.Recommendation, outcome = rec, Recommended
	}
	d.missing(a)
	for _, o := range a.Alternatives {
		if slices.Contains(a.Names, o) && !slices.Contains(named, o) {
			d.gap(o + ": no radar here has it.")
		}
	}
	d.sayRing(a, best)
	d.describeBlip(a, best)
	for _, o := range named {
		if o != best {
			d.sayRing(a, o)
		}
	}
	if outcome == Recommended {
		d.dissent(a, e, "The radar", d.b.lore.rings[best][0].Date, best)
	}
	return outcome, true
}

// ringsFirst says where options stand before what else is known of them is weighed.
func (d *draft) ringsFirst(r *radarAsk, e *evidence) (Outcome, bool) {
	for _, o := range r.named[:min(len(r.named), maxNamed)] {
		d.sayRing(r.a, o)
	}
	if outcome := d.answerTo(r.a, e); rank(outcome) > rank(Facts) {
		return outcome, true
	}
	return Facts, true
}

// sayRings says where the entries stand that an ask names, and what is told of each.
func (d *draft) sayRings(r *radarAsk, _ *evidence) (Outcome, bool) {
	d.missing(r.a)
	for _, o := range r.named[:min(len(r.named), maxNamed)] {
		d.sayRing(r.a, o)
		d.describeBlip(r.a, o)
	}
	return Facts, true
}

// notOnRadar names what is asked for a ring and stands on no radar.
func (d *draft) notOnRadar(r *radarAsk, _ *evidence) (Outcome, bool) {
	d.gap(andList(r.a.Names) + ": no radar here has it.")
	return NotCovered, true
}

// radarDissent says where a radar holds against an option that is decided for.
func (d *draft) radarDissent(r *ruling) {
	for _, o := range r.doc.Record.Chosen {
		for _, blip := range d.b.lore.rings[o] {
			if !blip.Current || blip.Stance != knowledge.Against {
				continue
			}
			d.state("The radar says otherwise: "+blip.standing()+".", []*knowledge.Passage{blip.passage})
			d.note("The decision is of " + dated(r.doc.Date) + ", the radar that says otherwise of " + dated(blip.Date) + ".")
			return
		}
	}
}
