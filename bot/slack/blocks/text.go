package blocks

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// clean drops what cannot be seen but can mislead: control characters, direction marks and overrides, zero-width
// characters and tags. Tabs and line ends become spaces and \n.
func clean(s string) string {
	s = lineEnds.Replace(strings.ToValidUTF8(s, ""))
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case unicode.Is(unicode.Cf, r), unicode.Is(unicode.Cc, r), unicode.Is(blank, r):
			return -1
		}
		return r
	}, s)
}

var lineEnds = strings.NewReplacer("\t", " ", "\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n",
	"\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

// blank are letters and fillers without ink: a text of nothing else would look empty.
var blank = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x034f, Hi: 0x034f, Stride: 1}, {Lo: 0x115f, Hi: 0x1160, Stride: 1}, {Lo: 0x17b4, Hi: 0x17b5, Stride: 1},
		{Lo: 0x2800, Hi: 0x2800, Stride: 1}, {Lo: 0x3164, Hi: 0x3164, Stride: 1}, {Lo: 0xffa0, Hi: 0xffa0, Stride: 1},
	},
	R32: []unicode.Range32{{Lo: 0xe0000, Hi: 0xe0fff, Stride: 1}},
}

// oneLine is clean text without line breaks, with single spaces.
func oneLine(s string) string { return strings.Join(strings.Fields(clean(s)), " ") }

// size counts a text as Slack's clients do, in UTF-16 units, which are never fewer than its characters.
func size(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

// shorten cuts a text to at most limit characters: after a sentence where much is left, else after a word, with "…".
func shorten(s string, limit int) string {
	if size(s) <= limit {
		return s
	}
	end, n := 0, 1 // "…"
	for i, r := range s {
		if n += utf16.RuneLen(r); n > limit {
			break
		}
		end = i + utf8.RuneLen(r)
	}
	cut := s[:end]
	if at := sentenceEnd.FindAllStringIndex(cut, -1); len(at) > 0 && at[len(at)-1][0] > end/2 {
		return cut[:at[len(at)-1][1]] + "…"
	}
	if at := strings.LastIndexByte(cut, ' '); at > end/2 && s[end] != ' ' {
		cut = cut[:at]
	}
	return strings.TrimRight(cut, " ,;:–-") + "…"
}

// safeURL returns an address as it may stand in a link, "" where it may not: only http and https with a host and
// without a user's name, and nothing in it that could end the link or hide where it leads.
func safeURL(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil || address != clean(address) {
		return ""
	}
	address = u.Scheme + address[len(u.Scheme):] // in small letters
	if address = unsafeInLink.Replace(address); size(address) > maxURL {
		return ""
	}
	return address
}

// maxURL is how long an address may be, as Slack has it for buttons.
const maxURL = 3000

var unsafeInLink = strings.NewReplacer(" ", "%20", "\n", "%0A", "|", "%7C", "<", "%3C", ">", "%3E",
	`"`, "%22", "'", "%27", "`", "%60", `\`, "%5C")
