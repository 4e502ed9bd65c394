package slack

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/slack-go/slack"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/bot/slack/blocks"
	"github.com/stackpick/stackpick/bot/store"
)

const (
	maxPrompts   = 4  // that Slack shows in the agent view
	shownSources = 40 // documents that are listed by name
	shownRecent  = 10
)

// openHome shows App Home, or the prompts above the agent view, to a person who opens one. It is no question, so it
// is done beside them.
func (a *App) openHome(team, user, channel, tab string) {
	switch {
	case tab == "home":
		a.errand("home", func(ctx context.Context) error { return a.publishHome(ctx, team, user) })
	case tab == "messages" && !a.agents.lacks(team, a.now()):
		a.errand("prompts", func(ctx context.Context) error { return a.suggestPrompts(ctx, channel) })
	}
}

func (a *App) publishHome(ctx context.Context, team, user string) error {
	records, err := a.store.Recent(ctx, team, user, shownRecent)
	if err != nil {
		return fmt.Errorf("reading a person's questions: %w", err)
	}
	known := a.cfg.Knowledge()
	documents, more := firstDocuments(known.Documents)
	data := blocks.HomeData{
		Covers: a.cfg.Engine.Covers(), Commands: a.commands(), Examples: a.cfg.Engine.Examples(),
		Documents: documents, More: more, Retention: int(a.cfg.Retention / (24 * time.Hour)),
		Version: a.cfg.Version, Knowledge: known.Hash, Passages: known.Passages,
	}
	for i := range records {
		data.Recent = append(data.Recent, blocks.Recent{Question: records[i].Question, Outcome: became(records[i].Answer), When: records[i].At})
	}
	view := blocks.Home(data)
	return a.api.call(ctx, "views.publish", func() error {
		_, err := a.api.client.PublishViewContext(ctx, slack.PublishViewContextRequest{UserID: user, View: view})
		return err
	})
}

// became says in a word what came of a question.
func became(answer *bot.Answer) string {
	switch {
	case answer.Recommendation != nil:
		return answer.Recommendation.Name()
	case answer.Outcome == bot.Compared:
		return "a comparison"
	case answer.Outcome == bot.Facts:
		return "facts"
	case answer.Outcome == bot.NotCovered:
		return "not covered"
	default:
		return "help"
	}
}

// suggestPrompts offers questions above the agent view. No thread is named: with one, Slack drops the call without a
// word.
func (a *App) suggestPrompts(ctx context.Context, channel string) error {
	examples := a.cfg.Engine.Examples()
	var prompts []slack.AssistantThreadsPrompt
	for _, q := range examples[:min(len(examples), maxPrompts)] {
		prompts = append(prompts, slack.AssistantThreadsPrompt{Title: q, Message: q})
	}
	return a.api.call(ctx, "assistant.threads.setSuggestedPrompts", func() error {
		return a.api.client.SetAssistantThreadsSuggestedPromptsContext(ctx, slack.AssistantThreadsSetSuggestedPromptsParameters{
			ChannelID: channel, Title: "Ask what to choose", Prompts: prompts,
		})
	})
}

// firstDocuments returns the documents that are listed by name, and how many more there are.
func firstDocuments(all []blocks.Document) (shown []blocks.Document, more int) {
	shown = all[:min(len(all), shownSources)]
	return shown, len(all) - len(shown)
}

// commands says how to ask.
func (a *App) commands() []blocks.Field {
	all := []blocks.Field{
		{Name: "/stackpick QUESTION", Text: "anywhere; only you see the answer, until you share it"},
		{Name: "@stackpick QUESTION", Text: "in a channel or a thread that I was invited to, for everyone there"},
		{Name: "A direct message", Text: "just write; no mention needed"},
		{Name: "/stackpick compare A B on X", Text: "side by side"},
		{Name: "/stackpick sources", Text: "the documents I answer from"},
		{Name: "/stackpick status", Text: "how I am doing"},
	}
	if a.cfg.Editor != nil {
		all = append(all, blocks.Field{Name: "/stackpick llm off", Text: "keeps answers in a channel in the sources' own words; “llm on” takes that back"})
	}
	return all
}

// inform answers /stackpick help, sources, status and llm.
func (a *App) inform(ctx context.Context, t *task) error {
	agent := a.beginSession(ctx, t)
	defer a.endSession(ctx, t, agent)
	p := placeOf(t, agent, a.now())
	if t.Text == "" && t.Files > 0 {
		return a.tell(ctx, t, agent, sayOnlyFiles, "help")
	}
	if a.engineFor(ctx, t) == nil {
		return a.tell(ctx, t, agent, sayExternal, "refused")
	}
	m := blocks.Help(blocks.HelpData{Covers: a.cfg.Engine.Covers(), Model: a.aboutModel(), Commands: a.commands(), Examples: a.cfg.Engine.Examples()})
	switch t.Duty {
	case dutySources:
		m = blocks.Sources(firstDocuments(a.cfg.Knowledge().Documents))
	case dutyStatus:
		m = blocks.Status(a.status(ctx, t))
	case dutyModel:
		said, err := a.switchModel(ctx, t)
		if err != nil {
			return err
		}
		m = blocks.Notice(said)
	}
	if err := a.deliver(ctx, t, p, func(...string) blocks.Message { return m }, &store.Record{}, agent); err != nil {
		return err
	}
	a.metrics.question(t.Surface, string(t.Duty))
	return a.conclude(ctx, t, nil)
}

// status says how the bot is doing.
func (a *App) status(ctx context.Context, t *task) []blocks.Field {
	known := a.cfg.Knowledge()
	lines := []blocks.Field{
		{Name: "Health", Text: cmp.Or(a.health.fault(), "ready")},
		{Name: "Version", Text: a.cfg.Version},
		{Name: "Knowledge", Text: known.inShort()},
		{Name: "Language model", Text: a.modelStatus(ctx, t)},
		{Name: "Waiting", Text: fmt.Sprintf("%d questions", max(a.backlog.Load()-1, 0))},
		{Name: "Running for", Text: a.now().Sub(a.started).Round(time.Second).String()},
	}
	if text := known.following(a.now()); text != "" {
		lines = slices.Insert(lines, 3, blocks.Field{Name: "Its files", Text: text})
	}
	if counts, err := a.store.Count(ctx); err == nil {
		lines = append(lines, blocks.Field{Name: "Kept", Text: fmt.Sprintf("%d answers, %d votes", counts.Answers, counts.Votes)})
	}
	return lines
}

// whisper tells the person behind a task something at once, beside the answer to come.
func (a *App) whisper(t *task, text string) {
	p := placeOf(t, a.agents.known(t.Team), a.now())
	if !directMessage(p.channel) && p.channel != t.User {
		p.to = t.User
	}
	a.errand("notice", func(ctx context.Context) error {
		_, err := a.api.post(ctx, p, blocks.Notice(text))
		return err
	})
}
