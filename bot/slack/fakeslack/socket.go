package fakeslack

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	mathrand "math/rand/v2"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// Socket Mode: https://docs.slack.dev/apis/events-api/using-socket-mode.
const (
	maxSockets  = 10               // open at once
	maxResponse = 20 << 10         // bytes; a longer acknowledgement is dropped without a word
	pingEvery   = 3 * time.Second  // and once at the start
	writeWait   = 10 * time.Second // for a client that does not read
	lifeTime    = 3 * 3600         // seconds, as told in hello
)

// A switchboard holds the sockets of the app and the envelopes that wait for an acknowledgement.
type switchboard struct {
	server *Server

	mu      sync.Mutex
	opened  *sync.Cond // on mu: a socket has been opened
	random  *mathrand.Rand
	tickets map[string]bool
	open    []*socket
	waiting map[string]chan json.RawMessage // by envelope id: where the payload of its acknowledgement goes
	closed  bool
}

func newSwitchboard(s *Server, random *mathrand.Rand) *switchboard {
	b := &switchboard{
		server: s, random: random, tickets: map[string]bool{}, waiting: map[string]chan json.RawMessage{},
	}
	b.opened = sync.NewCond(&b.mu)
	return b
}

// A socket is one connection of the app.
type socket struct {
	ws   *websocket.Conn
	gone chan struct{} // closed when nothing more comes from it

	mu sync.Mutex // held while writing
}

// write sends a message as JSON.
func (c *socket) write(message answer) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	_ = c.ws.SetWriteDeadline(time.Now().Add(writeWait))
	return c.ws.WriteJSON(message)
}

// ticket returns a new URL to connect to, good for one connection.
func (b *switchboard) ticket() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	ticket := rand.Text()
	b.tickets[ticket] = true
	return b.server.url("ws", "/link/"+ticket+"?app_id="+b.server.cfg.AppID)
}

// serve takes a connection and reads its acknowledgements until it ends.
func (b *switchboard) serve(w http.ResponseWriter, r *http.Request) {
	b.mu.Lock()
	known := b.tickets[r.PathValue("ticket")]
	delete(b.tickets, r.PathValue("ticket"))
	b.mu.Unlock()
	if !known {
		http.NotFound(w, r)
		return
	}
	upgrader := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }} // clients name api.slack.com
	ws, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return // the upgrader has answered
	}
	defer ws.Close()
	c := &socket{ws: ws, gone: make(chan struct{})}
	if !b.welcome(c) {
		return
	}
	stop := make(chan struct{})
	var pinging sync.WaitGroup
	pinging.Go(func() { c.ping(stop) })
	b.listen(c)
	b.leave(c)
	close(c.gone)
	close(stop)
	pinging.Wait()
}

// welcome says hello and lets the socket take envelopes; one too many is told so and turned away.
func (b *switchboard) welcome(c *socket) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		return false
	}
	debug := answer{"host": "applink-1", "build_number": 1, "approximate_connection_time": lifeTime}
	if len(b.open) >= maxSockets {
		_ = c.write(answer{"type": "disconnect", "reason": "too_many_websockets", "debug_info": debug})
		return false
	}
	err := c.write(answer{
		"type": "hello", "num_connections": len(b.open) + 1, "debug_info": debug,
		"connection_info": answer{"app_id": b.server.cfg.AppID},
	})
	if err != nil {
		return false
	}
	b.open = append(b.open, c)
	b.opened.Broadcast()
	return true
}

// leave makes the socket take no more envelopes.
func (b *switchboard) leave(c *socket) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.open = slices.DeleteFunc(b.open, func(o *socket) bool { return o == c })
}

func (c *socket) ping(stop chan struct{}) {
	tick := time.NewTicker(pingEvery)
	defer tick.Stop()
	for {
		if c.ws.WriteControl(websocket.PingMessage, []byte("Ping from applink-1"), time.Now().Add(writeWait)) != nil {
			return
		}
		select {
		case <-tick.C:
		case <-stop:
			return
		}
	}
}

// listen reads acknowledgements until the connection ends.
func (b *switchboard) listen(c *socket) {
	for {
		_, data, err := c.ws.ReadMessage()
		if err != nil {
			return
		}
		var ack struct {
			EnvelopeID string          `json:"envelope_id"`
			Payload    json.RawMessage `json:"payload"`
		}
		if len(data) >= maxResponse || json.Unmarshal(data, &ack) != nil {
			continue
		}
		b.mu.Lock()
		if done := b.waiting[ack.EnvelopeID]; done != nil {
			done <- ack.Payload // has room for one
			delete(b.waiting, ack.EnvelopeID)
		}
		b.mu.Unlock()
	}
}

// pick returns any open socket, waiting for one if there is none.
func (b *switchboard) pick(ctx context.Context) (*socket, error) {
	stop := context.AfterFunc(ctx, func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.opened.Broadcast()
	})
	defer stop()
	b.mu.Lock()
	defer b.mu.Unlock()
	for len(b.open) == 0 {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("waiting for a socket: %w", err)
		}
		if b.closed {
			return nil, fmt.Errorf("waiting for a socket: %w", http.ErrServerClosed)
		}
		b.opened.Wait()
	}
	return b.open[b.random.IntN(len(b.open))], nil
}

// sockets returns those that are open now.
func (b *switchboard) sockets() []*socket {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.open)
}

// Connections returns how many sockets are open.
func (s *Server) Connections() int { return len(s.sockets.sockets()) }

// Disconnect tells every socket to disconnect and closes it; new ones may be opened meanwhile. Slack's reasons
// are warning, refresh_requested and link_disabled. It gives a warning some ten seconds ahead; here each reason
// leaves a second for the acknowledgements that are under way.
func (s *Server) Disconnect(reason string) {
	for _, c := range s.sockets.sockets() {
		s.sockets.leave(c)
		_ = c.write(answer{"type": "disconnect", "reason": reason, "debug_info": answer{"host": "applink-1"}})
		message := websocket.FormatCloseMessage(websocket.CloseNormalClosure, "")
		_ = c.ws.WriteControl(websocket.CloseMessage, message, time.Now().Add(writeWait))
		_ = c.ws.SetReadDeadline(time.Now().Add(time.Second))
	}
}

// Drop cuts every socket's connection without a word.
func (s *Server) Drop() {
	for _, c := range s.sockets.sockets() {
		_ = c.ws.NetConn().Close()
	}
}

// close ends every socket and whoever waits for one.
func (b *switchboard) close() {
	b.mu.Lock()
	b.closed = true
	b.opened.Broadcast()
	b.mu.Unlock()
	for _, c := range b.sockets() {
		_ = c.ws.Close()
	}
}
