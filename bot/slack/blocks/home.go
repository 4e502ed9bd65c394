package blocks

import (
	"fmt"
	"time"

	"github.com/slack-go/slack"

	"github.com/stackpick/stackpick/bot"
)

// HomeData is what the App Home shows to one person.
type HomeData struct {
	Covers    string     // what the knowledge is about, in a sentence
	Commands  []Field    // how to ask: command, mention, direct message
	Examples  []string   // questions to try; each becomes a button
	Recent    []Recent   // the person's questions, newest first; none on a first visit
	Documents []Document // of the knowledge
	More      int        // documents beside these
	Passages  int        // in all documents
	Retention int        // days for which questions and answers are kept; 0 for as long as the app is installed
	Version   string     // of the program
	Knowledge string     // the knowledge's hash
}

// A Recent is a question that a person has asked before.
type Recent struct {
	Question string
	Outcome  string // what came of it: the pick, or the kind of answer
	When     time.Time
}

const maxRecent = 10

// Home lays out the App Home.
func Home(h HomeData) slack.HomeTabViewRequest {
	b := newBuilder(&bot.Answer{}, Options{}, viewRoom())
	b.header("What should we build it with?")
	b.paragraph("promise", promise)
	b.listed("commands", "How to ask", fieldLines(h.Commands))
	b.examples(h.Examples)
	b.recent(h.Recent)
	b.add(slack.NewDividerBlock(), 0)
	b.covers(h.Covers)
	b.listed("documents", library(h), documentLines(h.Documents, h.More))
	b.add(slack.NewDividerBlock(), 0)
	b.small("stored", stored(h.Retention))
	b.small("footer", "stackpick "+name(h.Version)+" · knowledge "+name(shortHash(h.Knowledge)))
	return slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: b.blocks}}
}

// library says how much the knowledge holds: "4 documents, 132 passages".
func library(h HomeData) string {
	text := count(len(h.Documents)+h.More, "document")
	if h.Passages > 0 {
		text += ", " + count(h.Passages, "passage")
	}
	return text
}

// recent lists what a person has asked, each with a button to ask it again.
func (b *builder) recent(recent []Recent) {
	b.header("Your questions")
	shown := 0
	for i, r := range recent[:min(len(recent), maxRecent)] {
		question := oneLine(r.Question)
		if question == "" || size(question) > maxValue {
			continue
		}
		again := button(fmt.Sprintf("%s%d", AskAction, maxChoices+i), question, "Ask again")
		text := shorten(question, maxAsked)
		b.add(slack.NewSectionBlock(plain(text), nil, slack.NewAccessory(again),
			slack.SectionBlockOptionBlockID(b.blockID("question"))), size(text))
		b.small("outcome", name(r.Outcome)+" · "+r.When.UTC().Format("2 January 2006"))
		shown++
	}
	if shown == 0 {
		b.paragraph("recent", "Nothing yet. What you ask will stand here, so that you can ask it again.")
	}
}

func stored(days int) string {
	const what = "I store the questions put to me, my answers, and votes on them; "
	if days > 0 {
		return what + "they are deleted after " + count(days, "day") + "."
	}
	return what + "they are deleted when I am uninstalled."
}
