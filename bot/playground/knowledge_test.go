package playground

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestTheKnowledgeIsShownAsTheEngineReadsIt(t *testing.T) {
	v := visitTo(t)
	var all holding
	v.get("knowledge", &all)
	if len(all.Documents) == 0 || all.Hash == "" {
		t.Fatalf("%+v", all)
	}
	var doc document
	v.get("document?id="+all.Documents[0].ID, &doc)
	claims, found := 0, false
	for _, s := range doc.Sections {
		for _, p := range s.Passages {
			claims += len(p.Claims)
			for _, c := range p.Claims {
				found = found || c.Text == "Choose Django for projects in the fintech industry." && c.Verdict &&
					len(c.About) == 1 && c.About[0] == stand{"Django", "for"} && len(c.Concepts) > 0 && c.Concepts[0] == claimed{"Fintech", true}
			}
		}
	}
	if claims != doc.Claims || !found {
		t.Errorf("%d claims of %d, the known one: %v", claims, doc.Claims, found)
	}
	if status := v.get("document?id=none", &map[string]string{}); status != http.StatusNotFound {
		t.Errorf("no such document: status %d", status)
	}
}

func TestAnAnswersWayIsShown(t *testing.T) {
	v := visitTo(t)
	var way explanation
	v.post("explain", asking{"Django or Node.js for a fintech MVP?"}, &way)
	if way.Pick != "Django" || way.Ledger == nil || len(way.Arithmetic) == 0 || len(way.Hits) == 0 {
		t.Fatalf("%+v", way)
	}
	best := way.Hits[0]
	words := map[string]bool{}
	for _, r := range best.Why {
		words[r.Word] = r.Alone > 0 && r.Passages > 0
	}
	if best.Cited != 1 || !words["fintech"] || !words["node.js"] {
		t.Errorf("best is %s, cited as %d, for %v", best.ID, best.Cited, best.Why)
	}
	whole, marked := "", ""
	for _, p := range best.Text {
		if whole += p.Text; p.Found {
			marked += p.Text + " "
		}
	}
	if !strings.Contains(whole, "Choose Django for projects in the fintech industry.") || !strings.Contains(marked, "Node.js") {
		t.Errorf("marked %q in %q", marked, whole)
	}
	claims := 0
	for _, row := range way.Ledger.Rows {
		for _, c := range row.Cells {
			claims += len(c.Claims)
		}
	}
	if claims == 0 {
		t.Error("the ledger shows no claim")
	}
	for _, text := range []string{" ", strings.Repeat("x", maxQuestion+1)} {
		if status := v.post("explain", asking{text}, &map[string]string{}); status != http.StatusUnprocessableEntity {
			t.Errorf("%.10q: status %d", text, status)
		}
	}
}

func TestEditedFilesAppearWithoutARestart(t *testing.T) {
	folder := t.TempDir()
	write(t, folder, "queues.md", "# Queues\n\n## Decision\n\nUse Kafka for event streams.\n")
	v := visitTo(t, folder)
	write(t, folder, "cache.md", "# Caches\n\n## Decision\n\nUse Redis for caching.\n\n## Empty\n")
	all := v.learns("there are two documents", func(h holding) bool { return len(h.Documents) == 2 })
	if all.Documents[0].Problems+all.Documents[1].Problems == 0 {
		t.Errorf("%+v", all)
	}
	v.post("say", saying{Channel: channel, Text: "@stackpick Redis or Memcached for caching?"}, &said{})
	if m := v.reply(); !strings.Contains(string(m.Blocks), "Redis") {
		t.Errorf("answered %s", m.Text)
	}
	// What cannot be opened leaves what was there, and says why.
	if err := os.Rename(folder, folder+".away"); err != nil {
		t.Fatal(err)
	}
	all = v.learns("there is a fault", func(h holding) bool { return h.Fault != "" })
	if len(all.Documents) != 2 || !strings.Contains(all.Fault, filepath.Base(folder)) {
		t.Errorf("fault %q, %d documents", all.Fault, len(all.Documents))
	}
	if err := os.Rename(folder+".away", folder); err != nil {
		t.Fatal(err)
	}
	v.learns("there is no fault", func(h holding) bool { return h.Fault == "" })
}

// learns waits until news of the knowledge have made it fit. The first news may be of an earlier reading.
func (v *visit) learns(what string, fits func(h holding) bool) holding {
	v.Helper()
	limit := time.After(patience)
	for {
		var all holding
		if v.get("knowledge", &all); fits(all) {
			return all
		}
		select {
		case <-v.news:
		case <-limit:
			v.Fatalf("still not so: %s: %+v", what, all)
		}
	}
}

func TestFindingsStandBesideTheirPassage(t *testing.T) {
	folder := t.TempDir()
	write(t, folder, "a.md", "# Stores\n\n## Postgres\n\nUse Postgres for money.\n\n## Nothing here\n\n## Redis\n\nUse Redis for caching.\n")
	v := visitTo(t, folder)
	var doc document
	v.get("document?id=a", &doc)
	shown := 0
	for _, s := range doc.Sections {
		for _, p := range s.Passages {
			for _, found := range p.Problems {
				shown++
				if strings.Contains(found.Message, "Nothing here") && (found.Line != 7 || s.Heading != "Postgres") {
					t.Errorf("%+v stands beside %s", found, s.Heading)
				}
			}
		}
	}
	if shown == 0 || shown != doc.Problems {
		t.Errorf("%d findings of %d are shown", shown, doc.Problems)
	}
}
