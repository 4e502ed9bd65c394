package bot

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/bot/question"
	"github.com/stackpick/stackpick/index"
	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// How many passages are looked at: for the words of a question, and for each concept and option of a choice.
const (
	wordHits    = 12
	conceptHits = 12
)

// entitledScore is the score of what the search did not find and is asked for by its name.
const entitledScore = 0.5

// A finding is a claim that retrieval brought up.
type finding struct {
	claim   *knowledge.Claim
	passage *knowledge.Passage
	match   float64 // how much of the ask the claim answers, 0 to 1; 0 where it was not looked at
	rank    float64 // match with what else speaks for the claim, to order by
}

// sortByRank puts the findings of the highest rank first.
func sortByRank(list []finding) {
	slices.SortStableFunc(list, func(x, y finding) int { return cmp.Compare(y.rank, x.rank) })
}

// onAny reports whether a claim is about one of some options.
func onAny(c *knowledge.Claim, options []string) bool {
	return slices.ContainsFunc(options, func(o string) bool { _, on := c.On(o); return on })
}

// sentencesIn yields what passages say.
func sentencesIn(passages []*knowledge.Passage) iter.Seq[finding] {
	return func(yield func(finding) bool) {
		for _, p := range passages {
			for i := range p.Claims {
				if !yield(finding{claim: &p.Claims[i], passage: p}) {
					return
				}
			}
		}
	}
}

// evidence is what the knowledge says about an ask.
type evidence struct {
	passages []*knowledge.Passage // by the ask's words, best first
	scores   map[string]float64   // passage ID → search score relative to the best, 0 to 1
	topics   map[string][]finding // concept → claims that speak to it
	sections map[string]*section  // by sectionID; those read closely so far
	sayings  []question.Saying    // of the ask
	top      float64              // the highest score that the ask's words alone give one of them
	close    bool                 // the search bears on the ask, so that some of its words may be missing
}

// gather searches for an ask: once for its words, and in a choice once for each concept. What is only near in meaning is
// no evidence; meaning orders what the words found.
func (b *Bot) gather(ctx context.Context, a *question.Ask) (*evidence, error) {
	e := &evidence{scores: map[string]float64{}, topics: map[string][]finding{}}
	if a.Want == question.Greet || a.Want == question.Unclear {
		return e, nil
	}
	hits, err := b.search.Search(ctx, index.Query{Text: b.searchText(a), Limit: wordHits, WordsOnly: true})
	if err != nil {
		return nil, err
	}
	e.passages = e.note(hits)
	for _, h := range hits {
		e.top = max(e.top, h.Words)
	}
	if e.sayings = a.Sayings; len(e.sayings) > 0 {
		if err := b.searchOtherwise(ctx, a, e); err != nil {
			return nil, err
		}
	}
	if asksWhat(b, a) {
		e.entitled(b, a)
	}
	for _, t := range a.Concepts {
		names := []string{t.Name}
		if k, ok := b.lib.Vocabulary.Concept(t.Name); ok && a.Want == question.Pick && b.lore.concepts[t.Name] == 0 {
			names = k.Implies
		}
		for _, name := range names {
			if len(e.topics[name]) > 0 {
				continue
			}
			if err := b.gatherTopic(ctx, a, e, name); err != nil {
				return nil, err
			}
		}
	}
	return e, nil
}

// entitled adds what goes by the name that an ask wants to have explained: where many speak of a thing, the search
// may rank them below.
func (e *evidence) entitled(b *Bot, a *question.Ask) {
	at := b.thingAt(a)
	if at < 0 {
		return
	}
	for n := min(maxEntitled, len(a.Words)-at); n > 0; n-- {
		for _, p := range b.lore.entitled[vocabulary.Join(a.Words[at:at+n])] {
			if !slices.Contains(e.passages, p) {
				e.passages = append(e.passages, p)
				e.scores[p.ID] = max(e.scores[p.ID], entitledScore)
			}
		}
	}
}

// best returns the best score of a document's passages, 0 for one that was not found.
func (e *evidence) best(d *knowledge.Document) float64 {
	best := 0.0
	for i := range d.Passages {
		best = max(best, e.scores[d.Passages[i].ID])
	}
	return best
}

// gatherTopic finds the claims on one concept. For a tell they may be about any option.
func (b *Bot) gatherTopic(ctx context.Context, a *question.Ask, e *evidence, concept string) error {
	if b.lore.concepts[concept] == 0 {
		return nil
	}
	hits, err := b.search.Search(ctx, index.Query{Text: b.searchText(a), Concepts: []string{concept}, Limit: conceptHits, WordsOnly: true})
	if err != nil {
		return err
	}
	more, err := b.search.Search(ctx, index.Query{Concepts: []string{concept}, Options: a.Options, Limit: conceptHits})
	if err != nil {
		return err
	}
	for f := range sentencesIn(e.note(append(hits, more...))) {
		if slices.Contains(f.claim.Concepts, concept) {
			e.topics[concept] = append(e.topics[concept], f)
		}
	}
	return nil
}

// note keeps the scores of hits and returns their passages without repeats, those left out that are only near.
func (e *evidence) note(hits []index.Hit) []*knowledge.Passage {
	var passages []*knowledge.Passage
	best := 0.0
	hits = slices.DeleteFunc(hits, func(h index.Hit) bool { return h.Near })
	for _, h := range hits {
		best = max(best, h.Score)
	}
	for _, h := range hits {
		if !slices.Contains(passages, h.Passage) {
			passages = append(passages, h.Passage)
		}
		if best > 0 {
			e.scores[h.Passage.ID] = max(e.scores[h.Passage.ID], h.Score/best)
		}
	}
	return passages
}

// searchText is what is looked up: the ask's own words as corrected, those of the setting around it, the options and names it
// inherited, and the names of its concepts.
func (b *Bot) searchText(a *question.Ask) string {
	var s strings.Builder
	said := map[string]bool{} // stems
	add := func(words []vocabulary.Word) {
		for _, w := range words {
			s.WriteString(w.Text)
			s.WriteByte(' ')
			said[w.Stem] = true
		}
	}
	add(a.Words)
	if a.Want == question.Tell {
		for _, t := range a.Terms { // of the setting, where that was joined
			add(slices.DeleteFunc(vocabulary.Words(t.Word), func(w vocabulary.Word) bool { return said[w.Stem] }))
		}
	}
	if a.Want == question.Tell && b.manyThings() {
		add(slices.DeleteFunc(slices.Clone(a.Around), func(w vocabulary.Word) bool { return said[w.Stem] }))
	} else if a.Want == question.Tell && b.bareAlone(a) {
		for _, h := range a.Hints {
			add(vocabulary.Words(h.Word))
		}
	}
	concepts := a.ConceptNames()
	if a.Want == question.Tell && b.manyThings() {
		concepts = nil // a criterion of technologies is no subject of a handbook
	}
	for _, name := range slices.Concat(a.Options, a.Names, concepts) { // what people say twice counts twice
		add(slices.DeleteFunc(vocabulary.Words(name), func(w vocabulary.Word) bool { return said[w.Stem] }))
	}
	return s.String()
}

// bareAlone reports whether an ask says too little to be looked up without the setting around it.
func (b *Bot) bareAlone(a *question.Ask) bool {
	alone := a.Clone()
	alone.Hints = nil
	return bare(b.wantedOf(alone))
}
