package openai_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stackpick/stackpick/prompts"
	"github.com/stackpick/stackpick/prompts/openai"
)

// Streams that servers other than the fake one have been seen to send.

func TestStreamsOfAllSortsAreReadRightly(t *testing.T) {
	const (
		head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
		said = `data: {"model":"m","choices":[{"index":0,"delta":{"content":"hi"},"finish_reason":null}]}` + "\n\n"
		stop = `data: {"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}` + "\n\n"
		fail = `data: {"error":{"message":"overloaded"}}` + "\n\n"
	)
	for name, c := range map[string]struct {
		body string
		kind prompts.Kind
	}{
		"as it should be":               {said + stop + "data: [DONE]\n\n", ""},
		"lines end as in HTTP":          {"data:" + said[6:len(said)-2] + "\r\n\r\n" + stop, ""},
		"with names of events":          {"event: message\nid: 3\n" + said + stop, ""},
		"broken after the reason":       {said + stop + "BREAK", ""},
		"an error after the reason":     {said + stop + fail, prompts.Failed},
		"an error after a comment":      {": ping\n\n" + fail, prompts.Failed},
		"an error over several lines":   {said + "{\n  \"error\": {\n    \"message\": \"overloaded\"\n  }\n}\n", prompts.Failed},
		"two choices":                   {`data: {"choices":[{"index":0,"delta":{}},{"index":1,"delta":{}}]}` + "\n\n" + stop, prompts.Malformed},
		"another choice than the first": {`data: {"choices":[{"index":1,"delta":{"content":"hi"}}]}` + "\n\n" + stop, prompts.Malformed},
		"an event of another kind":      {`data: {"choices":"none"}` + "\n\n" + stop, prompts.Malformed},
		"only its end":                  {"data: [DONE]\n\n", prompts.Truncated},
	} {
		t.Run(name, func(t *testing.T) {
			raw := head + "Connection: close\r\n\r\n" + c.body
			if body, ok := strings.CutSuffix(c.body, "BREAK"); ok {
				raw = head + fmt.Sprintf("Content-Length: %d\r\n\r\n", len(body)+1) + body
			}
			client := client(t, openai.Config{BaseURL: "http://stream.test"}, time.Minute)
			client.DialTo(speak(t, raw))
			p, _ := ask(true)
			reply, err := client.Complete(t.Context(), p)
			if kindOf(t, err) != c.kind || c.kind == "" && (reply.Text != "hi" || reply.Model != "m") {
				t.Errorf("got %+v, %v", reply, err)
			}
		})
	}
}
