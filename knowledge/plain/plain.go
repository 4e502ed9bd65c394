// Package plain knows text as those see it who look at it: its lines without what is hidden in them, its words, and where a
// sentence ends.
package plain

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// OneLine makes text one line: invisible characters are dropped, and every run of white space or control
// characters becomes one space.
func OneLine(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	space := false
	for _, r := range text {
		switch {
		case unicode.IsSpace(r) || unicode.IsControl(r):
			space = b.Len() > 0
		case Invisible(r):
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

// Lines drops what a reader would not see from text and keeps its lines.
func Lines(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\u2028' || r == '\u2029' || r == '\u0085' || r == '\v' || r == '\f':
			return '\n'
		case r == '\t' || unicode.IsControl(r):
			return ' '
		case Invisible(r):
			return -1
		}
		return r
	}, text)
}

// Invisible reports whether r shows nothing and so can hide words from readers or from filters: format
// characters (zero-width, bidirectional controls, tags, soft hyphen), variation selectors, fillers, and the
// private characters that icon fonts use.
func Invisible(r rune) bool {
	return r > unicode.MaxASCII && (unicode.In(r, unicode.Cf, unicode.Co, unicode.Variation_Selector, unicode.Noncharacter_Code_Point) ||
		r == '\u034F' || r == '\u115F' || r == '\u1160' || r == '\u3164' || r == '\uFFA0')
}

// WordCount counts words as the limits on passages mean them: runs between spaces, and each Chinese or
// Japanese character.
func WordCount(text string) int {
	n, inside := 0, false
	for _, r := range text {
		switch {
		case IsIdeograph(r):
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

// EndsSentence reports whether text closes as a sentence does, quotes and brackets after the mark included.
func EndsSentence(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text, `"'”’»)]`))
	return strings.ContainsRune(".!?…。！？", last)
}

// Folded returns the words of text in lower case, with a space between: what a heading and its entry in a table of contents
// have in common.
func Folded(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !IsWordRune(r) }), " ")
}

// IsWordRune reports whether r is a letter, a digit or a mark on one.
func IsWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
}

// IsIdeograph reports whether r is a character of Chinese or Japanese, which sets no spaces between words.
func IsIdeograph(r rune) bool {
	return r >= '\u2e80' && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}
