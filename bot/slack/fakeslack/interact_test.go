package fakeslack

import (
	"encoding/json"
	"net/url"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// payload decodes what a delivery tells the app.
func payload(t *testing.T, d Delivery) map[string]any {
	t.Helper()
	body := d.Body
	if d.Kind == Interactions {
		form, err := url.ParseQuery(string(body))
		if err != nil {
			t.Fatal(err)
		}
		body = []byte(form.Get("payload"))
	}
	var out map[string]any
	if err := json.Unmarshal(body, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestEventsAreInSlacksEnvelope(t *testing.T) {
	s := start(t, Config{})
	d := s.Mention("CSHARED", "U1", Escape("a < b"), func(e map[string]any) { e["edited"] = fields{"user": "U1"} })
	got := payload(t, d)
	if got["type"] != "event_callback" || got["event_id"] != d.EventID || got["is_ext_shared_channel"] != true {
		t.Errorf("the envelope is %v", got)
	}
	event := got["event"].(map[string]any)
	if event["type"] != "app_mention" || event["text"] != "<@U0BOT> a &lt; b" || event["ts"] != d.TS || event["edited"] == nil {
		t.Errorf("the event is %v", event)
	}
	if _, given := event["channel_type"]; given {
		t.Error("app_mention has no channel_type")
	}
	twin := payload(t, s.Message("CSHARED", "U1", "<@U0BOT> a &lt; b", WithTS(d.TS)))
	if e := twin["event"].(map[string]any); e["channel_type"] != "channel" || e["ts"] != d.TS || twin["event_id"] == d.EventID {
		t.Errorf("the same message as a message event: %v", twin)
	}
	if got := len(s.Thread("CSHARED", d.TS)); got != 1 {
		t.Errorf("the message told twice is kept %d times", got)
	}
	dm := payload(t, s.DM("U1", "hi"))["event"].(map[string]any)
	if dm["channel_type"] != "im" || dm["channel"] != s.DMChannel("U1") {
		t.Errorf("a direct message is %v", dm)
	}
}

func TestTheAppsOwnMessageAsAnEventIsKeptOnce(t *testing.T) {
	s := start(t, Config{})
	ts := call(t, s, "chat.postMessage", "channel", "CIN", "text", "hi").text("ts")
	s.Message("CIN", s.Config().BotUser, "hi", WithTS(ts), func(e map[string]any) { e["bot_id"] = s.Config().BotID })
	if got := len(s.Messages()); got != 1 {
		t.Errorf("%d messages, want 1", got)
	}
}

func TestOtherEventsSayWhatTheyMust(t *testing.T) {
	s := start(t, Config{})
	for want, d := range map[string]Delivery{
		"app_home_opened":       s.HomeOpened("U1", "messages"),
		"agent_session_stopped": s.SessionStopped("CIN", "1.1", "U1"),
		"tokens_revoked":        s.TokensRevoked(),
		"app_uninstalled":       s.Uninstalled(),
		"app_context_changed":   s.Event(fields{"type": "app_context_changed"}),
	} {
		if event := payload(t, d)["event"].(map[string]any); event["type"] != want || d.EventID == "" {
			t.Errorf("got %v, want %s", event, want)
		}
	}
	if got := payload(t, s.Challenge("abc")); got["type"] != "url_verification" || got["challenge"] != "abc" {
		t.Errorf("the challenge is %v", got)
	}
}

func TestACommandIsAForm(t *testing.T) {
	s := start(t, Config{Command: "/pick"})
	d := s.Command("COUT", "U1", "Django?")
	form, err := url.ParseQuery(string(d.Body))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"command": "/pick", "text": "Django?", "channel_id": "COUT", "channel_name": "cout", "user_id": "U1",
		"user_name": "ada", "team_id": "T0FAKE", "response_url": d.ResponseURL, "trigger_id": d.TriggerID,
	} {
		if got := form.Get(name); got != want || got == "" {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}

const controls = `[
	{"type":"section","text":{"type":"mrkdwn","text":"x"},"accessory":{"type":"overflow","action_id":"more","options":[
		{"text":{"type":"plain_text","text":"A"},"value":"a"},{"text":{"type":"plain_text","text":"B"},"value":"b"}]}},
	{"type":"actions","block_id":"follow","elements":[{"type":"button","action_id":"ask","value":"q1","text":{"type":"plain_text","text":"Ask"}}]},
	{"type":"context_actions","block_id":"fb","elements":[{"type":"feedback_buttons","action_id":"vote",
		"positive_button":{"text":{"type":"plain_text","text":"Yes"},"value":"up"},
		"negative_button":{"text":{"type":"plain_text","text":"No"},"value":"down"}}]}]`

func TestAClickFindsItsElement(t *testing.T) {
	s := start(t, Config{})
	root := s.Mention("CIN", "U1", "x")
	call(t, s, "chat.postMessage", "channel", "CIN", "thread_ts", root.TS, "text", "x", "blocks", controls).want("")
	m := s.Messages()[0]
	for _, c := range []struct{ action, value, block, kind, got string }{
		{"ask", "", "follow", "button", "q1"},
		{"vote", "", "fb", "feedback_buttons", "up"},
		{"vote", "down", "fb", "feedback_buttons", "down"},
	} {
		d, err := s.BlockAction(m, "U2", c.action, c.value)
		if err != nil {
			t.Fatal(err)
		}
		p := payload(t, d)
		action := p["actions"].([]any)[0].(map[string]any)
		if action["block_id"] != c.block || action["type"] != c.kind || action["value"] != c.got {
			t.Errorf("%s %q: the action is %v", c.action, c.value, action)
		}
		want := fields{"type": "message", "message_ts": m.TS, "channel_id": "CIN", "is_ephemeral": false, "thread_ts": root.TS}
		if diff := cmp.Diff(want, p["container"]); diff != "" {
			t.Errorf("the container (-want +got):\n%s", diff)
		}
		if message := p["message"].(map[string]any); message["ts"] != m.TS || message["thread_ts"] != root.TS || len(message["blocks"].([]any)) != 3 {
			t.Errorf("the message is %v", message)
		}
		if p["response_url"] != d.ResponseURL || p["trigger_id"] != d.TriggerID || d.Thread != root.TS {
			t.Errorf("the delivery is %+v", d)
		}
	}
	d, err := s.BlockAction(m, "U2", "more", "b")
	if err != nil {
		t.Fatal(err)
	}
	action := payload(t, d)["actions"].([]any)[0].(map[string]any)
	if option := action["selected_option"].(map[string]any); option["value"] != "b" || action["block_id"] != "blk0" {
		t.Errorf("the action of a menu is %v", action)
	}
}

func TestAClickOnWhatIsNotThereFails(t *testing.T) {
	s := start(t, Config{})
	call(t, s, "chat.postEphemeral", "channel", "CIN", "user", "U1", "text", "x", "blocks", controls).want("")
	m := s.Messages()[0]
	if d, err := s.BlockAction(m, "", "ask", ""); err != nil {
		t.Errorf("by whom it is for: %v", err)
	} else if p := payload(t, d); p["message"] != nil || p["container"].(map[string]any)["is_ephemeral"] != true {
		t.Errorf("of an ephemeral message Slack sends the container only, not %v", p)
	}
	for name, c := range map[string]struct{ user, action, value string }{
		"by another person": {"U2", "ask", ""}, "no such element": {"U1", "nothing", ""},
		"no such value": {"U1", "ask", "q2"}, "no such option": {"U1", "more", "c"},
	} {
		if _, err := s.BlockAction(m, c.user, c.action, c.value); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	ts := call(t, s, "chat.postMessage", "channel", "CIN", "text", "x", "blocks", controls).want("").text("ts")
	call(t, s, "chat.delete", "channel", "CIN", "ts", ts).want("")
	if _, err := s.BlockAction(s.Messages()[1], "U1", "ask", ""); err == nil {
		t.Error("in a deleted message: no error")
	}
	if _, err := s.BlockAction(Message{Channel: "CIN", TS: "1.1"}, "U1", "ask", ""); err == nil {
		t.Error("in a message that is not there: no error")
	}
}

const form = `{"type":"modal","callback_id":"why","private_metadata":"ans_1","title":{"type":"plain_text","text":"Why?"},
	"submit":{"type":"plain_text","text":"Send"},"blocks":[
	{"type":"input","block_id":"b1","label":{"type":"plain_text","text":"Reason"},"element":{"type":"static_select","action_id":"reason",
		"options":[{"text":{"type":"plain_text","text":"Wrong"},"value":"wrong"}]}},
	{"type":"input","optional":true,"label":{"type":"plain_text","text":"More"},"element":{"type":"plain_text_input","action_id":"more","max_length":5}}]}`

func TestATriggerOpensOneModalWithinThreeSeconds(t *testing.T) {
	var c clock
	s := start(t, Config{Now: c.now})
	used, late := s.Command("CIN", "U1", "x"), s.Command("CIN", "U1", "y")
	open := func(trigger string) reply { return call(t, s, "views.open", "trigger_id", trigger, "view", form) }
	open("1.2.3").want("invalid_trigger_id")
	r := open(used.TriggerID).want("")
	open(used.TriggerID).want("trigger_exchanged")
	c.advance(3 * time.Second)
	open(late.TriggerID).want("")
	late = s.Command("CIN", "U1", "z")
	c.advance(3*time.Second + 1)
	open(late.TriggerID).want("trigger_expired")

	views := s.Views()
	if v := views[0]; len(views) != 2 || v.User != "U1" || v.Type != "modal" || v.By != "views.open" {
		t.Errorf("shown: %+v", views)
	}
	view := r.fields["view"].(map[string]any)
	if view["id"] != views[0].ID || view["hash"] != views[0].Hash || view["private_metadata"] != "ans_1" {
		t.Errorf("the answer shows %v", view)
	}
	home := `{"type":"home","blocks":[]}`
	call(t, s, "views.open", "trigger_id", s.Command("CIN", "U1", "x").TriggerID, "view", home).want("invalid_arguments")
}

func TestASubmissionHasTheInput(t *testing.T) {
	s := start(t, Config{})
	call(t, s, "views.open", "trigger_id", s.Command("CIN", "U1", "x").TriggerID, "view", form).want("")
	v := s.Views()[0]
	d, err := s.ViewSubmission(v, map[string]string{"reason": "wrong", "more": "short"})
	if err != nil {
		t.Fatal(err)
	}
	p := payload(t, d)
	view := p["view"].(map[string]any)
	want := fields{"values": fields{
		"b1": fields{"reason": fields{"type": "static_select", "selected_option": fields{
			"text": fields{"type": "plain_text", "text": "Wrong"}, "value": "wrong",
		}}},
		"blk1": fields{"more": fields{"type": "plain_text_input", "value": "short"}},
	}}
	if diff := cmp.Diff(want, view["state"]); diff != "" {
		t.Errorf("the state (-want +got):\n%s", diff)
	}
	if p["type"] != "view_submission" || view["private_metadata"] != "ans_1" || view["id"] != v.ID || p["user"].(map[string]any)["id"] != "U1" {
		t.Errorf("the payload is %v", p)
	}
	for name, input := range map[string]map[string]string{
		"a required field is empty": {"more": "x"}, "a text too long": {"reason": "wrong", "more": "longer"},
		"no such option": {"reason": "right"}, "no such field": {"reason": "wrong", "colour": "red"},
	} {
		if _, err := s.ViewSubmission(v, input); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestTheHomeTabIsPublishedAndClicked(t *testing.T) {
	s := start(t, Config{})
	home := `{"type":"home","blocks":[{"type":"actions","elements":[{"type":"button","action_id":"try","value":"1","text":{"type":"plain_text","text":"Try"}}]}]}`
	hash := call(t, s, "views.publish", "user_id", "U1", "view", home).want("").fields["view"].(map[string]any)["hash"].(string)
	call(t, s, "views.publish", "user_id", "U1", "view", home, "hash", hash).want("")
	call(t, s, "views.publish", "user_id", "U1", "view", home, "hash", hash).want("hash_conflict")
	call(t, s, "views.publish", "user_id", "U9", "view", home).want("user_not_found")
	call(t, s, "views.publish", "user_id", "U1", "view", form).want("invalid_arguments")
	views := s.Views()
	if len(views) != 2 || views[0].ID != views[1].ID {
		t.Errorf("published: %+v", views)
	}
	if event := payload(t, s.HomeOpened("U1", "home"))["event"].(map[string]any); event["view"].(map[string]any)["id"] != views[0].ID {
		t.Errorf("opening the tab again tells %v", event)
	}
	d, err := s.ViewAction(views[1], "try", "")
	if err != nil {
		t.Fatal(err)
	}
	if p := payload(t, d); p["container"].(map[string]any)["view_id"] != views[1].ID || p["channel"] != nil {
		t.Errorf("the click is %v", p)
	}
}

func TestAViewIsUpdatedByItsID(t *testing.T) {
	s := start(t, Config{})
	view := call(t, s, "views.open", "trigger_id", s.Command("CIN", "U1", "x").TriggerID, "view", form).want("").fields["view"].(map[string]any)
	id, hash := view["id"].(string), view["hash"].(string)
	call(t, s, "views.update", "view_id", id, "hash", hash, "view", form).want("")
	call(t, s, "views.update", "view_id", id, "hash", hash, "view", form).want("hash_conflict")
	call(t, s, "views.update", "view_id", "VNONE", "view", form).want("not_found")
	call(t, s, "views.update", "external_id", "", "view", form).want("not_found")
}
