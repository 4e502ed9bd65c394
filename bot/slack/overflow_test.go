package slack

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/bot/slack/fakeslack"
)

// withRoom makes the queue hold so many tasks.
func withRoom(n int) func(*setting) {
	return func(s *setting) { s.adjust = func(a *App) { a.queue.room = n } }
}

// count returns how many messages say a text.
func count(messages []fakeslack.Message, text string) (n int) {
	for _, m := range messages {
		if strings.Contains(m.Text, text) {
			n++
		}
	}
	return n
}

// TestWhatFindsNoRoomInTheQueueIsToldOfAndAnsweredLater asks more than the queue holds while the engine stands still.
func TestWhatFindsNoRoomInTheQueueIsToldOfAndAnsweredLater(t *testing.T) {
	const asked, room = 40, 16
	release := make(chan struct{})
	w := newWorld(t, withoutLimits, withRoom(room), withEngine(failing(func(context.Context, bot.Question) error { <-release; return nil })))
	for n := range asked {
		text := fmt.Sprintf("number %d?", n)
		switch n % 3 {
		case 0:
			w.deliver(w.slack.Command("C0GENERAL", asker, text))
		case 1:
			w.deliver(w.slack.DM(asker, text))
		default:
			w.deliver(w.slack.Mention("C0GENERAL", asker, text))
		}
	}
	w.until("the notices are there", func() bool { return count(w.slack.Messages(), "questions before yours") == asked-room })
	for _, m := range w.slack.Messages() {
		if !m.Ephemeral && m.Channel != "D0ASKER" {
			t.Errorf("the notice is shown to the whole channel: %s", m.Text)
		}
	}
	close(release)
	w.until("those in the queue are answered", func() bool { return w.app.queue.len() == 0 })
	w.skip(time.Minute) // then the store is looked through again
	all := w.refilled()
	for n := range asked {
		if got := count(all, fmt.Sprintf("Of number %d?", n)); got != 1 {
			t.Errorf("number %d has %d answers", n, got)
		}
	}
}

// refilled lets all that is in the store be answered: the clock goes forward, so that it is looked through at once.
func (w *world) refilled() []fakeslack.Message {
	w.Helper()
	w.untilWithin(2*testWait, "what is in the store is answered", func() bool {
		w.skip(refillEvery)
		time.Sleep(20 * time.Millisecond)
		return w.idle()
	})
	return w.slack.Messages()
}

// TestATaskThatEndsWhileTheStoreIsReadIsNotAnsweredTwice has the store read just before a task in it ends.
func TestATaskThatEndsWhileTheStoreIsReadIsNotAnsweredTwice(t *testing.T) {
	release, ended := make(chan struct{}), make(chan struct{})
	w := newWorld(t, withEngine(failing(func(context.Context, bot.Question) error { <-release; return nil })), withStore(func(c *storeCalls) {
		c.after["Pending"] = func() {
			if c.count("Pending") == 2 { // the first is at the start
				<-ended
			}
		}
	}))
	w.deliver(w.slack.Mention("C0GENERAL", asker, "number 1?"))
	refilled := make(chan error, 1)
	go func() {
		_, err := w.app.refill(context.Background(), time.Now().Add(time.Hour))
		refilled <- err
	}()
	w.until("the store is read", func() bool { return w.calls.count("Pending") == 2 })
	close(release)
	w.until("the task has ended", w.idle)
	close(ended)
	if err := <-refilled; err != nil {
		t.Fatal(err)
	}
	if n := count(w.refilled(), "Of number 1?"); n != 1 {
		t.Errorf("answered %d times", n)
	}
}

func TestWhoAsksTooMuchIsToldOnceAndOthersAreAnswered(t *testing.T) {
	w := newWorld(t, withEngine(&echo{}), func(s *setting) { s.config.PerMinute = 3 })
	for n := range 8 {
		w.deliver(w.slack.Mention("C0GENERAL", asker, fmt.Sprintf("number %d?", n)))
	}
	all := w.settle()
	if answers, told := count(all, "Of number"), count(all, "one person in a minute"); answers != 3 || told != 1 {
		t.Errorf("%d answers, told %d times:\n%s", answers, told, describe(all))
	}
	for _, m := range all {
		if strings.Contains(m.Text, "one person") && (!m.Ephemeral || m.To != asker) {
			t.Errorf("all are told of it: %+v", m)
		}
	}
	ack := w.deliver(w.slack.Command("C0GENERAL", asker, "number 9?"))
	if !strings.Contains(string(ack.Body), "one person in a minute") {
		t.Errorf("the command says %q", ack.Body)
	}
	if m := w.ask(w.slack.Mention("C0GENERAL", "U0OTHER", "number 10?")); !strings.Contains(m.Text, "Of number 10?") {
		t.Errorf("another person is told %q", m.Text)
	}
	w.skip(time.Minute)
	if m := w.ask(w.slack.Mention("C0GENERAL", asker, "number 11?")); !strings.Contains(m.Text, "Of number 11?") {
		t.Errorf("a minute later: %q", m.Text)
	}
}

func TestAFullBacklogSendsDeliveriesBack(t *testing.T) {
	w := newWorld(t, withEngine(&echo{}))
	mention, command := w.slack.Mention("C0GENERAL", asker, "number 1?"), w.slack.Command("C0GENERAL", asker, "number 2?")
	first := w.ask(w.slack.Mention("C0GENERAL", asker, "number 0?"))
	vote, err := w.slack.BlockAction(first, asker, "answer_feedback", "")
	if err != nil {
		t.Fatal(err)
	}
	w.app.backlog.Store(maxBacklog)
	if ack, err := w.bring(mention); err != nil || ack.Status != 503 {
		t.Errorf("mention: %+v, %v", ack, err)
	}
	if ack := w.deliver(command); !strings.Contains(string(ack.Body), sayBusy) {
		t.Errorf("command: %s", ack.Body)
	}
	w.deliver(vote) // costs little
	if ack, err := w.bring(w.slack.Event(map[string]any{"type": "reaction_added"})); err != nil || ack.Status != 200 {
		t.Errorf("what is not for us: %+v, %v", ack, err)
	}
	w.app.backlog.Store(0)
	if m := w.ask(mention); !strings.Contains(m.Text, "Of number 1?") {
		t.Errorf("delivered again: %s", m.Text)
	}
}

func TestAFullBacklogLeavesEnvelopesUnacknowledged(t *testing.T) {
	w := newWorld(t, withEngine(&echo{}), withSocket, withSlack(fakeslack.Config{AckTimeout: 100 * time.Millisecond, RetryScale: 0.001}))
	w.app.backlog.Store(maxBacklog)
	d := w.slack.Mention("C0GENERAL", asker, "number 1?")
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	if ack, err := w.slack.Send(ctx, d); ack.Acked || !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("%+v, %v", ack, err)
	}
	w.app.backlog.Store(0)
	if m := w.ask(d); !strings.Contains(m.Text, "Of number 1?") {
		t.Errorf("delivered again: %s", m.Text)
	}
}
