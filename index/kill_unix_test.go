//go:build unix

package index_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stackpick/stackpick/index"
	"github.com/stackpick/stackpick/knowledge"
)

var kills = flag.Int("kills", 12, "how often TestKilledBuildsLeaveAWholeIndex kills a process")

// childVariable makes the test's program a process that keeps a folder up to date until it is killed.
const childVariable = "STACKPICK_TEST_INDEX_FOLDER"

func TestMain(m *testing.M) {
	if folder := os.Getenv(childVariable); folder != "" {
		if err := keepChanging(folder); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}

// keepChanging opens the folder and indexes one edition after the other.
func keepChanging(folder string) error {
	ctx, quiet := context.Background(), slog.New(slog.DiscardHandler)
	f, err := index.OpenFolder(ctx, folder, quiet)
	if err != nil {
		return err
	}
	fmt.Println("open") // the parent waits for this line
	for i := 0; ; i++ {
		ix, err := f.Index(ctx, edition(i))
		if err == nil {
			err = errors.Join(f.Fault(), ix.Close())
		}
		if err != nil {
			return err
		}
	}
}

// edition is the library as it is at one time: large parts of it change from one to the next.
func edition(i int) *knowledge.Library {
	versions := map[int]string{}
	for d := i % 5; d < 60; d += 1 + i%7 {
		versions[d] = fmt.Sprint("edition ", i)
	}
	return documents(60, versions)
}

// A process is killed at any moment: half of them in the first instants of a first build, when there is nothing yet, half
// of them later, amid changes. The next start is quick, and answers exactly as an index that nobody has interrupted.
func TestKilledBuildsLeaveAWholeIndex(t *testing.T) {
	lib := edition(3)
	want := answers(t, open(t, lib))
	random := rand.New(rand.NewPCG(4, 4))
	kept, slowest := t.TempDir(), time.Duration(0)
	for i := range *kills {
		dir, after := kept, time.Duration(random.IntN(600))*time.Millisecond
		if i%2 == 0 {
			dir, after = t.TempDir(), time.Duration(random.IntN(60_000))*time.Microsecond
		}
		killAfter(t, dir, after)
		began := time.Now()
		startAfter(t, dir, lib, want)
		slowest = max(slowest, time.Since(began))
		if left, _ := filepath.Glob(filepath.Join(dir, "*.tmp")); len(left) > 0 {
			t.Errorf("kill %d: %v is left", i, left)
		}
	}
	t.Log("the slowest start, with all comparisons, took", slowest)
}

// killAfter starts a process that works on the folder, and kills it a while after it has opened it.
func killAfter(t *testing.T, dir string, after time.Duration) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childVariable+"="+dir)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var line [5]byte
	if _, err := io.ReadFull(out, line[:]); err != nil {
		t.Fatal(err)
	}
	time.Sleep(after) // the moment is arbitrary, and that is the point
	if err := cmd.Process.Kill(); err != nil {
		t.Error(err)
	}
	_ = cmd.Wait() // it was killed
}
