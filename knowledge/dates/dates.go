// Package dates reads dates as people write them in English.
package dates

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// writtenDate matches what may be a date of a day: "2025-03-01", "2025/3/1", "1.3.2025", "1 March 2025", "March 1st,
// 2025", "2025 Mar 1"; and, of months, "2025-03" and "March 2025". Which of the numbers is what, isoOf tells.
var writtenDate = regexp.MustCompile(`(?i)\b(?:` +
	`(?:19|20)\d\d(?:[-/.]\d{1,2}[-/.]|[ -]` + monthName + `[ -])\d{1,2}(?:st|nd|rd|th)?|` +
	`\d{1,2}(?:[-/.]\d{1,2}[-/.]|(?:st|nd|rd|th)?[ -](?:of )?` + monthName + `,?[ -])(?:19|20)\d\d|` +
	monthName + ` \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d\d|` +
	`(?:19|20)\d\d-(?:0[1-9]|1[0-2])|` + monthName + ` (?:19|20)\d\d)(?:T|\b)`)

const (
	monthName = `(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?`
	months    = "janfebmaraprmayjunjulaugsepoctnovdec"
)

// In returns the first date in text as 2025-03-01, or as 2025-03 where it has no day; "" where there is none, or
// none of which we know the day from the month: 05/02/2018.
func In(text string) string {
	for _, written := range writtenDate.FindAllString(text, maxDates) {
		if date := isoOf(strings.TrimRight(written, "T")); date != "" {
			return date
		}
	}
	return ""
}

// numericDate matches a date in which day and month are numbers, the year last: 05/02/2018.
var numericDate = regexp.MustCompile(`^\D{0,3}(\d{1,2})([-/.])(\d{1,2})[-/.]((?:19|20)\d\d)\b`)

// IsNumeric reports whether text begins with a date in which day and month are numbers, the year last: 05/02/2018.
func IsNumeric(text string) bool { return numericDate.MatchString(text) }

// An Order says which of the numbers of a date such as 05/02/2018 is the month.
type Order int

// The orders of day and month. UnknownOrder is that of a date alone, which may be of February or of May.
const (
	UnknownOrder Order = iota
	DayFirst
	MonthFirst
)

// OrderOf returns the order in which dates of one hand are written: that of those which have no other reading, 14/11/2022
// or 11/14/2022, where all of these have the same.
func OrderOf(dates []string) Order {
	order := UnknownOrder
	for _, text := range dates {
		m := numericDate.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		one, _ := strconv.Atoi(m[1])
		other, _ := strconv.Atoi(m[3])
		own := UnknownOrder
		switch {
		case one > 12:
			own = DayFirst
		case other > 12:
			own = MonthFirst
		}
		if own != UnknownOrder && order != UnknownOrder && own != order {
			return UnknownOrder
		}
		order = max(order, own)
	}
	return order
}

// Beside is In for a text that stands among other dates, which tell the day from the month.
func Beside(text string, order Order) string {
	m := numericDate.FindStringSubmatch(text)
	if m == nil || order == UnknownOrder {
		return In(text)
	}
	day, _ := strconv.Atoi(m[1])
	month, _ := strconv.Atoi(m[3])
	year, _ := strconv.Atoi(m[4])
	if order == MonthFirst {
		day, month = month, day
	}
	return iso(year, month, day)
}

// maxDates is how many dates of one text are looked at for one that can be read.
const maxDates = 8

// Plain returns a date as 2025-03-01 where text is one, with or without a time of day; other text stays as it is.
func Plain(text string) string {
	at := writtenDate.FindStringIndex(text)
	if at == nil || at[0] > 0 || strings.ContainsFunc(text[at[1]:], isLetterBeyondZone) {
		return text
	}
	return cmp.Or(In(text), text)
}

// isLetterBeyondZone reports whether c is a letter that no time of day has: "T12:00:00Z", "12:00 UTC".
func isLetterBeyondZone(c rune) bool {
	return (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') && !strings.ContainsRune("TZUCtzuc", c)
}

var datePiece = regexp.MustCompile(`\d+|[A-Za-z]+`)

// isoOf reads what writtenDate matches.
func isoOf(written string) string {
	var numbers []int
	month, first := 0, true // whether the year stands first
	for _, piece := range datePiece.FindAllString(written, -1) {
		if n, err := strconv.Atoi(piece); err == nil {
			if len(piece) == 4 && len(numbers) > 0 {
				first = false
			}
			numbers = append(numbers, n)
			continue
		}
		if n := Month(piece); n > 0 {
			month = n
		}
	}
	if !first {
		slices.Reverse(numbers) // the year, the month where it is a number, the day
	}
	if month > 0 {
		numbers = slices.Insert(numbers, min(1, len(numbers)), month)
	}
	switch {
	case len(numbers) == 2:
		return fmt.Sprintf("%d-%02d", numbers[0], numbers[1])
	case len(numbers) != 3:
		return ""
	case month > 0:
		return iso(numbers[0], month, numbers[2])
	case !first && numbers[1] > 12:
		return iso(numbers[0], numbers[2], numbers[1]) // 11/14/2022
	case !first && numbers[2] <= 12 && numbers[1] != numbers[2] && !strings.Contains(written, "."):
		return "" // 05/02/2018: people write days first, and months
	}
	return iso(numbers[0], numbers[1], numbers[2])
}

// Month returns the number of a month by its name, of which the first three letters count, or 0.
func Month(name string) int {
	at := strings.Index(months, strings.ToLower(name[:min(3, len(name))]))
	if len(name) < 3 || at < 0 || at%3 != 0 {
		return 0
	}
	return at/3 + 1
}

// iso writes a date, or returns "" where the calendar has no such day.
func iso(year, month, day int) string {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if t.Day() != day || int(t.Month()) != month {
		return ""
	}
	return t.Format(time.DateOnly)
}
