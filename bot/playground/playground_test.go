package playground

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stackpick/stackpick/bot/living"
	"github.com/stackpick/stackpick/bot/slack"
	"github.com/stackpick/stackpick/bot/store"
	"github.com/stackpick/stackpick/knowledge"
)

// patience is how long anything may take before a test fails.
const patience = 20 * time.Second

// A visit is a running playground and what a browser has been told by it.
type visit struct {
	testing.TB
	base   string
	events chan delta
	news   chan struct{} // the knowledge has changed
}

// visitTo starts a playground that ends with the test, and listens to it. Without paths it has the built-in knowledge.
func visitTo(t testing.TB, paths ...string) *visit {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended, cfg := make(chan error, 1), configFor(t, paths...)
	go func() { ended <- Serve(ctx, l, cfg) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	v := &visit{TB: t, base: "http://" + l.Addr().String(), events: make(chan delta, 1000), news: make(chan struct{}, 10)}
	v.listen()
	return v
}

// configFor is what a playground needs. It is closed with the test.
func configFor(t testing.TB, paths ...string) Config {
	t.Helper()
	kept, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "store.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kept.Close() })
	log := slog.New(slog.DiscardHandler)
	source := knowledge.Source{Paths: paths, Builtin: len(paths) == 0}
	answers, err := living.Open(t.Context(), living.Config{Source: source, Version: "test", Log: log})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(answers.Close)
	return Config{Bot: answers, Files: len(paths) > 0, Store: kept, Version: "test", Log: log,
		Knowledge: func() slack.Knowledge { return slack.Knowledge{Hash: answers.Status().Library.Hash} }}
}

// listen reads the stream of events until it ends.
func (v *visit) listen() {
	v.Helper()
	resp, err := http.Get(v.base + "/api/events")
	if err != nil {
		v.Fatal(err)
	}
	if got := resp.Header.Get("Content-Type"); got != "text/event-stream" {
		v.Fatalf("a stream of %q", got)
	}
	v.Cleanup(func() { resp.Body.Close() })
	go func() {
		lines := bufio.NewScanner(resp.Body)
		lines.Buffer(nil, 1<<22)
		event := ""
		for lines.Scan() {
			if name, ok := strings.CutPrefix(lines.Text(), "event: "); ok {
				event = name
			}
			data, ok := strings.CutPrefix(lines.Text(), "data: ")
			switch {
			case ok && event == "knowledge":
				v.news <- struct{}{}
			case ok && event == "delta":
				var d delta
				if json.Unmarshal([]byte(data), &d) == nil {
					v.events <- d
				}
			}
		}
	}()
}

// post sends JSON and decodes what comes back. It returns the status.
func (v *visit) post(path string, in, out any) int {
	v.Helper()
	data, err := json.Marshal(in)
	if err != nil {
		v.Fatal(err)
	}
	resp, err := http.Post(v.base+"/api/"+path, "application/json", bytes.NewReader(data))
	if err != nil {
		v.Fatal(err)
	}
	return v.read(resp, out)
}

func (v *visit) get(path string, out any) int {
	v.Helper()
	resp, err := http.Get(v.base + "/api/" + path)
	if err != nil {
		v.Fatal(err)
	}
	return v.read(resp, out)
}

func (v *visit) read(resp *http.Response, out any) int {
	v.Helper()
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		v.Fatal(err)
	}
	if err := json.Unmarshal(body, out); err != nil {
		v.Fatalf("%v in %.200s", err, body)
	}
	return resp.StatusCode
}

// until waits for an event that fits.
func (v *visit) until(what string, fits func(d delta) bool) delta {
	v.Helper()
	limit := time.After(patience)
	for {
		select {
		case d := <-v.events:
			if fits(d) {
				return d
			}
		case <-limit:
			v.Fatalf("still not so: %s", what)
		}
	}
}

// reply waits for a message of the bot.
func (v *visit) reply() message {
	v.Helper()
	var found message
	v.until("the bot has answered", func(d delta) bool {
		for _, m := range d.Messages {
			if m.Bot && !m.Deleted {
				found = m
				return true
			}
		}
		return false
	})
	return found
}

// write makes a file of a knowledge folder.
func write(t testing.TB, folder, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestAMentionIsAnsweredInItsThread(t *testing.T) {
	v := visitTo(t)
	var sent said
	if status := v.post("say", saying{Channel: channel, Text: "@stackpick Django or Node.js for a fintech MVP?"}, &sent); status != http.StatusOK {
		t.Fatalf("status %d", status)
	}
	m := v.reply()
	if m.Channel != channel || m.Thread != sent.TS || m.Ephemeral || !strings.Contains(string(m.Blocks), `"text":"Django"`) {
		t.Errorf("answered %+v", m)
	}
}

func TestACommandIsAnsweredPrivatelyAndCanBeShared(t *testing.T) {
	v := visitTo(t)
	v.post("say", saying{Channel: channel, Text: "/stackpick Django or Node.js for a fintech MVP?"}, &said{})
	private := v.reply()
	if !private.Ephemeral || private.Thread != "" {
		t.Fatalf("answered %+v", private)
	}
	answerID := between(string(private.Blocks), `"action_id":"share","value":"`, `"`)
	if answerID == "" {
		answerID = between(string(private.Blocks), `"actions:`, `"`)
	}
	if status := v.post("press", pressing{Channel: channel, TS: private.TS, Action: "share", Value: answerID}, &nothing{}); status != http.StatusOK {
		t.Fatalf("status %d", status)
	}
	v.until("all see it", func(d delta) bool {
		for _, m := range d.Messages {
			if m.Bot && !m.Ephemeral && m.Channel == channel {
				return true
			}
		}
		return false
	})
}

func between(text, before, after string) string {
	_, rest, _ := strings.Cut(text, before)
	found, _, _ := strings.Cut(rest, after)
	return found
}

func TestADirectMessageGoesOnAndAsksWhyNot(t *testing.T) {
	v := visitTo(t)
	var first said
	v.post("open", opening{Tab: "messages"}, &nothing{})
	v.until("prompts are pinned", func(d delta) bool { return len(d.Prompts["D0YOU"]) > 0 })
	v.post("say", saying{Channel: "dm", Text: "Django or Node.js for a fintech MVP?"}, &first)
	v.reply()
	v.post("say", saying{Channel: "dm", Thread: first.Root, Text: "and what about security?"}, &said{})
	second := v.reply()
	if second.Thread != first.Root || !strings.Contains(string(second.Blocks), "ecurity") {
		t.Errorf("answered %+v", second)
	}
	id := between(string(second.Blocks), `"value":"down:`, `"`)
	v.post("press", pressing{Channel: second.Channel, TS: second.TS, Action: "answer_feedback", Value: "down:" + id}, &nothing{})
	modal := v.until("it asks why", func(d delta) bool { return len(d.Views) > 0 }).Views[0]
	if status := v.post("submit", submission{View: modal.ID, Input: map[string]string{}}, &map[string]string{}); status != http.StatusUnprocessableEntity {
		t.Errorf("an empty form: status %d", status)
	}
	v.post("submit", submission{View: modal.ID, Input: map[string]string{"reason": "outdated", "words": "It was 2023."}}, &nothing{})
	if thanks := v.reply(); !strings.Contains(thanks.Text, "Thank you") {
		t.Errorf("said %q", thanks.Text)
	}
}

func TestWhatNobodyWasAskedIsNotAnswered(t *testing.T) {
	v := visitTo(t)
	var sent said
	v.post("say", saying{Channel: channel, Text: "Django or Node.js?"}, &sent)
	if sent.Kind != "message" {
		t.Errorf("taken as a %s", sent.Kind)
	}
	for _, text := range []string{"", "   ", "/deploy now", strings.Repeat("x", maxText+1)} {
		var refused map[string]string
		if status := v.post("say", saying{Channel: channel, Text: text}, &refused); status != http.StatusUnprocessableEntity || refused["error"] == "" {
			t.Errorf("%.20q: status %d, %v", text, status, refused)
		}
	}
	if status := v.post("say", saying{Channel: "C0OTHER", Text: "hello"}, &map[string]string{}); status != http.StatusUnprocessableEntity {
		t.Errorf("another channel: status %d", status)
	}
}

func TestMentions(t *testing.T) {
	const marked = "<@" + botUser + ">"
	for text, want := range map[string]string{
		"@stackpick hello":               marked + " hello",
		"what do you say, @Stackpick?":   "what do you say, " + marked + "?",
		"@stackpick @stackpick":          marked + " " + marked,
		"@stackpicker, me@stackpick.com": "@stackpicker, me@stackpick.com",
		"@stackpick-dev":                 "@stackpick-dev",
		"nobody":                         "nobody",
	} {
		if got, found := mention(text); got != want || found != (got != text) {
			t.Errorf("%q became %q, %v", text, got, found)
		}
	}
}

func TestStartingOverForgets(t *testing.T) {
	v := visitTo(t)
	v.post("say", saying{Channel: channel, Text: "@stackpick does Django suit a bookshop?"}, &said{})
	first := v.until("it was said", func(d delta) bool { return len(d.Messages) > 0 }).Epoch
	v.reply()
	for asked := time.Now(); !strings.Contains(v.home(first), "bookshop"); { // an answer is noted once it is posted
		if time.Since(asked) > patience {
			t.Fatal("what was asked is not in the home")
		}
	}
	if status := v.post("reset", nothing{}, &nothing{}); status != http.StatusOK {
		t.Fatalf("status %d", status)
	}
	v.listen()
	again := v.until("a new workspace", func(d delta) bool { return d.Epoch != first })
	if !again.Whole || len(again.Messages) > 0 {
		t.Errorf("still there: %+v", again.Messages)
	}
	if home := v.home(again.Epoch); strings.Contains(home, "bookshop") {
		t.Errorf("what was asked is still in the home %s", home)
	}
}

// home opens the app's home, and returns what is shown there in the workspace of an epoch.
func (v *visit) home(epoch string) string {
	v.Helper()
	v.post("open", opening{Tab: "home"}, &nothing{})
	return string(v.until("the home is there", func(d delta) bool { return d.Epoch == epoch && len(d.Views) > 0 }).Views[0].Body)
}

func TestStartingOverIsNotCutShort(t *testing.T) {
	s, err := newServer(t.Context(), "127.0.0.1:0", configFor(t))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { s.workspace().close() }()
	before := s.workspace()
	gone, leave := context.WithCancel(t.Context())
	leave() // the page
	if err := s.startOver(gone); err != nil {
		t.Error(err)
	}
	if s.workspace() == before {
		t.Error("the workspace that was closed is still there")
	}
}

func TestAStreamBeginsWithEverything(t *testing.T) {
	v := visitTo(t)
	v.post("say", saying{Channel: channel, Text: "@stackpick what is Django?"}, &said{})
	v.reply()
	v.listen()
	whole := v.until("it begins anew", func(d delta) bool { return d.Whole && len(d.Messages) > 1 })
	if len(whole.Messages) != 2 || whole.Messages[0].Bot || !whole.Messages[1].Bot {
		t.Errorf("told %+v", whole.Messages)
	}
}

func TestAWorkspaceIsBounded(t *testing.T) {
	v := visitTo(t)
	for i := range maxDeliveries {
		if status := v.post("say", saying{Channel: channel, Text: "nobody is asked"}, &said{}); status != http.StatusOK {
			t.Fatalf("message %d: status %d", i+1, status)
		}
	}
	for path, in := range map[string]any{
		"say": saying{Channel: channel, Text: "one too many"}, "open": opening{Tab: "home"}, "stop": stopping{}, "press": pressing{},
	} {
		var refused map[string]string
		if status := v.post(path, in, &refused); status != http.StatusConflict || !strings.Contains(refused["error"], "start over") {
			t.Errorf("%s: status %d, %v", path, status, refused)
		}
	}
	v.listen()
	whole := v.until("it begins anew", func(d delta) bool { return d.Whole && len(d.Messages) >= maxDeliveries })
	if n := len(whole.Messages); n != maxDeliveries || whole.Messages[n-1].Text == "one too many" {
		t.Errorf("%d messages are kept, the last %q", n, whole.Messages[n-1].Text)
	}
}
