package check

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stackpick/stackpick/knowledge"
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
	if at := t.words[t.wordIndex(i)].Start; at > 0 {
		before, _ := utf8.DecodeLastRuneInString(t.raw[:at])
		n.unit = firstOf(map[rune]string{'$': "dollar", '€': "euro", '£': "pound"}[before], n.unit)
	}
	sum, last := 0.0, n.value // what is complete, and what "hundred" would multiply
	for j := i + 1; j < len(t.tokens); j++ {
		w := t.tokens[j].text
		v, isWord := t.lists.number(w)
		adjoins := isWord && j == n.last+1
		switch {
		case adjoins && v >= 1000:
			sum, last = (sum+last)*v, 0
		case adjoins && v == 100 && last < 100:
			last *= v
		case adjoins && v >= 1 && v < 100 && (last == 0 || last >= 100 || last >= 20 && v < 10 && math.Mod(last, 10) == 0):
			last += v
		case adjoins && v > 0 && v < 1 && last == 0:
			last = v
		case t.grouped(n.last, j):
			last = last*1000 + t.numberOf(w).value
		case t.lists.saysAt("percent", t, j), w == "percent" || w == "per" && t.wordAt(j+1) == "cent" || w == "percentage" || w == "cent" && t.wordAt(j-1) == "per":
			n.percent = true
		case (w == "times" || w == "fold") && j == n.last+1:
			n.times = true
		default:
			n.value = sum + last
			return n
		}
		n.last = j
	}
	n.value = sum + last
	return n
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

// A stated figure is a number with where it stands.
type stated struct {
	number
	first int
	in    *text
}

func (t *text) stated() []stated {
	var list []stated
	for i := 0; i < len(t.tokens); i++ {
		if t.tokens[i].kind == figure {
			n := t.numberAt(i)
			list = append(list, stated{n, i, t})
			i = n.last
		}
	}
	return list
}

// figures reports a number that no cited claim has, that counts something else there, or is more or less exact.
func (p *comparison) figures() string {
	var claimed []stated
	for _, c := range p.claims {
		claimed = append(claimed, c.stated()...)
	}
	used := map[int]bool{}
	for _, s := range p.sentence.stated() {
		var reason string
		found := false
		for i, c := range claimed {
			if used[i] || !s.equals(c.number) {
				continue
			}
			if reason = p.otherwise(s, c); reason == "" {
				found, used[i] = true, true
				break
			}
		}
		switch {
		case found:
		case reason != "":
			return reason
		case s.value == 2 && p.sentence.pronoun(s): // "the simpler of the two"
		case !p.context.states(s.number):
			return "no cited claim has the figure “" + s.words() + "”"
		}
	}
	return ""
}

func (n number) equals(m number) bool {
	return n.value == m.value && n.month == m.month && n.percent == m.percent && n.times == m.times
}

func (t *text) states(n number) bool {
	for _, s := range t.stated() {
		if s.equals(n) {
			return true
		}
	}
	return false
}

// dated reports whether a figure is part of a date: another one stands beside it.
func (s stated) dated() bool {
	beside := func(i int) bool { return i >= 0 && i < len(s.in.tokens) && s.in.tokens[i].kind == figure }
	return s.value <= 31 && (beside(s.first-1) || beside(s.last+1))
}

// month returns the number of a month that a word names, 0 for none. "May" at the beginning is none.
func (l *lists) month(w knowledge.Word, i int) int {
	if !w.Upper || i == 0 && (w.Text == "may" || w.Text == "march") {
		return 0
	}
	return int(l.numbers["month "+w.Text])
}

// pronoun reports whether "the two" stands for two things that are named.
func (t *text) pronoun(s stated) bool {
	at := t.wordIndex(s.first)
	ends := at+1 == len(t.words) || t.words[at+1].Break || t.tokens[s.first+1].kind == function
	return t.wordBefore(at) == "the" && ends
}

// words returns the figure as it is written.
func (s stated) words() string {
	var words []string
	for i := s.first; i <= s.last; i++ {
		words = append(words, s.in.tokens[i].text)
	}
	return strings.Join(words, " ")
}

// otherwise reports what a figure says otherwise than the claim's.
func (p *comparison) otherwise(s, c stated) string {
	if p.language != "" {
		return ""
	}
	for _, vagueness := range []string{"about", "over", "under"} {
		if s.vague(vagueness) != c.vague(vagueness) {
			return "the figure “" + s.words() + "” is not as exact as in the claim"
		}
	}
	if a, b := s.rate(), c.rate(); !s.year() && a != b && (a != "" && (b != "" || !c.in.has(func(k *token) bool { return p.words.unit(k.text) == a })) || a == "" && !s.in.has(func(k *token) bool { return p.words.unit(k.text) == b })) {
		return "the figure “" + s.words() + "” has another unit in the claim"
	}
	if a, b := s.owner(), c.owner(); !s.year() && !s.dated() && a != "" && b != "" && a != b && c.contested() && s.in.has(func(k *token) bool { return k.name == b }) {
		return "the figure “" + s.words() + "” is of something else in the claim"
	}
	if a, b := s.towards(), c.towards(); a != "" && b != "" && a != b {
		return "“" + a + " " + s.words() + "” is “" + b + "” in the claim"
	}
	if !p.joined(s, c) {
		return "the figure “" + s.words() + "” stands elsewhere in the claim's date"
	}
	if !p.counted(s, c) {
		return "the figure “" + s.words() + "” counts something else in the claim"
	}
	return ""
}

// towards returns "by", "to" or "from" where it leads to the figure, past words that make it vague.
func (s stated) towards() string {
	first := s.in.wordIndex(s.first)
	for i := first - 1; i >= max(0, first-3); i-- {
		switch w := s.in.words[i].Text; w {
		case "by", "to", "from":
			return w
		}
	}
	return ""
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

// joined reports whether what is written to a figure with a dash or the like is the same in both: the parts of a date
// have their places.
func (p *comparison) joined(s, c stated) bool {
	ours, theirs := s.next(), c.next()
	return ours == "" || theirs == "" || ours == theirs
}

// next returns the figure that follows with only a mark between, "" for none.
func (s stated) next() string {
	if s.last+1 >= len(s.in.tokens) || s.in.tokens[s.last+1].kind != figure {
		return ""
	}
	at := s.in.wordIndex(s.last)
	between := s.in.raw[s.in.words[at].End:s.in.words[at+1].Start]
	if strings.ContainsAny(between, "-/.–") && !strings.Contains(between, " ") {
		return s.in.tokens[s.last+1].text
	}
	return ""
}

// vague reports whether a word of a list makes the figure so: one of the four words before it or the three after it.
func (s stated) vague(list string) bool {
	first, last := s.in.wordIndex(s.first), s.in.wordIndex(s.last)
	for i := max(0, first-5); i <= last+3 && i < len(s.in.words); i++ {
		if s.in.wordBefore(i) == "no" {
			continue // "no fewer than" is another list's
		}
		for _, phrase := range s.in.lists.phrases[list] {
			before, after := i < first && i+len(phrase) <= first && i+len(phrase) >= first-1, i > last
			if (before || after && (phrase[0] == "or" || phrase[0] == "at" || phrase[0] == "minimum" || phrase[0] == "plus")) && s.in.holdsAt(phrase, i) {
				return true
			}
		}
	}
	return false
}

// year reports whether a figure looks like one. Years count nothing.
func (n number) year() bool { return n.value >= 1900 && n.value < 2100 && !n.percent }

// contested reports whether another figure of the claim could be meant: then it matters whose one is.
func (s stated) contested() bool {
	for _, o := range s.in.stated() {
		if o.first != s.first && o.percent == s.percent && !o.year() && o.owner() != s.owner() {
			return true
		}
	}
	return false
}

// wordIndex returns the index among words of token i.
func (t *text) wordIndex(i int) int {
	w := 0
	for j := 0; j <= i; j++ {
		for t.words[w].Text != t.tokens[j].text {
			w++
		}
		w++
	}
	return w - 1
}

// rate returns the unit of time or size that goes with a figure, from the word before it to the fourth after it; "" for
// none.
func (s stated) rate() string {
	for i := max(0, s.first-1); i <= s.last+4 && i < len(s.in.tokens); i++ {
		if i >= s.first && i <= s.last {
			continue
		}
		if u := s.in.unitAt(i); u != "" {
			return u
		}
	}
	return s.in.lists.unit(s.number.unit)
}

// owner returns the nearest name before a figure in its clause, or else after it.
func (s stated) owner() string {
	clause := s.in.tokens[s.first].part
	for i := s.first - 1; i >= 0 && s.in.tokens[i].part == clause; i-- {
		if s.in.tokens[i].kind == named {
			return s.in.tokens[i].name
		}
	}
	for i := s.last + 1; i < len(s.in.tokens) && s.in.tokens[i].part == clause; i++ {
		if s.in.tokens[i].kind == named {
			return s.in.tokens[i].name
		}
	}
	return ""
}

// counted reports whether one of the words near a figure stands near it in the claim, too.
func (p *comparison) counted(s, c stated) bool {
	if s.year() || s.dated() {
		return true
	}
	near := func(s stated, reach int) []token {
		var list []token
		for i := max(0, s.first-reach); i <= s.last+reach && i < len(s.in.tokens); i++ {
			if k := s.in.tokens[i]; k.kind == content || k.kind == named {
				list = append(list, k)
			}
		}
		return list
	}
	ours := near(c, 8)
	for _, k := range near(s, 6) {
		for _, o := range ours {
			if k.name == o.name || p.same(k, o) {
				return true
			}
		}
	}
	return len(ours) == 0
}

func (t *text) wordAt(i int) string {
	if i < 0 || i >= len(t.tokens) {
		return ""
	}
	return t.tokens[i].text
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

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
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
