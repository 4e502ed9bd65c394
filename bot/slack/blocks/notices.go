package blocks

import (
	"fmt"
	"strings"

	"github.com/stackpick/stackpick/bot"
)

// A Field is a name with what belongs to it: a command and what it does, a quantity and how much of it there is.
type Field struct {
	Name, Text string
}

// A Document is a document of the knowledge.
type Document struct {
	Title, Date, URL string // Date and URL may be ""
	Passages         int
}

// HelpData is what the help says.
type HelpData struct {
	Covers   string   // what the knowledge is about, in a sentence
	Model    string   // what is said of the language model, in a sentence or two; "" where there is none
	Commands []Field  // how to ask, and what else there is
	Examples []string // questions that the knowledge can answer; each becomes a button
}

// promise is what the bot does, in two sentences.
const promise = "Ask me which technology to choose, to compare options, or for a fact. " +
	"I answer only from the knowledge I hold, with a source for every sentence."

const (
	maxFields    = 20
	maxDocuments = 40
)

// Notice is one plain sentence from us: that we are busy, that something failed, that a limit is reached.
func Notice(text string) Message { return Message{Text: escaped(oneLine(text), maxText)} }

// Help says what the bot does, how to ask, what it knows, and offers questions to try.
func Help(h HelpData) Message {
	b := short()
	b.paragraph("promise", promise)
	b.paragraph("model", h.Model)
	b.listed("commands", "How to ask", fieldLines(h.Commands))
	b.covers(h.Covers)
	b.examples(h.Examples)
	return Message{Text: escaped(oneLine(promise+" "+h.Model+" "+h.Covers), maxText), Blocks: b.blocks}
}

// Sources lists the documents of the knowledge; more is how many there are beside them.
func Sources(docs []Document, more int) Message {
	b := short()
	text := fmt.Sprintf("I answer from %s.", count(len(docs)+more, "document"))
	b.paragraph("count", text)
	b.listed("documents", "", documentLines(docs, more))
	return Message{Text: text, Blocks: b.blocks}
}

// Status lists how the bot is doing.
func Status(lines []Field) Message {
	b := short()
	b.listed("status", "Status", fieldLines(lines))
	var parts []string
	for _, f := range lines {
		parts = append(parts, f.Name+": "+f.Text)
	}
	return Message{Text: escaped(oneLine("Status. "+strings.Join(parts, "; ")), maxText), Blocks: b.blocks}
}

// short is a builder of a message that is no answer.
func short() *builder { return newBuilder(&bot.Answer{}, Options{}, messageRoom()) }

func (b *builder) covers(text string) {
	if text = shorten(oneLine(text), maxParagraph); text != "" {
		b.rich("covers", (&line{}).bold("What I know").section(), (&line{}).text(text).section())
	}
}

// examples offers questions to try.
func (b *builder) examples(questions []string) {
	if len(questions) > 0 {
		b.rich("try", (&line{}).bold(tryThese).section())
		b.questions("examples", AskAction, questions, maxChoices)
	}
}

func fieldLines(fields []Field) []*line {
	var lines []*line
	for _, f := range fields[:min(len(fields), maxFields)] {
		l := (&line{}).bold(name(f.Name))
		if text := shorten(oneLine(f.Text), maxRemark); text != "" {
			l.text(" — " + text)
		}
		lines = append(lines, l)
	}
	return append(lines, more(len(fields)-maxFields)...)
}

func documentLines(docs []Document, others int) []*line {
	var lines []*line
	for _, d := range docs[:min(len(docs), maxDocuments)] {
		l := (&line{}).link(shorten(name(d.Title), maxPlace), safeURL(d.URL))
		if date := shorten(oneLine(d.Date), maxName); date != "" {
			l.text(", " + date)
		}
		if d.Passages > 0 {
			l.text(" · " + count(d.Passages, "passage"))
		}
		lines = append(lines, l)
	}
	return append(lines, more(others+len(docs)-min(len(docs), maxDocuments))...)
}

// count is a number of things: "1 document", "3 documents".
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
