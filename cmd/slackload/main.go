// Slackload loads "stackpick serve" as a busy Slack would and says whether it kept up.
//
//	go run ./cmd/slackload --rate 100 --for 60s
//	go run ./cmd/slackload --socket
//	go run ./cmd/slackload --rate 20 --forged 1000
//
// It plays Slack by package fakeslack, starts the real program as a process of its own, and delivers questions when
// they are due, whether or not the ones before were acknowledged; times count from when a question was due, so that
// a bot that stalls cannot hide it by slowing the load down. One delivery in ten is an event that was delivered
// before. When all is answered the bot is told to end, and only then are the messages counted.
//
// load.go makes and delivers the load, bot.go runs the program, report.go counts and judges: exit status 1 means that
// a question was lost, answered twice, or that a limit was passed.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"time"

	"github.com/stackpick/stackpick/bot/slack/fakeslack"
)

func main() {
	ctx, restore := signal.NotifyContext(context.Background(), os.Interrupt)
	context.AfterFunc(ctx, restore) // a second interrupt ends the tool at once
	os.Exit(run(ctx, os.Args[1:], os.Environ(), os.Stdout, os.Stderr))
}

// options are what the command line says.
type options struct {
	rate    float64       // deliveries a second
	length  time.Duration // for which they are delivered
	socket  bool          // by Socket Mode rather than by HTTP
	forged  float64       // requests a second that Slack did not sign, over HTTP
	program string        // "" builds it
}

// run runs the tool and returns the exit status: 1 for a bot that did not keep up, 2 for bad usage.
func run(ctx context.Context, args, environ []string, stdout, stderr io.Writer) int {
	o, err := parse(args, stderr)
	if err != nil {
		return 2
	}
	faults, err := o.load(ctx, environ, stdout)
	for _, fault := range faults {
		fmt.Fprintln(stderr, "slackload:", fault)
	}
	if err != nil {
		fmt.Fprintln(stderr, "slackload:", err)
	}
	if err != nil || len(faults) > 0 {
		return 1
	}
	return 0
}

func parse(args []string, stderr io.Writer) (*options, error) {
	var o options
	flags := flag.NewFlagSet("slackload", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Float64Var(&o.rate, "rate", 100, "`deliveries` a second")
	flags.DurationVar(&o.length, "for", time.Minute, "how `long` to deliver")
	flags.BoolVar(&o.socket, "socket", false, "deliver by Socket Mode instead of HTTP")
	flags.Float64Var(&o.forged, "forged", 0, "forged `requests` a second beside, over HTTP")
	flags.StringVar(&o.program, "program", "", "the stackpick `program` to load; built when not given")
	err := flags.Parse(args)
	switch {
	case err != nil:
		return nil, err // the flag set has told it
	case o.rate <= 0 || o.length <= 0 || o.forged < 0:
		err = fmt.Errorf("--rate and --for must be above 0, --forged not below")
	case o.forged > 0 && o.socket:
		err = fmt.Errorf("--forged and --socket contradict each other: Socket Mode has no requests to forge")
	case flags.NArg() > 0:
		err = fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	if err != nil {
		fmt.Fprintln(stderr, "slackload:", err)
	}
	return &o, err
}

// load does the whole run. The faults are what the bot did wrong, the error what kept the tool from finding out.
func (o *options) load(ctx context.Context, environ []string, stdout io.Writer) (faults []string, err error) {
	folder, err := os.MkdirTemp("", "slackload")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	if o.program == "" {
		if o.program, err = build(ctx, folder, environ); err != nil {
			return nil, err
		}
	}
	slack := fakeslack.New(fakeslack.Config{SigningSecret: "8f742231b10e8888abcd99yyyzzz85a5"})
	defer slack.Close()
	b, err := start(ctx, o, folder, slack)
	if err != nil {
		return nil, err
	}
	defer b.kill()
	l := newLoad(o, slack, b.base)
	l.deliver(ctx)
	if err := l.answered(ctx); err != nil {
		return nil, fmt.Errorf("waiting for the last answers: %w; %s", err, b.last())
	}
	peak := b.peakMemory()
	if err := b.end(); err != nil {
		return nil, err
	}
	r := l.report(peak, b.processorTime())
	return r.faults, r.print(stdout)
}
