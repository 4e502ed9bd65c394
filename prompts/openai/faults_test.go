package openai_test

import (
	"bufio"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stackpick/stackpick/prompts"
	"github.com/stackpick/stackpick/prompts/openai"
	"github.com/stackpick/stackpick/prompts/openai/fakeopenai"
)

// An outcome is the kind of Fault, "" for a reply, and how many requests that took.
type outcome struct {
	kind     prompts.Kind
	requests int
}

// overtaken stands for one request or two: a reset may overtake the parts, and then nothing was handed on.
const overtaken = -1

// A trouble is a script with what comes of it, plain and streamed.
type trouble struct {
	script          fakeopenai.Script
	plain, streamed outcome
}

func struck(f fakeopenai.Fault) fakeopenai.Script { return fakeopenai.Script{Content: said, Fault: f} }

// troubles are all that can go wrong on the way, by name.
func troubles() map[string]trouble {
	both := func(s fakeopenai.Script, kind prompts.Kind, requests int) trouble {
		return trouble{s, outcome{kind, requests}, outcome{kind, requests}}
	}
	quota := fakeopenai.Error(429, "insufficient_quota", "pay")
	quota.Header = map[string]string{"Retry-After": "0"}
	all := map[string]trouble{
		"cut by length":      both(fakeopenai.Script{Content: said, Finish: "length"}, prompts.Truncated, 1),
		"filtered":           both(fakeopenai.Script{Content: said, Finish: "content_filter"}, prompts.Refused, 1),
		"an unknown reason":  both(fakeopenai.Script{Content: said, Finish: "tired"}, prompts.Malformed, 1),
		"a tool is called":   both(fakeopenai.Script{Tool: "shell"}, prompts.Malformed, 1),
		"the model refuses":  both(fakeopenai.Script{Refusal: "I can't help with " + key}, prompts.Refused, 1),
		"nothing is said":    both(fakeopenai.Script{}, prompts.Empty, 1),
		"only blanks":        both(fakeopenai.Script{Content: " \n\t "}, prompts.Empty, 1),
		"more than we take":  both(fakeopenai.Script{Content: strings.Repeat("word ", 1<<16)}, prompts.TooLarge, 1),
		"unauthorised":       both(fakeopenai.Error(401, "invalid_api_key", "Incorrect API key: "+key), prompts.Refused, 1),
		"forbidden":          both(fakeopenai.Error(403, key, key), prompts.Refused, 1),
		"no such model":      both(fakeopenai.Error(404, "model_not_found", "no such model"), prompts.Refused, 1),
		"a bad request":      both(fakeopenai.Error(400, "", "bad"), prompts.Refused, 2),
		"too long":           both(fakeopenai.Error(400, "context_length_exceeded", "too long"), prompts.Refused, 1),
		"not implemented":    both(fakeopenai.Error(501, "", "not here"), prompts.Failed, 2),
		"no quota":           both(quota, prompts.Limited, 1),
		"limited":            both(fakeopenai.Error(429, "rate_limit_exceeded", "slow down"), prompts.Limited, 1),
		"limited for now":    both(fakeopenai.Limited(0), prompts.Limited, 2),
		"limited for long":   both(fakeopenai.Limited(2), prompts.Limited, 1),
		"a server error":     both(fakeopenai.Error(500, "", "oops"), prompts.Failed, 2),
		"a page with 503":    both(fakeopenai.Script{Status: 503, Header: map[string]string{"Content-Type": "text/html"}, Body: "<h1>down</h1>"}, prompts.Failed, 2),
		"503 for long":       both(fakeopenai.Script{Status: 503, Header: map[string]string{"Retry-After": "2"}}, prompts.Failed, 1),
		"a request timeout":  both(fakeopenai.Error(408, "", "too slow"), prompts.Timeout, 1),
		"a success, not 200": both(fakeopenai.Script{Status: 202, Body: "{}"}, prompts.Malformed, 1),
	}
	faults := map[fakeopenai.Fault][2]outcome{
		fakeopenai.Hang:        {{prompts.Timeout, 1}, {prompts.Timeout, 1}},
		fakeopenai.HangMidway:  {{prompts.Timeout, 1}, {prompts.Timeout, 1}},
		fakeopenai.Cut:         {{prompts.Unreached, 2}, {prompts.Unreached, 1}},
		fakeopenai.Reset:       {{prompts.Unreached, 2}, {prompts.Unreached, overtaken}},
		fakeopenai.ResetAtOnce: {{prompts.Unreached, 2}, {prompts.Unreached, 2}},
		fakeopenai.Short:       {{prompts.Malformed, 1}, {prompts.Truncated, 1}},
		fakeopenai.NoFinish:    {{prompts.Truncated, 1}, {prompts.Truncated, 1}},
		fakeopenai.NoDone:      {{"", 1}, {"", 1}},
		fakeopenai.Malformed:   {{prompts.Malformed, 1}, {prompts.Malformed, 1}},
		fakeopenai.Junk:        {{prompts.Malformed, 1}, {"", 1}}, // a stream's lines that are none of its fields do not count
		fakeopenai.Page:        {{prompts.Malformed, 1}, {prompts.Malformed, 1}},
		fakeopenai.Nothing:     {{prompts.Malformed, 1}, {prompts.Truncated, 1}},
		fakeopenai.NoChoices:   {{prompts.Malformed, 1}, {prompts.Truncated, 1}},
		fakeopenai.NullContent: {{prompts.Empty, 1}, {prompts.Empty, 1}},
		fakeopenai.ErrorInside: {{prompts.Failed, 1}, {prompts.Failed, 1}},
		fakeopenai.ErrorSpaced: {{prompts.Failed, 1}, {prompts.Failed, 1}},
		fakeopenai.ErrorTight:  {{prompts.Failed, 1}, {prompts.Failed, 1}},
		fakeopenai.KeepAlive:   {{"", 1}, {"", 1}},
		fakeopenai.LongLine:    {{prompts.TooLarge, 1}, {prompts.TooLarge, 1}},
		fakeopenai.Endless:     {{prompts.TooLarge, 1}, {prompts.TooLarge, 1}},
		fakeopenai.WrongType:   {{prompts.Malformed, 1}, {prompts.Malformed, 1}},
		fakeopenai.Swapped:     {{prompts.Malformed, 1}, {prompts.Malformed, 1}},
		fakeopenai.GzipBomb:    {{prompts.Malformed, 1}, {prompts.Malformed, 1}},
	}
	for fault, t := range faults {
		all["fault: "+string(fault)] = trouble{struck(fault), t[0], t[1]}
	}
	return all
}

func TestEveryTroubleIsAFaultOfItsKind(t *testing.T) {
	for name, trouble := range troubles() {
		for _, streamed := range []bool{false, true} {
			want, mode := trouble.plain, " plain"
			if streamed {
				want, mode = trouble.streamed, " streamed"
			}
			t.Run(name+mode, func(t *testing.T) {
				t.Parallel()
				s, c := serve(t, fakeopenai.Config{Key: key})
				s.Reply(func(fakeopenai.Request) fakeopenai.Script { return trouble.script })
				p, parts := ask(streamed)
				began := time.Now()
				reply, err := c.Complete(t.Context(), p)
				got := outcome{kindOf(t, err), len(s.Requests())}
				if want.requests == overtaken && got.requests <= 2 {
					got.requests = overtaken
				}
				if got != want {
					t.Errorf("got %+v, want %+v: %v", got, want, err)
				}
				if err != nil && (strings.Contains(err.Error(), key) || reply != prompts.Reply{}) {
					t.Errorf("got %+v with %v", reply, err)
				}
				if !strings.HasPrefix(trouble.script.Content, parts.String()) && trouble.script.Fault != fakeopenai.Endless {
					t.Errorf("the parts were %.60q", parts)
				}
				if took := time.Since(began); took > 4*time.Second {
					t.Errorf("took %v", took)
				}
			})
		}
	}
}

func TestTwentyQuestionsToABrokenServerAreTwentyRequestsAtMost(t *testing.T) {
	for name, trouble := range troubles() {
		if trouble.plain.kind == "" || trouble.streamed.kind == "" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, c := serve(t, fakeopenai.Config{})
			s.Reply(func(fakeopenai.Request) fakeopenai.Script { return trouble.script })
			for i := range 20 {
				p, _ := ask(i%2 == 0)
				if _, err := c.Complete(t.Context(), p); err == nil {
					t.Fatal("a reply")
				}
			}
			if n := len(s.Requests()); n > 20 {
				t.Errorf("%d requests", n)
			}
		})
	}
}

func TestNobodyListeningIsUnreached(t *testing.T) {
	s := fakeopenai.Start(fakeopenai.Config{})
	s.Close()
	for name, base := range map[string]string{"refused": s.URL(), "no such host": "http://nowhere.invalid/v1"} {
		p, _ := ask(true)
		_, err := client(t, openai.Config{BaseURL: base}, 0).Complete(t.Context(), p)
		if kindOf(t, err) != prompts.Unreached {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestACertificateThatNobodySignedIsUnreachedAndSaysSo(t *testing.T) {
	s := httptest.NewTLSServer(http.NotFoundHandler())
	t.Cleanup(s.Close)
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	p, _ := ask(false)
	_, err := client(t, openai.Config{BaseURL: s.URL, Key: key}, 0).Complete(t.Context(), p)
	if kindOf(t, err) != prompts.Unreached || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("got %v", err)
	}
}

func TestAModelThatHasNoChatIsRefusedWithoutAsking(t *testing.T) {
	s := fakeopenai.Start(fakeopenai.Config{})
	t.Cleanup(s.Close)
	p, _ := ask(false)
	_, err := client(t, openai.Config{BaseURL: s.URL(), Model: "text-davinci-003"}, 0).Complete(t.Context(), p)
	if kindOf(t, err) != prompts.Refused || len(s.Requests()) > 0 {
		t.Errorf("got %v", err)
	}
}

func TestARedirectIsNotFollowedAndTheKeyStaysWhereItBelongs(t *testing.T) {
	other := fakeopenai.Start(fakeopenai.Config{})
	t.Cleanup(other.Close)
	for _, streamed := range []bool{false, true} {
		s, c := serve(t, fakeopenai.Config{Key: key})
		s.Queue(fakeopenai.Redirect(other.URL() + "/chat/completions"))
		p, _ := ask(streamed)
		if _, err := c.Complete(t.Context(), p); kindOf(t, err) != prompts.Malformed {
			t.Errorf("got %v", err)
		}
		if came := other.Requests(); len(came) > 0 {
			t.Errorf("the other server was asked, with key %q", came[0].Key())
		}
	}
}

// TestTheKeyIsRepeatedNowhere has a server that repeats the key wherever a server can put words into an error.
func TestTheKeyIsRepeatedNowhere(t *testing.T) {
	for name, raw := range map[string]string{
		"no HTTP":            key + "\r\n\r\n",
		"status line":        "HTTP/1.1 4000 " + key + "\r\n\r\n",
		"reason":             "HTTP/1.1 403 " + key + "\r\nContent-Length: 0\r\n\r\n",
		"header":             "HTTP/1.1 200 OK\r\n" + key + "\r\n\r\n",
		"length":             "HTTP/1.1 200 OK\r\nContent-Length: " + key + "\r\n\r\n",
		"coding":             "HTTP/1.1 200 OK\r\nTransfer-Encoding: " + key + "\r\n\r\n",
		"chunk":              "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" + key + "\r\n",
		"content type":       "HTTP/1.1 200 OK\r\nContent-Type: " + key + "\r\nContent-Length: 2\r\n\r\n{}",
		"location":           "HTTP/1.1 307 Moved\r\nLocation: http://" + key + "/\r\nContent-Length: 0\r\n\r\n",
		"broken location":    "HTTP/1.1 307 Moved\r\nLocation: http://[" + key + "\r\nContent-Length: 0\r\n\r\n",
		"names of an error":  answer(400, `{"error":{"code":"`+key+`","type":"`+key+`","param":"`+key+`","message":"`+key+`"}}`),
		"an error of text":   answer(200, `{"error":"`+key+`"}`),
		"the model's name":   answer(200, `{"model":"`+key+`","choices":[{"message":{"content":"hi"},"finish_reason":"`+key+`"}]}`),
		"a field's name":     answer(200, `{"choices":{"`+key+`":1}}`),
		"an event of stream": "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\ndata: {\"error\":{\"message\":\"" + key + "\"}}\n\n",
	} {
		for _, streamed := range []bool{false, true} {
			c := client(t, openai.Config{BaseURL: "http://parrot.test", Key: key}, time.Minute)
			c.DialTo(speak(t, raw))
			p, _ := ask(streamed)
			_, err := c.Complete(t.Context(), p)
			if kindOf(t, err) == "" || strings.Contains(err.Error(), key) {
				t.Errorf("%s: got %v", name, err)
			}
		}
	}
}

func answer(status int, body string) string {
	return fmt.Sprintf("HTTP/1.1 %d %s", status, http.StatusText(status)) + "\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n" + body
}

// speak listens and says the same to everybody that sends a request; it returns where.
func speak(t *testing.T, raw string) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var serving sync.WaitGroup
	serving.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			if r, err := http.ReadRequest(bufio.NewReader(conn)); err == nil {
				_, _ = io.Copy(io.Discard, r.Body)
			}
			_, _ = io.WriteString(conn, raw)
			_ = conn.Close()
		}
	})
	t.Cleanup(func() { _ = l.Close(); serving.Wait() })
	return l.Addr().String()
}
