package knowledge_test

import "testing"

const presses = "# 9\n\n## Status\n\nAccepted\n\n## Context\n\nApples spoil.\n\n"

func TestArgumentsInTablesAndListsAreOnTheirOption(t *testing.T) {
	table := onlyRecord(t, "0009-buy-a-press.md", presses+"## Considered Options\n\n| Kind | Price | Pros | Cons |\n|---|---|---|---|\n| Oak press | 40 | lasts for ever; easy to mend | slow |\n| Steel press | 90 | | |\n\n## Decision\n\nWe will buy the oak press.\n")
	if table.Title != "ADR-0009 buy a press" {
		t.Errorf("the title is %q", table.Title)
	}
	checkClaims(t, table, []string{
		"Considered Options: Kind: Oak press; Price: 40 [Oak press neutral]",
		"Considered Options: Pros: lasts for ever; easy to mend [Oak press for]",
		"Considered Options: Cons: slow [Oak press against]",
		"Considered Options: Kind: Steel press; Price: 90 [Steel press neutral]",
	})
	list := onlyRecord(t, "0009.md", presses+"## Considered Options\n\n* Oak press\n  * Good, because it lasts\n  * Cons\n    * slow to fill\n* Steel press\n  * it looks new\n\n## Decision Outcome\n\nChosen option: \"Oak press\"\n")
	if list.Title != "ADR-0009" || len(list.Record.Considered) != 2 || len(list.Record.Rejected) != 1 {
		t.Errorf("%q considers %q and rejects %q", list.Title, list.Record.Considered, list.Record.Rejected)
	}
	checkClaims(t, list, []string{
		"Considered Options: Good, because it lasts [Oak press for]",
		"Considered Options: slow to fill [Oak press against]",
		"Considered Options: it looks new [Steel press neutral]",
	})
	below := onlyRecord(t, "0009-press.md", presses+"## Options\n\n### Oak press\n\n| Advantages | Disadvantages |\n|---|---|\n| lasts | slow |\n\n### Steel press\n\nIt shines.\n\n## Decision\n\nWe go with the oak press.\n")
	checkClaims(t, below, []string{
		"Oak press: Advantages: lasts [Oak press for]",
		"Oak press: Disadvantages: slow [Oak press against]",
	})
}
