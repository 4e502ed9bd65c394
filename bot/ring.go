package bot

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge"
)

// How much is told of a radar.
const (
	maxRinged  = 8   // entries of a list
	maxNamed   = 4   // entries that a question names
	enoughRing = 0.5 // how much of what is asked an entry of a list must be about
	nearRing   = 0.8 // and of what the best is about
)

// A ringing is what a radar says of a technology at one time.
type ringing struct {
	*knowledge.Blip
	passage *knowledge.Passage   // that says so
	parts   []*knowledge.Passage // all that its volume says of it, that passage first
}

// newRings returns the blips of a library by option, current ones first, then the newest.
func newRings(lib *knowledge.Library) map[string][]ringing {
	rings := map[string][]ringing{}
	for i := range lib.Documents {
		d := &lib.Documents[i]
		if len(d.Blips) == 0 {
			continue
		}
		parts := map[string][]*knowledge.Passage{}
		for k := range d.Passages {
			p := &d.Passages[k]
			parts[sectionID(p)] = append(parts[sectionID(p)], p)
		}
		for k := range d.Blips {
			if b := &d.Blips[k]; len(parts[b.Passage]) > 0 {
				rings[b.Option] = append(rings[b.Option], ringing{b, parts[b.Passage][0], parts[b.Passage]})
			}
		}
	}
	for _, list := range rings {
		slices.SortStableFunc(list, func(x, y ringing) int {
			return cmp.Or(trueFirst(x.Current, y.Current), cmp.Compare(y.Date, x.Date))
		})
	}
	return rings
}

// An entry is an option of radars as questions find it.
type entry struct {
	option string
	words  []knowledge.Word   // of its name
	about  map[string]float64 // content term → how much it is about that
}

// newEntries returns the options of rings, sorted.
func newEntries(v *knowledge.Vocabulary, rings map[string][]ringing) []entry {
	var entries []entry
	for _, o := range slices.Sorted(maps.Keys(rings)) {
		entries = append(entries, entry{option: o, words: knowledge.Words(o), about: about(v, rings[o])})
	}
	return entries
}

// about weighs the content terms of what radars say of a technology, the newest first, of its name, and of what kind of
// thing it is.
func about(v *knowledge.Vocabulary, rings []ringing) map[string]float64 {
	own := map[string]float64{}
	for _, r := range rings {
		for _, p := range r.parts {
			for i := range p.Claims {
				for _, t := range p.Claims[i].Terms {
					own[t] = inOutcome
				}
			}
		}
	}
	r := rings[0]
	title := r.Name + " " + r.Quadrant
	if o, ok := v.Option(r.Option); ok {
		title += "\n" + o.Is
	}
	for _, t := range v.Terms(knowledge.Words(title)) {
		own[t] = inTitle
	}
	return own
}

// worth orders rings for a choice.
func (r ringing) worth() int {
	switch {
	case r.Firm():
		return 3
	case r.Stance == knowledge.For:
		return 2
	case r.Stance == knowledge.Neutral:
		return 1
	}
	return -1
}

// ringed answers from radars: where a technology stands, what stands in a ring, and a choice between entries. It
// reports whether it could.
func (d *draft) ringed(a *ask, e *evidence, settling bool) (Outcome, bool) {
	if len(d.b.lore.rings) == 0 || a.answer == person || a.meansRing() {
		return "", false // a radar does not say who moved what, nor what its rings are
	}
	choosing := !a.ringing && a.chooses()
	if !a.ringing && !settling && !choosing {
		return "", false
	}
	named := d.b.onRadar(a)
	switch {
	case choosing && len(named) > 0:
		return d.pickByRing(a, e, named), true
	case len(named) > 0 && (a.ringing || settling && d.b.tellsOf(a, named)):
		d.missing(a)
		for _, o := range named[:min(len(named), maxNamed)] {
			d.sayRing(a, o)
			d.describeBlip(a, o)
		}
		return Facts, true
	case a.ringing && startsYesNo(a.words) && len(a.names) > 0: // "is MySQL on hold?"
		d.gap(list(a.names) + ": no radar here has it.")
		return NotCovered, true
	case a.ringing && len(a.options)+len(a.foreign)+len(a.strange) == 0 && !hasAny(a.words[:1], "how", "why"):
		return d.listRing(a)
	}
	return "", false
}

// meansRing reports whether an ask wants to know what a ring is, and not what stands in it.
func (a *ask) meansRing() bool {
	return hasAny(a.words, "mean", "means", "meaning", "meant", "definition", "define", "defined", "rings")
}

// tellsOf reports whether the radars speak of what an ask wants to know of one of their entries.
func (b *Bot) tellsOf(a *ask, named []string) bool {
	return slices.ContainsFunc(b.lore.entries, func(e entry) bool {
		return slices.Contains(named, e.option) && b.aboutEntry(a, e) >= enoughRing
	})
}

// onRadar returns the options that an ask names and a radar has, in the order of the ask.
func (b *Bot) onRadar(a *ask) []string {
	var named []string
	for _, o := range slices.Concat(a.options, a.foreign, a.names) {
		if len(b.lore.rings[o]) > 0 {
			named = appendNew(named, o)
		}
	}
	if len(named) == 0 { // a technique has an everyday name, which is no option's
		for _, e := range b.lore.entries {
			if len(e.words) > 1 && !slices.ContainsFunc(e.words, func(w knowledge.Word) bool { return !hasAny(a.words, w.Text) }) {
				named = append(named, e.option)
			}
		}
	}
	return named
}

// askedRing returns the ring that an ask names, or "".
func askedRing(words []knowledge.Word) string {
	for _, w := range words {
		if slices.Contains([]string{"adopt", "trial", "assess", "hold", "caution"}, w.Text) {
			return w.Text
		}
	}
	return ""
}

// isRing reports whether a blip stands in the ring asked for; Hold and Caution are one.
func (r ringing) isRing(ring string) bool {
	old := func(s string) string { return strings.Replace(strings.ToLower(s), "caution", "hold", 1) }
	return old(r.Ring) == old(ring)
}

// listRing lists the entries of a ring, or those on what is asked about, the firmest first.
func (d *draft) listRing(a *ask) (Outcome, bool) {
	ring := askedRing(a.words)
	type listed struct {
		ringing
		share float64 // how much of what is asked it is about
	}
	var list []listed
	for _, entry := range d.b.lore.entries {
		r := d.b.lore.rings[entry.option][0]
		if !r.Current || ring != "" && !r.isRing(ring) {
			continue
		}
		if share := d.b.aboutEntry(a, entry); share >= enoughRing {
			list = append(list, listed{r, share})
		}
	}
	slices.SortStableFunc(list, func(x, y listed) int {
		return cmp.Or(cmp.Compare(y.share, x.share), y.worth()-x.worth())
	})
	switch {
	case len(list) == 0 && ring != "":
		d.gap(upperFirst(ring) + ": no radar here has such entries there now.")
		return NotCovered, true
	case len(list) == 0:
		return "", false
	}
	least := list[0].share * nearRing
	list = slices.DeleteFunc(list, func(l listed) bool { return l.share < least })
	for _, r := range list[:min(len(list), maxRinged)] {
		d.state(r.standing()+".", []*knowledge.Passage{r.passage})
	}
	if len(list) > maxRinged {
		d.note("There are more on the radar; name a technology or a kind of it to see that.")
	}
	return Facts, true
}

// aboutEntry is how much of an ask's own words an entry is about, 0 to 1; 1 where the ask only names a ring.
func (b *Bot) aboutEntry(a *ask, e entry) float64 {
	earned, all := 0.0, 0.0
	for _, t := range a.terms {
		if b.onlyAsksRing(t) {
			continue
		}
		w := b.termWeight(a, t)
		all += w
		earned += w * e.about[t.text]
	}
	if all == 0 {
		return 1
	}
	return earned / all
}

// onlyAsksRing reports whether a term only tells that a radar or a decision is asked for, and not for what.
func (b *Bot) onlyAsksRing(t term) bool {
	return b.says(knowledge.Blipping, t.word) || b.says(knowledge.Recording, t.word) || b.lib.Vocabulary.Weak(t.text)
}

// pickByRing chooses by the rings of radars, where they tell options apart.
func (d *draft) pickByRing(a *ask, e *evidence, named []string) Outcome {
	worth := func(o string) int { return d.b.lore.rings[o][0].worth() }
	ranked := slices.Clone(named)
	slices.SortStableFunc(ranked, func(x, y string) int { return worth(y) - worth(x) })
	best, top := ranked[0], worth(ranked[0])
	if len(a.options) > 1 && len(ranked) > 1 && worth(ranked[1]) == top { // the rings tell nothing; what else is known decides
		for _, o := range named {
			d.sayRing(a, o)
		}
		return d.answerTo(a, e)
	}
	outcome := Facts
	if top >= 2 {
		rec := &Recommendation{Option: best, Strength: Moderate, Because: []string{"on " + d.b.lore.rings[best][0].Ring + " of the radar"}}
		if top == 3 && len(named) == len(a.options) {
			rec.Strength = Strong
		}
		d.a.Recommendation, outcome = rec, Recommended
	}
	d.missing(a)
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
	return outcome
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
