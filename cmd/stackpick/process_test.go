package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stackpick/stackpick/bot/slack/fakeslack"
)

// Tests named TestProcess… start "stackpick serve" as a process of its own, as people do, in a Slack of its own.

// patience is for what happens at once; a busy machine takes a while.
const patience = 20 * time.Second

const (
	testBotToken = "xoxb-1234-5678-abcdefghijkl"
	testAppToken = "xapp-1-A0FAKE-1234-abcdef0123456789"
	testSecret   = "8f742231b10e8888abcd99baac85a595"
	inGeneral    = "C0GENERAL"
	aQuestion    = "Django or Node.js for a fintech MVP, two Python devs?"
	answersTo    = "Django" // a word of its answer
	asker        = "U0ASKER"
)

// newSlack starts a Slack with a channel that the bot is in. It ends with the test.
func newSlack(t testing.TB, change ...func(*fakeslack.Config)) *fakeslack.Server {
	t.Helper()
	c := fakeslack.Config{BotToken: testBotToken, AppToken: testAppToken, SigningSecret: testSecret}
	for _, f := range change {
		f(&c)
	}
	s := fakeslack.New(c)
	t.Cleanup(s.Close)
	s.AddChannel(fakeslack.Channel{ID: inGeneral, Member: true})
	return s
}

// overHTTP returns the environment that serves a Slack by HTTP at a free port and stores in a folder.
func overHTTP(s *fakeslack.Server, data string, more ...string) []string {
	return append([]string{
		"SLACK_API_URL=" + s.APIURL(), "SLACK_BOT_TOKEN=" + testBotToken, "SLACK_SIGNING_SECRET=" + testSecret,
		"STACKPICK_LISTEN=127.0.0.1:0", "STACKPICK_DATA=" + data, "STACKPICK_USER_LIMIT=0",
	}, more...)
}

// bySocket returns the same for Socket Mode.
func bySocket(s *fakeslack.Server, data string, more ...string) []string {
	return append(overHTTP(s, data, "SLACK_APP_TOKEN="+testAppToken), more...)
}

// A served is a running "stackpick serve".
type served struct {
	testing.TB
	slack *fakeslack.Server
	base  string // of the HTTP side, once it is ready
	log   transcript
	cmd   *exec.Cmd
	ended chan struct{} // closed when it has ended
}

// serve starts the program. It is killed when the test ends, if it still runs.
func serve(t testing.TB, s *fakeslack.Server, environ []string) *served {
	t.Helper()
	p := &served{TB: t, slack: s, cmd: exec.Command("stackpick", "serve"), ended: make(chan struct{})}
	p.cmd.Dir, p.cmd.Env, p.cmd.Stderr = t.TempDir(), environ, &p.log
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		p.cmd.Wait() // ProcessState has what is of interest
		close(p.ended)
	}()
	t.Cleanup(p.kill)
	return p
}

// serveReady starts the program and waits until it takes in deliveries.
func serveReady(t testing.TB, s *fakeslack.Server, environ []string) *served {
	t.Helper()
	p := serve(t, s, environ)
	p.ready()
	return p
}

func (p *served) ready() {
	p.Helper()
	p.logged(`msg=ready\b`)
	p.base = p.address()
	if strings.Contains(p.log.String(), "socket mode;") {
		p.until("a socket is up", func() bool { return p.slack.Connections() > 0 })
	}
}

var listening = regexp.MustCompile(`\blisten=(\S+)`)

// address returns where the HTTP side is, "" when it is not yet known.
func (p *served) address() string {
	if m := listening.FindStringSubmatch(p.log.String()); m != nil {
		return "http://" + m[1]
	}
	return ""
}

// logged waits until the log matches.
func (p *served) logged(pattern string) {
	p.Helper()
	re := regexp.MustCompile(pattern)
	p.until("the log matches "+pattern, func() bool { return re.MatchString(p.log.String()) })
}

// until waits until something is so, and fails when the program ends before.
func (p *served) until(what string, so func() bool) {
	p.Helper()
	for end := time.Now().Add(patience); !so(); {
		select {
		case <-p.ended:
			if so() {
				return
			}
			p.Fatalf("it ended (%v) before %s:\n%s", p.cmd.ProcessState, what, &p.log)
		case <-time.After(time.Millisecond):
		}
		if time.Now().After(end) {
			p.Fatalf("still not so: %s\n%s", what, &p.log)
		}
	}
}

// exit waits until the program ends by itself and returns its exit status; -1 when a signal ended it.
func (p *served) exit(within time.Duration) int {
	p.Helper()
	select {
	case <-p.ended:
	case <-time.After(within):
		p.Fatalf("still running after %s:\n%s", within, &p.log)
	}
	return p.cmd.ProcessState.ExitCode()
}

// kill ends the program without a word and waits until it is gone.
func (p *served) kill() {
	p.cmd.Process.Kill() // fails when it has ended already
	<-p.ended
}

// deliver brings something from Slack, which must be acknowledged, by the way that the program has.
func (p *served) deliver(d fakeslack.Delivery) {
	p.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	bring := func() (fakeslack.Ack, error) { return p.slack.Post(ctx, p.base, d) }
	if p.slack.Connections() > 0 {
		bring = func() (fakeslack.Ack, error) { return p.slack.Send(ctx, d) }
	}
	if ack, err := bring(); err != nil || !ack.Acked {
		p.Fatalf("not acknowledged: %+v, %v\n%s", ack, err, &p.log)
	}
}

// messages waits until the bot has posted n messages.
func (p *served) messages(n int) []fakeslack.Message {
	p.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	all, err := p.slack.WaitMessages(ctx, n)
	if err != nil {
		p.Fatalf("%d messages, want %d: %v\n%s", len(p.slack.Messages()), n, err, &p.log)
	}
	return all
}

// get fetches one of the pages for whoever runs the bot.
func (p *served) get(path string) (status int, body string) {
	p.Helper()
	resp, err := http.Get(p.base + path)
	if err != nil {
		p.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		p.Fatal(err)
	}
	return resp.StatusCode, string(data)
}

// answerID returns the id that the blocks of an answer are named after.
func answerID(m fakeslack.Message) string {
	var blocks []struct {
		ID string `json:"block_id"`
	}
	if json.Unmarshal(m.Blocks, &blocks) != nil || len(blocks) == 0 {
		return ""
	}
	_, id, _ := strings.Cut(blocks[0].ID, ":")
	return id
}

// A transcript keeps what a process writes, to be read while it does.
type transcript struct {
	mu   sync.Mutex
	text strings.Builder
}

func (t *transcript) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.text.Write(p)
}

func (t *transcript) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.text.String()
}

// refusal runs the program where it must refuse to serve, and checks the exit status and that it says what is wrong in
// one line and what to do in another, without a secret in it. What was logged before is left out.
func refusal(t *testing.T, s *fakeslack.Server, environ []string, within time.Duration, says, fix string) {
	t.Helper()
	p := serve(t, s, environ)
	if code := p.exit(within); code != exitFailed {
		t.Errorf("exit status %d, want %d", code, exitFailed)
	}
	var told []string
	for line := range strings.Lines(p.log.String()) {
		if !strings.HasPrefix(line, "time=") {
			told = append(told, strings.TrimRight(line, "\n"))
		}
	}
	if len(told) != 2 || !strings.HasPrefix(told[0], "stackpick: ") || !strings.Contains(told[0], says) || !strings.Contains(told[1], fix) {
		t.Errorf("it says %q; want a line with %q and one with %q", told, says, fix)
	}
	if err := leaked(p.log.String()); err != nil {
		t.Error(err)
	}
}

// leaked returns an error that names the secrets in a text.
func leaked(text string) error {
	var errs []error
	for name, secret := range map[string]string{"bot token": testBotToken, "app token": testAppToken, "signing secret": testSecret} {
		if at := strings.Index(text, secret); at >= 0 {
			errs = append(errs, fmt.Errorf("the %s is in it: …%.150s", name, text[max(0, at-100):]))
		}
	}
	return errors.Join(errs...)
}
