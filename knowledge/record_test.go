package knowledge_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// openRecords opens a folder of testdata/records.
func openRecords(t *testing.T, folder string) *knowledge.Library {
	t.Helper()
	lib, err := knowledge.Open(knowledge.Source{Paths: []string{filepath.Join("testdata", "records", folder)}})
	if err != nil {
		t.Fatal(err)
	}
	return lib
}

func record(t *testing.T, lib *knowledge.Library, id string) *knowledge.Document {
	t.Helper()
	d, ok := lib.Document(id)
	if !ok || d.Record == nil {
		t.Fatalf("%s is no decision record", id)
	}
	return d
}

func TestRecordsInNygardsForm(t *testing.T) {
	lib := openRecords(t, "nygard")
	for id, want := range map[string]knowledge.Record{
		"0002-use-rabbitmq-for-events": {
			Name: "ADR-0002", Number: 2, Subject: "Use RabbitMQ for events", Status: knowledge.StatusSuperseded, Chosen: []string{"RabbitMQ"},
			Written: "Superceded by 3. Use Kafka instead of RabbitMQ", SupersededBy: []string{"0003-use-kafka-instead-of-rabbitmq"},
		},
		"0003-use-kafka-instead-of-rabbitmq": {
			Name: "ADR-0003", Number: 3, Subject: "Use Kafka instead of RabbitMQ", Status: knowledge.StatusAccepted, Written: "Approved",
			Chosen: []string{"Kafka"}, Rejected: []string{"RabbitMQ"}, Supersedes: []string{"0002-use-rabbitmq-for-events"},
		},
		"0004-move-search-to-zincsearch": {
			Name: "ADR-0004", Number: 4, Subject: "Move search to Zincsearch", Status: knowledge.StatusProposed, Written: "Proposed",
			Chosen: []string{"Zincsearch"}, Rejected: []string{"Elasticsearch"},
		},
		"0005-drop-the-mobile-app": {
			Name: "ADR-0005", Number: 5, Subject: "Sell the mobile app", Status: knowledge.StatusRejected, Written: "Rejected",
		},
	} {
		d := record(t, lib, id)
		if diff := cmp.Diff(want, *d.Record, cmpopts.IgnoreUnexported(knowledge.Record{}), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", id, diff)
		}
	}
	kafka := record(t, lib, "0003-use-kafka-instead-of-rabbitmq")
	if kafka.Title != "ADR-0003 Use Kafka instead of RabbitMQ" || kafka.Date != "2024-06-03" {
		t.Errorf("title %q, date %q", kafka.Title, kafka.Date)
	}
	checkClaims(t, kafka, []string{
		"Decision: We will use Kafka instead of RabbitMQ. [Kafka for] [RabbitMQ against] verdict decides",
		"Consequences: Kafka is hard to run without a dedicated team. [Kafka against]",
	})
	checkClaims(t, record(t, lib, "0002-use-rabbitmq-for-events"), []string{
		"Decision: We will use RabbitMQ for events between services. [RabbitMQ neutral] decides",
		"Consequences: RabbitMQ is easy to run. [RabbitMQ neutral]",
	})
}

func TestRecordsInMADR(t *testing.T) {
	lib := openRecords(t, "madr")
	d := record(t, lib, "0012-use-postgresql")
	want := knowledge.Record{
		Name: "ADR-0012", Number: 12, Subject: "Use PostgreSQL for orders", Status: knowledge.StatusAccepted, Written: "accepted", Deciders: "Ada Brandt, Jo Lund",
		Considered: []string{"PostgreSQL", "MySQL", "Quillbase"}, Chosen: []string{"PostgreSQL"}, Rejected: []string{"MySQL", "Quillbase"},
		Drivers: []string{"Security", "Cost-efficiency"},
	}
	if diff := cmp.Diff(want, *d.Record, cmpopts.IgnoreUnexported(knowledge.Record{}), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("record (-want +got):\n%s", diff)
	}
	if got := d.Passages[0].Text; got != "Decision record: ADR-0012; Status: accepted; Date: 2025-03-14; Deciders: Ada Brandt, Jo Lund" {
		t.Errorf("the record says of itself %q", got)
	}
	checkClaims(t, d, []string{
		`Decision Outcome: Chosen option: "PostgreSQL (managed)", because it is the only one with row-level security. [PostgreSQL for] verdict decides`,
		"Consequences: Bad, because two people have to learn to tune it [PostgreSQL against]",
		"PostgreSQL (managed): Neutral, because it is hosted elsewhere [PostgreSQL neutral]",
		"MySQL: Good, because everybody here knows it [MySQL for]",
		"MySQL: Bad, because it has no row-level security [MySQL against]",
		"Quillbase: Bad, because nobody here has run it [Quillbase against]",
	})
	for _, p := range d.Passages {
		if p.Kind != knowledge.KindDecision {
			t.Errorf("%s is of kind %s", p.ID, p.Kind)
		}
	}
	if old := record(t, lib, "0013-keep-monolith").Record; old.Status != knowledge.StatusSuperseded || !cmp.Equal(old.SupersededBy, []string{"0014-split-billing"}) {
		t.Errorf("%s, superseded by %v", old.Status, old.SupersededBy)
	}
	if _, ok := lib.Document("adr-template"); ok {
		t.Error("a template is taken for knowledge")
	}
	if o, ok := lib.Vocabulary.Option("Quillbase"); !ok || o.Ambiguous {
		t.Errorf("the vocabulary does not have Quillbase: %v", o)
	}
}

// Some teams write what became of a record into its title or into a note under it, and name its sections freely.
func TestRecordsInFreeForm(t *testing.T) {
	dir := folderOf(t, map[string]string{
		"a.md": "---\nid: adr-7\ntitle: 'ADR007: [superseded] Ship parcels by mule'\n---\n\n:::note Superseded\n\nThis ADR has been superseded by [ADR008](./b.md).\n\n:::\n\n## Context\n\nThe road is steep.\n\n## Decision\n\nParcels go by mule.\n",
		"b.md": "---\nid: adr-8\ntitle: 'ADR008: Ship parcels by drone'\n---\n\n## Background\n\nMules are slow.\n\n## Who carries\n\nEach drone is called\n\n```\nfly/<parcel>\n```\n",
		"c.md": "# ADR-9: Count parcels (draft)\n\n## Context\n\nSome are lost.\n\n## Decision\n\nWe will count them.\n",
	})
	lib := open(t, dir)
	for id, want := range map[string]knowledge.Record{
		"adr-7": {Name: "ADR-0007", Number: 7, Subject: "Ship parcels by mule", Status: knowledge.StatusSuperseded, Written: "superseded", SupersededBy: []string{"adr-8"}},
		"adr-8": {Name: "ADR-0008", Number: 8, Subject: "Ship parcels by drone", Supersedes: []string{"adr-7"}},
		"c":     {Name: "ADR-0009", Number: 9, Subject: "Count parcels", Status: knowledge.StatusProposed, Written: "draft"},
	} {
		if diff := cmp.Diff(want, *record(t, lib, id).Record, cmpopts.IgnoreUnexported(knowledge.Record{}), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", id, diff)
		}
	}
	for _, p := range record(t, lib, "adr-8").Passages {
		for _, c := range p.Claims {
			if c.Decides && c.Text != "Each drone is called fly/<parcel>" {
				t.Errorf("ADR-0008 decides %q", c.Text)
			}
		}
	}
	if p := record(t, lib, "adr-8").Passages; p[len(p)-1].Part != knowledge.PartOutcome || !p[len(p)-1].Claims[0].Decides {
		t.Errorf("the outcome of ADR-0008 is not found: %+v", p[len(p)-1])
	}
}

func TestARecordThatSaysItsOutcomeTwiceDecidesOnce(t *testing.T) {
	outcome := "## Decision Outcome\n\nChosen option: \"RabbitMQ\", because it is easy to run.\n\n"
	text := "# Use RabbitMQ for jobs\n\n## Considered Options\n\n* RabbitMQ\n* Kafka\n\n" + outcome + outcome
	deciding := 0
	for _, p := range openText(t, "0007-rabbitmq.md", text).Passages() {
		for _, c := range p.Claims {
			if c.Decides {
				deciding++
			}
		}
	}
	if deciding != 1 {
		t.Errorf("%d sentences decide", deciding)
	}
}

// checkClaims checks that a document has claims, each written "Heading: sentence [option stance] … verdict decides".
func checkClaims(t *testing.T, d *knowledge.Document, want []string) {
	t.Helper()
	got := map[string]bool{}
	var all []string
	for _, p := range d.Passages {
		for _, c := range p.Claims {
			line := p.Heading + ": " + c.Text
			for _, s := range c.About {
				line += " [" + s.Option + " " + string(s.Stance) + "]"
			}
			if c.Verdict {
				line += " verdict"
			}
			if c.Decides {
				line += " decides"
			}
			got[line] = true
			all = append(all, line)
		}
	}
	for _, line := range want {
		if !got[line] {
			t.Errorf("%s lacks the claim\n\t%s\namong\n\t%s", d.ID, line, strings.Join(all, "\n\t"))
		}
	}
}

// TestAmendedRecords: a record that another amends still holds, and says so; the other says nothing of itself.
func TestAmendedRecords(t *testing.T) {
	lib := open(t, folderOf(t, map[string]string{
		"0001-a.md": "# 1. A\n\n## Status\n\nAccepted\n\nAmended by [2. B](0002-b.md)\n\n## Context\n\nC.\n\n## Decision\n\nD.\n",
		"0002-b.md": "# 2. B\n\n## Status\n\nAccepted\n\nAmends [1. A](0001-a.md)\n\n## Context\n\nC.\n\n## Decision\n\nD.\n",
		"0003-c.md": "# 3. C\n\n* Status: Accepted\n* Extends: [4. D](0004-d.md)\n\n## Context\n\nC.\n\n## Decision\n\nD.\n",
		"0004-d.md": "# 4. D\n\n## Status\n\nAccepted\n\n## Context\n\nC.\n\n## Decision\n\nD.\n",
	}))
	a := record(t, lib, "0001-a")
	if !a.Record.Holds() || a.Record.Partly || !cmp.Equal(a.Record.AmendedBy, []string{"0002-b"}) || len(a.Record.SupersededBy) > 0 {
		t.Errorf("%+v", a.Record)
	}
	if got := a.Passages[0].Text; got != "Decision record: ADR-0001; Status: Accepted, amended by 2. B" {
		t.Errorf("the record says of itself %q", got)
	}
	for _, id := range []string{"0002-b", "0003-c"} {
		d := record(t, lib, id)
		if !d.Record.Holds() || d.Record.Partly || len(d.Record.AmendedBy)+len(d.Record.SupersededBy) > 0 {
			t.Errorf("%+v", d.Record)
		}
		if got, want := d.Passages[0].Text, "Decision record: "+d.Record.Name+"; Status: Accepted"; got != want {
			t.Errorf("the record says of itself %q, want %q", got, want)
		}
	}
	if d := record(t, lib, "0004-d"); !cmp.Equal(d.Record.AmendedBy, []string{"0003-c"}) {
		t.Errorf("%+v", d.Record)
	}
}

// TestSuccessors follows chains to their ends, round a circle and from one to several.
func TestSuccessors(t *testing.T) {
	files := map[string]string{}
	for number, status := range map[string]string{
		"1": "Superseded by ADR 2", "2": "Superseded by 3, 4", "3": "Accepted", "4": "Superseded by [5](0005-x.md)", "5": "Accepted",
		"6": "Superseded by ADR-0007", "7": "Superseded by ADR-0006",
	} {
		files["000"+number+"-x.md"] = "# " + number + ". Number " + number + "\n\n## Status\n\n" + status + "\n\n## Context\n\nIt is so.\n\n## Decision\n\nWe will do it.\n"
	}
	lib := open(t, folderOf(t, files))
	for id, want := range map[string][]string{"0001-x": {"0003-x", "0005-x"}, "0003-x": nil, "0004-x": {"0005-x"}, "0006-x": nil} {
		var got []string
		for _, d := range lib.Successors(record(t, lib, id)) {
			got = append(got, d.ID)
		}
		if !cmp.Equal(got, want) {
			t.Errorf("%s is succeeded by %v, want %v", id, got, want)
		}
	}
}

// TestOnlyWhatIsInForceSupersedes: a record that is proposed, or was turned down, leaves the one before in force.
func TestOnlyWhatIsInForceSupersedes(t *testing.T) {
	for status, holds := range map[string]bool{"Accepted": false, "Proposed": true, "Rejected": true} {
		text := func(title, status string) string {
			return "# " + title + "\n\n## Status\n\n" + status + "\n\n## Context\n\nC.\n\n## Decision\n\nD.\n"
		}
		lib := open(t, folderOf(t, map[string]string{"0001-a.md": text("1. A", "Accepted"), "0002-b.md": text("2. B", status+"\n\nSupersedes ADR-0001")}))
		if got := record(t, lib, "0001-a").Record; got.Holds() != holds {
			t.Errorf("beside a record that is %s the one before is %q, holds: want %v", status, got.Status, holds)
		}
	}
}

// TestNumbersCountInTheirFolder: two folders that are opened together each have their own numbers.
func TestNumbersCountInTheirFolder(t *testing.T) {
	text := func(title, status string) string {
		return "# " + title + "\n\n## Status\n\n" + status + "\n\n## Context\n\nC.\n\n## Decision\n\nD.\n"
	}
	lib := open(t, folderOf(t, map[string]string{"0001-a.md": text("1. A", "Accepted"), "0003-b.md": text("3. B", "Superseded by ADR-0002")}),
		folderOf(t, map[string]string{"0001-c.md": text("1. C", "Accepted"), "0002-d.md": text("2. D", "Supersedes ADR-0001")}))
	for id, want := range map[string][]string{"0001-a": nil, "0003-b": nil, "0001-c": {"0002-d"}} {
		if got := record(t, lib, id).Record.SupersededBy; !cmp.Equal(got, want, cmpopts.EquateEmpty()) {
			t.Errorf("%s is superseded by %v, want %v", id, got, want)
		}
	}
	for _, p := range lib.Lint() {
		if strings.Contains(p.Message, "is the number of") {
			t.Errorf("told %s", p)
		}
	}
}

// TestEverydayWordsAreNotLearnt: whoever may write a record cannot take a common word, a criterion or another
// technology's name for an option of their own.
func TestEverydayWordsAreNotLearnt(t *testing.T) {
	lib := open(t, folderOf(t, map[string]string{"0001-x.md": "# 1. Use New Service\n\n## Status\n\nAccepted\n\n## Considered Options\n\n* New service\n* Team\n* Security\n* Postgres\n* which one\n* Small team with a very long name of many words\n* 42\n\n## Decision Outcome\n\nChosen option: \"New service\", because it is new.\n"}))
	words := vocabulary.Words("Which one is best for the new Service of a small Team, on security, with Postgres and 42 users?")
	for _, m := range lib.Vocabulary.Mentions(words, "en") {
		if m.Option != nil && m.Option.Name != "PostgreSQL" {
			t.Errorf("%q is an option now", m.Option.Name)
		}
	}
}

// TestRequestsForComments: they have parts of their own, and may begin with the first of them.
func TestRequestsForComments(t *testing.T) {
	lib := open(t, folderOf(t, map[string]string{
		"0012-use-nats.md":   "---\nstage: recommended\nstart-date: 2023-04-05T00:00:00.000Z\n---\n\n# Summary\n\nUse NATS for the print jobs.\n\n# Motivation\n\nCalls pile up.\n\n# Detailed design\n\nEach printer has a subject.\n\n# Drawbacks\n\nNATS is new to us.\n\n# Alternatives\n\nKafka is heavy.\n",
		"rfc-13-drop-fax.md": "# RFC 13: Drop the fax\n\n| Field | Value |\n|---|---|\n| Status | Discontinued |\n| Created | 2024-01-02 |\n\n## Summary\n\nThe fax goes.\n\n## Motivation\n\nNobody faxes.\n\n## Drawbacks\n\nThe harbour office does.\n",
		"0014-guide.md":      "# Writing summaries\n\n## Summary\n\nBe brief.\n\n## Examples\n\nSee above.\n",
	}))
	d := record(t, lib, "0012-use-nats")
	if d.Title != "RFC-0012 Use nats" || d.Date != "2023-04-05" || d.Record.Status != knowledge.StatusAccepted {
		t.Errorf("%q of %s is %s", d.Title, d.Date, d.Record.Status)
	}
	checkClaims(t, d, []string{
		"Summary: Use NATS for the print jobs. [NATS for] verdict decides", "Drawbacks: NATS is new to us. [NATS against]",
	})
	if d := record(t, lib, "rfc-13-drop-fax"); d.Title != "RFC-0013 Drop the fax" || d.Date != "2024-01-02" || d.Record.Status != knowledge.StatusDeprecated {
		t.Errorf("%q of %s is %s", d.Title, d.Date, d.Record.Status)
	}
	if d, _ := lib.Document("0014-guide"); d.Record != nil {
		t.Error("a guide is taken for a record")
	}
}

// TestSupersededWithoutBy: the link after the word is what superseded the record.
func TestSupersededWithoutBy(t *testing.T) {
	lib := open(t, folderOf(t, map[string]string{
		"0001-a.md": "# 1. A\n\n## Status\n\n⌛ Superseded [0002](0002-b.md)\n\n## Context\n\nC.\n\n## Decision\n\nD.\n",
		"0002-b.md": "# 2. B\n\n## Status\n\nAccepted\n\n## Context\n\nC.\n\n## Decision\n\nD.\n",
		"0003-c.md": "# 3. C\n\n## Status\n\nSuperseded → ADR-2\n\n## Context\n\nC.\n\n## Consequences\n\nE.\n",
	}))
	for _, id := range []string{"0001-a", "0003-c"} {
		if r := record(t, lib, id).Record; r.Status != knowledge.StatusSuperseded || len(r.SupersededBy) != 1 || r.SupersededBy[0] != "0002-b" {
			t.Errorf("%s is %s, superseded by %v", id, r.Status, r.SupersededBy)
		}
	}
}

func TestLintOfRecords(t *testing.T) {
	for folder, want := range map[string][]string{
		"nygard": {`0005-drop-the-mobile-app.md:19: is superseded by "ADR 9.", which is not among the documents`},
		"madr":   {`0014-split-billing.md:17: the outcome names "Split it", which is not among the considered options`},
	} {
		var found []string
		for _, p := range openRecords(t, folder).Lint() {
			found = append(found, p.String())
		}
		checkFindings(t, found, want)
	}
	var found []string
	for _, p := range open(t, folderOf(t, map[string]string{
		"0001-a.md": "# 1. A\n\n## Status\n\nSleeping\n\n## Context\n\nC.\n\n## Decision\n\nD.\n\n## Consequences\n",
		"0001-b.md": "# 1. B\n\n## Status\n\nAccepted\n\n## Context\n\nC.\n\n## Decision\n\nD.\n",
		"0002-c.md": "# 2. C\n\n## Status\n\nAccepted\n\nSupersedes ADR-0003\n\n## Context\n\nC.\n\n## Decision\n\nD.\n",
		"0003-d.md": "# 4. D\n\n## Context\n\nC.\n\n## Decision\n\nD.\n",
	})).Lint() {
		found = append(found, p.String())
	}
	checkFindings(t, found, []string{
		`0001-a.md:5: status "Sleeping" is unknown`, `0001-a.md:15: section "Consequences" is empty`, "0001-b.md:5: ADR-0001 is the number of",
		"0003-d.md:1: ADR-0002 supersedes this record, but its status says nothing", "0003-d.md:1: states no status",
		"0003-d.md:1: the title gives the number 4, the file's name 3",
	})
}

func checkFindings(t *testing.T, found, want []string) {
	t.Helper()
	all := strings.Join(found, "\n")
	for _, w := range want {
		if !strings.Contains(all, w) {
			t.Errorf("no finding %q among\n%s", w, all)
		}
	}
}

// recordLines returns a line for each document of a library, all of which are records: its title, status, date, deciders,
// and the records that it replaces and is replaced by.
func recordLines(t *testing.T, lib *knowledge.Library) []string {
	t.Helper()
	var lines []string
	for _, d := range lib.Documents {
		r := d.Record
		if r == nil {
			t.Fatalf("%s is no record", d.ID)
		}
		lines = append(lines, strings.Join([]string{d.Title, string(r.Status), d.Date, r.Deciders, strings.Join(r.Supersedes, ","), strings.Join(r.SupersededBy, ",")}, "|"))
	}
	return lines
}
