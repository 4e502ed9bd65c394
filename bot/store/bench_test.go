package store_test

import (
	"fmt"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stackpick/stackpick/bot/store"
)

// benchDelivery has a payload of the size of a Slack event.
func benchDelivery(i int64) store.Delivery {
	d := delivery(fmt.Sprint("d", i), int(i%60), fmt.Sprint("Ev", i), fmt.Sprint("T1/C1/", i))
	d.Payload = []byte(strings.Repeat("p", 1500))
	return d
}

// BenchmarkAccept measures one delivery after the other, each with a flush of its own, and many at once.
func BenchmarkAccept(b *testing.B) {
	b.Run("serial", func(b *testing.B) {
		s := open(b)
		i := int64(0)
		for b.Loop() {
			i++
			if fresh, err := s.Accept(b.Context(), benchDelivery(i)); !fresh || err != nil {
				b.Fatal(fresh, err)
			}
		}
	})
	b.Run("parallel", func(b *testing.B) {
		s := open(b)
		var i atomic.Int64
		b.SetParallelism(64)
		b.RunParallel(func(pb *testing.PB) {
			for pb.Next() {
				if fresh, err := s.Accept(b.Context(), benchDelivery(i.Add(1))); !fresh || err != nil {
					b.Error(fresh, err)
				}
			}
		})
	})
}

// BenchmarkFinish measures the end of a delivery with its record, many at once.
func BenchmarkFinish(b *testing.B) {
	s := open(b)
	must(b, accepted(b, s, b.N))
	var i atomic.Int64
	b.SetParallelism(64)
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			n := i.Add(1)
			if err := s.Finish(b.Context(), fmt.Sprint("d", n), record(fmt.Sprint("a", n), int(n%60))); err != nil {
				b.Error(err)
			}
		}
	})
}

// accepted accepts the deliveries 1 to n.
func accepted(b *testing.B, s *store.Store, n int) error {
	errs := make(chan error)
	for i := range n {
		go func() {
			_, err := s.Accept(b.Context(), benchDelivery(int64(i+1)))
			errs <- err
		}()
	}
	var failed error
	for range n {
		if err := <-errs; err != nil {
			failed = err
		}
	}
	return failed
}

// BenchmarkThread reads ten answers of 5 kB from a thread of 20 among 10,000 answers.
func BenchmarkThread(b *testing.B) {
	s := open(b)
	done := make(chan error)
	const answers = 10_000
	for i := range answers {
		go func() {
			done <- s.Save(b.Context(), record(fmt.Sprint("a", i), i%60, inThread("C1", fmt.Sprint(i/20, ".0")), func(r *store.Record) {
				r.Answer.Text = strings.Repeat("answer ", 700)
			}))
		}()
	}
	for range answers {
		must(b, <-done)
	}
	i := 0
	for b.Loop() {
		i++
		records, _, err := s.Thread(b.Context(), "T1", "C1", fmt.Sprint(i%(answers/20), ".0"), 10)
		if len(records) != 10 || err != nil {
			b.Fatal(len(records), err)
		}
	}
}
