package bot

import (
	"slices"
	"strings"

	"github.com/stackpick/stackpick/bot/question"
	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// sayDetail says the sentence of a record that has most of the words of an ask which neither its title nor its decision
// has: "may we keep a log elsewhere?" of a record on logs. It reports whether there is one.
func (d *draft) sayDetail(a *question.Ask, r *ruling) bool {
	if r.deciding.claim == nil {
		return false
	}
	told := append(d.b.stems(r.doc.Title), d.b.stems(r.deciding.claim.Text)...)
	words := slices.DeleteFunc(d.b.wantedOf(a), func(w wanted) bool {
		return !w.counts() || w.plain || d.b.lib.Vocabulary.Says(vocabulary.Recording, w.term) || slices.Contains(told, w.term)
	})
	var best finding
	for f := range r.sentences() {
		p, c := f.passage, f.claim
		if p.Part == knowledge.PartPeople && a.Answer != question.Person || p.Part == knowledge.PartLinks {
			continue
		}
		if isHead(p, c) || d.said[c] || namesOnly(p, c) || strings.HasSuffix(c.Text, ":") {
			continue
		}
		stems := d.b.stems(c.Text)
		for _, w := range words {
			if slices.Contains(stems, w.term) {
				f.rank += w.weight
			}
		}
		if f.rank > best.rank {
			best = f
		}
	}
	if best.claim == nil {
		return false
	}
	d.sayArgument(best, r)
	return true
}
