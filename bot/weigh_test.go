package bot_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/knowledge"
)

// weighed is a document whose claims are so plain that the ledger can be worked out by hand: none shares a word
// with the questions below but its option's name.
const weighed = `---
title: PostgreSQL and MySQL, weighed
options: [PostgreSQL, MySQL]
---

## Security

PostgreSQL is safe.
MySQL is safe.
MySQL is well protected.
MySQL is safe for years.
MySQL is unsafe on Fridays.

## Performance

PostgreSQL is slow.
MySQL is fast.

## Learning curve

PostgreSQL is easy for beginners.
MySQL is easy for beginners.

## Cost-efficiency

PostgreSQL is free.
MySQL is free.
MySQL is cheap in Spain.
MySQL is cheap in Peru.
MySQL is expensive in Chad.

## Odds and ends

MySQL is cheap at sea.

## Case studies

### Petalbox

MySQL is cheap at Petalbox.

## Summary

Choose PostgreSQL for fintech.
Avoid MySQL for healthcare.
Choose MySQL for a startup.
For e-commerce, consider a hosted shop platform.
`

// A weighing is what the rule must make of a question on weighed; rows, cells and totals are PostgreSQL's, MySQL's.
type weighing struct {
	question         string
	weights          []float64
	scores           [][2]float64
	totals           [2]float64
	margin, coverage float64
	option           string
	strength         bot.Strength
}

// TestRule works out the ledger of plain claims by hand: balance, verdicts, means, margin, coverage, strength.
func TestRule(t *testing.T) {
	one, security, easy := balance(1, 0), balance(3, 1), balance(1.4, 0) // easy shares a word with its question
	costs := balance(1+1+1+0.6+0.4, 1)                                   // three headed claims, one aside, one of a case study; one against
	b := openFolder(t, map[string]string{"weighed.md": weighed})
	for _, w := range []weighing{
		{"PostgreSQL or MySQL for performance?", []float64{1}, [][2]float64{{-one, one}}, [2]float64{-one, one}, 2 * one, 1, "MySQL", bot.Strong},
		{"PostgreSQL or MySQL for security?", []float64{1}, [][2]float64{{one, security}}, [2]float64{one, security}, one - security, 1, bot.Either, bot.Weak},
		{"PostgreSQL or MySQL for cost-efficiency?", []float64{1}, [][2]float64{{one, costs}}, [2]float64{one, costs}, one - costs, 1, bot.Either, bot.Weak},
		{"PostgreSQL or MySQL for the learning curve?", []float64{1}, [][2]float64{{easy, easy}}, [2]float64{easy, easy}, 0, 1, bot.Either, bot.Weak},
		{"PostgreSQL or MySQL for security and performance?", []float64{1, 1}, [][2]float64{{one, security}, {-one, one}}, [2]float64{0, (security + one) / 2}, (security + one) / 2, 1, "MySQL", bot.Moderate},
		{"PostgreSQL or MySQL for fintech?", []float64{1.5}, [][2]float64{{1, 0}}, [2]float64{1, 0}, 1, 1, "PostgreSQL", bot.Strong},
		{"PostgreSQL or MySQL for healthcare?", []float64{1.5}, [][2]float64{{0, -1}}, [2]float64{0, -1}, 1, 1, "PostgreSQL", bot.Weak},
		{"PostgreSQL or MySQL for a fintech startup?", []float64{1.5, 1.5}, [][2]float64{{1, 0}, {0, 1}}, [2]float64{0.5, 0.5}, 0, 1, bot.Either, bot.Weak},
		{"PostgreSQL or MySQL for fintech and performance?", []float64{1.5, 1}, [][2]float64{{1, 0}, {-one, one}}, [2]float64{(1.5 - one) / 2.5, one / 2.5}, (1.5 - 2*one) / 2.5, 1, bot.Either, bot.Weak},
		{"PostgreSQL or MySQL for performance and SEO?", []float64{1, 1}, [][2]float64{{-one, one}, {0, 0}}, [2]float64{-one, one}, 2 * one, 0.5, "MySQL", bot.Moderate},
		{"PostgreSQL or MySQL for a startup and SEO?", []float64{1.5, 1}, [][2]float64{{0, 1}, {0, 0}}, [2]float64{0, 1}, 1, 0.5, "MySQL", bot.Moderate},
		{"PostgreSQL or MySQL for a web shop?", []float64{1.5}, [][2]float64{{0, 0}}, [2]float64{0, 0}, 0, 1, bot.Neither, bot.Moderate},
	} {
		t.Run(w.question, func(t *testing.T) {
			a := mustAsk(t, b, w.question)
			if a.Recommendation == nil || a.Ledger == nil {
				t.Fatalf("%s: %s", a.Outcome, a.Text)
			}
			if a.Recommendation.Option != w.option || a.Recommendation.Strength != w.strength {
				t.Errorf("picks %s, %s; want %s, %s", a.Recommendation.Option, a.Recommendation.Strength, w.option, w.strength)
			}
			w.check(t, a.Ledger)
			for _, fault := range ungrounded(a) {
				t.Error(fault)
			}
		})
	}
}

// balance is how claims for and against weigh, as the rule has it.
func balance(good, bad float64) float64 { return (good - bad) / (good + bad + 0.5) }

// check compares a ledger with what was worked out by hand.
func (w weighing) check(t *testing.T, l *bot.Ledger) {
	t.Helper()
	if !slices.Equal(l.Options, []string{"PostgreSQL", "MySQL"}) || len(l.Rows) != len(w.scores) {
		t.Fatalf("weighed %v in %d rows", l.Options, len(l.Rows))
	}
	near(t, "margin", l.Margin, w.margin)
	near(t, "coverage", l.Coverage, w.coverage)
	for i, option := range l.Options {
		near(t, option+" in all", l.Totals[i], w.totals[i])
		for r, row := range l.Rows {
			near(t, option+" on "+row.Concept, row.Cells[i].Score, w.scores[r][i])
			near(t, "weight of "+row.Concept, row.Weight, w.weights[r])
		}
	}
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-9 {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

// TestStressedNeedCountsTwice turns a pick round by what the person says matters most.
func TestStressedNeedCountsTwice(t *testing.T) {
	b := openFolder(t, map[string]string{"weighed.md": weighed})
	plain := "PostgreSQL or MySQL? We care for performance, and the board of the company, all seven of them, for fintech."
	stressed := "PostgreSQL or MySQL? We care for performance, and the board of the company, all seven of them, above all for fintech."
	for question, weight := range map[string]float64{plain: 1.5, stressed: 3} {
		a := mustAsk(t, b, question)
		if a.Ledger == nil {
			t.Fatalf("%q: %s", question, a.Text)
		}
		for _, r := range a.Ledger.Rows {
			switch r.Concept {
			case "Fintech":
				near(t, r.Concept, r.Weight, weight)
			case "Performance":
				near(t, r.Concept, r.Weight, 1)
			}
		}
	}
	if option := mustAsk(t, b, stressed).Recommendation.Option; option == "MySQL" {
		t.Errorf("picks %s against the need that matters most", option)
	}
}

// TestClaimInTheAsksOwnWordsCountsMore prefers the evidence on the very thing that was asked about.
func TestClaimInTheAsksOwnWordsCountsMore(t *testing.T) {
	b := openFolder(t, map[string]string{"own.md": `---
options: [PostgreSQL, MySQL]
---

## Security

PostgreSQL is safe.
PostgreSQL is unsafe against a stolen backup tape.
MySQL is safe.
MySQL is safe against a stolen backup tape.
`})
	general := mustAsk(t, b, "PostgreSQL or MySQL for security?")
	special := mustAsk(t, b, "PostgreSQL or MySQL for security against stolen tape?")
	if general.Ledger == nil || special.Ledger == nil {
		t.Fatalf("%s / %s", general.Text, special.Text)
	}
	for i, option := range special.Ledger.Options {
		before, after := general.Ledger.Rows[0].Cells[i], special.Ledger.Rows[0].Cells[i]
		if before.For+before.Against >= after.For+after.Against {
			t.Errorf("%s: %+v is not more than %+v", option, after, before)
		}
	}
	if special.Ledger.Margin <= general.Ledger.Margin || special.Recommendation == nil || special.Recommendation.Option != "MySQL" {
		t.Errorf("margin %v, then %v: %s", general.Ledger.Margin, special.Ledger.Margin, special.Text)
	}
}

// TestPickFollowsFromTheLedger holds every pick of the tuned questions to its own ledger.
func TestPickFollowsFromTheLedger(t *testing.T) {
	const pickMargin, middleMargin, strongMargin = 0.4, 0.5, 0.9 // as weigh.go documents them
	b := openBot(t, knowledge.Source{Builtin: true})
	checked := 0
	for _, it := range readItems(t, "tuned") {
		if it.Kind != "pick" {
			continue
		}
		a := mustAsk(t, b, it.Question, it.Thread...)
		if a.Recommendation == nil || a.Ledger == nil || a.Recommendation.Option == bot.Neither {
			continue
		}
		checked++
		l, rec := a.Ledger, a.Recommendation
		sorted := slices.Sorted(slices.Values(l.Totals))
		near(t, it.ID+" margin", l.Margin, sorted[len(sorted)-1]-sorted[len(sorted)-2])
		if rec.Option == bot.Either {
			if l.Margin >= pickMargin || rec.Strength != bot.Weak {
				t.Errorf("%s: either, %s, at a margin of %v", it.ID, rec.Strength, l.Margin)
			}
			continue
		}
		step := 0
		for _, m := range []float64{middleMargin, strongMargin} {
			if l.Margin >= m {
				step++
			}
		}
		if step == 2 && weightBehind(l, rec.Option) < 2 {
			step--
		}
		if l.Coverage < 1 {
			step = max(step-1, 0)
		}
		if want := []bot.Strength{bot.Weak, bot.Moderate, bot.Strong}[step]; rec.Strength != want || l.Margin < pickMargin {
			t.Errorf("%s: %s at margin %v and coverage %v, want %s", it.ID, rec.Strength, l.Margin, l.Coverage, want)
		}
		if i := slices.Index(l.Options, rec.Option); i < 0 || l.Totals[i] != sorted[len(sorted)-1] {
			t.Errorf("%s: picks %s of %v with %v", it.ID, rec.Option, l.Options, l.Totals)
		}
		if !strings.Contains(a.Text, rec.Option) || len(rec.Because) == 0 {
			t.Errorf("%s: picks %s, because of %v, without saying so: %s", it.ID, rec.Option, rec.Because, a.Text)
		}
	}
	if checked < 50 {
		t.Errorf("only %d picks were checked", checked)
	}
}

// weightBehind adds up what speaks for an option and against the others, a verdict being as much as any sum.
func weightBehind(l *bot.Ledger, option string) float64 {
	sum := 0.0
	for _, r := range l.Rows {
		for i, c := range r.Cells {
			switch pick := l.Options[i] == option; {
			case pick && c.Verdict > 0, !pick && c.Verdict < 0:
				return math.Inf(+1)
			case pick:
				sum += c.For
			default:
				sum += c.Against
			}
		}
	}
	return sum
}

// TestExplainShowsTheWholeWeighing prints each need, each option and the outcome of the rule.
func TestExplainShowsTheWholeWeighing(t *testing.T) {
	b := openFolder(t, map[string]string{"weighed.md": weighed})
	a := mustAsk(t, b, "PostgreSQL or MySQL for security, performance and SEO?")
	text := strings.Join(a.Ledger.Explain(), "\n")
	for _, want := range []string{"Security", "Performance", "SEO", "for 3.0, against 1.0", "PostgreSQL +0.00", "MySQL +0.56", "margin 0.56", "67%"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing from:\n%s", want, text)
		}
	}
	security := a.Ledger.Rows[slices.IndexFunc(a.Ledger.Rows, func(r bot.LedgerRow) bool { return r.Concept == "Security" })]
	mysql, counted := slices.Index(a.Ledger.Options, "MySQL"), 0
	for claim, passage := range security.Cells[mysql].Claims() {
		if counted++; !strings.Contains(claim.Text, "MySQL") || passage.Heading != "Security" {
			t.Errorf("MySQL's security counts %q of %s", claim.Text, passage.ID)
		}
	}
	if counted != 4 {
		t.Errorf("MySQL's security counts %d claims, want 4", counted)
	}
	if n := strings.Count(text, "PostgreSQL"); n < 4 { // one for each row and one in the totals
		t.Errorf("PostgreSQL is named %d times in:\n%s", n, text)
	}
}

// TestNothingIsWeighedWhereNothingIsChosen leaves the ledger out of answers that weigh nothing.
func TestNothingIsWeighedWhereNothingIsChosen(t *testing.T) {
	b := openBot(t, knowledge.Source{Builtin: true})
	for outcome, questions := range outcomeQuestions() {
		for _, q := range questions {
			a := mustAsk(t, b, q)
			if weighs := outcome == bot.Recommended || outcome == bot.Compared; weighs != (a.Ledger != nil) {
				t.Errorf("%s: %q has the ledger %v", outcome, q, a.Ledger)
			}
		}
	}
}

// TestOpenQuestionGetsFacts asks a folder on many technologies without naming any: a pick needs two that are
// judged, or a recommendation; else what the documents say is the answer.
func TestOpenQuestionGetsFacts(t *testing.T) {
	pages := map[string]string{
		"rails.md":   "# Rails\n\nRails has a rigid structure.\n",
		"laravel.md": "# Laravel\n\nLaravel has a pleasant syntax.\n",
		"django.md":  "# Django\n\n## Security\n\nDjango is very secure.\n",
	}
	if a := mustAsk(t, openFolder(t, pages), "which one is best for security?"); a.Outcome != bot.Facts || !strings.Contains(a.Text, "Django is very secure.") {
		t.Errorf("one is judged: %s: %s", a.Outcome, a.Text)
	}
	pages["rails.md"] += "\n## Security\n\nRails is insecure.\n"
	if a := mustAsk(t, openFolder(t, pages), "which one is best for security?"); a.Outcome != bot.Recommended || a.Recommendation.Option != "Django" {
		t.Errorf("two are judged: %s: %s", a.Outcome, a.Text)
	}
}
