package markup

import (
	"regexp"

	"github.com/yuin/goldmark/ast"

	"github.com/stackpick/stackpick/knowledge/plain"
)

// refer notes a link or an image of a page in Markdown.
func (w *markdownWalker) refer(target []byte, n ast.Node) {
	if w.hidden.inside() || len(w.references) >= mostReferences {
		return
	}
	block := n.Parent()
	for block.Type() == ast.TypeInline && block.Parent() != nil {
		block = block.Parent()
	}
	line := w.lineOf(block)
	if t, ok := n.FirstChild().(*ast.Text); ok {
		line = w.lineAt(t.Segment.Start)
	}
	w.references = append(w.references, Reference{Target: plain.OneLine(string(target)), Line: line + w.first})
}

// rawAnchor matches the anchors that raw HTML makes.
var rawAnchor = regexp.MustCompile(`(?i)<[^>]*?\s(?:id|name)\s*=\s*["']?([^"'\s>]+)`)

// anchored notes the anchors of raw HTML.
func (w *markdownWalker) anchored(raw string) {
	for _, m := range rawAnchor.FindAllStringSubmatch(raw, -1) {
		w.places = append(w.places, m[1])
	}
}
