package exam_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/bot/exam"
)

func TestReadForms(t *testing.T) {
	const asYAML = "# A set.\n- question: which queue?\n  outcome: recommendation\n  pick: [RabbitMQ, 3.10]\n  facts: [924]\n\n" +
		"- question: and the port?\n  kind: fact\n  outcome: [facts]\n  thread:\n    - {question: a, answer: b}\n"
	const asJSON = `{"question": "which queue?", "outcome": "recommendation", "pick": ["RabbitMQ", "3.10"], "facts": ["924"]}` + "\n\n" +
		`{"question": "and the port?", "kind": "fact", "outcome": ["facts"], "thread": [{"question": "a", "answer": "b"}]}` + "\n"
	for _, set := range []struct {
		name, text string
		lines      []int
	}{
		{"set.yaml", asYAML, []int{2, 7}},
		{"set.yml", "\ufeff" + asYAML, []int{2, 7}},
		{"set.jsonl", asJSON, []int{1, 3}},
		{"set.json", "[" + strings.Replace(strings.TrimSpace(asJSON), "\n\n", ",\n", 1) + "]", []int{1, 2}},
	} {
		items, err := exam.Read(strings.NewReader(set.text), set.name)
		if err != nil {
			t.Errorf("%s: %v", set.name, err)
			continue
		}
		if len(items) != 2 {
			t.Errorf("%s: %d items, want 2", set.name, len(items))
			continue
		}
		first, second := items[0], items[1]
		if first.Question != "which queue?" || !cmp.Equal(first.Pick, []string{"RabbitMQ", "3.10"}) ||
			!cmp.Equal(first.Outcome, []bot.Outcome{bot.Recommended}) || len(first.Facts) != 1 || first.Facts[0].String() != "924" {
			t.Errorf("%s: first item read as %+v", set.name, first)
		}
		if second.Kind != "fact" || !cmp.Equal(second.Thread, []bot.Turn{{Question: "a", Answer: "b"}}) {
			t.Errorf("%s: second item read as %+v", set.name, second)
		}
		if first.Line != set.lines[0] || second.Line != set.lines[1] || second.File != set.name {
			t.Errorf("%s: items at %s and %s, want lines %v", set.name, first.Place(), second.Place(), set.lines)
		}
	}
}

// TestReadRefuses shows that what is wrong in a file is said with the line in which it stands.
func TestReadRefuses(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a.txt", "hello", "a.txt: a question set is a .yaml or .jsonl file"},
		{"a.yaml", "", "a.yaml:1: no questions in it"},
		{"a.yaml", "question: x\n", "a.yaml:1: want a list: begin each question with - question: …"},
		{"a.yaml", "- question: x\n  outcome: facts\n- question: y\n  outcom: facts\n", `a.yaml:3: unknown field "outcom"`},
		{"a.yaml", "- question: x\n  outcome: fact\n", `a.yaml:1: there is no outcome "fact": choose from recommendation, comparison, facts, not_covered, clarify, help`},
		{"a.yaml", "- question: x\n", "a.yaml:1: nothing is expected: give outcome, pick, sections, facts, gaps or absent"},
		{"a.yaml", "\n- outcome: facts\n", "a.yaml:2: no question: write it as question: …"},
		{"a.yaml", "- question: x\n  question: y\n", "a.yaml:2: question is given twice"},
		{"a.yaml", "- question: x: y\n", "a.yaml:1: mapping values are not allowed in this context: quote the value or mend the indentation"},
		{"a.yaml", "- question: [x]\n", "a.yaml:1: question: unexpected array"},
		{"a.yaml", "- &a\n  question: x\n  outcome: facts\n- *a\n", "a.yaml:4: anchors and aliases are not read: write the value out"},
		{"a.yaml", "- question: x\n  facts: [/(/]\n", "a.yaml:1: facts: /(/ is no regular expression: error parsing regexp: missing closing ): `(?i)(`"},
		{"a.yaml", "- question: x\n  facts: [A|]\n", `a.yaml:1: facts: "A|" has an empty alternative, which everything would fit`},
		{"a.yaml", "- {id: 1, question: x, outcome: facts}\n- {id: 1, question: y, outcome: facts}\n", `a.yaml:2: the id "1" stands in line 1 already`},
		{"a.jsonl", "{\"question\": \"x\", \"outcome\": \"facts\"}\n{\"question\": \"y\"", "a.jsonl:2: the object does not end"},
		{"a.jsonl", "\n[]\n", "a.jsonl:2: unexpected array where an object should be"},
		{"a.jsonl", `{"question": "x", "outcome": "facts"} {}`, "a.jsonl:1: more than one object in the line"},
		{"a.jsonl", `{"question": "x", "facts": [7]}`, "a.jsonl:1: facts: unexpected number"},
		{"a.jsonl", "{}\n" + strings.Repeat("x", 2<<20), "a.jsonl:1: no question: write it as question: …"},
		{"a.jsonl", strings.Repeat("x", 2<<20), "a.jsonl:1: the line is longer than 1048576 bytes"},
		{"a.yaml", strings.Repeat("#", 9<<20), "a.yaml: longer than 8 MB: part it"},
	} {
		_, err := exam.Read(strings.NewReader(c.text), c.name)
		if err == nil || err.Error() != c.want {
			t.Errorf("%s %.60q: got %v\nwant %s", c.name, c.text, err, c.want)
		}
	}
}

// TestOurOwnSets shows that all sets of package bot are in this form.
func TestOurOwnSets(t *testing.T) {
	files := 0
	for _, pattern := range []string{"*.jsonl", filepath.Join("*", "*.yaml")} {
		names, err := filepath.Glob(filepath.Join("..", "testdata", "questions", pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			f, err := os.Open(name)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			if _, err := exam.Read(f, name); err != nil {
				t.Error(err)
			}
			files++
		}
	}
	if files < 8 {
		t.Errorf("read %d sets, want 8 at least", files)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("- question: which queue?\n  outcome: [facts]\n  facts: [/a+/, b|c]\n", true)
	f.Add("- &a {question: x, outcome: facts}\n- *a\n", true)
	f.Add(`{"question": "x", "outcome": ["facts"], "thread": [{"question": "a"}]}`, false)
	f.Add("[[[[{\"question\": null}]]]]", true)
	f.Fuzz(func(t *testing.T, text string, asYAML bool) {
		name := "set.jsonl"
		if asYAML {
			name = "set.yaml"
		}
		items, err := exam.Read(strings.NewReader(text), name)
		if err != nil {
			if !strings.HasPrefix(err.Error(), name+":") || strings.Contains(err.Error(), "\n") {
				t.Errorf("the error is not one line that begins with the file: %q", err)
			}
			return
		}
		for _, it := range items {
			if strings.TrimSpace(it.Question) == "" || it.Line < 1 {
				t.Errorf("item %+v", it)
			}
		}
	})
}
