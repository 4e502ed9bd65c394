package knowledge_test

import (
	"archive/zip"
	"bytes"
	"testing"
)

// docx packs a document of Word whose body is body.
func docx(t testing.TB, body string) string {
	t.Helper()
	const space = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range map[string]string{
		"word/document.xml": `<w:document ` + space + `><w:body>` + body + `</w:body></w:document>`,
		"word/styles.xml": `<w:styles ` + space + `><w:style w:styleId="Title"><w:name w:val="Title"/></w:style><w:style w:styleId="One"><w:name w:val="heading 1"/></w:style>
			<w:style w:styleId="Code"><w:name w:val="Source Code"/></w:style><w:style w:styleId="Unseen"><w:name w:val="Unseen"/><w:rPr><w:vanish/></w:rPr></w:style>
			<w:style w:styleId="UnseenToo"><w:name w:val="z"/><w:basedOn w:val="Unseen"/></w:style></w:styles>`,
	} {
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
