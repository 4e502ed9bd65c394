// Package openai asks a language model, or one that turns texts into vectors, behind OpenAI's API: OpenAI itself,
// Azure, and what speaks the same, such as Ollama, vLLM and llama.cpp's server. It is the only user of go-openai and of
// failsafe-go.
//
// The server is a stranger: it may hang, lie about what it sends, send without end, repeat the key, or send us
// elsewhere. A reply counts only when it came whole, with the reason "stop"; everything else is a prompts.Fault whose
// text is our own. A question costs two requests at most, and a server that keeps failing is not asked for a while.
//
// Start with Client.Complete, or with Embedder.Embed (embedder.go). Then: request.go (what is sent), exchange.go with
// guard.go (one request over HTTP, and what is looked at before go-openai sees it), reply.go (what counts as a reply),
// answer.go (what a refusal says), form.go (servers that do not know all of the API), circuit.go (when not to ask),
// address.go (where), probe.go (whether it works, and what to do when not).
package openai

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	api "github.com/sashabaranov/go-openai"

	"github.com/stackpick/stackpick/prompts"
)

// DefaultModel is asked for where none is named: a small one of OpenAI's that follows schemas and does not think first.
const DefaultModel = api.GPT4Dot1Mini

// A Config says which model is asked, and where.
type Config struct {
	BaseURL string // "" is OpenAI's; one without a path gets /v1
	Key     string // may be "" where BaseURL is set: no Authorization is sent then
	Model   string // DefaultModel by default; on Azure the deployment, which has no default

	Variables Variables // how errors and fixes call BaseURL, Model and Key
}

// Variables are names of variables of the environment.
type Variables struct {
	BaseURL string // OPENAI_BASE_URL by default
	Model   string // OPENAI_MODEL by default
	Key     string // OPENAI_API_KEY by default
}

// A Client asks one model. Its methods may be called from any number of goroutines.
type Client struct {
	model   string
	called  Variables
	host    string // as people know the server, host:port
	key     string
	config  api.ClientConfig
	http    *http.Client
	limits  limits
	circuit *circuit
	form    known
}

var _ prompts.Model = (*Client)(nil)

// limits bound what a server can do to us.
type limits struct {
	connect time.Duration // for a connection, and once more for TLS
	header  time.Duration // from the request to the headers of the answer
	idle    time.Duration // between two pieces of the answer
	whole   time.Duration // for a question, second try included
	pause   time.Duration // before a second try, at least; twice that at most, where the server does not say
	wait    time.Duration // a second try that the server wants later than this is not made
	reopen  time.Duration // how long a server that keeps failing is not asked
	body    int           // bytes of an answer in one piece, and of a line in a stream
	stream  int           // bytes of a stream: each word comes in some 300
}

func ordinary() limits {
	return limits{
		connect: 5 * time.Second, header: 10 * time.Second, idle: 5 * time.Second, whole: 20 * time.Second,
		pause: 100 * time.Millisecond, wait: 2 * time.Second, reopen: 30 * time.Second,
		body: 256 << 10, stream: 2 << 20,
	}
}

// New makes a client. It asks nobody anything yet; an error begins with the variable that is wrong, without the key.
func New(cfg Config) (*Client, error) { return newClient(cfg, ordinary()) }

func newClient(cfg Config, l limits) (*Client, error) {
	cfg.Variables.BaseURL = cmp.Or(cfg.Variables.BaseURL, "OPENAI_BASE_URL")
	cfg.Variables.Model = cmp.Or(cfg.Variables.Model, "OPENAI_MODEL")
	cfg.Variables.Key = cmp.Or(cfg.Variables.Key, "OPENAI_API_KEY")
	to, err := addressOf(cfg)
	if err != nil {
		return nil, err
	}
	return &Client{
		model: to.model, called: cfg.Variables, host: to.host, key: cfg.Key, config: to.config, limits: l,
		http: newHTTP(l), circuit: newCircuit(l.reopen), form: known{reasoning: reasons(to.model)},
	}, nil
}

// newHTTP makes an HTTP client that follows no redirect, unpacks nothing and waits for nobody for ever. HTTP_PROXY and
// its like count.
func newHTTP(l limits) *http.Client {
	dialer := &net.Dialer{Timeout: l.connect}
	return &http.Client{
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{
			Proxy:                  http.ProxyFromEnvironment,
			DialContext:            dialer.DialContext,
			ForceAttemptHTTP2:      true,
			TLSHandshakeTimeout:    l.connect,
			ResponseHeaderTimeout:  l.header,
			IdleConnTimeout:        30 * time.Second,
			MaxIdleConnsPerHost:    4,
			MaxResponseHeaderBytes: 64 << 10,
			DisableCompression:     true,
		},
	}
}

// Close closes the connections that are kept for later questions. The client can go on being used.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// Ready reports whether Complete would ask the server now: false while it failed too often, and while the one request
// is under way that tries it again.
func (c *Client) Ready() bool { return c.circuit.ready() }

// Complete asks for one reply. Errors are Faults, but where ctx was cancelled: then its error is wrapped. What
// p.Part was given before an error is no reply.
func (c *Client) Complete(ctx context.Context, p prompts.Prompt) (prompts.Reply, error) {
	reply, err := c.complete(ctx, p)
	if err != nil {
		return prompts.Reply{}, err
	}
	return reply, nil
}

// complete is Complete, but for what is known of the reply beside an error.
func (c *Client) complete(ctx context.Context, p prompts.Prompt) (reply prompts.Reply, err error) {
	err = c.bounded(ctx, func(ctx context.Context) error {
		reply, err = c.ask(ctx, p)
		return err
	})
	return reply, err
}

// bounded calls ask unless the circuit is open, with a context that ends when the whole takes too long.
func (c *Client) bounded(ctx context.Context, ask func(context.Context) error) (err error) {
	if err := over(ctx); err != nil {
		return err
	}
	probe, ok := c.circuit.enter()
	if !ok {
		return &prompts.Fault{What: prompts.Open}
	}
	defer func() { c.circuit.leave(probe, err) }()
	within, cancel := context.WithTimeoutCause(ctx, c.limits.whole, errWhole)
	defer cancel()
	err = ask(within)
	if ended := over(ctx); err != nil && ended != nil {
		err = ended
	}
	return err
}

// ask asks, and once more where that may help: in another form, or after a pause.
func (c *Client) ask(ctx context.Context, p prompts.Prompt) (prompts.Reply, error) {
	f := c.form.now()
	reply, handed, err := c.once(ctx, p, f)
	c.form.learn(f, p, err)
	if err == nil || handed {
		return reply, err
	}
	if other, ok := c.form.other(f, p, err); ok {
		reply, _, err = c.once(ctx, p, other)
		c.form.learn(other, p, err)
		return reply, eitherWay(err)
	}
	if wait, ok := c.limits.again(err); !ok || !sleep(ctx, wait) {
		return reply, err
	}
	reply, _, err = c.once(ctx, p, f)
	return reply, err
}

// over returns the error of a context that has ended, nil while it has not: a Fault where its time ran out.
func over(ctx context.Context) error {
	switch err := ctx.Err(); {
	case errors.Is(err, context.DeadlineExceeded):
		return &prompts.Fault{What: prompts.Timeout, Err: err}
	case err != nil:
		return fmt.Errorf("asking the language model: %w", err)
	}
	return nil
}

// sleep waits and reports whether ctx leaves anything to do it for.
func sleep(ctx context.Context, wait time.Duration) bool {
	if end, ok := ctx.Deadline(); ok && time.Until(end) <= wait {
		return false
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
