package index

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// plain writes text as it would be typed on an English keyboard where it can: accents and widths folded,
// typographic apostrophes and hyphens made plain, and invisible characters left out. Other scripts stay.
func plain(text string) string {
	if isASCII(text) {
		return text
	}
	return strings.Map(plainRune, norm.NFKD.String(strings.ToValidUTF8(text, " ")))
}

// plainRune returns what stands for r, or -1 for nothing.
func plainRune(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		return r
	case r >= 0x300 && r <= 0x36F: // accents, apart from their letters after decomposition
		return -1
	case unicode.In(r, unicode.Cf, unicode.Variation_Selector): // zero-width, direction marks, tags
		return -1
	}
	switch r {
	case '‘', '’', 'ʼ', '＇':
		return '\''
	case '‐', '‑', '‒', '–':
		return '-'
	case 'ł', 'Ł':
		return 'l'
	case 'ø', 'Ø':
		return 'o'
	case 'đ', 'Đ':
		return 'd'
	case 'ı':
		return 'i'
	}
	return r
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
