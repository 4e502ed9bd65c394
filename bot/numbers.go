package bot

import (
	"slices"
	"strconv"
	"strings"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// numbered returns the numbers by which words name records: "ADR 12", "ADR-0012", "ADRs 3 and 5", "decision 7".
func numbered(words []vocabulary.Word) []int {
	var numbers []int
	after := false // a number here is a record's
	for i, w := range words {
		switch text := w.Text; {
		case hasAny(words[i:i+1], "adr", "adrs", "dr", "record", "records", "decision", "decisions", "number", "no", "nr"):
			after = after || !hasAny(words[i:i+1], "number", "no", "nr")
		case strings.HasPrefix(text, "adr") && recordDigits(text[3:]) >= 0:
			numbers = append(numbers, recordDigits(text[3:]))
		case after && recordDigits(text) >= 0:
			numbers = append(numbers, recordDigits(text))
		case text != "and" && text != "or":
			after = false
		}
	}
	return numbers
}

// called returns the rulings that words name by what they are called, "WD-007", or by their numbers, and the numbers
// that no record has. A number after letters by which records of a series are called is of that series.
func (k *docket) called(words []vocabulary.Word) (named []*ruling, missing []int) {
	var coded []int
	for i := range words {
		if code, ok := codeAt(words, i); ok && !strings.HasPrefix(code, "adr") && len(k.coded[code]) > 0 {
			named = append(named, k.coded[code]...)
			coded = append(coded, recordDigits(strings.TrimLeft(code, letters)))
		}
	}
	ofADRs := hasAny(words, "adr", "adrs") || slices.ContainsFunc(words, func(w vocabulary.Word) bool { return strings.HasPrefix(w.Text, "adr") })
	for _, n := range numbered(words) {
		if slices.Contains(coded, n) {
			continue
		}
		var numbered []*ruling
		for _, r := range k.all {
			if r.doc.Record.Number == n && !slices.Contains(named, r) {
				numbered = append(numbered, r)
			}
		}
		if ofADRs {
			numbered = keepIfAny(numbered, func(r *ruling) bool { return strings.Contains(r.doc.Record.Name, "ADR") })
		}
		if len(numbered) == 0 {
			missing = append(missing, n)
		}
		named = append(named, numbered...)
	}
	return slices.Compact(named), missing
}

// hasCode reports whether a word is the code of a record: "DR4".
func (k *docket) hasCode(word string) bool {
	code, ok := codeAt([]vocabulary.Word{{Text: word}}, 0)
	return ok && len(k.coded[code]) > 0
}

const letters = "abcdefghijklmnopqrstuvwxyz"

// codeAt reads letters and a number that begin at a word, with or without a mark between: "wd7" of "WD-007".
func codeAt(words []vocabulary.Word, i int) (code string, ok bool) {
	text := words[i].Text
	letters := strings.TrimRight(text, "0123456789")
	digits := text[len(letters):]
	if digits == "" && i+1 < len(words) {
		digits = words[i+1].Text
	}
	n := recordDigits(digits)
	return letters + strconv.Itoa(n), n >= 0 && (len(letters) > 1 || letters == "d") // "S3" is none
}

// recordDigits returns the number that a text of up to five digits is, or -1.
func recordDigits(text string) int {
	if text == "" || len(text) > 5 {
		return -1
	}
	n := 0
	for _, c := range []byte(text) {
		if c < '0' || c > '9' {
			return -1
		}
		n = n*10 + int(c-'0')
	}
	return n
}

// labelsIn returns the labels by which words name options: "option D", "options 1 and 2", "option A or option B".
func labelsIn(words []vocabulary.Word) []string {
	var labels []string
	after := false // a letter or number here is an option's
	for i, w := range words {
		switch {
		case hasAny(words[i:i+1], "option", "options", "alternative", "alternatives", "approach", "proposal", "variant", "model"):
			after = true
		case after && (recordDigits(w.Text) >= 0 || len(w.Text) == 1):
			labels = appendNew(labels, w.Text)
		case !hasAny(words[i:i+1], "and", "or", "vs", "versus", "over", "than", "to", "with"):
			after = false
		}
	}
	return labels
}

// yearsIn returns the years that words name.
func yearsIn(words []vocabulary.Word) []string {
	var years []string
	for _, w := range words {
		if n := recordDigits(w.Text); len(w.Text) == 4 && n >= 1990 && n < 2100 {
			years = append(years, w.Text)
		}
	}
	return years
}
