package plain_test

import (
	"testing"

	"github.com/stackpick/stackpick/knowledge/plain"
)

func TestTextIsWhatIsSeen(t *testing.T) {
	for name, tt := range map[string]struct{ text, oneLine, lines string }{
		"white space":            {" Rye\t \n is\u00a0dark. ", "Rye is dark.", " Rye  \n is\u00a0dark. "},
		"other ends of lines":    {"Rye\fis\u2028dark.", "Rye is dark.", "Rye\nis\ndark."},
		"control characters":     {"Rye\x00is\x1bdark.", "Rye is dark.", "Rye is dark."},
		"parts of words":         {"R\u00adye i\u200bs da\ufeffrk.", "Rye is dark.", "Rye is dark."},
		"tags and variations":    {"Rye\ufe0f is\U000E0041 dark\U000E0100.", "Rye is dark.", "Rye is dark."},
		"turned text":            {"Rye \u202eis\u202c dark.", "Rye is dark.", "Rye is dark."},
		"pictures and fillers":   {"Rye\ue000 is\u3164 dark.", "Rye is dark.", "Rye is dark."},
		"nothing that is hidden": {"Größe: 3 × 4", "Größe: 3 × 4", "Größe: 3 × 4"},
	} {
		if got := plain.OneLine(tt.text); got != tt.oneLine {
			t.Errorf("%s: in one line %q, want %q", name, got, tt.oneLine)
		}
		if got := plain.Lines(tt.text); got != tt.lines {
			t.Errorf("%s: in lines %q, want %q", name, got, tt.lines)
		}
	}
}

func TestWordsAndSentences(t *testing.T) {
	for text, want := range map[string]struct {
		words  int
		ends   bool
		folded string
	}{
		"":                    {0, false, ""},
		"Rye is dark.":        {3, true, "rye is dark"},
		"“Is rye dark?”)":     {3, true, "is rye dark"},
		"1. Rye -- and OATS:": {5, false, "1 rye and oats"},
		"麦は黒い。":               {5, true, "麦は黒い"},
		"Rye 麦 Été 2":         {4, false, "rye 麦 été 2"},
	} {
		if got := plain.WordCount(text); got != want.words {
			t.Errorf("%q has %d words, want %d", text, got, want.words)
		}
		if got := plain.EndsSentence(text); got != want.ends {
			t.Errorf("%q ends a sentence: %v, want %v", text, got, want.ends)
		}
		if got := plain.Folded(text); got != want.folded {
			t.Errorf("%q is folded to %q, want %q", text, got, want.folded)
		}
	}
}
