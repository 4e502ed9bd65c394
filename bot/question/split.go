package question

import (
	"regexp"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// sentenceEnd matches what ends a sentence of a message, or begins a point of a list.
var sentenceEnd = regexp.MustCompile(`[?？]+|[!.。！]+(?:\s|$)|\n+|\s\(?[1-9][.)]\s`)

// abbreviations are those of chats whose dot does not end a sentence, "w." for "with" among them. Documents have others
// (knowledge/sentence.go), which end a sentence of a chat: "old ver."
func abbreviations() []string { return []string{"vs.", "e.g.", "i.e.", "etc.", "approx.", "no.", "w."} }

// split parts a message into what it asks and the setting around that. A message without a question is one.
func (r *Reader) split(text string) (setting string, questions []string) {
	var around []string
	for _, s := range sentences(text) {
		if len(questions) == maxQuestions || !r.isQuestion(s) {
			around = append(around, s)
			continue
		}
		lead, question := r.leadIn(s)
		switch {
		case r.asksFirst(lead):
			questions = append(questions, lead)
		case lead != "":
			around = append(around, lead)
		}
		questions = append(questions, r.halves(question)...)
		questions = questions[:min(len(questions), maxQuestions)]
	}
	if len(questions) == 0 {
		return "", r.halves(text)
	}
	return strings.Join(around, "\n"), r.alternatives(questions)
}

// alternatives joins questions of a word or two that follow each other ("Django? Node?") to one choice.
func (r *Reader) alternatives(questions []string) []string {
	const short = 2 // words
	var joined []string
	afterShort := false
	for _, q := range questions {
		words := vocabulary.Words(q)
		isShort := len(words) <= short
		if last := len(joined) - 1; afterShort && isShort && !r.v.Has(vocabulary.Questioning, words) {
			joined[last] = strings.TrimRight(joined[last], "?？ ") + " or " + q
		} else {
			joined = append(joined, q)
		}
		afterShort = isShort
	}
	return joined
}

// leadIn parts "quick question from marketing: what is X?" into the lead, "" for none, and the question.
func (r *Reader) leadIn(sentence string) (lead, question string) {
	for _, mark := range []string{": ", " - ", " – ", " — ", "… ", "... "} {
		before, after, ok := strings.Cut(sentence, mark)
		if words := vocabulary.Words(after); ok && len(words) > 1 && r.opensQuestion(words[:1]) {
			return before, after
		}
	}
	words := beginning(sentence)
	at := r.v.CueAt(vocabulary.Questioning, words)
	const least = 3 // words of a lead
	if at < least || at+2 >= len(words) || !words[at].Break {
		return "", sentence
	}
	if before := words[at-1].End; strings.ContainsAny(sentence[before:words[at].Start], ",;") {
		return sentence[:before], sentence[words[at].Start:]
	}
	return "", sentence
}

// asksFirst reports whether what stands before a question is one itself, on a record: "is ADR 13 still valid, what about
// ADR 20?".
func (r *Reader) asksFirst(lead string) bool {
	words := beginning(lead)
	return len(words) > 0 && r.opensQuestion(words[:1]) && namesRecord.MatchString(lead)
}

// namesRecord matches a record called by its number.
var namesRecord = regexp.MustCompile(`(?i)\b(?:adr|rfc|tdr|dr|decision|record)s?[-_ #]*\d`)

// opensQuestion reports whether one of words is one that questions begin with.
func (r *Reader) opensQuestion(words []vocabulary.Word) bool {
	return r.v.Has(vocabulary.Questioning, words) || r.v.Has(vocabulary.Helping, words)
}

// beginning returns the words of a text, and no more of them than are read of a question.
func beginning(text string) []vocabulary.Word {
	words := vocabulary.Words(text)
	return words[:min(len(words), maxWords)]
}

// sentences cuts at sentence ends and line breaks; short abbreviations do not end a sentence.
func sentences(text string) []string {
	var list []string
	start := 0
	for _, loc := range sentenceEnd.FindAllStringIndex(text, -1) {
		s := strings.TrimSpace(text[start:loc[1]])
		if abbreviated(s) {
			continue
		}
		if s != "" {
			list = append(list, s)
		}
		start = loc[1]
	}
	if s := strings.TrimSpace(text[start:]); s != "" {
		list = append(list, s)
	}
	return list
}

// abbreviated reports whether a text ends in an abbreviation.
func abbreviated(text string) bool {
	return slices.ContainsFunc(abbreviations(), func(short string) bool {
		at := len(text) - len(short)
		return at >= 0 && strings.EqualFold(text[at:], short) && (at == 0 || !isWordByte(text[at-1]))
	})
}

// isWordByte reports whether a byte is a part of a word in plain English letters.
func isWordByte(b byte) bool {
	return 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || '0' <= b && b <= '9' || b == '_'
}

// isQuestion reports whether a sentence asks: by its mark, its first word, or a choice put as "X or Y".
func (r *Reader) isQuestion(sentence string) bool {
	if strings.ContainsAny(sentence, "?？") {
		return true
	}
	words := vocabulary.Words(sentence)
	if lead, _ := r.leadIn(sentence); lead != "" {
		return true
	}
	if vocabulary.HasAnyPhrase(words[:min(len(words), 2)], "would be", "would love", "will be") {
		return false // "would be nice to have types": the subject is left out
	}
	v, opening := r.v, words[:min(len(words), 3)]
	return v.Has(vocabulary.Questioning, opening) || v.Has(vocabulary.Helping, words[:min(len(words), 1)]) || r.requests(words) ||
		vocabulary.HasAny(words, "vs", "versus", "wondering", "recommendation", "recommendations", "thoughts", "opinions")
}

// requests reports whether words begin with an order to answer: "compare …", "can you tell …".
func (r *Reader) requests(words []vocabulary.Word) bool {
	const reach = 4 // words
	for i := range words[:min(len(words), reach)] {
		if r.v.Has(vocabulary.Requesting, words[i:i+1]) &&
			(i == 0 || words[i-1].Is("please", "pls", "can", "to", "me", "you")) {
			return true
		}
	}
	return false
}

// halves splits "what is X and who uses Y" into its two questions.
func (r *Reader) halves(sentence string) []string {
	words := beginning(sentence)
	var parts []string
	start, first := 0, 0 // of the part that goes on: its byte and its word
	for i := 2; i+1 < len(words); i++ {
		if i >= first+2 && r.beginsQuestion(sentence, words, first, i) {
			parts = append(parts, sentence[start:words[lastBefore(words, i)].End])
			start, first = words[i].Start, i
		}
	}
	return append(parts, sentence[start:])
}

// lastBefore is the place of the last word before one that says more than that something follows.
func lastBefore(words []vocabulary.Word, i int) int {
	for i--; i > 0 && vocabulary.HasAny(words[i:i+1], joiners()...); i-- {
	}
	return i
}

// joiners are words between two questions.
func joiners() []string { return []string{"and", "n", "nd", "also", "plus"} }

// beginsQuestion reports whether a second question begins with the word at i, after one that begins at first.
func (r *Reader) beginsQuestion(sentence string, words []vocabulary.Word, first, i int) bool {
	const least = 4       // words of a question without a question word
	const leastOfThat = 3 // likewise where it is of what the first is of: "and is it secure"
	v, word, before := r.v, words[i:i+1], words[i-1:i]
	between := sentence[words[i-1].End:words[i].Start]
	joined := vocabulary.HasAny(before, joiners()...) || strings.Contains(between, "&") || vocabulary.HasPhrase(words[i-2:i], "and by")
	parted := joined || strings.ContainsAny(between, ",;")
	ofTwo := joined && vocabulary.HasAny(words[first:first+1], "which", "what")
	if !parted || vocabulary.HasAny(word, "which") && !ofTwo { // "…, which …" tells more of what is before it
		return false
	}
	forHow := vocabulary.HasPhrase(words[i:i+2], "for how")
	asks := v.Has(vocabulary.Questioning, word) || forHow ||
		joined && vocabulary.HasAny(word, "is", "are", "does", "do", "can", "did", "will") &&
			(len(words)-i >= least || len(words)-i >= leastOfThat && words[i+1].Is("it", "they"))
	asked := words[first : i-1]
	return asks && (vocabulary.HasAny(asked, "or") || r.opensQuestion(asked) || v.Has(vocabulary.Requesting, asked))
}
