package bot_test

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/bot/exam"
	"github.com/stackpick/stackpick/knowledge"
)

// outcomeQuestions are questions on the built-in knowledge, a few for each outcome.
func outcomeQuestions() map[bot.Outcome][]string {
	return map[bot.Outcome][]string{
		bot.Recommended: {"Django or Node.js for a fintech MVP?", "Django or Node.js?", "Django or Node.js for a web shop?", "Django or Node.js for fintech with SEO?"},
		bot.Compared:    {"compare Django and Node.js", "compare django and node on security and SEO", "compare Django and Rails on security"},
		bot.Facts:       {"how many stars does Django have?", "What did Netflix do?", "what is Node.js?"},
		bot.NotCovered:  {"Rails or Laravel?", "what is the capital of France?", "what licence does Django have?"},
		bot.Clarify:     {"what should I use?"},
		bot.Help:        {"hi", "what can you do?"},
	}
}

// forEachOutcome asks all outcomeQuestions in subtests.
func forEachOutcome(t *testing.T, check func(t *testing.T, a *bot.Answer)) {
	b := openBot(t, knowledge.Source{Builtin: true})
	for outcome, questions := range outcomeQuestions() {
		for _, q := range questions {
			t.Run(string(outcome)+": "+q, func(t *testing.T) {
				a := mustAsk(t, b, q)
				if a.Outcome != outcome {
					t.Fatalf("outcome %s, want %s: %s", a.Outcome, outcome, a.Text)
				}
				check(t, a)
			})
		}
	}
}

// fields are the keys of the contract's objects by the path to them; list indexes are left out of paths.
func fields() map[string][]string {
	return map[string][]string{
		"":                       {"question", "outcome", "recommendation", "answer", "statements", "comparison", "sources", "gaps", "follow_ups", "phrased_by", "receipt"},
		".recommendation":        {"option", "strength", "because", "unless"},
		".statements":            {"text", "citations"},
		".comparison":            {"options", "rows"},
		".comparison.rows":       {"criterion", "cells"},
		".comparison.rows.cells": {"option", "text", "stance", "citations"},
		".sources":               {"n", "id", "document", "section", "kind", "url", "date", "passage", "score"},
		".receipt":               {"knowledge", "version"},
	}
}

// TestAnswerJSON holds every object of an answer to the contract's fields, and every list to be a list.
func TestAnswerJSON(t *testing.T) {
	nullable := []string{".recommendation", ".comparison", ".comparison.rows.cells.text"}
	var walk func(t *testing.T, path string, v any)
	walk = func(t *testing.T, path string, v any) {
		switch v := v.(type) {
		case nil:
			if !slices.Contains(nullable, path) {
				t.Errorf("%s is null", path)
			}
		case []any:
			for _, e := range v {
				walk(t, path, e)
			}
		case map[string]any:
			var keys []string
			for k, e := range v {
				keys = append(keys, k)
				walk(t, path+"."+k, e)
			}
			slices.Sort(keys)
			if diff := cmp.Diff(slices.Sorted(slices.Values(fields()[path])), keys); diff != "" {
				t.Errorf("fields of %q (-contract +answer):\n%s", path, diff)
			}
		}
	}
	forEachOutcome(t, func(t *testing.T, a *bot.Answer) {
		var v any
		if err := json.Unmarshal([]byte(mustJSON(t, a)), &v); err != nil {
			t.Fatal(err)
		}
		walk(t, "", v)
	})
}

// TestAnswerSaysWhatItsOutcomePromises holds the parts of an answer to what the contract says of its outcome.
func TestAnswerSaysWhatItsOutcomePromises(t *testing.T) {
	hash := regexp.MustCompile(`^sha256:[0-9a-f]{64}$`)
	forEachOutcome(t, func(t *testing.T, a *bot.Answer) {
		if (a.Recommendation != nil) != (a.Outcome == bot.Recommended) {
			t.Errorf("recommendation is %+v", a.Recommendation)
		}
		if a.Outcome == bot.Compared && a.Comparison == nil {
			t.Error("a comparison without its table")
		}
		answers := a.Outcome == bot.Recommended || a.Outcome == bot.Compared || a.Outcome == bot.Facts
		if answers != (len(a.Statements) > 0) || answers != (len(a.Sources) > 0) {
			t.Errorf("%d statements, %d sources", len(a.Statements), len(a.Sources))
		}
		if a.Outcome == bot.NotCovered && len(a.Gaps) == 0 {
			t.Error("a refusal that does not say what is missing")
		}
		if a.Text == "" || a.PhrasedBy != "stackpick" || !hash.MatchString(a.Receipt.Knowledge) || a.Receipt.Version != "test" {
			t.Errorf("text %q, phrased by %q, receipt %+v", a.Text, a.PhrasedBy, a.Receipt)
		}
		for _, fault := range ungrounded(a) {
			t.Error(fault)
		}
	})
}

// TestStatementsAndSourcesAreNumbered holds citations to be numbered from 1 in order of first use, and the
// answer's text to be its statements in order, each with its markers.
func TestStatementsAndSourcesAreNumbered(t *testing.T) {
	forEachOutcome(t, func(t *testing.T, a *bot.Answer) {
		for i, s := range a.Sources {
			if s.N != i+1 {
				t.Errorf("source %d has number %d", i+1, s.N)
			}
			if s.Score < 0 || s.Score > 1 || s.ID == "" || s.Document == "" || s.Passage == "" || !strings.HasPrefix(s.URL, "https://") {
				t.Errorf("source %+v", s)
			}
		}
		used := 0
		for _, n := range citations(a) {
			if n > used+1 {
				t.Errorf("source %d is used before source %d", n, used+1)
			}
			used = max(used, n)
		}
		rest := a.Text
		for _, s := range a.Statements {
			marked := s.Text
			for _, n := range s.Citations {
				marked += fmt.Sprintf(" [%d]", n)
			}
			_, after, found := strings.Cut(rest, marked)
			if !found {
				t.Errorf("%q does not stand, in its turn, in %q", marked, a.Text)
			}
			rest = after
		}
	})
}

// citations lists the numbers that statements, then cells, cite, in reading order.
func citations(a *bot.Answer) []int {
	var numbers []int
	for _, s := range a.Statements {
		numbers = append(numbers, s.Citations...)
	}
	if a.Comparison == nil {
		return numbers
	}
	for _, r := range a.Comparison.Rows {
		for _, c := range r.Cells {
			numbers = append(numbers, c.Citations...)
		}
	}
	return numbers
}

// TestComparisonTablesAreComplete holds every row to one cell for each option, in the options' order, and
// cells without evidence to be empty.
func TestComparisonTablesAreComplete(t *testing.T) {
	b := openBot(t, knowledge.Source{Builtin: true})
	empty := 0
	for _, q := range append(outcomeQuestions()[bot.Compared], "compare Django, Node.js and Laravel on cost and hiring") {
		a := mustAsk(t, b, q)
		if a.Comparison == nil || len(a.Comparison.Rows) == 0 {
			t.Fatalf("%q: no table: %s", q, a.Text)
		}
		for _, r := range a.Comparison.Rows {
			var options []string
			for _, c := range r.Cells {
				options = append(options, c.Option)
				if c.Text == nil {
					empty++
				}
				if none := c.Stance == "none"; none != (c.Text == nil) || none != (len(c.Citations) == 0) || c.Citations == nil {
					t.Errorf("%q: cell %s/%s: %s", q, r.Criterion, c.Option, mustJSON(t, c))
				}
				if !slices.Contains([]string{"for", "against", "neutral", "none"}, c.Stance) {
					t.Errorf("%q: stance %q", q, c.Stance)
				}
			}
			if diff := cmp.Diff(a.Comparison.Options, options); diff != "" {
				t.Errorf("%q: cells of %s (-options +cells):\n%s", q, r.Criterion, diff)
			}
		}
	}
	if empty == 0 {
		t.Error("no question of this test has a cell without evidence")
	}
}

// TestSameQuestionSameAnswer asks every fifth tuned question twice, and a second bot on the same knowledge once.
func TestSameQuestionSameAnswer(t *testing.T) {
	one, two := openBot(t, knowledge.Source{Builtin: true}), openBot(t, knowledge.Source{Builtin: true})
	for i, it := range readItems(t, "tuned") {
		if i%5 != 0 {
			continue
		}
		first := mustJSON(t, mustAsk(t, one, it.Question, it.Thread...))
		if again := mustJSON(t, mustAsk(t, one, it.Question, it.Thread...)); first != again {
			t.Errorf("%s %q: another answer the second time:\n%s", it.ID, it.Question, cmp.Diff(first, again))
		}
		if other := mustJSON(t, mustAsk(t, two, it.Question, it.Thread...)); first != other {
			t.Errorf("%s %q: another answer from a second bot:\n%s", it.ID, it.Question, cmp.Diff(first, other))
		}
	}
}

// TestManyAskAtOnce lets 50 goroutines ask one bot, each starting at another question.
func TestManyAskAtOnce(t *testing.T) {
	b := openBot(t, knowledge.Source{Builtin: true})
	var items []exam.Item
	for i, it := range readItems(t, "tuned") {
		if i%23 == 0 {
			items = append(items, it)
		}
	}
	want := make([]string, len(items))
	for i, it := range items {
		want[i] = mustJSON(t, mustAsk(t, b, it.Question, it.Thread...))
	}
	var wg sync.WaitGroup
	for start := range 50 {
		wg.Go(func() {
			for i := range items {
				n := (start + i) % len(items)
				a, err := b.Ask(context.Background(), bot.Question{Text: items[n].Question, Thread: items[n].Thread})
				if err != nil {
					t.Errorf("%q: %v", items[n].Question, err)
					continue
				}
				if got, err := json.MarshalIndent(a, "", " "); err != nil || string(got) != want[n] {
					t.Errorf("%q: another answer among many: %v\n%s", items[n].Question, err, cmp.Diff(want[n], string(got)))
				}
			}
		})
	}
	wg.Wait()
}

// TestAskGivesUpWithItsContext reports the search's failure instead of answering without evidence.
func TestAskGivesUpWithItsContext(t *testing.T) {
	b := openBot(t, knowledge.Source{Builtin: true})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	a, err := b.Ask(ctx, bot.Question{Text: "Django or Node.js for fintech?"})
	if err == nil || a != nil {
		t.Errorf("answer %v, error %v", a, err)
	}
}
