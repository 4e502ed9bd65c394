package check

import "slices"

// ledTo returns the prepositions that lead to a word, one for each place where it stands.
func (t *text) ledTo(k *token) []string {
	var list []string
	for i := range t.tokens {
		if o := &t.tokens[i]; o.kind == k.kind && o.key() == k.key() {
			list = append(list, t.tokens[i].led)
		}
	}
	return list
}

// roles reports a name that a preposition leads to which turns its part round: from where, to where, instead of what.
func (p *comparison) roles() string {
	for i := range p.sentence.tokens {
		k := &p.sentence.tokens[i]
		if k.kind == function || k.kind == figure {
			continue
		}
		var theirs []string
		for _, c := range p.claims {
			theirs = append(theirs, c.ledTo(k)...)
		}
		ours := p.sentence.ledTo(k)
		for _, led := range ours {
			if p.words.is("excluding", led) && len(theirs) > 0 && !slices.Contains(theirs, led) && !slices.Contains(theirs, "") {
				return "“" + led + " " + k.text + "” is “" + theirs[0] + "” in the claim"
			}
		}
		for _, pair := range [][2]string{{"from", "to"}, {"to", "from"}, {"before", "after"}, {"after", "before"}, {"with", "without"}, {"without", "with"}} {
			if slices.Contains(ours, pair[0]) && !p.sentence.hasWord(pair[1]) && !p.sentence.hasWord(pair[1]+"wards") && slices.Contains(theirs, pair[1]) && !slices.Contains(theirs, pair[0]) {
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
			if a.kind != named || b.kind != named || !p.actor(a) || !p.actor(b) || a.name == b.name {
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

// doers reports a passive whose doer is another than the claim's: "superseded by A" for "superseded by B".
func (p *comparison) doers() string {
	for i := range p.sentence.tokens {
		if k := &p.sentence.tokens[i]; k.kind == content && !p.light(k) && p.sentence.actsOn(i) && slices.ContainsFunc(p.claims, func(c *text) bool { return c.suffers(k.stem) }) {
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

// reversed reports a verb that is passive in the sentence and active in a claim with what "by" leads to as its object, or
// the other way round: "B was overtaken by A" for "B overtook A".
func (p *comparison) reversed() string {
	for _, c := range p.claims {
		for i := range p.sentence.tokens {
			for j := range c.tokens {
				k, o := &p.sentence.tokens[i], &c.tokens[j]
				if k.kind != content || k.stem != o.stem {
					continue
				}
				if doer, object := p.sentence.doer(i), c.object(j); doer != nil && object != nil && p.is(doer, object) {
					return "“" + doer.text + "” does in the sentence what is done to it in the claim"
				}
				if doer, object := c.doer(j), p.sentence.object(i); doer != nil && object != nil && p.is(doer, object) {
					return "“" + object.text + "” does in the claim what is done to it in the sentence"
				}
			}
		}
	}
	return ""
}

// doer returns what "by" leads to after a passive verb at token i, nil for none.
func (t *text) doer(i int) *token {
	passive := t.lists.is("being", t.wordAt(i-1)) || t.lists.is("being", t.wordAt(i-2))
	if !passive || t.wordAt(i+1) != "by" {
		return nil
	}
	return t.firstFrom(i + 2)
}

// object returns what stands right after an active verb at token i, nil for none.
func (t *text) object(i int) *token {
	if t.lists.is("being", t.wordAt(i-1)) || t.lists.is("being", t.wordAt(i-2)) || t.lists.is("preposition", t.wordAt(i+1)) {
		return nil
	}
	if k := t.firstFrom(i + 1); k != nil && k.clause == t.tokens[i].clause && k.led == t.tokens[i].led {
		return k
	}
	return nil
}

// firstFrom returns the first token from index i on that says something, past determiners; nil for none.
func (t *text) firstFrom(i int) *token {
	for ; i < len(t.tokens) && t.lists.is("determiner", t.tokens[i].text); i++ {
	}
	if i >= len(t.tokens) || t.tokens[i].kind == function {
		return nil
	}
	return &t.tokens[i]
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
