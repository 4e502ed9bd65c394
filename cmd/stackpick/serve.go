package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"sync"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/stackpick/stackpick/bot/living"
	"github.com/stackpick/stackpick/bot/slack"
	"github.com/stackpick/stackpick/bot/store"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// storeFile is what the bot stores in, in its data folder.
const storeFile = "stackpick.db"

func (p *program) newServe() *cobra.Command {
	noLLM := false
	c := &cobra.Command{
		Use:   "serve",
		Short: "Answer in Slack: by Socket Mode when SLACK_APP_TOKEN is set, else by HTTP",
		Long: `Answer in Slack: commands, mentions, direct messages, buttons.

With SLACK_APP_TOKEN set the bot connects to Slack by Socket Mode and needs no address of its own. Without, Slack
reaches it at STACKPICK_LISTEN, behind a proxy that speaks https, under /slack/events, /slack/commands and
/slack/interactions. In both cases /healthz, /readyz and /metrics are served there.

"stackpick manifest" prints the app to create in Slack, "stackpick doctor" checks the configuration.
.env.example lists all variables.`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return p.serve(c.Context(), noLLM) },
	}
	c.Flags().BoolVar(&noLLM, "no-llm", false, "use no language model, whatever is configured, and no embeddings")
	return c
}

func (p *program) serve(ctx context.Context, noLLM bool) error {
	if err := p.configureSlack(); err != nil {
		return err
	}
	if noLLM {
		p.useNoModels()
	}
	hangups := make(chan os.Signal, 1) // from the first moment: one that comes early is heeded when there is what to look at
	signal.Notify(hangups, syscall.SIGHUP)
	defer signal.Stop(hangups)
	kept, err := p.openStore(ctx)
	if err != nil {
		return err
	}
	defer kept.Close()
	listener, err := net.Listen("tcp", p.config.slack.listen)
	if err != nil {
		return hinted("set STACKPICK_LISTEN to a free address, such as 127.0.0.1:0", "listening at %s: %w", p.config.slack.listen, whyNet(err))
	}
	defer listener.Close()
	waiting, err := slack.Wait(listener, p.log)
	if err != nil {
		return err
	}
	p.log.Info("starting; health by http", "listen", listener.Addr())
	meaning, err := p.follower(ctx)
	if err != nil {
		return err
	}
	defer meaning.close()
	tell := func(pr living.Progress) { waiting.Say(inWords(pr)) }
	live, closeLive, err := p.openKept(ctx, p.config.slack.folder(), meaning.searcher(), tell)
	if err != nil {
		return err
	}
	defer closeLive()
	ways, err := p.ways(listener, kept)
	if err != nil {
		return err
	}
	if p.teams() {
		ways = append(ways, func(ctx context.Context, _ *slack.App) error { p.follow(ctx, live, hangups); return nil })
	}
	c := slack.Config{
		Engine: live, Knowledge: known(live, p.teams()), Store: kept,
		BotToken: p.config.slack.botToken, AppToken: p.config.slack.appToken, APIURL: p.config.slack.apiURL,
		Version: readBuild().Version, Retention: p.config.slack.retained(), PerMinute: p.config.slack.perMinute, Log: p.log,
		Gauges: meaning.gauges(),
	}
	return p.connect(ctx, c, live, waiting, ways)
}

// connect makes the app that c configures and runs it, with what its answers need beside all the knowledge.
func (p *program) connect(ctx context.Context, c slack.Config, live *living.Bot, waiting *slack.Waiting, ways []slack.Way) error {
	public, closePublic, err := p.public(live)
	if err != nil {
		return err
	}
	defer closePublic()
	c.Public = public
	editor, closeEditor, err := p.editor(func() *vocabulary.Lexicon { return live.Status().Library.Vocabulary })
	if err != nil {
		return err
	}
	defer closeEditor()
	if editor != nil {
		c.Editor, c.Model = editor, p.config.llm.name()
	}
	p.drains.Store(true)
	waiting.Say("connecting to Slack")
	app, err := slack.New(ctx, c)
	if err != nil {
		return hinted(slack.Fix(err), "%w", err)
	}
	if err := waiting.End(); err != nil {
		return fmt.Errorf("listening at %s: %w", p.config.slack.listen, whyNet(err))
	}
	if err := app.Run(ctx, ways...); err != nil {
		return hinted(slack.Fix(err), "serving Slack: %w", err)
	}
	return nil
}

// follow has the knowledge follow its files until ctx ends. A hangup has all of them looked at.
func (p *program) follow(ctx context.Context, live *living.Bot, hangups <-chan os.Signal) {
	var watching sync.WaitGroup
	watching.Go(func() { live.Watch(ctx) })
	defer watching.Wait()
	for {
		select {
		case <-ctx.Done():
			return
		case <-hangups:
			p.log.Info("looking at all files of the knowledge, as asked")
			live.Look()
		}
	}
}

// ways returns what brings deliveries, and what tidies up beside it.
func (p *program) ways(listener net.Listener, kept *store.Store) ([]slack.Way, error) {
	c := &p.config.slack
	tidy := func(ctx context.Context, _ *slack.App) error { return p.prune(ctx, kept) }
	if c.socketMode() {
		p.log.Info("socket mode; health and metrics by http", "listen", listener.Addr())
		return []slack.Way{slack.Serve(listener, nil), slack.Socket(), tidy}, nil
	}
	verifier, err := slack.NewVerifier(c.signingSecret, time.Now)
	if err != nil {
		return nil, fault("SLACK_SIGNING_SECRET", err)
	}
	p.log.Info("http", "listen", listener.Addr())
	return []slack.Way{slack.Serve(listener, verifier), tidy}, nil
}

// openStore opens what the bot stores in.
func (p *program) openStore(ctx context.Context) (*store.Store, error) {
	path := filepath.Join(p.config.slack.folder(), storeFile)
	kept, err := store.Open(ctx, path)
	switch {
	case errors.Is(err, store.ErrInUse):
		return nil, hinted("stop the other one, or give this one a folder of its own with STACKPICK_DATA", "%w", err)
	case err != nil:
		return nil, hinted("set STACKPICK_DATA to a folder that can be written", "%w", err)
	}
	p.log.Debug("store opened", "path", path)
	return kept, nil
}

// prune forgets what is older than the retention, now and every hour. Keys of deliveries are kept for a day at
// least: Slack may deliver again.
func (p *program) prune(ctx context.Context, kept *store.Store) error {
	for p.config.slack.days > 0 {
		n, err := kept.Prune(ctx, time.Now().Add(-p.config.slack.retained()))
		if err != nil && ctx.Err() == nil {
			p.log.Error("old records not forgotten", "error", err)
		}
		p.log.Debug("old records forgotten", "rows", n)
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(time.Hour):
		}
	}
	<-ctx.Done()
	return nil
}
