package knowledge_test

import (
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/stackpick/stackpick/knowledge"
)

// These read whatever bytes there are, and check what every document must keep. What the readers of the formats make of
// such is for their own package to check.
func FuzzDocument(f *testing.F) { fuzz(f, "outline/*.md") }

func FuzzRecord(f *testing.F) { fuzz(f, "records/*/*.md") }

func FuzzRadarCSV(f *testing.F) { fuzz(f, "radars/*/*.csv") }

func FuzzRadarJSON(f *testing.F) { fuzz(f, "radars/*/*.json") }

func FuzzRadarYAML(f *testing.F) { fuzz(f, "radars/*/*.yml") }

func FuzzRadarScript(f *testing.F) { fuzz(f, "radars/*/*.html") }

func FuzzRadarProgram(f *testing.F) { fuzz(f, "radars/*/*.ts") }

func FuzzRadarPage(f *testing.F) { fuzz(f, "radars/*/*/*/*.md") }

func fuzz(f *testing.F, pattern string) {
	ext := filepath.Ext(pattern)
	samples, err := filepath.Glob(filepath.Join("testdata", filepath.FromSlash(pattern)))
	if err != nil || len(samples) == 0 {
		f.Fatalf("no samples: %v", err)
	}
	for _, head := range heads {
		f.Add([]byte(head + "# A\n\nText.\n"))
	}
	for _, s := range samples {
		data, err := os.ReadFile(s)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	reader, err := knowledge.NewReader()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		data = data[:min(len(data), 100_000)]
		start := time.Now()
		for _, name := range []string{"2024-01/0001-file", "decision-log", "tech-radar"} {
			documents, err := reader.ReadAll(name+ext, data)
			if err != nil {
				continue
			}
			for _, d := range documents {
				var learnt int
				if d.Record != nil || len(d.Blips) > 0 {
					if d, learnt, err = knowledge.Annotated(d); err != nil {
						continue
					}
				}
				checkDocument(t, d)
				checkDecisions(t, d, learnt)
			}
		}
		if took := time.Since(start); took > hang {
			t.Errorf("%d bytes took %v", len(data), took)
		}
	})
}

// heads are front matter in all its syntaxes, for fuzzing to begin with.
var heads = []string{
	"---\ntitle: A\noptions: [B, C]\n---\n", "---\na: &a [x]\nb: *a\n---\n",
	"+++\ntitle = \"A\"\ndate = 2024-11-02\noptions = [\"B\"]\n[x]\ny = 1\n+++\n", "{\n\"title\": \"A\",\n\"options\": [\"B\"]\n}\n",
}

// FuzzImport imports whatever page there is, and reads what comes of it.
func FuzzImport(f *testing.F) {
	f.Add("<h1>A</h1><p>- *b* _c_ [d](e) &lt;f&gt; {#g}</p><ul><li>h</ul><table><tr><th>i<td>j|k</table><pre>```</pre>")
	f.Add("<h2 id=x>1. A #</h2><p>B.</p><h2>1. A #</h2><p># C</p><p>1) D</p>")
	reader, err := knowledge.NewReader()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, page string) { checkImport(t, reader, "a.html", page) })
}

// FuzzBase opens a folder with whatever a stackpick.yaml and a repository's configuration say.
func FuzzBase(f *testing.F) {
	f.Add("base: https://e.com/{path}/", "[remote \"origin\"]\n\turl = git@github.com:o/r.git\n")
	f.Add("base: ''", "[remote \"origin\"]\nurl=https://me:pw@gitlab.com/a/b/c")
	f.Fuzz(func(t *testing.T, settings, config string) {
		for _, source := range []string{knowledge.FolderSource([]byte(settings), "a/ü.md"), knowledge.RemoteSource(config)} {
			if u, err := url.Parse(source); source != "" && (err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil || strings.ContainsAny(source, " <>|\"`")) {
				t.Errorf("source %q, %v", source, err)
			}
			checkCharacters(t, source, "")
		}
	})
}

// checkDocument checks what holds for every document, whatever it was read from.
func checkDocument(t *testing.T, d knowledge.Document) {
	t.Helper()
	seen := map[string]bool{}
	for _, p := range d.Passages {
		if seen[p.ID] {
			t.Errorf("passage ID %q stands twice", p.ID)
		}
		seen[p.ID] = true
		if words := len(strings.Fields(p.Text)); words > 2000 || words == 0 {
			t.Errorf("passage %s has %d words", p.ID, words)
		}
		if p.URL != "" && !strings.HasPrefix(p.URL, "http://") && !strings.HasPrefix(p.URL, "https://") {
			t.Errorf("passage %s has URL %q", p.ID, p.URL)
		}
		checkCharacters(t, p.Text, "\n")
		checkCharacters(t, p.ID+p.URL+p.Heading+p.Title+strings.Join(p.Path, ""), "")
		rest := p.Text
		for _, paragraph := range p.Paragraphs() {
			for _, sentence := range paragraph {
				_, after, ok := strings.Cut(rest, sentence)
				if !ok || strings.TrimSpace(sentence) == "" {
					t.Errorf("sentence %q of passage %s is not in its text, or not in order", sentence, p.ID)
				}
				rest = after
			}
		}
	}
}

// checkCharacters fails on characters that readers do not see.
func checkCharacters(t *testing.T, text, allowed string) {
	t.Helper()
	if !utf8.ValidString(text) {
		t.Errorf("%q is not valid UTF-8", text)
	}
	for _, r := range text {
		if (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) && !strings.ContainsRune(allowed, r) {
			t.Errorf("%q holds %U", text, r)
			return
		}
	}
}

// hang is what no file may take to read, on the busiest machine and with the race detector on. How fast hostile
// files are read is for BenchmarkHostileFiles to say.
const hang = time.Minute

// BenchmarkHostileFiles reads 100 kB of what keeps each format's parser busiest.
func BenchmarkHostileFiles(b *testing.B) {
	reader, err := knowledge.NewReader()
	if err != nil {
		b.Fatal(err)
	}
	for name, pattern := range map[string]string{"a.md": "[a](", "b.md": "**a ", "c.md": "> ", "d.html": "<div>", "e.html": "<b><p>", "f.txt": "x: y\n", "g.txt": "a-", "h.rst": "`a <", "i.rst": "*a ", "j.rst": "a_ ", "k.rst": "- a\n", "l.adoc": "link:a[", "m.adoc": "*a ", "n.adoc": "|a", "o.adoc": "* a\n"} {
		data := []byte("Customers\n=========\n\n" + strings.Repeat(pattern, 100_000/len(pattern)))
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				_, _ = reader.Read(name, data) // a file may well be refused
			}
		})
	}
}

// TestHostileFiles reads files made to keep a parser busy.
func TestHostileFiles(t *testing.T) {
	size := 50_000 // bytes; BenchmarkHostileFiles reads twice as much
	if raced {
		size /= 5 // nothing here runs beside something else
	}
	patterns := map[string][]string{
		".md":   {"[a](", "> ", ">", "[", "![", "**a ", "*a_", "- ", "1. ", "`", "``` ", "<", "<a ", "<!--", "&", "&#x", "|a", "a|b\n-|-\n", "a\n=\n", "# a\n", "{", "# a {#b ", "\\", "[a]: b\n", "[a][", "![a](b", "a\n> ", "* a\n  ", "~~a", "<div hidden>\n\n", "* - + ", "(", "[a](<", "'", "a**b", "_a__b", "x\n\n", "-\n", "[x] ", "https://a.b/("},
		".html": {"<div>", "<p>", "<b>", "<a href=x>", "<table>", "<table><tr><td>", "<ul><li>", "</p>", "<br>", "<h2>a</h2>", "&", "<!--", "<", "<script>", "<select>", "<svg>", "<p>a, b, c. ", "<b><p>", "<font>", "<a><p>", "<h2>a</h2><p>b.</p>", "<img>", "x ", "<form><p>", "<tr><td>a", "<div><p>a, b, c and d, e.</p></div>", "<article>", "<span>a</span>", "<p hidden>", "<template>"},
		".rst":  {"a", "a_ ", "a__ ", "*a ", "**a ", "`a ", "``a ", ":a:`b", ":a:", "|a ", "|a|", "[1]_ ", "_`a ", "`a <b>`_ ", "`a <", "\\", "- ", "- a\n", "- a\n\n  ", "1. ", "#. a\n", ":a: b\n", ":a:\n", "a\n b\n", "a::\n\n b\n\n", "a::\n", "a\n=\n", "=\na\n=\n", "==\n", "== ==\n", "== ==\na b\n", "+-+-+\n", "+-+-+\n|a|b|\n", "|", "| a\n", ".. ", "..\n", ".. _a:\n", ".. _a: b\n", ".. a::\n", ".. note:: a\n", ".. |a| replace:: |a|\n", ".. list-table::\n\n   * - a\n\n", ">>> a\n", "__ a\n", ".. [1] a\n", " a\n\n", "a\n\n b\n\n"},
		".adoc": {"a", "*a ", "**a ", "_a", "`a ", "``", "#a", "^a", "~a~", "+a ", "+++", "\"`a", "[a]#", "[[a]]", "[[", "<<a", "<<a>>", "<http", "<http://a", "((", "(((a", "{a}", "{", "&", "link:", "link:a[", "link:a[b]", "xref:a", "http://a", "http://a ", "http://a[", "footnote:[", "footnote:[a]", "\\", "* a\n", "* ", ". a\n", "a:: b\n", "a::\n", "a::\n\n", "a:::: b\nc;; d\n", "* a\n+\n", "+\n", "* a\n+\nb\n\n", "----\n", "----\na\n", "====\n", "====\na\n", "--\n", "++++\n", "////\n", "|===\n", "|===\n|a\n", "|", "|a\n", "9*|a", "a|a\n", "[a]\n", "[#a]\n", ".a\n", "= a\n", "== a\n", "== a\n\nb.\n\n", ":a: {a}\n", "ifdef::a[]\n", "ifndef::a[]\n", "endif::[]\n", "include::a[]\n", "image::a[]\n", "// a\n", " a\n", "NOTE: a\n\n"},
		".txt":  {"a", "a ", "a. ", "A\n", "A\n\n", "- a\n", "1. A\n\n", "1.1 A\n", "Contents\n", "- A\n\nA\n\n", "A - B\n\n", "A.\n", "?", "? ", ". ", "... ", "\"", "e.g. ", "A\n===\n", "> ", "ABCDE\n", "。", "a。", "字", "A b c d e f g h\n\nI j k l m n o p.\n\n", "x: y\n", "Acme is a thing.\n\n", "\n", "a-"},
	}
	reader, err := knowledge.NewReader()
	if err != nil {
		t.Fatal(err)
	}
	for ext, list := range patterns {
		for _, pattern := range list {
			t.Run(ext+" of "+pattern, func(t *testing.T) {
				start := time.Now()
				d, err := reader.Read("file"+ext, []byte("Customers\n=========\n\n"+strings.Repeat(pattern, size/len(pattern))))
				if took := time.Since(start); took > hang {
					t.Errorf("took %v", took)
				}
				if err == nil {
					checkDocument(t, d)
				}
			})
		}
	}
}

// checkDecisions checks what holds for every record and every radar.
func checkDecisions(t *testing.T, d knowledge.Document, learnt int) {
	t.Helper()
	if learnt > 2100 {
		t.Errorf("one document teaches %d options", learnt)
	}
	deciding := 0
	for _, p := range d.Passages {
		for _, c := range p.Claims {
			if c.Decides {
				deciding++
			}
		}
	}
	if deciding > 1 {
		t.Errorf("%d sentences decide", deciding)
	}
	for _, b := range d.Blips {
		if b.Name == "" || b.Ring == "" || b.Passage == "" {
			t.Errorf("blip %+v", b)
		}
		checkCharacters(t, b.Name+b.Ring+b.Quadrant+b.Date+b.Option, "")
	}
	if r := d.Record; r != nil {
		checkCharacters(t, r.Name+r.Subject+r.Written+r.Deciders+strings.Join(slices.Concat(r.Considered, r.Chosen, r.Rejected), ""), "")
	}
}
