package exam_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/bot/exam"
)

// A scripted candidate answers each question with what stands under it.
type scripted map[string]*bot.Answer

func (s scripted) Ask(_ context.Context, q bot.Question) (*bot.Answer, error) {
	if a := s[q.Text]; a != nil {
		return a, nil
	}
	return nil, errors.New("the index is closed")
}

const passage = "We chose RabbitMQ 3.12. It delivers at most once, and Kafka would have needed four more machines."

// queueAnswer is a right answer on a queue; change makes it another.
func queueAnswer(change func(a *bot.Answer)) *bot.Answer {
	a := &bot.Answer{
		Outcome:        bot.Recommended,
		Recommendation: &bot.Recommendation{Option: "RabbitMQ"},
		Text:           "Pick: RabbitMQ. It delivers at most once. [1]",
		Statements:     []bot.Statement{{Text: "Pick: RabbitMQ. It delivers at most once.", Citations: []int{1}}},
		Sources: []bot.Source{{
			N: 1, ID: "adr-0012-queue#decision", Document: "Queue", Section: "Decision", Date: "2025-03-01", Passage: passage,
		}},
	}
	if change != nil {
		change(a)
	}
	return a
}

// faultsOf grades an answer to the item that a line of JSON describes.
func faultsOf(t *testing.T, item string, a *bot.Answer) []exam.Fault {
	t.Helper()
	items, err := exam.Read(strings.NewReader(item), "set.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	r, err := exam.Ask(context.Background(), scripted{items[0].Question: a}, items)
	if err != nil {
		t.Fatal(err)
	}
	return r.Results[0].Faults
}

func TestGrade(t *testing.T) {
	refused := &bot.Answer{Outcome: bot.NotCovered, Text: "Missing: NATS: not mentioned.", Gaps: []string{"NATS: not mentioned."}}
	table := queueAnswer(func(a *bot.Answer) {
		text := "It delivers at most once."
		a.Comparison = &bot.Comparison{Options: []string{"RabbitMQ"}, Rows: []bot.ComparisonRow{{Criterion: "Delivery", Cells: []bot.ComparisonCell{
			{Option: "RabbitMQ", Text: &text, Stance: "for", Citations: []int{1}}}}}}
	})
	for _, c := range []struct {
		item   string
		answer *bot.Answer
		want   []exam.Check
	}{
		{`"outcome": "recommendation", "pick": "rabbitmq", "sections": ["0012-queue", "decision"], "facts": ["at most once|exactly once"]`, queueAnswer(nil), nil},
		{`"outcome": ["facts", "not_covered"]`, queueAnswer(nil), []exam.Check{exam.Outcome}},
		{`"pick": "Rabbit"`, queueAnswer(nil), []exam.Check{exam.Pick}},
		{`"sections": ["Decision", "Context"]`, queueAnswer(nil), []exam.Check{exam.Citation}},
		{`"facts": ["four more machines"]`, queueAnswer(nil), []exam.Check{exam.Fact}},
		{`"facts": ["/at (most|least) once/"]`, queueAnswer(nil), nil},
		{`"facts": ["/exactly +once/"]`, queueAnswer(nil), []exam.Check{exam.Fact}},
		{`"absent": ["at most once"]`, table, []exam.Check{exam.Absent}},
		{`"gaps": "NATS"`, queueAnswer(nil), []exam.Check{exam.Gap}},
		{`"outcome": "not_covered", "gaps": "NATS", "facts": ["RabbitMQ"], "sections": ["0012"]`, refused, nil},
		{`"outcome": "facts", "facts": ["RabbitMQ"], "sections": ["0012"]`, refused, []exam.Check{exam.Outcome, exam.Citation, exam.Fact}},
		{`"facts": ["RabbitMQ"]`, refused, []exam.Check{exam.Fact}},
	} {
		var got []exam.Check
		for _, f := range faultsOf(t, `{"question": "which queue?", `+c.item+`}`, c.answer) {
			got = append(got, f.Check)
		}
		if !cmp.Equal(got, c.want) {
			t.Errorf("%s: fails %v, want %v", c.item, got, c.want)
		}
	}
}

// TestGrounded shows which answers are not held by their own sources, whatever the item asks for.
func TestGrounded(t *testing.T) {
	say := func(text string, citations ...int) func(a *bot.Answer) {
		return func(a *bot.Answer) { a.Statements = []bot.Statement{{Text: text, Citations: citations}} }
	}
	for _, c := range []struct {
		name   string
		change func(a *bot.Answer)
		want   string // a part of the fault, "" for none
	}{
		{"as it stands", nil, ""},
		{"what opens it is ours", say("Already decided on 2025-03-01 (Queue): we chose RabbitMQ 3.12.", 1), ""},
		{"only words that it has", say("Kafka would have needed four more machines.", 1), ""},
		{"what is lacking needs no source", func(a *bot.Answer) {
			a.Statements = append(a.Statements, bot.Statement{Text: "The knowledge does not mention NATS."})
		}, ""},
		{"cites nothing", say("It delivers at most once."), "cites nothing"},
		{"cites what is no source", say("It delivers at most once.", 1, 2), "cites [2], which is no source"},
		{"another figure", say("We chose RabbitMQ 3.13.", 1), "the figure 13"},
		{"another name", say("It delivers at most once, and Pulsar would have needed four more machines.", 1), "the name pulsar"},
		{"a sentence of its own", say("It never loses a message.", 1), "5 words of its own"},
		{"much of its own", say("It delivers at most once, which is why everybody in the team has been so very happy with it ever since then.", 1), "words of its own"},
		{"a source that nothing cites", func(a *bot.Answer) { a.Sources = append(a.Sources, bot.Source{N: 2, ID: "x"}) }, "source [2] is cited by nothing"},
		{"a cell without source", func(a *bot.Answer) {
			text := "It delivers at most once."
			a.Comparison = &bot.Comparison{Rows: []bot.ComparisonRow{{Criterion: "Delivery", Cells: []bot.ComparisonCell{{Option: "RabbitMQ", Text: &text, Stance: "for"}}}}}
		}, "cell Delivery/RabbitMQ cites nothing"},
		{"a filled cell without stance", func(a *bot.Answer) {
			text := "It delivers at most once."
			a.Comparison = &bot.Comparison{Rows: []bot.ComparisonRow{{Criterion: "Delivery", Cells: []bot.ComparisonCell{{Option: "RabbitMQ", Text: &text, Stance: "none", Citations: []int{1}}}}}}
		}, "has a text and no stance"},
	} {
		faults := faultsOf(t, `{"question": "which queue?", "outcome": "recommendation"}`, queueAnswer(c.change))
		got := ""
		if len(faults) > 0 {
			got = faults[0].What
		}
		if (got == "") != (c.want == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s: got %v, want %q", c.name, faults, c.want)
		}
	}
}

func TestTotals(t *testing.T) {
	items, err := exam.Read(strings.NewReader(`{"question": "which queue?", "kind": "pick", "outcome": "recommendation", "pick": "RabbitMQ"}
{"question": "which cache?", "kind": "pick", "outcome": "recommendation", "facts": "Redis"}
{"question": "which moon?", "kind": "refuse", "outcome": ["not_covered", "clarify"]}
{"question": "which sun?", "kind": "refuse", "outcome": "not_covered"}
`), "set.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	r, err := exam.Ask(context.Background(), scripted{
		"which queue?": queueAnswer(nil), "which cache?": queueAnswer(nil), "which sun?": queueAnswer(nil), "which moon?": {Outcome: bot.Clarify},
	}, items)
	if err != nil {
		t.Fatal(err)
	}
	want := []exam.Total{
		{Name: "all", Right: 2, Of: 4}, {Name: "outcome", Right: 3, Of: 4}, {Name: "pick", Right: 1, Of: 1}, {Name: "facts", Of: 1},
		{Name: "grounded", Right: 4, Of: 4}, {Name: "refused where the knowledge lacks it", Right: 1, Of: 2},
		{Name: "answered where the knowledge holds it", Right: 2, Of: 2}, {Name: "kind pick", Right: 1, Of: 2}, {Name: "kind refuse", Right: 1, Of: 2},
	}
	if diff := cmp.Diff(want, r.Totals()); diff != "" {
		t.Errorf("totals (-want +got):\n%s", diff)
	}
	if r.Right() != 2 || r.Share() != 0.5 {
		t.Errorf("%d right, a share of %v", r.Right(), r.Share())
	}
}

func TestAskNamesTheItemThatFails(t *testing.T) {
	items := []exam.Item{{File: "set.yaml", Line: 7, Question: "which?"}}
	_, err := exam.Ask(context.Background(), scripted{}, items)
	if err == nil || err.Error() != "set.yaml:7: asking: the index is closed" {
		t.Errorf("got %v", err)
	}
}
