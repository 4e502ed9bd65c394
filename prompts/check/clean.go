package check

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// maxSentence bounds a sentence, in bytes: three times the longest claim that package knowledge cuts.
const maxSentence = 1200

var (
	address    = regexp.MustCompile(`(?i)[a-z][a-z0-9+.-]*://|\bwww\.|\bmailto:|\bjavascript:|\bdata:|[\w.+-]+@[\w-]+\.\w|\b[\w-]+\.(?:com|org|net|io|dev|co|ai|app|info|biz|me|ly|xyz|gov|edu|ru|de|uk|fr|cn)(?:\b|/)`)
	dottedWord = regexp.MustCompile(`(?i)[\pL\d-]{2,}\.\pL{2,}|\pL\.[\pL\d-]{2,}/`)
	calling    = regexp.MustCompile(`[@#＠＃]\s?\pL|<[@#!]|＜`)
	markup     = regexp.MustCompile("[*_`~^|\\\\<>{}]|\\]\\(|\\[|\\]|^\\s*(?:#|>|[-+•]\\s|\\d+[.)]\\s)|&[a-z#0-9]+;|:[a-z0-9_+-]+:")
)

// clean reports what is no plain prose. What a cited claim has itself, letter for letter, may stand.
func clean(text string, claims []string) string {
	switch {
	case strings.TrimSpace(text) == "":
		return "it is empty"
	case len(text) > maxSentence:
		return "it is too long"
	case strings.ContainsFunc(text, hidden):
		return "it holds characters that cannot be seen"
	}
	text = strings.Join(slices.DeleteFunc(strings.Fields(text), func(field string) bool {
		field = strings.Trim(field, ".,;:!?()\"'“”‘’")
		return slices.ContainsFunc(claims, func(c string) bool { return strings.Contains(c, field) })
	}), " ")
	switch {
	case address.MatchString(withoutNames(text)), dottedWord.MatchString(withoutNames(text)):
		return "it holds an address"
	case strings.ContainsFunc(text, symbol):
		return "it holds a symbol"
	case !norm.NFKC.IsNormalString(strings.NewReplacer("…", "", "\u00a0", "", "\u202f", "").Replace(text)) && !fullWidth.MatchString(text):
		return "it holds characters that look like others"
	case calling.MatchString(text):
		return "it calls a person or a channel"
	case markup.MatchString(text):
		return "it holds mark-up"
	}
	return ""
}

// fullWidth matches the marks that Chinese and Japanese write in their own width, and no others.
var fullWidth = regexp.MustCompile(`^[^\x{FF00}-\x{FFEF}]*(?:[，。！？：；（）、％][^\x{FF00}-\x{FFEF}]*)*$`)

// symbol reports emoji and other pictures, and marks that are set over letters.
func symbol(r rune) bool {
	return unicode.In(r, unicode.So, unicode.Mn, unicode.Me) || unicode.Is(unicode.Sk, r) && r > unicode.MaxASCII
}

// hidden reports characters that a reader does not see, line ends among them: a sentence is one line.
func hidden(r rune) bool {
	switch r {
	case ' ', '\u00a0', '\u202f':
		return false // spaces between words
	case unicode.ReplacementChar:
		return true
	}
	return unicode.IsControl(r) || unicode.IsSpace(r) || unicode.In(r, unicode.Cf, unicode.Co, unicode.Variation_Selector)
}

// dotted matches names of technologies that look like addresses.
var dotted = regexp.MustCompile(`(?i)\b(?:node|vue|next|nuxt|express|socket|three|d3|ember|backbone|asp)\.(?:js|io|net)\b`)

func withoutNames(text string) string { return dotted.ReplaceAllString(text, "") }
