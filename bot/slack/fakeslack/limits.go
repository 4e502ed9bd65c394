package fakeslack

import (
	"net/url"
	"strings"
	"sync"
	"time"
)

// A limiter holds token buckets: one for each method and, for posting, one for each channel.
type limiter struct {
	now     func() time.Time
	mu      sync.Mutex
	buckets map[string]*bucket
}

type bucket struct {
	tokens float64
	filled time.Time
}

func newLimiter(now func() time.Time) *limiter {
	return &limiter{now: now, buckets: map[string]*bucket{}}
}

// postBurst is how many messages a channel takes at once; after that it is one a second. Slack says that
// short bursts are fine and gives no number.
const postBurst = 4

// take counts a call of a method and returns how long the caller has to wait, 0 for not at all.
func (l *limiter) take(name string, perMinute int, form url.Values) time.Duration {
	if perMinute == 0 {
		return l.second(name + " " + form.Get("channel"))
	}
	return l.spend(name, float64(perMinute)/60, float64(perMinute))
}

// second counts a post to a channel, of which one a second is free.
func (l *limiter) second(key string) time.Duration {
	return l.spend(strings.TrimSpace(key), 1, postBurst)
}

// spend takes a token from a bucket that refills at rate a second up to burst.
func (l *limiter) spend(key string, rate, burst float64) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	b := l.buckets[key]
	if b == nil {
		b = &bucket{tokens: burst, filled: now}
		l.buckets[key] = b
	}
	b.tokens = min(burst, b.tokens+rate*now.Sub(b.filled).Seconds())
	b.filled = now
	if b.tokens < 1 {
		return time.Duration((1 - b.tokens) / rate * float64(time.Second))
	}
	b.tokens--
	return 0
}
