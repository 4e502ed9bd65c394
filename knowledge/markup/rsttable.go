package markup

import "strings"

// gridTable reads a table whose lines are drawn.
func (r *rstReader) gridTable(p rstPart, i int) int {
	end := i
	for end < len(p.lines) && p.lines[end] != "" && (p.lines[end][0] == '+' || p.lines[end][0] == '|') {
		end++
	}
	columns := gridColumns(p.lines[i])
	var rows []tableRow
	headers := 0
	from := i + 1
	for at := i + 1; at < end; at++ {
		if p.lines[at][0] != '+' && !strings.Contains(p.lines[at], "+-") {
			continue
		}
		if at > from {
			rows = append(rows, r.gridRow(p, columns, from, at))
		}
		if headers == 0 && strings.HasPrefix(p.lines[at], "+=") {
			headers = len(rows)
		}
		from = at + 1
	}
	r.addRows(rows, headers)
	return end - i
}

// gridColumns returns where the corners stand in the uppermost line of a table, in characters.
func gridColumns(border string) []int {
	var all []int
	for i, c := range border {
		if c == '+' {
			all = append(all, i)
		}
	}
	return all
}

// gridRow reads the cells that stand in the lines from one to before another.
func (r *rstReader) gridRow(p rstPart, columns []int, from, end int) tableRow {
	parts := make([][]string, len(columns)-1)
	for at := from; at < end; at++ {
		line := []rune(p.lines[at])
		cell := 0 // into which the next characters go, for a cell may span columns
		for c, left := range columns[:len(columns)-1] {
			if left < len(line) && line[left] == '|' {
				cell = c
			}
			text := ""
			if left+1 < len(line) {
				text = string(line[left+1 : min(columns[c+1], len(line))])
			}
			if cell == c {
				parts[c] = append(parts[c], text)
			} else {
				last := &parts[cell][len(parts[cell])-1]
				*last += string(line[min(left, len(line)):min(left+1, len(line))]) + text
			}
		}
	}
	return r.row(parts, rstPart{line: p.line + from, nested: p.nested})
}

// row reads a row whose cells have the given lines.
func (r *rstReader) row(cells [][]string, in rstPart) tableRow {
	row := tableRow{line: in.line}
	for _, lines := range cells {
		part := rstPart{lines: unindent(lines), line: in.line, nested: in.nested + 1}
		row.cells = append(row.cells, r.flat(func() { r.body(part) }))
	}
	row.refs, r.refs = r.refs, nil
	return row
}

// simpleTable reads a table with a line of equals signs above it, one below it, and mostly one below its head.
func (r *rstReader) simpleTable(p rstPart, i int) int {
	var starts []int
	for at, c := range p.lines[i] {
		if c == '=' && (at == 0 || p.lines[i][at-1] == ' ') {
			starts = append(starts, at)
		}
	}
	var rows []tableRow
	headers, end := 0, len(p.lines)
	var cells [][]string
	from := i + 1
	closeRow := func() {
		if cells != nil {
			rows = append(rows, r.row(cells, rstPart{line: p.line + from, nested: p.nested}))
		}
		cells = nil
	}
	for at := i + 1; at < len(p.lines); at++ {
		line := p.lines[at]
		switch {
		case rstTableLine.MatchString(line):
			closeRow()
			if at+1 == len(p.lines) || isBlank(p.lines[at+1]) {
				r.addRows(rows, headers)
				return at + 1 - i
			}
			if headers == 0 {
				headers = len(rows)
			}
			continue
		case isBlank(line), rstAdornment(strings.ReplaceAll(line, " ", "")) == "-" && strings.HasPrefix(line, "---"):
			closeRow()
			continue
		}
		parts := simpleCells(line, starts)
		if cells == nil || strings.TrimSpace(parts[0]) != "" {
			closeRow()
			cells, from = make([][]string, len(starts)), at
		}
		for c, text := range parts {
			cells[c] = append(cells[c], text)
		}
	}
	closeRow()
	r.addRows(rows, headers)
	return end - i
}

// simpleCells parts a line where the columns begin. The last goes on to the end of the line.
func simpleCells(line string, starts []int) []string {
	var offsets []int // in bytes, of each character
	for at := range line {
		offsets = append(offsets, at)
	}
	offset := func(n int) int {
		if n < len(offsets) {
			return offsets[n]
		}
		return len(line)
	}
	parts := make([]string, len(starts))
	for c, start := range starts {
		end := len(line)
		if c+1 < len(starts) {
			end = offset(starts[c+1])
		}
		parts[c] = line[offset(start):end]
	}
	return parts
}
