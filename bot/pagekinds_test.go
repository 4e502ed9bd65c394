package bot_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/knowledge"
)

// bakery is a handbook whose sentences need one another, and whose headings are questions.
var bakery = map[string]string{
	"leave.md": `# Leave of bakers

## Families

All leave for new parents must be taken while the child is small. The one who stays at home first is away for up to 16 weeks.

## Notice

Please tell the shift lead about every absence. Two mornings are enough.

## Papers

A certificate of hygiene hangs beside the till.

## Receipts

Bring receipts to the office for flour over 40 kilos.
`,
	"ovens.md": `# Oven questions

## May visitors see the stone oven?

Yes. Take them through the yard, and the stone oven can be seen by visitors from there.

## Why does the dough stay flat?

There may be many causes. Look at the yeast first, then at the water.

## Flat bread

Dough that stays flat is sold as flat bread.

## How many trays fit?

There is no limit on trays in the new oven.
`,
	"rye-mill.md": "# Milling rye\n\nRye is kept dry in the loft above the ovens.\n",
	"grain.md":    "# Grain\n\n## What we bake with\n\nRye is a grain that bears cold and poor soil. Spelt is another one.\n",
	"racks.md": `# Racks

Cooling racks Drying racks Racks for tins Racks on wheels

## Cooling racks

Cooling racks stand by the north wall.

## Drying racks

Herbs hang there.

## Racks for tins

Tins lie flat.

## Racks on wheels

They roll.
`,
	"doors.md": `# Doors

The cellar door has a second lock. It is opened with the brass key. It is useful to carry that key on a string.
`,
}

// askPages returns how a bot on a folder of pages answers.
func askPages(t *testing.T, pages map[string]string) func(question string) string {
	t.Helper()
	folder := t.TempDir()
	for name, text := range pages {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	b := openBot(t, knowledge.Source{Paths: []string{folder}})
	return func(question string) string {
		a, err := b.Ask(t.Context(), bot.Question{Text: question})
		if err != nil {
			t.Fatal(err)
		}
		return a.Text
	}
}

func TestAnswersOfTheKindAskedFor(t *testing.T) {
	answer := askPages(t, bakery)
	for _, c := range []struct{ question, says, not string }{
		// the sentence that has a time, though another has more of the words
		{"how long is leave for new parents?", "up to 16 weeks", "not cover"},
		// a condition is when, too
		{"when do I have to bring receipts?", "over 40 kilos", "not cover"},
		// to have no limit is how many
		{"how many trays fit into the new oven?", "no limit on trays", "not cover"},
		// the verdict goes before what explains it
		{"may visitors see the stone oven?", "Yes. Take them through the yard", "not cover"},
		// a heading that is the question is answered by what stands first below it
		{"why does dough stay flat?", "There may be many causes. [", "not cover"},
		// what "it" is stands in the sentence before
		{"what is the brass key for?", "The cellar door has a second lock. It is opened with the brass key.", "not cover"},
		// a short form, and the whole word on the page
		{"where is the hygiene cert?", "A certificate of hygiene hangs", "not cover"},
		// who asks what a thing is wants no page that says more of it
		{"what is rye?", "Rye is a grain that bears cold", "not cover"},
		// a table of contents tells nothing
		{"do we have cooling and drying racks for tins on wheels?", "", "Racks for tins Racks"},
		// this "it" needs none
		{"should I carry the key on a string?", "It is useful to carry that key on a string.", "brass key. It is useful"},
	} {
		if got := answer(c.question); !strings.Contains(got, c.says) || strings.Contains(got, c.not) {
			t.Errorf("%s: got %q, want %q and not %q", c.question, got, c.says, c.not)
		}
	}
}

// TestAnswersFromThePartOfAPage asks pages that have the same parts for one of these.
func TestAnswersFromThePartOfAPage(t *testing.T) {
	page := func(title, meaning, impact, mitigation string) string {
		return "# " + title + "\n\n## Meaning\n\n" + meaning + "\n\n## Impact\n\n" + impact + "\n\n## Mitigation\n\n" + mitigation + "\n"
	}
	answer := askPages(t, map[string]string{
		"cold.md":  page("Oven cold", "The oven is colder than its lower mark, and the oven stays so.", "Bread comes out pale from that oven.", "Turn the gas tap of the oven to the left:\n\n    ovenctl gas left\n"),
		"flood.md": page("Cellar flooded", "There is water in the cellar.", "Sacks in the cellar get wet.", "Start the pump of the cellar."),
		"mice.md":  page("Mice in the loft", "Mice were seen in the loft.", "Grain in the loft is lost.", "Fetch the cat to the loft."),
	})
	for _, c := range []struct{ question, says string }{
		{"what's the impact of a cold oven?", "Bread comes out pale"},
		{"how do we fix a cold oven?", "Turn the gas tap"},
		{"what's the impact of mice in the loft?", "Grain in the loft is lost"},
		{"the cellar is flooded, what do we do?", "Start the pump"},
		{"water stands in the cellar, it is flooded", "There is water in the cellar. [1] Mitigation: Start the pump"},
		{"the oven isn't warm, it is cold", "The oven is colder than its lower mark, and the oven stays so. [1] Mitigation: Turn the gas tap of the oven to the left: ovenctl gas left"},
	} {
		if got := answer(c.question); !strings.HasPrefix(got, c.says) {
			t.Errorf("%s: got %q, want %q first", c.question, got, c.says)
		}
	}
}
