package bot

import (
	"slices"
	"strings"

	"github.com/stackpick/stackpick/bot/question"
	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// Who says what is wrong ("the queue is stuck, what do I do?") wants the page on it, and of that what is to be done: its
// steps, whichever words they have. The page is the one whose title says what is wrong.

// A runbook is a page that says what is to be done about what its title names.
type runbook struct {
	doc   *knowledge.Document
	parts map[vocabulary.Cue][]*knowledge.Passage // the sections of each of pageParts
}

// How much of a title must be said for its page to be the one, and how much of what is said the page must have.
const (
	titleSaid = 0.6
	troubleIn = 0.75
)

// Statements of a trouble's answer.
const (
	maxMended    = 6
	maxDiagnosed = 3
	shortMend    = 200 // bytes: of a page that says less of what is to be done it is told how to look into it
)

// newRunbooks returns the pages that say what is to be done, in the order of the library.
func (l *lore) newRunbooks(b *knowledge.Library) []*runbook {
	var all []*runbook
	if l.parted[vocabulary.Mending] < leastParts {
		return nil
	}
	for i := range b.Documents {
		doc := &b.Documents[i]
		r := &runbook{doc, map[vocabulary.Cue][]*knowledge.Passage{}}
		for k := range doc.Passages {
			p := &doc.Passages[k]
			for _, part := range pageParts() {
				if sectionID(p) == p.ID && inPart(p, part.asked) {
					r.parts[part.asked] = append(r.parts[part.asked], p)
				}
			}
		}
		if len(r.parts[vocabulary.Mending]) > 0 && doc.Record == nil {
			all = append(all, r)
		}
	}
	return all
}

// tellTrouble tells what is to be done about the trouble that an ask names, and reports whether a page is on it.
func (d *draft) tellTrouble(a *question.Ask, e *evidence) bool {
	if !d.b.namesTrouble(a) {
		return false
	}
	r := d.b.runbookFor(a, e)
	if r == nil {
		return false
	}
	before, asked := len(d.a.Statements), d.b.reader.AsksPart(a)
	if first := &r.doc.Passages[0]; asked == "" && first != r.parts[vocabulary.Mending][0] && !inPart(first, vocabulary.Diagnosing) {
		if all := d.b.utterances(first); len(all) > 0 {
			d.sayUtterance(all[0], "") // which trouble it is
		}
	}
	size := d.tellSteps(r.parts[vocabulary.Mending], maxMended, asked)
	if size < shortMend {
		d.tellSteps(r.parts[vocabulary.Diagnosing], maxDiagnosed, "")
	}
	told := len(d.a.Statements) > before
	if told {
		d.tellHits(a, e)
	}
	return told
}

// namesTrouble reports whether an ask says what is wrong and asks nothing but what is to be done: "the disk is full", "the
// disk is full, what now?", "how do I fix a full disk?".
func (b *Bot) namesTrouble(a *question.Ask) bool {
	if len(b.lore.runbooks) == 0 || a.Code != "en" || a.Want != question.Tell || a.Define || a.Answer != question.Anything || vocabulary.HasAny(a.Words, "why", "reason") {
		return false
	}
	part := b.reader.AsksPart(a)
	states := !a.Starts(1, vocabulary.Questioning) && !a.Starts(1, vocabulary.Helping) && a.Says(vocabulary.Stating)
	return part == vocabulary.Mending || part == "" && (states || a.AsksHow() && len(a.Hints) > 0)
}

// troubleWords returns the words of an ask and its setting, and as a set what they say.
func (b *Bot) troubleWords(a *question.Ask) (words []wanted, said map[string]bool) {
	words = b.wantSetting(b.wantedOf(a), a)
	for i := range a.Sayings {
		if s := &a.Sayings[i]; s.IsPhrase() {
			words = b.wantSaying(words, a, s, settingPart)
		}
	}
	said = map[string]bool{}
	for _, w := range words {
		said[w.term] = true
	}
	return words, said
}

// runbookFor returns the page whose title says the most of the trouble that an ask names, nil where none says enough.
func (b *Bot) runbookFor(a *question.Ask, e *evidence) *runbook {
	words, said := b.troubleWords(a)
	var best *runbook
	most := 0.0
	for _, r := range b.lore.runbooks {
		score := e.best(r.doc)
		if score == 0 {
			continue
		}
		title := b.titleSaid(r, a, said)
		if title < titleSaid || b.pageSays(r, a, words) < troubleIn {
			continue
		}
		if title += score; title > most {
			best, most = r, title
		}
	}
	return best
}

// titleSaid is how much of a page's title is said, 0 to 1: by how rare its words are.
func (b *Bot) titleSaid(r *runbook, a *question.Ask, said map[string]bool) float64 {
	held, all := 0.0, 0.0
	title := wordByWord(r.doc.Title)
	sayings := b.stemsIn(title, a.Sayings)
	for _, stem := range b.stems(title) {
		if b.lib.Vocabulary.Weak(stem) && !said[stem] {
			continue
		}
		weight := rarity(b.lore.passagesWith(stem), b.lore.passages)
		all += weight
		if said[stem] || b.partOfSaid(title, stem, a, sayings) {
			held += weight
		}
	}
	if all == 0 {
		return 0
	}
	return held / all
}

// partOfSaid reports whether a word of a title belongs to what it says in other words than an ask does.
func (b *Bot) partOfSaid(title, stem string, a *question.Ask, said []string) bool {
	if len(said) == 0 || len(a.Sayings) == 0 {
		return false
	}
	words := vocabulary.Words(title)
	for _, p := range b.lib.Vocabulary.Paraphrased(words) {
		if slices.ContainsFunc(a.Sayings, func(s question.Saying) bool { return slices.Contains(s.Groups, p.Group) }) &&
			slices.ContainsFunc(words[p.First:p.Last+1], func(w vocabulary.Word) bool { return b.lib.Vocabulary.Sense(w) == stem }) {
			return true
		}
	}
	return false
}

// pageSays is how much of what an ask says stands in a page, by weight.
func (b *Bot) pageSays(r *runbook, a *question.Ask, words []wanted) float64 {
	var text strings.Builder
	text.WriteString(wordByWord(r.doc.Title))
	for i := range r.doc.Passages[:min(len(r.doc.Passages), maxBelow)] {
		text.WriteString("\n" + r.doc.Passages[i].Text)
	}
	held := map[string]bool{}
	for _, stem := range b.stemsIn(text.String(), a.Sayings) {
		held[stem] = true
	}
	has, all := 0.0, 0.0
	for _, w := range words {
		if w.idle || w.plain {
			continue
		}
		all += w.weight
		if held[w.term] {
			has += w.weight
		}
	}
	if all == 0 {
		return 1
	}
	return has / all
}

// tellSteps tells what sections say, each behind its heading but where that is the part asked for, and returns how much it is.
func (d *draft) tellSteps(sections []*knowledge.Passage, most int, asked vocabulary.Cue) (size int) {
	from := len(d.a.Statements)
	for _, p := range sections {
		heading := p.Heading
		if asked != "" && partOf(heading) == asked {
			heading = ""
		}
		for _, u := range d.b.utterances(p) {
			if len(d.a.Statements)-from >= most || d.sizeFrom(from) > maxGistBytes {
				return d.sizeFrom(from)
			}
			d.sayUtterance(u, heading)
			heading = ""
		}
	}
	return d.sizeFrom(from)
}
