package main

import (
	"regexp"
	"strings"
	"unicode"
)

// What stands in knowledge files and questions was written by others. Sent to a terminal as it is, it
// could set the window's title, recolour or erase what stands there, or reorder what is read.
var (
	// escapes are whole terminal sequences: CSI, then those that end in BEL or ST (OSC, DCS, APC …), then
	// the short ones. A sequence without its end loses its opening only, so that nothing can hide text.
	escapes = regexp.MustCompile(`(?:\x1b\[|\x{9b})[0-?]*[ -/]*[@-~]` +
		`|(?:\x1b[\]PX^_]|[\x{90}\x{98}\x{9d}-\x{9f}])[^\x07\x1b\x{9c}\n]*(?:\x07|\x1b\\|\x{9c})` +
		`|\x1b[ -/]*[0-~]`)
	lineBreaks = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n", "\u0085", "\n", "\t", " ")
)

// cleanText removes escape sequences, control characters and bidirectional overrides. Line breaks stay.
func cleanText(s string) string {
	s = lineBreaks.Replace(escapes.ReplaceAllString(s, ""))
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case unicode.Is(unicode.Cc, r), unicode.Is(unicode.Bidi_Control, r) && r > '\u200f', 0xe0000 <= r && r <= 0xe007f:
			return -1
		}
		return r
	}, s)
}

// cleanLine is cleanText on one line: runs of white space become one space.
func cleanLine(s string) string {
	return strings.Join(strings.FieldsFunc(cleanText(s), breaks), " ")
}

// breaks reports whether a line may be broken at r: at white space that is not there to prevent that.
func breaks(r rune) bool { return unicode.IsSpace(r) && r != noBreak }

const noBreak = '\u00a0'
