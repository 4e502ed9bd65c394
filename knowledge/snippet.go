package knowledge

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/stackpick/stackpick/knowledge/plain"
)

var snippetTag = regexp.MustCompile(`(?i)<(?:p|br|a|b|i|em|strong|ul|ol|li|div|span|h[1-6]|code|blockquote|table)\b[^<>]*>`)

// readSnippet reads a text that stands in a field of some other file, in HTML, in Markdown or plain. All of it stands in
// that line.
func readSnippet(text string, line int) []block {
	var blocks []block
	if snippetTag.MatchString(text) {
		blocks = fragmentBlocks(text)
	} else if a, err := readMarkdown(text, line, false); err == nil {
		blocks = a.blocks
	} else if text = plain.OneLine(text); text != "" {
		blocks = []block{{kind: blockParagraph, text: text}}
	}
	for i := range blocks {
		blocks[i].line = line
	}
	return blocks
}

// fragmentBlocks reads a piece of HTML.
func fragmentBlocks(text string) []block {
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(text), body)
	if err != nil {
		return []block{{kind: blockParagraph, text: plain.OneLine(text)}}
	}
	for _, n := range nodes {
		body.AppendChild(n)
	}
	prune(body, &styleSheet{})
	w := &htmlWalker{ids: map[string][]string{}, lines: newLineFinder("", 0)}
	w.top(body)
	return w.blocks
}
