package bot_test

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/bot/exam"
	"github.com/stackpick/stackpick/knowledge"
)

// TestGrounding walks every answer to every question of the set: each statement cites, each citation is in
// the sources, each figure and proper name of a statement stands in a passage it cites, and no source is
// cited by nothing.
func TestGrounding(t *testing.T) {
	b := openBot(t, knowledge.Source{Builtin: true})
	for _, part := range []string{"tuned", "reported"} {
		for _, it := range readItems(t, part) {
			a, err := b.Ask(context.Background(), bot.Question{Text: it.Question, Thread: it.Thread})
			if err != nil {
				t.Fatalf("%s: %v", it.ID, err)
			}
			for _, fault := range ungrounded(a) {
				t.Errorf("%s %q: %s", it.ID, it.Question, fault)
			}
		}
	}
}

var (
	figure = regexp.MustCompile(`\d[\d.,]*\d|\d`)
	proper = regexp.MustCompile(`\b[A-Z][A-Za-z0-9]*(?:\.[a-z]+)?\b`)
)

// ungrounded lists what an answer says without a source that says so: what exam.Ungrounded finds, and what only the bot's
// own tests are strict about. Here every statement cites, in refusals too, and each figure and each capitalised word, be
// it the first of a sentence, stands in the section or the passage itself: a document's title, a date or an ID holds none.
func ungrounded(a *bot.Answer) []string {
	faults := exam.Ungrounded(a)
	passages := func(citations []int) string {
		var held strings.Builder
		for _, n := range citations {
			if n < 1 || n > len(a.Sources) {
				faults = append(faults, fmt.Sprintf("cites [%d], which is no source", n))
				continue
			}
			held.WriteString(a.Sources[n-1].Passage + "\n" + a.Sources[n-1].Section + "\n")
		}
		return held.String()
	}
	for _, s := range a.Statements {
		if len(s.Citations) == 0 {
			faults = append(faults, fmt.Sprintf("cites nothing: %q", s.Text))
		}
		faults = append(faults, unheld(s.Text, passages(s.Citations))...)
	}
	if a.Comparison == nil {
		return faults
	}
	for _, r := range a.Comparison.Rows {
		for _, c := range r.Cells {
			if (c.Text == nil) != (len(c.Citations) == 0) {
				faults = append(faults, fmt.Sprintf("cell %s/%s: text and citations disagree", r.Criterion, c.Option))
			}
			for i := range c.Citations {
				held := passages(c.Citations[i : i+1])
				if c.Text != nil && !strings.Contains(held, strings.TrimRight(firstWords(*c.Text), ".")) && len(unheld(*c.Text, held)) > 0 {
					faults = append(faults, fmt.Sprintf("cell %s/%s is not in its passage: %q", r.Criterion, c.Option, *c.Text))
				}
			}
		}
	}
	return faults
}

// ourWords are the openings that we put before a quoted sentence.
func ourWords() []string {
	return []string{"Pick", "The", "It", "Already", "Not", "No", "Yes", "Turned", "Against", "For"}
}

func unheld(text, passage string) []string {
	var faults []string
	for _, f := range figure.FindAllString(text, -1) {
		if !strings.Contains(passage, f) {
			faults = append(faults, fmt.Sprintf("figure %s of %q is not in the cited passage", f, text))
		}
	}
	for _, name := range proper.FindAllString(text, -1) {
		if !slices.Contains(ourWords(), name) && !strings.Contains(strings.ToLower(passage), strings.ToLower(name)) {
			faults = append(faults, fmt.Sprintf("name %s of %q is not in the cited passage", name, text))
		}
	}
	return faults
}

func firstWords(s string) string {
	return s[:min(len(s), 20)]
}
