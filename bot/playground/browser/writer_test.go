package browser

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestTheWriterSeesWhatTheEngineReads(t *testing.T) {
	p := open(t, serve(t, "--knowledge", team(t), "--builtin"), desktop)
	p.click("nav button", "Knowledge")
	p.click(".document", "Stores")
	p.until("claims are shown", `document.querySelector(".claims li")`)
	shows(t, eval[string](p, `document.querySelector(".sections").innerText`),
		"Choose PostgreSQL for money.", "✓ PostgreSQL", "○ Redis", "Security", "recommends", "line 12", "Nothing here")
	p.typeIn("Question", "Django or Node.js for a fintech MVP?")
	p.until("the way is shown", `document.querySelector(".hits li")`)
	shows(t, eval[string](p, `document.querySelector(".way").innerText`), "Django", "Evidence", "Fintech", "margin", "Ranked passages", "cited as [1]")
	p.click(".way summary", "The rule’s arithmetic")
	p.until("the arithmetic is open", `document.querySelector(".way pre").innerText.includes("totals:")`)
	p.click(".hits .link", "Summary")
	p.until("the passage is shown", `document.querySelector(".passage.wanted")`)
	eval[bool](p, `(history.back(), true)`)
	p.until("Back works", `location.hash.includes("stores")`)
}

func TestAnEditAppearsByItself(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "cache.md")
	save := func(text string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	save("# Caches\n\n## Decision\n\nUse Redis for caching.\n")
	p := open(t, serve(t, "--knowledge", folder), desktop)
	p.click("nav button", "Knowledge")
	p.typeIn("Question", "what do we use for caching?")
	p.until("the old text answers", `document.querySelector(".said")?.innerText.includes("Redis")`)
	save("# Caches\n\n## Decision\n\nUse Memcached for caching.\n")
	p.until("the new text answers", `document.querySelector(".said")?.innerText.includes("Memcached")`)
	p.click("nav button", "stackpick")
	p.typeIn("Message stackpick", "Redis or Memcached for caching?")
	shows(t, p.answered(1), "Memcached")
	p.click("nav button", "Knowledge")
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	p.until("it is said that nothing is left", `document.querySelector(".writer > .fault")`)
}

func TestALateReplyIsIgnored(t *testing.T) {
	p := open(t, serve(t), desktop)
	p.click("nav button", "Knowledge")
	p.hold("fintech")
	p.typeIn("Question", "Django or Node.js for a fintech MVP?")
	p.until("the reply is kept back", `window.held`)
	p.typeIn("Question", "what is npm?")
	p.until("the newer question is answered", `document.querySelector(".said")?.innerText.includes("npm")`)
	eval[bool](p, `(window.release(), true)`)
	p.until("the late reply is there", `window.arrived`)
	if said := eval[string](p, `document.querySelector(".said").innerText`); !strings.Contains(said, "npm") {
		t.Errorf("a late answer takes the place of a newer one: %s", said)
	}
}

func TestThePageGoesOnWhereThePlaygroundIsStartedAgain(t *testing.T) {
	folder := t.TempDir()
	save := func(text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(folder, "cache.md"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	save("# Caches\n\n## Decision\n\nUse Redis for caching.\n")
	base, end := start(t, nil, "--knowledge", folder)
	p := open(t, base, desktop)
	p.click("nav button", "Knowledge")
	p.typeIn("Question", "what do we use for caching?")
	p.until("the old text answers", `document.querySelector(".said")?.innerText.includes("Redis")`)
	end()
	p.until("it is said that it has ended", `document.querySelector(".toasts").innerText.includes("has ended")`)
	save("# Caches\n\n## Decision\n\nUse Memcached for caching.\n")
	start(t, nil, "--knowledge", folder, "--listen", strings.Trim(strings.TrimPrefix(base, "http://"), "/"))
	p.until("the new text answers", `document.querySelector(".said").innerText.includes("Memcached")`)
	p.until("nothing is said to have ended", `document.querySelector(".toasts").innerText === ""`)
}
