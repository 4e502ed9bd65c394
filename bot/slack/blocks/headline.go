package blocks

import (
	"regexp"
	"strings"

	"github.com/slack-go/slack"

	"github.com/stackpick/stackpick/bot"
)

// Lengths, in characters, of what a message shows of a text; the evidence has it in full.
const (
	maxAsked     = 300
	maxBecause   = 200
	maxCondition = 300
	maxParagraph = 600
	maxCovers    = 300
	maxBold      = 80 // a longer opening is no headline and stands in plain letters
)

// asked says which question is answered, and whose it was. A mention in rich text notifies, as there is no other way
// to show a person's name.
func (b *builder) asked() {
	question := shorten(oneLine(b.o.Asked), maxAsked)
	if question == "" {
		return
	}
	var elements []slack.RichTextElement
	if userID.MatchString(b.o.AskedBy) {
		l := &line{elements: []slack.RichTextSectionElement{slack.NewRichTextSectionUserElement(b.o.AskedBy, nil)}}
		elements = append(elements, l.text(" asked").section())
	}
	b.rich("asked", append(elements, (&line{}).text(question).quote())...)
}

// userID is what Slack's ids of people look like.
var userID = regexp.MustCompile(`^[UW][A-Z0-9]{2,30}$`)

// headline says the outcome at a glance. Facts have none: they begin with the first of them.
func (b *builder) headline() {
	switch r := b.a.Recommendation; {
	case r != nil:
		b.header(r.Name())
		b.verdict(r)
	case b.a.Outcome == bot.Compared && b.a.Comparison != nil:
		b.header(strings.Join(b.a.Comparison.Options, " · "))
	case b.a.Outcome == bot.NotCovered:
		b.refusal()
	case !b.a.Worded():
		b.plainAnswer()
	}
}

// verdict says how well the pick is founded, on what, and what would turn it round.
func (b *builder) verdict(r *bot.Recommendation) {
	sign, word := strength(r)
	l := (&line{}).text(sign + " ").bold(word)
	if because := shorten(oneLine(strings.Join(r.Because, ", ")), maxBecause); because != "" {
		l.text(linkWord(r) + because)
	}
	elements := []slack.RichTextElement{l.section()}
	if text, citations := condition(b.a); text != "" {
		unless := (&line{}).bold("Unless ").text(shorten(text, maxCondition))
		elements = append(elements, b.cite(unless, citations).section())
	}
	b.rich("verdict", elements...)
}

func strength(r *bot.Recommendation) (sign, word string) {
	switch {
	case r.Option == bot.Either:
		return "●○○", "Weak evidence either way"
	case r.Strength == bot.Strong:
		return "●●●", "Strong evidence"
	case r.Strength == bot.Moderate:
		return "●●○", "Moderate evidence"
	default:
		return "●○○", "Weak evidence"
	}
}

// linkWord ties a verdict to the criteria that it rests on.
func linkWord(r *bot.Recommendation) string {
	if r.Option == bot.Either {
		return " · on "
	}
	return " · because "
}

// condition is what would turn the pick round, with its sources: those of the statement that it sums up, where it
// sums one up.
func condition(a *bot.Answer) (text string, citations []int) {
	text, citations = a.Ours().Condition()
	return oneLine(text), citations
}

// summedUp returns the index of the statement, in our own words, that the condition sums up; -1 where there is none.
func summedUp(a *bot.Answer) int { return a.SummedUp(a.Ours().Statements) }

// refusal says what the knowledge does not hold, in three parts: the refusal, what is missing, what there is instead.
func (b *builder) refusal() {
	before, after, _ := strings.Cut(b.a.Text, "Missing: "+strings.Join(b.a.Gaps, " "))
	rest := b.opening(oneLine(before))
	b.listed("missing", "", b.gapLines())
	b.paragraph("covers", shorten(oneLine(rest+" "+after), b.maxCovers()))
}

// plainAnswer is an answer that is one text: a question back, or help. The questions that it ends in are buttons, where
// there are any.
func (b *builder) plainAnswer() {
	text, tries, found := strings.Cut(b.a.Text, " Try: ")
	b.paragraph("covers", shorten(b.opening(oneLine(text)), b.maxCovers()))
	switch {
	case found && b.o.ID != "":
		b.rich("try", (&line{}).bold(tryThese).section())
	case found:
		b.paragraph("try", "Try: "+oneLine(tries))
	}
}

const tryThese = "Try one of these"

// opening adds the first sentence of a text and returns the rest.
func (b *builder) opening(text string) (rest string) {
	first, rest := text, ""
	if at := sentenceEnd.FindStringIndex(text); at != nil {
		first, rest = text[:at[0]+1], text[at[1]:]
	}
	if l := (&line{}).bold(first); first != "" && size(first) <= maxBold {
		b.rich("verdict", l.section())
	} else {
		b.paragraph("verdict", first)
	}
	return rest
}

var sentenceEnd = regexp.MustCompile(`[.!?] `)
