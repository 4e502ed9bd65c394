package knowledge_test

import (
	"testing"

	"github.com/stackpick/stackpick/knowledge"
)

func TestSpeller(t *testing.T) {
	dir := folderOf(t, map[string]string{
		"notes.md":        "# Quibberation\n\nWe keep a framblesnoot in the yard, 12345678 of them. A gribb is no gribbel: a gribbel is a gribbel, of a subset.",
		"vocabulary.yaml": "options:\n  - {name: Grimoire, aliases: [Zorbles, Mux-Tronix]}\n",
	})
	tests := map[string]struct{ word, want string }{
		"a letter is missing":                        {"zorles", "zorbles"},
		"a letter is added":                          {"zorbbles", "zorbles"},
		"a letter is wrong":                          {"zorblas", "zorbles"},
		"two neighbours are swapped":                 {"zorlbes", "zorbles"},
		"the first two are swapped":                  {"ozrbles", "zorbles"},
		"two slips in seven letters":                 {"zarblas", "zarblas"},
		"two slips in eight letters":                 {"gremiore", "grimoire"},
		"three slips in eight letters":               {"gremiura", "gremiura"},
		"two slips in more":                          {"frambelsnot", "framblesnoot"},
		"the first letter is wrong":                  {"xorbles", "xorbles"},
		"the first letter is missing":                {"orbles", "orbles"},
		"a part of a name":                           {"tronixx", "tronix"},
		"a word of a heading":                        {"quiberation", "quibberation"},
		"a word that talk is made of":                {"shoudl", "should"},
		"a name that is built in":                    {"postgers", "postgres"},
		"another":                                    {"kuberntes", "kubernetes"},
		"a name is left alone":                       {"zorbles", "zorbles"},
		"a word of a document is left alone":         {"framblesnoot", "framblesnoot"},
		"an English word near a name is left alone":  {"table", "table"},
		"a word of the trade near an English one":    {"subnet", "subnet"},
		"an inflection of a known word":              {"databases", "databases"},
		"words of two letters are left alone":        {"zo", "zo"},
		"a word of other letters is left alone":      {"zörbles", "zörbles"},
		"figures are never what a word stands for":   {"12345679", "12345679"},
		"a word that nothing is near is left alone":  {"wxyzzy", "wxyzzy"},
		"the commoner one, though it is longer":      {"gribbe", "gribbel"},
		"nothing":                                    {"", ""},
		"a long word that nothing is near":           {"xylophonistically", "xylophonistically"},
		"the nearest wins, not the first of any two": {"zorblesx", "zorbles"},
	}
	speller := open(t, dir).Census(nil).NewSpeller()
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := speller.Correct(tt.word); got != tt.want {
				t.Errorf("%q becomes %q, want %q", tt.word, got, tt.want)
			}
		})
	}
}

func TestSpellerKnows(t *testing.T) {
	speller := openText(t, "notes.md", "# Notes\n\nWe keep a framblesnoot.").Census(nil).NewSpeller()
	for word, want := range map[string]bool{
		"framblesnoot": true,
		"postgres":     true,
		"should":       true,
		"wonderful":    true,
		"framblesnot":  false,
		"postgers":     false,
	} {
		if got := speller.Knows(word); got != want {
			t.Errorf("%q: got %v", word, got)
		}
	}
}

func TestSpellerOfAnotherLibraryKnowsOtherWords(t *testing.T) {
	one := openText(t, "a.md", "# Notes\n\nWe keep a framblesnoot.").Census(nil).NewSpeller()
	other := openText(t, "a.md", "# Notes\n\nWe keep a quibberation.").Census(nil).NewSpeller()
	if got := one.Correct("framblesnot"); got != "framblesnoot" {
		t.Errorf("the library that has the word: %q", got)
	}
	if got := other.Correct("framblesnot"); got != "framblesnot" {
		t.Errorf("the other: %q", got)
	}
}

// Whatever is typed, a correction is near it, and correcting a second time changes nothing.
func FuzzSpeller(f *testing.F) {
	for _, word := range []string{"postgers", "kuberntes", "djnago", "ab", "\xff\xfe\xfd", "don't", "71,800", "日本語です"} {
		f.Add(word)
	}
	lib, err := knowledge.Open(knowledge.Source{})
	if err != nil {
		f.Fatal(err)
	}
	speller := lib.Census(nil).NewSpeller()
	f.Fuzz(func(t *testing.T, word string) {
		got := speller.Correct(word)
		if off := len(got) - len(word); off < -2 || off > 2 {
			t.Errorf("%q becomes %q", word, got)
		}
		if again := speller.Correct(got); again != got {
			t.Errorf("%q becomes %q, and that %q", word, got, again)
		}
	})
}
