package blocks

import (
	"fmt"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/bot"
)

// How much is said beside the table.
const (
	maxStatements = 8
	maxStatement  = 500
	maxReasons    = 2500 // of all statements
	maxGaps       = 5
	maxNotes      = 4
	maxRemark     = 160 // of one gap or note
)

// unfounded stands where a choice has no reason to show.
const unfounded = "No sentence of the knowledge bears on it."

// reasons are the statements, each with its sources: all of a recommendation or of facts, and of a comparison those
// that its table does not have.
func (b *builder) reasons() {
	stated := stated(b.a)
	if !b.a.Worded() {
		if b.a.Recommendation != nil {
			b.paragraph("reasons", unfounded)
		}
		return
	}
	shown := shown(b.a)
	b.saidInOtherWords()
	var lines []*line
	for _, s := range shown {
		b.said[s.Text], b.said[s.Quoted()] = true, true
		text := shorten(oneLine(s.Text), min(maxStatement, maxReasons/len(shown)))
		lines = append(lines, b.cite((&line{}).text(text), s.Citations))
	}
	if left := len(stated) - len(shown); left > 0 {
		lines = append(lines, (&line{}).italic(fmt.Sprintf("%d more under “%s”", left, evidenceLabel)))
	}
	if len(lines) == 1 && len(lines[0].elements) > 0 {
		b.rich("reasons", lines[0].section())
		return
	}
	b.rich("reasons", bullets(lines)...)
}

// stated returns the statements to show above the table, each once, without an opening that the headline has, and
// without those that the headline's condition says. A recommendation's reasons are among them even if they are
// cells of its table, too.
func stated(a *bot.Answer) []bot.Statement {
	var stated []bot.Statement
	spoken, above := a.Spoken(), saidByCondition(a)
	for i, s := range a.Statements {
		inCell := true
		if len(spoken) > 0 && strings.HasSuffix(s.Text, spoken[0].Text) {
			s.Text, spoken, inCell = spoken[0].Text, spoken[1:], false
		}
		repeated := slices.ContainsFunc(stated, func(o bot.Statement) bool { return o.Text == s.Text })
		if inTable := inCell && a.Recommendation == nil; !above[i] && !repeated && !inTable {
			stated = append(stated, s)
		}
	}
	return stated
}

// shown are as many of them as a message has room for.
func shown(a *bot.Answer) []bot.Statement {
	stated := stated(a)
	return stated[:min(len(stated), maxStatements)]
}

// gaps says what the knowledge lacks, where the headline has not.
func (b *builder) gaps() {
	if b.a.Outcome != bot.NotCovered {
		b.listed("gaps", "Not in the knowledge", b.gapLines())
	}
}

// gapLines are what was asked for and is not there.
func (b *builder) gapLines() []*line {
	var lines []*line
	for _, gap := range b.a.Gaps[:min(len(b.a.Gaps), maxGaps)] {
		lines = append(lines, (&line{}).text(shorten(oneLine(gap), maxRemark)))
	}
	return append(lines, more(len(b.a.Gaps)-maxGaps)...)
}

// more is a line that counts what is left out; none where nothing is.
func more(left int) []*line {
	if left <= 0 {
		return nil
	}
	return []*line{(&line{}).italic(fmt.Sprintf("and %d more", left))}
}

// notes are remarks on the answer and on how it came about.
func (b *builder) notes() {
	notes := append(slices.Clone(b.a.Notes), b.o.Notes...)
	for _, note := range notes[:min(len(notes), maxNotes)] {
		b.small("note", shorten(oneLine(note), maxRemark))
	}
}
