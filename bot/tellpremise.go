package bot

import (
	"fmt"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/bot/question"
	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// correct answers a question that takes for granted what the knowledge contradicts: it says what the
// knowledge holds instead. It reports whether there was anything to correct.
func (d *draft) correct(a *question.Ask, e *evidence, found []finding) bool {
	if f, option := d.b.wrongOption(a, found); f != nil {
		d.gap("nothing here links " + andList(a.Names) + " to " + andList(a.Options) + ".")
		d.say(fmt.Sprintf("The knowledge links %s to %s: %s", andList(a.Names), option, quote(*f, option)), *f)
		d.tellRest(found, f)
		return true
	}
	if !a.Says(vocabulary.Asserting) || len(a.Options) == 0 {
		return false
	}
	option := a.Options[0]
	if d.correctRanking(a, e) {
		return true
	}
	for _, t := range a.Concepts {
		cell := newCell(option, a, e.topics[t.Name], t.Name)
		if len(cell.claims) > 0 && contradicts(t, cell.Score) {
			d.say("The knowledge says otherwise: "+quote(cell.claims[0], option), cell.claims[0])
			d.tellCell(cell, option)
			return true
		}
	}
	return false
}

// correctRanking corrects who takes for granted that one of two options is ahead of the other ("so X is faster than Y,
// right?") where the knowledge has it the other way round.
func (d *draft) correctRanking(a *question.Ask, e *evidence) bool {
	if len(a.Options) != 2 || !vocabulary.HasAny(a.Words, "than") {
		return false
	}
	for _, t := range a.Concepts {
		first := newCell(a.Options[0], a, e.topics[t.Name], t.Name)
		second := newCell(a.Options[1], a, e.topics[t.Name], t.Name)
		const clear = 0.3 // as in contradicts
		if t.Lean == 0 || float64(t.Lean)*(second.Score-first.Score) <= clear {
			continue
		}
		for _, f := range append(slices.Clone(first.claims), second.claims...) {
			ahead, _ := f.claim.On(a.Options[1])
			behind, on := f.claim.On(a.Options[0])
			if t.Lean < 0 {
				ahead, behind = behind, ahead
			}
			if on && ahead == knowledge.For && behind == knowledge.Against {
				d.say("The knowledge says otherwise: "+quote(f, ""), f)
				d.tellRest([]finding{f}, &f)
				return true
			}
		}
	}
	return false
}

// contradicts reports whether a score of the ledger is against how a topic is named: "since X is slow …".
func contradicts(t question.Topic, score float64) bool {
	const clear = 0.3 // 0 to 0.6 answer as many of the question sets
	return t.Lean < 0 && score > clear || t.Lean > 0 && score < -clear
}

// tellVerdict answers a question on an option and a need with what the knowledge recommends for the need, where
// that is not the option.
func (d *draft) tellVerdict(a *question.Ask, e *evidence) bool {
	ofOneNeed := len(a.Options) == 1 && len(a.Terms) <= len(a.Concepts)+1
	if !ofOneNeed || a.Answer != question.Anything || d.b.manyThings() {
		return false
	}
	for _, t := range a.Concepts {
		for _, f := range e.topics[t.Name] {
			if _, on := f.claim.On(a.Options[0]); !f.claim.Verdict || on {
				continue
			}
			opening := ""
			if a.Says(vocabulary.Asserting) && !vocabulary.HasPhrase(a.Words, "why not") {
				opening = "The knowledge says otherwise: "
			}
			d.gap(t.Name + ": nothing here recommends " + a.Options[0] + " for it.")
			d.say(opening+quote(f, ""), f)
			return true
		}
	}
	return false
}

// wrongOption finds a question that links a name to an option while the knowledge links it to another.
func (b *Bot) wrongOption(a *question.Ask, found []finding) (*finding, string) {
	if a.Named != 1 || len(a.Names) == 0 || len(a.Alternatives) > 1 || b.manyThings() {
		return nil, "" // who asks for one or the other takes nothing for granted
	}
	name, option := a.Names[0], a.Options[0]
	var other *finding
	for i := range found {
		f := &found[i]
		if !slices.Contains(f.claim.Names, name) && f.passage.Heading != name {
			continue
		}
		if _, linked := f.claim.On(option); linked {
			return nil, ""
		}
		if aboutOne(f.claim) != "" && (other == nil || !other.namesItsOption() && f.namesItsOption()) {
			other = f
		}
	}
	if other == nil {
		return nil, ""
	}
	return other, aboutOne(other.claim)
}

// namesItsOption reports whether a finding on one option has the name of that in its words.
func (f *finding) namesItsOption() bool {
	return strings.Contains(f.claim.Text, aboutOne(f.claim))
}

// How much is told beside what corrects a question: statements of an answer.
const (
	maxCorrecting = 4 // with those of the passage that corrects it
	maxOpposing   = 3 // with those of the ledger's cell that does
)

// tellRest tells more of the passage of a finding that is told.
func (d *draft) tellRest(found []finding, told *finding) {
	for _, f := range found {
		if f.passage != told.passage || len(d.a.Statements) >= maxCorrecting {
			continue
		}
		if f.match >= enough || f.passage.Kind == knowledge.KindCaseStudy {
			d.tellOne(f)
		}
	}
}

// tellCell tells what a cell of the ledger judges on an option beside its first claim, which is told.
func (d *draft) tellCell(cell LedgerCell, option string) {
	told := cell.claims[0].claim.Text
	for _, f := range cell.claims[1:] {
		stance, _ := f.claim.On(option)
		judges := stance != knowledge.Neutral && !leaning(f.claim.Text)
		if judges && len(d.a.Statements) < maxOpposing && !strings.EqualFold(f.claim.Text, told) {
			d.tellOne(f)
		}
	}
}
