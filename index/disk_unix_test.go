//go:build linux || darwin

package index_test

import (
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// limitFiles lets no file that this process writes grow beyond so many bytes, until the function returned is called. So
// writing fails as it does on a full disk, at a place that a test can choose.
func limitFiles(t *testing.T, bytes uint64) (lift func()) {
	t.Helper()
	var before syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &before); err != nil {
		t.Fatal(err)
	}
	signal.Ignore(syscall.SIGXFSZ)
	set := func(limit syscall.Rlimit) {
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
			t.Fatal(err)
		}
	}
	set(syscall.Rlimit{Cur: bytes, Max: before.Max})
	return func() { set(before); signal.Reset(syscall.SIGXFSZ) }
}

// fullDiskVariable says that this process is the one whose files are limited: go test writes some of its own.
const fullDiskVariable = "STACKPICK_TEST_FULL_DISK"

// A disk that is full, whichever file it hits first, is said, the answers are right all the same, and what is on disk
// stays as it was. With room again, the next change is written.
func TestAFullDiskIsSaidAndSurvived(t *testing.T) {
	if os.Getenv(fullDiskVariable) == "" {
		cmd := exec.Command(os.Args[0], "-test.run", "^"+t.Name()+"$")
		cmd.Env = append(os.Environ(), fullDiskVariable+"=1")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		return
	}
	first, second := documents(12, nil), documents(12, map[int]string{2: "zebra", 3: "gnu"})
	want := [2]string{answers(t, open(t, first)), answers(t, open(t, second))}
	for _, room := range []uint64{0, 10, 500, 3000, 20_000, 60_000} {
		dir := t.TempDir()
		var log strings.Builder
		f := openFolder(t, dir, &log)
		indexed(t, f, first)
		lift := limitFiles(t, room)
		ix, err := f.Index(t.Context(), second)
		lift()
		if err != nil {
			t.Fatal(err)
		}
		if f.Fault() == nil || !strings.Contains(log.String(), "kept in memory") {
			t.Errorf("with %d bytes: the fault is %v, the log %q", room, f.Fault(), log.String())
		}
		if got := answers(t, ix); got != want[1] {
			t.Errorf("with %d bytes it answers\n%.1000s\ninstead of\n%.1000s", room, got, want[1])
		}
		shut(t, ix)
		shut(t, f)
		if left, _ := filepath.Glob(filepath.Join(dir, "*.tmp")); len(left) > 0 {
			t.Errorf("with %d bytes: %v is left", room, left)
		}
		if log := startAfter(t, dir, first, want[0]); log != "" {
			t.Errorf("with %d bytes: the start after it says %q", room, log)
		}
		startAfter(t, dir, second, want[1])
	}
}
