package markup

import (
	"cmp"
	"errors"
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stackpick/stackpick/knowledge/pdf"
	"github.com/stackpick/stackpick/knowledge/plain"
)

// readPDF makes an article of a PDF's lines. What is larger than most text is a heading; where nothing is, each
// page is a section. Sections open at their page.
func readPDF(file *pdf.File, english func(word string) bool) (Article, error) {
	p := &pdfPage{english: english, words: map[string]bool{}, numbers: map[string]int{}}
	lines := dropRunning(inReadingOrder(file.Lines), file.Pages)
	for i, l := range lines {
		lines[i].Text = tidyGlyphs(strings.Join(strings.Fields(l.Text), " "))
	}
	lines = dropContents(lines)
	for i := range lines {
		for _, w := range strings.Fields(lines[i].Text) {
			p.words[trimmedWord(w)] = true
		}
	}
	p.measure(lines)
	for _, l := range setLines(lines) {
		p.line(l)
	}
	p.endNotes()
	p.dropCaptions()
	a := Article{Title: pdfTitle(file.Title, p.blocks), Author: p.author(file.Author), Date: pdfDate(file.Created, lines), Blocks: p.blocks, Page: true}
	if len(a.Blocks) == 0 {
		return a, errors.New("has no text but page numbers and running titles")
	}
	if !slices.ContainsFunc(a.Blocks, func(b Block) bool { return b.Kind == Heading }) {
		a.Blocks = byPages(a.Blocks, p.pages)
	}
	for i, b := range a.Blocks {
		if b.Kind == Code {
			a.Blocks[i].Text = plain.Lines(b.Text)
			continue
		}
		a.Blocks[i].Text = plain.OneLine(b.Text)
	}
	return a, nil
}

// A pdfPage joins lines into blocks.
type pdfPage struct {
	words   map[string]bool        // of the file, in lower case
	english func(word string) bool // whether a word in lower case is an everyday English one
	body    float64                // the font size of most text
	typed   bool                   // all text is in a font of one width, as from a typewriter
	levels  []float64              // the sizes of headings, largest first
	leap    float64                // the distance of lines above which a paragraph ends, in font sizes
	numbers map[string]int         // of the headings so far, "4.1", with their levels

	blocks []Block
	pages  []int // of each block
	last   setLine
	left   float64 // where the first line of the code begins
	notes  []Block // footnotes that wait for the end of the paragraph that they stand below
	noteAt setLine // the last line of one
	inNote bool    // the last line was of a footnote
}

// measure finds out which sizes the file's fonts have, and how far apart its lines are.
func (p *pdfPage) measure(lines []pdf.Line) {
	chars := map[float64]int{}
	all, typed := 0, 0
	for _, l := range lines {
		chars[round(l.Size)] += len(l.Text)
		all += len(l.Text)
		if l.Fixed {
			typed += len(l.Text)
		}
	}
	p.typed = typed*2 > all
	for _, size := range slices.Sorted(maps.Keys(chars)) {
		if chars[size] > chars[p.body] {
			p.body = size
		}
	}
	sizes := map[float64]bool{}
	for _, l := range lines {
		if p.headingForm(setLine{Line: l}) {
			sizes[round(l.Size)] = true
		}
	}
	p.levels = slices.SortedFunc(maps.Keys(sizes), func(a, b float64) int { return cmp.Compare(b, a) })
	var gaps []float64
	for i := 1; i < len(lines); i++ {
		a, b := lines[i-1], lines[i]
		if a.Page == b.Page && round(b.Size) == p.body && a.Y > b.Y && b.Size > 0 {
			gaps = append(gaps, (a.Y-b.Y)/b.Size)
		}
	}
	p.leap = math.Inf(1)
	if slices.Sort(gaps); len(gaps) > 0 {
		const more = 1.25 // of the distance that most lines have
		p.leap = more * gaps[len(gaps)/2]
	}
}

func round(size float64) float64 { return math.Round(size*2) / 2 }

// captionLine matches what stands at a figure or a table.
var captionLine = regexp.MustCompile(`(?i)^\W*(?:figure|fig\.|table|listing|algorithm) \d+`)

// dropCaptions drops the captions that say no more than what a picture or a table shows.
func (p *pdfPage) dropCaptions() {
	const most = 12 // words
	kept := 0
	for i, b := range p.blocks {
		if b.Kind == Paragraph && captionLine.MatchString(b.Text) && plain.WordCount(b.Text) <= most && !plain.EndsSentence(b.Text) {
			continue
		}
		p.blocks[kept], p.pages[kept] = b, p.pages[i]
		kept++
	}
	p.blocks, p.pages = p.blocks[:kept], p.pages[:kept]
}

// headingForm reports whether a line is set as a heading: in a larger font, with letters, and not too long. A title
// may end with a comma where it goes on in the next line.
func (p *pdfPage) headingForm(l setLine) bool {
	const larger, most = 1.09, 25 // times the body's size; words
	if l.Size < larger*p.body || plain.WordCount(l.Text) > most || p.isCode(l) {
		return false
	}
	goesOn := l.more && !plain.EndsSentence(l.Text)
	if endsWithStop(l.Text) && !goesOn {
		return false
	}
	return headingStart.MatchString(l.Text) && !captionLine.MatchString(l.Text) && !strings.Contains(l.Text, "@")
}

// headingStart matches what a heading may begin with, and a letter in it.
var headingStart = regexp.MustCompile(`^[\p{L}\p{N}"'“‘«¿§#$].*\p{L}|^\p{L}`)

// isCode reports whether a line is code, which is set in a font of one width.
func (p *pdfPage) isCode(l setLine) bool { return l.Fixed && !p.typed }

// endsWithStop reports whether text closes with a mark that headings do not have.
func endsWithStop(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune(".,;:", last) && plain.WordCount(text) > 3
}

var (
	dotLeader  = regexp.MustCompile(`(?:\. ?){4,}\s*\S{1,6}$`)
	pdfBullet  = regexp.MustCompile(`^(?:[•‣▪■◦●○·–—*-]|o(?: ))\s*(\S.*)$`)
	bareBullet = regexp.MustCompile(`^[•‣▪■◦●○·]$`)
	pdfNumber  = regexp.MustCompile(`^\(?(?:\d{1,2}|[a-z])[.)]\s+(\S.*)$`)
	// numberedHeading matches "4.1.2 Known issues"; there are such headings in the size of the text.
	numberedHeading = regexp.MustCompile(`^((?:\d{1,2}\.)*\d{1,2})\.? +\p{Lu}`)
)

// line takes one line.
func (p *pdfPage) line(l setLine) {
	text := p.rejoin(l.Text)
	if p.note(l, text) {
		return
	}
	defer func() { p.last = l }()
	switch {
	case dotLeader.MatchString(text): // of a table of contents
	case bareBullet.MatchString(text): // some programs write all bullets of a page at its end
	case p.isCode(l):
		p.code(l)
	case p.headingForm(l):
		p.heading(l, text)
	case pdfBullet.MatchString(text):
		p.add(Block{Kind: Item, Text: pdfBullet.FindStringSubmatch(text)[1]}, l)
	case p.subheading(l, text):
	case p.goesOn(l, text):
		p.join(text)
	case pdfNumber.MatchString(text):
		p.add(Block{Kind: Item, Text: pdfNumber.FindStringSubmatch(text)[1]}, l)
	default:
		p.add(Block{Kind: Paragraph, Text: text}, l)
	}
}

func (p *pdfPage) add(b Block, l setLine) {
	p.endNotes()
	p.blocks, p.pages = append(p.blocks, b), append(p.pages, l.Page)
}

// rightBelow reports whether a line stands right below the last one, in a font of the same size.
func (p *pdfPage) rightBelow(l setLine) bool {
	const apart = 1.6 // font sizes between the lines of one heading, at most
	down := p.last.Y - l.Y
	return p.last.Page == l.Page && round(p.last.Size) == round(l.Size) && down > 0 && down < apart*l.Size
}

// heading starts a section, or goes on with a heading that takes two lines.
func (p *pdfPage) heading(l setLine, text string) {
	level := min(slices.Index(p.levels, round(l.Size))+1, 6)
	n := len(p.blocks)
	open := n > 0 && p.blocks[n-1].Kind == Heading && !p.full()
	if open && p.rightBelow(l) && !numberedHeading.MatchString(text) {
		p.join(text)
		return
	}
	if m := numberedHeading.FindStringSubmatch(text); m != nil {
		p.numbers[m[1]] = level
	}
	p.add(Block{Kind: Heading, Level: level, Text: text, Link: pageLink(l.Page)}, l)
}

// PagePlace is how links to a page of a PDF begin, for the programs that show PDFs.
const PagePlace = "#page="

func pageLink(page int) string { return PagePlace + strconv.Itoa(page) }

// subheading starts a section at a line in the size of the text that is numbered as a part of a section before:
// "4.1.1 Known issues" in "4.1 Networking".
func (p *pdfPage) subheading(l setLine, text string) bool {
	const most = 10 // words
	m := numberedHeading.FindStringSubmatch(text)
	apart := p.last.Page != l.Page || p.last.Y-l.Y > p.leap*l.Size || plain.EndsSentence(p.last.Text) || !p.last.filled(text)
	if m == nil || plain.WordCount(text) > most || endsWithStop(text) || !apart {
		return false
	}
	dot := strings.LastIndexByte(m[1], '.')
	if dot < 0 {
		return false
	}
	level, ok := p.numbers[m[1][:dot]]
	if !ok {
		return false
	}
	p.numbers[m[1]] = min(level+1, 6)
	p.add(Block{Kind: Heading, Level: min(level+1, 6), Text: text, Link: pageLink(l.Page)}, l)
	return true
}

// code takes a line of code, with the spaces that it begins with.
func (p *pdfPage) code(l setLine) {
	n := len(p.blocks)
	if n > 0 && p.blocks[n-1].Kind == Code && p.isCode(p.last) && !p.full() {
		const widest = 60 // spaces
		indent := int(math.Round((l.X - p.left) / p.last.wide()))
		p.blocks[n-1].Text += "\n" + strings.Repeat(" ", min(max(indent, 0), widest)) + strings.ReplaceAll(l.Text, "\u00ad", "-")
		return
	}
	p.add(Block{Kind: Code, Text: l.Text}, l)
	p.left = l.X
}

// maxJoined is the size in bytes from which a block takes no more lines: one of a book's has about 1,000, and one that
// never ends would be copied for each of its lines.
const maxJoined = 20_000

// full reports whether the last block takes no more lines.
func (p *pdfPage) full() bool { return len(p.blocks[len(p.blocks)-1].Text) >= maxJoined }

// join adds a line to the last block. A word can only be parted where they meet.
func (p *pdfPage) join(text string) {
	b := &p.blocks[len(p.blocks)-1]
	b.Text = p.seam(b.Text, text)
}

// goesOn reports whether a line continues the block before it: its first word had no room in the line before, or it
// begins in lower case, and no gap lies between them; or, over the end of a column or page or over a note, the
// sentence is not at its end.
func (p *pdfPage) goesOn(l setLine, text string) bool {
	n := len(p.blocks)
	if n == 0 || p.blocks[n-1].Kind == Heading || p.blocks[n-1].Kind == Code || p.full() {
		return false
	}
	ended := plain.EndsSentence(p.last.Text)
	first, _ := utf8.DecodeRuneInString(text)
	if p.last.Page != l.Page || p.last.Y < l.Y || len(p.notes) > 0 {
		return !ended && (unicode.IsLower(first) || p.blocks[n-1].Kind == Paragraph && p.last.filled(text) && round(p.last.Size) == round(l.Size))
	}
	const indent = 0.7 // font sizes, of the first line of a paragraph
	switch {
	case p.last.Y-l.Y > p.leap*l.Size:
		return false
	case ended && p.blocks[n-1].Kind == Paragraph && l.X > p.last.X+indent*l.Size:
		return false
	}
	return unicode.IsLower(first) || p.last.filled(text)
}

// note takes a line of a footnote, or of a table or picture that stands in the middle of a sentence, and holds it
// back: the paragraph goes on after it, or on the next page.
func (p *pdfPage) note(l setLine, text string) bool {
	const smaller = 0.95 // than the text
	n := len(p.blocks)
	if n == 0 || l.Size > smaller*p.body || p.blocks[n-1].Kind == Heading {
		p.inNote = false
		return false
	}
	below := p.inNote && l.Page == p.noteAt.Page && l.Y < p.noteAt.Y && round(l.Size) == round(p.noteAt.Size)
	switch first, _ := utf8.DecodeRuneInString(text); {
	case below && !l.Note && (unicode.IsLower(first) || p.noteAt.filled(text)) && len(p.notes[len(p.notes)-1].Text) < maxJoined:
		note := &p.notes[len(p.notes)-1]
		note.Text = p.seam(note.Text, text)
	case below || l.Note || p.blocks[n-1].Kind == Paragraph && plain.WordCount(p.last.Text) > 3 && !plain.EndsSentence(p.last.Text):
		p.notes = append(p.notes, Block{Kind: Paragraph, Text: text})
	default:
		p.inNote = false
		return false
	}
	p.inNote, p.noteAt = true, l
	return true
}

// endNotes adds the footnotes that wait.
func (p *pdfPage) endNotes() {
	for _, n := range p.notes {
		p.blocks, p.pages = append(p.blocks, n), append(p.pages, p.noteAt.Page)
	}
	p.notes, p.inNote = nil, false
}

// byPages makes a section of each page.
func byPages(blocks []Block, pages []int) []Block {
	var out []Block
	page := 0
	for i, b := range blocks {
		if pages[i] != page {
			page = pages[i]
			n := strconv.Itoa(page)
			out = append(out, Block{Kind: Heading, Level: 2, Text: "Page " + n, Anchor: "page=" + n, Link: pageLink(page)})
		}
		out = append(out, b)
	}
	return out
}
