package main

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/stackpick/stackpick/bot/playground"
	"github.com/stackpick/stackpick/bot/store"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// playgroundFlags are the flags of the command playground.
type playgroundFlags struct {
	listen string
	expose bool
	noLLM  bool
}

func (p *program) newPlayground() *cobra.Command {
	f := playgroundFlags{}
	c := &cobra.Command{
		Use:   "playground",
		Short: "Meet the bot in a browser: a page on this machine that looks and behaves like Slack",
		Long: `Serve a page on this machine that looks and behaves like a Slack conversation with the bot: the same engine, the
same messages, no account and no key. Its second view shows what the engine makes of your documents and how an answer
comes about; what you edit appears without a restart. Passages are found by their words alone, also where an embedding model
is configured.

What is said there is kept in a temporary folder and gone when the playground ends.`,
		Example: `  stackpick playground
  stackpick playground --knowledge docs/decisions`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return p.playground(c.Context(), f) },
	}
	c.Flags().StringVar(&f.listen, "listen", "127.0.0.1:8181", "serve at this `ADDRESS`; port 0 takes a free one")
	c.Flags().BoolVar(&f.expose, "expose", false, "allow an address that other machines reach: all who do can read the knowledge")
	c.Flags().BoolVar(&f.noLLM, "no-llm", false, "use no language model, whatever is configured")
	return c
}

func (p *program) playground(ctx context.Context, f playgroundFlags) (err error) {
	if err := checkAddress(f.listen); err != nil {
		return badUsage("such as 127.0.0.1:8181", "reading --listen: %w", err)
	}
	local := playground.IsLoopback(f.listen)
	if !local && !f.expose {
		return badUsage("add --expose if you mean it: who reaches it can read the knowledge and ask in your name",
			"reading --listen: other machines can reach %s", f.listen)
	}
	if err := p.configure(); err != nil {
		return err
	}
	if f.noLLM {
		p.useNoModels()
	}
	data, err := os.MkdirTemp("", "stackpick-playground-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(data)) }()
	line := p.newProgressLine()
	live, closeLive, err := p.openKept(ctx, data, nil, line.tell)
	line.done()
	if err != nil {
		return err
	}
	defer closeLive()
	editor, closeEditor, err := p.editor(func() *vocabulary.Lexicon { return live.Status().Library.Vocabulary })
	if err != nil {
		return err
	}
	defer closeEditor()
	listener, err := net.Listen("tcp", f.listen)
	if err != nil {
		return hinted(freeAddress(err), "listening at %s: %w", f.listen, whyNet(err))
	}
	defer listener.Close()
	kept, err := store.Open(ctx, filepath.Join(data, storeFile))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, kept.Close()) }()
	host, _, _ := net.SplitHostPort(f.listen) // checked above
	c := playground.Config{
		Host: host, Bot: live, Knowledge: known(live, p.teams()), Files: p.teams(), Store: kept, Version: readBuild().Version,
		Log: p.quietLog(),
	}
	if editor != nil {
		c.Editor, c.Model = editor, p.config.llm.name()
	}
	p.drains.Store(true)
	if !local {
		p.tell("warning: other machines can reach this playground, and read all of its knowledge")
	}
	p.tell("playground at http://" + listener.Addr().String() + "/ (end it with Ctrl-C)")
	return playground.Serve(ctx, listener, c)
}

// quietLog is the log for what runs behind the page: what serve tells at its beginning and end is no news there.
func (p *program) quietLog() *slog.Logger {
	if p.config.level <= slog.LevelDebug {
		return p.log
	}
	return p.newLog(max(p.config.level, slog.LevelWarn))
}

// freeAddress says what to do when an address cannot be listened at.
func freeAddress(err error) string {
	if errors.Is(err, syscall.EADDRINUSE) {
		return "another program, or another playground, is there: choose a free port with --listen 127.0.0.1:0"
	}
	return "choose another address with --listen, such as 127.0.0.1:0"
}
