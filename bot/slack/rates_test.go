package slack

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stackpick/stackpick/bot/slack/fakeslack"
)

// TestHoweverOftenSlackIsTooBusyTheQuestionIsAnswered has Slack put off one message more often than a fault is tried.
func TestHoweverOftenSlackIsTooBusyTheQuestionIsAnswered(t *testing.T) {
	t.Parallel() // it waits most of the time
	w := newWorld(t, withEngine(&echo{}))
	for range maxTries + 1 {
		w.slack.Fail("chat.postMessage", fakeslack.Fault{Status: 429, RetryAfter: time.Second})
	}
	w.deliver(w.slack.Mention("C0GENERAL", asker, "number 1?"))
	w.untilWithin(3*testWait, "it is answered", w.idle)
	if all := w.slack.Messages(); len(all) != 1 || !strings.Contains(all[0].Text, "Of number 1?") {
		t.Errorf("answered:\n%s", describe(all))
	}
}

// TestManyQuestionsInOneChannelAreAnsweredAtSlacksPace asks more at once than Slack lets a channel have: a message a
// second after the first few. Slack's clock runs four times as fast here.
func TestManyQuestionsInOneChannelAreAnsweredAtSlacksPace(t *testing.T) {
	t.Parallel() // it waits most of the time
	const asked = 12
	began := time.Now()
	w := newWorld(t, withEngine(&echo{}), withoutLimits, withSlack(fakeslack.Config{
		Limits: true, Now: func() time.Time { return began.Add(4 * time.Since(began)) }, SigningSecret: testSecret,
	}))
	for n := range asked {
		w.deliver(w.slack.Mention("C0GENERAL", fmt.Sprintf("U%d", n), fmt.Sprintf("number %d?", n)))
	}
	w.deliver(w.slack.DM(asker, "number 99?"))
	w.until("another channel is answered meanwhile", func() bool { return count(w.slack.Messages(), "Of number 99?") == 1 })
	if n := len(w.slack.Messages()); n > asked {
		t.Errorf("%d messages were there before that of another channel", n)
	}
	w.untilWithin(3*testWait, "all is answered", w.idle)
	if all := w.slack.Messages(); len(all) != asked+1 || count(all, "Of number") != asked+1 {
		t.Errorf("%d messages, want %d:\n%s", len(all), asked+1, describe(all))
	}
	if calls := len(w.slack.Calls("chat.postMessage")); calls > 2*asked+2 {
		t.Errorf("Slack was called %d times for %d messages", calls, asked+1)
	}
}
