package bot

import (
	"fmt"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge"
)

// How much is told of a decision.
const (
	maxGrounds  = 3 // reasons of one record
	maxListed   = 3 // items that go on with a deciding sentence such as "Chosen option: A, because"
	maxWritten  = 3 // words of a status that is said as the record writes it
	maxRecorded = 6 // records of a list
)

// decided answers from what the team has decided: a record that is named, what was decided on something, a choice that
// is made already, and what the radars say. It reports whether it could.
func (d *draft) decided(a *ask, e *evidence) (Outcome, bool) {
	if len(d.b.lore.rulings)+len(d.b.lore.rings) == 0 || a.want == greet {
		return "", false
	}
	settling := d.b.lib.Vocabulary.Has(knowledge.Settling, a.words)
	if outcome, ok := d.ruled(a, e, settling); ok {
		return outcome, true
	}
	return d.ringed(a, e, settling)
}

// ruled answers from decision records.
func (d *draft) ruled(a *ask, e *evidence, settling bool) (Outcome, bool) {
	if len(d.b.lore.rulings) == 0 || a.want == unclear && !d.b.asksOnlyDecisions(a) {
		return "", false
	}
	if numbers := numbered(a.words); len(numbers) > 0 {
		return d.byNumber(a, numbers), true
	}
	enough := enoughDecided
	if !settling && a.want != pick {
		if a.answer != anything || a.define || a.relate || d.b.lib.Vocabulary.Has(knowledge.Ringing, a.words) {
			return "", false
		}
		enough = enoughTold
	}
	found := d.b.rulings(a, enough)
	switch {
	case len(found) == 0 && settling && d.b.asksOnlyDecisions(a):
		return d.listRulings(a), true
	case len(found) == 0:
		return "", false
	case a.chooses():
		return d.alreadyPicked(a, e, found)
	}
	d.tellRulings(a, found)
	return Facts, true
}

// tellRulings tells records. Where the standing of one is not the question, what is in force comes first, and what it
// replaced is only named.
func (d *draft) tellRulings(a *ask, found []candidate) {
	var current, old []*ruling
	for _, c := range found {
		next := d.b.lib.Successors(c.doc)
		if a.asksStanding() || c.doc.Record.Holds() || len(next) == 0 {
			current = append(current, c.ruling)
			continue
		}
		old = append(old, c.ruling)
		for _, s := range next {
			if successor := d.b.rulingOf(s); successor != nil && !slices.Contains(current, successor) {
				current = append(current, successor)
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

// chooses reports whether an ask puts up a choice: "A or B?", "should we use A?", "which database for …?".
func (a *ask) chooses() bool {
	return a.want == pick && (len(a.alternatives) > 1 || len(a.words) > 0 && (hasAny(a.words[:1], "should", "shall", "can", "could", "may", "is", "would", "which") ||
		hasPhrase(a.words, "should we use") || hasPhrase(a.words, "do we use") || hasPhrase(a.words, "to use") || hasPhrase(a.words, "should i use")))
}

// grounds returns how many reasons an ask wants of each of so many records: none where only the standing is asked.
func (b *Bot) grounds(a *ask, records int) int {
	why := b.lib.Vocabulary.Has(knowledge.Reasoning, a.words) && hasAny(a.words, "why", "come", "reason", "reasons", "rationale", "because")
	switch {
	case records == 1 && (why || !a.asksStanding()):
		return maxGrounds
	case why:
		return 1
	}
	return 0
}

// asksStanding reports whether an ask is about what became of a decision rather than about its subject.
func (a *ask) asksStanding() bool {
	return hasAny(a.words, "valid", "still", "status", "current", "force", "superseded", "supersedes", "replaced", "replaces", "deprecated", "outdated", "rejected", "accepted", "approved", "when", "who", "became", "hold", "holds", "apply", "applies")
}

// byNumber tells the records that an ask names.
func (d *draft) byNumber(a *ask, numbers []int) Outcome {
	told := false
	for _, n := range numbers[:min(len(numbers), maxRulings)] {
		found := false
		for _, r := range d.b.lore.rulings {
			if r.doc.Record.Number == n {
				d.tellRuling(a, r, d.b.grounds(a, len(numbers)))
				found, told = true, true
			}
		}
		if !found {
			d.gap(fmt.Sprintf("ADR %d: the knowledge holds no decision record of that number.", n))
		}
	}
	if !told {
		return NotCovered
	}
	return Facts
}

// asksOnlyDecisions reports whether an ask has no subject beside decisions: "which decisions were superseded?".
func (b *Bot) asksOnlyDecisions(a *ask) bool {
	return len(a.options)+len(a.foreign)+len(a.names)+len(a.strange) == 0 && hasAny(a.words, "decisions", "adrs", "records", "decided") &&
		!slices.ContainsFunc(a.terms, func(t term) bool { return !settlingWord(t.word) && !b.lib.Vocabulary.Weak(t.text) })
}

// listRulings lists the records of the status asked for, or those in force, the newest first.
func (d *draft) listRulings(a *ask) Outcome {
	want := func(r *knowledge.Record) bool { return r.Holds() }
	for _, status := range []knowledge.Status{knowledge.StatusProposed, knowledge.StatusRejected, knowledge.StatusDeprecated, knowledge.StatusSuperseded} {
		if slices.ContainsFunc(a.words, func(w knowledge.Word) bool { return w.Stem == knowledge.Stem(string(status)) }) {
			want = func(r *knowledge.Record) bool { return r.Status == status }
		}
	}
	var list []*ruling
	for _, r := range d.b.lore.rulings {
		if want(r.doc.Record) {
			list = append(list, r)
		}
	}
	slices.SortStableFunc(list, func(x, y *ruling) int { return strings.Compare(y.doc.Date, x.doc.Date) })
	for _, r := range list[:min(len(list), maxRecorded)] {
		d.sayOf(d.standing(r))
	}
	if left := len(list) - maxRecorded; left > 0 {
		d.note(fmt.Sprintf("%d more records; these are the newest.", left))
	}
	if len(list) == 0 {
		d.gap("records of that status: the knowledge holds none.")
		return NotCovered
	}
	return Facts
}

// tellRuling says what became of a record, what it decides, and up to so many reasons. Where it no longer holds, what
// replaced it follows.
func (d *draft) tellRuling(a *ask, r *ruling, reasons int) {
	if d.stated[r] {
		return
	}
	d.stated[r] = true
	d.sayOf(d.standing(r))
	next := d.b.lib.Successors(r.doc)
	if r.doc.Record.Holds() || len(next) == 0 {
		d.sayDecision(r)
		d.sayGrounds(a, r, reasons)
	}
	if r.doc.Record.Holds() && !a.asksStanding() {
		return
	}
	for _, s := range next {
		if successor := d.b.rulingOf(s); successor != nil {
			d.tellRuling(a, successor, reasons)
		}
	}
}

// sayOf says something of records, citing where they say it of themselves.
func (d *draft) sayOf(text string, heads []*ruling) {
	s := Statement{Text: text, Citations: []int{}}
	for _, r := range heads {
		if n := d.cite(r.head); !slices.Contains(s.Citations, n) {
			s.Citations = append(s.Citations, n)
		}
	}
	d.a.Statements = append(d.a.Statements, s)
}

// standing words what a record is and what became of it, and returns the records to cite.
func (d *draft) standing(r *ruling) (string, []*ruling) {
	record, cited := r.doc.Record, []*ruling{r}
	name, date := r.doc.Title, ""
	if r.doc.Date != "" {
		date = " " + r.doc.Date
	}
	var by []string
	for _, s := range d.b.lib.Successors(r.doc) {
		if successor := d.b.rulingOf(s); successor != nil {
			by = append(by, s.Title)
			cited = append(cited, successor)
		}
	}
	switch {
	case record.Partly && len(by) > 0:
		return "Already decided: " + name + "," + withComma(date) + " partly superseded by " + list(by) + ".", cited
	case record.Status == knowledge.StatusSuperseded && len(by) > 0:
		return "No longer in force: " + name + "," + withComma(date) + " superseded by " + list(by) + ".", cited
	case record.Holds() && record.Written == "":
		return strings.TrimRight("Already decided: "+name+","+date, ",") + ".", cited
	case record.Holds():
		return "Already decided: " + name + ", " + written(record, "accepted") + date + ".", cited
	case record.Status == knowledge.StatusProposed:
		return "Not decided yet: " + name + ", " + written(record, "proposed") + date + ".", cited
	}
	return "No longer in force: " + name + ", " + written(record, string(record.Status)) + date + ".", cited
}

func withComma(date string) string {
	if date == "" {
		return ""
	}
	return date + ","
}

// written is a record's status in its own words where these are few, else in ours.
func written(r *knowledge.Record, ours string) string {
	if n := len(strings.Fields(r.Written)); n > 0 && n <= maxWritten {
		return strings.TrimRight(strings.ToLower(r.Written), ".")
	}
	return ours
}

// sayDecision says the sentence that decides; a list that it only leads to goes on with it.
func (d *draft) sayDecision(r *ruling) {
	if r.deciding.claim == nil || d.said[r.deciding.claim] {
		return
	}
	text, cited := quote(r.deciding, ""), []finding{r.deciding}
	if bare := strings.TrimSuffix(text, "."); strings.HasSuffix(bare, ":") || strings.HasSuffix(bare, "because") {
		items := r.after(r.deciding.claim, maxListed)
		text = bare
		for i, f := range items {
			text += map[bool]string{true: " ", false: "; "}[i == 0] + strings.TrimRight(f.claim.Text, ".;,")
			cited = append(cited, f)
		}
		text = strings.TrimRight(text, ":") + "."
	}
	d.say(text, cited...)
}

// after returns up to n claims that follow one in the same part of a record.
func (r *ruling) after(c *knowledge.Claim, n int) []finding {
	var list []finding
	begun := false
	for i := range r.doc.Passages {
		p := &r.doc.Passages[i]
		for k := range p.Claims {
			if begun && p.Part == knowledge.PartOutcome && len(list) < n {
				list = append(list, finding{claim: &p.Claims[k], passage: p})
			}
			begun = begun || &p.Claims[k] == c
		}
	}
	return list
}

// sayGrounds says why: what the outcome says beside its decision, what speaks for the chosen option, and for records that
// only tell a context, that. What speaks against it comes last.
func (d *draft) sayGrounds(a *ask, r *ruling, most int) {
	if most == 0 {
		return
	}
	before := len(d.a.Statements)
	room := func() bool { return len(d.a.Statements)-before < most }
	for _, stance := range []knowledge.Stance{knowledge.For, knowledge.Neutral} {
		for _, f := range d.arguments(a, r, stance) {
			if room() {
				d.sayArgument(f, r)
			}
		}
	}
	for _, o := range r.doc.Record.Rejected {
		if slices.Contains(a.options, o) {
			d.sayFirst(r, d.argued(a, r, o, knowledge.Against))
		}
	}
	if most > 1 {
		d.sayFirst(r, d.arguments(a, r, knowledge.Against))
	}
}

func (d *draft) sayFirst(r *ruling, list []finding) {
	if len(list) > 0 {
		d.sayArgument(list[0], r)
	}
}

func (d *draft) sayArgument(f finding, r *ruling) {
	option := aboutOne(f.claim)
	if option == "" && len(r.doc.Record.Chosen) == 1 && isArgument(f.claim.Text) {
		option = r.doc.Record.Chosen[0]
	}
	if f.passage.Part == knowledge.PartPros && !strings.Contains(f.passage.Heading, option) {
		option = f.passage.Heading // as it is written there
	}
	if !isArgument(f.claim.Text) && strings.HasSuffix(f.claim.Text, ".") {
		option = "" // a whole sentence, below the decision that it belongs to
	}
	cited := []finding{f}
	if text := quote(f, option); option != "" && strings.HasPrefix(text, option+": ") && !strings.Contains(f.passage.Heading+f.passage.Text, option) && r.deciding.claim != nil {
		cited = append(cited, r.deciding) // which names the option
	}
	d.say(quote(f, option), cited...)
}

// arguments returns the claims of a record with a stance on what it chooses, those that share most with the ask first.
// Neutral ones are those of outcome, context and consequences that name no side.
func (d *draft) arguments(a *ask, r *ruling, stance knowledge.Stance) []finding {
	var list []finding
	for _, o := range r.doc.Record.Chosen {
		list = append(list, d.argued(a, r, o, stance)...)
	}
	if stance == knowledge.Neutral || len(r.doc.Record.Chosen) == 0 {
		list = append(list, d.argued(a, r, "", stance)...)
	}
	slices.SortStableFunc(list, func(x, y finding) int { return compareFloats(y.rank, x.rank) })
	return list
}

// argued returns the claims of a record with a stance on an option; with "" those on no option that it chooses.
func (d *draft) argued(a *ask, r *ruling, option string, stance knowledge.Stance) []finding {
	var list []finding
	for i := range r.doc.Passages {
		p := &r.doc.Passages[i]
		if p.Part == knowledge.PartNone || p.Part == knowledge.PartDrivers || p.Part == knowledge.PartConsidered {
			continue
		}
		for k := range p.Claims {
			if c := &p.Claims[k]; !isHead(p, c) && !d.said[c] && arguable(c) && r.speaks(c, option, stance) {
				list = append(list, finding{claim: c, passage: p, rank: d.telling(a, p, c)})
			}
		}
	}
	slices.SortStableFunc(list, func(x, y finding) int { return compareFloats(y.rank, x.rank) })
	return list
}

// arguable reports whether a claim says something by itself: it leads to nothing, and weighs for or against.
func arguable(c *knowledge.Claim) bool {
	return !strings.HasSuffix(c.Text, ":") && !strings.HasPrefix(c.Text, "Neutral, ") && len(knowledge.Words(c.Text)) >= minArgument
}

// minArgument is how many words a sentence must have to be an argument.
const minArgument = 4

func (r *ruling) speaks(c *knowledge.Claim, option string, stance knowledge.Stance) bool {
	if option != "" {
		s, on := c.On(option)
		return on && s == stance
	}
	chosen := r.doc.Record.Chosen
	if len(chosen) == 0 && len(c.About) > 0 {
		return c.About[0].Stance == stance
	}
	return stance == knowledge.Neutral && len(c.About) == 0
}

// telling ranks what can be said for a decision: what shares words with the ask, what the outcome itself says, what
// stands by itself.
func (d *draft) telling(a *ask, p *knowledge.Passage, c *knowledge.Claim) float64 {
	rank := 0.0
	for _, t := range a.terms {
		if slices.Contains(c.Terms, t.text) && !settlingWord(t.word) {
			rank += 0.2 * d.b.lore.weight(t.text)
		}
	}
	for _, name := range a.conceptNames() {
		if slices.Contains(c.Concepts, name) {
			rank += 0.5
		}
	}
	switch p.Part {
	case knowledge.PartOutcome:
		rank += 0.6
	case knowledge.PartPros:
		rank += 0.3
	case knowledge.PartContext:
		rank += 0.1
	}
	if leaning(c.Text) {
		rank -= 0.2
	}
	return rank
}

// isArgument reports whether a sentence is written as MADR writes arguments.
func isArgument(text string) bool {
	return strings.HasPrefix(text, "Good, ") || strings.HasPrefix(text, "Bad, ") || strings.HasPrefix(text, "Neutral, ")
}

// alreadyPicked answers a choice that a record has made.
func (d *draft) alreadyPicked(a *ask, e *evidence, found []candidate) (Outcome, bool) {
	var best *ruling
	for _, c := range found {
		if c.doc.Record.Holds() && c.settles(a.options) {
			best = c.ruling
			break
		}
	}
	if best == nil {
		for _, c := range found {
			d.tellRuling(a, c.ruling, 0)
		}
		return Facts, true
	}
	option := best.doc.Record.Chosen[0]
	if asked := best.chosen(a.options); len(asked) > 0 {
		option = asked[0]
	}
	rec := &Recommendation{Option: option, Strength: Moderate, Because: []string{}}
	if considered(best, a.options) {
		rec.Strength = Strong
	}
	for _, t := range a.concepts {
		if slices.Contains(best.doc.Record.Drivers, t.name) {
			rec.Because = appendNew(rec.Because, t.name)
		}
	}
	d.a.Recommendation = rec
	d.missing(a)
	d.tellRuling(a, best, maxGrounds)
	d.others(a, best, found)
	d.dissent(a, e, "The decision", best.doc.Date, option)
	d.radarDissent(best)
	return Recommended, true
}

// settles reports whether a record makes a choice between options: it decides for one of them, or against one for
// another, or for something where none is named.
func (r *ruling) settles(options []string) bool {
	record := r.doc.Record
	return len(r.chosen(options)) > 0 || len(record.Chosen) == 1 && (len(options) == 0 || slices.ContainsFunc(options, func(o string) bool { return slices.Contains(record.Rejected, o) }))
}

// considered reports whether a record weighed all the options of a choice.
func considered(r *ruling, options []string) bool {
	for _, o := range options {
		if !slices.Contains(r.doc.Record.Chosen, o) && !slices.Contains(r.doc.Record.Rejected, o) {
			return false
		}
	}
	return len(options) > 1
}

// others names the further records that bear on a choice.
func (d *draft) others(a *ask, best *ruling, found []candidate) {
	for _, c := range found {
		if c.ruling != best && !d.stated[c.ruling] {
			d.tellRuling(a, c.ruling, 0)
		}
	}
}

// dissent says what an article holds against an option that is settled on, where on what is asked it recommends another,
// and notes how old both are.
func (d *draft) dissent(a *ask, e *evidence, settled, date, option string) {
	articles := &evidence{topics: map[string][]finding{}}
	for name, list := range e.topics {
		articles.topics[name] = slices.DeleteFunc(slices.Clone(list), func(f finding) bool {
			return f.passage.Kind == knowledge.KindDecision || f.passage.Kind == knowledge.KindRadar
		})
	}
	if len(a.options) < 2 || !slices.Contains(a.options, option) {
		return
	}
	l := d.b.weigh(a, articles, a.options)
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
