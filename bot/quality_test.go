package bot_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/bot/exam"
	"github.com/stackpick/stackpick/knowledge"
)

var (
	update   = flag.Bool("update", false, "rewrite the golden files")
	failing  = flag.Bool("failing", false, "print the failing questions of the parts that may be looked at")
	otherSet = flag.String("knowledge", "", "ask the question set of this knowledge instead and print the report")
)

// readItems reads a set of testdata/questions; without an ending it is one on the built-in knowledge.
func readItems(t testing.TB, part string) []exam.Item {
	t.Helper()
	if filepath.Ext(part) == "" {
		part += ".jsonl"
	}
	name := filepath.Join("testdata", "questions", part)
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	items, err := exam.Read(f, name)
	if err != nil {
		t.Fatal(err)
	}
	return items
}

// sit asks a set and writes its rates into report. Failing questions are printed only where they may be looked at.
func sit(t *testing.T, b *bot.Bot, title string, items []exam.Item, mayLook bool, report *strings.Builder) {
	t.Helper()
	r, err := exam.Ask(context.Background(), b, items)
	if err != nil {
		t.Fatal(err)
	}
	for _, res := range r.Results {
		if *failing && mayLook && !res.Right() {
			fmt.Printf("%s  %q\n", res.Item.Place(), res.Item.Question)
			for _, f := range res.Faults {
				fmt.Printf("    %s\n", f.What)
			}
			fmt.Printf("    %s\n", res.Answer.Text)
		}
	}
	fmt.Fprintf(report, "\n%s\n", title)
	for _, total := range r.Totals() {
		fmt.Fprintf(report, "  %v\n", total)
	}
}

// TestQuality asks the question set on the built-in knowledge and compares the rates with testdata/quality.txt. The
// reported part is never looked at when the engine is tuned: only its rates are.
func TestQuality(t *testing.T) {
	source := knowledge.Source{Builtin: true}
	if *otherSet != "" {
		source = knowledge.Source{Paths: []string{*otherSet}}
	}
	b := openBot(t, source)
	var report strings.Builder
	report.WriteString("Answer quality on the built-in knowledge. TestQuality regenerates this file (go test ./bot -run TestQuality -update).\n")
	for _, part := range []string{"tuned", "reported"} {
		sit(t, b, part+" part", readItems(t, part), part == "tuned", &report)
	}
	if *otherSet != "" {
		fmt.Print(report.String())
		return
	}
	golden(t, filepath.Join("testdata", "quality.txt"), report.String())
}

// TestQualityOnRealFolders asks the question sets on the folders of real teams and compares the rates with
// testdata/real.txt. Nothing is tuned on the reporting parts.
func TestQualityOnRealFolders(t *testing.T) {
	var report strings.Builder
	report.WriteString("Answer quality on the folders of testdata/real. TestQualityOnRealFolders regenerates this file (go test ./bot -run RealFolders -update).\n")
	for _, folder := range []string{"adr-govuk-aws", "adr-madr", "artsy-readme"} {
		b := openBot(t, knowledge.Source{Paths: []string{filepath.Join("testdata", "real", folder)}})
		for _, part := range []string{"development", "reporting"} {
			sit(t, b, folder+", "+part, readItems(t, filepath.Join(folder, part+".yaml")), part == "development", &report)
		}
	}
	golden(t, filepath.Join("testdata", "real.txt"), report.String())
}

// golden compares got with a file, or rewrites the file with -update.

// golden compares what was measured with a file, or rewrites that with -update.
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
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s is not what is measured now; look at the difference and run with -update:\n%s", file, diff)
	}
}
