package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/bot/slack/blocks"
	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// askFlags are the flags of ask.
type askFlags struct {
	format string
	thread string
	top    int
	why    bool
	noLLM  bool
}

func (p *program) newAsk() *cobra.Command {
	var f askFlags
	c := &cobra.Command{
		Use:   "ask [flags] QUESTION… | -",
		Short: "Answer a question (- reads it from standard input)",
		Example: `  stackpick ask "Django or Node.js for a fintech MVP?"
  stackpick ask --why "Which is faster, Django or Node.js?"
  stackpick ask --format markdown - < question.txt`,
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error { return p.ask(c.Context(), f, args) },
	}
	c.Flags().StringVar(&f.format, "format", "", "print as `FORMAT`: text (the default), json, markdown or slack (the Block Kit message)")
	c.Flags().StringVar(&f.thread, "thread", "", "earlier turns of the conversation: a JSON `FILE`, "+`[{"question": "…", "answer": "…"}]`)
	c.Flags().IntVar(&f.top, "top", 0, "list at most `N` sources under the answer; 0 lists all, JSON always has all")
	c.Flags().BoolVar(&f.why, "why", false, "print how the evidence was weighed, too")
	c.Flags().BoolVar(&f.noLLM, "no-llm", false, "use no language model whatever is configured, and no embeddings")
	return c
}

func (p *program) ask(ctx context.Context, f askFlags, args []string) error {
	show, err := p.renderer(f)
	if err != nil {
		return err
	}
	q := bot.Question{}
	if q.Text, err = p.question("question", args); err != nil {
		return err
	}
	if f.thread != "" {
		if q.Thread, err = readThread(f.thread); err != nil {
			return err
		}
	}
	if err := p.configure(); err != nil {
		return err
	}
	if f.noLLM {
		p.useNoModels()
	}
	lib, ix, err := p.openIndexed(ctx)
	if err != nil {
		return err
	}
	defer ix.Close()
	search, done, err := p.searcher(ctx, lib.Passages(), ix)
	if err != nil {
		return err
	}
	defer done()
	start := time.Now()
	b := bot.New(lib, search, readBuild().Version)
	a, err := b.Ask(ctx, q)
	if err != nil {
		return fmt.Errorf("answering: %w", err)
	}
	p.log.DebugContext(ctx, "question answered", "outcome", a.Outcome, "sources", len(a.Sources), "took", time.Since(start))
	return p.answered(ctx, f, lib, bot.Edit{Question: q, Plain: a, Engine: b}, show)
}

// answered shows an answer, in better words where there is a language model for that. On a screen the plain answer
// stands first: nobody waits for a model.
func (p *program) answered(ctx context.Context, f askFlags, lib *knowledge.Library, edit bot.Edit, show func(*bot.Answer) error) error {
	onScreen := !p.flags.json && (f.format == "" || f.format == "text")
	if onScreen || !p.config.llm.on() {
		if err := show(edit.Plain); err != nil {
			return err
		}
	}
	e, done, err := p.editor(func() *vocabulary.Lexicon { return lib.Vocabulary })
	if err != nil || e == nil {
		return err
	}
	defer done()
	if onScreen {
		return p.rewordBelow(ctx, e, edit, f)
	}
	return show(p.reword(ctx, e, edit))
}

// renderer returns what prints an answer in the form that the flags ask for.
func (p *program) renderer(f askFlags) (func(*bot.Answer) error, error) {
	if f.top < 0 {
		return nil, badUsage("0 lists all", "reading --top: %d is below 0", f.top)
	}
	format := f.format
	if p.flags.json {
		if format != "" && format != "json" {
			return nil, badUsage("leave one out", "--json and --format %s contradict each other", format)
		}
		format = "json"
	}
	switch format {
	case "", "text":
		return func(a *bot.Answer) error {
			s := p.newScreen()
			s.answer(a, f.top)
			if f.why {
				s.why(a)
			}
			return p.print(s.String())
		}, nil
	case "markdown":
		return func(a *bot.Answer) error { return p.print(markdown(a, f.top, f.why)) }, nil
	case "json":
		return func(a *bot.Answer) error { return p.askJSON(a, f.why) }, nil
	case "slack":
		return func(a *bot.Answer) error { return p.askSlack(a, f.why) }, nil
	default:
		return nil, badUsage("choose text, json, markdown or slack", "reading --format: there is no format %q", format)
	}
}

// askJSON prints the answer as it is; the weighing is no part of it and goes to standard error.
func (p *program) askJSON(a *bot.Answer, why bool) error {
	if why {
		p.whyAside(a)
	}
	return p.printJSON(a)
}

// askSlack prints the message that Slack would get, with the buttons of an answer that was stored.
func (p *program) askSlack(a *bot.Answer, why bool) error {
	if why {
		p.whyAside(a)
	}
	return p.printJSON(blocks.Answer(a, blocks.Options{ID: "preview"}))
}

// whyAside writes the weighing to standard error.
func (p *program) whyAside(a *bot.Answer) {
	for _, line := range explain(a) {
		fmt.Fprintln(p.stderr, strings.TrimRight(cleanText(line), "\n"))
	}
}

// explain returns the weighing behind an answer, a line each.
func explain(a *bot.Answer) []string {
	lines := []string{"nothing was weighed for this answer"}
	if a.Ledger != nil {
		lines = a.Ledger.Explain()
	}
	if a.Wording != nil {
		lines = append(lines, explainWording(a.Wording)...)
	}
	return lines
}
