package playground

import (
	"context"
	"crypto/rand"
	"fmt"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/stackpick/stackpick/bot/slack"
	"github.com/stackpick/stackpick/bot/slack/fakeslack"
)

// Who and what is in the workspace.
const (
	team        = "T0PLAYGROUND"
	person      = "U0YOU"
	botUser     = "U0BOT"
	channel     = "C0ARCHITECTURE"
	channelName = "architecture"
)

// maxDeliveries bounds what a workspace remembers, some 10 kB for each: after so many things done in it, one starts over.
const maxDeliveries = 1000

// A workspace is a Slack in memory with one person, one channel and the bot. The bot is the real one: it is told by
// signed deliveries and answers by the Web API, both on loopback. Tokens and secrets are made up anew each time, so
// nothing else on this machine can take part.
type workspace struct {
	epoch string // tells one workspace from the next
	slack *fakeslack.Server
	base  string // the bot's HTTP side
	done  context.Context
	end   context.CancelFunc
	ended sync.WaitGroup

	deliveries atomic.Int64
}

// newWorkspace starts a workspace with nothing said in it yet.
func (s *server) newWorkspace(ctx context.Context) (*workspace, error) {
	fake, err := fakeslack.Start(fakeslack.Config{
		SigningSecret: rand.Text(), BotToken: "xoxb-" + rand.Text(), AppToken: "xapp-" + rand.Text(),
		Team: team, BotUser: botUser, AgentView: true,
		Scopes: append(fakeslack.DefaultScopes(), "channels:history", "groups:history"),
	})
	if err != nil {
		return nil, fmt.Errorf("starting the playground's workspace: %w", err)
	}
	fake.AddUser(fakeslack.User{ID: person, Name: "you", RealName: "You", Locale: "en-GB"})
	fake.AddChannel(fakeslack.Channel{ID: channel, Name: channelName, Member: true})
	w := &workspace{epoch: rand.Text(), slack: fake}
	w.done, w.end = context.WithCancel(context.WithoutCancel(ctx))
	if err := s.startBot(ctx, w); err != nil {
		w.close()
		return nil, err
	}
	return w, nil
}

// startBot starts the bot in a workspace.
func (s *server) startBot(ctx context.Context, w *workspace) error {
	cfg := w.slack.Config()
	verifier, err := slack.NewVerifier(cfg.SigningSecret, time.Now)
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("starting the bot of the playground: %w", err)
	}
	w.base = "http://" + l.Addr().String()
	app, err := slack.New(ctx, slack.Config{
		Engine: s.bot, Public: s.bot, Knowledge: s.cfg.Knowledge, Editor: s.cfg.Editor, Model: s.cfg.Model, Store: s.cfg.Store,
		BotToken: cfg.BotToken, APIURL: w.slack.APIURL(), Version: s.cfg.Version, Log: s.cfg.Log,
	})
	if err != nil {
		l.Close()
		return err
	}
	w.ended.Go(func() {
		defer l.Close()
		if err := app.Run(w.done, slack.Serve(l, verifier)); err != nil {
			s.cfg.Log.Error("the playground's bot has ended", "error", err)
		}
	})
	return nil
}

// close ends the workspace: first the bot, which finishes what it has begun.
func (w *workspace) close() {
	w.end()
	w.ended.Wait()
	w.slack.Close()
}

// errFull is what is said when a workspace remembers as much as it may.
var errFull = &fault{http.StatusConflict, "the conversation is full: start over to go on"}

// admit counts something that a person is about to do. It comes before the delivery is made, since Slack remembers a
// message from then on: of what is refused nothing is kept.
func (w *workspace) admit() error {
	if w.deliveries.Add(1) > maxDeliveries {
		return errFull
	}
	return nil
}

// deliver brings something that a person did, and that was admitted, to the bot.
func (w *workspace) deliver(ctx context.Context, d fakeslack.Delivery) error {
	ack, err := w.slack.Post(ctx, w.base, d)
	switch {
	case err != nil:
		return fmt.Errorf("the bot did not take that: %w", err)
	case !ack.Acked:
		return fmt.Errorf("the bot did not take that: HTTP status %d", ack.Status)
	}
	return nil
}

// startOver forgets all that was said and answered, and begins a new workspace. A page that is gone by then, as one that
// was loaded anew, does not cut it short: the workspace that was closed would stay.
func (s *server) startOver(ctx context.Context) error {
	ctx = context.WithoutCancel(ctx)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.work.close()
	if err := s.cfg.Store.Forget(ctx, team); err != nil {
		return fmt.Errorf("starting over: %w", err)
	}
	w, err := s.newWorkspace(ctx)
	if err != nil {
		return err
	}
	s.work = w
	return nil
}
