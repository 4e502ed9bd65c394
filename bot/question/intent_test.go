package question

import (
	"slices"
	"testing"

	"github.com/stackpick/stackpick/knowledge"
)

// readerOfFrameworks returns a reader of questions on the built-in documents.
func readerOfFrameworks(t *testing.T) *Reader {
	t.Helper()
	lib, err := knowledge.Open(knowledge.Source{Builtin: true})
	if err != nil {
		t.Fatal(err)
	}
	census := lib.Census(nil)
	return NewReader(lib.Vocabulary, census, &Known{
		Subjects: []string{"Django", "Node.js"}, Speaks: map[string][]string{"Python": {"Django"}, "JavaScript": {"Node.js"}},
		Names: map[string]string{"netflix": "Netflix", "disqus": "Disqus", "java": "Java"}, Terms: census.Terms, Lower: census.Lower,
	})
}

// Every rule decides its example, and the rule that it names would decide that in its place.
func TestIntents(t *testing.T) {
	r := readerOfFrameworks(t)
	for _, rule := range intents() {
		t.Run(rule.name, func(t *testing.T) {
			around, questions := r.split(rule.example)
			if len(questions) != 1 {
				t.Fatalf("%q holds %d questions, want one", rule.example, len(questions))
			}
			h := r.hear(r.read(questions[0], "en"), r.read(around, "en"))
			fitting := slices.DeleteFunc(intents(), func(rule intent) bool { return !rule.fits(h) })
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
