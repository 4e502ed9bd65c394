package bot_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/index"
	"github.com/stackpick/stackpick/knowledge"
)

// An enthusiast finds every passage nearer in meaning to every question than what the words find.
type enthusiast struct {
	words *index.Index
	all   []*knowledge.Passage
}

func (e enthusiast) Search(ctx context.Context, q index.Query) ([]index.Hit, error) {
	hits, err := e.words.Search(ctx, q)
	var near []index.Hit
	for _, p := range e.all {
		if q.Text != "" && q.Admits(p) {
			near = append(near, index.Hit{Passage: p, Score: 1000, Near: true})
		}
	}
	return append(near, hits...), err
}

// A lister keeps the queries that it is asked.
type lister struct {
	bot.Searcher
	asked []index.Query
}

func (l *lister) Search(ctx context.Context, q index.Query) ([]index.Hit, error) {
	l.asked = append(l.asked, q)
	return l.Searcher.Search(ctx, q)
}

func TestWhatIsOnlyNearInMeaningIsNoEvidence(t *testing.T) {
	lib, err := knowledge.Open(knowledge.Source{Builtin: true})
	if err != nil {
		t.Fatal(err)
	}
	ix, err := index.New(lib)
	if err != nil {
		t.Fatal(err)
	}
	defer ix.Close()
	asked := &lister{Searcher: ix}
	words := bot.New(lib, asked, "test")
	near := bot.New(lib, enthusiast{ix, lib.Passages()}, "test")
	for _, item := range readItems(t, "tuned") {
		q := bot.Question{Text: item.Question}
		want, err := words.Ask(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		got, err := near.Ask(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		if want, got := mustJSON(t, want), mustJSON(t, got); want != got {
			t.Errorf("%s: what is only near changes\n%s\nto\n%s", q.Text, want, got)
		}
	}
	for _, q := range asked.asked {
		if q.Text != "" && !q.WordsOnly {
			t.Fatalf("places are left to what is only near by %+v", q)
		}
	}
}

// TestClosenessIsMeasuredByWords: a search that mixes meaning into its scores lets as much of a question be missing as one by
// words alone.
func TestClosenessIsMeasuredByWords(t *testing.T) {
	lib, err := knowledge.Open(knowledge.Source{Paths: []string{filepath.Join("testdata", "real", "artsy-readme")}})
	if err != nil {
		t.Fatal(err)
	}
	ix, err := index.New(lib)
	if err != nil {
		t.Fatal(err)
	}
	defer ix.Close()
	const question, want = "how long should an RFC stay open for discussion", "open for 1 week"
	for name, s := range map[string]bot.Searcher{"shares": shares{ix}, "all near": enthusiast{ix, lib.Passages()}} {
		if a := mustAsk(t, bot.New(lib, s, "test"), question); !strings.Contains(a.Text, want) {
			t.Errorf("%s: %s: %q", name, a.Outcome, a.Text)
		}
		if a := mustAsk(t, bot.New(lib, s, "test"), "how large is a knowledge share meeting?"); a.Outcome != bot.NotCovered {
			t.Errorf("%s: %s: %q", name, a.Outcome, a.Text)
		}
	}
}

// shares gives scores from 0 to 1, as package vectors does.
type shares struct{ words *index.Index }

func (s shares) Search(ctx context.Context, q index.Query) ([]index.Hit, error) {
	hits, err := s.words.Search(ctx, q)
	for i := len(hits) - 1; i >= 0; i-- {
		hits[i].Score /= hits[0].Score
	}
	return hits, err
}
