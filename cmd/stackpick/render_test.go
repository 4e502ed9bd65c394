package main

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/index"
	"github.com/stackpick/stackpick/knowledge"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func TestAnswersAreLaidOutAsTheGoldenFilesShow(t *testing.T) {
	for name, lay := range map[string]func(*screen){
		"recommendation.txt":     func(s *screen) { s.answer(recommended(), 0) },
		"recommendation-why.txt": func(s *screen) { s.answer(recommended(), 1); s.why(recommended()) },
		"recommendation-colour.txt": func(s *screen) {
			s.colour = true
			s.answer(recommended(), 0)
		},
		"either.txt":     func(s *screen) { s.answer(undecided(), 0) },
		"none.txt":       func(s *screen) { s.answer(elsewhere(), 0) },
		"comparison.txt": func(s *screen) { s.answer(compared(), 0) },
		"comparison-wide.txt": func(s *screen) {
			s.width = 100
			s.answer(compared(), 0)
		},
		"comparison-narrow.txt": func(s *screen) {
			s.width = 40
			s.answer(compared(), 0)
		},
		"facts.txt":       func(s *screen) { s.answer(told(), 0) },
		"wide-runes.txt":  func(s *screen) { s.width = 40; s.answer(inJapanese(), 0) },
		"not-covered.txt": func(s *screen) { s.answer(refused(), 0) },
		"clarify.txt":     func(s *screen) { s.answer(asked(), 0) },
		"hostile.txt":     func(s *screen) { s.answer(hostile(), 0); s.why(hostile()) },
		"search.txt":      func(s *screen) { s.hit(1, hit()); s.hit(2, hit()) },
		"show.txt":        func(s *screen) { s.passage(hit().Passage) },
		"document.txt":    func(s *screen) { s.document(&knowledge.Document{ID: "a", Title: "A", File: "docs/a.md"}) },
	} {
		t.Run(name, func(t *testing.T) {
			s := &screen{width: plainWidth}
			lay(s)
			golden(t, name, s.String())
			for line := range strings.Lines(s.String()) {
				if line = strings.TrimSuffix(line, "\n"); strings.HasSuffix(line, " ") {
					t.Errorf("line ends in a space: %q", line)
				}
				if !s.colour && cells(line) > s.width && !strings.Contains(line, "https://") {
					t.Errorf("line of %d cells on a screen of %d: %q", cells(line), s.width, line)
				}
			}
		})
	}
}

func TestAnswersInMarkdownAreAsTheGoldenFilesShow(t *testing.T) {
	for name, a := range map[string]*bot.Answer{
		"recommendation.md": recommended(),
		"comparison.md":     compared(),
		"not-covered.md":    refused(),
		"hostile.md":        hostile(),
	} {
		t.Run(name, func(t *testing.T) { golden(t, name, markdown(a, 2, name == "recommendation.md")) })
	}
}

func TestMarkdownLinksOnlyToTheWeb(t *testing.T) {
	for address, want := range map[string]string{
		"https://example.com/a_(b)#c": "[t](<https://example.com/a_(b)#c>)",
		"http://example.com/<b> c":    "[t](<http://example.com/%3Cb%3E%20c>)",
		"javascript:alert(1)":         "t",
		"file:///etc/passwd":          "t",
		"ftp://example.com":           "t",
		"https:example.com":           "t",
		"//example.com":               "t",
		"https://example.com/\x1b[2J": "t",
		"":                            "t",
	} {
		if got := linkMarkdown("t", address); got != want {
			t.Errorf("%q: got %s, want %s", address, got, want)
		}
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs (-want +got; -update rewrites it):\n%s", file, diff)
	}
}

func hit() index.Hit {
	p := &knowledge.Passage{
		ID: "queues-compared#delivery", Document: "queues-compared", Title: "Queues compared", Heading: "Delivery",
		Kind: knowledge.KindSection, URL: "https://example.com/queues#delivery", Date: "2024",
		Text: "Rabbit delivers a message at least once, and tells the sender when it has it. Herald keeps every message until its day is over, whoever has read it.\nNeither of them promises an order once a message has been sent again, which is what most people stumble over.",
		Claims: []knowledge.Claim{
			{Text: "Rabbit delivers a message at least once, and tells the sender when it has it.", About: []knowledge.Stand{{Option: "Rabbit", Stance: knowledge.For}, {Option: "Herald", Stance: knowledge.Against}}, Concepts: []string{"Reliability"}},
			{Text: "Choose Herald to replay a day.", About: []knowledge.Stand{{Option: "Herald", Stance: knowledge.For}}, Verdict: true},
			{Text: "Most people stumble over it."},
		},
	}
	return index.Hit{Passage: p, Score: 7.314}
}
