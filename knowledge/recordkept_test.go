package knowledge_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestRecordsByTheirFolder reads short records that only their folder tells from other pages.
func TestRecordsByTheirFolder(t *testing.T) {
	const choice = "# Ticket machines\n\n## Decision\n\nWe will buy machines that take coins.\n\n## Rationale\n\nChildren have coins.\n"
	const proposals = "# Platform lamps\n\n## Problem\n\nPlatforms are dark.\n\n## Proposals\n\n### Gas lamps\n\nThey hiss.\n\n### Oil lamps\n\nThey smoke.\n\n## Decision\n\nWe take gas lamps.\n"
	lib := open(t, folderOf(t, map[string]string{
		"decision-records/2031-04-05-ticket-machines/README.md": choice,
		"guides/ticket-machines.md":                             choice + "\nMore of it.\n",
		"decisions/platform-lamps.md":                           proposals,
		"decisions/benches.md":                                  "# Benches\n\n## Problem\n\nThere are none.\n\n## Proposal\n\nBuild some.\n",
	}))
	record(t, lib, "decision-records-2031-04-05-ticket-machines-readme")
	if d, _ := lib.Document("guides-ticket-machines"); d.Record != nil {
		t.Error("a guide with a decision and its reasons is a record")
	}
	lamps := record(t, lib, "decisions-platform-lamps").Record
	if diff := cmp.Diff([]string{"Gas lamps", "Oil lamps"}, lamps.Considered); diff != "" {
		t.Error(diff)
	}
	if d, _ := lib.Document("decisions-benches"); d.Record != nil {
		t.Error("a proposal that nobody has decided on is a record")
	}
}

// TestRecordsThatWereMoved finds the successor of a record in another folder by the name of its file, where one alone is
// named so.
func TestRecordsThatWereMoved(t *testing.T) {
	lamp := func(title, status string) string {
		return "# " + title + "\n\n## Status: " + status + "\n\n## Context\n\nIt is dark.\n\n## Decision\n\nWe light lamps.\n"
	}
	lib := open(t, folderOf(t, map[string]string{
		"adr/0028-gas.md":             lamp("🔥 ADR-28: Gas", "Accepted"),
		"adr/0029-wax/README.md":      lamp("Wax", "Accepted"),
		"old/0028-other.md":           lamp("Other", "Accepted"),
		"historic-adrs/oil.md":        lamp("Oil", "Superseded by 0028-gas.md"),
		"historic-adrs/tallow.md":     lamp("Tallow", "Superseded by [light](../wax/README.md)"),
		"historic-adrs/0031-torch.md": lamp("Torches", "Deprecated") + "\n## Summary\n\nDark.\n\n## Drawbacks\n\nSmoke.\n",
	}))
	if oil := record(t, lib, "historic-adrs-oil").Record; len(oil.SupersededBy) != 1 || oil.SupersededBy[0] != "adr-0028-gas" {
		t.Errorf("oil is superseded by %v", oil.SupersededBy)
	}
	if tallow := record(t, lib, "historic-adrs-tallow").Record; len(tallow.SupersededBy) != 0 {
		t.Errorf("tallow is superseded by %v", tallow.SupersededBy)
	}
	for id, want := range map[string]string{"adr-0028-gas": "ADR-0028 Gas", "historic-adrs-0031-torch": "ADR-0031 Torches"} {
		if d := record(t, lib, id); d.Title != want {
			t.Errorf("title %q, want %q", d.Title, want)
		}
	}
}
