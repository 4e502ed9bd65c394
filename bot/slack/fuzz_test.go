package slack

import (
	"context"
	"errors"
	"net/url"
	"testing"
)

// FuzzDeliveries has the intake decide about bodies of all three kinds: whatever they hold, it neither panics nor
// fails but for their form.
func FuzzDeliveries(f *testing.F) {
	f.Add("events_api", []byte(aMention))
	f.Add("events_api", []byte(`{"type":"event_callback","event":{"type":"message","channel":"D1","user":"U1","ts":"1","text":"hi","files":[{}]}}`))
	f.Add("events_api", []byte(`{"type":"event_callback","event":{"type":"agent_session_stopped","channel":"D1","thread_ts":"1"}}`))
	f.Add("slash_commands", []byte(`{"user_id":"U1","channel_id":"C1","text":"compare","response_url":"http://x","trigger_id":"1"}`))
	f.Add("interactive", []byte(`{"type":"block_actions","user":{"id":"U1"},"actions":[{"action_id":"followup:0","block_id":"next:abc","value":"why?"}]}`))
	f.Add("interactive", []byte(`{"type":"view_submission","user":{"id":"U1"},"view":{"callback_id":"why_not","private_metadata":"x","state":{"values":{}}}}`))
	f.Add("hello", []byte(`null`))
	w := newWorld(f, withEngine(&echo{}))
	f.Fuzz(func(t *testing.T, kind string, body []byte) {
		d, err := decodeEnvelope(kind, body)
		if err == nil {
			_, err = w.app.intake(context.Background(), d)
		}
		if err != nil && !errors.Is(err, errMalformed) && !errors.Is(err, errBusy) {
			t.Errorf("%s %q: %v", kind, body, err)
		}
		if form, err := url.ParseQuery(string(body)); err == nil {
			decodeCommand(form)
		}
	})
}
