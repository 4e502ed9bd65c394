package markup

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/stackpick/stackpick/knowledge/plain"
)

// list reads a list with the lists inside its items, and returns how many lines it has. How deep an item is its mark
// tells: one that is new stands inside the item before it.
func (r *adocReader) list(lines []adocLine, nested int) int {
	outer := r.depth
	var marks []string
	i := 0
	for i < len(lines) {
		at := i
		for at < len(lines) && lines[at].text == "" {
			at++
		}
		if at == len(lines) {
			break
		}
		mark, term, text := adocListed(lines[at].text)
		if mark == "" {
			break
		}
		depth := slices.Index(marks, mark)
		if depth < 0 {
			depth = len(marks)
		}
		marks = append(marks[:depth], mark)
		if r.depth = outer + depth; r.tooDeep(nested+depth, lines[at].at) {
			break
		}
		if term != "" {
			r.apart(func() { r.shownParagraph([]string{term}, lines[at].at) })
		}
		r.listItem(lines[at].at, func() { i = at + r.itemText(lines[at:], text, term != "", nested) })
	}
	r.depth, r.next = outer, adocStyle{}
	return max(1, i)
}

// adocListed returns the mark of a list item, the term that it explains, and its text. The mark is "" where the line is
// none; numbers of all sizes are one mark.
func adocListed(line string) (mark, term, text string) {
	line = strings.TrimRight(line, " ")
	if m := adocItem.FindStringSubmatch(line); m != nil {
		mark = m[1]
		if first := mark[0]; first != '*' && first != '-' && first != '.' && !strings.HasPrefix(mark, "•") {
			mark = "1" + mark[len(mark)-1:]
		}
		return mark, "", adocTask.ReplaceAllString(m[2], "")
	}
	if m := adocTerm.FindStringSubmatch(line); m != nil {
		return m[2], m[1], m[3]
	}
	return "", "", ""
}

// itemText reads the text of a list item and the blocks that plus signs attach to it, and returns how many lines it has.
func (r *adocReader) itemText(lines []adocLine, text string, term bool, nested int) int {
	i := 1
	if term && text == "" { // it may begin below
		for i < len(lines) && lines[i].text == "" {
			i++
		}
		if i == len(lines) || !r.itemGoesOn(lines[i].text) || adocHeading.MatchString(lines[i].text) || adocTitle.MatchString(lines[i].text) {
			return min(i, 1)
		}
	}
	own := []adocLine{{text: text, at: lines[0].at}}
	for ; i < len(lines) && r.itemGoesOn(lines[i].text); i++ {
		own = append(own, adocLine{text: strings.TrimSpace(lines[i].text), at: lines[i].at})
	}
	var texts []string
	for _, l := range own {
		texts = append(texts, strings.TrimSuffix(l.text, " +"))
	}
	r.shownParagraph(texts, lines[0].at)
	for r.err == nil {
		at := i
		for at < len(lines) && lines[at].text == "" {
			at++
		}
		if at+1 >= len(lines) || strings.TrimSpace(lines[at].text) != "+" {
			return i
		}
		i = at + 1
		for i < len(lines) {
			n, isBlock := r.construct(lines[i:], nested+1)
			if i += n; isBlock {
				break
			}
		}
	}
	return i
}

// itemGoesOn reports whether the text of a list item goes on with a line.
func (r *adocReader) itemGoesOn(line string) bool {
	mark, _, _ := adocListed(line)
	return mark == "" && r.goesOn(line)
}

// table reads a table. bar tells how it is written: with a bar before each cell, or with values between commas or
// colons.
func (r *adocReader) table(lines []adocLine, style adocStyle, bar byte, nested int) {
	if bar == ',' || style.format == "csv" {
		r.values(lines, style, ',')
		return
	}
	if bar == ':' || style.format == "dsv" {
		r.values(lines, style, ':')
		return
	}
	cells, first := adocCells(lines)
	styles := adocColumns(style.cols)
	if len(styles) == 0 {
		styles = make([]byte, max(1, first))
	}
	headers := 0
	if style.header || len(lines) > 1 && lines[0].text != "" && lines[1].text == "" && first == len(styles) {
		headers = 1
	}
	r.addRows(r.tableRows(cells, styles, headers, nested), headers)
}

// adocColumns returns the styles of the columns of a table that declares them: "1,2", "3*", "2*,1a", or how many they
// are; none where it does not.
func adocColumns(cols string) []byte {
	const most = 200
	if cols == "" {
		return nil
	}
	if n, err := strconv.Atoi(strings.TrimSpace(cols)); err == nil && n > 0 && n <= most {
		return make([]byte, n)
	}
	var styles []byte
	for col := range strings.SplitSeq(strings.ReplaceAll(cols, ";", ","), ",") {
		times, style := 1, byte(0)
		if count, _, ok := strings.Cut(col, "*"); ok {
			times, _ = strconv.Atoi(strings.TrimSpace(count))
		}
		if col = strings.TrimSpace(col); col != "" && col[len(col)-1] >= 'a' {
			style = col[len(col)-1]
		}
		for range max(1, times) {
			if styles = append(styles, style); len(styles) > most {
				return nil
			}
		}
	}
	return styles
}

// An adocCell is a cell of a table.
type adocCell struct {
	lines      []adocLine
	style      byte // 'a' where it holds blocks, 'l' where it is literal
	columns    int  // that it spans
	rows       int
	duplicates int // how many cells of that text stand side by side
}

// adocCells parts the lines of a table at the bars, and returns how many columns the cells of the first line fill.
func adocCells(lines []adocLine) (cells []adocCell, first int) {
	counted := false
	for _, l := range lines {
		rest := l.text
		for {
			bar := adocBar(rest)
			if bar < 0 {
				break
			}
			spec, before := adocSpec(rest[:bar], len(rest) == len(l.text))
			if n := len(cells); n > 0 {
				cells[n-1].lines = append(cells[n-1].lines, adocLine{before, l.at})
			}
			cells = append(cells, spec)
			if !counted {
				first += spec.columns * spec.duplicates
			}
			rest = rest[bar+1:]
		}
		if n := len(cells); n > 0 {
			cells[n-1].lines = append(cells[n-1].lines, adocLine{strings.TrimSpace(rest), l.at})
			counted = true
		}
	}
	return cells, first
}

// adocBar returns the index of the first bar in a line that no backslash stands before, or -1.
func adocBar(line string) int {
	for from := 0; ; {
		at := strings.IndexByte(line[from:], '|')
		if at < 0 {
			return -1
		}
		if at += from; at == 0 || line[at-1] != '\\' {
			return at
		}
		from = at + 1
	}
}

// adocLayout matches how a cell is laid out.
var adocLayout = regexp.MustCompile(`^(?:(\d*)(?:\.(\d+))?([*+]))?[<^>]?(?:\.[<^>])?([aehlmdsv]?)$`)

// adocSpec reads what stands before a bar: the text of the cell before it, and how the next one is laid out, as in
// "2.3+^.^a". That stands at the start of a line or behind a space.
func adocSpec(text string, start bool) (cell adocCell, before string) {
	cell = adocCell{columns: 1, rows: 1, duplicates: 1}
	at := strings.LastIndexByte(text, ' ') + 1
	m := adocLayout.FindStringSubmatch(text[at:])
	if m == nil || at == 0 && !start {
		return cell, strings.TrimSpace(text)
	}
	const most = 100
	count := func(s string) int {
		n, _ := strconv.Atoi(s)
		return min(max(1, n), most)
	}
	if m[3] == "*" {
		cell.duplicates = count(m[1])
	} else if m[3] == "+" {
		cell.columns, cell.rows = count(m[1]), count(m[2])
	}
	if m[4] != "" {
		cell.style = m[4][0]
	}
	return cell, strings.TrimSpace(text[:at])
}

// An adocRows deals cells out to rows. A cell that spans rows stands in each of them.
type adocRows struct {
	r     *adocReader
	rows  []tableRow
	row   tableRow
	texts []string // of the cells that go on in the rows below
	left  []int    // in how many rows they do
}

// tableRows returns the rows that cells make in columns of such styles. In those of the head, styles do not count.
func (r *adocReader) tableRows(cells []adocCell, styles []byte, headers, nested int) []tableRow {
	d := &adocRows{r: r, texts: make([]string, len(styles)), left: make([]int, len(styles))}
	for _, c := range cells {
		d.span()
		if c.style == 0 && len(d.rows) >= headers {
			c.style = styles[len(d.row.cells)]
		}
		text := r.cell(c, nested)
		for range c.duplicates {
			d.span()
			if len(d.row.cells) == 0 && len(c.lines) > 0 {
				d.row.line = c.lines[0].at
			}
			d.put(text, c.rows-1)
			for range min(c.columns, len(styles)-len(d.row.cells)+1) - 1 {
				d.put("", c.rows-1)
			}
		}
	}
	d.span()
	if len(d.row.cells) > 0 {
		d.end()
	}
	return d.rows
}

func (d *adocRows) put(text string, below int) {
	n := len(d.row.cells)
	d.row.cells = append(d.row.cells, text)
	d.texts[n], d.left[n] = text, below
}

// span puts in the cells of rows above that go on here, and ends a row that is full.
func (d *adocRows) span() {
	for {
		for n := len(d.row.cells); n < len(d.left) && d.left[n] > 0; n++ {
			d.put(d.texts[n], d.left[n]-1)
		}
		if len(d.row.cells) < len(d.left) {
			return
		}
		d.end()
	}
}

func (d *adocRows) end() {
	d.row.refs, d.r.refs = d.r.refs, nil
	d.rows = append(d.rows, d.row)
	d.row = tableRow{line: d.row.line}
}

// cell returns the text of a cell.
func (r *adocReader) cell(c adocCell, nested int) string {
	if c.style == 'a' {
		return r.flat(func() { r.body(c.lines, nested+1) })
	}
	var texts []string
	for _, l := range c.lines {
		texts = append(texts, strings.TrimSuffix(strings.ReplaceAll(l.text, `\|`, "|"), " +"))
	}
	text := strings.Join(texts, "\n")
	if c.style != 'l' && len(c.lines) > 0 {
		text = r.inline(text, c.lines[0].at)
	}
	return plain.OneLine(text)
}

// values reads a table that is written as values between separators.
func (r *adocReader) values(lines []adocLine, style adocStyle, separator rune) {
	texts := make([]string, len(lines))
	for i, l := range lines {
		texts[i] = l.text
	}
	headers := 0
	if style.header || len(lines) > 1 && lines[0].text != "" && lines[1].text == "" {
		headers = 1
	}
	if len(lines) > 0 {
		r.addRows(r.separated(strings.Join(texts, "\n"), separator, lines[0].at, r.inline), headers)
	}
}
