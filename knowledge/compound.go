package knowledge

import "github.com/stackpick/stackpick/knowledge/vocabulary"

// Lengths in bytes of a word that may be two written together.
const (
	shortestCompound = 6
	longestCompound  = 40
	shortestPart     = 3 // of one that the library writes as two words
)

func maybeCompound(length int) bool { return shortestCompound <= length && length <= longestCompound }

// Compounds returns words as a library writes them: "stand-up" as one where it has "standup", and "standup" as two where
// it has "stand-up" and hardly the other. What it has in no form stays as it is, and what the vocabulary knows as one word.
func (c *Census) Compounds(words []vocabulary.Word) []vocabulary.Word {
	list := make([]vocabulary.Word, 0, len(words))
	for i := 0; i < len(words); i++ {
		w := words[i]
		if i+1 < len(words) && c.writesAsOne(w, words[i+1]) {
			next := words[i+1]
			list = append(list, vocabulary.Word{Text: w.Text + next.Text, Stem: vocabulary.Stem(w.Text + next.Text), Start: w.Start, End: next.End, Upper: w.Upper, Break: w.Break})
			i++
			continue
		}
		at := c.writesApart(w.Text)
		if at == 0 {
			at = c.partsOf(w.Text)
		}
		if at > 0 && !c.vocabulary.Names(w.Text) {
			first, second := w.Text[:at], w.Text[at:]
			list = append(list, vocabulary.Word{Text: first, Stem: vocabulary.Stem(first), Start: w.Start, End: w.End, Upper: w.Upper, Break: w.Break},
				vocabulary.Word{Text: second, Stem: vocabulary.Stem(second), Start: w.Start, End: w.End})
			continue
		}
		list = append(list, w)
	}
	return list
}

// writesAsOne reports whether the library writes two words as one, and hardly ever the rarer of them by itself.
func (c *Census) writesAsOne(first, second vocabulary.Word) bool {
	return !second.Break && maybeCompound(len(first.Text)+len(second.Text)) && !c.vocabulary.FunctionWord(first.Text, "en") &&
		c.words[first.Text+second.Text] > min(c.words[first.Text], c.words[second.Text])
}

// writesApart returns where the library writes a hyphen in a word that it has less often without, 0 where it does not.
func (c *Census) writesApart(word string) int {
	if !maybeCompound(len(word)) {
		return 0
	}
	for at := 2; at <= len(word)-2; at++ {
		if c.hyphened[word[:at]+"-"+word[at:]] > c.words[word] {
			return at
		}
	}
	return 0
}

// partsOf returns where a word that is spelt right, no everyday English and in no form in the library falls into two that it
// has both: "cronjob" into "cron job". It returns 0 where there is no such place, or more than one.
func (c *Census) partsOf(word string) int {
	if !maybeCompound(len(word)) || c.words[word] > 0 || vocabulary.Everyday(word) || !c.vocabulary.Spelt(word) || c.forms(word) {
		return 0
	}
	found := 0
	for at := shortestPart; at <= len(word)-shortestPart; at++ {
		if c.part(word[:at]) && c.part(word[at:]) {
			if found > 0 {
				return 0
			}
			found = at
		}
	}
	return found
}

// part reports whether a word of the library may be a part of another: "over" and "take" make no "overtake".
func (c *Census) part(word string) bool {
	return c.words[word] > 0 && !c.vocabulary.Chatter(vocabulary.Stem(word)) && !c.vocabulary.FunctionWord(word, "en")
}

// forms reports whether the library has a word in another inflection.
func (c *Census) forms(word string) bool {
	return c.Terms[vocabulary.Stem(word)] > 0
}
