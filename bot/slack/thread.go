package slack

import (
	"cmp"
	"context"
	"strings"

	"github.com/slack-go/slack"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/bot/slack/blocks"
	"github.com/stackpick/stackpick/bot/store"
)

// elided stands for an answer of which only a model's words are left.
const elided = "…"

// maxThreadMessages is how many messages of a thread are read from Slack: one call, the newest of them counted on.
const maxThreadMessages = 100

// turns returns what was said before in the conversation of a task. What people wrote to each other before they
// called us is part of it where the workspace granted a history scope; else our own answers are all we know.
func (a *App) turns(ctx context.Context, t *task, p place) []bot.Turn {
	switch {
	case t.Surface == surfaceCommand, t.Surface == surfaceHome:
		return nil // a command stands outside of threads, and so does what is asked in App Home
	case t.Private:
		return a.turnsOfAnswer(ctx, t)
	}
	records, _, err := a.store.Thread(ctx, t.Team, t.Channel, p.thread, maxTurns)
	if err != nil {
		a.log.ErrorContext(ctx, "thread not read", "id", t.ID, "error", err)
	}
	if p.thread == "" {
		records = recent(records, a.now().Add(-dmMemory).UnixMilli())
	}
	if t.Surface == surfaceMention && t.Thread != "" && a.readsHistory() {
		if turns := a.discussion(ctx, t, records); turns != nil {
			return turns
		}
	}
	return turnsOf(records)
}

// turnsOfAnswer returns the turn that a button under a private answer belongs to.
func (a *App) turnsOfAnswer(ctx context.Context, t *task) []bot.Turn {
	r, err := a.store.Answer(ctx, t.Team, t.Answer)
	if err != nil || r.User != t.User {
		return nil
	}
	return turnsOf([]store.Record{*r})
}

// turnsOf returns records as turns, in our own words: what a model phrased steers no later answer.
func turnsOf(records []store.Record) []bot.Turn {
	var turns []bot.Turn
	for i := range records {
		turns = append(turns, bot.Turn{Question: records[i].Question, Answer: records[i].Answer.Ours().Text})
	}
	return turns
}

// recent returns the records from a time on, in milliseconds since 1970.
func recent(records []store.Record, from int64) []store.Record {
	for len(records) > 0 && records[0].At.UnixMilli() < from {
		records = records[1:]
	}
	return records
}

// readsHistory reports whether Slack lets us read threads in channels.
func (a *App) readsHistory() bool {
	return a.me.has("channels:history") || a.me.has("groups:history")
}

// discussion returns a thread as turns: what people wrote, and what we answered. It returns nil where Slack does
// not let us read it.
func (a *App) discussion(ctx context.Context, t *task, ours []store.Record) []bot.Turn {
	var messages []slack.Message
	err := a.api.call(ctx, "conversations.replies", func() (err error) {
		messages, _, _, err = a.api.client.GetConversationRepliesContext(ctx, &slack.GetConversationRepliesParameters{
			ChannelID: t.Channel, Timestamp: t.Thread, Latest: t.TS, Limit: maxThreadMessages,
		})
		return err
	})
	if err != nil {
		a.log.WarnContext(ctx, "thread not read from slack", "id", t.ID, "error", err)
		return nil
	}
	answers := map[string]string{} // ts of our message → the answer's text
	for i := range ours {
		answers[ours[i].TS] = ours[i].Answer.Ours().Text
	}
	var turns []bot.Turn
	for i := range messages {
		m := &messages[i].Msg
		text := plainText(withoutMention(m.Text, a.me.user))
		if blocks.Phrased(m.Blocks.BlockSet) {
			text = elided
		}
		switch {
		case m.Timestamp >= t.TS:
		case m.User == a.me.user || m.BotID != "" && m.BotID == a.me.botID:
			if n := len(turns); n > 0 {
				turns[n-1].Answer = cmp.Or(answers[m.Timestamp], text)
			}
		case m.BotID == "" && m.SubType == "" && strings.TrimSpace(text) != "":
			turns = append(turns, bot.Turn{Question: text})
		}
	}
	return turns
}
