package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stackpick/stackpick/bot/slack/fakeslack"
	"github.com/stackpick/stackpick/bot/store"
)

const (
	kills     = 200
	maxLife   = 150 * time.Millisecond // a life ends somewhere below, from when it is ready
	askers    = 6                      // people who ask at the same time
	askPause  = 20 * time.Millisecond
	giveUpOn  = 250 * time.Millisecond // for an answer to react to: its life may have ended
	stillborn = 5                      // one life in so many ends somewhere during its start
)

// A survivor is a bot that is killed again and again while people ask, and what they were promised.
type survivor struct {
	*testing.T
	slack   *fakeslack.Server
	changed *sync.Cond
	mu      sync.Mutex
	base    string // where the present life is reached, "" between lives
	over    bool

	threads  map[string]*promise // by the mention that opened it
	commands map[string]*promise // by who typed it
	votes    map[string]string   // answer → the reason that was acknowledged, "" for a vote alone
}

// A promise is how many answers must be somewhere: at least those whose deliveries were acknowledged, and perhaps those
// that broke off.
type promise struct{ acked, perhaps int }

func (p *promise) count(acked bool) {
	if acked {
		p.acked++
	} else {
		p.perhaps++
	}
}

func TestProcessKilledTwoHundredTimesLosesNothing(t *testing.T) {
	s := newSlack(t)
	k := &survivor{T: t, slack: s, threads: map[string]*promise{}, commands: map[string]*promise{}, votes: map[string]string{}}
	k.changed = sync.NewCond(&k.mu)
	data := t.TempDir()
	environ := overHTTP(s, data)
	var people sync.WaitGroup
	for i := range askers {
		people.Go(func() { k.ask(fmt.Sprintf("U0ASKER%d", i)) })
	}
	for n := range kills {
		k.live(environ, n%stillborn == stillborn-1)
	}
	last := serve(t, s, environ)
	last.ready()
	k.set(last.base)
	k.mu.Lock()
	k.over = true
	k.mu.Unlock()
	people.Wait()
	k.waitForAll()
	last.terminate()
	if code := last.exit(patience); code != exitDone {
		t.Errorf("exit status %d, want 0:\n%s", code, &last.log)
	}
	k.checkMessages()
	k.checkStore(data)
}

// live is one life: it starts and is killed, perhaps before it is ready.
func (k *survivor) live(environ []string, early bool) {
	k.Helper()
	p := serve(k.T, k.slack, environ)
	if !early {
		p.ready()
		k.set(p.base)
	}
	<-time.After(rand.N(maxLife))
	p.kill()
	k.set("")
}

func (k *survivor) set(base string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.base = base
	k.changed.Broadcast()
}

// alive waits for a life and returns where it is reached. It reports false when there will be no more kills.
func (k *survivor) alive() (base string, ok bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for k.base == "" {
		k.changed.Wait()
	}
	return k.base, !k.over
}

// bring delivers something once and reports whether it was acknowledged.
func (k *survivor) bring(d fakeslack.Delivery) bool {
	base, _ := k.alive()
	ack, err := k.slack.Post(k.Context(), base, d)
	if err == nil && !ack.Acked {
		k.Errorf("answered with %d: %s", ack.Status, ack.Body)
	}
	return err == nil && ack.Acked
}

// ask is one person, who mentions the bot and reacts to what it says, or types commands.
func (k *survivor) ask(person string) {
	for n := 0; ; n++ {
		if _, more := k.alive(); !more {
			return
		}
		if n%4 == 3 {
			k.command(fmt.Sprintf("%sC%d", person, n))
		} else {
			k.mention(person)
		}
		<-time.After(rand.N(askPause))
	}
}

// command types a command, which Slack delivers once.
func (k *survivor) command(person string) {
	acked := k.bring(k.slack.Command(inGeneral, person, "who uses Django?"))
	k.mu.Lock()
	defer k.mu.Unlock()
	k.commands[person] = &promise{}
	k.commands[person].count(acked)
}

// mention asks in a channel, which Slack delivers until it is acknowledged, and reacts to the answer if it comes
// before the bot is killed.
func (k *survivor) mention(person string) {
	d := k.slack.Mention(inGeneral, person, aQuestion)
	for !k.bring(d) {
		<-time.After(time.Millisecond) // until it is known that this life is over
	}
	k.mu.Lock()
	k.threads[d.TS] = &promise{acked: 1}
	k.mu.Unlock()
	limit, cancel := context.WithTimeout(k.Context(), giveUpOn)
	defer cancel()
	answer, err := k.slack.WaitReply(limit, inGeneral, d.TS)
	if err != nil {
		return
	}
	if press, err := k.slack.BlockAction(answer, person, "followup:0", ""); err == nil {
		acked := k.bring(press)
		k.mu.Lock()
		k.threads[d.TS].count(acked)
		k.mu.Unlock()
	}
	k.vote(limit, answer, person)
}

// vote votes an answer down and says why, if the question for that comes.
func (k *survivor) vote(ctx context.Context, answer fakeslack.Message, person string) {
	id := answerID(answer)
	press, err := k.slack.BlockAction(answer, person, "answer_feedback", "down:"+id)
	if err != nil {
		k.Error(err)
		return
	}
	if !k.bring(press) {
		return
	}
	k.promiseVote(id, "")
	var modal fakeslack.View
	err = k.slack.WaitFor(ctx, func(st *fakeslack.State) bool {
		for i := len(st.Views) - 1; i >= 0 && i >= len(st.Views)-2*askers; i-- {
			if v := st.Views[i]; v.User == person && strings.Contains(string(v.Body), id) {
				modal = v
				return true
			}
		}
		return false
	})
	if err != nil {
		return
	}
	reason, err := k.slack.ViewSubmission(modal, map[string]string{"reason": "outdated", "words": "as of 2023"})
	if err != nil {
		k.Error(err)
		return
	}
	if k.bring(reason) {
		k.promiseVote(id, "outdated")
	}
}

func (k *survivor) promiseVote(answer, reason string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.votes[answer] = reason
}

// waitForAll waits until all that was promised is posted.
func (k *survivor) waitForAll() {
	k.Helper()
	limit, cancel := context.WithTimeout(k.Context(), 2*patience)
	defer cancel()
	err := k.slack.WaitFor(limit, func(st *fakeslack.State) bool {
		if len(st.Messages) < len(k.threads)+len(k.commands)/2 {
			return false
		}
		posted := k.posted(st.Messages)
		for where, p := range k.promises() {
			if len(posted[where]) < p.acked {
				return false
			}
		}
		return true
	})
	if err != nil {
		k.Errorf("not all is answered: %v", err)
	}
}

// promises returns all promises by where they are to be kept: a thread, or whoever sees the answer.
func (k *survivor) promises() map[string]*promise {
	all := map[string]*promise{}
	for ts, p := range k.threads {
		all[ts] = p
	}
	for person, p := range k.commands {
		all[person] = p
	}
	return all
}

// posted returns when each answer was posted, by where it is and its id.
func (k *survivor) posted(messages []*fakeslack.Message) map[string]map[string][]time.Time {
	posted := map[string]map[string][]time.Time{}
	for _, m := range messages {
		where := m.Thread + m.To
		if strings.HasPrefix(m.Text, "Thank you") {
			continue // for a vote
		}
		if posted[where] == nil {
			posted[where] = map[string][]time.Time{}
		}
		id := answerID(*m)
		posted[where][id] = append(posted[where][id], m.At)
	}
	return posted
}

// checkMessages checks that each promise was kept, and that no life posted an answer twice.
func (k *survivor) checkMessages() {
	var all []*fakeslack.Message
	for _, m := range k.slack.Messages() {
		all = append(all, &m)
	}
	posted, promises := k.posted(all), k.promises()
	questions, answers, repeated := 0, 0, 0
	for where, p := range promises {
		questions += p.acked
		answers += len(posted[where])
		if n := len(posted[where]); n < p.acked || n > p.acked+p.perhaps {
			k.Errorf("%s: %d answers, want %d and perhaps %d more", where, n, p.acked, p.perhaps)
		}
		for id, times := range posted[where] {
			for i := 1; i < len(times); i++ {
				repeated++
				if k.life(times[i]) == k.life(times[i-1]) {
					k.Errorf("%s was posted twice in one life", id)
				}
			}
		}
	}
	for where := range posted {
		if promises[where] == nil {
			k.Errorf("an answer in %s, where nobody asked", where)
		}
	}
	k.Logf("%d kills: %d questions acknowledged, %d answers; posted again in the next life: %d", kills, questions, answers, repeated)
	if questions < kills || repeated > kills*askers {
		k.Errorf("%d questions for %d kills, %d answers posted again: more than were under way", questions, kills, repeated)
	}
}

// life returns in which life something was posted. Each asks once who it is before it posts anything, and long after the
// last words of the one before have arrived.
func (k *survivor) life(at time.Time) int {
	n := 0
	for _, call := range k.slack.Calls("auth.test") {
		if call.At.Before(at) {
			n++
		}
	}
	return n
}

// checkStore opens the store and checks that it holds what was acknowledged, and nothing waits in it.
func (k *survivor) checkStore(data string) {
	kept, err := store.Open(k.Context(), filepath.Join(data, storeFile))
	if err != nil {
		k.Fatal(err)
	}
	counts, err := kept.Count(k.Context())
	kept.Close()
	if err != nil || counts.Pending > 0 {
		k.Errorf("%+v, %v", counts, err)
	}
	votes := 0
	for _, v := range votesIn(k.T, data) {
		reason, promised := k.votes[v.answer]
		if promised && (v.up || reason != "" && v.reason != reason) {
			k.Errorf("%+v is stored, but the reason %q was acknowledged", v, reason)
		}
		if promised {
			votes++
		}
	}
	k.Logf("%d votes acknowledged, %d stored", len(k.votes), counts.Votes)
	if votes != len(k.votes) || len(k.votes) < kills/10 {
		k.Errorf("%d of %d acknowledged votes are stored", votes, len(k.votes))
	}
}
