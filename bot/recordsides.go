package bot

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/bot/question"
	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// sides says what speaks for and against the options of a record that an ask wants told apart, or whose good or bad
// sides it is after; where it names none of which such is known, what speaks for or against the decision, or follows
// from it. It reports whether it could.
func (d *draft) sides(a *question.Ask, r *ruling) bool {
	follows := a.Lean == 0 && a.Says(vocabulary.Following)
	if a.Lean == 0 && a.Want != question.Compare && !follows {
		return false
	}
	asked := d.b.asked(a, r)
	if a.Want == question.Compare && len(asked) > 1 && d.a.Comparison == nil {
		return d.contrast(a, r, asked)
	}
	before := len(d.a.Statements)
	if follows {
		d.sayFew(d.consequences(r), maxArguments, r)
		return len(d.a.Statements) > before
	}
	for _, o := range asked {
		d.sayLeaning(a, r, o, max(1, maxArguments/len(asked)))
	}
	if a.Lean != 0 && len(d.a.Statements) == before {
		d.sayLeaning(a, r, "", maxArguments)
	}
	return len(d.a.Statements) > before
}

// sayLeaning says up to so many arguments on an option, or with "" on the decision, on the side that an ask is after.
func (d *draft) sayLeaning(a *question.Ask, r *ruling, option string, most int) {
	if a.Lean >= 0 {
		d.sayFew(listedFirst(d.argued(a, r, option, knowledge.For)), most, r)
	}
	if a.Lean > 0 {
		return
	}
	list := listedFirst(d.argued(a, r, option, knowledge.Against))
	if len(list) < fewGrounds && (option == "" || slices.Contains(r.doc.Record.Chosen, option)) {
		list = append(list, d.costs(a, r)...)
	}
	d.sayFew(list, most, r)
}

// sayExceptions says when what a record decides is not done, where an ask is after that and the record has a section on it.
// It reports whether it could.
func (d *draft) sayExceptions(a *question.Ask, r *ruling) bool {
	if !vocabulary.HasAny(a.Words, "when") || !a.Says(vocabulary.Negating) {
		return false
	}
	before := len(d.a.Statements)
	for f := range r.sentences() {
		if exceptions.MatchString(f.passage.Heading) && len(d.a.Statements)-before < maxArguments {
			d.say(quote(f, ""), f)
		}
	}
	return len(d.a.Statements) > before
}

func (d *draft) sayFew(list []finding, most int, r *ruling) {
	for _, f := range list[:min(len(list), most)] {
		d.sayArgument(f, r)
	}
}

// consequences returns what a record says of what follows from it: the first of each of its lists and sections, then the
// second, and so on.
func (d *draft) consequences(r *ruling) []finding {
	var list []finding
	for i := range r.doc.Passages {
		p, n := &r.doc.Passages[i], 0.0
		if p.Part != knowledge.PartConsequences {
			continue
		}
		for k := range p.Claims {
			c := &p.Claims[k]
			whole := c.Listed || strings.HasSuffix(c.Text, ".") || len(vocabulary.Words(c.Text)) >= wholeSentence
			if whole && arguable(c) && !d.said[c] {
				list = append(list, finding{claim: c, passage: p, rank: -n})
				n++
			}
		}
	}
	sortByRank(list)
	return list
}

// listedFirst sets what a record calls an argument before what only sounds like one.
func listedFirst(list []finding) []finding {
	slices.SortStableFunc(list, func(x, y finding) int { return trueFirst(x.claim.Listed, y.claim.Listed) })
	return list
}

// sayConsidered says which options a record considers, where that is asked. It reports whether it could.
func (d *draft) sayConsidered(a *question.Ask, r *ruling) bool {
	return a.Says(vocabulary.Weighing) && (d.listConsidered(r) || d.sayOptions(r))
}

// optionsLead matches a line that leads to options: "We discussed three options:".
var optionsLead = regexp.MustCompile(`(?i)\b(?:options|alternatives|possibilities|approaches|choices|candidates|solutions|patterns|strategies|ways)\b[^.!?]*:$`)

// sayOptions tells the list of options that stands in a record's text, and reports whether there is one.
func (d *draft) sayOptions(r *ruling) bool {
	for i := range r.doc.Passages {
		for _, u := range d.b.utterances(&r.doc.Passages[i]) {
			if lead := u[0].lead; lead != nil && len(u) > 1 && optionsLead.MatchString(lead.claim.Text) {
				d.sayUtterance(u, "")
				return true
			}
		}
	}
	return false
}

// listConsidered lists the options that a record considers, and reports whether it has several.
func (d *draft) listConsidered(r *ruling) bool {
	var names []string
	var cited []*knowledge.Passage
	for _, o := range r.doc.Record.Considered {
		i := slices.IndexFunc(r.doc.Passages, func(p knowledge.Passage) bool {
			return (p.Part == knowledge.PartConsidered || p.Part == knowledge.PartPros) && strings.Contains(p.Heading+"\n"+p.Text, o)
		})
		if i >= 0 {
			names = append(names, o)
			cited = append(cited, &r.doc.Passages[i])
		}
	}
	opening, least := "The options were: ", 2
	if d.b.besides(r) {
		opening, least = "The other options were: ", 1
	}
	if len(names) < least {
		return false
	}
	most := min(len(names), maxConsidered)
	d.state(opening+strings.Join(names[:most], "; ")+".", cited[:most])
	if left := len(names) - most; left > 0 {
		d.note(fmt.Sprintf("%s names %d more options.", r.doc.Title, left))
	}
	return true
}

// asksUnchosen reports whether all that an ask names of a record's options are such as it does not choose, and says no more
// of than that it considered them: "what did we decide about X?", where X is in a list.
func (b *Bot) asksUnchosen(a *question.Ask, r *ruling) bool {
	asked := slices.DeleteFunc(b.asked(a, r), func(o string) bool { return strings.Contains(r.doc.Record.Subject, o) })
	if a.Want != question.Tell || a.Lean != 0 || a.Answer != question.Anything || len(asked) == 0 || sharesOne(asked, r.doc.Record.Chosen) {
		return false
	}
	for f := range r.sentences() {
		if !namesOnly(f.passage, f.claim) && !f.claim.Decides && onAny(f.claim, asked) {
			return false
		}
	}
	return true
}

// besides reports whether what a record considers stands beside what it decides for, which is not among it.
func (b *Bot) besides(r *ruling) bool {
	among := slices.ContainsFunc(r.doc.Record.Chosen, func(chosen string) bool {
		names := []string{chosen}
		if o, ok := b.lib.Vocabulary.Option(chosen); ok {
			names = append(names, o.Aliases...)
		}
		return slices.ContainsFunc(r.doc.Record.Considered, func(c string) bool {
			return slices.ContainsFunc(names, func(n string) bool { return strings.Contains(strings.ToLower(c), strings.ToLower(n)) })
		})
	})
	return r.doc.Record.Beside() && !among
}

// sayContext says what a decision answers to, where that is asked. It reports whether it could.
func (d *draft) sayContext(a *question.Ask, r *ruling) bool {
	if a.Lean != 0 || !a.Says(vocabulary.Situating) {
		return false
	}
	var list []finding
	for f := range r.sentences() {
		p, c := f.passage, f.claim
		inContext := (p.Part == knowledge.PartContext || p.Part == knowledge.PartHead) && !isHead(p, c)
		byItself := strings.HasSuffix(c.Text, ".") && arguable(c)
		if inContext && byItself && !d.said[c] && (len(list) > 0 || !leaning(c.Text)) {
			list = append(list, f)
		}
	}
	d.sayFew(list, maxGrounds, r)
	return len(list) > 0
}

// costs returns the consequences of a record that name a duty, a limit or a loss, where none is called a drawback.
func (d *draft) costs(a *question.Ask, r *ruling) []finding {
	return slices.DeleteFunc(d.argued(a, r, "", knowledge.Neutral), func(f finding) bool {
		return f.passage.Part != knowledge.PartConsequences || !costly.MatchString(f.claim.Text)
	})
}

// costly matches how people write of what a decision costs them: "we will have to …", "it only supports …".
var costly = regexp.MustCompile(`(?i)\b(?:must|need(?:s|ed)? to|have to|has to|requires?|no longer|cannot|can['’]t|not (?:be )?(?:able|possible|supported)|unable|does not|doesn['’]t|only|lose|loss|extra|additional|more work|effort|maintain|care|careful|conscious|caution|beware|confusion|might|however|although)\b`)

// contrast sets the options of a record side by side, by the best that it says for each and the worst against.
func (d *draft) contrast(a *question.Ask, r *ruling, asked []string) bool {
	t := &Comparison{Options: asked}
	held := false
	for _, side := range []struct {
		name   string
		stance knowledge.Stance
	}{{"For", knowledge.For}, {"Against", knowledge.Against}} {
		row := ComparisonRow{Criterion: side.name}
		for _, o := range asked {
			cell := ComparisonCell{Option: o, Stance: string(knowledge.NoClaim), Citations: []int{}}
			if list := listedFirst(d.argued(a, r, o, side.stance)); len(list) > 0 {
				text := quote(list[0], "")
				cell.Text, cell.Stance = &text, string(side.stance)
				cell.Citations = append(cell.Citations, d.cite(list[0].passage))
				held = true
			}
			row.Cells = append(row.Cells, cell)
		}
		t.Rows = append(t.Rows, row)
	}
	if held {
		d.a.Comparison = t
	}
	return held
}
