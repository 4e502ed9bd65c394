package index_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stackpick/stackpick/index"
	"github.com/stackpick/stackpick/knowledge"
)

// ranking writes hits with their scores to the last bit.
func ranking(hits []index.Hit) string {
	var out strings.Builder
	for _, h := range hits {
		fmt.Fprintf(&out, "%s %x\n", h.Passage.ID, h.Score)
	}
	return out.String()
}

func TestRankingDoesNotDependOnHowTheIndexWasBuilt(t *testing.T) {
	lib := large(120)
	shuffled := library(slices.Clone(lib.Documents[0].Passages)...)
	ps := shuffled.Documents[0].Passages
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(ps), func(i, j int) { ps[i], ps[j] = ps[j], ps[i] })
	want := open(t, lib)
	for _, test := range []struct {
		why   string
		lib   *knowledge.Library
		batch int
	}{
		{"in seven segments", lib, 19},
		{"in a hundred and twenty segments", lib, 1},
		{"in another order", shuffled, 1000},
		{"in another order and three segments", shuffled, 50},
	} {
		got := openInBatches(t, test.lib, test.batch)
		for _, q := range []index.Query{
			{Text: benchQuestion, Limit: 1000},
			{Text: "scaling the worker queue", Limit: 30},
			{Text: "caching a database for the mobile team", Concepts: []string{"server", "model"}},
		} {
			if w, g := ranking(search(t, want, q)), ranking(search(t, got, q)); w != g || w == "" {
				t.Errorf("%s: %q ranks\n%sinstead of\n%s", test.why, q.Text, g, w)
			}
		}
		for _, word := range []string{"server", "Node.js", "deadline"} {
			if w, g := want.Frequency(word), got.Frequency(word); w != g || w == 0 {
				t.Errorf("%s: Frequency(%q) = %d instead of %d", test.why, word, g, w)
			}
		}
	}
}

func TestWhatRanksHigher(t *testing.T) {
	for _, test := range []struct{ why, question, better, worse string }{
		{"the rare word", "cache migration", "migration here", "cache here"},
		{"the word that is there twice", "invoice", "invoice and invoice", "invoice and receipt"},
		{"the shorter passage", "invoice", "invoice sent", "invoice sent after several long months"},
		{"two words rather than one many times", "socket timeout", "socket timeout small words fill these lines",
			"socket socket socket socket socket socket socket"},
		{"the word that the question says more often", "a mutex beside a barrier, or the mutex alone", "mutex here", "barrier here"},
		{"words side by side", "event loop", "event loop runs each time", "loop runs each time event"},
		{"the word that is like one asked for", "sorting dictionaries", "sorting a dict", "sorting a list"},
		{"the name that is longer", "a postgres backup", "backup of PostgreSQL", "backup of Cassandra"},
	} {
		ix := open(t, library(
			passage("A", test.worse), passage("Z", test.better), passage("C", "cache and socket and loop"), passage("D", "cache")))
		if hits := search(t, ix, index.Query{Text: test.question}); len(hits) == 0 || hits[0].Passage.Heading != "Z" {
			t.Errorf("%s: %q ranks %s, want Z first", test.why, test.question, headings(hits))
		}
	}
	ix := open(t, library(passage("A", "backup kept"), passage("Backup", "kept"), passage("C", "cache")))
	if got := headings(search(t, ix, index.Query{Text: "backup"})); got != "Backup, A" {
		t.Errorf("the word in the heading: got %s", got)
	}
}

// The numbers are worked out by hand from the constants, so that a change of the formula cannot hide.
func TestScoresAreTheFormulas(t *testing.T) {
	ix := open(t, library(passage("", "event loop event"), passage("", "loop"), passage("Events", "")))
	idf := func(passages float64) float64 { return math.Log(1 + (3-passages+0.5)/(passages+0.5)) }
	bm25 := func(times, length float64) float64 {
		return times * 2.2 / (times + 1.2*(0.25+0.75*length/(5.0/3)))
	}
	want := []float64{
		(idf(2)*bm25(2, 3) + idf(2)*bm25(1, 3) + 0.35*(idf(2)+idf(2))*bm25(1, 3)) * math.Pow(2./3, 0.2),
		(idf(2)*bm25(1, 1) + 0.4*idf(1)) * math.Pow(1./3, 0.2),
		idf(2) * bm25(1, 1) * math.Pow(1./3, 0.2),
	}
	// Pieces stand in so many of the three passages: " eve even vent" in two, "ent " in one, "ents nts " in one, and
	// " loo loop oop " in two; the eleven of their document's title stand in all. The question has " gai gain ains ins "
	// and " the the " too, which no passage has.
	two, one := math.Pow(math.Log(1+4./3), 2), math.Pow(math.Log(1+4./2), 2)
	title := 11 * math.Pow(math.Log(1+4./4), 2)
	twice := 1 + math.Log(2)
	eventLoop := (3*two*twice + one*twice + 3*two) / math.Sqrt(3*two*twice*twice+one*twice*twice+3*two+title)
	events := 3 * two / math.Sqrt(3*two+2*one+title)
	loop := 3 * two / math.Sqrt(3*two+title)
	top := want[0]
	want[0] += 0.5 * top
	want[1] += 0.5 * top * events / eventLoop
	want[2] += 0.5 * top * loop / eventLoop
	hits := search(t, ix, index.Query{Text: "the event loop gains"})
	if len(hits) != len(want) {
		t.Fatalf("%d hits, want %d", len(hits), len(want))
	}
	for i, h := range hits {
		if math.Abs(h.Score-want[i]) > 1e-9 {
			t.Errorf("score %d is %.6f, want %.6f", i+1, h.Score, want[i])
		}
	}
}

func TestEqualPassagesStandInReadingOrder(t *testing.T) {
	lib := library(passage("C", "same text"), passage("B", "same text"), passage("D", "same text"))
	for _, batch := range []int{1, 2, 3} {
		ix := openInBatches(t, lib, batch)
		hits := search(t, ix, index.Query{Text: "text"})
		if got := headings(hits); got != "C, B, D" {
			t.Errorf("in batches of %d: got %s, want C, B, D", batch, got)
		}
		if !(hits[0].Score > hits[1].Score && hits[1].Score > hits[2].Score) || hits[0].Score-hits[2].Score > 1e-12 {
			t.Errorf("scores %v, %v and %v: want them to fall by a hair", hits[0].Score, hits[1].Score, hits[2].Score)
		}
	}
}

// A word that the question lacks raises a passage when two of the five best have it.
func TestFeedback(t *testing.T) {
	for _, test := range []struct{ third, want string }{{"retention", "Y, X"}, {"partition", "X, Y"}} {
		ix := open(t, library(
			passage("B", "kafka kafka broker"), passage("C", "kafka kafka retention"), passage("D", "kafka kafka "+test.third),
			passage("E", "kafka kafka topic"), passage("F", "kafka kafka offset"),
			passage("X", "kafka and several stated words"), passage("Y", "kafka and several retention words"),
			passage("G", "nothing of note"), passage("H", "nothing else"), passage("J", "other"), passage("K", "little")))
		hits := search(t, ix, index.Query{Text: "kafka"})
		if got := headings(hits[5:]); got != test.want {
			t.Errorf("with %s: the last two are %s with %v and %v, want %s", test.third, got, hits[5].Score, hits[6].Score, test.want)
		}
	}
}

func TestTheDocumentsTitleAndTheHeadingsAboveAreFound(t *testing.T) {
	p := passage("Consequences", "More work for operations.")
	p.Path = []string{"Message broker"}
	p.Title = "ADR 12: payments"
	ix := open(t, library(p, passage("Consequences again", "Less work.")))
	for _, text := range []string{"payments", "broker"} {
		if got := headings(search(t, ix, index.Query{Text: text})); got != "Consequences" {
			t.Errorf("%q found %q, want Consequences", text, got)
		}
		if n := ix.Frequency(text); n != 0 {
			t.Errorf("Frequency(%q) = %d, want 0: it stands in no text or heading of its own", text, n)
		}
	}
}

func TestPassagesWithoutALibraryRankTheSame(t *testing.T) {
	lib := samples()
	ix, err := index.FromPassages(lib.Passages())
	if err != nil {
		t.Fatal(err)
	}
	defer ix.Close()
	q := index.Query{Text: "Node.js connections and injection"}
	if want, got := ranking(search(t, open(t, lib), q)), ranking(search(t, ix, q)); got != want || want == "" {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func FuzzSearch(f *testing.F) {
	for _, text := range []string{"", "Node.js or C++?", "/.*/ *~2 title:\"", "\xff\x00\u202e.NET v2.6.3 71,800", "a.b-c_d'e’f#g++", "用Django好"} {
		f.Add(text, "Node.js", 3)
	}
	ix := open(f, samples())
	f.Fuzz(func(t *testing.T, text, option string, limit int) {
		for _, q := range []index.Query{{Text: text, Limit: limit}, {Text: text, Options: []string{option}, Concepts: []string{text}, Limit: limit}} {
			hits := search(t, ix, q)
			if limit > 0 && len(hits) > limit {
				t.Fatalf("%d hits, limit %d", len(hits), limit)
			}
			for _, h := range hits {
				if !(h.Score > 0) {
					t.Fatalf("score %v of %s", h.Score, h.Passage.ID)
				}
			}
		}
		if n := ix.Frequency(text); n < 0 || n > ix.Len() {
			t.Fatalf("Frequency = %d of %d", n, ix.Len())
		}
	})
}
