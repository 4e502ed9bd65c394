package knowledge_test

import (
	"strings"
	"testing"

	"github.com/stackpick/stackpick/knowledge"
)

// TestRecordsOfASeries reads proposals that are numbered by the letters of their series, in the title and in the file's name.
func TestRecordsOfASeries(t *testing.T) {
	proposal := func(title, status string) string {
		return "# " + title + "\n\n| Field | Value |\n|---|---|\n| Status | " + status + " |\n| Created | 2023-04-05 |\n\n## Abstract\n\nThis proposal introduces night trains.\n\n## Motivation\n\nDay trains are full.\n\n## Specification\n\nTrains leave at ten.\n"
	}
	lib := open(t, folderOf(t, map[string]string{
		"trains/tep-0007-night-trains.md": proposal("TEP-7: Night trains", "Provisional"),
		"old/tep-0003-day-trains.md":      proposal("TEP-3: Day trains", "Replaced by [TEP-7](../trains/tep-0007-night-trains.md)"),
		"old/tep-0004-wagons.md":          proposal("TEP-4: Wagons.", "Deferred"),
		"notes/tep-notes.md":              proposal("TEP-9: Notes", "Accepted"),
		"all/11/README.md":                proposal("TEP-11: Bridges", "Accepted"),
		"all/0012-tunnels.md":             proposal("TEP 12 - Tunnels", "Accepted"),
		"all/0013-gauges.md":              proposal("TEN 13 gauges", "Accepted"),
	}))
	for id, want := range map[string]struct {
		title  string
		status knowledge.Status
	}{
		"trains-tep-0007-night-trains": {"TEP-7 Night trains", knowledge.StatusProposed},
		"old-tep-0003-day-trains":      {"TEP-3 Day trains", knowledge.StatusSuperseded},
		"old-tep-0004-wagons":          {"TEP-4 Wagons", knowledge.StatusProposed},
		"all-11-readme":                {"TEP-11 Bridges", knowledge.StatusAccepted},
		"all-0012-tunnels":             {"TEP 12 Tunnels", knowledge.StatusAccepted},
		"all-0013-gauges":              {"RFC-0013 TEN 13 gauges", knowledge.StatusAccepted},
	} {
		d := record(t, lib, id)
		if d.Title != want.title || d.Record.Status != want.status || d.Date != "2023-04-05" {
			t.Errorf("%s: title %q, status %q, date %q", id, d.Title, d.Record.Status, d.Date)
		}
	}
	if by := record(t, lib, "old-tep-0003-day-trains").Record.SupersededBy; len(by) != 1 || by[0] != "trains-tep-0007-night-trains" {
		t.Errorf("TEP-3 is superseded by %v", by)
	}
	if d, ok := lib.Document("notes-tep-notes"); ok && d.Record != nil && d.Record.Name == "TEP-9" {
		t.Error("a page is numbered by a code that only its title has")
	}
}

// rfc is a request for comments that begins with what it says of itself, as many projects write them.
const rfc = `# Meta

- Name: Signed tickets
- Start Date: 2021-06-02
- Author(s): [@edda](https://github.com/edda)
- RFC Pull Request: [rfcs#166](https://github.com/trains/rfcs/pull/166)
- Status: Implemented
- Supersedes: [PR#12](https://github.com/trains/rfcs/pull/12), (put "N/A" unless this replaces an existing RFC)

# Summary

Right now tickets are paper. This RFC proposes signing tickets with a stamp.

# Motivation

Paper is copied.

# Drawbacks

Stamps cost a coin each.
`

func TestARequestForCommentsIsCalledByItsName(t *testing.T) {
	lib := open(t, folderOf(t, map[string]string{
		"0095-tickets.md": rfc,
		"0012-bells.md":   strings.NewReplacer("Signed tickets", "Louder bells", "PR#12", "PR#3", "tickets", "bells").Replace(rfc),
	}))
	d := record(t, lib, "0095-tickets")
	if d.Author != "@edda" {
		t.Errorf("written by %q", d.Author)
	}
	if d.Title != "RFC-0095 Signed tickets" || d.Date != "2021-06-02" || len(d.Record.Supersedes) > 0 {
		t.Errorf("title %q, date %q, supersedes %v", d.Title, d.Date, d.Record.Supersedes)
	}
	checkClaims(t, d, []string{"Summary: This RFC proposes signing tickets with a stamp. verdict decides"})
	if r := record(t, lib, "0012-bells").Record; r.Status != knowledge.StatusAccepted {
		t.Errorf("a record with the number of a pull request is %s", r.Status)
	}
	for i := range d.Passages {
		if strings.Contains(d.Passages[i].Text, "Name: Signed") || strings.Contains(d.Passages[i].Text, "Pull Request") {
			t.Errorf("a property is told as a sentence: %s", d.Passages[i].Text)
		}
	}
}

func TestAStatusThatNobodyFilledIn(t *testing.T) {
	for status, want := range map[string]knowledge.Status{
		"Accepted or Rejected\n\nValid ADR statuses are: \"Proposed\", \"Accepted\", \"Rejected\", \"Superseded by ADRzzz\".": knowledge.StatusUnknown,
		"Proposed | Accepted | Superseded":  knowledge.StatusUnknown,
		"Accepted, supersedes an old draft": knowledge.StatusAccepted,
		"Rejected":                          knowledge.StatusRejected,
	} {
		lib := open(t, folderOf(t, map[string]string{
			"0001-bells.md": "# 1. Ring the bells\n\n## Status\n\n" + status + "\n\n## Context\n\nNobody hears us.\n\n## Decision\n\nWe will ring the bells.\n",
		}))
		if r := record(t, lib, "0001-bells").Record; r.Status != want {
			t.Errorf("%q: status %q, want %q", status, r.Status, want)
		}
	}
}

// TestADecisionInOneSentence reads the clauses of a decision that is written as one sentence, and leaves what the record only
// refers to out of it.
func TestADecisionInOneSentence(t *testing.T) {
	lib := open(t, folderOf(t, map[string]string{
		"adr/ADR-001-Print-Queue.md": "# ADR-001: Print Queue\n\n| Field | Value |\n|---|---|\n| **Status** | Accepted |\n| **Date** | 2025-01-24 |\n\n## WH(Y) Decision Statement\n\n**In the context of** printing labels,\n\n**facing** a slow printer,\n\n" +
			"**we decided for** RabbitMQ as the queue,\n\n**and neglected** Kafka (too large),\n\n**to achieve** prints in the right order,\n\n**accepting that** somebody must watch the queue.\n\n## Dependencies\n\n| Relationship | ADR ID |\n|---|---|\n| Depends On | ADR-003 |\n",
	}))
	d := record(t, lib, "adr-adr-001-print-queue")
	checkClaims(t, d, []string{"WH(Y) Decision Statement: we decided for RabbitMQ as the queue, [RabbitMQ for] verdict decides"})
	sides := map[knowledge.Stance]string{}
	for i := range d.Passages {
		p := &d.Passages[i]
		if p.Heading == "Dependencies" && p.Part != knowledge.PartLinks {
			t.Errorf("the dependencies are %q", p.Part)
		}
		for k := range p.Claims {
			if c := &p.Claims[k]; c.Listed {
				sides[c.Side] += c.Text
			}
		}
	}
	if !strings.Contains(sides[knowledge.For], "right order") || !strings.Contains(sides[knowledge.Against], "watch the queue") {
		t.Errorf("sides: %v", sides)
	}
}

// TestSeriesInFields reads proposals that have their number in front matter or in a head like a mail's, and their title beside it.
func TestSeriesInFields(t *testing.T) {
	const parts = "## Abstract\n\nThis proposal introduces bells.\n\n## Motivation\n\nTrains come unheard.\n\n## Specification\n\nBells ring.\n"
	lib := open(t, folderOf(t, map[string]string{
		"tip-0007.md":   "---\ntip: 7\ntitle: Bells\nstatus: Final\ncreated: 2031-02-03\n---\n\n" + parts,
		"tip-8.md":      "---\ntip: 9\ntitle: Horns\nstatus: Stagnant\n---\n\n" + parts,
		"rep-0012.rst":  "REP: 12\nTitle: Rails of\n Steel\nAuthor: Edda Example\nStatus: Superseded\nCreated: 04-Feb-2031\nSuperseded-By: 13\n\n\nAbstract\n========\n\nThis proposal introduces steel.\n\nRationale\n=========\n\nWood rots.\n",
		"rep-0013.rst":  "REP: 13\nTitle: Rails of Iron\nStatus: Living\nCreated: 05-Feb-2031\n\nAbstract\n========\n\nThis proposal introduces iron.\n",
		"timetable.rst": "Title: none\nPage: 7\n\nAbstract\n========\n\nTrains leave.\n",
	}))
	for id, want := range map[string]struct {
		title  string
		status knowledge.Status
		date   string
	}{
		"tip-0007": {"TIP-7 Bells", knowledge.StatusAccepted, "2031-02-03"},
		"rep-0012": {"REP-12 Rails of Steel", knowledge.StatusSuperseded, "2031-02-04"},
		"rep-0013": {"REP-13 Rails of Iron", knowledge.StatusAccepted, "2031-02-05"},
	} {
		if d := record(t, lib, id); d.Title != want.title || d.Record.Status != want.status || d.Date != want.date {
			t.Errorf("%s: title %q, status %q, date %q", id, d.Title, d.Record.Status, d.Date)
		}
	}
	if by := record(t, lib, "rep-0012").Record.SupersededBy; len(by) != 1 || by[0] != "rep-0013" {
		t.Errorf("REP 12 is superseded by %v", by)
	}
	for _, id := range []string{"tip-8", "timetable"} {
		if d, ok := lib.Document(id); !ok || d.Record != nil {
			t.Errorf("%s is a record", id)
		}
	}
	if d, _ := lib.Document("timetable"); d.Title != "Abstract" || !strings.Contains(d.Passages[0].Text, "Page: 7") {
		t.Errorf("title %q, text %q", d.Title, d.Passages[0].Text)
	}
}

// TestProposalsThatExplainTheirDesign reads a numbered proposal without a summary, which says below its explanation what is done.
func TestProposalsThatExplainTheirDesign(t *testing.T) {
	const text = "# Signals of light\n\n## Motivation\n\nFlags are not seen at night.\n\n## Explanation\n\nWe will hang lamps on the masts.\n\n## Trade-offs and mitigations\n\nLamps need oil.\n\n"
	d := onlyRecord(t, "text/0031-signals.md", text+"## Prior art and alternatives\n\n* Bells\n* Horns\n")
	if d.Title != "RFC-0031 Signals of light" || strings.Join(d.Record.Considered, ",") != "Bells,Horns" || partText(d, knowledge.PartOutcome) != "We will hang lamps on the masts." {
		t.Errorf("%q considers %v and decides %q", d.Title, d.Record.Considered, partText(d, knowledge.PartOutcome))
	}
	if d := openText(t, "text/0032-signals.md", text).Documents[0]; d.Record != nil {
		t.Error("a page that weighs nothing else is a record")
	}
}
