package openai_test

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stackpick/stackpick/prompts/openai"
)

// FuzzAnAnswer has a server answer anything at all, plain and streamed: what is taken for a reply is not blank, and is
// what the parts were.
func FuzzAnAnswer(f *testing.F) {
	event := `data: {"choices":[{"index":0,"delta":{"content":"hi"},"finish_reason":"stop"}],"usage":{"total_tokens":3}}` + "\n\n"
	for _, seed := range []string{
		event + "data: [DONE]\n\n", ": ping\n" + event, "data:{\"error\":1}\n" + event, event + event, "data: null\n", "data: [DONE]",
		"event: error\ndata: { \"error\": {\"code\":3}}\n", `{"choices":[{"message":{"content":"hi"},"finish_reason":"stop"}]}`,
		`{"choices":[{"message":{"content":[{"type":"text","text":"hi"}]},"finish_reason":"stop"}]}`, `{"error":{"code":[]}}`, "{}", "null",
	} {
		f.Add([]byte(seed), true)
		f.Add([]byte(seed), false)
	}
	f.Fuzz(func(t *testing.T, body []byte, streamed bool) {
		c, err := openai.NewQuick(openai.Config{BaseURL: "http://fuzz.test", Key: key}, time.Minute)
		if err != nil {
			t.Fatal(err)
		}
		kind := map[bool]string{true: "text/event-stream", false: "application/json"}[streamed]
		c.AnswerWith(func(*http.Request) *http.Response {
			return &http.Response{StatusCode: 200, Header: http.Header{"Content-Type": {kind}}, Body: io.NopCloser(bytes.NewReader(body))}
		})
		p, parts := ask(streamed)
		reply, err := c.Complete(t.Context(), p)
		switch {
		case err != nil && kindOf(t, err) == "":
			t.Error("an error of no kind")
		case err == nil && strings.TrimSpace(reply.Text) == "":
			t.Errorf("a blank reply: %+v", reply)
		case err == nil && streamed && parts.String() != reply.Text:
			t.Errorf("the parts were %q, the reply %q", parts, reply.Text)
		}
	})
}
