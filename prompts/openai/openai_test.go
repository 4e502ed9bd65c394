package openai_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"github.com/stackpick/stackpick/prompts"
	"github.com/stackpick/stackpick/prompts/openai"
	"github.com/stackpick/stackpick/prompts/openai/fakeopenai"
)

// TestMain looks for leaks, but for what package prompts brings along: Bleve starts its workers before any test.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m, goleak.IgnoreCurrent()) }

const (
	key  = "sk-verysecret"
	said = "Django ships an admin [1]. Node.js keeps connections open cheaply [2]. Für beide gibt es Leute [3]."
)

// schema is one that strict mode takes.
const schema = `{"type":"object","properties":{"text":{"type":"string"}},"required":["text"],"additionalProperties":false}`

// serve starts a server with a client of its own, whose circuit stays open for a minute.
func serve(t *testing.T, cfg fakeopenai.Config) (*fakeopenai.Server, *openai.Client) {
	t.Helper()
	s := fakeopenai.Start(cfg)
	t.Cleanup(s.Close)
	return s, client(t, openai.Config{BaseURL: s.URL(), Key: key}, time.Minute)
}

func client(t *testing.T, cfg openai.Config, reopen time.Duration) *openai.Client {
	t.Helper()
	c, err := openai.NewQuick(cfg, reopen)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// ask returns a prompt, streamed or not, and what its parts were.
func ask(streamed bool) (prompts.Prompt, *strings.Builder) {
	var parts strings.Builder
	p := prompts.Prompt{
		System: "Put it into better words.", User: "Django or Node.js?",
		Name: "answer", Schema: []byte(schema), MaxTokens: 300,
	}
	if streamed {
		p.Part = func(text string) { parts.WriteString(text) }
	}
	return p, &parts
}

// kindOf returns the kind of a Fault, "" for no error; other errors fail the test.
func kindOf(t *testing.T, err error) prompts.Kind {
	t.Helper()
	if err == nil {
		return ""
	}
	fault, ok := errors.AsType[*prompts.Fault](err)
	if !ok {
		t.Fatalf("not a Fault: %v", err)
	}
	return fault.What
}

func TestAReplyComesWholeWithItsModelAndTokens(t *testing.T) {
	for _, streamed := range []bool{false, true} {
		s, c := serve(t, fakeopenai.Config{Key: key})
		s.Queue(fakeopenai.Script{Content: said, Chunk: 3, Model: "gpt-4.1-mini-2025-04-14"})
		p, parts := ask(streamed)
		got, err := c.Complete(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		want := prompts.Reply{Text: said, Model: "gpt-4.1-mini-2025-04-14", Tokens: 37}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("streamed %v: %s", streamed, diff)
		}
		if streamed && parts.String() != said {
			t.Errorf("the parts were %q", parts)
		}
	}
}

func TestTokensAreZeroWhereTheServerDoesNotCount(t *testing.T) {
	for _, streamed := range []bool{false, true} {
		s, c := serve(t, fakeopenai.Config{})
		s.Queue(fakeopenai.Script{Content: said, NoUsage: true})
		p, _ := ask(streamed)
		if got, err := c.Complete(t.Context(), p); err != nil || got.Tokens != 0 {
			t.Errorf("streamed %v: got %d, %v", streamed, got.Tokens, err)
		}
	}
}

func TestARequestSaysNoMoreThanThePrompt(t *testing.T) {
	const messages = `"messages":[{"role":"system","content":"Put it into better words."},{"role":"user","content":"Django or Node.js?"}]`
	const format = `"response_format":{"type":"json_schema","json_schema":{"name":"answer","strict":true,"schema":` + schema + `}}`
	for name, c := range map[string]struct {
		model, body string
		streamed    bool
	}{
		"plain": {"", `{"model":"gpt-4.1-mini","max_tokens":300,"temperature":1e-45,"n":1,"stream":false,` + messages + `,` + format + `}`, false},
		"streamed": {"gpt-4o", `{"model":"gpt-4o","max_tokens":300,"temperature":1e-45,"n":1,"stream":true,"stream_options":{"include_usage":true},` +
			messages + `,` + format + `}`, true},
		"one that reasons": {"gpt-5-mini", `{"model":"gpt-5-mini","max_completion_tokens":300,"n":1,"stream":false,` + messages + `,` + format + `}`, false},
	} {
		t.Run(name, func(t *testing.T) {
			s := fakeopenai.Start(fakeopenai.Config{})
			t.Cleanup(s.Close)
			p, _ := ask(c.streamed)
			if _, err := client(t, openai.Config{BaseURL: s.URL(), Key: key, Model: c.model}, 0).Complete(t.Context(), p); err != nil {
				t.Fatal(err)
			}
			var got, want any
			if err := errors.Join(json.Unmarshal(s.Requests()[0].Body, &got), json.Unmarshal([]byte(c.body), &want)); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestACancelledQuestionEndsAtOnceWithTheContextsError(t *testing.T) {
	for _, fault := range []fakeopenai.Fault{fakeopenai.Hang, fakeopenai.HangMidway} {
		s, c := serve(t, fakeopenai.Config{})
		ctx, cancel := context.WithCancel(t.Context())
		s.Reply(func(fakeopenai.Request) fakeopenai.Script {
			time.AfterFunc(20*time.Millisecond, cancel)
			return fakeopenai.Script{Content: said, Fault: fault}
		})
		p, _ := ask(true)
		_, err := c.Complete(ctx, p)
		if _, isFault := errors.AsType[*prompts.Fault](err); !errors.Is(err, context.Canceled) || isFault {
			t.Errorf("%s: got %v", fault, err)
		}
		if n := len(s.Requests()); n != 1 {
			t.Errorf("%s: %d requests", fault, n)
		}
	}
}

func TestAQuestionPastItsDeadlineIsATimeoutOfTheContext(t *testing.T) {
	s, c := serve(t, fakeopenai.Config{})
	s.Queue(fakeopenai.Script{Fault: fakeopenai.Hang})
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Millisecond)
	defer cancel()
	p, _ := ask(false)
	for range 2 { // the second is past it before it begins
		if _, err := c.Complete(ctx, p); kindOf(t, err) != prompts.Timeout || !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
	}
	if n := len(s.Requests()); n != 1 {
		t.Errorf("%d requests", n)
	}
}
