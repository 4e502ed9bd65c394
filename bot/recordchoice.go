package bot

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/stackpick/stackpick/bot/question"
	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// asksToChoose reports whether an ask puts up a choice: "A or B?", "should we use A?", "which database for …?".
func asksToChoose(a *question.Ask) bool {
	switch {
	case a.Want != question.Pick || len(a.Words) == 0:
		return false
	case len(a.Alternatives) > 1 && a.Says(vocabulary.Opposing):
		return !a.AsksHow()
	case a.Starts(1, vocabulary.Proposing):
		return true
	}
	return a.Says(vocabulary.Adopting)
}

// offers reports whether an ask names the sides of a choice: "A or B?", "A vs B", "why A rather than B?".
func offers(a *question.Ask) bool {
	return len(a.Alternatives) > 1 && a.Says(vocabulary.Preferring)
}

// chose reports whether a record in force decides for one of options.
func (r *ruling) chose(options []string) bool {
	return r.doc.Record.Holds() && sharesOne(options, r.doc.Record.Chosen)
}

// alreadyPicked answers a choice that a record has made.
func (d *draft) alreadyPicked(a *question.Ask, e *evidence, found []candidate) Outcome {
	var best *ruling
	for _, c := range found {
		if c.doc.Record.Holds() && c.settles(d.b.asked(a, c.ruling)) {
			best = c.ruling
			break
		}
	}
	if best == nil {
		for i, c := range found {
			reasons := 0
			if i == 0 {
				reasons = d.b.grounds(a, 1) // which may name the sides of the choice
			}
			d.tellRuling(a, c.ruling, reasons)
		}
		return Facts
	}
	option := best.doc.Record.Chosen[0]
	asked := d.b.asked(a, best)
	if len(asked) > 0 && slices.Contains(best.doc.Record.Chosen, asked[0]) {
		option = asked[0]
	}
	rec := &Recommendation{Option: option, Strength: Moderate, Because: []string{cmp.Or(best.doc.Record.Name, "decided")}}
	if len(asked) > 1 && len(asked) >= len(a.Options) {
		rec.Strength = Strong // all of the choice was weighed
	}
	for _, t := range a.Concepts {
		if slices.Contains(best.doc.Record.Drivers, t.Name) {
			rec.Because = appendNew(rec.Because, t.Name)
		}
	}
	d.a.Recommendation = rec
	d.missing(a)
	d.tellRuling(a, best, maxGrounds)
	for _, c := range found { // those that bear on it, too
		d.tellRuling(a, c.ruling, 0)
	}
	d.dissent(a, e, "The decision", best.doc.Date, option)
	d.radarDissent(best)
	return Recommended
}

// settles reports whether a record makes a choice of which it has the options asked.
func (r *ruling) settles(asked []string) bool {
	return len(asked) > 0 && len(r.doc.Record.Chosen) > 0 || len(r.doc.Record.Chosen) == 1
}

// dissent says what an article holds against an option that is settled on, where on what is asked it recommends another,
// and notes how old both are.
func (d *draft) dissent(a *question.Ask, e *evidence, settled, date, option string) {
	if len(a.Options) < 2 || !slices.Contains(a.Options, option) {
		return
	}
	articles := &evidence{topics: map[string][]finding{}}
	for name, list := range e.topics {
		articles.topics[name] = slices.DeleteFunc(slices.Clone(list), func(f finding) bool {
			return f.passage.Kind == knowledge.KindDecision || f.passage.Kind == knowledge.KindRadar
		})
	}
	l := d.b.weigh(a, articles, a.Options)
	best, _ := l.best()
	if best < 0 || l.Options[best] == option || l.Margin < pickMargin || !l.contested() {
		return
	}
	f, _ := l.mostTelling(best, d.said)
	if f == nil {
		return
	}
	d.say("The article says otherwise: "+quote(*f, l.Options[best]), *f)
	d.note(fmt.Sprintf("%s is of %s, the article that says otherwise of %s.", settled, dated(date), dated(f.passage.Date)))
}

// dated is a date, or what is said where there is none.
func dated(date string) string {
	if date == "" {
		return "unknown date"
	}
	return date
}

// namingAll returns the best sentence that names all sides of a choice which nobody has judged, "We use X in production and
// Y on laptops", in a section that has whatever else is asked; nil where there is none.
func (b *Bot) namingAll(a *question.Ask, e *evidence) *finding {
	if len(a.Alternatives) < 2 {
		return nil
	}
	rest := b.besideSides(a)
	var sides [][][]string // of each, the words of each way to write it
	for _, o := range a.Alternatives {
		sides = append(sides, b.spellings(a, o))
	}
	for _, p := range e.passages {
		s := e.section(b, p)
		if slices.ContainsFunc(rest, func(term string) bool { return !s.has(term) }) {
			continue
		}
		for k := range p.Claims {
			stems := b.stems(p.Claims[k].Text)
			unnamed := func(side [][]string) bool {
				return !slices.ContainsFunc(side, func(words []string) bool { return len(words) > 0 && within(words, stems) })
			}
			if isSentence(p.Claims[k].Text) && !slices.ContainsFunc(sides, unnamed) {
				return &finding{claim: &p.Claims[k], passage: p}
			}
		}
	}
	return nil
}

// besideSides returns the terms that an ask is about beside the sides of its choice.
func (b *Bot) besideSides(a *question.Ask) []string {
	var rest []string
	for _, w := range b.wantedOf(a) {
		ofSide := slices.ContainsFunc(a.Alternatives, func(o string) bool {
			return slices.ContainsFunc(b.spellings(a, o), func(words []string) bool { return slices.Contains(words, w.term) })
		})
		if w.about() && !w.plain && !w.everyday && !ofSide && !a.Speech.Says(vocabulary.Undertaking, w.term) {
			rest = append(rest, w.term)
		}
	}
	return rest
}

// spellings returns the words of each way to write a technology: as the person did, its name, and others that we know.
func (b *Bot) spellings(a *question.Ask, name string) [][]string {
	list := [][]string{b.stems(name), b.stems(a.Wording[name])}
	if o, ok := b.lib.Vocabulary.Option(name); ok {
		for _, alias := range o.Aliases {
			list = append(list, b.stems(alias))
		}
	}
	return list
}
