package main

import (
	"bufio"
	"context"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stackpick/stackpick/bot/slack/fakeslack"
)

// ways are the two ways in which Slack reaches the program.
var ways = map[string]func(s *fakeslack.Server, data string, more ...string) []string{"http": overHTTP, "socket mode": bySocket}

func TestProcessAnswersOnEachSurfaceByBothWays(t *testing.T) {
	for name, environ := range ways {
		t.Run(name, func(t *testing.T) {
			s := newSlack(t)
			p := serveReady(t, s, environ(s, t.TempDir()))
			mention := s.Mention(inGeneral, asker, aQuestion)
			for n, d := range []fakeslack.Delivery{mention, s.Command("C0ELSEWHERE", asker, aQuestion), s.DM(asker, aQuestion)} {
				p.deliver(d)
				p.deliver(d) // again, as Slack does
				m := p.messages(n + 1)[n]
				if m.Channel != d.Channel || !strings.Contains(m.Text+string(m.Blocks), answersTo) {
					t.Errorf("answered in %s, asked in %s: %s", m.Channel, d.Channel, m.Text)
				}
			}
			press, err := s.BlockAction(s.Thread(inGeneral, mention.TS)[1], asker, "followup:0", "")
			if err != nil {
				t.Fatal(err)
			}
			p.deliver(press)
			if m := p.messages(4)[3]; m.Thread != mention.TS {
				t.Errorf("the follow-up was answered in %s, thread %q", m.Channel, m.Thread)
			}
			p.checkMetrics(map[string]string{
				`stackpick_questions_total{surface="mention",outcome="recommendation"}`: "1",
				`stackpick_questions_total{surface="command",outcome="recommendation"}`: "1",
				`stackpick_questions_total{surface="dm",outcome="recommendation"}`:      "1",
				`stackpick_deliveries_total{result="accepted"}`:                         "4",
				`stackpick_deliveries_total{result="duplicate"}`:                        "3",
			})
			if got := len(s.Messages()); got != 4 {
				t.Errorf("%d messages, want 4", got)
			}
		})
	}
}

// A sample is one line of Prometheus' text format: https://prometheus.io/docs/instrumenting/exposition_formats.
var sample = regexp.MustCompile(`^[a-zA-Z_:][\w:]*(\{\w+="[^"\\]*"(, ?\w+="[^"\\]*")*\})? ([-+]?[0-9.]+([eE][-+]?\d+)?|[-+]Inf|NaN)$`)

// checkMetrics checks that the metrics have the form that Prometheus reads, hold no secret, and come to have values.
func (p *served) checkMetrics(want map[string]string) {
	p.Helper()
	var body string
	for series, value := range want {
		p.until(series+" is "+value, func() bool {
			_, body = p.get("/metrics")
			return strings.Contains(body, series+" "+value+"\n")
		})
	}
	for lines := bufio.NewScanner(strings.NewReader(body)); lines.Scan(); {
		if line := lines.Text(); !strings.HasPrefix(line, "#") && !sample.MatchString(line) {
			p.Errorf("no sample of a metric: %q", line)
		}
	}
	for _, name := range []string{
		"stackpick_questions_total", "stackpick_answer_seconds_bucket", "stackpick_own_seconds_bucket", "stackpick_ack_seconds_bucket",
		"stackpick_deliveries_total", "stackpick_queue_tasks", "stackpick_last_envelope_age_seconds", "stackpick_socket_connections",
		"process_resident_memory_bytes",
	} {
		if !strings.Contains(body, "\n"+name) && !strings.HasPrefix(body, name) {
			p.Errorf("the metrics lack %s", name)
		}
	}
	if err := leaked(body); err != nil {
		p.Error(err)
	}
}

func TestProcessTellsItsHealth(t *testing.T) {
	for name, environ := range ways {
		t.Run(name, func(t *testing.T) {
			s := newSlack(t)
			p := serveReady(t, s, environ(s, t.TempDir()))
			for path, want := range map[string]string{"/healthz": "ok", "/readyz": "ready"} {
				p.until(path+" says "+want, func() bool { // the program learns a little later than Slack that a socket is up
					status, body := p.get(path)
					return status == http.StatusOK && body == want
				})
			}
			for path, want := range map[string]int{"/": 404, "/debug/pprof/": 404, "/slack/events": map[string]int{"http": 405, "socket mode": 404}[name]} {
				if status, _ := p.get(path); status != want {
					t.Errorf("GET %s: %d, want %d", path, status, want)
				}
			}
		})
	}
}

func TestProcessIsNotReadyWithoutASocket(t *testing.T) {
	s := newSlack(t)
	refused := make([]fakeslack.Fault, 1000)
	for i := range refused {
		refused[i] = fakeslack.Fault{Status: http.StatusServiceUnavailable}
	}
	s.Fail("apps.connections.open", refused...)
	p := serve(t, s, bySocket(s, t.TempDir()))
	p.logged(`msg=ready\b`)
	p.base = p.address()
	if status, body := p.get("/readyz"); status != http.StatusServiceUnavailable || !strings.Contains(body, "Socket Mode") {
		t.Errorf("/readyz: %d %q, want 503 and why", status, body)
	}
	if status, _ := p.get("/healthz"); status != http.StatusOK {
		t.Errorf("/healthz: %d, want 200", status)
	}
}

func TestProcessIsReadyOnlyOnceSlackKnowsIt(t *testing.T) {
	s := newSlack(t)
	s.Fail("auth.test", fakeslack.Fault{Status: http.StatusServiceUnavailable}, fakeslack.Fault{HTML: true})
	p := serve(t, s, overHTTP(s, t.TempDir()))
	p.logged(`msg="slack not reached" try=2`)
	if strings.Contains(p.log.String(), "msg=ready") {
		t.Error("ready before Slack answered")
	}
	p.ready()
	p.deliver(s.Mention(inGeneral, asker, aQuestion))
	p.messages(1)
}

func TestProcessRefusesWhatItCannotServe(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	notes := filepath.Join(t.TempDir(), "notes")
	if err := os.WriteFile(notes, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		faults    map[string]fakeslack.Fault
		more      []string
		says, fix string
	}{
		"an address in use":            {more: []string{"STACKPICK_LISTEN=" + taken.Addr().String()}, says: "address already in use", fix: "STACKPICK_LISTEN"},
		"an address of others":         {more: []string{"STACKPICK_LISTEN=192.0.2.1:0"}, says: "listening at 192.0.2.1:0", fix: "STACKPICK_LISTEN"},
		"a file for a folder":          {more: []string{"STACKPICK_DATA=" + notes}, says: notes, fix: "STACKPICK_DATA"},
		"a token of nobody":            {faults: map[string]fakeslack.Fault{"auth.test": {Error: "invalid_auth"}}, says: "auth.test: invalid_auth", fix: "into SLACK_BOT_TOKEN"},
		"a token taken back":           {faults: map[string]fakeslack.Fault{"auth.test": {Error: "token_revoked"}}, says: "auth.test: token_revoked", fix: "into SLACK_BOT_TOKEN"},
		"an account switched off":      {faults: map[string]fakeslack.Fault{"auth.test": {Error: "account_inactive"}}, says: "auth.test: account_inactive", fix: "into SLACK_BOT_TOKEN"},
		"an address without Slack":     {faults: map[string]fakeslack.Fault{"auth.test": {Status: http.StatusNotFound}}, says: "http_404", fix: "unset SLACK_API_URL"},
		"an app token without scope":   {faults: map[string]fakeslack.Fault{"apps.connections.open": {Error: "missing_scope"}}, says: "missing_scope", fix: "connections:write"},
		"an app token of another kind": {faults: map[string]fakeslack.Fault{"apps.connections.open": {Error: "not_allowed_token_type"}}, says: "not_allowed_token_type", fix: "into SLACK_APP_TOKEN"},
		"an app token of nobody":       {faults: map[string]fakeslack.Fault{"apps.connections.open": {Error: "invalid_auth"}}, says: "invalid_auth", fix: "into SLACK_APP_TOKEN"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSlack(t)
			environ := overHTTP
			for method, fault := range c.faults {
				s.Fail(method, fault, fault)
				if method == "apps.connections.open" {
					environ = bySocket
				}
			}
			refusal(t, s, environ(s, t.TempDir(), c.more...), patience, c.says, c.fix)
		})
	}
}

func TestProcessGivesUpOnASlackThatCannotBeReached(t *testing.T) {
	t.Parallel() // it tries for half a minute
	s := newSlack(t)
	s.Close()
	refusal(t, s, overHTTP(s, t.TempDir()), time.Minute, "auth.test: unreachable", "HTTPS_PROXY")
}

func TestProcessLeavesAFolderInUseAlone(t *testing.T) {
	s := newSlack(t)
	data, begun := t.TempDir(), time.Now()
	first := serveReady(t, s, overHTTP(s, data))
	usual := time.Since(begun)
	refusal(t, s, overHTTP(s, data), usual+time.Second, "in use", "STACKPICK_DATA")
	first.deliver(s.Mention(inGeneral, asker, aQuestion))
	first.messages(1)
	first.kill()
	next := serveReady(t, s, overHTTP(s, data)) // the lock goes with the process
	next.deliver(s.Mention(inGeneral, asker, aQuestion))
	next.messages(2)
}

func TestProcessEndsWhenItsTokenIsTakenBack(t *testing.T) {
	for name, fault := range map[string]string{"while posting": "token_revoked", "by an event": ""} {
		t.Run(name, func(t *testing.T) {
			s := newSlack(t)
			p := serveReady(t, s, overHTTP(s, t.TempDir()))
			d := s.TokensRevoked()
			if fault != "" {
				s.Fail("chat.postMessage", fakeslack.Fault{Error: fault})
				d = s.Mention(inGeneral, asker, aQuestion)
			}
			ctx, cancel := context.WithTimeout(t.Context(), patience)
			defer cancel()
			if ack, err := s.Post(ctx, p.base, d); err != nil || !ack.Acked {
				t.Fatalf("%+v, %v", ack, err)
			}
			if code := p.exit(patience); code != exitFailed || !strings.Contains(p.log.String(), "SLACK_BOT_TOKEN") {
				t.Errorf("exit status %d, want 1 and what to do:\n%s", code, &p.log)
			}
		})
	}
}
