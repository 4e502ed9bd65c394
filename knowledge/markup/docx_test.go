package markup_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stackpick/stackpick/knowledge/markup"
)

// docx packs a document of Word whose body is body.
func docx(t testing.TB, body string) string {
	t.Helper()
	return packed(t, map[string]string{
		"[Content_Types].xml": `<Types/>`,
		"_rels/.rels":         `<Relationships><Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/document.xml":   `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w" xmlns:mc="mc"><w:body>` + body + `<w:sectPr/></w:body></w:document>`,
		"word/styles.xml": `<w:styles xmlns:w="w"><w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>
			<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style><w:style w:styleId="H2"><w:name w:val="Heading 2"/></w:style>
			<w:style w:styleId="Own"><w:name w:val="Our heading"/><w:basedOn w:val="H2"/></w:style><w:style w:styleId="Outline"><w:name w:val="x"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
			<w:style w:styleId="Loop"><w:name w:val="y"/><w:basedOn w:val="Loop"/></w:style><w:style w:styleId="Code"><w:name w:val="Source Code"/></w:style><w:style w:styleId="toc1"><w:name w:val="toc 1"/></w:style>
			<w:style w:styleId="Unseen"><w:name w:val="Unseen"/><w:rPr><w:vanish/></w:rPr></w:style><w:style w:styleId="UnseenToo"><w:name w:val="z"/><w:basedOn w:val="Unseen"/></w:style>
			<w:style w:styleId="Seen"><w:name w:val="Seen"/><w:basedOn w:val="UnseenToo"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style></w:styles>`,
		"docProps/core.xml": `<cp:coreProperties xmlns:cp="cp" xmlns:dc="dc" xmlns:dcterms="dcterms"><dc:title>Old template</dc:title><dc:creator>Ann  Example</dc:creator><dcterms:created>2020-01-02T03:04:05Z</dcterms:created><dcterms:modified>2024-11-02T03:04:05Z</dcterms:modified></cp:coreProperties>`,
	})
}

func packed(t testing.TB, files map[string]string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range files {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// para is a paragraph of a style with one run of text.
func para(style, text string) string {
	if style != "" {
		style = `<w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>`
	}
	return `<w:p>` + style + `<w:r><w:t xml:space="preserve">` + text + `</w:t></w:r></w:p>`
}

func TestDOCX(t *testing.T) {
	item := func(text string) string {
		return `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr><w:r><w:t>` + text + `</w:t></w:r></w:p>`
	}
	run := func(properties, text string) string {
		return `<w:r><w:rPr>` + properties + `</w:rPr><w:t xml:space="preserve">` + text + `</w:t></w:r>`
	}
	row := func(head bool, cells ...string) string {
		out := `<w:tr>`
		if head {
			out += `<w:trPr><w:tblHeader/></w:trPr>`
		}
		for _, c := range cells {
			out += `<w:tc><w:tcPr><w:shd w:fill="000000"/></w:tcPr><w:p>` + run(`<w:color w:val="FFFFFF"/>`, c) + `</w:p></w:tc>`
		}
		return out + `</w:tr>`
	}
	broken := func(lines ...string) string {
		return `<w:p><w:r><w:t>` + strings.Join(lines, `</w:t><w:br/><w:t>`) + `</w:t></w:r></w:p>`
	}
	tests := map[string]struct {
		body string
		want []string
	}{
		"headings by name, by base and by outline": {para("Titel", "T") + para("", "A.") + para("berschrift1", "One") + para("", "B.") + para("Own", "Two") + para("", "C.") + para("Outline", "Three") + para("", "D.") + para("Loop", "E."), []string{"T: A.", "One: B.", "One > Two: C.", "One > Two > Three: D. / E."}},
		"lists":                          {para("", "A:") + item("b") + item("c"), []string{"T: A: / b / c"}},
		"tables":                         {`<w:tbl><w:tblPr><w:tblLook w:val="0000" w:firstRow="0"/></w:tblPr>` + row(true, "Q", "€") + row(false, "a", "1") + row(false, "b", "") + `</w:tbl>`, []string{"T: Q: a; €: 1 / Q: b"}},
		"a first row that is a header":   {`<w:tbl><w:tblPr><w:tblLook w:val="04A0"/></w:tblPr>` + row(false, "Q", "€") + row(false, "a", "1") + `</w:tbl>` + para("", "B."), []string{"T: Q: a; €: 1 / B."}},
		"a first row that is none":       {`<w:tbl><w:tblPr><w:tblLook w:val="0480"/></w:tblPr>` + row(false, "Q", "€") + row(false, "a", "1") + `</w:tbl>`, []string{"T: Q; € / a; 1"}},
		"a first row in sentences":       {`<w:tbl><w:tblPr><w:tblLook w:val="04A0"/></w:tblPr>` + row(false, "API", "what programs call;") + row(false, "JWT", "what they show;") + `</w:tbl>`, []string{"T: API; what programs call; / JWT; what they show;"}},
		"names of columns":               {`<w:tbl>` + row(false, "Field", "Type", "Required") + row(false, "email", "String", "Yes") + `</w:tbl>`, []string{"T: Field: email; Type: String; Required: Yes"}},
		"figures name no columns":        {`<w:tbl>` + row(false, "Kafka", "Java", "900 €") + row(false, "NATS", "Go", "300 €") + `</w:tbl>`, []string{"T: Kafka; Java; 900 € / NATS; Go; 300 €"}},
		"a table of one row":             {`<w:tbl>` + row(false, "Field", "Type", "Required") + `</w:tbl>` + para("", "A."), []string{"T: Field; Type; Required / A."}},
		"lines of a paragraph":           {broken("Ann Example", "Main Street 1", "They lead on", "to more."), []string{"T: Ann Example / Main Street 1 / They lead on to more."}},
		"words below what leads to them": {broken("Database:", "PostgreSQL", "No triggers"), []string{"T: Database: PostgreSQL; No triggers"}},
		"sentences below what leads":     {broken("Database:", "We use PostgreSQL.", "It has no triggers."), []string{"T: Database: / We use PostgreSQL. / It has no triggers."}},
		"a table in a table":             {`<w:tbl><w:tr><w:tc>` + para("", "a") + `<w:tbl>` + row(false, "b") + `</w:tbl>` + para("", "c") + `</w:tc></w:tr></w:tbl>` + para("", "D."), []string{"T: a b c / D."}},
		"runs, breaks and tabs":          {`<w:p><w:r><w:t>A</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r><w:ins><w:r><w:t>d</w:t></w:r></w:ins><w:hyperlink><w:r><w:t>e.</w:t></w:r></w:hyperlink></w:p>`, []string{"T: A b cde."}},
		"what is deleted":                {`<w:p><w:del><w:r><w:delText>x</w:delText></w:r></w:del>` + run("", "A.") + `</w:p>`, []string{"T: A."}},
		"what is hidden":                 {`<w:p>` + run(`<w:vanish/>`, "x") + run(`<w:webHidden/>`, "x") + run(`<w:color w:val="ffffff"/>`, "x") + run(`<w:sz w:val="2"/>`, "x") + run(`<w:vanish w:val="0"/><w:sz w:val="20"/>`, "A.") + `</w:p>`, []string{"T: A."}},
		"what a run's style hides":       {`<w:p>` + run(`<w:rStyle w:val="Unseen"/>`, "x") + run(`<w:rStyle w:val="UnseenToo"/>`, "x") + run(`<w:rStyle w:val="Seen"/>`, "A") + run(`<w:rStyle w:val="Unseen"/><w:vanish w:val="0"/>`, "b") + run("", ".") + `</w:p>`, []string{"T: Ab."}},
		"what a paragraph's style hides": {para("Unseen", "X.") + para("UnseenToo", "X.") + para("Seen", "A.") + `<w:p><w:pPr><w:pStyle w:val="Unseen"/></w:pPr>` + run(`<w:vanish w:val="false"/>`, "B.") + `</w:p>` + para("", "C."), []string{"T: A. / B. / C."}},
		"codes of fields":                {`<w:p><w:r><w:instrText>HYPERLINK "x"</w:instrText></w:r>` + run("", "A.") + `</w:p>`, []string{"T: A."}},
		"what is written twice":          {`<w:p><mc:AlternateContent><mc:Choice>` + run("", "A.") + `</mc:Choice><mc:Fallback>` + run("", "A.") + `</mc:Fallback></mc:AlternateContent></w:p>`, []string{"T: A."}},
		"code":                           {para("", "Run:") + para("Code", "if x {") + para("Code", "  y") + para("Code", "}"), []string{"T: Run: / if x { /   y / }"}},
		"a table of contents":            {para("toc1", "One 1") + para("", "A."), []string{"T: A."}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if !strings.Contains(tt.body, `"Titel"`) {
				tt.body = para("Titel", "T") + tt.body
			}
			a := article(t, "a.docx", docx(t, tt.body))
			if diff := cmp.Diff(tt.want, shape(a)); diff != "" {
				t.Errorf("text (-want +got):\n%s", diff)
			}
			if a.Title != "T" || a.Author != "Ann Example" || a.Date != "2024-11-02" {
				t.Errorf("title %q, author %q, date %q", a.Title, a.Author, a.Date)
			}
		})
	}
}

// TestTitleOfDOCXWithoutStyles: what is set large before all else is the title where nothing names one.
func TestTitleOfDOCXWithoutStyles(t *testing.T) {
	large := func(size, text string) string {
		return `<w:p><w:r><w:rPr><w:sz w:val="` + size + `"/></w:rPr><w:t>` + text + `</w:t></w:r></w:p>`
	}
	for name, tt := range map[string]struct{ body, want string }{
		"a large line":          {`<w:p/>` + large("56", "Which queue?") + para("", "Kafka."), "Which queue?"},
		"a line that is not":    {large("28", "Which queue?") + para("", "Kafka."), ""},
		"a large line below":    {para("", "Kafka.") + large("56", "Which queue?"), ""},
		"a title in its style":  {large("56", "Example Inc.") + para("Titel", "Which queue?") + para("", "Kafka."), "Which queue?"},
		"a paragraph set large": {large("56", strings.Repeat("queues ", 20)) + para("", "Kafka."), ""},
	} {
		t.Run(name, func(t *testing.T) {
			files := map[string]string{
				"word/document.xml": `<w:document xmlns:w="w"><w:body>` + tt.body + `</w:body></w:document>`,
				"word/styles.xml":   `<w:styles xmlns:w="w"><w:style w:styleId="Titel"><w:name w:val="Title"/></w:style></w:styles>`,
			}
			if got := article(t, "a.docx", packed(t, files)).Title; got != tt.want {
				t.Errorf("title %q, want %q", got, tt.want)
			}
		})
	}
}

func TestDOCXThatCannotBeUsed(t *testing.T) {
	entries := map[string]string{}
	for i := range 5001 {
		entries[fmt.Sprint(i)] = ""
	}
	deep := strings.Repeat("<w:a>", 600) + strings.Repeat("</w:a>", 600)
	tests := map[string]struct{ data, want string }{
		"no archive":             {"PK\x03\x04 but no more", "is no DOCX file that can be read"},
		"another archive":        {packed(t, map[string]string{"a.txt": "Text."}), "is no document of Word: it holds no word/document.xml"},
		"broken XML":             {docx(t, "<w:p>"), "is no DOCX file that can be read"},
		"a bomb":                 {docx(t, para("", strings.Repeat("bomb ", 8<<20))), "unpacks to more than 32 MiB"},
		"a bomb that lies":       {lying(t, strings.Repeat("bomb ", 8<<20)), "is no DOCX file that can be read"},
		"many files":             {packed(t, entries), "is packed of more than 5000 files"},
		"entities":               {packed(t, map[string]string{"word/document.xml": `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document><w:p>&b;</w:p></w:document>`}), "declares a document type"},
		"an entity that is none": {docx(t, para("", "&file;")), "is no DOCX file that can be read"},
		"deep nesting":           {docx(t, deep), "is nested more than 500 deep"},
		"too large a file":       {strings.Repeat("x", 33<<20), "is larger than 32 MiB"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var r markup.Reader
			if _, _, err := r.Read("a.docx", []byte(tt.data)); err == nil || !strings.HasPrefix(err.Error(), tt.want) {
				t.Errorf("error %v, want %q", err, tt.want)
			}
		})
	}
}

// lying packs text as a document's, in an archive that says that it has ten bytes.
func lying(t *testing.T, text string) string {
	t.Helper()
	var squeezed, b bytes.Buffer
	c, err := flate.NewWriter(&squeezed, flate.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Write([]byte(text)); err != nil || c.Close() != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(&b)
	w, err := z.CreateRaw(&zip.FileHeader{Name: "word/document.xml", Method: zip.Deflate, CompressedSize64: uint64(squeezed.Len()), UncompressedSize64: 10})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(squeezed.Bytes()); err != nil || z.Close() != nil {
		t.Fatal(err)
	}
	return b.String()
}
