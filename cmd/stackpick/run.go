package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"runtime/debug"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/spf13/cobra"
)

// The exit statuses.
const (
	exitDone   = 0
	exitFailed = 1 // the work failed
	exitUsage  = 2 // the command line, a file it names for reading, or the configuration is wrong
)

// A program is one run of stackpick: where it reads and writes, and what all commands share.
type program struct {
	environ        []string // as os.Environ gives it
	stdin          io.Reader
	stdout, stderr io.Writer
	flags          flags
	config         config   // set by configure; only the commands that need it call that
	names          []string // of all variables that are set, and not to ""; set by configure
	log            *slog.Logger
	drains         atomic.Bool // an interrupt is for the command to deal with: it finishes what it has begun
}

// flags are the flags that all commands have.
type flags struct {
	knowledge []string
	builtin   bool
	json      bool
	env       string
}

// run runs one command line and returns the exit status. Data goes to stdout, all else to stderr. When ctx
// ends it returns at once, whatever the command is busy with: reading a pipe, or a large folder. Only serve is
// given the time to finish what it has begun.
func run(ctx context.Context, args, environ []string, stdin io.Reader, stdout, stderr io.Writer) int {
	p := &program{
		environ: environ, stdin: stdin, stdout: stdout, stderr: stderr,
		config: defaultConfig(), log: slog.New(slog.DiscardHandler),
	}
	done := make(chan int, 1)
	go func() { done <- p.guard(func() int { return p.execute(ctx, args) }) }()
	select {
	case code := <-done:
		return code
	case <-ctx.Done():
		if p.drains.Load() {
			return <-done
		}
		return exitFailed
	}
}

func (p *program) execute(ctx context.Context, args []string) int {
	root := p.newRoot()
	root.SetArgs(append([]string{}, args...)) // never nil: cobra would fall back to os.Args
	root.SetIn(p.stdin)
	root.SetOut(p.stdout)
	root.SetErr(p.stderr)
	if err := root.ExecuteContext(ctx); err != nil {
		return p.fail(err)
	}
	return exitDone
}

// guard runs f. A panic becomes one line and exitFailed; its stack is for those who look for the fault.
func (p *program) guard(f func() int) (code int) {
	defer func() {
		r := recover()
		if r == nil {
			return
		}
		code = exitFailed
		p.tell(fmt.Sprintf("internal error: %v", r))
		if p.config.level <= slog.LevelDebug {
			fmt.Fprintf(p.stderr, "%s", debug.Stack())
			return
		}
		fmt.Fprintln(p.stderr, "  please report it, with what STACKPICK_LOG=debug prints")
	}()
	return f()
}

func (p *program) newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "stackpick",
		Short: "Answers questions on technology choice from what it knows, with a citation for every sentence",
		Example: `  stackpick ask "Django or Node.js for a fintech MVP?"
  stackpick ask --knowledge docs/decisions "Why did we choose Postgres?"
  echo "Compare Django and Node.js on security" | stackpick ask --json -`,
		SilenceErrors:              true,
		SilenceUsage:               true,
		SuggestionsMinimumDistance: 2,
	}
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SetFlagErrorFunc(badFlag)
	f := root.PersistentFlags()
	f.StringArrayVar(&p.flags.knowledge, "knowledge", nil, "answer from this `PATH`, a file or folder, instead of the built-in knowledge (repeatable)")
	f.BoolVar(&p.flags.builtin, "builtin", false, "answer from the built-in knowledge too")
	f.BoolVar(&p.flags.json, "json", false, "print JSON")
	f.StringVar(&p.flags.env, "env", "", "read variables from this `FILE` instead of .env")
	root.AddCommand(p.newAsk(), p.newSearch(), p.newServe(), p.newPlayground(), p.newKnowledge(), p.newEval(), p.newManifest(), p.newDoctor(), p.newVersion())
	asGroup(root)
	return root
}

// asGroup makes a command that only holds others refuse anything else, with a suggestion.
func asGroup(c *cobra.Command) {
	c.Args = cobra.ArbitraryArgs
	c.RunE = func(c *cobra.Command, args []string) error {
		if len(args) == 0 {
			return badUsage(c.UsageString(), "reading the command line: no command given")
		}
		return badUsage(didYouMean(c, args), "reading the command line: unknown command %q", args[0])
	}
}

func didYouMean(c *cobra.Command, args []string) string {
	if near := c.SuggestionsFor(args[0]); len(near) > 0 {
		return fmt.Sprintf("did you mean %q?", c.CommandPath()+" "+near[0])
	}
	if !c.HasParent() {
		return fmt.Sprintf("to ask a question: %s ask QUESTION; all commands: %s help", c.Name(), c.Name())
	}
	return fmt.Sprintf("all commands: %s --help", c.CommandPath())
}

// badFlag says what is wrong with a flag, without the function that found no number in it:
// invalid argument "x" for "--top" flag: a whole number is wanted.
func badFlag(c *cobra.Command, err error) error {
	if num := (*strconv.NumError)(nil); errors.As(err, &num) {
		what, _, _ := strings.Cut(err.Error(), ": strconv.")
		wanted := "a whole number is wanted"
		if errors.Is(num, strconv.ErrRange) {
			wanted = "the number is too large"
		}
		err = fmt.Errorf("%s: %s", what, wanted)
	}
	return badUsage(fmt.Sprintf("see %s --help; put -- before text that begins with a dash", c.CommandPath()),
		"reading the command line: %w", err)
}

// noArguments refuses arguments.
func noArguments(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return badUsage("", "%s: unexpected argument %q", c.CommandPath(), args[0])
}
