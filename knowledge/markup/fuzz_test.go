package markup_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/stackpick/stackpick/knowledge/markup"
	"github.com/stackpick/stackpick/knowledge/pdf"
)

// These read whatever bytes there are, and check what every article must keep.
func FuzzMarkdown(f *testing.F) { fuzz(f, ".md") }

func FuzzHTML(f *testing.F) { fuzz(f, ".html") }

func FuzzText(f *testing.F) { fuzz(f, ".txt") }

func FuzzRST(f *testing.F) { fuzz(f, ".rst") }

func FuzzAsciiDoc(f *testing.F) { fuzz(f, ".adoc") }

// heads are front matter in all its syntaxes, for fuzzing to begin with.
var heads = []string{
	"---\ntitle: A\noptions: [B, C]\n---\n", "---\na: &a [x]\nb: *a\n---\n",
	"+++\ntitle = \"A\"\ndate = 2024-11-02\noptions = [\"B\"]\n[x]\ny = 1\n+++\n", "{\n\"title\": \"A\",\n\"options\": [\"B\"]\n}\n",
}

func fuzz(f *testing.F, ext string) {
	samples, err := filepath.Glob(filepath.Join("..", "testdata", "outline", "*"+ext))
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
	reader := &markup.Reader{Status: func(line string) bool { return line == "Accepted" }}
	f.Fuzz(func(t *testing.T, data []byte) {
		data = data[:min(len(data), 100_000)]
		start := time.Now()
		checkRead(t, reader, "file"+ext, data)
		if took := time.Since(start); took > hang {
			t.Errorf("%d bytes took %v", len(data), took)
		}
	})
}

// hang is what no file may take to read, on the busiest machine and with the race detector on.
const hang = time.Minute

// FuzzDOCX reads whatever XML there is as the text of a document of Word.
func FuzzDOCX(f *testing.F) {
	f.Add(para("Titel", "A") + para("", "B.") + para("Code", "c"))
	f.Add(`<w:tbl><w:tblPr><w:tblLook w:val="04A0"/></w:tblPr><w:tr><w:tc>` + para("", "a") + `</w:tc></w:tr></w:tbl><w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>b</w:t></w:r></w:p>`)
	f.Fuzz(func(t *testing.T, body string) { checkRead(t, &markup.Reader{}, "file.docx", []byte(docx(t, body))) })
}

// FuzzPDF reads whatever bytes there are as a PDF file.
func FuzzPDF(f *testing.F) {
	f.Add([]byte("%PDF-1.4\n1 0 obj << /Pages 2 0 R >> endobj\n2 0 obj << /Kids [3 0 R] /Count 1 >> endobj\n3 0 obj << /Type /Page /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >> endobj\n4 0 obj << /Length 44 >>\nstream\nBT /F 20 Tf 20 50 Td (Queues in use.) Tj ET\nendstream endobj\n5 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> endobj\ntrailer << /Root 1 0 R >>\n"))
	reader := &markup.Reader{PDF: pdf.Reader{Interpret: true}}
	f.Cleanup(func() { _ = reader.Close() })
	f.Fuzz(func(t *testing.T, data []byte) { checkRead(t, reader, "file.pdf", data) })
}

// FuzzSnippet reads whatever text there is in a field of some other file.
func FuzzSnippet(f *testing.F) {
	f.Add("<p>Rye <b>is</b> dark.</p>")
	f.Add("Rye *is* dark.\n\n- a\n- b")
	f.Add("Rye:\n\n    is\u202e dark\t\u200b")
	f.Fuzz(func(t *testing.T, text string) { checkBlocks(t, markup.Snippet(text[:min(len(text), 10_000)], 1), 1) })
}

// checkRead reads a file and checks what holds for every article.
func checkRead(t *testing.T, r *markup.Reader, name string, data []byte) {
	t.Helper()
	_, a, err := r.Read(name, data)
	if err != nil {
		return // a file may well be refused
	}
	a.Bound()
	lines := len(data) + 1 // ends of lines have many forms
	checkBlocks(t, a.Blocks, lines)
	checkCharacters(t, a.Title+a.Author, "")
	before := len(a.Blocks)
	if a.DropFurniture(); len(a.Blocks) > before {
		t.Errorf("%d blocks, of %d with furniture", len(a.Blocks), before)
	}
	if _, err := markup.Write(markup.Head{Title: a.Title}, a.Blocks); err != nil {
		t.Errorf("writing it: %v", err)
	}
}

// checkBlocks checks what holds for the blocks of a file of so many lines.
func checkBlocks(t *testing.T, blocks []markup.Block, lines int) {
	t.Helper()
	for _, b := range blocks {
		allowed := ""
		if b.Kind == markup.Code {
			allowed = "\n"
		}
		checkCharacters(t, b.Text, allowed)
		checkCharacters(t, b.Anchor+strings.Join(b.Cells, "")+strings.Join(b.Names, ""), "")
		switch {
		case b.Text == "":
			t.Errorf("a block without text: %+v", b)
		case b.Kind == markup.Heading && (b.Level < 1 || b.Level > 6):
			t.Errorf("a heading of level %d", b.Level)
		case b.Line < 0 || b.Line > lines:
			t.Errorf("a block in line %d of %d", b.Line, lines)
		case b.Part != "" || b.Owner != "":
			t.Errorf("a block that has a part in a record: %+v", b)
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
