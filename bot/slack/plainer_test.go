package slack

import (
	"strings"
	"testing"

	"github.com/stackpick/stackpick/bot/slack/fakeslack"
)

// TestASlackThatRefusesABlockGetsAPlainerMessage refuses each type of block, and all types from some on: Slack rolls
// them out to one workspace after the other.
func TestASlackThatRefusesABlockGetsAPlainerMessage(t *testing.T) {
	types := []string{"data_visualization", "table", "container", "context_actions", "actions", "rich_text", "header", "context", "section"}
	refusals := [][]string{types}
	for i := range types {
		refusals = append(refusals, types[i:i+1], types[:i+1])
	}
	for _, m := range manners() {
		if !strings.HasPrefix(m.name, "command in a channel") && m.name != "mention in a channel" && m.name != "DM with agent view" {
			continue
		}
		t.Run(m.name, func(t *testing.T) {
			w := newWorld(t, append(m.settings, withoutLimits)...)
			for _, refused := range refusals {
				for outcome, c := range outcomes {
					w.slack.RejectBlocks(refused...)
					d := m.ask(w, m.channel, c.question)
					got := w.ask(d)
					for _, kind := range refused {
						if strings.Contains(string(got.Blocks), `"type":"`+kind+`"`) {
							t.Errorf("%s: holds a refused %s", outcome, kind)
						}
					}
					if strings.TrimSpace(got.Text) == "" || !strings.Contains(got.Text+string(got.Blocks), c.says) {
						t.Errorf("%s without %v says %q", outcome, refused, got.Text)
					}
					checkPlace(t, outcome, m, d, got, c.says)
				}
			}
		})
	}
}

// TestARefusalCostsOneMoreCallAndTheRestStays has a message refused once: the plainer one still has its buttons.
func TestARefusalCostsOneMoreCallAndTheRestStays(t *testing.T) {
	w := newWorld(t)
	w.slack.Fail("chat.postMessage", fakeslack.Fault{Block: "table"})
	m := w.ask(w.slack.Mention("C0GENERAL", asker, outcomes["comparison"].question))
	if !strings.Contains(string(m.Blocks), `"type":"context_actions"`) {
		t.Errorf("got %s", m.Blocks)
	}
	if n := len(w.slack.Calls("chat.postMessage")); n != 2 {
		t.Errorf("%d calls, want 2", n)
	}
}

// TestAPressedButtonIsAnsweredPlainlyToo has the plainer forms by way of buttons: follow-ups and sharing.
func TestAPressedButtonIsAnsweredPlainlyToo(t *testing.T) {
	for _, channel := range []string{"C0GENERAL", "C0ELSEWHERE"} {
		for _, button := range []string{"followup:0", "share"} {
			t.Run(channel+" "+button, func(t *testing.T) {
				w := newWorld(t)
				first := w.ask(w.slack.Command(channel, asker, outcomes["facts"].question))
				press, err := w.slack.BlockAction(first, asker, button, "")
				if err != nil {
					t.Fatal(err)
				}
				w.slack.RejectBlocks("data_visualization", "table", "container", "rich_text", "actions", "context_actions")
				if m := w.ask(press); strings.TrimSpace(m.Text) == "" || m.Channel != channel {
					t.Errorf("told in %s: %q", m.Channel, m.Text)
				}
			})
		}
	}
}
