package question

import (
	"slices"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// People ask for a subject in many ways: "any docs on X?", "where can I read about X?", "what does the handbook say about
// X?". These frames say no more than "tell me about X", and none of their words should have to stand in an answer.
const maxFrame = 12 // words

// parts parts a message in a language into what it asks, without frames, and the setting around that.
func (r *Reader) parts(text, code string) (setting string, questions []string) {
	setting, questions = r.split(text)
	if code == "en" {
		setting, questions = r.withoutFrames(setting, questions)
	}
	return setting, questions
}

// withoutFrames takes the frames from the questions of a message, and from what stands around them: "according to our docs"
// says nothing, and of "somebody asked me about X, what do we say?" the subject stands before the question.
func (r *Reader) withoutFrames(around string, questions []string) (string, []string) {
	switch {
	case r.onlyFrames(around):
		around = ""
	case len(questions) == 1 && r.onlyFrames(questions[0]) && r.frameOf(beginning(around)) > 0:
		around, questions = "", []string{around}
	}
	for i, q := range questions {
		questions[i] = r.unframed(q)
	}
	return around, questions
}

// unframed returns what an English question in a frame asks: the question that it leads to ("how to X" of "any docs on how
// to X"), or to be told about its subject; another question as it is.
func (r *Reader) unframed(question string) string {
	words := beginning(question)
	n := r.frameOf(words)
	if n == 0 {
		n = r.whereFrameOf(words)
	}
	if n == 0 {
		return question
	}
	rest := question[words[n].Start:words[len(words)-1].End]
	if r.v.Says(vocabulary.Questioning, words[n].Text) {
		return rest
	}
	return "Tell me about " + rest + "?"
}

// frameOf returns how many words a frame takes at the beginning of a question: up to the first word that ends one, after
// words that inquire and such as stand between. Without a subject behind it it is none.
func (r *Reader) frameOf(words []vocabulary.Word) int {
	inquires := false
	for i, w := range words[:min(max(0, len(words)-1), maxFrame)] {
		if inquires && r.v.Says(vocabulary.Questioning, w.Text) {
			return i
		}
		needs := inquires && w.Text == "need" // "which documents do I need for X?" is no frame
		inquires = inquires || r.v.Says(vocabulary.Inquiring, w.Text)
		switch {
		case inquires && r.v.Has(vocabulary.Concerning, words[max(0, i-1):i+1]):
			return i + 1
		case needs, !r.frames(w):
			return 0
		}
	}
	return 0
}

// whereFrameOf returns how many words a frame takes that asks for a place and means what there is to read: "where can I find the
// Slack guidelines?".
func (r *Reader) whereFrameOf(words []vocabulary.Word) int {
	n := len(words)
	if n < 4 || !words[0].Is("where", "where's", "wheres") || !r.v.Says(vocabulary.Inquiring, words[n-1].Text) {
		return 0
	}
	at := 1
	for at < n-2 && r.frames(words[at]) {
		at++
	}
	return at
}

// frames reports whether a word may be a part of a frame.
func (r *Reader) frames(w vocabulary.Word) bool {
	return r.v.Says(vocabulary.Inquiring, w.Text) || r.v.Says(vocabulary.Filling, w.Text)
}

// onlyFrames reports whether a text has words and is nothing but a frame.
func (r *Reader) onlyFrames(text string) bool {
	words := beginning(text)
	return len(words) > 0 && !slices.ContainsFunc(words, func(w vocabulary.Word) bool { return !r.frames(w) })
}
