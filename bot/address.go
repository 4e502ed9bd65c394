package bot

import (
	"regexp"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// toSomebody matches a message that calls a person by name: "Anna, what about cost?", "what do you think, Tom?".
var toSomebody = regexp.MustCompile(`^(?:(?:hey|hi|so|ok|and)\s+)?\p{Lu}\p{Ll}+\s*[,:]\s|,\s*\p{Lu}\p{Ll}+\s*[?!.]*$`)

// Addressed reports whether a message that names nobody, in a thread where the bot has answered, is plainly meant
// for it: a question on what the knowledge is about, or one that only goes on with the thread ("and security?",
// "why?"). What people say to each other, thanks and agreement are not; in doubt it is not.
func (b *Bot) Addressed(q Question) bool {
	text, _ := clean(q.Text)
	if text == "" || b.callsSomebody(text) {
		return false
	}
	code, _ := b.lib.Vocabulary.Language(vocabulary.Words(text))
	_, questions := b.split(text)
	last := b.read(questions[len(questions)-1], code)
	b.classify(last, b.read("", code))
	if last.want == greet || !last.asks() {
		return false
	}
	if len(last.options)+len(last.foreign)+len(last.names) > 0 {
		return true
	}
	return !b.amongPeople(last) && (b.bears(last) || b.goesOn(last))
}

// amongPeople reports whether an ask that names no option sounds like one from person to person: "do we have budget?",
// "can you book a room?", "where is the doc?". "Which would you take?" does not.
func (b *Bot) amongPeople(a *ask) bool {
	opening := a.words[:min(len(a.words), 2)]
	switch {
	case hasAny(opening, "where", "when"):
		return true
	case hasAny(a.words, "you", "your", "someone", "anyone", "anybody", "everyone"):
		return !b.lib.Vocabulary.Has(vocabulary.Deciding, a.words)
	default:
		return hasAny(a.words, "we", "us", "our", "i", "my") && !a.speech.Has(vocabulary.Questioning, opening)
	}
}

// callsSomebody reports whether a text begins or ends with the name of a person; options have names, too.
func (b *Bot) callsSomebody(text string) bool {
	called := toSomebody.FindString(text)
	if called == "" {
		return false
	}
	a := b.read(strings.Trim(called, " ,:?!."), "en")
	return len(a.options)+len(a.foreign)+len(a.concepts) == 0 && !hasAny(a.words, "ok", "well", "thanks", "yes", "no", "hmm", "right", "sure", "great", "also", "now", "then")
}

// asks reports whether an ask has the form of a question or an order.
func (a *ask) asks() bool {
	opening := a.words[:min(len(a.words), 3)]
	return strings.ContainsAny(a.text, "?？") || a.want == compare ||
		a.starts(2, vocabulary.Questioning) ||
		hasPhrase(opening, "what about") || hasPhrase(opening, "how about") || hasPhrase(opening, "tell me") || hasPhrase(opening, "show me")
}

// bears reports whether an ask names a need or trait that the vocabulary knows.
func (b *Bot) bears(a *ask) bool {
	return len(a.concepts) > 0 && !a.guessed()
}

// guessed reports whether all topics of an ask rest on a paraphrase.
func (a *ask) guessed() bool {
	for _, t := range a.concepts {
		if !t.asked {
			return false
		}
	}
	return true
}

// goesOn reports whether an ask has nothing of its own but points at what was said: "why?", "so which one?", "how
// many stars does it have?".
func (b *Bot) goesOn(a *ask) bool {
	own := slices.DeleteFunc(slices.Clone(a.terms), func(t term) bool { return b.lib.Vocabulary.Weak(t.text) })
	if len(own) == 0 {
		return len(a.strange) == 0
	}
	if !hasAny(a.words, "it", "its", "they", "them", "that", "those", "both") {
		return false
	}
	for _, t := range own {
		if b.lore.terms[t.text] == 0 {
			return false
		}
	}
	return true
}
