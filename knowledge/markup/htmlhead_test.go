package markup_test

import (
	"strings"
	"testing"

	"github.com/stackpick/stackpick/knowledge/markup"
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
			if got := article(t, "a.html", tt.page+longText).Title; got != tt.want {
				t.Errorf("title %q, want %q", got, tt.want)
			}
		})
	}
}

func TestPageThatIsMadeOfADocumentIsReadWhole(t *testing.T) {
	page := "<h1>Bread</h1><div id=content><div class=sect1><h2>Flour</h2><p>Rye is dark.</p></div><div class=sect1><h2>Ovens</h2><div class=sect2><h3>Stone</h3>" + strings.Repeat(longText, 3) + "</div></div></div>"
	for generator, want := range map[string]bool{"Asciidoctor 2.0": true, "WordPress 6.1": false} {
		got := strings.Contains(strings.Join(shape(article(t, "a.html", "<meta name=generator content='"+generator+"'>"+page)), "\n"), "Rye is dark.")
		if got != want {
			t.Errorf("%s: the whole page is read: %v, want %v", generator, got, want)
		}
	}
}

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
			if got := article(t, "a.html", "<main><h1>Bread</h1>"+longText+"</main>"+tt.foot).Revised; got != tt.want {
				t.Errorf("date %q, want %q", got, tt.want)
			}
		})
	}
}

// TestHeadOfAPage shows what the lines above an article tell of it. What states a status is for others to say.
func TestHeadOfAPage(t *testing.T) {
	page := "<title>1. Bake rye</title><main><h1>1. Bake rye</h1><div><p>Nov 3, 2020</p><span>DONE</span><p>By Ann Bo</p></div><h2>Context</h2>" + longText +
		"<h2>Decision</h2><p>We bake rye bread.</p><h2>Consequences</h2><p>It keeps for a week.</p>"
	r := &markup.Reader{Status: func(line string) bool { return line == "DONE" }}
	_, a, err := r.Read("a.html", []byte(page))
	if err != nil {
		t.Fatal(err)
	}
	if got := texts(a.Blocks[:2]); a.Date != "2020-11-03" || a.Author != "Ann Bo" || got != "Status: DONE / Date: 2020-11-03" {
		t.Errorf("date %q, author %q, blocks %q", a.Date, a.Author, got)
	}
	if a := article(t, "a.html", page); a.Date != "2020-11-03" || strings.Contains(texts(a.Blocks), "Status") {
		t.Errorf("without statuses: date %q, blocks %q", a.Date, texts(a.Blocks[:3]))
	}
}
