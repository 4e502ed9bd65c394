package knowledge_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stackpick/stackpick/knowledge"
)

// folderOf writes files into a new folder, by their slash-separated names.
func folderOf(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func open(t *testing.T, paths ...string) *knowledge.Library {
	t.Helper()
	lib, err := knowledge.Open(knowledge.Source{Paths: paths})
	if err != nil {
		t.Fatal(err)
	}
	return lib
}

// openText opens one file that holds text.
func openText(t *testing.T, name, text string) *knowledge.Library {
	t.Helper()
	return open(t, filepath.Join(folderOf(t, map[string]string{name: text}), name))
}

func ids(lib *knowledge.Library) []string {
	var all []string
	for _, d := range lib.Documents {
		all = append(all, d.ID)
	}
	return all
}

func problems(lib *knowledge.Library, dir string) []string {
	var all []string
	for _, p := range lib.Problems {
		all = append(all, strings.ReplaceAll(filepath.ToSlash(p.String()), filepath.ToSlash(dir)+"/", ""))
	}
	return all
}

func TestOpenWithoutPathsReadsTheBuiltInDocuments(t *testing.T) {
	lib, err := knowledge.Open(knowledge.Source{})
	if err != nil {
		t.Fatal(err)
	}
	if len(lib.Documents) == 0 || len(lib.Problems) > 0 {
		t.Fatalf("%d documents, problems %v", len(lib.Documents), lib.Problems)
	}
	for _, p := range lib.Lint() {
		t.Errorf("built-in knowledge: %v", p)
	}
	for _, p := range lib.Passages() {
		if p.URL == "" || p.Date == "" || len(p.Claims) == 0 {
			t.Errorf("passage %s: URL %q, date %q, %d claims", p.ID, p.URL, p.Date, len(p.Claims))
		}
		for _, c := range p.Claims {
			if !strings.Contains(p.Text, c.Text) {
				t.Errorf("claim %q is not in passage %s", c.Text, p.ID)
			}
		}
	}
}

func TestBuiltInDocumentsComeFirst(t *testing.T) {
	dir := folderOf(t, map[string]string{"a.md": "# A\n\nText."})
	with, err := knowledge.Open(knowledge.Source{Paths: []string{dir}, Builtin: true})
	if err != nil {
		t.Fatal(err)
	}
	got := ids(with)
	if len(got) < 2 || got[len(got)-1] != "a" {
		t.Errorf("documents %v, want the built-in ones and then a", got)
	}
	if got := ids(open(t, dir)); !slices.Equal(got, []string{"a"}) {
		t.Errorf("documents %v, want a alone", got)
	}
}

func TestFolderIsReadInOrderAndOnlyWhatIsKnowledge(t *testing.T) {
	dir := folderOf(t, map[string]string{
		"b.md":                   "# B\n\nText.",
		"a/z.txt":                "Z title\n\nText of z.",
		"a/Über uns.html":        "<p>Hello there.</p>",
		"c.MDX":                  "import X from 'x'\n\n# C\n\nText. {/* not\nthis */}",
		".hidden.md":             "# Hidden\n\nText.",
		".git/x.md":              "# Git\n\nText.",
		"node_modules/p/READ.md": "# Module\n\nText.",
		"LICENSE.md":             "# Licence\n\nText.",
		"sub/copying.txt":        "Licence\n\nText.",
		"image.png":              "\x89PNG\x00",
		"data.json":              "{}",
		"vocabulary.yaml":        "options:\n  - name: Frobnicator\n    aliases: [frob]\n",
	})
	lib := open(t, dir)
	want := []string{"a-z", "a-über-uns", "b", "c"}
	if diff := cmp.Diff(want, ids(lib)); diff != "" {
		t.Errorf("documents (-want +got):\n%s", diff)
	}
	if len(lib.Problems) > 0 {
		t.Errorf("problems %v", lib.Problems)
	}
	if _, ok := lib.Vocabulary.Option("Frobnicator"); !ok {
		t.Error("the team's vocabulary was not read")
	}
	if c := lib.Documents[3].Passages[0].Text; c != "Text." {
		t.Errorf("MDX text %q", c)
	}
}

func TestBadFileInAFolderIsAProblemAndTheRestIsRead(t *testing.T) {
	dir := folderOf(t, map[string]string{
		"good.md":     "# Good\n\nText.",
		"binary.md":   "\x00\x01\x02",
		"empty.md":    " \n\n",
		"large.txt":   strings.Repeat("word ", knowledge.MaxFile/5+1),
		"heads.md":    "# Only\n\n## Headings\n",
		"deep.md":     strings.Repeat("> ", 3000) + "x",
		"links.md":    strings.Repeat("[a]: b\n", 6000),
		"stars.md":    strings.Repeat("*a_", 6000),
		"colon.md":    "---\ntitle: A: B\n---\n\nText.",
		"open.md":     "---\ntitle: A\n\nText.",
		"toml.md":     "+++\ntitle = A\n+++\nText.",
		"nested.html": strings.Repeat("<div>", 2000) + "x",
	})
	lib := open(t, dir)
	if got := ids(lib); !slices.Equal(got, []string{"good"}) {
		t.Errorf("documents %v", got)
	}
	want := map[string]string{
		"binary.md": "is a binary file", "empty.md": "is empty", "large.txt": "is larger than 2 MiB", "heads.md": "holds no text below its headings",
		"deep.md:1": "is nested too deeply", "links.md:5001": "is nested too deeply", "stars.md:1": "is nested too deeply", "colon.md:2": "front matter: mapping values are not allowed", "open.md:1": "front matter: does not end",
		"toml.md:2": "front matter: ", "nested.html": "reading the page",
	}
	got := problems(lib, dir)
	if len(got) != len(want) {
		t.Errorf("%d problems, want %d:\n%s", len(got), len(want), strings.Join(got, "\n"))
	}
	for place, message := range want {
		if !slices.ContainsFunc(got, func(p string) bool { return strings.HasPrefix(p, place+": "+message) }) {
			t.Errorf("no problem %q in\n%s", place+": "+message, strings.Join(got, "\n"))
		}
	}
	for _, p := range lib.Problems {
		if !p.Fatal {
			t.Errorf("%v is not marked fatal", p)
		}
	}
}

// An id that two files have costs neither: in folders of some documentation tools, each has its "index".
func TestAnIDThatIsTakenGivesWayToThePath(t *testing.T) {
	dir := folderOf(t, map[string]string{
		"billing/index.md": "---\nid: index\n---\nInvoices are sent on Mondays.",
		"mailing/index.md": "---\nid: index\n---\nMail is sent at once.",
		"notes.md":         "---\nid: mailing-index\n---\nNothing is sent on Sundays.",
		"README.md":        "All about sending.",
	})
	other := folderOf(t, map[string]string{"README.md": "All about receiving."})
	lib, err := knowledge.Open(knowledge.Source{Paths: []string{dir, other}})
	if err != nil {
		t.Fatal(err)
	}
	opened := strings.ToLower(filepath.Base(other))
	if want, got := []string{"readme", "index", "mailing-index", "notes", opened + "-readme"}, ids(lib); !slices.Equal(got, want) {
		t.Errorf("documents %v, want %v", got, want)
	}
	if len(lib.Problems) > 0 {
		t.Errorf("problems %v", lib.Problems)
	}
	var told []string
	for _, p := range lib.Lint() {
		if strings.Contains(p.Message, "has the same id") {
			told = append(told, fmt.Sprintf("%s:%d %t", filepath.Base(filepath.Dir(p.File)), p.Line, p.Advice))
		}
	}
	slices.Sort(told)
	want := slices.Sorted(slices.Values([]string{"mailing:1 false", filepath.Base(dir) + ":1 false", filepath.Base(other) + ":1 true"}))
	if !slices.Equal(told, want) {
		t.Errorf("lint says %v, want %v", told, want)
	}
	for _, d := range lib.Documents {
		for _, p := range d.Passages {
			if !strings.HasPrefix(p.ID, d.ID+"#") {
				t.Errorf("passage %s of document %s", p.ID, d.ID)
			}
		}
	}
}

func TestACopyStandsOnce(t *testing.T) {
	record := "## Decision record: which broker\n\n### Status\n\nAccepted\n\n### Context\n\nWe need one.\n\n### Decision\n\nWe will use RabbitMQ.\n"
	dir := folderOf(t, map[string]string{"broker/README.md": record, "broker/index.md": record, "other/index.md": record + "\nIt is cheap.\n"})
	lib := open(t, dir)
	if got := ids(lib); !slices.Equal(got, []string{"broker-readme", "other-index"}) {
		t.Errorf("documents %v", got)
	}
	if got := lib.Documents[0].Title; got != "which broker" {
		t.Errorf("title %q", got)
	}
	if len(lib.Problems) > 0 {
		t.Errorf("problems %v: a copy is no fault", lib.Problems)
	}
	if !slices.ContainsFunc(lib.Lint(), func(p knowledge.Problem) bool {
		return p.File == filepath.Join(dir, "broker", "index.md") && strings.HasPrefix(p.Message, "is a copy of ")
	}) {
		t.Errorf("Lint does not tell of the copy: %v", lib.Lint())
	}
}

func TestFileThatIsNamedAndCannotBeUsedIsAnError(t *testing.T) {
	dir := folderOf(t, map[string]string{"binary.md": "a\x00b", "empty.txt": "", "b.md": "---\na: b\nc: d: e\n---\nText.", "none/x.png": "x", "bad/vocabulary.yaml": "options: 7", "bad/a.md": "Text."})
	tests := map[string]string{
		"binary.md": "binary.md: is a binary file",
		"empty.txt": "empty.txt: is empty",
		"b.md":      "b.md:3: front matter",
		"missing":   "missing does not exist",
		"none":      "none holds no documents: put Markdown, reStructuredText, AsciiDoc, HTML, text, DOCX or PDF files or technology radars there",
		"bad":       "vocabulary.yaml:1: ",
	}
	for name, want := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := knowledge.Open(knowledge.Source{Paths: []string{filepath.Join(dir, name)}})
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("error %v, want %q in it", err, want)
			}
		})
	}
}

func TestFileOfUnknownExtensionIsReadAsTextWhenNamed(t *testing.T) {
	lib := openText(t, "NOTES", "Notes on Redis\n\nRedis is fast.")
	if d := lib.Documents[0]; d.ID != "notes" || d.Title != "Notes on Redis" {
		t.Errorf("document %s %q", d.ID, d.Title)
	}
}

func TestHashChangesWithEveryByteAndNameAndWithNothingElse(t *testing.T) {
	files := map[string]string{"a.md": "# A\n\nText.", "b.md": "# B\n\nText."}
	first := open(t, folderOf(t, files)).Hash
	if again := open(t, folderOf(t, files)).Hash; again != first || !strings.HasPrefix(first, "sha256:") {
		t.Errorf("hash %s of the same files in another folder, want %s", again, first)
	}
	for name, changed := range map[string]map[string]string{
		"a byte":     {"a.md": "# A\n\nText!", "b.md": "# B\n\nText."},
		"a name":     {"c.md": "# A\n\nText.", "b.md": "# B\n\nText."},
		"vocabulary": {"a.md": "# A\n\nText.", "b.md": "# B\n\nText.", "vocabulary.yml": "options: []"},
	} {
		if open(t, folderOf(t, changed)).Hash == first {
			t.Errorf("hash is the same though %s changed", name)
		}
	}
}

func TestTitle(t *testing.T) {
	tests := map[string]struct{ name, text, want string }{
		"front matter before all":        {"f.md", "---\ntitle: Front\n---\n# Head\n\nText.", "Front"},
		"first-level heading":            {"f.md", "## Two\n\nText.\n\n# One\n\nText.", "One"},
		"heading of a page":              {"f.html", "<title>A - Blog</title><h1>A</h1><p>Text.</p>", "A"},
		"first heading of a README":      {"README.md", "## Requests\n\nText.", "Requests"},
		"folder of a README":             {"queues/README.md", "Text.", "queues"},
		"title of a page":                {"f.html", "<title>A page</title><p>Text.</p>", "A page"},
		"first line of text":             {"f.txt", "Some title\n\nText.", "Some title"},
		"subject of a message":           {"f.txt", "From: A <a@b.c>\nSubject: Which queue?\n\nHi all, it is late.", "Which queue?"},
		"file name where there is none":  {"some file.txt", "All of this is a sentence.\n\nAnd this one.", "some file"},
		"file name of Markdown as found": {"0007-queues.md", "Just text.", "0007-queues"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := open(t, folderOf(t, map[string]string{tt.name: tt.text})).Documents[0].Title; got != tt.want {
				t.Errorf("title %q, want %q", got, tt.want)
			}
		})
	}
}
