//go:build unix

package knowledge_test

import (
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestLinksOutOfTheFolderAndPipesAreNotRead(t *testing.T) {
	outside := folderOf(t, map[string]string{"secret.md": "# Secret\n\nText."})
	dir := folderOf(t, map[string]string{"a.md": "# A\n\nText.", "sub/b.txt": "B title\n\nText.", "notes.bak": "# Notes\n\nText."})
	links := map[string]string{
		"out.md":      filepath.Join(outside, "secret.md"),
		"relative.md": filepath.Join("..", filepath.Base(outside), "secret.md"),
		"folder":      outside,
		"inside.md":   "notes.bak",
		"README.md":   "a.md", // a copy, which stands once
		"loop":        ".",
		"dangling.md": "nothing.md",
		"round.md":    "round.md",
		"device.md":   "/dev/zero",
		"to-pipe.md":  "pipe.md",
	}
	for name, target := range links {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe.md"), 0o644); err != nil { // to open it would wait for a writer
		t.Fatal(err)
	}
	lib := open(t, dir)
	if got := ids(lib); !slices.Equal(got, []string{"readme", "inside", "sub-b"}) {
		t.Errorf("documents %v", got)
	}
	want := []string{
		"dangling.md: is a link that leads nowhere",
		"device.md: is a link that leads out of the folder, or in a circle, and is not followed",
		"loop: is a link to a folder and is not followed: name that folder itself",
		"out.md: is a link that leads out of the folder, or in a circle, and is not followed",
		"pipe.md: is a pipe, a device or a socket and is not touched",
		"relative.md: is a link that leads out of the folder, or in a circle, and is not followed",
		"round.md: is a link that leads out of the folder, or in a circle, and is not followed",
		"to-pipe.md: is a link to a pipe, a device or a socket and is not touched",
	}
	if diff := cmp.Diff(want, problems(lib, dir)); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}
