package slack

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/bot/slack/blocks"
	"github.com/stackpick/stackpick/bot/slack/fakeslack"
)

// TestWhateverSlackDoesToTheEditThePlainAnswerStands has Slack refuse to change the message.
func TestWhateverSlackDoesToTheEditThePlainAnswerStands(t *testing.T) {
	for name, c := range map[string]struct {
		faults []fakeslack.Fault
		worded bool // all the same
		result string
	}{
		"the message is gone":            {[]fakeslack.Fault{{Error: "message_not_found"}}, false, "failed"},
		"it may not be changed":          {[]fakeslack.Fault{{Error: "cant_update_message"}}, false, "failed"},
		"it is too old":                  {[]fakeslack.Fault{{Error: "edit_window_closed"}}, false, "failed"},
		"the channel is gone":            {[]fakeslack.Fault{{Error: "channel_not_found"}}, false, "failed"},
		"it is being streamed":           {[]fakeslack.Fault{{Error: "streaming_state_conflict"}}, false, "failed"},
		"a scope is missing":             {[]fakeslack.Fault{{Error: "missing_scope"}}, false, "failed"},
		"a moment's pause":               {[]fakeslack.Fault{{Status: 429, RetryAfter: time.Second}}, true, "worded"},
		"two pauses":                     {[]fakeslack.Fault{{Status: 429, RetryAfter: time.Second}, {Status: 429, RetryAfter: time.Second}}, false, "failed"},
		"a long pause":                   {[]fakeslack.Fault{{Status: 429, RetryAfter: 30 * time.Second}}, false, "failed"},
		"down for a moment":              {[]fakeslack.Fault{{Status: 503}}, true, "worded"},
		"down":                           {[]fakeslack.Fault{{Status: 503}, {Status: 500}}, false, "failed"},
		"a page":                         {[]fakeslack.Fault{{HTML: true}, {HTML: true}}, false, "failed"},
		"cut off":                        {[]fakeslack.Fault{{Cut: true}, {Cut: true}}, false, "failed"},
		"done, and the answer cut off":   {[]fakeslack.Fault{{Cut: true, Done: true}}, true, "worded"},
		"refuses every form":             {[]fakeslack.Fault{{Error: "invalid_blocks"}, {Error: "invalid_blocks"}, {Error: "invalid_blocks"}, {Error: "invalid_blocks"}, {Error: "invalid_blocks"}}, false, "failed"},
		"hangs once":                     {[]fakeslack.Fault{{Hang: true}}, true, "worded"},
		"hangs":                          {[]fakeslack.Fault{{Hang: true}, {Hang: true}}, false, "failed"},
		"says that the text is too long": {[]fakeslack.Fault{{Error: "msg_too_long"}}, true, "worded"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel() // some wait
			w := newWorld(t, quick, withEditor(&editor{}))
			w.slack.Fail("chat.update", c.faults...)
			m := w.reworded(w.slack.Mention("C0GENERAL", asker, "who uses Django?"))
			stored := w.record(idOf(m))
			if says(m, betterWords) != c.worded || (len(stored.Plain) > 0) != c.worded || !says(m, "Instagram") {
				t.Errorf("the message says %q; stored is %q", m.Text, stored.Text)
			}
			if n := w.results(c.result); n != "1" {
				t.Errorf("%q are counted as %s\n%s", n, c.result, w.log.text)
			}
			if n := len(w.slack.Messages()); n != 1 {
				t.Errorf("%d messages", n)
			}
		})
	}
}

func TestATokenThatIsRevokedEndsTheProgramAtTheEditToo(t *testing.T) {
	w := newWorld(t, withEditor(&editor{}))
	w.slack.Fail("chat.update", fakeslack.Fault{Error: "token_revoked"})
	w.deliver(w.slack.Mention("C0GENERAL", asker, "who uses Django?"))
	select {
	case err := <-w.ended:
		if err == nil {
			t.Error("ended without an error")
		}
		w.ended <- nil
	case <-time.After(testWait):
		t.Fatal("still running")
	}
}

func TestWhatKeepsAnAnswerPlainIsCounted(t *testing.T) {
	for result, e := range map[string]*editor{
		"unchanged":    {edit: func(e bot.Edit) (*bot.Answer, error) { return e.Plain, nil }},
		"rate_limited": {edit: func(bot.Edit) (*bot.Answer, error) { return nil, fmt.Errorf("editing: %w", kinded{"rate_limited"}) }},
		"failed":       {edit: func(bot.Edit) (*bot.Answer, error) { return nil, errors.New("no idea") }},
		"timeout":      hanging(),
	} {
		t.Run(result, func(t *testing.T) {
			w := newWorld(t, withAgentView, withEditor(e), withEditTime(200*time.Millisecond))
			d := w.slack.DM(asker, "who uses Django?")
			m := w.reworded(d)
			if says(m, betterWords) || m.Edited || len(w.slack.Calls("chat.update")) > 0 {
				t.Errorf("edited: %s", m.Text)
			}
			if n := w.results(result); n != "1" {
				t.Errorf("%q are counted as %s\n%s", n, result, w.log.text)
			}
			w.until("the session is active", func() bool { return w.active(d) })
		})
	}
	for name, e := range map[string]*editor{
		"a panic":             {edit: func(bot.Edit) (*bot.Answer, error) { panic("a nil somewhere") }},
		"nothing":             {edit: func(bot.Edit) (*bot.Answer, error) { return nil, nil }},
		"a kind that is none": {edit: func(bot.Edit) (*bot.Answer, error) { return nil, kinded{`x"} 1` + "\n"} }},
	} {
		w := newWorld(t, withEditor(e))
		w.reworded(w.slack.Mention("C0GENERAL", asker, "who uses Django?"))
		if n := w.results("failed"); n != "1" {
			t.Errorf("%s: %q are counted as failed", name, n)
		}
	}
}

// TestAStoreThatDoesNotTakeTheBetterWordsKeepsThePlainOnes has the message say more prettily what is stored plainly.
func TestAStoreThatDoesNotTakeTheBetterWordsKeepsThePlainOnes(t *testing.T) {
	w := newWorld(t, withEditor(&editor{}), withStore(func(c *storeCalls) { c.failing = "Amend" }))
	m := w.reworded(w.slack.Mention("C0GENERAL", asker, "who uses Django?"))
	if a := w.record(idOf(m)); !says(m, betterWords) || len(a.Plain) > 0 || a.PhrasedBy != "stackpick" {
		t.Errorf("message %q, stored by %s", m.Text, a.PhrasedBy)
	}
	w.press(m, blocks.EvidenceAction, "")
	if v := w.view(1); !strings.Contains(string(v.Body), "Instagram") {
		t.Errorf("evidence: %s", v.Body)
	}
}

// TestAStoreThatDoesNotTellTheSwitchCountsAsOff has nothing sent where that may be unwanted.
func TestAStoreThatDoesNotTellTheSwitchCountsAsOff(t *testing.T) {
	e := &editor{}
	w := newWorld(t, withEditor(e), withStore(func(c *storeCalls) { c.failing = "ModelOff" }))
	if m := w.reworded(w.slack.Mention("C0GENERAL", asker, "who uses Django?")); m.Edited || !says(m, "Instagram") || len(e.edits()) > 0 {
		t.Errorf("the model was asked %d times: %s", len(e.edits()), m.Text)
	}
}

// TestAnAnswerForgottenMeanwhileIsNotStoredAgain forgets the workspace while the model works.
func TestAnAnswerForgottenMeanwhileIsNotStoredAgain(t *testing.T) {
	e := &editor{}
	w := newWorld(t, withEditor(e))
	e.first = func(context.Context, int) error { return w.store.Forget(context.Background(), w.slack.Config().Team) }
	w.reworded(w.slack.Mention("C0GENERAL", asker, "who uses Django?"))
	if n, err := w.store.Count(context.Background()); err != nil || n.Answers > 0 {
		t.Errorf("%d answers are kept, %v", n.Answers, err)
	}
}

// TestAKillBetweenTheMessageAndItsBetterWordsLeavesThePlainAnswer goes on from the files as they were in that moment.
func TestAKillBetweenTheMessageAndItsBetterWordsLeavesThePlainAnswer(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "stackpick.db")
	e := hanging()
	w := newWorld(t, withEditor(e), func(s *setting) { s.path = path })
	w.deliver(w.slack.Mention("C0GENERAL", asker, "who uses Django?"))
	w.until("the model works", func() bool { return len(e.edits()) == 1 })
	files, err := filepath.Glob(path + "*")
	if err != nil || len(files) < 2 {
		t.Fatal(files, err)
	}
	copied := filepath.Join(t.TempDir(), "stackpick.db")
	for _, f := range files {
		copyFile(t, f, copied+strings.TrimPrefix(f, path))
	}
	second := &editor{}
	w.restart(withEditor(second), func(s *setting) { s.path = copied })
	all := w.refilled()
	if len(all) != 1 || all[0].Edited || len(second.edits()) > 0 {
		t.Errorf("after the kill, with the model asked %d times:\n%s", len(second.edits()), describe(all))
	}
	if a := w.record(idOf(all[0])); len(a.Plain) > 0 || a.PhrasedBy != "stackpick" {
		t.Errorf("stored by %s", a.PhrasedBy)
	}
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	in, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		t.Fatal(err)
	}
	if _, err = io.Copy(out, in); err == nil {
		err = out.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestAnAnswerWhoseEndIsNotNotedAtOnceStaysPlain has the store fail when the answer is posted: it may be that the model
// would word what is posted again.
func TestAnAnswerWhoseEndIsNotNotedAtOnceStaysPlain(t *testing.T) {
	e := &editor{}
	w := newWorld(t, withAgentView, withEditor(e), withStore(func(*storeCalls) {}))
	w.reworded(w.slack.DM(asker, "who uses Node?"))
	d := w.slack.DM(asker, "who uses Django?")
	w.calls.failFinish(1)
	if m := w.reworded(d); m.Edited || len(e.edits()) != 1 {
		t.Errorf("the model was asked %d times: %s", len(e.edits())-1, m.Text)
	}
	w.until("the session is active", func() bool { return w.active(d) })
}
