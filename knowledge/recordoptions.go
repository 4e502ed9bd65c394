package knowledge

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge/markup"
	"github.com/stackpick/stackpick/knowledge/plain"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// maxConsidered is how many options of one record are read; the longest lists we know have about a dozen.
const maxConsidered = 30

// readOptions notes the options that a record names as considered, and the one that its outcome names. Options are
// the items of "Considered Options", the headings below it and below "Pros and Cons of the Options", and headings with
// a label, wherever they stand.
func (r *Record) readOptions(a *article) {
	labels := r.newLabelFinder(a)
	part, level, under := PartNone, 0, false // under: below a heading inside the part
	var outcome []markup.Block
	for _, b := range a.Blocks {
		if b.Kind == markup.Heading {
			r.beside = r.beside || b.Part == string(PartConsidered) && besidePart.MatchString(bareHeading(b.Text))
			switch inside := b.Level > level && (part == PartConsidered || part == PartPros); {
			case labels.headsOption(b.Text, part):
				r.consider(b.Text)
				r.opening = append(r.opening, plain.Folded(b.Text))
				under = true
			case inside && b.Part == string(PartNone):
				if !under || b.Level == level+1 {
					r.consider(b.Text)
				}
				under = true
			default:
				part, level, under = Part(b.Part), b.Level, false
			}
			continue
		}
		switch {
		case part == PartConsidered && !under && b.Kind == markup.Item && b.Depth <= 1:
			r.consider(b.Text)
		case part == PartConsidered && !under && b.Kind == markup.Row:
			r.consider(cmp.Or(append(b.Cells[:len(b.Cells):len(b.Cells)], b.Text)...))
		case part == PartOutcome && !under && (b.Kind == markup.Paragraph || b.Kind == markup.Item):
			outcome = append(outcome, b)
			if m := chosenOption.FindStringSubmatch(b.Text); m != nil && r.outcome == "" && !noOutcome.MatchString(m[1]+m[2]) {
				r.outcome, r.outLine = cleanOption(cmp.Or(m[1], m[2])), b.Line
			}
		}
	}
	r.choose(outcome)
}

// Beside reports whether what the record considers is called alternatives to what it decides for.
func (r *Record) Beside() bool { return r.beside }

// besidePart matches the headings of what was considered beside the choice.
var besidePart = regexp.MustCompile(`(?i)^(?:(?:other|alternative|rejected|discarded)\b.*|alternatives(?: considered)?|.* (?:rejected|discarded|ruled out)|rejected)$`)

// chosenOption matches how MADR states its outcome: `Chosen option: "A", because …`, with or without the quotes.
var chosenOption = regexp.MustCompile(`(?i)\b(?:chosen|selected|preferred) (?:option|alternative|solution|approach)s?\b(?: is| was)?\s*:?\s*(?:["“”'‘«*_]+([^"”»]{1,120}?)[,.]?["”'’»*_]+(?:[,.\s]|$)|(?:-\s+)?(?:#?\d{1,2}[.):]+\s+)?((?:[^,;.:"“”]|\.[^\s,;.:"“”]){1,80}?)(?:,| because\b| since\b| as (?:it|this|that|these|they|we|the|there|an?|our|described|outlined)\b| due\b|[;:]|\.(?:\s|$)|$))`)

// noOutcome matches what may stand behind "the preferred option" and names none: what for, and what a form has there.
var noOutcome = regexp.MustCompile(`(?i)^(?:(?:for|to|of|in|on|because|that|which|would|will|tbd|to be (?:decided|determined)|n/?a|none)\b|\{)`)

func (r *Record) consider(text string) {
	name, label := cleanOption(text), labelOf(text)
	if label != "" && name == "" {
		name = labelled.FindString(unquoted(bareHeading(text)))
		name = strings.TrimRight(name, " -–—:.()")
	}
	if name == "" || len(r.Considered) == maxConsidered || placeholder.MatchString(name) || noOption.MatchString(name) || r.labelIndex(label) >= 0 {
		return
	}
	if !slices.ContainsFunc(r.Considered, func(o string) bool { return plain.Folded(o) == plain.Folded(name) }) {
		r.Considered, r.labels = append(r.Considered, name), append(r.labels, label)
	}
}

// noOption matches what stands among options and is none: what is said of one, what sums them up, what they are options for.
var noOption = regexp.MustCompile(`(?i)^(?:n/?a|none|findings?|rejected|accepted|chosen|decisions?|pros?|cons?|(?:comparison|summary|conclusions?|recommendations?|rationale)(?: \w+)?|(?:where|how|which|what|whether|when|if|it|it['’]s|this|these|there) .*|(?:\w+ )?(?:options|alternatives))$`)

var (
	optionLabel = regexp.MustCompile(`(?i)^(?:\[?(?:option|alternative|solution|approach|choice)\s*(?:#?\d+(?:\.\d+)*|[a-z])?\s*(?:\]\s*|\.\s+|[-–—:.)]*[-–—:)]\s*)|\(?\d+[.)]\s*|[a-d][.)]\s+)`)
	issueRef    = regexp.MustCompile(`\s+[\w./-]*#\d+$`)
	labelAlone  = regexp.MustCompile(`(?i)^(?:` + labelKind + `)$`) // of "Option #2", which is no issue
	optionEnd   = regexp.MustCompile(`\s+(?:-{1,3}|[–—])\s+|[:;]\s|\.\s|\s*\((?:[^()]*)\)\s*$|\s+\(|,\s+(?:because|which|since|as|but|so)\b`)
)

// What is longer than these is no option's name, but text, and what is longer than a short one is where it tells of something:
// "Users sign in with a card" against "A card is what users have".
const (
	maxOption, shortOption           = 120, 80 // bytes
	maxOptionWords, shortOptionWords = 16, 10
)

// telling matches what sentences have that tell of something, and names of options seldom.
var telling = regexp.MustCompile(`(?i)\b(?:is|are|was|were|has|have|can|could|will|would|should|must|may)\b|://`)

// tooLong reports whether a text is no option's name for its length.
func tooLong(text string) bool {
	words := plain.WordCount(text)
	return len(text) > maxOption || words > maxOptionWords || (len(text) > shortOption || words > shortOptionWords) && telling.MatchString(text)
}

// cleanOption returns an option as it is named: without "Option 2:", quotes, and the remark after a dash or colon.
func cleanOption(text string) string {
	text = unquoted(plain.OneLine(text))
	text = strings.TrimSpace(optionLabel.ReplaceAllString(text, ""))
	if at := optionEnd.FindStringIndex(text); at != nil && at[0] > 0 && !abbreviated(text[:at[0]]+".") {
		text = text[:at[0]]
	}
	if bare := issueRef.ReplaceAllString(text, ""); !labelAlone.MatchString(bare) {
		text = bare
	}
	text = unquoted(strings.TrimRight(text, " .,:;"))
	if tooLong(text) {
		return ""
	}
	return text
}

// unquoted takes off the marks that stand around the whole of a text.
func unquoted(text string) string {
	text = strings.Trim(text, " *_`")
	for _, pair := range [][2]string{{`"`, `"`}, {"'", "'"}, {"“", "”"}, {"‘", "’"}} {
		inner, opened := strings.CutPrefix(text, pair[0])
		inner, closed := strings.CutSuffix(inner, pair[1])
		if opened && closed && inner != "" && !strings.Contains(inner, pair[0]) {
			return strings.TrimSpace(inner)
		}
	}
	return text
}

// choosing are the verbs in front of an option's name.
var choosing = regexp.MustCompile(`(?i)^(?:(?:do not|don['’]t) )?(?:use|using|adopt|choose|select|pick|go with|keep(?: using)?|continue (?:with|to use|using)|stay with|stick (?:with|to)|(?:switch|migrate|move) to|introduce|employ|build on|standardi[sz]e on)\s+(?:(?:the|a|an|our)\s+)?`)

// bareOption is an option without the verb in front of it: "MySQL" of "Use MySQL".
func bareOption(name string) string {
	if bare := choosing.ReplaceAllString(name, ""); bare != "" {
		return bare
	}
	return name
}

// resolve names a record's options as the vocabulary does. Where neither its form nor its title tells what is chosen,
// the first sentences of its outcome may.
func (d *Document) resolve(v *vocabulary.Lexicon) {
	r := d.Record
	r.names = r.localNames(v)
	if chosen := r.chosenIndex(); chosen >= 0 {
		for i, name := range r.names {
			if i == chosen {
				r.Chosen = appendNew(r.Chosen, name)
			} else {
				r.Rejected = appendNew(r.Rejected, name)
			}
		}
	} else if r.outcome != "" {
		r.Chosen = appendNew(r.Chosen, optionIn(v, r.outcome))
	}
	if len(r.Chosen) == 0 {
		chosen, rejected := decidedIn(v, r.Subject)
		r.Chosen, r.Rejected = appendNew(r.Chosen, chosen...), appendNew(r.Rejected, rejected...)
	}
	for i := range d.Passages {
		if p := &d.Passages[i]; (len(r.Considered) == 0 || len(r.Chosen) == 0) && p.Part == PartOutcome {
			r.chooseIn(v, slices.Concat(p.paragraphs...))
			break
		}
	}
	r.settle()
}

// fewSentences is how far into its outcome a record says what it chooses; what follows is how.
const fewSentences = 3

// choosesIn matches how else a sentence of an outcome may choose: "X is used", "X will carry the jobs", "X is the
// better choice".
var choosesIn = regexp.MustCompile(`(?i)\bwill\b|\bgo(?:ing)? (?:with|for)\b|\b(?:is|are|be) (?:used|adopted|preferred)\b|\b(?:better|best|right|preferred|clear) (?:choice|option|fit)\b|\bpropos(?:e|es|ing) (?:to|using|that we)\b`)

// chooseIn takes from sentences what is chosen, where that is not known yet, and what it is set above.
func (r *Record) chooseIn(v *vocabulary.Lexicon, sentences []string) {
	for _, sentence := range sentences[:min(len(sentences), fewSentences)] {
		if !choosesIn.MatchString(sentence) && !weWill.MatchString(sentence) && !choosing.MatchString(sentence) && !decidingWords.MatchString(sentence) {
			continue
		}
		chosen, rejected := decided(v, sentence)
		if len(r.Chosen) == 0 {
			r.Chosen = chosen
		}
		if len(r.Chosen) > 0 && slices.Equal(chosen, r.Chosen) {
			r.Rejected = appendNew(r.Rejected, rejected...)
			return
		}
	}
}

// settle keeps an option on one side only, and takes what was considered beside a choice as not chosen.
func (r *Record) settle() {
	if len(r.Chosen) > 0 || (r.what || r.beside) && r.Holds() { // below What, Why and How stand the alternatives to it
		r.Rejected = appendNew(r.Rejected, r.names...)
	}
	r.Rejected = slices.DeleteFunc(r.Rejected, func(o string) bool { return slices.Contains(r.Chosen, o) })
}

// localNames returns a name for each considered option: that of the one technology it begins with, unless another of
// the options is that too; else its own.
func (r *Record) localNames(v *vocabulary.Lexicon) []string {
	names, count := make([]string, len(r.Considered)), map[string]int{}
	for i, text := range r.Considered {
		names[i] = optionIn(v, text)
		count[names[i]]++
	}
	for i, text := range r.Considered {
		if count[names[i]] > 1 {
			names[i] = text
		}
	}
	return names
}

// optionIn returns the technology that an option's words begin with, as the vocabulary names it, or the words.
func optionIn(v *vocabulary.Lexicon, text string) string {
	bare := bareOption(text)
	words := vocabulary.Words(bare)
	var named []vocabulary.Mention
	for _, m := range v.Mentions(words, "") {
		if m.Option != nil && !m.Related {
			named = append(named, m)
		}
	}
	if len(named) == 0 {
		return text
	}
	after := words[named[0].Last+1:]
	if onlyKinds(v, words[:named[0].First]) && (len(named) == 1 && onlyKinds(v, after) || len(after) > 0 && leadsOn(after[0].Text)) {
		return named[0].Option.Name
	}
	return text
}

// leadsOn reports whether a word after an option's name leads on to how or where it would be used: "Kafka on AWS".
func leadsOn(word string) bool {
	return slices.Contains([]string{"with", "on", "as", "for", "via", "in", "using", "through", "by", "plus", "running", "hosted", "managed"}, word)
}

// onlyKinds reports whether words say no more of an option than what kind of thing it is, its version or who runs it.
func onlyKinds(v *vocabulary.Lexicon, words []vocabulary.Word) bool {
	return !slices.ContainsFunc(words, func(w vocabulary.Word) bool {
		return !v.Kind(w.Text) && !v.Chatter(w.Stem) && !isNumber(w.Text) && !slices.Contains([]string{"managed", "hosted", "self", "plain", "native", "vanilla"}, w.Text)
	})
}

var articles = regexp.MustCompile(`\b(?:the|an?) `)

// chosenIndex returns which of the considered options the outcome names, or -1.
func (r *Record) chosenIndex() int {
	if r.outcome == "" {
		return -1
	}
	if i := r.labelIndex(labelOf(r.outcome)); i >= 0 {
		return i
	}
	if i := r.numberedIndex(r.outcome); i >= 0 {
		return i
	}
	same := func(option string) string { return articles.ReplaceAllString(plain.Folded(bareOption(option)), "") }
	want := same(r.outcome)
	best, length := -1, 0
	for i, text := range r.Considered {
		have := same(text)
		switch {
		case have == want:
			return i
		case have == "" || want == "":
		case containsWords(want, have) || containsWords(have, want):
			if n := min(len(have), len(want)); n > length {
				best, length = i, n
			}
		}
	}
	return best
}

// containsWords reports whether words stand in text as whole words.
func containsWords(text, words string) bool {
	return strings.Contains(" "+text+" ", " "+words+" ")
}
