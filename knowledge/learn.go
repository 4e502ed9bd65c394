package knowledge

import (
	"regexp"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge/plain"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// Limits on what documents may teach the vocabulary. Names are what people can ask for later, and whoever may write a
// document could take a word away from everybody else: so a learnt name is short, looks like a name, and is never an
// everyday word or a phrase of such words; and what the vocabulary knows already stays as it is.
const (
	maxLearnt      = 5000 // names, over all documents
	maxListed      = 5000 // names in front matter, likewise
	maxNameWords   = 4
	maxNameBytes   = 40
	minSingleBytes = 2
)

// unlisted returns the options that documents name in their front matter and v does not have, as first written, but no
// more than maxListed.
func unlisted(v *vocabulary.Lexicon, documents []*reading) []*vocabulary.Option {
	var options []*vocabulary.Option
	seen := map[string]bool{"": true}
	for _, r := range documents {
		for _, name := range r.document.Options {
			name = strings.TrimSpace(name)
			if !seen[name] && v.OptionCalled(name) == nil && len(options) < maxListed {
				options = append(options, &vocabulary.Option{Name: name})
			}
			seen[name] = true
		}
	}
	return options
}

// A learner collects the names of options that documents give without explaining them, for the vocabulary.
type learner struct {
	v      *vocabulary.Lexicon
	known  map[string]bool // names learnt so far, folded
	learnt []*vocabulary.Option
}

// unlistedElsewhere returns the options that decision records and radars name and v does not have, as first written.
func unlistedElsewhere(v *vocabulary.Lexicon, documents []*reading) []*vocabulary.Option {
	l := &learner{v: v, known: map[string]bool{}}
	l.radars(documents)
	l.records(documents)
	return l.learnt
}

// radars learns the entries of radars.
func (l *learner) radars(documents []*reading) {
	for _, d := range documents {
		for _, b := range d.document.Blips {
			l.name(cleanOption(b.Name), true)
		}
	}
}

// records learns the options of decision records.
func (l *learner) records(documents []*reading) {
	for _, d := range documents {
		r := d.document.Record
		if r == nil {
			continue
		}
		for _, text := range r.Considered {
			l.name(bareOption(text), false)
		}
		if len(r.Considered) == 0 {
			l.title(r.Subject)
		}
	}
}

// name takes an option of a list of options or of a radar: a name of a few words, one of which at least is no
// everyday word. A single English word is one only where it stands by itself, as on a radar: a record may well choose
// between "Monolith" and "Services".
func (l *learner) name(name string, alone bool) {
	words := vocabulary.Words(name)
	if !l.fits(name, words) {
		return
	}
	special := false
	for _, w := range words {
		special = special || !vocabulary.Everyday(w.Text) && !l.v.Chatter(w.Stem) && !isNumber(w.Text)
	}
	if special && (len(words) > 1 || !vocabulary.English(words[0].Text) || alone && words[0].Upper) {
		l.add(name, words)
	}
}

// proper takes a name out of running text, where it must look like one: each of its words has a capital or is no
// English word.
func (l *learner) proper(name string) {
	words := vocabulary.Words(name)
	if !l.fits(name, words) || vocabulary.Everyday(words[0].Text) {
		return
	}
	if l.named(words) {
		l.add(name, words)
	}
}

// fits reports whether a name is of a size and form that can be learnt, and says nothing that the vocabulary knows.
func (l *learner) fits(name string, words []vocabulary.Word) bool {
	if len(words) == 0 || len(words) > maxNameWords || len(name) > maxNameBytes || len(l.learnt) == maxLearnt {
		return false
	}
	first := words[0]
	if l.v.Chatter(first.Stem) || len(words) == 1 && (len(first.Text) < minSingleBytes || isNumber(first.Text)) {
		return false
	}
	return !slices.ContainsFunc(l.v.Mentions(words, ""), func(m vocabulary.Mention) bool { return l.saysAsMuch(m, words) })
}

// saysAsMuch reports whether a mention in a name is all that the name says: it is the whole of it, or an option with
// nothing beside it but its kind, as in "Kafka broker", or with words that are no part of a name.
func (l *learner) saysAsMuch(m vocabulary.Mention, words []vocabulary.Word) bool {
	if m.First == 0 && m.Last == len(words)-1 {
		return true
	}
	onlyKind := onlyKinds(l.v, words[:m.First]) && onlyKinds(l.v, words[m.Last+1:])
	return m.Option != nil && (onlyKind || !l.named(words))
}

// named reports whether each word looks like part of a name: it has a capital or is no English word.
func (l *learner) named(words []vocabulary.Word) bool {
	return !slices.ContainsFunc(words, func(w vocabulary.Word) bool { return !w.Upper && vocabulary.English(w.Text) })
}

func (l *learner) add(name string, words []vocabulary.Word) {
	if key := plain.Folded(name); !l.known[key] {
		l.known[key] = true
		l.learnt = append(l.learnt, &vocabulary.Option{Name: name, Ambiguous: len(words) == 1 && vocabulary.English(words[0].Text)})
	}
}

func isNumber(word string) bool {
	return strings.Trim(word, "0123456789.,%") == ""
}

// What a record's title is about: the technologies that it is for and against.
var (
	titleUse     = regexp.MustCompile(`(?i)^(?:use|using|adopt|choose|select|pick|go with|introduce|standardi[sz]e on)\s+(?:the\s+)?(.+?)(?:\s+(?:over|instead of|rather than|in place of)\s+(.+?))?(?:\s+(?:for|as|to|in|on|with|and|at|when|from|by|because)\s.*)?$`)
	titleMove    = regexp.MustCompile(`(?i)^(?:move|migrate|switch|convert)\b(?:.*?\bfrom\s+(.+?))?(?:\s.*?)?\bto\s+(.+?)(?:\s+(?:for|as|in|on|with|because)\s.*)?$`)
	titleReplace = regexp.MustCompile(`(?i)^replace\s+(.+?)\s+(?:with|by)\s+(.+?)(?:\s+(?:for|as|in|on|because)\s.*)?$`)
)

// title learns the names in "Use X for …", "Choose X over Y", "Move from X to Y" and "Replace X with Y".
func (l *learner) title(subject string) {
	for _, form := range []*regexp.Regexp{titleUse, titleMove, titleReplace} {
		for i, name := range form.FindStringSubmatch(subject) {
			if i > 0 && name != "" {
				l.proper(name)
			}
		}
	}
}
