package bot_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/knowledge"
)

// watering are pages of which one has a section on what is asked, in words of its own, and the other a sentence that has the
// words of the question and says less.
var watering = map[string]string{
	"beds.md": `# Beds

Beds are dug in March.

## Watering the beds

Rain does most of it. Beds under glass get two cans every evening in summer, and never at noon.
`,
	"diary.md": `# The diary

Watering of beds is written into the diary each summer by whoever waters them.

Cans are counted in the diary.
`,
}

// TestTheBestSectionIsHeard asks what a section is on whose sentences do not have the words of its heading.
func TestTheBestSectionIsHeard(t *testing.T) {
	b := openFolder(t, watering)
	a := mustAsk(t, b, "how do we do the watering of beds in summer?")
	if !strings.Contains(a.Text, "two cans every evening") {
		t.Errorf("got %q (%v)", a.Text, a.Gaps)
	}
}

// TestWhatIsNotToldYetIsHeard: of what a section says further, that is told which has the words of the setting that nothing told has.
func TestWhatIsNotToldYetIsHeard(t *testing.T) {
	b := openFolder(t, map[string]string{
		"seals.md": "# Seals of barrels\n\nA barrel that is changed gets the next seal.\n\nThe seal of a barrel is red.\n\nThe seal of a barrel is round.\n\nA seal is stamped.\n\nThe seal of a barrel stays with another lid.\n",
		"carts.md": "# Carts\n\nA cart has a seal on its axle.\n",
	})
	a := mustAsk(t, b, "I want to put another lid on. Do I need the next seal for a barrel?")
	if !strings.Contains(a.Text, "gets the next seal") || !strings.Contains(a.Text, "stays with another lid") {
		t.Errorf("got %q", a.Text)
	}
}

// TestTheBestSectionIsHeardBehindADecision: a page may say more of what was asked than the record that decides it; a list of
// decisions is whole without.
func TestTheBestSectionIsHeardBehindADecision(t *testing.T) {
	expect(t, openFolder(t, map[string]string{
		"adr/0001-rain-barrels.md": "# 1. Keep water in rain barrels\n\n## Status\n\nAccepted\n\n## Context\n\nThe well runs dry in August.\n\n## Decision\n\nWe keep water in rain barrels.\n",
		"adr/0002-paths.md":        "# 2. Lay paths of gravel\n\n## Status\n\nAccepted\n\n## Decision\n\nWe lay paths of gravel.\n",
		"winter.md":                "# The garden in winter\n\n## Rain barrels\n\nEmpty rain barrels in November, before they freeze. Turn them over.\n\n## Beds\n\nCover them with straw.\n",
	}), []expectation{
		{"do we use rain barrels in winter?", bot.Facts, "", []string{"Already decided: ADR-0001", "We keep water in rain barrels.", "Empty rain barrels in November"}},
	})
	if a := mustAsk(t, openBot(t, knowledge.Source{Paths: []string{filepath.Join("testdata", "real", "adr-govuk-aws")}}), "list all decisions"); strings.Contains(a.Text, "directory") {
		t.Errorf("a list of decisions ends in what the search found: %q", a.Text)
	}
}

// TestRunbookAndWhatWasAsked: who says what is wrong and asks one thing more hears both.
func TestRunbookAndWhatWasAsked(t *testing.T) {
	expect(t, openFolder(t, map[string]string{
		"PumpBlocked.md": "# PumpBlocked\n\n## Meaning\n\nThe pump is blocked.\n\n## Impact\n\nTaps and hoses at the gate will go dry.\n\n## Mitigation\n\nTake the strainer out. Rinse it.\n",
		"FenceDown.md":   "# FenceDown\n\n## Impact\n\nSheep stray.\n\n## Mitigation\n\nMend the wire.\n",
		"GateOpen.md":    "# GateOpen\n\n## Impact\n\nSheep stray, too.\n\n## Mitigation\n\nShut it.\n",
	}), []expectation{
		{"the pump is blocked, can hoses at the gate still be used?", bot.Facts, "", []string{"Take the strainer out", "hoses at the gate will go dry"}},
	})
}
