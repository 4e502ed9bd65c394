package slack

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"golang.org/x/net/netutil"
)

// A Waiting answers at an address until an App does, whose start may take minutes where there is much to read: the
// process lives (/healthz), and is not ready (/readyz says why). Slack is asked to deliver later.
type Waiting struct {
	listener deadlined
	server   *http.Server
	why      atomic.Value // string
	ended    chan struct{}
}

// A deadlined is a listener whose Accept can be ended without closing it, as those of TCP are.
type deadlined interface{ SetDeadline(t time.Time) error }

// A lent is a listener that Close takes away from a server, but leaves open.
type lent struct {
	net.Listener
	deadlined
}

func (l lent) Close() error { return l.SetDeadline(time.Unix(1, 0)) }

// Wait begins to answer on a listener of TCP.
func Wait(l net.Listener, log *slog.Logger) (*Waiting, error) {
	d, ok := l.(deadlined)
	if !ok {
		return nil, errors.New("waiting for the start: the listener has no deadlines")
	}
	w := &Waiting{listener: d, ended: make(chan struct{})}
	w.Say("starting")
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { answerPlainly(w, http.StatusOK, "ok") })
	mux.HandleFunc("/", func(rw http.ResponseWriter, _ *http.Request) {
		answerPlainly(rw, http.StatusServiceUnavailable, w.why.Load().(string))
	})
	w.server = newServer(mux, log)
	go func() {
		defer close(w.ended)
		_ = w.server.Serve(netutil.LimitListener(lent{l, d}, maxConnections)) // it ends by End; an App meets what is wrong besides
	}()
	return w, nil
}

// Say has it say why there is nothing else to be had yet.
func (w *Waiting) Say(why string) { w.why.Store(why) }

// End ends it, and leaves the listener to others.
func (w *Waiting) End() error {
	ctx, cancel := context.WithTimeout(context.Background(), giveUpTime)
	defer cancel()
	if err := w.server.Shutdown(ctx); err != nil {
		w.server.Close()
	}
	<-w.ended
	return w.listener.SetDeadline(time.Time{})
}
