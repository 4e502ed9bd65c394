package openai

import (
	"context"
	"net"
	"net/http"
	"time"
)

// NewQuick is New with bounds that a test can wait for: a second for headers, between pieces and for a Retry-After,
// ten for the whole, and a stream of 256 kB.
func NewQuick(cfg Config, reopen time.Duration) (*Client, error) {
	l := ordinary()
	l.header, l.idle, l.whole, l.pause = time.Second, time.Second, 10*time.Second, time.Millisecond
	l.wait, l.reopen, l.stream = time.Second, reopen, 256<<10
	return newClient(cfg, l)
}

// NewQuickEmbedder is NewEmbedder with the bounds of NewQuick.
func NewQuickEmbedder(cfg Config, reopen time.Duration) (*Embedder, error) {
	c, err := NewQuick(cfg, reopen)
	return &Embedder{client: c, scrub: true}, err
}

// DialTo makes a client connect to an address whatever the host is.
func (c *Client) DialTo(addr string) {
	c.http.Transport.(*http.Transport).DialContext = func(ctx context.Context, network, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, network, addr)
	}
}

// AnswerWith makes a client ask f instead of the network.
func (c *Client) AnswerWith(f func(*http.Request) *http.Response) { c.http.Transport = answerer(f) }

type answerer func(*http.Request) *http.Response

func (f answerer) RoundTrip(r *http.Request) (*http.Response, error) { return f(r), nil }
