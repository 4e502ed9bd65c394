package markup

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/stackpick/stackpick/knowledge/plain"
)

// paragraph adds a paragraph. Lines that open with a label, "**Context:** …" or "Status: accepted", are meant as
// paragraphs of their own, though Markdown joins them.
func (w *markdownWalker) paragraph(n ast.Node) {
	var b bytes.Buffer
	from := n.FirstChild()
	cut := false
	for c := from; c != nil; c = c.NextSibling() {
		if c != from && endsLine(c.PreviousSibling()) && w.labels(c) {
			w.addLine(&b, from)
			from, cut = c, true
		}
		w.node(&b, c)
	}
	if cut {
		w.addLine(&b, from)
		return
	}
	w.add(Block{Kind: Paragraph, Text: alertMark.ReplaceAllString(plain.OneLine(b.String()), ""), Jumps: w.jumps(n)}, n)
}

// addLine adds what b holds as a paragraph that begins with an inline node, and empties b.
func (w *markdownWalker) addLine(b *bytes.Buffer, from ast.Node) {
	text := alertMark.ReplaceAllString(plain.OneLine(b.String()), "")
	b.Reset()
	w.addAt(Block{Kind: Paragraph, Text: text}, w.lineOfInline(from))
}

// endsLine reports whether a line of the source ends with an inline node.
func endsLine(n ast.Node) bool {
	t, ok := n.(*ast.Text)
	return ok && (t.SoftLineBreak() || t.HardLineBreak())
}

// labels reports whether an inline node opens a line with a label: with bold words that end in a colon or a full stop,
// or have one right after them; or with the name of what a decision record says of itself.
func (w *markdownWalker) labels(n ast.Node) bool {
	if e, ok := n.(*ast.Emphasis); ok && e.Level == 2 {
		label := strings.TrimSpace(w.words(e))
		if t, ok := e.NextSibling().(*ast.Text); ok {
			label += string(bytes.TrimSpace(t.Segment.Value(w.source)[:min(1, t.Segment.Len())]))
		}
		return boldLabel.MatchString(label)
	}
	t, ok := n.(*ast.Text)
	if !ok {
		return false
	}
	name, _ := Property(string(t.Segment.Value(w.source)))
	return name != ""
}

// boldLabel matches a label of up to six words.
var boldLabel = regexp.MustCompile(`^\p{L}[^\s:.]*(?:\s+[^\s:.]+){0,5}[:.]+$`)

// words returns the text of a node's children without noting their links.
func (w *markdownWalker) words(n ast.Node) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			b.Write(c.Segment.Value(w.source))
		default:
			b.WriteString(w.words(c))
		}
	}
	return b.String()
}

// lineOfInline returns the index of the line that an inline node starts in.
func (w *markdownWalker) lineOfInline(n ast.Node) int {
	for n != nil {
		if t, ok := n.(*ast.Text); ok {
			return w.lineAt(t.Segment.Start)
		}
		n = n.FirstChild()
	}
	return 0
}
