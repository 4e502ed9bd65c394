package store_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

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

// together returns the outcomes of statements that are committed in one batch: they queue up behind a write that
// waits for them.
func together(t *testing.T, s *store.Store, statements ...string) []error {
	t.Helper()
	free := make(chan struct{})
	go s.Occupy(t.Context(), free)
	synctest.Wait()
	errs := make([]error, len(statements))
	var wg sync.WaitGroup
	for i, statement := range statements {
		wg.Go(func() { errs[i] = s.Exec(t.Context(), statement) })
	}
	synctest.Wait()
	close(free)
	wg.Wait()
	return errs
}

// hush is a statement that writes a row.
func hush(thread string) string {
	return fmt.Sprintf(`INSERT INTO hushes (team, channel, thread, at) VALUES ('T1', 'C1', '%s', 0)`, thread)
}

// threads are those in which a hush was written.
func threads(t *testing.T, s *store.Store) string {
	t.Helper()
	var all string
	must(t, s.Row(t.Context(), `SELECT coalesce(group_concat(thread, ' '), '') FROM (SELECT thread FROM hushes ORDER BY thread)`, &all))
	return all
}

func TestAFailingWriteFailsAlone(t *testing.T) {
	for name, failing := range map[string]string{
		"a constraint": hush("x") + `; INSERT INTO hushes (team) VALUES ('T1')`,
		"no statement": hush("x") + `; SELECT no_such_function()`,
		"its transaction is gone, as when a disk is full": hush("x") + `; ROLLBACK`,
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := open(t)
				errs := together(t, s, hush("a"), hush("b"), failing, hush("c"), failing)
				for i, err := range errs {
					if (err != nil) != (i == 2 || i == 4) {
						t.Errorf("write %d: %v", i, err)
					}
				}
				check(t, "written", threads(t, s), "a b c")
			})
		})
	}
}

// TestAFullDatabaseTakesWhatStillFits limits the size of the file: what is too large fails, what is written with
// it does not, and given room all goes on.
func TestAFullDatabaseTakesWhatStillFits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t)
		var pages int
		must(t, s.Row(t.Context(), `PRAGMA page_count`, &pages))
		must(t, s.Row(t.Context(), fmt.Sprintf(`PRAGMA max_page_count = %d`, pages+20), &pages))
		must(t, s.Exec(t.Context(), hush("a"))) // before the others, which come in any order
		large := `UPDATE hushes SET channel = hex(zeroblob(1000000)) WHERE thread = 'a'`
		errs := together(t, s, hush("b"), large, hush("c"))
		if errs[1] == nil || !strings.Contains(errs[1].Error(), "full") || !strings.Contains(errs[1].Error(), s.Path()) {
			t.Errorf("too large: got %v", errs[1])
		}
		must(t, errs[0])
		must(t, errs[2])
		check(t, "written", threads(t, s), "a b c")
		must(t, s.Row(t.Context(), `PRAGMA max_page_count = 1000000`, &pages))
		must(t, s.Exec(t.Context(), large))
	})
}

// TestACallerWhoseContextEndsIsToldAtOnce ends the context of three callers while the writer is busy: of the
// one it works for, of one that waits for it and of one that waits for the connection.
func TestACallerWhoseContextEndsIsToldAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t)
		ctx, cancel := context.WithCancel(t.Context())
		errs := make(chan error, 3)
		free := make(chan struct{})
		go func() { errs <- s.Occupy(ctx, free) }()
		synctest.Wait()
		go func() {
			_, err := s.Accept(ctx, delivery("d1", 0, "Ev1"))
			errs <- err
		}()
		go func() {
			_, _, err := s.Thread(ctx, "T1", "C1", "1.0", 1)
			errs <- err
		}()
		kept := make(chan error, 1)
		go func() { kept <- s.Save(t.Context(), record("a1", 1)) }()
		synctest.Wait()
		cancel()
		synctest.Wait()
		check(t, "callers told", len(errs), 3)
		close(free)
		for range 3 {
			if err := <-errs; !errors.Is(err, context.Canceled) {
				t.Errorf("got %v", err)
			}
		}
		must(t, <-kept)
		check(t, "thread", thread(t, s), "a1")
		accept(t, s, delivery("d2", 0, "Ev1"), true)
	})
}

// TestAReadThatHasBegunIsNotInterrupted ends the context of a long query: to interrupt it would give up the
// connection, and with it the file.
func TestAReadThatHasBegunIsNotInterrupted(t *testing.T) {
	s := open(t)
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	var n int
	must(t, s.Row(ctx, `WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM c WHERE n < 60000) SELECT max(n) FROM c`, &n))
	check(t, "the row", n, 60_000)
	if ctx.Err() == nil {
		t.Error("the query was too short")
	}
	refusedInUse(t, s.Path())
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
				if err := s.Save(t.Context(), record(id, 1)); err != nil {
					t.Error(err)
				}
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

// TestCloseWaitsForCallsInProgress closes a store that is used from all sides: each call either works or is told
// that the store is closed, and what was saved is there.
func TestCloseWaitsForCallsInProgress(t *testing.T) {
	s := open(t)
	var wg sync.WaitGroup
	var saved atomic.Int32
	started := make(chan struct{}, 32)
	for g := range 32 {
		wg.Go(func() {
			for i := 0; ; i++ {
				id := fmt.Sprint(g, "-", i)
				err := s.Save(t.Context(), record(id, 1))
				if err == nil {
					saved.Add(1)
					_, err = s.Answer(t.Context(), "T1", id)
				}
				if i == 0 {
					started <- struct{}{}
				}
				if err != nil {
					if !errors.Is(err, store.ErrClosed) {
						t.Error(err)
					}
					return
				}
			}
		})
	}
	for range 32 {
		<-started
	}
	must(t, s.Close())
	wg.Wait()
	check(t, "saved", counts(t, openAt(t, s.Path())).Answers, int(saved.Load()))
}

// TestCloseWaitsForWritesWhoseCallersHaveGone closes a store while the writer works for nobody any more.
func TestCloseWaitsForWritesWhoseCallersHaveGone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t)
		ctx, cancel := context.WithCancel(t.Context())
		free := make(chan struct{})
		go s.Occupy(ctx, free)
		synctest.Wait()
		cancel()
		closed := make(chan error, 1)
		go func() { closed <- s.Close() }()
		synctest.Wait()
		check(t, "closed while the writer is busy", len(closed), 0)
		close(free)
		must(t, <-closed)
		_, err := openAt(t, s.Path()).Answer(t.Context(), "T1", "occupant")
		must(t, err)
	})
}
