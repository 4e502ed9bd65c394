package blocks

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/slack-go/slack"
)

// Mrkdwn has no way to say that a character means itself, but for & < >. So in the plainer forms the characters that
// would format, ping or link become others that look like them.

// mrkdwn returns a text that Slack shows as it is.
func mrkdwn(text string) string {
	text = emojiCode.ReplaceAllString(text, "\ua789$1\ua789")
	text = ping.ReplaceAllString(text, "\uff20$1")
	text = www.ReplaceAllString(text, "$1\u2024")
	text = scheme.ReplaceAllString(text, "$1\ua789")
	text = quoted.ReplaceAllStringFunc(text, func(s string) string { return strings.ReplaceAll(s, ">", "›") })
	return escape.Replace(lookalikes.Replace(underscores(text)))
}

var (
	emojiCode  = regexp.MustCompile(`:([\p{L}\p{N}_+'-]+):`)
	ping       = regexp.MustCompile(`(?i)@(here|channel|everyone)`)
	www        = regexp.MustCompile(`(?i)\b(www)\.`)
	scheme     = regexp.MustCompile(`(?i)\b(https?|mailto|tel):`)
	quoted     = regexp.MustCompile(`(?m)^\s*>+`)
	lookalikes = strings.NewReplacer("*", "∗", "~", "∼", "`", "ˋ", "://", ":∕∕")
	escape     = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
)

// underscores replaces those that could open or close italics, which is at the edge of a word: snake_case keeps its.
func underscores(text string) string {
	runes := []rune(text)
	for i, r := range runes {
		if r == '_' && !(i > 0 && isWord(runes[i-1]) && i+1 < len(runes) && isWord(runes[i+1])) {
			runes[i] = 'ˍ'
		}
	}
	return string(runes)
}

func isWord(r rune) bool { return r != 'ˍ' && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

// A linker writes a link, of an address that safeURL has passed, as mrkdwn.
type linker func(address, label string) string

func mrkdwnLink(address, label string) string {
	return "<" + escape.Replace(address) + "|" + labelOnly(address, label) + ">"
}

// labelOnly is a link without its address.
func labelOnly(_, label string) string { return strings.ReplaceAll(mrkdwn(label), "|", "¦") }

// markerless links all but the markers of sources: "[1]".
func markerless(address, label string) string {
	if marker.MatchString(label) {
		return label
	}
	return mrkdwnLink(address, label)
}

var marker = regexp.MustCompile(`^\[-?\d+\]$`)

// mrkdwnChunks turns rich text into texts of at most maxText characters, each of whole lines.
func mrkdwnChunks(elements []slack.RichTextElement, link linker) []string {
	var chunks []string
	var b strings.Builder
	for _, l := range mrkdwnLines(elements, link) {
		if n := size(b.String()); n > 0 && n+1+size(l) > maxText {
			chunks = append(chunks, b.String())
			b.Reset()
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(l)
	}
	if b.Len() > 0 {
		chunks = append(chunks, b.String())
	}
	return chunks
}

func mrkdwnLines(elements []slack.RichTextElement, link linker) []string {
	var lines []string
	for _, e := range elements {
		switch e := e.(type) {
		case *slack.RichTextSection:
			lines = append(lines, mrkdwnLine("", e.Elements, link))
		case *slack.RichTextQuote:
			lines = append(lines, mrkdwnLine("> ", e.Elements, link))
		case *slack.RichTextList:
			for i, item := range e.Elements {
				lead := "• "
				if e.Style == slack.RTEListOrdered {
					lead = strconv.Itoa(i+1) + ". "
				}
				if s, ok := item.(*slack.RichTextSection); ok {
					lines = append(lines, mrkdwnLine(lead, s.Elements, link))
				}
			}
		}
	}
	return lines
}

// mrkdwnLine is one line of at most maxText characters. A link that does not fit is its label only, and what does not
// fit at all is left out.
func mrkdwnLine(lead string, elements []slack.RichTextSectionElement, link linker) string {
	var b strings.Builder
	b.WriteString(lead)
	fits := func(text string) bool { return size(b.String())+size(text) < maxText }
	for _, e := range elements {
		text := mrkdwnElement(e, link)
		if !fits(text) {
			text = mrkdwnElement(e, labelOnly)
		}
		if !fits(text) {
			b.WriteString("…")
			break
		}
		b.WriteString(text)
	}
	return b.String()
}

func mrkdwnElement(e slack.RichTextSectionElement, link linker) string {
	switch e := e.(type) {
	case *slack.RichTextSectionTextElement:
		return mrkdwnStyled(mrkdwn(e.Text), e.Style)
	case *slack.RichTextSectionLinkElement:
		return link(e.URL, e.Text)
	case *slack.RichTextSectionUserElement:
		return "<@" + e.UserID + ">"
	default:
		return ""
	}
}

// mrkdwnStyled puts a style's marks around a text, inside of the spaces at its ends, as Slack wants them.
func mrkdwnStyled(text string, style *slack.RichTextSectionTextStyle) string {
	inner := strings.TrimSpace(text)
	if style == nil || inner == "" {
		return text
	}
	mark := ""
	if style.Bold {
		mark = "*"
	} else if style.Italic {
		mark = "_"
	}
	return strings.Replace(text, inner, mark+inner+mark, 1)
}
