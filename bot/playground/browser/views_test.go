package browser

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

var (
	shots  = flag.String("shots", "", "write the pictures of the documentation into this folder")
	format = flag.String("format", "webp", "of the pictures: webp or png")
)

// TestViews goes through all views in each look. It fails where one cannot be reached or axe finds something serious, and
// makes the pictures of the documentation.
func TestViews(t *testing.T) {
	for _, l := range []look{desktop, night, phone} {
		t.Run(l.name, func(t *testing.T) {
			p := open(t, serve(t), l)
			p.view("welcome", l)
			p.typeIn("Message #architecture", "@stackpick Compare Django and Node.js on security, cost and experts")
			p.answered(1)
			p.view("answer", l)
			p.click(".thread button", "All evidence")
			p.until("the evidence is open", `document.querySelector("dialog[open] .blocks")`)
			p.view("evidence", l)
			p.click("dialog button", "Close")
			p.click(".thread button", "View JSON")
			p.until("Slack would take it", `document.querySelector(".verdict.good")`)
			p.view("json", l)
			p.click("dialog button", "Close")
			p.click("nav button", "stackpick")
			p.typeIn("Message stackpick", "Django or Node.js for a fintech MVP, two Python devs?")
			p.answered(1)
			p.view("direct", l)
			p.click("button", "This answer did not help")
			p.until("the modal is open", `document.querySelector("dialog[open] form")`)
			p.view("why-not", l)
			p.click("dialog button", "Cancel")
			p.click("nav button", "App Home")
			p.until("home is there", `document.querySelector(".home .blocks")`)
			p.view("home", l)
			p.click("nav button", "Knowledge")
			p.typeIn("Question", "Django or Node.js for a fintech MVP?")
			p.until("the way is shown", `document.querySelector(".hits li")`)
			p.view("why", l)
			p.click(".document", "Django vs. Node.js")
			p.until("the document is shown", `document.querySelector(".claims li")`)
			eval[bool](p, `(document.querySelectorAll("details").forEach((d) => d.open = true), document.querySelector(".sections").scrollIntoView(), true)`)
			p.view("knowledge", l)
		})
	}
}

// view looks at what is shown: as a checker of accessibility does, and for a picture.
func (p *page) view(name string, l look) {
	p.Helper()
	shot, err := chromedp.Call(p.ctx, cdppage.CaptureScreenshot, cdppage.CaptureScreenshotParams{
		Format: cdppage.CaptureScreenshotFormat(*format), Quality: new(int64(82)),
	})
	if err != nil {
		p.Fatal(err)
	}
	if *shots != "" && pictured(name, l) {
		file := filepath.Join(*shots, "playground-"+name+"-"+l.name+"."+*format)
		if err := os.WriteFile(file, shot.Data, 0o644); err != nil {
			p.Fatal(err)
		}
	}
	p.accessible(name)
}

// pictured says which views are pictured in which look; in the light one all are.
func pictured(name string, l look) bool {
	return map[string]bool{
		"answer-dark": true, "direct-dark": true, "why-dark": true, "knowledge-dark": true, "answer-phone": true, "why-phone": true,
	}[name+"-"+l.name] || l == desktop
}
