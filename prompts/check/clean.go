package check

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// maxSentence bounds a sentence, in bytes: three times the longest claim that package knowledge cuts.
const maxSentence = 1200

var (
	address = regexp.MustCompile(`(?i)[a-z][a-z0-9+.-]*://|\bwww\.|\bmailto:|\bjavascript:|\bdata:|[\w.+-]+@[\w-]+\.\w|\b[\w-]+\.(?:com|org|net|io|dev|co|ai|app|info|biz|me|ly|xyz|gov|edu|ru|de|uk|fr|cn)(?:\b|/)`)
	calling = regexp.MustCompile(`(?i)(?:^|[\s(])[@#!][\w-]|<[@#!]|@(?:here|channel|everyone)\b`)
	markup  = regexp.MustCompile("[*_`~^|\\\\<>{}]|\\]\\(|\\[|\\]|^\\s*(?:#|>|[-+•]\\s|\\d+[.)]\\s)|&[a-z#0-9]+;|:[a-z0-9_+-]+:")
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
	case address.MatchString(withoutNames(text)):
		return "it holds an address"
	case calling.MatchString(text):
		return "it calls a person or a channel"
	case markup.MatchString(text):
		return "it holds mark-up"
	}
	return ""
}

// hidden reports characters that a reader does not see, line ends among them: a sentence is one line.
func hidden(r rune) bool {
	return r != ' ' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r) ||
		unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f' || unicode.Is(unicode.Co, r) || r == unicode.ReplacementChar)
}

// dotted matches names of technologies that look like addresses.
var dotted = regexp.MustCompile(`(?i)\b(?:node|vue|next|nuxt|express|socket|three|d3|ember|backbone|asp)\.(?:js|io|net)\b`)

func withoutNames(text string) string { return dotted.ReplaceAllString(text, "") }
