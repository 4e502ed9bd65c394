//go:build unix

package living_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// link puts a link in the place of what is there, as Kubernetes and git-sync do it: beside it, then renamed.
func link(t *testing.T, target, name string) {
	t.Helper()
	must(t, os.Symlink(target, name+"_tmp"))
	must(t, os.Rename(name+"_tmp", name))
}

func TestAConfigMapIsFollowed(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"..2026_1/a.md": "# A\n\nThe gnu is here.\n", "..2026_2/a.md": "# A\n\nThe zebra is new.\n"})
	link(t, "..2026_1", filepath.Join(dir, "..data"))
	link(t, "..data/a.md", filepath.Join(dir, "a.md"))
	for name, path := range map[string]string{"folder": dir, "file": filepath.Join(dir, "a.md")} {
		t.Run(name, func(t *testing.T) {
			link(t, "..2026_1", filepath.Join(dir, "..data"))
			w := follow(t, 0, path)
			link(t, "..2026_2", filepath.Join(dir, "..data"))
			w.until("the zebra comes", func() bool { return w.finds("zebra") && !w.finds("gnu") })
		})
	}
}

func TestALinkOnTheWayIsFollowed(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"v1/docs/a.md": "# A\n\nThe gnu is here.\n", "v2/docs/a.md": "# A\n\nThe zebra is new.\n"})
	link(t, "v1", filepath.Join(dir, "current"))
	w := follow(t, 0, filepath.Join(dir, "current", "docs"))
	link(t, "v2", filepath.Join(dir, "current"))
	w.until("the zebra comes", func() bool { return w.finds("zebra") && !w.finds("gnu") })
	write(t, dir, map[string]string{"v2/docs/b.md": "# B\n\nThe yak is newer.\n"})
	w.until("the yak comes", func() bool { return w.finds("yak") })
}

// What is left out changes nothing that is answered from, and writers look for it all the same.
func TestWhatIsLeftOutIsToldWithoutAnyOtherChange(t *testing.T) {
	w := newWorld(t, map[string]string{"a.md": "# A\n\nThe apple stays.\n"})
	before := w.Status().Library
	link(t, "nowhere.md", filepath.Join(w.dir, "b.md"))
	w.until("the link that leads nowhere is told", func() bool { return len(w.Status().Library.Problems) == 1 })
	if now := w.Status().Library; now.Hash != before.Hash || len(before.Problems) > 0 {
		t.Errorf("from %s with %v to %s with %v: want the same documents", before.Hash, before.Problems, now.Hash, now.Problems)
	}
}

// A change through mapped memory is one that the system tells nobody of.
func TestWhatTheSystemDoesNotTellIsFoundByLooking(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"a.md": "# A\n\nThe zebra is here.\n"})
	f, err := os.OpenFile(filepath.Join(dir, "a.md"), os.O_RDWR, 0)
	must(t, err)
	defer f.Close()
	data, err := unix.Mmap(int(f.Fd()), 0, len("# A\n\nThe zebra"), unix.PROT_READ|unix.PROT_WRITE, unix.MAP_SHARED)
	must(t, err)
	defer func() { must(t, unix.Munmap(data)) }()
	w := follow(t, 50*time.Millisecond, dir)
	copy(data[len(data)-len("zebra"):], "camel")
	w.until("the camel comes", func() bool { return w.finds("camel") && !w.finds("zebra") })

	w = follow(t, 0, dir)
	copy(data[len(data)-len("camel"):], "llama")
	w.Look()
	w.until("the llama comes", func() bool { return w.finds("llama") && !w.finds("camel") })
}
