package fakeslack

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

// TestASignatureIsSlacksOwn uses the example of
// https://docs.slack.dev/authentication/verifying-requests-from-slack.
func TestASignatureIsSlacksOwn(t *testing.T) {
	body := "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar" +
		"&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com" +
		"%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
	const want = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
	if got := Sign("8f742231b10e8888abcd99yyyzzz85a5", "1531420618", []byte(body)); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// app is an app's HTTP server; it is called with each verified request.
func app(t *testing.T, s *Server, handle func(w http.ResponseWriter, r *http.Request, body []byte)) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return
		}
		want := Sign(s.Config().SigningSecret, r.Header.Get("X-Slack-Request-Timestamp"), body)
		if r.Header.Get("X-Slack-Signature") != want {
			http.Error(w, "not from Slack", http.StatusUnauthorized)
			return
		}
		handle(w, r, body)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

func TestADeliveryIsSignedAndPostedToItsPath(t *testing.T) {
	s := start(t, Config{})
	var path, kind string
	base := app(t, s, func(w http.ResponseWriter, r *http.Request, body []byte) {
		path, kind = r.URL.Path, r.Header.Get("Content-Type")
		fmt.Fprintf(w, "%d bytes", len(body))
	})
	d := s.Mention("CIN", "U1", "x")
	ack, err := s.Post(t.Context(), base, d)
	if err != nil || !ack.Acked || ack.Status != 200 || string(ack.Body) != fmt.Sprintf("%d bytes", len(d.Body)) || ack.Took <= 0 {
		t.Errorf("got %+v, %v", ack, err)
	}
	if path != "/slack/events" || kind != "application/json" {
		t.Errorf("posted %s to %s", kind, path)
	}
	if _, err = s.Post(t.Context(), base+"/", s.Command("CIN", "U1", "x")); err != nil || path != "/slack/commands" || kind != "application/x-www-form-urlencoded" {
		t.Errorf("posted %s to %s: %v", kind, path, err)
	}
	ack, err = s.Post(t.Context(), base, d, func(r *http.Request) { r.Header.Del("X-Slack-Signature") })
	if err != nil || ack.Acked || ack.Status != http.StatusUnauthorized {
		t.Errorf("without a signature: %+v, %v", ack, err)
	}
}

// hurried makes Slack impatient, so that nobody has to wait for it.
func hurried() Config { return Config{AckTimeout: 300 * time.Millisecond, RetryScale: 1e-6} }

func TestAnEventIsDeliveredAgainUntilItIsAcknowledged(t *testing.T) {
	s := start(t, hurried())
	var seen []string
	answers := []func(w http.ResponseWriter, r *http.Request){
		func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) },
		func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
		func(w http.ResponseWriter, _ *http.Request) {
			conn, _, _ := http.NewResponseController(w).Hijack()
			conn.Close()
		},
		func(w http.ResponseWriter, _ *http.Request) {},
	}
	base := app(t, s, func(w http.ResponseWriter, r *http.Request, _ []byte) {
		seen = append(seen, r.Header.Get("X-Slack-Retry-Num")+r.Header.Get("X-Slack-Retry-Reason"))
		answers[len(seen)-1](w, r)
	})
	ack, err := s.Deliver(deadline(t), base, s.Mention("CIN", "U1", "x"))
	if err != nil || !ack.Acked || ack.Tries != 4 {
		t.Errorf("got %+v, %v", ack, err)
	}
	if got := fmt.Sprint(seen); got != "[ 1http_error 2http_timeout 3connection_failed]" {
		t.Errorf("the tries were %s", got)
	}
}

func TestDeliveringEnds(t *testing.T) {
	for name, c := range map[string]struct {
		command, noRetry bool
		tries            int
	}{
		"after three more tries": {tries: 4}, "when the app asks for it": {noRetry: true, tries: 1},
		"at once for a command": {command: true, tries: 1},
	} {
		t.Run(name, func(t *testing.T) {
			s := start(t, hurried())
			tries := 0
			base := app(t, s, func(w http.ResponseWriter, _ *http.Request, _ []byte) {
				tries++
				if c.noRetry {
					w.Header().Set("X-Slack-No-Retry", "1")
				}
				w.WriteHeader(http.StatusServiceUnavailable)
			})
			d := s.Mention("CIN", "U1", "x")
			if c.command {
				d = s.Command("CIN", "U1", "x")
			}
			ack, err := s.Deliver(deadline(t), base, d)
			if err != nil || ack.Acked || ack.Tries != c.tries || tries != c.tries || ack.Status != 503 {
				t.Errorf("%d tries, %+v, %v; want %d", tries, ack, err, c.tries)
			}
		})
	}
}

func TestADeadAppIsAnErrorAndWaitingForItEndsWithTheContext(t *testing.T) {
	s := start(t, Config{AckTimeout: time.Second})
	server := httptest.NewServer(http.NotFoundHandler())
	server.Close()
	d := s.Mention("CIN", "U1", "x")
	if _, err := s.Post(t.Context(), server.URL, d); err == nil {
		t.Error("posting to nobody is no error")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := s.Deliver(ctx, server.URL, d); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
}

func TestTheAnswerToACommandIsAMessage(t *testing.T) {
	s := start(t, Config{})
	for answer, want := range map[string]Message{
		"":                               {},
		`{"response_type":"in_channel"}`: {},
		"Searching.":                     {Text: "Searching.", To: "U1", Ephemeral: true},
		`{"text":"Here.","response_type":"in_channel"}`: {Text: "Here."},
	} {
		before := len(s.Messages())
		base := app(t, s, func(w http.ResponseWriter, _ *http.Request, _ []byte) { _, _ = io.WriteString(w, answer) })
		if _, err := s.Post(t.Context(), base, s.Command("COUT", "U1", "x")); err != nil {
			t.Fatal(err)
		}
		ms := s.Messages()[before:]
		switch {
		case want.Text == "" && len(ms) == 0:
		case len(ms) != 1 || ms[0].Text != want.Text || ms[0].To != want.To || ms[0].Ephemeral != want.Ephemeral || ms[0].By != "ack":
			t.Errorf("%q made %+v, want %+v", answer, ms, want)
		}
	}
	base := app(t, s, func(w http.ResponseWriter, _ *http.Request, _ []byte) {
		_, _ = io.WriteString(w, `{"blocks":[{"type":"layout"}]}`)
	})
	if _, err := s.Post(t.Context(), base, s.Command("COUT", "U1", "x")); err == nil {
		t.Error("an answer with invalid blocks is no error")
	}
}

func TestTheAnswerToASubmissionMayShowAnotherView(t *testing.T) {
	s := start(t, Config{})
	call(t, s, "views.open", "trigger_id", s.Command("CIN", "U1", "x").TriggerID, "view", form).want("")
	v := s.Views()[0]
	d, err := s.ViewSubmission(v, map[string]string{"reason": "wrong"})
	if err != nil {
		t.Fatal(err)
	}
	thanks := `{"type":"modal","title":{"type":"plain_text","text":"Thanks"},"blocks":[]}`
	for answer, ok := range map[string]bool{
		"": true, `{"response_action":"clear"}`: true, `{"response_action":"errors","errors":{"b1":"no"}}`: true,
		`{"response_action":"errors"}`: false, `{"response_action":"dance"}`: false, `{"response_action":"update","view":{}}`: false, "thanks": false,
		`{"response_action":"update","view":` + thanks + `}`: true,
	} {
		base := app(t, s, func(w http.ResponseWriter, _ *http.Request, _ []byte) { _, _ = io.WriteString(w, answer) })
		if _, err := s.Post(t.Context(), base, d); (err == nil) != ok {
			t.Errorf("%q: %v", answer, err)
		}
	}
	if views := s.Views(); len(views) != 2 || views[1].ID != v.ID || views[1].User != "U1" {
		t.Errorf("shown: %+v", views)
	}
}

func TestATriggerLivesFromItsFirstDelivery(t *testing.T) {
	var c clock
	s := start(t, Config{Now: c.now})
	base := app(t, s, func(http.ResponseWriter, *http.Request, []byte) {})
	for tries, want := range map[int]string{1: "", 2: "trigger_expired"} {
		d := s.Command("CIN", "U1", "x")
		c.advance(time.Minute)
		for range tries {
			if _, err := s.Post(t.Context(), base, d); err != nil {
				t.Fatal(err)
			}
			c.advance(2 * time.Second)
		}
		call(t, s, "views.open", "trigger_id", d.TriggerID, "view", form).want(want)
	}
}
