package bot

import (
	"slices"
	"strings"

	"github.com/stackpick/stackpick/bot/question"
	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// sideOf returns +1 for a passage under a heading of good sides, -1 for one of bad sides, and 0 for any other.
func sideOf(p *knowledge.Passage) int {
	if p.Kind != knowledge.KindSection || p.Part != "" || sectionID(p) != p.ID {
		return 0
	}
	return sideHeaded(p.Heading)
}

// sideHeaded returns +1 for a heading of good sides, -1 for one of bad sides, and 0 for any other.
func sideHeaded(heading string) int {
	switch {
	case badHeading.MatchString(heading):
		return -1
	case goodHeading.MatchString(heading):
		return +1
	}
	return 0
}

// tellSides tells what speaks for a thing or against it, whichever is asked for, where a section is headed so and stands
// on a page on that thing ("Caveats"), or a section on the thing has a list of it. It reports whether there is one.
func (d *draft) tellSides(a *question.Ask, e *evidence) bool {
	if a.Lean == 0 || a.Answer != question.Anything || a.AsksHow() || !d.b.manyThings() {
		return false
	}
	about := d.b.sidesOf(a)
	if len(about) == 0 {
		return false
	}
	var best *knowledge.Passage
	nearest := 0
	for _, p := range d.b.lore.sided {
		if near := d.b.nearSide(p, about); sideOf(p) == a.Lean && near > nearest {
			best, nearest = p, near
		}
	}
	if best == nil {
		return d.tellListedSides(a, e, about)
	}
	lines := d.b.sectionOf(best, nil).lines()
	d.tellRead(&reading{told: lines[:min(len(lines), maxRead)]})
	return len(lines) > 0
}

// tellListedSides tells the items of the first list that opens with the side asked for ("Disadvantages:") in a section whose
// heading names the thing. It reports whether there is one.
func (d *draft) tellListedSides(a *question.Ask, e *evidence, about []string) bool {
	for _, p := range e.passages {
		if d.b.nearSide(p, about) < inHeading {
			continue
		}
		lines := d.b.sectionOf(p, nil).lines()
		for i := range lines {
			opens := lines[i].lead == nil && leads(lines[i].claim.Text) && sideHeaded(lines[i].claim.Text) == a.Lean
			if items := listAt(lines[i], lines); opens && len(items) > 1 {
				d.tellRead(&reading{told: untilNextLabel(items)})
				return true
			}
		}
	}
	return false
}

// untilNextLabel cuts a list before what opens something else in the same breath: "Best for: …" below plain items.
func untilNextLabel(items []place) []place {
	labelled := func(at place) bool { return labels.MatchString(at.claim.Text) }
	if next := slices.IndexFunc(items[1:], labelled); next > 0 {
		return items[:next+1]
	}
	return items
}

// inHeading is how near a thing is that the headings above a section name; see nearSide.
const inHeading = 2

// nearSide is how near a thing is named above what is told of its sides: 3 in the heading itself, 2 in those above it,
// 1 with the page's title, 0 for a page on something else.
func (b *Bot) nearSide(p *knowledge.Passage, about []string) int {
	own := b.stems(p.Heading)
	path := append(b.stems(strings.Join(p.Path, "\n")), own...)
	page := append(b.stems(p.Title), path...)
	for i, above := range [][]string{own, path, page} {
		if within(about, above) {
			return 3 - i
		}
	}
	return 0
}

// sidesOf returns the stems of what an ask wants the sides of.
func (b *Bot) sidesOf(a *question.Ask) []string {
	var about []string
	for _, w := range a.Words {
		if _, topical := b.lib.Vocabulary.Term(w); topical && !b.lib.Vocabulary.Says(vocabulary.Blaming, w.Text) && !b.lib.Vocabulary.Says(vocabulary.Praising, w.Text) {
			about = append(about, b.lib.Vocabulary.Sense(w))
		}
	}
	return about
}
