// Package blocks lays out an answer as a Slack message, and the few other things that the bot shows in Slack: its
// help, its sources, its App Home and two modals. All functions are pure: plain data in, blocks out.
//
// Read Answer first: it is the whole order of a message. headline.go words the verdict, reasons.go what stands below
// it, phrased.go what is different where a model phrased that, table.go, chart.go and sources.go the evidence,
// buttons.go what can be clicked, gist.go the notification, simpler.go the plainer forms for a Slack that refuses a
// block. evidence.go is a modal, feedback.go asks what was wrong in another, home.go is the App Home, notices.go the
// short messages.
//
// Questions, documents and models are written by others. What comes from them stands in rich text (rich.go), in table
// cells or in plain text, where Slack parses nothing; only the folded sources, the plainer forms and the notification are
// mrkdwn, and there it is escaped and loses its formatting (mrkdwn.go). text.go takes out what cannot be seen and
// cuts to length, and an address becomes a link only if it is one of a source or a document, and safe (safeURL).
package blocks

import (
	"encoding/json"
	"fmt"

	"github.com/slack-go/slack"

	"github.com/stackpick/stackpick/bot"
)

// A Message is what one chat.postMessage or one response_url call carries. Send it with parse=none, and without
// unfurling links or media. Its text is the notification and what screen readers say: the gist in mrkdwn.
type Message struct {
	Text   string        `json:"text"`             // at most 3,000 characters
	Blocks []slack.Block `json:"blocks,omitempty"` // at most 50; none for a message of text only
}

// Options are what a message shows beside the answer itself.
type Options struct {
	ID      string   // of the stored answer: stands in buttons and block ids; "" for a preview, without any button
	Asked   string   // the question, where the reader does not see it; may be ""
	AskedBy string   // the user id of who asked it, shown with Asked; may be ""
	Edition string   // what tells the block ids of an edited message from those it had before; "" for a new message
	Share   bool     // the answer is private: offer to share it with the channel
	Reword  bool     // offer to have a language model put the answer into better words
	Confirm bool     // ask before sharing, since what is shown may be for the team only
	Notes   []string // remarks above the footer: "I read text only; ignored 1 file."
}

// Answer lays out an answer: the verdict first, then why, then what it rests on, then what to do next.
func Answer(a *bot.Answer, o Options) Message {
	b := newBuilder(a, o, messageRoom())
	b.asked()
	b.headline()
	b.reasons()
	b.table()
	b.chart()
	b.gaps()
	b.sources()
	b.notes()
	b.followUps()
	b.actions()
	b.feedback()
	b.footer()
	return Message{Text: gist(a), Blocks: b.blocks}
}

// A builder collects the blocks of one message or view.
type builder struct {
	a      *bot.Answer
	o      Options
	kinds  map[string]int  // how often a kind of block is used
	urls   map[int]string  // Source.N → where it can be read, for those that have a safe address
	said   map[string]bool // sentences that stand in the message already
	room   room            // what is left
	blocks []slack.Block
}

// A room is how much still fits into a message or view: blocks, characters that are shown, and bytes of JSON.
type room struct {
	blocks, text, bytes int
}

// What we let a message or view hold. Slack allows 50 blocks in a message and 100 in a view, refuses messages from
// somewhat over 12,000 characters on, and views of more than 250,000 bytes. The lengths that each part of a message
// keeps to add up to less than this, so that nothing of a message is dropped but by the strangest of answers.
const (
	maxMessageBlocks = 50
	maxMessageText   = 11_500
	maxViewBlocks    = 100
	maxBytes         = 200_000
)

func messageRoom() room { return room{maxMessageBlocks, maxMessageText, maxBytes} }

// viewRoom leaves a block for saying that something is left out. Views are bounded by their bytes.
func viewRoom() room { return room{maxViewBlocks - 1, maxBytes, maxBytes} }

func newBuilder(a *bot.Answer, o Options, r room) *builder {
	if o.ID = oneLine(o.ID); size(o.ID) > maxID {
		o.ID = ""
	}
	b := &builder{a: a, o: o, kinds: map[string]int{}, urls: map[int]string{}, said: map[string]bool{}, room: r}
	for _, s := range a.Sources {
		if u := safeURL(s.URL); u != "" {
			b.urls[s.N] = u
		}
	}
	return b
}

// What Slack allows at most, in characters, and what we put into an id.
const (
	maxHeader = 150
	maxText   = 3000 // of a text object; we keep to it in a block of rich text, too
	maxID     = 100  // of an answer: block ids (255) and values hold it. Ours have 26
)

// blockID names a block by its kind and its answer, uniquely in the message and, by its edition, among all forms that
// the message has had: Slack asks for that.
func (b *builder) blockID(kind string) string {
	if b.kinds[kind]++; b.kinds[kind] > 1 {
		kind = fmt.Sprintf("%s-%d", kind, b.kinds[kind])
	}
	if b.o.Edition != "" {
		kind += "." + b.o.Edition
	}
	return kind + ":" + b.o.ID
}

// add adds a block that shows so many characters, if there is room for it; what comes after one that did not fit is
// left out, too.
func (b *builder) add(block slack.Block, text int) {
	data, err := json.Marshal(block)
	b.room.blocks--
	b.room.text -= text
	b.room.bytes -= len(data)
	if err != nil || b.full() {
		return
	}
	b.blocks = append(b.blocks, block)
}

// full reports whether something did not fit.
func (b *builder) full() bool { return b.room.blocks < 0 || b.room.text < 0 || b.room.bytes < 0 }

// rich adds a block of rich text, or nothing where there are no elements.
func (b *builder) rich(kind string, elements ...slack.RichTextElement) {
	if len(elements) > 0 {
		b.add(slack.NewRichTextBlock(b.blockID(kind), elements...), richSize(elements))
	}
}

// paragraph adds a text of its own, shortened; nothing where it is "".
func (b *builder) paragraph(kind, text string) {
	if text != "" {
		b.rich(kind, (&line{}).text(shorten(text, maxParagraph)).section())
	}
}

// small adds a line of small grey text that Slack does not parse; nothing where it is "".
func (b *builder) small(kind, text string) {
	if text != "" {
		b.add(slack.NewContextBlock(b.blockID(kind), plain(text)), size(text))
	}
}

// header adds a line in large letters.
func (b *builder) header(text string) {
	if text = shorten(oneLine(text), maxHeader); text != "" {
		b.add(slack.NewHeaderBlock(plain(text), slack.HeaderBlockOptionBlockID(b.blockID("header"))), size(text))
	}
}

// plain is a text object in which Slack parses nothing. The text must not be empty.
func plain(text string) *slack.TextBlockObject {
	return slack.NewTextBlockObject(slack.PlainTextType, text, false, false)
}
