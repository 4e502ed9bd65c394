package bot_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/knowledge"
)

// TestCloseEnough: what people add in words of their own is not held against the page that answers them, and that the page
// has not all of it is said; what shares only rare words with a page is not answered by it.
func TestCloseEnough(t *testing.T) {
	b := openBot(t, knowledge.Source{Paths: []string{filepath.Join("testdata", "real", "artsy-readme")}})
	const note = "No page says all of what was asked; this comes closest to it."
	for q, want := range map[string]string{
		"why on earth won't elasticache allow us the redis MIGRATE thing when we shard a store": "do not allow us to use Redis' built-in MIGRATE command",
	} {
		if a := mustAsk(t, b, q); a.Outcome != bot.Facts || !strings.Contains(a.Text, want) || !slices.Contains(a.Notes, note) || len(a.Gaps) > 0 {
			t.Errorf("%s\ngot %s: %q, notes %q, gaps %q", q, a.Outcome, a.Text, a.Notes, a.Gaps)
		}
	}
	for _, q := range []string{
		"how long does the redis migrate script stay open for discussion in kafka?",
		"how do we shard redis into memcached?",
		"how long does Redis keep an elephant?",
		"how much is the conference budget per person?", // hours are not money
	} {
		if a := mustAsk(t, b, q); a.Outcome != bot.NotCovered {
			t.Errorf("%s\ngot %s: %q", q, a.Outcome, a.Text)
		}
	}
	if a := mustAsk(t, b, "how old can an open production release PR get before it proceeds automatically"); !strings.Contains(a.Text, "24 hours") {
		t.Errorf("an age is a time that something takes: %s", a.Text)
	}
	if a := mustAsk(t, b, "who runs open standup?"); !strings.Contains(a.Text, "on-call engineers run standup") {
		t.Errorf("a name is enough to ask who does something: %s", a.Text)
	}
	if a := mustAsk(t, b, "what is the RFC process?"); a.Outcome != bot.Facts || slices.Contains(a.Notes, note) {
		t.Errorf("an answer that is held whole says that it is not: %s, %q", a.Outcome, a.Notes)
	}
}

// TestHoursInWords: "at nine" is a time that answers "when".
func TestHoursInWords(t *testing.T) {
	expect(t, openFolder(t, map[string]string{
		"shop.md": "# The shop\n\n## Opening\n\nThe shop of the mill opens at nine. It sells flour.\n\n## Returns\n\nA torn sack is taken back.\n",
		"clay.md": "# Clay\n\n## Digging\n\nClay is dug behind the barn.\n\n## Storing\n\nClay is stored wet.\n",
		"mill.md": "# The mill\n\n## Wheel\n\nThe wheel is of oak.\n\n## Stones\n\nThey are dressed by hand.\n",
	}), []expectation{{"when does the shop of the mill open?", bot.Facts, "", []string{"opens at nine"}}})
}
