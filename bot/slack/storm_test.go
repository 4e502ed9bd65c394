package slack

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"regexp"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stackpick/stackpick/bot/slack/fakeslack"
)

// stormParallel is how many deliveries are under way at once; stormMessages, in storm_race_test.go and
// storm_norace_test.go, how many messages there are.
const stormParallel = 20

// TestInAStormEveryMessageHasOneAnswer delivers each message three times: as it is, again as Slack retries it, and
// under another event id; all of them reordered, many at once, and again until they are acknowledged.
func TestInAStormEveryMessageHasOneAnswer(t *testing.T) {
	t.Run("http", func(t *testing.T) { storm(t, newWorld(t, withEngine(&echo{}), withoutLimits)) })
	t.Run("socket mode that breaks all the time", func(t *testing.T) {
		w := newWorld(t, withEngine(&echo{}), withoutLimits, withSocket)
		stop := make(chan struct{})
		var breaking sync.WaitGroup
		breaking.Go(func() { breakSockets(w.slack, stop) })
		storm(t, w)
		close(stop)
		breaking.Wait()
	})
}

// breakSockets ends the connections every 100 ms, or as soon as there are some again, until stop is closed: Slack asks
// for a new one, warns, or says nothing.
func breakSockets(s *fakeslack.Server, stop chan struct{}) {
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for n := 0; ; n++ {
		select {
		case <-stop:
			return
		case <-tick.C:
		}
		for s.Connections() < sockets {
			select {
			case <-stop:
				return
			case <-time.After(time.Millisecond):
			}
		}
		switch n % 3 {
		case 0:
			s.Disconnect("refresh_requested")
		case 1:
			s.Drop()
		default:
			s.Disconnect("warning")
		}
	}
}

func storm(t *testing.T, w *world) {
	began := time.Now()
	deliveries := stormDeliveries(w.slack)
	next := make(chan fakeslack.Delivery)
	var refused atomic.Int64
	var delivering sync.WaitGroup
	for range stormParallel {
		delivering.Go(func() {
			for d := range next {
				for !w.acknowledged(d) {
					refused.Add(1)
					time.Sleep(50 * time.Millisecond) // Slack's own wait is a minute
				}
			}
		})
	}
	for _, d := range deliveries {
		next <- d
	}
	close(next)
	delivering.Wait()
	delivered := time.Since(began)
	w.untilWithin(time.Minute, "all is answered", w.idle)
	t.Logf("%d messages, %d deliveries in %s, all answered after %s; not acknowledged at first: %d",
		stormMessages, len(deliveries), delivered.Round(time.Millisecond), time.Since(began).Round(time.Millisecond), refused.Load())
	checkStorm(t, w.slack.Messages())
}

// stormDeliveries returns three deliveries of each message: mentions, DMs and commands of 700 people, in any order.
func stormDeliveries(s *fakeslack.Server) []fakeslack.Delivery {
	var all []fakeslack.Delivery
	for n := range stormMessages {
		user, channel, text := fmt.Sprintf("U%03d", n%700), fmt.Sprintf("C%03d", n%300), fmt.Sprintf("number %d?", n)
		switch n % 10 {
		case 0, 1:
			d := s.Command(channel, user, text)
			all = append(all, d, d, d)
		case 2, 3:
			d := s.DM(user, text)
			all = append(all, d, d, s.DM(user, text, fakeslack.WithTS(d.TS)))
		default:
			d := s.Mention(channel, user, text)
			all = append(all, d, d, s.Message(channel, user, fmt.Sprintf("<@%s> %s", s.Config().BotUser, text), fakeslack.WithTS(d.TS)))
		}
	}
	order := rand.New(rand.NewPCG(1, 2))
	order.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all
}

// acknowledged delivers once; over HTTP half the deliveries say that they are Slack's retries.
func (w *world) acknowledged(d fakeslack.Delivery) bool {
	if w.set.socket {
		ack, err := w.bring(d)
		return err == nil && ack.Acked
	}
	ack, err := w.slack.Post(context.Background(), w.base, d, func(r *http.Request) {
		if len(d.Body)%2 == 0 {
			r.Header.Set("X-Slack-Retry-Num", "1")
			r.Header.Set("X-Slack-Retry-Reason", "http_timeout")
		}
	})
	return err == nil && ack.Acked
}

var stormAnswer = regexp.MustCompile(`Of number (\d+)\?`)

func checkStorm(t *testing.T, messages []fakeslack.Message) {
	t.Helper()
	answers := map[string]int{}
	for _, m := range messages {
		if of := stormAnswer.FindStringSubmatch(m.Text); of != nil {
			answers[of[1]]++
		}
	}
	missing, twice := 0, 0
	for n := range stormMessages {
		switch answers[fmt.Sprint(n)] {
		case 0:
			missing++
		case 1:
		default:
			twice++
		}
	}
	if missing+twice > 0 {
		t.Log(describe(messages[:3]), len(messages))
		t.Errorf("%d messages have no answer, %d more than one", missing, twice)
	}
}
