package slack

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"
)

// TestTheEndMayComeWhileDeliveriesArrive shuts down while sockets bring one delivery after the other: nothing may
// panic, race or hang. What was not acknowledged Slack would bring again.
func TestTheEndMayComeWhileDeliveriesArrive(t *testing.T) {
	for n := range 25 {
		w := newWorld(t, withEngine(&echo{}), withoutLimits, withSocket)
		ctx, cancel := context.WithCancel(t.Context())
		var delivering sync.WaitGroup
		for from := range 20 {
			delivering.Go(func() {
				for k := 0; ctx.Err() == nil; k++ {
					_, _ = w.slack.Send(ctx, w.slack.DM(fmt.Sprintf("U%02d", from), fmt.Sprintf("number %d?", k)))
				}
			})
		}
		time.Sleep(time.Duration(2*n) * time.Millisecond)
		if err := w.end(); err != nil {
			t.Error(err)
		}
		cancel()
		delivering.Wait()
	}
}
