package dates_test

import (
	"testing"

	"github.com/stackpick/stackpick/knowledge/dates"
)

func TestDatesAreReadAsPeopleWriteThem(t *testing.T) {
	for text, want := range map[string]string{
		"2025-03-01":                      "2025-03-01",
		"2025/3/1: first draft":           "2025-03-01",
		"2025.03.01":                      "2025-03-01",
		"14.11.2022: Initial draft":       "2022-11-14",
		"03.08.2022":                      "2022-08-03",
		"Written on 14/11/2022":           "2022-11-14",
		"11/14/2022":                      "2022-11-14",
		"07/07/2021":                      "2021-07-07",
		"05/02/2018":                      "", // in February or in May
		"2019 Feb 1":                      "2019-02-01",
		"1st of February 2019":            "2019-02-01",
		"1 Feb. 2019":                     "2019-02-01",
		"01-Feb-2019":                     "2019-02-01",
		"February 1st, 2019":              "2019-02-01",
		"Sept 30 2020":                    "2020-09-30",
		"March 2024":                      "2024-03",
		"2024-03":                         "2024-03",
		"agreed in May, then 2 June 2024": "2024-06-02",
		"31 February 2024":                "",
		"2024-13-01":                      "",
		"version 1.2.2024 of 2024-05-06":  "2024-02-01",
		"may 20 people come":              "",
		"RFC 2119":                        "",
		"":                                "",
	} {
		if got := dates.In(text); got != want {
			t.Errorf("the date in %q is %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]string{
		"2021-08-10T12:30:00+01:00": "2021-08-10",
		"2021-08-10 12:30 UTC":      "2021-08-10",
		"10 August 2021":            "2021-08-10",
		"05/02/2018":                "05/02/2018",
		"2023":                      "2023",
		"before 2021-08-10":         "before 2021-08-10",
		"2021-08-10, as we recall":  "2021-08-10, as we recall",
	} {
		if got := dates.Plain(text); got != want {
			t.Errorf("the date %q is taken as %q, want %q", text, got, want)
		}
	}
}

// TestDatesAmongOthers: one date tells of the others which number is the month, unless another tells otherwise.
func TestDatesAmongOthers(t *testing.T) {
	for name, tt := range map[string]struct {
		column []string
		want   string // 05/02/2018 among these
	}{
		"a month first":  {[]string{"05/02/2018", "11/14/2022"}, "2018-05-02"},
		"a day first":    {[]string{"05/02/2018", "14/11/2022"}, "2018-02-05"},
		"both":           {[]string{"11/14/2022", "05/02/2018", "14/11/2022"}, ""},
		"nothing of it":  {[]string{"05/02/2018", "2022-11-14", "soon"}, ""},
		"no date at all": {nil, ""},
	} {
		if got := dates.Beside("05/02/2018", dates.OrderOf(tt.column)); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
	if !dates.IsNumeric("05/02/2018") || dates.IsNumeric("5 Feb 2018") || dates.IsNumeric("2018-02-05") {
		t.Error("a date of numbers is not told from others")
	}
}
