package blocks

import (
	"cmp"
	"strings"

	"github.com/stackpick/stackpick/bot"
)

// gist is what a notification shows and a screen reader says of an answer: the verdict, then the statements.
func gist(a *bot.Answer) string {
	var parts []string
	switch r := a.Recommendation; {
	case r != nil:
		parts = append(parts, spokenVerdict(a, r))
	case !a.Worded():
		parts = append(parts, a.Text)
	case a.Comparison != nil:
		parts = append(parts, strings.Join(a.Comparison.Options, " · ")+":")
	}
	statements := stated(a)
	if len(statements) == 0 {
		statements = a.Statements
	}
	for _, s := range statements {
		parts = append(parts, s.Text)
	}
	return escaped(cmp.Or(oneLine(strings.Join(parts, " ")), untitled), maxText)
}

// untitled is the notification of an answer without a word.
const untitled = "An answer"

// spokenVerdict is the headline as sentences.
func spokenVerdict(a *bot.Answer, r *bot.Recommendation) string {
	_, word := strength(r)
	text := r.Name() + ": " + strings.ToLower(word)
	if len(r.Because) > 0 {
		text += strings.TrimPrefix(linkWord(r), " ·") + strings.Join(r.Because, ", ")
	}
	if unless, _ := condition(a); unless != "" {
		text += ". Unless " + strings.TrimSuffix(unless, ".")
	}
	return text + "."
}

// escaped is a text as mrkdwn of at most limit characters.
func escaped(text string, limit int) string {
	for n := limit; n > 0; {
		s := mrkdwn(shorten(text, n))
		over := size(s) - limit
		if over <= 0 {
			return s
		}
		n -= max(over/5, 1) // an escaped character has up to five
	}
	return ""
}
