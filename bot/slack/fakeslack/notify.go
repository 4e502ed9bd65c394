package fakeslack

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
)

var (
	// Mentions that Slack's mark-up makes: <!here>, <!subteam^S1|@team>, <@U1>, <@U1|name>.
	markedMention = regexp.MustCompile(`<(?:!(?:here|channel|everyone)|!subteam\^[A-Z0-9]+|@[UW][A-Z0-9]*)(?:\|[^>]*)?>`)
	// Mentions as people type them, which Slack parses in mrkdwn that is not verbatim.
	plainMention = regexp.MustCompile(`(?:^|[^\w@.])(@(?:here|channel|everyone))\b`)
	// Links that Slack's mark-up makes: <https://a.example|label>.
	markedLink = regexp.MustCompile(`<([a-zA-Z][a-zA-Z0-9+.-]*:[^>|\s]+)(?:\|[^>]*)?>`)
	// Addresses that Slack turns into links where text is not verbatim.
	plainLink = regexp.MustCompile(`(?i)\b(?:https?://|mailto:|www\.)[^\s<>|"')\]]+`)
	// Links and images of Markdown.
	markdownLink = regexp.MustCompile(`\]\(\s*<?([^)\s>]+)`)
)

// Pings returns whom a message would notify, as mark-up or as typed and in order: <!channel>, <!subteam^S1>,
// <@U1>, and @here where Slack parses it. Blocks is a JSON list or empty. The text of a message is not parsed
// for @here by default; markdown blocks are taken to be, as Slack says nothing of them.
func Pings(text string, blocks json.RawMessage) []string {
	return append(markedPings(text), blockPings(decode(blocks))...)
}

func blockPings(blocks any) []string {
	var found []string
	objects(blocks, func(object map[string]any) {
		body, _ := object["text"].(string)
		id := func(name string) string { v, _ := object[name].(string); return v }
		switch object["type"] {
		case "mrkdwn", "markdown":
			found = append(found, markedPings(body)...)
			if object["verbatim"] != true {
				found = append(found, firstGroups(plainMention, body)...)
			}
		case "broadcast":
			found = append(found, "<!"+id("range")+">")
		case "user":
			found = append(found, "<@"+id("user_id")+">")
		case "usergroup":
			found = append(found, "<!subteam^"+id("usergroup_id")+">")
		}
	})
	return found
}

// markedPings returns the mentions of mrkdwn without their labels.
func markedPings(text string) []string {
	var found []string
	for _, m := range markedMention.FindAllString(text, -1) {
		mention, _, _ := strings.Cut(strings.TrimSuffix(m, ">"), "|")
		found = append(found, mention+">")
	}
	return found
}

// firstGroups returns what the first group of an expression holds, of each of its matches in a text.
func firstGroups(expression *regexp.Regexp, text string) []string {
	var found []string
	for _, m := range expression.FindAllStringSubmatch(text, -1) {
		found = append(found, m[1])
	}
	return found
}

// Links returns every address in a message that a click, or showing it, would follow, in order: links of
// mrkdwn, Markdown and rich text, of buttons, images and sources, and bare addresses where Slack turns them
// into links: in the text and in mrkdwn that is not verbatim. Blocks is a JSON list or empty.
func Links(text string, blocks json.RawMessage) []string {
	return append(textLinks(text, true), blockLinks(decode(blocks))...)
}

func blockLinks(blocks any) []string {
	var found []string
	objects(blocks, func(object map[string]any) {
		body, _ := object["text"].(string)
		switch object["type"] {
		case "mrkdwn":
			found = append(found, textLinks(body, object["verbatim"] != true)...)
		case "markdown":
			found = append(found, markdownLinks(body)...)
		}
		for _, name := range addressFields(object) {
			found = append(found, object[name].(string))
		}
	})
	return found
}

func addressFields(object map[string]any) []string {
	var names []string
	for name, value := range object {
		if _, ok := value.(string); ok && isAddress(name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// textLinks returns the links of mrkdwn; bare addresses count where they are made into links.
func textLinks(text string, bare bool) []string {
	found := firstGroups(markedLink, text)
	if bare {
		rest := markedLink.ReplaceAllString(text, " ")
		found = append(found, bareLinks(rest)...)
	}
	return found
}

func bareLinks(text string) []string {
	var found []string
	for _, address := range plainLink.FindAllString(text, -1) {
		found = append(found, strings.TrimRight(address, ".,;:!?*_~`"))
	}
	return found
}

func markdownLinks(text string) []string {
	var found []string
	for _, m := range markdownLink.FindAllStringSubmatch(text, -1) {
		found = append(found, m[1])
	}
	rest := markdownLink.ReplaceAllString(text, " ")
	return append(found, textLinks(rest, true)...)
}
