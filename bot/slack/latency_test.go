package slack

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stackpick/stackpick/bot/slack/fakeslack"
)

// BenchmarkEventToMessage takes mentions, one after the other, from the request to the posted message. It reports how
// long that took (p50-ms, p95-ms), which counts Slack's calls here as well: the Slack is on this machine.
func BenchmarkEventToMessage(b *testing.B) {
	w := newWorld(b, withoutLimits)
	questions := []string{outcomes["recommendation"].question, outcomes["comparison"].question, outcomes["facts"].question, outcomes["not covered"].question}
	var took []time.Duration
	for n := 0; b.Loop(); n++ {
		d := w.slack.Mention("C0GENERAL", fmt.Sprintf("U%d", n), questions[n%len(questions)])
		began := time.Now()
		w.deliver(d)
		if err := w.slack.WaitFor(context.Background(), func(s *fakeslack.State) bool { return len(s.Messages) > n }); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(began))
	}
	report(b, took)
}

// BenchmarkPlainAnswerBesideAModel takes each mention without a language model, with one that answers at once, and with
// one that hangs, in turn. It reports how much longer the plain answer takes to appear with each, as ratios of the
// medians: 1 is no longer at all.
func BenchmarkPlainAnswerBesideAModel(b *testing.B) {
	names := []string{"none", "fast", "hanging"}
	worlds := []*world{newWorld(b, withoutLimits), newWorld(b, withoutLimits, withEditor(&editor{})), newWorld(b, withoutLimits, withEditor(hanging()), withEditTime(time.Hour))}
	took := make([][]time.Duration, len(worlds))
	for n := 0; b.Loop(); n++ {
		for i := range worlds {
			i = (i + n) % len(worlds)
			w := worlds[i]
			d := w.slack.Mention("C0GENERAL", fmt.Sprintf("U%d", n), outcomes["recommendation"].question)
			began := time.Now()
			w.deliver(d)
			if err := w.slack.WaitFor(context.Background(), func(s *fakeslack.State) bool { return len(s.Messages) > n }); err != nil {
				b.Fatal(err)
			}
			took[i] = append(took[i], time.Since(began))
			if w.settle(); names[i] == "fast" {
				w.rest() // what follows the plain answer is not to slow down the next
			}
		}
	}
	median := func(i int) float64 {
		slices.Sort(took[i])
		return float64(took[i][len(took[i])/2])
	}
	for i, name := range names[1:] {
		b.ReportMetric(median(i+1)/median(0), name+"/none")
	}
	b.ReportMetric(median(0)/1e6, "none-ms")
	if n := worlds[2].rewordings(); n != min(maxEdits, len(took[2])) {
		b.Errorf("%d rewordings hang", n)
	}
}

// report adds the median and the 95th percentile to a benchmark's figures.
func report(b *testing.B, took []time.Duration) {
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
}

// BenchmarkAcknowledge acknowledges mentions from eight sides at once, while they are being answered.
func BenchmarkAcknowledge(b *testing.B) {
	w := newWorld(b, withoutLimits)
	var mu sync.Mutex
	var took []time.Duration
	n := 0
	b.SetParallelism(4)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			mu.Lock()
			n++
			d := w.slack.Mention("C0GENERAL", fmt.Sprintf("U%d", n), outcomes["facts"].question)
			mu.Unlock()
			ack, err := w.slack.Post(context.Background(), w.base, d)
			if err != nil || !ack.Acked {
				b.Errorf("not acknowledged: %+v, %v", ack, err)
				return
			}
			mu.Lock()
			took = append(took, ack.Took)
			mu.Unlock()
		}
	})
	report(b, took)
}

// BenchmarkForged refuses requests that Slack did not sign.
func BenchmarkForged(b *testing.B) {
	w := newWorld(b)
	v, err := NewVerifier(testSecret, time.Now)
	if err != nil {
		b.Fatal(err)
	}
	handler := w.app.Handler(v)
	body, err := json.Marshal(map[string]string{"type": "event_callback", "padding": fmt.Sprintf("%01500d", 0)})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		r := httptest.NewRequest(http.MethodPost, "/slack/events", io.NopCloser(bytes.NewReader(body)))
		r.Header.Set("X-Slack-Request-Timestamp", fmt.Sprint(time.Now().Unix()))
		r.Header.Set("X-Slack-Signature", "v0="+fmt.Sprintf("%064d", 0))
		rec := httptest.NewRecorder()
		handler.ServeHTTP(rec, r)
		if rec.Code != http.StatusUnauthorized {
			b.Fatalf("answered %d", rec.Code)
		}
	}
}
