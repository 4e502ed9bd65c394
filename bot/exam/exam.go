// Package exam asks a bot questions whose right answers are known and tells how well it did: which questions it
// answered wrongly and in what, and how many it answered rightly of each kind.
//
// A set is a file of items, YAML or JSON Lines; Read says how it is written. Each answer is held against its item,
// and, whatever the item says, against its own sources: every statement is cited, and what it says stands in the
// passages that it cites. An item is right when nothing at all is wrong with its answer.
//
// Read Ask first, then item.go (what a right answer must show), grade.go and ground.go (the checks), and report.go.
package exam

import (
	"context"
	"fmt"

	"github.com/stackpick/stackpick/bot"
)

// A Candidate answers questions; *bot.Bot is one.
type Candidate interface {
	Ask(ctx context.Context, q bot.Question) (*bot.Answer, error)
}

// A Result is what became of one item.
type Result struct {
	Item   *Item
	Answer *bot.Answer
	Faults []Fault // in the order of the checks; none where all is right
}

// Right reports whether nothing is wrong with the answer.
func (r *Result) Right() bool { return len(r.Faults) == 0 }

// A Check is one thing that an answer is held against.
type Check string

// The checks.
const (
	Outcome  Check = "outcome"  // it is of a kind that would do
	Pick     Check = "pick"     // it recommends an option that would do
	Citation Check = "citation" // it cites the sections that it must
	Fact     Check = "facts"    // it says what it must
	Gap      Check = "gaps"     // it names what the knowledge lacks
	Absent   Check = "absent"   // it does not say what it must not
	Grounded Check = "grounded" // each statement is cited, and held by what it cites
)

// checks lists all checks in the order in which they are made and reported.
func checks() []Check { return []Check{Outcome, Pick, Citation, Fact, Gap, Absent, Grounded} }

// A Fault is one thing wrong with an answer, in a line.
type Fault struct {
	Check Check  `json:"check"`
	What  string `json:"what"`
}

// Ask puts every item to the candidate, in order. It fails only when an answer cannot be had at all.
func Ask(ctx context.Context, c Candidate, items []Item) (*Report, error) {
	r := &Report{Results: make([]Result, 0, len(items))}
	for i := range items {
		it := &items[i]
		a, err := c.Ask(ctx, bot.Question{Text: it.Question, Thread: it.Thread})
		if err != nil {
			return nil, fmt.Errorf("%s: asking: %w", it.Place(), err)
		}
		r.Results = append(r.Results, Result{Item: it, Answer: a, Faults: it.grade(a)})
	}
	return r, nil
}
