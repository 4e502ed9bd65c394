package knowledge

import (
	"regexp"

	"github.com/stackpick/stackpick/knowledge/plain"
)

var prefixEnd = regexp.MustCompile(`(?: [-–—] |: )`)

// prefixOf returns what stands before the first " - " or ": " of a heading, that mark included, or "".
func prefixOf(heading string) string {
	if at := prefixEnd.FindStringIndex(heading); at != nil && at[0] > 0 {
		return heading[:at[1]]
	}
	return ""
}

// sharedPrefixes counts the prefixes of headings. One that three or more share is no part of their own names.
func sharedPrefixes(headings []string) map[string]int {
	count := map[string]int{}
	for _, h := range headings {
		if p := prefixOf(h); p != "" && plain.WordCount(p) > 1 {
			count[p]++
		}
	}
	return count
}
