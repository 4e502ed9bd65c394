package bot_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stackpick/stackpick/bot"
)

// pottery are pages of a handbook that people ask for by their topics.
var pottery = map[string]string{
	"throwing.md": `# Throwing review

Every jug is looked at by a second potter before it is fired.

## Aims

A second look has three uses:

- It finds cracks.
- It spreads what we know of clay.
- It keeps spouts alike.

## What we look for

- Even walls
- A dry foot
- No cracks

## Further reading

- The book of jugs
`,
	"opening/definition-of-open.md": `# When a kiln is open

A kiln counts as open when all of this is true.

## The door

- The door stands ajar
- The chain is off
`,
	"wheel-room.md":             "# Wheel shed\n\nThe wheels stand in a shed.\n\nEach is oiled in May.\n",
	"festivals/README.md":       "# Festivals\n\nWe sell at festivals.\n",
	"festivals/autumn.md":       "# Autumn fair\n\nIt is held by the river.\n",
	"glaze-mixing.md":           "# Mixing a glaze\n\nWeigh the ash first.\n",
	"glaze-storing.md":          "# Storing a glaze\n\nKeep the lid shut.\n\nSee the wall chart!\n",
	"index.md":                  "# Pages\n\n- Throwing review\n- Definition of open\n- Glaze storing\n",
	"shards.md":                 "# Shards\n\nShards go into the blue bin.\n\nNew pages name the bin in a comment, which looks like this:\n\n```\nbin: blue\n```\n\nThe bin is emptied on Fridays.\n",
	"clays.md":                  "# Clays\n\nClay is dug nearby.\n\nThe clays that we have are ..\n\n## Ball clay\n\nFor jugs.\n\n## Fire clay\n\nFor bricks.\n",
	"records/0002-use-kafka.md": "# 2. Use Kafka\n\n## Status\n\nAccepted\n\n## Decision\n\nWe will use Kafka for bells.\n",
	"records/0001-use-bricks.md": `# 1. Use bricks

Date: 2024-02-01

## Status

Accepted

## Context

A review of throwing and of shards asked for a warmer room.

## Decision

We will use bricks.

## Consequences

The room is warmer.
`,
}

// TestATopicIsToldByItsPage: who names a page or a section and asks no more hears what it says first, and its sections.
func TestATopicIsToldByItsPage(t *testing.T) {
	files := maps.Clone(standards)
	maps.Copy(files, pottery)
	b := openFolder(t, files)
	for _, c := range []struct {
		question string
		says     []string
	}{
		{"how do we do throwing reviews?", []string{
			"Every jug is looked at by a second potter before it is fired.",
			"A second look has three uses: It finds cracks; It spreads what we know of clay; It keeps spouts alike.",
			"What we look for: Even walls; A dry foot; No cracks.",
		}},
		{"throwing review process", []string{"Every jug is looked at by a second potter before it is fired."}},
		{"Tell me about throwing reviews.", []string{"Every jug is looked at by a second potter before it is fired."}},
		{"throwing reviews - how do they work?", []string{"Every jug is looked at by a second potter before it is fired."}},
		{"what is the definition of open?", []string{"A kiln counts as open when all of this is true.", "The door: The door stands ajar; The chain is off."}},
		{"what is our approach to glazes?", []string{"Mixing a glaze: Weigh the ash first.", "Storing a glaze: Keep the lid shut."}},
		{"wheels?", []string{"The wheels stand in a shed.", "Each is oiled in May."}},
		{"festivals?", []string{"We sell at festivals.", "Autumn fair: It is held by the river."}},
		{"clays", []string{"Clay is dug nearby.", "The clays that we have are: Ball clay, Fire clay.", "Ball clay: For jugs."}},
		{"what about shards?", []string{"Shards go into the blue bin.", "The bin is emptied on Fridays."}},
	} {
		a := mustAsk(t, b, c.question)
		said := statements(a)
		for _, want := range c.says {
			if a.Outcome != bot.Facts || !slices.Contains(said, want) {
				t.Errorf("%q: %s, want %q: %q", c.question, a.Outcome, want, said)
			}
		}
		if strings.Contains(a.Text, "book of jugs") || strings.Contains(a.Text, "use bricks") {
			t.Errorf("%q: tells what only points elsewhere, or what nobody asked for: %q", c.question, said)
		}
	}
}

// TestAHandbookNeedNotSpeakOfTechnologies: pages that hardly judge a technology are no article on one.
func TestAHandbookNeedNotSpeakOfTechnologies(t *testing.T) {
	files := maps.Clone(pottery)
	delete(files, "records/0001-use-bricks.md")
	delete(files, "records/0002-use-kafka.md")
	files["till.md"] = "# Till\n\nThe till counts coins. It is locked at night. Coins go to the bank on Mondays. Redis is fast and good at that.\n"
	b := openFolder(t, files)
	for question, want := range map[string]string{
		"how do we do throwing reviews?": "What we look for: Even walls; A dry foot; No cracks.",
		"till":                           "The till counts coins.",
	} {
		if a := mustAsk(t, b, question); !slices.Contains(statements(a), want) || strings.Contains(strings.Join(a.FollowUps, " "), "what about") {
			t.Errorf("%q: %s, with %q: %s", question, a.Outcome, a.FollowUps, a.Text)
		}
	}
}

// TestATopicIsNotAllThatIsAsked: a question that wants more of a topic than to hear of it is not answered with its gist.
func TestATopicIsNotAllThatIsAsked(t *testing.T) {
	files := maps.Clone(standards)
	maps.Copy(files, pottery)
	b := openFolder(t, files)
	for question, not := range map[string]string{
		"how many throwing reviews are there?":      "Every jug",
		"who does the throwing reviews?":            "cracks",
		"how do we do throwing reviews on ice?":     "Even walls",
		"why do we do throwing reviews?":            "A dry foot",
		"what did we decide about throwing review?": "A dry foot",
		"Kafka": "carries events",
		"what is the price of shards on the moon now?": "blue bin",
	} {
		if a := mustAsk(t, b, question); strings.Contains(a.Text, not) {
			t.Errorf("%q: %s: %s", question, a.Outcome, a.Text)
		}
	}
}

// TestAPageOfMarks: a page that says nothing is told by nothing, and nothing breaks.
func TestAPageOfMarks(t *testing.T) {
	files := maps.Clone(standards)
	files["saucers.md"], files["bowls.md"], files["mugs.md"] = "# Saucers\n\n;\n", "# Bowls\n\n(read more)\n", "# Mugs\n\n- ,\n- ;\n- A handle\n"
	b := openFolder(t, files)
	for question, want := range map[string]bot.Outcome{"saucers?": bot.NotCovered, "bowls?": bot.NotCovered, "mugs?": bot.Facts} {
		if a := mustAsk(t, b, question); a.Outcome != want || strings.Contains(a.Text, ";") {
			t.Errorf("%q: %s: %s", question, a.Outcome, a.Text)
		}
	}
}

// TestAGistGoesOn: under a gist stand the sections below, each of which is told when it is asked for in these words.
func TestAGistGoesOn(t *testing.T) {
	files := maps.Clone(standards)
	maps.Copy(files, pottery)
	b := openFolder(t, files)
	a := mustAsk(t, b, "throwing reviews?")
	if !slices.Contains(a.FollowUps, "Tell me about Aims.") || len(a.FollowUps) > 3 {
		t.Fatalf("suggests %q", a.FollowUps)
	}
	for _, next := range a.FollowUps {
		if a := mustAsk(t, b, next); a.Outcome != bot.Facts {
			t.Errorf("%q: %s: %s", next, a.Outcome, a.Text)
		}
	}
}

func statements(a *bot.Answer) []string {
	var said []string
	for _, s := range a.Statements {
		said = append(said, s.Text)
	}
	return said
}

// A record on just what is asked goes before a section somewhere that has its name.
func TestARecordOnATopicGoesFirst(t *testing.T) {
	b := openFolder(t, map[string]string{
		"adr/0001-ropes.md":  "# 1. Buying of ropes\n\n## Status\n\nAccepted\n\n## Context\n\nRopes wear out.\n\n## Decision\n\nWe will buy hemp in the autumn.\n",
		"ships.md":           "# Ships\n\nShips land at dawn, and unload before noon.\n\n## Ropes\n\nA ship throws two of them over to the quay.\n\n## Lamps\n\nLamps are lit at dusk by the watch.\n",
		"harbour.md":         "# The harbour\n\nThe harbour opens at dawn.\n\n## Tides\n\nHigh water is written on the board.\n\n## Bells\n\nThe great bell rings at noon.\n",
		"adr/0002-lights.md": "# 2. Paint the yard green\n\n## Status\n\nAccepted\n\n## Context\n\nIt was grey.\n\n## Decision\n\nWe will paint the yard green.\n",
	})
	expect(t, b, []expectation{
		{"tell me about ropes", bot.Facts, "", []string{"Already decided: ADR-0001 Buying of ropes", "We will buy hemp in the autumn."}},
		{"tell me about lamps", bot.Facts, "", []string{"Lamps are lit at dusk"}},
	})
}
