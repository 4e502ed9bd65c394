package bot_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stackpick/stackpick/bot"
)

// TestListsOfRecords: the newest and the oldest, those of a span of years, what is not decided yet, and how many there are.
func TestListsOfRecords(t *testing.T) {
	record := func(title, date, status string) string {
		return "# " + title + "\n\nDate: " + date + "\n\n## Status\n\n" + status + "\n\n## Context\n\nIt rains.\n\n## Decision\n\nWe will do so.\n\n## Consequences\n\nLess rain.\n"
	}
	b := openFolder(t, map[string]string{
		"0001-thatch-the-barn.md": record("1. Thatch the barn", "2016-03-04", "Accepted"),
		"0002-dig-a-ditch.md":     record("2. Dig a ditch", "2018-05-06", "Accepted"),
		"0003-hang-a-bell.md":     record("3. Hang a bell", "2019-07-08", "Accepted"),
		"0004-plant-willows.md":   record("4. Plant willows", "2019-09-10", "Proposed"),
		"0005-sell-the-mule.md":   record("5. Sell the mule", "2017-01-02", "Rejected"),
	})
	const thatch, ditch, bell, willows = "Thatch the barn", "Dig a ditch", "Hang a bell", "Plant willows"
	for question, want := range map[string][]string{
		"what's the newest decision?":          {bell},
		"our most recent ADR":                  {bell},
		"what was the first decision?":         {thatch},
		"which decisions did we make in 2018?": {ditch},
		"decisions since 2018":                 {ditch, bell},
		"what did we decide after 2018?":       {bell},
		"what did we decide before 2018?":      {thatch},
		"decisions until 2018":                 {thatch, ditch},
		"any open decisions?":                  {willows},
		"what is still undecided?":             {willows},
		"list the oldest decisions":            {thatch, ditch, bell},
	} {
		a := mustAsk(t, b, question)
		for _, title := range []string{thatch, ditch, bell, willows, "Sell the mule"} {
			if got := strings.Contains(a.Text, title); got != slices.Contains(want, title) {
				t.Errorf("%s: %s told: %v; %s", question, title, got, a.Text)
			}
		}
		for _, fault := range ungrounded(a) {
			t.Errorf("%s: %s", question, fault)
		}
	}
	if a := mustAsk(t, b, "list the oldest decisions"); strings.Index(a.Text, thatch) > strings.Index(a.Text, bell) {
		t.Errorf("the oldest does not come first: %s", a.Text)
	}
	for question, note := range map[string]string{
		"how many decisions do we have?":   "Decision records: 5, of which 3 are in force and 1 not decided yet.",
		"how many decisions are rejected?": "Decision records of that kind: 1.",
	} {
		if a := mustAsk(t, b, question); a.Outcome != bot.Facts || !slices.Contains(a.Notes, note) {
			t.Errorf("%s: %s, notes %q", question, a.Text, a.Notes)
		}
	}
	if a := mustAsk(t, b, "what is our policy on open source?"); a.Outcome != bot.NotCovered {
		t.Errorf("open source is taken for what is open: %s", a.Text)
	}
	if a := mustAsk(t, b, "how did we decide to hang a bell?"); strings.Contains(a.Text, ditch) {
		t.Errorf("a list answers how: %s", a.Text)
	}
}

// TestTheWholeStack: who asks for all that is used hears what was chosen, or what is on Adopt.
func TestTheWholeStack(t *testing.T) {
	record := func(title, status, decision string) string {
		return "# " + title + "\n\n## Status\n\n" + status + "\n\n## Context\n\nIt rains.\n\n## Decision\n\n" + decision + "\n"
	}
	expect(t, openFolder(t, map[string]string{
		"0001-use-postgresql.md": record("1. Use PostgreSQL", "Accepted", "We will use PostgreSQL."),
		"0002-use-kafka.md":      record("2. Use Kafka", "Proposed", "We will use Kafka."),
		"0003-dig-a-ditch.md":    record("3. Dig a ditch", "Accepted", "We will dig a ditch."),
	}), []expectation{
		{"what's our stack?", bot.Facts, "", []string{"Already decided: ADR-0001 Use PostgreSQL, accepted. [1]null"}},
		{"which technologies do we use?", bot.Facts, "", []string{"Use PostgreSQL"}},
	})
	expect(t, openFolder(t, map[string]string{
		"radar.csv": "name,ring,quadrant,description\nGo,Adopt,Languages,\nKafka,Adopt,Platforms,\nNomad,Hold,Platforms,\n",
	}), []expectation{
		{"what tech do we use?", bot.Facts, "", []string{"Go is on Adopt (Languages). [1] Kafka is on Adopt (Platforms). [2]null"}},
	})
}
