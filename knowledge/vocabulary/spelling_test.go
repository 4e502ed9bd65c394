package vocabulary_test

import (
	"testing"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// countsOf counts the words of a text.
func countsOf(text string) map[string]int {
	counts := map[string]int{}
	for _, w := range vocabulary.Words(text) {
		counts[w.Text]++
	}
	return counts
}

func TestSpeller(t *testing.T) {
	library := countsOf("Quibberation. We keep a framblesnoot in the yard, 12345678 of them. A gribb is no gribbel: a gribbel is a gribbel, of a subset.")
	v := vocabularyOf(t, "options:\n  - {name: Grimoire, aliases: [Zorbles, Mux-Tronix]}\n")
	tests := map[string]struct{ word, want string }{
		"a letter is missing":                         {"zorles", "zorbles"},
		"a letter is added":                           {"zorbbles", "zorbles"},
		"a short word is none with a letter too many": {"yaxrd", "yaxrd"},
		"but for one that is typed twice":             {"javva", "java"},
		"a letter is wrong":                           {"zorblas", "zorbles"},
		"two neighbours are swapped":                  {"zorlbes", "zorbles"},
		"the first two are swapped":                   {"ozrbles", "zorbles"},
		"two slips in seven letters":                  {"zarblas", "zarblas"},
		"two slips in eight letters":                  {"gremiore", "grimoire"},
		"three slips in eight letters":                {"gremiura", "gremiura"},
		"two slips in more":                           {"frambelsnot", "framblesnoot"},
		"the first letter is wrong":                   {"xorbles", "xorbles"},
		"the first letter is missing":                 {"orbles", "orbles"},
		"a part of a name":                            {"tronixx", "tronix"},
		"a word of a heading":                         {"quiberation", "quibberation"},
		"a word that talk is made of":                 {"shoudl", "should"},
		"a common word":                               {"suposed", "supposed"},
		"a name that is built in":                     {"postgers", "postgres"},
		"another":                                     {"kuberntes", "kubernetes"},
		"a name is left alone":                        {"zorbles", "zorbles"},
		"a word of a document is left alone":          {"framblesnoot", "framblesnoot"},
		"an English word near a name is left alone":   {"table", "table"},
		"a word of the trade near an English one":     {"subnet", "subnet"},
		"an abbreviation near a technology's name":    {"sre", "sre"},
		"an inflection of a known word":               {"databases", "databases"},
		"words of two letters are left alone":         {"zo", "zo"},
		"a word of other letters is left alone":       {"zörbles", "zörbles"},
		"figures are never what a word stands for":    {"12345679", "12345679"},
		"a word that nothing is near is left alone":   {"wxyzzy", "wxyzzy"},
		"the commoner one, though it is longer":       {"gribbe", "gribbel"},
		"nothing":                                     {"", ""},
		"a long word that nothing is near":            {"xylophonistically", "xylophonistically"},
		"the nearest wins, not the first of any two":  {"zorblesx", "zorbles"},
	}
	speller := v.NewSpeller(library)
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := speller.Correct(tt.word); got != tt.want {
				t.Errorf("%q becomes %q, want %q", tt.word, got, tt.want)
			}
		})
	}
}

func TestSpellerKnows(t *testing.T) {
	speller := vocabularyOf(t, "").NewSpeller(countsOf("We keep a framblesnoot."))
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

// Whatever is typed, a correction is near it, and correcting a second time changes nothing.
func FuzzSpeller(f *testing.F) {
	for _, word := range []string{"postgers", "kuberntes", "djnago", "ab", "\xff\xfe\xfd", "don't", "71,800", "日本語です"} {
		f.Add(word)
	}
	v, err := vocabulary.Load(nil)
	if err != nil {
		f.Fatal(err)
	}
	speller := v.NewSpeller(nil)
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

func TestNearestOption(t *testing.T) {
	v := vocabularyOf(t, "")
	for name, want := range map[string]string{"Kafak": "Kafka", "RabitMQ": "RabbitMQ", "Our Own Queue": "", "go": "", "": ""} {
		if got := v.NearestOption(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
