package browser

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// evil is a document whose writer wants a script to run, or something to be loaded, wherever its text is shown.
const evil = "---\n" +
	"title: \"<img src=x onerror=pwn('title')> Stores\"\n" +
	"source: \"javascript:pwn('source')\"\n" +
	"date: \"2025<script>pwn('date')</script>\"\n" +
	"options: [PostgreSQL, \"<svg onload=pwn('option')>\"]\n" +
	"---\n\n" +
	"# <script>pwn('heading')</script> Stores\n\n" +
	"## Security <iframe src=\"http://evil.example/frame\"></iframe>\n\n" +
	"Choose PostgreSQL for security `<img src=http://evil.example/a.png onerror=pwn('claim')>`. " +
	"PostgreSQL is more secure than MySQL \\<script\\>pwn('text')\\</script\\>, says <!channel> and <@U0BOT>.\n\n" +
	"PostgreSQL is secure: [click](javascript:pwn('link')) or ![pixel](http://evil.example/pixel.png).\n\n" +
	"PostgreSQL is secure\u2028pwn('separator')\u2029 and fast </textarea></pre>\"'><b onmouseover=pwn('over')>.\n\n" +
	"MySQL is secure " + "WWWWWWWWWW" + "LONGWORDLONGWORDLONGWORDLONGWORDLONGWORDLONGWORDLONGWORDLONGWORDLONGWORDLONGWORDLONGWORDLONGWORD" +
	"LONGWORDLONGWORDLONGWORDLONGWORDLONGWORDLONGWORDLONGWORDLONGWORDLONGWORDLONGWORD.\n\n" +
	"## {{constructor.constructor('pwn(1)')()}}\n\n" +
	"<style>@import url(http://evil.example/x.css);</style>\n\nUse MySQL for speed.\n"

// questions of people who want the same.
var hostile = []string{
	`PostgreSQL or MySQL for security? <script>pwn('question')</script>`,
	`<img src=x onerror=pwn('question')> is PostgreSQL secure?`,
	`what is "><svg onload=pwn(1)> PostgreSQL javascript:pwn(2) http://evil.example/q <!channel> <@U0BOT|x>`,
	"PostgreSQL\u2028or\u2029MySQL\u202e for security? ${pwn(3)} {{pwn(4)}}",
	"PostgreSQL or MySQL for " + strings.Repeat("verylongword", 80) + "?",
}

// messages that no bot of ours would post, tried out in the JSON view.
const evilMessage = `{"text": "<script>pwn('text')</script>", "blocks": [
	{"type": "section", "text": {"type": "mrkdwn", "text": "<javascript:pwn('mrkdwn')|click> <img src=x onerror=pwn(1)> <data:text/html,x|data>"}},
	{"type": "markdown", "text": "[x](javascript:pwn('md')) ![y](http://evil.example/md.png) <img src=http://evil.example/raw.png onerror=pwn(2)>"},
	{"type": "image", "image_url": "http://evil.example/image.png", "alt_text": "\"><script>pwn(3)</script>"},
	{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "link", "url": "javascript:pwn('rich')", "text": "rich"}]}]},
	{"type": "video", "video_url": "http://evil.example/video", "thumbnail_url": "http://evil.example/t.png", "title": {"type": "plain_text", "text": "v"}, "alt_text": "v"},
	{"type": "actions", "elements": [{"type": "button", "action_id": "a", "text": {"type": "plain_text", "text": "<b onclick=pwn(4)>"}, "url": "javascript:pwn(5)"}]},
	{"type": "context", "elements": [{"type": "image", "image_url": "javascript:pwn(6)", "alt_text": "c"}]},
	{"type": "__proto__"}, null, 7, {"type": {"type": "x"}}, {"type": "table", "rows": "no"}, {"type": "actions"}, {"type": "input"}]}`

// unharmed fails where a script ran, something was asked for beyond the playground, or the page grew too wide.
func (p *page) unharmed(where string) {
	p.Helper()
	if ran := eval[[]string](p, `window.pwned ?? []`); len(ran) > 0 {
		p.Errorf("%s: a script ran: %v", where, ran)
	}
	if links := eval[[]string](p, `[...document.querySelectorAll("a, object, embed, script, link")].map((e) => e.href || e.src || e.data || "")
		.filter((u) => u && !u.startsWith(location.origin) && !u.startsWith("https://www.monterail.com/") && !u.startsWith("data:image/svg+xml,"))
		.filter((u) => !u.startsWith("http://evil.example/") || !document.querySelector("dialog"))`); len(links) > 0 {
		p.Errorf("%s: leads to %v", where, links)
	}
	if wide := eval[int](p, `document.scrollingElement.scrollWidth - innerWidth`); wide > 0 {
		p.Errorf("%s: %d pixels too wide", where, wide)
	}
	for _, url := range p.elsewhere() {
		p.Errorf("%s: asked for %s", where, url)
	}
}

func TestNothingHostileRunsOrLoads(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "evil.md"), []byte(evil), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, l := range []look{desktop, phone} {
		t.Run(l.name, func(t *testing.T) {
			p := open(t, serve(t, "--knowledge", folder), l)
			eval[bool](p, `(window.pwn = (what) => (window.pwned ??= []).push(String(what)), true)`)
			p.click("nav button", "stackpick")
			for i, q := range hostile {
				p.typeIn("Message stackpick", q)
				p.answered(i + 1)
				p.unharmed(q)
			}
			p.typeIn("Message stackpick", "PostgreSQL or MySQL for security?")
			p.answered(len(hostile) + 1)
			p.click("button", "All evidence")
			p.until("the evidence is open", `document.querySelector("dialog[open] .blocks")`)
			p.unharmed("evidence")
			p.click("dialog button", "Close")
			p.click("button", "View JSON")
			p.unharmed("JSON")
			p.click("dialog button", "Close")
			p.click("nav button", "App Home")
			p.until("home is there", `document.querySelector(".home .blocks")`)
			p.unharmed("home")
			p.click("nav button", "Knowledge")
			p.typeIn("Question", hostile[0])
			p.until("the way is shown", `document.querySelector(".hits li")`)
			p.click(".document", "")
			p.until("the document is shown", `document.querySelector(".claims li")`)
			eval[bool](p, `(document.querySelectorAll("details").forEach((d) => d.open = true), true)`)
			p.unharmed("knowledge")
			if faults := p.complaints(); len(faults) > 0 {
				t.Errorf("the console complains: %q", faults)
			}
		})
	}
}

func TestAHostileMessageRunsNothing(t *testing.T) {
	p := open(t, serve(t), desktop)
	eval[bool](p, `(window.pwn = (what) => (window.pwned ??= []).push(String(what)), true)`)
	p.click("nav button", "stackpick")
	p.typeIn("Message stackpick", "what is Django?")
	p.answered(1)
	p.click("button", "View JSON")
	p.fill("JSON", evilMessage)
	p.until("what can be drawn is drawn", `document.querySelector(".verdict.bad") && document.querySelector("dialog .blocks").innerText.includes("rich")`)
	eval[bool](p, `(document.querySelectorAll("dialog .blocks a, dialog .blocks button").forEach((e) => e.click()), true)`)
	p.unharmed("a hostile message")
}
