package main

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/stackpick/stackpick/bot/slack/fakeslack"
)

const (
	repeatEvery   = 10 // one delivery in so many is an event that was delivered before
	channels      = 40
	talkers       = 500 // people who mention the bot
	answerTimeout = time.Minute
	maxForgers    = 64 // forged requests under way at once
)

// A load is the questions of one run and what became of them.
type load struct {
	*options
	slack *fakeslack.Server
	base  string

	mu      sync.Mutex
	asked   map[place]time.Time // when the question was due whose answer has its place there
	acks    []time.Duration     // from when a delivery was due
	late    []time.Duration     // how far behind its time this tool sent a delivery
	unacked int
	retried int // needed more than one try

	forgeries, tolerated atomic.Int64 // forged requests that were answered, and those not answered with 401
}

// A place is where an answer must be. Each question has one of its own: a thread, or a person.
type place struct{ channel, thread, to string }

func newLoad(o *options, slack *fakeslack.Server, base string) *load {
	for i := range channels {
		slack.AddChannel(fakeslack.Channel{ID: channel(i), Member: true})
	}
	return &load{options: o, slack: slack, base: base, asked: map[place]time.Time{}}
}

func channel(i int) string { return fmt.Sprintf("C0%06d", i%channels) }

// deliver delivers for as long as it should, or until ctx ends, and returns when all deliveries are acknowledged or
// given up.
func (l *load) deliver(ctx context.Context) {
	var busy sync.WaitGroup
	defer busy.Wait()
	busy.Go(func() { l.forge(ctx) })
	all, begun := questions(), time.Now()
	var event fakeslack.Delivery // the last one that Slack may deliver again
	number := 0
	for n := range int(l.rate * l.length.Seconds()) {
		due := begun.Add(time.Duration(float64(n) / l.rate * float64(time.Second)))
		if !sleep(ctx, time.Until(due)) {
			return
		}
		d := event
		if n%repeatEvery != repeatEvery-1 {
			d = l.ask(number, all[number%len(all)], due)
			number++
		}
		if d.Kind == fakeslack.Events {
			event = d
		}
		busy.Go(func() { l.send(ctx, d, due) })
	}
}

// sleep waits, and reports false when ctx ended meanwhile.
func sleep(ctx context.Context, wait time.Duration) bool {
	if wait <= 0 {
		return ctx.Err() == nil
	}
	select {
	case <-time.After(wait):
		return true
	case <-ctx.Done():
		return false
	}
}

// ask returns a question: of ten, six are mentions, two commands, two direct messages.
func (l *load) ask(n int, text string, due time.Time) fakeslack.Delivery {
	var d fakeslack.Delivery
	var p place
	switch person := fmt.Sprintf("U1%07d", n); {
	case n%10 < 6:
		d = l.slack.Mention(channel(n), fmt.Sprintf("U0%07d", n%talkers), text)
		p = place{channel: d.Channel, thread: d.TS}
	case n%10 < 8:
		d = l.slack.Command(channel(n), person, text)
		p = place{channel: d.Channel, to: person}
	default:
		d = l.slack.DM(person, text)
		p = place{channel: d.Channel}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.asked[p] = due
	return d
}

// send delivers once and notes how long the acknowledgement took from when the delivery was due.
func (l *load) send(ctx context.Context, d fakeslack.Delivery, due time.Time) {
	late := time.Since(due)
	var ack fakeslack.Ack
	var err error
	if l.socket {
		ack, err = l.slack.Send(ctx, d)
	} else {
		ack, err = l.slack.Post(ctx, l.base, d)
	}
	took := time.Since(due)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.late = append(l.late, late)
	if err != nil || !ack.Acked {
		l.unacked++
		return
	}
	l.acks = append(l.acks, took)
	if ack.Tries > 1 {
		l.retried++
	}
}

// answered waits until every question has an answer.
func (l *load) answered(ctx context.Context) error {
	limit, cancel := context.WithTimeout(ctx, answerTimeout)
	defer cancel()
	seen, looked := map[place]bool{}, 0
	err := l.slack.WaitFor(limit, func(st *fakeslack.State) bool {
		for _, m := range st.Messages[looked:] {
			if p := placeOf(*m); !l.asked[p].IsZero() && m.By != "ack" {
				seen[p] = true
			}
		}
		looked = len(st.Messages)
		return len(seen) == len(l.asked)
	})
	if ctx.Err() == nil {
		return nil // what is missing is for the report
	}
	return err
}

func placeOf(m fakeslack.Message) place { return place{channel: m.Channel, thread: m.Thread, to: m.To} }

// forge sends requests that Slack did not sign for as long as the load lasts.
func (l *load) forge(ctx context.Context) {
	if l.forged == 0 {
		return
	}
	client := &http.Client{Timeout: 3 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: maxForgers}}
	defer client.CloseIdleConnections()
	var next atomic.Int64
	var forgers sync.WaitGroup
	begun := time.Now()
	for range maxForgers {
		forgers.Go(func() {
			for {
				n := next.Add(1)
				due := begun.Add(time.Duration(float64(n) / l.forged * float64(time.Second)))
				if due.Sub(begun) > l.length || !sleep(ctx, time.Until(due)) {
					return
				}
				l.forgeOne(ctx, client)
			}
		})
	}
	forgers.Wait()
}

// forgeOne sends a request whose signature has the right form and the wrong digest: no other costs the bot as much.
func (l *load) forgeOne(ctx context.Context, client *http.Client) {
	body := `{"type":"event_callback","event":{"type":"app_mention","text":"` + strings.Repeat("forged ", 500) + `"}}`
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, l.base+"/slack/events", strings.NewReader(body))
	if err != nil {
		return
	}
	req.Header.Set("X-Slack-Request-Timestamp", strconv.FormatInt(time.Now().Unix(), 10))
	req.Header.Set("X-Slack-Signature", "v0="+strings.Repeat("0f", 32))
	resp, err := client.Do(req)
	if err != nil {
		return
	}
	resp.Body.Close()
	l.forgeries.Add(1)
	if resp.StatusCode != http.StatusUnauthorized {
		l.tolerated.Add(1)
	}
}
