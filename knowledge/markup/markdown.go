package markup

import (
	"bytes"
	"regexp"
	"sort"
	"strings"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"golang.org/x/net/html"

	"github.com/stackpick/stackpick/knowledge/plain"
)

// readMarkdown reads CommonMark with GitHub's tables and strike-through. line is the number of its first line
// in the file.
func readMarkdown(source string, line int, mdx bool) (Article, error) {
	page := markdownSource{mdx: mdx}
	lines := page.prepare(source)
	if err := tooNested(lines, line); err != nil {
		return Article{}, err
	}
	w := &markdownWalker{source: []byte(strings.Join(lines, "\n")), attributes: page.attributes, anchors: Anchors{}, first: line}
	w.lineStarts()
	md := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.TaskList))
	w.children(md.Parser().Parse(text.NewReader(w.source)))
	a := Article{Blocks: w.blocks, Places: w.places, References: w.references}
	for _, b := range a.Blocks {
		if b.Kind == Heading && b.Level == 1 {
			a.Title = b.Text
			break
		}
	}
	return a, nil
}

// A markdownWalker turns goldmark's tree into blocks.
type markdownWalker struct {
	source     []byte
	starts     []int // where each line starts
	first      int   // the number of the first line
	attributes map[int]attributes
	hidden     hiddenHTML
	anchors    Anchors
	places     []string // all anchors of the page
	references []Reference
	refs       []string // links of the block that is being read
	blocks     []Block
	depth      int // of the list item that is being read
}

func (w *markdownWalker) lineStarts() {
	w.starts = []int{0}
	for i, c := range w.source {
		if c == '\n' {
			w.starts = append(w.starts, i+1)
		}
	}
}

// lineOf returns the index of the line that a block of the tree starts in.
func (w *markdownWalker) lineOf(n ast.Node) int {
	at := -1
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if n.Type() == ast.TypeBlock && n.Lines() != nil && n.Lines().Len() > 0 {
			at = n.Lines().At(0).Start
			return ast.WalkStop, nil
		}
		return ast.WalkContinue, nil
	})
	return w.lineAt(at)
}

// lineAt returns the index of the line that a byte of the source stands in, 0 for none.
func (w *markdownWalker) lineAt(offset int) int { return max(0, sort.SearchInts(w.starts, offset+1)-1) }

func (w *markdownWalker) children(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.block(c)
	}
}

func (w *markdownWalker) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Heading:
		w.heading(n)
	case *ast.Paragraph, *ast.TextBlock:
		if formula.Match(n.Lines().Value(w.source)) {
			return
		}
		w.paragraph(n)
	case *ast.ListItem:
		w.item(n)
	case *ast.FencedCodeBlock:
		if text := w.code(n); !w.hidden.inside() && !drawing(string(n.Language(w.source))) && !included.MatchString(text) {
			w.add(Block{Kind: Code, Text: text}, n)
		}
	case *ast.CodeBlock:
		if !w.hidden.inside() {
			w.add(Block{Kind: Code, Text: w.code(n)}, n)
		}
	case *ast.HTMLBlock:
		w.html(n)
	case *east.Table:
		w.table(n)
	default:
		w.children(n)
	}
}

// maxLinks is how many links to other files are kept of one block.
const maxLinks = 8

// alertMark matches what makes a quote a note on GitHub.
var alertMark = regexp.MustCompile(`^\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\] ?`)

// included matches code that another file is put in the place of.
var included = regexp.MustCompile(`^\s*\{%-?\s*include\w*\s[^\n]*%\}\s*$`)

// formula matches a paragraph that is a formula, which is shown as a picture.
var formula = regexp.MustCompile(`(?s)^\s*\$\$.*\$\$\s*$`)

// drawing reports whether code in a language is shown as a picture.
func drawing(language string) bool {
	switch strings.ToLower(strings.Trim(language, "{}")) {
	case "mermaid", "plantuml", "puml", "dot", "graphviz", "d2", "math", "vega", "vega-lite", "geojson", "topojson", "stl":
		return true
	}
	return false
}

// jumps counts the links to other places on the page in a paragraph that holds nothing else but marks between
// them, and is 0 for any other.
func (w *markdownWalker) jumps(n ast.Node) int {
	links := 0
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Link:
			if !bytes.HasPrefix(c.Destination, []byte("#")) {
				return 0
			}
			links++
		case *ast.Text:
			if bytes.ContainsFunc(c.Segment.Value(w.source), unicode.IsLetter) {
				return 0
			}
		default:
			return 0
		}
	}
	return links
}

func (w *markdownWalker) add(b Block, n ast.Node) { w.addAt(b, w.lineOf(n)) }

// addAt adds a block that starts in a line, counted from 0.
func (w *markdownWalker) addAt(b Block, line int) {
	b.Refs, w.refs = w.refs, nil
	if b.Text == "" {
		return
	}
	b.Line = line + w.first
	w.blocks = append(w.blocks, b)
}

func (w *markdownWalker) heading(n *ast.Heading) {
	var text bytes.Buffer
	w.inline(&text, n)
	b := Block{Kind: Heading, Level: n.Level, Text: plain.OneLine(text.String())}
	if n.Lines().Len() > 0 {
		at := w.attributes[w.lineOf(n)]
		b.Anchor, b.Link, b.SectionKind = at.id, at.link, at.kind
		text.WriteString(at.raw)
	}
	b.Hosted = w.anchors.Unique(GitHubSlug(strings.TrimSpace(text.String())))
	w.places = append(w.places, b.Hosted, b.Anchor)
	w.add(b, n)
}

// item adds a list item: its own text as one block, and then what else stands in it.
func (w *markdownWalker) item(n *ast.ListItem) {
	var own []string
	var rest []ast.Node
	links := 0
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c.(type) {
		case *ast.Paragraph, *ast.TextBlock:
			own = append(own, w.plain(c))
			links = w.jumps(c)
		default:
			rest = append(rest, c)
		}
	}
	if len(own) > 1 {
		links = 0
	}
	w.depth++
	w.add(Block{Kind: Item, Text: plain.OneLine(strings.Join(own, " ")), Depth: w.depth, Jumps: links}, n)
	for _, c := range rest {
		w.block(c)
	}
	w.depth--
}

// table adds each row with the names of its columns.
func (w *markdownWalker) table(n *east.Table) {
	var names []string
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		var cells []string
		for cell := c.FirstChild(); cell != nil; cell = cell.NextSibling() {
			cells = append(cells, w.plain(cell))
		}
		if c.Kind() == east.KindTableHeader {
			names = cells
			continue
		}
		w.add(rowOf(names, cells), c)
	}
}

// plain returns the text of a node's inline children as a reader of the page sees it: no mark-up, no images,
// nothing that is struck through or hidden.
func (w *markdownWalker) plain(n ast.Node) string {
	var b bytes.Buffer
	w.inline(&b, n)
	return plain.OneLine(b.String())
}

func (w *markdownWalker) inline(b *bytes.Buffer, n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.node(b, c)
	}
}

func (w *markdownWalker) node(b *bytes.Buffer, n ast.Node) {
	switch n := n.(type) {
	case *ast.RawHTML:
		w.hidden.markup(string(n.Segments.Value(w.source)))
		w.anchored(string(n.Segments.Value(w.source)))
		if bytes.HasPrefix(bytes.ToLower(n.Segments.Value(w.source)), []byte("<br")) {
			b.WriteByte(' ')
		}
	case *ast.Image:
		w.refer(n.Destination, n)
	case *east.Strikethrough, *east.TaskCheckBox:
	case *ast.Link:
		if len(w.refs) < maxLinks && !bytes.Contains(n.Destination, []byte("://")) {
			w.refs = append(w.refs, string(n.Destination))
		}
		w.refer(n.Destination, n)
		w.inline(b, n)
	case *ast.AutoLink:
		w.write(b, n.Label(w.source))
	case *ast.String:
		w.write(b, n.Value)
	case *ast.Text:
		w.text(b, n)
	default:
		w.inline(b, n)
	}
}

func (w *markdownWalker) text(b *bytes.Buffer, t *ast.Text) {
	value := t.Segment.Value(w.source)
	if !t.IsRaw() && t.Parent().Kind() != ast.KindCodeSpan {
		value = util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(value)))
	}
	w.write(b, value)
	if t.SoftLineBreak() || t.HardLineBreak() {
		b.WriteByte(' ')
	}
}

func (w *markdownWalker) write(b *bytes.Buffer, value []byte) {
	if !w.hidden.inside() {
		b.Write(value)
	}
}

func (w *markdownWalker) code(n ast.Node) string {
	var b strings.Builder
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		b.Write(line.Value(w.source))
	}
	return strings.Trim(plain.Lines(b.String()), "\n") // what stands in a field of JSON may hide text by escapes
}

// html reads a block of HTML as a page's: tables, centred titles and such stand in many files.
func (w *markdownWalker) html(n *ast.HTMLBlock) {
	raw := w.rawBlock(n)
	if page, err := html.Parse(strings.NewReader(raw)); err == nil && !w.hidden.inside() {
		prune(page, &styleSheet{})
		h := &htmlWalker{lines: newLineFinder(raw, w.lineOf(n)+w.first)}
		h.top(page)
		for _, b := range h.blocks {
			if b.Kind == Heading {
				b.Hosted = w.anchors.Unique(GitHubSlug(b.Text))
				w.places = append(w.places, b.Hosted)
			}
			w.blocks = append(w.blocks, b)
		}
	}
	w.hidden.markup(raw)
	w.anchored(raw)
}

func (w *markdownWalker) rawBlock(n *ast.HTMLBlock) string {
	raw := string(n.Lines().Value(w.source))
	if n.HasClosure() {
		raw += string(n.ClosureLine.Value(w.source))
	}
	return raw
}
