//go:build unix

package knowledge_test

import (
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
)

func TestLinksOutOfTheFolderAndPipesAreNotRead(t *testing.T) {
	outside := folderOf(t, map[string]string{"secret.md": "# Secret\n\nText."})
	dir := folderOf(t, map[string]string{"a.md": "# A\n\nText.", "sub/b.txt": "B title\n\nText."})
	links := map[string]string{
		"out.md":      filepath.Join(outside, "secret.md"),
		"relative.md": filepath.Join("..", filepath.Base(outside), "secret.md"),
		"folder":      outside,
		"inside.md":   "a.md",
		"loop":        ".",
		"dangling.md": "nothing.md",
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
	if got := ids(lib); !slices.Equal(got, []string{"a", "inside", "sub-b"}) || len(lib.Problems) > 0 {
		t.Errorf("documents %v, problems %v", got, lib.Problems)
	}
}
