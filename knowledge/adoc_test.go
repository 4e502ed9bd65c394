package knowledge_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestAsciiDocRecords reads records with their status in attributes, in a section, in a list and in a table.
func TestAsciiDocRecords(t *testing.T) {
	lib := open(t, folderOf(t, map[string]string{
		"0001-post.adoc":    "= Use the post\nAnn Example\n2023-01-02\n:status: superseded by xref:0002-wire.adoc[ADR 2]\n:deciders: Bo Example\n\n== Context\n\nOrders come by letter.\n\n== Decision\n\nWe use the post.\n\n== Consequences\n\nLetters are slow.\n",
		"0002-wire.adoc":    "= ADR 2: Use the wire\n:adr_date: 2024-05-06\n:adr_status: accepted\n\n== Context\n\nLetters are slow.\n\n== Decision\n\nWe use the wire.\n\nAdvantages::\n\n* It is fast.\n\nDisadvantages::\n* It is dear.\n",
		"0003-list.adoc":    "= Use a list\n\n* Status: *proposed*\n* Date: 2024-07-08 by @ann\n// * Revised:\n\n== Context and Problem Statement\n\nPapers lie about.\n\n== Considered options\n\n=== A list\n\nIt is short.\n\n=== A table\n\nIt is wide.\n",
		"0004-table.adoc":   "= Use a table\n\n[cols=\"1h,2\"]\n|===\n|Status\n|Rejected\n\n|Date\n|2024-08-09\n|===\n\n== Context\n\nPapers lie about.\n\n== Decision\n\nWe use a table.\n",
		"0006-columns.adoc": "= Use a shelf\n\n[cols=\"2\"]\n|===\n|Number\n|6\n\n|Status\n|Accepted\n\n|Date\n|2024-09-10\n|===\n\n== Context\n\nPapers lie about.\n\n== Decision\n\nWe use a shelf.\n",
		"0005-part.adoc":    "= Use a drawer\n\n== Status\n\nAccepted\n\nSupersedes <<0004-table.adoc#,the table>>\n\n== Context\n\nPapers lie about.\n\n== Decision\n\nWe use a drawer.\n",
	}))
	want := []string{
		"ADR-0001 Use the post|superseded|2023-01-02|Bo Example||0002-wire",
		"ADR-0002 Use the wire|accepted|2024-05-06||0001-post|",
		"ADR-0003 Use a list|proposed|2024-07-08|||",
		"ADR-0004 Use a table|rejected|2024-08-09|||0005-part",
		"ADR-0005 Use a drawer|accepted|||0004-table|",
		"ADR-0006 Use a shelf|accepted|2024-09-10|||",
	}
	if diff := cmp.Diff(want, recordLines(t, lib)); diff != "" {
		t.Errorf("records (-want +got):\n%s", diff)
	}
	for _, p := range lib.Problems {
		t.Errorf("problem %v", p)
	}
}

// TestAnchorsOfAsciiDoc opens the sections of a page on GitHub and on a site, which has those of Asciidoctor.
func TestAnchorsOfAsciiDoc(t *testing.T) {
	page := "= Übung & Arbeit\n\nText.\n\n[#own]\n== 2. Part two\n\nText.\n\n== Wiley & Sons, Inc.\n\nText.\n\n== Wiley & Sons, Inc.\n\nText.\n"
	for base, want := range map[string][]string{
		"https://github.com/o/r/blob/main": {"#%C3%BCbung--arbeit", "#2-part-two", "#wiley--sons-inc", "#wiley--sons-inc-1"},
		"https://gitlab.com/o/r/-/blob/m":  {"", "?plain=1#L6", "?plain=1#L10", "?plain=1#L14"},
		"https://e.com/{path}.adoc":        {"#_%C3%BCbung_arbeit", "#own", "#_wiley_sons_inc", "#_wiley_sons_inc_2"},
	} {
		lib := open(t, folderOf(t, map[string]string{"a.adoc": page, "stackpick.yaml": "base: " + base}))
		var got []string
		for _, p := range lib.Passages() {
			_, after, _ := strings.Cut(p.URL, "a.adoc")
			got = append(got, after)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("on %s (-want +got):\n%s", base, diff)
		}
	}
	lib := openText(t, "a.adoc", "= T\n:idprefix:\n:idseparator: -\n:source: x\n\n== An example.com_x\n\nText.\n")
	if got := lib.Passages()[0].ID; got != "a#an-example-com_x" {
		t.Errorf("ID %q", got)
	}
}

// TestLinksOfAsciiDoc checks the links of pages as those of Markdown are. In a module of Antora, they lead from the
// folder "pages" on.
func TestLinksOfAsciiDoc(t *testing.T) {
	dir := folderOf(t, map[string]string{
		"a.adoc": "= A page\n\nxref:b.adoc[] xref:b.adoc#_b_page[] <<b.adoc#own,x>> <<b#part-two,x>> xref:b.adoc#inline[x] <<_a_page>> <<Part here>> link:b.adoc[x] xref:other:page.adoc[]\n" +
			"xref:c.adoc[] link:b.adoc#part-three[x] <<nothing>>\n\nimage::vbscript:x[]\n\nimage:data:x[]\n\n== Part here\n\nText.\n",
		"b.adoc":                   "= B page\n\n[[own]]\n== Part *two*\n\n[[inline]]Text.\n",
		"modules/M/pages/x/a.adoc": "= X\n\nxref:y/b.adoc[] xref:alias.adoc[] xref:y/b.adoc#z[]\n",
		"modules/M/nav.adoc":       "* xref:y/b.adoc[] xref:alias.adoc[]\n",
		"modules/M/pages/y/b.adoc": "= Y\n\nText.\n",
	})
	got := findings(open(t, dir), dir)
	want := []string{
		`a.adoc:3: link "c.adoc" leads nowhere: there is no file c.adoc`,
		`a.adoc:3: link "b.adoc#part-three" leads nowhere: no heading of b.adoc has the anchor #part-three`,
		`a.adoc:3: link "#nothing" leads nowhere: no heading of a.adoc has the anchor #nothing`,
		`a.adoc:8: link "data:x" is no place but a program or data (data:), and is never shown: take it out`,
		`modules/M/pages/x/a.adoc:3: link "y/b.adoc#z" leads nowhere: no heading of b.adoc has the anchor #z`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}
