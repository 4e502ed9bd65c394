package fakeslack

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"
)

// start runs a server with the channels that the tests share.
func start(t *testing.T, cfg Config) *Server {
	t.Helper()
	s := New(cfg)
	t.Cleanup(s.Close)
	s.AddChannel(Channel{ID: "CIN", Member: true})
	s.AddChannel(Channel{ID: "COUT"})
	s.AddChannel(Channel{ID: "CHIDDEN", Private: true})
	s.AddChannel(Channel{ID: "CPRIVATE", Private: true, Member: true})
	s.AddChannel(Channel{ID: "COLD", Member: true, Archived: true})
	s.AddChannel(Channel{ID: "CSHARED", Member: true, External: true})
	s.AddUser(User{ID: "U1", Name: "ada", RealName: "Ada", Locale: "en-GB"})
	return s
}

func TestStartSaysWhyItCannotListen(t *testing.T) {
	s := start(t, Config{})
	if _, err := Start(Config{Addr: s.listen.Addr().String()}); err == nil || !strings.Contains(err.Error(), "listening") {
		t.Errorf("a second server at one address: %v", err)
	}
}

func TestTheRecordHasEverybodysMessagesAndCountsTheirChanges(t *testing.T) {
	s := start(t, Config{})
	asked := s.Mention("CIN", "U1", "hello")
	ts, _ := call(t, s, "chat.postMessage", "channel", "CIN", "text", "one").fields["ts"].(string)
	call(t, s, "chat.update", "channel", "CIN", "ts", ts, "text", "two")
	call(t, s, "chat.delete", "channel", "CIN", "ts", ts)
	err := s.WaitFor(deadline(t), func(st *State) bool {
		return len(st.All) == 2 && st.All[0].TS == asked.TS && st.All[0].Revision == 0 && st.All[1].TS == ts && st.All[1].Revision == 2
	})
	if err != nil {
		t.Error(err)
	}
}

func deadline(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	t.Cleanup(cancel)
	return ctx
}

// A reply is the answer of a method.
type reply struct {
	t      *testing.T
	status int
	header http.Header
	fields map[string]any
}

// call calls a method with a form; args are names and values.
func call(t *testing.T, s *Server, method string, args ...string) reply {
	t.Helper()
	form := url.Values{"token": {s.Config().BotToken}}
	for i := 0; i+1 < len(args); i += 2 {
		form.Set(args[i], args[i+1])
	}
	resp, err := http.PostForm(s.APIURL()+method, form)
	if err != nil {
		t.Fatal(err)
	}
	return read(t, resp)
}

func read(t *testing.T, resp *http.Response) reply {
	t.Helper()
	defer resp.Body.Close()
	r := reply{t: t, status: resp.StatusCode, header: resp.Header}
	if err := json.NewDecoder(resp.Body).Decode(&r.fields); err != nil {
		t.Fatalf("the answer is no JSON: %v", err)
	}
	return r
}

func (r reply) want(code string) reply {
	r.t.Helper()
	got, _ := r.fields["error"].(string)
	if got != code || r.fields["ok"] != (code == "") {
		r.t.Errorf("got ok %v, error %q; want error %q (%v)", r.fields["ok"], got, code, r.fields)
	}
	return r
}

func (r reply) text(name string) string {
	s, _ := r.fields[name].(string)
	return s
}

// postJSON posts a value and returns the status and body of the answer.
func postJSON(t *testing.T, target string, value any) (int, string) {
	t.Helper()
	resp, err := http.Post(target, "application/json", bytes.NewReader(encode(value)))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(body)
}

// section is a block that every message may hold.
const section = `[{"type":"section","text":{"type":"mrkdwn","text":"hello","verbatim":true}}]`

func TestTheRightTokenIsNeeded(t *testing.T) {
	s := start(t, Config{})
	call(t, s, "auth.test").want("")
	call(t, s, "auth.test", "token", "").want("not_authed")
	call(t, s, "auth.test", "token", "xoxb-other").want("invalid_auth")
	call(t, s, "auth.test", "token", s.Config().AppToken).want("not_allowed_token_type")
	call(t, s, "apps.connections.open").want("not_allowed_token_type")
	call(t, s, "apps.connections.open", "token", s.Config().AppToken).want("")
	s.Uninstalled()
	call(t, s, "auth.test").want("account_inactive")
}

func TestArgumentsMayComeAsJSONWithTheTokenInTheHeader(t *testing.T) {
	s := start(t, Config{})
	body := `{"channel":"CIN","text":"hi","unfurl_links":false,"blocks":` + section + `}`
	post := func(kind, token, body string) reply {
		req, err := http.NewRequest(http.MethodPost, s.APIURL()+"chat.postMessage", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		if kind != "" {
			req.Header.Set("Content-Type", kind)
		}
		req.Header.Set("Authorization", "Bearer "+token)
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		return read(t, resp)
	}
	token := s.Config().BotToken
	post("application/json; charset=utf-8", token, body).want("")
	post("application/json", "", `{"token":"`+token+`","channel":"CIN","text":"hi"}`).want("not_authed")
	post("application/json", token, `{"channel":`).want("invalid_json")
	post("text/plain", token, body).want("invalid_post_type")
	post("", token, body).want("missing_post_type")

	got := s.Calls("chat.postMessage")[0].Form
	if got.Get("unfurl_links") != "false" || got.Get("text") != "hi" || got.Get("blocks") != section {
		t.Errorf("recorded %v", got)
	}
}

func TestScopesAreCheckedAndTold(t *testing.T) {
	s := start(t, Config{})
	r := call(t, s, "users.info", "user", "U1").want("missing_scope")
	if r.text("needed") != "users:read" || !strings.Contains(r.text("provided"), "chat:write") {
		t.Errorf("got needed %q, provided %q", r.text("needed"), r.text("provided"))
	}
	if got := r.header.Get("X-OAuth-Scopes"); got != strings.Join(DefaultScopes(), ",") {
		t.Errorf("X-OAuth-Scopes is %q", got)
	}
	call(t, s, "conversations.info", "channel", "CIN").want("missing_scope")
	call(t, s, "conversations.replies", "channel", "CIN", "ts", "1.1").want("missing_scope")

	s = start(t, Config{Scopes: []string{"users:read", "channels:read"}})
	r = call(t, s, "users.info", "user", "U1", "include_locale", "true").want("")
	if user := r.fields["user"].(map[string]any); user["real_name"] != "Ada" || user["locale"] != "en-GB" {
		t.Errorf("got %v", user)
	}
	call(t, s, "users.info", "user", "U9").want("user_not_found")
	r = call(t, s, "conversations.info", "channel", "CSHARED").want("")
	if channel := r.fields["channel"].(map[string]any); channel["is_ext_shared"] != true {
		t.Errorf("got %v", channel)
	}
	call(t, s, "conversations.info", "channel", "CPRIVATE").want("missing_scope")
	call(t, s, "chat.postMessage", "channel", "CIN", "text", "hi").want("missing_scope")
}

func TestAnUnknownMethodIsRefused(t *testing.T) {
	s := start(t, Config{})
	call(t, s, "chat.shout").want("unknown_method")
}

func TestTheBotPostsOnlyWhereItMay(t *testing.T) {
	s := start(t, Config{})
	for channel, want := range map[string]string{
		"CIN": "", "CPRIVATE": "", "CSHARED": "", "COUT": "not_in_channel", "CHIDDEN": "channel_not_found",
		"COLD": "is_archived", "CNONE": "channel_not_found", "": "channel_not_found", "UNOBODY": "channel_not_found",
	} {
		r := call(t, s, "chat.postMessage", "channel", channel, "text", "hi")
		if r.want(want); t.Failed() {
			t.Fatalf("in channel %q", channel)
		}
	}
	if got := call(t, s, "chat.postMessage", "channel", "U1", "text", "hi").want("").text("channel"); got != s.DMChannel("U1") {
		t.Errorf("a person's id posts in %q", got)
	}
	open := start(t, Config{Scopes: []string{"chat:write", "chat:write.public"}})
	call(t, open, "chat.postMessage", "channel", "COUT", "text", "hi").want("")
	call(t, open, "chat.postMessage", "channel", "CHIDDEN", "text", "hi").want("channel_not_found")
}

func TestAMessageSaysSomething(t *testing.T) {
	s := start(t, Config{})
	post := func(args ...string) reply {
		return call(t, s, "chat.postMessage", append([]string{"channel", "CIN"}, args...)...)
	}
	post().want("no_text")
	post("text", " ").want("no_text")
	post("blocks", "[]").want("no_text")
	post("blocks", "{}").want("invalid_blocks_format")
	post("blocks", section).want("")
	post("markdown_text", "**hi**").want("")
	post("markdown_text", "**hi**", "text", "hi").want("markdown_text_conflict")
	post("markdown_text", strings.Repeat("x", 12_001)).want("msg_too_long")
	post("text", strings.Repeat("é", 40_000)).want("")
	post("text", strings.Repeat("é", 40_001)).want("")
	ms := s.Messages()
	if got := len([]rune(ms[len(ms)-1].Text)); got != 40_000 {
		t.Errorf("a long text is kept with %d characters", got)
	}
	part := `{"type":"section","text":{"type":"mrkdwn","text":"` + strings.Repeat("x", 3000) + `"}}`
	post("blocks", "["+strings.Repeat(part+",", 3)+part+"]").want("")
	post("blocks", "["+strings.Repeat(part+",", 4)+part+"]").want("msg_blocks_too_long")
}

func TestAnUpdateChangesTheMessageInPlace(t *testing.T) {
	s := start(t, Config{})
	ts := call(t, s, "chat.postMessage", "channel", "CIN", "text", "one", "blocks", section).want("").text("ts")
	call(t, s, "chat.update", "channel", "CIN", "ts", ts, "text", "two").want("")
	m := s.Messages()[0]
	if m.Text != "two" || !m.Edited || string(m.Blocks) != section || m.TS != ts {
		t.Errorf("after an update without blocks: %+v", m)
	}
	call(t, s, "chat.update", "channel", "CIN", "ts", ts, "text", "three", "blocks", "[]").want("")
	if m := s.Messages()[0]; m.Blocks != nil || len(s.Messages()) != 1 {
		t.Errorf("after an update that empties blocks: %+v", m)
	}
	call(t, s, "chat.update", "channel", "CIN", "ts", ts, "text", strings.Repeat("x", 4000)).want("")
	call(t, s, "chat.update", "channel", "CIN", "ts", ts, "text", strings.Repeat("x", 4001)).want("msg_too_long")
	call(t, s, "chat.update", "channel", "CIN", "ts", "1.000001", "text", "x").want("message_not_found")
	call(t, s, "chat.update", "channel", "U1", "ts", ts, "text", "x").want("channel_not_found")
	said := s.Message("CIN", "U1", "hello")
	call(t, s, "chat.update", "channel", "CIN", "ts", said.TS, "text", "x").want("cant_update_message")
	call(t, s, "chat.delete", "channel", "CIN", "ts", said.TS).want("cant_delete_message")
	call(t, s, "chat.delete", "channel", "CIN", "ts", ts).want("")
	call(t, s, "chat.update", "channel", "CIN", "ts", ts, "text", "x").want("message_not_found")
	if m := s.Messages()[0]; !m.Deleted {
		t.Errorf("after deleting: %+v", m)
	}
}

func TestAnEphemeralMessageIsSeenByOneAndCannotBeChanged(t *testing.T) {
	s := start(t, Config{})
	ts := call(t, s, "chat.postEphemeral", "channel", "CIN", "user", "U1", "text", "psst").want("").text("message_ts")
	m := s.Messages()[0]
	if !m.Ephemeral || m.To != "U1" || m.By != "chat.postEphemeral" {
		t.Errorf("got %+v", m)
	}
	call(t, s, "chat.update", "channel", "CIN", "ts", ts, "text", "x").want("message_not_found")
	call(t, s, "chat.delete", "channel", "CIN", "ts", ts).want("message_not_found")
	call(t, s, "chat.postEphemeral", "channel", "CIN", "user", "U9", "text", "psst").want("user_not_in_channel")
	call(t, s, "chat.postEphemeral", "channel", "COUT", "user", "U1", "text", "psst").want("not_in_channel")
}

func TestAThreadHoldsWhatPeopleAndTheAppWrote(t *testing.T) {
	s := start(t, Config{Scopes: []string{"chat:write", "channels:history"}})
	root := s.Mention("CIN", "U1", "Django?")
	call(t, s, "chat.postMessage", "channel", "CIN", "thread_ts", root.TS, "text", "Yes.").want("")
	call(t, s, "chat.postEphemeral", "channel", "CIN", "thread_ts", root.TS, "user", "U1", "text", "psst").want("")
	gone := call(t, s, "chat.postMessage", "channel", "CIN", "thread_ts", root.TS, "text", "oops").want("").text("ts")
	call(t, s, "chat.delete", "channel", "CIN", "ts", gone).want("")
	s.Message("CIN", "U2", "And Node.js?", InThread(root.TS))

	var texts []string
	cursor := ""
	for {
		r := call(t, s, "conversations.replies", "channel", "CIN", "ts", root.TS, "limit", "2", "cursor", cursor).want("")
		for _, m := range r.fields["messages"].([]any) {
			m := m.(map[string]any)
			texts = append(texts, m["user"].(string)+": "+m["text"].(string))
			if m["thread_ts"] != root.TS {
				t.Errorf("%v is in thread %v", m["text"], m["thread_ts"])
			}
		}
		cursor = r.fields["response_metadata"].(map[string]any)["next_cursor"].(string)
		if cursor == "" {
			break
		}
	}
	want := "U1: <@U0BOT> Django?|U0BOT: Yes.|U2: And Node.js?"
	if got := strings.Join(texts, "|"); got != want {
		t.Errorf("the thread is\n%s, want\n%s", got, want)
	}
	call(t, s, "conversations.replies", "channel", "CIN", "ts", "1.1").want("thread_not_found")
	call(t, s, "conversations.replies", "channel", "COUT", "ts", "1.1").want("not_in_channel")
	call(t, s, "chat.postMessage", "channel", "CIN", "thread_ts", "1.1", "text", "to nobody's thread").want("")
}

func TestAgentMethodsNeedTheAgentView(t *testing.T) {
	s := start(t, Config{})
	call(t, s, "agents.sessions.setStatus", "channel_id", "CIN", "thread_ts", "1.1", "status", "processing").want("feature_disabled")
	call(t, s, "agents.sessions.rename", "channel_id", "CIN", "thread_ts", "1.1", "title", "x").want("feature_disabled")

	s = start(t, Config{AgentView: true})
	for _, status := range []string{"processing", "active"} {
		call(t, s, "agents.sessions.setStatus", "channel_id", "CIN", "thread_ts", "1.1", "status", status).want("")
	}
	if got := strings.Join(s.Statuses("CIN", "1.1"), " "); got != "processing active" {
		t.Errorf("statuses are %q", got)
	}
	call(t, s, "agents.sessions.setStatus", "channel_id", "CIN", "thread_ts", "1.1", "status", "thinking").want("invalid_arguments")
	call(t, s, "agents.sessions.setStatus", "channel_id", "CIN", "status", "active").want("thread_ts_required")
	call(t, s, "agents.sessions.setStatus", "channel_id", "COUT", "thread_ts", "1.1", "status", "active").want("not_in_channel")
	call(t, s, "agents.sessions.rename", "channel_id", "CIN", "thread_ts", "1.1", "title", "Stack").want("")
	call(t, s, "agents.sessions.rename", "channel_id", "CIN", "thread_ts", "1.1", "title", strings.Repeat("x", 201)).want("invalid_arguments")
}

func TestPromptsArePinnedUnlessTheCallNamesAThread(t *testing.T) {
	s := start(t, Config{AgentView: true})
	dm := s.DMChannel("U1")
	one := `{"title":"Compare","message":"Compare Django and Node.js"}`
	set := func(prompts string, more ...string) reply {
		return call(t, s, "assistant.threads.setSuggestedPrompts", append([]string{"channel_id", dm, "prompts", prompts}, more...)...)
	}
	set("["+one+"]", "thread_ts", "1.1").want("")
	if got := s.Prompts(dm); len(got) != 0 {
		t.Errorf("with thread_ts an agent app pins %v", got)
	}
	set("[" + one + "," + one + "," + one + "," + one + "]").want("")
	if got := s.Prompts(dm); len(got) != 4 || got[0].Title != "Compare" {
		t.Errorf("pinned %v", got)
	}
	set("[" + one + "," + one + "," + one + "," + one + "," + one + "]").want("invalid_arguments")
	set(`[{"title":"Compare"}]`).want("invalid_arguments")
}

func TestTimestampsNeverRepeat(t *testing.T) {
	noon := time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)
	s := start(t, Config{Now: func() time.Time { return noon }})
	a := call(t, s, "chat.postMessage", "channel", "CIN", "text", "a").text("ts")
	b := call(t, s, "chat.postMessage", "channel", "CIN", "text", "b").text("ts")
	if a != "1795608000.000000" || b != "1795608000.000001" {
		t.Errorf("got %s and %s", a, b)
	}
}

func TestWaitingEndsWithTheContext(t *testing.T) {
	s := start(t, Config{})
	ctx, cancel := context.WithCancel(t.Context())
	waited := make(chan error)
	go func() {
		_, err := s.WaitMessages(ctx, 1)
		waited <- err
	}()
	cancel()
	if err := <-waited; err == nil {
		t.Error("waiting for a message that never came ended without an error")
	}
}

func TestTenThousandMessagesAreNoTrouble(t *testing.T) {
	s := start(t, Config{})
	ctx := deadline(t)
	const senders, each = 20, 500
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: senders}}
	defer client.CloseIdleConnections()
	form := url.Values{"token": {s.Config().BotToken}, "channel": {"CIN"}, "text": {"hi"}, "blocks": {section}}.Encode()
	var sending sync.WaitGroup
	for range senders {
		sending.Go(func() {
			for range each {
				resp, err := client.Post(s.APIURL()+"chat.postMessage", "application/x-www-form-urlencoded", strings.NewReader(form))
				if err != nil {
					t.Error(err)
					return
				}
				_, _ = io.Copy(io.Discard, resp.Body)
				resp.Body.Close()
			}
		})
	}
	ms, err := s.WaitMessages(ctx, senders*each)
	if err != nil {
		t.Fatal(err)
	}
	sending.Wait()
	seen := map[string]bool{}
	for _, m := range ms {
		seen[m.TS] = true
	}
	if len(seen) != senders*each {
		t.Errorf("%d timestamps for %d messages", len(seen), senders*each)
	}
}
