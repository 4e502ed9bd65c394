package knowledge_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stackpick/stackpick/knowledge"
)

// onlyRecord opens one file that is a decision record.
func onlyRecord(t *testing.T, name, text string) *knowledge.Document {
	t.Helper()
	lib := openText(t, name, text)
	if len(lib.Documents) != 1 || lib.Documents[0].Record == nil {
		t.Fatalf("%s is no decision record", name)
	}
	return &lib.Documents[0]
}

func TestARecordIsDatedByItsHistory(t *testing.T) {
	const body = "\n\n## Context\n\nParcels are sorted by hand.\n\n## Decision\n\nWe will sort parcels by weight.\n"
	for name, test := range map[string]struct {
		status, history, date string
		updated               bool
	}{
		"the entry that accepts it":   {"Accepted", "- 2023/4/1: first draft\n- 2023/5/12: accepted\n- 2024/2/2: a typo", "2023-05-12", false},
		"a table":                     {"Approved", "| Date | Author | Change |\n|---|---|---|\n| 3 May 2023 | Lina | Draft |\n| 9 May 2023 | Lina | Approved by all |", "2023-05-09", false},
		"a draft":                     {"Draft", "* 12.11.2022: Initial draft", "2022-11-12", false},
		"nothing says when":           {"Implemented in v2.1 of the sorter", "- 2023/4/1: first draft\n- 2023/9/30: section on scales", "2023-09-30", true},
		"nobody knows day from month": {"Accepted", "- 05/02/2018: accepted", "", false},
	} {
		for _, order := range []string{"# ADR 7: Sort parcels by weight\n\n## Status\n\n" + test.status + "\n\n## Changelog\n\n" + test.history,
			"# ADR 7: Sort parcels by weight\n\n## Changelog\n\n" + test.history + "\n\n## Status\n\n" + test.status} {
			d := onlyRecord(t, "adr-007-parcels.md", order+body)
			if d.Date != test.date || d.Record.Updated != test.updated {
				t.Errorf("%s: dated %q, which is its last change: %v; want %q, %v", name, d.Date, d.Record.Updated, test.date, test.updated)
			}
			if !strings.Contains(d.Passages[0].Text, "Status: "+test.status) {
				t.Errorf("%s: it says of itself %q", name, d.Passages[0].Text)
			}
		}
	}
	dated := onlyRecord(t, "adr-007-parcels.md", "# ADR 7: Sort parcels\n\nDate: 1st of March 2023\n\nAuthor: Lina Roth\n\n## Status\n\nAccepted\n\n## Changelog\n\n- 2024-01-01: accepted"+body)
	if dated.Date != "2023-03-01" || dated.Record.Updated || dated.Author != "Lina Roth" || dated.Record.Deciders != "" {
		t.Errorf("dated %q, author %q, deciders %q", dated.Date, dated.Author, dated.Record.Deciders)
	}
}

func TestARecordMayDecideByItsTitleAlone(t *testing.T) {
	d := onlyRecord(t, "adr-009-no-scales.md", "# ADR 009: Remove the old scales\n\n## Status\n\nImplemented in <https://example.com/pull/7>\n\n## Context\n\nThe old scales are wrong by a pound.\n\n## Design\n\nWe weigh in the van.\n")
	if d.Title != "ADR-0009 Remove the old scales" || d.Record.Word() != "implemented" || !d.Record.Holds() {
		t.Errorf("%q is %s", d.Title, d.Record.Word())
	}
	draft := onlyRecord(t, "adr-draft-vans.md", "# ADR: Electric vans\n\n## Status\n\nDraft\n\n## Context\n\nVans are loud.\n\n## Decision\n\nBuy electric vans.\n")
	if draft.Title != "Electric vans" {
		t.Errorf("the title is %q", draft.Title)
	}
	for name, text := range map[string]string{
		"7-report.md":  "# Report 7\n\nStatus: final\n\n## Background\n\nParcels were late.\n\n## Findings\n\nVans broke down.\n",
		"adr-guide.md": "# ADR guide\n\n## Context\n\nWrite why.\n\n## Consequences\n\nWrite what follows.\n",
	} {
		if d := openText(t, name, text).Documents[0]; d.Record != nil {
			t.Errorf("%s is taken for a decision record", name)
		}
	}
}

func TestWhatAStatusGoesOnToSayIsKept(t *testing.T) {
	d := onlyRecord(t, "adr-003-labels.md", "# ADR 3: Print labels at night\n\n## Status\n\nAccepted\n\nThe second printer was declined, since it costs more than it saves.\n\n## Context\n\nLabels run out.\n\n## Decision\n\nApproved\n")
	checkClaims(t, d, []string{"ADR-0003 Print labels at night: The second printer was declined, since it costs more than it saves."})
	for _, p := range d.Passages {
		for _, c := range p.Claims {
			if c.Decides {
				t.Errorf("%q is taken for what is decided", c.Text)
			}
		}
	}
}

func TestWhatAFormLeavesOpenIsNotTold(t *testing.T) {
	const body = "\n\n## Context\n\nWe were late.\n\n## Decision\n\nRabbitMQ is the better choice for us.\n"
	d := onlyRecord(t, "queues.md", "# Architecture Decision Record (ADR) for message queues\n\nDate: [Insert date]\n\nDeciders: [Your name]\n\nStatus: Decided on RabbitMQ. Open to others later."+body)
	if d.Title != "message queues" || d.Date != "" || d.Record.Deciders != "" || !d.Record.Holds() {
		t.Errorf("%q of %q, decided by %q, is %s", d.Title, d.Date, d.Record.Deciders, d.Record.Status)
	}
	if len(d.Record.Chosen) != 1 || d.Record.Chosen[0] != "RabbitMQ" {
		t.Errorf("it chooses %q", d.Record.Chosen)
	}
	tagged := onlyRecord(t, "0003-queues.md", "---\ntag:Web Client\n---\n\n# 3. Queues\n\nDate: 2024-05-06; Last update date: 2025-01-01\n\nStatus: Accepted"+body)
	if tagged.Date != "2024-05-06" || tagged.Title != "ADR-0003 Queues" {
		t.Errorf("%q is of %q", tagged.Title, tagged.Date)
	}
	for text, want := range map[string][]string{
		"Kafka is used for jobs.":                                        {"Kafka"},
		"The team decided to pursue Kafka.":                              {"Kafka"},
		"By using Kafka we will have to learn. We have chosen RabbitMQ.": {"RabbitMQ"},
		"Our firm has decided to adopt Kafka for jobs.":                  {"Kafka"},
		"There are several brokers, such as Kafka.":                      nil,
	} {
		d := onlyRecord(t, "0004-jobs.md", "# 4. Jobs\n\n## Status\n\nAccepted\n\n## Context\n\nJobs get lost.\n\n## Decision\n\n"+text+"\n")
		if got := d.Record.Chosen; !slices.Equal(got, want) {
			t.Errorf("%q chooses %q, want %q", text, got, want)
		}
	}
}

// TestAHistoryOfReleasesDecidesNothing: a record without a section for its decision decides under names of its own, but not in
// the table of its releases.
func TestAHistoryOfReleasesDecidesNothing(t *testing.T) {
	const table = "\n\n| Revision | Date | Info |\n|---|---|---|\n| 1 | 2031-02-03 | Scales in the van |\n\n"
	for _, heading := range []string{"Release History", "Update history", "Revision history"} {
		d := onlyRecord(t, "adr-010-scales.md", "# ADR 10: Scales\n\nStatus: Accepted\n\nDate: 2031-01-01\n\n## "+heading+table+"## Context\n\nParcels are heavy.\n\n## Weighing\n\nThe van weighs each parcel.\n")
		for _, p := range d.Passages {
			for _, c := range p.Claims {
				if c.Decides && strings.Contains(c.Text, "Revision") {
					t.Errorf("below %q it decides %q", heading, c.Text)
				}
			}
		}
	}
}
