package fakeopenai_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/stackpick/stackpick/prompts/openai/fakeopenai"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	plain    = `{"model":"m","messages":[{"role":"user","content":"hi"}]}`
	streamed = `{"model":"m","stream":true,"stream_options":{"include_usage":true},"messages":[{"role":"user","content":"hi"}]}`
)

func start(t *testing.T, cfg fakeopenai.Config) *fakeopenai.Server {
	t.Helper()
	s := fakeopenai.Start(cfg)
	t.Cleanup(func() { s.Close(); http.DefaultClient.CloseIdleConnections() })
	return s
}

// post sends a chat with the key "sk-1" and returns what came of it; an error is that of reading the body.
func post(ctx context.Context, t *testing.T, s *fakeopenai.Server, body string) (*http.Response, string, error) {
	t.Helper()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.URL()+"/chat/completions", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer sk-1")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, "", err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	return resp, string(data), err
}

func TestAPlainReplySaysWhatTheScriptSays(t *testing.T) {
	s := start(t, fakeopenai.Config{Key: "sk-1"})
	s.Queue(fakeopenai.Script{Content: "first"})
	s.Reply(func(r fakeopenai.Request) fakeopenai.Script {
		return fakeopenai.Script{Content: *r.Chat.Messages[0].Content + " yourself"}
	})
	for _, want := range []string{"first", "hi yourself"} {
		_, body, err := post(t.Context(), t, s, plain)
		var reply struct {
			Model   string
			Choices []struct {
				Message struct{ Role, Content string }
				Finish  string `json:"finish_reason"`
			}
			Usage struct {
				Total int `json:"total_tokens"`
			}
		}
		if err := errors.Join(err, json.Unmarshal([]byte(body), &reply)); err != nil {
			t.Fatal(err)
		}
		if c := reply.Choices[0]; c.Message.Content != want || c.Message.Role != "assistant" || c.Finish != "stop" || reply.Model != "m" || reply.Usage.Total == 0 {
			t.Errorf("got %s", body)
		}
	}
	if r := s.Requests(); len(r) != 2 || r[0].Key() != "sk-1" || string(r[1].Body) != plain {
		t.Errorf("kept %+v", r)
	}
}

func TestAStreamIsCutIntoEventsOfWholeRunes(t *testing.T) {
	s := start(t, fakeopenai.Config{})
	s.Queue(fakeopenai.Script{Content: "für alle", Chunk: 2})
	_, body, err := post(t.Context(), t, s, streamed)
	if err != nil {
		t.Fatal(err)
	}
	var parts, finishes []string
	var last string
	lines := bufio.NewScanner(strings.NewReader(body))
	for lines.Scan() {
		data, ok := strings.CutPrefix(lines.Text(), "data: ")
		if !ok {
			continue
		}
		last = data
		var event struct {
			Choices []struct {
				Delta  struct{ Content string }
				Finish string `json:"finish_reason"`
			}
		}
		if json.Unmarshal([]byte(data), &event) == nil && len(event.Choices) == 1 {
			parts, finishes = append(parts, event.Choices[0].Delta.Content), append(finishes, event.Choices[0].Finish)
		}
	}
	if want := []string{"", "fü", "r ", "al", "le", ""}; !slices.Equal(parts, want) || finishes[5] != "stop" || last != "[DONE]" {
		t.Errorf("parts %q, reasons %q, last %q", parts, finishes, last)
	}
	if !strings.Contains(body, `"total_tokens":4`) {
		t.Error("no usage")
	}
}

func TestWhatOpenAIRefusesIsRefusedInItsForm(t *testing.T) {
	const format = `{"model":"m","messages":[{"role":"user","content":"hi"}],"response_format":{"type":"json_schema","json_schema":{"name":"a","strict":true,"schema":`
	for name, c := range map[string]struct {
		body   string
		status int
		says   string
	}{
		"no JSON":             {`{`, 400, "parse the JSON"},
		"no model":            {`{"messages":[]}`, 400, "model parameter"},
		"another model":       {strings.Replace(plain, `"m"`, `"n"`, 1), 404, "model_not_found"},
		"no messages":         {`{"model":"m"}`, 400, "missing_required_parameter"},
		"none":                {`{"model":"m","messages":[]}`, 400, "empty_array"},
		"a role":              {strings.Replace(plain, "user", "boss", 1), 400, "invalid_value"},
		"no content":          {`{"model":"m","messages":[{"role":"user"}]}`, 400, "got null"},
		"no tokens":           {strings.Replace(plain, "{", `{"max_tokens":0,`, 1), 400, "max_tokens"},
		"too warm":            {strings.Replace(plain, "{", `{"temperature":3,`, 1), 400, "temperature"},
		"usage without":       {strings.Replace(streamed, `"stream":true,`, "", 1), 400, "stream_options"},
		"a reasoning model":   {strings.Replace(plain, `"m"`, `"o3","max_tokens":3`, 1), 400, `"param":"max_tokens"`},
		"its temperature":     {strings.Replace(plain, `"m"`, `"o3","temperature":0`, 1), 400, `"param":"temperature"`},
		"a schema's name":     {strings.Replace(format, `"a"`, `"a b"`, 1) + `{"type":"object"}}}}`, 400, "name"},
		"no object":           {format + `{"type":"string"}}}}`, 400, "an object is expected"},
		"an open object":      {format + `{"type":"object","properties":{}}}}}`, 400, "additionalProperties"},
		"an optional field":   {format + `{"type":"object","properties":{"x":{"type":"string"}},"required":[],"additionalProperties":false}}}}`, 400, "Missing 'x'"},
		"an open object deep": {format + `{"type":"object","properties":{"x":{"anyOf":[{"type":"object"}]}},"required":["x"],"additionalProperties":false}}}}`, 400, "additionalProperties"},
	} {
		t.Run(name, func(t *testing.T) {
			s := start(t, fakeopenai.Config{Models: []string{"m", "o3"}})
			resp, body, err := post(t.Context(), t, s, c.body)
			if err != nil {
				t.Fatal(err)
			}
			if resp.StatusCode != c.status || !strings.Contains(body, c.says) || !strings.HasPrefix(body, `{"error":{`) {
				t.Errorf("got %d %s", resp.StatusCode, body)
			}
			if len(s.Requests()) != 1 {
				t.Error("the request is not kept")
			}
		})
	}
}

func TestAWrongKeyIsRepeated(t *testing.T) {
	s := start(t, fakeopenai.Config{Key: "sk-2"})
	if resp, body, err := post(t.Context(), t, s, plain); err != nil || resp.StatusCode != 401 || !strings.Contains(body, "sk-1") {
		t.Errorf("got %s, %v", body, err)
	}
	resp, err := http.Get(s.URL() + "/models")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != 401 {
		t.Errorf("models without a key: %d", resp.StatusCode)
	}
}

func TestOtherAddressesAreNotThere(t *testing.T) {
	s := start(t, fakeopenai.Config{})
	resp, err := http.Get(s.URL() + "/chat/completions")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != 404 || len(s.Requests()) != 1 {
		t.Errorf("got %d, %d kept", resp.StatusCode, len(s.Requests()))
	}
}

func TestTheModelsAreListed(t *testing.T) {
	s := start(t, fakeopenai.Config{Models: []string{"small", "large"}})
	resp, err := http.Get(s.URL() + "/models")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var list struct{ Data []struct{ ID string } }
	if err := json.NewDecoder(resp.Body).Decode(&list); err != nil || len(list.Data) != 2 || list.Data[1].ID != "large" {
		t.Errorf("got %+v, %v", list, err)
	}
}

func TestConnectionsBreakAsTheScriptSays(t *testing.T) {
	for fault, want := range map[fakeopenai.Fault]error{
		fakeopenai.Cut: io.ErrUnexpectedEOF, fakeopenai.Reset: syscall.ECONNRESET, fakeopenai.ResetAtOnce: syscall.ECONNRESET,
		fakeopenai.Hang: context.DeadlineExceeded, fakeopenai.HangMidway: context.DeadlineExceeded,
	} {
		for _, body := range []string{plain, streamed} {
			s := start(t, fakeopenai.Config{})
			s.Queue(fakeopenai.Script{Content: "some words", Fault: fault})
			ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
			if _, _, err := post(ctx, t, s, body); !errors.Is(err, want) {
				t.Errorf("%s: got %v", fault, err)
			}
			cancel()
		}
	}
}

func TestCloseEndsWhatHangs(t *testing.T) {
	s := start(t, fakeopenai.Config{})
	asked := make(chan bool, 1)
	s.Reply(func(fakeopenai.Request) fakeopenai.Script {
		asked <- true
		return fakeopenai.Script{Fault: fakeopenai.Hang}
	})
	ended := make(chan error)
	go func() {
		_, _, err := post(t.Context(), t, s, plain)
		ended <- err
	}()
	<-asked
	s.Close()
	if err := <-ended; err == nil {
		t.Error("an answer")
	}
	s.Close() // once more does no harm
}
