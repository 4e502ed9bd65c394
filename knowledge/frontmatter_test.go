package knowledge_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stackpick/stackpick/knowledge"
)

func TestFrontMatter(t *testing.T) {
	lib := openText(t, "x.md", `---
title: 'Queues: which one?'
id: Queues 2024
source: https://example.com/queues#top
publisher: Example
authors: [Ann, Bob]
date: 2024-11-02
options: Kafka, RabbitMQ
kind: Radar
layout: post
draft: false
---
# Another heading

Kafka is fast.
`)
	d := lib.Documents[0]
	got := []string{d.ID, d.Title, d.Source, d.Publisher, d.Author, d.Date, string(d.Kind), strings.Join(d.Options, "+"), string(d.Passages[0].Kind), d.Passages[0].URL}
	want := []string{"queues-2024", "Queues: which one?", "https://example.com/queues#top", "Example", "Ann, Bob", "2024-11-02", "radar", "Kafka+RabbitMQ", "radar", "https://example.com/queues#:~:text=Another%20heading"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("document (-want +got):\n%s", diff)
	}
	if d.Passages[0].Line != 15 {
		t.Errorf("passage in line %d, want 15", d.Passages[0].Line)
	}
}

// TestDateOfAPageThatIsLookedOver shows which date a page has whose head names no date: of a decision it is none, for
// nobody decided then.
func TestDateOfAPageThatIsLookedOver(t *testing.T) {
	for head, want := range map[string]string{
		"last_reviewed_on: 2026-02-03":                   "2026-02-03",
		"lastmod: 2025-07-01T10:00:00Z":                  "2025-07-01",
		"updated: 2025-07-01\ndate: 2024-01-02":          "2024-01-02",
		"reviewed: by Ann":                               "",
		"review_in: 6 months\nlast_reviewed: 2026-05-02": "2026-05-02",
	} {
		if got := openText(t, "x.md", "---\n"+head+"\n---\n# Baking\n\nBread rises.\n").Documents[0].Date; got != want {
			t.Errorf("%q: date %q, want %q", head, got, want)
		}
	}
	record := "---\nlast_reviewed_on: 2026-02-03\n---\n# 1. Use rye\n\n## Status\n\nAccepted\n\n## Context\n\nFlour.\n\n## Decision\n\nWe use rye.\n\n## Consequences\n\nNone.\n"
	if got := openText(t, "0001-use-rye.md", record).Documents[0].Date; got != "" {
		t.Errorf("a decision has the date %q of its review", got)
	}
}

func TestFrontMatterThatCannotBeUsedIsLeftOutWithAProblem(t *testing.T) {
	tests := map[string]struct{ head, want string }{
		"a file as the source":       {"source: file:///etc/passwd", `:2: source "file:///etc/passwd" is not an http or https URL`},
		"a script as the source":     {"id: x\nsource: \"javascript:alert(1)\"", `:3: source "javascript:alert(1)" is not`},
		"a password in the source":   {"source: https://me:pw@example.com/", ":2: source"},
		"an odd scheme":              {"source: hTtps://example.com/", ":2: source"},
		"a source that ends a link":  {"source: 'https://example.com/>|x'", ":2: source"},
		"a source in TOML":           {"+++\ntitle = \"A\"\n\nsource = \"file:///x\"\n+++", ":4: source"},
		"a source in JSON":           {"{\n\"title\": \"A\",\n\n\"source\": \"file:///x\"\n}", ":4: source"},
		"a kind that does not exist": {"kind: gossip", `:2: kind "gossip" is unknown`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if !strings.HasPrefix(tt.head, "+") && !strings.HasPrefix(tt.head, "{") {
				tt.head = "---\n" + tt.head + "\n---"
			}
			lib := openText(t, "x.md", tt.head+"\nText.")
			if len(lib.Problems) != 1 || !strings.Contains(lib.Problems[0].String(), tt.want) || lib.Problems[0].Fatal {
				t.Errorf("problems %v, want one with %q, not fatal", lib.Problems, tt.want)
			}
			if d := lib.Documents[0]; d.Source != "" || d.Kind != knowledge.KindSection {
				t.Errorf("source %q, kind %q", d.Source, d.Kind)
			}
		})
	}
}
