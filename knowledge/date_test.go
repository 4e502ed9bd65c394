package knowledge

import "testing"

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
		if got := dateIn(text); got != want {
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
		if got := plainDate(text); got != want {
			t.Errorf("the date %q is taken as %q, want %q", text, got, want)
		}
	}
}
