package blocks

import (
	"strings"
	"testing"
)

func TestShortenCutsAfterASentenceOrAWord(t *testing.T) {
	for _, c := range []struct {
		text  string
		limit int
		want  string
	}{
		{"short", 5, "short"},
		{"One sentence. Another one, longer.", 24, "One sentence. …"},
		{"One. And now a long one without an end", 24, "One. And now a long one…"},
		{"several, words", 12, "several…"},
		{"Node.js is quick", 12, "Node.js is…"},
		{"unbreakable", 6, "unbre…"},
		{"日本語日本語", 5, "日本語日…"},
		{"😀😀😀😀", 6, "😀😀…"},
		{"😀😀", 4, "😀😀"},
	} {
		got := shorten(c.text, c.limit)
		if got != c.want {
			t.Errorf("%q to %d: got %q, want %q", c.text, c.limit, got, c.want)
		}
		if size(got) > c.limit {
			t.Errorf("%q to %d: %q is %d long", c.text, c.limit, got, size(got))
		}
	}
}

func TestCleanTextHoldsNothingThatCannotBeSeen(t *testing.T) {
	for text, want := range map[string]string{
		"a\x00b\x1b[31mc":                 "ab[31mc",
		"pay\u202eecila\u202c":            "payecila",
		"\u2066x\u2069\u200b\u200d\ufeff": "x",
		"soft\u00adhyphen":                "softhyphen",
		"tag\U000e0041\U000e007f":         "tag",
		"\u3164\u2800\uffa0\u115f":        "",
		"one\r\ntwo\u2028three\tfour":     "one two three four",
		"  a \n\n  b  ":                   "a b",
		"ok\xff\xfe!":                     "ok!",
		"naïve 日本語 עברית 😀":               "naïve 日本語 עברית 😀",
	} {
		if got := oneLine(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestOnlySafeAddressesBecomeLinks(t *testing.T) {
	for address, want := range map[string]string{
		"https://example.com/a#:~:text=x%20y":                "https://example.com/a#:~:text=x%20y",
		"http://example.com/a|b>c<d e\"f'g`h":                "http://example.com/a%7Cb%3Ec%3Cd%20e%22f%27g%60h",
		"HTTPS://example.com/Path":                           "https://example.com/Path",
		"https://example.com/?a=1&b=2":                       "https://example.com/?a=1&b=2",
		"https://user@example.com/":                          "",
		"https://user:pw@example.com/":                       "",
		"javascript:alert(1)":                                "",
		"data:text/html,x":                                   "",
		"//example.com":                                      "",
		"https:///path":                                      "",
		"https://":                                           "",
		"ftp://example.com":                                  "",
		"https://example.com/\u202egpj.exe":                  "",
		"https://example.com/\x00":                           "",
		"https://example.com/" + strings.Repeat("x", maxURL): "",
		"": "",
	} {
		if got := safeURL(address); got != want {
			t.Errorf("%q: got %q, want %q", address, got, want)
		}
	}
}

func TestMrkdwnShowsDataAsItIs(t *testing.T) {
	for text, want := range map[string]string{
		"a & b < c > d":                "a &amp; b &lt; c &gt; d",
		"<!channel> <@U1>":             "&lt;!channel&gt; &lt;@U1&gt;",
		"@here @Channel me@everyone":   "＠here ＠Channel me＠everyone",
		"*bold* ~no~ `code`":           "∗bold∗ ∼no∼ ˋcodeˋ",
		"_it_ snake_case __init__ a_":  "ˍitˍ snake_case ˍˍinitˍˍ aˍ",
		":x: :a:b: 10:30 :+1:":         "꞉x꞉ ꞉a꞉b: 10:30 ꞉+1꞉",
		"> quote\n>> more\nno > quote": "› quote\n›› more\nno &gt; quote",
		"see https://evil.example":     "see https꞉//evil.example",
		"www.evil.example":             "www․evil.example",
		"mailto:a@b.example":           "mailto꞉a@b.example",
		"slack://user":                 "slack:∕∕user",
		"Node.js: 3/4":                 "Node.js: 3/4",
	} {
		if got := mrkdwn(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestHighlightedSentencesAreTheQuotedOnes(t *testing.T) {
	l := highlighted("First. Second one. Third.", []string{"", "Second one.", "Second", "elsewhere"})
	var bold, all string
	for _, e := range l.elements {
		text := mrkdwnElement(e, labelOnly)
		all += text
		if strings.HasPrefix(strings.TrimSpace(text), "*") {
			bold += text
		}
	}
	if bold != "*Second one.*" || all != "First. *Second one.* Third." {
		t.Errorf("bold is %q in %q", bold, all)
	}
}

func TestALineHoldsNothingHiddenAndNothingEmpty(t *testing.T) {
	l := (&line{}).text("\u202e").bold("").link("\u200b", "https://example.com").italic("a\u200bb").link("c\u202ed", "")
	if text := mrkdwnLine("", l.elements, mrkdwnLink); len(l.elements) != 2 || text != "_ab_cd" {
		t.Errorf("%d elements: %q", len(l.elements), text)
	}
}
