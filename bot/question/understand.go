package question

import (
	"strings"

	"github.com/stackpick/stackpick/knowledge"
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

// A Reader reads what people ask. It does not change, so any number of goroutines may use it.
type Reader struct {
	v       *vocabulary.Lexicon
	census  *knowledge.Census
	speller *vocabulary.Speller
	known   *Known
}

// NewReader returns a reader of questions on the library that was counted.
func NewReader(v *vocabulary.Lexicon, census *knowledge.Census, known *Known) *Reader {
	return &Reader{v: v, census: census, speller: census.NewSpeller(), known: known}
}

// Understand reads a message, in the light of its thread, as one to maxAsks asks, in the order in which it puts them.
func (r *Reader) Understand(q Message) []*Ask {
	answered, discussed := discussion(q.Thread)
	before := r.readThread(answered)
	text, quoted := clean(q.Text)
	code, language := r.v.Language(vocabulary.Words(text))
	around, questions := r.parts(text, code)
	if r.known.ManyThings && r.onlyNames(around) {
		for i, q := range questions {
			questions[i] = strings.TrimRight(q, "? ") + " " + around
		}
		around = ""
	}
	around, questions = r.compared(around, questions)
	setting := r.read(around, code)
	for _, said := range discussed {
		d := r.readQuestion(said)
		setting.join(&Ask{Options: d.Options, Concepts: d.Concepts})
	}
	if quoted != "" {
		setting.join(r.read(quoted, code))
	}
	var asks []*Ask
	for _, part := range questions {
		a := r.read(part, code)
		a.Language = language
		a.Apart = r.apart(a)
		r.classify(a, setting)
		if before == nil && setting.empty() && r.isBareName(a) {
			a.Define = true
		}
		r.follow(a, before)
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
func (r *Reader) isBareName(a *Ask) bool {
	ofOne := a.Want == Tell && len(a.Options) == 1 && a.Named == 1
	if !ofOne || r.known.ManyThings || !r.known.Defined[a.Options[0]] {
		return false
	}
	nothingElse := len(a.Concepts)+len(a.Names)+len(a.Terms)+len(a.Foreign) == 0 && len(a.Words) < maxNaming
	return nothingElse && a.Lean == 0 && !a.AsksWhy()
}

// onlyNames reports whether what stands before a question only names what it is about: "stand-ups" in "stand-ups: who
// leads them?". What greets, asks or tells of somebody ("we are stuck") is no name.
func (r *Reader) onlyNames(setting string) bool {
	words := vocabulary.Words(setting)
	if len(words) == 0 || len(words) > maxNaming || r.v.Has(vocabulary.Greeting, words) {
		return false
	}
	asks := r.opensQuestion(words) || vocabulary.HasAny(words, "or", "vs", "versus")
	return !asks && !vocabulary.HasAny(words, "i", "we", "i'm", "we're", "my", "you", "it")
}

// read finds what a piece of text names. Code is the ISO 639-1 code of the language it is in.
func (r *Reader) read(text, code string) *Ask {
	v := r.v
	a := &Ask{Text: text, Words: vocabulary.Words(text), Wording: map[string]string{}, Speech: v, Code: code}
	a.Words = a.Words[:min(len(a.Words), maxWords)]
	if a.Code == "en" {
		a.Words = r.census.Compounds(a.Words)
		r.correct(a.Text, a.Words)
		a.Words = r.heldOfPairs(a.Text, a.Words)
	}
	a.Ringing = v.Has(vocabulary.Ringing, a.Words) || r.OwnRing(a.Words) != ""
	mentions := v.Mentions(a.Words, a.Code)
	used := make([]bool, len(a.Words)) // words that an option or a name takes, or that say what does not count
	r.readConcepts(a, mentions)
	r.readOptions(a, mentions, used)
	r.readEveryday(a, used)
	r.readNames(a, used)
	r.passOver(a.Words, mentions, used)
	r.readTerms(a, mentions, used)
	return a
}

// correct puts chat spellings and misspelt words right. A word with a capital inside is a name, however near it is to
// another.
func (r *Reader) correct(text string, words []vocabulary.Word) {
	tried := 0
	for i := range words {
		w := &words[i]
		if long := r.v.Longhand(w.Text); long != w.Text {
			w.Text, w.Stem = long, vocabulary.Stem(long)
			continue
		}
		if one := strings.TrimSuffix(w.Text, "s"); isAbbreviations(text[w.Start:w.End]) && !r.speller.Knows(w.Text) && r.speller.Knows(one) {
			w.Text, w.Stem = one, vocabulary.Stem(one)
			continue
		}
		if one := r.numbered(w.Text); one != "" {
			w.Text, w.Stem = one, vocabulary.Stem(one)
			continue
		}
		if r.speller.Knows(w.Text) || tried == maxCorrected || isCamel(text[w.Start:w.End]) || r.known.Records.hasCode(w.Text) {
			continue
		}
		tried++
		w.Text = r.speller.Correct(w.Text)
		w.Stem = vocabulary.Stem(w.Text)
	}
}

// heldOfPairs drops what the knowledge lacks of two words for one thing, where it has the other: "boilerplate" of
// "template/boilerplate".
func (r *Reader) heldOfPairs(text string, words []vocabulary.Word) []vocabulary.Word {
	if !r.known.ManyThings {
		return words // each may be a side of a choice
	}
	held := func(w vocabulary.Word) bool { return r.known.Terms[r.v.Sense(w)] > 0 }
	paired := func(i int) bool {
		return i >= 0 && i+1 < len(words) && words[i].End < words[i+1].Start && text[words[i].End:words[i+1].Start] == "/"
	}
	var list []vocabulary.Word
	for i, w := range words {
		if !held(w) && !r.v.Names(w.Text) && (paired(i-1) && held(words[i-1]) || paired(i) && held(words[i+1])) {
			continue
		}
		list = append(list, w)
	}
	return list
}

// numbered returns the name that the knowledge has with a number behind it for one without, "" for none: "bsd3" for "bsd".
func (r *Reader) numbered(word string) string {
	const least = 3 // letters: a PM is no PM2
	if len(word) < least || r.known.Terms[vocabulary.Stem(word)] > 0 || vocabulary.Everyday(word) {
		return ""
	}
	found := ""
	for n := '1'; n <= '9'; n++ {
		if one := word + string(n); r.known.Terms[vocabulary.Stem(one)] > 0 {
			if found != "" {
				return "" // any of them may be meant
			}
			found = one
		}
	}
	return found
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
func (r *Reader) readConcepts(a *Ask, mentions []vocabulary.Mention) {
	for i, m := range mentions {
		if m.Concept == nil {
			continue
		}
		if r.negated(a.Words, m) || r.waived(a.Words, m) {
			a.RuledOut = appendNew(a.RuledOut, m.Concept.Name)
			continue
		}
		t := Topic{Name: m.Concept.Name, Weight: 1, Lean: m.Lean, asked: m.Asked}
		t.said = a.Text[a.Words[m.First].Start:a.Words[m.Last].End]
		if m.Concept.Trait() {
			t.Weight = traitWeight
		}
		if m.Asked {
			t.Weight *= guessWeight
		}
		t.Weight *= r.emphasis(a.Words, mentions, i)
		a.AddTopic(t)
	}
}

// AddTopic adds a topic, as WithTopic does.
func (a *Ask) AddTopic(t Topic) { a.Concepts = WithTopic(a.Concepts, t) }

// WithTopic adds a topic to a list, or what it says more of one that is there.
func WithTopic(list []Topic, t Topic) []Topic {
	for i := range list {
		if o := &list[i]; o.Name == t.Name {
			o.Weight = max(o.Weight, t.Weight)
			o.asked = o.asked && t.asked
			if o.Lean == 0 {
				o.Lean = t.Lean
			}
			return list
		}
	}
	return append(list, t)
}

// readTerms keeps the content words that are left, and notes numbers and words nobody knows.
func (r *Reader) readTerms(a *Ask, mentions []vocabulary.Mention, used []bool) {
	for i := 0; i < len(a.Words); i++ {
		w := a.Words[i]
		if used[i] {
			continue
		}
		concept := conceptAt(mentions, i)
		if i+1 < len(a.Words) && !used[i+1] {
			if noun, ok := vocabulary.Phrasal(w, a.Words[i+1]); ok {
				w = noun
				i++
			}
		}
		if w.Text[0] >= '0' && w.Text[0] <= '9' {
			a.Figures = append(a.Figures, w.Text)
			continue
		}
		t, ok := r.v.Term(w)
		if !ok || opensName(a.Words, i) || a.Code != "en" && concept == "" && r.v.FunctionWord(w.Text, a.Code) {
			continue
		}
		if concept == "" && r.isStrange(a, w) {
			a.Strange = appendNew(a.Strange, a.Text[w.Start:w.End])
		}
		if concept == "" && (r.takesSide(w.Text) || r.opensSide(a.Words[i:]) || i > 0 && r.opensSide(a.Words[i-1:])) {
			continue // it says which side is wanted, not what of: "risks", "what speaks for it", "any problems"
		}
		added := r.v.Has(vocabulary.Including, a.Words[max(0, i-2):i]) // "a queue with retries"
		a.addTerms(Term{Text: t, Word: a.Text[w.Start:w.End], Concept: concept, Added: added})
	}
}

// isStrange reports whether a word looks like a name that neither the language nor the knowledge has.
func (r *Reader) isStrange(a *Ask, w vocabulary.Word) bool {
	return a.Code == "en" && w.Upper && len(w.Text) > 2 && !r.speller.Knows(w.Text)
}

// takesSide reports whether a word asks for one side of a thing: "risks" and "benefits", "forbidden" and "required".
func (r *Reader) takesSide(word string) bool {
	return r.v.Says(vocabulary.Blaming, word) || r.v.Says(vocabulary.Praising, word) ||
		r.v.Says(vocabulary.Permitting, word) || r.v.Says(vocabulary.Demanding, word)
}

// opensSide reports whether a phrase that asks for one side of a thing begins with the first of two words: "speaks for".
func (r *Reader) opensSide(words []vocabulary.Word) bool {
	if len(words) < 2 {
		return false
	}
	v := r.v
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
