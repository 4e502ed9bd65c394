package store_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stackpick/stackpick/bot/store"
)

func TestAStoreOutlivesItsProcess(t *testing.T) {
	path := filepath.Join(t.TempDir(), "stackpick.db")
	s := openAt(t, path)
	accept(t, s, delivery("d1", 0, "Ev1"), true)
	accept(t, s, delivery("d2", 1, "Ev2"), true)
	must(t, s.Finish(t.Context(), "d2", record("a2", 2)))
	must(t, s.Hush(t.Context(), "T1", "C1", "1.0"))
	must(t, s.Close())

	s = openAt(t, path)
	accept(t, s, delivery("d3", 3, "Ev2"), false)
	check(t, "pending", pending(t, s), []store.Delivery{delivery("d1", 0, "Ev1")})
	check(t, "thread", thread(t, s), "hushed a2")
}

func TestTheFileNameMayBeAnything(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a b.db", "50%25.db", "a?mode=ro&x=y#z.db", "größe 学.db", ":memory:", "file:x.db", "-wal"} {
		path := filepath.Join(dir, name, name)
		s := openAt(t, path)
		accept(t, s, delivery("d1", 0, "Ev1"), true)
		must(t, s.Close())
		if _, err := os.Stat(path); err != nil {
			t.Error(err)
		}
		accept(t, openAt(t, path), delivery("d2", 0, "Ev1"), false)
	}
	if s, err := store.Open(t.Context(), ""); err == nil {
		s.Close()
		t.Error("opened a file without a name")
	}
}

// refused checks that a file is refused in one line that names it and has words in it, and is left as it is.
func refused(t *testing.T, path string, words ...string) {
	t.Helper()
	before, _ := os.ReadFile(path)
	s, err := store.Open(t.Context(), path)
	if err == nil {
		s.Close()
		t.Fatalf("%s was opened", path)
	}
	for _, word := range append(words, path) {
		if !strings.Contains(err.Error(), word) {
			t.Errorf("the error does not say %q: %v", word, err)
		}
	}
	if strings.Contains(err.Error(), "\n") {
		t.Errorf("not one line: %q", err)
	}
	after, _ := os.ReadFile(path)
	if !bytes.Equal(before, after) {
		t.Errorf("%s was changed", path)
	}
}

// filled makes a store with some hundred pages and returns its file.
func filled(t *testing.T) (path string, data []byte) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "stackpick.db")
	s := openAt(t, path)
	for i := range 200 {
		accept(t, s, delivery(fmt.Sprint("d", i), i, fmt.Sprint("Ev", i)), true)
		must(t, s.Finish(t.Context(), fmt.Sprint("d", i), record(fmt.Sprint("a", i), i)))
	}
	must(t, s.Close())
	data, err := os.ReadFile(path)
	must(t, err)
	return path, data
}

func TestADamagedFileIsRefusedAndLeftAlone(t *testing.T) {
	path, whole := filled(t)
	zeros := make([]byte, 4096)
	for name, data := range map[string][]byte{
		"text":                []byte("this is no database\n"),
		"a long text":         []byte(strings.Repeat("this is no database\n", 1000)),
		"its head is gone":    append(bytes.Clone(zeros), whole[4096:]...),
		"its end is gone":     whole[:len(whole)/2],
		"a page of zeros":     append(append(bytes.Clone(whole[:40960]), zeros...), whole[45056:]...),
		"a page of something": append(append(bytes.Clone(whole[:40960]), bytes.Repeat([]byte("xyz!"), 1024)...), whole[45056:]...),
	} {
		t.Run(name, func(t *testing.T) {
			must(t, os.WriteFile(path, data, 0o600))
			refused(t, path, "damaged", "move it away")
		})
	}
	must(t, os.WriteFile(path, whole, 0o600))
	check(t, "answers", counts(t, openAt(t, path)).Answers, 200)
}

func TestAFileOfANewerVersionIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "stackpick.db")
	s := openAt(t, path)
	must(t, s.Exec(t.Context(), `INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, TRUE)`))
	must(t, s.Close())
	refused(t, path, "newer", "9999", "upgrade")
}

func TestAFolderIsNoFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "folder")
	must(t, os.Mkdir(path, 0o700))
	refused(t, path, "must be a file")
	file := filepath.Join(t.TempDir(), "file")
	must(t, os.WriteFile(file, nil, 0o600))
	if _, err := store.Open(t.Context(), filepath.Join(file, "stackpick.db")); err == nil || !strings.Contains(err.Error(), file) {
		t.Errorf("a file as the folder: got %v", err)
	}
}

func TestTheSameProcessMayNotOpenAFileTwice(t *testing.T) {
	path := filepath.Join(t.TempDir(), "stackpick.db")
	s := openAt(t, path)
	refusedInUse(t, path)
	accept(t, s, delivery("d1", 0, "Ev1"), true)
	must(t, s.Close())
	accept(t, openAt(t, path), delivery("d1", 0, "Ev1"), false)
}

// TestOpenWaitsForAProcessThatIsJustGoing closes the file while another Open is trying.
func TestOpenWaitsForAProcessThatIsJustGoing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "stackpick.db")
	s := openAt(t, path)
	closing := time.AfterFunc(50*time.Millisecond, func() { s.Close() })
	defer closing.Stop()
	openAt(t, path)
}

// refusedInUse checks that a file is found to be in use within a second.
func refusedInUse(t *testing.T, path string) {
	t.Helper()
	start := time.Now()
	s, err := store.Open(t.Context(), path)
	if err == nil {
		s.Close()
	}
	if !errors.Is(err, store.ErrInUse) || !strings.Contains(err.Error(), path) || strings.Contains(err.Error(), "\n") {
		t.Errorf("got %v", err)
	}
	if took := time.Since(start); took > time.Second {
		t.Errorf("it took %v", took)
	}
}

func TestOpenHeedsItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := store.Open(ctx, filepath.Join(t.TempDir(), "stackpick.db")); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestAClosedStoreRefusesEverything(t *testing.T) {
	s := open(t)
	must(t, s.Close())
	must(t, s.Close())
	ctx := t.Context()
	_, accepted := s.Accept(ctx, delivery("d1", 0, "Ev1"))
	_, pending := s.Pending(ctx, 1)
	_, answer := s.Answer(ctx, "T1", "a1")
	_, _, thread := s.Thread(ctx, "T1", "C1", "1.0", 1)
	_, recent := s.Recent(ctx, "T1", "U1", 1)
	_, prune := s.Prune(ctx, time.Now())
	_, count := s.Count(ctx)
	for i, err := range []error{
		accepted, pending, answer, thread, recent, prune, count, s.Finish(ctx, "d1", nil), s.Save(ctx, record("a1", 1)),
		s.Hush(ctx, "T1", "C1", "1.0"), s.Vote(ctx, store.Vote{}), s.Forget(ctx, "T1"),
	} {
		if !errors.Is(err, store.ErrClosed) {
			t.Errorf("call %d: got %v", i, err)
		}
	}
}
