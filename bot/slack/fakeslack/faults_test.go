package fakeslack

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// attempt posts a message and returns the answer, or the error of the connection.
func attempt(ctx context.Context, s *Server, method string) (status int, header http.Header, body string, err error) {
	form := url.Values{"token": {s.Config().BotToken}, "channel": {"CIN"}, "text": {"hi"}, "blocks": {section}}.Encode()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.APIURL()+method, strings.NewReader(form))
	if err != nil {
		return 0, nil, "", err
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, nil, "", err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	return resp.StatusCode, resp.Header, string(data), err
}

func TestFaultsStrikeOneCallEach(t *testing.T) {
	for name, c := range map[string]struct {
		fault  Fault
		fits   func(status int, header http.Header, body string, err error) bool
		posted bool
	}{
		"an API error": {Fault{Error: "internal_error"}, func(status int, _ http.Header, body string, _ error) bool {
			return status == 200 && strings.Contains(body, `"internal_error"`)
		}, false},
		"a server error": {Fault{Status: 500}, func(status int, _ http.Header, _ string, _ error) bool { return status == 500 }, false},
		"too many requests": {Fault{Status: 429, RetryAfter: 90 * time.Second}, func(status int, h http.Header, _ string, _ error) bool {
			return status == 429 && h.Get("Retry-After") == "90"
		}, false},
		"a web page": {Fault{HTML: true}, func(status int, _ http.Header, body string, _ error) bool {
			return status == 200 && strings.HasPrefix(body, "<!DOCTYPE html>")
		}, false},
		"a cut connection":   {Fault{Cut: true}, func(_ int, _ http.Header, _ string, err error) bool { return err != nil }, false},
		"cut after the work": {Fault{Cut: true, Done: true}, func(_ int, _ http.Header, _ string, err error) bool { return err != nil }, true},
		"an error after it":  {Fault{Status: 500, Done: true}, func(status int, _ http.Header, _ string, _ error) bool { return status == 500 }, true},
		"a block not supported": {Fault{Block: "section"}, func(_ int, _ http.Header, body string, _ error) bool {
			return strings.Contains(body, `"invalid_blocks"`) && strings.Contains(body, "unsupported type: section [json-pointer:/blocks/0/type]")
		}, false},
		"a block not there": {Fault{Block: "table"}, func(_ int, _ http.Header, body string, _ error) bool { return strings.Contains(body, `"ok":true`) }, true},
	} {
		t.Run(name, func(t *testing.T) {
			s := start(t, Config{})
			s.Fail("chat.postMessage", c.fault)
			call(t, s, "auth.test").want("")
			status, header, body, err := attempt(deadline(t), s, "chat.postMessage")
			if !c.fits(status, header, body, err) {
				t.Errorf("got %d %s, %v", status, body, err)
			}
			if got := len(s.Messages()) == 1; got != c.posted {
				t.Errorf("posted: %v, want %v", got, c.posted)
			}
			if len(s.Calls("chat.postMessage")) != 1 {
				t.Error("the call is not recorded")
			}
			call(t, s, "chat.postMessage", "channel", "CIN", "text", "again").want("")
		})
	}
}

func TestAHangLastsUntilTheClientGivesUp(t *testing.T) {
	s := start(t, Config{})
	s.Fail("chat.postMessage", Fault{Hang: true}, Fault{Hang: true})
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, _, _, err := attempt(ctx, s, "chat.postMessage"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
	failed := make(chan error)
	go func() {
		_, _, _, err := attempt(context.Background(), s, "chat.postMessage")
		failed <- err
	}()
	if err := s.WaitFor(deadline(t), func(st *State) bool { return len(st.Calls["chat.postMessage"]) == 2 }); err != nil {
		t.Fatal(err)
	}
	s.Close()
	if err := <-failed; err == nil {
		t.Error("closing the server answered the call")
	}
}

func TestALateAnswerComesAfterTheWork(t *testing.T) {
	s := start(t, Config{})
	const late = 100 * time.Millisecond
	s.Fail("chat.postMessage", Fault{Delay: late})
	begun := time.Now()
	answered := make(chan time.Duration)
	go func() {
		_, _, _, _ = attempt(context.Background(), s, "chat.postMessage")
		answered <- time.Since(begun)
	}()
	if _, err := s.WaitMessages(deadline(t), 1); err != nil {
		t.Fatal(err)
	}
	select {
	case <-answered:
		t.Error("the answer came at once")
	default:
	}
	if took := <-answered; took < late {
		t.Errorf("the answer came after %v", took)
	}
}

func TestFaultsOfResponseURLs(t *testing.T) {
	s := start(t, Config{})
	url := s.Command("CIN", "U1", "x").ResponseURL
	s.Fail("response_url", Fault{Status: 500}, Fault{Block: "divider"})
	blocks := fields{"blocks": []any{fields{"type": "divider"}}}
	if status, _ := postJSON(t, url, blocks); status != 500 {
		t.Errorf("got %d", status)
	}
	if status, body := postJSON(t, url, blocks); status != 400 || !strings.Contains(body, "invalid_blocks") {
		t.Errorf("got %d %s", status, body)
	}
	if status, _ := postJSON(t, url, blocks); status != 200 || len(s.Messages()) != 1 {
		t.Errorf("got %d and %d messages", status, len(s.Messages()))
	}
}

func TestRejectedBlocksAreRefusedEverywhere(t *testing.T) {
	s := start(t, Config{})
	s.RejectBlocks("table", "data_visualization")
	table := `[{"type":"container","title":{"type":"plain_text","text":"x"},"child_blocks":[{"type":"table","rows":[[{"type":"raw_text","text":"x"}]]}]}]`
	call(t, s, "chat.postMessage", "channel", "CIN", "blocks", table).want("invalid_blocks")
	call(t, s, "chat.postMessage", "channel", "CIN", "blocks", section).want("")
	s.RejectBlocks()
	call(t, s, "chat.postMessage", "channel", "CIN", "blocks", table).want("")
	s.RejectBlocks("section")
	if status, _ := postJSON(t, s.Command("CIN", "U1", "x").ResponseURL, fields{"blocks": []any{fields{"type": "section"}}}); status != 400 {
		t.Errorf("a response URL takes it: %d", status)
	}
}

func TestRateLimitsAreThoseOfTheTiers(t *testing.T) {
	var c clock
	s := start(t, Config{Limits: true, Now: c.now, Scopes: []string{"chat:write", "channels:read"}})
	s.AddChannel(Channel{ID: "CTWO", Member: true})
	post := func(channel string) reply { return call(t, s, "chat.postMessage", "channel", channel, "text", "x") }
	for range postBurst {
		post("CIN").want("")
	}
	if r := post("CIN").want("ratelimited"); r.status != 429 || r.header.Get("Retry-After") != "1" {
		t.Errorf("got %d, Retry-After %q", r.status, r.header.Get("Retry-After"))
	}
	post("CTWO").want("")
	c.advance(time.Second)
	post("CIN").want("")
	post("CIN").want("ratelimited")

	for range 50 {
		call(t, s, "conversations.info", "channel", "CIN").want("")
	}
	if r := call(t, s, "conversations.info", "channel", "CIN").want("ratelimited"); r.header.Get("Retry-After") != "2" {
		t.Errorf("tier 3: Retry-After %q", r.header.Get("Retry-After"))
	}
	c.advance(2 * time.Second)
	call(t, s, "conversations.info", "channel", "CIN").want("")

	url := s.Command("CIN", "U1", "x").ResponseURL
	statuses := map[int]int{}
	for range 5 {
		status, _ := postJSON(t, url, fields{"text": "x"})
		statuses[status]++
	}
	if statuses[200] != postBurst || statuses[429] != 1 {
		t.Errorf("response URL: %v", statuses)
	}
}

func TestWithoutLimitsNothingIsLimited(t *testing.T) {
	s := start(t, Config{})
	for range 60 {
		call(t, s, "chat.postMessage", "channel", "CIN", "text", "x").want("")
	}
}
