package question

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// Records are the decision records of a library by what they are called.
type Records struct {
	all      []*knowledge.Document
	coded    map[string][]*knowledge.Document // what the records of a log are called, "wd7" of "WD-007" → those records
	series   map[string]bool                  // the letters by which records of series are called, "oep"
	statuses map[string]bool                  // the statuses of one or two words that records have, as they write them, in lower case
}

// NewRecords returns the records of a library, in its order.
func NewRecords(lib *knowledge.Library) Records {
	k := Records{coded: map[string][]*knowledge.Document{}, series: map[string]bool{}, statuses: map[string]bool{}}
	for i := range lib.Documents {
		d := &lib.Documents[i]
		if d.Record == nil || len(d.Passages) == 0 {
			continue
		}
		k.all = append(k.all, d)
		if status := strings.ToLower(d.Record.Written); len(strings.Fields(status)) == 1 || len(strings.Fields(status)) == 2 {
			k.statuses[status] = true
		}
		if words := vocabulary.Words(d.Record.Name); len(words) > 0 {
			code, _ := codeAt(words, max(0, len(words)-2)) // "web12" of "ACME-ADR-WEB-0012"
			k.coded[code] = append(k.coded[code], d)
			if series := strings.TrimRight(code, "0123456789"); len(series) > 1 {
				k.series[series] = true
			}
		}
	}
	return k
}

// IsStatus reports whether a word is a status that records have.
func (k *Records) IsStatus(word string) bool { return k.statuses[word] }

// StatusIn returns the status of one or two words that words name as a record writes it: "on hold", "obsolete"; "" for none.
func (k *Records) StatusIn(words []vocabulary.Word) string {
	for _, status := range slices.Sorted(maps.Keys(k.statuses)) {
		if vocabulary.HasPhrase(words, status) {
			return status
		}
	}
	return ""
}

// IsSeries reports whether a word is what records of a series are called, one or all of them: "OEPs".
func (k *Records) IsSeries(word string) bool {
	return k.series[strings.TrimSuffix(strings.ToLower(word), "s")]
}

// numbered returns the numbers by which words name records: "ADR 12", "ADR-0012", "ADRs 3 and 5", "decision 7".
func numbered(words []vocabulary.Word) []int {
	var numbers []int
	after := false // a number here is a record's
	for _, w := range words {
		switch text := w.Text; {
		case w.Is("adr", "adrs", "dr", "record", "records", "decision", "decisions", "number", "no", "nr"):
			after = after || !w.Is("number", "no", "nr")
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

// Called returns the records that words name by what they are called, "WD-007", or by their numbers, and the numbers
// that no record has. A number after letters by which records of a series are called is of that series.
func (k *Records) Called(words []vocabulary.Word) (named []*knowledge.Document, missing []int) {
	var coded []int
	for i := range words {
		if code, ok := codeAt(words, i); ok && !strings.HasPrefix(code, "adr") && len(k.coded[code]) > 0 {
			named = append(named, k.coded[code]...)
			coded = append(coded, recordDigits(strings.TrimLeft(code, letters)))
		}
	}
	ofADRs := vocabulary.HasAny(words, "adr", "adrs") || slices.ContainsFunc(words, func(w vocabulary.Word) bool { return strings.HasPrefix(w.Text, "adr") })
	for _, n := range numbered(words) {
		if slices.Contains(coded, n) {
			continue
		}
		var found []*knowledge.Document
		for _, d := range k.all {
			if d.Record.Number == n && !slices.Contains(named, d) {
				found = append(found, d)
			}
		}
		isADR := func(d *knowledge.Document) bool { return strings.Contains(d.Record.Name, "ADR") }
		if ofADRs && slices.ContainsFunc(found, isADR) {
			found = slices.DeleteFunc(found, func(d *knowledge.Document) bool { return !isADR(d) })
		}
		if len(found) == 0 {
			missing = append(missing, n)
		}
		named = append(named, found...)
	}
	return slices.Compact(named), missing
}

// hasCode reports whether a word is the code of a record: "DR4".
func (k *Records) hasCode(word string) bool {
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

// Labels returns the labels by which words name options: "option D", "options 1 and 2", "option A or option B".
func Labels(words []vocabulary.Word) []string {
	var labels []string
	after := false // a letter or number here is an option's
	for _, w := range words {
		switch {
		case w.Is("option", "options", "alternative", "alternatives", "approach", "proposal", "variant", "model"):
			after = true
		case after && (recordDigits(w.Text) >= 0 || len(w.Text) == 1):
			labels = appendNew(labels, w.Text)
		case !w.Is("and", "or", "vs", "versus", "over", "than", "to", "with"):
			after = false
		}
	}
	return labels
}

// Years returns the years that words name.
func Years(words []vocabulary.Word) []string {
	var years []string
	for _, w := range words {
		if n := recordDigits(w.Text); len(w.Text) == 4 && n >= 1990 && n < 2100 {
			years = append(years, w.Text)
		}
	}
	return years
}
