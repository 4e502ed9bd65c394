package bot

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stackpick/stackpick/bot/question"
	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

const (
	maxRivals  = 4 // options weighed against each other when the person names none
	maxReasons = 3
	maxUnless  = 3 // verdicts for the runner-up that are named
)

// pick recommends an option, or says why that cannot be done.
func (d *draft) pick(a *question.Ask, e *evidence) Outcome {
	if d.b.onlyAround(a) {
		d.missing(a)
		a = a.Clone()
		a.Foreign = nil
	}
	if len(a.Foreign) > 0 && (len(a.Options) == 0 || onlyForeign(a)) {
		d.missing(a)
		return NotCovered
	}
	if len(a.Options) < 2 && d.b.manyThings() {
		return d.tell(a, e) // nobody weighs whatever the knowledge happens to name
	}
	if len(a.Options) == 1 && len(a.Rivals()) > 0 || len(d.b.rivals(a)) < 2 {
		return d.oneSided(a, e)
	}
	d.missing(a)
	a = d.b.withNeeds(a, e)
	l := d.b.weigh(a, e, d.b.rivals(a))
	d.a.Ledger = l
	needless := len(a.Concepts) == 0
	d.unheld(a, l)
	before := len(d.a.Statements)
	switch pointer := l.pointer(a); {
	case pointer != nil:
		d.recommendElsewhere(a, pointer)
	case needless && d.tellUses(a):
		return Facts
	case needless && len(d.a.Gaps) > len(a.Foreign) && (d.b.special(a) || d.b.asksUnknownDegree(a)):
		return NotCovered
	case needless:
		d.recommendEither(a, l)
	case l.Coverage == 0:
		return NotCovered
	case len(a.Options) < 2 && len(l.Options) > 2 && (l.Margin < pickMargin || !l.contested()):
		return d.tell(a, e) // nobody asked to choose between these: what the knowledge says is the answer
	case l.Margin < pickMargin:
		d.recommendEither(a, l)
	default:
		d.recommendBest(a, l)
	}
	if len(d.a.Statements) == before { // nothing can be quoted for it: then it is no recommendation
		d.a.Recommendation, d.a.Comparison = nil, nil
		return d.tell(a, e)
	}
	return Recommended
}

// asksUnknownDegree reports whether an ask wants to know which is more of something that the knowledge has no word for:
// "which is older, X or Y?".
func (b *Bot) asksUnknownDegree(a *question.Ask) bool {
	return slices.ContainsFunc(a.Terms, func(t question.Term) bool {
		degree := strings.HasSuffix(t.Word, "er") || strings.HasSuffix(t.Word, "est")
		return degree && t.Concept == "" && b.lore.Terms[t.Text] == 0 && (vocabulary.HasPhrase(a.Words, "is "+t.Word) || vocabulary.HasPhrase(a.Words, "is the "+t.Word))
	})
}

// onlyAround reports whether the technologies that no document judges only surround what is to be chosen, and there are needs
// to choose by: "which one for an MVP with Postgres?", "we know Python but need WebSockets". In "should we use Postgres for an
// MVP?" it is the one that is to be chosen.
func (b *Bot) onlyAround(a *question.Ask) bool {
	open := vocabulary.HasAny(a.Words, "which", "what", "whats", "what's", "need", "needs") && !a.StartsYesNo()
	if !open || len(a.Foreign) == 0 || len(a.Options) > 0 || len(a.Concepts) == 0 || len(a.Alternatives) > 1 || b.manyThings() {
		return false
	}
	return !slices.ContainsFunc(a.Foreign, func(name string) bool {
		o, ok := b.lib.Vocabulary.Option(name)
		return !ok || o.Is == "" || buildsApps.MatchString(o.Is) || slices.ContainsFunc(b.lore.Subjects, func(s string) bool {
			own, ok := b.lib.Vocabulary.Option(s)
			return ok && own.Is == o.Is
		})
	})
}

// buildsApps matches the kinds of technologies that an app is built with, one in the place of the other.
var buildsApps = regexp.MustCompile(`framework$|^(?:programming language|runtime environment|technology stack|app backend service|CMS|static site generator|(?:e-commerce|low-code|serverless|business) platform)$`)

// onlyForeign reports whether a choice is between technologies that no document judges, whatever else is named.
func onlyForeign(a *question.Ask) bool {
	return len(a.Alternatives) > 1 && within(a.Alternatives, a.Foreign)
}

// rivals are the options weighed: those named, or, where at most one is, all that the knowledge judges.
func (b *Bot) rivals(a *question.Ask) []string {
	if len(a.Options) > 1 {
		return a.Options
	}
	rivals := slices.Clone(a.Options)
	for _, s := range b.lore.Subjects {
		if len(rivals) < maxRivals {
			rivals = appendNew(rivals, s)
		}
	}
	return rivals
}

// pointer returns a verdict that points to none of the options, unless more of what was asked has a verdict for
// one of them.
func (l *Ledger) pointer(a *question.Ask) *finding {
	var found *finding
	elsewhere, here := 0.0, 0.0
	for _, r := range l.Rows {
		weight := r.Weight * float64(max(1, a.SaidOf(r.Concept)))
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

func (d *draft) recommendElsewhere(a *question.Ask, f *finding) {
	d.a.Recommendation = &Recommendation{Option: Neither, Strength: Moderate, Because: because(f.claim, a)}
	d.say("Pick: none of these. "+quote(*f, ""), *f)
}

func because(c *knowledge.Claim, a *question.Ask) []string {
	names := []string{}
	for _, t := range a.Concepts {
		if slices.Contains(c.Concepts, t.Name) {
			names = append(names, t.Name)
		}
	}
	return names
}

// recommendEither says for each option what speaks for it.
func (d *draft) recommendEither(a *question.Ask, l *Ledger) {
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
		if f == nil && len(a.Concepts) == 0 {
			f = d.b.verdictFor(option, a, nil)
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
		if f := d.b.verdictFor(option, a, d.said); f != nil && len(a.Concepts) == 0 && i < 2 {
			d.say(quote(*f, option), *f)
		}
	}
	if len(d.a.Statements) > 0 {
		rec.Unless = "one of your needs outweighs the others: name it and ask again"
		if len(a.Concepts) < 2 {
			rec.Unless = "something else decides for you: name it and ask again"
		}
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

// verdictFor returns a verdict of the knowledge for an option that is not said yet, nor about what an ask rules out.
func (b *Bot) verdictFor(option string, a *question.Ask, said map[*knowledge.Claim]bool) *finding {
	for i := range b.lore.verdicts[option] {
		if f := &b.lore.verdicts[option][i]; !said[f.claim] && !sharesOne(f.claim.Concepts, a.RuledOut) {
			return f
		}
	}
	return nil
}

// recommendBest names the pick, its reasons, and what speaks against it or would turn it round.
func (d *draft) recommendBest(a *question.Ask, l *Ledger) {
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
			l.Rows[r].Cells[best].putFirst(f)
		}
	}
	if len(rec.Because) == 0 {
		opening = d.onlyAgainst(l, best, opening)
	}
	if opening != "" {
		d.sayAgain(l, best, opening)
	}
	d.counter(l, best, option)
	if second >= 0 {
		d.unless(rec, a, l.Options[second])
	}
	d.a.Comparison = d.table(l)
}

// putFirst makes a claim the one that its cell shows: the table has the reason that is told.
func (c *LedgerCell) putFirst(told *finding) {
	f := *told
	c.claims = slices.DeleteFunc(c.claims, func(o finding) bool { return o.claim == f.claim })
	c.claims = slices.Insert(c.claims, 0, f)
}

// onlyAgainst says what speaks against the others, where that is all that makes the pick.
func (d *draft) onlyAgainst(l *Ledger, best int, opening string) string {
	for _, r := range l.Rows {
		for i, c := range r.Cells {
			if i != best && c.Score < 0 && !d.said[c.claims[0].claim] {
				d.say(opening+quote(c.claims[0], l.Options[i]), c.claims[0])
				d.a.Recommendation.Because = appendNew(d.a.Recommendation.Because, r.Concept)
				opening = ""
			}
		}
	}
	return opening
}

// sayAgain gives the pick a reason that another part of the answer has said already.
func (d *draft) sayAgain(l *Ledger, best int, opening string) {
	for _, r := range l.Rows {
		if f := r.Cells[best].reason(l.Options[best], nil); f != nil {
			d.a.Recommendation.Because = appendNew(d.a.Recommendation.Because, r.Concept)
			d.say(opening+quote(*f, l.Options[best]), *f)
			return
		}
	}
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

// reasons returns the rows that speak for option i, the most separating first; those that speak for another as much are no
// reason.
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
		if len(l.Rows[r].Cells[i].claims) > 0 && l.Rows[r].Cells[i].Score >= 0 && lead(r) > 0 {
			rows = append(rows, r)
		}
	}
	slices.SortStableFunc(rows, func(x, y int) int { return cmp.Compare(lead(y), lead(x)) })
	return rows
}

// counter says the strongest thing that the asked criteria hold against the pick.
func (d *draft) counter(l *Ledger, i int, option string) {
	for _, r := range l.Rows {
		for _, f := range r.Cells[i].claims {
			if stance, _ := f.claim.On(option); stance == knowledge.Against && !d.said[f.claim] && !leaning(f.claim.Text) {
				d.say(againstIt+quote(f, option), f)
				return
			}
		}
	}
	for _, r := range l.Rows {
		for j, c := range r.Cells {
			if f := c.reason(l.Options[j], d.said); j != i && c.Score > 0 && f != nil && !alike(f.claim) {
				d.say("For "+l.Options[j]+": "+quote(*f, l.Options[j]), *f)
				return
			}
		}
	}
}

// unless says what the knowledge recommends the runner-up for.
func (d *draft) unless(rec *Recommendation, a *question.Ask, second string) {
	var needs []string
	var texts []string
	var cited []finding
	for _, f := range d.b.lore.verdicts[second] {
		stance, _ := f.claim.On(second)
		if stance != knowledge.For || d.said[f.claim] || slices.ContainsFunc(f.claim.Concepts, a.Has) || sharesOne(f.claim.Concepts, a.RuledOut) || len(cited) == maxUnless {
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
		for i, need := range needs {
			needs[i] = d.b.inSentence(need)
		}
		rec.Unless = fmt.Sprintf("what you need is %s: then %s", orList(needs), second)
	}
	d.say(strings.Join(texts, " "), cited...)
}

// inSentence is a concept's name as it stands inside a sentence: "high bandwidth", but "APIs" and "Python team".
func (b *Bot) inSentence(concept string) string {
	c, ok := b.lib.Vocabulary.Concept(concept)
	first, _, _ := strings.Cut(concept, " ")
	r, n := utf8.DecodeRuneInString(first)
	if ok && c.Language != "" || n == 0 || first[n:] != strings.ToLower(first[n:]) {
		return concept
	}
	return string(unicode.ToLower(r)) + concept[n:]
}

// oneSided answers a choice of which the knowledge judges only one side: what it holds of that side on what was asked, or
// what that is and is recommended for.
func (d *draft) oneSided(a *question.Ask, e *evidence) Outcome {
	d.missing(a)
	side := a.Clone()
	side.Foreign = nil
	isSide := len(a.Options) == 1 && (len(a.Alternatives) == 0 || slices.Contains(a.Alternatives, a.Options[0]))
	if !isSide || d.b.manyThings() || len(a.Names) > 0 {
		side.Define = side.Define || len(side.Concepts) == 0
		return d.tell(side, e)
	}
	before, option := len(d.a.Statements), a.Options[0]
	if side = d.b.withNeeds(side, e); len(side.Concepts) == 0 {
		d.defineAll(a.Options)
		d.sayVerdicts(option)
	} else {
		d.sayCells(d.b.weigh(side, e, a.Options))
	}
	switch {
	case len(d.a.Statements) > before:
		return Facts
	case len(side.Concepts) > 0:
		return NotCovered // the gaps say of what
	default:
		return d.tell(side, e)
	}
}

// sayCells says what a ledger on one option holds of each criterion: its most telling claims, the criteria in the order of
// the ask.
func (d *draft) sayCells(l *Ledger) {
	each := max(1, maxTold/max(1, len(l.Rows)))
	for _, r := range l.Rows {
		if !r.held() {
			d.gap(r.Concept + ": the knowledge says nothing about it" + forOptions(l.Options))
		}
		for _, f := range r.Cells[0].claims[:min(len(r.Cells[0].claims), each)] {
			if !leaning(f.claim.Text) && !linksElsewhere.MatchString(f.claim.Text) {
				d.say(quote(f, l.Options[0]), f)
			}
		}
	}
}
