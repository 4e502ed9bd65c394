package bot

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/bot/question"
	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// The rule that turns evidence into a pick. It is plain arithmetic, and Ledger.Explain prints it:
//
//	balance  = (for − against) ÷ (for + against + ½), each claim counting by its weight: the more claims, the nearer to ±1
//	cell     = balance, +1 where a verdict of the knowledge recommends the option, −1 where it warns of it
//	option   = the mean of its cells over the rows that hold any evidence, weighted: a trait 1.5 times, a need
//	           that is only paraphrased 0.7 times, a stressed one twice
//	margin   = the best option − the second best
//
// A margin below pickMargin is Either. Coverage is the share of the asked criteria that hold evidence; where it
// is not whole, the strength is one step less. A strong pick needs a verdict, or claims that weigh 2, and where nothing
// speaks for the pick itself it is weak. To a cell is added up to a half for claims that share several words with the
// question.
const (
	headedWeight = 1.0 // a claim under a heading that names the criterion
	asideWeight  = 0.6 // a claim that names the criterion in passing, elsewhere
	caseWeight   = 0.4 // a claim of a case study: one company's experience
	otherSide    = 1.5 // lost in what is quoted of a cell by a claim on the side that the cell does not come out on
	oneCompany   = 3   // likewise by one that only tells of one company
	otherHeading = 0.3 // likewise by one below the heading of another criterion
	doubt        = 0.5 // what a balance is held back by; 0 to 0.5 answer as many of the question sets, 1 two in a hundred less
	relevance    = 0.4 // added for each further word that a claim shares with the ask, up to 1
	nearness     = 0.2 // for each word shared beyond the first
	pickMargin   = 0.4
	strongMargin = 0.9
	middleMargin = 0.5
	firmSum      = 2 * headedWeight // weights of claims that a strong pick without a verdict needs
)

// A Ledger is the evidence of a choice: criteria × options.
type Ledger struct {
	Options  []string
	Rows     []LedgerRow // in the order in which the criteria were named
	Totals   []float64   // by option: the weighted mean of its cells' scores
	Margin   float64     // the best total − the second best
	Coverage float64     // the share of rows that hold evidence, 0 to 1
}

// A LedgerRow holds the evidence on one criterion or trait.
type LedgerRow struct {
	Concept string
	Weight  float64      // how much it counts, 1 for a criterion that is simply named
	Cells   []LedgerCell // one for each option
	pointer []finding    // verdicts that point to none of the options
}

// A LedgerCell holds what the knowledge says of one option on one criterion.
type LedgerCell struct {
	For, Against float64   // sums of the weights of claims
	Verdict      int       // +1 recommended, −1 warned of, 0 neither
	Score        float64   // by the rule above: from −1 to +1 and, with a verdict and what is near, beyond
	claims       []finding // the most telling first
}

// weigh enters the evidence for an ask into a ledger and applies the rule.
func (b *Bot) weigh(a *question.Ask, e *evidence, options []string) *Ledger {
	l := &Ledger{Options: options, Totals: make([]float64, len(options))}
	for _, t := range a.Concepts {
		row := LedgerRow{Concept: t.Name, Weight: t.Weight}
		for _, o := range options {
			row.Cells = append(row.Cells, newCell(o, a, b.spokenFor(o, t.Name, e.topics[t.Name]), t.Name))
		}
		for _, f := range e.topics[t.Name] {
			if f.claim.Verdict && len(f.claim.About) == 0 {
				row.pointer = append(row.pointer, f)
			}
		}
		l.Rows = append(l.Rows, row)
	}
	l.sum()
	return l
}

// spokenFor leaves out the claims that cannot count for an option: what a team speaks is no reason for an
// option that is used from another language.
func (b *Bot) spokenFor(option, concept string, findings []finding) []finding {
	k, ok := b.lib.Vocabulary.Concept(concept)
	if !ok || k.Language == "" {
		return findings
	}
	if o, ok := b.lib.Vocabulary.Option(option); ok && o.Language != "" && o.Language != k.Language && o.Name != k.Language {
		return nil
	}
	return findings
}

func newCell(option string, a *question.Ask, findings []finding, concept string) LedgerCell {
	var c LedgerCell
	for _, f := range findings {
		stance, ok := f.claim.On(option)
		if !ok {
			continue
		}
		c.claims = append(c.claims, f)
		if f.claim.Verdict {
			c.Verdict = map[knowledge.Stance]int{knowledge.For: +1, knowledge.Against: -1}[stance]
			continue
		}
		switch w := claimWeight(f, concept) + min(relevance*sharedTerms(a, f.claim), 1); stance {
		case knowledge.For:
			c.For += w
		case knowledge.Against:
			c.Against += w
		}
	}
	if c.For+c.Against > 0 {
		c.Score = (c.For - c.Against) / (c.For + c.Against + doubt)
	}
	c.Score += float64(c.Verdict) + c.near(option, a, concept)
	c.rank(option, a, concept)
	return c
}

// near adds to a cell, or takes from it, up to a half for a claim that shares several of the ask's own words.
func (c *LedgerCell) near(option string, a *question.Ask, concept string) float64 {
	best := 0.0
	for _, f := range c.claims {
		shared := min((sharedBeside(a, f.claim, concept)-1)*nearness, 0.5)
		stance, _ := f.claim.On(option)
		switch {
		case stance == knowledge.For && shared > best:
			best = shared
		case stance == knowledge.Against && -shared < best && shared > 0:
			best = -shared
		}
	}
	return best
}

func claimWeight(f finding, concept string) float64 {
	switch {
	case f.passage.Kind == knowledge.KindCaseStudy:
		return caseWeight
	case slices.Contains(f.passage.Topics, concept):
		return headedWeight
	default:
		return asideWeight
	}
}

// rank puts the claims first that say most when quoted: verdicts, then those on the side the cell comes out
// on, that name the criterion and the option, share words with the ask and stand by themselves.
func (c *LedgerCell) rank(option string, a *question.Ask, concept string) {
	value := func(f finding) float64 {
		v := claimWeight(f, concept) + 1.2*sharedBeside(a, f.claim, concept)
		stance, _ := f.claim.On(option)
		switch {
		case f.claim.Verdict:
			v += 2
		case stance == knowledge.For && c.Score >= 0 || stance == knowledge.Against && c.Score < 0:
			v++
		case stance != knowledge.Neutral:
			v -= otherSide
		case stance == knowledge.Neutral:
			v += 0.2
		}
		if f.passage.Kind == knowledge.KindCaseStudy || linksElsewhere.MatchString(f.claim.Text) {
			v -= oneCompany
		}
		if len(f.passage.Topics) > 0 && !slices.Contains(f.passage.Topics, concept) && !f.claim.Verdict {
			v -= otherHeading
		}
		if leaning(f.claim.Text) {
			v -= 0.8
		}
		if strings.Contains(f.claim.Text, option) {
			v += 0.3
		}
		v += setsApart(f.claim, option)
		return v
	}
	slices.SortStableFunc(c.claims, func(x, y finding) int {
		return cmp.Compare(value(y), value(x))
	})
}

// setsApart values a claim by how well it tells an option apart: it is best where the sentence is about the option
// alone, less where the option only serves as the measure of another or is named along with it.
func setsApart(c *knowledge.Claim, option string) float64 {
	switch {
	case len(c.About) < 2:
		return 0
	case alike(c):
		return -0.3
	case c.About[0].Option == option:
		return 0.1
	default:
		return -0.9
	}
}

// alike reports whether a claim says the same of several options.
func alike(c *knowledge.Claim) bool {
	return len(c.About) > 1 && c.About[0].Stance == c.About[1].Stance
}

// sharedTerms counts the ask's content terms that a claim has.
func sharedTerms(a *question.Ask, c *knowledge.Claim) float64 {
	n := 0.0
	for _, t := range a.Terms {
		if slices.Contains(c.Terms, t.Text) {
			n++
		}
	}
	return n
}

// sharedBeside is sharedTerms without the words that only name a concept: all claims of its row are on that.
func sharedBeside(a *question.Ask, c *knowledge.Claim, concept string) float64 {
	n := 0.0
	for _, t := range a.Terms {
		onlyNames := t.Concept == concept && slices.ContainsFunc(vocabulary.Words(concept), func(w vocabulary.Word) bool {
			return w.Stem == vocabulary.Stem(strings.ToLower(t.Word))
		})
		if !onlyNames && slices.Contains(c.Terms, t.Text) {
			n++
		}
	}
	return n
}

func (l *Ledger) sum() {
	weights, held := 0.0, 0
	for _, r := range l.Rows {
		if !r.held() {
			continue
		}
		held++
		weights += r.Weight
		for i, c := range r.Cells {
			l.Totals[i] += r.Weight * c.Score
		}
	}
	if weights > 0 {
		for i := range l.Totals {
			l.Totals[i] /= weights
		}
	}
	if len(l.Rows) > 0 {
		l.Coverage = float64(held) / float64(len(l.Rows))
	}
	if first, second := l.best(); second >= 0 {
		l.Margin = l.Totals[first] - l.Totals[second]
	}
}

// contested reports whether a choice can rest on the ledger: something is recommended, or two options are judged.
func (l *Ledger) contested() bool {
	judged := make(map[int]bool)
	for _, r := range l.Rows {
		for i, c := range r.Cells {
			if c.Verdict > 0 {
				return true
			}
			if c.For+c.Against > 0 {
				judged[i] = true
			}
		}
	}
	return len(judged) > 1
}

// held reports whether the row holds any evidence.
func (r *LedgerRow) held() bool {
	return len(r.pointer) > 0 || slices.ContainsFunc(r.Cells, func(c LedgerCell) bool { return len(c.claims) > 0 })
}

// best returns the indexes of the best and the second best option; -1 where there is none.
func (l *Ledger) best() (first, second int) {
	first, second = -1, -1
	for i, t := range l.Totals {
		switch {
		case first < 0 || t > l.Totals[first]:
			first, second = i, first
		case second < 0 || t > l.Totals[second]:
			second = i
		}
	}
	return first, second
}

// firm reports whether a strong pick can rest on what speaks for it and against the others: a verdict, or two claims under
// headings of their own.
func (l *Ledger) firm() bool {
	best, _ := l.best()
	sum := 0.0
	for _, r := range l.Rows {
		for i, c := range r.Cells {
			switch {
			case i == best && c.Verdict > 0, i != best && c.Verdict < 0:
				return true
			case i == best:
				sum += c.For
			default:
				sum += c.Against
			}
		}
	}
	return sum >= firmSum
}

// strength applies the rule's margins; missing evidence on something asked costs one step.
func (l *Ledger) strength() Strength {
	steps := []Strength{Weak, Moderate, Strong}
	at := 0
	switch {
	case l.Margin >= strongMargin:
		at = 2
	case l.Margin >= middleMargin:
		at = 1
	}
	if at == 2 && !l.firm() {
		at-- // too little is said for so much
	}
	if l.Coverage < 1 && at > 0 {
		at--
	}
	if best, _ := l.best(); best >= 0 && l.Totals[best] <= 0 {
		at = 0 // nothing speaks for it, only against the others
	}
	return steps[at]
}

// Claims yields the claims that a cell counts, the most telling first, with the passages that they stand in.
func (c *LedgerCell) Claims() iter.Seq2[*knowledge.Claim, *knowledge.Passage] {
	return func(yield func(*knowledge.Claim, *knowledge.Passage) bool) {
		for _, f := range c.claims {
			if !yield(f.claim, f.passage) {
				return
			}
		}
	}
}

// Explain prints the ledger and the arithmetic of the rule, a line each.
func (l *Ledger) Explain() []string {
	var lines []string
	for _, r := range l.Rows {
		lines = append(lines, fmt.Sprintf("%s (weight %g)", r.Concept, r.Weight))
		for i, c := range r.Cells {
			lines = append(lines, fmt.Sprintf("  %-12s for %.1f, against %.1f, verdict %+d: score %+.2f, from %d claims",
				l.Options[i], c.For, c.Against, c.Verdict, c.Score, len(c.claims)))
		}
		if len(r.pointer) > 0 {
			lines = append(lines, "  the knowledge points elsewhere: "+r.pointer[0].claim.Text)
		}
	}
	var totals []string
	for i, o := range l.Options {
		totals = append(totals, fmt.Sprintf("%s %+.2f", o, l.Totals[i]))
	}
	return append(lines, fmt.Sprintf("totals: %s; margin %.2f (a pick needs %.1f, strong %.1f); coverage %.0f%%",
		strings.Join(totals, ", "), l.Margin, pickMargin, strongMargin, 100*l.Coverage))
}
