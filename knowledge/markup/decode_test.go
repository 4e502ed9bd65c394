package markup_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding/htmlindex"

	"github.com/stackpick/stackpick/knowledge/markup"
)

func TestEncodings(t *testing.T) {
	const want = "Zoë’s café serves €5 coffee."
	tests := map[string]struct{ name, data string }{
		"UTF-8":                            {"a.txt", "Title\n\n" + want},
		"UTF-8 with a byte order mark":     {"a.txt", "\xef\xbb\xbfTitle\r\n\r\n" + want + "\r\n"},
		"old Mac line ends":                {"a.txt", "Title\r\r" + want},
		"windows-1252":                     {"a.txt", "Title\n\nZo\xeb\x92s caf\xe9 serves \x805 coffee."},
		"UTF-16, little-endian":            {"a.txt", utf16("Title\n\n"+want, false)},
		"UTF-16, big-endian":               {"a.txt", utf16("Title\n\n"+want, true)},
		"a page in windows-1252":           {"a.html", "<h1>Title</h1><p>Zo\xeb\x92s caf\xe9 serves \x805 coffee.</p>"},
		"a page that declares ISO-8859-15": {"a.html", "<meta charset=iso-8859-15><h1>Title</h1><p>Zo\xeb’s caf\xe9 serves \xa45 coffee.</p>"},
		"invisible characters":             {"a.md", "# Title\n\nZoë’s\u200b ca\u00adfé\u202e serves \U000E0041€5\ufe0f cof&#8203;fee."},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if strings.Contains(name, "8859") {
				tt.data = strings.ReplaceAll(tt.data, "’", "&rsquo;")
			}
			a := article(t, tt.name, tt.data)
			if got := texts(a.Blocks); got != "Title / "+want || a.Title != "Title" {
				t.Errorf("title %q, text %q", a.Title, got)
			}
		})
	}
}

func TestEncodingsOfOtherAlphabets(t *testing.T) {
	const page = "<meta charset=%s><h1>T</h1><p>%s</p>"
	for name, want := range map[string]string{"Shift_JIS": "キューは速い。", "GBK": "队列很快。", "EUC-KR": "큐는 빠르다.", "windows-1251": "Очередь быстрая.", "Big5": "佇列很快。"} {
		t.Run(name, func(t *testing.T) {
			e, err := htmlindex.Get(name)
			if err != nil {
				t.Fatal(err)
			}
			text, err := e.NewEncoder().String(want)
			if err != nil {
				t.Fatal(err)
			}
			if got := texts(article(t, "a.html", fmt.Sprintf(page, name, text)).Blocks); got != "T / "+want {
				t.Errorf("text %q, want %q", got, want)
			}
			// Text does not say what it is in. It is refused rather than taken for another language's.
			for file, data := range map[string]string{"a.txt": text, "a.html": "<p>" + text} {
				var r markup.Reader
				if _, _, err := r.Read(file, []byte(data)); err == nil || !strings.HasPrefix(err.Error(), "is neither in UTF-8 nor in a Western encoding") {
					t.Errorf("%s: error %v", file, err)
				}
			}
		})
	}
}

func utf16(text string, big bool) string {
	var b bytes.Buffer
	for _, r := range "\ufeff" + text {
		if big {
			b.Write([]byte{byte(r >> 8), byte(r)})
		} else {
			b.Write([]byte{byte(r), byte(r >> 8)})
		}
	}
	return b.String()
}
