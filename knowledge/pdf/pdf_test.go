package pdf_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/stackpick/stackpick/knowledge/pdf"
)

// One test holds all cases, so that the WebAssembly is compiled once.
func TestRead(t *testing.T) {
	reader := pdf.Reader{Interpret: racing}
	defer reader.Close()
	t.Run("lines", func(t *testing.T) { testLines(t, &reader) })
	t.Run("letters", func(t *testing.T) { testLetters(t, &reader) })
	t.Run("what is raised", func(t *testing.T) { testRaised(t, &reader) })
	for name, tt := range refused() {
		t.Run(name, func(t *testing.T) {
			file, err := reader.Read(tt.data)
			if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
				t.Errorf("file %+v, error %v, want %q", file, err, tt.want)
			}
		})
	}
	t.Run("a file that takes for ever", func(t *testing.T) {
		reader.MaxTime = 500 * time.Millisecond
		if _, err := reader.Read(formBomb()); err == nil || !strings.HasPrefix(err.Error(), "takes longer than 500ms") {
			t.Errorf("error %v", err)
		}
		reader.MaxTime = 0
		testLetters(t, &reader) // the next file is read as ever
	})
}

// testLines reads a page that Chromium printed from testdata/queues.html.
func testLines(t *testing.T, reader *pdf.Reader) {
	data, err := os.ReadFile(filepath.Join("testdata", "queues.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	file, err := reader.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	if file.Title != "Which message queue?" || file.Created != "2026-11-26" || file.Pages != 2 || len(file.Lines) != 26 {
		t.Errorf("title %q, made on %q, %d pages, %d lines", file.Title, file.Created, file.Pages, len(file.Lines))
	}
	first, last := file.Lines[0], file.Lines[len(file.Lines)-1]
	if first.Text != "Which message queue?" || first.Page != 1 || last.Text != "must be read again." || last.Page != 2 {
		t.Errorf("first line %+v, last %+v", first, last)
	}
	if body := file.Lines[1]; first.Size < 1.5*body.Size || first.Y <= body.Y || body.X != first.X || body.Right <= body.X {
		t.Errorf("places of %+v and %+v", first, body)
	}
}

func testLetters(t *testing.T, reader *pdf.Reader) {
	file, err := reader.Read(document("BT /F 12 Tf 20 100 Td (Caf\\351 \\2255.) Tj 0 -20 Td /F 1 Tf 9 0 0 9 20 60 Tm (Small) Tj ET", ""))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range file.Lines {
		got = append(got, fmt.Sprintf("%s at %.0f,%.0f in about %.0f", l.Text, l.X, l.Y, l.Size))
	}
	if diff := cmp.Diff([]string{"Café •5. at 20,100 in about 12", "Small at 20,60 in about 11"}, got); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
}

// testRaised reads the marks of footnotes, what follows them, exponents, parted words, and code.
func testRaised(t *testing.T, reader *pdf.Reader) {
	raised := func(text string) string { return " 4 Ts /F 6 Tf (" + text + ") Tj 0 Ts /F 10 Tf " }
	file, err := reader.Read(document("BT /F 10 Tf 10 180 Td (We use Kafka)Tj"+raised("1")+"(, and 10) Tj"+raised("3")+
		"( queues, in m) Tj"+raised("2")+" 0 -20 Td (They keep con-) Tj 0 -12 Td (tracts.) Tj 0 -30 Td"+raised("1")+"(A log.) Tj ET", ""))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range file.Lines {
		got = append(got, fmt.Sprintf("%s %v", l.Text, l.Note))
	}
	want := []string{"We use Kafka, and 103 queues, in m2 false", "They keep con\u00ad false", "tracts. false", "1 A log. true"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
	code := "/Encoding /WinAnsiEncoding"
	fixed, err := reader.Read(bytes.Replace(document("BT /F 10 Tf 10 180 Td (x = 1) Tj ET", code), []byte("/Helvetica"), []byte("/Courier"), 1))
	if err != nil {
		t.Fatal(err)
	}
	if !fixed.Lines[0].Fixed || file.Lines[0].Fixed {
		t.Errorf("fixed: %v of %+v, %v of %+v", fixed.Lines[0].Fixed, fixed.Lines[0], file.Lines[0].Fixed, file.Lines[0])
	}
}

type refusal struct {
	data []byte
	want string
}

func refused() map[string]refusal {
	return map[string]refusal{
		"nothing":      {nil, "is no PDF that can be read"},
		"another file": {[]byte("%PDF-1.7\n" + strings.Repeat("x", 5000)), "is no PDF that can be read"},
		"a password":   {locked(), "is locked with a password"},
		"a blank page": {document("", ""), "has no text, so it is probably a scan"},
		"glyphs alone": {document("BT /F 12 Tf 20 100 Td (\\001\\002\\003\\004\\005\\006) Tj ET", "/Encoding << /Type /Encoding /Differences [1 /g1 /g2 /g3 /g4 /g5 /g6] >>"), "has fonts that do not say which letters they show"},
		"many pages":   {manyPages(2001), "has more than 2000 pages"},
	}
}

// document returns a PDF of one page that draws content with the font F.
func document(content, font string) []byte {
	return assemble(
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
		stream("", content),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica "+firstOf(font, "/Encoding /WinAnsiEncoding")+" >>",
	)
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func stream(entries, content string) string {
	return fmt.Sprintf("<< /Length %d %s >>\nstream\n%s\nendstream", len(content), entries, content)
}

// locked returns a PDF that no password opens: what is to prove it right are zeros.
func locked() []byte {
	zeros := strings.Repeat("00", 32)
	data := assemble(
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [] /Count 0 >>",
		"<< /Filter /Standard /V 1 /R 2 /P -4 /O <"+zeros+"> /U <"+zeros+"> >>",
	)
	return bytes.Replace(data, []byte("/Root 1 0 R"), []byte("/Root 1 0 R /Encrypt 3 0 R /ID [<00> <00>]"), 1)
}

// manyPages returns a PDF whose pages are n times the same.
func manyPages(n int) []byte {
	return assemble(
		"<< /Type /Catalog /Pages 2 0 R >>",
		fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", strings.Repeat("3 0 R ", n), n),
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
	)
}

// formBomb returns a PDF whose page draws a form that draws another one ten times, and so on, twenty forms deep.
func formBomb() []byte {
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>",
		stream("", "/X Do"),
	}
	for i := range 20 {
		resources := fmt.Sprintf("/Type /XObject /Subtype /Form /BBox [0 0 200 200] /Resources << /XObject << /X %d 0 R >> >>", i+6)
		objects = append(objects, stream(resources, strings.Repeat("/X Do ", 10)))
	}
	return assemble(append(objects, stream("/Type /XObject /Subtype /Form /BBox [0 0 200 200]", "0 0 m 1 1 l S"))...)
}

// assemble numbers objects from 1 and writes the table of their places.
func assemble(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	places := []int{}
	for i, o := range objects {
		places = append(places, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, p := range places {
		fmt.Fprintf(&b, "%010d 00000 n \n", p)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start)
	return b.Bytes()
}
