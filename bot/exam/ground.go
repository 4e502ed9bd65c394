package exam

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/stackpick/stackpick/bot"
)

// How much of a statement may be ours. Answers quote, and put an opening before it ("Pick: Django.", "Already decided
// on 2025-03-01:"); what is more than that is said by nobody.
const (
	maxOwnWords = 12
	minRun      = 3 // words in a row that stand in a passage are a quotation, fewer are chance
)

// lacking are the words of a statement that only says what the knowledge does not hold: it needs no source.
var lacking = regexp.MustCompile(`(?i)\b(?:knowledge|nothing here)\b`)

// Ungrounded lists what an answer says that its own sources do not: statements and cells that cite nothing, cite what
// is no source, or are not held by the passages that they cite, and sources that nothing cites.
func Ungrounded(a *bot.Answer) []string {
	g := grounding{sources: a.Sources, used: map[int]bool{}}
	if !refusal(a.Outcome) {
		for i, s := range a.Statements {
			g.check(fmt.Sprintf("statement %d", i+1), s.Text, s.Citations)
		}
	}
	if a.Comparison != nil {
		for _, r := range a.Comparison.Rows {
			for _, c := range r.Cells {
				g.cell("cell "+r.Criterion+"/"+c.Option, c)
			}
		}
	}
	for _, s := range a.Sources {
		if !g.used[s.N] {
			g.fault("source [%d] is cited by nothing", s.N)
		}
	}
	return g.faults
}

// A grounding finds what in an answer its sources do not hold.
type grounding struct {
	sources []bot.Source
	used    map[int]bool // those that something cites, by number
	faults  []string
}

func (g *grounding) fault(format string, args ...any) {
	g.faults = append(g.faults, fmt.Sprintf(format, args...))
}

// check looks whether a text is held by what it cites.
func (g *grounding) check(where, text string, citations []int) {
	var sources []bot.Source
	for _, n := range citations {
		if n < 1 || n > len(g.sources) {
			g.fault("%s cites [%d], which is no source", where, n)
			continue
		}
		g.used[n] = true
		sources = append(sources, g.sources[n-1])
	}
	if len(citations) == 0 && !lacking.MatchString(text) {
		g.fault("%s cites nothing: %q", where, text)
	}
	if what := unheld(text, sources); len(sources) > 0 && what != "" {
		g.fault("%s is not what its sources say (%s): %q", where, what, text)
	}
}

// cell checks a cell of a comparison, which has a text and a stance, or neither.
func (g *grounding) cell(where string, c bot.ComparisonCell) {
	if (c.Text == nil) != (c.Stance == "none") {
		g.fault("%s has a text and no stance, or no text and one", where)
	}
	if c.Text != nil {
		g.check(where, *c.Text, c.Citations)
	}
}

// unheld says what of a text does not stand in the sources, "" where they hold it: a figure, a name, or more words
// than an opening has.
func unheld(text string, sources []bot.Source) string {
	var held []string
	for _, s := range sources {
		for _, part := range []string{s.Document, s.Section, s.Date, s.ID, s.Kind, s.Passage} {
			for _, w := range words(part) {
				held = append(held, w.text)
			}
			held = append(held, "") // nothing runs over from one part to the next
		}
	}
	said := words(text)
	own := 0
	for i := 0; i < len(said); {
		if n := longestRun(said[i:], held); n >= minRun || n > 0 && n == len(said)-i {
			i += n
			continue
		}
		switch w := said[i]; {
		case slices.Contains(held, w.text):
		case w.figure:
			return "the figure " + w.text
		case w.name:
			return "the name " + w.text
		}
		own++
		i++
	}
	if own > maxOwnWords || own == len(said) {
		return fmt.Sprintf("%d words of its own", own)
	}
	return ""
}

// longestRun is how many of the first words of said stand in held one after the other.
func longestRun(said []word, held []string) int {
	longest := 0
	for at := range held {
		n := 0
		for n < len(said) && at+n < len(held) && held[at+n] == said[n].text {
			n++
		}
		longest = max(longest, n)
	}
	return longest
}

// A word of a text, in lower case.
type word struct {
	text   string
	figure bool // it has a digit
	name   bool // it is capitalised where no sentence begins
}

// words cuts a text into its words: letters and digits, whatever stands between.
func words(text string) []word {
	var all []word
	begins := true
	for len(text) > 0 {
		at := strings.IndexFunc(text, isWordRune)
		if at < 0 {
			break
		}
		begins = begins || strings.ContainsAny(text[:at], ".!?:;\"“‘(—–\n")
		text = text[at:]
		end := strings.IndexFunc(text, func(r rune) bool { return !isWordRune(r) })
		if end < 0 {
			end = len(text)
		}
		w := text[:end]
		first := []rune(w)[0]
		all = append(all, word{
			text: strings.ToLower(w), figure: strings.ContainsFunc(w, unicode.IsDigit), name: unicode.IsUpper(first) && !begins,
		})
		begins = false
		text = text[end:]
	}
	return all
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
