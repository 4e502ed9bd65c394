package bot_test

import (
	"strings"
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

// TestTimesAndLengths: hours are times of the day, a length at the end is a figure, a date is that of a day, and no page knows who
// is on duty this week.
func TestTimesAndLengths(t *testing.T) {
	b := openFolder(t, map[string]string{
		"ferry.md":  "# The ferry\n\nFerry tickets are sold at the quay. The ferry runs on diesel.\n\n## Day service\n\nThe hours of day service are painted on a board.\n\nHours of day service (7:30 – 19:00) is for everybody.\n\n## Night service\n\nThe night service of the ferry is for the doctor.\n\n## Crew\n\nThe ferry is steered by the crew on duty. A second ferryman is trained.\n",
		"pupils.md": "# Pupils\n\n## Trial\n\nThe pupil trial length is carved in wood.\n\nThe trial of a pupil ends after 4 moons. A pupil on trial may steer.\n\n## Mentors\n\nA mentor spends up to 2 hours a week with a pupil. Mentors count their pupils.\n",
		"boats.md":  "# Boats\n\n2021-05-03: Launch of the Lapwing.\n\nThe Lapwing has a date painted on her bow. No boat lies at the quay longer than a sprint.\n",
		"signs.md":  "# Signs\n\nThe Lapwing carries 12 signs.\n",
	})
	expect(t, b, []expectation{
		{"what are the hours of day service?", bot.Facts, "", []string{"7:30"}},
		{"what are the day service hours?", bot.Facts, "", []string{"7:30"}},
		{"pupil trial length?", bot.Facts, "", []string{"4 moons"}},
		{"how much of my time will mentoring a pupil cost?", bot.Facts, "", []string{"up to 2 hours"}},
		{"Lapwing launch date?", bot.Facts, "", []string{"2021-05-03"}},
		{"how long may a boat sit at the quay?", bot.Facts, "", []string{"longer than a sprint"}},
		{"who steers the ferry?", bot.Facts, "", []string{"the crew on duty"}},
		{"who steers the ferry this week?", bot.NotCovered, "", nil},
		{"how many signs did the Lapwing carry last month?", bot.NotCovered, "", nil},
	})
	for q, not := range map[string]string{"what are the day service hours?": "painted on a board", "pupil trial length?": "carved"} {
		if a := mustAsk(t, b, q); strings.Contains(a.Text, not) {
			t.Errorf("%q is told %s", q, a.Text)
		}
	}
}
