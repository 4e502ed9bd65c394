package bot

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge"
)

// What is said of a library that is on many technologies: it is known by its documents, not by the technologies that
// they happen to name.
const (
	namedDocuments = 5  // titles that are named
	longestTitle   = 48 // bytes; longer ones are no names
)

// manyThings reports whether the knowledge is on so many technologies that it is no article on a few: there an option
// is a word like others.
func (b *Bot) manyThings() bool { return len(b.lore.subjects) > maxRivals }

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

// holds says in one sentence which documents the library has.
func (b *Bot) holds() string {
	var titles []string
	for _, d := range b.lore.main {
		titles = append(titles, d.Title)
	}
	if len(titles) == 0 || len(b.lib.Documents) == 1 {
		return fmt.Sprintf("It holds %d documents.", len(b.lib.Documents))
	}
	return fmt.Sprintf("It holds %d documents, such as %s.", len(b.lib.Documents), list(titles))
}

// aboutDocuments returns questions on the documents that say the most.
func (b *Bot) aboutDocuments() []string {
	var questions []string
	for _, d := range b.lore.main {
		if d.Record != nil {
			questions = append(questions, fmt.Sprintf("What did we decide on %s?", d.Title))
			continue
		}
		questions = append(questions, fmt.Sprintf("Tell me about %s.", d.Title))
	}
	return questions[:min(len(questions), 4)]
}
