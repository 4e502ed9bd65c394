package knowledge

import (
	"cmp"
	"strings"

	"github.com/stackpick/stackpick/knowledge/plain"
)

// ownArguments tells which option the arguments of a list or a table are on, where that is said by their place: those in
// an item of the considered options, and those in the columns "Pros" and "Cons" of a table, which become items.
func (r *Record) ownArguments(a *article) {
	part, level := PartNone, 0
	owner := "" // the option in whose item we are
	var blocks []block
	for _, b := range a.blocks {
		if b.kind == blockHeading {
			if b.part != string(PartNone) || b.level <= level {
				part, level = Part(b.part), b.level
			}
			owner = ""
		}
		listed := b.kind == blockItem && (part == PartConsidered || part == PartPros)
		switch {
		case b.kind == blockRow && hasSides(b.names):
			blocks = append(blocks, r.sidesOfRow(b)...)
			continue
		case listed && b.depth <= 1:
			owner = r.consideredAs(b.text)
		case listed:
			b.owner = owner
		}
		blocks = append(blocks, b)
	}
	a.blocks = blocks
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
func (r *Record) sidesOfRow(b block) []block {
	rest, items := b, []block(nil)
	rest.names, rest.cells = nil, nil
	owner := ""
	if sideOfColumn(b.names[0]) == NoClaim && len(b.cells) > 0 {
		owner = cmp.Or(r.consideredAs(b.cells[0]), cleanOption(b.cells[0]))
	}
	for i, cell := range b.cells {
		switch {
		case i < len(b.names) && sideOfColumn(b.names[i]) != NoClaim:
			if strings.TrimSpace(cell) != "" {
				items = append(items, block{kind: blockItem, text: b.names[i] + ": " + cell, owner: owner, line: b.line})
			}
		default:
			name := ""
			if i < len(b.names) {
				name = b.names[i]
			}
			rest.names, rest.cells = append(rest.names, name), append(rest.cells, cell)
		}
	}
	if rest.text = rowText(rest.names, rest.cells); rest.text != "" {
		items = append([]block{rest}, items...)
	}
	return items
}
