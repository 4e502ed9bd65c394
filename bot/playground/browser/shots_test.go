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

// TestScreenshots makes the pictures of the documentation, and fails where a view cannot be reached.
func TestScreenshots(t *testing.T) {
	for _, l := range []look{desktop, night, phone} {
		t.Run(l.name, func(t *testing.T) {
			p := open(t, serve(t), l)
			p.shoot("welcome", l)
			p.typeIn("Message #architecture", "@stackpick Compare Django and Node.js on security, cost and experts")
			p.answered(1)
			p.shoot("answer", l)
			p.click(".thread button", "All evidence")
			p.until("the evidence is open", `document.querySelector("dialog[open]")`)
			p.shoot("evidence", l)
			p.click("dialog button", "Close")
			p.click(".thread button", "View JSON")
			p.shoot("json", l)
			p.click("dialog button", "Close")
			p.click("nav button", "stackpick")
			p.typeIn("Message stackpick", "Django or Node.js for a fintech MVP, two Python devs?")
			p.answered(1)
			p.shoot("direct", l)
			p.click("button", "This answer did not help")
			p.until("the modal is open", `document.querySelector("dialog[open]")`)
			p.shoot("why-not", l)
			p.click("dialog button", "Cancel")
			p.click("nav button", "App Home")
			p.until("home is there", `document.querySelector(".home .blocks")`)
			p.shoot("home", l)
			p.click("nav button", "Knowledge")
			p.typeIn("Question", "Django or Node.js for a fintech MVP?")
			p.until("the way is shown", `document.querySelector(".hits li")`)
			p.shoot("why", l)
			p.click(".document", "Django vs. Node.js")
			p.until("the document is shown", `document.querySelector(".claims li")`)
			eval[bool](p, `(document.querySelector(".sections").scrollIntoView(), true)`)
			p.shoot("knowledge", l)
		})
	}
}

// pictured says which views are pictured in which look; in the light one all are.
func pictured(name string, l look) bool {
	return map[string]bool{
		"answer-dark": true, "direct-dark": true, "why-dark": true, "knowledge-dark": true, "answer-phone": true, "why-phone": true,
	}[name+"-"+l.name] || l == desktop
}

// shoot takes a picture of what is shown, and keeps it where it is for the documentation.
func (p *page) shoot(name string, l look) {
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
}
