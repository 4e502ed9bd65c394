package slack

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// maxLimited is how many people a limiter remembers; whoever was silent for a minute is forgotten first.
const maxLimited = 10_000

// A limiter bounds how many questions one person asks: so many a minute, all of them at once if need be.
type limiter struct {
	perMinute int // 0: no limit
	now       func() time.Time

	mu     sync.Mutex
	people map[string]*person
}

// A person is what a limiter remembers of somebody.
type person struct {
	tokens *rate.Limiter
	told   time.Time // when we last said that it is too much
}

func newLimiter(perMinute int, now func() time.Time) *limiter {
	return &limiter{perMinute: perMinute, now: now, people: map[string]*person{}}
}

// allow reports whether a person may ask now. Where not, it says how long to wait, and whether that shall be told:
// once a minute is enough, or the notices would be the flood.
func (l *limiter) allow(who string) (ok bool, wait time.Duration, tell bool) {
	if l.perMinute == 0 {
		return true, 0, false
	}
	now := l.now()
	l.mu.Lock()
	defer l.mu.Unlock()
	p := l.people[who]
	if p == nil {
		l.makeRoom(now)
		p = &person{tokens: rate.NewLimiter(rate.Every(time.Minute/time.Duration(l.perMinute)), l.perMinute)}
		l.people[who] = p
	}
	r := p.tokens.ReserveN(now, 1)
	if wait = r.DelayFrom(now); wait == 0 {
		return true, 0, false
	}
	r.CancelAt(now)
	if tell = now.Sub(p.told) >= time.Minute; tell {
		p.told = now
	}
	return false, wait, tell
}

// makeRoom forgets people whose allowance is whole again, when there are many.
func (l *limiter) makeRoom(now time.Time) {
	if len(l.people) < maxLimited {
		return
	}
	for who, p := range l.people {
		if p.tokens.TokensAt(now) >= float64(l.perMinute) {
			delete(l.people, who)
		}
	}
}
