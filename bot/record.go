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

// How much is told of a decision.
const (
	maxGrounds    = 3   // reasons of one record
	fewGrounds    = 2   // with as many plain reasons, the context is left out
	maxListed     = 3   // items that go on with a deciding sentence such as "Chosen option: A, because"
	maxWritten    = 3   // words of a status that is said as the record writes it
	maxEnded      = 9   // likewise of one by which a decision has ended
	maxLabelled   = 9   // words of a decision that names an option by its label and says no more of it
	maxReplacing  = 6   // records that replace or amend one
	maxConsidered = 8   // options of a record
	foundToo      = 0.6 // score of a record that nobody asks for as one, relative to the best of all passages
	maxArguments  = 4   // for the options of a comparison, and as many against
)

// decided answers from what the team has decided: a record that is named, what was decided on something, a choice that
// is made already, and what the radars say. It reports whether it could.
func (d *draft) decided(a *question.Ask, e *evidence) (Outcome, bool) {
	if len(d.b.lore.docket.all)+len(d.b.lore.rings) == 0 || a.Want == question.Greet {
		return "", false
	}
	settling := a.Says(vocabulary.Settling)
	if outcome, ok := d.ruled(a, e, settling); ok {
		return outcome, true
	}
	return d.ringed(a, e, settling)
}

// ruled answers from decision records.
func (d *draft) ruled(a *question.Ask, e *evidence, settling bool) (Outcome, bool) {
	if len(d.b.lore.docket.all) == 0 || asksVersion(a) {
		return "", false
	}
	if named, missing := d.b.lore.Records.Called(a.Words); len(named)+len(missing) > 0 {
		return d.byName(a, d.b.lore.docket.rulings(named), missing), true
	}
	if len(a.Records) > 0 {
		d.tellRuling(a, d.b.lore.docket.ruling(a.Records[0]), d.b.grounds(a, 1)) // more of the record that the thread is about
		return Facts, true
	}
	if asksStack(a) && slices.ContainsFunc(d.b.lore.docket.all, chosen().has) {
		return d.listRulings(a, chosen()), true
	}
	least, told := d.b.leastOf(a, settling)
	if !told && !d.b.asksOnlyStatus(a) {
		return "", false
	}
	if settling && d.b.asksOnlyDecisions(a) && !a.StartsYesNo() || d.b.asksOnlyStatus(a) {
		return d.listRulings(a, d.b.listOf(a)), true
	}
	if d.b.asksWhichRecords(a) && d.listAbout(a) {
		return Facts, true
	}
	found := d.b.rulings(a, least)
	if !settling && a.Want == question.Tell && len(a.Options)+len(a.Foreign) == 0 {
		found = slices.DeleteFunc(found, func(c candidate) bool { return e.best(c.doc) < foundToo })
	}
	if a.Want == question.Tell && offers(a) && !settling {
		made := slices.DeleteFunc(slices.Clone(found), func(c candidate) bool { return !c.chose(a.Alternatives) })
		switch {
		case len(made) > 0 && vocabulary.HasAny(a.Words, "why"):
			d.tellRulings(a, made)
			return Facts, true
		case len(made) > 0:
			return d.alreadyPicked(a, e, made), true
		}
		found = slices.DeleteFunc(found, func(c candidate) bool { return c.match < enoughTold })
	}
	switch {
	case len(found) == 0 && settling && d.sayInstead(a):
		return Facts, true
	case len(found) == 0:
		return NotCovered, settling && d.unruled(a, e)
	case d.unmade(a, []*ruling{found[0].ruling}):
		return NotCovered, true
	case asksToChoose(a):
		return d.alreadyPicked(a, e, found), true
	}
	d.tellRulings(a, found)
	if a.Want == question.Compare && d.a.Comparison != nil {
		return Compared, true
	}
	return Facts, true
}

// leastOf returns how much of an ask a record must be about to answer it, and whether records answer it at all.
func (b *Bot) leastOf(a *question.Ask, settling bool) (least float64, told bool) {
	switch {
	case settling, a.Want == question.Pick, b.asksMaking(a):
		return enoughDecided, true
	case a.Answer == question.Anything && a.Says(vocabulary.Weighing):
		return enoughDecided, true // "what else was considered for X?" is worded as one for a definition
	case a.Answer == question.Anything && a.Define && !asksWhatItIs(a) && b.isDecided(keyOf(b.lib.Vocabulary, a.Words)):
		return enoughTold, true // "tell me about DNS"
	case a.Answer == question.Anything && a.Define && vocabulary.HasAny(a.Words, "our"):
		return enoughTold, true // "what's our backend?" is what was decided on it
	case a.Answer != question.Anything, a.Define && a.Lean == 0, a.Relate, a.Ringing, a.AsksDegree():
		return 0, false
	case a.Lean != 0, offers(a), a.Says(vocabulary.Following), a.Says(vocabulary.Weighing):
		return enoughDecided, true
	}
	return enoughTold, !asksFact(a)
}

// asksFact reports whether an ask is after a fact rather than a decision: "what is the rate of …?".
func asksFact(a *question.Ask) bool {
	return a.Want == question.Tell && a.Says(vocabulary.Defining)
}

// tellRulings tells records. Where the standing of one is not the question, what is in force comes first, and what it
// replaced is only named.
func (d *draft) tellRulings(a *question.Ask, found []candidate) {
	var current, old []*ruling
	for _, c := range found {
		next := d.b.successors(c.ruling)
		if asksStanding(a) || c.doc.Record.Holds() || len(next) == 0 {
			current = append(current, c.ruling)
			continue
		}
		old = append(old, c.ruling)
		for _, s := range next {
			if !slices.Contains(current, s) {
				current = append(current, s)
			}
		}
	}
	for _, r := range current {
		d.tellRuling(a, r, d.b.grounds(a, len(current)))
		if r.doc.Record.Holds() {
			d.radarDissent(r)
		}
	}
	for _, r := range old {
		d.tellRuling(a, r, 0)
	}
}

// byName tells the records that an ask names, and which numbers no record has.
func (d *draft) byName(a *question.Ask, named []*ruling, missing []int) Outcome {
	for _, n := range missing[:min(len(missing), maxRulings)] {
		d.gap(fmt.Sprintf("ADR %d: the knowledge holds no decision record of that number.", n))
	}
	if left := len(named) - maxRulings; left > 0 {
		d.note(fmt.Sprintf("%d more records are called so.", left))
		named = named[:maxRulings]
	}
	if len(named) == 0 || d.unmade(a, named) {
		return NotCovered
	}
	for _, r := range named {
		d.tellRuling(a, r, d.b.grounds(a, len(named)+len(missing)))
	}
	return Facts
}

// namesTechnology reports whether an ask names a technology, be it one that the vocabulary does not know.
func namesTechnology(a *question.Ask) bool { return len(a.Options)+len(a.Foreign)+len(a.Strange) > 0 }

// tellRuling says what became of a record, what it decides, and up to so many reasons. Where it no longer holds, what
// replaced it follows.
func (d *draft) tellRuling(a *question.Ask, r *ruling, reasons int) {
	if d.stated[r] {
		return
	}
	d.stated[r] = true
	text, cited := d.standing(r)
	if d.toldAs(text) {
		return // a copy, in another folder
	}
	if who := makers(a, r); who != "" {
		text = strings.TrimSuffix(text, ".") + who + "."
	}
	d.state(text, cited)
	for _, f := range d.history(a, r) {
		d.say(quote(f, ""), f)
	}
	d.sayReplaced(a, r)
	next := d.b.successors(r)
	if r.doc.Record.Holds() || len(next) == 0 {
		d.sayDecision(r)
		if d.b.asksUnchosen(a, r) {
			d.listConsidered(r)
		}
		if !d.sayExceptions(a, r) && !d.sides(a, r) && !d.sayConsidered(a, r) && !d.sayContext(a, r) {
			if d.sayDetail(a, r) {
				reasons = max(0, reasons-1)
			}
			d.sayGrounds(a, r, reasons)
		}
	}
	if r.doc.Record.Holds() && !asksStanding(a) {
		return
	}
	for _, s := range next {
		d.tellRuling(a, s, reasons)
	}
}

// sayReplaced says which records one has replaced, where an ask is after that: "what did ADR 12 supersede?".
func (d *draft) sayReplaced(a *question.Ask, r *ruling) {
	if !vocabulary.HasAny(a.Words, "supersede", "supersedes", "superseded", "replace", "replaces", "replaced") || !r.doc.Record.Holds() {
		return
	}
	var names []string
	cited := []*knowledge.Passage{r.head}
	for _, id := range r.doc.Record.Supersedes {
		if old := d.b.lore.docket.byID[id]; old != nil && !d.stated[old] && len(names) < maxReplacing {
			names = append(names, old.doc.Title)
			cited = append(cited, old.head)
		}
	}
	if len(names) > 0 {
		d.state("It supersedes "+andList(names)+".", cited)
	}
}

// sayInstead answers who takes for granted that something was chosen which no record names, with what was chosen of its
// kind: "why did we choose Kafka?" where RabbitMQ was. It reports whether there is such.
func (d *draft) sayInstead(a *question.Ask) bool {
	named := slices.Concat(a.Options, a.Foreign)
	if len(named) != 1 || !asksReasons(a) || a.Want != question.Tell {
		return false
	}
	o, ok := d.b.lib.Vocabulary.Option(named[0])
	if !ok || o.Is == "" || broadKind.MatchString(o.Is) {
		return false
	}
	var instead []*ruling
	for _, r := range d.b.lore.docket.all {
		ofKind := func(chosen string) bool {
			c, ok := d.b.lib.Vocabulary.Option(chosen)
			return ok && c.Is == o.Is && c.Name != o.Name
		}
		if r.doc.Record.Holds() && slices.ContainsFunc(r.doc.Record.Chosen, ofKind) && len(instead) < maxInstead {
			instead = append(instead, r)
		}
	}
	if len(instead) == 0 {
		return false
	}
	d.gap(o.Name + ": no record here decides for it; what was decided of its kind follows.")
	for _, r := range instead {
		d.tellRuling(a, r, d.b.grounds(a, len(instead)))
	}
	return true
}

// unruled reports whether an ask is after a decision in so many words, and neither a record nor a section that the search
// finds is headed by what it is on: what is said of that in passing decides nothing.
func (d *draft) unruled(a *question.Ask, e *evidence) bool {
	if !decisionOn.MatchString(a.Text) || a.Code != "en" || len(a.Options)+len(a.Foreign) > 0 {
		return false
	}
	words := d.b.wantedOf(a)
	if !slices.ContainsFunc(words, wanted.about) {
		return false
	}
	headed := func(p *knowledge.Passage) bool {
		own := d.b.stems(strings.Join(p.Path, "\n") + "\n" + p.Title + "\n" + p.Heading)
		return !slices.ContainsFunc(words, func(w wanted) bool { return w.about() && !w.plain && !slices.Contains(own, w.term) })
	}
	if slices.ContainsFunc(e.passages, headed) {
		return false
	}
	var said []string
	for i, w := range a.Words {
		if _, topical := d.b.lib.Vocabulary.Term(w); topical && !d.b.reader.AsksOnly(a, i) && !d.b.lib.Vocabulary.Says(vocabulary.Recording, w.Text) {
			said = append(said, a.Text[w.Start:w.End])
		}
	}
	d.gap(quoted(strings.Join(said, " ")) + ": no decision on that is recorded here.")
	return true
}

// decisionOn matches how a decision is asked for: "decision records" are none.
var decisionOn = regexp.MustCompile(`(?i)\bdecided?\b|\bdecisions? (?:on|about|for|regarding|made|taken)\b`)

// maxInstead is how many records are told in place of one that there is not.
const maxInstead = 2

// broadKind matches kinds of things that stand beside each other as often as for each other.
var broadKind = regexp.MustCompile(`\b(?:library|tool|package|plugin)$`)
