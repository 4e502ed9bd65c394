package blocks_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/bot/slack/blocks"
)

func TestATableRefersToWhatIsSaidAbove(t *testing.T) {
	a := ask(t, openBot(t), "Django or Node for security, costs, hiring and an MVP?")
	table := string(encoded(t, only(t, blocks.Answer(a, blocks.Options{}), slack.MBTTable)))
	if n := strings.Count(table, "as above"); n != 3 {
		t.Errorf("refers to what is above %d times, not to each of the three reasons: %s", n, table)
	}
}

func TestALineReplacesATableWithoutWords(t *testing.T) {
	m := blocks.Answer(ask(t, openBot(t), "Django or Node.js for a fintech MVP?"), blocks.Options{})
	for _, block := range m.Blocks {
		if block.BlockType() == slack.MBTTable {
			t.Error("there is a table")
		}
	}
	if shown := string(encoded(t, m.Blocks)); !strings.Contains(shown, "No evidence for Node.js on Fintech, MVP.") {
		t.Errorf("does not say what is not known: %s", shown)
	}
}

func TestTheConditionStandsOnceWithItsSource(t *testing.T) {
	m := blocks.Answer(ask(t, openBot(t), "Django or Node.js for a fintech MVP?"), blocks.Options{})
	shown := string(encoded(t, m.Blocks))
	if strings.Contains(shown, "Choose Node.js when the task is to create APIs") {
		t.Error("the sentences that the condition sums up stand there, too")
	}
	if _, rest, _ := strings.Cut(shown, "then Node.js"); !strings.Contains(rest[:min(len(rest), 120)], `"https://`) {
		t.Errorf("the condition has no source: %.200s", rest)
	}
}

func TestCriteriaThatAreGapsAreNoRows(t *testing.T) {
	text := "A claim."
	known := bot.ComparisonRow{Criterion: "Security", Cells: []bot.ComparisonCell{{Text: &text, Stance: "for"}, {}}}
	unknown := bot.ComparisonRow{Criterion: "Compliance", Cells: []bot.ComparisonCell{{}, {}}}
	unsaid := bot.ComparisonRow{Criterion: "Cost", Cells: []bot.ComparisonCell{{}, {}}}
	a := &bot.Answer{Outcome: bot.Compared, Statements: []bot.Statement{{Text: "S."}}, Gaps: []string{"Compliance (GDPR): the knowledge says nothing about it."},
		Comparison: &bot.Comparison{Options: []string{"A", "B"}, Rows: []bot.ComparisonRow{known, unknown, unsaid}}}
	table := only(t, blocks.Answer(a, blocks.Options{}), slack.MBTTable).(*slack.TableBlock)
	if shown := string(encoded(t, table)); len(table.Rows) != 3 || strings.Contains(shown, "Compliance") || !strings.Contains(shown, "Cost") {
		t.Errorf("rows: %s", shown)
	}
}

func TestALongTableSaysWhatItLeavesOut(t *testing.T) {
	a := &bot.Answer{Outcome: bot.Compared, Statements: []bot.Statement{{Text: "S."}}, Comparison: &bot.Comparison{}}
	for i := range 25 {
		a.Comparison.Options = append(a.Comparison.Options, fmt.Sprint("Option ", i))
	}
	for i := range 120 {
		r := bot.ComparisonRow{Criterion: fmt.Sprint("Criterion ", i)}
		for j := range a.Comparison.Options {
			text := fmt.Sprintf("What is said of %d on %d.", j, i)
			r.Cells = append(r.Cells, bot.ComparisonCell{Text: &text, Stance: "for"})
		}
		a.Comparison.Rows = append(a.Comparison.Rows, r)
	}
	m := blocks.Answer(a, blocks.Options{})
	rows := len(only(t, m, slack.MBTTable).(*slack.TableBlock).Rows) - 1
	for _, want := range []string{fmt.Sprintf("%d more criteria under “All evidence”.", 120-rows), "6 more options under “All evidence”."} {
		if !strings.Contains(string(encoded(t, m.Blocks)), want) {
			t.Errorf("does not say %q", want)
		}
	}
}

func TestSourcesThatAreNotNumberedFromOneKeepTheirNumbers(t *testing.T) {
	a := &bot.Answer{Outcome: bot.Facts, Statements: []bot.Statement{{Text: "A fact.", Citations: []int{7}}},
		Sources: []bot.Source{{N: 7, Section: "Seven", Document: "D", Date: "2023"}, {N: 9, Section: "Nine", Document: "E"}}}
	shown := string(encoded(t, blocks.Answer(a, blocks.Options{}).Blocks))
	for _, want := range []string{`"style":"bullet"`, `"[7] "`, `"Seven"`, `" — D, 2023"`, `"[9] "`, `" — E"`} {
		if !strings.Contains(shown, want) {
			t.Errorf("%s is not in %s", want, shown)
		}
	}
}

func TestTheEvidenceMarksWhatIsQuoted(t *testing.T) {
	view := string(encoded(t, blocks.Evidence(ask(t, openBot(t), "Django or Node.js for a fintech MVP?"))))
	for _, want := range []string{
		`{"type":"text","text":"Choose Django for quick and scalable MVP development.","style":{"bold":true}}`,
		`Choose Django for complex apps that have many functionalities.`, // only the passage says that
		`Together`, `lead `,
	} {
		if !strings.Contains(view, want) {
			t.Errorf("%s is not in the evidence", want)
		}
	}
}

func TestTheFooterNamesWhoWordedTheAnswer(t *testing.T) {
	for by, want := range map[string]string{
		"stackpick":         "Worded by stackpick from its sources; no language model · knowledge abcdef01 · answer A1",
		"llm:gpt-9 <turbo>": "Phrased by gpt-9 <turbo>, checked against the sources · knowledge abcdef01 · answer A1",
	} {
		a := &bot.Answer{Outcome: bot.Facts, Statements: []bot.Statement{{Text: "A fact."}}, PhrasedBy: by, Receipt: bot.Receipt{Knowledge: "sha256:abcdef0123456789"}}
		footer := only(t, blocks.Answer(a, blocks.Options{ID: "A1"}), slack.MBTContext).(*slack.ContextBlock)
		if got := footer.ContextElements.Elements[0].(*slack.TextBlockObject); got.Text != want || got.Type != slack.PlainTextType {
			t.Errorf("%s: got %s %q, want %q", by, got.Type, got.Text, want)
		}
	}
}

// only returns the block of a type, of which there must be one.
func only(t *testing.T, m blocks.Message, kind slack.MessageBlockType) slack.Block {
	t.Helper()
	var found []slack.Block
	for _, block := range m.Blocks {
		if block.BlockType() == kind {
			found = append(found, block)
		}
	}
	if len(found) != 1 {
		t.Fatalf("%d blocks of type %s", len(found), kind)
	}
	return found[0]
}

func TestTheEvidenceSaysWhenItDoesNotFit(t *testing.T) {
	a := &bot.Answer{Outcome: bot.Facts, Statements: []bot.Statement{{Text: "A fact."}}}
	for n := range 150 {
		a.Sources = append(a.Sources, bot.Source{N: n + 1, Section: "S", Passage: "A passage."})
	}
	view := blocks.Evidence(a)
	checkView(t, view, nil)
	last := view.Blocks.BlockSet[len(view.Blocks.BlockSet)-1]
	if n := len(view.Blocks.BlockSet); n != 100 || !strings.Contains(string(encoded(t, last)), "more than fits") {
		t.Errorf("%d blocks, the last of them %s", n, encoded(t, last))
	}
}
