package judge_test

import (
	"context"
	"math"
	"strings"
	"testing"

	"github.com/stackpick/stackpick/index"
	"github.com/stackpick/stackpick/index/judge"
	"github.com/stackpick/stackpick/knowledge"
)

// A run is what a ranking found, by query; it stands for an index whose ranking is known.
type run map[string][]index.Hit

func (r run) Search(_ context.Context, q index.Query) ([]index.Hit, error) {
	return r[q.Text][:min(q.Limit, len(r[q.Text]))], nil
}

// hits makes a ranking of IDs with falling scores; IDs joined by = have one score.
func hits(ids string) []index.Hit {
	var list []index.Hit
	for i, group := range strings.Fields(ids) {
		for _, id := range strings.Split(group, "=") {
			list = append(list, index.Hit{Passage: &knowledge.Passage{ID: id}, Score: float64(1000 - i)})
		}
	}
	return list
}

// many returns n IDs.
func many(prefix string, n int) string {
	return strings.TrimSpace(strings.Repeat(prefix+" ", n))
}

// TestMeasures compares with values computed by hand: log2 of 2 to 5 is 1, 1.5850, 2 and 2.3219.
func TestMeasures(t *testing.T) {
	log2 := func(rank int) float64 { return math.Log2(float64(rank + 1)) }
	for _, c := range []struct {
		name, found                      string
		judged                           map[string]int
		ndcg10, recall10, recall100, mrr float64
	}{
		{"the only one first", "a b c", map[string]int{"a": 1}, 1, 1, 1, 1},
		{"the only one third", "b c a", map[string]int{"a": 1}, 1 / log2(3), 1, 1, 1.0 / 3},
		{"nothing relevant found", "b c", map[string]int{"a": 1}, 0, 0, 0, 0},
		{"nothing found", "", map[string]int{"a": 1}, 0, 0, 0, 0},
		{"one of two", "a x", map[string]int{"a": 1, "b": 1}, 1 / (1 + 1/log2(2)), 0.5, 0.5, 1},
		{"the gain is the grade, not a power of two", "b a", map[string]int{"a": 3, "b": 1},
			(1 + 3/log2(2)) / (3 + 1/log2(2)), 1, 1, 1},
		{"judged as not relevant", "x y a", map[string]int{"a": 1, "x": 0, "y": -1}, 1 / log2(3), 1, 1, 1.0 / 3},
		{"eleventh", many("x", 10) + " a", map[string]int{"a": 1}, 0, 0, 1, 0},
		{"hundred and first", many("x", 100) + " a", map[string]int{"a": 1}, 0, 0, 0, 0},
		{"more relevant ones than ten", many("a", 1) + " " + many("x", 9), twelve(),
			1 / (1 + 1/log2(2) + 1/log2(3) + 1/log2(4) + 1/log2(5) + 1/log2(6) + 1/log2(7) + 1/log2(8) + 1/log2(9) + 1/log2(10)), 1.0 / 12, 1.0 / 12, 1},
		{"of equal scores the later id first", "a=b c", map[string]int{"a": 1}, 1 / log2(2), 1, 1, 0.5},
		{"whatever order they were found in", "b=a c", map[string]int{"b": 1}, 1, 1, 1, 1},
		{"nothing is relevant", "a b", map[string]int{"a": 0}, 0, 0, 0, 0},
	} {
		got, err := judge.Measure(context.Background(), run{"q": hits(c.found)}, []judge.Query{{ID: "1", Text: "q"}}, judge.Judgements{"1": c.judged})
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range []struct {
			name      string
			got, want float64
		}{{"nDCG@10", got.NDCG10, c.ndcg10}, {"Recall@10", got.Recall10, c.recall10}, {"Recall@100", got.Recall100, c.recall100}, {"MRR@10", got.MRR10, c.mrr}} {
			if math.Abs(m.got-m.want) > 1e-12 {
				t.Errorf("%s: %s is %v, want %v", c.name, m.name, m.got, m.want)
			}
		}
	}
}

// twelve judges a and eleven documents that are not found as relevant.
func twelve() map[string]int {
	judged := map[string]int{"a": 1}
	for _, id := range strings.Fields("c d e f g h i j k l m") {
		judged[id] = 1
	}
	return judged
}

// TestMeanIsOverJudgedQueries leaves out queries without judgements, and counts judged ones that find nothing.
func TestMeanIsOverJudgedQueries(t *testing.T) {
	queries := []judge.Query{{ID: "1", Text: "good"}, {ID: "2", Text: "empty"}, {ID: "3", Text: "unjudged"}}
	judged := judge.Judgements{"1": {"a": 1}, "2": {"a": 1}, "4": {"a": 1}}
	got, err := judge.Measure(context.Background(), run{"good": hits("a"), "unjudged": hits("b")}, queries, judged)
	if err != nil {
		t.Fatal(err)
	}
	if got != (judge.Scores{Queries: 2, NDCG10: 0.5, Recall10: 0.5, Recall100: 0.5, MRR10: 0.5}) {
		t.Errorf("got %+v", got)
	}
	_, err = judge.Measure(context.Background(), run{}, queries[2:], judged)
	if err == nil || !strings.Contains(err.Error(), "of the same set?") {
		t.Errorf("another set's judgements: %v", err)
	}
}

// TestMeasureTheIndex judges the index itself on a set so small that it cannot err.
func TestMeasureTheIndex(t *testing.T) {
	passages, err := judge.ReadCorpus(strings.NewReader(`{"_id": "a", "title": "Queues", "text": "A queue keeps messages until somebody reads them."}
{"_id": "b", "title": "Caches", "text": "A cache forgets what nobody asks for."}
`), "corpus.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	ix, err := index.FromPassages(passages)
	if err != nil {
		t.Fatal(err)
	}
	defer ix.Close()
	got, err := judge.Measure(context.Background(), ix, []judge.Query{{ID: "1", Text: "who forgets?"}, {ID: "2", Text: "queue"}},
		judge.Judgements{"1": {"b": 1}, "2": {"a": 1}})
	if err != nil {
		t.Fatal(err)
	}
	if got != (judge.Scores{Queries: 2, NDCG10: 1, Recall10: 1, Recall100: 1, MRR10: 1}) {
		t.Errorf("got %+v", got)
	}
}
