package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"sync"
	"time"

	"github.com/stackpick/stackpick/bot/slack/fakeslack"
)

const (
	startTimeout = 30 * time.Second // the bot needs a fraction of a second; the machine may be busy
	endTimeout   = 40 * time.Second // the bot gives itself 25 s
)

// build builds the program into a folder and returns its path.
func build(ctx context.Context, folder string, environ []string) (string, error) {
	program := filepath.Join(folder, "stackpick")
	cmd := exec.CommandContext(ctx, "go", "build", "-o", program, "github.com/stackpick/stackpick/cmd/stackpick")
	cmd.Env = environ
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("building stackpick: %w\n%s", err, out)
	}
	return program, nil
}

// A bot is a running "stackpick serve".
type bot struct {
	cmd   *exec.Cmd
	base  string // of its HTTP side
	ended chan struct{}
	err   error // how it ended; once ended is closed

	mu   sync.Mutex
	line string // the last it logged
}

// start starts the program against a Slack and waits until it is ready. Its environment holds nothing but what is
// given here, and its folder no .env file.
func start(ctx context.Context, o *options, folder string, slack *fakeslack.Server) (*bot, error) {
	program, err := filepath.Abs(o.program)
	if err != nil {
		return nil, err
	}
	b := &bot{cmd: exec.Command(program, "serve"), ended: make(chan struct{})}
	b.cmd.Dir = folder
	c := slack.Config()
	b.cmd.Env = []string{
		"SLACK_API_URL=" + slack.APIURL(), "SLACK_BOT_TOKEN=" + c.BotToken, "STACKPICK_DATA=" + filepath.Join(folder, "data"),
		"STACKPICK_LISTEN=127.0.0.1:0", "STACKPICK_USER_LIMIT=0",
	}
	if o.socket {
		b.cmd.Env = append(b.cmd.Env, "SLACK_APP_TOKEN="+c.AppToken)
	} else {
		b.cmd.Env = append(b.cmd.Env, "SLACK_SIGNING_SECRET="+c.SigningSecret)
	}
	stderr, err := b.cmd.StderrPipe()
	if err != nil {
		return nil, err
	}
	if err := b.cmd.Start(); err != nil {
		return nil, fmt.Errorf("starting stackpick: %w", err)
	}
	ready := make(chan struct{})
	go b.follow(stderr, ready)
	select {
	case <-ready:
	case <-b.ended:
		return nil, fmt.Errorf("stackpick ended at once: %w; %s", b.err, b.last())
	case <-time.After(startTimeout):
		err = errors.New("stackpick is not ready")
	case <-ctx.Done():
		err = ctx.Err()
	}
	if err == nil && o.socket {
		err = connected(ctx, slack)
	}
	if err != nil {
		b.kill()
		return nil, err
	}
	return b, nil
}

// connected waits until a socket is up. It asks now and then: the count of connections is not part of what a fake
// Slack can be waited for.
func connected(ctx context.Context, slack *fakeslack.Server) error {
	ctx, cancel := context.WithTimeout(ctx, startTimeout)
	defer cancel()
	for slack.Connections() == 0 {
		select {
		case <-ctx.Done():
			return fmt.Errorf("waiting for Socket Mode: %w", ctx.Err())
		case <-time.After(10 * time.Millisecond):
		}
	}
	return nil
}

// follow reads the log until the bot ends. Ready is closed when the bot says that it is.
func (b *bot) follow(log io.Reader, ready chan struct{}) {
	address, isReady := regexp.MustCompile(`\blisten=(\S+)`), regexp.MustCompile(`\bmsg=ready\b`)
	for lines := bufio.NewScanner(log); lines.Scan(); {
		line := lines.Text()
		b.mu.Lock()
		b.line = line
		b.mu.Unlock()
		if m := address.FindStringSubmatch(line); m != nil {
			b.base = "http://" + m[1]
		}
		if ready != nil && isReady.MatchString(line) {
			close(ready)
			ready = nil
		}
	}
	b.err = b.cmd.Wait()
	close(b.ended)
}

// last returns the last line of the log.
func (b *bot) last() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return "its last line: " + b.line
}

// end asks the bot to end, as a supervisor does, and waits until it has.
func (b *bot) end() error {
	if err := b.cmd.Process.Signal(os.Interrupt); err != nil {
		return fmt.Errorf("ending stackpick: %w", err)
	}
	select {
	case <-b.ended:
	case <-time.After(endTimeout):
		return fmt.Errorf("stackpick does not end; %s", b.last())
	}
	if b.err != nil {
		return fmt.Errorf("stackpick ended badly: %w; %s", b.err, b.last())
	}
	return nil
}

// kill ends the bot if it still runs, and waits until it is gone.
func (b *bot) kill() {
	b.cmd.Process.Kill()
	<-b.ended
}

// processorTime returns how much of a processor the bot took, once it has ended.
func (b *bot) processorTime() time.Duration {
	return b.cmd.ProcessState.UserTime() + b.cmd.ProcessState.SystemTime()
}

// peakMemory returns the largest resident memory that the bot has had, in bytes; 0 where the system does not tell.
func (b *bot) peakMemory() int64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", b.cmd.Process.Pid))
	if err != nil {
		return 0
	}
	m := regexp.MustCompile(`VmHWM:\s+(\d+) kB`).FindSubmatch(status)
	if m == nil {
		return 0
	}
	kB, _ := strconv.ParseInt(string(m[1]), 10, 64) // digits
	return kB << 10
}
