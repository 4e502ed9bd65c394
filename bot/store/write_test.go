package store_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stackpick/stackpick/bot/store"
)

// TestEachOf2000DeliveriesIsFreshOnce sends 2,000 deliveries three times each from 32 goroutines, every copy
// under an id of its own and with only one of two keys in common.
func TestEachOf2000DeliveriesIsFreshOnce(t *testing.T) {
	const deliveries, copies, goroutines = 2000, 3, 32
	s := open(t)
	var fresh [deliveries]atomic.Int32
	work := make(chan int)
	var wg sync.WaitGroup
	for range goroutines {
		wg.Go(func() {
			for i := range work {
				n := i % deliveries
				is, err := s.Accept(t.Context(), delivery(fmt.Sprint("d", i), n%60, fmt.Sprint("Ev", i), fmt.Sprint("C1/", n)))
				if err != nil {
					t.Error(err)
				}
				if is {
					fresh[n].Add(1)
				}
			}
		})
	}
	for i := range deliveries * copies {
		work <- i
	}
	close(work)
	wg.Wait()
	for n := range fresh {
		if got := fresh[n].Load(); got != 1 {
			t.Errorf("delivery %d was fresh %d times", n, got)
		}
	}
	check(t, "counts", counts(t, s), store.Counts{Pending: deliveries})
}

// together runs calls at the same moment, behind one that keeps the writer busy until all have queued up.
func together(t *testing.T, s *store.Store, calls ...func(context.Context) error) []error {
	t.Helper()
	release := s.Occupy(t.Context())
	errs := make([]error, len(calls))
	var wg sync.WaitGroup
	for i, call := range calls {
		wg.Go(func() { errs[i] = call(t.Context()) })
	}
	release()
	wg.Wait()
	return errs
}

func TestAFailingWriteFailsAlone(t *testing.T) {
	s := open(t)
	var calls []func(context.Context) error
	for i := range 50 {
		calls = append(calls, func(ctx context.Context) error { return s.Save(ctx, record(fmt.Sprint("a", i), 1)) })
	}
	// These fail after they have written something.
	calls = append(calls,
		func(ctx context.Context) error { return s.Exec(ctx, `DELETE FROM records; SELECT no_such_function()`) },
		func(ctx context.Context) error { return s.Exec(ctx, `INSERT INTO hushes (team) VALUES ('T1')`) },
		func(ctx context.Context) error { return s.Finish(ctx, "unknown", record("b", 1)) })
	for i, err := range together(t, s, calls...) {
		if (err != nil) != (i >= 50) {
			t.Errorf("write %d: %v", i, err)
		}
	}
	check(t, "counts", counts(t, s), store.Counts{Answers: 50})
}

// TestAFullDatabaseTakesWhatStillFits limits the file's size, as a full disk would. What is too large fails,
// which ends SQLite's transaction, and what was to be committed with it does not; given room, all goes on.
func TestAFullDatabaseTakesWhatStillFits(t *testing.T) {
	s := open(t)
	must(t, s.Save(t.Context(), record("first", 1)))
	pages := 0
	must(t, s.Row(t.Context(), `PRAGMA page_count`, &pages))
	must(t, s.Row(t.Context(), fmt.Sprintf(`PRAGMA max_page_count = %d`, pages+20), &pages))
	large := record("large", 1, func(r *store.Record) { r.Question = strings.Repeat("x", 1<<20) })
	errs := together(t, s,
		func(ctx context.Context) error { return s.Save(ctx, large) },
		func(ctx context.Context) error { return s.Save(ctx, record("small1", 2)) },
		func(ctx context.Context) error { return s.Save(ctx, record("small2", 3)) },
		func(ctx context.Context) error { return s.Save(ctx, record("small3", 4)) })
	if errs[0] == nil || !strings.Contains(errs[0].Error(), "full") {
		t.Errorf("too large: got %v", errs[0])
	}
	for _, err := range errs[1:] {
		must(t, err)
	}
	check(t, "thread", thread(t, s), "first small1 small2 small3")
	must(t, s.Row(t.Context(), `PRAGMA max_page_count = 1000000`, &pages))
	must(t, s.Save(t.Context(), large))
	check(t, "thread", thread(t, s), "first large small1 small2 small3")
}

func TestACallerWhoseContextEndsIsToldAtOnce(t *testing.T) {
	s := open(t)
	release := s.Occupy(t.Context())
	ctx, cancel := context.WithCancel(t.Context())
	errs := make(chan error)
	go func() {
		_, err := s.Accept(ctx, delivery("d1", 0, "Ev1"))
		errs <- err
	}()
	go func() {
		_, _, err := s.Thread(ctx, "T1", "C1", "1.0", 1)
		errs <- err
	}()
	kept := make(chan error)
	go func() { kept <- s.Save(t.Context(), record("a1", 1)) }()
	cancel()
	for range 2 { // while the writer is still busy
		if err := <-errs; !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
	}
	release()
	must(t, <-kept)
	check(t, "thread", thread(t, s), "a1")
	accept(t, s, delivery("d2", 0, "Ev1"), true)
}

// TestEndingContextsHarmNobody lets contexts end at any moment of a write or read.
func TestEndingContextsHarmNobody(t *testing.T) {
	s := open(t)
	var wg sync.WaitGroup
	var confirmed atomic.Int32
	for g := range 8 {
		wg.Go(func() {
			for i := range 100 {
				id := fmt.Sprint(g, "-", i)
				must(t, s.Save(t.Context(), record(id, 1)))
				ctx, cancel := context.WithCancel(t.Context())
				go cancel()
				fresh, err := s.Accept(ctx, delivery(id, 1, id))
				switch {
				case err == nil && fresh:
					confirmed.Add(1)
				case !errors.Is(err, context.Canceled):
					t.Errorf("fresh %v, %v", fresh, err)
				}
				ctx, cancel = context.WithCancel(t.Context())
				go cancel()
				if r, err := s.Answer(ctx, "T1", id); err == nil && r.ID != id || err != nil && !errors.Is(err, context.Canceled) {
					t.Errorf("got %v, %v", r, err)
				}
			}
		})
	}
	wg.Wait()
	c := counts(t, s)
	check(t, "answers", c.Answers, 800)
	if c.Pending < int(confirmed.Load()) {
		t.Errorf("%d deliveries were confirmed, %d are there", confirmed.Load(), c.Pending)
	}
}

func TestCloseWaitsForCallsInProgress(t *testing.T) {
	s := open(t)
	var wg sync.WaitGroup
	var saved, refused atomic.Int32
	started := make(chan struct{}, 32)
	for g := range 32 {
		wg.Go(func() {
			for i := 0; ; i++ {
				err := s.Save(t.Context(), record(fmt.Sprint(g, "-", i), 1))
				if errors.Is(err, store.ErrClosed) {
					refused.Add(1)
					return
				}
				if err != nil {
					t.Error(err)
					return
				}
				saved.Add(1)
				if i == 0 {
					started <- struct{}{}
				}
			}
		})
	}
	for range 32 {
		<-started
	}
	must(t, s.Close())
	wg.Wait()
	check(t, "refused", int(refused.Load()), 32)
	check(t, "saved", counts(t, openAt(t, s.Path())).Answers, int(saved.Load()))
}
