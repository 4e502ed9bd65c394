package blocks

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"github.com/stackpick/stackpick/bot"
)

const (
	openSources = 5  // with more, the list is folded
	maxSources  = 10 // of which so many are listed
	maxPlace    = 75 // of a section's name, and of a document's with its date
	maxFolded   = 3000
)

// sources lists what is cited, by the numbers that the markers have.
func (b *builder) sources() {
	if len(b.a.Sources) == 0 {
		return
	}
	shown := b.a.Sources[:min(len(b.a.Sources), maxSources)]
	document := sameDocument(b.a.Sources)
	elements := b.sourceList(shown, document)
	if left := len(b.a.Sources) - len(shown); left > 0 {
		elements = append(elements, (&line{}).italic(fmt.Sprintf("%d more under “%s”", left, evidenceLabel)).section())
	}
	if len(b.a.Sources) > openSources {
		b.folded(elements, document)
		return
	}
	heading := (&line{}).bold("Sources")
	if document != "" {
		heading.text(" · " + document)
	}
	b.rich("sources", append([]slack.RichTextElement{heading.section()}, elements...)...)
}

// folded puts the list into a container that opens with a click. It holds sections: although Slack's reference lists
// rich text among a container's children, its validator has been seen to refuse that. In sections the addresses count
// as text; where they are too long, the markers alone lead to the sources.
func (b *builder) folded(elements []slack.RichTextElement, document string) {
	box := slack.NewContainerBlock().WithBlockID(b.blockID("sources")).WithCollapsible(true, true)
	box.WithTitle(plain(fmt.Sprintf("Sources (%d)", len(b.a.Sources))))
	if document != "" {
		box.WithSubtitle(plain(document))
	}
	chunks := mrkdwnChunks(elements, mrkdwnLink)
	if size(strings.Join(chunks, "")) > maxFolded {
		chunks = mrkdwnChunks(elements, labelOnly)
	}
	text := 0
	for _, chunk := range chunks {
		box.AddChildBlock(mrkdwnSection(b.blockID("source-list"), chunk))
		text += size(chunk)
	}
	b.add(box, text)
}

// sourceList is the numbered list. Sources that are not numbered from 1 carry their number in the text.
func (b *builder) sourceList(sources []bot.Source, document string) []slack.RichTextElement {
	style := slack.RTEListOrdered
	for i, s := range sources {
		if s.N != i+1 {
			style = slack.RTEListBullet
		}
	}
	var lines []*line
	for _, s := range sources {
		l := &line{}
		if style == slack.RTEListBullet {
			l.text("[" + strconv.Itoa(s.N) + "] ")
		}
		lines = append(lines, b.source(l, s, document))
	}
	return list(style, lines)
}

// source adds a source to a line: its section as the link, then its document and date unless all have the same.
func (b *builder) source(l *line, s bot.Source, document string) *line {
	section, origin := sourceName(s)
	l.link(section, b.urls[s.N])
	if origin != "" && origin != document {
		l.text(" — " + origin)
	}
	return l
}

// sourceName is what a source is called, and where it stands: its document and date, as far as the name has them not.
func sourceName(s bot.Source) (section, origin string) {
	section, origin = shorten(oneLine(s.Section), maxPlace), documentName(s)
	switch {
	case section == "" && origin == "":
		return name(s.ID), ""
	case section == "":
		return origin, ""
	case s.Section == s.Document:
		return section, shorten(oneLine(s.Date), maxPlace)
	}
	return section, origin
}

func documentName(s bot.Source) string {
	return shorten(oneLine(bot.PlaceName("", s.Document, s.Date)), maxPlace)
}

// sameDocument is the document and date that several sources all share; "" where they do not.
func sameDocument(sources []bot.Source) string {
	first := documentName(sources[0])
	if len(sources) < 2 || slices.ContainsFunc(sources, func(s bot.Source) bool { return documentName(s) != first }) {
		return ""
	}
	return first
}
