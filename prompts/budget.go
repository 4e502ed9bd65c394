package prompts

import (
	"fmt"
	"math"
	"sync"
	"time"
)

// Limits bound what models are paid for, in tokens of prompts and replies together but for Answer. 0
// means no limit.
type Limits struct {
	Answer int // for one reply of the model; the server cuts it off there
	Person int // for one person in an hour
	Day    int // for all in a day, by UTC
}

// maxPeople is how many people a budget remembers before it forgets those of the hours before.
const maxPeople = 10_000

// A budget keeps to Limits. It lives in memory: a new start begins anew.
type budget struct {
	limits Limits
	now    func() time.Time

	mu     sync.Mutex
	day    spent
	people map[string]spent
}

// spent is what was used in a day or an hour.
type spent struct {
	since  time.Time
	tokens int
}

func newBudget(l Limits, now func() time.Time) *budget {
	return &budget{limits: l, now: now, people: map[string]spent{}}
}

// left returns why a person's call of so many tokens would be too much, for the person to read; "" where it is not.
func (b *budget) left(who string, tokens int) (note string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.refuse(who, tokens)
}

// take sets tokens aside for a call. Where that would be too much it takes nothing and says why, as left does.
func (b *budget) take(who string, tokens int) (note string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if note := b.refuse(who, tokens); note != "" {
		return note
	}
	b.add(who, tokens)
	return ""
}

// settle replaces what was set aside by what was used.
func (b *budget) settle(who string, taken, used int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.add(who, used-taken)
}

func (b *budget) refuse(who string, tokens int) string {
	day, hour := b.current(who)
	switch {
	case b.limits.Day > 0 && day.tokens+tokens > b.limits.Day:
		return "The language model's budget for today is spent; these are the sources' own words. It begins anew at midnight UTC."
	case b.limits.Person > 0 && hour.tokens+tokens > b.limits.Person:
		return fmt.Sprintf("Your share of the language model for this hour is spent; these are the sources' own words. It begins anew in %s.", minutes(hour.since.Add(time.Hour).Sub(b.now())))
	}
	return ""
}

func minutes(d time.Duration) string {
	if n := int(math.Ceil(d.Minutes())); n > 1 {
		return fmt.Sprintf("%d minutes", n)
	}
	return "a minute"
}

// current returns what was used today, and by a person in the current hour. The caller holds mu.
func (b *budget) current(who string) (day, hour spent) {
	now := b.now().UTC()
	if today := now.Truncate(24 * time.Hour); b.day.since.Before(today) {
		b.day = spent{since: today}
	}
	hour = b.people[who]
	if now.Sub(hour.since) >= time.Hour {
		hour = spent{since: now}
	}
	return b.day, hour
}

func (b *budget) add(who string, tokens int) {
	day, hour := b.current(who)
	day.tokens, hour.tokens = max(0, day.tokens+tokens), max(0, hour.tokens+tokens)
	b.day = day
	if len(b.people) >= maxPeople {
		b.forget()
	}
	b.people[who] = hour
}

// forget forgets people whose hour is over.
func (b *budget) forget() {
	for who, s := range b.people {
		if b.now().Sub(s.since) >= time.Hour {
			delete(b.people, who)
		}
	}
}
