package bot_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/knowledge"
)

// TestStrengths tells one side of an option where that is asked, both where both are, and never the other's.
func TestStrengths(t *testing.T) {
	b := openBot(t, knowledge.Source{Builtin: true})
	for _, c := range []struct{ question, says, never string }{
		{"what are the weaknesses of Node?", "not properly maintained", "super-efficient"},
		{"what speaks against Django?", "13.59%", "MVP"},
		{"why not Node?", "less cost-efficient", "Chrome"},
		{"why choose Node over Django?", "super-efficient", "Choose Django"},
		{"why Django?", "cost-efficient", "less popular"},
		{"when should I use Django?", "Choose Django for projects in the fintech industry.", "Choose Node.js"},
		{"does Django have problems?", "13.59%", "MVP"},
		{"what's the difference between npm and node?", "online repository", "full-stack web framework"},
		{"pros and cons of django", "Against it: Code in Python", "Node.js is often grouped"},
	} {
		a := mustAsk(t, b, c.question)
		if a.Outcome != bot.Facts || !strings.Contains(a.Text, c.says) || strings.Contains(a.Text, c.never) {
			t.Errorf("%s: %s: %s", c.question, a.Outcome, a.Text)
		}
	}
}

// TestEmphasis weighs needs by what a message says of them, and leaves out what it says does not count.
func TestEmphasis(t *testing.T) {
	b := openBot(t, knowledge.Source{Builtin: true})
	for _, c := range []struct {
		question string
		pick     string
		weights  []float64 // of the rows, as they come
	}{
		{"Security matters more to us than speed. Django or Node?", "Django", []float64{2, 0.5}},
		{"Speed matters less than security. Django or Node?", "Django", []float64{0.5, 2}},
		{"Cost first, then scalability, performance last. Django or Node?", "Django", []float64{2, 1, 0.5}},
		{"We want it secure, budget is no issue. Django or Node?", "Django", []float64{1}},
		{"I don't care about performance, it must be secure. Django or Node?", "Django", []float64{2}},
		{"Node or Django if we neither need microservices nor APIs?", bot.Either, nil},
	} {
		a := mustAsk(t, b, c.question)
		if a.Recommendation == nil || a.Recommendation.Option != c.pick {
			t.Errorf("%s: %s: %s", c.question, a.Outcome, a.Text)
			continue
		}
		var weights []float64
		for _, r := range a.Ledger.Rows {
			weights = append(weights, r.Weight)
		}
		if !slices.Equal(weights, c.weights) {
			t.Errorf("%s: weighs %v, want %v", c.question, weights, c.weights)
		}
		if c.weights == nil && strings.Contains(a.Text, "APIs") {
			t.Errorf("%s: speaks of what was ruled out: %s", c.question, a.Text)
		}
	}
}

// TestANeedInsideASentence has a need that begins with a letter of two bytes.
func TestANeedInsideASentence(t *testing.T) {
	b := openFolder(t, map[string]string{
		"vocabulary.yaml": "options: [{name: Grimoire}, {name: Tome}]\nconcepts:\n  - {name: Élan vital, kind: criterion, words: [verve]}\n  - {name: Durability, kind: criterion, words: [durable]}\n",
		"books.md":        "---\noptions: [Grimoire, Tome]\n---\n# Books\n\n## Summary\n\nChoose Grimoire where it must be durable. Choose Tome for verve.\n",
	})
	a := mustAsk(t, b, "Grimoire or Tome? It must be durable.")
	if a.Recommendation == nil || a.Recommendation.Unless != "what you need is élan vital: then Tome" {
		t.Errorf("recommends %+v", a.Recommendation)
	}
}
