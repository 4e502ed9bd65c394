package knowledge_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/stackpick/stackpick/knowledge"
)

// codedLog has codes in its headings, and writes its properties in each of the ways that people have.
const codedLog = `# Decisions of the parcel team

How to read this: newest last.

## DEC-001 — Queue: RabbitMQ

| Field | Value |
|-------|-------|
| **Status** | superseded by DEC-003 |
| **Date** | 2024-02-01 |

**Context:** Labels are printed late at night.
**Decision:** RabbitMQ carries the print jobs.
**Alternatives considered:** NATS; a table in PostgreSQL

## DEC-002 — PostgreSQL, not MySQL

**Date:** 2024-03-05 · **Status:** accepted

- **Decision:** we will keep parcels in PostgreSQL.
- **Why:**
  - Its partitions are easy to drop.
- **Cost:** Upgrades need a weekend.

## DEC-003 — Use NATS instead of RabbitMQ

**Status:** Accepted. It was not close.
**Date:** 2025-01-09
**Decided by:** Edda Falk

**Decision.** Print jobs go through NATS.
**Consequences.** The old exchange is switched off in May.
`

func TestDecisionLogWithCodes(t *testing.T) {
	lib := open(t, folderOf(t, map[string]string{"log.md": codedLog, "stackpick.yaml": "base: https://github.com/parcel/docs/blob/main"}))
	queue, parcels, nats := "log.dec-001-queue-rabbitmq", "log.dec-002-postgresql-not-mysql", "log.dec-003-use-nats-instead-of-rabbitmq"
	for id, want := range map[string]knowledge.Record{
		queue: {
			Name: "DEC-001", Number: 1, Subject: "Queue: RabbitMQ", Status: knowledge.StatusSuperseded, Written: "superseded by DEC-003",
			Considered: []string{"NATS", "a table in PostgreSQL"}, Chosen: []string{"RabbitMQ"}, Rejected: []string{"NATS", "a table in PostgreSQL"}, SupersededBy: []string{nats},
		},
		parcels: {
			Name: "DEC-002", Number: 2, Subject: "PostgreSQL, not MySQL", Status: knowledge.StatusAccepted, Written: "accepted",
			Chosen: []string{"PostgreSQL"}, Rejected: []string{"MySQL"},
		},
		nats: {
			Name: "DEC-003", Number: 3, Subject: "Use NATS instead of RabbitMQ", Status: knowledge.StatusAccepted, Written: "Accepted", Deciders: "Edda Falk",
			Chosen: []string{"NATS"}, Rejected: []string{"RabbitMQ"}, Supersedes: []string{queue},
		},
	} {
		d := record(t, lib, id)
		if diff := cmp.Diff(want, *d.Record, cmpopts.IgnoreUnexported(knowledge.Record{}), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", id, diff)
		}
	}
	d := record(t, lib, parcels)
	if d.Title != "DEC-002 PostgreSQL, not MySQL" || d.Date != "2024-03-05" || d.Kind != knowledge.KindDecision {
		t.Errorf("title %q, date %q, kind %q", d.Title, d.Date, d.Kind)
	}
	checkClaims(t, d, []string{
		"Decision: we will keep parcels in PostgreSQL. [PostgreSQL for] verdict decides",
		"Why: Its partitions are easy to drop. [PostgreSQL for]",
	})
	for _, p := range d.Passages {
		if want := "https://github.com/parcel/docs/blob/main/log.md#dec-002--postgresql-not-mysql"; p.URL != want {
			t.Errorf("%s is found at %s, want %s", p.ID, p.URL, want)
		}
	}
	if log, ok := lib.Document("log"); !ok || log.Record != nil || !strings.Contains(log.Passages[0].Text, "newest last") {
		t.Error("the log's own words are gone")
	}
	if len(lib.Documents) != 4 {
		t.Errorf("%d documents", len(lib.Documents))
	}
}

func TestDecisionLogs(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       []string // name, subject, date and status of each record
	}{
		{"dated.md", "# Notes\n\n## 2025-03-01: Serve maps from a CDN\n\nDecision: maps come from a CDN.\n\nReasoning:\n\n- They are large.\n\n## 2025-04-02: Keep the tile size\n\nDecision: tiles stay small.\n\nStatus: superseded on 2025-06-01 by vector tiles.\n", []string{
			"/Serve maps from a CDN/2025-03-01/", "/Keep the tile size/2025-04-02/superseded",
		}},
		{"decision-log.md", "# Log\n\n## 1. Redis runs on the host\n\nIt needs the memory.\n\n## 2. No retries\n\nThe caller repeats.\n\n## 3. One shard\n\nTwo were slower.\n", []string{
			"ADR-0001/Redis runs on the host//", "ADR-0002/No retries//", "ADR-0003/One shard//",
		}},
		{"topics.md", "# Architecture decisions\n\n## Storage\n\n### Keep files in MinIO\n\n**Status:** accepted\n\n**Decision:** files are kept in MinIO.\n\n### Keep photos out\n\n**Status:** proposed\n\n**Decision:** photos are not kept.\n\n## Rejected decisions\n\n### Keep mail\n\n**Date:** 2024-01-02\n\n**Decision:** mail is kept.\n", []string{
			"/Keep files in MinIO//accepted", "/Keep photos out//proposed", "/Keep mail/2024-01-02/rejected",
		}},
		{"table.md", "# Plan\n\nWe build a shop.\n\n## Key decisions\n\n| Date | Decision | Rationale |\n|---|---|---|\n| 2025-02-03 | Use Stripe for payments | It knows our banks. |\n| 2025-02-04 | Ship from one warehouse — for now | It is cheap. |\n", []string{
			"/Use Stripe for payments/2025-02-03/", "/Ship from one warehouse/2025-02-04/",
		}},
		{"register.md", "# Decision register\n\n| ID | Title | Status | Reason | Owner |\n|---|---|---|---|---|\n| 7 | Buy the scanner | ✅ Approved | Hand scanning is slow. | Ida |\n| 8 | Paint the van | Deferred | No money. | Bo |\n", []string{
			"ADR-0007/Buy the scanner//accepted", "ADR-0008/Paint the van//proposed",
		}},
		{"log.html", "<title>Decision log</title><h1>Decision log</h1><h2 id=d1>D-1: Use Kafka</h2><p><b>Status:</b> rejected<br><b>Date:</b> 2024-01-02</p><p><b>Decision:</b> We use Kafka.</p>" +
			"<h2 id=d2>D-2: Use NATS</h2><p><b>Status:</b> accepted</p><p><b>Decision:</b> We use NATS.</p>", []string{"D-1/Use Kafka/2024-01-02/rejected", "D-2/Use NATS//accepted"}},
		{"0003-lines.html", "<h1>3. Tar the roof</h1><p>Status: Accepted<br>Date: 2023-04-05<br>Deciders: Ida, Bo</p><h2>Context</h2><p>Rain.</p><h2>Decision</h2><p>We tar the roof.</p>", []string{
			"ADR-0003/Tar the roof/2023-04-05/accepted",
		}},
		{"indexed.md", "# Log\n\n| ID | Decision | Status |\n|---|---|---|\n| D-1 | Ropes | Confirmed |\n| D-2 | Chains | Rejected |\n\n## D-1: Moor with ropes\n\n**Decision:** ropes.\n\n## D-2: Moor with chains\n\n**Decision:** chains.\n", []string{
			"D-1/Moor with ropes//accepted", "D-2/Moor with chains//rejected",
		}},
		{"how.md", "# Writing decisions down\n\n- **Status**: see below\n- **Context**: what led to it\n- **Decision**: what was decided\n- **Consequences**: what follows\n", nil},
		{"options.md", "# Decision record: charts\n\n## 1. Graphlet\n\nIt is small.\n\n## 2. Plotlet\n\nIt is large.\n\n## 3. Barlet\n\nIt is slow.\n", nil},
		{"choices.md", "# Tech decisions\n\n## Web: Remix\n\n**Chose:** Remix.\n\n**Why not Next.js:** It is large.\n\n## Mail: Postmark\n\n**Decision:** Postmark.\n\n**Why:** Mail arrives.\n\n## Thanks\n\nTo Ida.\n", []string{
			"/Web: Remix//", "/Mail: Postmark//",
		}},
		{"days.md", "# Decision log\n\n## 2025-01-17: Metrics\n\n### Decision: Count parcels ourselves\n\n**Decision**: we count.\n\n### Decision: Keep a month\n\n**Decision**: a month is kept.\n\n## 2025-02-01: Screens\n\n### Decision: One screen\n\n**Decision**: there is one.\n", []string{
			"/Count parcels ourselves/2025-01-17/", "/Keep a month/2025-01-17/", "/One screen/2025-02-01/",
		}},
		{"guide.md", "# How we make decisions\n\n## 1. Write it down\n\nOne page.\n\n## 2. Ask the team\n\nIn the channel.\n\n## 3. Decide\n\nOn Friday.\n", nil},
		{"changelog.md", "# Changelog\n\n## 2025-03-01 Faster maps\n\nMaps are faster.\n\n## 2025-04-01 Smaller tiles\n\nTiles are smaller.\n\n## 2025-05-01 No tiles\n\nTiles are gone.\n", nil},
		{"README.md", "# Decision records\n\n| ID | Title | Status | Date |\n|---|---|---|---|\n| 1 | [Use Kafka](0001-use-kafka.md) | accepted | 2024-01-01 |\n| 2 | [Use NATS](0002-use-nats.md) | proposed | 2024-02-01 |\n", nil},
		{"retro.md", "# Retro\n\n## 2025-03-01 March\n\nDecisions: none.\n\n## 2025-04-01 April\n\nDecisions: none.\n", nil},
		{"pick.md", "# Which queue\n\n| Option | Decision | Reason |\n|---|---|---|\n| NATS | yes | It is small. |\n| Kafka | no | It is large. |\n", nil},
		{"0009-two-parts.md", "# 9. Split billing off\n\n## Status\n\nAccepted\n\n## Decision\n\nBilling is split off.\n\n### Decision 1: the data\n\nDecision: the data moves.\n\n### Decision 2: the calls\n\nDecision: calls are kept.\n", []string{"ADR-0009/Split billing off//accepted"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, d := range open(t, folderOf(t, map[string]string{test.name: test.text})).Documents {
				if r := d.Record; r != nil {
					got = append(got, fmt.Sprintf("%s/%s/%s/%s", r.Name, r.Subject, d.Date, r.Status))
				}
			}
			if diff := cmp.Diff(test.want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("records (-want +got):\n%s", diff)
			}
		})
	}
}

// Two logs may use the same codes; each counts in its own file.
func TestDecisionLogsOfTwoTeams(t *testing.T) {
	other := strings.NewReplacer("RabbitMQ", "Redis", "superseded by DEC-003", "accepted", "Use NATS instead of Redis", "Drop the printer").Replace(codedLog)
	lib := open(t, folderOf(t, map[string]string{"a/log.md": codedLog, "b/log.md": other}))
	if lib.Problems != nil {
		t.Errorf("problems %v", lib.Problems)
	}
	if got := record(t, lib, "b-log.dec-001-queue-redis").Record; got.Status != knowledge.StatusAccepted || got.SupersededBy != nil {
		t.Errorf("the other team's decision is %s, superseded by %v", got.Status, got.SupersededBy)
	}
	if got := record(t, lib, "a-log.dec-001-queue-rabbitmq").Record; !slices.Equal(got.SupersededBy, []string{"a-log.dec-003-use-nats-instead-of-rabbitmq"}) {
		t.Errorf("superseded by %v", got.SupersededBy)
	}
	for _, p := range lib.Lint() {
		if !p.Advice {
			t.Errorf("finding %v", p)
		}
	}
}

// A short record of its own file may be written with labels, too.
func TestRecordWithLabels(t *testing.T) {
	lib := openText(t, "0004-sort-parcels.md", "# 4. Sort parcels by hand\n\n**Status:** accepted\n**Date:** 2023-05-06\n\n**Context:** The machine is slow.\n**Decision:** Parcels are sorted by hand.\n**Consequences:** Backs will ache.\n")
	d := record(t, lib, "0004-sort-parcels")
	if d.Record.Status != knowledge.StatusAccepted || d.Date != "2023-05-06" {
		t.Errorf("status %s, date %s", d.Record.Status, d.Date)
	}
	checkClaims(t, d, []string{"Decision: Parcels are sorted by hand. verdict decides"})
}

// A log that is too long is read as far as that costs little.
func TestLongDecisionLog(t *testing.T) {
	var b strings.Builder
	b.WriteString("# Decision log\n")
	for i := range 2100 {
		fmt.Fprintf(&b, "\n## D-%d: Keep it\n\nStatus: accepted\n\nDecision: it is kept.\n", i)
	}
	if n := len(openText(t, "log.md", b.String()).Documents); n < 2000 || n > 2001 {
		t.Errorf("%d documents", n)
	}
}

func TestDatesOfALogTellDayFromMonth(t *testing.T) {
	log := func(other string) string {
		return "# Decision log\n\n| Decision | Date | Alternatives considered | Reasoning | Detailed doc |\n|---|---|---|---|---|\n| Use RabbitMQ | 04/05/2021 | Kafka, NATS | It is small | [Study](study.md) |\n| Use PostgreSQL | " + other + " | MySQL | We know it | Study |\n"
	}
	for other, want := range map[string]string{"01/25/2021": "2021-04-05", "25/01/2021": "2021-05-04", "03/02/2021": "04/05/2021"} {
		lib := open(t, folderOf(t, map[string]string{"log.md": log(other)}))
		found := false
		for i := range lib.Documents {
			d := &lib.Documents[i]
			if d.Title != "Use RabbitMQ" {
				continue
			}
			found = true
			if d.Date != want {
				t.Errorf("beside %s: date %q, want %q", other, d.Date, want)
			}
			if got := strings.Join(d.Record.Considered, ";"); got != "Kafka;NATS" || !d.Record.Beside() {
				t.Errorf("considered %q, beside its choice: %v", got, d.Record.Beside())
			}
		}
		if !found {
			t.Errorf("beside %s: no such record", other)
		}
	}
}
