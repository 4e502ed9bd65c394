package markup

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/stackpick/stackpick/knowledge/pdf"
	"github.com/stackpick/stackpick/knowledge/plain"
)

// eachPage calls do for the lines of each page.
func eachPage(lines []pdf.Line, do func(page []pdf.Line)) {
	for start, end := 0, 0; start < len(lines); start = end {
		for end < len(lines) && lines[end].Page == lines[start].Page {
			end++
		}
		do(lines[start:end])
	}
}

// inReadingOrder puts what stands above all that comes before it on its page before that: programs write a title in
// a frame, or a notice at the foot, whenever they like. The order of columns is that of the file.
func inReadingOrder(lines []pdf.Line) []pdf.Line {
	out := make([]pdf.Line, 0, len(lines))
	eachPage(lines, func(page []pdf.Line) {
		highest := make([]float64, len(page)) // of the lines up to one
		for i, l := range page {
			highest[i] = l.Y
			if i > 0 {
				highest[i] = max(l.Y, highest[i-1])
			}
		}
		end, lowest := len(page), math.Inf(1)
		for i := len(page) - 1; i >= 0; i-- {
			lowest = min(lowest, page[i].Y)
			if i == 0 || lowest > highest[i-1] {
				out = append(out, page[i:end]...)
				end = i
			}
		}
	})
	return out
}

var digits = regexp.MustCompile(`\d+`)

// dropRunning drops running titles and page numbers: what stands at the top or bottom of pages again and again, but
// for its digits, what stands at the same place of many pages, and numbers that stand at the top or bottom alone.
func dropRunning(lines []pdf.Line, pages int) []pdf.Line {
	type form struct {
		text  string
		size  float64
		place float64 // 0 for any
	}
	formOf := func(l pdf.Line, place float64) form {
		return form{digits.ReplaceAllString(l.Text, "0"), round(l.Size), place}
	}
	seen, on := map[form]int{}, map[form]int{} // on how many pages, and the last of them
	count := func(f form, page int) {
		if on[f] != page {
			seen[f]++
			on[f] = page
		}
	}
	eachPage(lines, func(page []pdf.Line) {
		for i, l := range page {
			count(formOf(l, math.Round(l.Y)), l.Page)
			if atEdge(page, i) {
				count(formOf(l, 0), l.Page)
			}
		}
	})
	least := max(3, pages/3)
	var kept []pdf.Line
	eachPage(lines, func(page []pdf.Line) {
		for i, l := range page {
			edge := atEdge(page, i)
			if edge && (pageNumber.MatchString(l.Text) || seen[formOf(l, 0)] >= least) || seen[formOf(l, math.Round(l.Y))] >= least {
				continue
			}
			kept = append(kept, l)
		}
	})
	return kept
}

// atEdge reports whether the line at i is one of the first or last two of a page that has more.
func atEdge(page []pdf.Line, i int) bool { return len(page) > 3 && (i < 2 || i >= len(page)-2) }

var pageNumber = regexp.MustCompile(`(?i)^(?:page )?(?:\d{1,4}|[ivxl]{1,6})(?: ?(?:/|of) ?\d{1,4})?$`)

// contentsEntry matches what may be an entry of a table of contents without dots: "2.1 Scope 14".
var contentsEntry = regexp.MustCompile(`^(?:(?:\d{1,2}\.?)+ )?(\p{L}.*?) \d{1,4}$`)

// dropContents drops tables of contents whose page numbers no dots lead to: lines that end in a number and have the
// text of a line on a later page. A page of which most lines are such entries is dropped as a whole.
func dropContents(lines []pdf.Line) []pdf.Line {
	const least = 3 // entries of a table on one page
	last := map[string]int{}
	for _, l := range lines {
		last[titleOf(l.Text)] = l.Page
	}
	entry := func(l pdf.Line) bool {
		m := contentsEntry.FindStringSubmatch(l.Text)
		return m != nil && last[titleOf(m[1])] > l.Page
	}
	var kept []pdf.Line
	eachPage(lines, func(page []pdf.Line) {
		entries, led := 0, 0
		for _, l := range page {
			switch {
			case dotLeader.MatchString(l.Text):
				led++
			case entry(l):
				entries++
			}
		}
		if entries >= least && (entries+led)*2 > len(page) {
			return
		}
		for _, l := range page {
			if entries < least || !entry(l) {
				kept = append(kept, l)
			}
		}
	})
	return kept
}

var leadingNumber = regexp.MustCompile(`^(?:\d{1,2}\.?)+ `)

// titleOf returns a heading's text as tables of contents and headings have it alike.
func titleOf(text string) string {
	return strings.ToLower(leadingNumber.ReplaceAllString(text, ""))
}

// A setLine is a line as it is set in its column.
type setLine struct {
	pdf.Line
	edge float64 // where the column ends, on the right
	full float64 // how wide most lines of the size are
	more bool    // the next line goes on below in the same size
}

// wide returns how wide a letter of the line is.
func (l setLine) wide() float64 {
	if n := utf8.RuneCountInString(l.Text); n > 1 && l.Right > l.X {
		return (l.Right - l.X) / float64(n-1)
	}
	return max(l.Size/2, 1)
}

// filled reports whether the first word of text had no room at the end of the line. A line that ends a sentence and is
// shorter than others may end a paragraph all the same.
func (l setLine) filled(text string) bool {
	const nearly = 0.93
	word, _, _ := strings.Cut(text, " ")
	room := l.edge - l.Right - l.wide()*float64(1+utf8.RuneCountInString(word))
	return room < 0 && (!plain.EndsSentence(l.Text) || l.Right-l.X >= nearly*l.full)
}

// setLines finds the columns in which lines stand. A column is a run of lines of about one left edge, each below the
// one before; it ends where most of its longer lines do, and is nearly as wide as most lines of that size.
func setLines(lines []pdf.Line) []setLine {
	widths := map[float64][]float64{}
	for _, l := range lines {
		widths[round(l.Size)] = append(widths[round(l.Size)], l.Right-l.X)
	}
	usual := map[float64]float64{}
	for size, all := range widths {
		usual[size] = longer(all)
	}
	set := make([]setLine, len(lines))
	for start, end := 0, 0; start < len(lines); start = end {
		for end = start + 1; end < len(lines) && sameColumn(lines[start], lines[end-1], lines[end]); end++ {
		}
		var rights []float64
		for _, l := range lines[start:end] {
			rights = append(rights, l.Right)
		}
		edge := longer(rights)
		for i := start; i < end; i++ {
			const narrow = 0.75
			l := lines[i]
			full := usual[round(l.Size)]
			set[i] = setLine{Line: l, edge: max(edge, l.X+narrow*full), full: full}
			if i+1 < end {
				next := lines[i+1]
				set[i].more = round(next.Size) == round(l.Size) && l.Y-next.Y < 1.6*l.Size
			}
		}
	}
	return set
}

// longer returns the size that nine of ten do not exceed.
func longer(sizes []float64) float64 {
	slices.Sort(sizes)
	return sizes[len(sizes)*9/10]
}

// sameColumn reports whether a line stands below another in the column that the first one began.
func sameColumn(first, before, l pdf.Line) bool {
	const aside = 6 // font sizes between the left edges of a column's lines
	return l.Page == first.Page && l.Y < before.Y && math.Abs(l.X-first.X) < aside*max(l.Size, first.Size)
}
