package main

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stackpick/stackpick/bot/slack/fakeslack"
)

// private is what only who asks, Slack and the store may know.
const private = "zanzibar"

// TestProcessKeepsSecretsAndQuestionsToItself has everything go wrong that makes programs quote what they received, and
// looks for secrets in the log, the metrics and the store, and for questions in the log.
func TestProcessKeepsSecretsAndQuestionsToItself(t *testing.T) {
	for way, environ := range ways {
		for _, level := range []string{"debug", "info"} {
			t.Run(way+"/"+level, func(t *testing.T) {
				t.Parallel() // it waits most of the time
				s, data := newSlack(t), t.TempDir()
				p := serveReady(t, s, environ(s, data, "STACKPICK_LOG="+level))
				urls := p.trouble()
				_, metrics := p.get("/metrics")
				if way == "http" {
					p.nonsense()
				}
				interrupt(p)
				log := p.log.String()
				for place, text := range map[string]string{"log": log, "metrics": metrics, "store": contents(t, data)} {
					if err := leaked(text); err != nil {
						t.Errorf("%s: %v", place, err)
					}
					for _, u := range urls {
						if strings.Contains(text, u) {
							t.Errorf("%s: holds the response URL %s", place, u)
						}
					}
				}
				if level == "info" && strings.Contains(log, private) {
					t.Errorf("a question is in the log:\n%s", log)
				}
				if !strings.Contains(log, "task put off") {
					t.Errorf("nothing went wrong:\n%s", log)
				}
			})
		}
	}
}

// trouble asks while Slack has one fault after the other, waits until all is answered nonetheless, and returns the
// paths of the response URLs.
func (p *served) trouble() (urls []string) {
	p.Helper()
	faults := []fakeslack.Fault{
		{Status: http.StatusInternalServerError}, {HTML: true}, {Cut: true}, {Cut: true, Done: true}, {Error: "internal_error"},
		{Status: http.StatusTooManyRequests}, {Error: "invalid_blocks"}, {Error: "is_archived"},
	}
	text := "Django or Node.js for " + private + "?"
	asked := 0
	ask := func(d fakeslack.Delivery) {
		p.deliver(d)
		asked++
		if u, err := url.Parse(d.ResponseURL); err == nil && u.Path != "" {
			urls = append(urls, u.Path[strings.LastIndexByte(u.Path, '/')+1:])
		}
	}
	for _, f := range faults {
		p.slack.Fail("response_url", f)
		ask(p.slack.Command(inGeneral, asker, text))
		p.slack.Fail("chat.postMessage", f)
		ask(p.slack.Mention(inGeneral, asker, text))
		ask(p.slack.DM(asker, text))
		p.slack.Fail("views.publish", f)
		p.deliver(p.slack.HomeOpened(asker, "home"))
	}
	for range 2 {
		p.slack.Fail("response_url", fakeslack.Fault{Error: "used_url"}, fakeslack.Fault{Error: "expired_url"})
	}
	ask(p.slack.Command(inGeneral, asker, text))
	p.until("all is answered", func() bool {
		_, body := p.get("/metrics")
		return len(p.slack.Messages()) >= asked && strings.Contains(body, "\nstackpick_queue_tasks 0\n")
	})
	return urls
}

// nonsense sends what is not of Slack's form, signed, and well-formed things that are not signed.
func (p *served) nonsense() {
	p.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	bodies := []string{"", "{", `{"type":"event_callback","event":{"text":"` + private + `"`, "payload=%7B" + private, strings.Repeat("[", 100_000)}
	for _, kind := range []string{fakeslack.Events, fakeslack.Commands, fakeslack.Interactions} {
		for _, body := range bodies {
			d := fakeslack.Delivery{Kind: kind, Body: []byte(body), ContentType: "application/x-www-form-urlencoded"}
			if ack, err := p.slack.Post(ctx, p.base, d); err != nil || ack.Status >= 500 {
				p.Errorf("%s %.20q: %d, %v", kind, body, ack.Status, err)
			}
		}
		forged := p.slack.Mention(inGeneral, asker, "Django or Node.js for "+private+"?")
		forged.Kind = kind
		ack, err := p.slack.Post(ctx, p.base, forged, func(r *http.Request) {
			r.Header.Set("X-Slack-Signature", fakeslack.Sign("not the secret", r.Header.Get("X-Slack-Request-Timestamp"), forged.Body))
		})
		if err != nil || ack.Status != http.StatusUnauthorized {
			p.Errorf("forged %s: %d, %v", kind, ack.Status, err)
		}
	}
}

// contents returns what stands in the files of a folder.
func contents(t *testing.T, folder string) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%v, %v", files, err)
	}
	var all bytes.Buffer
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(data)
	}
	return all.String()
}

// interrupt asks the program to end and waits until it has.
func interrupt(p *served) {
	p.Helper()
	if err := p.cmd.Process.Signal(os.Interrupt); err != nil {
		p.Fatal(err)
	}
	if code := p.exit(25 * time.Second); code != exitDone {
		p.Errorf("exit status %d, want 0:\n%s", code, &p.log)
	}
}
