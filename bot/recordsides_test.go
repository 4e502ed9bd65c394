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

func TestWhatADecisionWasMadeBetween(t *testing.T) {
	b := openFolder(t, map[string]string{
		"0001-carry-jobs-with-kafka.md": "# 1. Use Kafka for jobs\n\n## Status\n\nAccepted\n\n## Context\n\nJobs were lost at night. Tubepost can carry jobs, but it forgets them when the power fails.\n\n## Decision\n\nWe will use Kafka for jobs.\n\n## Consequences\n\nKafka needs three machines.\n",
		"0002-store-the-lids.md":        "# 2. Store the lids\n\n## Status\n\nAccepted\n\n## Context\n\nLids are in the way.\n\n## Options\n\n### Option 1: A shed behind the hall\n\nIt is dry.\n\n### Option 2: Racks in the hall\n\nThey are near.\n\n## Decision\n\nWe will build a shed behind the hall.\n",
		"0003-lids-are-round.md":        "# 3. Lids are round\n\n## Status\n\nAccepted\n\n## Context\n\nSquare lids fall in.\n\n## Decision\n\nLids are round.\n",
		"storing.md":                    "# Storing\n\nExpect storing the lids to take two hours a day.\n",
	})
	expect(t, b, []expectation{
		{"should my team use Kafka or Tubepost?", bot.Recommended, "Kafka", []string{"Already decided: ADR-0001", "We will use Kafka for jobs."}},
		{"which options did we look at for the lids?", bot.Facts, "", []string{"ADR-0002", "The options were: A shed behind the hall; Racks in the hall."}},
		{"what alternatives did we consider for storing the lids?", bot.Facts, "", []string{"The options were: A shed behind the hall; Racks in the hall."}},
		{"how long does storing the lids take?", bot.Facts, "", []string{"two hours a day"}},
	})
}

func TestWhatADecisionAnswersTo(t *testing.T) {
	expect(t, yard(t), []expectation{
		{"what problem does ADR 5 solve?", bot.Facts, "", []string{"Barrels were stolen in spring."}},
		{"what was the background of the decision to mark the crates?", bot.Facts, "", []string{"ADR-0004", "Crates get lost between the halls."}},
		{"why ADR 4?", bot.Facts, "", []string{"Option B: Chips in the wood.", "Losses are seen the same day"}},
		{"what are the positive consequences of ADR 4?", bot.Facts, "", []string{"Losses are seen the same day"}},
		{"which ADRs deal with barrels?", bot.Facts, "", []string{"ADR-0005"}},
		{"what are the latest decisions?", bot.Facts, "", []string{"ADR-0004", "ADR-0005"}},
	})
}

func TestNamesKeepTheirSmallLetters(t *testing.T) {
	b := openFolder(t, map[string]string{
		"0001-names.md": "# 1. Names of the barns\n\n## Status\n\nAccepted\n\n## Context\n\nBarns had no names.\n\n## Decision\n\nbarns.example.com lists the names of the barns.\n",
	})
	if a := mustAsk(t, b, "what did we decide about the names of the barns?"); !strings.Contains(a.Text, " barns.example.com lists") {
		t.Errorf("told %q", a.Text)
	}
}

func TestWhyNotTheOther(t *testing.T) {
	b := openFolder(t, map[string]string{
		"0001-kafka.md": "# 1. Use Kafka for jobs\n\nDate: 2024-02-01\n\n## Status\n\nAccepted\n\n## Context\n\nJobs were lost at night. We looked at Tubepost and at Kafka.\n\nTubepost runs without a broker. We dropped Tubepost because it forgets jobs when the power fails.\n\nKafka is known to the team. Kafka is quick. Kafka is easy to watch.\n\n## Decision\n\nWe will use Kafka for jobs.\n\n## Alternatives considered\n\n- **Pigeon Express**: This was found promising. It flies far. For jobs it was ruled out as it sleeps at night.\n- **A bell**: This was too loud.\n",
		"0002-lids.md":  "# 2. Keep the lids\n\nDate: 2025-03-01\n\n## Status\n\nAccepted\n\n## Context\n\nLids are lost.\n\n## Decision\n\nWe will keep the lids.\n",
	})
	expect(t, b, []expectation{
		{"why did we choose Kafka over Tubepost?", bot.Facts, "", []string{"We dropped Tubepost because it forgets jobs when the power fails."}},
		{"why Kafka rather than Tubepost?", bot.Facts, "", []string{"because it forgets jobs"}},
		{"what did we decide in 2025?", bot.Facts, "", []string{"ADR-0002 Keep the lids, accepted 2025-03-01."}},
		{"did anyone look at Pigeon Express?", bot.Facts, "", []string{"The other options were: Pigeon Express"}},
		{"why did Pigeon Express lose out to Kafka?", bot.Facts, "", []string{"found promising", "was ruled out as it sleeps at night"}},
		{"which decisions are from 2019?", bot.NotCovered, "", []string{"records of that kind"}},
	})
	if a := mustAsk(t, b, "what did we decide in 2025?"); strings.Contains(a.Text, "Kafka") {
		t.Errorf("a decision of another year is told: %s", a.Text)
	}
}

func TestOptionsOfATable(t *testing.T) {
	b := openFolder(t, map[string]string{
		"0007-carry-events.md": "# 7\n\n## Status\n\nAccepted\n\n## Context\n\nEvents were lost.\n\n## Considered Options\n\n| Option | Pros | Cons |\n|---|---|---|\n| Kafka | keeps events for a week | hard to run |\n| RabbitMQ | easy to run | forgets events once read |\n\n## Decision\n\nWe will use Kafka.\n",
	})
	expect(t, b, []expectation{
		{"what are the drawbacks of Kafka?", bot.Facts, "", []string{"ADR-0007 carry events", "Kafka (cons): hard to run."}},
		{"what speaks against RabbitMQ?", bot.Facts, "", []string{"forgets events once read"}},
		{"compare Kafka and RabbitMQ", bot.Compared, "", []string{"keeps events for a week", "easy to run"}},
	})
}

// TestAFactGoesBeforeADecision: who asks for a figure is told the figure, and the decision where there is none.
func TestAFactGoesBeforeADecision(t *testing.T) {
	b := openFolder(t, map[string]string{
		"0001-milk-quota.md": "# 1. Milk quota of the barns\n\n## Status\n\nAccepted\n\n## Context\n\nBarns gave too much milk. The milk quota of a small barn is ninety litres.\n\n## Decision\n\nWe will set a milk quota for all barns.\n",
	})
	a := mustAsk(t, b, "what is the milk quota of a small barn?")
	if !strings.HasPrefix(a.Text, "The milk quota of a small barn is ninety litres.") {
		t.Errorf("told %q", a.Text)
	}
	expect(t, b, []expectation{{"what did we decide about the milk quota?", bot.Facts, "", []string{"Already decided: ADR-0001"}}})
}

func TestAThreadGoesOnAboutTheSidesOfADecision(t *testing.T) {
	b := yard(t)
	first := mustAsk(t, b, "what did we decide about marking the crates?")
	thread := bot.Turn{Question: first.Question, Answer: first.Text}
	if a := mustAsk(t, b, "any drawbacks?", thread); !strings.Contains(a.Text, "The old crates have to be drilled") || strings.Contains(a.Text, "Losses are seen") {
		t.Errorf("the drawbacks are %q", a.Text)
	}
	if a := mustAsk(t, b, "who decided that?", thread); !strings.Contains(a.Text, "@lina") {
		t.Errorf("who decided: %q", a.Text)
	}
}

const boats = "# ADR 3: Carry parcels by boat\n\n**Status:** Accepted\n\n**Date Accepted:** 2026-03-04\n\n## Context\n\nRoads are full.\n\n" +
	"## Non-Goals\n\n- Carry passengers to the islands\n- We will not carry cattle\n\n## Decision\n\nWe will carry parcels by boat.\n\n" +
	"## When to not implement this decision\n\n- The harbour is frozen\n\n## Alternatives considered\n\n### Boat\n\n#### Pros\n\n- `+` Boats are never late on the river\n"

// What is listed as no goal, or as what not to do, is never told as if it were one.
func TestWhatIsTurnedDownIsToldAsThat(t *testing.T) {
	b := openFolder(t, map[string]string{
		"adr/0003-boats.md": boats,
		"rowing.md":         "# Rowing\n\nHow we row to the islands.\n\n## What doesn't work well\n\n- Rowing against the tide. It may look quicker.\n\n## What works well\n\n- Rowing in pairs at dawn.\n",
	})
	for question, want := range map[string][2]string{
		"do boats carry passengers to the islands?":     {"Non-Goals: Carry passengers to the islands.", "Non-Goals: We will not"},
		"rowing against the tide?":                      {"What doesn't work well: Rowing against the tide.", "well: It may look quicker"},
		"do we row in pairs?":                           {"Rowing in pairs at dawn.", "doesn't work well: Rowing in pairs"},
		"when should we not carry parcels by boat?":     {"accepted 2026-03-04", "Roads are full"},
		"when do we not carry parcels by boat?":         {"When to not implement this decision: The harbour is frozen.", "Roads are full"},
		"what are the advantages of parcels by boat?":   {"Boats are never late on the river.", "+ Boats"},
		"what did we decide about parcels, and why not": {"We will carry parcels by boat.", "+ Boats"},
	} {
		text := mustAsk(t, b, question).Text
		if !strings.Contains(text, want[0]) || strings.Contains(text, want[1]) {
			t.Errorf("%q: says %q, want %q and not %q", question, text, want[0], want[1])
		}
	}
}
