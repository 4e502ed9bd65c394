package blocks_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/bot/slack/blocks"
)

func TestFeedbackIsReadFromItsOwnValuesOnly(t *testing.T) {
	for value, want := range map[string]struct {
		id     string
		up, ok bool
	}{
		"up:01J": {"01J", true, true}, "down:01J": {"01J", false, true}, "up:": {"", true, false}, "down:": {"", false, false},
		"sideways:01J": {}, "": {}, "01J": {},
	} {
		if id, up, ok := blocks.ParseFeedback(value); ok != want.ok || ok && (id != want.id || up != want.up) {
			t.Errorf("%q: got %q, %v, %v", value, id, up, ok)
		}
	}
}

func TestButtonsAreWhatAnAnswerNeeds(t *testing.T) {
	said := []bot.Statement{{Text: "A fact.", Citations: []int{1}}}
	sources := []bot.Source{{N: 1, Section: "S"}}
	next := []string{"One?", "", "Two?", strings.Repeat("too long to be a value ", 100), strings.Repeat("long ", 50) + "?", "Four?", "Five?", "Six?", "Seven?"}
	long := strings.TrimSpace(strings.Repeat("long ", 15)) + "…"
	for _, c := range []struct {
		name    string
		answer  bot.Answer
		options blocks.Options
		want    []string
	}{
		{"facts", bot.Answer{Outcome: bot.Facts, Statements: said, Sources: sources, FollowUps: next}, blocks.Options{ID: "A"},
			[]string{"followup:0 One?", "followup:2 Two?", "followup:4 " + long, "evidence All evidence", "answer_feedback"}},
		{"a private answer", bot.Answer{Outcome: bot.Facts, Statements: said, Sources: sources}, blocks.Options{ID: "A", Share: true},
			[]string{"evidence All evidence", "share Share to channel", "answer_feedback"}},
		{"a private answer for the team", bot.Answer{Outcome: bot.Facts, Statements: said}, blocks.Options{ID: "A", Share: true, Confirm: true},
			[]string{"share Share to channel, asks first", "answer_feedback"}},
		{"a refusal", bot.Answer{Outcome: bot.NotCovered, Text: "No.", FollowUps: next[:1]}, blocks.Options{ID: "A"}, []string{"followup:0 One?", "answer_feedback"}},
		{"a question back", bot.Answer{Outcome: bot.Clarify, Text: "Which?", FollowUps: next}, blocks.Options{ID: "A", Share: true},
			[]string{"followup:0 One?", "followup:2 Two?", "followup:4 " + long, "followup:5 Four?", "followup:6 Five?"}},
		{"help", bot.Answer{Outcome: bot.Help, Text: "Ask.", FollowUps: next[:1]}, blocks.Options{ID: "A"}, []string{"followup:0 One?"}},
		{"a preview", bot.Answer{Outcome: bot.Facts, Statements: said, Sources: sources, FollowUps: next}, blocks.Options{Share: true}, nil},
	} {
		if diff := cmp.Diff(c.want, buttons(t, blocks.Answer(&c.answer, c.options))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// buttons lists what can be clicked: action ids with labels.
func buttons(t *testing.T, m blocks.Message) []string {
	t.Helper()
	var list []string
	for _, block := range m.Blocks {
		if block.BlockType() != slack.MBTAction && block.BlockType() != slack.MBTContextActions {
			continue
		}
		var row struct {
			Elements []struct {
				ActionID string `json:"action_id"`
				Text     struct{ Text string }
				Confirm  json.RawMessage
			}
		}
		if err := json.Unmarshal(encoded(t, block), &row); err != nil {
			t.Fatal(err)
		}
		for _, e := range row.Elements {
			label := strings.TrimSpace(e.ActionID + " " + e.Text.Text)
			if e.Confirm != nil {
				label += ", asks first"
			}
			list = append(list, label)
		}
	}
	return list
}

func TestAChartStandsOnlyWhereItSaysSomething(t *testing.T) {
	text := "A claim."
	row := func(stances ...string) bot.ComparisonRow {
		r := bot.ComparisonRow{Criterion: "C"}
		for _, s := range stances {
			cell := bot.ComparisonCell{Stance: s}
			if s != "none" {
				cell.Text = &text
			}
			r.Cells = append(r.Cells, cell)
		}
		return r
	}
	for _, c := range []struct {
		name    string
		options []string
		rows    []bot.ComparisonRow
		want    bool
	}{
		{"four that differ", []string{"A", "B"}, []bot.ComparisonRow{row("for", "against"), row("for", "for")}, true},
		{"too few", []string{"A", "B"}, []bot.ComparisonRow{row("for", "against"), row("for", "none")}, false},
		{"all the same", []string{"A", "B"}, []bot.ComparisonRow{row("for", "for"), row("against", "against")}, false},
		{"neutral ones", []string{"A", "B"}, []bot.ComparisonRow{row("neutral", "neutral"), row("for", "neutral"), row("for", "for")}, false},
		{"one option", []string{"A"}, []bot.ComparisonRow{row("for"), row("for"), row("for"), row("against")}, false},
		{"names that become one", []string{strings.Repeat("x", 30), strings.Repeat("x", 31)}, []bot.ComparisonRow{row("for", "against"), row("for", "for")}, false},
	} {
		a := &bot.Answer{Outcome: bot.Compared, Statements: []bot.Statement{{Text: "S."}}, Comparison: &bot.Comparison{Options: c.options, Rows: c.rows}}
		got := false
		for _, block := range blocks.Answer(a, blocks.Options{}).Blocks {
			got = got || block.BlockType() == slack.MBTDataVisualization
		}
		if got != c.want {
			t.Errorf("%s: chart %v, want %v", c.name, got, c.want)
		}
	}
}
