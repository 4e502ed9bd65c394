package knowledge

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/stackpick/stackpick/knowledge/dates"
	"github.com/stackpick/stackpick/knowledge/markup"
	"github.com/stackpick/stackpick/knowledge/plain"
)

// The columns of a table that is a decision log, by their heads.
var (
	numberColumn   = regexp.MustCompile(`(?i)^(?:#|id|no|nr|number|adr|ref|(?:decision|adr|record)[ -](?:id|no|nr|number|#))\.?$`)
	decisionColumn = regexp.MustCompile(`(?i)^(?:(?:the |our )?decision(?: made| taken)?|what(?: was| we)? decided|choice|chosen|resolution)$`)
	titleColumn    = regexp.MustCompile(`(?i)^(?:title|topic|subject|summary|name|area|decision (?:title|topic|summary|area))$`)
	dateColumn     = regexp.MustCompile(`(?i)^(?:date|when|decided(?: on)?|(?:decision )?date(?: decided)?)$`)
	deciderColumn  = regexp.MustCompile(`(?i)^(?:owner|by|who|made by|decided by|decision[- ]makers?|deciders?|approved by|approvers?)$`)
)

// logColumns are which columns of a table hold what; -1 for none.
type logColumns struct {
	number, title, decision, date, status, decider int
	parts                                          []int       // those that hold a part of a record: rationale, alternatives
	order                                          dates.Order // in which the dates are written
}

func columnsOf(names []string) logColumns {
	c := logColumns{number: -1, title: -1, decision: -1, date: -1, status: -1, decider: -1}
	for i, name := range names {
		name = bareHeading(name)
		for _, known := range []struct {
			matches *regexp.Regexp
			column  *int
		}{
			{numberColumn, &c.number}, {decisionColumn, &c.decision}, {titleColumn, &c.title},
			{dateColumn, &c.date}, {statusPart, &c.status}, {deciderColumn, &c.decider},
		} {
			if *known.column < 0 && (known.matches.MatchString(name) || known.matches.MatchString(names[i])) {
				*known.column = i
				break
			}
		}
		if part := partNamed(name); part != PartNone && part != PartLinks && i != c.decision {
			c.parts = append(c.parts, i)
		}
	}
	return c
}

// isLog reports whether a table's rows are decisions: they have a date, a number or a status each, and say what is
// decided and why, or stand where decisions are logged.
func (c *logColumns) isLog(named bool) bool {
	if c.number < 0 && c.date < 0 && c.status < 0 {
		return false
	}
	why := len(c.parts) > 0
	if c.decision < 0 {
		return c.title >= 0 && named && why
	}
	return why || named || c.date >= 0 && c.status >= 0
}

// splitTables takes the rows of decision logs out of an article. A row that only names another file is none: it belongs
// to a list of records.
func splitTables(a *article, named bool) []logEntry {
	var entries []logEntry
	var rest []markup.Block
	emptied := map[int]bool{} // the blocks after which entries were taken
	above := markup.Block{}
	status, inLog := "", named
	order := dates.OrderOf(dateCells(a.Blocks))
	for _, b := range a.Blocks {
		if b.Kind == markup.Heading {
			above, status = b, statusAbove(b)
			inLog = named || namesLog(b.Text)
		}
		if b.Kind == markup.Row && len(entries) < maxDecided {
			if c := columnsOf(b.Names); c.isLog(inLog) {
				c.order = order
				if e, ok := c.entry(b, above); ok {
					e.status = cmp.Or(e.status, status)
					entries = append(entries, e)
					emptied[len(rest)-1] = true
					continue
				}
			}
		}
		rest = append(rest, b)
	}
	if len(entries) < leastEntries {
		return nil
	}
	a.Blocks = nil
	for i, b := range rest {
		if b.Kind == markup.Heading && emptied[i] && (i+1 == len(rest) || rest[i+1].Kind == markup.Heading && rest[i+1].Level <= b.Level) {
			continue // held nothing else
		}
		a.Blocks = append(a.Blocks, b)
	}
	return entries
}

// dateCells returns the cells of the tables' columns of dates.
func dateCells(blocks []markup.Block) []string {
	var cells []string
	for _, b := range blocks {
		if b.Kind != markup.Row {
			continue
		}
		if i := slices.IndexFunc(b.Names, func(name string) bool { return dateColumn.MatchString(bareHeading(name)) }); i >= 0 && i < len(b.Cells) {
			cells = append(cells, strings.TrimSpace(b.Cells[i]))
		}
	}
	return cells
}

var otherFile = regexp.MustCompile(`(?i)\.(?:md|markdown|mdx|adoc|rst|html?)\b`)

// entry reads a row below a heading.
func (c *logColumns) entry(b, above markup.Block) (logEntry, bool) {
	cell := func(i int) string {
		if i < 0 || i >= len(b.Cells) {
			return ""
		}
		return strings.TrimSpace(b.Cells[i])
	}
	argued := slices.ContainsFunc(c.parts, func(i int) bool { return cell(i) != "" })
	if !argued && otherFile.MatchString(b.Text+" "+strings.Join(b.Refs, " ")) {
		return logEntry{}, false
	}
	decision := cmp.Or(cell(c.decision), cell(c.title))
	e := logEntry{subject: cmp.Or(cell(c.title), shortDecision(decision)), date: dates.Beside(cell(c.date), c.order)}
	if e.date == "" && dates.IsNumeric(cell(c.date)) {
		e.date = cell(c.date) // as it is written, for nobody knows day from month
	}
	e.number, e.name = numberOfEntry(cell(c.number))
	if plain.WordCount(decision) == 0 || placeholder.MatchString(decision) {
		return logEntry{}, false
	}
	if c.number < 0 && c.date < 0 && statusOf(cell(c.status)) == StatusUnknown {
		return logEntry{}, false // a table of errors has a status and a resolution, too
	}
	e.head = markup.Block{Kind: markup.Heading, Level: 1, Text: above.Text, Anchor: above.Anchor, Hosted: above.Hosted, Link: above.Link, Line: b.Line}
	line := func(text string) {
		e.blocks = append(e.blocks, markup.Block{Kind: markup.Paragraph, Text: text, Line: b.Line, Refs: b.Refs})
	}
	for _, property := range []struct {
		name   string
		column int
	}{{"Status: ", c.status}, {"Decided by: ", c.decider}} {
		if text := cell(property.column); text != "" {
			line(property.name + text)
		}
	}
	line("Decision: " + decision)
	for i := range b.Cells {
		switch text := cell(i); {
		case text == "" || slices.Contains([]int{c.number, c.title, c.decision, c.date, c.status, c.decider}, i):
		case i < len(b.Names):
			line(strings.TrimRight(b.Names[i], ": ") + ": " + text)
		}
	}
	return e, true
}

// numberOfEntry reads what a log calls an entry: "7" has a number, "WD-007" a name as well, and "tbd" neither, which is -1.
func numberOfEntry(text string) (number int, name string) {
	digits := strings.TrimFunc(text, func(r rune) bool { return r < '0' || r > '9' })
	if digits == "" || len(digits) > 5 {
		return -1, ""
	}
	number, _ = strconv.Atoi(digits)
	if digits == text {
		return number, ""
	}
	return number, text
}

var decisionEnd = regexp.MustCompile(`\s+[-–—]\s+|\.\s|;\s|\s+\((?:[^()]*)\)$`)

// shortDecision is what a decision is called that has no title: its first words, up to a mark.
func shortDecision(text string) string {
	const most = 14 // words
	if at := decisionEnd.FindStringIndex(text); at != nil && at[0] > 0 {
		text = text[:at[0]]
	}
	if words := strings.Fields(text); len(words) > most {
		text = strings.Join(words[:most], " ") + " …"
	}
	return strings.TrimRight(text, ".,;:")
}

// dropIndex takes out of what a log holds beside its entries the rows that only list these. A status that such a row
// gives is that of an entry which gives none itself.
func dropIndex(blocks []markup.Block, entries []logEntry) []markup.Block {
	byCode := map[string]*logEntry{}
	for i := range entries {
		if code := codeOf(entries[i].name); code != "" {
			byCode[code] = &entries[i]
		}
	}
	return slices.DeleteFunc(blocks, func(b markup.Block) bool {
		if b.Kind != markup.Row || len(b.Cells) == 0 {
			return false
		}
		e := byCode[codeOf(b.Cells[0])]
		if e == nil || len(b.Cells) > maxIndexed {
			return false
		}
		if c := columnsOf(b.Names); c.status > 0 && c.status < len(b.Cells) && !slices.ContainsFunc(e.blocks, statesStatus) {
			e.status = cmp.Or(e.status, b.Cells[c.status])
		}
		return true
	})
}

// maxIndexed is how many columns a list of decisions has at most; a table with more tells of them.
const maxIndexed = 6

// statesStatus reports whether a block gives a record's status.
func statesStatus(b markup.Block) bool {
	name, _ := property(b.Text)
	return name == "status" || len(b.Cells) == 2 && statusPart.MatchString(b.Cells[0]) || b.Kind == markup.Heading && metaSection(b.Text) == "status"
}
