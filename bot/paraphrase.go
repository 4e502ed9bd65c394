package bot

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/index"
	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// People ask a handbook in words of their own: for "pto" where it says "vacation", whether they may "work from home" where
// it says "remotely". What the vocabulary knows to say the same is read as the ask's own words: a phrase of several is one
// thing that is wanted, and a section that says it in any way has it.

// A saying is one thing that an ask or its setting says in words for which there are others.
type saying struct {
	words       []vocabulary.Word
	first, last int    // its place among the words of the ask, or of the setting
	around      bool   // it stands in the setting
	groups      []int  // of the vocabulary's paraphrases
	term        string // the stem that stands for it
}

// sayings returns what an ask of a handbook, and the setting around it, say that others say in other words, in order and
// without overlap.
func (b *Bot) sayings(a *ask, setting []vocabulary.Word) []saying {
	if a.code != "en" || !b.manyThings() {
		return nil
	}
	return append(b.sayingsIn(a.words, false), b.sayingsIn(setting, true)...)
}

func (b *Bot) sayingsIn(words []vocabulary.Word, around bool) []saying {
	var list []saying
	found := b.lib.Vocabulary.Paraphrases(words)
	slices.SortStableFunc(found, func(x, y vocabulary.Paraphrase) int {
		return cmp.Or(cmp.Compare(x.First, y.First), cmp.Compare(y.Last, x.Last))
	})
	for _, p := range found {
		last := len(list) - 1
		switch {
		case last >= 0 && list[last].first == p.First && list[last].last == p.Last:
			list[last].groups = append(list[last].groups, p.Group)
		case last >= 0 && p.First <= list[last].last:
		default:
			said := words[p.First : p.Last+1]
			list = append(list, saying{said, p.First, p.Last, around, []int{p.Group}, b.stemOf(said)})
		}
	}
	return list
}

// stemOf is the term that stands for what words say together.
func (b *Bot) stemOf(words []vocabulary.Word) string {
	if len(words) == 1 {
		return cmp.Or(b.stem(words[0]), words[0].Stem)
	}
	var stems []string
	for _, w := range words {
		stems = append(stems, w.Stem)
	}
	return strings.Join(stems, " ")
}

// isPhrase reports whether it is said in several words.
func (s *saying) isPhrase() bool { return len(s.words) > 1 }

// sayingAt returns the saying of an ask that the word at a place begins or belongs to, nil for none.
func (a *ask) sayingAt(at int) *saying {
	for i := range a.sayings {
		if s := &a.sayings[i]; !s.around && s.first <= at && at <= s.last {
			return s
		}
	}
	return nil
}

// inPhrase reports whether a word as the person wrote it belongs to a phrase of an ask or its setting, and counts with it.
func (a *ask) inPhrase(word string) bool {
	return slices.ContainsFunc(a.sayings, func(s saying) bool { return s.isPhrase() && hasAny(s.words, strings.ToLower(word)) })
}

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
		if stem := b.stem(w); stem != "" {
			if n := b.lore.passagesWith(stem); fewest < 0 || n < fewest {
				fewest = n
			}
		}
	}
	return max(fewest, 0)
}

// stemsIn returns the terms of a text as stems does, and for each place where it says what an ask says in other words that
// one's term.
func (b *Bot) stemsIn(text string, sayings []saying) []string {
	list := b.stems(text)
	if len(sayings) == 0 {
		return list
	}
	for _, p := range b.lib.Vocabulary.Paraphrased(vocabulary.Words(text)) {
		for _, s := range sayings {
			if slices.Contains(s.groups, p.Group) {
				list = appendNew(list, s.term)
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
func (b *Bot) searchOtherwise(ctx context.Context, a *ask, e *evidence) error {
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
func (b *Bot) otherwise(a *ask) string {
	other := false
	var s strings.Builder
	say := func(said *saying) {
		ways := b.waysToSay(said)
		if other = other || len(ways) > 0; len(ways) == 0 {
			ways = []string{joinWords(said.words)}
		}
		for _, way := range ways {
			s.WriteString(way + " ")
		}
	}
	for i := 0; i < len(a.words); i++ {
		if said := a.sayingAt(i); said != nil {
			say(said)
			i = said.last
			continue
		}
		s.WriteString(a.words[i].Text + " ")
	}
	for i := range a.sayings {
		if said := &a.sayings[i]; said.around {
			say(said)
		}
	}
	if !other {
		return ""
	}
	return s.String()
}

// unheldOwn reports whether the knowledge has none of the words by which an ask says something, only others for it.
func (b *Bot) unheldOwn(a *ask) bool {
	return slices.ContainsFunc(a.sayings, func(s saying) bool {
		return b.passagesWithAll(s.words) == 0 && b.passagesSaying(s.groups) > 0
	})
}

// waysToSay returns the other words that the knowledge has for a saying, the commonest first.
func (b *Bot) waysToSay(said *saying) []string {
	own := joinWords(said.words)
	var ways []string
	count := map[string]int{}
	for _, g := range said.groups {
		for _, phrase := range b.lib.Vocabulary.Paraphrasing(g) {
			words := vocabulary.Words(phrase)
			way := joinWords(words)
			if count[way] = b.passagesWithAll(words); count[way] > 0 && way != own {
				ways = appendNew(ways, way)
			}
		}
	}
	slices.SortStableFunc(ways, func(x, y string) int { return cmp.Compare(count[y], count[x]) })
	return ways[:min(len(ways), maxOtherWords)]
}
