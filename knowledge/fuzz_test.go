package knowledge_test

import (
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

// These read whatever bytes there are, and check what every document must keep.
func FuzzMarkdown(f *testing.F) { fuzz(f, "outline/*.md") }

func FuzzHTML(f *testing.F) { fuzz(f, "outline/*.html") }

func FuzzText(f *testing.F) { fuzz(f, "outline/*.txt") }

func FuzzRecord(f *testing.F) { fuzz(f, "records/*/*.md") }

func FuzzRadarCSV(f *testing.F) { fuzz(f, "radars/*/*.csv") }

func FuzzRadarJSON(f *testing.F) { fuzz(f, "radars/*/*.json") }

func FuzzRadarPage(f *testing.F) { fuzz(f, "radars/*/*/*/*.md") }

func fuzz(f *testing.F, pattern string) {
	ext := filepath.Ext(pattern)
	samples, err := filepath.Glob(filepath.Join("testdata", filepath.FromSlash(pattern)))
	if err != nil || len(samples) == 0 {
		f.Fatalf("no samples: %v", err)
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
		d, err := reader.Read("2024-01/0001-file"+ext, data)
		var learnt int
		if err == nil && (d.Record != nil || len(d.Blips) > 0) {
			d, learnt, err = knowledge.Annotated(d)
		}
		if took := time.Since(start); took > hang {
			t.Errorf("%d bytes took %v", len(data), took)
		}
		if err == nil {
			checkDocument(t, d)
			checkDecisions(t, d, learnt)
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
	for name, pattern := range map[string]string{"a.md": "[a](", "b.md": "**a ", "c.md": "> ", "d.html": "<div>", "e.html": "<b><p>", "f.txt": "x: y\n", "g.txt": "a-"} {
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
	const size = 100_000
	patterns := map[string][]string{
		".md":   {"[a](", "> ", ">", "[", "![", "**a ", "*a_", "- ", "1. ", "`", "``` ", "<", "<a ", "<!--", "&", "&#x", "|a", "a|b\n-|-\n", "a\n=\n", "# a\n", "{", "# a {#b ", "\\", "[a]: b\n", "[a][", "![a](b", "a\n> ", "* a\n  ", "~~a", "<div hidden>\n\n", "* - + ", "(", "[a](<", "'", "a**b", "_a__b", "x\n\n", "-\n", "[x] ", "https://a.b/("},
		".html": {"<div>", "<p>", "<b>", "<a href=x>", "<table>", "<table><tr><td>", "<ul><li>", "</p>", "<br>", "<h2>a</h2>", "&", "<!--", "<", "<script>", "<select>", "<svg>", "<p>a, b, c. ", "<b><p>", "<font>", "<a><p>", "<h2>a</h2><p>b.</p>", "<img>", "x ", "<form><p>", "<tr><td>a", "<div><p>a, b, c and d, e.</p></div>", "<article>", "<span>a</span>", "<p hidden>", "<template>"},
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
