package bot

import (
	"regexp"
	"slices"

	"github.com/stackpick/stackpick/bot/question"
	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// maxChanges is how many entries of a record's history are told.
const maxChanges = 3

// asksMaking reports whether an ask is after who made a decision, or when: "who proposed …?", "when was … accepted?".
func (b *Bot) asksMaking(a *question.Ask) bool {
	return (a.Answer == question.Person || a.Answer == question.Date) && slices.ContainsFunc(a.Terms, func(t question.Term) bool { return b.lib.Vocabulary.Says(vocabulary.Recording, t.Word) })
}

// makers words who decided on a record or wrote it, as it goes on after what became of it: ", decided by Ada"; "" where
// that is not asked, or not said.
func makers(a *question.Ask, r *ruling) string {
	switch {
	case a.Answer != question.Person:
	case r.doc.Record.Deciders != "":
		return ", decided by " + r.doc.Record.Deciders
	case r.doc.Author != "":
		return ", written by " + r.doc.Author
	}
	return ""
}

// unmade names what none of the records found says of how it was made, where an ask is after just that. It reports
// whether that leaves nothing to answer.
func (d *draft) unmade(a *question.Ask, found []*ruling) bool {
	if a.Answer != question.Person && a.Answer != question.Date {
		return false
	}
	for _, r := range found {
		if makers(a, r) != "" || len(d.history(a, r)) > 0 || a.Answer == question.Date && r.doc.Date != "" {
			return false
		}
	}
	what := "who decided"
	if a.Answer == question.Date {
		what = "when it was decided"
	}
	d.gap(what + ": " + found[0].doc.Title + " does not say.")
	return a.Answer == question.Date || !vocabulary.HasAny(a.Words, "when")
}

// signed matches how entries of a history name who made them: "Initial draft (@ada)", "Author: Ada", "by Ada Brandt".
var signed = regexp.MustCompile(`@\w|(?i:\b(?:authors?|editors?|approvers?|by)):? *\p{Lu}`)

// history returns the entries of a record's history that tell who made it or when: those in the words of the ask
// ("accepted"), else the first of them.
func (d *draft) history(a *question.Ask, r *ruling) []finding {
	if a.Answer != question.Person && a.Answer != question.Date {
		return nil
	}
	var all, named []finding
	for f := range r.sentences() {
		if f.passage.Part != knowledge.PartHistory || a.Answer == question.Person && !signed.MatchString(f.claim.Text) {
			continue
		}
		all = append(all, f)
		if slices.ContainsFunc(a.Terms, func(t question.Term) bool {
			return d.b.lib.Vocabulary.Says(vocabulary.Recording, t.Word) && slices.Contains(f.claim.Terms, t.Text)
		}) {
			named = append(named, f)
		}
	}
	if len(named) > 0 || a.Answer == question.Date && r.doc.Date != "" {
		all = named // of the rest nobody asks: the record gives its date itself
	}
	return all[:min(len(all), maxChanges)]
}
