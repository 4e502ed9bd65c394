package bot_test

import (
	"strings"
	"testing"

	"github.com/stackpick/stackpick/bot"
)

// TestAFrameSaysNothing asks for a page in the many ways in which people do: all are told the same.
func TestAFrameSaysNothing(t *testing.T) {
	b := openFolder(t, pottery)
	want := mustAsk(t, b, "tell me about the throwing review").Text
	for _, question := range []string{
		"any docs on the throwing review?",
		"looking for info on the throwing review",
		"give me the gist of the throwing review",
		"what does the handbook say about the throwing review?",
		"do we have a page about the throwing review?",
		"hi! I need help with the throwing review",
		"somebody asked me about the throwing review, what do we say?",
		"summarise the throwing review",
		"what is our approach to the throwing review?",
	} {
		if a := mustAsk(t, b, question); a.Outcome != bot.Facts || a.Text != want {
			t.Errorf("%q: %s, want %q: %s", question, a.Outcome, want, a.Text)
		}
	}
}

// TestAFrameLeadsToAQuestion: what stands in a frame may be a question itself, and words of a frame may ask for something.
func TestAFrameLeadsToAQuestion(t *testing.T) {
	b := openStandards(t)
	want := mustAsk(t, b, "when may a plan be skipped in a workflow?").Text
	for _, question := range []string{
		"do you know when a plan may be skipped in a workflow?",
		"according to our docs, when may a plan be skipped in a workflow?",
	} {
		if a := mustAsk(t, b, question); a.Text != want {
			t.Errorf("%q: %s, want %q: %s", question, a.Outcome, want, a.Text)
		}
	}
	for _, question := range []string{"which documents do we need for Terraform?", "who can help me with Terraform?"} {
		if a := mustAsk(t, b, question); a.Outcome != bot.NotCovered {
			t.Errorf("%q: %s, want a refusal: %s", question, a.Outcome, a.Text)
		}
	}
}

// TestAFrameInAThread goes on after a question in a frame as after the plain one.
func TestAFrameInAThread(t *testing.T) {
	b := openStandards(t)
	after := func(question string) string {
		return mustAsk(t, b, "how long does it keep them?", bot.Turn{Question: question, Answer: "It carries events between shops."}).Text
	}
	plain, framed := after("what does Kafka do?"), after("somebody asked me about Kafka, what do we say?")
	if framed != plain || !strings.Contains(framed, "Kafka") {
		t.Errorf("got %q, want %q", framed, plain)
	}
}

// TestMayWeUseIt asks in many ways whether something is fine.
func TestMayWeUseIt(t *testing.T) {
	b := openFolder(t, map[string]string{
		"style.md": "# Style\n\n## Bootstrap\n\nWe do not recommend Bootstrap for shops.\n",
		"shops.md": "# Shops\n\nShops are drawn by hand. React draws the tills, PostgreSQL keeps what they take, Docker runs them.\n",
	})
	for _, question := range []string{
		"is Bootstrap ok?", "is Bootstrap approved?", "Bootstrap - yay or nay?", "what's our stance on Bootstrap?",
		"is it okay to use Bootstrap?", "what's our view on Bootstrap?", "should we avoid Bootstrap?",
	} {
		if a := mustAsk(t, b, question); !strings.Contains(a.Text, "do not recommend Bootstrap") {
			t.Errorf("%q: %s: %s", question, a.Outcome, a.Text)
		}
	}
}
