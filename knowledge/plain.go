package knowledge

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// oneLine makes text plain: invisible characters are dropped, and every run of white space or control
// characters becomes one space.
func oneLine(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	space := false
	for _, r := range text {
		switch {
		case unicode.IsSpace(r) || unicode.IsControl(r):
			space = b.Len() > 0
		case invisible(r):
		default:
			if space {
				b.WriteByte(' ')
				space = false
			}
			b.WriteRune(r)
		}
	}
	return b.String()
}

// visibleOnly drops what a reader would not see from text and keeps its lines.
func visibleOnly(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\u2028' || r == '\u2029' || r == '\u0085' || r == '\v' || r == '\f':
			return '\n'
		case r == '\t' || unicode.IsControl(r):
			return ' '
		case invisible(r):
			return -1
		}
		return r
	}, text)
}

// invisible reports whether r shows nothing and so can hide words from readers or from filters: format
// characters (zero-width, bidirectional controls, tags, soft hyphen), variation selectors, fillers, and the
// private characters that icon fonts use.
func invisible(r rune) bool {
	return r > unicode.MaxASCII && (unicode.In(r, unicode.Cf, unicode.Co, unicode.Variation_Selector, unicode.Noncharacter_Code_Point) ||
		r == '\u034F' || r == '\u115F' || r == '\u1160' || r == '\u3164' || r == '\uFFA0')
}

// wordCount counts words as the limits on passages mean them: runs between spaces, and each Chinese or
// Japanese character.
func wordCount(text string) int {
	n, inside := 0, false
	for _, r := range text {
		switch {
		case isIdeograph(r):
			n++
			inside = false
		case unicode.IsSpace(r):
			inside = false
		case !inside:
			n++
			inside = true
		}
	}
	return n
}

// endsSentence reports whether text closes as a sentence does, quotes and brackets after the mark included.
func endsSentence(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text, `"'”’»)]`))
	return strings.ContainsRune(".!?…。！？", last)
}

// sameHeading folds away what differs between a heading and its entry in a table of contents.
func sameHeading(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !isWordRune(r) }), " ")
}

func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
}

func isIdeograph(r rune) bool {
	return r >= '\u2e80' && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}
