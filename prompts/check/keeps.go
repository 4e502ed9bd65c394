package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// keepsNames reports a name that a claim has and the translation lacks, or the other way round.
func (p *comparison) keepsNames(*lists) string {
	for _, c := range p.claims {
		for i := range c.tokens {
			if o := &c.tokens[i]; o.kind == named && !p.sentence.has(func(k *token) bool { return p.sameName(k, o) }) {
				return "it leaves out “" + o.text + "”"
			}
		}
	}
	for i := range p.sentence.tokens {
		k := &p.sentence.tokens[i]
		if (k.option || p.foreignName(i)) && !p.hasName(k) && p.sentence.unitAt(i) == "" && p.words.unit(k.text) == "" {
			return "no cited claim names “" + k.text + "”"
		}
	}
	return ""
}

// sameName reports whether a word is a name of a claim, be it with an ending of its language.
func (p *comparison) sameName(k, o *token) bool {
	short, long := k.text, o.text
	if len(short) > len(long) {
		short, long = long, short
	}
	return k.name == o.name || len(short) >= 3 && strings.HasPrefix(long, short) || len(short) > 5 && strings.HasPrefix(long, short[:5])
}

func (p *comparison) hasName(k *token) bool {
	is := func(o *token) bool { return p.sameName(k, o) }
	return slices.ContainsFunc(p.claims, func(c *text) bool { return c.has(is) }) || !k.option && p.context.has(is)
}

// foreignName reports whether a word looks like a name: in Latin letters among others, or with a capital within a
// sentence. In German every noun has one.
func (p *comparison) foreignName(i int) bool {
	w := p.sentence.words[p.sentence.wordIndex(i)]
	first, _ := utf8.DecodeRuneInString(w.Text)
	switch p.language {
	case "de":
		return false
	case "ru", "uk", "ja", "zh", "ko":
		return unicode.Is(unicode.Latin, first)
	}
	return w.Upper && !startsSentence(p.sentence.raw, w.Start)
}

// keepsFigures reports a figure that only one of both has, or that is vague in one of them only.
func (p *comparison) keepsFigures(l *lists) string {
	ours := p.sentence.stated()
	var theirs []stated
	for _, c := range p.claims {
		theirs = append(theirs, c.stated()...)
	}
	for _, s := range ours {
		at := slices.IndexFunc(theirs, func(c stated) bool { return c.alike(s.number) })
		if at < 0 && s.value == 2 && p.claimSays("both") {
			continue
		}
		if at < 0 {
			return "no cited claim has the figure “" + s.words() + "”"
		}
		for _, list := range []string{"about", "over", "under"} {
			if s.vague(list) != theirs[at].vague(list) {
				return "the figure “" + s.words() + "” is not as exact as in the claim"
			}
		}
		if a, b := s.rate(), theirs[at].rate(); a != b && !s.year() && !theirs[at].month {
			return "the figure “" + s.words() + "” has another unit in the claim"
		}
	}
	for _, c := range theirs {
		digits := c.in.tokens[c.first].text[0] <= '9'
		if digits && !slices.ContainsFunc(ours, func(s stated) bool { return s.alike(c.number) }) {
			return "it leaves out the figure “" + c.words() + "”"
		}
	}
	return ""
}

// keepsOrder reports two names, or two figures, that have changed places. Languages that put the verb last put names
// elsewhere, too.
func (p *comparison) keepsOrder(*lists) string {
	for _, c := range p.claims {
		for _, kind := range []kind{named, figure} {
			at, last := -1, -1
			for i := range c.tokens {
				o := &c.tokens[i]
				if o.kind != kind || kind == named && verbLast(p.language) || kind == figure && c.ofDate(i) {
					continue
				}
				here := p.only(c, o)
				if here < 0 {
					continue
				}
				if here < at && !c.listed(last, i) {
					return "“" + c.tokens[last].text + "” and “" + o.text + "” have changed places"
				}
				at, last = here, i
			}
		}
	}
	return ""
}

// ofDate reports whether the figure at token i is a year, or beside one.
func (t *text) ofDate(i int) bool {
	s := stated{number: t.numberAt(i), first: i, in: t}
	return s.year() || s.dated() || s.month
}

// only returns where a name or figure of a claim stands in the sentence; -1 where one of them has it twice or not at all.
func (p *comparison) only(c *text, o *token) int {
	same := func(k *token) bool {
		if o.kind == figure {
			return k.kind == figure && p.sentence.numberOf(k.text).value == c.numberOf(o.text).value
		}
		return k.kind != figure && p.sameName(k, o)
	}
	here := -1
	for i := range p.sentence.tokens {
		if same(&p.sentence.tokens[i]) {
			if here >= 0 {
				return -1
			}
			here = i
		}
	}
	twice := 0
	for i := range c.tokens {
		if c.tokens[i].kind == o.kind && c.tokens[i].name == o.name {
			twice++
		}
	}
	if twice > 1 {
		return -1
	}
	return here
}

// verbLast reports languages whose verb ends the sentence.
func verbLast(language string) bool { return language == "ja" || language == "ko" || language == "tr" }

// alike compares numbers without what only English writes: names of months.
func (n number) alike(m number) bool {
	return n.value == m.value && n.percent == m.percent && n.times == m.times
}
