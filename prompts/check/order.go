package check

import "slices"

// order reports who does what to whom the other way round, and what was exchanged between two things.
func (p *comparison) order() string {
	if reason := p.exchanged(); reason != "" {
		return reason
	}
	for _, step := range []func() string{p.turned, p.shuffled, p.bound, p.doers, p.permuted, p.causes, p.roles, p.agents, p.subjects} {
		if reason := step(); reason != "" {
			return reason
		}
	}
	return ""
}

// flipped reports whether a comparison has its sides exchanged: what follows "than" in the claim comes before it in
// the sentence, and the other way round.
func (p *comparison) flipped() bool {
	before, after := p.sentence.sides()
	for _, c := range p.claims {
		b, a := c.sides()
		if anyIn(before, a) && anyIn(after, b) && !anyIn(before, b) && !anyIn(after, a) {
			return true
		}
	}
	return false
}

func anyIn(list, other []string) bool {
	return slices.ContainsFunc(list, func(s string) bool { return slices.Contains(other, s) })
}

// sides returns the names on both sides of a comparison; none where there is no comparison.
func (t *text) sides() (before, after []string) {
	at := t.comparing()
	if at < 0 {
		return nil, nil
	}
	for i, k := range t.tokens {
		switch {
		case k.kind != named || k.part != t.tokens[at].part:
		case i < at:
			before = append(before, k.name)
		default:
			after = append(after, k.name)
		}
	}
	return before, after
}

// comparing returns the index of the token that compares, "than" above all; -1 for none. "More than 2,600" and "rather
// than" compare nothing.
func (t *text) comparing() int {
	for i, k := range t.tokens {
		switch k.text {
		case "compared", "versus":
			return i
		case "than":
			before := t.wordAt(i - 1)
			if (i+1 == len(t.tokens) || t.tokens[i+1].kind != figure) && before != "rather" && before != "other" {
				return i
			}
		}
	}
	return -1
}

// ledTo returns the prepositions that lead to a name, one for each place where it stands.
func (t *text) ledTo(name string) []string {
	var list []string
	for i := range t.tokens {
		if t.tokens[i].kind == named && t.tokens[i].name == name {
			list = append(list, t.tokens[i].led)
		}
	}
	return list
}

// turned reports a comparison whose sides are exchanged without its words being, or the other way round.
func (p *comparison) turned() string {
	if p.sentence.comparing() >= 0 && !slices.ContainsFunc(p.claims, func(c *text) bool { return c.comparing() >= 0 || c.says("or better") }) {
		return "it compares what the claim does not"
	}
	if !p.flipped() {
		return ""
	}
	for i := range p.sentence.tokens {
		k := &p.sentence.tokens[i]
		if k.kind == content && p.weigh(k, false).opposite {
			return ""
		}
	}
	return "it compares the other way round"
}

// roles reports a name that a preposition leads to which turns its part round: from where, to where, instead of what.
func (p *comparison) roles() string {
	for i := range p.sentence.tokens {
		k := &p.sentence.tokens[i]
		if k.kind != named {
			continue
		}
		var theirs []string
		for _, c := range p.claims {
			theirs = append(theirs, c.ledTo(k.name)...)
		}
		ours := p.sentence.ledTo(k.name)
		for _, pair := range [][2]string{{"from", "to"}, {"to", "from"}, {"before", "after"}, {"after", "before"}, {"with", "without"}, {"without", "with"}} {
			if slices.Contains(ours, pair[0]) && slices.Contains(theirs, pair[1]) && !slices.Contains(theirs, pair[0]) {
				return "“" + pair[0] + " " + k.text + "” is “" + pair[1] + "” in the claim"
			}
		}
	}
	return ""
}

// agents reports two things that have exchanged who acts and who is acted on: both stand without a preposition in
// one clause, in the other order, and neither sentence is passive.
func (p *comparison) agents() string {
	if p.sentence.hasWord("by") || slices.ContainsFunc(p.claims, func(c *text) bool { return c.hasWord("by") }) {
		return ""
	}
	s := p.sentence
	for i := range s.tokens {
		for j := i + 1; j < len(s.tokens) && s.tokens[j].clause == s.tokens[i].clause; j++ {
			a, b := &s.tokens[i], &s.tokens[j]
			if a.kind != named && b.kind != named || !p.actor(a) || !p.actor(b) || a.name == b.name {
				continue
			}
			if p.inOrder(b, a) && !p.inOrder(a, b) {
				return "“" + a.text + "” and “" + b.text + "” have changed places"
			}
		}
	}
	return ""
}

// actor reports whether a token can act or be acted on.
func (p *comparison) actor(k *token) bool {
	return k.led == "" && (k.kind == named || k.kind == content && p.thesaurus.Noun(k.text))
}

// inOrder reports whether a stands before b in a clause of a claim, both without a preposition.
func (p *comparison) inOrder(a, b *token) bool {
	for _, c := range p.claims {
		for i := range c.tokens {
			for j := i + 1; j < len(c.tokens) && c.tokens[j].clause == c.tokens[i].clause; j++ {
				x, y := &c.tokens[i], &c.tokens[j]
				if p.actor(x) && p.actor(y) && p.is(a, x) && p.is(b, y) {
					return true
				}
			}
		}
	}
	return false
}

// is reports whether a token of the sentence is one of a claim.
func (p *comparison) is(k, o *token) bool {
	return k.kind != function && o.kind != function && (k.name == o.name || k.kind == o.kind && k.stem == o.stem)
}

func (t *text) hasWord(word string) bool {
	return t.has(func(k *token) bool { return k.text == word })
}

// exchanged reports two pairs that have changed partners: the claims have a with b and c with d, the sentence a with
// d and c with b, each pair in a clause of its own.
func (p *comparison) exchanged() string {
	close := len(p.claims) == 1 && p.sentence.like(p.claims[0]) >= nearCopy
	together := p.pairs([]*text{p.sentence}, p.sentence, close)
	theirs := p.pairs(p.claims, p.sentence, close)
	for a := range together {
		for d := range together[a] {
			if theirs[a][d] {
				continue
			}
			for c := range together {
				for b := range together[c] {
					crossed := c != a && b != d && theirs[a][b] && theirs[c][d] && !together[a][b] && !together[c][d]
					if crossed && (!theirs[c][b] || close) {
						return "“" + a + "” and “" + c + "” have changed partners"
					}
				}
			}
		}
	}
	return ""
}

// pairs returns which words of the sentence stand together in a clause of the texts; all words, or without those that say
// next to nothing.
func (p *comparison) pairs(texts []*text, sentence *text, close bool) map[string]map[string]bool {
	pairs := map[string]map[string]bool{}
	for _, t := range texts {
		clauses := map[int][]string{}
		for i := range t.tokens {
			o := &t.tokens[i]
			for j := range sentence.tokens {
				if k := &sentence.tokens[j]; k.kind != function && o.kind != function && (close || !p.light(k)) && (k == o || t != sentence && p.is(k, o)) {
					clauses[o.clause] = append(clauses[o.clause], k.name)
				}
			}
		}
		for _, words := range clauses {
			for _, a := range words {
				for _, b := range words {
					if a != b {
						if pairs[a] == nil {
							pairs[a] = map[string]bool{}
						}
						pairs[a][b] = true
					}
				}
			}
		}
	}
	return pairs
}

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
// no members of one list. Unless any words will do, they are names or nouns that are no parts of one expression.
func (p *comparison) inverted(c *text, any bool) (a, b string) {
	passive := p.sentence.hasWord("by") != c.hasWord("by")
	ours, theirs := p.sentence.places(), c.places()
	for x, i := range ours {
		for y, j := range ours {
			u, ok := theirs[x]
			v, ok2 := theirs[y]
			if !ok || !ok2 || i >= j || u <= v || i < 0 || v < 0 || passive || p.carried(c, i, u, j, v) || p.sentence.listed(i, j) || c.listed(v, u) {
				continue
			}
			if any || p.thing(i) && p.thing(j) && !p.compound(p.sentence, i, j) && !p.compound(c, v, u) {
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
func (p *comparison) thing(i int) bool {
	k := &p.sentence.tokens[i]
	return k.kind == named || k.kind == content && p.thesaurus.Noun(k.text)
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
		key := t.tokens[i].stem
		if t.tokens[i].kind == named {
			key = t.tokens[i].name
		}
		if _, twice := at[key]; twice {
			at[key] = -1
		} else {
			at[key] = i
		}
	}
	return at
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

// causes reports a sentence that takes the effect for the cause.
func (p *comparison) causes() string {
	cause, effect := p.sentence.reasoning()
	if len(cause) == 0 || len(effect) == 0 {
		return ""
	}
	for _, c := range p.claims {
		theirCause, theirEffect := c.reasoning()
		if len(theirCause) > 0 && shared(cause, theirEffect) > shared(cause, theirCause) && shared(effect, theirCause) > shared(effect, theirEffect) {
			return "it takes the effect for the cause"
		}
	}
	return ""
}

func shared(a, b []string) int {
	n := 0
	for _, s := range a {
		if slices.Contains(b, s) {
			n++
		}
	}
	return n
}

// reasoning splits a text into the words of the cause and those of the effect; none where it gives no reason.
func (t *text) reasoning() (cause, effect []string) {
	for i := range t.tokens {
		leads := t.lists.is("causing", t.tokens[i].text) && (t.tokens[i].text != "thanks" && t.tokens[i].text != "due" && t.tokens[i].text != "owing" || t.wordAt(i+1) == "to")
		follows := t.lists.is("effecting", t.tokens[i].text)
		if !leads && !follows {
			continue
		}
		for j := range t.tokens {
			k := &t.tokens[j]
			switch {
			case k.kind == function:
			case leads && j > i && (i > 0 || k.clause <= t.tokens[i].clause), follows && j < i:
				cause = append(cause, k.stem)
			default:
				effect = append(effect, k.stem)
			}
		}
		return cause, effect
	}
	return nil, nil
}

// subjects reports a verb whose sides are exchanged: what stands right before it in the claim comes after it in the
// sentence, and the other way round.
func (p *comparison) subjects() string {
	for i := range p.sentence.tokens {
		k := &p.sentence.tokens[i]
		ours := p.subject(p.sentence, i)
		if k.kind != content || ours == nil || p.thesaurus.Noun(k.text) {
			continue
		}
		for _, c := range p.claims {
			for j := range c.tokens {
				theirs := p.subject(c, j)
				if c.tokens[j].stem != k.stem || theirs == nil || p.is(ours, theirs) || p.same(*ours, *theirs) {
					continue
				}
				if p.after(p.sentence, i, theirs) && p.after(c, j, ours) {
					return "“" + k.text + "” is said of “" + theirs.text + "” in the claim"
				}
			}
		}
	}
	return ""
}

// after reports whether a thing stands after token i.
func (p *comparison) after(t *text, i int, thing *token) bool {
	return slices.ContainsFunc(t.tokens[i+1:], func(k token) bool { return p.is(&k, thing) })
}

// subject returns the thing right before token i that no preposition leads to; nil where there is none, or where the
// verb is passive.
func (p *comparison) subject(t *text, i int) *token {
	for j := i - 1; j >= 0 && t.tokens[j].part == t.tokens[i].part; j-- {
		switch k := &t.tokens[j]; {
		case p.actor(k):
			return k
		case k.kind != function, p.words.is("being", k.text), p.words.is("preposition", k.text), p.words.is("joining", k.text):
			return nil
		}
	}
	return nil
}

// bound reports what one claim says of its option and the sentence of another's, where it words several claims.
func (p *comparison) bound() string {
	owners := make([]string, len(p.claims))
	for n, c := range p.claims {
		owners[n] = c.onlyOption()
	}
	for i := range p.sentence.tokens {
		k := &p.sentence.tokens[i]
		if k.kind != content || p.light(k) {
			continue
		}
		owner := ""
		for n, c := range p.claims {
			if p.supported(k, []*text{c}) {
				if owner != "" || owners[n] == "" {
					owner = ""
					break
				}
				owner = owners[n]
			}
		}
		if near := p.sentence.optionNear(i); owner != "" && near != "" && near != owner && slices.Contains(owners, near) {
			return "“" + k.text + "” is said of " + owner + " in the claim"
		}
	}
	return ""
}

// onlyOption returns the one option that a text names, "" where it names none or several.
func (t *text) onlyOption() string {
	only := ""
	for i := range t.tokens {
		if k := &t.tokens[i]; k.option && k.name != only {
			if only != "" {
				return ""
			}
			only = k.name
		}
	}
	return only
}

// optionNear returns the option that token i stands with: the only one in its clause, else the only one in its part of
// the sentence; "" where that cannot be told.
func (t *text) optionNear(i int) string {
	const several = "several"
	only := func(name string, k *token) string {
		if name == "" || name == k.name {
			return k.name
		}
		return several
	}
	inClause, inPart := "", ""
	for j := range t.tokens {
		k := &t.tokens[j]
		if !k.option || k.part != t.tokens[i].part {
			continue
		}
		inPart = only(inPart, k)
		if k.clause == t.tokens[i].clause {
			inClause = only(inClause, k)
		}
	}
	if near := firstOf(inClause, inPart); near != several {
		return near
	}
	return ""
}

// Shuffled sentences have nearly all words of a claim, in another order: whoever paraphrases changes words, too.
const (
	sameWords = 0.88
	sameOrder = 0.9
)

// shuffled reports a sentence that is a claim with its words in another order.
func (p *comparison) shuffled() string {
	for _, c := range p.claims {
		if p.sentence.sharing(c) < sameWords || p.sentence.like(c) >= sameOrder {
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

// doers reports a passive whose doer is another than the claim's: "superseded by A" for "superseded by B".
func (p *comparison) doers() string {
	for i := range p.sentence.tokens {
		if k := &p.sentence.tokens[i]; k.kind == content && p.sentence.actsOn(i) && slices.ContainsFunc(p.claims, func(c *text) bool { return c.suffers(k.stem) }) {
			return "“" + k.text + "” is done to something else in the claim"
		}
	}
	ours := p.sentence.doneBy()
	for _, c := range p.claims {
		theirs := c.doneBy()
		if len(ours) == 0 || len(theirs) == 0 {
			continue
		}
		strange := slices.ContainsFunc(ours, func(k token) bool {
			return !slices.ContainsFunc(theirs, func(o token) bool { return k.stem == o.stem })
		})
		moved := slices.ContainsFunc(theirs, func(o token) bool {
			return !slices.ContainsFunc(ours, func(k token) bool { return k.stem == o.stem }) && p.sentence.has(func(k *token) bool { return k.kind != function && k.stem == o.stem })
		})
		if strange && moved {
			return "it is done by another in the claim"
		}
	}
	return ""
}

// actsOn reports whether token i is a verb with "it" or "them" as its object.
func (t *text) actsOn(i int) bool { return t.wordAt(i+1) == "it" || t.wordAt(i+1) == "them" }

// suffers reports whether a verb is passive wherever it stands.
func (t *text) suffers(stem string) bool {
	passive := false
	for i := range t.tokens {
		if t.tokens[i].stem != stem {
			continue
		}
		if !t.lists.is("being", t.wordAt(i-1)) || t.actsOn(i) {
			return false
		}
		passive = true
	}
	return passive
}

// doneBy returns what "by" leads to.
func (t *text) doneBy() []token {
	var list []token
	for _, k := range t.tokens {
		if k.led == "by" && k.kind != function {
			list = append(list, k)
		}
	}
	return list
}
