package markup_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestFieldsOfRST takes the fields below a title for front matter, and what is none for text.
func TestFieldsOfRST(t *testing.T) {
	h, a := read(t, "a.rst", ":orphan:\n\nPage\n====\n\n:Authors: - Ann Example\n          - Bo Example\n:Date: $Date: 2015-03-13 15:35:19 -0400 (Fri, 13 Mar 2015) $\n:Source: https://e.com/a\n:Impact: *high*\n\nText.\n")
	if h.Author != "Ann Example, Bo Example" || h.Date != "2015-03-13" || h.Source != "https://e.com/a" || a.Title != "Page" {
		t.Errorf("author %q, date %q, source %q, title %q", h.Author, h.Date, h.Source, a.Title)
	}
	if diff := cmp.Diff([]string{"Page: Impact: high / Text."}, shape(a)); diff != "" {
		t.Errorf("text (-want +got):\n%s", diff)
	}
}
