package slack

import (
	"context"

	"github.com/stackpick/stackpick/bot/store"
)

// A Store keeps what must outlive a message; *store.Store is one, and says what each method promises. It is all of what the
// parts of an App ask for.
type Store interface {
	Inbox
	Backlog
	Threads
	Answers
	People
	Workspaces
}

// An Inbox holds what was taken in until it has ended in a message.
type Inbox interface {
	Accept(ctx context.Context, d store.Delivery) (fresh bool, err error)
	Finish(ctx context.Context, delivery string, r *store.Record) error
}

// A Backlog is what the Inbox holds still.
type Backlog interface {
	Pending(ctx context.Context, limit int) ([]store.Delivery, error)
	Count(ctx context.Context) (store.Counts, error)
}

// Threads are what was asked and answered in each, and whether the bot is to be quiet there.
type Threads interface {
	Thread(ctx context.Context, team, channel, thread string, limit int) (records []store.Record, hushed bool, err error)
	Hush(ctx context.Context, team, channel, thread string) error
}

// Answers are those given, with the better words that a language model found for them.
type Answers interface {
	Answer(ctx context.Context, team, id string) (*store.Record, error)
	Amend(ctx context.Context, r *store.Record) error
}

// People ask, and say what they think of the answers.
type People interface {
	Recent(ctx context.Context, team, user string, limit int) ([]store.Record, error)
	Vote(ctx context.Context, v store.Vote) error
}

// Workspaces and their channels may do without a language model, and be forgotten.
type Workspaces interface {
	SwitchModel(ctx context.Context, team, channel string, on bool) error
	ModelOff(ctx context.Context, team, channel string) (off bool, err error)
	Forget(ctx context.Context, team string) error
}
