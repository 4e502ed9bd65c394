package browser

import (
	"fmt"
	"os"
	"strings"
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
