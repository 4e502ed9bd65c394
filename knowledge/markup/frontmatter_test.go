package markup_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stackpick/stackpick/knowledge/markup"
)

func TestFrontMatterInOtherSyntaxes(t *testing.T) {
	for name, head := range map[string]string{
		"TOML": `+++
title = "Queues: \"which\" one?" # as asked
id = 'queues'
date = 2024-11-02
authors = ["Ann", "Bob"]
draft = true
options = """Kafka,
RabbitMQ"""

kind = "radar"
[params]
title = "not this"
+++
`,
		"JSON": "{\n\t\"title\": \"Queues: \\\"which\\\" one?\",\n\t\"id\": \"queues\", \"date\": \"2024-11-02\",\n\t\"authors\": [\"Ann\", \"Bob\"], \"draft\": true,\n\t\"options\": \"Kafka, RabbitMQ\",\n\n\t\"kind\": \"radar\",\n\t\"params\": {\n\t\t\"title\": \"not this\",\n\t\t\"a\": 1},\n\t\"x\": null\n}\n",
	} {
		t.Run(name, func(t *testing.T) {
			h, a := read(t, "x.md", head+"# Another heading\n\nKafka is fast.\n")
			got := []string{h.ID, h.Title, h.Author, h.Date, h.Kind, strings.Join(h.Options, "+")}
			want := []string{"queues", `Queues: "which" one?`, "Ann, Bob", "2024-11-02", "radar", "Kafka+RabbitMQ"}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("head (-want +got):\n%s", diff)
			}
			if want := strings.Count(head, "\n") + 3; a.Blocks[1].Line != want {
				t.Errorf("text in line %d, want %d", a.Blocks[1].Line, want)
			}
		})
	}
}

func TestFaultsOfFrontMatterNameTheirLine(t *testing.T) {
	tests := map[string]struct{ text, want string }{
		"YAML":                        {"---\ntitle: A\ndate: b: c\n---\nText.", ":3: front matter: mapping values"},
		"YAML without an end":         {"---\ntitle: A\n\nText.", ":1: front matter: does not end: close it with a line of ---"},
		"TOML":                        {"+++\ntitle = \"A\"\ndate = tomorrow\n+++\nText.", ":3: front matter: "},
		"TOML that gives a key twice": {"+++\na = 1\n\na = 2\n+++\nText.", ":4: front matter: "},
		"TOML without an end":         {"+++\ntitle = \"A\"\n\nText.", ":1: front matter: does not end: close it with a line of +++"},
		"JSON":                        {"{\n  \"title\": \"A\",\n  \"date\": tomorrow\n}\nText.", ":3: front matter: is no JSON"},
		"JSON without an end":         {"{\n  \"title\": \"A\",\nText.", ":1: front matter: does not end: close it with a line of }"},
		"more than anyone writes":     {"---\na: " + strings.Repeat("x", 70_000) + "\n---\nText.", ":1: front matter: is larger than 64 KiB"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var r markup.Reader
			_, _, err := r.Read("x.md", []byte(tt.text))
			fault, ok := errors.AsType[*markup.Fault](err)
			if !ok {
				t.Fatalf("error %v", err)
			}
			if got := fmt.Sprintf(":%d: %v", fault.Line, fault); !strings.HasPrefix(got, tt.want) {
				t.Errorf("fault %s, want %s", got, tt.want)
			}
		})
	}
}

func TestRuleAtTheTopIsNoFrontMatter(t *testing.T) {
	for name, text := range map[string]string{
		"one rule":               "---\n\nSome text on Redis.\n",
		"text between two rules": "---\nSome text on Redis.\n---\n\nMore.\n",
		"an empty head":          "---\n---\nSome text on Redis.\n",
		"a brace":                "{\nSome text on Redis.\n}\n",
		"plus signs":             "+++\n\nSome text on Redis.\n",
	} {
		t.Run(name, func(t *testing.T) {
			if a := article(t, "x.md", text); !strings.Contains(texts(a.Blocks), "Some text on Redis.") {
				t.Errorf("text was lost: %+v", a.Blocks)
			}
		})
	}
}
