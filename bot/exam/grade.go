package exam

import (
	"fmt"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/bot"
)

// grade says what is wrong with an answer to the item.
func (it *Item) grade(a *bot.Answer) []Fault {
	var faults []Fault
	add := func(c Check, format string, args ...any) {
		faults = append(faults, Fault{Check: c, What: fmt.Sprintf(format, args...)})
	}
	if len(it.Outcome) > 0 && !slices.Contains(it.Outcome, a.Outcome) {
		add(Outcome, "outcome %s, want %s", a.Outcome, list(it.Outcome, " or "))
	}
	if r := a.Recommendation; r != nil && len(it.Pick) > 0 && !holdsFold(it.Pick, r.Option) {
		add(Pick, "picks %s, want %s", r.Option, list(it.Pick, " or "))
	}
	said := told(a)
	if !refusal(a.Outcome) || it.mustAnswer() {
		for _, want := range it.Sections {
			if !want.in(places(a)) {
				add(Citation, "cites %s, want %v", cited(a), want)
			}
		}
		for _, want := range it.Facts {
			if !want.in(said) {
				add(Fact, "does not say %v", want)
			}
		}
	}
	for _, want := range it.Gaps {
		if !want.in(append(slices.Clone(a.Gaps), a.Text)) {
			add(Gap, "does not name what is missing: %v", want)
		}
	}
	for _, never := range it.Absent {
		if never.in(said) {
			add(Absent, "says %v", never)
		}
	}
	for _, what := range Ungrounded(a) {
		add(Grounded, "%s", what)
	}
	return faults
}

// told is all that an answer says: its text, and the cells of its table.
func told(a *bot.Answer) []string {
	texts := []string{a.Text}
	if a.Comparison == nil {
		return texts
	}
	for _, r := range a.Comparison.Rows {
		for _, c := range r.Cells {
			if c.Text != nil {
				texts = append(texts, *c.Text)
			}
		}
	}
	return texts
}

// places are the sections that an answer cites, by their names and by their passages' IDs.
func places(a *bot.Answer) []string {
	var names []string
	for _, s := range a.Sources {
		names = append(names, s.Section, s.ID)
	}
	return names
}

// cited names the passages that an answer cites, for people.
func cited(a *bot.Answer) string {
	if len(a.Sources) == 0 {
		return "nothing"
	}
	ids := make([]string, len(a.Sources))
	for i, s := range a.Sources {
		ids[i] = s.ID
	}
	return strings.Join(ids, ", ")
}

func holdsFold(list []string, s string) bool {
	return slices.ContainsFunc(list, func(o string) bool { return strings.EqualFold(o, s) })
}
