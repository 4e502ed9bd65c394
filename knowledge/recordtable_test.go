package knowledge_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/stackpick/stackpick/knowledge"
)

const crateParts = `## What

Crates get a printed code, so that we no longer paint them.

## Why

Paint fades.

## Goals

* Find a crate within a minute

## Non-Goals

* Track the lorries

## How

A printer at the gate makes the codes.

## Alternatives

### Alternative 1: Chips

They cost too much.

## Reviews

| Reviewed by | Date | Notes |
|---|---|---|
| Jo Lund | 2026-04-02 | fine |
`

// Many teams say in a table what a record is, under a head of their own or none, and write What, Why and How.
func TestRecordsThatSayInATableWhatTheyAre(t *testing.T) {
	want := knowledge.Record{
		Name: "YARD-ADR-GATE-0012", Number: 12, Subject: "Mark the crates", Status: knowledge.StatusProposed, Written: "Draft",
		Considered: []string{"Chips"},
	}
	for name, table := range map[string]string{
		"no head":         "| | |\n|---|---|\n| Date | April 2, 2026 |\n| Scope | Gate |\n| Status | Draft |\n| Authors | [Ada Brandt](@ada) |\n| Supersedes | N/A |\n| Superseded by: | N/A |\n",
		"a plain head":    "| Field | Value |\n|---|---|\n| Date | 2026-04-02 |\n| Status | Draft |\n| Authors | Ada Brandt |\n| Superseded by | none |\n",
		"the first as it": "| **Date** | April 2, 2026 |\n|---|---|\n| **Status** | Draft |\n| **Authors** | Ada Brandt |\n| **Tickets** | |\n",
	} {
		d := onlyRecord(t, "yard-adr-gate-0012-crates.md", "# Yard - YARD-ADR-GATE-0012 - Mark the crates\n\n"+table+"\n"+crateParts)
		if diff := cmp.Diff(want, *d.Record, cmpopts.IgnoreUnexported(knowledge.Record{}), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if got := d.Passages[0].Text; got != "Decision record: YARD-ADR-GATE-0012; Status: Draft; Date: 2026-04-02; Author: Ada Brandt" {
			t.Errorf("%s: the record says of itself %q", name, got)
		}
		checkClaims(t, d, []string{"What: Crates get a printed code, so that we no longer paint them. decides"})
		for heading, part := range map[string]knowledge.Part{
			"Why": knowledge.PartRationale, "Goals": knowledge.PartDrivers, "Non-Goals": knowledge.PartNone, "How": knowledge.PartOutcome,
			"Alternative 1: Chips": knowledge.PartPros, "Reviews": knowledge.PartPeople,
		} {
			for _, p := range d.Passages {
				if p.Heading == heading && p.Part != part {
					t.Errorf("%s: %s is %q, want %q", name, heading, p.Part, part)
				}
			}
		}
	}
}

// The outcome may stand in the table, too, as in forms for meetings.
func TestRecordsThatSayAllInATable(t *testing.T) {
	d := onlyRecord(t, "0012-crates.md", "# Mark the crates\n\n| Property | |\n|---|---|\n| Status | Decided |\n| Background | Paint fades. |\n| Outcome | We will print codes. |\n| Due date | n/a |\n")
	if d.Record.Status != knowledge.StatusAccepted {
		t.Errorf("status %q", d.Record.Status)
	}
	checkClaims(t, d, []string{"Outcome: We will print codes. verdict decides"})
}

// Where the title of a form was left as it is, the file's name tells the subject. A page that is named like a record is
// one, whatever its parts are called; a page with a number, a status and free headings is none elsewhere.
func TestRecordsByWhereTheyStand(t *testing.T) {
	form := "# Yard - Architecture Decision Record\n\nStatus: accepted\n\n## Printing\n\nCodes are printed at the gate.\n"
	dir := folderOf(t, map[string]string{
		"docs/adr-web-0007-print-codes.md": form,
		"decisions/0008-print-codes.md":    strings.Replace(form, "# Yard - Architecture Decision Record", "# Print codes", 1),
		"plans/0009-print-codes.md":        strings.Replace(form, "# Yard - Architecture Decision Record", "# Print codes", 1),
	})
	lib := open(t, dir)
	var names []string
	for _, d := range lib.Documents {
		if d.Record != nil {
			names = append(names, d.Title)
		}
	}
	if diff := cmp.Diff([]string{"ADR-0008 Print codes", "ADR-WEB-0007 Print codes"}, names); diff != "" {
		t.Errorf("records (-want +got):\n%s", diff)
	}
}

// Below "Alternatives" stands what was not chosen, and what is said of it; what is recommended there, or summed up under
// "What", is the decision.
func TestAlternativesToWhatARecordSays(t *testing.T) {
	const head = "# Codes\n\n| | |\n|---|---|\n| Status | Approved |\n| Date | insert date |\n\n## What\n\nThis ADR describes how crates get codes.\n\n## Why\n\nPaint fades.\n\n## How\n\n"
	const rest = "\n\n## Alternatives\n\n### Chips in the wood\n\nThey cost too much.\n\n### Comparison Summary\n\nCodes are cheap.\n\n### Where to print\n\nAt the gate.\n\n- Rejected: too slow\n"
	for how, deciding := range map[string]string{
		"We will begin at the gate.":                                   "What: This ADR describes how crates get codes. verdict decides",
		"Each crate has a number. We recommend printing codes on them": "How: We recommend printing codes on them verdict decides",
	} {
		d := onlyRecord(t, "yard-adr-0012-codes.md", head+how+rest)
		if diff := cmp.Diff([]string{"Chips in the wood"}, d.Record.Rejected); diff != "" {
			t.Errorf("rejected (-want +got):\n%s", diff)
		}
		if d.Date != "" {
			t.Errorf("the date is %q", d.Date)
		}
		checkClaims(t, d, []string{deciding})
	}
}

// Options that are weighed are no entries of a log, though each says what became of it; a table of errors is none either.
func TestWhatIsNoLog(t *testing.T) {
	lib := open(t, folderOf(t, map[string]string{
		"codes.md":  "# Codes on crates\n\nWe print codes.\n\n## Alternatives considered\n\n### 1. Paint\n\nIt fades.\n\n**Decision:** rejected.\n\n### 2. Chips\n\nThey cost.\n\n**Decision:** rejected.\n",
		"errors.md": "# Errors of the printer\n\n| Failure | Status | Reason | Resolution |\n|---|---|---|---|\n| jam | Failed | `PaperJam` | Open the lid |\n| no ink | Degraded | `NoInk` | Buy ink |\n",
		"log.md":    "# What we decided\n\n| Topic | Status | Reason | Decision |\n|---|---|---|---|\n| Crates | accepted | they get lost | Print codes |\n| Barrels | rejected | they leak | Buy more barrels |\n",
	}))
	var names []string
	for _, d := range lib.Documents {
		if d.Record != nil {
			names = append(names, d.Title)
		}
	}
	if diff := cmp.Diff([]string{"Crates", "Barrels"}, names); diff != "" {
		t.Errorf("records (-want +got):\n%s", diff)
	}
}

func TestATitleAndAnOutcomeInOtherWords(t *testing.T) {
	d := onlyRecord(t, "0003-paint.md", "# 0003 Stop painting\n\n## Status\n\nAccepted\n\n## Considered Options\n\n- Keep the paint\n- Remove paint from the crates\n\n## Decision Outcome\n\nChosen option: Remove the paint from the crates.\n")
	if d.Title != "ADR-0003 Stop painting" {
		t.Errorf("the title is %q", d.Title)
	}
	if diff := cmp.Diff([]string{"Remove paint from the crates"}, d.Record.Chosen); diff != "" {
		t.Errorf("chosen (-want +got):\n%s", diff)
	}
}
