package bot_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/stackpick/stackpick/bot"
)

// staff are pages on working somewhere, beside those of standards.
var staff = map[string]string{
	"vacation.md": "# Vacation\n\nEverybody has 27 days a year. Unused days are lost in March, and cannot roll over.\n",
	"absences.md": "# Absences\n\n## Bereavement\n\nAfter the death of a family member four days are free.\n\n## Court\n\nWho serves on a jury keeps the full pay.\n",
	"remote.md":   "# Working remotely\n\nAsk your lead a week before. A day on which you work remotely is a day like any other.\n",
	"learning.md": "# Courses\n\nCourses are paid up to 900 euros.\n",
	"rota.md":     "# Weekends\n\nA call to the pump house is made on the hour.\n",
	"alerts.md":   "# PumpPressureTooLow\n\nThe valve is open. Close it by hand.\n\n# PumpMotorHot\n\nLet it cool for an hour.\n",
}

// TestOtherWords: a question is answered from what the knowledge says in other words, from the page that it names by words
// that a heading joins, and not from what only has the words of a phrase one by one; a chat spelling names no technology.
func TestOtherWords(t *testing.T) {
	files := maps.Clone(standards)
	maps.Copy(files, staff)
	b := openFolder(t, files)
	for _, c := range []struct {
		question string
		says     string // "" where nothing is held
	}{
		{"how much pto do we have?", "27 days"},
		{"my grandma passed away, how many days are free?", "four days"},
		{"can i work from home?", "a day like any other"},
		{"can unused days carry over?", "roll over"},
		{"how many vacation days do we have?", "27 days"},
		{"the pump pressure is too low", "Close it by hand"},
		{"how much vacay do we have atm?", "27 days"},
		{"whats the pto atm, btw?", "27 days"},
		{"do i get the full pay on a jury/tribunal?", "keeps the full pay"},
		{"should a call to the pump house called Marabou be made?", "on the hour"},
		{"how many days leave do we get?", "27 days"},
		{"who is on call at weekends?", ""},
		{"what's the dress code at weekends?", ""},
	} {
		a := mustAsk(t, b, c.question)
		switch {
		case c.says == "" && a.Outcome != bot.NotCovered:
			t.Errorf("%q: %s, want a refusal: %s", c.question, a.Outcome, a.Text)
		case c.says != "" && !strings.Contains(a.Text, c.says):
			t.Errorf("%q: %s, want %q: %s", c.question, a.Outcome, c.says, a.Text)
		}
	}
}

// TestWhatAnAnswerNeeds: a sentence is told with the one that limits it, a time goes before a condition where one asks when,
// and neither a part of a name nor what is told of the reader answers.
func TestWhatAnAnswerNeeds(t *testing.T) {
	files := maps.Clone(standards)
	maps.Copy(files, map[string]string{
		"freeze.md": "# Freeze\n\nAfter the freeze no new valves are accepted. Only repairs of valves can be merged. Valves are counted.\n",
		"bonus.md":  "# Referral bonus\n\nThe referral bonus is paid for any new sailor. The referral bonus is paid within 90 days of the first watch.\n",
		"pump.md":   "# Pump house\n\nI got tired of polishing the lantern by hand. A program polishes valves.\n",
	})
	b := openFolder(t, files)
	for _, c := range []struct {
		question string
		says     string // first; "" where nothing is held
	}{
		{"what new valves are accepted after the freeze?", "After the freeze no new valves are accepted. Only repairs"},
		{"when is the referral bonus paid?", "The referral bonus is paid within 90 days"},
		{"who polishes the lantern?", ""},
		{"do we have a polish bounty program?", ""},
	} {
		a := mustAsk(t, b, c.question)
		switch {
		case c.says == "" && a.Outcome != bot.NotCovered:
			t.Errorf("%q: %s, want a refusal: %s", c.question, a.Outcome, a.Text)
		case c.says != "" && !strings.HasPrefix(a.Text, c.says):
			t.Errorf("%q: %s, want %q first: %s", c.question, a.Outcome, c.says, a.Text)
		}
	}
}
