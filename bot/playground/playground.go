// Package playground is the bot in a browser: a page on this machine that looks and behaves like a Slack
// conversation, and a second view for those who write the knowledge.
//
// Nothing of the bot is imitated. The real package slack runs against a workspace in memory (package fakeslack), which
// refuses what Slack refuses; the page shows the Block Kit messages that were posted there. So what one sees is what
// Slack would get. The page is a thin client: it sends what a person does, and is told what changed.
//
//	browser ──POST /api/…──► deliver.go ──► fakeslack ──signed delivery──► bot/slack ──► engine
//	   ▲                                        ▲                             │
//	   └── GET /api/events ◄── stream.go ◄──────┴───────── Web API ───────────┘
//
// Read server.handler first: it has all addresses. guard.go keeps other pages and other machines out; workspace.go is
// the Slack in memory; documents.go and explain.go are the writer's view; web has the page, whose built form is embedded
// (assets.go). The knowledge follows its files by package living.
//
// Everything that reaches the page is text to it: questions, documents and messages are written by others.
package playground

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/bot/living"
	"github.com/stackpick/stackpick/bot/slack"
	"github.com/stackpick/stackpick/bot/slack/fakeslack"
)

// A Config is what Serve needs. Fields without a remark are required.
type Config struct {
	Host      string                 // the host that was asked to listen at, which may be a name; "" for any
	Bot       *living.Bot            // answers, and shows its knowledge; Serve has it follow the files
	Files     bool                   // it has files of its own; else only the built-in knowledge
	Knowledge func() slack.Knowledge // what Bot knows now, for what people are told
	Store     slack.Store
	Editor    slack.Editor // nil: no language model
	Model     string       // the language model's name; "" without
	Version   string
	Log       *slog.Logger
}

// A server is one playground: one page's worth of state, however many tabs show it.
type server struct {
	cfg   Config
	bot   *living.Bot
	guard guard
	lint  *linter

	streams chan struct{} // a slot for each tab that follows

	mu   sync.RWMutex
	work *workspace
}

const (
	headerTimeout = 5 * time.Second
	bodyTimeout   = 10 * time.Second
	idleTimeout   = time.Minute
	maxHeaders    = 32 << 10 // in bytes
	stopTimeout   = 5 * time.Second
)

// Serve serves the page on l until ctx ends. It closes l.
func Serve(ctx context.Context, l net.Listener, cfg Config) error {
	defer l.Close()
	s, err := newServer(ctx, l.Addr().String(), cfg)
	if err != nil {
		return err
	}
	defer func() { s.workspace().close() }()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var beside sync.WaitGroup
	defer beside.Wait()
	beside.Go(func() { s.bot.Watch(ctx) })
	beside.Go(func() { s.warmUp(ctx) })
	web := &http.Server{
		Handler:           s.handler(),
		ReadHeaderTimeout: headerTimeout, ReadTimeout: bodyTimeout, IdleTimeout: idleTimeout, MaxHeaderBytes: maxHeaders,
		BaseContext: func(net.Listener) context.Context { return ctx }, // ends the streams
		ErrorLog:    slog.NewLogLogger(cfg.Log.Handler(), slog.LevelDebug),
	}
	ended := make(chan error, 1)
	go func() { ended <- web.Serve(l) }()
	select {
	case err := <-ended:
		cancel()
		return fmt.Errorf("serving the playground: %w", err)
	case <-ctx.Done():
	}
	limit, stop := context.WithTimeout(context.WithoutCancel(ctx), stopTimeout)
	defer stop()
	if err := web.Shutdown(limit); err != nil {
		web.Close()
	}
	<-ended
	return nil
}

// newServer starts a workspace for a page at the address.
func newServer(ctx context.Context, address string, cfg Config) (*server, error) {
	s := &server{cfg: cfg, bot: cfg.Bot, guard: newGuard(address, cfg.Host), lint: &linter{}, streams: make(chan struct{}, maxStreams)}
	var err error
	s.work, err = s.newWorkspace(ctx)
	return s, err
}

// warmUp has done once what takes longer the first time: reading the schema of blocks, and answering.
func (s *server) warmUp(ctx context.Context) {
	_ = fakeslack.CheckMessage("", []byte(`[{"type":"divider"}]`)) // a divider is always right
	for _, q := range s.bot.Examples() {
		if _, err := s.bot.Ask(ctx, bot.Question{Text: q}); err != nil {
			return // the person's own question will tell
		}
	}
}

// workspace returns the workspace of now; starting over replaces it.
func (s *server) workspace() *workspace {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.work
}

// handler returns the page and what it calls. What changes something is a POST of JSON.
func (s *server) handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /{$}", asset("index.html", "text/html; charset=utf-8"))
	mux.Handle("GET /app.js", asset("app.js", "text/javascript; charset=utf-8"))
	mux.Handle("GET /app.css", asset("app.css", "text/css; charset=utf-8"))
	mux.HandleFunc("GET /api/events", s.serveEvents)
	mux.HandleFunc("GET /api/start", s.serveStart)
	mux.HandleFunc("GET /api/knowledge", s.serveKnowledge)
	mux.HandleFunc("GET /api/document", s.serveDocument)
	mux.HandleFunc("POST /api/explain", posted(s.explain))
	mux.HandleFunc("POST /api/say", posted(s.say))
	mux.HandleFunc("POST /api/press", posted(s.press))
	mux.HandleFunc("POST /api/submit", posted(s.submit))
	mux.HandleFunc("POST /api/check", posted(s.check))
	mux.HandleFunc("POST /api/open", posted(s.open))
	mux.HandleFunc("POST /api/stop", posted(s.stop))
	mux.HandleFunc("POST /api/reset", posted(s.reset))
	return s.guard.protect(mux)
}
