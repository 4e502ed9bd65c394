package slack

import (
	"context"
	"regexp"

	"github.com/stackpick/stackpick/bot"
)

// callsOthers matches the mark-up by which a message calls people, groups or everybody.
var callsOthers = regexp.MustCompile(`<@[A-Z0-9]+|<!`)

// follows decides whether a reply that names nobody, in a thread, is meant for us. Slack brings such replies only
// where the workspace granted a history scope. It is for us when we have answered in the thread, the person is one
// who asked us there, nobody else has spoken since our last answer, and the words plainly ask us something. When
// people talk to each other we stay out of it until we are mentioned again.
func (a *App) follows(ctx context.Context, t *task, raw string) (ok bool, why string) {
	records, hushed, err := a.store.Thread(ctx, t.Team, t.Channel, t.Thread, maxTurns)
	switch {
	case err != nil:
		a.log.ErrorContext(ctx, "thread not read", "error", err)
		return false, "thread not readable"
	case len(records) == 0:
		return false, "no thread of ours"
	case hushed:
		return false, "people talk in the thread"
	}
	asker := false
	for i := range records {
		asker = asker || records[i].User == t.User
	}
	if !asker || callsOthers.MatchString(raw) {
		if err := a.store.Hush(ctx, t.Team, t.Channel, t.Thread); err != nil {
			a.log.ErrorContext(ctx, "thread not hushed", "error", err)
		}
		return false, "people talk to each other"
	}
	if !a.cfg.Engine.Addressed(bot.Question{Text: t.Text, Thread: turnsOf(records)}) {
		return false, "not plainly a question to us"
	}
	return true, ""
}
