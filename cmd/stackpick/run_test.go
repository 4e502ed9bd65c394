package main

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"strings"
	"testing"
	"time"
)

func TestAPanicBecomesOneLineAndExitStatus1(t *testing.T) {
	for name, c := range map[string]struct {
		level     slog.Level
		wantStack bool
	}{
		"usually without the stack": {slog.LevelInfo, false},
		"with the stack to debug":   {slog.LevelDebug, true},
	} {
		t.Run(name, func(t *testing.T) {
			var stderr bytes.Buffer
			p := &program{stderr: &stderr, config: config{level: c.level}}
			if code := p.guard(func() int { panic("of\na\x1b[2J kind") }); code != exitFailed {
				t.Errorf("exit status %d, want %d", code, exitFailed)
			}
			if line, _, _ := strings.Cut(stderr.String(), "\n"); line != "stackpick: internal error: of a kind" {
				t.Errorf("first line is %q", line)
			}
			if got := strings.Contains(stderr.String(), "goroutine "); got != c.wantStack {
				t.Errorf("stack printed: %t, want %t:\n%s", got, c.wantStack, &stderr)
			}
		})
	}
}

// A waiting reader tells when it is read and then never has anything, as a keyboard that nobody touches.
type waiting chan struct{}

func (w waiting) Read([]byte) (int, error) {
	close(w)
	select {}
}

func TestAnInterruptEndsAWaitingProgramQuietly(t *testing.T) {
	ctx, interrupt := context.WithCancel(t.Context())
	stdin, stderr := make(waiting), new(bytes.Buffer)
	code := make(chan int)
	go func() { code <- run(ctx, []string{"ask", "-"}, nil, stdin, io.Discard, stderr) }()
	<-stdin
	interrupt()
	select {
	case got := <-code:
		if got != exitFailed || stderr.Len() > 0 {
			t.Errorf("exit status %d, want %d; standard error %q, want none", got, exitFailed, stderr)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("still running")
	}
}

func TestAFailureIsOneLineAndAHintHoweverHostile(t *testing.T) {
	var stderr bytes.Buffer
	p := &program{stderr: &stderr}
	if code := p.fail(badUsage("try \x1b[2Jthis", "reading %s: %w", "a\nb\x1b]0;x\x07", io.ErrUnexpectedEOF)); code != exitUsage {
		t.Errorf("exit status %d, want %d", code, exitUsage)
	}
	if want := "stackpick: reading a b: unexpected EOF\n  try this\n"; stderr.String() != want {
		t.Errorf("got %q, want %q", &stderr, want)
	}
}
