package bot_test

import (
	"testing"

	"github.com/stackpick/stackpick/bot"
)

// TestFiguresAndPeople: a figure may stand in the heading alone; how many people there are may be told as who they are; who does
// something, in another word for it.
func TestFiguresAndPeople(t *testing.T) {
	expect(t, openFolder(t, map[string]string{
		"mill.md":  "# The mill\n\n## 1. Grain coverage is at least 90%\n\nAll sacks are weighed. Nothing may be spilt.\n\n## Council\n\nWho may join is drawn by lot. A council consists of the miller plus 3-4 others from the village.\n\n## The sluice\n\nThe sluice is maintained by the ferryman.\n",
		"ovens.md": "# Ovens\n\n## Heating\n\nThe ovens heat automatically each Sunday.\n\n## Cleaning\n\nOvens are swept by hand.\n",
		"kiln.md":  "# Open Kiln\n\nThe current bakers tend the kiln. A cracked jug is replaced within one day. At Open Kiln we sing.\n",
		"carts.md": "# Carts\n\n## Wheels\n\nWheels are oiled.\n\n## Horses\n\nHorses eat oats.\n",
	}), []expectation{
		{"what percent must the grain coverage have?", bot.Facts, "", []string{"Grain coverage is at least 90%: All sacks are weighed."}},
		{"how many people join a council?", bot.Facts, "", []string{"the miller plus 3-4 others"}},
		{"who looks after the sluice?", bot.Facts, "", []string{"maintained by the ferryman"}},
		{"do the ovens heat by themselves?", bot.Facts, "", []string{"automatically each Sunday"}},
		{"who tends Open Kiln?", bot.Facts, "", []string{"current bakers tend"}},
		{"how fast is a cracked jug replaced?", bot.Facts, "", []string{"within one day"}},
		{"how many horses are there?", bot.NotCovered, "", nil},
	})
}
