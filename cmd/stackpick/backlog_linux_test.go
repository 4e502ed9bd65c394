package main

import (
	"context"
	"fmt"
	"net/http"
	"regexp"
	"testing"
	"time"

	"github.com/stackpick/stackpick/bot/slack/fakeslack"
)

// behind is what people are told whose question has to wait: at least a hundred are before it.
var behind = regexp.MustCompile(`^I have (\d+) questions before yours`)

// TestProcessTakesUpALargeBacklog has far more questions accepted than fit into the memory of the program, while Slack
// takes no messages, and kills it: the next life answers them all, one portion right after the other. They are asked in
// many channels: in one of them what Slack holds back comes back a second apart.
func TestProcessTakesUpALargeBacklog(t *testing.T) {
	const questions, room = 1200, 512
	s := newSlack(t)
	environ := overHTTP(s, t.TempDir())
	s.Fail("chat.postMessage", many(room, fakeslack.Fault{Status: http.StatusTooManyRequests, RetryAfter: time.Minute})...)
	p := serveReady(t, s, environ)
	in := map[string]string{} // thread → channel
	ask := func() {
		var channels []string
		for i := range batch {
			channels = append(channels, fmt.Sprintf("C0MANY%d", (len(in)+i)%300))
			s.AddChannel(fakeslack.Channel{ID: channels[i], Member: true})
		}
		for i, thread := range p.mentions(batch, channels...) {
			in[thread] = channels[i]
		}
	}
	for len(in) < questions {
		ask()
	}
	p.until("Slack has refused a message for each place in memory", func() bool { return len(s.Calls("chat.postMessage")) == room })
	p.kill()

	begun := time.Now()
	s.Fail("chat.postMessage", many(room, fakeslack.Fault{Status: http.StatusTooManyRequests, RetryAfter: time.Second})...)
	p = serveReady(t, s, environ)
	ask()
	ctx, cancel := context.WithTimeout(t.Context(), 2*patience)
	defer cancel()
	answered, notices, looked := 0, 0, 0
	err := s.WaitFor(ctx, func(st *fakeslack.State) bool {
		for _, m := range st.Messages[looked:] {
			switch told := behind.FindStringSubmatch(m.Text); {
			case !m.Ephemeral:
				answered++
			case m.At.Before(begun):
			case told == nil || len(told[1]) < 3:
				t.Errorf("somebody is told: %s", m.Text)
			default:
				notices++
			}
		}
		looked = len(st.Messages)
		return answered == len(in)
	})
	if err != nil {
		t.Fatalf("%d of %d are answered after %s:\n%s", answered, len(in), time.Since(begun), &p.log)
	}
	t.Logf("%d answered in %s", answered, time.Since(begun).Round(time.Millisecond))
	if notices == 0 {
		t.Error("nobody is told how many wait before")
	}
	for thread, channel := range in {
		if n := len(s.Thread(channel, thread)); n != 2 {
			t.Errorf("a thread has %d messages, want question and answer", n)
		}
	}
}
