//go:build unix

package index_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stackpick/stackpick/index"
)

// A file of the index that is cut short while it is mapped into memory is an error of the searches that come to it, not
// the end of the program, and the folder makes it anew.
func TestAFileThatShrinksUnderTheProgramIsMended(t *testing.T) {
	dir := t.TempDir()
	var log strings.Builder
	f := openFolder(t, dir, &log)
	defer shut(t, f)
	lib := documents(12, map[int]string{5: "zebra"})
	want := answers(t, open(t, lib))
	ix, err := f.Index(t.Context(), lib)
	if err != nil {
		t.Fatal(err)
	}
	defer shut(t, ix)
	for _, kind := range []string{"*.zap", "*.texts"} {
		before, err := f.Index(t.Context(), lib)
		if err != nil {
			t.Fatal(err)
		}
		files, err := filepath.Glob(filepath.Join(dir, kind))
		if err != nil || len(files) == 0 {
			t.Fatal(files, err)
		}
		for _, name := range files {
			if err := os.Truncate(name, 0); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := before.Search(t.Context(), index.Query{Text: "zebra"}); err == nil || !before.Damaged() {
			t.Errorf("%s cut short: the search fails with %v, and it is damaged: %t", kind, err, before.Damaged())
		}
		shut(t, before)
		log.Reset()
		after, err := f.Index(t.Context(), lib)
		if err != nil || f.Fault() != nil || after.Damaged() {
			t.Fatal(err, f.Fault(), after.Damaged())
		}
		if got := answers(t, after); got != want {
			t.Errorf("%s cut short: it answers\n%.1000s\ninstead of\n%.1000s", kind, got, want)
		}
		if !strings.Contains(log.String(), "made anew") {
			t.Errorf("%s cut short: the log is %q", kind, log.String())
		}
		shut(t, after)
	}
}
