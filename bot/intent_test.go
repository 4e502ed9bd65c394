package bot

import (
	"slices"
	"testing"

	"github.com/stackpick/stackpick/knowledge"
)

// Every rule decides its example, and the rule that it names would decide that in its place.
func TestIntents(t *testing.T) {
	lib, err := knowledge.Open(knowledge.Source{Builtin: true})
	if err != nil {
		t.Fatal(err)
	}
	b := New(lib, nil, "test") // nothing is searched
	for _, rule := range intents() {
		t.Run(rule.name, func(t *testing.T) {
			around, questions := b.split(rule.example)
			if len(questions) != 1 {
				t.Fatalf("%q holds %d questions, want one", rule.example, len(questions))
			}
			h := b.hear(b.read(questions[0], "en"), b.read(around, "en"))
			fitting := slices.DeleteFunc(intents(), func(r intent) bool { return !r.fits(h) })
			if got := fitting[0].name; got != rule.name {
				t.Fatalf("%q is taken for %q", rule.example, got)
			}
			instead := ""
			if len(fitting) > 1 {
				instead = fitting[1].name
			}
			if instead != rule.instead {
				t.Errorf("%q would be taken for %q, want %q", rule.example, instead, rule.instead)
			}
		})
	}
}
