package bot

import (
	"fmt"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
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

// withNeeds returns an ask with what of its needs shows only in the evidence. The evidence gains the claims that speak to
// them; the ask itself stays as it is.
func (b *Bot) withNeeds(a *ask, e *evidence) *ask {
	needs := a.clone()
	needs.concepts = b.implied(a.concepts, e)
	if len(needs.concepts) == 0 {
		needs.concepts = b.purposes(a, e)
	}
	if len(needs.concepts) == 0 {
		needs.concepts = b.describedNeed(a, e)
	}
	return needs
}

// implied returns needs with the traits that the knowledge has nothing on replaced by the criteria that they suggest: a
// startup has little time and money.
func (b *Bot) implied(needs []topic, e *evidence) []topic {
	list := slices.Clone(needs)
	for _, t := range needs {
		k, ok := b.lib.Vocabulary.Concept(t.name)
		if !ok || len(e.topics[t.name]) > 0 || !slices.ContainsFunc(k.Implies, func(name string) bool { return b.lore.concepts[name] > 0 }) {
			continue
		}
		list = slices.DeleteFunc(list, func(o topic) bool { return o.name == t.name })
		for _, name := range k.Implies {
			if b.lore.concepts[name] > 0 {
				list = withTopic(list, topic{name: name, weight: impliedWeight})
			}
		}
	}
	return list
}

// purposes looks for verdicts that name a purpose in the ask's own words ("many functionalities"), and makes each such
// word a topic.
func (b *Bot) purposes(a *ask, e *evidence) []topic {
	var found []topic
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
			found = withTopic(found, topic{name: t.word, weight: 1})
		}
	}
	return found
}

// describedNeed makes a topic of a need that no concept covers, from the claims that share most of its words.
func (b *Bot) describedNeed(a *ask, e *evidence) []topic {
	if len(a.terms) < 2 {
		return nil
	}
	words := a.clone()
	words.options, words.names, words.concepts = nil, nil, nil // a need is matched by its words alone
	var found []finding
	for _, f := range b.findings(words, e) {
		if len(f.claim.About) > 0 && f.match >= describedEnough && (len(found) == 0 || f.match >= found[0].match*describedNear) {
			found = append(found, f)
		}
	}
	if len(found) == 0 {
		return nil
	}
	e.topics[described] = found
	return []topic{{name: described, weight: 1}}
}

// unheld names what was asked for and has no evidence.
func (d *draft) unheld(a *ask, l *Ledger) {
	for _, r := range l.Rows {
		if !r.held() {
			d.gap(a.saying(r.Concept) + ": the knowledge says nothing about it" + forOptions(l.Options))
		}
	}
	if a.code != "en" {
		return
	}
	for _, t := range a.terms {
		unknown := t.concept == "" && d.b.lore.terms[t.text] == 0 && !d.b.lib.Vocabulary.Weak(t.text)
		if unknown && (t.added || l.Coverage == 0) {
			d.gap(fmt.Sprintf("%q: the knowledge does not mention it.", t.word))
		}
	}
}

// special reports whether an ask has a word that the knowledge lacks and that is no plain word: the need itself,
// not chatter around it.
func (b *Bot) special(a *ask) bool {
	return len(a.options) < 2 || slices.ContainsFunc(a.terms, func(t term) bool {
		return b.lore.terms[t.text] == 0 && !b.lib.Vocabulary.Weak(t.text) && !vocabulary.Everyday(t.word)
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
