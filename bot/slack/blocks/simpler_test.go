package blocks_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/bot/slack/blocks"
)

func TestEachPlainerFormLeavesOutWhatSlackMayRefuse(t *testing.T) {
	m := blocks.Answer(ask(t, openBot(t), "Compare Django and Node.js"), blocks.Options{ID: answerID})
	for _, step := range []struct {
		name    string
		without []slack.MessageBlockType
	}{
		{"all", nil},
		{"no chart", []slack.MessageBlockType{slack.MBTDataVisualization}},
		{"no table, nothing folded", []slack.MessageBlockType{slack.MBTDataVisualization, slack.MBTTable, slack.MBTContainer}},
		{"sections", []slack.MessageBlockType{slack.MBTDataVisualization, slack.MBTTable, slack.MBTContainer, slack.MBTRichText,
			slack.MBTHeader, slack.MBTAction, slack.MBTContextActions}},
		{"text", []slack.MessageBlockType{slack.MBTSection, slack.MBTContext}},
	} {
		for _, block := range m.Blocks {
			if slices.Contains(step.without, block.BlockType()) {
				t.Errorf("%s: a block of type %s is left", step.name, block.BlockType())
			}
		}
		shown := string(encoded(t, m.Blocks)) + m.Text
		for _, said := range []string{"Django", "Performance", "Making apps scalable is what Node.js is all about.", "likewise", "[10]", "What is Django?"} {
			if !strings.Contains(shown, said) {
				t.Errorf("%s: does not say %q", step.name, said)
			}
		}
		m, _ = m.Simpler()
	}
}

func TestAFormThatWouldChangeNothingIsPassedOver(t *testing.T) {
	a := &bot.Answer{Outcome: bot.Clarify, Text: "What matters most? Name a need."}
	m, ok := blocks.Answer(a, blocks.Options{}).Simpler()
	if !ok || len(m.Blocks) == 0 || m.Blocks[0].BlockType() != slack.MBTSection {
		t.Fatalf("after rich text come sections, not %v", m.Blocks)
	}
	m, ok = m.Simpler()
	if want := "*What matters most?*\nName a need."; !ok || len(m.Blocks) > 0 || m.Text != want {
		t.Errorf("got %q, want %q", m.Text, want)
	}
	if _, ok := blocks.Notice("Busy.").Simpler(); ok {
		t.Error("a notice has a plainer form")
	}
}

func TestMarkersLoseTheirAddressesInSections(t *testing.T) {
	a := &bot.Answer{Outcome: bot.Facts, Statements: []bot.Statement{{Text: "A *fact* of @here.", Citations: []int{1}}},
		Sources: []bot.Source{{N: 1, Section: "Se|ct>ion", URL: "https://example.com/?a=1&b=2|3"}}}
	m, _ := blocks.Answer(a, blocks.Options{}).Simpler()
	shown := string(encoded(t, m.Blocks))
	for _, want := range []string{"A ∗fact∗ of ＠here. [1]", "1. <https://example.com/?a=1&amp;b=2%7C3|Se¦ct&gt;ion>"} {
		if !strings.Contains(shown, want) {
			t.Errorf("%q is not in %s", want, shown)
		}
	}
}
