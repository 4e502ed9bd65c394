package knowledge_test

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/stackpick/stackpick/knowledge"
)

// setProcessors has a test run as on a machine with n processors.
func setProcessors(t *testing.T, n int) {
	t.Helper()
	before := runtime.GOMAXPROCS(n)
	t.Cleanup(func() { runtime.GOMAXPROCS(before) })
}

// TestAFolderIsTheSameOnAnyNumberOfProcessors reads a folder in which more files than wait for one processor stand before
// each place where the walk itself has something to note.
func TestAFolderIsTheSameOnAnyNumberOfProcessors(t *testing.T) {
	files := map[string]string{}
	add := func(times int, name, text string) {
		for range times {
			n := fmt.Sprintf("%03d", len(files))
			files[n+name] = strings.ReplaceAll(text, "NN", n)
		}
	}
	for range 2 {
		add(6, ".md", "---\ntitle: [\n---\n# Broken\n\nNobody reads page NN.\n")
		add(1, "/stackpick.yaml", "wrong: true\n")
		add(6, ".md", "---\nid: same\n---\n# Same\n\nNode.js has page NN.\n")
		add(1, ".org", "* Not read\n")
		add(2, ".txt", "A copy\n\nRails is older than Django.\n")
		add(6, ".md", "# Page NN\n\n"+strings.Repeat("Django is secure, and Zorkbase is fast. ", 100)+"See [it](NNN.md).\n")
		add(1, "/stackpick.yaml", "base: https://example.com/docs\n")
		add(6, ".md", "# Page NN\n\nNode.js is fast.\n")
		add(1, "/vocabulary.yaml", "options:\n  - name: Zorkbase\n")
	}
	dir := folderOf(t, files)
	read := func(processors int) (lib *knowledge.Library, told []string) {
		setProcessors(t, processors)
		lib, err := knowledge.Open(knowledge.Source{Paths: []string{dir}, Each: func(file string) error {
			told = append(told, file)
			return nil
		}})
		if err != nil {
			t.Fatal(err)
		}
		return lib, told
	}
	want, wantTold := read(1)
	if len(want.Problems) != 14 || len(want.Documents) != 37 {
		t.Fatalf("%d documents and %d problems, want 37 and 14", len(want.Documents), len(want.Problems))
	}
	for _, n := range []int{2, 16} {
		got, told := read(n)
		if diff := cmp.Diff(want, got, append(unread, cmpopts.IgnoreUnexported(knowledge.Record{}))...); diff != "" {
			t.Errorf("on %d processors (-on one +on them):\n%s", n, diff)
		}
		if diff := cmp.Diff(want.Lint(), got.Lint()); diff != "" {
			t.Errorf("Lint, on %d processors (-on one +on them):\n%s", n, diff)
		}
		if diff := cmp.Diff(wantTold, told); diff != "" {
			t.Errorf("Each, on %d processors (-on one +on them):\n%s", n, diff)
		}
		if diff := cmp.Diff(want.Census(nil).Counts(), got.Census(nil).Counts()); diff != "" {
			t.Errorf("census, on %d processors (-on one +on them):\n%s", n, diff)
		}
	}
}

func TestFilesAreReadAtTheSameTimeAndTakenInOrder(t *testing.T) {
	setProcessors(t, 2)
	second := make(chan struct{})
	got := knowledge.Queued(nil, []string{"a.md", "b.md", "c.md"}, func(name string) {
		switch name {
		case "a.md":
			<-second // a queue that reads one after the other stops here for ever
		case "b.md":
			close(second)
		}
	})
	if diff := cmp.Diff([]string{"a.md", "a.md", "b.md", "b.md", "c.md", "c.md"}, got); diff != "" {
		t.Errorf("files taken (-want +got):\n%s", diff)
	}
}

func TestNoMoreFilesAreReadAtOnceThanThereAreProcessors(t *testing.T) {
	setProcessors(t, 3)
	sizes := map[string]int{"large.md": knowledge.MaxFile}
	for name, most := range map[string]int{"small.md": 3, "large.md": 3, "large.docx": 3, "a.pdf": 1} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var running atomic.Int32
				goOn := make(chan struct{})
				names := slices.Repeat([]string{name}, 9)
				go func() {
					for i := range names {
						synctest.Wait() // until nothing moves but by us
						if got := int(running.Load()); got > most || i == 0 && got < most {
							t.Errorf("file %d: %d are read at once, want %d", i, got, most)
						}
						goOn <- struct{}{}
					}
				}()
				knowledge.Queued(sizes, names, func(string) {
					running.Add(1)
					<-goOn
					running.Add(-1)
				})
			})
		})
	}
}
