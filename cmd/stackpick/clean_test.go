package main

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestCleanTextLeavesNothingThatATerminalObeys(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"ordinary text":                        {"Django, 50 % – naïve 👍🏽", "Django, 50 % – naïve 👍🏽"},
		"line breaks and tabs":                 {"a\tb\r\nc\rd", "a b\nc\nd"},
		"a window title":                       {"a\x1b]0;title\x07b", "ab"},
		"a link":                               {"a\x1b]8;;http://x\x1b\\b\x1b]8;;\x1b\\c", "abc"},
		"colours and movements":                {"a\x1b[1;31mb\x1b[2J\x1b[10;10Hc", "abc"},
		"the one-byte forms of both":           {"a\u009b31mb\u009d0;t\u009cc", "abc"},
		"a sequence without its end":           {"a\x1b]0;all the rest\nb", "a0;all the rest\nb"},
		"a device string":                      {"a\x1bP+q544e\x1b\\b", "ab"},
		"a reset":                              {"a\x1bcb", "ab"},
		"a character set":                      {"a\x1b(0b", "ab"},
		"a lone escape at the end":             {"a\x1b", "a"},
		"backspaces that overwrite":            {"rm\b\bls\x7f\x00", "rmls"},
		"text turned round":                    {"\u202eabc\u202c \u2066d\u2069", "abc d"},
		"the marks of languages that need one": {"\u200fשלום\u200e", "\u200fשלום\u200e"},
		"hidden tag characters":                {"a\U000e0041\U000e0042b", "ab"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := cleanText(c.text); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func FuzzWrap(f *testing.F) {
	f.Add("a b\u00a0[1] \x1b[31mred 語語語語語語語語 👩🏽‍💻👩🏽‍💻👩🏽‍💻", 7)
	f.Add("\x1b\x1b]]00;;", 1)
	f.Add("", 0)
	f.Fuzz(func(t *testing.T, text string, width int) {
		width %= 200
		lines := wrap(text, width)
		if len(lines) == 0 {
			t.Fatal("no line")
		}
		for _, line := range lines {
			if strings.ContainsFunc(line, func(r rune) bool { return r < ' ' || 0x7f <= r && r < 0xa0 }) {
				t.Errorf("control character in %q", line)
			}
			if cells(line) > max(width, 2) && utf8.RuneCountInString(line) > 1 && width > 2 {
				t.Errorf("%q takes %d cells of %d", line, cells(line), width)
			}
		}
		kept := strings.Join(strings.FieldsFunc(strings.Join(lines, ""), breaks), "")
		if want := strings.Join(strings.FieldsFunc(cleanText(text), breaks), ""); kept != want {
			t.Errorf("text changed:\n got %q\nwant %q", kept, want)
		}
	})
}
