package knowledge

import (
	"regexp"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// decided reads what a sentence or a title decides: "We will use X instead of Y", "Replace X with Y", "X was chosen
// over Y", "Move from X to Y". It returns the options it decides for and those that it turns down.
func decided(v *vocabulary.Lexicon, sentence string) (chosen, rejected []string) {
	words := vocabulary.Words(blankAddresses(sentence))
	d := decider{text: sentence, words: words, last: -1}
	for _, m := range v.Mentions(words, "") {
		if m.Option != nil && !m.Related {
			d.named = append(d.named, m)
		}
	}
	if len(d.named) == 0 {
		return nil, nil
	}
	for i := range words {
		d.word(v, i)
	}
	return d.chosen, slices.DeleteFunc(d.rejected, func(o string) bool { return slices.Contains(d.chosen, o) })
}

var (
	openTitle   = regexp.MustCompile(`(?i)\?|\b(?:vs|versus|or|whether|which)\b`)
	versusTitle = regexp.MustCompile(`(?i)\b(?:over|instead of|rather than)\b|[,(]\s*not\b`)
)

// decidedIn reads what the title of a record decides. Titles may do without a verb: "Database: PostgreSQL", "SQLite, not
// PostgreSQL".
func decidedIn(v *vocabulary.Lexicon, title string) (chosen, rejected []string) {
	if chosen, rejected = decided(v, title); len(chosen) > 0 || openTitle.MatchString(title) {
		return chosen, rejected
	}
	if _, choice, ok := strings.Cut(title, ": "); ok {
		return decided(v, "use "+choice)
	}
	if at := versusTitle.FindStringIndex(title); at != nil {
		return decided(v, "use "+lastOption(v, title[:at[0]])+title[at[0]:])
	}
	return chosen, rejected
}

// lastOption returns the option that text names last, as it stands there, or text: "SQLite" of "MLflow on SQLite".
func lastOption(v *vocabulary.Lexicon, text string) string {
	words := vocabulary.Words(text)
	for _, m := range slices.Backward(v.Mentions(words, "")) {
		if m.Option != nil && !m.Related {
			return text[words[m.First].Start:words[m.Last].End]
		}
	}
	return text
}

// A decider walks over the words of a sentence and knows on which side an option would stand that is named next.
type decider struct {
	text             string
	words            []vocabulary.Word
	named            []vocabulary.Mention
	side             int    // +1 what is named next is chosen, -1 it is turned down, 0 neither
	last             int    // the last word of the option that was chosen last by the same verb, -1 for none
	exchange         string // "replace" or "move", while its second half is still to come
	removing         bool   // it is turned down by a verb such as "remove", which may mean only a part of it
	chosen, rejected []string
}

func (d *decider) word(v *vocabulary.Lexicon, i int) {
	text, next := d.words[i].Text, vocabulary.WordAt(d.words, i+1)
	switch {
	case text == "whether":
		d.named = nil // a question, and no decision
	case text == "not" && d.side > 0 && i > 0 && strings.ContainsAny(d.text[d.words[i-1].End:d.words[i].Start], ",("),
		(text == "instead" || text == "place") && next == "of", text == "rather" && next == "than", text == "over" && d.side > 0:
		d.side, d.removing = -1, false
	case slices.Contains([]string{"replace", "replaces", "replacing"}, text):
		d.side, d.exchange, d.removing = -1, "replace", false
	case text == "replaced" || text == "replacement":
		d.turnDown(i)
		d.side, d.exchange = -1, "replace"
	case slices.Contains([]string{"move", "moving", "migrate", "migrating", "switch", "switching", "transition", "migration", "convert"}, text):
		d.side, d.exchange = 0, "move"
	case (text == "with" || text == "by") && d.exchange == "replace", text == "to" && d.exchange == "move":
		d.side, d.exchange, d.removing = +1, "", false
	case text == "from" && d.exchange == "move", text == "away" && next == "from":
		d.side = -1
	case removes(text):
		d.side, d.removing = -1, true
	case d.isPassive(i):
		d.choosePast(i)
	case d.chooses(i):
		d.side, d.last = +1, -1
		if d.deniedBefore(i) {
			d.side = -1
		}
	case endsChoice(text):
		d.side, d.removing = 0, false
	}
	d.option(v, i)
}

func removes(word string) bool {
	return slices.Contains([]string{"avoid", "drop", "remove", "retire", "deprecate", "abandon", "stop", "discontinue", "decommission", "reject", "rejected"}, word)
}

// deniedBefore reports whether a "not" stands right before the verb at i, with at most two words between.
func (d *decider) deniedBefore(i int) bool {
	for _, w := range d.words[max(0, i-3):i] {
		if w.Text == "not" || w.Text == "never" || strings.HasSuffix(w.Text, "n't") || w.Text == "longer" {
			return true
		}
	}
	return false
}

// chooses reports whether the word at i is a verb of choosing.
func (d *decider) chooses(i int) bool {
	text, before, next := d.words[i].Text, vocabulary.WordAt(d.words, i-1), vocabulary.WordAt(d.words, i+1)
	switch {
	case slices.Contains([]string{"use", "using", "adopt", "adopting", "choose", "choosing", "chose", "select", "pick", "prefer", "standardise", "standardize", "keep", "introduce", "employ", "leverage", "retain", "implement", "pursue"}, text):
		return !removes(before) && before != "the" && before != "of" &&
			(text != "using" || i == 0 || slices.Contains([]string{"are", "be", "continue", "keep", "start", "and"}, before))
	case slices.Contains([]string{"chosen", "selected", "adopted", "picked"}, text):
		return before == "have" || before == "has" || strings.HasSuffix(before, "'ve")
	case (text == "go" || text == "going" || text == "stay" || text == "stick") && next == "with":
		return true
	case (text == "decided" || text == "opt" || text == "opted" || text == "settled") && (next == "on" || next == "for"):
		return true
	}
	return (text == "with" || text == "on" || text == "for") && slices.Contains([]string{"go", "going", "stay", "stick", "decided", "opt", "opted", "settled", "standardise", "standardize"}, before)
}

// superlative reports whether a word before "choice" makes it the one that is taken: "X is the better choice".
func superlative(word string) bool {
	return slices.Contains([]string{"better", "best", "right", "preferred", "clear"}, word)
}

// isPassive reports whether the word at i says that what was named before is the choice: "X is used", "X was chosen",
// "X is the best option", "our provider of choice".
func (d *decider) isPassive(i int) bool {
	text, before := d.words[i].Text, vocabulary.WordAt(d.words, i-1)
	if text == "choice" || text == "option" || text == "fit" {
		return before == "of" || superlative(before)
	}
	return slices.Contains([]string{"used", "chosen", "selected", "adopted", "preferred"}, text) &&
		slices.Contains([]string{"be", "is", "are", "was", "were", "been"}, before)
}

// choosePast chooses the option named last before i, or turns it down where that is denied.
func (d *decider) choosePast(i int) {
	if o := d.namedBefore(i); o != "" && vocabulary.WordAt(d.words, i-1) != "of" {
		if d.deniedBefore(i) {
			d.rejected = appendNew(d.rejected, o)
		} else {
			d.chosen = appendNew(d.chosen, o)
		}
	}
	d.side = +1 // "… was chosen over Y"
}

// turnDown turns down the option named last before i: "X will be replaced by …".
func (d *decider) turnDown(i int) {
	if o := d.namedBefore(i); o != "" {
		d.rejected = appendNew(d.rejected, o)
	}
}

// namedBefore returns the option named last before the word at i, or "".
func (d *decider) namedBefore(i int) string {
	for _, m := range slices.Backward(d.named) {
		if m.Last < i {
			return m.Option.Name
		}
	}
	return ""
}

// endsChoice reports whether a word leads from what is chosen to what for, why and where.
func endsChoice(word string) bool {
	return slices.Contains([]string{"for", "because", "since", "as", "so", "to", "when", "where", "while", "that", "which", "in", "on", "with", "by", "if", "due", "until", "via", "from", "into", "will", "is", "are"}, word)
}

// option puts the option that begins at word i on its side. Removing "the X proxy" turns no X down, and replacing "X
// Cloud" no X.
func (d *decider) option(v *vocabulary.Lexicon, i int) {
	for _, m := range d.named {
		if m.First != i || d.side == 0 {
			continue
		}
		if d.side > 0 {
			d.choose(m)
			continue
		}
		next := m.Last + 1
		part := next < len(d.words) && !d.words[next].Break && !v.Kind(d.words[next].Text) && !v.Chatter(d.words[next].Stem)
		if part && (d.removing || d.words[next].Upper) {
			continue
		}
		d.rejected = appendNew(d.rejected, m.Option.Name)
	}
}

// choose chooses an option: the first that a verb has, those of a list with it, and of a compound name ("AWS
// Elasticsearch", "Elastic Kubernetes Service (EKS)") the last.
func (d *decider) choose(m vocabulary.Mention) {
	if d.last >= 0 {
		gap := d.words[d.last+1 : m.First]
		between := d.text[d.words[d.last].End:d.words[m.First].Start]
		switch {
		case len(gap) == 0 && !strings.ContainsAny(between, ",/&;+"), len(gap) == 1 && (strings.Contains(between, "(") || gap[0].Text == "hosted" || gap[0].Text == "managed"):
			d.chosen = d.chosen[:max(0, len(d.chosen)-1)]
		case len(gap) == 0, len(gap) == 1 && slices.Contains([]string{"and", "or", "plus"}, gap[0].Text):
		default:
			return
		}
	}
	d.last = m.Last
	d.chosen = appendNew(d.chosen, m.Option.Name)
}
