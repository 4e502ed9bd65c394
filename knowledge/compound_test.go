package knowledge_test

import (
	"strings"
	"testing"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// A question's compounds are written as the library writes them, whichever way that is.
func TestCompoundsAreWrittenAsTheLibraryDoes(t *testing.T) {
	census := openText(t, "notes.md", `# Notes

The stand-up is short. A stand-up has a host. The kilnroom is warm, and the kilnroom is dry. A kiln is hot.

A work bench stands there. Work on the bench. Sign-off by two, then signoff, signoff and signoff.

Cron starts a job at night. Hand it over, and take a break.
`).Census(nil)
	for asked, want := range map[string]string{
		"when is the standup?":       "when is the stand up",
		"when is the stand-up?":      "when is the stand up",
		"is the kiln room warm?":     "is the kilnroom warm",
		"is the kiln, room or shed?": "is the kiln room or shed",
		"where is the workbench?":    "where is the workbench", // no hyphen tells that it is two words
		"who gives a signoff?":       "who gives a signoff",
		"is a cronjob started?":      "is a cron job started",
		"who can overtake?":          "who can overtake", // "over" says nothing by itself
		"who can not see?":           "who can not see",
	} {
		var got []string
		for _, w := range census.Compounds(vocabulary.Words(asked)) {
			got = append(got, w.Text)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %q, want %q", asked, strings.Join(got, " "), want)
		}
	}
}
