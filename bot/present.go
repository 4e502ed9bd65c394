package bot

import (
	"regexp"
	"slices"
	"strings"
)

// What every form of an answer has in common, be it a terminal's, a document's or a message's: what is shown, and
// how it is called.

// Worded reports whether the answer consists of cited statements rather than of one text.
func (a *Answer) Worded() bool {
	switch a.Outcome {
	case Recommended, Compared, Facts:
		return len(a.Statements) > 0
	default:
		return false
	}
}

// againstIt opens what speaks against a pick.
const againstIt = "Against it: "

// opposing matches the opening of what speaks against a pick, or for the runner-up.
var opposing = regexp.MustCompile(`^(?:Against it|For [^:]{1,80}): `)

// Quoted returns a statement without an opening that says which side it speaks for.
func (s Statement) Quoted() string { return opposing.ReplaceAllString(s.Text, "") }

// Spoken returns the statements that stand below the headline, without an opening that the headline has: those
// that neither the headline has as its condition, or sums up there, nor the table as one of its cells.
func (a *Answer) Spoken() []Statement {
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
	summedUp := a.SummedUp(a.Statements)
	var spoken []Statement
	for i, st := range a.Statements {
		if i != summedUp && !elsewhere[st.Text] && !elsewhere[st.Quoted()] {
			spoken = append(spoken, Statement{Text: withoutOpening(st.Text, a.Recommendation), Citations: st.Citations})
		}
	}
	return spoken
}

// summary is how a condition sums up what the knowledge recommends the runner-up for.
var summary = regexp.MustCompile(`^what you need is (.+): then (.+)$`)

// needsOf parts the needs in a summary.
var needsOf = regexp.MustCompile(`, | or `)

// SummedUp returns the index of the statement that the pick's condition sums up: the one that names the runner-up and
// each of the needs; -1 where there is none.
func (a *Answer) SummedUp(statements []Statement) int {
	if a.Recommendation == nil {
		return -1
	}
	parts := summary.FindStringSubmatch(a.Recommendation.Unless)
	if parts == nil {
		return -1
	}
	names := append(needsOf.Split(parts[1], -1), parts[2])
	return slices.IndexFunc(statements, func(s Statement) bool {
		return !slices.ContainsFunc(names, func(name string) bool {
			return !strings.Contains(strings.ToLower(s.Text), strings.ToLower(name))
		})
	})
}

// withoutOpening cuts "Pick: Django. " off a statement; the headline says that already.
func withoutOpening(text string, r *Recommendation) string {
	if r == nil {
		return text
	}
	for _, name := range []string{r.Option, r.Name()} {
		opening := "Pick: " + name + ". "
		if len(text) > len(opening) && strings.EqualFold(text[:len(opening)], opening) {
			return text[len(opening):]
		}
	}
	return text
}

// Name returns what the pick is called in a headline.
func (r *Recommendation) Name() string {
	switch r.Option {
	case Either:
		return "Either"
	case Neither:
		return "None of these"
	default:
		return r.Option
	}
}

// Condition returns what would turn the pick round, with the sources that say so; "" where nothing would, or
// nothing was picked.
func (a *Answer) Condition() (text string, citations []int) {
	if a.Recommendation == nil {
		return "", nil
	}
	for _, st := range a.Statements {
		if st.Text == a.Recommendation.Unless {
			return st.Text, st.Citations
		}
	}
	if i := a.SummedUp(a.Statements); i >= 0 {
		citations = a.Statements[i].Citations
	}
	return a.Recommendation.Unless, citations
}

// Unsaid returns those of texts that the answer's own Text does not hold already, where that Text is what is shown.
func (a *Answer) Unsaid(texts []string) []string {
	if a.Worded() {
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

// Name returns the source's section, document and date, as far as there are any.
func (s Source) Name() string { return PlaceName(s.Section, s.Document, s.Date) }

// PlaceName returns what a place in the knowledge is called: "Security — Django vs. Node.js, 2023".
func PlaceName(section, document, date string) string {
	name := section
	if document != section {
		name = strings.Trim(section+" — "+document, " —")
	}
	if date != "" {
		name += ", " + date
	}
	return name
}
