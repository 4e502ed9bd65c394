package openai

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"github.com/failsafe-go/failsafe-go/circuitbreaker"

	"github.com/stackpick/stackpick/prompts"
)

// A circuit opens when three questions in a row had no reply because of the server, and stays open for a while; then
// one question is let through, and decides.
type circuit struct {
	breaker circuitbreaker.CircuitBreaker[any]
	probing atomic.Bool // that one question is under way
}

func newCircuit(reopen time.Duration) *circuit {
	rule := circuitbreaker.NewBuilder[any]().WithFailureThreshold(3).WithSuccessThreshold(1).WithDelay(reopen)
	return &circuit{breaker: rule.Build()}
}

func (c *circuit) ready() bool {
	switch c.breaker.State() {
	case circuitbreaker.OpenState:
		return c.breaker.RemainingDelay() == 0
	case circuitbreaker.HalfOpenState:
		return !c.probing.Load()
	default:
		return true
	}
}

// enter reports whether a question may be asked, and whether it is the one that decides. Each that enters must leave.
func (c *circuit) enter() (probe, ok bool) {
	if !c.breaker.TryAcquirePermit() {
		return false, false
	}
	if probe = c.breaker.IsHalfOpen(); probe {
		c.probing.Store(true)
	}
	return probe, true
}

// leave takes in how a question ended. One that was cancelled says nothing about the server: where it was to decide,
// the next one does.
func (c *circuit) leave(probe bool, err error) {
	switch {
	case !errors.Is(err, context.Canceled):
		c.record(err)
	case probe:
		c.breaker.Open()
		c.breaker.HalfOpen()
	}
	if probe {
		c.probing.Store(false)
	}
}

// record counts an error against the server, or for it: a refusal is an answer, unless it refuses whatever we try.
func (c *circuit) record(err error) {
	fault, answer := faultOf(err)
	switch {
	case err == nil, answer != nil && answer.large, fault.What == prompts.Refused && !errors.Is(err, errEitherWay):
		c.breaker.RecordSuccess()
	default:
		c.breaker.RecordFailure()
	}
}
