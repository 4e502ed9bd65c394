package index_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stackpick/stackpick/index"
	"github.com/stackpick/stackpick/knowledge"
)

// controls are questions whose whole rankings show whether an index is what it should be.
var controls = []index.Query{
	{Text: benchQuestion, Limit: 1000},
	{Text: "scaling the worker queue", Limit: 100},
	{Text: "cache", Options: []string{"Django"}, Concepts: []string{"server"}},
	{Options: []string{"Node.js"}, Limit: 50},
}

// answers writes what an index says to the controls.
func answers(t testing.TB, ix *index.Index) string {
	t.Helper()
	var all strings.Builder
	for _, q := range controls {
		all.WriteString(ranking(search(t, ix, q)))
		fmt.Fprintln(&all, ix.Len(), ix.Frequency("server"))
	}
	return all.String()
}

// documents makes a library of n documents; those that versions names have another text.
func documents(n int, versions map[int]string) *knowledge.Library {
	lib := &knowledge.Library{Hash: fmt.Sprint(n, versions)}
	passages := large(7 * n).Documents[0].Passages
	for i := range n {
		d := knowledge.Document{ID: fmt.Sprintf("doc-%d", i), Passages: slices.Clone(passages[7*i : 7*i+7])}
		for j := range d.Passages {
			p := &d.Passages[j]
			p.ID, p.Document = fmt.Sprintf("doc-%d#%d", i, j), d.ID
			p.Text += " " + versions[i]
		}
		lib.Documents = append(lib.Documents, d)
	}
	return lib
}

func openFolder(t testing.TB, path string, log *strings.Builder) *index.Folder {
	t.Helper()
	if log == nil {
		log = &strings.Builder{}
	}
	f, err := index.OpenFolder(t.Context(), path, slog.New(slog.NewTextHandler(log, nil)))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func shut(t testing.TB, c interface{ Close() error }) {
	t.Helper()
	if err := c.Close(); err != nil {
		t.Error(err)
	}
}

// indexed returns what the folder answers for the library, and fails the test where that is not what an index in
// memory answers.
func indexed(t testing.TB, f *index.Folder, lib *knowledge.Library) {
	t.Helper()
	ix, err := f.Index(t.Context(), lib)
	if err != nil {
		t.Fatal(err)
	}
	defer shut(t, ix)
	if want, got := answers(t, open(t, lib)), answers(t, ix); got != want {
		t.Errorf("the index on disk answers\n%.2000s\ninstead of\n%.2000s", got, want)
	}
}

func TestAnIndexOnDiskAnswersAsOneInMemory(t *testing.T) {
	dir := t.TempDir()
	f := openFolder(t, dir, nil)
	for why, lib := range map[string]*knowledge.Library{"nothing": {}, "one": documents(1, nil), "some": documents(20, nil)} {
		t.Run(why, func(t *testing.T) { indexed(t, f, lib) })
	}
	shut(t, f)
	f = openFolder(t, dir, nil)
	defer shut(t, f)
	indexed(t, f, documents(20, nil))
}

func TestAStartWritesNothingWhereNothingChanged(t *testing.T) {
	dir := t.TempDir()
	lib := documents(10, nil)
	f := openFolder(t, dir, nil)
	indexed(t, f, lib)
	shut(t, f)
	before := listing(t, dir)
	f = openFolder(t, dir, nil)
	defer shut(t, f)
	indexed(t, f, lib)
	if after := listing(t, dir); after != before {
		t.Errorf("before\n%sthen\n%s", before, after)
	}
}

// listing lists a folder's files with their sizes and times, but for the lock.
func listing(t *testing.T, dir string) string {
	t.Helper()
	var all strings.Builder
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if info, err := file.Info(); err == nil && file.Name() != "lock" {
			fmt.Fprintln(&all, file.Name(), info.Size(), info.ModTime().UnixNano())
		}
	}
	return all.String()
}

// A change is indexed as if all were indexed anew, and costs the documents that changed.
func TestAChangeCostsItsOwnDocuments(t *testing.T) {
	dir := t.TempDir()
	f := openFolder(t, dir, nil)
	defer shut(t, f)
	lib := documents(40, nil)
	indexed(t, f, lib)
	large := size(t, dir)
	for _, change := range []struct {
		why string
		lib func() *knowledge.Library
	}{
		{"a document has another text", func() *knowledge.Library { return documents(40, map[int]string{7: "zebra"}) }},
		{"another one", func() *knowledge.Library { return documents(40, map[int]string{7: "zebra", 8: "gnu"}) }},
		{"documents are gone", func() *knowledge.Library {
			l := documents(40, map[int]string{7: "zebra"})
			l.Documents = slices.Delete(l.Documents, 3, 9)
			return l
		}},
		{"and come again, elsewhere", func() *knowledge.Library {
			l := documents(40, nil)
			slices.Reverse(l.Documents)
			return l
		}},
	} {
		t.Run(change.why, func(t *testing.T) {
			before := size(t, dir)
			indexed(t, f, change.lib())
			if grown := size(t, dir) - before; grown > large/2 {
				t.Errorf("the folder grew by %d bytes, and all of it took %d", grown, large)
			}
		})
	}
}

func size(t testing.TB, dir string) int64 {
	t.Helper()
	var n int64
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if info, err := os.Stat(name); err == nil {
			n += info.Size()
		}
	}
	return n
}

// However many changes there are, segments stay few, and the large one is not written again for the small ones' sake.
func TestManyChangesLeaveFewSegments(t *testing.T) {
	dir := t.TempDir()
	f := openFolder(t, dir, nil)
	defer shut(t, f)
	indexed(t, f, documents(30, nil))
	first, err := filepath.Glob(filepath.Join(dir, "*.zap"))
	if err != nil || len(first) != 1 {
		t.Fatal(first, err)
	}
	for i := range 40 {
		ix, err := f.Index(t.Context(), documents(30, map[int]string{i % 10: fmt.Sprint("edition ", i)}))
		if err != nil {
			t.Fatal(err)
		}
		shut(t, ix)
	}
	indexed(t, f, documents(30, map[int]string{9: "edition 39"}))
	files, err := filepath.Glob(filepath.Join(dir, "*.zap"))
	if err != nil || len(files) > 17 || !slices.Contains(files, first[0]) {
		t.Errorf("%d segments, with the first: %v", len(files), slices.Contains(files, first[0]))
	}
}

// Half of a segment may be of documents that are gone; beyond, those that are left are written anew the next time.
func TestWhatIsMostlyGoneIsKeptNoLonger(t *testing.T) {
	dir := t.TempDir()
	f := openFolder(t, dir, nil)
	defer shut(t, f)
	lib := documents(40, nil)
	for _, n := range []struct{ documents, kept int }{{40, 40}, {25, 40}, {15, 40}, {15, 15}} {
		lib.Documents = lib.Documents[:n.documents]
		indexed(t, f, lib)
		if got, want := passagesOnDisk(t, dir), n.kept*len(lib.Documents[0].Passages); got != want {
			t.Errorf("%d documents of 40 keep %d passages on the disk, want %d", n.documents, got, want)
		}
	}
}

// passagesOnDisk counts the passages of all segments that a manifest names, with those that are gone.
func passagesOnDisk(t *testing.T, dir string) int {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, "manifest"))
	if err != nil {
		t.Fatal(err)
	}
	_, data, _ = bytes.Cut(data, []byte("\n"))
	var manifest struct{ Segments []struct{ Passages int } }
	if err := json.Unmarshal(data, &manifest); err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, s := range manifest.Segments {
		n += s.Passages
	}
	return n
}

func TestAnIndexAnswersOnAfterTheNextAndAfterItsFolder(t *testing.T) {
	f := openFolder(t, t.TempDir(), nil)
	first, err := f.Index(t.Context(), documents(10, nil))
	if err != nil {
		t.Fatal(err)
	}
	want := answers(t, first)
	second, err := f.Index(t.Context(), documents(12, map[int]string{3: "zebra"}))
	if err != nil {
		t.Fatal(err)
	}
	shut(t, second)
	shut(t, f)
	if got := answers(t, first); got != want {
		t.Errorf("it answers\n%s\ninstead of\n%s", got, want)
	}
	shut(t, first)
}

func TestASecondHolderIsToldAtOnce(t *testing.T) {
	dir := t.TempDir()
	defer shut(t, openFolder(t, dir, nil))
	began := time.Now()
	_, err := index.OpenFolder(t.Context(), dir, slog.New(slog.DiscardHandler))
	if want := fmt.Sprintf("the folder %s is in use by process %d", dir, os.Getpid()); err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("got %v, want %q", err, want)
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("told after %v", took)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := index.OpenFolder(ctx, dir, slog.New(slog.DiscardHandler)); err == nil {
		t.Error("it opened")
	}
}

func TestStreamedPassagesAreReadFromTheFolder(t *testing.T) {
	lib := documents(30, nil)
	lib.Documents[3].Passages[2].Text = "Ümläut, \xff\xfe and \x00 stay.\nAs do line ends, and \u202e."
	f := openFolder(t, t.TempDir(), nil)
	defer shut(t, f)
	ix, err := f.Stream(t.Context(), "of the stream", func(yield func(*knowledge.Document) bool) {
		for i := range lib.Documents {
			if !yield(&lib.Documents[i]) {
				return
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	defer shut(t, ix)
	if want, got := answers(t, open(t, lib)), answers(t, ix); got != want {
		t.Errorf("it answers\n%.2000s\ninstead of\n%.2000s", got, want)
	}
	hits := search(t, ix, index.Query{Text: "ümläut stay"})
	want := lib.Documents[3].Passages[2]
	if len(hits) == 0 || fmt.Sprintf("%+v", *hits[0].Passage) != fmt.Sprintf("%+v", want) {
		t.Errorf("got %+v, want %+v", hits, want)
	}
}

// What is kept of a passage must not change under the same format: an index of an older version would be taken for a
// good one. How segments and manifest are laid out this test does not see.
func TestFormat(t *testing.T) {
	var all strings.Builder
	fmt.Fprintln(&all, index.Format)
	for _, p := range samples().Passages() {
		written, err := index.Written(p)
		if err != nil {
			t.Fatal(err)
		}
		all.WriteString(written)
	}
	golden(t, "testdata/format.txt", all.String())
}
