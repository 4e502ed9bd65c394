package slack

import (
	"context"

	"github.com/stackpick/stackpick/bot"
)

// An echo answers every question with one statement that repeats it, so that a message tells what it answers.
type echo struct {
	first func(ctx context.Context, q bot.Question) error // comes before the answer; nil for nothing
}

func (e *echo) Ask(ctx context.Context, q bot.Question) (*bot.Answer, error) {
	if e.first != nil {
		if err := e.first(ctx, q); err != nil {
			return nil, err
		}
	}
	return &bot.Answer{
		Question: q.Text, Outcome: bot.Facts, Text: "Of " + q.Text, PhrasedBy: "stackpick",
		Statements: []bot.Statement{{Text: "Of " + q.Text, Citations: []int{1}}},
		Sources:    []bot.Source{{N: 1, ID: "a", Document: "A document", Section: "A section", URL: "https://example.com/a", Passage: "Of all.", Score: 1}},
	}, nil
}

func (*echo) Addressed(bot.Question) bool { return true }
func (*echo) Covers() string              { return "everything" }
func (*echo) Examples() []string          { return []string{"What is it?", "Why?", "How?", "When?", "Where?"} }

// failing is an engine that does not answer.
func failing(first func(ctx context.Context, q bot.Question) error) *echo { return &echo{first: first} }
