package vocabulary_test

import (
	"strings"
	"testing"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

func TestPhrasalVerbs(t *testing.T) {
	for text, want := range map[string]string{
		"Backing up the ovens":         "backup the ovens",
		"it was rolled back, up there": "it was rollback up there",
		"shut-down, set up":            "shutdown set up",
		"it went back, up the hill":    "it went back up the hill",
		"log in out":                   "login out",
		"up":                           "up",
		"":                             "",
	} {
		var got []string
		for _, w := range vocabulary.JoinPhrasal(vocabulary.Words(text)) {
			got = append(got, w.Text)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	w := vocabulary.JoinPhrasal(vocabulary.Words("we shut down"))[1]
	if w.Start != 3 || w.End != 12 || w.Stem != "shutdown" {
		t.Errorf("got %+v", w)
	}
}
