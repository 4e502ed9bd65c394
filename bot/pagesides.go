package bot

import (
	"strings"

	"github.com/stackpick/stackpick/bot/question"
	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// sideOf returns +1 for a passage under a heading of good sides, -1 for one of bad sides, and 0 for any other.
func sideOf(p *knowledge.Passage) int {
	switch {
	case p.Kind != knowledge.KindSection, p.Part != "", sectionID(p) != p.ID:
		return 0
	case badHeading.MatchString(p.Heading):
		return -1
	case goodHeading.MatchString(p.Heading):
		return +1
	}
	return 0
}

// tellSides tells what speaks for a thing or against it, whichever is asked for, where a section is headed so and stands
// on a page on that thing: "Caveats". It reports whether there is one.
func (d *draft) tellSides(a *question.Ask) bool {
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
		return false
	}
	lines := d.b.sectionOf(best, nil).lines()
	d.tellRead(&reading{told: lines[:min(len(lines), maxRead)]})
	return len(lines) > 0
}

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
