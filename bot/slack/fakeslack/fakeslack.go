// Package fakeslack is a Slack to test against: a server on loopback that answers the Web API, serves
// response URLs and Socket Mode, delivers events, commands and clicks, and refuses what Slack refuses. The
// program under test is pointed at it with SLACK_API_URL and notices no difference; what people would have
// seen is kept and can be asked for. The playground's bot lives in one, too.
//
// It is an independent reading of Slack's documentation and shares no code with any Slack library. Where the
// documentation is silent the stricter reading is taken, and the comment says so.
//
// Start with New. Then: workspace.go (channels and people), events.go and interact.go (what people do, as
// payloads), deliver.go (over HTTP) and send.go with socket.go (over Socket Mode), record.go (what happened,
// and how to wait for it), api.go with chat.go, views.go and methods.go (the Web API), response.go (response
// URLs), blocks.go with schema.go, sizes.go and tables.go (what Slack accepts in blocks and views), notify.go
// (whom a text would ping and where it would lead), faults.go and limits.go (what can go wrong).
package fakeslack

import (
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"
)

// A Config says which app and workspace the server plays. Every zero field has a default.
type Config struct {
	Addr          string           // where to listen; "127.0.0.1:0" by default
	SigningSecret string           // signs what Post delivers
	BotToken      string           // xoxb-…, for every method but apps.connections.open
	AppToken      string           // xapp-…, for apps.connections.open
	Team          string           // the workspace's id
	AppID         string           // the app's id
	BotUser       string           // the id that people mention
	BotID         string           // the id that stands in bot_id of the app's messages
	Command       string           // the slash command that Command sends; "/stackpick" by default
	Scopes        []string         // what the bot token may do; DefaultScopes by default
	AgentView     bool             // the app has Slack's agent view; without it agents.* answer feature_disabled
	Limits        bool             // enforce Slack's rate limits
	AckTimeout    time.Duration    // how long an acknowledgement may take; 3 s by default, as Slack has it
	RetryScale    float64          // multiplies the waits before Slack's retries (0, 1 min, 5 min); 1 by default
	Seed          uint64           // chooses which socket gets which envelope
	Now           func() time.Time // the clock of timestamps, expiry and rate limits; time.Now by default
}

// DefaultScopes returns the scopes that a minimal question-answering app asks for.
func DefaultScopes() []string {
	return []string{"app_mentions:read", "assistant:write", "chat:write", "commands", "im:history"}
}

func (c Config) withDefaults() Config {
	setDefault(&c.Addr, "127.0.0.1:0")
	setDefault(&c.SigningSecret, "fakeslack-signing-secret")
	setDefault(&c.BotToken, "xoxb-fakeslack-bot")
	setDefault(&c.AppToken, "xapp-fakeslack-app")
	setDefault(&c.Team, "T0FAKE")
	setDefault(&c.AppID, "A0FAKE")
	setDefault(&c.BotUser, "U0BOT")
	setDefault(&c.BotID, "B0BOT")
	setDefault(&c.Command, "/stackpick")
	setDefault(&c.AckTimeout, 3*time.Second)
	setDefault(&c.RetryScale, 1)
	if c.Scopes == nil {
		c.Scopes = DefaultScopes()
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	return c
}

func setDefault[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}

// A Server is a running Slack with one workspace and one app. Its methods may be called from any number of
// goroutines.
type Server struct {
	cfg     Config
	listen  net.Listener
	http    *http.Server
	serving sync.WaitGroup
	methods map[string]method
	sockets *switchboard
	limits  *limiter
	client  *http.Client

	mu        sync.Mutex
	changed   *sync.Cond // on mu: state has changed
	state     State
	channels  map[string]*Channel
	users     map[string]*User
	responses map[string]*responseURL // by the key in their path
	triggers  map[string]*trigger
	faults    map[string][]Fault // by method
	rejected  map[string]bool    // block types that RejectBlocks named
	revoked   bool               // the app has been uninstalled
	closed    bool
	lastID    int
	lastTS    int64 // microseconds; timestamps never repeat
}

// New starts a server, which runs until Close. It panics when it cannot listen, as httptest does.
func New(cfg Config) *Server {
	s, err := Start(cfg)
	if err != nil {
		panic(err.Error())
	}
	return s
}

// Start is New for those who can do something about an error.
func Start(cfg Config) (*Server, error) {
	s := &Server{
		cfg:       cfg.withDefaults(),
		methods:   methods(),
		channels:  map[string]*Channel{},
		users:     map[string]*User{},
		responses: map[string]*responseURL{},
		triggers:  map[string]*trigger{},
		faults:    map[string][]Fault{},
		rejected:  map[string]bool{},
	}
	s.changed = sync.NewCond(&s.mu)
	s.state.init()
	s.limits = newLimiter(s.cfg.Now)
	s.client = newClient()
	s.sockets = newSwitchboard(s, rand.New(rand.NewPCG(s.cfg.Seed, 0)))
	listen, err := net.Listen("tcp", s.cfg.Addr)
	if err != nil {
		return nil, fmt.Errorf("fakeslack: listening: %w", err)
	}
	s.listen = listen
	s.http = &http.Server{Handler: s.routes(), ReadHeaderTimeout: 10 * time.Second}
	s.serving.Go(func() { _ = s.http.Serve(listen) }) // ends with ErrServerClosed, at Close
	return s, nil
}

func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/api/{method}", s.serveAPI)
	mux.HandleFunc("POST /respond/{key}", s.serveResponse)
	mux.HandleFunc("GET /link/{ticket}", s.sockets.serve)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.begin() {
			defer s.serving.Done()
			mux.ServeHTTP(w, r)
		}
	})
}

// begin counts a request as being served, unless the server has been closed.
func (s *Server) begin() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.closed {
		s.serving.Add(1)
	}
	return !s.closed
}

// Config returns the configuration with its defaults filled in.
func (s *Server) Config() Config { return s.cfg }

// APIURL returns the root of the Web API, with the slash at its end: what SLACK_API_URL takes.
func (s *Server) APIURL() string { return s.url("http", "/api/") }

func (s *Server) url(scheme, path string) string {
	return scheme + "://" + s.listen.Addr().String() + path
}

// Close cuts every connection, frees whoever hangs on a Fault and waits until nothing of the server runs.
func (s *Server) Close() {
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	_ = s.http.Close()
	s.sockets.close()
	s.client.CloseIdleConnections()
	s.serving.Wait()
}

// newID returns an id that this server has not given out yet. The caller holds mu.
func (s *Server) newID(prefix string) string {
	s.lastID++
	return fmt.Sprintf("%s%08X", prefix, s.lastID)
}

// newTS returns the timestamp of a new message: the time, and later than all before. The caller holds mu.
func (s *Server) newTS() string {
	s.lastTS = max(s.cfg.Now().UnixMicro(), s.lastTS+1)
	return fmt.Sprintf("%d.%06d", s.lastTS/1e6, s.lastTS%1e6)
}

// has reports whether the bot token has one of the scopes, which are separated by "|".
func (s *Server) has(scopes string) bool {
	for want := range strings.SplitSeq(scopes, "|") {
		for _, scope := range s.cfg.Scopes {
			if scope == want {
				return true
			}
		}
	}
	return scopes == ""
}
