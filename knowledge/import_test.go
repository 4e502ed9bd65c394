package knowledge_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stackpick/stackpick/knowledge"
)

// TestImportedMarkdownHasTheSamePassages imports the samples of all foreign formats, and reads what comes of it.
func TestImportedMarkdownHasTheSamePassages(t *testing.T) {
	reader, err := knowledge.NewReader()
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	files := map[string]string{
		"odd.html": "<title>Odd</title><h1>1. C# &amp; C++ #</h1><p>- a *b* _c_ d_e `f` [g](h) ![i](j) &lt;b&gt; &amp;amp; {k} ~~l~~ \\ $$m$$</p><p>1. n</p><p>1) o</p><p># p</p><p>&gt; q</p><p>+ r</p><p>---</p><p>===</p><p>::: s</p><p>{% t %}</p><p>[^1]: u</p><p>```</p><p>| v |</p><p>[ ] w</p>" +
			"<ul><li>- x</li><li>[x] y</li><li>1. z</li></ul><pre>a\n```\n  b</pre><table><tr><th>A|B<th>C_d_<tr><td>*1*<td>`2|3`</table><table><tr><td>4<td>5</table><h2 id='o\"d.d#'>D {#e}</h2><p>F.</p><h2 id=g.h>I</h2><p>J.</p><h2 id=k>Contents of L</h2><p>M.</p><h2>D {#e}</h2><p>N.</p>",
		"a.docx": docx(t, para("Title", "A: title")+para("", "B.")+para("One", "# C")+para("", "D *e*.")+para("Code", "x  {")),
	}
	samples, err := filepath.Glob(filepath.Join("testdata", "outline", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range samples { // a PDF is imported by the scripts of cmd/stackpick
		switch filepath.Ext(file) {
		case ".html", ".txt", ".rst", ".adoc":
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			files[filepath.Base(file)] = string(data)
		}
	}
	if len(files) < 11 {
		t.Fatalf("%d files", len(files))
	}
	for name, data := range files {
		t.Run(name, func(t *testing.T) { checkImport(t, reader, name, data) })
	}
}

// checkImport imports a file and compares what its Markdown is read as.
func checkImport(t *testing.T, reader *knowledge.Reader, name, data string) {
	t.Helper()
	want, err := reader.Read(name, []byte(data))
	if err != nil {
		return
	}
	markdown, err := reader.Import(name, []byte(data))
	if err != nil {
		t.Fatal(err)
	}
	again := strings.TrimSuffix(name, filepath.Ext(name)) + ".md"
	got, err := reader.Read(again, markdown)
	if err != nil {
		t.Fatalf("%v\n%s", err, markdown)
	}
	for _, d := range []*knowledge.Document{&want, &got} {
		d.File = ""
		for i := range d.Passages {
			d.Passages[i].Line = 0
		}
	}
	if diff := cmp.Diff(want, got, unread...); diff != "" {
		t.Errorf("documents differ (-foreign +imported):\n%s\n%s", diff, markdown)
	}
}

func TestImportRefusesWhatItCannotRead(t *testing.T) {
	dir := folderOf(t, map[string]string{"a.md": "# A", "a.png": "x", "bad.docx": "x", "empty.html": "<p></p>",
		"radar.csv": "name,ring\nGo,adopt\n", "radar.json": `{"entries":[{"name":"Go","ring":"adopt"}]}`})
	for name, want := range map[string]string{
		"a.md": "a.md is Markdown already", "a.png": "a.png is in no format that is read", "none.html": "none.html does not exist",
		"bad.docx": "bad.docx: is no DOCX file", "empty.html": "empty.html: holds no text",
		"radar.csv": "radar.csv is read as it is: name its folder with --knowledge", "radar.json": "radar.json is read as it is: name its folder",
	} {
		_, err := knowledge.Import(filepath.Join(dir, name))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}
