package bot

import (
	"cmp"
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
	maxRecorded   = 6   // records of a list
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
	settling := d.b.lib.Vocabulary.Has(vocabulary.Settling, a.Words)
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
	least, told := d.b.leastOf(a, settling)
	if !told && !d.b.asksOnlyStatus(a) {
		return "", false
	}
	if settling && d.b.asksOnlyDecisions(a) || d.b.asksOnlyStatus(a) {
		return d.listRulings(a), true
	}
	if d.b.asksWhichRecords(a) && d.listAbout(a) {
		return Facts, true
	}
	found := d.b.rulings(a, least, settling)
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
	v := b.lib.Vocabulary
	switch {
	case settling, a.Want == question.Pick, b.asksMaking(a):
		return enoughDecided, true
	case a.Answer == question.Anything && v.Has(vocabulary.Weighing, a.Words):
		return enoughDecided, true // "what else was considered for X?" is worded as one for a definition
	case a.Answer == question.Anything && a.Define && !asksWhatItIs(a) && b.isDecided(keyOf(v, a.Words)):
		return enoughTold, true // "tell me about DNS"
	case a.Answer == question.Anything && a.Define && vocabulary.HasAny(a.Words, "our"):
		return enoughTold, true // "what's our backend?" is what was decided on it
	case a.Answer != question.Anything, a.Define && a.Lean == 0, a.Relate, a.Ringing, a.AsksDegree():
		return 0, false
	case a.Lean != 0, offers(a), v.Has(vocabulary.Following, a.Words), v.Has(vocabulary.Weighing, a.Words):
		return enoughDecided, true
	}
	return enoughTold, a.DecisionToo || !b.asksFact(a)
}

// asksFact reports whether an ask is after a fact rather than a decision: "what is the rate of …?".
func (b *Bot) asksFact(a *question.Ask) bool {
	return a.Want == question.Tell && b.lib.Vocabulary.Has(vocabulary.Defining, a.Words)
}

// tellRulings tells records. Where the standing of one is not the question, what is in force comes first, and what it
// replaced is only named.
func (d *draft) tellRulings(a *question.Ask, found []candidate) {
	var current, old []*ruling
	for _, c := range found {
		next := d.b.successors(c.ruling)
		if d.b.asksStanding(a) || c.doc.Record.Holds() || len(next) == 0 {
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

// asksOnlyDecisions reports whether an ask has no subject beside decisions: "which decisions were superseded?".
func (b *Bot) asksOnlyDecisions(a *question.Ask) bool {
	ofDecisions := vocabulary.HasAny(a.Words, "decisions", "adrs", "rfcs", "records", "decided") || vocabulary.HasPhrase(a.Words, "we decide")
	ofOne := vocabulary.HasAny(a.Words, "when", "where", "who", "why", "if", "how", "happens") // no list answers that
	named := slices.ContainsFunc(a.Names, func(n string) bool { return !b.lib.Vocabulary.Says(vocabulary.Recording, n) })
	return ofDecisions && !ofOne && !named && !namesTechnology(a) && !b.reader.SaysMore(a)
}

// namesTechnology reports whether an ask names a technology, be it one that the vocabulary does not know.
func namesTechnology(a *question.Ask) bool { return len(a.Options)+len(a.Foreign)+len(a.Strange) > 0 }

// unsettled are the statuses by which an ask may call for the records that have them: "what was rejected?".
func unsettled() []knowledge.Status {
	return []knowledge.Status{knowledge.StatusProposed, knowledge.StatusRejected, knowledge.StatusDeprecated, knowledge.StatusSuperseded}
}

// asksOnlyStatus reports whether an ask is after whatever has a status, and names nothing else.
func (b *Bot) asksOnlyStatus(a *question.Ask) bool {
	ofStatus := b.lore.Records.StatusIn(a.Words) != "" || slices.ContainsFunc(a.Words, func(w vocabulary.Word) bool { return slices.Contains(unsettled(), knowledge.Status(w.Text)) })
	forList := vocabulary.HasAny(a.Words, "what", "which", "list", "show", "anything")
	beyond := func(name string) bool { return !b.lore.Records.IsSeries(name) }
	if !ofStatus || !forList || len(a.Options)+len(a.Foreign) > 0 || slices.ContainsFunc(slices.Concat(a.Strange, a.Names), beyond) {
		return false
	}
	return !slices.ContainsFunc(a.Terms, func(t question.Term) bool {
		known := b.lib.Vocabulary.Says(vocabulary.Recording, t.Word) || b.lore.Records.IsStatus(t.Word) || b.lore.Records.IsSeries(t.Word)
		return !known && !b.lib.Vocabulary.Weak(t.Text) && !vocabulary.Everyday(t.Word)
	})
}

// listRulings lists the records of the status asked for, or those in force, the newest first.
func (d *draft) listRulings(a *question.Ask) Outcome {
	d.listed = true
	want := func(r *knowledge.Record) bool { return r.Holds() }
	if word := d.b.lore.Records.StatusIn(a.Words); word != "" {
		want = func(r *knowledge.Record) bool { return strings.EqualFold(r.Written, word) }
	}
	for _, status := range unsettled() {
		if slices.ContainsFunc(a.Words, func(w vocabulary.Word) bool { return w.Stem == vocabulary.Stem(string(status)) }) {
			want = func(r *knowledge.Record) bool { return r.Status == status }
		}
	}
	var list []*ruling
	years := question.Years(a.Words)
	for _, r := range d.b.lore.docket.all {
		if want(r.doc.Record) && (len(years) == 0 || slices.ContainsFunc(years, func(y string) bool { return strings.HasPrefix(r.doc.Date, y) })) {
			list = append(list, r)
		}
	}
	slices.SortStableFunc(list, func(x, y *ruling) int {
		return cmp.Or(strings.Compare(y.doc.Date, x.doc.Date), y.doc.Record.Number-x.doc.Record.Number)
	})
	for _, r := range list[:min(len(list), maxRecorded)] {
		d.state(d.standing(r))
	}
	if left := len(list) - maxRecorded; left > 0 {
		d.note(fmt.Sprintf("%d more records; these are the newest.", left))
	}
	if len(list) == 0 {
		d.gap("records of that kind: the knowledge holds none.")
		return NotCovered
	}
	return Facts
}

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
	if r.doc.Record.Holds() && !d.b.asksStanding(a) {
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
		d.state("It supersedes "+list(names)+".", cited)
	}
}

// asksWhichRecords reports whether an ask is after the records on something: "which ADRs touch security?".
func (b *Bot) asksWhichRecords(a *question.Ask) bool {
	forList := vocabulary.HasAny(a.Words[:min(len(a.Words), 2)], "which", "what", "list", "show", "any")
	ofRecords := slices.ContainsFunc(a.Words[:min(len(a.Words), 4)], func(w vocabulary.Word) bool {
		return vocabulary.HasAny([]vocabulary.Word{w}, "records", "adrs", "rfcs", "decisions", "proposals") || b.lore.Records.IsSeries(w.Text)
	})
	return forList && ofRecords && vocabulary.HasAny(a.Words, "touch", "touches", "about", "mention", "mentions", "on", "concern", "deal", "cover", "affect", "regarding") && a.Answer == question.Anything
}

// leastListed is how much of what is asked a record of a list is about: it stands in its body at least.
const leastListed = inBody

// listAbout lists the records that are about what an ask names, those most about it first. It reports whether there are
// several; one is told.
func (d *draft) listAbout(a *question.Ask) bool {
	subjects, plain := d.b.subjects(a), d.b.plainWords(a)
	if len(subjects) == 0 {
		return false
	}
	var list []candidate
	for _, r := range d.b.lore.docket.all {
		if match, _ := r.decides(subjects, d.b.lore); match >= leastListed {
			list = append(list, candidate{r, match, match + titleBonus*r.titled(plain)})
		}
	}
	list = keepIfAny(list, func(c candidate) bool { return c.match >= inOutcome })
	slices.SortStableFunc(list, func(x, y candidate) int {
		return cmp.Or(cmp.Compare(y.rank, x.rank), trueFirst(x.doc.Record.Holds(), y.doc.Record.Holds()), strings.Compare(y.doc.Date, x.doc.Date))
	})
	if len(list) < 2 {
		return false
	}
	d.listed = true
	for _, c := range list[:min(len(list), maxRecorded)] {
		d.state(d.standing(c.ruling))
	}
	if left := len(list) - maxRecorded; left > 0 {
		d.note(fmt.Sprintf("%d more records speak of it; these do most.", left))
	}
	return true
}

// sayInstead answers who takes for granted that something was chosen which no record names, with what was chosen of its
// kind: "why did we choose Kafka?" where RabbitMQ was. It reports whether there is such.
func (d *draft) sayInstead(a *question.Ask) bool {
	named := slices.Concat(a.Options, a.Foreign)
	if len(named) != 1 || !d.b.asksReasons(a) || a.Want != question.Tell {
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
