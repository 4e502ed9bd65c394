package knowledge_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestRSTRecords reads records that link to one another, with their status in a section, in fields and in a table.
func TestRSTRecords(t *testing.T) {
	lib := open(t, folderOf(t, map[string]string{
		"0001-post.rst":  "1. Use the post\n===============\n\nStatus\n------\n\nSuperseded by :doc:`0002-wire`\n\nContext\n-------\n\nOrders come by letter.\n\nDecision\n--------\n\nWe use the post.\n\nConsequences\n------------\n\nLetters are slow.\n",
		"0002-wire.rst":  "############\nUse the wire\n############\n\n:Status: **Accepted**\n:Date: 2024-05-06\n:Deciders: Ann Example, Bo Example\n:Supersedes: `The post <0001-post.rst>`_\n\nContext\n*******\n\nLetters are slow.\n\nDecision\n********\n\nWe use the wire.\n\nOptions\n*******\n\nWire\n====\n\n* Good, because it is fast.\n\nPost\n====\n\n* Bad, because it is slow.\n",
		"0003-table.rst": "Use a table\n===========\n\n.. list-table::\n\n   * - Status\n     - Rejected\n   * - Date\n     - 2024-07-08\n\nContext\n-------\n\nPapers lie about.\n\nDecision\n--------\n\nWe use a table.\n",
	}))
	want := []string{
		"ADR-0001 Use the post|superseded||||0002-wire",
		"ADR-0002 Use the wire|accepted|2024-05-06|Ann Example, Bo Example|0001-post|",
		"ADR-0003 Use a table|rejected|2024-07-08|||",
	}
	if diff := cmp.Diff(want, recordLines(t, lib)); diff != "" {
		t.Errorf("records (-want +got):\n%s", diff)
	}
	for _, p := range lib.Problems {
		t.Errorf("problem %v", p)
	}
}

// TestAnchorsOfRST opens the sections of a page on a host that lays it out with GitHub's anchors, on one that may not,
// and on a site, which has those of docutils.
func TestAnchorsOfRST(t *testing.T) {
	page := "Übung & Arbeit\n==============\n\nText.\n\n.. _own:\n\n2. Part two\n-----------\n\nText.\n\nPart two\n--------\n\nText.\n"
	for base, want := range map[string][]string{
		"https://github.com/o/r/blob/main": {"https://github.com/o/r/blob/main/a.rst#%C3%BCbung--arbeit", "https://github.com/o/r/blob/main/a.rst#2-part-two", "https://github.com/o/r/blob/main/a.rst#part-two"},
		"https://gitlab.com/o/r/-/blob/m":  {"https://gitlab.com/o/r/-/blob/m/a.rst", "https://gitlab.com/o/r/-/blob/m/a.rst?plain=1#L8", "https://gitlab.com/o/r/-/blob/m/a.rst?plain=1#L13"},
		"https://e.com/{path}.html":        {"https://e.com/a.html#ubung-arbeit", "https://e.com/a.html#part-two", "https://e.com/a.html#:~:text=Part%20two"},
	} {
		lib := open(t, folderOf(t, map[string]string{"a.rst": page, "stackpick.yaml": "base: " + base}))
		var got []string
		for _, p := range lib.Passages() {
			got = append(got, p.URL)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("on %s (-want +got):\n%s", base, diff)
		}
	}
}

// TestLinksOfRST checks the links of pages as those of Markdown are.
func TestLinksOfRST(t *testing.T) {
	dir := folderOf(t, map[string]string{
		"a.rst": "A page\n======\n\n`x <b.rst>`_ `x <b.rst#part-two>`_ `x <b.rst#own-label>`_ `x <b.rst#inline>`_ `x <#a-page>`_ A_ :doc:`b` `x <c.rst>`_\n" +
			"`x <b.rst#part-three>`_ `B`_\n\n.. image:: vbscript:x\n   :target: data:x\n\n.. _A: https://e.com\n.. _B: d.rst\n",
		"b.rst": "B page\n======\n\n.. _Own label:\n\n2. Part two\n-----------\n\nText _`inline`.\n",
	})
	got := findings(open(t, dir), dir)
	want := []string{
		`a.rst:4: link "c.rst" leads nowhere: there is no file c.rst`,
		`a.rst:4: link "b.rst#part-three" leads nowhere: no heading of b.rst has the anchor #part-three`,
		`a.rst:4: link "d.rst" leads nowhere: there is no file d.rst`,
		`a.rst:7: link "vbscript:x" is no place but a program or data (vbscript:), and is never shown: take it out`,
		`a.rst:7: link "data:x" is no place but a program or data (data:), and is never shown: take it out`,
		`a.rst:11: link "d.rst" leads nowhere: there is no file d.rst`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

// TestContentsOfRST: a page that only lists others is no fault of a folder.
func TestContentsOfRST(t *testing.T) {
	index := "Records\n=======\n\n.. toctree::\n   :glob:\n\n   *\n"
	lib := open(t, folderOf(t, map[string]string{"index.rst": index, "more/index.rst": index + "\nText.\n", "empty.rst": "Records\n=======\n"}))
	if len(lib.Documents) != 1 || len(lib.Problems) != 1 || !strings.HasSuffix(lib.Problems[0].String(), "empty.rst: holds no text below its headings") {
		t.Errorf("%d documents, problems %v", len(lib.Documents), lib.Problems)
	}
}
