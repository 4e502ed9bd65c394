package bot

import (
	"fmt"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/bot/question"
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
func (b *Bot) withNeeds(a *question.Ask, e *evidence) *question.Ask {
	needs := a.Clone()
	needs.Concepts = b.implied(a.Concepts, e)
	if len(needs.Concepts) == 0 {
		needs.Concepts = b.describedNeed(a, e)
	}
	return needs
}

// implied returns needs with the traits that the knowledge has nothing on replaced by the criteria that they suggest: a
// startup has little time and money.
func (b *Bot) implied(needs []question.Topic, e *evidence) []question.Topic {
	list := slices.Clone(needs)
	for _, t := range needs {
		k, ok := b.lib.Vocabulary.Concept(t.Name)
		if !ok || len(e.topics[t.Name]) > 0 || !slices.ContainsFunc(k.Implies, func(name string) bool { return b.lore.concepts[name] > 0 }) {
			continue
		}
		list = slices.DeleteFunc(list, func(o question.Topic) bool { return o.Name == t.Name })
		for _, name := range k.Implies {
			if b.lore.concepts[name] > 0 {
				list = question.WithTopic(list, question.Topic{Name: name, Weight: impliedWeight})
			}
		}
	}
	return list
}

// describedNeed makes a topic of a need that no concept covers, from the claims that share most of its words.
func (b *Bot) describedNeed(a *question.Ask, e *evidence) []question.Topic {
	if len(a.Terms) < 2 {
		return nil
	}
	words := a.Clone()
	words.Options, words.Names, words.Concepts = nil, nil, nil // a need is matched by its words alone
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
	return []question.Topic{{Name: described, Weight: 1}}
}

// unheld names what was asked for and has no evidence.
func (d *draft) unheld(a *question.Ask, l *Ledger) {
	for _, r := range l.Rows {
		if !r.held() {
			d.gap(a.Saying(r.Concept) + ": the knowledge says nothing about it" + forOptions(l.Options))
		}
	}
	if a.Code != "en" {
		return
	}
	for _, t := range a.Terms {
		unknown := t.Concept == "" && d.b.lore.Terms[t.Text] == 0 && !d.b.lib.Vocabulary.Weak(t.Text)
		if unknown && (t.Added || l.Coverage == 0) {
			d.gap(quoted(t.Word) + ": the knowledge does not mention it.")
		}
	}
}

// special reports whether an ask has a word that the knowledge lacks and that is no plain word: the need itself,
// not chatter around it.
func (b *Bot) special(a *question.Ask) bool {
	return len(a.Options) < 2 || slices.ContainsFunc(a.Terms, func(t question.Term) bool {
		return b.lore.Terms[t.Text] == 0 && !b.lib.Vocabulary.Weak(t.Text) && !vocabulary.Everyday(t.Word)
	})
}

// missing names technologies that no document judges.
func (d *draft) missing(a *question.Ask) {
	for _, o := range a.Foreign {
		name := o
		if w := a.Wording[o]; w != "" && !strings.EqualFold(w, o) {
			name = fmt.Sprintf("%s (%s)", o, w)
		}
		d.gap(name + ": no document here judges it.")
	}
}

func forOptions(options []string) string {
	if len(options) == 0 {
		return "."
	}
	return " for " + andList(options) + "."
}
