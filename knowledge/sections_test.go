package knowledge_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stackpick/stackpick/knowledge"
)

// shape writes each passage as "path > heading [kind]: text", with " / " between paragraphs.
func shape(lib *knowledge.Library) []string {
	var all []string
	for _, p := range lib.Passages() {
		kind := ""
		if p.Kind != knowledge.KindSection {
			kind = " [" + string(p.Kind) + "]"
		}
		all = append(all, strings.Join(append(p.Path, p.Heading), " > ")+kind+": "+strings.ReplaceAll(p.Text, "\n", " / "))
	}
	return all
}

func TestColumnsAreDealtOutToTheirHeadings(t *testing.T) {
	tests := map[string]struct {
		text string
		want []string
	}{
		"headings that are alike":                 {"## Why use A\n\n## Why use B\n\n- a\n- b\n- c\n- d", []string{"Why use A: a / b", "Why use B: c / d"}},
		"opposites":                               {"## Pros\n\n## Cons\n\n- a\n- b", []string{"Pros: a", "Cons: b"}},
		"opposites by other names":                {"## Upsides\n\n## Downsides of it\n\n- a\n- b", []string{"Upsides: a", "Downsides of it: b"}},
		"what the title compares":                 {"# Redis or Kafka\n\n## Redis\n\n## Kafka\n\n- a\n- b", []string{"Redis: a", "Kafka: b"}},
		"three columns":                           {"## Plan A\n\n## Plan B\n\n## Plan C\n\n- a\n- b\n- c", []string{"Plan A: a", "Plan B: b", "Plan C: c"}},
		"items that do not divide":                {"## Pros\n\n## Cons\n\n- a\n- b\n- c", []string{"Cons: a / b / c"}},
		"an empty section of a template":          {"## Decision drivers\n\n## Considered options\n\n- a\n- b", []string{"Considered options: a / b"}},
		"a heading and its own first sub-heading": {"## Reasons\n\n### Reasons to stay\n\n- a\n- b", []string{"Reasons > Reasons to stay: a / b"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, shape(openText(t, "a.md", tt.text))); diff != "" {
				t.Errorf("passages (-want +got):\n%s", diff)
			}
		})
	}
}

func TestKindsOfSections(t *testing.T) {
	tests := map[string]struct {
		text string
		want []string
	}{
		"summaries":                               {"## Our verdict\n\nA.\n\n## TL;DR\n\nB.\n\n## Summarised\n\nC.", []string{"Our verdict [summary]: A.", "TL;DR [summary]: B.", "Summarised: C."}},
		"cases with headings":                     {"## Companies using Go\n\n### Acme\n\nA.\n\n### What they all say about it\n\nB.", []string{"Companies using Go > Acme [case-study]: A.", "Companies using Go > What they all say about it: B."}},
		"cases without headings":                  {"# Go\n\n## Apps built with Go\n\nIntro.\n\nAcme Maps is a map.\n\nIt is fast.\n\nGo is a language.\n\nBolt was the first.", []string{"Apps built with Go: Intro.", "Apps built with Go > Acme Maps [case-study]: Acme Maps is a map. / It is fast. / Go is a language.", "Apps built with Go > Bolt [case-study]: Bolt was the first."}},
		"names where no case is meant":            {"## Background\n\nAcme is a firm.", []string{"Background: Acme is a firm."}},
		"pronouns are no names":                   {"## Success stories\n\nIt is a success.", []string{"Success stories: It is a success."}},
		"a kind that the writer gave the section": {"## Acme {kind=\"case-study\"}\n\nA.\n\n## Verdict {kind=section}\n\nB.", []string{"Acme [case-study]: A.", "Verdict: B."}},
		"a kind that the writer gave the file":    {"---\nkind: decision\n---\n## Summary\n\nA.", []string{"Summary [decision]: A."}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, shape(openText(t, "a.md", tt.text))); diff != "" {
				t.Errorf("passages (-want +got):\n%s", diff)
			}
		})
	}
}

func TestPrefixThatAllHeadingsShareIsLeftOut(t *testing.T) {
	text := "## A vs. B - cost\n\nOne.\n\n## A vs. B - speed\n\nTwo.\n\n"
	if got := shape(openText(t, "a.md", text)); !strings.HasPrefix(got[0], "A vs. B - cost: ") {
		t.Errorf("two headings share no prefix, got %q", got)
	}
	got := shape(openText(t, "a.md", text+"## A vs. B - help\n\nThree.\n\n## Speed - always\n\nFour.\n"))
	if diff := cmp.Diff([]string{"Cost: One.", "Speed: Two.", "Help: Three.", "Speed - always: Four."}, got); diff != "" {
		t.Errorf("passages (-want +got):\n%s", diff)
	}
}
