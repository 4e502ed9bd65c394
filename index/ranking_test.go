package index_test

import (
	"bufio"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stackpick/stackpick/index"
	"github.com/stackpick/stackpick/knowledge"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

// A rankedQuestion is a line of testdata/rank/questions.txt and what became of it.
type rankedQuestion struct {
	half   string   // the comment that heads its half
	wanted []string // parts of the IDs of passages that would do
	text   string
	rank   int // of the first wanted passage, from 1; 0 when it was not found
}

// TestRanking keeps the ranking of the built-in knowledge under golden files, so that each change of it
// is seen: results.txt has what every question finds, stats.txt how good that is.
func TestRanking(t *testing.T) {
	lib, err := knowledge.Open(knowledge.Source{Builtin: true})
	if err != nil {
		t.Fatal(err)
	}
	ix := open(t, lib)
	questions := readQuestions(t, "testdata/rank/questions.txt")
	var results strings.Builder
	for i := range questions {
		q := &questions[i]
		mustExist(t, lib, q)
		hits := search(t, ix, index.Query{Text: q.text, Limit: ix.Len()})
		q.rank = 1 + indexOf(hits, q.wants)
		writeResult(&results, q, hits)
	}
	golden(t, "testdata/rank/results.txt", results.String())
	golden(t, "testdata/rank/stats.txt", stats(questions))
}

func readQuestions(t testing.TB, file string) []rankedQuestion {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var questions []rankedQuestion
	half := ""
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		wanted, text, ok := strings.Cut(line, " | ")
		switch {
		case line == "# tuned on", line == "# reported only":
			half = line[2:]
		case line == "", line == "#", strings.HasPrefix(line, "# "):
		case ok:
			questions = append(questions, rankedQuestion{half: half, wanted: strings.Split(wanted, ","), text: text})
		default:
			t.Fatalf("%s:%d: want `part of a passage ID | question`", file, n)
		}
	}
	return questions
}

func (q *rankedQuestion) wants(id string) bool {
	for _, part := range q.wanted {
		if strings.Contains(id, part) {
			return true
		}
	}
	return false
}

// mustExist fails the test when no passage can answer q: its heading was changed, say.
func mustExist(t *testing.T, lib *knowledge.Library, q *rankedQuestion) {
	t.Helper()
	var ids []string
	for _, p := range lib.Passages() {
		if q.wants(p.ID) {
			return
		}
		ids = append(ids, p.ID)
	}
	t.Fatalf("no passage has %s in its ID; there are %s", strings.Join(q.wanted, " or "), strings.Join(ids, ", "))
}

// indexOf returns the place of the first hit that is wanted, or -1.
func indexOf(hits []index.Hit, wants func(id string) bool) int {
	for i, h := range hits {
		if wants(h.Passage.ID) {
			return i
		}
	}
	return -1
}

// writeResult writes the wanted passage's rank, the question, and the five best with the wanted marked.
func writeResult(out *strings.Builder, q *rankedQuestion, hits []index.Hit) {
	fmt.Fprintf(out, "%d  %s\n", q.rank, q.text)
	for i, h := range hits[:min(5, len(hits))] {
		mark := " "
		if q.wants(h.Passage.ID) {
			mark = "*"
		}
		fmt.Fprintf(out, "  %s %d. %5.2f %s\n", mark, i+1, h.Score, h.Passage.ID)
	}
	out.WriteString("\n")
}

// stats measures each half. Every question counts as having one passage that is right, the first found.
func stats(questions []rankedQuestion) string {
	var out strings.Builder
	out.WriteString("                 questions  recall@1  recall@5    MRR  nDCG@10\n")
	for _, half := range []string{"tuned on", "reported only"} {
		var n, first, five, mrr, ndcg float64
		for _, q := range questions {
			if q.half != half {
				continue
			}
			n++
			if q.rank == 0 {
				continue
			}
			rank := float64(q.rank)
			mrr += 1 / rank
			if q.rank == 1 {
				first++
			}
			if q.rank <= 5 {
				five++
			}
			if q.rank <= 10 {
				ndcg += 1 / math.Log2(rank+1)
			}
		}
		fmt.Fprintf(&out, "%-15s  %9.0f  %8.3f  %8.3f  %5.3f  %7.3f\n", half, n, first/n, five/n, mrr/n, ndcg/n)
	}
	return out.String()
}

// golden compares got with a file, or writes the file with -update.
func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(filepath.FromSlash(file), []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(filepath.FromSlash(file))
	if err != nil {
		t.Fatalf("%v: run `go test ./index -update`", err)
	}
	gotLines, wantLines := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range min(len(gotLines), len(wantLines)) {
		if gotLines[i] != wantLines[i] {
			t.Fatalf("%s:%d: got %q, want %q\nIf the change is meant: go test ./index -update", file, i+1, gotLines[i], wantLines[i])
		}
	}
	if len(gotLines) != len(wantLines) {
		t.Fatalf("%s has %d lines, want %d: run with -update if that is meant", file, len(wantLines), len(gotLines))
	}
}
