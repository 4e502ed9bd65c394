package question

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
func (r *Reader) Addressed(q Message) bool {
	text, _ := clean(q.Text)
	if text == "" || r.callsSomebody(text) {
		return false
	}
	code, _ := r.v.Language(vocabulary.Words(text))
	_, questions := r.split(text)
	last := r.read(questions[len(questions)-1], code)
	r.classify(last, r.read("", code))
	if last.Want == Greet || !last.asks() {
		return false
	}
	if last.things() > 0 {
		return true
	}
	return !r.amongPeople(last) && (last.bears() || r.goesOn(last))
}

// amongPeople reports whether an ask that names no option sounds like one from person to person: "do we have budget?",
// "can you book a room?", "where is the doc?". "Which would you take?" does not.
func (r *Reader) amongPeople(a *Ask) bool {
	opening := a.Opening(2)
	switch {
	case vocabulary.HasAny(opening, "where", "when"):
		return true
	case vocabulary.HasAny(a.Words, "you", "your", "someone", "anyone", "anybody", "everyone"):
		return !r.v.Has(vocabulary.Deciding, a.Words)
	default:
		return vocabulary.HasAny(a.Words, "we", "us", "our", "i", "my") && !a.Speech.Has(vocabulary.Questioning, opening)
	}
}

// callsSomebody reports whether a text begins or ends with the name of a person; options have names, too.
func (r *Reader) callsSomebody(text string) bool {
	called := toSomebody.FindString(text)
	if called == "" {
		return false
	}
	a := r.read(strings.Trim(called, " ,:?!."), "en")
	talk := []string{"ok", "well", "thanks", "yes", "no", "hmm", "right", "sure", "great", "also", "now", "then"}
	return len(a.Options)+len(a.Foreign)+len(a.Concepts) == 0 && !vocabulary.HasAny(a.Words, talk...)
}

// asks reports whether an ask has the form of a question or an order.
func (a *Ask) asks() bool {
	opening := a.Opening(3)
	return strings.ContainsAny(a.Text, "?？") || a.Want == Compare || a.Starts(2, vocabulary.Questioning) ||
		vocabulary.HasAnyPhrase(opening, "what about", "how about", "tell me", "show me")
}

// bears reports whether an ask names a need or trait that the vocabulary knows.
func (a *Ask) bears() bool {
	return len(a.Concepts) > 0 && !a.guessed()
}

// guessed reports whether all topics of an ask rest on a paraphrase.
func (a *Ask) guessed() bool {
	for _, t := range a.Concepts {
		if !t.asked {
			return false
		}
	}
	return true
}

// goesOn reports whether an ask has nothing of its own but points at what was said: "why?", "so which one?", "how
// many stars does it have?".
func (r *Reader) goesOn(a *Ask) bool {
	own := slices.DeleteFunc(slices.Clone(a.Terms), func(t Term) bool { return r.v.Weak(t.Text) })
	if len(own) == 0 {
		return len(a.Strange) == 0
	}
	if !vocabulary.HasAny(a.Words, "it", "its", "they", "them", "that", "those", "both") {
		return false
	}
	for _, t := range own {
		if r.known.Terms[t.Text] == 0 {
			return false
		}
	}
	return true
}
