package check

import "slices"

// causes reports a sentence that takes the effect for the cause, or for a cause what the claim concedes.
func (p *comparison) causes() string {
	for _, c := range p.claims {
		if shared(p.sentence.after("causing"), c.after("conceding")) > 0 && shared(c.after("causing"), p.sentence.after("causing")) == 0 ||
			shared(p.sentence.after("conceding"), c.after("causing")) > 0 && shared(c.after("conceding"), p.sentence.after("conceding")) == 0 {
			return "it takes for a cause what the claim concedes, or the other way round"
		}
	}
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

// after returns the stems of the first words after those of a list, within their clause.
func (t *text) after(list string) (stems []string) {
	for i := range t.tokens {
		if !t.lists.is(list, t.tokens[i].text) {
			continue
		}
		n := 0
		for j := i + 1; j < len(t.tokens) && n < 3 && t.tokens[j].clause == t.tokens[i].clause; j++ {
			if t.tokens[j].kind == content {
				stems = append(stems, t.tokens[j].stem)
				n++
			}
		}
	}
	return stems
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
