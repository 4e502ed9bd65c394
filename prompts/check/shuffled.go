package check

import "strings"

// common returns the length of the longest common subsequence.
func common(a, b []string) int {
	row := make([]int, len(b)+1)
	for i := range a {
		diagonal := 0
		for j := range b {
			above := row[j+1]
			if a[i] == b[j] {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(above, row[j])
			}
			diagonal = above
		}
	}
	return row[len(b)]
}

// inverted returns two words that stand once each in the sentence and once in the claim, in the other order, and are
// no members of one list. They matter where they stand, and are no parts of one expression.
func (p *comparison) inverted(c *text) (a, b string) {
	passive := p.sentence.hasWord("by") != c.hasWord("by")
	ours, theirs := p.sentence.places(), c.places()
	for i := range p.sentence.tokens {
		for j := i + 1; j < len(p.sentence.tokens); j++ {
			u, ok := theirs[p.sentence.tokens[i].key()]
			v, ok2 := theirs[p.sentence.tokens[j].key()]
			once := ours[p.sentence.tokens[i].key()] == i && ours[p.sentence.tokens[j].key()] == j
			if !ok || !ok2 || !once || u <= v || v < 0 || passive || p.carried(c, i, u, j, v) || p.sentence.listed(i, j) || c.listed(v, u) {
				continue
			}
			near := p.sentence.tokens[i].clause == p.sentence.tokens[j].clause || c.tokens[u].clause == c.tokens[v].clause
			if near && p.placed(i) && p.placed(j) && !p.compound(p.sentence, i, j) && !p.compound(c, v, u) {
				return p.sentence.tokens[i].text, p.sentence.tokens[j].text
			}
		}
	}
	return "", ""
}

// carried reports whether two tokens keep the prepositions that lead to them, so that the order does not matter: "on
// Stackshare" says the same wherever it stands. I and j are theirs in the sentence, u and v those in the claim.
func (p *comparison) carried(c *text, i, u, j, v int) bool {
	a, b := p.sentence.tokens[i].led, p.sentence.tokens[j].led
	return a == c.tokens[u].led && b == c.tokens[v].led && a+b != ""
}

// placed reports whether it matters where a token of the sentence stands.
func (p *comparison) placed(i int) bool {
	k := &p.sentence.tokens[i]
	if strings.HasSuffix(k.text, "ly") {
		return false
	}
	switch k.text {
	case "less", "not":
		return true
	case "more":
		if p.sentence.wordAt(i+1) != "than" {
			return true
		}
	}
	switch k.kind {
	case named:
		return true
	case figure:
		return !p.sentence.ofDate(i)
	case content:
		return !p.words.is("harmless", k.text) && !p.words.is("idle", k.text)
	}
	return false
}

// compound reports whether two tokens are parts of one expression: nothing but "of", articles and nouns stands between
// them.
func (p *comparison) compound(t *text, i, j int) bool {
	for k := i + 1; k < j; k++ {
		o := &t.tokens[k]
		if o.kind == function && o.text != "of" && !p.words.is("determiner", o.text) || o.kind == content && !p.thesaurus.Noun(o.text) {
			return false
		}
	}
	return t.tokens[i].clause == t.tokens[j].clause
}

// places returns where each word stands; -1 for one that stands more than once.
func (t *text) places() map[string]int {
	at := map[string]int{}
	for i := range t.tokens {
		key := t.tokens[i].key()
		if _, twice := at[key]; twice {
			at[key] = -1
		} else {
			at[key] = i
		}
	}
	return at
}

// key is what two places of one word have in common.
func (k *token) key() string {
	if k.kind == named {
		return k.name
	}
	return k.stem
}

// listed reports whether only commas, "and" and other names stand between two tokens.
func (t *text) listed(i, j int) bool {
	joined := false
	for k := i + 1; k <= j; k++ {
		if t.tokens[k].kind == function && t.tokens[k].text != "and" && t.tokens[k].text != "or" && !t.lists.is("determiner", t.tokens[k].text) {
			return false
		}
		joined = joined || t.tokens[k].clause != t.tokens[k-1].clause
	}
	return joined
}

// sameWords is the share of a claim's words from which on a sentence has nearly all of them: whoever paraphrases changes
// words, too.
const sameWords = 0.88

// shuffled reports a sentence that has nearly all words of a claim, with some in another order. What keeps the
// preposition that leads to it may stand anywhere.
func (p *comparison) shuffled() string {
	for _, c := range p.claims {
		if p.sentence.sharing(c) < sameWords {
			continue
		}
		if a, b := p.inverted(c); a != "" {
			return "it has the claim's words in another order: “" + a + "”, “" + b + "”"
		}
	}
	return ""
}

// optionsMoved reports a sentence that is nearly a claim's own with its options in another order, where they are no
// members of one list.
func (p *comparison) optionsMoved() string {
	for _, c := range p.claims {
		ours, theirs := p.sentence.optionsAt(), c.optionsAt()
		if p.sentence.sharing(c) < sameWords || len(ours) != len(theirs) {
			continue
		}
		for n := range ours {
			a, b := p.sentence.tokens[ours[n]], c.tokens[theirs[n]]
			if a.name != b.name && n > 0 && !p.sentence.listed(ours[n-1], ours[n]) && !c.listed(theirs[n-1], theirs[n]) && !p.flipped() {
				return "“" + a.text + "” stands where the claim has “" + b.text + "”"
			}
		}
	}
	return ""
}

// optionsAt returns where a text names options.
func (t *text) optionsAt() (at []int) {
	for i := range t.tokens {
		if t.tokens[i].option {
			at = append(at, i)
		}
	}
	return at
}

// sharing returns how many words two texts share, whatever their order: 1 for all.
func (t *text) sharing(o *text) float64 {
	count := map[string]int{}
	for _, stem := range stems(o) {
		count[stem]++
	}
	n := 0
	for _, stem := range stems(t) {
		if count[stem] > 0 {
			count[stem]--
			n++
		}
	}
	return 2 * float64(n) / float64(len(t.tokens)+len(o.tokens))
}
