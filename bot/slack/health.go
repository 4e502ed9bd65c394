package slack

import (
	"sync/atomic"
	"time"
)

// health is what readiness and its metrics are made of.
type health struct {
	ready    atomic.Bool  // the App runs and takes in
	socket   atomic.Bool  // Socket Mode is used: without a connection nobody can reach us
	sockets  atomic.Int32 // connections that are up
	envelope atomic.Int64 // when Slack last delivered anything, in Unix nanoseconds
	store    atomic.Bool  // the last write to the store failed
}

func (h *health) begin(now time.Time) { h.envelope.Store(now.UnixNano()) }

// fault returns why the App is not ready, "" when it is.
func (h *health) fault() string {
	switch {
	case !h.ready.Load():
		return "not running"
	case h.socket.Load() && h.sockets.Load() == 0:
		return "no Socket Mode connection is up"
	case h.store.Load():
		return "the store does not take writes"
	default:
		return ""
	}
}

func (a *App) watchGauges() {
	a.watchKnowledge()
	for name, value := range a.cfg.Gauges {
		a.metrics.gauge(name, value)
	}
	a.metrics.gauge("stackpick_queue_tasks", func() float64 { return float64(a.queue.len()) })
	a.metrics.gauge("stackpick_socket_connections", func() float64 { return float64(a.health.sockets.Load()) })
	a.metrics.gauge("stackpick_last_envelope_age_seconds", func() float64 {
		return a.now().Sub(time.Unix(0, a.health.envelope.Load())).Seconds()
	})
}
