package knowledge

import (
	"regexp"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// stands works out what a sentence says about which options.
func (a *annotator) stands(words []vocabulary.Word, mentions []vocabulary.Mention, last []string) []Stand {
	all := optionsIn(a, mentions)
	options := slices.DeleteFunc(slices.Clone(all), func(o string) bool { return !a.judges(o) })
	if len(options) == 1 && len(all) > 1 {
		if s := a.compared(words, mentions); s != nil {
			return s
		}
	}
	switch {
	case len(options) == 0 && a.otherSubject(mentions):
		return nil
	case len(options) == 0 && len(a.subjects) == 2 && speaksOfBoth(words):
		return a.same(a.subjects, words, mentions)
	case len(options) == 0:
		return a.same(last, words, mentions)
	case len(options) == 1:
		return a.same(options, words, mentions)
	}
	if s := a.compared(words, mentions); s != nil {
		return s
	}
	if cut := contrast(words); cut > 0 {
		return a.contrasted(words, mentions, cut)
	}
	return a.same(options, words, mentions)
}

// otherSubject reports whether a sentence begins with an option that the document does not judge, and so speaks
// of that.
func (a *annotator) otherSubject(mentions []vocabulary.Mention) bool {
	for _, m := range mentions {
		if m.Option != nil && m.First == 0 && !a.judges(a.standsFor(m)) {
			return true
		}
	}
	return false
}

func speaksOfBoth(words []vocabulary.Word) bool {
	return slices.ContainsFunc(words, func(w vocabulary.Word) bool { return w.Text == "both" })
}

// same gives every option the stance of the words.
func (a *annotator) same(options []string, words []vocabulary.Word, mentions []vocabulary.Mention) []Stand {
	if len(options) == 0 {
		return nil
	}
	stance := stanceOf(a.leanOf(words, mentions))
	stands := make([]Stand, len(options))
	for i, o := range options {
		stands[i] = Stand{o, stance}
	}
	return stands
}

// leanOf is the judgement of a sentence on one thing: what comes after "but" is what the writer means.
func (a *annotator) leanOf(words []vocabulary.Word, mentions []vocabulary.Mention) int {
	for i, w := range words {
		if i > 0 && w.Text == "but" {
			if sum := a.v.Judgement(words[i+1:]); sum != 0 {
				return sum
			}
		}
	}
	return a.lean(words, mentions)
}

// lean is the judgement of words; where they hold none, that of the concepts they name ("fast", "cheap").
func (a *annotator) lean(words []vocabulary.Word, mentions []vocabulary.Mention) int {
	if sum := a.v.Judgement(words); sum != 0 {
		return sum
	}
	sum := 0
	for _, m := range mentions {
		sum += m.Lean
	}
	return sum
}

// compared reads "A is quicker than B" and "Compared with B, A is slow": for one, against the other.
func (a *annotator) compared(words []vocabulary.Word, mentions []vocabulary.Mention) []Stand {
	at, length := a.v.Comparison(words)
	if length == 0 {
		return nil
	}
	var before, after []string
	for _, m := range mentions {
		switch {
		case m.Option == nil:
		case m.First < at:
			before = appendNew(before, a.standsFor(m))
		default:
			after = appendNew(after, a.standsFor(m))
		}
	}
	better, worse := before, after
	if len(before) == 0 && len(after) >= 2 { // Compared with B, A …
		better, worse = after[1:2], after[:1]
	}
	if len(better) == 0 || len(worse) == 0 || slices.Contains(worse, better[0]) {
		return nil
	}
	lean := a.lean(words, mentions)
	if lean == 0 {
		lean = quantity(words)
	}
	return []Stand{{better[0], stanceOf(lean)}, {worse[0], stanceOf(-lean)}}
}

// quantity is the direction of a comparison that only counts: "more companies than", "fewer stars than".
func quantity(words []vocabulary.Word) int {
	for _, w := range words {
		switch w.Text {
		case "more", "higher", "ahead", "larger", "bigger", "greater":
			return +1
		case "less", "fewer", "lower", "behind", "smaller":
			return -1
		}
	}
	return 0
}

// contrast returns the index of the word that sets one half of a sentence against the other, or 0.
func contrast(words []vocabulary.Word) int {
	fronted := len(words) > 0 && slices.Contains([]string{"while", "whereas", "although", "though"}, words[0].Text)
	for i, w := range words {
		if i > 0 && slices.Contains([]string{"while", "whereas", "but", "although", "though"}, w.Text) || fronted && i > 2 && w.Break {
			return i
		}
	}
	return 0
}

// contrasted gives the options of each half the stance of that half. An option of both halves keeps the
// second: what comes after "but" is what the writer means.
func (a *annotator) contrasted(words []vocabulary.Word, mentions []vocabulary.Mention, cut int) []Stand {
	var left, right []vocabulary.Mention
	for _, m := range mentions {
		if m.First < cut {
			left = append(left, m)
		} else {
			right = append(right, m)
		}
	}
	stands := a.same(optionsIn(a, right), words[cut:], right)
	for _, s := range a.same(optionsIn(a, left), words[:cut], left) {
		if !slices.Contains(aboutOf(stands), s.Option) {
			stands = append(stands, s)
		}
	}
	return stands
}

var (
	imperative = regexp.MustCompile(`(?i)^(?:(?:for|if|when|in|with)\b[^,]{1,80},\s*)?(?:then\s+)?(?:(?:you|we|teams?)\s+should\s+)?(?:(?:do\s+not|don['’]t|never)\s+)?(?:choose|pick|use|select|prefer|go (?:with|for)|opt for|stick (?:with|to)|consider|look at|turn to|reach for|avoid)\b`)
	predicate  = regexp.MustCompile(`(?i)\b(?:is|are|makes?|remains?)\s+(?:not\s+)?(?:the|a|an|your)\s+(?:\w+\s+)?(?:choice|pick|option|bet|fit)\b(?:\s+(?:for|when|if))`)
	avoiding   = regexp.MustCompile(`(?i)\b(?:avoid|stay away|(?:don['’]t|do not|never) (?:choose|pick|use|select|prefer|consider|go)|not (?:the|a|an) (?:\w+ )?(?:choice|pick|option|bet|fit))\b`)
	segment    = regexp.MustCompile(`(?i),\s*(?:and|or)?\s*|;\s*|\s+(?:and|or|as well as)\s+`)
)

// verdict reports whether a sentence recommends something.
func verdict(sentence string) bool {
	return imperative.MatchString(sentence) || containsAny(strings.ToLower(sentence), "choice", "pick", "option", "bet", "fit") && predicate.MatchString(sentence)
}

// recommend makes a verdict of a claim: for the options it names (none, where it points elsewhere), on what
// each part of its list of purposes names. In "scalable MVP development" the trait MVP is the purpose and
// the criterion only describes it.
func (a *annotator) recommend(c *Claim, words []vocabulary.Word, mentions []vocabulary.Mention) {
	c.Verdict = true
	stance := For
	if avoiding.MatchString(c.Text) {
		stance = Against
	}
	c.About = nil
	rejected := a.rejected(words, mentions)
	for _, o := range optionsIn(a, mentions) {
		switch {
		case !a.judges(o):
		case slices.Contains(rejected, o):
			c.About = append(c.About, Stand{o, Against})
		default:
			c.About = append(c.About, Stand{o, stance})
		}
	}
	var concepts []string
	for _, part := range segment.Split(c.Text, -1) {
		concepts = appendNew(concepts, purposes(a.v.Mentions(vocabulary.Words(part), ""))...)
	}
	c.Concepts, c.Own = concepts, len(concepts)
}

// rejected returns the options that a verdict sets another above: "choose X over Y", "X instead of Y".
func (a *annotator) rejected(words []vocabulary.Word, mentions []vocabulary.Mention) []string {
	var names []string
	for _, m := range mentions {
		if m.Option == nil || m.First < 2 {
			continue
		}
		before := words[max(0, m.First-2):m.First]
		last := before[len(before)-1].Text
		if last == "over" || last == "than" || last == "of" && before[0].Text == "instead" {
			names = append(names, a.standsFor(m))
		}
	}
	return names
}

// purposes returns the traits that mentions name, or else the criteria.
func purposes(mentions []vocabulary.Mention) []string {
	var traits, criteria []string
	for _, m := range mentions {
		switch {
		case m.Concept == nil:
		case m.Concept.Trait():
			traits = appendNew(traits, m.Concept.Name)
		default:
			criteria = appendNew(criteria, m.Concept.Name)
		}
	}
	if len(traits) > 0 {
		return traits
	}
	return criteria
}

// properNames finds the proper names of a sentence that are not options: words with a capital inside the sentence,
// or anywhere when they are no everyday words. Neighbours form one name ("Stack Overflow").
func properNames(v *vocabulary.Lexicon, sentence string, words []vocabulary.Word, mentions []vocabulary.Mention) []string {
	var names []string
	titled := isTitle(words)
	for i := 0; i < len(words); i++ {
		if isMentioned(mentions, i) || !isProper(v, words, i) && !beginsName(v, sentence, words, i) || titled && vocabulary.English(words[i].Text) {
			continue
		}
		j := i
		for j+1 < len(words) && isProper(v, words, j+1) && !isMentioned(mentions, j+1) && !(titled && vocabulary.English(words[j+1].Text)) &&
			strings.TrimSpace(sentence[words[j].End:words[j+1].Start]) == "" {
			j++
		}
		names = appendNew(names, strings.TrimSuffix(strings.TrimSuffix(sentence[words[i].Start:words[j].End], "'s"), "’s"))
		i = j
	}
	return names
}

// isTitle reports whether words are written like a title: all that are long have a capital, which makes no name of them.
func isTitle(words []vocabulary.Word) bool {
	long := 0
	for _, w := range words {
		if len(w.Text) > 3 {
			long++
			if !w.Upper {
				return false
			}
		}
	}
	return long > 2
}

// beginsName reports whether a plain word with a capital inside a sentence is the first of a longer name: the
// Stack of "Stack Overflow".
func beginsName(v *vocabulary.Lexicon, sentence string, words []vocabulary.Word, i int) bool {
	return i > 0 && i+1 < len(words) && words[i].Upper && len(words[i].Text) > 2 && isProper(v, words, i+1) &&
		strings.TrimSpace(sentence[words[i].End:words[i+1].Start]) == ""
}

func isProper(v *vocabulary.Lexicon, words []vocabulary.Word, i int) bool {
	w := words[i]
	if !w.Upper || len(w.Text) < 3 || v.Chatter(w.Stem) {
		return false
	}
	return i > 0 || !vocabulary.English(w.Text)
}

// isMentioned reports whether the word at i is part of an option's or a concept's name.
func isMentioned(mentions []vocabulary.Mention, i int) bool {
	for _, m := range mentions {
		if !m.Related && m.First <= i && i <= m.Last {
			return true
		}
	}
	return false
}

func stanceOf(lean int) Stance {
	switch {
	case lean > 0:
		return For
	case lean < 0:
		return Against
	default:
		return Neutral
	}
}

// containsAny reports whether one of parts stands in text.
func containsAny(text string, parts ...string) bool {
	return slices.ContainsFunc(parts, func(part string) bool { return strings.Contains(text, part) })
}
