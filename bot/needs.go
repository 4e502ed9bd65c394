package bot

import (
	"fmt"
	"slices"
	"strings"
)

// impliedWeight is the weight of a criterion that a trait only suggests.
const impliedWeight = 0.35

// described is the topic of a need that is put in words which no concept covers.
const described = "What you describe"

// Thresholds of a described need: how much of its words a claim must have, and how near to the best.
const (
	describedEnough = 0.4
	describedNear   = 0.8
)

// addImplied replaces traits that the knowledge has nothing on by the criteria that they suggest: a startup has
// little time and money.
func (b *Bot) addImplied(a *ask, e *evidence) {
	for _, t := range slices.Clone(a.concepts) {
		k, ok := b.lib.Vocabulary.Concept(t.name)
		if !ok || len(e.topics[t.name]) > 0 || !slices.ContainsFunc(k.Implies, func(name string) bool { return b.lore.concepts[name] > 0 }) {
			continue
		}
		a.concepts = slices.DeleteFunc(a.concepts, func(o topic) bool { return o.name == t.name })
		for _, name := range k.Implies {
			if b.lore.concepts[name] > 0 {
				a.addTopic(topic{name: name, weight: impliedWeight})
			}
		}
	}
}

// addPurposes looks for verdicts that name a purpose in the ask's own words ("many functionalities") and
// makes each such word a topic.
func (b *Bot) addPurposes(a *ask, e *evidence) {
	if len(a.concepts) > 0 {
		return
	}
	for _, t := range a.terms {
		if b.lore.terms[t.text] == 0 || b.lib.Vocabulary.Weak(t.text) {
			continue
		}
		for _, p := range e.passages {
			for i := range p.Claims {
				c := &p.Claims[i]
				if c.Verdict && len(c.About) > 0 && slices.Contains(c.Terms, t.text) {
					e.topics[t.word] = append(e.topics[t.word], finding{claim: c, passage: p})
				}
			}
		}
		if len(e.topics[t.word]) > 0 {
			a.addTopic(topic{name: t.word, weight: 1})
		}
	}
}

// addDescribed makes a topic of a need that no concept covers, from the claims that share most of its words.
func (b *Bot) addDescribed(a *ask, e *evidence) {
	if len(a.concepts) > 0 || len(a.terms) < 2 {
		return
	}
	words := *a
	words.options, words.names = nil, nil // a need is matched by its words alone
	var found []finding
	for _, f := range b.findings(&words, e) {
		if len(f.claim.About) > 0 && f.match >= describedEnough && (len(found) == 0 || f.match >= found[0].match*describedNear) {
			found = append(found, f)
		}
	}
	if len(found) > 0 {
		e.topics[described] = found
		a.addTopic(topic{name: described, weight: 1})
	}
}

// unheld names what was asked for and has no evidence.
func (d *draft) unheld(a *ask, l *Ledger) {
	for _, r := range l.Rows {
		if !r.held() {
			d.gap(a.saying(r.Concept) + ": the knowledge says nothing about it" + forOptions(l.Options))
		}
	}
	for _, t := range a.terms {
		if (l.Coverage == 0 || t.added) && t.concept == "" && d.b.lore.terms[t.text] == 0 && !d.b.lib.Vocabulary.Weak(t.text) && a.code == "en" {
			d.gap(fmt.Sprintf("%q: the knowledge does not mention it.", t.word))
		}
	}
}

// special reports whether an ask has a word that the knowledge lacks and that is no plain word: the need itself,
// not chatter around it.
func (b *Bot) special(a *ask) bool {
	return len(a.options) < 2 || slices.ContainsFunc(a.terms, func(t term) bool {
		return b.lore.terms[t.text] == 0 && !b.lib.Vocabulary.Weak(t.text) && !b.lib.Vocabulary.Everyday(t.word)
	})
}

// missing names technologies that no document judges.
func (d *draft) missing(a *ask) {
	for _, o := range a.foreign {
		name := o
		if w := a.wording[o]; w != "" && !strings.EqualFold(w, o) {
			name = fmt.Sprintf("%s (%s)", o, w)
		}
		d.gap(name + ": no document here judges it.")
	}
}

func forOptions(options []string) string {
	if len(options) == 0 {
		return "."
	}
	return " for " + list(options) + "."
}
