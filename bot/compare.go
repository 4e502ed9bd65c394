package bot

import (
	"slices"

	"github.com/stackpick/stackpick/bot/question"
	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// maxCompared is how many statements introduce a comparison; the table holds the rest.
const maxCompared = 6

// compare sets options side by side on the criteria asked, or on all that the knowledge has.
func (d *draft) compare(a *question.Ask, e *evidence) Outcome {
	options := d.b.rivals(a)
	if len(a.Options) == 0 && len(a.Foreign) > 0 {
		d.missing(a)
		return NotCovered
	}
	if len(a.Options) == 0 && d.b.manyThings() {
		d.notHeld(a)
		return NotCovered // of many options nobody wants all side by side
	}
	if d.tellStrengths(a) {
		return Facts // "pros and cons of X"
	}
	if d.b.setsOffPart(a) {
		return d.tell(a.ToldOnly(), e)
	}
	d.missing(a)
	if rivals := a.Rivals(); len(rivals) > 0 {
		options = append(slices.Clone(a.Options), rivals...)
	}
	if len(a.Concepts) == 0 {
		a = d.b.withAllCriteria(a, e, options)
		d.defineAll(options)
	}
	l := d.b.weigh(a, e, options)
	d.a.Ledger = l
	d.unheld(a, l)
	if l.Coverage == 0 {
		return NotCovered
	}
	d.introduce(l)
	d.a.Comparison = d.table(l)
	return Compared
}

// setsOffPart reports whether an ask puts one option beside something that the knowledge has and does not judge: "what's the
// difference between npm and Node?".
func (b *Bot) setsOffPart(a *question.Ask) bool {
	return !b.manyThings() && a.Named == 1 && len(a.Options) == 1 && len(a.Concepts)+len(a.Foreign) == 0 && slices.ContainsFunc(a.Terms, func(t question.Term) bool {
		return b.lore.Terms[t.Text] > 0 && !b.lib.Vocabulary.Weak(t.Text) && !vocabulary.Everyday(t.Word)
	})
}

// withAllCriteria returns an ask with a topic of every criterion that the knowledge speaks to for any of the options, in
// the order in which it comes to them. The evidence gains the claims on them.
func (b *Bot) withAllCriteria(a *question.Ask, e *evidence, options []string) *question.Ask {
	all := a.Clone()
	for f := range sentencesIn(b.lib.Passages()) {
		if !onAny(f.claim, options) {
			continue
		}
		for _, name := range f.claim.Concepts {
			if k, ok := b.lib.Vocabulary.Concept(name); ok && !k.Trait() {
				e.topics[name] = append(e.topics[name], f)
			}
		}
	}
	for _, name := range b.lore.comparable() {
		if len(e.topics[name]) > 0 {
			all.AddTopic(question.Topic{Name: name, Weight: 1})
		}
	}
	return all
}

// defineAll says what each option is.
func (d *draft) defineAll(options []string) {
	for _, o := range options {
		if f, ok := d.b.lore.definitions[o]; ok {
			d.say(quote(f, o), f)
		}
	}
}

// fewSections is how many criteria must have a section of their own for a comparison to keep to those.
const fewSections = 3

// comparable returns the criteria that a comparison of everything shows.
func (l *lore) comparable() []string {
	if len(l.headed) >= fewSections {
		return l.headed
	}
	return l.criteria[:min(len(l.criteria), 10)]
}

// introduce says the most telling thing of each option, row by row.
func (d *draft) introduce(l *Ledger) {
	for _, r := range l.Rows {
		for i, c := range r.Cells {
			if len(d.a.Statements) >= maxCompared {
				return
			}
			for _, f := range c.claims {
				if !d.said[f.claim] {
					d.say(quote(f, l.Options[i]), f)
					break
				}
			}
		}
	}
}

// table renders a ledger's rows as a comparison; a cell without a claim stays empty.
func (d *draft) table(l *Ledger) *Comparison {
	t := &Comparison{Options: l.Options, Rows: []ComparisonRow{}}
	shown := map[*knowledge.Claim]bool{}
	for _, r := range l.Rows {
		row := ComparisonRow{Criterion: r.Concept}
		for i, c := range r.Cells {
			cell := ComparisonCell{Option: l.Options[i], Stance: string(knowledge.NoClaim), Citations: []int{}}
			if f := c.shows(l.Options[i], shown); f != nil {
				text := quote(*f, "")
				cell.Text, cell.Stance = &text, string(c.stance())
				cell.Citations = append(cell.Citations, d.cite(f.passage))
				shown[f.claim] = !alike(f.claim)
			}
			row.Cells = append(row.Cells, cell)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// shows returns the claim that a cell shows, nil for none: the most telling, or, where another row shows that, the next on the
// same side.
func (c *LedgerCell) shows(option string, shown map[*knowledge.Claim]bool) *finding {
	if len(c.claims) == 0 {
		return nil
	}
	first := &c.claims[0]
	if !shown[first.claim] {
		return first
	}
	side, _ := first.claim.On(option)
	for i := range c.claims[1:] {
		f := &c.claims[i+1]
		if stance, _ := f.claim.On(option); stance == side && !shown[f.claim] && !leaning(f.claim.Text) {
			return f
		}
	}
	return first
}

func (c *LedgerCell) stance() knowledge.Stance {
	switch {
	case c.Score > 0:
		return knowledge.For
	case c.Score < 0:
		return knowledge.Against
	default:
		return knowledge.Neutral
	}
}
