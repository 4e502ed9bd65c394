package main

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/stackpick/stackpick/bot"
)

// What the text and the Markdown form of an answer have in common: what is shown, and how it is called.

// A shownStatement is a statement as a person sees it below the headline.
type shownStatement struct {
	bot.Statement
	text string // the statement's, without an opening that the headline has
}

// worded reports whether the answer consists of cited statements rather than of one text.
func worded(a *bot.Answer) bool {
	switch a.Outcome {
	case bot.Recommended, bot.Compared, bot.Facts:
		return len(a.Statements) > 0
	default:
		return false
	}
}

// spoken returns the statements that stand below the headline: those that neither the headline has as its
// condition nor the table as one of its cells.
func spoken(a *bot.Answer) []shownStatement {
	elsewhere := map[string]bool{}
	if a.Recommendation != nil {
		elsewhere[a.Recommendation.Unless] = true
	}
	if a.Comparison != nil {
		for _, r := range a.Comparison.Rows {
			for _, c := range r.Cells {
				if c.Text != nil {
					elsewhere[*c.Text] = true
				}
			}
		}
	}
	var shown []shownStatement
	for _, st := range a.Statements {
		if !elsewhere[st.Text] {
			shown = append(shown, shownStatement{Statement: st, text: withoutOpening(st.Text, a.Recommendation)})
		}
	}
	return shown
}

// withoutOpening cuts "Pick: Django. " off a statement; the headline says that already.
func withoutOpening(text string, r *bot.Recommendation) string {
	if r == nil {
		return text
	}
	for _, name := range []string{r.Option, pickName(r)} {
		opening := "Pick: " + name + ". "
		if len(text) > len(opening) && strings.EqualFold(text[:len(opening)], opening) {
			return text[len(opening):]
		}
	}
	return text
}

// pickName returns what a recommendation is called in a headline.
func pickName(r *bot.Recommendation) string {
	switch r.Option {
	case bot.Either:
		return "Either"
	case bot.Neither:
		return "None of these"
	default:
		return r.Option
	}
}

// condition returns what would turn the pick round, with the sources that say so; "" where nothing would.
func condition(a *bot.Answer) (text string, citations []int) {
	for _, st := range a.Statements {
		if st.Text == a.Recommendation.Unless {
			return st.Text, st.Citations
		}
	}
	return a.Recommendation.Unless, nil
}

// unsaid returns the texts that the answer's own text does not hold already, where that text is shown.
func unsaid(a *bot.Answer, texts []string) []string {
	if worded(a) {
		return texts
	}
	var left []string
	for _, text := range texts {
		if !strings.Contains(a.Text, text) {
			left = append(left, text)
		}
	}
	return left
}

// cited appends the markers of its sources to a text, so that no line break comes between.
func cited(text string, citations []int) string {
	for i, n := range citations {
		if i == 0 {
			text += string(noBreak)
		}
		text += "[" + strconv.Itoa(n) + "]"
	}
	return text
}

// firstSources returns the first top sources, or all when top is 0.
func firstSources(sources []bot.Source, top int) []bot.Source {
	if top > 0 && top < len(sources) {
		return sources[:top]
	}
	return sources
}

// sourceName returns a source's section, document and date, as far as there are any.
func sourceName(src bot.Source) string {
	return placeName(src.Section, src.Document, src.Date)
}

func placeName(section, document, date string) string {
	name := section
	if document != section {
		name = strings.Trim(section+" — "+document, " —")
	}
	if date != "" {
		name += ", " + date
	}
	return name
}

// sourceLink returns where a source can be read: its URL, else the id that "knowledge show" takes.
func sourceLink(src bot.Source) string { return cmp.Or(src.URL, src.ID) }

// Signs of the stances in a comparison.
func stanceSign(stance string) (sign string, st style) {
	switch stance {
	case "for":
		return "✓", green
	case "against":
		return "✗", red
	case "none":
		return "–", dim
	default:
		return "·", dim
	}
}

// cellText returns what a cell says, with its markers.
func cellText(c bot.ComparisonCell) string {
	if c.Text == nil {
		return noEvidence
	}
	return cited(*c.Text, c.Citations)
}

const noEvidence = "no evidence"
