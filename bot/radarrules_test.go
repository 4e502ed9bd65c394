package bot

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// Every rule of radars decides its example, and the rule that it names would decide that in its place.
func TestRadarRules(t *testing.T) {
	radars := filepath.Join("..", "knowledge", "testdata", "radars")
	lib, err := knowledge.Open(knowledge.Source{Paths: []string{filepath.Join(radars, "beside"), filepath.Join(radars, "built", "numbers.json")}})
	if err != nil {
		t.Fatal(err)
	}
	b := New(lib, nil, "test") // nothing is searched
	for _, rule := range radarRules() {
		t.Run(rule.name, func(t *testing.T) {
			a := b.reader.Understand(Question{Text: rule.example})[0]
			r := b.askOfRadars(a, a.Says(vocabulary.Settling))
			fitting := slices.DeleteFunc(radarRules(), func(rule radarRule) bool { return !rule.fits(r) })
			if len(fitting) == 0 {
				t.Fatalf("%q fits no rule", rule.example)
			}
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
