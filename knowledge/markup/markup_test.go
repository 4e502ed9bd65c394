package markup_test

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"github.com/stackpick/stackpick/knowledge/markup"
	"github.com/stackpick/stackpick/knowledge/pdf"
)

// read reads a file of that name, which must be readable, without what belongs to its page and not to it.
func read(t *testing.T, name, text string) (markup.Head, markup.Article) {
	t.Helper()
	r := &markup.Reader{PDF: pdf.Reader{Interpret: true}} // compiling takes half a minute under the race detector
	defer r.Close()
	head, a, err := r.Read(name, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	a.Bound()
	a.DropFurniture()
	return head, a
}

// article reads a file of that name as read does.
func article(t *testing.T, name, text string) markup.Article {
	t.Helper()
	_, a := read(t, name, text)
	return a
}

// shape writes the blocks below each heading as "path > heading: text", with " / " between lines and blocks. What stands
// before the first heading stands under the title.
func shape(a markup.Article) []string {
	var all []string
	var above []markup.Block
	at := cmp.Or(a.Title, "untitled")
	open := false // whether at has blocks
	for _, b := range a.Blocks {
		if b.Kind != markup.Heading {
			text := strings.ReplaceAll(b.Text, "\n", " / ")
			if open {
				all[len(all)-1] += " / " + text
			} else {
				all, open = append(all, at+": "+text), true
			}
			continue
		}
		above = slices.DeleteFunc(above, func(h markup.Block) bool { return h.Level >= b.Level })
		var path []string
		for _, h := range above {
			path = append(path, h.Text)
		}
		at, open = strings.Join(append(path, b.Text), " > "), false
		if b.Level != 1 || b.Text != a.Title {
			above = append(above, b)
		}
	}
	return all
}

// texts returns the texts of blocks, parted by " / ".
func texts(blocks []markup.Block) string {
	var all []string
	for _, b := range blocks {
		all = append(all, b.Text)
	}
	return strings.Join(all, " / ")
}
