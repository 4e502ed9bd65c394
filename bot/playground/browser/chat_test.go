package browser

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// shows fails unless a text has all of the words.
func shows(t testing.TB, text string, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(text, w) {
			t.Errorf("no %q in:\n%s", w, text)
		}
	}
}

func TestEachOutcomeIsShown(t *testing.T) {
	p := open(t, serve(t), desktop)
	for i, c := range []struct {
		ask  string
		want []string
	}{
		{"Django or Node.js for a fintech MVP?", []string{"Django", "Strong evidence", "Sources", "All evidence"}},
		{"compare django and node on cost and security", []string{"Criterion", "Cost-efficiency", "Evidence per option", "Sources"}},
		{"how many stars does Node have on GitHub?", []string{"stars", "Sources"}},
		{"Rails or Laravel for a shop?", []string{"does not cover", "Laravel"}},
		{"which one is better?", []string{"?"}},
		{"hello", []string{"Try one of these"}},
	} {
		p.typeIn("Message #architecture", "@stackpick "+c.ask)
		p.until("the thread of "+c.ask, `document.querySelector(".thread .message .typed")?.innerText.includes(`+quote(c.ask)+`)`)
		p.until("an answer to "+c.ask, `document.querySelector(".thread .message[data-bot=true] .blocks")`)
		text := eval[string](p, `document.querySelector(".thread .message[data-bot=true]").innerText`)
		shows(t, text, c.want...)
		if n := eval[int](p, `document.querySelectorAll("main .message").length`); n != i+1 {
			t.Errorf("%d messages in the channel, want %d", n, i+1)
		}
	}
	if raw := eval[int](p, `document.querySelectorAll(".raw").length`); raw > 0 {
		t.Errorf("%d blocks could not be drawn", raw)
	}
}

func TestAPrivateAnswerIsSharedOnce(t *testing.T) {
	p := open(t, serve(t), desktop)
	p.typeIn("Message #architecture", "/stackpick Django or Node.js for an MVP?")
	shows(t, p.answered(1), "Only visible to you", "Share to channel")
	p.click("button", "Share to channel")
	p.until("all see it, and mine says so", `document.querySelectorAll(".message[data-bot=true]:not(.ephemeral)").length === 1
		&& document.querySelector(".message.ephemeral").innerText.includes("Shared with the channel")`)
}

func TestAFollowUpGoesOnInTheThread(t *testing.T) {
	p := open(t, serve(t), desktop)
	p.click(".prompt", "Django or Node.js for an MVP?")
	p.answered(1)
	p.click(".thread button", "And what about performance?")
	shows(t, p.answered(2), "erformance")
	p.typeIn("Reply", "@stackpick and security?")
	shows(t, p.answered(3), "ecurity")
	p.click("[aria-label='Close thread']", "")
	p.until("the thread is closed", `!document.querySelector(".thread")`)
	p.click("main button", "replies")
	p.until("it is open again", `document.querySelectorAll(".thread .message[data-bot=true]").length === 3`)
}

func TestADownVoteAsksWhy(t *testing.T) {
	p := open(t, serve(t), desktop)
	p.click("nav button", "stackpick")
	p.typeIn("Message stackpick", "Django or Node.js for an MVP?")
	p.answered(1)
	p.click("button", "This answer helped")
	p.until("the thumb is held", `document.querySelector("[data-side=up]").ariaPressed === "true"`)
	p.click("button", "This answer did not help")
	p.until("it asks why", `document.querySelector("dialog[open] form")`)
	p.click("dialog button", "Send")
	p.until("a reason is needed", `document.querySelector("dialog .fault")?.innerText.includes("fill this in")`)
	p.click("dialog label", "It is outdated")
	p.click("dialog button", "Send")
	shows(t, p.answered(2), "Thank you")
	p.until("the modal is closed", `!document.querySelector("dialog")`)
}

func TestASessionIsKeptApart(t *testing.T) {
	p := open(t, serve(t), desktop)
	p.click("nav button", "stackpick")
	p.until("prompts are pinned", `document.querySelectorAll(".prompt").length > 0`)
	p.typeIn("Message stackpick", "Django or Node.js for an MVP?")
	p.answered(1)
	p.typeIn("Message stackpick", "and security?")
	shows(t, p.answered(2), "ecurity")
	eval[bool](p, `(() => { const s = document.querySelector(".head select"); s.selectedIndex = 0;
		s.dispatchEvent(new Event("change", {bubbles: true})); return true; })()`)
	p.until("a new conversation begins", `document.querySelectorAll(".message").length === 0`)
	p.typeIn("Message stackpick", "what is Django?")
	p.answered(1)
	if n := eval[int](p, `document.querySelectorAll(".head option").length`); n != 3 {
		t.Errorf("%d entries, want two conversations and a new one", n)
	}
}

func TestHomeAsksAgain(t *testing.T) {
	p := open(t, serve(t), desktop)
	p.click("nav button", "App Home")
	p.click(".home button", "What is Django?")
	p.until("the answer stands in the direct messages", `location.hash === "#dm"`)
	shows(t, p.answered(1), "Django")
}

func TestWhatASlackComposerDoes(t *testing.T) {
	p := open(t, serve(t), desktop)
	const field = `document.querySelector("main textarea")`
	p.until("one can write at once", `document.activeElement === `+field)
	p.typeIn("Message #architecture", "Django or Node.js?")
	p.until("it is said that nobody was asked", `document.querySelector(".note")?.innerText.includes("@stackpick")`)
	p.typeIn("Message #architecture", "/deploy everything")
	p.until("the command is not known", `document.querySelector(".toasts")?.innerText.includes("/deploy")`)
	p.until("what was typed is still there", field+`.value === "/deploy everything"`)
	p.typeIn("Message #architecture", "@stackpick what is npm?")
	p.answered(1)
	eval[bool](p, `(`+field+`.focus(), true)`)
	p.key("ArrowUp", 38)
	p.until("the last question is back", field+`.value === "@stackpick what is npm?"`)
	if n := eval[int](p, `document.querySelectorAll("main .message[data-bot=true]").length`); n != 0 {
		t.Errorf("%d answers to what nobody was asked", n)
	}
}

func TestTheJSONCanBeTriedOut(t *testing.T) {
	p := open(t, serve(t), desktop)
	p.typeIn("Message #architecture", "@stackpick Compare Django and Node.js on security, cost and experts")
	p.answered(1)
	p.click("button", "View JSON")
	p.until("Slack would take it", `document.querySelector(".verdict")?.innerText.includes("would take")`)
	shows(t, eval[string](p, `document.querySelector("dialog textarea").value`), `"thread_ts"`, `"type": "table"`, `"data_visualization"`)
	p.fill("JSON", `{"text": "x", "blocks": [
		{"type": "table", "rows": [[{"type": "raw_text", "text": "Stars"}], [{"type": "raw_number", "value": 71800, "text": "71,800"}]]},
		{"type": "data_table", "caption": "Stars of all", "rows": [[{"type": "raw_text", "text": "Django"}]]},
		{"type": "hologram", "text": "from tomorrow"},
		{"type": "section", "text": {"type": "mrkdwn", "text": "after them all"}}]}`)
	p.until("all are drawn, or shown as they are", `((text) => ["71,800", "Stars of all", "hologram", "after them all"].every((w) => text.includes(w)))(
		document.querySelector("dialog .blocks").innerText)`)
	p.until("what Slack has against it is said", `document.querySelector(".verdict.bad")?.innerText.includes("hologram")`)
	p.fill("JSON", `{`)
	p.until("it is no JSON", `document.querySelector(".verdict.bad")?.innerText.includes("JSON")`)
	p.hold("slow")
	p.fill("JSON", `{"text": "slow", "blocks": [{"type": "hologram"}]}`)
	p.until("the reply is kept back", `window.held`)
	p.fill("JSON", `{"text": "fast", "blocks": [{"type": "divider"}]}`)
	p.until("Slack would take the newer one", `document.querySelector(".verdict.good")`)
	eval[bool](p, `(window.release(), true)`)
	p.until("the late reply is there", `window.arrived`)
	if eval[bool](p, `Boolean(document.querySelector(".verdict.bad"))`) {
		t.Error("a late verdict takes the place of a newer one")
	}
	p.key("Escape", 27)
	p.until("it is closed", `!document.querySelector("dialog")`)
}

func TestStartingOverAndTheLook(t *testing.T) {
	p := open(t, serve(t), desktop)
	p.typeIn("Message #architecture", "@stackpick what is Django?")
	p.answered(1)
	p.click("nav button", "Dark look")
	p.until("it is dark", `document.documentElement.dataset.theme === "dark"`)
	// The page's timers go slower, so that a slow machine is not taken for a playground that has ended.
	eval[bool](p, `(() => {
		const real = window.setTimeout, toasts = document.querySelector(".toasts");
		window.setTimeout = (f, ms, ...args) => real(f, 30 * ms, ...args);
		window.alerts = [];
		new MutationObserver(() => window.alerts.push(toasts.innerText)).observe(toasts, {childList: true, subtree: true});
		return true;
	})()`)
	p.click("nav button", "Start over")
	p.until("nothing was said", `document.querySelector(".welcome") && !document.querySelector(".message")`)
	if alerts := eval[[]string](p, `window.alerts`); len(alerts) > 0 {
		t.Errorf("starting over alerts people: %q", alerts)
	}
	p.do(chromedp.Reload())
	p.until("it is dark still", `document.querySelector(".sidebar") && document.documentElement.dataset.theme === "dark"`)
}

func TestAllOfItWorksByKeyboard(t *testing.T) {
	p := open(t, serve(t), desktop)
	p.until("one can write at once", `document.activeElement.ariaLabel === "Message #architecture"`)
	p.typeIn("Message #architecture", "@stackpick what is Django?")
	p.answered(1)
	p.tabTo("View JSON")
	p.key("Enter", 13)
	p.until("the JSON is open", `document.querySelector("dialog[open]")`)
	for range 12 {
		p.key("Tab", 9)
		if !eval[bool](p, `document.activeElement === document.body || Boolean(document.activeElement.closest("dialog"))`) {
			t.Error("the focus leaves the dialog")
		}
	}
	p.key("Escape", 27)
	p.until("the focus is back where it was", `!document.querySelector("dialog") && document.activeElement.innerText === "View JSON"`)
	p.key("Escape", 27)
	p.until("the thread is closed", `!document.querySelector(".thread")`)
	if said := eval[string](p, `document.querySelector("[role=status].unseen").innerText`); !strings.Contains(said, "Django") {
		t.Errorf("a screen reader is told %q", said)
	}
}

// tabTo presses Tab until the focus is on the element with a text.
func (p *page) tabTo(text string) {
	p.Helper()
	for range 80 {
		p.key("Tab", 9)
		if eval[string](p, `document.activeElement.innerText ?? ""`) == text {
			return
		}
	}
	p.Fatalf("Tab never comes to %q", text)
}
