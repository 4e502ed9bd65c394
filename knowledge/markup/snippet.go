package markup

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/stackpick/stackpick/knowledge/plain"
)

// snippetTag matches a tag that tells HTML from other text.
var snippetTag = regexp.MustCompile(`(?i)<(?:p|br|a|b|i|em|strong|ul|ol|li|div|span|h[1-6]|code|blockquote|table)\b[^<>]*>`)

// Snippet reads text from a field of some other file, be it HTML, Markdown or plain. All of it stands in that line.
func Snippet(text string, line int) []Block {
	var blocks []Block
	if snippetTag.MatchString(text) {
		blocks = fragment(text)
	} else if a, err := readMarkdown(text, line, false); err == nil {
		blocks = a.Blocks
	} else if text = plain.OneLine(text); text != "" {
		blocks = []Block{{Kind: Paragraph, Text: text}}
	}
	for i := range blocks {
		blocks[i].Line = line
	}
	return blocks
}

// fragment reads a piece of HTML.
func fragment(text string) []Block {
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(text), body)
	if err != nil {
		return []Block{{Kind: Paragraph, Text: plain.OneLine(text)}}
	}
	for _, n := range nodes {
		body.AppendChild(n)
	}
	prune(body, &styleSheet{})
	w := &htmlWalker{ids: map[string][]string{}, lines: newLineFinder("", 0)}
	w.top(body)
	return w.blocks
}
