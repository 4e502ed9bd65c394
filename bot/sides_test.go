package bot_test

import (
	"strings"
	"testing"

	"github.com/stackpick/stackpick/bot"
)

// yard is a folder with records that decide without a technology.
func yard(t *testing.T) *bot.Bot {
	t.Helper()
	return openFolder(t, map[string]string{
		"0004-mark-the-crates.md": "# 4. Mark the crates\n\n## Status\n\nAccepted\n\n## Changelog\n\n- 2023/4/1: first draft (@lina)\n- 2023/5/12: accepted\n\n## Context\n\nCrates get lost between the halls.\n\n" +
			"## Option A: Paint the crates\n\nPros\n\n- Everybody can paint\n\nCons\n\n- The paint fades within a year\n\n## Option B: Chips in the wood\n\nPros\n\n- Chips can be read from the gate\n\nCons\n\n- Chips cost two coins each\n\n## Decision\n\nOption B\n\n" +
			"## Consequences\n\n### Positive\n\n- Losses are seen the same day\n\n### Negative\n\n- The old crates have to be drilled\n",
		"0005-count-the-barrels.md": "# 5. Count the barrels each night\n\nAuthor: Tom Reed\n\n## Status\n\nAccepted\n\n## Context\n\nBarrels were stolen in spring.\n\n## Decision\n\nWe will count the barrels each night.\n\n## Consequences\n\nThe night watch must stay an hour longer.\n\nThe cellar stays lit.\n",
	})
}

func TestSidesOfADecision(t *testing.T) {
	expect(t, yard(t), []expectation{
		{"what are the drawbacks of option B in ADR 4?", bot.Facts, "", []string{"Chips cost two coins each", "The old crates have to be drilled"}},
		{"what speaks for option A of ADR 4?", bot.Facts, "", []string{"Everybody can paint"}},
		{"compare option A and option B for marking the crates", bot.Compared, "", []string{"Paint the crates", "Chips can be read from the gate", "The paint fades within a year"}},
		{"any downsides of counting the barrels each night?", bot.Facts, "", []string{"Already decided: ADR-0005", "The night watch must stay an hour longer."}},
		{"what are the consequences of counting the barrels?", bot.Facts, "", []string{"The night watch must stay an hour longer.", "The cellar stays lit."}},
		{"what do we lose by marking the crates?", bot.Facts, "", []string{"The old crates have to be drilled"}},
	})
	a := mustAsk(t, yard(t), "what are the drawbacks of option B in ADR 4?")
	if strings.Contains(a.Text, "Everybody") || strings.Contains(a.Text, "fades") || strings.Contains(a.Text, "same day") {
		t.Errorf("the answer is not only on what speaks against option B: %s", a.Text)
	}
}

func TestWhoMadeADecisionAndWhen(t *testing.T) {
	expect(t, yard(t), []expectation{
		{"who drafted the ADR on marking the crates?", bot.Facts, "", []string{"ADR-0004 Mark the crates, accepted 2023-05-12.", "2023/4/1: first draft (@lina)."}},
		{"when was ADR 4 accepted?", bot.Facts, "", []string{"2023/5/12: accepted."}},
		{"who decided to count the barrels?", bot.Facts, "", []string{"ADR-0005 Count the barrels each night, accepted, written by Tom Reed."}},
		{"when did we decide to count the barrels?", bot.NotCovered, "", []string{"when it was decided: ADR-0005 Count the barrels each night does not say."}},
		{"who decided on ADR 5 and when?", bot.Facts, "", []string{"written by Tom Reed"}},
	})
	unsigned := openFolder(t, map[string]string{
		"0001-lids.md": "# 1. Keep the lids\n\nDate: 2024-02-03\n\n## Status\n\nAccepted\n\n## Context\n\nLids are lost.\n\n## Decision\n\nWe will keep the lids.\n",
	})
	expect(t, unsigned, []expectation{
		{"who decided to keep the lids?", bot.NotCovered, "", []string{"who decided: ADR-0001 Keep the lids does not say."}},
		{"who decided to keep the lids, and when?", bot.Facts, "", []string{"accepted 2024-02-03"}},
	})
}
