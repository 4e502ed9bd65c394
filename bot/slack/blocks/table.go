package blocks

import (
	"fmt"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"github.com/stackpick/stackpick/bot"
)

// Slack allows 100 rows of 20 cells and 10,000 characters in all tables of a message. We take what the parts below the
// table leave.
const (
	maxColumns   = 19 // options; the criteria have a column of their own
	maxRows      = 99 // criteria; the options have a row of their own
	maxTableText = 8000
	belowTable   = 5000
	maxCell      = 280
	minCell      = 40 // a cell cut shorter than this says nothing
	maxName      = 60 // of an option or a criterion
	maxSilent    = 5  // options of which it is said that nothing is known
)

// table sets criteria against options. What is said above is not said again: such a cell has its sign and sources
// only. Where that leaves no words at all, a line replaces the table.
func (b *builder) table() {
	c := b.a.Comparison
	if c == nil || len(c.Options) == 0 {
		return
	}
	rows := b.worthARow(c)
	if len(rows) == 0 {
		return
	}
	if !b.addsWords(rows) {
		b.silent(c, rows)
		return
	}
	options := c.Options[:min(len(c.Options), maxColumns)]
	text := min(b.room.text-belowTable, maxTableText)
	names := maxName // of a row, when the table becomes text: the criterion, and each option again
	for _, o := range options {
		names += size(name(o)) + len(": ✓ ")
	}
	shown := rows[:min(len(rows), maxRows, max(1, text/(minCell*len(options)+names)))]
	limit := min(maxCell, (text/len(shown)-names)/len(options))
	t := slack.NewTableBlock(b.blockID("table"))
	b.head(t, options)
	for _, r := range shown {
		t.AddRow(b.row(r, len(options), limit)...)
	}
	b.add(t, tableSize(t))
	b.leftOut(len(rows)-len(shown), "criteria")
	b.leftOut(len(c.Options)-len(options), "options")
}

// worthARow leaves out the criteria on which nothing is known at all and which the gaps name.
func (b *builder) worthARow(c *bot.Comparison) []bot.ComparisonRow {
	var rows []bot.ComparisonRow
	for _, r := range c.Rows {
		if slices.ContainsFunc(r.Cells, held) || !b.isGap(r.Criterion) {
			rows = append(rows, r)
		}
	}
	return rows
}

// isGap reports whether a gap is about a criterion: "Security: …" or "Security (GDPR): …".
func (b *builder) isGap(criterion string) bool {
	return slices.ContainsFunc(b.a.Gaps, func(gap string) bool {
		return strings.HasPrefix(gap, criterion+":") || strings.HasPrefix(gap, criterion+" (")
	})
}

// held reports whether a cell holds evidence.
func held(c bot.ComparisonCell) bool { return c.Text != nil && oneLine(*c.Text) != "" }

// addsWords reports whether the rows say anything that is not said above.
func (b *builder) addsWords(rows []bot.ComparisonRow) bool {
	return slices.ContainsFunc(rows, func(r bot.ComparisonRow) bool {
		return slices.ContainsFunc(r.Cells, func(c bot.ComparisonCell) bool { return held(c) && !b.said[*c.Text] })
	})
}

// silent says in a line for each option what the knowledge does not say of it.
func (b *builder) silent(c *bot.Comparison, rows []bot.ComparisonRow) {
	var lines []slack.RichTextElement
	for i, o := range c.Options[:min(len(c.Options), maxSilent)] {
		var without []string
		for _, r := range rows {
			if i >= len(r.Cells) || !held(r.Cells[i]) {
				without = append(without, name(r.Criterion))
			}
		}
		if len(without) > 0 {
			text := fmt.Sprintf("No evidence for %s on %s.", name(o), strings.Join(without, ", "))
			lines = append(lines, (&line{}).italic(shorten(text, maxRemark)).section())
		}
	}
	b.rich("silent", lines...)
}

func (b *builder) head(t *slack.TableBlock, options []string) {
	cells := []slack.TableCell{slack.NewTableRawTextCell("Criterion")}
	settings := []slack.ColumnSetting{{Align: slack.ColumnAlignmentLeft, IsWrapped: true}}
	for _, o := range options {
		cells = append(cells, richCell((&line{}).bold(name(o))))
		settings = append(settings, slack.ColumnSetting{Align: slack.ColumnAlignmentLeft, IsWrapped: true})
	}
	t.AddRow(cells...)
	t.WithColumnSettings(settings...)
}

// row is a criterion with a cell for each option. A sentence that stands above, or in an earlier cell, is referred to.
func (b *builder) row(r bot.ComparisonRow, options, limit int) []slack.TableCell {
	cells := []slack.TableCell{richCell((&line{}).bold(name(r.Criterion)))}
	here := map[string]bool{}
	for i := range options {
		if i >= len(r.Cells) || !held(r.Cells[i]) {
			cells = append(cells, richCell((&line{}).italic(noEvidence)))
			continue
		}
		c := r.Cells[i]
		text := shorten(oneLine(*c.Text), limit)
		switch {
		case here[*c.Text]:
			text = "likewise"
		case b.said[*c.Text]:
			text = "as above"
		}
		b.said[*c.Text], here[*c.Text] = true, true
		cells = append(cells, richCell(b.cite((&line{}).text(sign(c.Stance)+" "+text), c.Citations)))
	}
	return cells
}

func tableSize(t *slack.TableBlock) int {
	n := 0
	for _, row := range t.Rows {
		for _, cell := range row {
			n += elementsSize(cellElements(cell))
		}
	}
	return n
}

func richCell(l *line) slack.TableCell { return slack.NewTableRichTextCell(l.section()) }

// name is an option or criterion as it stands in a table, a chart or a list.
func name(s string) string {
	if s = shorten(oneLine(s), maxName); s != "" {
		return s
	}
	return "–"
}

const noEvidence = "no evidence"

// sign stands for a stance.
func sign(stance string) string {
	switch stance {
	case "for":
		return "✓"
	case "against":
		return "✗"
	case "none":
		return "–"
	default:
		return "·"
	}
}

// leftOut says how many of what stands only in the evidence.
func (b *builder) leftOut(n int, what string) {
	if n > 0 {
		b.small("left-out", fmt.Sprintf("%d more %s under “%s”.", n, what, evidenceLabel))
	}
}
