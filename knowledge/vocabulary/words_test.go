package vocabulary_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

func TestWords(t *testing.T) {
	tests := map[string]struct {
		text, want string // the words, parted by spaces
	}{
		"plain words are lowered":                   {"Redis Keeps It", "redis keeps it"},
		"plus signs belong to a name":               {"Is C++ or g++ old?", "is c++ or g++ old"},
		"a plus sign between words does not":        {"Redis + Kafka, a+b", "redis kafka a b"},
		"a hash belongs to a name":                  {"We write C#, F# and Q#.", "we write c# f# and q#"},
		"a hash before a number does not":           {"See #42.", "see 42"},
		"a dot in front belongs to a name":          {"Move to .NET or ASP.NET", "move to .net or asp net"},
		"a dot at the end does not":                 {"We moved. Net gain.", "we moved net gain"},
		"dots before a word are an ellipsis":        {"Well ...maybe", "well maybe"},
		"a dot inside a name parts it":              {"Node.js and Vue.js", "node js and vue js"},
		"a hyphen inside a name parts it":           {"third-party e-mail", "third party e mail"},
		"a slash parts alternatives":                {"MySQL/MariaDB", "mysql mariadb"},
		"an underscore parts words":                 {"max_connections", "max connections"},
		"a number keeps its commas":                 {"It has 71,800 stars", "it has 71,800 stars"},
		"a number keeps its point and percent sign": {"13.59% of them, or 40%.", "13.59% of them or 40%"},
		"a number ends before a list's comma":       {"in 2021, 2022 and 3.", "in 2021 2022 and 3"},
		"a version stays whole":                     {"Go 1.26.8 came out", "go 1.26.8 came out"},
		"a number with letters is one word":         {"k8s and 10x on es6", "k8s and 10x on es6"},
		"a contracted not stays":                    {"don't, isn't and can’t", "don't isn't and can't"},
		"contracted verbs go":                       {"It's what we've, they'll, I'd and you're", "it what we they i and you"},
		"a possessive goes":                         {"Django's admin, Ruby’s gems", "django admin ruby gems"},
		"a possessive after an s":                   {"the teams' choice", "the teams choice"},
		"quotation marks are not part of a word":    {"'fast' and “cheap”", "fast and cheap"},
		"a French article goes":                     {"l'article d’équipe qu'avons", "article equipe avons"},
		"an Italian article goes":                   {"dell'azienda, nell'articolo", "azienda articolo"},
		"accents are folded":                        {"Café für Łódź, SMØRREBRØD", "cafe fur lodz smorrebrod"},
		"a sharp s is two":                          {"Größe", "grosse"},
		"a letter with its accent apart":            {"cafe\u0301", "cafe"},
		"a Turkish letter without a dot":            {"hızlı", "hizli"},
		"Russian words":                             {"Что лучше?", "что лучше"},
		"Chinese characters are a word each":        {"选择Go语言", "选 择 go 语 言"},
		"Japanese characters are a word each":       {"Djangoは速い", "django は 速 い"},
		"Korean words stand apart":                  {"Django 성능", "django 성능"},
		"a broken byte is no word":                  {"fa\xffst", "fa st"},
		"nothing but marks":                         {" … — !? ", ""},
		"nothing":                                   {"", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, w := range vocabulary.Words(tt.text) {
				got = append(got, w.Text)
			}
			want := norm.NFD.String(tt.want) // folding leaves Korean letters apart
			if diff := cmp.Diff(want, strings.Join(got, " ")); diff != "" {
				t.Errorf("words of %q (-want +got):\n%s", tt.text, diff)
			}
		})
	}
}

func TestWordsKeepTheirPlaceInTheText(t *testing.T) {
	for _, text := range []string{
		"C++ and .NET’s 71,800 users, l'équipe (13.59%) don't.",
		"我们选择Go，速度！ Größe",
		"a\xffb … c",
	} {
		last := 0
		for _, w := range vocabulary.Words(text) {
			if w.Start < last || w.End <= w.Start || w.End > len(text) {
				t.Fatalf("%q: %q stands at %d to %d after %d", text, w.Text, w.Start, w.End, last)
			}
			again := vocabulary.Words(text[w.Start:w.End])
			if len(again) != 1 || again[0].Text != w.Text {
				t.Errorf("%q: text[%d:%d] is %q, not %q", text, w.Start, w.End, text[w.Start:w.End], w.Text)
			}
			last = w.End
		}
	}
}

func TestWordsKnowUpperCase(t *testing.T) {
	upper := map[string]bool{"Go": true, "go": false, "gRPC": false, "Übergröße": true, ".NET": false, "Что": true, "2FA": false}
	for text, want := range upper {
		if words := vocabulary.Words(text); len(words) != 1 || words[0].Upper != want {
			t.Errorf("%q: got %+v, want upper %v", text, words, want)
		}
	}
}

func TestBreaksBetweenWords(t *testing.T) {
	tests := map[string]string{ // the words, with | before those that a pause stands before
		"fast, cheap":           "fast |cheap",
		"fast and cheap":        "fast and cheap",
		"fast (and cheap) too":  "fast |and cheap |too",
		"fast. Cheap":           "fast |cheap",
		"fast: cheap; good":     "fast |cheap |good",
		"fast – cheap — good":   "fast |cheap |good",
		"fast - cheap":          "fast |cheap",
		"real-time and Node.js": "real time and node js",
		"and/or":                "and or",
		"fast / cheap":          "fast |cheap",
		"fast\ncheap":           "fast cheap",
		"fast \n cheap":         "fast |cheap",
		"fast \"cheap\" good":   "fast |cheap |good",
		"fast, 'cheap'":         "fast |cheap",
		"(fast)":                "|fast",
		"fast + cheap":          "fast cheap",
		"over 71,800 stars":     "over 71,800 stars",
	}
	for text, want := range tests {
		t.Run(text, func(t *testing.T) {
			var got []string
			for _, w := range vocabulary.Words(text) {
				mark := ""
				if w.Break {
					mark = "|"
				}
				got = append(got, mark+w.Text)
			}
			if diff := cmp.Diff(strings.Fields(want), got); diff != "" {
				t.Errorf("words (-want +got):\n%s", diff)
			}
		})
	}
}

func TestStem(t *testing.T) {
	tests := map[string][]string{ // what shares a stem
		"the forms of a verb":      {"scale", "scales", "scaled", "scaling"},
		"one and many":             {"database", "databases"},
		"a noun and its adjective": {"secure", "secured", "securing"},
	}
	for name, words := range tests {
		t.Run(name, func(t *testing.T) {
			for _, w := range words {
				if vocabulary.Stem(w) != vocabulary.Stem(words[0]) {
					t.Errorf("stem of %q is %q, that of %q is %q", w, vocabulary.Stem(w), words[0], vocabulary.Stem(words[0]))
				}
			}
		})
	}
	for _, w := range []string{"", "js", "as", "c++", "k8s", "cafés", "don't", "71,800", "сервисы"} {
		if got := vocabulary.Stem(w); got != w {
			t.Errorf("stem of %q is %q, want the word itself", w, got)
		}
	}
}

func TestWordsAreFound(t *testing.T) {
	words := vocabulary.Words("How do we deploy to the old cluster?")
	if got := vocabulary.FirstOf(words, "cluster", "deploy"); got != 3 {
		t.Errorf("first at %d", got)
	}
	if vocabulary.FirstOf(words, "clusters") != -1 || !vocabulary.HasAny(words, "clusters", "old") || vocabulary.HasAny(words) {
		t.Error("words are found as others are written, or not as they are")
	}
	if !vocabulary.HasPhrase(words, "the old cluster") || vocabulary.HasPhrase(words, "the cluster") || vocabulary.HasPhrase(words, "cluster old") {
		t.Error("phrases are found with words between, or not as they stand")
	}
	if !vocabulary.HasAnyPhrase(words, "no such", "how do") || vocabulary.HasAnyPhrase(words, "no such") {
		t.Error("none of some phrases is found, or one that is not there")
	}
	if got := vocabulary.Join(words[5:]); got != "the old cluster" {
		t.Errorf("joined to %q", got)
	}
}

// TestIrregularInflections: what follows no rule has the stem of its word, in any inflection.
func TestIrregularInflections(t *testing.T) {
	for form, word := range map[string]string{"led": "leads", "broken": "breaking", "criteria": "criterion", "left": "left", "found": "finds", "founded": "founding"} {
		if got, want := vocabulary.Stem(form), vocabulary.Stem(word); got != want {
			t.Errorf("%s has the stem %q, %s %q", form, got, word, want)
		}
	}
}
