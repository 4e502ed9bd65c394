package markup

import (
	"regexp"

	"github.com/stackpick/stackpick/knowledge/plain"
)

var prefixEnd = regexp.MustCompile(`(?: [-–—] |: )`)

// PrefixOf returns what stands before the first " - " or ": " of a heading, that mark included, or "".
func PrefixOf(heading string) string {
	if at := prefixEnd.FindStringIndex(heading); at != nil && at[0] > 0 {
		return heading[:at[1]]
	}
	return ""
}

// SharedPrefixes counts the prefixes of headings. One that three or more share is no part of their own names.
func SharedPrefixes(headings []string) map[string]int {
	count := map[string]int{}
	for _, h := range headings {
		if p := PrefixOf(h); p != "" && plain.WordCount(p) > 1 {
			count[p]++
		}
	}
	return count
}
