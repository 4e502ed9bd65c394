package knowledge

import (
	"cmp"
	"strings"

	"github.com/stackpick/stackpick/knowledge/markup"
	"github.com/stackpick/stackpick/knowledge/plain"
)

// ownArguments tells which option the arguments of a list or a table are on, where that is said by their place: those in
// an item of the considered options, and those in the columns "Pros" and "Cons" of a table, which become items.
func (r *Record) ownArguments(a *article) {
	part, level := PartNone, 0
	owner := "" // the option in whose item we are
	var blocks []markup.Block
	for _, b := range a.Blocks {
		if b.Kind == markup.Heading {
			if b.Part != string(PartNone) || b.Level <= level {
				part, level = Part(b.Part), b.Level
			}
			owner = ""
		}
		listed := b.Kind == markup.Item && (part == PartConsidered || part == PartPros)
		switch {
		case b.Kind == markup.Row && hasSides(b.Names):
			blocks = append(blocks, r.sidesOfRow(b)...)
			continue
		case listed && b.Depth <= 1:
			owner = r.consideredAs(b.Text)
		case listed:
			b.Owner = owner
		}
		blocks = append(blocks, b)
	}
	a.Blocks = blocks
}

// consideredAs returns the considered option that an item names, or "".
func (r *Record) consideredAs(text string) string {
	name := plain.Folded(cleanOption(text))
	for _, o := range r.Considered {
		if name != "" && plain.Folded(o) == name {
			return o
		}
	}
	return ""
}

// hasSides reports whether a table has a column for what speaks for or against something.
func hasSides(names []string) bool {
	for _, name := range names {
		if sideOfColumn(name) != NoClaim {
			return true
		}
	}
	return false
}

func sideOfColumn(name string) Stance { return sideIn(sideOfList.FindStringSubmatch(name)) }

// sidesOfRow makes an item of each argument in a row, "Cons: hard to run", after a row of what else stands in it.
func (r *Record) sidesOfRow(b markup.Block) []markup.Block {
	rest, items := b, []markup.Block(nil)
	rest.Names, rest.Cells = nil, nil
	owner := ""
	if sideOfColumn(b.Names[0]) == NoClaim && len(b.Cells) > 0 {
		owner = cmp.Or(r.consideredAs(b.Cells[0]), cleanOption(b.Cells[0]))
	}
	for i, cell := range b.Cells {
		switch {
		case i < len(b.Names) && sideOfColumn(b.Names[i]) != NoClaim:
			if strings.TrimSpace(cell) != "" {
				items = append(items, markup.Block{Kind: markup.Item, Text: b.Names[i] + ": " + cell, Owner: owner, Line: b.Line})
			}
		default:
			name := ""
			if i < len(b.Names) {
				name = b.Names[i]
			}
			rest.Names, rest.Cells = append(rest.Names, name), append(rest.Cells, cell)
		}
	}
	if rest.Text = markup.RowText(rest.Names, rest.Cells); rest.Text != "" {
		items = append([]markup.Block{rest}, items...)
	}
	return items
}
