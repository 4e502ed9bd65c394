package slack

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stackpick/stackpick/bot/slack/fakeslack"
)

// post sends a signed body to one of Slack's endpoints and returns the status and the answer.
func (w *world) post(path, body string, edit ...func(*http.Request)) (status int, answer string) {
	w.Helper()
	r, err := http.NewRequest(http.MethodPost, w.base+path, strings.NewReader(body))
	if err != nil {
		w.Fatal(err)
	}
	stamp := fmt.Sprint(time.Now().Unix())
	r.Header.Set("X-Slack-Request-Timestamp", stamp)
	r.Header.Set("X-Slack-Signature", fakeslack.Sign(testSecret, stamp, []byte(body)))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if strings.HasPrefix(body, "{") {
		r.Header.Set("Content-Type", "application/json")
	}
	for _, e := range edit {
		e(r)
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		w.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		w.Fatal(err)
	}
	http.DefaultClient.CloseIdleConnections()
	return resp.StatusCode, string(data)
}

const aMention = `{"type":"event_callback","team_id":"T1","event_id":"Ev1","event":{"type":"app_mention","channel":"C0GENERAL","user":"U1","text":"<@U0BOT> who uses Django?","ts":"1700000000.000200"}}`

func TestRequestsThatAreRefusedChangeNothing(t *testing.T) {
	w := newWorld(t)
	drop := func(name string) func(*http.Request) { return func(r *http.Request) { r.Header.Del(name) } }
	set := func(name, value string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(name, value) }
	}
	payload := url.Values{"payload": {`{"type":"block_actions","team":{"id":"T1"},"user":{"id":"U1"},"actions":[{"action_id":"ask:0","value":"who uses Django?"}]}`}}.Encode()
	for name, c := range map[string]struct {
		path, body string
		edit       func(*http.Request)
		want       int
	}{
		"no signature":                         {"/slack/events", aMention, drop("X-Slack-Signature"), 401},
		"no time":                              {"/slack/events", aMention, drop("X-Slack-Request-Timestamp"), 401},
		"a wrong signature":                    {"/slack/events", aMention, set("X-Slack-Signature", "v0="+strings.Repeat("0", 64)), 401},
		"a signature of another secret":        {"/slack/events", aMention, func(r *http.Request) { sign(r, "another-secret-0123456789", aMention, 0) }, 401},
		"a signature of an empty secret":       {"/slack/events", aMention, func(r *http.Request) { sign(r, "", aMention, 0) }, 401},
		"ten minutes old":                      {"/slack/events", aMention, func(r *http.Request) { sign(r, testSecret, aMention, -10*time.Minute) }, 401},
		"ten minutes ahead":                    {"/slack/events", aMention, func(r *http.Request) { sign(r, testSecret, aMention, 10*time.Minute) }, 401},
		"an unsigned challenge":                {"/slack/events", `{"type":"url_verification","challenge":"abc"}`, drop("X-Slack-Signature"), 401},
		"an unsigned command":                  {"/slack/commands", "command=%2Fstackpick&text=hi&user_id=U1&channel_id=C1", drop("X-Slack-Signature"), 401},
		"a GET":                                {"/slack/events", aMention, func(r *http.Request) { r.Method = http.MethodGet }, 405},
		"another path":                         {"/slack/other", aMention, nil, 404},
		"a compressed body":                    {"/slack/events", aMention, set("Content-Encoding", "gzip"), 415},
		"more than 1 MiB":                      {"/slack/events", `{"x":"` + strings.Repeat("x", 1<<20) + `"}`, nil, 413},
		"no JSON":                              {"/slack/events", `{"type":`, nil, 400},
		"JSON that is no object":               {"/slack/events", `[1,2]`, nil, 400},
		"deep nesting":                         {"/slack/events", strings.Repeat(`{"a":`, 20000) + "1" + strings.Repeat("}", 20000), nil, 400},
		"an empty body":                        {"/slack/events", "", nil, 400},
		"a command without user":               {"/slack/commands", "command=%2Fstackpick&text=hi", nil, 400},
		"a broken form":                        {"/slack/commands", "text=%zz", nil, 400},
		"an interaction without payload":       {"/slack/interactions", "a=b", nil, 400},
		"a payload in the query":               {"/slack/interactions?" + payload, "a=b", nil, 400},
		"a command in the query":               {"/slack/commands?text=hi&user_id=U1&channel_id=C0GENERAL", "ssl_check=0", nil, 400},
		"a certificate check":                  {"/slack/commands", "ssl_check=1&token=x", nil, 200},
		"an unknown event":                     {"/slack/events", `{"type":"event_callback","event":{"type":"star_added"}}`, nil, 200},
		"an unknown envelope":                  {"/slack/events", `{"type":"new_thing"}`, nil, 200},
		"an event of wrong types":              {"/slack/events", `{"type":"event_callback","event":{"type":"message","channel":5,"files":"x","hidden":"yes"}}`, nil, 200},
		"a null event":                         {"/slack/events", `{"type":"event_callback","event":null}`, nil, 200},
		"an unknown interaction":               {"/slack/interactions", url.Values{"payload": {`{"type":"shortcut"}`}}.Encode(), nil, 200},
		"an unknown button":                    {"/slack/interactions", url.Values{"payload": {`{"type":"block_actions","user":{"id":"U1"},"actions":[{"action_id":"boom","value":"x"}]}`}}.Encode(), nil, 200},
		"a vote on nothing":                    {"/slack/interactions", url.Values{"payload": {`{"type":"block_actions","user":{"id":"U1"},"actions":[{"action_id":"answer_feedback","value":"sideways"}]}`}}.Encode(), nil, 200},
		"held back by Slack":                   {"/slack/events", `{"type":"app_rate_limited","minute_rate_limited":1}`, nil, 200},
		"a table cell that nobody has yet":     {"/slack/events", `{"type":"event_callback","event":{"type":"message","bot_id":"B1","blocks":[{"type":"table","rows":[[{"type":"raw_hologram"}]]}]}}`, nil, 200},
		"a name in it that no user could have": {"/slack/events", `{"type":"event_callback","event":{"type":"app_mention","user":"USLACKBOT","channel":"C1","ts":"1"}}`, nil, 200},
	} {
		t.Run(name, func(t *testing.T) {
			edits := []func(*http.Request){}
			if c.edit != nil {
				edits = append(edits, c.edit)
			}
			status, answer := w.post(c.path, c.body, edits...)
			if status != c.want {
				t.Errorf("answered %d %q, want %d", status, answer, c.want)
			}
			if strings.Contains(answer, "v0=") || strings.Contains(answer, testSecret) {
				t.Errorf("the answer helps to forge: %q", answer)
			}
		})
	}
	if m := w.settle(); len(m) > 0 {
		t.Errorf("answered what was refused:\n%s", describe(m))
	}
	if counts, err := w.store.Count(context.Background()); err != nil || counts.Votes+counts.Answers > 0 {
		t.Errorf("stored %+v, %v", counts, err)
	}
}

// sign signs a request anew, as of some time from now.
func sign(r *http.Request, secret, body string, from time.Duration) {
	stamp := fmt.Sprint(time.Now().Add(from).Unix())
	r.Header.Set("X-Slack-Request-Timestamp", stamp)
	r.Header.Set("X-Slack-Signature", fakeslack.Sign(secret, stamp, []byte(body)))
}

func TestASignedChallengeIsGivenBack(t *testing.T) {
	w := newWorld(t)
	if status, answer := w.post("/slack/events", `{"type":"url_verification","challenge":"3eZbrw1aBm"}`); status != 200 || answer != "3eZbrw1aBm" {
		t.Errorf("answered %d %q", status, answer)
	}
}

func TestARequestThatIsPlayedAgainIsAnsweredOnce(t *testing.T) {
	w := newWorld(t)
	for range 3 {
		if status, _ := w.post("/slack/events", aMention); status != 200 {
			t.Fatalf("answered %d", status)
		}
	}
	other := strings.Replace(aMention, "Ev1", "Ev2", 1) // the same message by another event id
	message := strings.Replace(strings.Replace(aMention, "Ev1", "Ev3", 1), "app_mention", "message", 1)
	w.post("/slack/events", other)
	w.post("/slack/events", message)
	if all := w.settle(); len(all) != 1 {
		t.Errorf("%d answers, want 1:\n%s", len(all), describe(all))
	}
}

func TestWhatIsNotAPersonsQuestionIsLeftAlone(t *testing.T) {
	w := newWorld(t, withHistory)
	with := func(fields ...any) fakeslack.EventOption {
		return func(e map[string]any) {
			for i := 0; i+1 < len(fields); i += 2 {
				e[fields[i].(string)] = fields[i+1]
			}
		}
	}
	me := w.slack.Config().BotUser
	for name, d := range map[string]fakeslack.Delivery{
		"another bot":                 w.slack.Mention("C0GENERAL", asker, "who uses Django?", with("bot_id", "B0OTHER")),
		"ourselves":                   w.slack.Mention("C0GENERAL", me, "who uses Django?"),
		"our own DM":                  w.slack.DM(asker, "who uses Django?", with("user", me)),
		"an edited mention":           w.slack.Mention("C0GENERAL", asker, "who uses Django?", with("edited", map[string]any{"user": asker, "ts": "1.0"})),
		"an edited message":           w.slack.DM(asker, "who uses Django?", with("subtype", "message_changed")),
		"a deleted message":           w.slack.DM(asker, "who uses Django?", with("subtype", "message_deleted")),
		"a bot's message":             w.slack.DM(asker, "who uses Django?", with("subtype", "bot_message")),
		"the agent's root":            w.slack.DM(asker, "who uses Django?", with("subtype", "assistant_app_thread")),
		"a hidden message":            w.slack.DM(asker, "who uses Django?", with("hidden", true)),
		"a message without a mention": w.slack.Message("C0GENERAL", asker, "who uses Django?"),
		"a reply in a thread of others": w.slack.Message("C0GENERAL", asker, "who uses Django?",
			fakeslack.InThread("1700000000.000900")),
		"a message to somebody else": w.slack.Message("C0GENERAL", asker, "<@U0OTHER> who uses Django?"),
	} {
		w.deliver(d)
		if all := w.settle(); len(all) > 0 {
			t.Fatalf("%s: answered\n%s", name, describe(all))
		}
	}
	if m := w.ask(w.slack.DM(asker, "who uses Django?", with("subtype", "file_share", "files", []any{map[string]any{"id": "F1"}}))); !strings.Contains(string(m.Blocks), "1 file was not looked at") {
		t.Errorf("a file was ignored without a word: %s", m.Blocks)
	}
}
