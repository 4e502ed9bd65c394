// Package slack is the bot in Slack: what people write to it goes in, messages come out, and every question that
// was taken in ends in one visible message.
//
// The way of a delivery, by file:
//
//	http.go, socket.go   the two ways in. http.go checks signatures (verify.go); both decode (decode.go), let the
//	                     intake decide, and acknowledge.
//	intake.go            is it for us, was it here before? What is to be answered is in the store before Slack
//	                     hears that we have it. text.go takes mark-up out, follow.go decides on replies that name
//	                     nobody, limit.go bounds what one person asks.
//	queue.go             accepted tasks (task.go) wait here: bounded, one of each conversation at a time. refill.go
//	                     brings those that found no room, or that an earlier run left.
//	work.go              a worker's way with one task: context of the thread (thread.go), answer, message, post,
//	                     finished.
//	wording.go           a language model's way with a posted answer, beside the workers: better words in the place of
//	                     the plain ones. edits.go knows what is under way, wish.go has the button under a private
//	                     answer, switch.go keeps a channel free of it.
//	place.go             one function decides channel, thread and who sees it.
//	api.go, fault.go     calls of Slack, and what follows when Slack does not do them.
//	interact.go          buttons, votes and modals. home.go is App Home and the agent view's prompts, session.go its
//	                     status and stop button, command.go the words after /stackpick.
//	waiting.go           answers health checks until the App can.
//	store.go             what is asked of the store.
//	app.go               starts and ends all that; errand.go has what is done beside it, health.go, known.go and metrics.go
//	                     let one watch it.
//	manifest.go          the app to create in Slack; doctor.go checks what was configured.
//
// How messages look is the matter of package blocks, what is kept of package store. What people write is hostile, and so
// may be what claims to be Slack's: names, texts and addresses of deliveries are checked where they are used.
package slack

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/stackpick/stackpick/bot"
)

const (
	workers       = 16               // tasks in progress at once: more than cores, for they mostly wait for Slack
	roomInQueue   = 512              // tasks in memory; the rest of what was accepted waits in the store
	maxBacklog    = 5000             // accepted tasks that may wait in the store; beyond, Slack is asked to deliver later
	maxErrands    = 64               // side jobs at once: modals, App Home, notices
	answerTimeout = 10 * time.Second // for the engine's work on one question
	drainTimeout  = 25 * time.Second // leaves a supervisor's usual 30 s some room
	giveUpTime    = 2 * time.Second  // after that, for what has been cancelled to end
)

// An Engine answers questions; *bot.Bot is one. Two of them are compared, so they are pointers.
type Engine interface {
	bot.Asker
	Addressed(q bot.Question) bool // whether a reply that names nobody is for it
	Guide
}

// A Guide tells people what can be asked: in App Home, and as help.
type Guide interface {
	Covers() string
	Examples() []string
}

// An Editor puts answers into better words, and can change nothing else of them.
type Editor interface {
	// Ready reports whether it would edit an answer now, for a person. Where not, note is what the reader should know
	// of that ("the model's budget is spent …"), or "". It takes no time.
	Ready(who string, a *bot.Answer) (ok bool, note string)
	// Edit returns the answer in better words, or e.Plain itself where none passed. An error means that the plain
	// answer stands; it may have a method Kind() string for the metric.
	Edit(ctx context.Context, e bot.Edit) (*bot.Answer, error)
}

// A Config is what an App needs. Fields without a remark are required.
type Config struct {
	Engine Engine
	// Public answers where people of other organisations read along; nil refuses there. It is Engine itself where
	// nothing that Engine knows is for the team only.
	Public    bot.Asker
	Knowledge func() Knowledge // what Engine knows now, for what people and operators are told
	Editor    Editor           // nil: no language model
	Model     string           // the language model's name, for what people are told; "" without
	Store     Store
	BotToken  string
	AppToken  string // for Socket Mode; "" without
	APIURL    string // DefaultAPIURL but in tests
	Version   string
	Retention time.Duration // how long records are kept, for what people are told; 0: for ever
	PerMinute int           // questions a person may ask a minute; 0: no limit
	Log       *slog.Logger
	Gauges    map[string]func() float64 // more of /metrics, by name with labels; may be nil
}

// An App answers in one workspace. Its HTTP and Socket Mode sides share all but the way in.
type App struct {
	cfg     Config
	api     *api
	me      *identity
	store   Store
	queue   *queue
	limiter *limiter
	metrics *metrics
	log     *slog.Logger
	now     func() time.Time
	started time.Time

	health   health
	agents   agentViews
	running  running
	sessions sessions
	edits    *edits
	external sync.Map     // team/channel → true where people of other organisations were seen to read along
	backlog  atomic.Int64 // tasks accepted and not finished
	pace     atomic.Int64 // how long the last task took, in nanoseconds

	answerTimeout time.Duration
	editTimeout   time.Duration
	deadAfter     time.Duration
	backoff       func(try int) time.Duration

	errands  chan struct{}  // a slot for each side job
	side     sync.WaitGroup // side jobs
	working  sync.WaitGroup // workers
	overflow chan struct{}  // signalled when an accepted task found no room in the queue
	fatal    chan error     // why the App must end; holds the first reason
}

// New connects to Slack to learn whose token it is. An error says what to do about it.
func New(ctx context.Context, cfg Config) (*App, error) {
	root, err := apiRoot(cfg.APIURL)
	if err != nil {
		return nil, err
	}
	m := newMetrics()
	a := &App{
		cfg: cfg, api: newAPI(cfg.BotToken, cfg.AppToken, root, m), store: cfg.Store,
		queue: newQueue(roomInQueue), edits: newEdits(), metrics: m, log: cfg.Log, now: time.Now,
		answerTimeout: answerTimeout, editTimeout: editTimeout, deadAfter: deadAfter, backoff: backoff,
		errands: make(chan struct{}, maxErrands), overflow: make(chan struct{}, 1), fatal: make(chan error, 1),
	}
	a.limiter = newLimiter(cfg.PerMinute, a.now)
	a.started = a.now()
	a.health.begin(a.started)
	a.health.socket.Store(cfg.AppToken != "")
	if a.me, err = a.introduce(ctx); err != nil {
		return nil, err
	}
	a.watchGauges()
	return a, nil
}

// apiRoot reads the root of the Web API, and has it end in a slash.
func apiRoot(address string) (*url.URL, error) {
	if address == "" {
		address = DefaultAPIURL
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return nil, errors.New("SLACK_API_URL is no http or https URL: leave it unset to use Slack's own")
	}
	if !strings.HasSuffix(u.Path, "/") {
		u.Path += "/"
	}
	return u, nil
}

// introduce asks Slack who we are. It waits out what passes by itself, for about half a minute.
func (a *App) introduce(ctx context.Context) (*identity, error) {
	for try := 1; ; try++ {
		id, err := a.api.whoAmI(ctx)
		if err == nil {
			a.log.InfoContext(ctx, "slack identity", "team", id.team, "user", id.user, "scopes", len(id.scopes))
			return id, nil
		}
		if remedyOf(err) != tryLater || try == 5 {
			return nil, fmt.Errorf("introducing the bot to Slack: %w", err)
		}
		a.log.WarnContext(ctx, "slack not reached", "try", try, "error", err)
		if err := pause(ctx, time.Duration(try*try)*time.Second); err != nil {
			return nil, err
		}
	}
}

func pause(ctx context.Context, wait time.Duration) error {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// A Way brings deliveries from Slack until its context ends. It returns an error when it cannot go on.
type Way func(ctx context.Context, a *App) error

// Run answers what the ways bring, and what an earlier run had accepted and not answered, until ctx ends or a way
// fails. Then it takes in nothing more, finishes what it has begun, and returns.
func (a *App) Run(ctx context.Context, ways ...Way) error {
	work, stopWork := context.WithCancel(context.WithoutCancel(ctx))
	defer stopWork()
	intake, stopIntake := context.WithCancel(ctx)
	defer stopIntake()
	left, err := a.refill(work, a.started)
	if err != nil {
		return fmt.Errorf("reading what is still to be answered: %w", err)
	}
	for range workers {
		a.working.Go(func() { a.worker(work) })
	}
	var in sync.WaitGroup
	in.Go(func() { a.refills(intake, left) })
	for _, way := range ways {
		in.Go(func() {
			if err := way(intake, a); err != nil {
				a.fail(err)
			}
		})
	}
	a.health.ready.Store(true)
	a.log.InfoContext(ctx, "ready", "after", time.Since(a.started).Round(time.Millisecond))
	select {
	case <-ctx.Done():
	case err = <-a.fatal:
		a.log.ErrorContext(ctx, "ending", "error", err)
	}
	a.health.ready.Store(false)
	a.edits.close()
	stopIntake()
	in.Wait()
	a.drain(work, stopWork)
	return err
}

// drain finishes what was begun, for as long as drainTimeout lets it. What is left is in the store.
func (a *App) drain(work context.Context, stopWork func()) {
	limit, cancel := context.WithTimeout(work, drainTimeout)
	defer cancel()
	a.log.Info("draining", "tasks", a.queue.len())
	a.queue.drain(limit)
	ended := make(chan struct{})
	go func() {
		a.working.Wait()
		a.side.Wait()
		close(ended)
	}()
	select {
	case <-ended:
		a.edits.wait(giveUpTime)
	case <-limit.Done():
		stopWork()
		select {
		case <-ended:
		case <-time.After(giveUpTime): // something does not heed its context; what it was about is in the store
		}
	}
	a.api.http.CloseIdleConnections()
	a.log.Info("drained", "left", a.queue.len())
}

// fail ends the App with an error; the first one counts.
func (a *App) fail(err error) {
	select {
	case a.fatal <- err:
	default:
	}
}
