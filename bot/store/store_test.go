package store_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/bot/store"
)

// open opens a store in a folder of the test's.
func open(t testing.TB) *store.Store {
	t.Helper()
	return openAt(t, filepath.Join(t.TempDir(), "data", "stackpick.db"))
}

func openAt(t testing.TB, path string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func at(minute int) time.Time { return time.Date(2026, 11, 25, 10, minute, 0, 123e6, time.UTC) }

func delivery(id string, minute int, keys ...string) store.Delivery {
	return store.Delivery{ID: id, Keys: keys, Team: "T1", Payload: []byte("payload of " + id), Accepted: at(minute)}
}

// record is a complete record in thread 1.0 of channel C1 of team T1.
func record(id string, minute int, change ...func(*store.Record)) *store.Record {
	text := "for"
	r := &store.Record{
		ID: id, Team: "T1", Channel: "C1", Thread: "1.0", TS: "1." + id, User: "U1", Surface: "mention",
		Question: "Django or Node.js?",
		At:       at(minute),
		Answer: &bot.Answer{
			Question: "Django or Node.js?", Outcome: bot.Recommended, Text: "Django [1] <b>&\u2028</b>",
			Recommendation: &bot.Recommendation{Option: "Django", Strength: bot.Strong, Because: []string{"security"}},
			Statements:     []bot.Statement{{Text: "Django", Citations: []int{1}}},
			Comparison: &bot.Comparison{Options: []string{"Django"}, Rows: []bot.ComparisonRow{{
				Criterion: "security", Cells: []bot.ComparisonCell{{Option: "Django", Text: &text, Stance: "for", Citations: []int{1}}, {Option: "Node.js", Stance: "none"}},
			}}},
			Sources: []bot.Source{{N: 1, ID: "django#security", Score: 0.123456789}},
			Receipt: bot.Receipt{Knowledge: "hash", Version: "1"},
		},
	}
	for _, c := range change {
		c(r)
	}
	return r
}

func inTeam(team string) func(*store.Record) { return func(r *store.Record) { r.Team = team } }

func inThread(channel, thread string) func(*store.Record) {
	return func(r *store.Record) { r.Channel, r.Thread = channel, thread }
}

func private(r *store.Record) { r.Private, r.TS = true, "" }

// accept accepts a delivery and checks whether it is fresh.
func accept(t *testing.T, s *store.Store, d store.Delivery, want bool) {
	t.Helper()
	fresh, err := s.Accept(t.Context(), d)
	must(t, err)
	if fresh != want {
		t.Errorf("delivery %s with keys %q: fresh is %v, want %v", d.ID, d.Keys, fresh, want)
	}
}

func pending(t *testing.T, s *store.Store) []store.Delivery {
	t.Helper()
	all, err := s.Pending(t.Context(), 10_000)
	must(t, err)
	return all
}

func ids(records []store.Record) string {
	var all []string
	for _, r := range records {
		all = append(all, r.ID)
	}
	return strings.Join(all, " ")
}

// thread returns the ids of thread 1.0 of C1 of T1, with a leading "hushed".
func thread(t *testing.T, s *store.Store) string {
	t.Helper()
	records, hushed, err := s.Thread(t.Context(), "T1", "C1", "1.0", 100)
	must(t, err)
	if hushed {
		return strings.TrimSpace("hushed " + ids(records))
	}
	return ids(records)
}

func counts(t *testing.T, s *store.Store) store.Counts {
	t.Helper()
	c, err := s.Count(t.Context())
	must(t, err)
	return c
}

// check compares what a test got with what it wants.
func check(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// promises are what any implementation must keep, each in a store of its own.
func promises() map[string]func(*testing.T, *store.Store) {
	return map[string]func(*testing.T, *store.Store){
		"a delivery is fresh once": func(t *testing.T, s *store.Store) {
			accept(t, s, delivery("d1", 0, "Ev1", "C1/1.0"), true)
			accept(t, s, delivery("d2", 1, "Ev1", "C1/1.0"), false)
			accept(t, s, delivery("d3", 1, "Ev1"), false)
			accept(t, s, delivery("d1", 1, "Ev1"), false)
			accept(t, s, delivery("d1", 1, "Ev9"), false)
			accept(t, s, delivery("d4", 2, "Ev2", "C1/2.0"), true)
			check(t, "pending", len(pending(t, s)), 2)
		},
		"the keys of a copy are noted as the first one's": func(t *testing.T, s *store.Store) {
			accept(t, s, delivery("d1", 0, "Ev1", "C1/1.0"), true)
			accept(t, s, delivery("d2", 1, "Ev2", "C1/1.0", "Tr2"), false)
			accept(t, s, delivery("d3", 2, "Ev2"), false)
			accept(t, s, delivery("d4", 2, "Tr2"), false)
			want := delivery("d1", 0, "C1/1.0", "Ev1", "Ev2", "Tr2")
			check(t, "pending", pending(t, s), []store.Delivery{want})
		},
		"a finished delivery is still no fresh one": func(t *testing.T, s *store.Store) {
			accept(t, s, delivery("d1", 0, "Ev1"), true)
			must(t, s.Finish(t.Context(), "d1", nil))
			accept(t, s, delivery("d2", 1, "Ev1"), false)
			check(t, "pending", len(pending(t, s)), 0)
		},
		"a key that is repeated or empty does no harm": func(t *testing.T, s *store.Store) {
			accept(t, s, delivery("d1", 0, "Ev1", "", "Ev1"), true)
			accept(t, s, delivery("d2", 1, "", "Ev2"), true)
			if _, err := s.Accept(t.Context(), delivery("d3", 1, "")); err == nil {
				t.Error("a delivery without a key was accepted")
			}
		},
		"the same key of another team is another key": func(t *testing.T, s *store.Store) {
			accept(t, s, delivery("d1", 0, "Ev1"), true)
			other := delivery("d2", 0, "Ev1")
			other.Team = "T2"
			accept(t, s, other, true)
		},
		"pending deliveries come oldest first, whole, up to a limit": func(t *testing.T, s *store.Store) {
			accept(t, s, delivery("b", 2, "Ev2"), true)
			accept(t, s, delivery("c", 1, "Ev1", "C1/1.0"), true)
			accept(t, s, delivery("a", 3, "Ev3"), true)
			check(t, "pending", pending(t, s), []store.Delivery{delivery("c", 1, "C1/1.0", "Ev1"), delivery("b", 2, "Ev2"), delivery("a", 3, "Ev3")})
			for limit, want := range map[int]int{-1: 0, 0: 0, 2: 2} {
				some, err := s.Pending(t.Context(), limit)
				must(t, err)
				check(t, fmt.Sprint("limit ", limit), len(some), want)
			}
		},
		"finishing keeps the record and ends the hush": func(t *testing.T, s *store.Store) {
			accept(t, s, delivery("d1", 0, "Ev1"), true)
			must(t, s.Hush(t.Context(), "T1", "C1", "1.0"))
			check(t, "before", thread(t, s), "hushed")
			must(t, s.Finish(t.Context(), "d1", record("a1", 1)))
			check(t, "after", thread(t, s), "a1")
			got, err := s.Answer(t.Context(), "T1", "a1")
			must(t, err)
			check(t, "record", got, record("a1", 1))
			check(t, "counts", counts(t, s), store.Counts{Answers: 1})
		},
		"finishing again replaces the record": func(t *testing.T, s *store.Store) {
			accept(t, s, delivery("d1", 0, "Ev1"), true)
			must(t, s.Finish(t.Context(), "d1", record("a1", 1)))
			again := record("a1", 2, func(r *store.Record) { r.TS, r.Question, r.Answer = "9.9", "again", nil })
			must(t, s.Finish(t.Context(), "d1", again))
			got, err := s.Answer(t.Context(), "T1", "a1")
			must(t, err)
			check(t, "record", got, again)
			check(t, "thread", thread(t, s), "a1")
		},
		"an unknown delivery is not finished and keeps nothing": func(t *testing.T, s *store.Store) {
			if err := s.Finish(t.Context(), "d1", record("a1", 1)); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("got %v", err)
			}
			check(t, "counts", counts(t, s), store.Counts{})
		},
		"a thread is its newest records, oldest first, without private ones": func(t *testing.T, s *store.Store) {
			for i, id := range []string{"a", "b", "c", "d"} {
				must(t, s.Save(t.Context(), record(id, 10-i)))
			}
			must(t, s.Save(t.Context(), record("p", 20, private)))
			must(t, s.Save(t.Context(), record("x", 20, inThread("C1", "2.0"))))
			must(t, s.Save(t.Context(), record("y", 20, inThread("C2", "1.0"))))
			must(t, s.Save(t.Context(), record("z", 20, inThread("C1", ""))))
			check(t, "all", thread(t, s), "d c b a")
			newest, _, err := s.Thread(t.Context(), "T1", "C1", "1.0", 2)
			must(t, err)
			check(t, "newest", ids(newest), "b a")
			outside, _, err := s.Thread(t.Context(), "T1", "C1", "", 9)
			must(t, err)
			check(t, "outside threads", ids(outside), "z")
		},
		"a hush is one thread's, and ends with the next record there": func(t *testing.T, s *store.Store) {
			must(t, s.Hush(t.Context(), "T1", "C1", "1.0"))
			must(t, s.Hush(t.Context(), "T1", "C1", "1.0"))
			must(t, s.Hush(t.Context(), "T1", "C1", "2.0"))
			must(t, s.Save(t.Context(), record("x", 1, inThread("C1", "2.0"))))
			must(t, s.Save(t.Context(), record("y", 1, inTeam("T2"))))
			check(t, "hushed", thread(t, s), "hushed")
			must(t, s.Save(t.Context(), record("a", 1)))
			check(t, "asked again", thread(t, s), "a")
		},
		"a person's questions come newest first, private ones too": func(t *testing.T, s *store.Store) {
			must(t, s.Save(t.Context(), record("a", 1)))
			must(t, s.Save(t.Context(), record("b", 3, private)))
			must(t, s.Save(t.Context(), record("c", 2, inThread("C2", ""))))
			must(t, s.Save(t.Context(), record("d", 4, func(r *store.Record) { r.User = "U2" })))
			recent, err := s.Recent(t.Context(), "T1", "U1", 10)
			must(t, err)
			check(t, "recent", ids(recent), "b c a")
			recent, err = s.Recent(t.Context(), "T1", "U1", 1)
			must(t, err)
			check(t, "recent", recent, []store.Record{*record("b", 3, private)})
		},
		"teams with the same ids see nothing of each other": func(t *testing.T, s *store.Store) {
			must(t, s.Save(t.Context(), record("a", 1)))
			must(t, s.Save(t.Context(), record("a", 2, inTeam("T2"))))
			must(t, s.Save(t.Context(), record("b", 3, inTeam("T2"))))
			must(t, s.Hush(t.Context(), "T2", "C1", "1.0"))
			check(t, "thread", thread(t, s), "a")
			mine, err := s.Answer(t.Context(), "T1", "a")
			must(t, err)
			check(t, "answer", mine, record("a", 1))
			if _, err := s.Answer(t.Context(), "T1", "b"); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("another team's answer: %v", err)
			}
			recent, err := s.Recent(t.Context(), "T1", "U1", 10)
			must(t, err)
			check(t, "recent", ids(recent), "a")
			must(t, s.Vote(t.Context(), store.Vote{Team: "T1", Answer: "a", User: "U1"}))
			must(t, s.Vote(t.Context(), store.Vote{Team: "T2", Answer: "a", User: "U1"}))
			check(t, "counts", counts(t, s), store.Counts{Answers: 3, Votes: 2})
		},
		"pruning forgets what is old, and nothing that is pending": func(t *testing.T, s *store.Store) {
			const many = 210 // more than one portion
			for i := range many {
				accept(t, s, delivery(fmt.Sprint("d", i), 1, fmt.Sprint("Ev", i), fmt.Sprint("C1/", i)), true)
				must(t, s.Finish(t.Context(), fmt.Sprint("d", i), record(fmt.Sprint("a", i), 1)))
			}
			accept(t, s, delivery("waits", 1, "EvW"), true)
			accept(t, s, delivery("new", 10, "EvN"), true)
			must(t, s.Finish(t.Context(), "new", record("anew", 10)))
			must(t, s.Vote(t.Context(), store.Vote{Team: "T1", Answer: "a1", User: "U1", At: at(1)}))
			must(t, s.Vote(t.Context(), store.Vote{Team: "T1", Answer: "a1", User: "U2", At: at(10)}))
			must(t, s.Hush(t.Context(), "T1", "C1", "1.0"))

			n, err := s.Prune(t.Context(), at(10))
			must(t, err)
			check(t, "forgotten", n, int64(2*many+1))
			check(t, "counts", counts(t, s), store.Counts{Pending: 1, Answers: 1, Votes: 1})
			check(t, "thread", thread(t, s), "hushed anew")
			accept(t, s, delivery("e1", 11, "Ev1"), true)
			accept(t, s, delivery("e2", 11, "C1/2"), true)
			accept(t, s, delivery("e3", 11, "EvN"), false)
			accept(t, s, delivery("e4", 11, "EvW"), false)
			n, err = s.Prune(t.Context(), time.Now().Add(time.Hour))
			must(t, err)
			check(t, "forgotten", n, int64(4))
			check(t, "thread", thread(t, s), "")
			check(t, "counts", counts(t, s), store.Counts{Pending: 3})
		},
		"forgetting a team leaves the others": func(t *testing.T, s *store.Store) {
			const many = 210
			for i := range many {
				must(t, s.Save(t.Context(), record(fmt.Sprint("a", i), 1)))
				accept(t, s, delivery(fmt.Sprint("d", i), 1, fmt.Sprint("Ev", i), fmt.Sprint("Tr", i)), true)
			}
			must(t, s.Vote(t.Context(), store.Vote{Team: "T1", Answer: "a1", User: "U1"}))
			must(t, s.Hush(t.Context(), "T1", "C1", "1.0"))
			must(t, s.Save(t.Context(), record("a", 1, inTeam("T2"))))
			must(t, s.Vote(t.Context(), store.Vote{Team: "T2", Answer: "a1", User: "U1"}))
			other := delivery("o", 1, "Ev1")
			other.Team = "T2"
			accept(t, s, other, true)

			must(t, s.Forget(t.Context(), "T1"))
			check(t, "counts", counts(t, s), store.Counts{Pending: 1, Answers: 1, Votes: 1})
			check(t, "thread", thread(t, s), "")
			check(t, "pending", pending(t, s), []store.Delivery{other})
			if err := s.Finish(t.Context(), "d1", record("late", 2)); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("an answer that comes late: %v", err)
			}
			accept(t, s, delivery("e1", 2, "Ev1"), true)
		},
		"an ended context is an error and writes nothing": func(t *testing.T, s *store.Store) {
			ctx, cancel := context.WithCancel(t.Context())
			cancel()
			_, err := s.Accept(ctx, delivery("d1", 0, "Ev1"))
			_, err2 := s.Count(ctx)
			for _, err := range []error{err, err2, s.Save(ctx, record("a", 1)), s.Vote(ctx, store.Vote{}), s.Forget(ctx, "T1")} {
				if !errors.Is(err, context.Canceled) {
					t.Errorf("got %v", err)
				}
			}
			check(t, "counts", counts(t, s), store.Counts{})
		},
	}
}

func TestAStoreKeepsItsPromises(t *testing.T) {
	for name, promise := range promises() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			promise(t, open(t))
		})
	}
}
