package bot

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/stackpick/stackpick/bot/question"
	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// Of a list that is asked for all is told, as far as it is no longer than this.
const (
	maxItems = 8
	maxList  = 900 // bytes
)

// listAt returns the list that a sentence leads to or is an item of, with the line that leads to it; nil for none.
func listAt(at place, within []place) []place {
	from := at.at
	if at.lead != nil {
		from = at.lead.at
	}
	var list []place
	size := 0
	for _, p := range within[from:] {
		if p.at > from && (p.lead == nil || p.lead.at != from) || len(list) > maxItems || size > maxList {
			break
		}
		list = append(list, p)
		size += len(p.claim.Text)
	}
	if len(list) < 2 {
		return nil
	}
	return list
}

// openingOf returns the first sentences of a section, as many as of a list.
func openingOf(within []place) []place {
	size := 0
	for i, p := range within {
		if size += len(p.claim.Text); i == maxItems || i > 0 && size > maxList {
			return within[:i]
		}
	}
	return within
}

// asksList reports whether an ask wants several things told: "which libraries are permitted?", "what are the stages?".
func asksList(a *question.Ask) bool {
	which := vocabulary.FirstOf(a.Opening(3), "which", "what", "list", "name")
	if which < 0 || a.Answer != question.Anything {
		return false
	}
	next := a.Words[which+1:]
	return slices.ContainsFunc(next[:min(len(next), 3)], func(w vocabulary.Word) bool { return w.Text == "are" || isPlural(w.Text) })
}

// isPlural reports whether a word looks like an English noun in the plural.
func isPlural(word string) bool {
	ends := func(ending string) bool { return strings.HasSuffix(word, ending) }
	isOne := slices.ContainsFunc([]string{"ss", "us", "is"}, ends) || word == "does"
	return len(word) > 3 && ends("s") && !isOne
}

// announced returns the sections whose headings are what a sentence above them announces: "A glaze has three parts." or
// "The parts of a glaze are:" before the sections "Silica", "Flux" and "Clay". Of a number there are as many, or more where
// the sentence is the last before them. Last says that it ends its section, sections finds those below.
func announced(at *place, last bool, sections func() []*knowledge.Passage) []*knowledge.Passage {
	n, counted := announces(at.claim.Text)
	if !counted && !(last && leadsOn.MatchString(at.claim.Text)) {
		return nil
	}
	switch below := sections(); {
	case counted && (len(below) == n || last && len(below) > n):
		return below[:n]
	case !counted && len(below) > 1 && len(below) <= maxItems:
		return below
	default:
		return nil
	}
}

// leadsOn matches a line that leads to what stands below it: "The tools we use are:".
var leadsOn = regexp.MustCompile(`(?:\.\.+|…|:)$`)

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
	return announced(&lines[at], at == len(lines)-1, func() []*knowledge.Passage { return b.below(f.passage) })
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
	return sectionsAt(doc, path, p)
}

// beside returns likewise the sections beside that of a passage.
func (b *Bot) beside(p *knowledge.Passage) []*knowledge.Passage {
	doc, ok := b.lib.Document(p.Document)
	if !ok {
		return nil
	}
	return sectionsAt(doc, p.Path, p)
}

// sectionsAt returns the first passages of a document's sections right below a path of headings, but for that of a passage.
func sectionsAt(doc *knowledge.Document, path []string, but *knowledge.Passage) []*knowledge.Passage {
	var found []*knowledge.Passage
	for i := range doc.Passages {
		if o := &doc.Passages[i]; sectionID(o) == o.ID && o.ID != sectionID(but) && slices.Equal(o.Path, path) {
			found = append(found, o)
		}
	}
	return found
}

// announcing matches how a sentence says that there are some of a thing, up to the number and the thing.
var announcing = regexp.MustCompile(`(?i)\b(?:there are|has|have|consists? of|comes? in|falls? into|(?:split|divided) into) (?:the following |these |just |only |exactly )?(two|three|four|five|six|seven|eight|[2-8]) (?:[a-z-]+ ){0,2}?([a-z-]+s)\b`)

// announces returns how many things a sentence says that there are: 3 of "there are three kinds of review".
func announces(text string) (n int, ok bool) {
	m := announcing.FindStringSubmatch(text)
	if m == nil || !isPlural(m[2]) {
		return 0, false
	}
	if n, err := strconv.Atoi(m[1]); err == nil {
		return n, true
	}
	return 2 + slices.Index([]string{"two", "three", "four", "five", "six", "seven", "eight"}, strings.ToLower(m[1])), true
}

// listing says what a sentence announces.
func listing(text string, below []*knowledge.Passage) string {
	var names []string
	for _, p := range below {
		names = append(names, p.Heading)
	}
	return strings.TrimRight(text, ".…: ") + ": " + strings.Join(names, ", ") + "."
}

// sayListing says a sentence with the headings below it that it announces, if there are any.
func (d *draft) sayListing(text string, f finding, below []*knowledge.Passage) {
	if len(below) == 0 {
		d.say(text, f)
		return
	}
	d.said[f.claim] = true
	d.state(listing(text, below), append([]*knowledge.Passage{f.passage}, below...))
}
