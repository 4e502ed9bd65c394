package slack

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/bot/slack/blocks"
	"github.com/stackpick/stackpick/bot/slack/fakeslack"
	"github.com/stackpick/stackpick/bot/store"
	"github.com/stackpick/stackpick/index"
	"github.com/stackpick/stackpick/knowledge"
)

func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m, // the index of all worlds lives as long as the tests
		goleak.IgnoreTopFunction("github.com/blevesearch/bleve_index_api.AnalysisWorker"),
		goleak.IgnoreTopFunction("github.com/blevesearch/bleve/v2/index/scorch.(*Scorch).introducerLoop"))
}

const (
	testSecret = "e6b19c573432dcc6b075501d51b51bb8"
	testWait   = 10 * time.Second // for what happens at once; a busy machine takes a while
)

// A world is the whole bot in a Slack of its own: real knowledge, a store on disk, the App, and people.
type world struct {
	testing.TB
	slack *fakeslack.Server
	app   *App
	store *store.Store
	base  string // of the HTTP side
	log   *logBook
	end   func() error // shuts the App down as a signal does, once
	ended chan error   // what Run returned
	ctx   context.Context
	set   *setting
	calls *storeCalls  // between the App and the store; nil without
	ahead atomic.Int64 // how far the App's clock is ahead of ours, in nanoseconds
}

// A setting is how a world differs from the plain one.
type setting struct {
	slack  fakeslack.Config
	config Config
	adjust func(*App)
	socket bool
	wrap   func(Store) Store // what stands between the App and its store
	path   string            // of the store
}

func withSocket(s *setting)    { s.socket = true }
func withAgentView(s *setting) { s.slack.AgentView = true }
func withoutLimits(s *setting) { s.config.PerMinute = 0 }
func withHistory(s *setting) {
	s.slack.Scopes = append(fakeslack.DefaultScopes(), "channels:history", "groups:history")
}
func withSlack(c fakeslack.Config) func(*setting) { return func(s *setting) { s.slack = c } }
func withEngine(e Engine) func(*setting) {
	return func(s *setting) { s.config.Engine, s.config.Public = e, e }
}

// A logBook keeps what is logged.
type logBook struct {
	slog.Handler
	text *syncBuffer
}

type syncBuffer struct {
	lock chan struct{}
	b    strings.Builder
}

func (s *syncBuffer) Write(p []byte) (int, error) {
	s.lock <- struct{}{}
	defer func() { <-s.lock }()
	return s.b.Write(p)
}

func (s *syncBuffer) String() string {
	s.lock <- struct{}{}
	defer func() { <-s.lock }()
	return s.b.String()
}

func newLogBook() *logBook {
	text := &syncBuffer{lock: make(chan struct{}, 1)}
	return &logBook{Handler: slog.NewTextHandler(text, &slog.HandlerOptions{Level: slog.LevelDebug}), text: text}
}

// builtin is the bot with the built-in knowledge, one for all worlds: it remembers nothing of any conversation.
func builtin(t testing.TB) *bot.Bot {
	t.Helper()
	b, err := openBuiltin()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

var openBuiltin = sync.OnceValues(func() (*bot.Bot, error) { return openBot(knowledge.Source{Builtin: true}) })

func openBot(source knowledge.Source) (*bot.Bot, error) {
	lib, err := knowledge.Open(source)
	if err != nil {
		return nil, err
	}
	ix, err := index.New(lib)
	if err != nil {
		return nil, err
	}
	return bot.New(lib, ix, "test"), nil
}

// newWorld starts a world; it ends with the test.
func newWorld(t testing.TB, settings ...func(*setting)) *world {
	t.Helper()
	book := newLogBook()
	s := &setting{slack: fakeslack.Config{SigningSecret: testSecret, AgentView: false}}
	s.config = Config{Version: "test", Retention: 90 * 24 * time.Hour, PerMinute: 30, Log: slog.New(book), Knowledge: func() Knowledge {
		return Knowledge{Hash: "sha256:0123456789abcdef", Passages: 27,
			Documents: []blocks.Document{{Title: "Django vs. Node.js", Date: "2023", URL: "https://example.com/a", Passages: 27}}}
	}}
	for _, change := range settings {
		change(s)
	}
	if s.slack.SigningSecret == "" {
		s.slack.SigningSecret = testSecret
	}
	if s.config.Engine == nil {
		b := builtin(t)
		s.config.Engine = b
		if len(settings) == 0 || s.config.Public == nil {
			s.config.Public = b
		}
	}
	if s.path == "" {
		s.path = filepath.Join(t.TempDir(), "stackpick.db")
	}
	w := &world{TB: t, slack: fakeslack.New(s.slack), log: book, ended: make(chan error, 1), set: s}
	t.Cleanup(w.slack.Close)
	w.slack.AddChannel(fakeslack.Channel{ID: "C0GENERAL", Member: true})
	w.slack.AddChannel(fakeslack.Channel{ID: "C0ELSEWHERE", Member: false})
	w.slack.AddChannel(fakeslack.Channel{ID: "C0SHARED", Member: true, External: true})
	w.start(s)
	return w
}

func (w *world) start(s *setting) {
	w.Helper()
	var err error
	if w.store, err = store.Open(context.Background(), s.path); err != nil {
		w.Fatal(err)
	}
	s.config.Store = w.store
	if s.wrap != nil {
		s.config.Store = s.wrap(w.store)
		w.calls, _ = s.config.Store.(*storeCalls)
	}
	s.config.APIURL, s.config.BotToken = w.slack.APIURL(), w.slack.Config().BotToken
	if s.socket {
		s.config.AppToken = w.slack.Config().AppToken
	}
	ctx, cancel := context.WithCancel(context.Background())
	w.ctx = ctx
	if w.app, err = New(ctx, s.config); err != nil {
		cancel()
		w.store.Close()
		w.Fatal(err)
	}
	w.app.now, w.app.limiter.now = w.now, w.now
	w.app.backoff = func(int) time.Duration { return 20 * time.Millisecond }
	if s.adjust != nil {
		s.adjust(w.app)
	}
	ways := w.ways(s)
	go func() { w.ended <- w.app.Run(ctx, ways...) }()
	var once atomic.Bool
	w.end = func() error {
		if once.Swap(true) {
			return nil
		}
		cancel()
		err := <-w.ended
		w.store.Close()
		return err
	}
	w.Cleanup(func() { w.end() })
	if s.socket {
		w.until("sockets are up", func() bool { return w.slack.Connections() == sockets })
	}
}

// restart ends the App and starts it anew on the same store, with some settings changed.
func (w *world) restart(settings ...func(*setting)) {
	w.Helper()
	if err := w.end(); err != nil {
		w.Fatal(err)
	}
	for _, change := range settings {
		change(w.set)
	}
	w.start(w.set)
}

func (w *world) ways(s *setting) []Way {
	w.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		w.Fatal(err)
	}
	w.base = "http://" + l.Addr().String()
	if s.socket {
		return []Way{Serve(l, nil), Socket()}
	}
	v, err := NewVerifier(w.slack.Config().SigningSecret, time.Now)
	if err != nil {
		w.Fatal(err)
	}
	return []Way{Serve(l, v)}
}

// now is the App's clock; skip puts it forward. Slack's is its own.
func (w *world) now() time.Time { return time.Now().Add(time.Duration(w.ahead.Load())) }

func (w *world) skip(d time.Duration) { w.ahead.Add(int64(d)) }

// until waits until something is so.
func (w *world) until(what string, so func() bool) {
	w.Helper()
	w.untilWithin(testWait, what, so)
}

func (w *world) untilWithin(limit time.Duration, what string, so func() bool) {
	w.Helper()
	for end := time.Now().Add(limit); !so(); {
		if time.Now().After(end) {
			w.Fatalf("still not so: %s\n%s", what, w.log.text)
		}
		time.Sleep(time.Millisecond)
	}
}

// deliver brings something from Slack, which must be acknowledged.
func (w *world) deliver(d fakeslack.Delivery) fakeslack.Ack {
	w.Helper()
	ack, err := w.bring(d)
	if err != nil || !ack.Acked {
		w.Fatalf("not acknowledged: %+v, %v\n%s", ack, err, w.log.text)
	}
	return ack
}

func (w *world) bring(d fakeslack.Delivery) (fakeslack.Ack, error) {
	ctx, cancel := context.WithTimeout(context.Background(), testWait)
	defer cancel()
	if w.app.cfg.AppToken != "" {
		return w.slack.Send(ctx, d)
	}
	return w.slack.Post(ctx, w.base, d)
}

// settle waits until all that was accepted has ended, and returns the messages that people see.
func (w *world) settle() []fakeslack.Message {
	w.Helper()
	w.until("all is answered", w.idle)
	return w.slack.Messages()
}

// idle reports whether all that was accepted has ended, and each worker is done with it: one that has stored an answer may
// be about to have it reworded, or refused that.
func (w *world) idle() bool {
	if w.app.queue.len() > 0 || w.working() > 0 || len(w.app.errands) > 0 {
		return false // the store is looked at last: counting is work
	}
	counts, err := w.store.Count(context.Background())
	return err == nil && counts.Pending == 0 && w.app.queue.len() == 0 && w.working() == 0 && len(w.app.errands) == 0
}

// ask brings something and returns the one message that it ends in.
func (w *world) ask(d fakeslack.Delivery) fakeslack.Message {
	w.Helper()
	before := len(w.settle())
	w.deliver(d)
	after := w.settle()
	if len(after) != before+1 {
		w.Fatalf("%d messages, want 1:\n%s\n%s", len(after)-before, describe(after[before:]), w.log.text)
	}
	return after[before]
}

func describe(messages []fakeslack.Message) string {
	var b strings.Builder
	for _, m := range messages {
		fmt.Fprintf(&b, "  in %s, thread %q, to %q, by %s: %.100q\n", m.Channel, m.Thread, m.To, m.By, m.Text)
	}
	return b.String()
}

// readFile returns a file of the tests.
func readFile(t testing.TB, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
