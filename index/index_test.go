package index_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stackpick/stackpick/index"
	"github.com/stackpick/stackpick/knowledge"
)

func TestSearchFindsNamesHoweverWritten(t *testing.T) {
	ix := open(t, samples())
	for _, test := range []struct{ text, want string }{
		{"nodejs event loops", "Scaling out"},
		{"node js connections", "Scaling out"},
		{"NODE.JS EVENT LOOP", "Scaling out"},
		{"C#", "Hiring"},
		{"who knows c++", "Hiring"},
		{"71800", "Hiring"},
		{"ecommerce", "Building fast"},
		{"net/http", "Packages"},
		{"listen and serve", "Packages"},
		{"ListenAndServe", "Packages"},
		{"version 2.6 of the client", "Packages"},
		{"dotnet", "Packages"},
		{"k8s", "Packages"},
		{"security", "Security"},
	} {
		hits := search(t, ix, index.Query{Text: test.text})
		if len(hits) == 0 || hits[0].Passage.Heading != test.want {
			t.Errorf("Search(%q) found %s, want %s first", test.text, headings(hits), test.want)
		}
	}
}

func TestSearchReturnsThePassagesThemselves(t *testing.T) {
	lib := samples()
	hits := search(t, open(t, lib), index.Query{Text: "injection"})
	if len(hits) != 1 || hits[0].Passage != &lib.Documents[0].Passages[0] || hits[0].Score <= 0 {
		t.Errorf("got %v, want the library's own first passage with a score", hits)
	}
}

func TestSearchTakesAnyText(t *testing.T) {
	ix := open(t, samples())
	for _, text := range []string{
		`+security -django`, `"security`, `title:security`, `security~2`, `security^4`, `secur*ty security`, `/secur.*/ security`,
		`(security`, `security AND`, `NOT security`, `\security\`, "\u202esecurity\u202c", "se\u200bcurity", "<b>security</b>",
		"security\x00\xff\xfe", "security " + strings.Repeat("\xf0\x28\x8c", 100), strings.Repeat("[", 1000) + "security",
	} {
		hits := search(t, ix, index.Query{Text: text})
		if len(hits) == 0 || hits[0].Passage.Heading != "Security" {
			t.Errorf("Search(%.40q) found %q, want Security first", text, headings(hits))
		}
	}
	for _, text := range []string{`*`, `/.*/`, `title:`, `sec*`, `securitee~`, "the of and", "😀", "\xff"} {
		if hits := search(t, ix, index.Query{Text: text}); len(hits) != 0 {
			t.Errorf("Search(%q) found %q, want nothing", text, headings(hits))
		}
	}
}

func TestSearchReadsBothEndsOfALongQuestion(t *testing.T) {
	ix := open(t, samples())
	var noise strings.Builder
	for i := 0; noise.Len() < 40_000; i++ {
		noise.WriteString(strings.Repeat(string(rune('a'+i%26)), 2+i%9) + string(rune('a'+i/26%26)) + " ")
	}
	for _, text := range []string{
		"injection? " + noise.String(), noise.String() + " injection?", strings.Repeat("é ", 20_000) + "injection",
		strings.Repeat("injection ", 4_000),
	} {
		if got := headings(search(t, ix, index.Query{Text: text})); got != "Security" {
			t.Errorf("the question in %.20q… found %q, want Security", text, got)
		}
	}
}

func TestSearchTakesAQuestionOfFewWordsInEveryOrder(t *testing.T) {
	ix := open(t, samples())
	words := strings.Fields("django node injection event loop chat admin forms survey security weeks open count call client team")
	var text strings.Builder
	for i := range words {
		for j := range words {
			text.WriteString(words[i] + " " + words[j] + " " + words[(i*j)%len(words)] + " ")
		}
	}
	if hits := search(t, ix, index.Query{Text: text.String()}); len(hits) != 5 {
		t.Errorf("found %s, want all five", headings(hits))
	}
}

func TestFilters(t *testing.T) {
	ix := open(t, samples())
	for _, test := range []struct {
		why   string
		query index.Query
		want  string
	}{
		{"an option lists its passages in reading order", index.Query{Options: []string{"Node.js"}}, "Security, Scaling out, Hiring"},
		{"any of the options", index.Query{Options: []string{"Django", "Node.js"}}, "Security, Scaling out, Hiring, Building fast"},
		{"any of the concepts", index.Query{Concepts: []string{"speed", "performance"}}, "Scaling out, Building fast"},
		{"options and concepts narrow each other", index.Query{Options: []string{"Django"}, Concepts: []string{"security", "hiring"}}, "Security"},
		{"an option named twice", index.Query{Options: []string{"Django", "Django"}}, "Security, Building fast"},
		{"an unknown option", index.Query{Options: []string{"Rails"}}, ""},
		{"options are names, not words", index.Query{Options: []string{"node.js"}}, ""},
		{"the text is looked for among them", index.Query{Text: "django", Options: []string{"Node.js"}}, "Security"},
		{"text of stop words is no text", index.Query{Text: "what about it?", Options: []string{"Django"}}, "Security, Building fast"},
		{"unknown words find nothing", index.Query{Text: "quantum", Options: []string{"Django"}}, ""},
		{"a limit", index.Query{Options: []string{"Node.js"}, Limit: 2}, "Security, Scaling out"},
		{"nothing asked", index.Query{}, ""},
	} {
		hits := search(t, ix, test.query)
		if got := headings(hits); got != test.want {
			t.Errorf("%s: found %q, want %q", test.why, got, test.want)
		}
		for _, h := range hits {
			if h.Score <= 0 || test.query.Text == "" && h.Score != hits[0].Score {
				t.Errorf("%s: score %v of %s", test.why, h.Score, h.Passage.Heading)
			}
		}
	}
}

func TestLimit(t *testing.T) {
	ix := open(t, large(50))
	all := search(t, ix, index.Query{Text: "server", Limit: 1000})
	if len(all) < 20 || !slices.IsSortedFunc(all, func(a, b index.Hit) int { return int(b.Score*1e6) - int(a.Score*1e6) }) {
		t.Fatalf("%d hits, want many, best first", len(all))
	}
	for limit, want := range map[int]int{0: 10, -1: 10, 1: 1, 7: 7} {
		hits := search(t, ix, index.Query{Text: "server", Limit: limit})
		if len(hits) != want || !slices.Equal(hits, all[:want]) {
			t.Errorf("limit %d gave %d hits, want the %d best", limit, len(hits), want)
		}
	}
}

func TestFrequency(t *testing.T) {
	ix := open(t, samples())
	for word, want := range map[string]int{
		"Node.js": 3, "nodejs": 3, "node": 2, "connection": 1, "CONNECTIONS": 1, "security": 1, "Hiring": 1, "C#": 1, "java": 0,
		"e-commerce": 1, "71,800": 1, "v2.6.3": 1, "event loop": 1, "event survey": 0, "the": 0, "quantum": 0, "": 0, "*": 0, "\xff": 0,
	} {
		if got := ix.Frequency(word); got != want {
			t.Errorf("Frequency(%q) = %d, want %d", word, got, want)
		}
	}
}

func TestEmptyLibrary(t *testing.T) {
	ix := open(t, &knowledge.Library{})
	if hits := search(t, ix, index.Query{Text: "django", Options: []string{"Django"}}); len(hits) != 0 || ix.Len() != 0 {
		t.Errorf("found %d of %d passages in nothing", len(hits), ix.Len())
	}
}

func TestSearchEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := open(t, samples()).Search(ctx, index.Query{Text: "django"}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
}

func TestClosedIndex(t *testing.T) {
	ix := open(t, samples())
	if err := ix.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := ix.Search(t.Context(), index.Query{Text: "django"}); err == nil {
		t.Error("a closed index answers")
	}
	if n := ix.Frequency("django"); n != 0 {
		t.Errorf("Frequency of a closed index is %d", n)
	}
}

func TestABrokenIndexFailsWithoutPanic(t *testing.T) {
	ix := open(t, samples())
	mend := ix.Break()
	defer mend()
	if hits, err := ix.Search(t.Context(), index.Query{Text: "django"}); err == nil || hits != nil {
		t.Errorf("got %v and error %v, want an error", hits, err)
	}
	if n := ix.Frequency("django"); n != 0 {
		t.Errorf("Frequency of a broken index is %d", n)
	}
}

func TestSearchesRunSideBySide(t *testing.T) {
	ix := open(t, large(200))
	questions := []string{"security of the server", "hiring a team", "worker queue", "payment form"}
	var want [4][]index.Hit
	for i, q := range questions {
		want[i] = search(t, ix, index.Query{Text: q})
	}
	var wg sync.WaitGroup
	for g := range 8 {
		wg.Go(func() {
			for i := range 20 {
				n := (g + i) % 4
				if got, err := ix.Search(t.Context(), index.Query{Text: questions[n]}); err != nil || !slices.Equal(got, want[n]) {
					t.Errorf("%q: other hits than alone, error %v", questions[n], err)
				}
			}
		})
	}
	wg.Wait()
}
