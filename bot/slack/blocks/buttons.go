package blocks

import (
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"github.com/stackpick/stackpick/bot"
)

// Action ids of what can be clicked. FollowUpAction and AskAction are followed by a number: "followup:0".
const (
	FollowUpAction = "followup:"       // its value is the question to ask next, in the answer's thread
	AskAction      = "ask:"            // its value is a question to ask afresh
	ShareAction    = "share"           // its value is the answer's id
	RewordAction   = "reword"          // its value is the answer's id
	EvidenceAction = "evidence"        // its value is the answer's id
	FeedbackAction = "answer_feedback" // ParseFeedback reads its value
)

const (
	maxFollowUps  = 3
	maxChoices    = 5 // where the follow-ups are what the message is for
	maxLabel      = 75
	maxValue      = 2000
	evidenceLabel = "All evidence"
)

// followUps offers the questions to ask next.
func (b *builder) followUps() {
	most := maxFollowUps
	if b.a.Outcome == bot.Help || b.a.Outcome == bot.Clarify {
		most = maxChoices
	}
	if b.o.ID != "" {
		b.questions("next", FollowUpAction, b.a.FollowUps, most)
	}
}

// questions adds a row of buttons that each ask a question.
func (b *builder) questions(kind, action string, questions []string, most int) {
	var buttons []slack.BlockElement
	for i, q := range questions {
		q = oneLine(q)
		if q == "" || size(q) > maxValue || len(buttons) == most {
			continue
		}
		buttons = append(buttons, button(fmt.Sprintf("%s%d", action, i), q, q))
	}
	b.buttonRow(kind, buttons)
}

func (b *builder) buttonRow(kind string, buttons []slack.BlockElement) {
	if len(buttons) > 0 {
		b.add(slack.NewActionBlock(b.blockID(kind), buttons...), 0)
	}
}

func button(action, value, label string) *slack.ButtonBlockElement {
	return slack.NewButtonBlockElement(action, value, plain(shorten(label, maxLabel)))
}

// actions offers what can be done with the answer.
func (b *builder) actions() {
	if b.o.ID == "" {
		return
	}
	answers := b.a.Worded() || b.a.Outcome == bot.NotCovered // it is no question back, nor help
	var buttons []slack.BlockElement
	if answers && len(b.a.Sources) > 0 {
		buttons = append(buttons, button(EvidenceAction, b.o.ID, evidenceLabel))
	}
	if answers && b.o.Share {
		share := button(ShareAction, b.o.ID, "Share to channel")
		if b.o.Confirm {
			share.WithConfirm(slack.NewConfirmationBlockObject(plain("Share this answer?"),
				plain("Everyone in this channel will see it, with its sources. It may hold what is meant for your team only."),
				plain("Share"), plain("Keep private")))
		}
		buttons = append(buttons, share)
	}
	if b.o.Reword {
		buttons = append(buttons, button(RewordAction, b.o.ID, "Better words"))
	}
	b.buttonRow("actions", buttons)
}

// footer says in one line who worded the answer, and from what it can be made again.
func (b *builder) footer() {
	if !b.a.Worded() && b.a.Outcome != bot.NotCovered && len(b.a.Plain) == 0 {
		return
	}
	var parts []string
	if b.a.Worded() || len(b.a.Plain) > 0 {
		parts = append(parts, phrasedBy(b.a))
	}
	if hash := shortHash(b.a.Receipt.Knowledge); hash != "" {
		parts = append(parts, "knowledge "+hash)
	}
	if b.o.ID != "" {
		parts = append(parts, "answer "+b.o.ID)
	}
	b.small("footer", strings.Join(parts, " · "))
}

// shortHash is as much of a knowledge's hash as tells one from another.
func shortHash(hash string) string {
	_, digits, found := strings.Cut(oneLine(hash), ":")
	if !found {
		digits = oneLine(hash)
	}
	return digits[:min(len(digits), 8)]
}
