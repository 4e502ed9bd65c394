package vocabulary_test

import (
	"strings"
	"testing"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// TestParaphrases: what a question says is found in the other words that a text has for it, a phrase of several as one, and
// what only questions say does not count in texts.
func TestParaphrases(t *testing.T) {
	v := vocabularyOf(t, "")
	for _, c := range []struct {
		question, said string // "" for nothing that can be said otherwise
		text           string
		held           bool // the text says it
	}{
		{"can I work from home on fridays", "work from home", "Working remotely needs a plan.", true},
		{"can I work from home on fridays", "work from home", "Work begins at home port.", false},
		{"how much pto is left", "pto", "Three weeks of vacation a year.", true},
		{"my grandma is ill", "grandma", "For a member of your immediate family.", true},
		{"immediate family", "", "My grandma.", false},
		{"two prs are open", "prs", "A pull request is reviewed.", true},
		{"who is on call", "on call", "A call is made on the hour.", false},
		{"the ci is red again", "ci is red", "A broken build is mended first.", true},
		{"can we nuke the old table", "nuke", "A table that is removed is backed up before.", true},
		{"avatar", "avatar", "Your profile picture.", true},
		{"how bad is its severity", "severity", "There are several of them.", false},
		{"ask home, work from there", "", "", false},
	} {
		words := vocabulary.Words(c.question)
		var said []string
		groups := map[int]bool{}
		for _, p := range v.Paraphrases(words) {
			phrase := c.question[words[p.First].Start:words[p.Last].End]
			if phrase == c.said {
				groups[p.Group] = true
			}
			said = append(said, phrase)
		}
		if c.said == "" && len(said) > 0 || c.said != "" && len(groups) == 0 {
			t.Errorf("%q says %q, want %q", c.question, strings.Join(said, ", "), c.said)
		}
		held := false
		for _, p := range v.Paraphrased(vocabulary.Words(c.text)) {
			held = held || groups[p.Group]
		}
		if held != c.held {
			t.Errorf("%q in %q: %v", c.said, c.text, held)
		}
	}
}
