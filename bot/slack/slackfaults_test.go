package slack

import (
	"fmt"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/stackpick/stackpick/bot/slack/fakeslack"
)

// quick is an App that does not wait long for Slack.
func quick(s *setting) {
	s.adjust = func(a *App) { a.api.http.Timeout = 200 * time.Millisecond }
}

func TestWhateverSlackDoesOnceTheQuestionEndsInOneMessage(t *testing.T) {
	for name, f := range map[string]fakeslack.Fault{
		"is down":                {Status: 503},
		"fails":                  {Error: "internal_error"},
		"answers with a page":    {HTML: true},
		"says nothing":           {Hang: true},
		"cuts the connection":    {Cut: true},
		"wants to be left alone": {Status: 429, RetryAfter: time.Second},
		"refuses the blocks":     {Error: "invalid_blocks"},
	} {
		for method, ask := range map[string]func(w *world) fakeslack.Delivery{
			"chat.postMessage": func(w *world) fakeslack.Delivery { return w.slack.Mention("C0GENERAL", asker, "who uses Django?") },
			"response_url":     func(w *world) fakeslack.Delivery { return w.slack.Command("C0ELSEWHERE", asker, "who uses Django?") },
		} {
			t.Run(method+" "+name, func(t *testing.T) {
				w := newWorld(t, quick)
				w.slack.Fail(method, f)
				if m := w.ask(ask(w)); !says(m, "Instagram") {
					t.Errorf("answered %s", m.Text)
				}
			})
		}
	}
}

func TestRetryAfterIsHonouredWhileOthersGoOn(t *testing.T) {
	w := newWorld(t)
	const wait = time.Second
	w.slack.Fail("chat.postMessage", fakeslack.Fault{Status: 429, RetryAfter: wait})
	w.deliver(w.slack.Mention("C0GENERAL", asker, "who uses Django?"))
	w.until("Slack has refused", func() bool { return len(w.slack.Calls("chat.postMessage")) == 1 })
	w.deliver(w.slack.DM("U0OTHER", "who uses Node?"))
	w.until("the other is answered", func() bool { return len(w.slack.Messages()) == 1 })
	if first := w.slack.Messages()[0]; first.Channel != w.slack.DMChannel("U0OTHER") {
		t.Errorf("the first answer is in %s", first.Channel)
	}
	w.settle()
	calls := w.slack.Calls("chat.postMessage")
	if gap := calls[len(calls)-1].At.Sub(calls[0].At); gap < wait {
		t.Errorf("tried again after %s, Slack asked for %s", gap, wait)
	}
}

func TestMessagesAreSentSoThatSlackParsesAndUnfoldsNothing(t *testing.T) {
	w := newWorld(t)
	w.ask(w.slack.Mention("C0GENERAL", asker, "who uses Django?"))
	w.ask(w.slack.Command("C0GENERAL", asker, "who uses Django?"))
	for _, method := range []string{"chat.postMessage", "response_url"} {
		for _, c := range w.slack.Calls(method) {
			if c.Form.Get("unfurl_links") != "false" || c.Form.Get("unfurl_media") != "false" || c.Form.Get("parse") != "none" {
				t.Errorf("%s: unfurl_links %q, unfurl_media %q, parse %q", method, c.Form.Get("unfurl_links"), c.Form.Get("unfurl_media"), c.Form.Get("parse"))
			}
			if c.Form.Has("link_names") || c.Form.Get("response_type") == "in_channel" {
				t.Errorf("%s: %v", method, c.Form)
			}
		}
	}
}

func TestSocketModeTakesInWhatTheLibraryCannotDecode(t *testing.T) {
	w := newWorld(t, withSocket)
	for name, event := range map[string]map[string]any{
		"an event that nobody has yet": {"type": "quantum_entangled", "user": asker},
		"a cell that nobody has yet": {"type": "app_mention", "user": asker, "channel": "C0GENERAL", "ts": "1700000000.000700", "text": "<@U0BOT> who uses Django?",
			"blocks": []any{map[string]any{"type": "table", "rows": []any{[]any{map[string]any{"type": "raw_hologram"}}}}}},
	} {
		if ack, err := w.bring(w.slack.Event(event)); err != nil || !ack.Acked || ack.Tries != 1 {
			t.Errorf("%s: %+v, %v", name, ack, err)
		}
	}
	if all := w.settle(); len(all) != 1 || !says(all[0], "Instagram") {
		t.Errorf("answered:\n%s", describe(all))
	}
}

func TestALostConnectionFailsReadinessAndIsMadeAnew(t *testing.T) {
	w := newWorld(t, withSocket)
	w.ask(w.slack.DM(asker, "who uses Django?"))
	w.slack.Drop()
	w.until("the loss is noticed", func() bool { return w.app.health.fault() != "" || w.slack.Connections() == sockets })
	w.until("connections are up again", func() bool { return w.app.health.fault() == "" && w.slack.Connections() == sockets })
	w.ask(w.slack.DM(asker, "who uses Node?"))
	w.slack.Disconnect("refresh_requested")
	w.ask(w.slack.DM(asker, "what is npm?"))
}

func TestADeadSocketEndsTheProgram(t *testing.T) {
	w := newWorld(t, withSocket, func(s *setting) { s.adjust = func(a *App) { a.deadAfter = 200 * time.Millisecond } })
	for range 40 {
		w.slack.Fail("apps.connections.open", fakeslack.Fault{Status: 503})
	}
	w.slack.Drop()
	select {
	case err := <-w.ended:
		if err == nil || !strings.Contains(err.Error(), "no Socket Mode connection") {
			t.Errorf("ended with %v", err)
		}
		w.ended <- nil
	case <-time.After(testWait):
		t.Fatal("still running without a connection")
	}
}

func TestSlowStrangersKeepNobodyFromBeingHeard(t *testing.T) {
	t.Parallel() // it waits most of the time
	w := newWorld(t)
	var slow []net.Conn
	for range 200 {
		c, err := net.Dial("tcp", strings.TrimPrefix(w.base, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		fmt.Fprint(c, "POST /slack/events HTTP/1.1\r\nHost: x\r\nX-Slow: ")
		slow = append(slow, c)
	}
	w.ask(w.slack.Mention("C0GENERAL", asker, "who uses Django?"))
	for _, c := range slow {
		c.SetReadDeadline(time.Now().Add(headerTimeout + bodyTimeout))
		if _, err := io.Copy(io.Discard, c); err != nil {
			t.Fatalf("a slow connection is still open: %v", err)
		}
	}
}
