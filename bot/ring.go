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
	maxBefore  = 3   // earlier rings of one entry
	maxOfBlip  = 2   // sentences of its description
	maxNamed   = 4   // entries that a question names
	enoughRing = 0.5 // how much of what is asked an entry of a list must be about
	nearRing   = 0.8 // and of what the best is about
)

// A ringing is what a radar says of a technology at one time.
type ringing struct {
	*knowledge.Blip
	passage *knowledge.Passage
}

// newRings returns the blips of a library by option, current ones first, then the newest.
func newRings(lib *knowledge.Library) map[string][]ringing {
	rings := map[string][]ringing{}
	for i := range lib.Documents {
		d := &lib.Documents[i]
		byID := map[string]*knowledge.Passage{}
		for k := range d.Passages {
			byID[d.Passages[k].ID] = &d.Passages[k]
		}
		for k := range d.Blips {
			if b := &d.Blips[k]; byID[b.Passage] != nil {
				rings[b.Option] = append(rings[b.Option], ringing{b, byID[b.Passage]})
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
	words  string             // its name as words joined by single spaces
	about  map[string]float64 // content term → how much the first of its ringings is about that
}

// newEntries returns the options of rings, sorted.
func newEntries(v *knowledge.Vocabulary, rings map[string][]ringing) []entry {
	var entries []entry
	for _, o := range slices.Sorted(maps.Keys(rings)) {
		entries = append(entries, entry{option: o, words: joinWords(knowledge.Words(o)), about: rings[o][0].about(v)})
	}
	return entries
}

// about weighs the content terms of what a radar says of a technology, of its name, and of what kind of thing it is.
func (r ringing) about(v *knowledge.Vocabulary) map[string]float64 {
	own := map[string]float64{}
	for i := range r.passage.Claims {
		for _, t := range r.passage.Claims[i].Terms {
			own[t] = inOutcome
		}
	}
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
	if len(d.b.lore.rings) == 0 {
		return "", false
	}
	onRadar := d.b.lib.Vocabulary.Has(knowledge.Ringing, a.words)
	choosing := !onRadar && a.chooses()
	if !onRadar && !settling && !choosing {
		return "", false
	}
	named := d.b.onRadar(a)
	switch {
	case choosing && len(named) > 0:
		return d.pickByRing(a, e, named), true
	case (onRadar || settling) && len(named) > 0:
		d.missing(a)
		for _, o := range named[:min(len(named), maxNamed)] {
			d.sayRing(a, o)
			d.describeBlip(a, o)
		}
		return Facts, true
	case onRadar && len(a.options)+len(a.foreign)+len(a.strange) == 0:
		return d.listRing(a)
	}
	return "", false
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
		text := " " + joinWords(a.words) + " "
		for _, e := range b.lore.entries {
			if strings.Contains(e.words, " ") && strings.Contains(text, " "+e.words+" ") {
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

// sayRing says in which ring an option stands, since when, and where it stood before.
func (d *draft) sayRing(a *ask, option string) {
	list := d.b.lore.rings[option]
	opening := ""
	if ring := askedRing(a.words); ring != "" && startsYesNo(a.words) && len(a.options) < 2 {
		opening = "No: "
		if list[0].isRing(ring) {
			opening = "Yes: "
		}
	}
	text, last, cited := opening+list[0].standing(), list[0], []*knowledge.Passage{list[0].passage}
	var before []string
	for _, r := range list[1:] {
		switch {
		case r.Current:
			text += "; also " + r.standing()
		case len(before) < maxBefore && !strings.EqualFold(r.Ring, last.Ring):
			before = append(before, "on "+r.Ring+inBrackets(r.Date))
		default:
			continue
		}
		last, cited = r, append(cited, r.passage)
	}
	if len(before) > 0 {
		text += "; before that " + strings.Join(before, ", then ")
	}
	d.state(text+".", cited)
}

// standing words a blip: "Apache Kafka is on Adopt (Platforms, 2024-10)".
func (r ringing) standing() string {
	var where []string
	for _, s := range []string{r.Quadrant, r.Date} {
		if s != "" {
			where = append(where, s)
		}
	}
	return r.Name + " is on " + r.Ring + inBrackets(strings.Join(where, ", "))
}

func inBrackets(text string) string {
	if text == "" {
		return ""
	}
	return " (" + text + ")"
}

// describeBlip says what the radar says of an option beside its ring: of the newest volume that says anything.
func (d *draft) describeBlip(a *ask, option string) {
	for _, r := range d.b.lore.rings[option] {
		var list []finding
		for i := range r.passage.Claims {
			c := &r.passage.Claims[i]
			if i > 0 && knowledge.IsRing(c.Text) {
				break // from here on it tells of earlier rings
			}
			if !knowledge.IsRing(c.Text) && !d.said[c] && !strings.HasSuffix(c.Text, ":") {
				list = append(list, finding{claim: c, passage: r.passage})
			}
		}
		for _, f := range list[:min(len(list), maxOfBlip)] {
			d.say(quote(f, ""), f)
		}
		if len(list) > 0 {
			return
		}
	}
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
	if len(list) == 0 {
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
		if b.says(knowledge.Blipping, t.word) || b.lib.Vocabulary.Weak(t.text) {
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
