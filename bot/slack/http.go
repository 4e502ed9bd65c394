package slack

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"time"

	"golang.org/x/net/netutil"
)

const (
	maxBody        = 1 << 20  // of a delivery, in bytes; Slack's own are far smaller
	maxHeaders     = 32 << 10 // in bytes
	maxConnections = 4096     // at once; Slack and a load balancer need some dozens
	headerTimeout  = 5 * time.Second
	bodyTimeout    = 10 * time.Second
	idleTimeout    = time.Minute
)

// Handler returns the HTTP side: the endpoints of Slack where there is a verifier for them, and those for whoever
// runs the bot. Nothing of a delivery is looked at before its signature is checked.
func (a *App) Handler(v *Verifier) http.Handler {
	mux := http.NewServeMux()
	if v != nil {
		mux.Handle("POST /slack/events", a.signed(v, a.serveEvent))
		mux.Handle("POST /slack/commands", a.signed(v, a.serveCommand))
		mux.Handle("POST /slack/interactions", a.signed(v, a.serveInteraction))
	}
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { answerPlainly(w, http.StatusOK, "ok") })
	mux.HandleFunc("GET /readyz", a.serveReady)
	mux.HandleFunc("GET /metrics", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
		a.metrics.write(w)
	})
	return mux
}

// newServer returns a server with limits on what strangers can take up.
func newServer(h http.Handler, log *slog.Logger) *http.Server {
	return &http.Server{
		Handler:           h,
		ReadHeaderTimeout: headerTimeout, ReadTimeout: bodyTimeout, WriteTimeout: bodyTimeout, IdleTimeout: idleTimeout,
		MaxHeaderBytes: maxHeaders,
		ErrorLog:       quiet(log),
	}
}

// Serve returns the way of HTTP: it serves Handler(v) on the listener, with limits on what strangers can take up.
func Serve(l net.Listener, v *Verifier) Way {
	return func(ctx context.Context, a *App) error {
		server := newServer(a.Handler(v), a.log)
		ended := make(chan error, 1)
		go func() { ended <- server.Serve(netutil.LimitListener(l, maxConnections)) }()
		select {
		case err := <-ended:
			return err
		case <-ctx.Done():
		}
		limit, cancel := context.WithTimeout(context.WithoutCancel(ctx), bodyTimeout)
		defer cancel()
		if err := server.Shutdown(limit); err != nil {
			server.Close()
		}
		<-ended
		return nil
	}
}

// signed reads the body of a request and hands it on if Slack signed it. What others get is the same short text
// whatever was wrong.
func (a *App) signed(v *Verifier, serve func(w http.ResponseWriter, r *http.Request, body []byte)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		arrived := a.now()
		timestamp, signature := r.Header.Get("X-Slack-Request-Timestamp"), r.Header.Get("X-Slack-Signature")
		if err := v.fresh(timestamp, signature); err != nil {
			a.refuse(w)
			return
		}
		if r.Header.Get("Content-Encoding") != "" {
			answerPlainly(w, http.StatusUnsupportedMediaType, "compressed bodies are not read")
			return
		}
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
		if err != nil {
			status := http.StatusBadRequest
			if _, tooLarge := errors.AsType[*http.MaxBytesError](err); tooLarge {
				status = http.StatusRequestEntityTooLarge
			}
			answerPlainly(w, status, http.StatusText(status))
			return
		}
		if err := v.Verify(timestamp, signature, body); err != nil {
			a.refuse(w)
			return
		}
		err = guarded(func() error { serve(w, r, body); return nil })
		a.metrics.acknowledged("http", a.now().Sub(arrived))
		if err != nil {
			a.log.ErrorContext(r.Context(), "request failed", "error", err)
			answerPlainly(w, http.StatusServiceUnavailable, "try again")
		}
	})
}

func (a *App) refuse(w http.ResponseWriter) {
	a.metrics.delivery("forged")
	answerPlainly(w, http.StatusUnauthorized, errUnsigned.Error())
}

func (a *App) serveEvent(w http.ResponseWriter, r *http.Request, body []byte) {
	d, err := decodeEvent(body)
	if err == nil && d.event.Type == "url_verification" {
		answerPlainly(w, http.StatusOK, oneLine(d.event.Challenge, 1000))
		return
	}
	if err == nil {
		_, err = a.intake(r.Context(), d)
	}
	a.acknowledge(w, r, err)
}

func (a *App) serveCommand(w http.ResponseWriter, r *http.Request, body []byte) {
	form, err := url.ParseQuery(string(body))
	if err != nil {
		a.acknowledge(w, r, errMalformed)
		return
	}
	if form.Get("ssl_check") == "1" {
		a.acknowledge(w, r, nil)
		return
	}
	reply, err := a.intake(r.Context(), decodeCommand(form))
	if err != nil || reply == "" {
		a.acknowledge(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Write(privately(reply)) // a connection that is gone cannot be told so
}

func (a *App) serveInteraction(w http.ResponseWriter, r *http.Request, body []byte) {
	form, err := url.ParseQuery(string(body))
	if err != nil {
		a.acknowledge(w, r, errMalformed)
		return
	}
	d, err := decodeInteraction([]byte(form.Get("payload")))
	if err == nil {
		_, err = a.intake(r.Context(), d)
	}
	a.acknowledge(w, r, err)
}

// acknowledge answers a delivery with nothing but a status: 200 when it was taken in or is not for us, 400 when it
// is not of Slack's form, 503 when Slack shall deliver it again.
func (a *App) acknowledge(w http.ResponseWriter, r *http.Request, err error) {
	switch {
	case err == nil:
		w.WriteHeader(http.StatusOK)
	case errors.Is(err, errMalformed):
		a.metrics.delivery("malformed")
		a.log.WarnContext(r.Context(), "delivery not understood", "path", r.URL.Path)
		answerPlainly(w, http.StatusBadRequest, errMalformed.Error())
	default:
		a.log.ErrorContext(r.Context(), "delivery not taken in", "error", err)
		answerPlainly(w, http.StatusServiceUnavailable, "try again")
	}
}

// privately returns a command's acknowledgement that shows a text to whoever typed it. All texts are our own.
func privately(text string) []byte {
	data, err := json.Marshal(map[string]string{"response_type": "ephemeral", "text": text})
	if err != nil {
		return nil // strings always can be written
	}
	return data
}

func answerPlainly(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	io.WriteString(w, text)
}

func (a *App) serveReady(w http.ResponseWriter, _ *http.Request) {
	if why := a.health.fault(); why != "" {
		answerPlainly(w, http.StatusServiceUnavailable, why)
		return
	}
	text := "ready"
	k := a.cfg.Knowledge()
	if k.Fault != "" {
		text += "\nanswers come from earlier knowledge: " + oneLine(k.Fault, 1000)
	}
	if k.InMemory != "" {
		text += "\nthe index is in memory, not on disk: " + oneLine(k.InMemory, 1000)
	}
	answerPlainly(w, http.StatusOK, text)
}
