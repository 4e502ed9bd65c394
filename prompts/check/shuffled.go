package check

// permuted reports a sentence whose small words stand as in the claim while the others have changed places: "exposes
// a graph as a data set" for "exposes a data set as a graph". What is listed may change places.
func (p *comparison) permuted() string {
	const alike = 0.7
	for _, c := range p.claims {
		ours, theirs := p.sentence.small(), c.small()
		if float64(common(ours, theirs))*2 < alike*float64(len(ours)+len(theirs)) {
			continue
		}
		if a, b := p.inverted(c, false); a != "" {
			return "“" + a + "” and “" + b + "” have changed places"
		}
	}
	return ""
}

// small returns the function words of a text.
func (t *text) small() []string {
	var list []string
	for i := range t.tokens {
		if t.tokens[i].kind == function && t.tokens[i].text != "and" {
			list = append(list, t.tokens[i].text)
		}
	}
	return list
}

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
// no members of one list. They are names or nouns, with those that say next
// to nothing or without, and no parts of one expression.
func (p *comparison) inverted(c *text, all bool) (a, b string) {
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
			if p.thing(i, all) && p.thing(j, all) && !p.compound(p.sentence, i, j) && !p.compound(c, v, u) {
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

// thing reports whether a token of the sentence is a name or a noun.
func (p *comparison) thing(i int, all bool) bool {
	k := &p.sentence.tokens[i]
	return k.kind == named || k.kind == content && p.thesaurus.Noun(k.text) && (all || !p.light(k))
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
		if t.tokens[i].kind == function {
			continue
		}
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

// Shuffled sentences have nearly all words of a claim, in another order: whoever paraphrases changes words, too.
const (
	sameWords = 0.88
	sameOrder = 0.9
)

// shuffled reports a sentence that is a claim with its words in another order.
func (p *comparison) shuffled() string {
	for _, c := range p.claims {
		if p.sentence.sharing(c) < sameWords || p.near[c] >= sameOrder {
			continue
		}
		if a, b := p.inverted(c, true); a != "" {
			return "it has the claim's words in another order: “" + a + "”, “" + b + "”"
		}
	}
	return ""
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
