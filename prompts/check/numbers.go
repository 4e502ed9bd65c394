package check

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// A number is what a figure says: "8 billion" is 8e9, "70%" and "70 percent" are 70 with percent set.
type number struct {
	value   float64
	percent bool
	times   bool   // "twice", "3x"
	month   bool   // of a date
	unit    string // written to it: "10904MB"
	last    int    // the index of its last token
}

// isNumber reports whether a word is a figure or a word for one.
func (t *text) isNumber(word string) bool {
	if word[0] >= '0' && word[0] <= '9' {
		return true
	}
	_, ok := t.lists.number(word)
	return ok
}

// numberAt reads the figure that begins at token i: "8 billion", "two thousand six hundred", "70 percent".
func (t *text) numberAt(i int) number {
	n := t.numberOf(t.tokens[i].text)
	n.last, n.month = i, t.tokens[i].month
	n.percent = n.percent || t.percentBefore(i) || strings.HasPrefix(strings.TrimLeft(t.raw[t.words[t.wordIndex(i)].End:], " \u00a0\u202f"), "%")
	n.unit = cmp.Or(t.currencyBefore(i), n.unit)
	said := spoken{open: n.value}
	for j := i + 1; j < len(t.tokens) && t.goesOn(&n, &said, j); j++ {
		n.last = j
	}
	n.value = said.complete + said.open
	return n
}

// goesOn reports whether token j goes on with a figure, and takes it in.
func (t *text) goesOn(n *number, said *spoken, j int) bool {
	w := t.tokens[j].text
	if v, ok := t.lists.number(w); ok && j == n.last+1 && said.take(v) {
		return true
	}
	switch {
	case t.grouped(n.last, j):
		said.open = said.open*1000 + t.numberOf(w).value
	case t.percentAt(j):
		n.percent = true
	case (w == "times" || w == "fold") && j == n.last+1:
		n.times = true
	default:
		return false
	}
	return true
}

// A spoken is a number as its words are said one after the other: what is complete, and what "hundred" would multiply.
type spoken struct{ complete, open float64 }

// take takes in the value of the next word, and reports whether it goes on with the number: "two", "thousand", "six",
// "hundred".
func (s *spoken) take(v float64) bool {
	switch {
	case v >= 1000:
		s.complete, s.open = (s.complete+s.open)*v, 0
	case v == 100 && s.open < 100:
		s.open *= v
	case v >= 1 && v < 100 && (s.open == 0 || s.open >= 100 || s.open >= 20 && v < 10 && math.Mod(s.open, 10) == 0):
		s.open += v
	case v > 0 && v < 1 && s.open == 0:
		s.open = v
	default:
		return false
	}
	return true
}

// currencyBefore returns the unit of the sign right before the figure at token i, "" for none.
func (t *text) currencyBefore(i int) string {
	before, _ := utf8.DecodeLastRuneInString(t.raw[:t.words[t.wordIndex(i)].Start])
	switch before {
	case '$':
		return "dollar"
	case '€':
		return "euro"
	case '£':
		return "pound"
	}
	return ""
}

// percentAt reports whether token j, or those from it on, says percent: "per cent", "percentage".
func (t *text) percentAt(j int) bool {
	w := t.tokens[j].text
	return w == "percent" || w == "percentage" || w == "per" && t.wordAt(j+1) == "cent" || w == "cent" && t.wordAt(j-1) == "per" ||
		t.lists.saysAt("percent", t, j)
}

// percentBefore reports whether a word for percent leads to the figure, as in Turkish and Chinese.
func (t *text) percentBefore(i int) bool {
	at := t.wordIndex(i)
	return slices.ContainsFunc(t.lists.phrases["percent"], func(p []string) bool { return at >= len(p) && t.holdsAt(p, at-len(p)) })
}

// grouped reports whether token j goes on with the figure before it after a space: "71 800".
func (t *text) grouped(i, j int) bool {
	if j != i+1 || len(t.tokens[j].text) != 3 || t.tokens[j].text[0] < '0' || t.tokens[j].text[0] > '9' || len(t.tokens[i].text) > 3 {
		return false
	}
	a, b := t.wordIndex(i), t.wordIndex(j)
	between := t.raw[t.words[a].End:t.words[b].Start]
	return between == " " || between == "\u00a0" || between == "\u202f"
}

// numberOf reads one word: "71,800", "13.59%", "8k", "3x", "2nd", "eight", "twice".
func (t *text) numberOf(word string) number {
	if m, ok := t.lists.numbers["month "+word]; ok {
		return number{value: m}
	}
	if v, ok := t.lists.number(word); ok {
		return number{value: v, times: word == "twice" || word == "thrice" || word == "double" || word == "triple"}
	}
	digits := strings.TrimRightFunc(word, func(r rune) bool { return !unicode.IsDigit(r) })
	ending := word[len(digits):]
	n := number{percent: strings.HasSuffix(word, "%"), times: ending == "x", unit: ending}
	v, err := strconv.ParseFloat(plainDigits(digits), 64)
	if err != nil {
		return number{value: math.NaN()}
	}
	switch ending {
	case "k":
		v *= 1e3
	case "m", "mn", "mio":
		v *= 1e6
	case "bn", "b":
		v *= 1e9
	}
	n.value = v
	return n
}

// plainDigits takes the separators of thousands out: "71,800" and "71.800,5" are told by what follows them.
func plainDigits(s string) string {
	if i := strings.LastIndexAny(s, ".,"); i >= 0 && len(s)-i-1 != 3 && strings.Count(s, s[i:i+1]) == 1 {
		return strings.NewReplacer(",", "", ".", "").Replace(s[:i]) + "." + s[i+1:]
	}
	if strings.Count(s, ".") == 1 && !strings.Contains(s, ",") && strings.IndexByte(s, '.') == 1 && s[0] == '0' {
		return s
	}
	return strings.NewReplacer(",", "", ".", "").Replace(s)
}

func (n number) equals(m number) bool {
	return n.value == m.value && n.month == m.month && n.percent == m.percent && n.times == m.times
}

// month returns the number of a month that a word names, 0 for none. "May" at the beginning is none.
func (l *lists) month(w vocabulary.Word, i int) int {
	if !w.Upper || i == 0 && (w.Text == "may" || w.Text == "march") {
		return 0
	}
	return int(l.numbers["month "+w.Text])
}

// markMonths notes which figures are months: those in the middle of 2018-04-03. Names of months are noted as they are
// read.
func (t *text) markMonths() {
	for i := 0; i+2 < len(t.tokens); i++ {
		s := stated{number: number{last: i}, first: i, in: t}
		middle := stated{number: number{last: i + 1}, first: i + 1, in: t}
		if t.tokens[i].kind == figure && len(t.tokens[i].text) == 4 && s.next() != "" && middle.next() != "" {
			t.tokens[i+1].month = true
		}
	}
}

// unitAt returns the unit that token i names, "" for none.
func (t *text) unitAt(i int) string {
	for _, unit := range units() {
		if t.lists.saysAt("unit "+unit, t, i) {
			return unit
		}
	}
	return ""
}

// unit returns the unit that a word of its own names, "" for none.
func (l *lists) unit(word string) string {
	for _, unit := range units() {
		if slices.ContainsFunc(l.phrases["unit "+unit], func(p []string) bool { return len(p) == 1 && matches(p[0], word) }) {
			return unit
		}
	}
	return ""
}

func units() []string {
	return []string{"ms", "second", "minute", "hour", "day", "week", "month", "year", "decade", "kb", "mb", "gb", "tb", "dollar", "euro", "pound"}
}

// saysAt reports whether a phrase of a list stands at token i.
func (l *lists) saysAt(list string, t *text, i int) bool {
	if len(l.phrases[list]) == 0 {
		return false
	}
	at := t.wordIndex(i)
	return slices.ContainsFunc(l.phrases[list], func(phrase []string) bool { return t.holdsAt(phrase, at) })
}
