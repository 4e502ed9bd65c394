package bot

import (
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

const (
	maxTurns     = 12  // earlier turns of a thread that are read, the newest
	maxQuestions = 40  // in one message that are understood as such
	maxAsks      = 4   // of them, joined where they are one choice, that are answered
	maxWords     = 400 // of one question
	maxCorrected = 40  // misspellings looked up in one message

	maxNaming = 4 // before a question: a name is no longer than that

	traitWeight = 1.5 // what the project is decides more than a criterion mentioned beside it
	guessWeight = 0.7 // what is understood from a paraphrase counts for less than what is said by name
)

// understand reads a message, in the light of its thread, as one or more asks.
func (b *Bot) understand(q Question) []*ask {
	answered, discussed := discussion(q.Thread)
	before := b.readThread(answered)
	text, quoted := clean(q.Text)
	code, language := b.lib.Vocabulary.Language(vocabulary.Words(text))
	around, questions := b.parts(text, code)
	if len(questions) == 1 && b.manyThings() && b.onlyNames(around) {
		questions[0], around = strings.TrimRight(questions[0], "? ")+" "+around, ""
	}
	setting := b.read(around, code)
	for _, said := range discussed {
		d := b.readQuestion(said)
		setting.join(&ask{options: d.options, concepts: d.concepts})
	}
	if quoted != "" {
		setting.join(b.read(quoted, code))
	}
	var asks []*ask
	for _, part := range questions {
		a := b.read(part, code)
		a.language = language
		b.classify(a, setting)
		if before == nil && setting.empty() && b.isBareName(a) {
			a.define = true
		}
		b.follow(a, before)
		if n := len(asks); n > 0 && asks[n-1].mergeable(a) {
			asks[n-1].join(a)
			continue
		}
		asks = append(asks, a)
		before = a
	}
	return asks[:min(len(asks), maxAsks)]
}

// isBareName reports whether an ask is nothing but the name of an option ("Django?"), of which anybody would want to hear
// first what it is. Where many things are spoken of, what was decided on it may matter more.
func (b *Bot) isBareName(a *ask) bool {
	if a.want != tell || len(a.options) != 1 || a.named != 1 || b.manyThings() || b.asksWhy(a) || a.lean != 0 {
		return false
	}
	_, defined := b.lore.definitions[a.options[0]]
	return defined && len(a.concepts)+len(a.names)+len(a.terms)+len(a.foreign) == 0 && len(a.words) < maxNaming
}

// onlyNames reports whether what stands before a question only names what it is about: "stand-ups" in "stand-ups: who
// leads them?". What greets, asks or tells of somebody ("we are stuck") is no name.
func (b *Bot) onlyNames(setting string) bool {
	words := vocabulary.Words(setting)
	if len(words) == 0 || len(words) > maxNaming || b.lib.Vocabulary.Has(vocabulary.Greeting, words) {
		return false
	}
	asks := b.opensQuestion(words) || hasAny(words, "or", "vs", "versus")
	return !asks && !hasAny(words, "i", "we", "i'm", "we're", "my", "you", "it")
}

// read finds what a piece of text names. Code is the ISO 639-1 code of the language it is in.
func (b *Bot) read(text, code string) *ask {
	v := b.lib.Vocabulary
	a := &ask{text: text, words: vocabulary.Words(text), wording: map[string]string{}, speech: v, code: code}
	a.words = a.words[:min(len(a.words), maxWords)]
	if a.code == "en" {
		a.words = b.census.Compounds(a.words)
		b.correct(a.text, a.words)
	}
	a.ringing = v.Has(vocabulary.Ringing, a.words) || b.ownRing(a.words) != ""
	mentions := v.Mentions(a.words, a.code)
	used := make([]bool, len(a.words)) // words that an option or a name takes, or that say what does not count
	b.readConcepts(a, mentions)
	b.readOptions(a, mentions, used)
	b.readEveryday(a, used)
	b.readNames(a, used)
	b.passOver(a.words, mentions, used)
	b.readTerms(a, mentions, used)
	return a
}

// correct puts chat spellings and misspelt words right. A word with a capital inside is a name, however near it is to
// another.
func (b *Bot) correct(text string, words []vocabulary.Word) {
	tried := 0
	for i := range words {
		w := &words[i]
		if long := b.lib.Vocabulary.Longhand(w.Text); long != w.Text {
			w.Text, w.Stem = long, vocabulary.Stem(long)
			continue
		}
		if one := strings.TrimSuffix(w.Text, "s"); isAbbreviations(text[w.Start:w.End]) && !b.speller.Knows(w.Text) && b.speller.Knows(one) {
			w.Text, w.Stem = one, vocabulary.Stem(one)
			continue
		}
		if b.speller.Knows(w.Text) || tried == maxCorrected || isCamel(text[w.Start:w.End]) || b.lore.docket.hasCode(w.Text) {
			continue
		}
		tried++
		w.Text = b.speller.Correct(w.Text)
		w.Stem = vocabulary.Stem(w.Text)
	}
}

// isCamel reports whether a word has a capital inside and is not all in capitals: TestNG.
func isCamel(word string) bool {
	return word[1:] != strings.ToLower(word[1:]) && word != strings.ToUpper(word)
}

// isAbbreviations reports whether a word is an abbreviation in the plural: AMIs.
func isAbbreviations(word string) bool {
	one, plural := strings.CutSuffix(word, "s")
	return plural && len(one) > 1 && one == strings.ToUpper(one)
}

// readConcepts finds the criteria and traits that an ask speaks of, and how much each of them counts.
func (b *Bot) readConcepts(a *ask, mentions []vocabulary.Mention) {
	for i, m := range mentions {
		if m.Concept == nil {
			continue
		}
		if b.negated(a.words, m) || b.waived(a.words, m) {
			a.ruledOut = appendNew(a.ruledOut, m.Concept.Name)
			continue
		}
		t := topic{name: m.Concept.Name, weight: 1, lean: m.Lean, asked: m.Asked}
		t.said = a.text[a.words[m.First].Start:a.words[m.Last].End]
		if m.Concept.Trait() {
			t.weight = traitWeight
		}
		if m.Asked {
			t.weight *= guessWeight
		}
		t.weight *= b.emphasis(a.words, mentions, i)
		a.addTopic(t)
	}
}

func (a *ask) addTopic(t topic) { a.concepts = withTopic(a.concepts, t) }

// withTopic adds a topic to a list, or what it says more of one that is there.
func withTopic(list []topic, t topic) []topic {
	for i := range list {
		if o := &list[i]; o.name == t.name {
			o.weight = max(o.weight, t.weight)
			o.asked = o.asked && t.asked
			if o.lean == 0 {
				o.lean = t.lean
			}
			return list
		}
	}
	return append(list, t)
}

// readTerms keeps the content words that are left, and notes numbers and words nobody knows.
func (b *Bot) readTerms(a *ask, mentions []vocabulary.Mention, used []bool) {
	for i := 0; i < len(a.words); i++ {
		w := a.words[i]
		if used[i] {
			continue
		}
		concept := conceptAt(mentions, i)
		if i+1 < len(a.words) && !used[i+1] {
			if noun, ok := vocabulary.Phrasal(w, a.words[i+1]); ok {
				w = noun
				i++
			}
		}
		if w.Text[0] >= '0' && w.Text[0] <= '9' {
			a.figures = append(a.figures, w.Text)
			continue
		}
		t, ok := b.lib.Vocabulary.Term(w)
		if !ok || a.code != "en" && concept == "" && b.lib.Vocabulary.FunctionWord(w.Text, a.code) {
			continue
		}
		if concept == "" && b.isStrange(a, w) {
			a.strange = appendNew(a.strange, a.text[w.Start:w.End])
		}
		if concept == "" && (b.takesSide(w.Text) || b.opensSide(a.words[i:]) || i > 0 && b.opensSide(a.words[i-1:])) {
			continue // it says which side is wanted, not what of: "risks", "what speaks for it", "any problems"
		}
		added := b.lib.Vocabulary.Has(vocabulary.Including, a.words[max(0, i-2):i]) // "a queue with retries"
		a.addTerms(term{text: t, word: a.text[w.Start:w.End], concept: concept, added: added})
	}
}

// isStrange reports whether a word looks like a name that neither the language nor the knowledge has.
func (b *Bot) isStrange(a *ask, w vocabulary.Word) bool {
	return a.code == "en" && w.Upper && len(w.Text) > 2 && !b.speller.Knows(w.Text)
}

// takesSide reports whether a word asks for one side of a thing: "risks" and "benefits", "forbidden" and "required".
func (b *Bot) takesSide(word string) bool {
	return b.says(vocabulary.Blaming, word) || b.says(vocabulary.Praising, word) ||
		b.says(vocabulary.Permitting, word) || b.says(vocabulary.Demanding, word)
}

// opensSide reports whether a phrase that asks for one side of a thing begins with the first of two words: "speaks for".
func (b *Bot) opensSide(words []vocabulary.Word) bool {
	if len(words) < 2 {
		return false
	}
	v := b.lib.Vocabulary
	return v.CueAt(vocabulary.Blaming, words[:2]) == 0 || v.CueAt(vocabulary.Praising, words[:2]) == 0
}

// conceptAt returns the concept that the word at i is part of, or "".
func conceptAt(mentions []vocabulary.Mention, i int) string {
	for _, m := range mentions {
		if m.Concept != nil && m.First <= i && i <= m.Last {
			return m.Concept.Name
		}
	}
	return ""
}

// appendNew adds those of more that a list does not have.
func appendNew(list []string, more ...string) []string {
	for _, s := range more {
		if !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return list
}

// sharesOne reports whether two lists have one in common.
func sharesOne(list, other []string) bool {
	return slices.ContainsFunc(list, func(s string) bool { return slices.Contains(other, s) })
}

// within reports whether another list has all of one.
func within(list, other []string) bool {
	return !slices.ContainsFunc(list, func(s string) bool { return !slices.Contains(other, s) })
}
