package main

import (
	"fmt"
	"strings"

	"github.com/stackpick/stackpick/bot"
)

// answer lays out an answer: what to do first, then why, then what it rests on.
func (s *screen) answer(a *bot.Answer, top int) {
	s.verdict(a)
	statements := a.Spoken()
	if len(statements) > 0 && s.b.Len() > 0 {
		s.newline()
	}
	for _, st := range statements {
		s.item("  • ", dim, normal, cited(st.Text, st.Citations))
	}
	if a.Comparison != nil && len(a.Comparison.Rows) > 0 {
		s.newline()
		s.comparison(a.Comparison)
	}
	if gaps := a.Unsaid(a.Gaps); len(gaps) > 0 {
		s.heading("Not in the knowledge")
		s.items("  – ", gaps)
	}
	if len(a.Notes) > 0 {
		s.newline()
		for _, note := range a.Notes {
			s.item("Note: ", dim, normal, note)
		}
	}
	if next := a.Unsaid(a.FollowUps); len(next) > 0 {
		s.heading("Ask next")
		s.items("  › ", next)
	}
	s.sources(a.Sources, top)
}

func (s *screen) items(lead string, texts []string) {
	for _, text := range texts {
		s.item(lead, dim, normal, text)
	}
}

// verdict writes the first lines: the pick with its reason and condition, or what there is instead.
func (s *screen) verdict(a *bot.Answer) {
	switch {
	case a.Recommendation != nil:
		s.pick(a)
	case a.Outcome == bot.Compared && a.Comparison != nil:
		s.item("▸ ", bold, bold, strings.Join(a.Comparison.Options, " · "))
	case a.Outcome == bot.NotCovered:
		s.line(0, bold, "▸ Not covered")
		s.item("  ", normal, normal, a.Text)
	case !a.Worded():
		s.item("", normal, normal, a.Text)
	}
}

func (s *screen) pick(a *bot.Answer) {
	r := a.Recommendation
	s.put(bold, "▸ "+r.Name())
	s.put(strengthStyle(r.Strength), "  ("+string(r.Strength)+")")
	s.newline()
	if len(r.Because) > 0 {
		s.item("  because  ", dim, normal, strings.Join(r.Because, ", "))
	}
	if text, citations := a.Condition(); text != "" {
		s.item("  unless   ", dim, normal, cited(text, citations))
	}
}

func strengthStyle(s bot.Strength) style {
	switch s {
	case bot.Strong:
		return green
	case bot.Moderate:
		return yellow
	default:
		return dim
	}
}

// sources lists the first top sources, or all when top is 0.
func (s *screen) sources(sources []bot.Source, top int) {
	if len(sources) == 0 {
		return
	}
	s.heading("Sources")
	shown := firstSources(sources, top)
	for _, src := range shown {
		lead := fmt.Sprintf("  [%d] ", src.N)
		s.item(lead, dim, normal, src.Name())
		s.line(cells(lead), dim, sourceLink(src))
	}
	if left := len(sources) - len(shown); left > 0 {
		s.line(2, dim, fmt.Sprintf("… and %d more", left))
	}
}

// why lays out how the evidence was weighed, and how well the search found each source.
func (s *screen) why(a *bot.Answer) {
	s.heading("Why")
	for _, line := range explain(a) {
		s.aligned(2, line)
	}
	if len(a.Sources) == 0 {
		return
	}
	s.heading("Search scores")
	for _, src := range a.Sources {
		s.item(fmt.Sprintf("  [%d] %.2f  ", src.N, src.Score), dim, normal, src.ID)
	}
}

// aligned writes a line with the spaces it has, as long as it fits.
func (s *screen) aligned(indent int, line string) {
	text := strings.TrimLeft(line, " ")
	indent += len(line) - len(text)
	if indent+cells(text) > s.width {
		s.item(spaces(indent), normal, normal, text)
		return
	}
	s.put(normal, spaces(indent)+text)
	s.newline()
}
