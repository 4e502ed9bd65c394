package slack

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/slack-go/slack"

	"github.com/stackpick/stackpick/bot/slack/blocks"
)

const (
	// callTimeout bounds one call of the Web API; the library by itself would wait for ever.
	callTimeout = 10 * time.Second
	// maxReply bounds what is read of an answer to a response_url, in bytes.
	maxReply = 4 << 10
	// DefaultAPIURL is the root of Slack's Web API.
	DefaultAPIURL = "https://slack.com/api/"
)

// An api calls Slack. It retries nothing by itself: what is tried again waits in the queue, not in a worker.
type api struct {
	client  *slack.Client
	http    *http.Client
	root    *url.URL
	metrics *metrics
}

// newAPI returns an api that speaks with tokens at root, an absolute URL that ends in "/". App may be "".
func newAPI(token, app string, root *url.URL, m *metrics) *api {
	client := &http.Client{
		Timeout:       callTimeout,
		Transport:     &http.Transport{Proxy: http.ProxyFromEnvironment, MaxIdleConnsPerHost: 32, IdleConnTimeout: time.Minute, ForceAttemptHTTP2: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return &api{
		client: slack.New(token, slack.OptionAppLevelToken(app), slack.OptionAPIURL(root.String()), slack.OptionHTTPClient(client)),
		http:   client, root: root, metrics: m,
	}
}

// A stopwatch adds up how long Slack took for the calls of one task. Calls of a task follow one another.
type stopwatch struct{ slack atomic.Int64 }

type watchKey struct{}

func (w *stopwatch) total() time.Duration { return time.Duration(w.slack.Load()) }

// call does one call and counts its fault.
func (a *api) call(ctx context.Context, method string, do func() error) error {
	began := time.Now()
	err := faultOf(method, do())
	if w, ok := ctx.Value(watchKey{}).(*stopwatch); ok {
		w.slack.Add(int64(time.Since(began)))
	}
	if f, ok := err.(*fault); ok {
		a.metrics.slackError(method, f.code)
	}
	return err
}

// An identity is who we are in a workspace.
type identity struct {
	team, teamName, user, botID string
	scopes                      []string
	clock                       time.Time // of Slack, as it answered; zero when it did not say
}

// has reports whether a scope was granted.
func (i *identity) has(scope string) bool {
	return slices.Contains(i.scopes, scope)
}

// whoAmI asks Slack whose token ours is and what it may do.
func (a *api) whoAmI(ctx context.Context) (*identity, error) {
	var id *identity
	err := a.call(ctx, "auth.test", func() error {
		r, err := a.client.AuthTestContext(ctx)
		if err != nil {
			return err
		}
		id = &identity{team: r.TeamID, teamName: r.Team, user: r.UserID, botID: r.BotID}
		for _, scope := range strings.Split(r.Header.Get("X-Oauth-Scopes"), ",") {
			if scope = strings.TrimSpace(scope); scope != "" {
				id.scopes = append(id.scopes, scope)
			}
		}
		id.clock, _ = http.ParseTime(r.Header.Get("Date"))
		return nil
	})
	return id, err
}

// A sent message is where Slack put it; without ts where Slack does not tell.
type sent struct{ channel, ts string }

// plainly sends a message, plainer step by step where Slack refuses a block.
func plainly(m blocks.Message, send func(m blocks.Message) error) error {
	for {
		err := send(m)
		if remedyOf(err) != tryPlainer {
			return err
		}
		plainer, ok := m.Simpler()
		if !ok {
			return err
		}
		m = plainer
	}
}

// post sends a message to its place.
func (a *api) post(ctx context.Context, p place, m blocks.Message) (s sent, err error) {
	err = plainly(m, func(m blocks.Message) (err error) {
		switch {
		case p.url != "":
			return a.respond(ctx, p.url, &slack.WebhookMessage{ResponseType: slack.ResponseTypeEphemeral, Text: m.Text, Blocks: blocksOf(m)})
		case p.to != "":
			return a.whisper(ctx, p, m)
		default:
			s, err = a.say(ctx, p, m)
			return err
		}
	})
	return s, err
}

// update puts a message in the place of one that was said to all.
func (a *api) update(ctx context.Context, at sent, m blocks.Message) error {
	return plainly(m, func(m blocks.Message) error {
		options := messageOptions(place{}, m)
		if len(m.Blocks) == 0 {
			options = append(options, slack.MsgOptionBlocks()) // else Slack keeps the old ones
		}
		return a.call(ctx, "chat.update", func() error {
			_, _, _, err := a.client.UpdateMessageContext(ctx, at.channel, at.ts, options...)
			return err
		})
	})
}

// say posts for all in a channel to see.
func (a *api) say(ctx context.Context, p place, m blocks.Message) (s sent, err error) {
	err = a.call(ctx, "chat.postMessage", func() error {
		s.channel, s.ts, err = a.client.PostMessageContext(ctx, p.channel, messageOptions(p, m)...)
		return err
	})
	return s, err
}

// whisper posts for one person to see.
func (a *api) whisper(ctx context.Context, p place, m blocks.Message) error {
	return a.call(ctx, "chat.postEphemeral", func() error {
		_, err := a.client.PostEphemeralContext(ctx, p.channel, p.to, messageOptions(p, m)...)
		return err
	})
}

// messageOptions sends a message as it is: nothing in it is parsed, linked or unfolded by Slack.
func messageOptions(p place, m blocks.Message) []slack.MsgOption {
	options := []slack.MsgOption{
		slack.MsgOptionText(m.Text, false), slack.MsgOptionParse(false),
		slack.MsgOptionDisableLinkUnfurl(), slack.MsgOptionDisableMediaUnfurl(),
	}
	if len(m.Blocks) > 0 {
		options = append(options, slack.MsgOptionBlocks(m.Blocks...))
	}
	if p.thread != "" {
		options = append(options, slack.MsgOptionTS(p.thread))
	}
	return options
}

func blocksOf(m blocks.Message) *slack.Blocks {
	if len(m.Blocks) == 0 {
		return nil
	}
	return &slack.Blocks{BlockSet: m.Blocks}
}

// respond posts to a response_url. The library's own way drops what the URL's server says.
func (a *api) respond(ctx context.Context, address string, m *slack.WebhookMessage) error {
	if !a.trusts(address) {
		return a.call(ctx, "response_url", func() error { return &fault{method: "response_url", code: "no_url", remedy: tryElsewhere} })
	}
	off := false
	m.UnfurlLinks, m.UnfurlMedia, m.Parse = &off, &off, "none"
	body, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("writing a message: %w", err)
	}
	return a.call(ctx, "response_url", func() error {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
		if err != nil {
			return err
		}
		req.Header.Set("Content-Type", "application/json; charset=utf-8")
		resp, err := a.http.Do(req)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		said, _ := io.ReadAll(io.LimitReader(resp.Body, maxReply)) // what was not read is no worse than an empty answer
		return responseFault(resp, said)
	})
}

// responseFault reads the answer of a response_url: "ok", a JSON object with ok and error, or the error's name.
func responseFault(resp *http.Response, said []byte) error {
	var reply struct {
		OK    *bool  `json:"ok"`
		Error string `json:"error"`
	}
	name := strings.TrimSpace(string(said))
	if json.Unmarshal(said, &reply) == nil && reply.Error != "" {
		name = reply.Error
	}
	switch {
	case resp.StatusCode == http.StatusTooManyRequests:
		seconds, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
		return &slack.RateLimitedError{RetryAfter: time.Duration(seconds) * time.Second}
	case resp.StatusCode == http.StatusOK && strings.HasPrefix(name, "<"):
		return &fault{method: "response_url", code: "not_json", remedy: tryLater} // a web page: of a proxy, or of a Slack that is down
	case resp.StatusCode == http.StatusOK && (reply.Error == "" || reply.OK != nil && *reply.OK):
		return nil
	case isErrorName(name) && name != "ok":
		return slack.SlackErrorResponse{Err: name}
	case resp.StatusCode == http.StatusNotFound, resp.StatusCode == http.StatusGone:
		return slack.SlackErrorResponse{Err: "expired_url"}
	default:
		return slack.StatusCodeError{Code: resp.StatusCode, Status: resp.Status}
	}
}

// trusts reports whether a response_url is Slack's, or that of the server that stands for it in tests. Who holds the
// signing secret could else make us call any address.
func (a *api) trusts(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.User != nil {
		return false
	}
	if u.Scheme == "https" && (u.Hostname() == "hooks.slack.com" || u.Hostname() == "hooks.slack-gov.com") && u.Port() == "" {
		return true
	}
	host := a.root.Hostname()
	return (u.Scheme == a.root.Scheme) && u.Hostname() == host && (u.Port() == a.root.Port() || loopback(host))
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
