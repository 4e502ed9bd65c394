package bot

import (
	"fmt"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge"
)

const (
	maxRivals  = 4 // options weighed against each other when the person names none
	maxReasons = 3
	maxUnless  = 3 // verdicts for the runner-up that are named
)

// pick recommends an option, or says why that cannot be done.
func (d *draft) pick(a *ask, e *evidence) Outcome {
	if len(a.options) == 0 && len(a.foreign) > 0 {
		d.missing(a)
		return NotCovered
	}
	if len(a.options) == 1 && len(a.rivals()) > 0 {
		return d.oneSided(a, e)
	}
	d.missing(a)
	d.b.addImplied(a, e)
	d.b.addPurposes(a, e)
	d.b.addDescribed(a, e)
	l := d.b.weigh(a, e, d.b.rivals(a))
	d.a.Ledger = l
	needless := len(a.concepts) == 0
	d.unheld(a, l)
	switch pointer := l.pointer(a); {
	case pointer != nil:
		d.recommendElsewhere(a, l, pointer)
	case needless && len(d.a.Gaps) > len(a.foreign) && d.b.special(a):
		return NotCovered
	case needless:
		d.recommendEither(a, l)
	case l.Coverage == 0:
		return NotCovered
	case l.Margin < pickMargin:
		d.recommendEither(a, l)
	default:
		d.recommendBest(a, l)
	}
	return Recommended
}

// rivals are the options weighed: those named, or, where at most one is, all that the knowledge judges.
func (b *Bot) rivals(a *ask) []string {
	if len(a.options) > 1 {
		return a.options
	}
	rivals := slices.Clone(a.options)
	for _, s := range b.lore.subjects {
		if len(rivals) < maxRivals {
			rivals = appendNew(rivals, s)
		}
	}
	return rivals
}

// addImplied replaces traits that the knowledge has nothing on by the criteria that they suggest: a startup has
// little time and money.
func (b *Bot) addImplied(a *ask, e *evidence) {
	for _, t := range slices.Clone(a.concepts) {
		k, ok := b.lib.Vocabulary.Concept(t.name)
		if !ok || len(e.topics[t.name]) > 0 || !slices.ContainsFunc(k.Implies, func(name string) bool { return b.lore.concepts[name] > 0 }) {
			continue
		}
		a.concepts = slices.DeleteFunc(a.concepts, func(o topic) bool { return o.name == t.name })
		for _, name := range k.Implies {
			if b.lore.concepts[name] > 0 {
				a.addTopic(topic{name: name, weight: impliedWeight})
			}
		}
	}
}

// addPurposes looks for verdicts that name a purpose in the ask's own words ("many functionalities") and
// makes each such word a topic.
func (b *Bot) addPurposes(a *ask, e *evidence) {
	if len(a.concepts) > 0 {
		return
	}
	for _, t := range a.terms {
		if b.lore.terms[t.text] == 0 || b.lib.Vocabulary.Weak(t.text) {
			continue
		}
		for _, p := range e.passages {
			for i := range p.Claims {
				c := &p.Claims[i]
				if c.Verdict && len(c.About) > 0 && slices.Contains(c.Terms, t.text) {
					e.topics[t.word] = append(e.topics[t.word], finding{claim: c, passage: p})
				}
			}
		}
		if len(e.topics[t.word]) > 0 {
			a.addTopic(topic{name: t.word, weight: 1})
		}
	}
}

// impliedWeight is the weight of a criterion that a trait only suggests.
const impliedWeight = 0.35

// described is the topic of a need that is put in words which no concept covers.
const described = "What you describe"

// Thresholds of a described need: how much of its words a claim must have, and how near to the best.
const (
	describedEnough = 0.4
	describedNear   = 0.8
)

// addDescribed makes a topic of a need that no concept covers, from the claims that share most of its words.
func (b *Bot) addDescribed(a *ask, e *evidence) {
	if len(a.concepts) > 0 || len(a.terms) < 2 {
		return
	}
	words := *a
	words.options, words.names = nil, nil // a need is matched by its words alone
	var found []finding
	for _, f := range b.findings(&words, e) {
		if len(f.claim.About) > 0 && f.match >= describedEnough && (len(found) == 0 || f.match >= found[0].match*describedNear) {
			found = append(found, f)
		}
	}
	if len(found) > 0 {
		e.topics[described] = found
		a.addTopic(topic{name: described, weight: 1})
	}
}

// unheld names what was asked for and has no evidence.
func (d *draft) unheld(a *ask, l *Ledger) {
	for _, r := range l.Rows {
		if !r.held() {
			d.gap(fmt.Sprintf("%s: the knowledge says nothing about it for %s.", a.saying(r.Concept), list(l.Options)))
		}
	}
	for _, t := range a.terms {
		if (l.Coverage == 0 || t.added) && t.concept == "" && d.b.lore.terms[t.text] == 0 && !d.b.lib.Vocabulary.Weak(t.text) && a.code == "en" {
			d.gap(fmt.Sprintf("%q: the knowledge does not mention it.", t.word))
		}
	}
}

// special reports whether an ask has a word that the knowledge lacks and that is no plain word: the need itself,
// not chatter around it.
func (b *Bot) special(a *ask) bool {
	return len(a.options) < 2 || slices.ContainsFunc(a.terms, func(t term) bool {
		return b.lore.terms[t.text] == 0 && !b.lib.Vocabulary.Weak(t.text) && !b.lib.Vocabulary.Everyday(t.word)
	})
}

// missing names technologies that no document judges.
func (d *draft) missing(a *ask) {
	for _, o := range a.foreign {
		name := o
		if w := a.wording[o]; w != "" && !strings.EqualFold(w, o) {
			name = fmt.Sprintf("%s (%s)", o, w)
		}
		d.gap(name + ": no document here judges it.")
	}
}

// pointer returns a verdict that points to none of the options, unless more of what was asked has a verdict for
// one of them.
func (l *Ledger) pointer(a *ask) *finding {
	var found *finding
	elsewhere, here := 0.0, 0.0
	for _, r := range l.Rows {
		weight := r.Weight * float64(max(1, a.saidOf(r.Concept)))
		if len(r.pointer) > 0 {
			elsewhere += weight
			if found == nil {
				found = &r.pointer[0]
			}
		} else if slices.ContainsFunc(r.Cells, func(c LedgerCell) bool { return c.Verdict > 0 }) {
			here += weight
		}
	}
	if elsewhere < here {
		return nil
	}
	return found
}

func (d *draft) recommendElsewhere(a *ask, l *Ledger, f *finding) {
	d.a.Recommendation = &Recommendation{Option: Neither, Strength: Moderate, Because: because(f.claim, a)}
	d.say("Pick: none of these. "+quote(*f, ""), *f)
}

func because(c *knowledge.Claim, a *ask) []string {
	names := []string{}
	for _, t := range a.concepts {
		if slices.Contains(c.Concepts, t.name) {
			names = append(names, t.name)
		}
	}
	return names
}

// recommendEither says for each option what speaks for it.
func (d *draft) recommendEither(a *ask, l *Ledger) {
	rec := &Recommendation{Option: Either, Strength: Weak, Because: []string{}}
	d.a.Recommendation = rec
	opening := "Pick: either. "
	for _, f := range l.alike() {
		if !d.said[f.claim] && len(d.a.Statements) < 1 {
			d.say(opening+quote(f, ""), f)
			opening = ""
		}
	}
	for i, option := range l.Options {
		f, concept := l.mostTelling(i, d.said)
		if f == nil {
			f = d.b.verdictFor(option, nil)
		}
		if f == nil {
			continue
		}
		rec.Because = appendNew(rec.Because, concept...)
		if d.said[f.claim] {
			continue
		}
		d.say(opening+quote(*f, option), *f)
		opening = ""
	}
	for i, option := range l.Options {
		if f := d.b.verdictFor(option, d.said); f != nil && len(a.concepts) == 0 && i < 2 {
			d.say(quote(*f, option), *f)
		}
	}
	if len(d.a.Statements) > 0 {
		rec.Unless = "one of your needs outweighs the others: name it and ask again"
	}
}

// alike returns the claims, under the asked criteria's own headings, that say the same of all options.
func (l *Ledger) alike() []finding {
	var same []finding
	for _, r := range l.Rows {
		for _, f := range r.Cells[0].claims {
			if len(f.claim.About) == len(l.Options) && f.claim.About[0].Stance == f.claim.About[1].Stance &&
				f.claim.About[0].Stance != knowledge.Neutral && slices.Contains(f.passage.Topics, r.Concept) {
				same = append(same, f)
			}
		}
	}
	return same
}

// mostTelling returns the best claim for option i over all rows, and its row's concept.
func (l *Ledger) mostTelling(i int, said map[*knowledge.Claim]bool) (*finding, []string) {
	best, at := -2.0, -1
	for r := range l.Rows {
		c := &l.Rows[r].Cells[i]
		if len(c.claims) > 0 && c.Score*l.Rows[r].Weight > best && !said[c.claims[0].claim] {
			best, at = c.Score*l.Rows[r].Weight, r
		}
	}
	if at < 0 {
		return nil, nil
	}
	return &l.Rows[at].Cells[i].claims[0], []string{l.Rows[at].Concept}
}

// verdictFor returns a verdict of the knowledge for an option that is not said yet.
func (b *Bot) verdictFor(option string, said map[*knowledge.Claim]bool) *finding {
	for i := range b.lore.verdicts[option] {
		if f := &b.lore.verdicts[option][i]; !said[f.claim] {
			return f
		}
	}
	return nil
}

// recommendBest names the pick, its reasons, and what speaks against it or would turn it round.
func (d *draft) recommendBest(a *ask, l *Ledger) {
	best, second := l.best()
	option := l.Options[best]
	rec := &Recommendation{Option: option, Strength: l.strength(), Because: []string{}}
	d.a.Recommendation = rec
	opening := fmt.Sprintf("Pick: %s. ", option)
	for _, r := range l.reasons(best) {
		f := l.Rows[r].Cells[best].reason(option, d.said)
		if f == nil {
			continue
		}
		rec.Because = appendNew(rec.Because, l.Rows[r].Concept)
		if len(d.a.Statements) < maxReasons {
			d.say(opening+quote(*f, option), *f)
			opening = ""
		}
	}
	d.counter(l, best, option)
	if second >= 0 {
		d.unless(rec, a, l.Options[second])
	}
	d.a.Comparison = d.table(l)
}

// reason returns the best claim for an option that is not said yet; one that says the same of all options only
// where there is no other.
func (c *LedgerCell) reason(option string, said map[*knowledge.Claim]bool) *finding {
	var last *finding
	for i := range c.claims {
		f := &c.claims[i]
		if stance, _ := f.claim.On(option); said[f.claim] || stance == knowledge.Against {
			continue
		}
		if !alike(f.claim) {
			return f
		}
		if last == nil {
			last = f
		}
	}
	return last
}

// reasons returns the rows that speak for option i, the most separating first.
func (l *Ledger) reasons(i int) []int {
	lead := func(r int) float64 {
		row := l.Rows[r]
		rival := -2.0
		for j, c := range row.Cells {
			if j != i {
				rival = max(rival, c.Score)
			}
		}
		return row.Weight * (row.Cells[i].Score - rival)
	}
	var rows []int
	for r := range l.Rows {
		if len(l.Rows[r].Cells[i].claims) > 0 && l.Rows[r].Cells[i].Score >= 0 {
			rows = append(rows, r)
		}
	}
	slices.SortStableFunc(rows, func(x, y int) int { return compareFloats(lead(y), lead(x)) })
	return rows
}

// counter says the strongest thing that the asked criteria hold against the pick.
func (d *draft) counter(l *Ledger, i int, option string) {
	for _, r := range l.Rows {
		for _, f := range r.Cells[i].claims {
			if stance, _ := f.claim.On(option); stance == knowledge.Against && !d.said[f.claim] && !leaning(f.claim.Text) {
				d.say(quote(f, option), f)
				return
			}
		}
	}
	for _, r := range l.Rows {
		for j, c := range r.Cells {
			if j != i && c.Score > 0 && !d.said[c.claims[0].claim] {
				d.say(quote(c.claims[0], l.Options[j]), c.claims[0])
				return
			}
		}
	}
}

// unless says what the knowledge recommends the runner-up for.
func (d *draft) unless(rec *Recommendation, a *ask, second string) {
	var needs []string
	var texts []string
	var cited []finding
	for _, f := range d.b.lore.verdicts[second] {
		stance, _ := f.claim.On(second)
		if stance != knowledge.For || d.said[f.claim] || slices.ContainsFunc(f.claim.Concepts, a.has) || len(cited) == maxUnless {
			continue
		}
		needs = appendNew(needs, f.claim.Concepts...)
		texts = append(texts, quote(f, second))
		cited = append(cited, f)
	}
	if len(cited) == 0 {
		return
	}
	if len(needs) > 0 {
		rec.Unless = fmt.Sprintf("what you need is %s: then %s", strings.Join(needs, ", "), second)
	}
	d.say(strings.Join(texts, " "), cited...)
}

// oneSided answers a choice of which the knowledge judges only one side: what it holds of that side.
func (d *draft) oneSided(a *ask, e *evidence) Outcome {
	d.missing(a)
	if len(a.concepts) == 0 {
		a.define = true
	}
	a.foreign = nil
	return d.tell(a, e)
}

// list joins names as a sentence does: "A, B and C".
func list(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}
