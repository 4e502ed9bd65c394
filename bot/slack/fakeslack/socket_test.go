package fakeslack

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// A client is the app's end of a socket.
type client struct {
	t  *testing.T
	ws *websocket.Conn
}

type envelope struct {
	EnvelopeID   string         `json:"envelope_id"`
	Type         string         `json:"type"`
	Reason       string         `json:"reason"`
	Connections  int            `json:"num_connections"`
	RetryAttempt int            `json:"retry_attempt"`
	RetryReason  string         `json:"retry_reason"`
	Accepts      bool           `json:"accepts_response_payload"`
	Payload      map[string]any `json:"payload"`
}

func socketURL(t *testing.T, s *Server) string {
	t.Helper()
	return call(t, s, "apps.connections.open", "token", s.Config().AppToken).want("").text("url")
}

// dial opens a socket and reads its hello, unless the server turns it away.
func dial(t *testing.T, s *Server) (*client, envelope) {
	t.Helper()
	ws, _, err := websocket.DefaultDialer.Dial(socketURL(t, s), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ws.Close() })
	c := &client{t: t, ws: ws}
	return c, c.read()
}

func (c *client) read() envelope {
	c.t.Helper()
	_ = c.ws.SetReadDeadline(time.Now().Add(20 * time.Second))
	var e envelope
	if err := c.ws.ReadJSON(&e); err != nil {
		c.t.Errorf("reading from the socket: %v", err)
	}
	return e
}

func (c *client) ack(e envelope, payload any) {
	c.t.Helper()
	message := map[string]any{"envelope_id": e.EnvelopeID}
	if payload != nil {
		message["payload"] = payload
	}
	if err := c.ws.WriteJSON(message); err != nil {
		c.t.Errorf("acknowledging: %v", err)
	}
}

type sent struct {
	ack Ack
	err error
}

// send sends in the background.
func send(ctx context.Context, s *Server, d Delivery) chan sent {
	done := make(chan sent, 1)
	go func() {
		ack, err := s.Send(ctx, d)
		done <- sent{ack, err}
	}()
	return done
}

func TestASocketSaysHelloAndTakesAcknowledgements(t *testing.T) {
	s := start(t, Config{})
	c, hello := dial(t, s)
	if hello.Type != "hello" || hello.Connections != 1 {
		t.Errorf("got %+v", hello)
	}
	d := s.Mention("CIN", "U1", "x")
	done := send(deadline(t), s, d)
	e := c.read()
	if e.Type != "events_api" || e.Payload["event_id"] != d.EventID || e.Accepts || e.RetryAttempt != 0 {
		t.Errorf("got %+v", e)
	}
	c.ack(envelope{EnvelopeID: "another"}, nil)
	select {
	case r := <-done:
		t.Fatalf("acknowledged by another envelope's id: %+v", r)
	default:
	}
	c.ack(e, nil)
	if r := <-done; r.err != nil || !r.ack.Acked || r.ack.Tries != 1 || r.ack.Took <= 0 {
		t.Errorf("got %+v", r)
	}
}

func TestATicketIsGoodForOneSocket(t *testing.T) {
	s := start(t, Config{})
	url := socketURL(t, s)
	origin := http.Header{"Origin": {"https://api.slack.com"}} // some clients send it
	ws, _, err := websocket.DefaultDialer.Dial(url, origin)
	if err != nil {
		t.Fatal(err)
	}
	defer ws.Close()
	if _, resp, err := websocket.DefaultDialer.Dial(url, origin); err == nil || resp.StatusCode != http.StatusNotFound {
		t.Errorf("used twice: %v, %v", resp, err)
	}
}

func TestTheEleventhSocketIsTurnedAway(t *testing.T) {
	s := start(t, Config{})
	for i := range maxSockets {
		if _, hello := dial(t, s); hello.Connections != i+1 {
			t.Errorf("socket %d says there are %d", i+1, hello.Connections)
		}
	}
	if _, e := dial(t, s); e.Type != "disconnect" || e.Reason != "too_many_websockets" {
		t.Errorf("got %+v", e)
	}
	if s.Connections() != maxSockets {
		t.Errorf("%d sockets are open", s.Connections())
	}
}

func TestEnvelopesGoToAnySocket(t *testing.T) {
	s := start(t, Config{Seed: 1})
	got := make(chan int)
	for i := range 3 {
		c, _ := dial(t, s)
		go func() {
			for {
				var e envelope
				if c.ws.ReadJSON(&e) != nil {
					return
				}
				_ = c.ws.WriteJSON(map[string]any{"envelope_id": e.EnvelopeID})
				got <- i
			}
		}()
	}
	count := map[int]int{}
	for range 60 {
		done := send(deadline(t), s, s.Mention("CIN", "U1", "x"))
		count[<-got]++
		if r := <-done; !r.ack.Acked {
			t.Fatalf("got %+v", r)
		}
	}
	if len(count) != 3 {
		t.Errorf("the envelopes went to %v", count)
	}
}

func TestCommandsAndClicksTakeAnAnswerInTheirAcknowledgement(t *testing.T) {
	s := start(t, Config{})
	c, _ := dial(t, s)
	for _, payload := range []any{fields{"text": "Searching."}, "Searching."} {
		done := send(deadline(t), s, s.Command("COUT", "U1", "Django?"))
		e := c.read()
		if e.Type != "slash_commands" || !e.Accepts || e.Payload["text"] != "Django?" || e.Payload["trigger_id"] == nil {
			t.Errorf("got %+v", e)
		}
		c.ack(e, payload)
		if r := <-done; r.err != nil || !r.ack.Acked {
			t.Errorf("got %+v", r)
		}
	}
	ms := s.Messages()
	if len(ms) != 2 || ms[0].Text != "Searching." || ms[1].Text != "Searching." || ms[0].By != "ack" || ms[0].To != "U1" {
		t.Errorf("posted %+v", ms)
	}
	call(t, s, "chat.postMessage", "channel", "CIN", "text", "x", "blocks", controls).want("")
	click, err := s.BlockAction(s.Messages()[2], "U1", "ask", "")
	if err != nil {
		t.Fatal(err)
	}
	done := send(deadline(t), s, click)
	e := c.read()
	if e.Type != "interactive" || e.Payload["type"] != "block_actions" {
		t.Errorf("got %+v", e)
	}
	c.ack(e, nil)
	<-done
}

func TestALongAcknowledgementIsDropped(t *testing.T) {
	s := start(t, hurried())
	c, _ := dial(t, s)
	done := send(deadline(t), s, s.Command("CIN", "U1", "x"))
	e := c.read()
	c.ack(e, fields{"text": strings.Repeat("x", maxResponse)})
	e = c.read()
	if e.RetryAttempt != 1 || e.RetryReason != "timeout" {
		t.Errorf("got %+v", e)
	}
	c.ack(e, fields{"text": strings.Repeat("x", maxResponse/2)})
	if r := <-done; r.err != nil || !r.ack.Acked || r.ack.Tries != 2 || len(s.Messages()) != 1 {
		t.Errorf("got %+v and %d messages", r, len(s.Messages()))
	}
}

func TestAnEnvelopeIsSentAtMostFourTimes(t *testing.T) {
	s := start(t, hurried())
	c, _ := dial(t, s)
	done := send(deadline(t), s, s.Mention("CIN", "U1", "x"))
	var tries []string
	for range 4 {
		e := c.read()
		tries = append(tries, fmt.Sprint(e.RetryAttempt, e.RetryReason))
	}
	if r := <-done; r.err != nil || r.ack.Acked || r.ack.Tries != 4 {
		t.Errorf("got %+v", r)
	}
	if got := strings.Join(tries, " "); got != "0 1timeout 2timeout 3timeout" {
		t.Errorf("the tries were %q", got)
	}
}

func TestAnEnvelopeWaitsForASocket(t *testing.T) {
	s := start(t, Config{})
	ctx, cancel := context.WithCancel(t.Context())
	lost := send(ctx, s, s.Mention("CIN", "U1", "nobody comes"))
	cancel()
	if r := <-lost; r.err == nil {
		t.Errorf("got %+v", r)
	}
	done := send(deadline(t), s, s.Mention("CIN", "U1", "x"))
	c, _ := dial(t, s)
	c.ack(c.read(), nil)
	if r := <-done; r.err != nil || !r.ack.Acked || r.ack.Tries != 1 {
		t.Errorf("got %+v", r)
	}
}

func TestWhatALostSocketDidNotAcknowledgeGoesToAnother(t *testing.T) {
	for name, lose := range map[string]func(*Server, *client){
		"the app dies":       func(_ *Server, c *client) { c.ws.NetConn().Close() },
		"the line is cut":    func(s *Server, _ *client) { s.Drop() },
		"Slack says goodbye": func(s *Server, c *client) { s.Disconnect("refresh_requested"); c.ws.Close() },
	} {
		t.Run(name, func(t *testing.T) {
			s := start(t, Config{})
			c, _ := dial(t, s)
			d := s.Mention("CIN", "U1", "x")
			done := send(deadline(t), s, d)
			first := c.read()
			lose(s, c)
			other, _ := dial(t, s)
			again := other.read()
			if again.Payload["event_id"] != d.EventID || again.RetryAttempt != 1 || again.RetryReason != "connection_failed" || first.RetryAttempt != 0 {
				t.Errorf("first %+v, then %+v", first, again)
			}
			other.ack(again, nil)
			if r := <-done; r.err != nil || !r.ack.Acked || r.ack.Tries != 2 {
				t.Errorf("got %+v", r)
			}
		})
	}
}

func TestDisconnectSaysWhyAndCloses(t *testing.T) {
	s := start(t, Config{})
	c, _ := dial(t, s)
	done := send(deadline(t), s, s.Mention("CIN", "U1", "x"))
	e := c.read()
	s.Disconnect("warning")
	if got := c.read(); got.Type != "disconnect" || got.Reason != "warning" {
		t.Errorf("got %+v", got)
	}
	if s.Connections() != 0 {
		t.Error("the socket still takes envelopes")
	}
	c.ack(e, nil)
	if r := <-done; !r.ack.Acked || r.ack.Tries != 1 {
		t.Errorf("an acknowledgement under way is lost: %+v", r)
	}
	var closed *websocket.CloseError
	if _, _, err := c.ws.ReadMessage(); !asClose(err, &closed) || closed.Code != websocket.CloseNormalClosure {
		t.Errorf("the socket ended with %v", err)
	}
}

func asClose(err error, target **websocket.CloseError) bool {
	var ok bool
	*target, ok = err.(*websocket.CloseError)
	return ok
}

func TestASocketIsPinged(t *testing.T) {
	s := start(t, Config{})
	ws, _, err := websocket.DefaultDialer.Dial(socketURL(t, s), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer ws.Close()
	pinged := make(chan string, 8)
	ws.SetPingHandler(func(data string) error { pinged <- data; return nil })
	go func() {
		for {
			var e json.RawMessage
			if ws.ReadJSON(&e) != nil {
				return
			}
		}
	}()
	select {
	case data := <-pinged:
		if !strings.HasPrefix(data, "Ping from") {
			t.Errorf("got %q", data)
		}
	case <-deadline(t).Done():
		t.Error("no ping came")
	}
}
