package bot_test

import (
	"strings"
	"testing"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/knowledge"
)

func TestWhoSaysThanksIsNotExplainedEverythingAgain(t *testing.T) {
	b := openBot(t, knowledge.Source{Builtin: true})
	for _, text := range []string{"thanks!", "thank you", "thx", "ok thanks a lot :+1:"} {
		if a := mustAsk(t, b, text); a.Outcome != bot.Help || !strings.HasPrefix(a.Text, "You are welcome") || len(a.FollowUps) > 0 {
			t.Errorf("%q: %s: %s %q", text, a.Outcome, a.Text, a.FollowUps)
		}
	}
	if a := mustAsk(t, b, "thanks, and what about security in Django?"); a.Outcome == bot.Help {
		t.Errorf("a question behind thanks was not answered: %s", a.Text)
	}
}
