package vocabulary_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

func TestTerms(t *testing.T) {
	tests := map[string]string{
		"which of these databases should we use?": "databas",
		"databases, a database and DATABASES":     "databas",
		"it's what they don't and can’t do":       "",
		"plan B costs 5 or 71,800":                "plan cost 5 71,800",
		"C# and C++ programmers":                  "c# c++ develop",
		"fast, quicker, rapid and swift":          "speed",
		"we are sluggish":                         "slow",
		"":                                        "",
		"选择":                                      "选 择",
	}
	v := vocabularyOf(t, "")
	for text, want := range tests {
		t.Run(text, func(t *testing.T) {
			got := strings.Join(v.Terms(vocabulary.Words(text)), " ")
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("terms (-want +got):\n%s", diff)
			}
		})
	}
}

func TestTermOfOneWord(t *testing.T) {
	v := vocabularyOf(t, "")
	for text, want := range map[string]string{"Programmers": "develop", "Dependencies": "packag", "depends": "", "cheap": "cheap", "severity": "sever", "several": "", "addr": "address", "the": "", "7": "7", "x": ""} {
		if got, ok := v.Term(vocabulary.Words(text)[0]); got != want || ok != (want != "") {
			t.Errorf("%q: got %q, %v, want %q", text, got, ok, want)
		}
	}
}

func TestLonghandAndWeakWords(t *testing.T) {
	v := vocabularyOf(t, "")
	for word, want := range map[string]string{"plz": "please", "ppl": "people", "atm": "now", "lemme": "let", "youre": "you", "approx": "approximately", "database": "database", "": ""} {
		if got := v.Longhand(word); got != want {
			t.Errorf("longhand of %q: got %q, want %q", word, got, want)
		}
	}
	if !v.Weak(vocabulary.Stem("handles")) || v.Weak(vocabulary.Stem("database")) {
		t.Error("handles is not weak, or database is")
	}
}

// A word that carries no topic is compared by its stem, one that only holds a sentence together not at all.
func TestSense(t *testing.T) {
	v := vocabularyOf(t, "")
	for word, want := range map[string]string{"databases": "databas", "programmers": "develop", "using": "us", "the": "", "of": ""} {
		if got := v.Sense(vocabulary.Words(word)[0]); got != want {
			t.Errorf("%q: %q, want %q", word, got, want)
		}
	}
}
