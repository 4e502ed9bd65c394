package bot_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/knowledge"
)

// TestRecordsWithoutEnd asks of folders in which hundreds of records claim the same: the answer tells of a few of them,
// and says so.
func TestRecordsWithoutEnd(t *testing.T) {
	const records = 300
	record := func(number int, subject, more string) string {
		return fmt.Sprintf("# %d. Use Kafka for %s\n\nDate: 2024-01-02\n\n## Status\n\nAccepted\n\n%s\n\n## Context\n\nEvents.\n\n## Decision\n\nWe will use Kafka for %s.\n", number, subject, more, subject)
	}
	for name, tt := range map[string]struct {
		file     func(i int) (name, text string)
		question string
		said     string // begins the answer
		note     string
	}{
		"of one number": {
			file: func(i int) (string, string) {
				return fmt.Sprintf("0001-%d.md", i), record(1, fmt.Sprint("events ", i), "")
			},
			question: "is ADR 1 still valid?", said: "Already decided: ADR-0001", note: "296 more records are called so.",
		},
		"that replace one": {
			file: func(i int) (string, string) {
				return fmt.Sprintf("%04d-use.md", i+1), record(i+1, fmt.Sprint("events ", i), []string{"", "Supersedes [1. x](0001-use.md)"}[min(i, 1)])
			},
			question: "what replaced ADR 1?", said: "No longer in force: ADR-0001",
		},
		"that amend one": {
			file: func(i int) (string, string) {
				return fmt.Sprintf("%04d-use.md", i+1), record(i+1, fmt.Sprint("events ", i), []string{"", "Amends [1. x](0001-use.md)"}[min(i, 1)])
			},
			question: "is ADR 1 still valid?", said: "Already decided: ADR-0001",
		},
		"each of an option that is asked for": {
			file: func(i int) (string, string) {
				return fmt.Sprintf("%04d-use.md", i+1), strings.ReplaceAll(record(i+1, "events", ""), "Kafka", optionName(i))
			},
			question: manyOptions(records), said: "Pick: either.", note: "There is more than one answer can hold",
		},
		"of one title": {
			file: func(i int) (string, string) {
				return fmt.Sprintf("%04d-use.md", i+1), record(i+1, "events", fmt.Sprint("By ", i))
			},
			question: "what did we decide about Kafka?", said: "Already decided: ADR-",
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			for i := range records {
				file, text := tt.file(i)
				if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			a := mustAsk(t, openBot(t, knowledge.Source{Paths: []string{dir}}), tt.question)
			if a.Outcome == bot.NotCovered || !strings.HasPrefix(a.Text, tt.said) || len(a.Statements) > 60 || len(a.Sources) > 60 || len(a.Text) > 8000 {
				t.Errorf("%s: %d statements, %d sources: %.400s", a.Outcome, len(a.Statements), len(a.Sources), a.Text)
			}
			if notes := strings.Join(a.Notes, "\n"); !strings.Contains(notes, tt.note) {
				t.Errorf("notes %q, want %q", notes, tt.note)
			}
			for _, fault := range ungrounded(a) {
				t.Error(fault)
			}
		})
	}
}

// optionName is the name of the i-th option of many.
func optionName(i int) string { return fmt.Sprintf("Q%c%cdb", 'a'+i/26, 'a'+i%26) }

// manyOptions asks what was decided on n options.
func manyOptions(n int) string {
	var names []string
	for i := range n {
		names = append(names, optionName(i))
	}
	return "what did we decide about " + strings.Join(names, ", ") + "?"
}

// TestAnInflectedNameIsTheLongest asks in Polish of a name that begins with another: the answer is on it, each time.
func TestAnInflectedNameIsTheLongest(t *testing.T) {
	dir := t.TempDir()
	for file, name := range map[string]string{"a.md": "Allegro", "b.md": "Allegrom"} {
		text := fmt.Sprintf("# Companies\n\n%s uses Kafka for its events. Last year %s moved all of it.\n", name, name)
		if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	b := openBot(t, knowledge.Source{Paths: []string{dir}})
	for range 20 {
		if a := mustAsk(t, b, "Czego używa Allegroma dla kolejek?"); !strings.Contains(a.Text, "Allegrom ") {
			t.Fatalf("answered %s", a.Text)
		}
	}
}

// TestASectionWithoutEndIsReadAround asks of a section of thousands of sentences that all answer: what is told is found
// without reading all of it for each.
func TestASectionWithoutEndIsReadAround(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.txt"), []byte("Queues\n\n"+strings.Repeat("Kafka is a queue.\n\n", 10_000)), 0o600); err != nil {
		t.Fatal(err)
	}
	b := openBot(t, knowledge.Source{Paths: []string{dir}})
	var a *bot.Answer
	if size := allocated(func() { a = mustAsk(t, b, "why did we choose Kafka?") }); size > 500<<20 {
		t.Errorf("took %d MB", size>>20)
	}
	if a.Outcome != bot.Facts || !strings.HasPrefix(a.Text, "Kafka is a queue.") {
		t.Errorf("answered %.200s", a.Text)
	}
}
