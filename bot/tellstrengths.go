package bot

import (
	"cmp"
	"slices"

	"github.com/stackpick/stackpick/bot/question"
	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// How many sentences tell the good or the bad sides of an option, and how many each where both are asked for.
const (
	maxStrengths = 5
	maxEachSide  = 3
)

// tellStrengths says what speaks for or against an option as a whole, a criterion after the other, where that is all that is
// asked: "what are the weaknesses of Node?", "pros and cons of Django", "why choose Node over Django?". It reports whether it
// could.
func (d *draft) tellStrengths(a *question.Ask) bool {
	both := a.Lean == 0 && a.Says(vocabulary.Praising) && a.Says(vocabulary.Blaming)
	ofSides := (a.Lean != 0 || both) && a.Answer == question.Anything
	ofMore := len(a.Concepts)+len(a.Terms)+len(a.Names)+len(a.Foreign) > 0
	if d.b.manyThings() || len(a.Options) != 1 || !ofSides || ofMore {
		return false
	}
	most := maxStrengths
	if both {
		most = maxEachSide
	}
	before, option := len(d.a.Statements), a.Options[0]
	if both || a.Lean > 0 {
		d.sayStrengths("", d.b.judging(option, knowledge.For), most)
	}
	if both || a.Lean < 0 {
		opening := ""
		if both {
			opening = againstIt
		}
		d.sayStrengths(opening, d.b.judging(option, knowledge.Against), most)
	}
	return len(d.a.Statements) > before
}

func (d *draft) sayStrengths(opening string, list []finding, most int) {
	for _, f := range list[:min(len(list), most)] {
		d.say(opening+quote(f, aboutOne(f.claim)), f)
	}
}

// tellUses says what an option is recommended for, where nothing else is asked: "when should I use Django?", "what is Node good
// for?". It reports whether it could.
func (d *draft) tellUses(a *question.Ask) bool {
	if len(a.Options) != 1 || len(a.Names)+len(a.Foreign) > 0 || !vocabulary.HasAny(a.Opening(2), "when", "what", "whats", "what's", "where") {
		return false
	}
	option := a.Options[0]
	if !a.Says(vocabulary.Negating) && !vocabulary.HasAny(a.Words, "not") {
		return d.sayVerdicts(option)
	}
	before := len(d.a.Statements)
	d.sayStrengths("", d.b.judging(option, knowledge.Against), maxEachSide)
	for _, rival := range d.b.rivals(a) {
		if rival != option && len(d.a.Statements) > before {
			d.sayVerdicts(rival) // "when should I not use X?": where something else is recommended
		}
	}
	return len(d.a.Statements) > before
}

// sayVerdicts says what an option is recommended for, and reports whether there was anything.
func (d *draft) sayVerdicts(option string) bool {
	before := len(d.a.Statements)
	for _, f := range d.b.lore.verdicts[option] {
		if stance, _ := f.claim.On(option); stance == knowledge.For && len(d.a.Statements)-before < maxStrengths {
			d.say(quote(f, option), f)
		}
	}
	return len(d.a.Statements) > before
}

// judging returns the claims on one side of an option, that on each criterion which tells most, in the order of the criteria;
// then, where the knowledge says nothing else, those on none.
func (b *Bot) judging(option string, side knowledge.Stance) []finding {
	best := map[string]finding{}
	for f := range sentencesIn(b.lib.Passages()) {
		c := f.claim
		stance, ok := c.On(option)
		if !ok || stance != side || leaning(c.Text) || alike(c) || knowledge.IsRing(c.Text) {
			continue
		}
		concept := ""
		if len(c.Concepts) > 0 {
			concept = c.Concepts[0]
		}
		f.rank = claimWeight(f, concept) + setsApart(c, option)
		if held, ok := best[concept]; !ok || f.rank > held.rank {
			best[concept] = f
		}
	}
	return b.inOrder(best)
}

// inOrder returns the findings on concepts: criteria that the library has sections on, in their order, then the others,
// those that tell most first.
func (b *Bot) inOrder(best map[string]finding) []finding {
	var list []finding
	for _, name := range b.lore.comparable() {
		if f, ok := best[name]; ok {
			list = append(list, f)
			delete(best, name)
		}
	}
	var rest []string
	for name := range best {
		if name != "" || len(best) == 1 && len(list) == 0 {
			rest = append(rest, name)
		}
	}
	slices.SortFunc(rest, func(x, y string) int {
		return cmp.Or(cmp.Compare(best[y].rank, best[x].rank), cmp.Compare(x, y))
	})
	for _, name := range rest {
		list = append(list, best[name])
	}
	return list
}
