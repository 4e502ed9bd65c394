package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
)

// An Asker answers questions in the bot's own words; *Bot is one.
type Asker interface {
	Ask(ctx context.Context, q Question) (*Answer, error)
}

// An Edit asks an editor to put an answer into better words. Package prompts has the editor; what it may change is
// the text of statements, nothing else.
type Edit struct {
	Question Question
	Plain    *Answer         // the answer in the bot's own words; it is not changed
	Engine   Asker           // made Plain; asked once more where a question was translated
	Who      string          // whose budget it counts against; never sent to a model
	Passed   func(Statement) // called with each statement once its wording has passed, in order; may be nil
}

// A Wording says how a model's words became part of an answer, or why they did not.
type Wording struct {
	Model    string        // as readers know it
	Question string        // the question in English, where a model translated it
	Tokens   int           // of all calls, as the model's server counts them; an estimate where it does not
	Took     time.Duration // of the whole rewording
	Kept     int           // sentences that passed
	Rejected []Rejection
}

// A Rejection is a sentence of a model that did not pass, and why.
type Rejection struct {
	Text   string // as the model wrote it
	Reason string // for people
}

// Reworded returns the answer with statements in a model's words, and with what they replace in Plain. A choice
// still begins by naming the pick. Where the answer is one text, that of the one statement replaces it.
func (a *Answer) Reworded(statements []Statement, w *Wording) *Answer {
	b := *a
	b.PhrasedBy, b.Wording = "llm:"+w.Model, w
	b.Notes = slices.DeleteFunc(slices.Clone(a.Notes), isLanguageNote)
	if a.Language != "" {
		b.Notes = append(b.Notes, "Translated; the table, the needs and the sources are as they were written.")
	}
	if w.Question != "" {
		b.Notes = append(b.Notes, "Understood as: "+w.Question)
	}
	if !a.Worded() {
		b.Plain, b.Text = []Statement{{Text: a.Text, Citations: []int{}}}, statements[0].Text
		return &b
	}
	b.Plain, b.Statements = a.Statements, slices.Clone(statements)
	if opening := a.opening(); opening != "" {
		b.Statements[0].Text = opening + b.Statements[0].Text
	}
	b.Text = joined(b.Statements)
	return &b
}

// Ours returns the answer in the bot's own words, whoever phrased it since.
func (a *Answer) Ours() *Answer {
	if len(a.Plain) == 0 {
		return a
	}
	b := *a
	b.Plain, b.PhrasedBy, b.Wording = nil, ownPhrasing, nil
	if !a.Worded() {
		b.Text = a.Plain[0].Text
		return &b
	}
	b.Statements, b.Text = a.Plain, joined(a.Plain)
	return &b
}

// To returns an answer to a question in English as one to the question that asked answers, which is the same in another
// language.
func (a *Answer) To(asked *Answer) *Answer {
	b := *a
	b.Question, b.Language = asked.Question, asked.Language
	return &b
}

// languageNote says why an answer is not in the question's language.
func languageNote(language string) string {
	return fmt.Sprintf("The question is in %s; without a language model the answer is in English.", language)
}

func isLanguageNote(note string) bool {
	return strings.HasPrefix(note, "The question is in ") && strings.HasSuffix(note, "the answer is in English.")
}

// Claims returns the statements without the opening that names the pick: what there is to word.
func (a *Answer) Claims() []Statement {
	claims := slices.Clone(a.Statements)
	if opening := a.opening(); opening != "" {
		claims[0].Text = claims[0].Text[len(opening):]
	}
	return claims
}

// opening returns how the first statement names the pick before it says anything else, "" where it does not.
func (a *Answer) opening() string {
	if len(a.Statements) == 0 {
		return ""
	}
	text := a.Statements[0].Text
	return text[:len(text)-len(withoutOpening(text, a.Recommendation))]
}
