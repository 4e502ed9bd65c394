package question

import (
	"html"
	"regexp"
	"strings"
	"unicode"
)

// maxQuestion is how many bytes of a message are read: Slack's own limit is 40,000 characters.
const maxQuestion = 40_000

// Mark-up of a message, as Slack and others write it.
var (
	slackLink    = regexp.MustCompile(`<(?:https?|mailto):[^>|]*(?:\|([^>]*))?>`) // <https://example.com|what the person sees>
	slackMention = regexp.MustCompile(`<[@#!][^>]*>`)                             // of a person, channel or group
	bareURL      = regexp.MustCompile(`https?://\S+`)
	htmlTag      = regexp.MustCompile(`</?[a-zA-Z][^<>]{0,200}>`)
	emojiCode    = regexp.MustCompile(`:[a-z0-9_+\-]+:`)
	emphasis     = regexp.MustCompile("[*_~`]+")
	pastedCode   = regexp.MustCompile("(?s)```.*?(?:```|$)") // a block of code, to its end or the message's
	codeMarks    = regexp.MustCompile(`[;{}=]|\(.*\)|->|\bimport\b`)
	without      = regexp.MustCompile(`(?i)(^|\s)w/o(\s)`) // chat shorthand with a slash, which parts words
	with         = regexp.MustCompile(`(?i)(^|\s)w/\s?`)
	onTable      = regexp.MustCompile(`(?i)\b(was|were|is|are|options|else|alternatives) on the table\b`)
	madeUs       = regexp.MustCompile(`(?i)\bwhat made (?:us|you|them)\b`)
	aside        = regexp.MustCompile(`(?i)[,.;–-]?\s*\b(?:(?:it['’]?s|this is) (?:kind of |kinda |pretty |really |very |quite )?urgent|under the hood)\b`) // which asks nothing
	brandNew     = regexp.MustCompile(`(?i)\bbrand[- ]new\b`)
	tooLong      = regexp.MustCompile(`(?i)(^|\s)tl;dr\b`)
	unmarked     = regexp.MustCompile(`(?i)\b(what|where|who|how|when|that|there|here)s\b`)                                                 // contracted without an apostrophe
	unmarkedWish = regexp.MustCompile(`(?i)(^|[.,!?\n]\s*|\b(?:and|but|so|hi|hey|hello)\s+)id (like|love|prefer|need|rather|appreciate)\b`) // "id" for "I'd", where it is no identifier
	command      = regexp.MustCompile(`^\s*(?:/stackpick|@?stackpick\b[:,]?)\s*`)                                                           // by which the bot is called
)

// clean takes chat mark-up, quotes, emoji and invisible characters out of a message. It returns what the
// person wrote, and separately what they quoted.
func clean(message string) (text, quoted string) {
	message = message[:min(len(message), maxQuestion)]
	message = strings.ToValidUTF8(message, " ")
	message = withoutCode(html.UnescapeString(message))
	message = onTable.ReplaceAllString(message, "$1 considered")
	message = aside.ReplaceAllString(message, "")
	message = brandNew.ReplaceAllString(madeUs.ReplaceAllString(message, "why did we"), "new")
	message = tooLong.ReplaceAllString(message, "${1}tldr")
	message = with.ReplaceAllString(without.ReplaceAllString(message, "${1}without$2"), "${1}with ")
	message = unmarkedWish.ReplaceAllString(unmarked.ReplaceAllString(message, "$1's"), "${1}I'd $2")
	message = slackLink.ReplaceAllString(message, " $1 ")
	for _, markUp := range []*regexp.Regexp{slackMention, bareURL, htmlTag, emojiCode} {
		message = markUp.ReplaceAllString(message, " ")
	}
	message = strings.Map(visible, message)
	var own, quotes []string
	for line := range strings.Lines(message) {
		line = strings.TrimSpace(line)
		if after, ok := strings.CutPrefix(line, ">"); ok {
			quotes = append(quotes, strings.TrimLeft(after, "> "))
		} else if line != "" {
			own = append(own, emphasis.ReplaceAllString(line, " "))
		}
	}
	text = command.ReplaceAllString(strings.Join(own, "\n"), "")
	return strings.TrimSpace(text), strings.Join(quotes, "\n")
}

// withoutCode takes blocks of code out of a message that says something beside them: the words of code are no words of the
// person's, and would be taken for needs ("db", "class").
func withoutCode(message string) string {
	const least = 3 // words that say something
	prose := pastedCode.ReplaceAllStringFunc(message, func(block string) string {
		if codeMarks.MatchString(block) {
			return "\n"
		}
		return block // people quote prose so, too
	})
	if len(strings.Fields(prose)) < least {
		return message
	}
	return prose
}

// visible drops control and format characters (zero width, direction marks, tags) and turns symbols that are
// no part of words, such as emoji, into spaces.
func visible(r rune) rune {
	switch {
	case r == '\n':
		return r
	case unicode.Is(unicode.Cf, r), unicode.Is(unicode.Variation_Selector, r):
		return -1
	case unicode.IsControl(r), unicode.Is(unicode.So, r), unicode.Is(unicode.Sk, r) && r > unicode.MaxASCII:
		return ' '
	default:
		return r
	}
}
