package blocks

import (
	"cmp"
	"slices"
	"strings"

	"github.com/slack-go/slack"
)

// Simpler returns the next plainer form of a message, for a client or a workspace that refuses a block of it: without
// the chart; then with the table and what is folded as text; then as sections and contexts only, so without any
// button; then as text only. It is false when there is none. A form that would change nothing is passed over. From
// the sections on, only the list of sources has links, as addresses count as text there.
func (m Message) Simpler() (Message, bool) {
	if len(m.Blocks) == 0 {
		return m, false
	}
	for _, plainer := range []func(slack.Block) []slack.Block{withoutChart, withoutTable, sectionsOnly} {
		if blocks, changed := m.with(plainer); changed && len(blocks) > 0 {
			return Message{Text: m.Text, Blocks: within(blocks)}, true
		}
	}
	return Message{Text: cmp.Or(textOnly(m.Blocks), m.Text)}, true
}

// with returns a message's blocks with what stands instead of each, and whether that is anything else.
func (m Message) with(plainer func(slack.Block) []slack.Block) (blocks []slack.Block, changed bool) {
	for _, block := range m.Blocks {
		instead := plainer(block)
		changed = changed || len(instead) != 1 || instead[0] != block
		blocks = append(blocks, instead...)
	}
	return blocks, changed
}

func withoutChart(block slack.Block) []slack.Block {
	if _, ok := block.(*slack.DataVisualizationBlock); ok {
		return nil
	}
	return []slack.Block{block}
}

func withoutTable(block slack.Block) []slack.Block {
	switch block := block.(type) {
	case *slack.TableBlock:
		return []slack.Block{tableAsText(block)}
	case *slack.ContainerBlock:
		return append([]slack.Block{mrkdwnSection(block.BlockID, boldMrkdwn(block.Title.Text))}, block.ChildBlocks.BlockSet...)
	}
	return []slack.Block{block}
}

// tableAsText is a table as a list for each of its rows.
func tableAsText(t *slack.TableBlock) slack.Block {
	var elements []slack.RichTextElement
	for _, row := range t.Rows[1:] {
		elements = append(elements, slack.NewRichTextSection(cellElements(row[0])...))
		var lines []*line
		for i, cell := range row[1:] {
			l := &line{elements: slices.Clone(cellElements(t.Rows[0][i+1]))}
			l.text(": ")
			l.elements = append(l.elements, cellElements(cell)...)
			lines = append(lines, l)
		}
		elements = append(elements, bullets(lines)...)
	}
	return slack.NewRichTextBlock(t.BlockID, elements...)
}

// cellElements are what a cell of ours holds: one section of rich text.
func cellElements(cell slack.TableCell) []slack.RichTextSectionElement {
	if c, ok := cell.(*slack.TableRichTextCell); ok && len(c.Elements) == 1 {
		if s, ok := c.Elements[0].(*slack.RichTextSection); ok {
			return s.Elements
		}
	}
	return nil
}

// sectionsOnly keeps sections and contexts, turns text into sections, and drops the rest.
func sectionsOnly(block slack.Block) []slack.Block {
	switch block := block.(type) {
	case *slack.SectionBlock, *slack.ContextBlock:
		return []slack.Block{block}
	case *slack.HeaderBlock:
		return []slack.Block{mrkdwnSection(block.BlockID, boldMrkdwn(block.Text.Text))}
	case *slack.RichTextBlock:
		var sections []slack.Block
		id := block.BlockID
		for _, text := range mrkdwnChunks(block.Elements, markerless) {
			sections = append(sections, mrkdwnSection(id, text))
			id = "" // Slack makes one up
		}
		return sections
	default:
		return nil
	}
}

// within leaves out the last blocks, as far as a message cannot hold them.
func within(blocks []slack.Block) []slack.Block {
	blocks = blocks[:min(len(blocks), maxMessageBlocks)]
	for len(blocks) > 1 && textSize(blocks) > maxMessageText {
		blocks = blocks[:len(blocks)-1]
	}
	return blocks
}

func textSize(blocks []slack.Block) int {
	n := 0
	for _, block := range blocks {
		if rich, ok := block.(*slack.RichTextBlock); ok {
			n += richSize(rich.Elements)
		}
		for _, text := range textsOf(block) {
			n += size(text)
		}
	}
	return n
}

// textOnly joins the lines of sections and contexts, as many as fit.
func textOnly(blocks []slack.Block) string {
	var b strings.Builder
	for _, block := range blocks {
		for _, text := range textsOf(block) {
			for line := range strings.Lines(text + "\n") {
				if size(b.String())+size(line)+1 > maxText {
					return b.String() + "…"
				}
				b.WriteString(line)
			}
		}
	}
	return strings.TrimSpace(b.String())
}

// textsOf are the texts of a section or context, as mrkdwn.
func textsOf(block slack.Block) []string {
	var texts []string
	switch block := block.(type) {
	case *slack.SectionBlock:
		texts = append(texts, block.Text.Text)
	case *slack.ContextBlock:
		for _, e := range block.ContextElements.Elements {
			if t, ok := e.(*slack.TextBlockObject); ok {
				texts = append(texts, mrkdwn(t.Text))
			}
		}
	}
	return texts
}

func mrkdwnSection(id, text string) *slack.SectionBlock {
	return slack.NewSectionBlock(slack.NewTextBlockObject(slack.MarkdownType, text, false, true), nil, nil,
		slack.SectionBlockOptionBlockID(id), slack.SectionBlockOptionExpand(true))
}

func boldMrkdwn(text string) string { return "*" + mrkdwn(text) + "*" }
