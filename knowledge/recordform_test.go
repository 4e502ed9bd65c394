package knowledge_test

import (
	"testing"

	"github.com/stackpick/stackpick/knowledge"
)

// TestFormsAndRecords tells forms to fill in from records of which a part is still as the form had it.
func TestFormsAndRecords(t *testing.T) {
	const parts = "\n\n## Context\n\nLetters have no frame.\n\n## Decision\n\nWe print letters in frames.\n\n## Consequences\n\nFrames cost ink.\n"
	lib := open(t, folderOf(t, map[string]string{
		"adr/0007-letter-template-engine.md": "# Engine for letters\n\nStatus: accepted" + parts,
		"adr/0008-use-a-letter-template.md":  "# Use a form for letters\n\nStatus: accepted" + parts,
		"adr/0009-frames-in-gold.md":         "---\nstatus: { accepted }\ndate: { 2031-05-06 }\n---\n# {short title of the problem}" + parts,
		"adr/0010-frames-in-blue.md":         "# Frames in blue\n\n* Status: [proposed]\n* Date: {2031-05-07}" + parts,
		"adr/0000-adr-template.md":           "# Our form\n\nStatus: accepted" + parts,
		"adr/0001-adr-template.md":           "# Our other form\n\nStatus: accepted" + parts,
		"adr/0011-copied.md":                 "---\nstatus: {proposed | accepted}\n---\n# {short title of the problem}" + parts,
	}))
	for id, want := range map[string]struct {
		title  string
		status knowledge.Status
		date   string
	}{
		"adr-0007-letter-template-engine": {"ADR-0007 Engine for letters", knowledge.StatusAccepted, ""},
		"adr-0008-use-a-letter-template":  {"ADR-0008 Use a form for letters", knowledge.StatusAccepted, ""},
		"adr-0009-frames-in-gold":         {"ADR-0009 Frames in gold", knowledge.StatusAccepted, "2031-05-06"},
		"adr-0010-frames-in-blue":         {"ADR-0010 Frames in blue", knowledge.StatusProposed, "2031-05-07"},
	} {
		if d := record(t, lib, id); d.Title != want.title || d.Record.Status != want.status || d.Date != want.date {
			t.Errorf("%s: title %q, status %q, date %q", id, d.Title, d.Record.Status, d.Date)
		}
	}
	for _, id := range []string{"adr-0000-adr-template", "adr-0001-adr-template", "adr-0011-copied"} {
		if _, ok := lib.Document(id); ok {
			t.Errorf("%s is taken for knowledge", id)
		}
	}
}
