package main

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"github.com/stackpick/stackpick/bot"
)

// A page is an answer being written as Markdown (CommonMark with GitHub's tables).
type page struct {
	b       strings.Builder
	sources []bot.Source
}

// markdown returns an answer as Markdown. The texts of the knowledge are escaped: they mean nothing but
// themselves.
func markdown(a *bot.Answer, top int, why bool) string {
	p := &page{sources: a.Sources}
	p.verdict(a)
	var statements []string
	for _, st := range a.Spoken() {
		statements = append(statements, escapeMarkdown(st.Text)+p.marks(st.Citations))
	}
	p.list("", statements)
	if a.Comparison != nil && len(a.Comparison.Rows) > 0 {
		p.comparison(a.Comparison)
	}
	p.list("Not in the knowledge", escapeAll(a.Unsaid(a.Gaps)))
	for _, note := range a.Notes {
		p.paragraph("*Note:* " + escapeMarkdown(note))
	}
	p.list("Ask next", escapeAll(a.Unsaid(a.FollowUps)))
	p.sourceList(top)
	if a.Plain != nil {
		p.paragraph("*" + escapeMarkdown(phrased(a)) + "*")
	}
	if why {
		p.why(a)
	}
	return p.b.String()
}

// paragraph writes a block, apart from the one before.
func (p *page) paragraph(text string) {
	if p.b.Len() > 0 {
		p.b.WriteByte('\n')
	}
	p.b.WriteString(text + "\n")
}

func (p *page) list(heading string, items []string) {
	if len(items) == 0 {
		return
	}
	if heading != "" {
		p.paragraph("**" + heading + "**")
	}
	p.paragraph("- " + strings.Join(items, "\n- "))
}

func (p *page) verdict(a *bot.Answer) {
	r := a.Recommendation
	switch {
	case r != nil:
		lines := []string{fmt.Sprintf("**%s** (%s)", escapeMarkdown(r.Name()), r.Strength)}
		if len(r.Because) > 0 {
			lines = append(lines, "*because* "+escapeMarkdown(strings.Join(r.Because, ", ")))
		}
		if text, citations := a.Condition(); text != "" {
			lines = append(lines, "*unless* "+escapeMarkdown(text)+p.marks(citations))
		}
		p.paragraph(strings.Join(lines, "\\\n")) // a backslash keeps the line break
	case a.Outcome == bot.Compared && a.Comparison != nil:
		p.paragraph("**" + escapeMarkdown(strings.Join(a.Comparison.Options, " · ")) + "**")
	case a.Outcome == bot.NotCovered:
		p.paragraph("**Not covered**")
		p.paragraph(escapeMarkdown(a.Text))
	case !a.Worded():
		p.paragraph(escapeMarkdown(a.Text))
	}
}

func (p *page) comparison(c *bot.Comparison) {
	var b strings.Builder
	b.WriteString("| |")
	for _, o := range c.Options {
		b.WriteString(" " + escapeMarkdown(o) + " |")
	}
	b.WriteString("\n|---|" + strings.Repeat("---|", len(c.Options)))
	for _, r := range c.Rows {
		b.WriteString("\n| **" + escapeMarkdown(r.Criterion) + "** |")
		for _, cell := range r.Cells {
			sign, _ := stanceSign(cell.Stance)
			text := noEvidence
			if cell.Text != nil {
				text = escapeMarkdown(*cell.Text) + p.marks(cell.Citations)
			}
			b.WriteString(" " + sign + " " + text + " |")
		}
	}
	p.paragraph(b.String())
}

// marks returns the markers of sources, each a link to what it stands for.
func (p *page) marks(citations []int) string {
	var b strings.Builder
	for i, n := range citations {
		if i == 0 {
			b.WriteByte(' ')
		}
		mark := fmt.Sprintf(`\[%d\]`, n)
		if n >= 1 && n <= len(p.sources) {
			mark = linkMarkdown(mark, p.sources[n-1].URL)
		}
		b.WriteString(mark)
	}
	return b.String()
}

func (p *page) sourceList(top int) {
	if len(p.sources) == 0 {
		return
	}
	p.paragraph("**Sources**\n")
	shown := firstSources(p.sources, top)
	for _, src := range shown {
		fmt.Fprintf(&p.b, "%d. %s\n", src.N, linkMarkdown(escapeMarkdown(src.Name()), src.URL))
	}
	if left := len(p.sources) - len(shown); left > 0 {
		p.paragraph(fmt.Sprintf("… and %d more", left))
	}
}

// why appends the weighing as code, where nothing needs an escape but a fence.
func (p *page) why(a *bot.Answer) {
	lines := explain(a)
	for _, src := range a.Sources {
		lines = append(lines, fmt.Sprintf("[%d] %.2f  %s", src.N, src.Score, src.ID))
	}
	p.paragraph("**Why**")
	p.paragraph("    " + strings.Join(strings.Split(cleanText(strings.Join(lines, "\n")), "\n"), "\n    "))
}

var (
	// special are the characters that mean something to Markdown anywhere in a line.
	special = regexp.MustCompile("[\\\\`*_{}\\[\\]<>|~$&]")
	// opening are those that mean something only where a line begins.
	opening = regexp.MustCompile(`^(?:[#+=-]|\d{1,9}[.)])`)
)

// escapeMarkdown makes text one line that Markdown shows as it is.
func escapeMarkdown(text string) string {
	text = special.ReplaceAllString(strings.ReplaceAll(cleanLine(text), string(noBreak), " "), `\$0`)
	return opening.ReplaceAllStringFunc(text, func(s string) string { return s[:len(s)-1] + `\` + s[len(s)-1:] })
}

func escapeAll(texts []string) []string {
	var escaped []string
	for _, text := range texts {
		escaped = append(escaped, escapeMarkdown(text))
	}
	return escaped
}

// linkMarkdown links text, which is Markdown already, to an http or https address; others are left out.
func linkMarkdown(text, address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return text
	}
	return "[" + text + "](<" + unsafeInLink.Replace(address) + ">)"
}

// unsafeInLink encodes what would end a link's destination.
var unsafeInLink = strings.NewReplacer("<", "%3C", ">", "%3E", " ", "%20", `\`, "%5C")
