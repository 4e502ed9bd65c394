package knowledge_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// bridge is a record that says of itself what head says.
func bridge(head string) string {
	return head + "\n\n## Context\n\nThe river is wide.\n\n## Decision\n\nWe build a bridge.\n\n## Consequences\n\nFerries rest.\n"
}

// TestDatesThatStatusesAndFilesSay takes the date of a decision from its status or the name of its file where it states none.
func TestDatesThatStatusesAndFilesSay(t *testing.T) {
	lib := open(t, folderOf(t, map[string]string{
		"adr/0001-a.md":              bridge("# 1. A\n\n## Status\n\nAccepted, decided by Edda on 2031-01-02."),
		"adr/0002-b.md":              bridge("# 2. B\n\n## Status\n\n**Provisional** *2031-01-03*"),
		"adr/0003-c.md":              bridge("# 3. C\n\n## Status\n\nDeprecated 2031-01-04"),
		"adr/0004-d.md":              bridge("# 4. D\n\nDate: 2030-12-31\n\n## Status\n\nAccepted 2031-01-05"),
		"adr/20310106-e.md":          bridge("# E\n\n- Status: accepted"),
		"adr/2031-01-07-f/README.md": bridge("# F"),
		"adr/20310108-g.md":          bridge("# G\n\n- Date: 2030-12-30"),
	}))
	got := map[string]string{}
	for _, d := range lib.Documents {
		got[d.Record.Subject] = d.Date
	}
	want := map[string]string{"A": "2031-01-02", "B": "2031-01-03", "C": "", "D": "2030-12-31", "E": "2031-01-06", "F": "2031-01-07", "G": "2030-12-30"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("dates (-want +got):\n%s", diff)
	}
}

// TestStatusesAreWrittenWithoutTheirEdges leaves out what stands behind a status, and the address of a link in it.
func TestStatusesAreWrittenWithoutTheirEdges(t *testing.T) {
	lib := open(t, folderOf(t, map[string]string{
		"adr/0001-a.md": bridge("# 1. A\n\n**Status:** Accepted | **Date:** 2031-01-02 | **Review:** 2032-01-02"),
		"adr/0002-b.md": bridge("# 2. B\n\nStatus: Deferred :hourglass:"),
		"adr/0003-c.md": bridge("---\nstatus: superseded by [ADR-0001](0001-a.md)\n---\n# C"),
	}))
	got := map[string]string{}
	for _, d := range lib.Documents {
		got[d.Record.Name] = d.Record.Written
	}
	want := map[string]string{"ADR-0001": "Accepted", "ADR-0002": "Deferred", "ADR-0003": "superseded by ADR-0001"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("statuses (-want +got):\n%s", diff)
	}
}

// TestRecordsUpdateAndObsoleteOthers reads the words of requests for comments, and a property that says when a record was
// superseded.
func TestRecordsUpdateAndObsoleteOthers(t *testing.T) {
	lib := open(t, folderOf(t, map[string]string{
		"adr/0001-a.md": bridge("# 1. A\n\n|Field|Value|\n|---|---|\n|Status|Accepted|\n|Date|2031-01-01|"),
		"adr/0002-b.md": bridge("# 2. B\n\n|Field|Value|\n|---|---|\n|Status|Accepted|\n|Updates|ADR-1|\n|Updated by|Edda|"),
		"adr/0003-c.md": bridge("# 3. C\n\n- Status: accepted\n- Obsoletes: ADR-2"),
		"adr/0004-d.md": bridge("# 4. D\n\nDate: 2031-01-01\nSuperseded: 2031-02-03 by [3. C](0003-c.md)"),
	}))
	var got []string
	for _, d := range lib.Documents {
		got = append(got, fmt.Sprint(d.Record.Name, " ", d.Record.Status, " ", d.Record.SupersededBy, " ", d.Record.AmendedBy))
	}
	want := []string{"ADR-0001 accepted [] [adr-0002-b]", "ADR-0002 superseded [adr-0003-c] []", "ADR-0003 accepted [] []", "ADR-0004 superseded [adr-0003-c] []"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("records (-want +got):\n%s", diff)
	}
	for _, p := range lib.Lint() {
		if strings.Contains(p.Message, "Edda") {
			t.Errorf("a person is no record: %v", p)
		}
	}
}

// TestDatesOfOneFolder tells the day from the month in the date of one record by the dates of the others beside it.
func TestDatesOfOneFolder(t *testing.T) {
	lib := open(t, folderOf(t, map[string]string{
		"uk/0001-a.md":   bridge("# 1. A\n\nDate: 05/02/2031"),
		"uk/0002-b.md":   bridge("# 2. B\n\nDate: 26/03/2031"),
		"us/0001-c.md":   bridge("# 1. C\n\nDate: 05/02/2031"),
		"us/0002-d.md":   bridge("---\ndate: 03/26/2031\n---\n# 2. D"),
		"none/0001-e.md": bridge("# 1. E\n\nDate: 05/02/2031"),
	}))
	got := map[string]string{}
	for _, d := range lib.Documents {
		got[d.Record.Subject] = d.Date
		if d.Passages[0].Date != d.Date {
			t.Errorf("%s: its passages are of %q", d.ID, d.Passages[0].Date)
		}
	}
	want := map[string]string{"A": "2031-02-05", "B": "2031-03-26", "C": "2031-05-02", "D": "2031-03-26", "E": "05/02/2031"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("dates (-want +got):\n%s", diff)
	}
}
