package bot

import (
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge"
)

// correct answers a question that takes for granted what the knowledge contradicts: it says what the
// knowledge holds instead. It reports whether there was anything to correct.
func (d *draft) correct(a *ask, e *evidence, found []finding) bool {
	if f, option := d.b.wrongOption(a, found); f != nil {
		d.gap("nothing here links " + list(a.names) + " to " + list(a.options) + ".")
		d.say("The knowledge says otherwise: "+quote(*f, option), *f)
		d.tellRest(found, f)
		return true
	}
	if !d.b.lib.Vocabulary.Has(knowledge.Asserting, a.words) {
		return false
	}
	for _, t := range a.concepts {
		if t.lean == 0 || len(a.options) == 0 {
			continue
		}
		option := a.options[0]
		cell := newCell(option, a, e.topics[t.name], t.name)
		if len(cell.claims) > 0 && (t.lean < 0 && cell.Score > 0.3 || t.lean > 0 && cell.Score < -0.3) {
			d.say("The knowledge says otherwise: "+quote(cell.claims[0], option), cell.claims[0])
			d.tellCell(cell, option)
			return true
		}
	}
	return false
}

// tellVerdict answers a question on an option and a need with what the knowledge recommends for the need, where
// that is not the option.
func (d *draft) tellVerdict(a *ask, e *evidence) bool {
	if len(a.options) != 1 || len(a.terms) > len(a.concepts)+1 || a.answer != anything || d.b.manyThings() {
		return false
	}
	for _, t := range a.concepts {
		for _, f := range e.topics[t.name] {
			if _, on := f.claim.On(a.options[0]); !f.claim.Verdict || on {
				continue
			}
			opening := ""
			if d.b.lib.Vocabulary.Has(knowledge.Asserting, a.words) {
				opening = "The knowledge says otherwise: "
			}
			d.gap(t.name + ": nothing here recommends " + a.options[0] + " for it.")
			d.say(opening+quote(f, ""), f)
			return true
		}
	}
	return false
}

// wrongOption finds a question that links a name to an option while the knowledge links it to another.
func (b *Bot) wrongOption(a *ask, found []finding) (*finding, string) {
	if a.named != 1 || len(a.names) == 0 || len(a.alternatives) > 1 || b.manyThings() {
		return nil, "" // who asks for one or the other takes nothing for granted
	}
	name := a.names[0]
	linked := map[string]bool{}
	var other *finding
	for i := range found {
		f := &found[i]
		if !slices.Contains(f.claim.Names, name) && f.passage.Heading != name {
			continue
		}
		for _, s := range f.claim.About {
			linked[s.Option] = true
		}
		if o := aboutOne(f.claim); o != "" && (other == nil || !strings.Contains(other.claim.Text, aboutOne(other.claim)) && strings.Contains(f.claim.Text, o)) {
			other = f
		}
	}
	if other == nil || linked[a.options[0]] {
		return nil, ""
	}
	return other, aboutOne(other.claim)
}

func (d *draft) tellRest(found []finding, but *finding) {
	for _, f := range found {
		if f.passage == but.passage && len(d.a.Statements) < 4 && (f.match >= enough || f.passage.Kind == knowledge.KindCaseStudy) {
			d.tellOne(f)
		}
	}
}

func (d *draft) tellCell(cell LedgerCell, option string) {
	for _, f := range cell.claims[1:] {
		if stance, _ := f.claim.On(option); len(d.a.Statements) < 3 && stance != knowledge.Neutral && !leaning(f.claim.Text) && !strings.EqualFold(f.claim.Text, cell.claims[0].claim.Text) {
			d.tellOne(f)
		}
	}
}
