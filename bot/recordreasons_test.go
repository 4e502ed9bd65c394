package bot_test

import (
	"strings"
	"testing"

	"github.com/stackpick/stackpick/bot"
)

// harbour is a folder with records, two of them of a series of their own, and a log.
func harbour(t *testing.T) *bot.Bot {
	t.Helper()
	return openFolder(t, map[string]string{
		"adr/ADR004-keep-the-crane-ledger.md": "# ADR004: Keep moorings beside the crane-ledger\n\nDate: 2022-02-03\n\n## Status\n\nAccepted\n\n## Context\n\nMoorings are many.\n\n## Decision\n\nMoorings are kept beside the crane-ledger.\n\n## Consequences\n\nTwo books are kept.\n",
		"adr/ADR045-remove-the-ledger.md": "# ADR045: Remove the crane-ledger\n\nDate: 2025-08-19\n\n## Status\n\nAccepted\n\n## Context\n\nThe crane-ledger is older than the quay. However, it has to be copied by hand each night.\n\n" +
			"## Decision\n\nWe will remove the crane-ledger and its shelf.\n\n## Consequences\n\nThe shelf is free.\n",
		"adr/ADR030-send-boats.md": "# ADR030: Send boats for parcels\n\nDate: 2024-05-17\n\n## Status\n\nAccepted or Rejected\n\n## Context\n\nParcels wait.\n\n## Decision\n\nWe will send boats for parcels.\n\n## When should I not send boats\n\nParcels with glass go by cart.\n",
		"dr/DR004-no-fees.md":      "# DR004: No fees for small boats.\n\nDate: 2021-08-20\n\n## Status\n\nAccepted\n\n## Context\n\nFees are disliked.\n\n## Decision\n\nSmall boats pay nothing.\n\n## Consequences\n\nWe lose coins.\n",
		"dr/DR009-seals.md":        "# DR009: New wax seals\n\nDate: 2023-08-20\n\n## Status\n\nAccepted\n\nSupersedes [DR004](DR004-no-fees.md)\n\n## Context\n\nSeals broke.\n\n## Decision\n\nWe will use wax seals.\n\n## Consequences\n\nWax melts.\n",
		"decision-log.md":          "# Decision log\n\n| Decision | Date | Alternatives considered | Reasoning | Made by |\n|---|---|---|---|---|\n| Use ARM Templates | 02/20/2021 | Terraform, Pulumi, Az CLI | They come with the cloud that we are in | Yard |\n| Use grammes | 03/04/2021 | gremgo, gremcos | Well documented and mature | Yard |\n",
	})
}

func TestWhyAndWhatInstead(t *testing.T) {
	expect(t, harbour(t), []expectation{
		{"why did we ditch the crane-ledger?", bot.Facts, "", []string{"Already decided: ADR-0045 Remove the crane-ledger, accepted 2025-08-19. [1]", "has to be copied by hand each night"}},
		{"is ADR-30 still valid?", bot.Facts, "", []string{"Already decided: ADR-0030 Send boats for parcels, 2024-05-17."}},
		{"when should I not send boats for parcels?", bot.Facts, "", []string{"Parcels with glass go by cart."}},
		{"is DR4 still in force?", bot.Facts, "", []string{"No longer in force: DR004 No fees for small boats, 2021-08-20, superseded by DR009 New wax seals."}},
		{"what did the wax seals decision supersede?", bot.Facts, "", []string{"It supersedes DR004 No fees for small boats."}},
		{"what did we decide about terraform?", bot.Facts, "", []string{"Already decided: Use ARM Templates, 2021-02-20.", "The other options were: Terraform; Pulumi; Az CLI."}},
		{"why did we choose Pulumi?", bot.Facts, "", []string{"Already decided: Use ARM Templates, 2021-02-20.", "The other options were: Terraform; Pulumi; Az CLI.", "They come with the cloud that we are in."}},
		{"why grammes and not gremgo?", bot.Facts, "", []string{"Already decided: Use grammes, 2021-03-04.", "Well documented and mature."}},
		{"when did we decide on grammes?", bot.Facts, "", []string{"2021-03-04"}},
	})
	for question, never := range map[string]string{
		"why did we ditch the crane-ledger?": "Moorings",
		"is DR4 still in force?":             "ADR-0004",
		"is ADR 4 still in force?":           "DR004",
	} {
		if a := mustAsk(t, harbour(t), question); strings.Contains(a.Text, never) {
			t.Errorf("%s: says %q: %s", question, never, a.Text)
		}
	}
}

// TestReasonsAmongDrivers: what decides is the sentence that says the title, wherever it stands; why it does may stand among the
// drivers, and other options in a list of the context.
func TestReasonsAmongDrivers(t *testing.T) {
	b := openFolder(t, map[string]string{
		"0008-drop-the-ferry.md": "# Drop the shared ferry\n\n- status: accepted\n- date: 2024-02-15\n\n## Context and Problem Statement\n\nThere are several common ways to cross a river:\n\n- a bridge of boats\n- a cable with a basket\n\n" +
			"## Decision Drivers\n\n- Cost\n- Nobody can tell what the shared ferry carries at night.\n\n## Decision Outcome\n\nWe drop the shared ferry and accept a longer walk.\n\nWe are going to write a note that tells of the ford.\n",
		"0009-paint-the-oars.md": "# Paint the oars\n\n- status: accepted\n\n## Context and Problem Statement\n\nOars are pale.\n\n## Decision Outcome\n\nWe will paint the oars.\n",
	})
	expect(t, b, []expectation{
		{"is the shared ferry still a thing n why", bot.Facts, "", []string{"Drop the shared ferry, accepted 2024-02-15. [1] We drop the shared ferry and accept a longer walk.", "carries at night"}},
		{"what else was on the table for the shared ferry?", bot.Facts, "", []string{"bridge of boats"}},
	})
	if a := mustAsk(t, b, "is the shared ferry still in force?"); strings.Contains(a.Text, "carries at night") {
		t.Errorf("gives reasons that nobody asked for: %s", a.Text)
	}
}

// TestWhatOnlyWeighsIsFramed: sentences on what was before a decision are told with the decision, but for bare facts.
func TestWhatOnlyWeighsIsFramed(t *testing.T) {
	b := openFolder(t, map[string]string{
		"0041-lock-the-letters.md": "# 41. Lock the letters\n\nDate: 2025-02-12\n\n## Status\n\nAccepted\n\n## Context\n\nThe carriers hold private letters overnight, and their bags are sealed with wax by the gate. A bag holds ninety letters.\n\n" +
			"## Decision\n\nWe will lock each letter in a tin.\n\n## Consequences\n\nTins rattle.\n",
		"0042-paint-the-gate.md": "# 42. Paint the gate\n\nDate: 2025-02-13\n\n## Status\n\nAccepted\n\n## Context\n\nThe gate rusts.\n\n## Decision\n\nWe will paint the gate.\n",
	})
	expect(t, b, []expectation{
		{"how are the bags of the carriers sealed overnight?", bot.Facts, "", []string{"Already decided: ADR-0041 Lock the letters, accepted 2025-02-12. [1]", "We will lock each letter in a tin. [2]", "sealed with wax"}},
	})
	if a := mustAsk(t, b, "what is the seal of the bags?"); strings.Contains(a.Text, "Already decided") {
		t.Errorf("a fact is not told by itself: %s", a.Text)
	}
}

func TestWhatElseWasConsidered(t *testing.T) {
	b := openFolder(t, map[string]string{
		"0003-use-kafka.md": "# 3. Use Kafka for jobs\n\n## Status\n\nAccepted\n\n## Context\n\nJobs were lost.\n\n## Considered Options\n\n* Kafka\n* RabbitMQ\n* NATS\n\n## Decision Outcome\n\nChosen option: Kafka, because it keeps jobs.\n",
	})
	expect(t, b, []expectation{
		{"what else was considered for kafka?", bot.Facts, "", []string{"ADR-0003 Use Kafka for jobs", "The options were: Kafka; RabbitMQ; NATS."}},
		{"what other options did we look at besides Kafka?", bot.Facts, "", []string{"The options were: Kafka; RabbitMQ; NATS."}},
	})
}

// TestTroubleComesFirst: who asks why hears first what was wrong, whatever else the record weighs, and of another option no
// sentence without its name.
func TestTroubleComesFirst(t *testing.T) {
	b := openFolder(t, map[string]string{
		"0022-send-crates-by-river.md": "# 22. Send crates by river\n\n## Status\n\nAccepted\n\n## Context\n\nBarges and Skiffs are at hand. Crates sent by road often fail to arrive in winter.\n\n## Options\n\n### Boat options\n\nBoats that take crates have to be flat.\n\n" +
			"### Option 1: Barges\n\n#### Advantages\n\n- Crates are easy to load on a barge with a crane.\n\n### Option 2: Skiffs\n\n#### Disadvantages\n\n- Hardly room for two crates on board.\n\n## Decision\n\nWe will use barges for the crates.\n\n## Consequences\n\nThe quay is busy.\n",
		"0025-plain.md": "#25. A page without a title\n\n**Date:** 2022-03-15\n\n## Context\n\nGeese are loud.\n\n## Decision\n\nWe will keep geese.\n\n## Consequences\n\nThieves stay away.\n",
	})
	a := mustAsk(t, b, "why do we send the crates by river?")
	trouble, other := strings.Index(a.Text, "often fail to arrive in winter"), strings.Index(a.Text, "easy to load")
	if trouble < 0 || other >= 0 && other < trouble || strings.Contains(a.Text, "have to be flat") {
		t.Errorf("told %q", a.Text)
	}
	expect(t, b, []expectation{
		{"what speaks against skiffs?", bot.Facts, "", []string{"Skiffs: Hardly room for two crates on board."}},
		{"what did we decide about geese?", bot.Facts, "", []string{"Already decided: ADR-0025 Plain, 2022-03-15."}},
	})
}

func TestRecordsOfAStatusOrOnASubject(t *testing.T) {
	proposal := func(n, title, status, body string) string {
		return "# TEP-" + n + ": " + title + "\n\nStatus: " + status + "\n\nDate: 2024-0" + n + "-01\n\n## Abstract\n\nThis proposal introduces trains. " + body + "\n\n## Motivation\n\nRoads are full.\n\n## Specification\n\nTrains leave at ten.\n"
	}
	b := openFolder(t, map[string]string{
		"tep-0001-night.md": proposal("1", "Night trains", "On Hold", "They have lamps."),
		"tep-0002-day.md":   proposal("2", "Day trains", "Accepted", "Their lamps are off."),
		"tep-0003-steam.md": proposal("3", "Steam and lamps", "Obsolete", "Steam is loud."),
		"tep-0004-queue.md": proposal("4", "Use RabbitMQ for tickets", "Accepted", "We will use RabbitMQ for tickets."),
	})
	expect(t, b, []expectation{
		{"what is on hold?", bot.Facts, "", []string{"Not decided yet: TEP-1 Night trains, on hold 2024-01-01."}},
		{"which TEPs are obsolete?", bot.Facts, "", []string{"No longer in force: TEP-3 Steam and lamps, 2024-03-01, obsolete."}},
		{"which records are about lamps?", bot.Facts, "", []string{"TEP-3 Steam and lamps, 2024-03-01, obsolete. [1]", "TEP-2 Day trains", "TEP-1 Night trains"}},
		{"why did we choose Kafka?", bot.Facts, "", []string{"Already decided: TEP-4 Use RabbitMQ for tickets, accepted 2024-04-01."}},
		{"why did we choose Elasticsearch?", bot.NotCovered, "", []string{"Elasticsearch"}},
	})
	if a := mustAsk(t, b, "which TEPs are obsolete?"); strings.Contains(a.Text, "TEP-1") {
		t.Errorf("records of another status are told: %s", a.Text)
	}
}
