package vectors_test

import (
	"context"
	"log/slog"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"github.com/stackpick/stackpick/index"
	"github.com/stackpick/stackpick/index/vectors"
	"github.com/stackpick/stackpick/knowledge"
)

// TestMain looks for leaks, but for Bleve's workers, which start before any test.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m, goleak.IgnoreCurrent()) }

// senses is a model that knows a few meanings: each has a direction of its own, and words of one meaning share it.
type senses map[string]int

// meanings is a small one.
func meanings() senses {
	return senses{
		"fast": 0, "quick": 0, "speedy": 0, "latency": 0, "cheap": 1, "price": 1, "cost": 1, "bill": 1,
		"safe": 2, "security": 2, "attack": 2, "hacked": 2, "people": 3, "hire": 3, "developers": 3,
	}
}

const dimensions = 5

// Embed gives each text the sum of the directions of its words, with a little of one that all share.
func (m senses) Embed(_ context.Context, texts []string) ([][]float32, error) {
	all := make([][]float32, len(texts))
	for i, text := range texts {
		v := make([]float32, dimensions)
		v[dimensions-1] = 0.1
		for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return r < 'a' || r > 'z' }) {
			if at, ok := m[w]; ok {
				v[at]++
			}
		}
		all[i] = v
	}
	return all, nil
}

// passages are what is searched in most tests.
func passages() []*knowledge.Passage {
	texts := []string{
		"Requests are served fast, with little latency.",
		"The price of hosting is what most teams complain about.",
		"An attack on the admin was stopped.",
		"It is easy to hire developers.",
		"Nothing here has a meaning that the model knows.",
	}
	var all []*knowledge.Passage
	for i, text := range texts {
		all = append(all, &knowledge.Passage{ID: "doc#" + string(rune('a'+i)), Title: "Notes", Text: text})
	}
	all[1].Options, all[2].Options = []string{"Django"}, []string{"Django"}
	all[2].Concepts = []string{"Security"}
	return all
}

// indexed returns an index of passages, closed with the test.
func indexed(t testing.TB, passages []*knowledge.Passage) *index.Index {
	t.Helper()
	ix, err := index.FromPassages(passages)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ix.Close() })
	return ix
}

// quiet is a Config with a model, for half the weight.
func quiet(e vectors.Embedder) vectors.Config {
	return vectors.Config{Name: "senses", Questions: e, Passages: e, Weight: 0.5, Patience: time.Minute, Log: slog.New(slog.DiscardHandler)}
}

// open opens a model, closed with the test.
func open(t testing.TB, cfg vectors.Config) *vectors.Model {
	t.Helper()
	m := vectors.Open(cfg)
	t.Cleanup(func() {
		if err := m.Close(); err != nil {
			t.Error(err)
		}
	})
	return m
}

// filled is a Searcher all of whose passages are embedded.
func filled(t testing.TB, cfg vectors.Config, all []*knowledge.Passage) (*vectors.Searcher, *index.Index) {
	t.Helper()
	ix := indexed(t, all)
	s := open(t, cfg).Searcher(all, ix)
	if err := s.Fill(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	return s, ix
}

// ids returns what was found, with ~ before what is only near.
func ids(hits []index.Hit) string {
	var all []string
	for _, h := range hits {
		id := strings.TrimPrefix(h.Passage.ID, "doc#")
		if h.Near {
			id = "~" + id
		}
		all = append(all, id)
	}
	return strings.Join(all, " ")
}

func find(t testing.TB, s vectors.Words, q index.Query) []index.Hit {
	t.Helper()
	hits, err := s.Search(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	return hits
}

func TestMeaningFindsWhatWordsDoNot(t *testing.T) {
	s, _ := filled(t, quiet(meanings()), passages())
	for text, want := range map[string]string{
		"what does it cost?":            "~b", // no word in common
		"were you hacked, is it quick?": "~c ~a",
		"speedy hosting":                "b ~a", // words and meaning each have one
		"latency":                       "a",
	} {
		got := ids(find(t, s, index.Query{Text: text, Limit: 2}))
		if !strings.HasPrefix(got, want) {
			t.Errorf("%s: %s, want first %s", text, got, want)
		}
	}
}

func TestWhatIsOnlyNearIsLeftOutWhereWordsAreWanted(t *testing.T) {
	s, ix := filled(t, quiet(meanings()), passages())
	for _, text := range []string{"what does it cost?", "speedy hosting", "is the admin quick to hire developers?"} {
		q := index.Query{Text: text, WordsOnly: true}
		got, want := find(t, s, q), find(t, ix, q)
		if len(got) != len(want) || strings.Contains(ids(got), "~") {
			t.Errorf("%s: found %s, words find %s", text, ids(got), ids(want))
		}
	}
}

func TestFiltersHoldForMeaningToo(t *testing.T) {
	s, _ := filled(t, quiet(meanings()), passages())
	for _, c := range []struct {
		q    index.Query
		want string
	}{
		{index.Query{Text: "is it quick or cheap?", Options: []string{"Django"}}, "~b ~c"},
		{index.Query{Text: "is it quick or cheap?", Concepts: []string{"Security"}}, "~c"},
		{index.Query{Text: "is it quick or cheap?", Options: []string{"Rails"}}, ""},
		{index.Query{Options: []string{"Django"}}, "b c"},                      // nothing to embed: a list
		{index.Query{Text: "what is it?", Options: []string{"Django"}}, "b c"}, // no words that are looked for: the same list
		{index.Query{}, ""},
	} {
		if got := ids(find(t, s, c.q)); got != c.want {
			t.Errorf("%+v: %s, want %s", c.q, got, c.want)
		}
	}
}

// ranked is a search by words that finds what it holds.
type ranked []index.Hit

func (r ranked) Search(_ context.Context, q index.Query) ([]index.Hit, error) {
	return r[:min(q.Limit, len(r))], nil
}

// angles is a model whose passages stand at an angle that their text gives, as a cosine to all questions.
type angles struct{}

func (angles) Embed(_ context.Context, texts []string) ([][]float32, error) {
	all := make([][]float32, len(texts))
	for i, text := range texts {
		cosine := 1.0
		if _, number, ok := strings.Cut(text, "cosine 0."); ok {
			cosine = float64(number[0]-'0') / 10
		}
		all[i] = []float32{float32(cosine), float32(math.Sqrt(1 - cosine*cosine))}
	}
	return all, nil
}

func TestScoresAreWeighed(t *testing.T) {
	var all []*knowledge.Passage
	for i, text := range []string{"cosine 0.9", "cosine 0.5", "cosine 0.4", "cosine 0.1"} {
		all = append(all, &knowledge.Passage{ID: "doc#" + string(rune('a'+i)), Text: text})
	}
	words := ranked{{Passage: all[2], Score: 9, Words: 9}, {Passage: all[1], Score: 6, Words: 6}, {Passage: all[3], Score: 1, Words: 1}}
	// Words: c 1, b 2/3, d 1/9. The mean of the cosines is 0.475 and their deviation 0.28614, so a is 1.4853 deviations
	// above, b 0.0874, and c and d are below.
	for weight, want := range map[float64]map[string]float64{
		1:    {"a": 0, "b": 0.66667, "c": 1, "d": 0.11111},
		0:    {"a": 0.14853, "b": 0.00874, "c": 0, "d": 0},
		0.25: {"a": 0.1114, "b": 0.17322, "c": 0.25, "d": 0.02778},
	} {
		cfg := quiet(angles{})
		cfg.Weight = weight
		s := open(t, cfg).Searcher(all, words)
		if err := s.Fill(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		got := map[string]float64{}
		for _, h := range find(t, s, index.Query{Text: "what?"}) {
			got[ids([]index.Hit{{Passage: h.Passage}})] = math.Round(h.Score*1e5) / 1e5
			if h.Score <= 0 || h.Near != (h.Passage == all[0]) || h.Near == (h.Words > 0) {
				t.Errorf("got %+v", h)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("weight %g: want (-), got (+):\n%s", weight, diff)
		}
	}
}

func TestPassagesWithoutVectorsAreRankedByTheirWords(t *testing.T) {
	all := passages()
	ix := indexed(t, all)
	s := open(t, quiet(meanings())).Searcher(all, ix)
	q := index.Query{Text: "fast hosting, security?"}
	if words, both := find(t, ix, q), find(t, s, q); !slices.Equal(words, both) {
		t.Errorf("with no vector at all: %v, words find %v", both, words)
	}
	model := open(t, quiet(meanings()))
	part := model.Searcher(all[:1], indexed(t, all[:1]))
	if err := part.Fill(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	s = model.Searcher(all, ix) // one of them is embedded, for another question
	best := find(t, s, index.Query{Text: "hosting price"})[0]
	if done, _ := s.Progress(); done != 1 || best.Passage != all[1] || best.Score < 0.99 {
		t.Errorf("%d embedded, best is %s with %.2f", done, best.Passage.ID, best.Score)
	}
}

func TestMoreThanAHundredAreFoundInTheOrderOfTheirWords(t *testing.T) {
	var all []*knowledge.Passage
	for i := range 300 {
		text := strings.Repeat("hosting ", 1+i%7) + strings.Repeat("word ", i)
		if i%3 == 0 && i < 200 {
			text += strings.Repeat("cheap ", i)
		}
		all = append(all, &knowledge.Passage{ID: "doc#" + time.Duration(i).String(), Text: text})
	}
	s, ix := filled(t, quiet(meanings()), all)
	q := index.Query{Text: "hosting cost", Limit: 300}
	words, both := find(t, ix, q), find(t, s, q)
	if len(both) != 300 || strings.Contains(ids(both), "~") {
		t.Fatalf("%d hits: %s", len(both), ids(both))
	}
	plain := func(hits []index.Hit) []*knowledge.Passage {
		hits = slices.DeleteFunc(slices.Clone(hits), func(h index.Hit) bool {
			return strings.Contains(h.Passage.Text, "cheap") || slices.Index(passagesOf(words), h.Passage) < 100
		})
		return passagesOf(hits)
	}
	if rest := plain(words); len(rest) < 100 || !slices.Equal(rest, plain(both)) {
		t.Errorf("what only words speak for, after the first hundred, is in another order:\n%s\n%s", ids(words), ids(both))
	}
	q.Limit = 10
	again := find(t, s, q)
	if !slices.Equal(passagesOf(both[:10]), passagesOf(again)) {
		t.Errorf("the first ten depend on how many are asked for:\n%s\n%s", ids(both[:10]), ids(again))
	}
}

func passagesOf(hits []index.Hit) []*knowledge.Passage {
	var all []*knowledge.Passage
	for _, h := range hits {
		all = append(all, h.Passage)
	}
	return all
}

func query(text string) index.Query { return index.Query{Text: text} }
