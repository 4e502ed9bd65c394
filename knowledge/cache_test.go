package knowledge_test

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/stackpick/stackpick/knowledge"
)

// unread are the parts of a library that a comparison leaves out: what only reading needs, and the vocabulary, whose
// work the claims show.
var unread = []cmp.Option{
	cmpopts.IgnoreUnexported(knowledge.Library{}, knowledge.Document{}, knowledge.Passage{}),
	cmpopts.IgnoreFields(knowledge.Library{}, "Vocabulary"),
}

// edit changes the files of a folder; those without text go.
func edit(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		err := os.MkdirAll(filepath.Dir(file), 0o755)
		if text == "" {
			err = os.Remove(file)
		} else if err == nil {
			err = os.WriteFile(file, []byte(text), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestACacheChangesNothingOfWhatIsRead(t *testing.T) {
	dir := folderOf(t, map[string]string{
		"a.md":     "# Django\n\nDjango is secure. Node.js is fast.\n\n## Frobnicator\n\nFrobnicator is slow.\n",
		"b.md":     "# Node.js\n\nNode.js scales well, and a nosql store such as Zorkbase goes with it.\n",
		"sub/c.md": "---\noptions: [Zorkbase]\n---\n# Stores\n\nZorkbase is easy to learn.\n",
		"bad.md":   "---\ntitle: [\n---\n# Broken\n\nNobody reads this.\n",
	})
	cache := &knowledge.Cache{}
	var census *knowledge.Census
	for i, change := range []map[string]string{
		{},
		{"a.md": "# Django\n\nDjango is slow.\n"},
		{"sub/d.md": "# Rails\n\nRails is older than Node.js.\n"},
		{"b.md": ""},
		{"sub/c.md": "# Stores\n\nZorkbase is easy to learn.\n"}, // no document names it as an option any more
		{"z.md": "---\noptions: [Zorkbase, Frobnicator]\n---\n# Names\n\nFrobnicator is fast.\n"},
		{"vocabulary.yaml": "options:\n  - name: Zorkbase\n    aliases: [ZB]\n"},
		{"sub/d.md": "# Rails\n\nRails is older than ZB, and ZB is fast.\n"},
		{"vocabulary.yaml": ""},
		{"bad.md": "# Mended\n\nDjango is mature.\n", "sub/d.md": ""},
		{"copy.md": "# Mended\n\nDjango is mature.\n"},
	} {
		edit(t, dir, change)
		got, err := knowledge.Open(knowledge.Source{Paths: []string{dir}, Cache: cache})
		if err != nil {
			t.Fatal(err)
		}
		want := open(t, dir)
		if diff := cmp.Diff(want, got, unread...); diff != "" {
			t.Errorf("change %d, %v: with a cache it differs (-without +with):\n%s", i, change, diff)
		}
		census = got.Census(census)
		if diff := cmp.Diff(got.Census(nil).Counts(), census.Counts()); diff != "" {
			t.Errorf("change %d, %v: counted on, the census differs (-anew +on):\n%s", i, change, diff)
		}
		if diff := cmp.Diff(want.Lint(), got.Lint()); diff != "" {
			t.Errorf("change %d, %v: with a cache its findings differ (-without +with):\n%s", i, change, diff)
		}
	}
}

func TestACacheReadsOnlyWhatChanged(t *testing.T) {
	dir := folderOf(t, map[string]string{"a.md": "# A\n\nDjango is secure.\n", "b.md": "# B\n\nNode.js is fast.\n"})
	src := knowledge.Source{Paths: []string{dir}, Cache: &knowledge.Cache{}}
	first, err := knowledge.Open(src)
	if err != nil {
		t.Fatal(err)
	}
	edit(t, dir, map[string]string{"b.md": "# B\n\nNode.js is slow.\n"})
	second, err := knowledge.Open(src)
	if err != nil {
		t.Fatal(err)
	}
	if &first.Documents[0].Passages[0] != &second.Documents[0].Passages[0] {
		t.Error("the file that did not change was read again")
	}
	if got := first.Documents[1].Passages[0].Text; got != "Node.js is fast." {
		t.Errorf("the library that was opened first now says %q", got)
	}
	if first.Vocabulary != second.Vocabulary {
		t.Error("the vocabulary was read again")
	}
}

func TestOptionsOfOneDocumentAreKnownInAll(t *testing.T) {
	lib := open(t, folderOf(t, map[string]string{
		"a.md": "# First\n\nZorkbase is fast.\n", "b.md": "---\noptions: [Zorkbase]\n---\n# Second\n\nIt is a store.\n",
	}))
	if got := lib.Documents[0].Passages[0].Options; !cmp.Equal(got, []string{"Zorkbase"}) {
		t.Errorf("the document read first has claims about %v, want Zorkbase, which the second names", got)
	}
	other := open(t, folderOf(t, map[string]string{"a.md": "# First\n\nZorkbase is fast.\n"}))
	if _, known := other.Vocabulary.Option("Zorkbase"); known {
		t.Error("another library knows what a document of the first one names")
	}
}

func TestOpenStopsWhereEachSaysSo(t *testing.T) {
	dir := folderOf(t, map[string]string{"a.md": "# A\n\nText.\n", "b.md": "# B\n\nText.\n", "sub/c.md": "# C\n\nText.\n"})
	enough := errors.New("enough")
	var told []string
	_, err := knowledge.Open(knowledge.Source{Paths: []string{dir}, Each: func(file string) error {
		if told = append(told, file); len(told) == 2 {
			return enough
		}
		return nil
	}})
	if !errors.Is(err, enough) {
		t.Errorf("Open returned %v, want the error of Each", err)
	}
	if want := []string{filepath.Join(dir, "a.md"), filepath.Join(dir, "b.md")}; !cmp.Equal(told, want) {
		t.Errorf("told of %q, want %q", told, want)
	}
}

func TestALibraryNamesItsFolders(t *testing.T) {
	dir := folderOf(t, map[string]string{"a.md": "# A\n\nText.\n", "sub/deep/c.md": "# C\n\nText.\n", ".git/x.md": "# X\n\nText.\n"})
	want := []string{dir, filepath.Join(dir, "sub"), filepath.Join(dir, "sub", "deep")}
	if got := open(t, dir).Folders; !cmp.Equal(got, want) {
		t.Errorf("folders %q, want %q", got, want)
	}
}

var files = flag.Int("files", 50, "how many files the benchmarks of opening a folder read")

// BenchmarkOpen opens a folder anew, with one file changed, and with none changed.
func BenchmarkOpen(b *testing.B) {
	article, err := os.ReadFile("builtin/django-vs-nodejs.md")
	if err != nil {
		b.Fatal(err)
	}
	_, body, _ := strings.Cut(string(article[1:]), "\n---\n")
	dir := b.TempDir()
	write := func(i int, more string) {
		text := fmt.Sprintf("---\nid: file %d\n---\n%s\n%s\n", i, body[:4000], more)
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%06d.md", i)), []byte(text), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	for i := range *files {
		write(i, "")
	}
	for _, bench := range []struct {
		name   string
		cache  *knowledge.Cache
		change bool
	}{
		{"All", nil, false}, {"OneChanged", &knowledge.Cache{}, true}, {"NoneChanged", &knowledge.Cache{}, false},
	} {
		b.Run(bench.name, func(b *testing.B) {
			src := knowledge.Source{Paths: []string{dir}, Cache: bench.cache}
			if _, err := knowledge.Open(src); err != nil {
				b.Fatal(err)
			}
			for n := 0; b.Loop(); n++ {
				if bench.change {
					write(*files/2, fmt.Sprintf("Django was tried %d times.", n))
				}
				if _, err := knowledge.Open(src); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(b.Elapsed().Seconds()/float64(b.N)/float64(*files)*1e6, "µs/file")
		})
	}
}

func TestAPanicCostsOneFile(t *testing.T) {
	lib := openText(t, "a.md", "# Django\n\nDjango is secure.\n")
	for i, err := range knowledge.ClaimsWithout(lib.Documents[0], lib.Documents[0], lib.Documents[0]) {
		if err == nil || !strings.Contains(err.Error(), "internal error") {
			t.Errorf("document %d: %v, want an internal error", i, err)
		}
	}
}
