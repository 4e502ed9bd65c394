package check

// names reports an option, company or person that no cited claim names. The heading of a claim may be named, too,
// where that is no option's name.
func (p *comparison) names() string {
	for i := range p.sentence.tokens {
		k := &p.sentence.tokens[i]
		if k.kind == named && !p.named(k) {
			return "no cited claim names “" + k.text + "”"
		}
	}
	return ""
}

func (p *comparison) named(k *token) bool {
	is := func(o *token) bool {
		return o.name == k.name || o.kind != function && (o.stem == k.stem || o.kind == named && possessive(k.text) == o.text)
	}
	for _, c := range p.claims {
		if c.has(is) {
			return true
		}
	}
	return !k.option && p.context.has(is)
}

// possessive takes the s of "Disqus's" off, as far as the words still have it.
func possessive(word string) string {
	for _, ending := range []string{"'s", "’s", "s'", "s’"} {
		if n := len(word) - len(ending); n > 0 && word[n:] == ending {
			return word[:n]
		}
	}
	return word
}
