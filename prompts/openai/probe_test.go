package openai_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stackpick/stackpick/prompts/openai"
	"github.com/stackpick/stackpick/prompts/openai/fakeopenai"
)

func TestAProbeNamesTheModelThatServes(t *testing.T) {
	for _, script := range []fakeopenai.Script{
		{Content: "ok.", Model: "llama-3.2-1b"},
		{Content: "Once upon a time", Finish: "length", Model: "llama-3.2-1b"},
	} {
		s, c := serve(t, fakeopenai.Config{Key: key})
		s.Queue(script)
		if detail, err := c.Probe(t.Context()); detail != "llama-3.2-1b" || err != nil {
			t.Errorf("got %q, %v", detail, err)
		}
	}
	for _, name := range []string{"<!channel> look here", "we-know-" + key, strings.Repeat("llama", 100)} {
		s, c := serve(t, fakeopenai.Config{})
		s.Queue(fakeopenai.Script{Content: "ok.", Model: name})
		if detail, err := c.Probe(t.Context()); detail != openai.DefaultModel || err != nil {
			t.Errorf("got %q, %v", detail, err)
		}
	}
}

func TestAFixSaysWhatAnOperatorCanDo(t *testing.T) {
	limited := fakeopenai.Error(429, "rate_limit_exceeded", "")
	for name, c := range map[string]struct {
		script fakeopenai.Script
		want   string
	}{
		"a wrong key":         {fakeopenai.Error(401, "invalid_api_key", key), "OPENAI_API_KEY"},
		"a forbidden key":     {fakeopenai.Error(403, "", ""), "OPENAI_API_KEY"},
		"an unknown model":    {fakeopenai.Error(404, "model_not_found", ""), "OPENAI_MODEL"},
		"Ollama's":            {fakeopenai.Error(404, "", "model not found"), "OPENAI_MODEL"},
		"no money":            {fakeopenai.Error(402, "", ""), "billing"},
		"no quota":            {fakeopenai.Error(429, "insufficient_quota", ""), "quota"},
		"too many":            {limited, "wait"},
		"a refusal":           {fakeopenai.Script{Refusal: "no"}, "OPENAI_MODEL"},
		"another request":     {fakeopenai.Error(400, "", ""), "log"},
		"a server error":      {fakeopenai.Error(500, "", ""), "log"},
		"no API":              {struck(fakeopenai.Page), "/v1"},
		"no end":              {struck(fakeopenai.NoFinish), "OPENAI_MODEL"},
		"no answer":           {struck(fakeopenai.Hang), "slow"},
		"a broken connection": {struck(fakeopenai.ResetAtOnce), "running at 127.0.0.1:"},
	} {
		t.Run(name, func(t *testing.T) {
			s, client := serve(t, fakeopenai.Config{})
			s.Reply(func(fakeopenai.Request) fakeopenai.Script { return c.script })
			_, err := client.Probe(t.Context())
			if fix := client.Fix(err); !strings.Contains(fix, c.want) {
				t.Errorf("%v: %q", err, fix)
			}
		})
	}
	s, client := serve(t, fakeopenai.Config{})
	open(t, s, client)
	p, _ := ask(false)
	_, err := client.Complete(t.Context(), p)
	if fix := client.Fix(err); !strings.Contains(fix, "half a minute") {
		t.Errorf("%v: %q", err, fix)
	}
	if fix := client.Fix(errors.New("something else")); fix != "" {
		t.Errorf("got %q", fix)
	}
}

// lookAt asks as a Config says, of a host that is not there, and returns the address and the header of the request.
func lookAt(t *testing.T, cfg openai.Config) (address string, header http.Header) {
	t.Helper()
	c := client(t, cfg, time.Minute)
	c.AnswerWith(func(r *http.Request) *http.Response {
		address, header = r.URL.String(), r.Header
		return &http.Response{StatusCode: http.StatusTeapot, Body: http.NoBody, Header: http.Header{}}
	})
	if _, err := c.Probe(t.Context()); err == nil {
		t.Fatal("a teapot answered")
	}
	return address, header
}
