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
