package browser

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// axe is the accessibility checker, as npm ci in ../web brings it.
const axe = "../web/node_modules/axe-core/axe.min.js"

// A finding is what axe has to say of a rule.
type finding struct {
	ID     string `json:"id"`
	Impact string `json:"impact"` // minor, moderate, serious, critical
	Help   string `json:"help"`
	Nodes  []struct {
		HTML    string `json:"html"`
		Summary string `json:"failureSummary"`
	} `json:"nodes"`
}

// accessible fails where axe finds something serious in what is shown.
func (p *page) accessible(view string) {
	p.Helper()
	script, err := os.ReadFile(axe)
	if err != nil {
		p.Fatalf("the accessibility checker is not there: run npm ci in bot/playground/web: %v", err)
	}
	eval[bool](p, string(script)+"; true")
	found := eval[[]finding](p, `axe.run(document, {resultTypes: ["violations"]}).then((r) => r.violations)`)
	for _, f := range found {
		if f.Impact != "serious" && f.Impact != "critical" {
			continue
		}
		var where strings.Builder
		for _, n := range f.Nodes[:min(len(f.Nodes), 3)] {
			fmt.Fprintf(&where, "\n\t%.300s\n\t%s", n.HTML, strings.ReplaceAll(n.Summary, "\n", "\n\t"))
		}
		p.Errorf("%s: %s, %s: %s, %d places%s", view, f.Impact, f.ID, f.Help, len(f.Nodes), where.String())
	}
}

func TestNothingSeriousIsFoundByAxe(t *testing.T) {
	base := serve(t, "--knowledge", team(t), "--builtin")
	for _, l := range []look{desktop, night, phone} {
		t.Run(l.name, func(t *testing.T) {
			p := open(t, base, l)
			p.accessible("first visit")
			p.typeIn("Message #architecture", "@stackpick Compare Django and Node.js on security, cost and experts")
			p.answered(1)
			p.accessible("comparison")
			p.click("button", "All evidence")
			p.until("the evidence is open", `document.querySelector("dialog[open] .blocks")`)
			p.accessible("evidence")
			p.click("dialog button", "Close")
			p.click("button", "View JSON")
			p.accessible("JSON")
			p.click("dialog button", "Close")
			p.click("nav button", "stackpick")
			p.typeIn("Message stackpick", "Django or Node.js for a fintech MVP?")
			p.answered(1)
			p.accessible("direct message")
			p.click("button", "This answer did not help")
			p.until("the modal is open", `document.querySelector("dialog[open] form")`)
			p.accessible("why not")
			p.click("dialog button", "Cancel")
			p.click("nav button", "App Home")
			p.until("home is there", `document.querySelector(".home .blocks")`)
			p.accessible("home")
			p.click("nav button", "Knowledge")
			p.typeIn("Question", "Django or Node.js for a fintech MVP?")
			p.until("the way is shown", `document.querySelector(".hits li")`)
			p.click(".document", "Stores")
			p.until("the document is shown", `document.querySelector(".claims li")`)
			eval[bool](p, `(document.querySelectorAll("details").forEach((d) => d.open = true), true)`)
			p.accessible("knowledge")
		})
	}
}
