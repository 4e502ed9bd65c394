package check

// nearCopy is from which likeness on a sentence counts as the claim with a few words changed; 1 is the claim itself.
// There every change counts: whoever only paraphrases changes more.
const nearCopy = 0.75

// closeness reports a word that was taken out of a claim, or put into it, in a sentence that is otherwise the claim's
// own.
func (p *comparison) closeness() string {
	if len(p.claims) != 1 {
		return ""
	}
	c := p.claims[0]
	if p.near[c] < nearCopy {
		return ""
	}
	for i := range c.tokens {
		if o := &c.tokens[i]; o.kind != function && !p.kept(o) && !p.idle(o) {
			return "it leaves out “" + o.text + "”"
		}
	}
	for i := range p.sentence.tokens {
		k := &p.sentence.tokens[i]
		if k.kind == content && !p.supported(k, p.claims) && !p.idle(k) && !p.inContext(k) && !p.turns(k) {
			return "it puts in “" + k.text + "”"
		}
	}
	if c.matching("able") != "" && p.sentence.matching("or able") == "" {
		return "it leaves out “" + c.matching("able") + "”"
	}
	return ""
}

// idle reports whether a word may be put in or taken out without changing what a sentence says.
func (p *comparison) idle(k *token) bool {
	return k.kind == content && (p.words.is("idle", k.text) || p.words.is("light", k.text) || p.words.is("over", k.text) || p.hedges(k))
}

// like returns how alike two texts are, word for word: 1 for the same, 0 for nothing in common.
func (t *text) like(o *text) float64 {
	a, b := stems(t), stems(o)
	return 2 * float64(common(a, b)) / float64(len(a)+len(b))
}

func stems(t *text) []string {
	var list []string
	for i := range t.tokens {
		list = append(list, t.tokens[i].stem)
	}
	return list
}
