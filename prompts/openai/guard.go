package openai

import (
	"bytes"
	"context"
	"io"
	"time"

	"github.com/stackpick/stackpick/prompts"
)

// A guard reads the body of an answer within bounds: bytes in all, bytes in a line, time between two pieces. Its
// errors are Faults, but for io.EOF.
type guard struct {
	ctx   context.Context // of the request; ends with it
	body  io.ReadCloser
	timer *time.Timer // cancels the request when nothing comes
	idle  time.Duration
	left  int // bytes that may still come
	line  int // bytes that a line may have; 0 for any
	long  int // bytes of the line so far
}

// guarded puts a guard before the body of an answer.
func (x *exchange) guarded(ctx context.Context, body io.ReadCloser, stream bool) *guard {
	g := &guard{ctx: ctx, body: body, idle: x.limits.idle, left: x.limits.body}
	if stream {
		g.left, g.line = x.limits.stream, x.limits.body
	}
	g.timer = time.AfterFunc(g.idle, func() { x.cancel(errIdle) })
	return g
}

// Read reads on, and gives the server time for the next piece.
func (g *guard) Read(p []byte) (int, error) {
	n, err := g.body.Read(p)
	if n > 0 {
		g.timer.Reset(g.idle)
	}
	if g.left -= n; g.left < 0 || g.tooLong(p[:n]) {
		return 0, &prompts.Fault{What: prompts.TooLarge}
	}
	if err != nil && err != io.EOF {
		return n, broken(g.ctx, err)
	}
	return n, err
}

// tooLong reports whether a line has become too long with what was read.
func (g *guard) tooLong(read []byte) bool {
	if g.line == 0 {
		return false
	}
	for line := range bytes.SplitAfterSeq(read, []byte("\n")) {
		if g.long += len(line); g.long > g.line {
			return true
		}
		if bytes.HasSuffix(line, []byte("\n")) {
			g.long = 0
		}
	}
	return false
}

// Close ends the request, whatever of the answer is still to come.
func (g *guard) Close() error {
	g.timer.Stop()
	return g.body.Close()
}
