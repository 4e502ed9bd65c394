package bot

import (
	"regexp"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge"
)

var sentenceEnd = regexp.MustCompile(`[?？]+|[!.。！]+(?:\s|$)|\n+|\s\(?[1-9][.)]\s`)

// abbreviations are those whose dot does not end a sentence.
func abbreviations() []string { return []string{"vs.", "e.g.", "i.e.", "etc.", "approx.", "no.", "w."} }

// split parts a message into what it asks and the setting around that. A message without a question is one.
func split(text string) (setting string, questions []string) {
	var around []string
	for _, s := range sentences(text) {
		if len(questions) < maxQuestions && isQuestion(s) {
			lead, question := leadIn(s)
			if lead != "" {
				around = append(around, lead)
			}
			questions = append(questions, halves(question)...)
		} else {
			around = append(around, s)
		}
	}
	if len(questions) == 0 {
		return "", []string{text}
	}
	return strings.Join(around, "\n"), alternatives(questions[:min(len(questions), maxQuestions)])
}

// alternatives joins questions of a word or two that follow each other ("Django? Node?") to one choice.
func alternatives(questions []string) []string {
	var joined []string
	short := false
	for _, q := range questions {
		n := len(knowledge.Words(q))
		if last := len(joined) - 1; short && n <= 2 && !hasAny(knowledge.Words(q), interrogatives()...) {
			joined[last] = strings.TrimRight(joined[last], "?？ ") + " or " + q
		} else {
			joined = append(joined, q)
		}
		short = n <= 2 || short && n <= 2
	}
	return joined
}

// leadIn parts "quick question from marketing: what is X?" into the lead and the question.
func leadIn(sentence string) (lead, question string) {
	for _, mark := range []string{": ", " - ", " – ", " — ", "… ", "... "} {
		before, after, ok := strings.Cut(sentence, mark)
		if words := knowledge.Words(after); ok && len(words) > 1 && (slices.Contains(interrogatives(), words[0].Text) || slices.Contains(auxiliaries(), words[0].Text)) {
			return before, after
		}
	}
	words := beginning(sentence)
	for i := 3; i+2 < len(words); i++ {
		if words[i].Break && slices.Contains(interrogatives(), words[i].Text) && !hasAny(words[:i], interrogatives()...) && strings.ContainsAny(sentence[words[i-1].End:words[i].Start], ",;") {
			return sentence[:words[i-1].End], sentence[words[i].Start:]
		}
	}
	return "", sentence
}

// beginning returns the words of a text, and no more of them than are read of a question.
func beginning(text string) []knowledge.Word {
	words := knowledge.Words(text)
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

func interrogatives() []string {
	return []string{"what", "which", "who", "whom", "whose", "how", "why", "when", "where", "whats", "whos", "wich"}
}

func auxiliaries() []string {
	return []string{"is", "are", "was", "were", "do", "does", "did", "can", "could", "should", "shall", "would", "will", "has", "have", "isn't", "aren't", "doesn't", "don't", "didn't", "wasn't", "any", "am"}
}

func requests() []string {
	return []string{"compare", "explain", "tell", "describe", "recommend", "suggest", "pick", "choose", "list", "show", "give", "help", "name", "summarize", "summarise", "convince", "settle", "define", "elaborate", "contrast", "remind", "walk", "talk"}
}

// isQuestion reports whether a sentence asks: by its mark, its first word, or a choice put as "X or Y".
func isQuestion(sentence string) bool {
	if strings.ContainsAny(sentence, "?？") {
		return true
	}
	words := knowledge.Words(sentence)
	if lead, _ := leadIn(sentence); lead != "" {
		return true
	}
	if hasAnyPhrase(words[:min(len(words), 2)], "would be", "would love", "will be") {
		return false // "would be nice to have types": the subject is left out
	}
	for i, w := range words[:min(len(words), 4)] {
		if slices.Contains(interrogatives(), w.Text) && i < 3 || i == 0 && slices.Contains(auxiliaries(), w.Text) {
			return true
		}
		if slices.Contains(requests(), w.Text) && (i == 0 || slices.Contains([]string{"please", "pls", "can", "to", "me", "you"}, words[i-1].Text)) {
			return true
		}
	}
	return hasAny(words, "vs", "versus", "wondering", "recommendation", "recommendations", "thoughts", "opinions")
}

// halves splits "what is X and who uses Y" into its two questions.
func halves(sentence string) []string {
	words := beginning(sentence)
	var parts []string
	start, first := 0, 0 // of the part that goes on: its byte and its word
	for i := 2; i+1 < len(words); i++ {
		if i >= first+2 && beginsQuestion(sentence, words, first, i) {
			parts = append(parts, sentence[start:words[i].Start])
			start, first = words[i].Start, i
		}
	}
	return append(parts, sentence[start:])
}

// beginsQuestion reports whether a second question begins with the word at i, after one that begins at first.
func beginsQuestion(sentence string, words []knowledge.Word, first, i int) bool {
	between := sentence[words[i-1].End:words[i].Start]
	joined := slices.Contains([]string{"and", "also", "plus"}, words[i-1].Text) || strings.Contains(between, "&") ||
		words[i-1].Text == "by" && words[i-2].Text == "and"
	comma := strings.ContainsAny(between, ",;")
	asks := slices.Contains(interrogatives(), words[i].Text) ||
		joined && len(words)-i >= 4 && slices.Contains([]string{"is", "are", "does", "do", "can", "did", "will"}, words[i].Text)
	return (joined || comma) && asks && words[i].Text != "which" && slices.ContainsFunc(words[first:i-1], func(w knowledge.Word) bool {
		return w.Text == "or" || slices.Contains(interrogatives(), w.Text) || slices.Contains(auxiliaries(), w.Text) || slices.Contains(requests(), w.Text)
	})
}

// hasAny reports whether one of some words stands in words.
func hasAny(words []knowledge.Word, any ...string) bool {
	return slices.ContainsFunc(words, func(w knowledge.Word) bool { return slices.Contains(any, w.Text) })
}

// hasAnyPhrase reports whether one of some phrases stands in words.
func hasAnyPhrase(words []knowledge.Word, phrases ...string) bool {
	return slices.ContainsFunc(phrases, func(p string) bool { return hasPhrase(words, p) })
}

// hasPhrase reports whether the words of a phrase stand in words one after the other.
func hasPhrase(words []knowledge.Word, phrase string) bool {
	parts := strings.Fields(phrase)
	for i := 0; i+len(parts) <= len(words); i++ {
		if slices.EqualFunc(words[i:i+len(parts)], parts, func(w knowledge.Word, p string) bool { return w.Text == p }) {
			return true
		}
	}
	return false
}
