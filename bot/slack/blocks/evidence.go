package blocks

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/knowledge"
)

// rule says how a pick comes about; package bot has the arithmetic.
const rule = "A pick needs evidence on what was asked. " +
	"Its strength is how far the best option leads, and how much of what was asked the knowledge covers."

// Evidence is the modal with everything behind an answer: the statements in full, the whole matrix, each cited
// passage's own text with what is quoted from it in bold, what is missing, and how it was weighed. An answer that was
// loaded from the store has no ledger: then the cells are counted instead.
func Evidence(a *bot.Answer) slack.ModalViewRequest {
	b := newBuilder(a, Options{Asked: a.Question}, viewRoom())
	b.asked()
	b.allStatements()
	b.ownWords()
	b.matrix()
	b.allGaps()
	b.passages()
	b.weighing()
	b.receipt()
	if b.full() {
		b.room = messageRoom()
		b.small("left-out", "There is more than fits here.")
	}
	return slack.ModalViewRequest{
		Type: slack.VTModal, Title: plain(evidenceLabel), Close: plain("Close"),
		Blocks: slack.Blocks{BlockSet: b.blocks},
	}
}

// full is a text as long as one block of rich text may be.
func full(text string) string { return shorten(oneLine(text), maxText) }

func (b *builder) allStatements() {
	var lines []*line
	for _, s := range b.a.Statements {
		lines = append(lines, b.cite((&line{}).text(full(s.Text)), s.Citations))
	}
	if len(lines) == 0 {
		lines = append(lines, (&line{}).text(full(b.a.Text)))
	}
	b.listed("said", "What the answer says", lines)
}

// matrix is the comparison as a list for each criterion. A table would be nicer, but Slack's reference does not say that
// a modal may hold one.
func (b *builder) matrix() {
	c := b.a.Comparison
	if c == nil || len(c.Rows) == 0 {
		return
	}
	b.header("Criterion by criterion")
	for _, r := range c.Rows {
		if b.full() {
			return
		}
		var lines []*line
		for i, o := range c.Options {
			l := (&line{}).text(name(o) + ": ")
			if i < len(r.Cells) && held(r.Cells[i]) {
				b.cite(l.text(sign(r.Cells[i].Stance)+" "+full(*r.Cells[i].Text)), r.Cells[i].Citations)
			} else {
				l.italic(noEvidence)
			}
			lines = append(lines, l)
		}
		b.listed("criterion", name(r.Criterion), lines)
	}
}

func (b *builder) allGaps() {
	var lines []*line
	for _, gap := range b.a.Gaps {
		lines = append(lines, (&line{}).text(full(gap)))
	}
	b.listed("gaps", "Not in the knowledge", lines)
}

// passages are the sources with their own text.
func (b *builder) passages() {
	if len(b.a.Sources) > 0 {
		b.header("What the sources say")
	}
	for _, s := range b.a.Sources {
		l := b.source((&line{}).bold("["+strconv.Itoa(s.N)+"] "), s, "")
		if s.Kind != string(knowledge.KindSection) && s.Kind != "" {
			l.text(" · " + name(strings.ReplaceAll(s.Kind, "-", " ")))
		}
		l.text(fmt.Sprintf(" · relevance %.2f", s.Score))
		elements := []slack.RichTextElement{l.section()}
		if text := full(s.Passage); text != "" {
			elements = append(elements, highlighted(text, b.quotedFrom(s.N)).quote())
		}
		b.rich("passage", elements...)
	}
}

// quotedFrom are the sentences that the answer cites to a source, as the source has them.
func (b *builder) quotedFrom(n int) []string {
	var quoted []string
	for _, s := range b.a.Ours().Statements {
		if slices.Contains(s.Citations, n) {
			quoted = append(quoted, sentences(s.Quoted())...)
		}
	}
	if b.a.Comparison == nil {
		return quoted
	}
	for _, r := range b.a.Comparison.Rows {
		for _, c := range r.Cells {
			if held(c) && slices.Contains(c.Citations, n) {
				quoted = append(quoted, sentences(*c.Text)...)
			}
		}
	}
	return quoted
}

func sentences(text string) []string {
	text = oneLine(text)
	list := []string{text}
	for at := sentenceEnd.FindStringIndex(text); at != nil; at = sentenceEnd.FindStringIndex(text) {
		list = append(list, text[:at[0]+1])
		text = text[at[1]:]
	}
	return append(list, text)
}

// highlighted is a passage with those of its sentences in bold that are quoted.
func highlighted(passage string, quoted []string) *line {
	l := &line{}
	for passage != "" {
		start, end := len(passage), len(passage)
		for _, q := range quoted {
			if at := strings.Index(passage, q); q != "" && at >= 0 && (at < start || at == start && at+len(q) > end) {
				start, end = at, at+len(q)
			}
		}
		l.text(passage[:start]).bold(passage[start:end])
		passage = passage[end:]
	}
	return l
}

// weighing is the arithmetic behind a choice.
func (b *builder) weighing() {
	if b.a.Recommendation == nil && b.a.Comparison == nil {
		return
	}
	b.header("How it was weighed")
	b.paragraph("rule", rule)
	var lines []*line
	if l := b.a.Ledger; l != nil {
		lines = ledgerLines(l)
	} else if c := b.a.Comparison; c != nil {
		lines = countLines(c)
	}
	b.listed("ledger", "", lines)
}

// ledgerLines are the scores by which the options were ranked: of each criterion, and together.
func ledgerLines(l *bot.Ledger) []*line {
	var lines []*line
	for _, r := range l.Rows {
		var scores []float64
		for _, c := range r.Cells {
			scores = append(scores, c.Score)
		}
		lines = append(lines, (&line{}).text(full(fmt.Sprintf("%s: %s", r.Concept, scoreList(l.Options, scores)))))
	}
	together := fmt.Sprintf(": %s; lead %.2f; %.0f %% of what was asked is covered",
		scoreList(l.Options, l.Totals), l.Margin, 100*l.Coverage)
	return append(lines, (&line{}).bold("Together").text(shorten(together, maxText)))
}

func scoreList(options []string, scores []float64) string {
	var parts []string
	for i, score := range scores[:min(len(options), len(scores))] {
		parts = append(parts, fmt.Sprintf("%s %+.2f", name(options[i]), score))
	}
	return strings.Join(parts, " · ")
}

// countLines count the cells, which is all that is left of the weighing without a ledger.
func countLines(c *bot.Comparison) []*line {
	var lines []*line
	favour, against := judged(c)
	for i, o := range c.Options {
		text := fmt.Sprintf("%s: for it on %d, against it on %d of %d", name(o), favour[i], against[i], len(c.Rows))
		lines = append(lines, (&line{}).text(text))
	}
	return lines
}

func (b *builder) receipt() {
	b.small("receipt", "knowledge "+name(shortHash(b.a.Receipt.Knowledge))+" · stackpick "+name(b.a.Receipt.Version))
}
