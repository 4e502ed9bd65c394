package bot_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/index"
	"github.com/stackpick/stackpick/knowledge"
)

var (
	update   = flag.Bool("update", false, "rewrite the golden files")
	failing  = flag.Bool("failing", false, "print the failing questions of the tuned part")
	otherSet = flag.String("knowledge", "", "ask the question set of this knowledge instead and print the report")
)

// An item is one question of the set with what a right answer must show. testdata/questions/README.md
// explains the fields.
type item struct {
	ID       string     `json:"id"`
	Kind     string     `json:"kind"`
	Thread   []bot.Turn `json:"thread"`
	Question string     `json:"question"`
	Outcome  []string   `json:"outcome"`
	Pick     []string   `json:"pick"`
	Cites    []string   `json:"cites"`
	Facts    []string   `json:"facts"`
	Gap      []string   `json:"gap"`
	Never    []string   `json:"never"`
}

// fault says what is wrong with an answer to the item, "" for nothing.
func (it item) fault(a *bot.Answer) string {
	if !slices.Contains(it.Outcome, string(a.Outcome)) {
		return fmt.Sprintf("outcome %s, want %s", a.Outcome, strings.Join(it.Outcome, " or "))
	}
	if a.Recommendation != nil && len(it.Pick) > 0 && !slices.Contains(it.Pick, a.Recommendation.Option) {
		return fmt.Sprintf("picks %s, want %s", a.Recommendation.Option, strings.Join(it.Pick, " or "))
	}
	var sections, told []string
	for _, s := range a.Sources {
		sections = append(sections, s.Section)
	}
	told = append(told, a.Text)
	if a.Comparison != nil {
		for _, r := range a.Comparison.Rows {
			for _, c := range r.Cells {
				if c.Text != nil {
					told = append(told, *c.Text)
				}
			}
		}
	}
	if a.Outcome != bot.NotCovered && a.Outcome != bot.Clarify && a.Outcome != bot.Help {
		for _, want := range it.Cites {
			if !anyIn(want, sections) {
				return fmt.Sprintf("cites %s, want %s", strings.Join(sections, ", "), want)
			}
		}
		for _, want := range it.Facts {
			if !anyIn(want, told) {
				return "does not say " + want
			}
		}
	}
	for _, want := range it.Gap {
		if !anyIn(want, append(slices.Clone(a.Gaps), a.Text)) {
			return "does not name the gap " + want
		}
	}
	for _, never := range it.Never {
		if anyIn(never, told) {
			return "says " + never
		}
	}
	return ""
}

// anyIn reports whether one of the alternatives of "A|B" stands in one of the texts, in any case.
func anyIn(alternatives string, texts []string) bool {
	for _, want := range strings.Split(alternatives, "|") {
		for _, text := range texts {
			if strings.Contains(strings.ToLower(text), strings.ToLower(want)) {
				return true
			}
		}
	}
	return false
}

func readItems(t testing.TB, part string) []item {
	t.Helper()
	file := filepath.Join("testdata", "questions", part+".jsonl")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var items []item
	scanner := bufio.NewScanner(bytes.NewReader(data))
	scanner.Buffer(nil, 1<<20)
	for n := 1; scanner.Scan(); n++ {
		var it item
		if err := json.Unmarshal(scanner.Bytes(), &it); err != nil {
			t.Fatalf("%s:%d: %v", file, n, err)
		}
		items = append(items, it)
	}
	return items
}

func openBot(t testing.TB, source knowledge.Source) *bot.Bot {
	t.Helper()
	lib, err := knowledge.Open(source)
	if err != nil {
		t.Fatal(err)
	}
	ix, err := index.New(lib)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ix.Close() })
	return bot.New(lib, ix, "test")
}

// A tally counts what was asked and what was answered right.
type tally struct{ right, all int }

func (t tally) String() string {
	return fmt.Sprintf("%3d of %3d  %5.1f %%", t.right, t.all, 100*float64(t.right)/float64(max(t.all, 1)))
}

// TestQuality asks the whole question set and compares the pass rates, whole and by kind, with
// testdata/quality.txt. The reported part is never looked at when the engine is tuned: only its rates are.
func TestQuality(t *testing.T) {
	source := knowledge.Source{Builtin: true}
	if *otherSet != "" {
		source = knowledge.Source{Paths: []string{*otherSet}}
	}
	b := openBot(t, source)
	var report strings.Builder
	report.WriteString("Answer quality on the built-in knowledge. TestQuality regenerates this file (go test ./bot -run TestQuality -update).\n")
	for _, part := range []string{"tuned", "reported"} {
		kinds := map[string]tally{}
		var whole, refusals, answers tally
		for _, it := range readItems(t, part) {
			a, err := b.Ask(context.Background(), bot.Question{Text: it.Question, Thread: it.Thread})
			if err != nil {
				t.Fatalf("%s: %v", it.ID, err)
			}
			fault := it.fault(a)
			if fault != "" && *failing && part == "tuned" {
				fmt.Printf("%s  %q\n    %s\n    %s\n", it.ID, it.Question, fault, a.Text)
			}
			k := kinds[it.Kind]
			k.add(fault == "")
			kinds[it.Kind] = k
			whole.add(fault == "")
			switch refused := a.Outcome == bot.NotCovered; {
			case len(it.Outcome) == 1 && it.Outcome[0] == "not_covered":
				refusals.add(refused)
			case !slices.Contains(it.Outcome, "not_covered"):
				answers.add(!refused)
			}
		}
		fmt.Fprintf(&report, "\n%s part\n  all           %v\n  refused when the knowledge lacks it   %v\n  answered when the knowledge holds it  %v\n", part, whole, refusals, answers)
		names := make([]string, 0, len(kinds))
		for k := range kinds {
			names = append(names, k)
		}
		slices.Sort(names)
		for _, k := range names {
			fmt.Fprintf(&report, "  %-12s  %v\n", k, kinds[k])
		}
	}
	if *otherSet != "" {
		fmt.Print(report.String())
		return
	}
	golden(t, filepath.Join("testdata", "quality.txt"), report.String())
}

func (t *tally) add(right bool) {
	t.all++
	if right {
		t.right++
	}
}

// golden compares got with a file, or rewrites the file with -update.
func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is not what is measured now; look at the difference and run with -update:\n%s", file, got)
	}
}
