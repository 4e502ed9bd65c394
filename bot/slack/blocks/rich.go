package blocks

import (
	"strconv"

	"github.com/slack-go/slack"
)

// A line is one paragraph, list item or table cell of rich text in the making. Its methods add to it and return it;
// what is empty is left out, as Slack refuses empty elements.
type line struct {
	elements []slack.RichTextSectionElement
}

func (l *line) styled(text string, style *slack.RichTextSectionTextStyle) *line {
	if text = clean(text); text != "" {
		l.elements = append(l.elements, slack.NewRichTextSectionTextElement(text, style))
	}
	return l
}

func (l *line) text(text string) *line { return l.styled(text, nil) }

func (l *line) bold(text string) *line {
	return l.styled(text, &slack.RichTextSectionTextStyle{Bold: true})
}

func (l *line) italic(text string) *line {
	return l.styled(text, &slack.RichTextSectionTextStyle{Italic: true})
}

// link adds a label that leads to an address, or the mere label where the address is "".
func (l *line) link(label, address string) *line {
	if label = oneLine(label); label == "" || address == "" {
		return l.text(label)
	}
	l.elements = append(l.elements, slack.NewRichTextSectionLinkElement(address, label, nil))
	return l
}

func (l *line) section() *slack.RichTextSection { return slack.NewRichTextSection(l.elements...) }

func (l *line) quote() *slack.RichTextQuote {
	return &slack.RichTextQuote{Type: slack.RTEQuote, Elements: l.elements}
}

// maxMarks is how many sources a sentence shows; the others stand in the evidence.
const maxMarks = 6

// cite adds the markers of sources to a line, each a link to where the source can be read.
func (b *builder) cite(l *line, citations []int) *line {
	for i, n := range citations[:min(len(citations), maxMarks)] {
		if i == 0 && len(l.elements) > 0 {
			l.text(" ")
		}
		l.link("["+strconv.Itoa(n)+"]", b.urls[n])
	}
	return l
}

// list is a list of those lines that hold anything; none where no line does.
func list(style slack.RichTextListElementType, lines []*line) []slack.RichTextElement {
	var items []slack.RichTextElement
	for _, l := range lines {
		if len(l.elements) > 0 {
			items = append(items, l.section())
		}
	}
	if len(items) == 0 {
		return nil
	}
	return []slack.RichTextElement{slack.NewRichTextList(style, 0, items...)}
}

func bullets(lines []*line) []slack.RichTextElement { return list(slack.RTEListBullet, lines) }

// listed adds lines as bullets under a heading, or nothing where there are none. Long lists go on in further blocks.
func (b *builder) listed(kind, heading string, lines []*line) {
	var lead []slack.RichTextElement
	if heading != "" {
		lead = append(lead, (&line{}).bold(heading).section())
	}
	for len(lines) > 0 {
		n, text := 0, 0
		for ; n < len(lines); n++ {
			if text += elementsSize(lines[n].elements); n > 0 && text > maxText {
				break
			}
		}
		b.rich(kind, append(lead, bullets(lines[:n])...)...)
		lead, lines = nil, lines[n:]
	}
}

// richSize counts the characters that rich text shows.
func richSize(elements []slack.RichTextElement) int {
	n := 0
	for _, e := range elements {
		switch e := e.(type) {
		case *slack.RichTextSection:
			n += elementsSize(e.Elements)
		case *slack.RichTextQuote:
			n += elementsSize(e.Elements)
		case *slack.RichTextList:
			n += richSize(e.Elements)
		}
	}
	return n
}

func elementsSize(elements []slack.RichTextSectionElement) int {
	n := 0
	for _, e := range elements {
		switch e := e.(type) {
		case *slack.RichTextSectionTextElement:
			n += size(e.Text)
		case *slack.RichTextSectionLinkElement:
			n += size(e.Text)
		}
	}
	return n
}
