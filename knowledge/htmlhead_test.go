package knowledge_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// longText is enough of an article that readability finds it.
var longText = strings.Repeat("<p>Queues keep work that can wait, and they keep it in order, so that nothing is lost when a worker stops.</p>", 8)

func TestTitleOfAPage(t *testing.T) {
	const site = "<header><h1><a href=/>Bakery</a></h1></header>"
	for name, tt := range map[string]struct{ page, want string }{
		"first-level heading":            {"<title>Rye - Bakery</title>" + site + "<main><h1>Why rye?</h1>", "Why rye?"},
		"heading in two lines":           {"<main><h1>Bread<br>Why rye?<a href=#x>¶</a></h1>", "Bread Why rye?"},
		"heading that names the site":    {"<title>Why rye?</title>" + site + "<main><h2>Why rye? <a href=#x>∞</a></h2>", "Why rye?"},
		"heading below the first level":  {"<title>Why rye? - Bakery</title><main><h3>Why rye?</h3>", "Why rye?"},
		"heading of the page's header":   {"<title>Why rye? | Bakery</title><header><h1>Why rye?</h1></header><main>", "Why rye?"},
		"one word":                       {"<title>Rye · Bakery</title><header><h1>Rye</h1></header><main>", "Rye"},
		"one word that names the site":   {"<title>Why rye? · Bakery</title>" + site + "<main>", "Why rye? · Bakery"},
		"heading of another section":     {"<title>Why rye?</title>" + site + "<main><h2>Flour</h2>", "Why rye?"},
		"heading without a title at all": {site + "<main>", "Bakery"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := openText(t, "a.html", tt.page+longText).Documents[0].Title; got != tt.want {
				t.Errorf("title %q, want %q", got, tt.want)
			}
		})
	}
}

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

func TestPageThatIsMadeOfADocumentIsReadWhole(t *testing.T) {
	page := "<h1>Bread</h1><div id=content><div class=sect1><h2>Flour</h2><p>Rye is dark.</p></div><div class=sect1><h2>Ovens</h2><div class=sect2><h3>Stone</h3>" + strings.Repeat(longText, 3) + "</div></div></div>"
	for generator, want := range map[string]bool{"Asciidoctor 2.0": true, "WordPress 6.1": false} {
		got := strings.Contains(strings.Join(shape(openText(t, "a.html", "<meta name=generator content='"+generator+"'>"+page)), "\n"), "Rye is dark.")
		if got != want {
			t.Errorf("%s: the whole page is read: %v, want %v", generator, got, want)
		}
	}
}

// TestLastChangeOfAPage: a page is dated by its last change, which is no date of a decision.
func TestLastChangeOfAPage(t *testing.T) {
	for name, tt := range map[string]struct{ foot, want string }{
		"in words":            {"<footer>Last updated on <b>Aug 01, 2024</b>.</footer>", "2024-08-01"},
		"with a name":         {"<p>Last edited by <a href=/ann>Ann Bo</a> on Sep 25, 2020 4:34 PM</p>", "2020-09-25"},
		"by its class":        {"<aside><span class=git-revision-date-x>March 19, 2024</span></aside>", "2024-03-19"},
		"the last of several": {"<p>Last updated: 2020-01-02</p><p>Last updated: 2021-01-02</p>", "2021-01-02"},
		"before another date": {"<p>Last updated long ago, as far as anyone who is still here can tell you from memory or from the old mails that we kept</p><p>May 2, 2019</p>", ""},
		"in a sentence":       {"<p>We last updated it on May 2, 2019.</p>", ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := openText(t, "a.html", "<main><h1>Bread</h1>"+longText+"</main>"+tt.foot).Documents[0].Date; got != tt.want {
				t.Errorf("date %q, want %q", got, tt.want)
			}
		})
	}
	record := "<main><h1>1. Bake rye</h1><h2>Context</h2>" + longText + "<h2>Decision</h2><p>We bake rye.</p><h2>Consequences</h2><p>None.</p><p>Last updated on 2024-08-01</p>"
	if got := openText(t, "0001-bake-rye.html", record).Documents[0].Date; got != "" {
		t.Errorf("a decision has the date %q of its last change", got)
	}
}
