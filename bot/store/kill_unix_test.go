//go:build unix

package store_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
	"golang.org/x/sys/unix"

	"github.com/stackpick/stackpick/bot/store"
)

// TestMain runs this binary as the other process that some tests need, or the tests, and fails where a store
// leaves a goroutine behind; those that run before are the index library's.
func TestMain(m *testing.M) {
	children := map[string]func(path string) error{"write": writeForEver, "hold": hold, "try": try, "fill": fill}
	if len(os.Args) == 3 && children[os.Args[1]] != nil {
		if err := children[os.Args[1]](os.Args[2]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	goleak.VerifyTestMain(m, goleak.IgnoreCurrent())
}

// run starts a child and returns it with a scanner of the lines that it prints.
func run(t *testing.T, child, path string) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	exe, err := os.Executable()
	must(t, err)
	cmd := exec.Command(exe, child, path)
	cmd.Stderr = t.Output()
	_, err = cmd.StdinPipe() // open until it is waited for
	must(t, err)
	stdout, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	t.Cleanup(func() { cmd.Process.Kill() })
	return cmd, bufio.NewScanner(stdout)
}

// line waits for the child to print a line.
func line(t *testing.T, lines *bufio.Scanner, want string) {
	t.Helper()
	if !lines.Scan() || lines.Text() != want {
		t.Fatalf("the child printed %q, %v; want %q", lines.Text(), lines.Err(), want)
	}
}

// writeForEver writes from eight goroutines and prints what has been confirmed, a line each.
func writeForEver(path string) error {
	fmt.Println("opening")
	ctx := context.Background()
	s, err := store.Open(ctx, path)
	if err != nil {
		return err
	}
	failed := make(chan error)
	for g := range 8 {
		go func() {
			for i := 0; ; i++ {
				id := fmt.Sprint(os.Getpid(), "-", g, "-", i)
				fresh, err := s.Accept(ctx, delivery(id, i%60, "Ev"+id, "C1/"+id))
				if !fresh || err != nil {
					failed <- fmt.Errorf("%s: %v, %v", id, fresh, err)
				}
				os.Stdout.WriteString("accepted " + id + "\n")
				if i%2 == 0 {
					continue
				}
				if err := s.Finish(ctx, id, record(id, i%60)); err != nil {
					failed <- err
				}
				os.Stdout.WriteString("finished " + id + "\n")
				if err := s.Vote(ctx, store.Vote{Answer: id, Team: "T1", User: "U1", At: time.Now()}); err != nil {
					failed <- err
				}
				os.Stdout.WriteString("voted " + id + "\n")
			}
		}()
	}
	return <-failed
}

// TestAKilledWriterLosesNothing kills a writer 25 times, each time after some number of lines, and looks for
// all that it had confirmed.
func TestAKilledWriterLosesNothing(t *testing.T) {
	const rounds = 25
	path := filepath.Join(t.TempDir(), "stackpick.db")
	confirmed := map[string]string{} // id: the last that was confirmed of it
	for range rounds {
		cmd, lines := run(t, "write", path)
		line(t, lines, "opening")
		for left := rand.N(300); lines.Scan(); left-- {
			what, id, _ := strings.Cut(lines.Text(), " ")
			confirmed[id] = what
			if left == 0 {
				must(t, cmd.Process.Kill())
			}
		}
		cmd.Wait()
	}
	if len(confirmed) < rounds {
		t.Fatalf("only %d were confirmed", len(confirmed))
	}

	s := openAt(t, path)
	waiting := map[string]store.Delivery{}
	for _, d := range pending(t, s) {
		waiting[d.ID] = d
	}
	voted := 0
	for id, what := range confirmed {
		_, err := s.Answer(t.Context(), "T1", id)
		d, waits := waiting[id]
		switch {
		case waits && string(d.Payload) != "payload of "+id:
			t.Errorf("%s: payload %q", id, d.Payload)
		case what == "accepted" && waits == (err == nil), what != "accepted" && (waits || err != nil):
			t.Errorf("%s was %s; it is pending: %v; its answer: %v", id, what, waits, err)
		}
		if what == "voted" {
			voted++
		}
		accept(t, s, delivery(id+" again", 1, "C1/"+id), false)
	}
	if c := counts(t, s); c.Votes < voted || c.Votes > c.Answers {
		t.Errorf("%d votes were confirmed: %+v", voted, c)
	}
}

// TestAFileWhoseMakingIsKilledOpens kills a process while it makes a new file, or soon afterwards.
func TestAFileWhoseMakingIsKilledOpens(t *testing.T) {
	for range 15 {
		path := filepath.Join(t.TempDir(), "stackpick.db")
		cmd, lines := run(t, "write", path)
		line(t, lines, "opening")
		kill := time.AfterFunc(rand.N(40*time.Millisecond), func() { cmd.Process.Kill() })
		confirmed := 0
		for lines.Scan() {
			if strings.HasPrefix(lines.Text(), "accepted") {
				confirmed++
			}
		}
		cmd.Wait()
		kill.Stop()
		s := openAt(t, path)
		if c := counts(t, s); c.Pending+c.Answers < confirmed {
			t.Errorf("%d were confirmed: %+v", confirmed, c)
		}
		must(t, s.Close())
	}
}

// hold opens the file and keeps it until it is killed.
func hold(path string) error {
	s, err := store.Open(context.Background(), path)
	if err != nil {
		return err
	}
	defer s.Close()
	fmt.Println("open")
	_, err = io.Copy(io.Discard, os.Stdin)
	return err
}

func TestASecondProcessIsRefusedUntilTheFirstIsKilled(t *testing.T) {
	path := filepath.Join(t.TempDir(), "stackpick.db")
	s := openAt(t, path)
	accept(t, s, delivery("d1", 1, "Ev1"), true)
	must(t, s.Close())
	cmd, lines := run(t, "hold", path)
	line(t, lines, "open")
	refusedInUse(t, path)
	refusedInUse(t, path)
	must(t, cmd.Process.Kill())
	cmd.Wait()
	check(t, "pending", pending(t, openAt(t, path)), []store.Delivery{delivery("d1", 1, "Ev1")})
}

// try opens the file and prints how that went.
func try(path string) error {
	s, err := store.Open(context.Background(), path)
	switch {
	case errors.Is(err, store.ErrInUse):
		fmt.Println("in use")
		return nil
	case err != nil:
		return err
	}
	fmt.Println("open")
	return s.Close()
}

// TestOfTwoThatStartTogetherOneGetsTheFile starts two processes at once on a file that is not there yet: they
// may open it one after the other, but they must not both be refused.
func TestOfTwoThatStartTogetherOneGetsTheFile(t *testing.T) {
	for range 3 {
		path := filepath.Join(t.TempDir(), "stackpick.db")
		cmd1, lines1 := run(t, "try", path)
		cmd2, lines2 := run(t, "try", path)
		lines1.Scan()
		lines2.Scan()
		must(t, cmd1.Wait())
		must(t, cmd2.Wait())
		if lines1.Text() != "open" && lines2.Text() != "open" {
			t.Errorf("one found it %s, the other %s", lines1.Text(), lines2.Text())
		}
	}
}

// fill writes while its files may not grow, as on a full disk, and goes on when they may.
func fill(path string) error {
	signal.Ignore(unix.SIGXFSZ)
	ctx := context.Background()
	s, err := store.Open(ctx, path)
	if err != nil {
		return err
	}
	var before unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_FSIZE, &before); err != nil {
		return err
	}
	limited := before
	limited.Cur = 1 << 20
	if err := unix.Setrlimit(unix.RLIMIT_FSIZE, &limited); err != nil {
		return err
	}
	saved := 0
	large := func(r *store.Record) { r.Question = strings.Repeat("x", 10_000) }
	for err = error(nil); err == nil; saved++ {
		err = s.Save(ctx, record(fmt.Sprint("a", saved), 1, large))
	}
	fmt.Println(err)
	saved--
	if c, err := s.Count(ctx); err != nil || c.Answers != saved {
		return fmt.Errorf("full: %+v, %v; %d were confirmed", c, err, saved)
	}
	if err := s.Save(ctx, record("a", 1, large)); err == nil {
		return errors.New("there was still room")
	}
	if err := unix.Setrlimit(unix.RLIMIT_FSIZE, &before); err != nil {
		return err
	}
	if err := s.Save(ctx, record("a", 1, large)); err != nil {
		return err
	}
	if c, err := s.Count(ctx); err != nil || c.Answers != saved+1 {
		return fmt.Errorf("room again: %+v, %v; %d were confirmed", c, err, saved+1)
	}
	return s.Close()
}

func TestAFullDiskIsAnErrorUntilThereIsRoom(t *testing.T) {
	path := filepath.Join(t.TempDir(), "stackpick.db")
	cmd, lines := run(t, "fill", path)
	if !lines.Scan() || !strings.Contains(lines.Text(), "saving an answer: "+path) {
		t.Errorf("the error is %q", lines.Text())
	}
	must(t, cmd.Wait())
	if n := counts(t, openAt(t, path)).Answers; n < 10 {
		t.Errorf("%d answers", n)
	}
}

func TestNobodyElseMayReadTheFiles(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "data", "stackpick.db")
	s := openAt(t, path)
	accept(t, s, delivery("d1", 1, "Ev1"), true)
	files, err := filepath.Glob(path + "*")
	must(t, err)
	if len(files) < 2 {
		t.Errorf("there is no log beside the file: %q", files)
	}
	for name, want := range map[string]os.FileMode{filepath.Dir(path): 0o700, filepath.Dir(filepath.Dir(path)): 0o700, files[0]: 0o600, files[1]: 0o600} {
		info, err := os.Stat(name)
		must(t, err)
		check(t, name, info.Mode().Perm(), want)
	}
}
