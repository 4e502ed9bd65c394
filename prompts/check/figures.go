package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

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
		if s.signed() && !slices.ContainsFunc(claimed, stated.signed) {
			return "the figure “" + s.words() + "” has a sign that the claim has not"
		}
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
		case !p.context.states(s.number) || s.numbersHeading():
			return "no cited claim has the figure “" + s.words() + "”"
		}
	}
	return p.spans()
}

// spans reports a span of time without a figure that no claim has: "several months" for "several weeks".
func (p *comparison) spans() string {
	for i := 1; i < len(p.sentence.tokens); i++ {
		if !p.words.is("amount", p.sentence.wordAt(i-1)) {
			continue
		}
		unit := p.sentence.unitAt(i)
		if unit != "" && unit != "second" && !slices.ContainsFunc(p.claims, func(c *text) bool { return c.has(func(o *token) bool { return p.words.unit(o.text) == unit }) }) {
			return "“" + p.sentence.wordAt(i-1) + " " + p.sentence.wordAt(i) + "” stands in no cited claim"
		}
	}
	return ""
}

func (t *text) states(n number) bool {
	for _, s := range t.stated() {
		if s.equals(n) {
			return true
		}
	}
	return false
}

// numbersHeading reports whether a figure may be the number of a heading itself: "ADR 2".
func (n number) numbersHeading() bool {
	return n.value < 100 && n.value == float64(int(n.value)) && !n.percent
}

// dated reports whether a figure is part of a date: another one stands beside it.
func (s stated) dated() bool {
	beside := func(i int) bool { return i >= 0 && i < len(s.in.tokens) && s.in.tokens[i].kind == figure }
	return s.value <= 31 && (beside(s.first-1) || beside(s.last+1))
}

// pronoun reports whether "the two" stands for two things that are named.
func (t *text) pronoun(s stated) bool {
	at := t.wordIndex(s.first)
	ends := at+1 == len(t.words) || t.words[at+1].Break || t.tokens[s.first+1].kind == function
	return t.wordBefore(at) == "the" && (ends || t.options() > 1)
}

// options counts the options that a text names.
func (t *text) options() int {
	seen := map[string]bool{}
	for i := range t.tokens {
		if t.tokens[i].option {
			seen[t.tokens[i].name] = true
		}
	}
	return len(seen)
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
	switch {
	case !s.asExactAs(c):
		return "the figure “" + s.words() + "” is not as exact as in the claim"
	case !p.sameUnit(s, c):
		return "the figure “" + s.words() + "” has another unit in the claim"
	case !s.sameOwner(c):
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

// sameUnit reports whether a figure has the claim's unit, or one of both none where its unit stands elsewhere in the
// text. A price may have its currency here and its month there: "$10 a month", "the monthly bill of $10".
func (p *comparison) sameUnit(s, c stated) bool {
	has := func(t *text, unit string) bool {
		return t.has(func(k *token) bool { return p.words.unit(k.text) == unit })
	}
	ours, theirs := s.rate(), c.rate()
	switch {
	case ours == theirs, s.year():
		return true
	case ours == "" || currency(ours):
		return has(s.in, theirs)
	case theirs == "" || currency(theirs):
		return has(c.in, ours)
	}
	return false
}

// sameOwner reports whether a figure is of the same name as in the claim, where that has figures of several.
func (s stated) sameOwner(c stated) bool {
	ours, theirs := s.owners(), c.owners()
	if s.year() || s.dated() || len(ours) == 0 || len(theirs) == 0 || anyIn(ours, theirs) || !c.contested() {
		return true
	}
	return !s.in.has(func(k *token) bool { return slices.Contains(theirs, k.name) })
}

func currency(unit string) bool { return unit == "dollar" || unit == "euro" || unit == "pound" }

// signed reports whether a sign touches the figure: "−70%", "8,000+", "~5".
func (s stated) signed() bool {
	raw, first, last := s.in.raw, s.in.words[s.in.wordIndex(s.first)].Start, s.in.words[s.in.wordIndex(s.last)].End
	before, _ := utf8.DecodeLastRuneInString(raw[:first])
	after, _ := utf8.DecodeRuneInString(raw[last:])
	if strings.ContainsRune("−-–±≥≤~≈+<>", before) {
		prior, _ := utf8.DecodeLastRuneInString(strings.TrimSuffix(raw[:first], string(before)))
		return !unicode.IsDigit(prior) && !unicode.IsLetter(prior)
	}
	return after == '+'
}

// towards returns "by", "to" or "from" where it leads to the figure, past words that make it vague.
func (s stated) towards() string {
	first := s.in.wordIndex(s.first)
	for i := first - 1; i >= max(0, first-3); i-- {
		switch w := s.in.words[i].Text; w {
		case "by", "to", "from":
			return w
		case "of":
			if i > 0 && s.in.lists.is("changing", s.in.words[i-1].Text) {
				return "by" // "a reduction of 70%"
			}
		default:
			if !s.in.lists.is("function", w) && !s.in.lists.vague(w) {
				return ""
			}
		}
	}
	return ""
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

// year reports whether a figure looks like one. Years count nothing.
func (n number) year() bool { return n.value >= 1900 && n.value < 2100 && !n.percent }

// contested reports whether another figure of the claim could be meant: then it matters whose one is.
func (s stated) contested() bool {
	for _, o := range s.in.stated() {
		if o.first != s.first && o.percent == s.percent && !o.year() && !o.dated() && !slices.Equal(o.owners(), s.owners()) {
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
		if i > s.last && s.in.tokens[i].kind == figure {
			break
		}
	}
	return s.in.lists.unit(s.number.unit)
}

// owners returns the names that a figure may be of: those in its part of the sentence, on both sides up to the next
// figure.
func (s stated) owners() []string {
	var names []string
	part := s.in.tokens[s.first].part
	look := func(i int) bool {
		k := &s.in.tokens[i]
		if k.kind == named && k.part == part {
			names = append(names, k.name)
		}
		near := max(i-s.last, s.first-i) <= 2 // "from 18 to 7"
		return k.part == part && (k.kind != figure || near || !unicode.IsDigit(firstRune(k.text)))
	}
	for i := s.first - 1; i >= 0 && look(i); i-- {
	}
	for i := s.last + 1; i < len(s.in.tokens) && look(i); i++ {
	}
	return names
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
	ours := near(c, 12)
	for _, k := range near(s, 8) {
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
