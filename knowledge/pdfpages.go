package knowledge

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
)

// readPDF makes an article of a PDF's lines. What is larger than most text is a heading; where nothing is, each
// page is a section. Sections open at their page.
func readPDF(file *pdf.File) (article, error) {
	lines := dropRunning(file.Lines, file.Pages)
	p := &pdfPage{words: map[string]bool{}}
	for i := range lines {
		lines[i].Text = tidyGlyphs(lines[i].Text)
		for _, w := range strings.Fields(lines[i].Text) {
			p.words[trimmedWord(w)] = true
		}
	}
	p.measure(lines)
	for _, l := range lines {
		p.line(l)
	}
	a := article{title: pdfTitle(file.Title, p.blocks), author: oneLine(file.Author), date: file.Created, blocks: p.blocks, page: true}
	if len(a.blocks) == 0 {
		return a, errors.New("has no text but page numbers and running titles")
	}
	if !slices.ContainsFunc(a.blocks, func(b block) bool { return b.kind == blockHeading }) {
		a.blocks = byPages(a.blocks, p.pages)
	}
	for i := range a.blocks {
		a.blocks[i].text = oneLine(a.blocks[i].text)
	}
	return a, nil
}

// A pdfPage joins lines into blocks.
type pdfPage struct {
	words  map[string]bool // of the file, in lower case
	body   float64         // the font size of most text
	levels []float64       // the sizes of headings, largest first
	widths map[float64]float64
	leap   float64 // the distance of lines above which a paragraph ends, in font sizes

	blocks []block
	pages  []int // of each block
	last   pdf.Line
}

// measure finds out which sizes the file's fonts have, and how wide and far apart its lines are.
func (p *pdfPage) measure(lines []pdf.Line) {
	chars := map[float64]int{}
	p.widths = map[float64]float64{}
	for _, l := range lines {
		chars[round(l.Size)] += len(l.Text)
		p.widths[round(l.Size)] = max(p.widths[round(l.Size)], l.Right-l.X)
	}
	for _, size := range slices.Sorted(maps.Keys(chars)) {
		if chars[size] > chars[p.body] {
			p.body = size
		}
	}
	sizes := map[float64]bool{}
	for _, l := range lines {
		if p.headingForm(l) {
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

// headingForm reports whether a line is set as a heading: in a larger font, with letters, and not too long.
func (p *pdfPage) headingForm(l pdf.Line) bool {
	const larger, most = 1.1, 25 // times the body's size; words
	return l.Size >= larger*p.body && wordCount(l.Text) <= most && strings.ContainsFunc(l.Text, unicode.IsLetter) && !endsWithStop(l.Text)
}

// endsWithStop reports whether text closes with a mark that headings do not have.
func endsWithStop(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune(".,;:", last) && wordCount(text) > 3
}

var (
	dotLeader  = regexp.MustCompile(`(?:\. ?){4,}\s*\S{1,6}$`)
	pdfBullet  = regexp.MustCompile(`^(?:[•‣▪■◦●○·–—*-]|o(?: ))\s*(\S.*)$`)
	pdfNumber  = regexp.MustCompile(`^\(?(?:\d{1,2}|[a-z])[.)]\s+(\S.*)$`)
	softHyphen = regexp.MustCompile(`([\p{L}\d'’]*)\x{ad} ?([\p{L}\d'’]*)`)
)

// line takes one line.
func (p *pdfPage) line(l pdf.Line) {
	defer func() { p.last = l }()
	text := p.rejoin(l.Text)
	switch {
	case dotLeader.MatchString(text): // of a table of contents
	case p.headingForm(l):
		p.heading(l, text)
	case pdfBullet.MatchString(text):
		p.add(block{kind: blockItem, text: pdfBullet.FindStringSubmatch(text)[1]}, l)
	case pdfNumber.MatchString(text) && !p.goesOn(l, text):
		p.add(block{kind: blockItem, text: pdfNumber.FindStringSubmatch(text)[1]}, l)
	case p.goesOn(l, text):
		p.join(text)
	default:
		p.add(block{kind: blockParagraph, text: text}, l)
	}
}

func (p *pdfPage) add(b block, l pdf.Line) {
	p.blocks, p.pages = append(p.blocks, b), append(p.pages, l.Page)
}

// heading starts a section, or goes on with a heading that takes two lines.
func (p *pdfPage) heading(l pdf.Line, text string) {
	const apart = 1.6 // font sizes between the lines of one heading, at most
	level := slices.Index(p.levels, round(l.Size)) + 1
	if n := len(p.blocks); n > 0 && p.blocks[n-1].kind == blockHeading && !p.full() && round(p.last.Size) == round(l.Size) &&
		p.last.Page == l.Page && p.last.Y-l.Y < apart*l.Size && p.last.Y > l.Y {
		p.join(text)
		return
	}
	p.add(block{kind: blockHeading, level: min(level, 6), text: text, link: "#page=" + strconv.Itoa(l.Page)}, l)
}

// maxJoined is the size in bytes from which a block takes no more lines: one of a book's has about 1,000, and one that
// never ends would be copied for each of its lines.
const maxJoined = 20_000

// full reports whether the last block takes no more lines.
func (p *pdfPage) full() bool { return len(p.blocks[len(p.blocks)-1].text) >= maxJoined }

// join adds a line to the last block. A word can only be parted where they meet.
func (p *pdfPage) join(text string) {
	b := &p.blocks[len(p.blocks)-1]
	start := strings.LastIndexByte(b.text, ' ') + 1
	first, rest, more := strings.Cut(text, " ")
	seam := p.rejoin(b.text[start:] + " " + first)
	if more {
		seam += " " + rest
	}
	b.text = b.text[:start] + seam
}

// goesOn reports whether a line continues the block before it: the line before was full, and no gap lies between
// them; or, over the end of a page, the sentence is not at its end.
func (p *pdfPage) goesOn(l pdf.Line, text string) bool {
	full := 0.75 // of the width of the widest line
	if endsSentence(p.last.Text) {
		full = 0.93
	}
	n := len(p.blocks)
	if n == 0 || p.blocks[n-1].kind == blockHeading || p.full() {
		return false
	}
	first, _ := utf8.DecodeRuneInString(text)
	if p.last.Page != l.Page || p.last.Y < l.Y {
		return unicode.IsLower(first) && !endsSentence(p.last.Text)
	}
	close := p.last.Y-l.Y <= p.leap*l.Size
	return close && (unicode.IsLower(first) || p.last.Right-p.last.X >= full*p.widths[round(p.last.Size)])
}

// rejoin undoes what parted words at the ends of lines. The hyphen stays where the file has the word with it
// elsewhere: "cost-" and "effective".
func (p *pdfPage) rejoin(text string) string {
	if !strings.ContainsRune(text, '\u00ad') {
		return text
	}
	return softHyphen.ReplaceAllStringFunc(text, func(word string) string {
		m := softHyphen.FindStringSubmatch(word)
		if m[2] == "" {
			return word // its end is in the next line
		}
		if with := m[1] + "-" + m[2]; p.words[trimmedWord(with)] && !p.words[trimmedWord(m[1]+m[2])] {
			return with
		}
		return m[1] + m[2]
	})
}

func trimmedWord(word string) string {
	return strings.ToLower(strings.TrimFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
}

// tidyGlyphs makes bullets of the private characters that symbol fonts have for them at the start of a line.
func tidyGlyphs(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if unicode.Is(unicode.Co, first) && size < len(text) {
		return "• " + strings.TrimSpace(text[size:])
	}
	return text
}

// pdfTitle returns what the file names as its title, unless a program has put something else there, or else its first
// heading of the largest size.
func pdfTitle(named string, blocks []block) string {
	named = oneLine(named)
	if named != "" && named != "untitled" && !programTitle.MatchString(named) {
		return named
	}
	for _, b := range blocks {
		if b.kind == blockHeading && b.level == 1 {
			return oneLine(b.text)
		}
	}
	return ""
}

// programTitle matches what programs put where a title belongs: their own names, the file's, or a number of theirs.
var programTitle = regexp.MustCompile(`(?i)^(?:[^\s]*[\d:_/\\][^\s]*|microsoft (?:word|powerpoint)\b.*|.*\.(?:docx?|pptx?|odt|tex|dvi|pdf|indd|html?|md)|document\d*|slide \d+)$`)

// byPages makes a section of each page.
func byPages(blocks []block, pages []int) []block {
	var out []block
	page := 0
	for i, b := range blocks {
		if pages[i] != page {
			page = pages[i]
			n := strconv.Itoa(page)
			out = append(out, block{kind: blockHeading, level: 2, text: "Page " + n, anchor: "page=" + n, link: "#page=" + n})
		}
		out = append(out, b)
	}
	return out
}

var digits = regexp.MustCompile(`\d+`)

// dropRunning drops running titles and page numbers: what stands at the top or bottom of pages again and again,
// but for its digits, and numbers that stand there alone.
func dropRunning(lines []pdf.Line, pages int) []pdf.Line {
	edge := map[int]bool{} // lines among the first or last two of a page
	var start int
	for i := range lines {
		if i+1 == len(lines) || lines[i+1].Page != lines[i].Page {
			for _, at := range []int{start, start + 1, i - 1, i} {
				if at >= start && at <= i && i-start >= 3 {
					edge[at] = true
				}
			}
			start = i + 1
		}
	}
	type form struct {
		text string
		size float64
	}
	formOf := func(l pdf.Line) form { return form{digits.ReplaceAllString(l.Text, "0"), round(l.Size)} }
	seen := map[form]int{}
	for i := range edge {
		seen[formOf(lines[i])]++
	}
	var kept []pdf.Line
	for i, l := range lines {
		if edge[i] && (pageNumber.MatchString(l.Text) || seen[formOf(l)] >= max(3, pages/3)) {
			continue
		}
		kept = append(kept, l)
	}
	return kept
}

var pageNumber = regexp.MustCompile(`(?i)^(?:page )?(?:\d{1,4}|[ivxl]{1,6})(?: ?(?:/|of) ?\d{1,4})?$`)
