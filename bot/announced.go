package bot

import (
	"slices"
	"strconv"
	"strings"

	"github.com/stackpick/stackpick/knowledge"
)

// announced returns the sections whose headings are what a sentence above them announces: "A glaze has three parts."
// before the sections "Silica", "Flux" and "Clay". Where it says how many, that many follow it; where it ends in a colon,
// all that do.
func (b *Bot) announced(at *place, last bool) []*knowledge.Passage {
	n, counts := announces(at.claim.Text)
	colon := strings.HasSuffix(at.claim.Text, ":")
	if !counts && !(colon && last) {
		return nil
	}
	below := b.below(at.passage)
	switch {
	case !counts && len(below) <= maxItems:
		return below
	case counts && (len(below) == n || last && len(below) > n):
		return below[:n]
	default:
		return nil
	}
}

// announcedBy returns likewise what a finding announces.
func (b *Bot) announcedBy(f finding) []*knowledge.Passage {
	if !b.manyThings() {
		return nil
	}
	lines := b.linesNear(f.passage)
	at := slices.IndexFunc(lines, func(l place) bool { return l.claim == f.claim })
	if at < 0 {
		return nil
	}
	return b.announced(&lines[at], at == len(lines)-1)
}

// below returns the first passages of the sections right below that of a passage, in order.
func (b *Bot) below(p *knowledge.Passage) []*knowledge.Passage {
	doc, ok := b.lib.Document(p.Document)
	if !ok || p.Heading == "" {
		return nil
	}
	path := append(slices.Clone(p.Path), p.Heading)
	if len(p.Path) == 0 && p.Heading == p.Title {
		path = nil // what stands below a page's title has no path
	}
	var found []*knowledge.Passage
	for i := range doc.Passages {
		if o := &doc.Passages[i]; sectionID(o) == o.ID && o.ID != sectionID(p) && slices.Equal(o.Path, path) {
			found = append(found, o)
		}
	}
	return found
}

// announces returns how many things a sentence says that there are: 3 of "there are three kinds of review".
func announces(text string) (n int, ok bool) {
	words := knowledge.Words(text)
	for i, w := range words {
		small := 1 + slices.Index([]string{"one", "two", "three", "four", "five", "six", "seven", "eight"}, w.Text)
		if small == 0 {
			small, _ = strconv.Atoi(w.Text)
		}
		if small < 2 || small > maxItems {
			continue
		}
		if slices.ContainsFunc(words[i+1:min(i+4, len(words))], func(w knowledge.Word) bool { return isPlural(w.Text) }) {
			return small, true
		}
	}
	return 0, false
}

// listing says what a sentence announces.
func listing(text string, below []*knowledge.Passage) string {
	var names []string
	for _, p := range below {
		names = append(names, p.Heading)
	}
	return strings.TrimRight(text, ".: ") + ": " + strings.Join(names, ", ") + "."
}
