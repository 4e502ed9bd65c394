package markup

import (
	"cmp"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stackpick/stackpick/knowledge/plain"
)

// A textBlock is a block of plain text with what its form says of whether it is a heading.
type textBlock struct {
	Block
	single bool   // it stands on one line, between blank lines or other blocks
	sure   bool   // its form makes it a heading: underlined, numbered in parts, in capitals, in the contents
	number string // of a numbered item or heading: "3", "2.1"
	indent int
	gap    bool // a blank line stands before it
	spaced bool // it is laid out with wide spaces, as the head of a memo or a table's row is
}

var (
	bulletLine    = regexp.MustCompile(`^(\s*)(?:[-*•‣▪◦·–—]|(\d{1,3})[.)])\s+(\S.*)$`)
	numberedLine  = regexp.MustCompile(`^\s*(\d{1,2}(?:\.\d{1,2}){1,4})\.?\s+(\S.*)$`)
	hashLine      = regexp.MustCompile(`^(#{1,6})\s+(.*?)\s*#*$`)
	underline     = regexp.MustCompile(`^(={3,}|-{3,})\s*$`)
	ruleLine      = regexp.MustCompile(`^\s*(?:(?:[-*_=~#+]\s*){3,})$`)
	pageLine      = regexp.MustCompile(`(?i)\[page \d+\]\s*$|^\s*page \d+(?: of \d+)?\s*$`)
	quoteMark     = regexp.MustCompile(`^(?:> ?)+`)
	mailLine      = regexp.MustCompile(`^(From|To|Cc|Date|Subject|Sent|Reply-To|Message-ID): *(.*)$`)
	wideSpaces    = regexp.MustCompile(`\S {4,}\S`)
	signatureLine = regexp.MustCompile(`^-- ?$`)
)

// readText reads plain text, in which only blank lines, line lengths and the form of lines tell what is what.
func readText(text string, line int) Article {
	a := Article{Plain: true}
	lines := strings.Split(text, "\n")
	head := a.mailHead(lines)
	lines, line = lines[head:], line+head
	page := &textPage{blocks: textBlocks(lines, line)}
	a.Title = cmp.Or(a.Title, page.headings())
	a.Author = cmp.Or(a.Author, page.author)
	a.Date = cmp.Or(a.Date, page.date, yearOf(a.Title))
	for _, b := range page.blocks {
		a.Blocks = append(a.Blocks, b.Block)
	}
	return a
}

// mailHead reads the header lines of a saved message, and returns how many there are.
func (a *Article) mailHead(lines []string) int {
	var subject, from, date string
	n := 0
	for n < len(lines) {
		m := mailLine.FindStringSubmatch(lines[n])
		if m == nil {
			break
		}
		switch m[1] {
		case "Subject":
			subject = plain.OneLine(m[2])
		case "From":
			from, _, _ = strings.Cut(plain.OneLine(m[2]), " <")
		case "Date", "Sent":
			date = plain.OneLine(m[2])
		}
		n++
	}
	if n < 2 || subject == "" {
		return 0
	}
	a.Title, a.Author, a.Date = subject, strings.Trim(from, `"`), date
	return n
}

// farEnough is how many lines of a paragraph tell how wide it is.
const farEnough = 200

// textBlocks parts lines into blocks. line is the number of the first of them.
func textBlocks(lines []string, line int) []textBlock {
	var r textRun
	width := -1 // of the widest line in the run without a blank one; -1 where that is to be found
	for i := 0; i < len(lines); i++ {
		raw := strings.TrimRight(quoteMark.ReplaceAllString(lines[i], ""), " ")
		trimmed := strings.TrimSpace(raw)
		if signatureLine.MatchString(lines[i]) && i > 0 {
			break // what follows in a message is who wrote it
		}
		if width < 0 {
			width = widthOf(lines[i:min(len(lines), i+farEnough)])
		}
		under := ""
		if i+1 < len(lines) {
			under = underline.FindString(lines[i+1])
		}
		switch {
		case trimmed == "" || pageLine.MatchString(raw) || ruleLine.MatchString(raw):
			r.close()
			r.gap, width = true, -1
		case under != "" && !r.open && plain.WordCount(trimmed) <= 20:
			r.add(textBlock{Block: Block{Kind: Heading, Level: levelOf(under), Text: plain.OneLine(trimmed), Line: line + i}, single: true, sure: true})
			i++
		default:
			r.width = width
			r.line(raw, trimmed, line+i)
		}
	}
	r.close()
	return r.blocks
}

// levelOf returns the level of a heading underlined so.
func levelOf(under string) int {
	if under[0] == '=' {
		return 1
	}
	return 2
}

// A textRun collects lines that belong together.
type textRun struct {
	blocks []textBlock
	more   []string // lines with which the last block goes on
	open   bool     // the last block may go on
	gap    bool     // a blank line was the last
	last   string   // the last line
	width  int      // of the widest line around, in characters
}

// close ends the last block.
func (r *textRun) close() {
	if len(r.more) > 0 {
		b := &r.blocks[len(r.blocks)-1]
		b.Text += " " + strings.Join(r.more, " ")
	}
	r.open, r.more = false, r.more[:0]
}

func (r *textRun) add(b textBlock) {
	r.close()
	b.gap = r.gap
	r.gap = false
	r.blocks = append(r.blocks, b)
}

// line takes one line that is not blank.
func (r *textRun) line(raw, trimmed string, line int) {
	indent := len(raw) - len(strings.TrimLeft(raw, " "))
	defer func() { r.last = trimmed }()
	if b, ok := markedLine(raw, trimmed, line); ok {
		b.indent = indent
		r.add(b)
		r.open = b.Kind == Item
		return
	}
	if r.open && r.continues(trimmed, indent) {
		r.more = append(r.more, plain.OneLine(trimmed))
		r.blocks[len(r.blocks)-1].single = false
		return
	}
	r.add(textBlock{Block: Block{Kind: Paragraph, Text: plain.OneLine(trimmed), Line: line}, single: true, indent: indent, spaced: wideSpaces.MatchString(trimmed)})
	r.open = true
}

// continues reports whether a line goes on with the block before it: it starts inside a sentence, it is
// indented under an item, the last line was a whole sentence of some length, or the last line was wrapped.
func (r *textRun) continues(trimmed string, indent int) bool {
	const started, full, slack, widest = 35, 50, 12, 110 // characters; text is wrapped at 60 to 100
	b := &r.blocks[len(r.blocks)-1]
	if r.width > widest {
		return b.Kind == Item && indent > b.indent // not wrapped at all: each line is a paragraph
	}
	last := utf8.RuneCountInString(r.last)
	if first, _ := utf8.DecodeRuneInString(trimmed); unicode.IsLower(first) && last >= started {
		return true
	}
	if b.Kind == Item {
		return indent > b.indent
	}
	if b.spaced || wideSpaces.MatchString(trimmed) {
		return false
	}
	word, _, _ := strings.Cut(trimmed, " ")
	return last >= full && (plain.EndsSentence(r.last) || last+1+utf8.RuneCountInString(word)+slack > r.width)
}

// widthOf returns the length of the longest of the lines up to the next blank one, in characters. Lines with
// a URL do not count: nothing wraps those.
func widthOf(lines []string) int {
	width := 0
	for _, l := range lines {
		l = strings.TrimSpace(l)
		if l == "" {
			break
		}
		if !strings.Contains(l, "://") {
			width = max(width, utf8.RuneCountInString(l))
		}
	}
	return width
}

// markedLine reads a line that its first characters make a heading or an item.
func markedLine(raw, trimmed string, line int) (textBlock, bool) {
	if m := hashLine.FindStringSubmatch(trimmed); m != nil && m[2] != "" {
		return textBlock{Block: Block{Kind: Heading, Level: len(m[1]), Text: plain.OneLine(m[2]), Line: line}, single: true, sure: true}, true
	}
	if m := numberedLine.FindStringSubmatch(raw); m != nil && titleForm(m[2]) && plain.WordCount(m[2]) <= 12 {
		level := min(strings.Count(m[1], ".")+2, 6)
		return textBlock{Block: Block{Kind: Heading, Level: level, Text: plain.OneLine(trimmed), Line: line}, single: true, sure: true, number: m[1]}, true
	}
	if m := bulletLine.FindStringSubmatch(raw); m != nil {
		b := textBlock{Block: Block{Kind: Item, Text: plain.OneLine(m[3]), Line: line}, single: true, number: m[2]}
		return b, true
	}
	if inCapitals(trimmed) {
		return textBlock{Block: Block{Kind: Heading, Level: 2, Text: plain.OneLine(trimmed), Line: line}, single: true, sure: true}, true
	}
	return textBlock{}, false
}

// inCapitals reports whether a line is a heading set in capitals.
func inCapitals(line string) bool {
	letters := 0
	for _, r := range line {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return letters >= 5 && plain.WordCount(line) <= 10 && titleForm(line)
}

// titleForm reports whether text is written as a heading may be: it opens with a capital or a digit (or a
// quotation mark), and no mark closes it but a question mark.
func titleForm(text string) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, `"'“‘«([`))
	last, _ := utf8.DecodeLastRuneInString(text)
	if strings.HasSuffix(text, "etc.") || last == utf8.RuneError {
		return false
	}
	return (unicode.IsUpper(first) || unicode.IsDigit(first)) && !strings.ContainsRune(".,;:!…", last) &&
		utf8.RuneCountInString(text) <= 100
}

// nextNumber reports whether b's number follows a's.
func nextNumber(a, b string) bool {
	x, err1 := strconv.Atoi(a)
	y, err2 := strconv.Atoi(b)
	return err1 == nil && err2 == nil && y == x+1
}
