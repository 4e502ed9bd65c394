package slack

import (
	"cmp"
	"regexp"
	"strings"
)

// markup matches what Slack puts between < and >: mentions (@U1), channels (#C1|name), commands (!here) and links, each
// perhaps with a label.
var markup = regexp.MustCompile(`<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>`)

// unescape undoes Slack's three escapes, each once.
var unescape = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&")

// plainText returns what a person typed, as far as Slack's mark-up still tells: labels of links and channels, no
// mentions, no escapes. It is shown where a question is repeated.
func plainText(text string) string {
	text = markup.ReplaceAllStringFunc(text, func(whole string) string {
		m := markup.FindStringSubmatch(whole)
		switch kind, target, label := m[1], m[2], m[3]; {
		case kind == "#" && label != "":
			return "#" + label
		case kind != "":
			return ""
		default:
			return cmp.Or(label, target)
		}
	})
	return strings.TrimSpace(unescape.Replace(text))
}

// withoutMention takes the mentions of a user out of a text.
func withoutMention(text, user string) string {
	for {
		at := strings.Index(text, "<@"+user)
		if at < 0 || user == "" {
			return strings.TrimSpace(text)
		}
		end := strings.IndexByte(text[at:], '>')
		if end < 0 {
			return strings.TrimSpace(text)
		}
		text = text[:at] + " " + text[at+end+1:]
	}
}
