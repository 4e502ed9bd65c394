package slack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"
)

const (
	// sockets is how many connections are held at once: when Slack refreshes one, the other goes on.
	sockets = 2
	// maxEnvelopes is how many deliveries of one connection are taken in at once.
	maxEnvelopes = 64
	// deadAfter is how long we may be without any connection before the program ends, so that whatever supervises
	// it starts it anew. The library alone would try for ever, and say nothing.
	deadAfter = 2 * time.Minute
)

// Socket returns the way of Socket Mode. It keeps connections to Slack, and fails when Slack refuses them for good
// or none has been up for deadAfter.
func Socket() Way {
	return func(ctx context.Context, a *App) error {
		ctx, end := context.WithCancelCause(ctx)
		defer end(nil)
		var up sync.WaitGroup
		for range sockets {
			c := &connection{app: a, client: socketmode.New(a.api.client, socketmode.OptionLog(quiet(a.log))), slots: make(chan struct{}, maxEnvelopes)}
			up.Go(func() { end(c.run(ctx)) })
		}
		up.Go(func() { end(a.watchSockets(ctx)) })
		up.Wait()
		if err := context.Cause(ctx); !errors.Is(err, context.Canceled) {
			return err
		}
		return nil
	}
}

// watchSockets returns an error when no connection has been up for deadAfter.
func (a *App) watchSockets(ctx context.Context) error {
	seen := a.now()
	for pause(ctx, a.deadAfter/20) == nil {
		if a.health.sockets.Load() > 0 {
			seen = a.now()
		} else if a.now().Sub(seen) > a.deadAfter {
			return fmt.Errorf("no Socket Mode connection for %s: is the network down, or https://slack-status.com red?", a.deadAfter)
		}
	}
	return context.Canceled
}

// A connection is one Socket Mode client with what it brings.
type connection struct {
	app    *App
	client *socketmode.Client
	up     atomic.Bool
	slots  chan struct{} // one for each delivery being taken in
	taking sync.RWMutex  // held for reading while a delivery is taken in
}

// run connects, and again whenever Slack ends the connection, until ctx ends or Slack refuses for good.
func (c *connection) run(ctx context.Context) error {
	link, unlink := context.WithCancelCause(context.WithoutCancel(ctx))
	defer unlink(nil)
	stopRead := context.AfterFunc(ctx, func() {
		c.finish() // what we have accepted is acknowledged before the connection goes
		unlink(context.Canceled)
	})
	defer stopRead()
	var reading sync.WaitGroup
	reading.Go(func() {
		for {
			select {
			case e := <-c.client.Events:
				if err := c.handle(ctx, link, e); err != nil {
					unlink(err)
				}
			case <-link.Done():
				return
			}
		}
	})
	err := c.client.RunContext(link)
	c.setUp(false)
	cause := context.Cause(link)
	unlink(nil)
	reading.Wait()
	c.finish()
	switch {
	case cause != nil && !errors.Is(cause, context.Canceled):
		return cause
	case ctx.Err() != nil:
		return context.Canceled
	default:
		return faultOf("apps.connections.open", err)
	}
}

// handle deals with what the library reports: a delivery, or what became of the connection.
func (c *connection) handle(ctx, link context.Context, e socketmode.Event) error {
	switch e.Type {
	case socketmode.EventTypeHello:
		c.setUp(true)
		c.app.log.InfoContext(ctx, "socket mode connected", "connections", c.app.health.sockets.Load())
	case socketmode.EventTypeConnecting, socketmode.EventTypeDisconnect:
		c.setUp(false)
	case socketmode.EventTypeConnectionError:
		c.setUp(false)
		if failed, ok := e.Data.(*slack.ConnectionErrorEvent); ok {
			return c.lost(ctx, failed)
		}
	case socketmode.EventTypeInvalidAuth:
		return &fault{method: "apps.connections.open", code: "invalid_auth", remedy: stop}
	case socketmode.EventTypeErrorBadMessage:
		if bad, ok := e.Data.(*socketmode.ErrorBadMessage); ok {
			c.takeRaw(ctx, link, bad.Message)
		}
	default:
		if e.Request != nil && e.Request.EnvelopeID != "" {
			c.take(ctx, link, *e.Request)
		}
	}
	return nil
}

// lost logs why a connection could not be made, and returns an error when it never can.
func (c *connection) lost(ctx context.Context, failed *slack.ConnectionErrorEvent) error {
	err := faultOf("apps.connections.open", failed.ErrorObj)
	c.app.log.WarnContext(ctx, "socket mode connection failed", "attempt", failed.Attempt, "again_in", failed.Backoff, "error", err)
	if f, ok := errors.AsType[*fault](err); ok {
		c.app.metrics.slackError(f.method, f.code)
		if f.remedy == stop || f.remedy == giveUp {
			return err
		}
	}
	return nil
}

// takeRaw takes in an envelope that the library could not decode: it knows fewer kinds of events and blocks than
// Slack sends, and would leave it unacknowledged, so that Slack brought it three times more.
func (c *connection) takeRaw(ctx, link context.Context, message json.RawMessage) {
	var r socketmode.Request
	if err := decode(message, &r); err != nil || r.EnvelopeID == "" {
		c.app.metrics.delivery("malformed")
		c.app.log.WarnContext(ctx, "envelope not understood")
		return
	}
	c.take(ctx, link, r)
}

// take lets the intake decide about an envelope and acknowledges it. Ctx ends when nothing more is taken in, link
// when the connection does.
func (c *connection) take(ctx, link context.Context, r socketmode.Request) {
	arrived := c.app.now()
	select {
	case c.slots <- struct{}{}:
	case <-ctx.Done():
		return // not acknowledged: Slack brings it again
	}
	c.taking.RLock()
	go func() {
		defer func() {
			<-c.slots
			c.taking.RUnlock()
		}()
		reply, err := c.decide(ctx, r)
		if err != nil {
			c.app.log.ErrorContext(ctx, "envelope not taken in", "error", err)
			return
		}
		var payload any
		if reply != "" && r.AcceptsResponsePayload {
			payload = json.RawMessage(privately(reply))
		}
		if err := c.client.AckCtx(link, r.EnvelopeID, payload); err != nil {
			c.app.log.WarnContext(ctx, "envelope not acknowledged", "error", err)
		}
		c.app.metrics.acknowledged("socket", c.app.now().Sub(arrived))
	}()
}

// finish waits until no delivery is being taken in. What arrives meanwhile waits; more may be taken in afterwards.
func (c *connection) finish() {
	c.taking.Lock()
	defer c.taking.Unlock()
}

func (c *connection) decide(ctx context.Context, r socketmode.Request) (reply string, err error) {
	err = guarded(func() error {
		d, err := decodeEnvelope(r.Type, r.Payload)
		if err != nil {
			return err
		}
		reply, err = c.app.intake(ctx, d)
		return err
	})
	if errors.Is(err, errMalformed) {
		c.app.metrics.delivery("malformed")
		c.app.log.WarnContext(ctx, "envelope not understood", "type", oneLine(r.Type, 40))
		return "", nil // acknowledged: it would be no better the next time
	}
	return reply, err
}

func (c *connection) setUp(up bool) {
	if c.up.Swap(up) != up {
		c.app.health.sockets.Add(map[bool]int32{true: 1, false: -1}[up])
	}
}

// quiet returns a logger for libraries that write lines, at the lowest level: they may quote what they received.
func quiet(l *slog.Logger) *log.Logger { return slog.NewLogLogger(l.Handler(), slog.LevelDebug) }
