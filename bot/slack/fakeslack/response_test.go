package fakeslack

import (
	"sync/atomic"
	"testing"
	"time"
)

// A clock is set by hand; the zero value stands at the Unix epoch.
type clock struct{ offset atomic.Int64 }

func (c *clock) now() time.Time {
	return time.Unix(1_795_608_000, 0).Add(time.Duration(c.offset.Load()))
}
func (c *clock) advance(d time.Duration) { c.offset.Add(int64(d)) }

type fields = map[string]any

func TestAResponseURLWorksWhereTheBotIsNot(t *testing.T) {
	s := start(t, Config{})
	cmd := s.Command("COUT", "U1", "Django?")
	for _, r := range []fields{
		{"text": "for you"},
		{"text": "for all", "response_type": "in_channel"},
		{"text": "in the thread", "response_type": "in_channel", "thread_ts": "1.1", "replace_original": false},
	} {
		if status, body := postJSON(t, cmd.ResponseURL, r); status != 200 || body != "ok" {
			t.Fatalf("%v: got %d %s", r, status, body)
		}
	}
	ms := s.Messages()
	if m := ms[0]; !m.Ephemeral || m.To != "U1" || m.Channel != "COUT" || m.By != "response_url" {
		t.Errorf("by default: %+v", m)
	}
	if m := ms[1]; m.Ephemeral || m.To != "" || m.Text != "for all" {
		t.Errorf("in_channel: %+v", m)
	}
	if m := ms[2]; m.Thread != "1.1" {
		t.Errorf("in a thread: %+v", m)
	}
	if calls := s.Calls("response_url"); len(calls) != 3 || calls[2].Form.Get("replace_original") != "false" {
		t.Errorf("recorded %v", calls)
	}
}

func TestAResponseURLIsGoodForFiveUsesInHalfAnHour(t *testing.T) {
	var c clock
	s := start(t, Config{Now: c.now})
	used, late := s.Command("CIN", "U1", "x"), s.Command("CIN", "U1", "y")
	for range 5 {
		if status, body := postJSON(t, used.ResponseURL, fields{"text": "x"}); status != 200 {
			t.Fatalf("got %d %s", status, body)
		}
	}
	if status, body := postJSON(t, used.ResponseURL, fields{"text": "x"}); status != 404 || body != `{"ok":false,"error":"used_url"}` {
		t.Errorf("the sixth use: %d %s", status, body)
	}
	c.advance(30 * time.Minute)
	if status, body := postJSON(t, late.ResponseURL, fields{"text": "x"}); status != 200 {
		t.Errorf("after 30 minutes: %d %s", status, body)
	}
	c.advance(time.Second)
	if status, body := postJSON(t, late.ResponseURL, fields{"text": "x"}); status != 404 || body != `{"ok":false,"error":"expired_url"}` {
		t.Errorf("after more: %d %s", status, body)
	}
	if status, _ := postJSON(t, late.ResponseURL+"x", fields{"text": "x"}); status != 404 {
		t.Errorf("a guessed URL: %d", status)
	}
	if got := len(s.Messages()); got != 6 {
		t.Errorf("%d messages, want 6", got)
	}
}

func TestAResponseURLRefusesWhatAMethodWould(t *testing.T) {
	s := start(t, Config{})
	url := s.Command("COLD", "U1", "x").ResponseURL
	for want, r := range map[string]any{
		"no_text":               fields{},
		"invalid_blocks":        fields{"blocks": []any{fields{"type": "layout"}}},
		"is_archived":           fields{"text": "x", "response_type": "in_channel"},
		"invalid_response_type": fields{"text": "x", "response_type": "loud"},
		"invalid_payload":       []string{"x"},
	} {
		if status, body := postJSON(t, url, r); status != 400 || body != `{"ok":false,"error":"`+want+`"}` {
			t.Errorf("%v: got %d %s, want %s", r, status, body, want)
		}
	}
}

func TestAClickMayReplaceAndDeleteItsMessage(t *testing.T) {
	s := start(t, Config{})
	blocks := `[{"type":"actions","elements":[{"type":"button","action_id":"go","value":"1","text":{"type":"plain_text","text":"Go"}}]}]`
	call(t, s, "chat.postEphemeral", "channel", "CIN", "user", "U1", "text", "one", "blocks", blocks).want("")
	click, err := s.BlockAction(s.Messages()[0], "", "go", "")
	if err != nil {
		t.Fatal(err)
	}
	post := func(r fields) {
		t.Helper()
		if status, body := postJSON(t, click.ResponseURL, r); status != 200 {
			t.Errorf("%v: %d %s", r, status, body)
		}
	}
	post(fields{"text": "two", "replace_original": true, "response_type": "in_channel"})
	if m := s.Messages()[0]; m.Text != "two" || !m.Edited || !m.Ephemeral || m.To != "U1" {
		t.Errorf("replaced: %+v", m)
	}
	post(fields{"text": "for all", "response_type": "in_channel", "replace_original": false})
	if ms := s.Messages(); len(ms) != 2 || ms[1].Ephemeral {
		t.Errorf("shared: %+v", ms)
	}
	post(fields{"delete_original": true})
	if m := s.Messages()[0]; !m.Deleted {
		t.Errorf("deleted: %+v", m)
	}
	if status, _ := postJSON(t, click.ResponseURL, fields{"text": "three", "replace_original": true}); status != 400 {
		t.Errorf("replacing what is gone: %d", status)
	}
}

func TestACommandHasNoOriginalToReplace(t *testing.T) {
	s := start(t, Config{})
	cmd := s.Command("CIN", "U1", "x")
	postJSON(t, cmd.ResponseURL, fields{"text": "one"})
	postJSON(t, cmd.ResponseURL, fields{"text": "two", "replace_original": true})
	if got := len(s.Messages()); got != 2 {
		t.Errorf("%d messages, want 2", got)
	}
	if status, _ := postJSON(t, cmd.ResponseURL, fields{"delete_original": true}); status != 400 {
		t.Errorf("deleting the command: %d", status)
	}
}
