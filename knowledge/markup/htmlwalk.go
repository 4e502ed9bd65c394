package markup

import (
	"cmp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/stackpick/stackpick/knowledge/plain"
)

// An htmlWalker turns a page's elements into blocks.
type htmlWalker struct {
	blocks []Block
	ids    map[string][]string
	lines  *lineFinder
	text   strings.Builder
	kind   Kind // of the text being collected
	heads  bool // headers of the page are taken, too, unless they are menus
}

func (w *htmlWalker) top(n *html.Node) {
	w.kind = Paragraph
	w.children(n)
	w.flush()
}

func (w *htmlWalker) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c)
	}
}

func (w *htmlWalker) node(n *html.Node) {
	if n.Type == html.TextNode {
		w.text.WriteString(n.Data)
		return
	}
	if n.Type != html.ElementNode || hides(n.Data, n.Attr) || apart(n) && !(w.heads && n.DataAtom == atom.Header && find(n, named(atom.Nav)) == nil) {
		return
	}
	switch {
	case isHeading(n):
		w.flush()
		w.heading(n)
	case n.DataAtom == atom.Br:
		w.lineBreak(n)
	case n.DataAtom == atom.Pre:
		w.flush()
		w.add(Block{Kind: Code, Text: strings.Trim(plain.Lines(textOf(n)), "\n")})
	case n.DataAtom == atom.Table && !layout(n):
		w.flush()
		w.table(n)
	case n.DataAtom == atom.Li || n.DataAtom == atom.Dd:
		w.flush()
		w.item(n)
	case inline(n):
		w.children(n)
	default:
		w.flush()
		w.children(n)
		w.flush()
	}
}

// apart reports whether an element stands beside the article.
func apart(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Nav, atom.Footer, atom.Aside, atom.Form, atom.Button, atom.Select, atom.Textarea, atom.Input,
		atom.Img, atom.Figcaption, atom.Video, atom.Audio, atom.Canvas, atom.Dialog, atom.Del, atom.S:
		return true
	case atom.Header: // of the site; the header of an article holds its heading
		return find(n, isHeading) == nil || find(n, named(atom.Nav)) != nil
	}
	return attributeOf(n, "role") == "navigation"
}

// inline reports whether an element is part of a line of text.
func inline(n *html.Node) bool {
	switch n.DataAtom {
	case atom.A, atom.Abbr, atom.B, atom.Bdi, atom.Bdo, atom.Cite, atom.Code, atom.Data, atom.Dfn, atom.Em, atom.Font,
		atom.I, atom.Ins, atom.Kbd, atom.Label, atom.Mark, atom.Q, atom.Ruby, atom.Samp, atom.Small, atom.Span,
		atom.Strong, atom.Sub, atom.Sup, atom.Time, atom.Tt, atom.U, atom.Var, atom.Wbr:
		return true
	}
	return false
}

// lineBreak ends a paragraph at two breaks in a row, and is a space otherwise.
func (w *htmlWalker) lineBreak(n *html.Node) {
	for next := n.NextSibling; next != nil; next = next.NextSibling {
		if next.DataAtom == atom.Br {
			w.flush()
			return
		}
		if next.Type != html.TextNode || strings.TrimSpace(next.Data) != "" {
			break
		}
	}
	w.text.WriteByte(' ')
}

// flush ends the paragraph or item being collected. What follows inside the same item is part of it only until
// the next block.
func (w *htmlWalker) flush() {
	text := plain.OneLine(w.text.String())
	w.text.Reset()
	w.add(Block{Kind: w.kind, Text: text})
}

func (w *htmlWalker) add(b Block) {
	if b.Text == "" {
		return
	}
	b.Line = w.lines.lineOf(b.Text)
	w.blocks = append(w.blocks, b)
}

func (w *htmlWalker) heading(n *html.Node) {
	text := headingText(n)
	id := idOf(n)
	if queue := w.ids[text]; len(queue) > 0 {
		id, w.ids[text] = cmp.Or(id, queue[0]), queue[1:]
	}
	w.add(Block{Kind: Heading, Level: int(n.Data[1] - '0'), Text: text, Anchor: visibleID(id)})
}

// visibleID drops an id that would not survive in a URL or in a log line.
func visibleID(id string) string {
	if id != plain.OneLine(id) || strings.ContainsAny(id, " #~") || len(id) > 200 {
		return ""
	}
	return id
}

func (w *htmlWalker) item(n *html.Node) {
	before, first := w.kind, len(w.blocks)
	w.kind = Item
	w.children(n)
	w.flush()
	w.kind = before
	if len(w.blocks) == first+1 && jumpsOnPage(n) {
		w.blocks[first].Jumps = 1
	}
}

// jumpsOnPage reports whether an element is one link to another place on the page.
func jumpsOnPage(n *html.Node) bool {
	link := firstElement(n)
	return link != nil && link.DataAtom == atom.A && strings.HasPrefix(attributeOf(link, "href"), "#") && plain.OneLine(textOf(link)) == plain.OneLine(textOf(n))
}

// layout reports whether a table only places things on the page.
func layout(n *html.Node) bool {
	return attributeOf(n, "role") == "presentation" ||
		find(n, func(d *html.Node) bool { return isHeading(d) || d.DataAtom == atom.Table }) != nil
}

func (w *htmlWalker) table(n *html.Node) {
	var names []string
	for row := range n.Descendants() {
		if row.DataAtom != atom.Tr {
			continue
		}
		cells, heads := cellsOf(row)
		if names == nil && heads == len(cells) {
			names = cells
			continue
		}
		w.add(rowOf(names, cells))
	}
}

// cellsOf returns the texts of a row's cells, and how many of them are header cells.
func cellsOf(row *html.Node) (cells []string, heads int) {
	for c := row.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom != atom.Td && c.DataAtom != atom.Th {
			continue
		}
		if c.DataAtom == atom.Th {
			heads++
		}
		var b strings.Builder
		for d := range c.Descendants() {
			switch {
			case d.Type == html.TextNode:
				b.WriteString(d.Data)
			case d.Type == html.ElementNode && !inline(d):
				b.WriteByte(' ')
			}
		}
		cells = append(cells, plain.OneLine(b.String()))
	}
	return cells, heads
}

// A lineFinder tells in which line of a page a text stands: the parser does not. It looks for the text's first
// words from where it found the last one, and no further than a window, so that a page that is all entities
// costs no more than another.
type lineFinder struct {
	source   string
	at, line int
}

func newLineFinder(source string, line int) *lineFinder {
	return &lineFinder{source: source, line: line}
}

func (f *lineFinder) lineOf(text string) int {
	const window, most = 64 << 10, 40
	words := text
	if i := strings.IndexAny(words, "&<>\"'\n\u00a0"); i >= 0 {
		words = words[:i]
	}
	for len(words) > most {
		words = words[:max(0, strings.LastIndexByte(words, ' '))]
	}
	if words == "" {
		return f.line
	}
	i := strings.Index(f.source[f.at:min(len(f.source), f.at+window)], words)
	if i < 0 {
		return f.line
	}
	f.line += strings.Count(f.source[f.at:f.at+i], "\n")
	f.at += i
	return f.line
}
