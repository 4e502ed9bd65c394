package bot

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/bot/question"
	"github.com/stackpick/stackpick/index"
	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// People ask a handbook in words of their own: for "pto" where it says "vacation", whether they may "work from home" where
// it says "remotely". What the vocabulary knows to say the same is read as the ask's own words: a phrase of several is one
// thing that is wanted, and a section that says it in any way has it.

// passagesSaying is in how many passages at least that is said for which some groups stand.
func (b *Bot) passagesSaying(groups []int) int {
	most := 0
	for _, g := range groups {
		most = max(most, b.lore.said[g])
	}
	return most
}

// passagesWithAll is at most how many passages have all words of a phrase.
func (b *Bot) passagesWithAll(words []vocabulary.Word) int {
	fewest := -1
	for _, w := range words {
		if stem := b.lib.Vocabulary.Sense(w); stem != "" {
			if n := b.lore.passagesWith(stem); fewest < 0 || n < fewest {
				fewest = n
			}
		}
	}
	return max(fewest, 0)
}

// stemsIn returns the terms of a text as stems does, and for each place where it says what an ask says in other words that
// one's term.
func (b *Bot) stemsIn(text string, sayings []question.Saying) []string {
	list := b.stems(text)
	if len(sayings) == 0 {
		return list
	}
	for _, p := range b.lib.Vocabulary.Paraphrased(vocabulary.Words(text)) {
		for _, s := range sayings {
			if slices.Contains(s.Groups, p.Group) {
				list = appendNew(list, s.Term)
			}
		}
	}
	return list
}

// sayingScore is what the best passage that a search in other words finds counts, beside the best in the ask's own.
const sayingScore = 0.9

// maxOtherWords is how many other ways to say a thing are looked for.
const maxOtherWords = 6

// searchOtherwise finds what says in other words what an ask says, and adds it to what was found in its own.
func (b *Bot) searchOtherwise(ctx context.Context, a *question.Ask, e *evidence) error {
	text := b.otherwise(a)
	if text == "" {
		return nil
	}
	hits, err := b.search.Search(ctx, index.Query{Text: text, Limit: wordHits, WordsOnly: true})
	if err != nil {
		return err
	}
	own, others := 1.0, sayingScore
	if b.unheldOwn(a) {
		own, others = others, own // what its own words found is on something else
	}
	for id := range e.scores {
		e.scores[id] *= own
	}
	other := &evidence{scores: map[string]float64{}}
	for _, p := range other.note(hits) {
		if !slices.Contains(e.passages, p) {
			e.passages = append(e.passages, p)
		}
		e.scores[p.ID] = max(e.scores[p.ID], others*other.scores[p.ID])
	}
	slices.SortStableFunc(e.passages, func(x, y *knowledge.Passage) int { return cmp.Compare(e.scores[y.ID], e.scores[x.ID]) })
	return nil
}

// otherwise is an ask in the other words that the knowledge has for what it says, "" where it has none.
func (b *Bot) otherwise(a *question.Ask) string {
	other := false
	var s strings.Builder
	say := func(said *question.Saying) {
		ways := b.waysToSay(said)
		if other = other || len(ways) > 0; len(ways) == 0 {
			ways = []string{vocabulary.Join(said.Words)}
		}
		for _, way := range ways {
			s.WriteString(way + " ")
		}
	}
	for i := 0; i < len(a.Words); i++ {
		if said := a.SayingAt(i); said != nil {
			say(said)
			i = said.Last
			continue
		}
		s.WriteString(a.Words[i].Text + " ")
	}
	for i := range a.Sayings {
		if said := &a.Sayings[i]; said.Around {
			say(said)
		}
	}
	if !other {
		return ""
	}
	return s.String()
}

// unheldOwn reports whether the knowledge has none of the words by which an ask says something, only others for it.
func (b *Bot) unheldOwn(a *question.Ask) bool {
	return slices.ContainsFunc(a.Sayings, func(s question.Saying) bool {
		return b.passagesWithAll(s.Words) == 0 && b.passagesSaying(s.Groups) > 0
	})
}

// waysToSay returns the other words that the knowledge has for a saying, the commonest first.
func (b *Bot) waysToSay(said *question.Saying) []string {
	own := vocabulary.Join(said.Words)
	var ways []string
	count := map[string]int{}
	for _, g := range said.Groups {
		for _, phrase := range b.lib.Vocabulary.Paraphrasing(g) {
			words := vocabulary.Words(phrase)
			way := vocabulary.Join(words)
			if count[way] = b.passagesWithAll(words); count[way] > 0 && way != own {
				ways = appendNew(ways, way)
			}
		}
	}
	slices.SortStableFunc(ways, func(x, y string) int { return cmp.Compare(count[y], count[x]) })
	return ways[:min(len(ways), maxOtherWords)]
}
