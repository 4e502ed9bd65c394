package bot

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/stackpick/stackpick/bot/question"
	"github.com/stackpick/stackpick/knowledge"
)

// What is said of a library that is on many technologies: it is known by its documents, not by the technologies that
// they happen to name.
const (
	namedDocuments = 5   // titles that are named
	nearDocuments  = 3   // likewise of those that are near to what was asked
	longestTitle   = 48  // bytes; longer ones are no names
	nearShare      = 0.4 // of the weight of the words asked, in one section of a near document
)

// fewAbout is the share of claims that are about the technologies which a library judges, below which it is on other
// things.
const fewAbout = 0.1

// manyThings reports whether the knowledge is no article on a few technologies, but on many, or on other things: there an
// option is a word like others.
func (b *Bot) manyThings() bool { return b.lore.ManyThings }

// onManyThings finds that out of what was counted.
func (l *lore) onManyThings() bool {
	about := 0
	for _, o := range l.Subjects {
		about += l.options[o]
	}
	return len(l.Subjects) > maxRivals || about == 0 || float64(about) < fewAbout*float64(l.claims)
}

// mainDocuments returns the documents of a library that say the most, by the number of their passages.
func mainDocuments(lib *knowledge.Library) []*knowledge.Document {
	var docs []*knowledge.Document
	seen := map[string]bool{}
	for i := range lib.Documents {
		d := &lib.Documents[i]
		if title := strings.ToLower(d.Title); len(d.Title) <= longestTitle && !seen[title] {
			seen[title] = true
			docs = append(docs, d)
		}
	}
	slices.SortStableFunc(docs, func(x, y *knowledge.Document) int { return cmp.Compare(len(y.Passages), len(x.Passages)) })
	return slices.Clone(docs[:min(len(docs), namedDocuments)])
}

// nearest returns the passages that stand in sections which have much of what an ask is about, one of each document, best first.
func (b *Bot) nearest(a *question.Ask, e *evidence) []*knowledge.Passage {
	words := slices.DeleteFunc(b.wantedOf(a), func(w wanted) bool { return !w.about() || w.plain })
	var near []*knowledge.Passage
	for _, p := range e.passages {
		if d, ok := b.lib.Document(p.Document); !ok || len(d.Blips) > 1 {
			continue // a radar's file is no page
		}
		if len(near) == nearDocuments || len(p.Title) > longestTitle || slices.ContainsFunc(near, func(o *knowledge.Passage) bool { return o.Document == p.Document }) {
			continue
		}
		held, all, s := 0.0, 0.0, e.section(b, p)
		for _, w := range words {
			all += w.weight
			if s.has(w.term) {
				held += w.weight
			}
		}
		if held > nearShare*all {
			near = append(near, p)
		}
	}
	return near
}

// holds says in one sentence which documents the library has.
func (b *Bot) holds() string {
	if len(b.lib.Documents) == 1 {
		return fmt.Sprintf("It holds one document, %s.", strings.TrimRight(b.lib.Documents[0].Title, ".?!"))
	}
	if len(b.lore.main) == 0 {
		return fmt.Sprintf("It holds %d documents.", len(b.lib.Documents))
	}
	return fmt.Sprintf("It holds %d documents, such as %s.", len(b.lib.Documents), andList(titlesOf(b.lore.main)))
}

// holdsNear says likewise what of them is near to what was asked.
func (d *draft) holdsNear() string {
	if len(d.near) == 0 || len(d.b.lib.Documents) == 1 {
		return d.b.holds()
	}
	var places []string
	for _, p := range d.near {
		place := p.Title
		if heading := d.b.ownHeading(p); heading != "" {
			place = fmt.Sprintf("“%s” in %s", heading, p.Title)
		}
		places = append(places, place)
	}
	return fmt.Sprintf("Of the %d documents that it holds, nearest to it: %s.", len(d.b.lib.Documents), andList(places))
}

// ownHeading returns the heading of a passage where that alone says which it is, "" where its document does.
func (b *Bot) ownHeading(p *knowledge.Passage) string {
	isName := len(p.Heading) <= longestTitle && strings.ContainsFunc(p.Heading, unicode.IsLetter)
	ofRecord := b.lore.docket.byID[p.Document] != nil // all records have much the same headings
	if !isName || ofRecord || p.Heading == p.Title || !b.lore.directory.onlyOne(b.lib.Vocabulary, p.Heading) {
		return ""
	}
	return p.Heading
}

// aboutNear returns questions on what is near to what was asked.
func (d *draft) aboutNear() []string {
	var questions []string
	for _, p := range d.near {
		doc, _ := d.b.lib.Document(p.Document)
		switch heading := d.b.ownHeading(p); {
		case heading == "":
			questions = append(questions, aboutDocuments([]*knowledge.Document{doc})...)
		case strings.HasSuffix(heading, "?"):
			questions = append(questions, heading)
		default:
			questions = append(questions, tellMeAbout(heading))
		}
	}
	return questions
}

func titlesOf(docs []*knowledge.Document) []string {
	var titles []string
	for _, d := range docs {
		titles = append(titles, d.Title)
	}
	return titles
}

func tellMeAbout(title string) string {
	return "Tell me about " + strings.TrimRight(title, ".?!") + "."
}

// aboutDocuments returns questions on documents.
func aboutDocuments(docs []*knowledge.Document) []string {
	var questions []string
	for _, d := range docs {
		if d.Record != nil {
			questions = append(questions, fmt.Sprintf("What did we decide on %s?", d.Title))
			continue
		}
		questions = append(questions, tellMeAbout(d.Title))
	}
	return questions[:min(len(questions), 4)]
}
