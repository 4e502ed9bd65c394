package knowledge_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// longText is enough of an article that it is found in a page.
var longText = strings.Repeat("<p>Queues keep work that can wait, and they keep it in order, so that nothing is lost when a worker stops.</p>", 8)

// TestHeadOfAPage shows what the lines above an article tell of it.
func TestHeadOfAPage(t *testing.T) {
	const text = "<h2>Context</h2>"
	record := text + longText + "<h2>Decision</h2><p>We bake rye bread.</p><h2>Consequences</h2><p>It keeps for a week.</p>"
	for name, tt := range map[string]struct{ page, date, author, status string }{
		"below the title":      {"<main><h1>1. Bake rye</h1><div><p>Nov 3, 2020</p><span>ACCEPTED</span><p>By Ann Bo</p></div>" + record, "2020-11-03", "Ann Bo", "accepted"},
		"in a header":          {"<header class=a><p>Status: Accepted · 13.06.2025 11:57</p></header><main><h1>1. Bake rye</h1>" + record, "2025-06-13", "", "accepted"},
		"in a header of menus": {"<header><nav>x</nav><p>13.06.2025</p></header><main><h1>1. Bake rye</h1>" + record, "", "", ""},
		"in a list of posts":   {"<div><p>Nov 3, 2020</p><p>A</p><p>B</p><p>C</p><p>D</p></div><main><h1>1. Bake rye</h1>" + record, "", "", ""},
		"in a sentence":        {"<main><h1>1. Bake rye</h1><p>We have baked since May 2, 2019 and will go on.</p>" + record, "", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			d := openText(t, "0001-bake-rye.html", "<title>1. Bake rye</title>"+tt.page).Documents[0]
			if d.Record == nil {
				t.Fatal("it is no record")
			}
			got := []string{d.Date, d.Author, string(d.Record.Status)}
			if diff := cmp.Diff([]string{tt.date, tt.author, tt.status}, got); diff != "" {
				t.Errorf("date, author and status (-want +got):\n%s", diff)
			}
		})
	}
}

// TestLastChangeOfAPage: a page is dated by its last change, which is no date of a decision.
func TestLastChangeOfAPage(t *testing.T) {
	const changed = "<p>Last updated on 2024-08-01</p>"
	if got := openText(t, "a.html", "<main><h1>Bread</h1>"+longText+changed).Documents[0].Date; got != "2024-08-01" {
		t.Errorf("a page has the date %q", got)
	}
	record := "<main><h1>1. Bake rye</h1><h2>Context</h2>" + longText + "<h2>Decision</h2><p>We bake rye.</p><h2>Consequences</h2><p>None.</p>" + changed
	if got := openText(t, "0001-bake-rye.html", record).Documents[0].Date; got != "" {
		t.Errorf("a decision has the date %q of its last change", got)
	}
}

// TestSourceOfAPage: a page that gives the address of the whole site as its own does not say where it is.
func TestSourceOfAPage(t *testing.T) {
	for address, want := range map[string]string{"https://e.com/docs/bread": "https://e.com/docs/bread", "https://e.com/": "", "https://e.com/docs/index.html": ""} {
		if got := openText(t, "a.html", "<meta property=og:url content="+address+"><p>Text.</p>").Documents[0].Source; got != want {
			t.Errorf("source %q of a page at %s, want %q", got, address, want)
		}
	}
}
