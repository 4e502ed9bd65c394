package main

import (
	"cmp"
	"strconv"

	"github.com/stackpick/stackpick/bot"
)

// What the text and the Markdown form of an answer have in common: what is shown, and how it is called.

// cited appends the markers of its sources to a text, so that no line break comes between.
func cited(text string, citations []int) string {
	for i, n := range citations {
		if i == 0 {
			text += string(noBreak)
		}
		text += "[" + strconv.Itoa(n) + "]"
	}
	return text
}

// firstSources returns the first top sources, or all when top is 0.
func firstSources(sources []bot.Source, top int) []bot.Source {
	if top > 0 && top < len(sources) {
		return sources[:top]
	}
	return sources
}

// sourceLink returns where a source can be read: its URL, else the id that "knowledge show" takes.
func sourceLink(src bot.Source) string { return cmp.Or(src.URL, src.ID) }

// stanceSign returns the sign of a stance in a comparison, and how it is shown.
func stanceSign(stance string) (sign string, st style) {
	switch stance {
	case "for":
		return "✓", green
	case "against":
		return "✗", red
	case "none":
		return "–", dim
	default:
		return "·", dim
	}
}

// cellText returns what a cell says, with its markers.
func cellText(c bot.ComparisonCell) string {
	if c.Text == nil {
		return noEvidence
	}
	return cited(*c.Text, c.Citations)
}

const noEvidence = "no evidence"
