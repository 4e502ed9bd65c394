package knowledge

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/stackpick/stackpick/knowledge/markup"
	"github.com/stackpick/stackpick/knowledge/plain"
)

// Records name options by a label: "Option A: Keep polling" in a heading, "Option A" where they decide. A label is a
// number or a letter; in text a letter counts as a capital only ("a solution a child could find").
var (
	labelled   = regexp.MustCompile(`(?i)^(?:` + labelKind + `)\s+#?(\d{1,2}|[a-z])(?:\s*$|\s*[-–—:.)(]|\s+\()`)
	labelsText = regexp.MustCompile(`\b(?i:` + labelKind + `)s?\s+#?(\d{1,2}|[A-Z])\b`)
)

const labelKind = `option|alternative|approach|solution|proposal|variant|model|candidate`

// labelOf returns the label that a heading or an item begins with, in lower case, or "".
func labelOf(text string) string {
	if m := labelled.FindStringSubmatch(unquoted(bareHeading(text))); m != nil {
		return strings.ToLower(m[1])
	}
	return ""
}

// A labelFinder tells which headings of a record open an option by its label. They may stand anywhere; below what is
// decided only where there are several of them: one alone says what was chosen.
type labelFinder struct {
	r       *Record
	decided map[string]bool // the labels of headings below an outcome
}

// headsOption reports whether a heading opens an option by its label; under is the part it stands in.
func (l *labelFinder) headsOption(heading string, under Part) bool {
	label := labelOf(heading)
	return label != "" && (under != PartOutcome || len(l.decided) > 1)
}

// newLabelFinder looks over a record's headings.
func (r *Record) newLabelFinder(a *article) *labelFinder {
	l := &labelFinder{r: r, decided: map[string]bool{}}
	part, level := PartNone, 0
	for _, b := range a.Blocks {
		if b.Kind != markup.Heading {
			continue
		}
		if label := labelOf(b.Text); label != "" && part == PartOutcome && b.Level > level {
			l.decided[label] = true
		} else if label == "" && (b.Level <= level || part != PartOutcome) {
			part, level = Part(b.Part), b.Level
		}
	}
	return l
}

// labelIndex returns which of the considered options has a label, or -1.
func (r *Record) labelIndex(label string) int {
	if label == "" {
		return -1
	}
	return slices.Index(r.labels, label)
}

// numberedIndex returns which of the considered options text is the number of, "2", "#2" or "(2)", by their labels or by their
// order where they have none; -1 for other texts.
func (r *Record) numberedIndex(text string) int {
	number := strings.Trim(text, " #()")
	n, err := strconv.Atoi(number)
	switch {
	case err != nil || n < 1:
		return -1
	case slices.ContainsFunc(r.labels, func(label string) bool { return label != "" }):
		return r.labelIndex(number)
	case n <= len(r.Considered):
		return n - 1
	}
	return -1
}

// Labelled returns the option of the record that has a label such as "A" or "2", as the vocabulary names it, and whether
// there is one.
func (r *Record) Labelled(label string) (option string, ok bool) {
	if i := r.labelIndex(strings.ToLower(label)); i >= 0 && i < len(r.names) {
		return r.names[i], true
	}
	return "", false
}

// choose notes what the outcome's texts choose where they do not say "Chosen option": the one option whose label they
// name, else the one whose name stands in one of the first of them.
func (r *Record) choose(outcome []markup.Block) {
	if r.outcome != "" {
		return
	}
	labels := map[string]bool{}
	for _, b := range outcome {
		for _, m := range labelsText.FindAllStringSubmatch(b.Text, maxConsidered) {
			labels[strings.ToLower(m[1])] = true
		}
	}
	for _, b := range outcome[:min(len(outcome), fewSentences)] {
		switch m := labelsText.FindStringSubmatchIndex(b.Text); {
		case turnsDown.MatchString(b.Text):
		case m != nil && len(labels) == 1:
			label := strings.ToLower(b.Text[m[2]:m[3]])
			if i := max(r.labelIndex(label), r.numberedIndex(label)); i >= 0 {
				r.outcome = r.Considered[i]
			} else if m[0] == 0 {
				r.outcome = cleanOption(b.Text) // an option that stands nowhere else
			}
			return
		case len(labels) == 0 && (decidingWords.MatchString(b.Text) || weWill.MatchString(b.Text) || choosing.MatchString(b.Text) || strings.Contains(b.Text, " will be ")):
			if r.outcome = r.onlyNamed(b.Text); r.outcome != "" {
				return
			}
		}
	}
}

var turnsDown = regexp.MustCompile(`(?i)\b(?:not|never|n['’]t|reject\w*|against|instead of|rather than|over)\b`)

// onlyNamed returns the one considered option of several words whose name stands in text, "" for none or several.
func (r *Record) onlyNamed(text string) string {
	only, text := "", plain.Folded(text)
	for _, name := range r.Considered {
		if bare := plain.Folded(bareOption(name)); strings.Contains(bare, " ") && containsWords(text, bare) {
			if only != "" {
				return ""
			}
			only = name
		}
	}
	return only
}
