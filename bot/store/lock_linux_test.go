package store_test

import (
	"os"
	"path/filepath"
	"testing"
)

// TestReadingTheFileDoesNotGiveItAway reads the open file as a backup in the same process would. With the
// usual locks, closing it again would drop ours.
func TestReadingTheFileDoesNotGiveItAway(t *testing.T) {
	path := filepath.Join(t.TempDir(), "stackpick.db")
	s := openAt(t, path)
	accept(t, s, delivery("d1", 1, "Ev1"), true)
	_, err := os.ReadFile(path)
	must(t, err)
	cmd, lines := run(t, "try", path)
	line(t, lines, "in use")
	must(t, cmd.Wait())
	accept(t, s, delivery("d2", 1, "Ev1"), false)
}
