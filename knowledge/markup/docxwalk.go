package markup

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stackpick/stackpick/knowledge/plain"
)

// A docxWalker turns the elements of a document's text into blocks. Names are those of WordprocessingML: p is a
// paragraph, r a run of characters that look alike, t its text, tbl a table of tr of tc.
type docxWalker struct {
	styles map[string]docxStyle
	title  string // in the style of a title
	large  string // set as a title without such a style
	blocks []Block
	code   []string // the lines of code since the last block

	taken, made, paragraphs int // bytes of text read, bytes of text in blocks, and paragraphs, for tooLarge

	skip   int      // how many elements that are left out are open around
	inside []string // the names of the open elements
	text   strings.Builder
	run    strings.Builder

	style     string
	level     int
	size      int // of the largest run of the paragraph, in half points; 0 for that of its style
	item      bool
	veiled    bool // the paragraph's style is not shown
	veiledRun bool // the run's style is not shown
	unveiled  bool // the run is shown whatever its styles say
	hidden    bool // the run is not shown
	shaded    bool // the paragraph or cell has a background, on which white is seen
	tables    int  // open around
	header    bool // the row is a header
	firstHead bool // the table marks its first row as a header
	names     []string
	cells     []string
	rows      int
}

func (w *docxWalker) read(data []byte) error {
	defer w.endCode()
	return xmlTokens(data, func(token xml.Token) error {
		switch t := token.(type) {
		case xml.StartElement:
			w.start(t)
		case xml.EndElement:
			w.end(t.Name.Local)
		case xml.CharData:
			if w.skip == 0 && len(w.inside) > 0 && w.inside[len(w.inside)-1] == "t" {
				w.write(string(t))
			}
		}
		return w.tooLarge()
	})
}

// write adds to the text of the run.
func (w *docxWalker) write(text string) {
	w.run.WriteString(text)
	w.taken += len(text)
}

// tooLarge refuses more text than a text file may hold, be it read or made of it: a table's rows repeat its header.
func (w *docxWalker) tooLarge() error {
	switch {
	case max(w.taken, w.made) > MaxFile:
		return fmt.Errorf("holds more than %d MiB of text: split it", MaxFile>>20)
	case w.paragraphs > maxLines:
		return fmt.Errorf("has more than %d paragraphs and lines: split it", maxLines)
	}
	return nil
}

// add adds a block.
func (w *docxWalker) add(b Block) {
	w.endCode()
	w.blocks = append(w.blocks, b)
	w.made += len(b.Text)
}

// leftOut reports whether an element holds nothing that a reader of the document sees as its text: what is deleted,
// codes of fields, pictures, and, of what is written twice for older programs, the second writing.
func leftOut(name string) bool {
	switch name {
	case "del", "moveFrom", "instrText", "Fallback", "object", "drawing", "pict", "annotation", "pPrChange", "rPrChange", "sectPr":
		return true
	}
	return false
}

func (w *docxWalker) start(t xml.StartElement) {
	name := t.Name.Local
	w.inside = append(w.inside, name)
	if leftOut(name) {
		w.skip++
	}
	if w.skip > 0 {
		return
	}
	switch name {
	case "p":
		w.style, w.level, w.item, w.veiled, w.size = "", 0, false, false, 0
		if w.tables == 0 {
			w.shaded = false
			w.text.Reset()
		}
	case "r":
		w.run.Reset()
		w.hidden, w.veiledRun, w.unveiled = false, false, false
	case "tab":
		w.write(" ")
	case "br", "cr":
		w.write("\n")
		w.paragraphs++ // see lines
	case "noBreakHyphen":
		w.write("-")
	case "tbl":
		w.startTable()
	case "tr":
		w.cells, w.header = nil, false
	case "tc":
		if w.tables == 1 {
			w.text.Reset()
		}
	default:
		w.property(name, attr(t, "val"), t)
	}
}

// property takes in an element that says how a paragraph, a run, a row or a table looks.
func (w *docxWalker) property(name, val string, t xml.StartElement) {
	off := isOff(val)
	switch name {
	case "pStyle":
		w.style, w.veiled = val, styleHides(w.styles, val)
	case "rStyle":
		w.veiledRun = styleHides(w.styles, val)
	case "outlineLvl":
		w.level = outlineLevel(val)
	case "numId":
		w.item = val != "0"
	case "shd":
		w.shaded = w.shaded || attr(t, "fill") != "" && attr(t, "fill") != "auto" && attr(t, "fill") != "FFFFFF"
	case "vanish":
		w.hidden, w.unveiled = w.hidden || !off, off
	case "webHidden":
		w.hidden = w.hidden || !off
	case "color":
		w.hidden = w.hidden || strings.EqualFold(val, "FFFFFF") && !w.shaded && w.tables == 0
	case "sz":
		w.hidden = w.hidden || len(val) == 1 && val <= "4" // half points
		if n, err := strconv.Atoi(val); err == nil {
			w.size = max(w.size, n)
		}
	case "tblHeader":
		w.header = !off
	case "tblLook":
		w.firstHead = w.tables == 1 && (attr(t, "firstRow") == "1" || attr(t, "firstRow") == "" && strings.ContainsAny(lastButOne(val), "2367ABEFabef"))
	}
}

func attr(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (w *docxWalker) end(name string) {
	w.inside = w.inside[:len(w.inside)-1]
	if leftOut(name) {
		w.skip--
		return
	}
	if w.skip > 0 {
		return
	}
	switch name {
	case "r":
		if !w.hidden && (w.unveiled || !w.veiled && !w.veiledRun) {
			w.text.WriteString(w.run.String())
		}
		w.run.Reset()
	case "p":
		w.paragraph()
	case "tc":
		if w.tables == 1 {
			w.cells = append(w.cells, plain.OneLine(w.text.String()))
		}
	case "tr":
		if w.tables == 1 {
			w.row()
		}
	case "tbl":
		if w.tables--; w.tables == 0 {
			w.text.Reset()
			if w.rows == 1 && w.names != nil { // what was taken for a header is all there is
				w.addRow(nil, w.names)
			}
		}
	}
}

// paragraph ends a paragraph. In a table it is a part of its cell.
func (w *docxWalker) paragraph() {
	w.paragraphs++
	if w.tables > 0 {
		w.text.WriteByte(' ')
		return
	}
	text := plain.OneLine(w.text.String())
	raw := w.text.String()
	w.text.Reset()
	style := w.styles[w.style]
	level := w.level
	if level == 0 {
		level = headingLevel(w.styles, w.style)
	}
	b := Block{Kind: Paragraph, Text: text}
	switch {
	case text == "":
		return
	case strings.HasPrefix(style.name, "toc ") || strings.HasPrefix(style.name, "toc heading"):
		return // an entry of the table of contents
	case style.name == "title":
		w.title = cmp.Or(w.title, text)
		b.Kind, b.Level = Heading, 1
	case level == 0 && len(w.blocks) == 0 && w.size >= titleSize && plain.WordCount(text) <= mostTitle && !w.item:
		w.large = cmp.Or(w.large, text)
		b.Kind, b.Level = Heading, 1
	case level > 0:
		b.Kind, b.Level = Heading, level
	case w.item || strings.HasPrefix(style.name, "list "):
		b.Kind = Item
	case codeStyle.MatchString(style.name):
		w.code = append(w.code, strings.TrimRight(plain.Lines(raw), " "))
		return
	}
	if b.Kind == Heading {
		w.add(b)
		return
	}
	w.lines(b.Kind, raw)
}

// A paragraph before all others that is set this large is the title of a document whose writer uses no styles.
const (
	titleSize = 36 // half points; text has 22 or 24, and most headings less than 36
	mostTitle = 15 // words
)

// lines adds a paragraph that its writer broke into lines. A line that begins in lower case goes on with the one
// before; others are blocks of their own, unless they are words below a line that leads to them: "Database:".
func (w *docxWalker) lines(kind Kind, raw string) {
	var runs [][]string // lines that go on with each other
	for line := range strings.SplitSeq(raw, "\n") {
		line = plain.OneLine(line)
		first, _ := utf8.DecodeRuneInString(line)
		switch n := len(runs); {
		case line == "":
		case n > 0 && unicode.IsLower(first):
			runs[n-1] = append(runs[n-1], line)
		default:
			runs = append(runs, []string{line})
		}
	}
	lines := make([]string, len(runs))
	for i, run := range runs {
		lines[i] = strings.Join(run, " ")
	}
	const few = 12 // words
	if len(lines) > 0 && strings.HasSuffix(lines[0], ":") && !slices.ContainsFunc(lines[1:], func(l string) bool { return plain.EndsSentence(l) || plain.WordCount(l) > few }) {
		lines = []string{plain.OneLine(lines[0] + " " + strings.Join(lines[1:], "; "))}
	}
	for _, line := range lines {
		w.add(Block{Kind: kind, Text: line})
	}
}

var codeStyle = regexp.MustCompile(`\b(?:code|source|preformatted|listing)\b`)

// endCode makes a block of the lines of code that stand together.
func (w *docxWalker) endCode() {
	if len(w.code) > 0 {
		w.blocks = append(w.blocks, Block{Kind: Code, Text: strings.Join(w.code, "\n")})
		w.code = nil
	}
}
