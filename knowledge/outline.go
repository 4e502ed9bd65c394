package knowledge

import (
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge/markup"
	"github.com/stackpick/stackpick/knowledge/plain"
)

// tidy takes out of blocks what is no knowledge, and sets right what saving a page has mixed up.
func (a *article) tidy(title string) {
	a.DropFurniture()
	a.Blocks = partColumns(a.Blocks, title)
}

// partColumns undoes the reading of a side-by-side layout column by column: n headings on end, and then one
// list that holds the items of all. The list is dealt out in equal runs.
func partColumns(blocks []markup.Block, title string) []markup.Block {
	var out []markup.Block
	for i := 0; i < len(blocks); {
		heads := i + adjacentHeadings(blocks[i:])
		if heads == i {
			out = append(out, blocks[i])
			i++
			continue
		}
		end := heads + adjacentItems(blocks[heads:])
		n := columns(blocks[i:heads], end-heads, title)
		out = append(out, blocks[i:heads-n]...)
		for c := range n {
			run := (end - heads) / n
			out = append(out, blocks[heads-n+c])
			out = append(out, blocks[heads+c*run:heads+(c+1)*run]...)
		}
		i = heads
		if n > 0 {
			i = end
		}
	}
	return out
}

// columns returns how many of the last of the headings are heads of columns, above a list of that many items.
func columns(headings []markup.Block, items int, title string) int {
	const most = 6 // columns that fit on a page
	for n := min(len(headings), most); n >= 2; n-- {
		if items >= n && items%n == 0 && columnHeads(headings[len(headings)-n:], title) {
			return n
		}
	}
	return 0
}

// adjacentHeadings counts the headings of one level that blocks starts with.
func adjacentHeadings(blocks []markup.Block) int {
	n := 0
	for n < len(blocks) && blocks[n].Kind == markup.Heading && blocks[n].Level == blocks[0].Level {
		n++
	}
	return n
}

// adjacentItems counts the list items that blocks starts with.
func adjacentItems(blocks []markup.Block) int {
	n := 0
	for n < len(blocks) && blocks[n].Kind == markup.Item {
		n++
	}
	return n
}

// columnHeads reports whether headings look like those of columns: they are alike in form ("Reasons to choose
// A", "Reasons to choose B"), opposites, or the things that the title compares. An empty section of a template
// above a list looks like none of these.
func columnHeads(heads []markup.Block, title string) bool {
	first := strings.Fields(plain.Folded(heads[0].Text))
	alike, named := true, true
	for _, h := range heads {
		words := strings.Fields(plain.Folded(h.Text))
		shared := 0
		for _, w := range words {
			if slices.Contains(first, w) {
				shared++
			}
		}
		alike = alike && shared*2 >= len(words) && shared > 0
		named = named && len(words) <= 3 && strings.Contains(plain.Folded(title), plain.Folded(h.Text))
	}
	return alike || named || len(heads) == 2 && opposites.MatchString(heads[0].Text+"\n"+heads[1].Text)
}
