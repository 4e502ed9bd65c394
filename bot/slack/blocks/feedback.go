package blocks

import (
	"strings"

	"github.com/slack-go/slack"

	"github.com/stackpick/stackpick/bot"
)

// feedback asks whether the answer helped, where it said something or had to refuse.
func (b *builder) feedback() {
	if b.o.ID == "" || !b.a.Worded() && b.a.Outcome != bot.NotCovered {
		return
	}
	up := slack.NewFeedbackButton(plain("Helpful"), upVote+b.o.ID).WithAccessibilityLabel("This answer helped")
	down := slack.NewFeedbackButton(plain("Not helpful"), downVote+b.o.ID).WithAccessibilityLabel("This answer did not help")
	votes := slack.NewFeedbackButtonsBlockElement(FeedbackAction, up, down)
	b.add(slack.NewContextActionsBlock(b.blockID("feedback"), votes), 0)
}

const (
	upVote   = "up:"
	downVote = "down:"
)

// ParseFeedback reads the value of a click on FeedbackAction: the answer voted on, and whether it helped. It is not ok
// where the value is none of ours.
func ParseFeedback(value string) (id string, up, ok bool) {
	if id, ok = strings.CutPrefix(value, upVote); ok {
		return id, true, id != ""
	}
	id, ok = strings.CutPrefix(value, downVote)
	return id, false, ok && id != ""
}

// What a submission of the WhyNot modal carries: its callback id, the answer's id as private metadata, and its state
// under the block ids with the action ids.
const (
	WhyNotCallback = "why_not"
	ReasonBlock    = "reason" // radio buttons: selected_option.value is one of the Reason values
	ReasonAction   = "reason"
	WordsBlock     = "words" // value is at most 1,000 characters, null where nothing is written
	WordsAction    = "words"
)

// Reasons why an answer did not help.
const (
	ReasonWrong    = "wrong"
	ReasonOutdated = "outdated"
	ReasonContext  = "context"
	ReasonSource   = "source"
)

const maxWords = 1000

// WhyNot asks who voted an answer down what was wrong with it. Asked is the question that it answered; it may be "".
func WhyNot(answerID, asked string) slack.ModalViewRequest {
	b := short()
	b.o.Asked = asked
	b.asked()
	reasons := slack.NewRadioButtonsBlockElement(ReasonAction,
		slack.NewOptionBlockObject(ReasonWrong, plain("It is wrong"), nil),
		slack.NewOptionBlockObject(ReasonOutdated, plain("It is outdated"), nil),
		slack.NewOptionBlockObject(ReasonContext, plain("It does not fit our context"), nil),
		slack.NewOptionBlockObject(ReasonSource, plain("Its source is bad, or does not say that"), nil))
	words := slack.NewPlainTextInputBlockElement(plain("What should it have said? Which document does?"), WordsAction)
	words.WithMultiline(true).WithMaxLength(maxWords)
	b.add(slack.NewInputBlock(ReasonBlock, plain("What was wrong with the answer?"), nil, reasons), 0)
	b.add(slack.NewInputBlock(WordsBlock, plain("In your words"), nil, words).WithOptional(true), 0)
	return slack.ModalViewRequest{
		Type: slack.VTModal, CallbackID: WhyNotCallback, PrivateMetadata: answerID,
		Title: plain("Not helpful"), Submit: plain("Send"), Close: plain("Cancel"),
		Blocks: slack.Blocks{BlockSet: b.blocks},
	}
}
