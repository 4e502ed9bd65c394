package blocks_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/bot/slack/blocks"
	"github.com/stackpick/stackpick/index"
	"github.com/stackpick/stackpick/knowledge"
)

var update = flag.Bool("update", false, "rewrite the golden files")

const answerID = "01JDHB6Q8Z4T6V0WX3YKM2N5RC"

func TestMessagesAreLaidOutAsTheGoldenFilesShow(t *testing.T) {
	b := openBot(t)
	for name, c := range map[string]struct {
		question string
		options  blocks.Options
	}{
		"recommendation": {"Django or Node.js for a fintech MVP?", blocks.Options{ID: answerID}},
		"recommendation-private": {"Django or Node for security, costs, hiring and an MVP?",
			blocks.Options{ID: answerID, Share: true, Confirm: true, Notes: []string{"I read text only; ignored 1 file."}}},
		"recommendation-shared": {"django or node for a chat with many users?",
			blocks.Options{ID: answerID, Asked: "django or node for a chat with many users?", AskedBy: "U012ABCDEF"}},
		"recommendation-gaps":    {"django or node for AI, GraphQL and hosting costs", blocks.Options{ID: answerID}},
		"recommendation-german":  {"Django oder Node.js für ein MVP mit kleinem Team?", blocks.Options{ID: answerID}},
		"recommendation-preview": {"Django or Node for maintainability?", blocks.Options{}},
		"either":                 {"Django or Node?", blocks.Options{ID: answerID}},
		"none":                   {"Django or Node for e-commerce?", blocks.Options{ID: answerID}},
		"comparison":             {"Compare Django and Node.js on security, cost and hiring", blocks.Options{ID: answerID}},
		"comparison-all":         {"Compare Django and Node.js", blocks.Options{ID: answerID}},
		"facts":                  {"What did PayPal do?", blocks.Options{ID: answerID}},
		"facts-one":              {"How many companies use Django?", blocks.Options{ID: answerID, Asked: "How many companies use Django?"}},
		"facts-several":          {"What is Django? And who uses Node.js?", blocks.Options{ID: answerID}},
		"not-covered":            {"Rails or Laravel?", blocks.Options{ID: answerID, Share: true}},
		"clarify":                {"which one?", blocks.Options{ID: answerID}},
		"help":                   {"hello", blocks.Options{ID: answerID}},
		"help-preview":           {"hello", blocks.Options{}},
	} {
		t.Run(name, func(t *testing.T) {
			golden(t, name, blocks.Answer(ask(t, b, c.question), c.options))
		})
	}
}

func TestEachPlainerFormIsAsTheGoldenFilesShow(t *testing.T) {
	m := blocks.Answer(ask(t, openBot(t), "Compare Django and Node.js"), blocks.Options{ID: answerID})
	for _, step := range []string{"simpler-1-no-chart", "simpler-2-no-table", "simpler-3-sections", "simpler-4-text"} {
		simpler, ok := m.Simpler()
		if !ok {
			t.Fatalf("no form %s", step)
		}
		m = simpler
		golden(t, step, m)
	}
	if _, ok := m.Simpler(); ok {
		t.Error("text only has a plainer form")
	}
}

func TestViewsAreLaidOutAsTheGoldenFilesShow(t *testing.T) {
	b := openBot(t)
	fresh := ask(t, b, "Django or Node for security, costs, hiring and an MVP?")
	golden(t, "evidence", blocks.Evidence(fresh))
	stored := *fresh
	stored.Ledger = nil
	golden(t, "evidence-stored", blocks.Evidence(&stored))
	golden(t, "why-not", blocks.WhyNot(answerID, fresh.Question))
	golden(t, "home-first", blocks.Home(home()))
	golden(t, "home-busy", blocks.Home(busyHome()))
}

func TestShortMessagesAreLaidOutAsTheGoldenFilesShow(t *testing.T) {
	h := home()
	golden(t, "help-command", blocks.Help(blocks.HelpData{Covers: h.Covers, Commands: h.Commands, Examples: h.Examples}))
	golden(t, "help-model", blocks.Help(blocks.HelpData{Covers: h.Covers, Model: "gpt-9-mini may put an answer into better words.", Commands: h.Commands, Examples: h.Examples}))
	golden(t, "sources", blocks.Sources(busyHome().Documents, 34))
	golden(t, "status", blocks.Status([]blocks.Field{
		{Name: "Version", Text: "1.2.0"}, {Name: "Knowledge", Text: "4 documents, 132 passages"}, {Name: "Answers today", Text: "41"}}))
	golden(t, "notice", blocks.Notice("I am answering several questions at once & this one has to wait; please ask again in a minute."))
}

func home() blocks.HomeData {
	return blocks.HomeData{
		Covers: "It covers Django and Node.js on performance, scalability, speed of development, security, cost-efficiency, access to experts and maintainability and future-proofing.",
		Commands: []blocks.Field{
			{Name: "/stackpick QUESTION", Text: "anywhere; only you see the answer, until you share it"},
			{Name: "@stackpick QUESTION", Text: "in a channel or a thread, for everyone there"},
			{Name: "A direct message", Text: "just write; no mention needed"},
		},
		Examples:  []string{"Django or Node.js for an MVP?", "Compare Django and Node.js on performance.", "What did Disqus do?"},
		Documents: []blocks.Document{{Title: "Django vs. Node.js: When to Choose Which", Date: "2023", URL: "https://www.monterail.com/blog/django-vs-node.js-when-to-choose-which", Passages: 22}},
		Retention: 90, Version: "1.2.0", Knowledge: "sha256:2ee33f45eeb6da60e3c8dcf8ca0cee0b",
	}
}

func busyHome() blocks.HomeData {
	h := home()
	h.Documents = append(h.Documents,
		blocks.Document{Title: "12. Use PostgreSQL for the ledger", Date: "2025-03-04", URL: "https://example.com/adr/12", Passages: 4},
		blocks.Document{Title: "Engineering handbook: hiring", Passages: 31},
		blocks.Document{Title: "Technology radar", Date: "2026-05", URL: "https://example.com/radar", Passages: 75})
	h.More = 34
	day := time.Date(2026, 11, 24, 9, 30, 0, 0, time.UTC)
	h.Recent = []blocks.Recent{
		{Question: "Django or Node.js for a fintech MVP?", Outcome: "Django", When: day},
		{Question: "Rails or Laravel?", Outcome: "not covered", When: day.Add(-26 * time.Hour)},
		{Question: "we have 3 devs who know only TS, need an admin area and payments and the go-live date is fixed by law, what would you take and why?", Outcome: "Node.js", When: day.Add(-50 * time.Hour)},
	}
	return h
}

func openBot(t testing.TB) *bot.Bot {
	t.Helper()
	lib, err := knowledge.Open(knowledge.Source{Builtin: true})
	if err != nil {
		t.Fatal(err)
	}
	ix, err := index.New(lib)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ix.Close() })
	return bot.New(lib, ix, "test")
}

// ask returns an answer. Its receipt names no knowledge that there is, so that a word more in the vocabulary changes no
// golden file.
func ask(t testing.TB, b *bot.Bot, question string) *bot.Answer {
	t.Helper()
	a, err := b.Ask(context.Background(), bot.Question{Text: question})
	if err != nil {
		t.Fatal(err)
	}
	a.Receipt.Knowledge = "sha256:0123456789abcdef"
	return a
}

// golden compares a message or view, as indented JSON, with a file, or rewrites the file with -update.
func golden(t *testing.T, name string, shown any) {
	t.Helper()
	got := indented(t, shown)
	file := filepath.Join("testdata", "golden", name+".json")
	if *update {
		if err := os.WriteFile(file, got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s differs (-want +got; -update rewrites it):\n%s", file, diff)
	}
}

func indented(t *testing.T, shown any) []byte {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(shown); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
