package question

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// recordsOf returns the records of a folder with these titles and statuses by file.
func recordsOf(t *testing.T, files map[string][2]string) Records {
	t.Helper()
	dir := t.TempDir()
	for name, head := range files {
		text := fmt.Sprintf("# %s\n\n## Status\n\n%s\n\n## Context\n\nWe need it.\n\n## Decision\n\nWe take it.\n", head[0], head[1])
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	lib, err := knowledge.Open(knowledge.Source{Paths: []string{dir}})
	if err != nil {
		t.Fatal(err)
	}
	return NewRecords(lib)
}

func TestRecordsAreCalledByNumberAndName(t *testing.T) {
	k := recordsOf(t, map[string][2]string{
		"0003-kiln.md":    {"ADR 3: A kiln", "Accepted"},
		"0012-wheel.md":   {"ADR 12: A wheel", "On hold"},
		"oep-0003-mug.md": {"OEP-3: A mug", "Accepted"},
	})
	for text, want := range map[string]string{
		"is ADR 12 still valid?":       "ADR-0012",
		"ADR-0012":                     "ADR-0012",
		"adr12":                        "ADR-0012",
		"ADRs 3 and 12":                "ADR-0003, ADR-0012",
		"what does OEP-3 say?":         "OEP-3",
		"oep3":                         "OEP-3",
		"ADR 7":                        "no 7",
		"decision 12":                  "ADR-0012",
		"we have 12 kilns":             "",
		"what do we keep in S3?":       "",
		"adr 99999999999999999999":     "",
		"records of the year 3 before": "",
	} {
		named, missing := k.Called(vocabulary.Words(text))
		var got []string
		for _, d := range named {
			got = append(got, d.Record.Name)
		}
		for _, n := range missing {
			got = append(got, fmt.Sprintf("no %d", n))
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%q: %q, want %q", text, strings.Join(got, ", "), want)
		}
	}
	if got := k.StatusIn(vocabulary.Words("what is on hold?")); got != "on hold" {
		t.Errorf("status %q", got)
	}
	if !k.IsStatus("accepted") || k.IsStatus("rejected") {
		t.Error("accepted is no status, or rejected is one")
	}
	if !k.IsSeries("OEPs") || k.IsSeries("kilns") {
		t.Error("OEPs are no series, or kilns are")
	}
}

func TestLabelsAndYears(t *testing.T) {
	for text, want := range map[string][]string{
		"option D":                    {"d"},
		"options 1 and 2":             {"1", "2"},
		"option A or option B":        {"a", "b"},
		"a plan for 2 people":         nil,
		"which option did they take?": nil,
	} {
		if got := Labels(vocabulary.Words(text)); !slices.Equal(got, want) {
			t.Errorf("labels of %q: %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string][]string{"decided in 2021 or 2022": {"2021", "2022"}, "12345 of 1066, at 2150": nil} {
		if got := Years(vocabulary.Words(text)); !slices.Equal(got, want) {
			t.Errorf("years of %q: %q, want %q", text, got, want)
		}
	}
}
