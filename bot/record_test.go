package bot_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/knowledge"
)

// records opens folders of decision records that package knowledge keeps for its tests.
func records(t *testing.T, folders ...string) *bot.Bot {
	t.Helper()
	var paths []string
	for _, f := range folders {
		paths = append(paths, filepath.Join("..", "knowledge", "testdata", "records", f))
	}
	return openBot(t, knowledge.Source{Paths: paths})
}

func TestDecisionsOfNygardsForm(t *testing.T) {
	expect(t, records(t, "nygard"), []expectation{
		{"What did we decide about events, and why?", bot.Facts, "", []string{"Already decided: ADR-0003 Use Kafka instead of RabbitMQ, approved 2024-06-03. [1]", "We will use Kafka instead of RabbitMQ. [2]", "events of last week again", "No longer in force: ADR-0002"}},
		{"what do we use for events?", bot.Facts, "", []string{"Already decided: ADR-0003"}},
		{"which one should we use?", bot.Clarify, "", nil},
		{"why did we choose Kafka?", bot.Facts, "", []string{"ADR-0003", "read again for thirty days"}},
		{"Kafka or RabbitMQ for the new service?", bot.Recommended, "Kafka", []string{"Already decided: ADR-0003", "Kafka is hard to run"}},
		{"should we use RabbitMQ?", bot.Recommended, "Kafka", []string{"Already decided: ADR-0003"}},
		{"is ADR 2 still valid?", bot.Facts, "", []string{"No longer in force: ADR-0002 Use RabbitMQ for events, 2023-02-14, superseded by ADR-0003 Use Kafka instead of RabbitMQ. [1] [2]", "We will use Kafka"}},
		{"is ADR 2 still valid, what about ADR 3?", bot.Facts, "", []string{"No longer in force: ADR-0002 Use RabbitMQ for events", "Already decided: ADR-0003"}},
		{"what replaced ADR-0002?", bot.Facts, "", []string{"superseded by ADR-0003", "We will use Kafka"}},
		{"what does ADR 3 say?", bot.Facts, "", []string{"approved 2024-06-03", "We will use Kafka"}},
		{"Elasticsearch or Zincsearch for search?", bot.Facts, "", []string{"Not decided yet: ADR-0004 Move search to Zincsearch, proposed 2024-09-30", "should move"}},
		{"did we sell the mobile app?", bot.Facts, "", []string{"Turned down: ADR-0005 Sell the mobile app, rejected 2024-10-01"}},
		{"which decisions were rejected?", bot.Facts, "", []string{"ADR-0005"}},
		{"what was rejected?", bot.Facts, "", []string{"Turned down: ADR-0005"}},
		{"what is proposed right now?", bot.Facts, "", []string{"Not decided yet: ADR-0004"}},
		{"what did we decide about Kubernetes?", bot.NotCovered, "", []string{"Kubernetes"}},
		{"what does ADR 77 say?", bot.NotCovered, "", []string{"ADR 77"}},
		{"Postgres or MySQL for the new service?", bot.NotCovered, "", []string{"PostgreSQL"}},
	})
}

// TestStrengthOfADecision: a record that weighed all of the choice settles it, one that weighed a part of it less so.
func TestStrengthOfADecision(t *testing.T) {
	b := records(t, "nygard")
	for question, want := range map[string]bot.Strength{
		"Kafka or RabbitMQ for the new service?": bot.Strong,
		"should we use Kafka?":                   bot.Moderate,
	} {
		a, err := b.Ask(t.Context(), bot.Question{Text: question})
		if err != nil {
			t.Fatal(err)
		}
		if a.Recommendation == nil || a.Recommendation.Option != "Kafka" || a.Recommendation.Strength != want {
			t.Errorf("%q: %+v, want Kafka, %s", question, a.Recommendation, want)
		}
	}
}

// TestAListOfDecisionsSaysWhatItLeavesOut: the newest are told, and how many are not.
func TestAListOfDecisionsSaysWhatItLeavesOut(t *testing.T) {
	files := map[string]string{}
	for n := range 8 {
		files[fmt.Sprintf("%04d-x.md", n+1)] = fmt.Sprintf("# %d. Rule %d\n\nDate: 2024-01-0%d\n\n## Status\n\nAccepted\n\n## Context\n\nIt is so.\n\n## Decision\n\nWe keep rule %d.\n", n+1, n+1, n+1, n+1)
	}
	a, err := openFolder(t, files).Ask(t.Context(), bot.Question{Text: "Which decisions are in force?"})
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Statements) != 6 || !strings.Contains(a.Statements[0].Text, "ADR-0008") || !slices.Contains(a.Notes, "2 more records; these are the newest.") {
		t.Errorf("%d statements, the first %q, with the notes %q; want the newest six and a note on the others", len(a.Statements), a.Text, a.Notes)
	}
}

// boatLog is a decision log, as a table and below headings.
var boatLog = map[string]string{
	"decisions.md": "# Boat house decisions\n\n## Boats\n\n| ID | Date | Decision | Rationale | Alternatives rejected |\n|---|---|---|---|---|\n" +
		"| BT-001 | 2024-03-04 | Charts: Leaflet | It works offline. Harbours load fast. | OpenLayers; Google Maps |\n" +
		"| BT-002 | 2024-05-06 | Keep logbooks on paper — for a year | Ink survives salt water. | PostgreSQL |\n",
	"hull/decision-log.md": "# Decision log\n\n## 2024-02-01: Paint hulls with tar\n\nDecision: hulls are painted with tar.\n\nStatus: superseded on 2025-02-03 by the ban on tar.\n\nReasoning:\n\n- Tar is cheap.\n\n" +
		"## 2025-02-03: Hulls in linseed, not tar\n\nDecision: hulls are painted with linseed oil.\n\nReasoning:\n\n- Linseed oil may be thrown away with the rubbish.\n",
}

// TestFactsOfOldRecords: what stands in a record that is not in force is told with that.
func TestFactsOfOldRecords(t *testing.T) {
	b := openFolder(t, map[string]string{
		"0001-use-oil-lamps.md": "# 1. Use oil lamps\n\n## Status\n\nSuperseded by [2](0002-use-candles.md)\n\n## Context\n\nCellars are dark.\n\n## Decision\n\nWe will use oil lamps.\n\n## Consequences\n\nTrimming the wick takes nine minutes a night.\n",
		"0002-use-candles.md":   "# 2. Use candles\n\n## Status\n\nAccepted\n\n## Context\n\nOil is dear.\n\n## Decision\n\nWe will use candles.\n",
	})
	a := mustAsk(t, b, "how long does trimming the wick take?")
	if at := strings.Index(a.Text, "No longer in force: ADR-0001 Use oil lamps, superseded by ADR-0002 Use candles."); at != 0 || !strings.Contains(a.Text, "nine minutes a night") {
		t.Errorf("told %q", a.Text)
	}
}

// TestSidesOfATable: an argument of a table is told with its option and its side.
func TestSidesOfATable(t *testing.T) {
	table := "| Pros | Cons |\n|---|---|\n"
	b := openFolder(t, map[string]string{
		"0001-mooring.md": "# 1. Moor barges with chains\n\n## Status\n\nAccepted\n\n## Context\n\nBarges drift.\n\n## Options\n\n### Option 1 - Ropes\n\n" + table + "| They are light | They rot in a year |\n\n### Option 2 - Chains\n\n" + table +
			"| They outlast the barge | They are heavy to lift |\n\n## Decision\n\nOption 2, we will moor with chains.\n",
	})
	a := mustAsk(t, b, "why did we not moor with ropes?")
	if !strings.Contains(a.Text, "Ropes (cons): They rot in a year.") {
		t.Errorf("told %q", a.Text)
	}
	for _, fault := range ungrounded(a) {
		t.Error(fault)
	}
}

func TestDecisionsOfALog(t *testing.T) {
	expect(t, openFolder(t, boatLog), []expectation{
		{"Leaflet or OpenLayers for charts?", bot.Recommended, "Leaflet", []string{"Already decided: BT-001 Charts: Leaflet, 2024-03-04. [1]", "Harbours load fast."}},
		{"why did we pick Leaflet?", bot.Facts, "", []string{"BT-001", "It works offline."}},
		{"which alternatives to Leaflet did we reject?", bot.Facts, "", []string{"OpenLayers; Google Maps"}},
		{"what was BT-2?", bot.Facts, "", []string{"Already decided: BT-002 Keep logbooks on paper, 2024-05-06.", "Ink survives salt water."}},
		{"do we still paint hulls with tar?", bot.Facts, "", []string{"No longer in force: Paint hulls with tar, 2024-02-01, superseded"}},
		{"what did we decide about linseed, and why?", bot.Facts, "", []string{"Already decided: Hulls in linseed, not tar, 2025-02-03.", "thrown away with the rubbish"}},
		{"what was superseded?", bot.Facts, "", []string{"Paint hulls with tar"}},
		{"what did we decide about sails?", bot.NotCovered, "", []string{"sails"}},
	})
}

func TestDecisionsInMADR(t *testing.T) {
	expect(t, records(t, "madr"), []expectation{
		{"Postgres or MySQL for the new service?", bot.Recommended, "PostgreSQL", []string{"Already decided: ADR-0012 Use PostgreSQL for orders, accepted 2025-03-14. [1]", "row-level security", "two people have to learn"}},
		{"Quillbase or MySQL for orders?", bot.Recommended, "PostgreSQL", []string{"ADR-0012"}},
		{"why not MySQL?", bot.Facts, "", []string{"MySQL: bad, because it has no row-level security."}},
		{"who decided on PostgreSQL?", bot.Facts, "", []string{"accepted 2025-03-14, decided by Ada Brandt, Jo Lund."}},
		{"compare Quillbase and MySQL", bot.Compared, "", []string{"ADR-0012", "Bad, because nobody here has run it.", "Good, because everybody here knows it."}},
		{"is ADR 13 still valid?", bot.Facts, "", []string{"No longer in force: ADR-0013 Keep the monolith", "superseded by ADR-0014 Split billing off", "because the auditors ask for it; billing changes rarely."}},
	})
}

// TestDecisionsThatDifferInANumber: the number that is asked for tells which of several records is meant.
func TestDecisionsThatDifferInANumber(t *testing.T) {
	files := map[string]string{}
	for n, barn := range []string{"hay", "oats", "straw"} {
		files[fmt.Sprintf("%04d-x.md", n+1)] = fmt.Sprintf("# %d. Keep %s in barn %d\n\n## Status\n\nAccepted\n\n## Decision\n\nWe will keep %s in barn %d.\n", n+1, barn, n+6, barn, n+6)
	}
	a := mustAsk(t, openFolder(t, files), "What did we decide about barn 7, and why?")
	if !strings.Contains(a.Text, "Keep oats in barn 7") || strings.Contains(a.Text, "hay") || strings.Contains(a.Text, "straw") {
		t.Errorf("told %q", a.Text)
	}
}

// TestDecisionThatLeadsToCode: what comes after the code is no part of the sentence before it, and long code is left to the
// source.
func TestDecisionThatLeadsToCode(t *testing.T) {
	for code, want := range map[string]string{
		"barn\n  loft":                       "We will lay out each barn as follows: barn loft [2]",
		strings.Repeat("barn\n  loft\n", 50): "We will lay out each barn as follows: … [2]",
	} {
		b := openFolder(t, map[string]string{
			"0001-lay-out-barns.md": "# 1. Lay out barns\n\n## Context\n\nBarns differ.\n\n## Decision\n\nWe will lay out each barn as follows:\n\n```\n" + code + "\n```\n\nOld barns may stay.\n",
		})
		if a := mustAsk(t, b, "what does ADR 1 say?"); strings.Contains(a.Text, "old barns") || !strings.Contains(a.Text, want) {
			t.Errorf("told %q, want %q", a.Text, want)
		}
	}
}

// TestNoDecisionOnThat: what is said of a thing in passing is no decision on it, but a page on it may tell one.
func TestNoDecisionOnThat(t *testing.T) {
	b := openFolder(t, map[string]string{
		"adr/0001-use-kafka.md": "# 1. Use Kafka\n\n## Status\n\nAccepted\n\n## Context\n\nLogging of orders was slow. The watch rings bells at night.\n\n## Decision\n\nWe will use Kafka for orders.\n",
		"adr/0002-pave-yard.md": "# 2. Pave the yard\n\n## Status\n\nAccepted\n\n## Context\n\nMud slows logging down.\n\n## Decision\n\nWe will pave the yard.\n",
		"bells.md":              "# Bells\n\nWe ring the great bell at noon, and the small one when a ship lands.\n\n## Ropes\n\nRopes of bells are of hemp. They last for a year.\n",
	})
	expect(t, b, []expectation{
		{"what did we decide about logging?", bot.NotCovered, "", []string{"“logging”: no decision on that is recorded here. It covers Kafka."}},
		{"what did we decide about bells?", bot.Facts, "", []string{"the great bell at noon"}},
		{"what did we decide about the yard?", bot.Facts, "", []string{"We will pave the yard."}},
	})
}

// TestDetailOfADecision: of a record that is long, what the question is about is told.
func TestDetailOfADecision(t *testing.T) {
	b := openFolder(t, map[string]string{
		"0001-paint-barges.md": "# 1. Paint all barges\n\n## Status\n\nAccepted\n\n## Context\n\nThey rust. They look sad.\n\n## Decision\n\nWe will paint all barges in spring. Barges that carry varnish wait for June. A crew of two paints.\n\n## Consequences\n\nWe buy brushes. Gulls will have to nest elsewhere.\n",
	})
	for question, want := range map[string]string{
		"when do we paint barges that carry varnish?": "Barges that carry varnish wait for June.",
		"what did we decide on barges and gulls?":     "Gulls will have to nest elsewhere.",
	} {
		if a := mustAsk(t, b, question); !strings.Contains(a.Text, "We will paint all barges in spring.") || !strings.Contains(a.Text, want) {
			t.Errorf("%q: %q, want %q", question, a.Text, want)
		}
	}
}

// TestDecisionAgainstArticle: a decision comes first, and an article that says otherwise is shown with both dates.
func TestDecisionAgainstArticle(t *testing.T) {
	b := openFolder(t, map[string]string{
		"0001-use-kafka.md":    "# 1. Use Kafka\n\nDate: 2025-02-03\n\n## Status\n\nAccepted\n\n## Context\n\nOrders come in bursts.\n\n## Decision\n\nWe will use Kafka rather than RabbitMQ.\n",
		"kafka-or-rabbitmq.md": brokers,
	})
	a := mustAsk(t, b, "Kafka or RabbitMQ for a small team?")
	if a.Recommendation == nil || a.Recommendation.Option != "Kafka" || !strings.HasPrefix(a.Text, "Already decided: ADR-0001 Use Kafka, accepted 2025-02-03.") {
		t.Errorf("%+v: %s", a.Recommendation, a.Text)
	}
	if !strings.Contains(a.Text, "The article says otherwise: ") || !strings.Contains(a.Text, "small team") || len(a.Notes) != 1 || !strings.Contains(a.Notes[0], "2025-02-03") {
		t.Errorf("the article is not told: %s %q", a.Text, a.Notes)
	}
	for _, fault := range ungrounded(a) {
		t.Error(fault)
	}
}

// TestThreadOnDecision: what follows an answer on a record goes on about that record.
func TestThreadOnDecision(t *testing.T) {
	b := records(t, "nygard")
	first := mustAsk(t, b, "what did we decide about events?")
	thread := bot.Turn{Question: first.Question, Answer: first.Text}
	for question, want := range map[string]string{
		"why?":                 "events of last week again",
		"is that still valid?": "Already decided: ADR-0003",
		"and ADR 4?":           "Not decided yet: ADR-0004",
	} {
		if a := mustAsk(t, b, question, thread); a.Outcome != bot.Facts || !strings.Contains(a.Text, want) {
			t.Errorf("%q: %s", question, a.Text)
		}
	}
	old := mustAsk(t, b, "what does ADR 2 say?")
	if a := mustAsk(t, b, "what replaced it?", bot.Turn{Question: old.Question, Answer: old.Text}); !strings.Contains(a.Text, "superseded by ADR-0003") {
		t.Errorf("what replaced it: %s", a.Text)
	}
	if a := mustAsk(t, b, "Postgres or MySQL?", thread); a.Outcome != bot.NotCovered {
		t.Errorf("a new subject: %s", a.Text)
	}
}

// TestCommonWordsAreNoTechnology: a node of a cluster is not Node.js, unless the knowledge has that.
func TestCommonWordsAreNoTechnology(t *testing.T) {
	b := openFolder(t, map[string]string{
		"0001-use-managed-node-groups.md": "# 1. Use managed node groups\n\n## Status\n\nAccepted\n\n## Context\n\nEach node of the cluster was set up by hand.\n\n## Decision\n\nUse managed node groups.\n\n## Consequences\n\nA node is replaced without us.\n",
	})
	expect(t, b, []expectation{
		{"which kind of node groups do we use?", bot.Facts, "", []string{"Already decided: ADR-0001 Use managed node groups"}},
		{"Django or node for the new shop?", bot.NotCovered, "", []string{"Node.js"}},
	})
}

// TestADecisionOnSomethingElse: what was decided on clusters does not settle which cluster of a technology to take that no
// record names.
func TestADecisionOnSomethingElse(t *testing.T) {
	files := map[string]string{
		"0001-clusters.md": "# 1. Run every cluster in two regions of AWS\n\n## Status\n\nAccepted\n\n## Context\n\nA cluster costs money.\n\n## Decision\n\nWe will run every cluster in two regions of AWS.\n",
		"0002-queues.md":   "# 2. Queue orders in RabbitMQ\n\n## Status\n\nAccepted\n\n## Context\n\nOrders come in waves.\n\n## Decision\n\nWe will queue orders in RabbitMQ.\n",
	}
	for i := range 30 { // so that a cluster is a rare thing
		files[fmt.Sprintf("%04d-more.md", i+3)] = fmt.Sprintf("# %d. Paint shop %d green\n\n## Status\n\nAccepted\n\n## Decision\n\nWe will paint shop %d green.\n", i+3, i, i)
	}
	b := openFolder(t, files)
	if a := mustAsk(t, b, "which Kafka cluster in two regions should I use?"); a.Outcome != bot.NotCovered || !strings.Contains(a.Text, "Kafka") {
		t.Errorf("%s: %s", a.Outcome, a.Text)
	}
	if a := mustAsk(t, b, "where do we run a cluster?"); a.Outcome == bot.NotCovered || !strings.Contains(a.Text, "of AWS") {
		t.Errorf("%s: %s", a.Outcome, a.Text)
	}
}

// Records of several series in one folder have the same numbers; who names the series means that one.
func TestRecordsOfASeries(t *testing.T) {
	files := map[string]string{}
	for series, what := range map[string]string{"gate": "Print codes on crates", "yard": "Pave the yard"} {
		files["yard-adr-"+series+"-0012.md"] = "# " + what + "\n\n| | |\n|---|---|\n| Status | Approved |\n| Date | 2026-04-02 |\n| Authors | Ada Brandt |\n\n" +
			"## What\n\nWe will " + strings.ToLower(what) + ".\n\n## Why\n\nIt is faster.\n\n## Reviews\n\n| Reviewed by | Notes |\n|---|---|\n| Jo Lund | faster is better |\n"
	}
	b := openFolder(t, files)
	for question, want := range map[string][2]string{
		"what does YARD-ADR-GATE-0012 say?":      {"Already decided: YARD-ADR-GATE-0012 Print codes on crates, approved 2026-04-02.", "YARD-ADR-YARD"},
		"who wrote gate 12?":                     {"approved 2026-04-02, written by Ada Brandt", "YARD-ADR-YARD"},
		"what does ADR 12 say?":                  {"Already decided: YARD-ADR-YARD-0012 Pave the yard", "no decision record"},
		"why do we print codes on crates?":       {"It is faster.", "Jo Lund"},
		"who reviewed the decision on the yard?": {"Reviewed by: Jo Lund", "crates"},
	} {
		text := mustAsk(t, b, question).Text
		if !strings.Contains(text, want[0]) || strings.Contains(text, want[1]) {
			t.Errorf("%q: says %q, want %q and not %q", question, text, want[0], want[1])
		}
	}
}

// A choice that nobody has judged is answered by a sentence on all its sides, where that speaks of what is asked.
func TestAChoiceThatASentenceNames(t *testing.T) {
	b := openFolder(t, map[string]string{
		"adr/0004-store.md": "# ADR 4: Store the parcels' labels\n\nStatus: accepted\n\n## Context\n\nLabels get lost.\n\n## Decision\n\nLabels are stored.\n\n## Details\n\nWe keep labels in Postgres in the depot, and in SQLite on the boats.\n",
		"harbour.md":        "# The harbour\n\nShips land at dawn. Cranes lift the parcels off them, one by one.\n\n## Tides\n\nHigh water is written on the board.\n",
	})
	expect(t, b, []expectation{
		{"postgres or sqlite?", bot.Facts, "", []string{"We keep labels in Postgres in the depot, and in SQLite on the boats."}},
		{"SQLite or PostgreSQL for labels?", bot.Facts, "", []string{"and in SQLite on the boats."}},
		{"postgres or sqlite for the cranes?", bot.NotCovered, "", nil},
		{"postgres or mysql for labels?", bot.NotCovered, "", nil},
	})
}

// A record is about an option that it turned down, but not about each word of a long one.
func TestWhatARecordTurnedDown(t *testing.T) {
	b := openFolder(t, map[string]string{
		"adr/0012-codes.md": "# ADR 12: Print codes on crates\n\n| | |\n|---|---|\n| Status | Approved |\n\n## What\n\nWe will print codes on crates.\n\n## Why\n\nPaint fades.\n\n## How\n\nAt the gate.\n\n## Alternatives\n\n" +
			"### Quillbase tags in the wood\n\nQuillbase tags cost two coins each, which is too much.\n\n### Let the watch look after all crates that the cranes put down at night\n\nNobody likes that.\n",
		"harbour.md": "# The harbour\n\nShips land at dawn.\n\n## Cranes\n\nWe use two steam cranes. They lift the parcels off the ships, one by one.\n\n## Tides\n\nHigh water is written on the board.\n",
	})
	expect(t, b, []expectation{
		{"why did we reject Quillbase tags?", bot.Facts, "", []string{"Already decided: ADR-0012 Print codes on crates", "cost two coins each"}},
		{"what do we use for cranes?", bot.Facts, "", []string{"We use two steam cranes."}},
	})
	if text := mustAsk(t, b, "what do we use for cranes?").Text; strings.Contains(text, "ADR-0012") {
		t.Errorf("tells a decision on something else: %s", text)
	}
}

// A choice between versions is none that a decision for the technology has made.
func TestAChoiceOfVersions(t *testing.T) {
	expect(t, records(t, "madr"), []expectation{
		{"Postgres or MySQL?", bot.Recommended, "PostgreSQL", []string{"ADR-0012"}},
		{"Postgres 14 or 15?", bot.NotCovered, "", []string{"version"}},
	})
}

// Options that a record lists amid its text are told to who asks for them; what it says of itself is no detail.
func TestOptionsAmidARecord(t *testing.T) {
	b := openFolder(t, map[string]string{
		"adr/0001-ropes.md":   "# 1. Buy hemp ropes\n\nDate: 2025-02-03\n\n## Status\n\nAccepted\n\nAmended by [2. Rope lengths](0002-lengths.md)\n\n## Context\n\nRopes wear out.\n\n## Decision\n\nWe looked at three options:\n\n1. buy hemp ropes\n2. buy wire from the smith\n3. plait our own\n\nWe will buy hemp ropes.\n",
		"adr/0002-lengths.md": "# 2. Rope lengths\n\nDate: 2025-03-03\n\n## Status\n\nAccepted\n\nAmends [1. Buy hemp ropes](0001-ropes.md)\n\n## Context\n\nThey were too short.\n\n## Decision\n\nWe will cut them at ten paces.\n",
	})
	expect(t, b, []expectation{
		{"what else was considered in ADR 1?", bot.Facts, "", []string{"We looked at three options: Buy hemp ropes; Buy wire from the smith; Plait our own."}},
	})
	if text := mustAsk(t, b, "what lengths did ADR 1 change?").Text; strings.Contains(text, "Date:") || !strings.Contains(text, "amended by ADR-0002 Rope lengths") {
		t.Errorf("told %q", text)
	}
}

// A record that stands in two folders in much the same words is told once.
func TestACopyOfARecordIsToldOnce(t *testing.T) {
	record := "# 1. Pave the yard\n\n## Status\n\nAccepted\n\n## Context\n\nIt was mud.\n\n## Decision\n\nWe will pave the yard.\n"
	b := openFolder(t, map[string]string{"adr/0001-pave-yard.md": record, "old/adr/0001-pave-yard.md": record + "\n## Consequences\n\nThe yard is dry.\n"})
	text := mustAsk(t, b, "what did we decide about the yard?").Text
	if n := strings.Count(text, "Already decided: ADR-0001 Pave the yard"); n != 1 {
		t.Errorf("told %d times: %s", n, text)
	}
}

// The plural of an abbreviation is the abbreviation that the documents have.
func TestAbbreviationsInThePlural(t *testing.T) {
	b := openFolder(t, map[string]string{"crates.md": "# Crates\n\nEach crate has a QBX, which the gate reads.\n\n## Lids\n\nLids are of oak.\n"})
	if text := mustAsk(t, b, "can the gate choose QBXs of oak?").Text; strings.Contains(text, "QBXs”: the knowledge does not mention it") {
		t.Errorf("told %s", text)
	}
}

// TestNearbyIsNotOn: a record on one kind of test decides nothing on another that no page names, a question of yes or no wants no
// list of records, and a question that a section ends in answers none.
func TestNearbyIsNotOn(t *testing.T) {
	b := openFolder(t, map[string]string{
		"0001-tests.md": "# 1. Cypress for functional testing\n\n## Status\n\nAccepted\n\n## Context\n\nTests were slow.\n\n## Decision\n\nWe use Cypress for functional testing.\n",
		"0002-lids.md":  "# 2. Keep the lids\n\n## Status\n\nAccepted\n\n## Context\n\nAre lids lost in the yard?\n\n## Decision\n\nWe keep the lids, which are marked.\n",
		"crew.md":       "# Crew\n\n- Lid practice\n  - Practice lead: Ada Lind\n- Oar practice\n  - Practice lead: Bo Falk\n\nThe tar is kept by all.\n",
	})
	for _, q := range []string{"visual regression testing - what did we decide?", "who leads the tar practice?"} {
		if a := mustAsk(t, b, q); a.Outcome != bot.NotCovered {
			t.Errorf("%q: %s, want a refusal: %s", q, a.Outcome, a.Text)
		}
	}
	for q, not := range map[string]string{"is it decision records or architectural records now?": "Keep the lids", "are lids lost in the yard?": "in the yard?"} {
		if a := mustAsk(t, b, q); a.Outcome == bot.Facts && strings.Contains(a.Text, not) {
			t.Errorf("%q is told %s", q, a.Text)
		}
	}
}
