package main

import "github.com/stackpick/stackpick/bot"

// The measures of a comparison's table, in cells.
const (
	tableIndent  = 2
	tableGap     = 2
	maxCriterion = 18 // longer criteria are wrapped
	minColumn    = 22 // with less for an option, a list reads better than a table
)

// comparison lays out a comparison: as a table where each option has room for one, else as a list.
func (s *screen) comparison(c *bot.Comparison) {
	first := 0
	for _, r := range c.Rows {
		first = max(first, cells(cleanLine(r.Criterion)))
	}
	first = min(first, maxCriterion)
	column := (s.width-tableIndent-first)/max(len(c.Options), 1) - tableGap
	if column < minColumn {
		s.comparisonList(c)
		return
	}
	s.table(c, first, column)
}

// A tableCell is the lines of one cell, with the sign that stands before the first of them.
type tableCell struct {
	lines []string
	style style
	sign  string
	signs style
	width int
}

func (s *screen) table(c *bot.Comparison, first, column int) {
	head := []tableCell{{width: first}}
	for _, o := range c.Options {
		head = append(head, tableCell{lines: wrap(o, column-2), style: bold, width: column})
	}
	s.row(head)
	for i, r := range c.Rows {
		row := []tableCell{{lines: wrap(r.Criterion, first), style: bold, width: first}}
		high := len(row[0].lines)
		for _, cell := range r.Cells {
			sign, signs := stanceSign(cell.Stance)
			text, st := cellText(cell), normal
			if cell.Text == nil {
				st = dim
			}
			lines := wrap(text, column-2)
			high = max(high, len(lines))
			row = append(row, tableCell{lines: lines, style: st, sign: sign, signs: signs, width: column})
		}
		s.row(row)
		if high > 1 && i < len(c.Rows)-1 {
			s.newline()
		}
	}
}

// row writes the cells of one row side by side, the first without a sign.
func (s *screen) row(row []tableCell) {
	high := 0
	for _, c := range row {
		high = max(high, len(c.lines))
	}
	for i := range high {
		at, to := 0, tableIndent // cells written, and where the next one begins
		for j, c := range row {
			if i < len(c.lines) {
				s.put(normal, spaces(to-at))
				at = to
				if j > 0 {
					s.tableSign(i, c)
					at += 2
				}
				s.marked(c.style, c.lines[i])
				at += cells(c.lines[i])
			}
			to += c.width + tableGap
		}
		s.newline()
	}
}

func (s *screen) tableSign(line int, c tableCell) {
	if line > 0 || c.sign == "" {
		s.put(normal, spaces(2))
		return
	}
	s.put(c.signs, c.sign)
	s.put(normal, " ")
}

// comparisonList writes each criterion with a line for each option below.
func (s *screen) comparisonList(c *bot.Comparison) {
	for i, r := range c.Rows {
		if i > 0 {
			s.newline()
		}
		s.item("  ", normal, bold, r.Criterion)
		for _, cell := range r.Cells {
			sign, signs := stanceSign(cell.Stance)
			s.item("  "+sign+" ", signs, normal, cell.Option+": "+cellText(cell))
		}
	}
}
