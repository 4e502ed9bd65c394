package knowledge_test

import "testing"

func TestSpellerOfAnotherLibraryKnowsOtherWords(t *testing.T) {
	one := openText(t, "a.md", "# Notes\n\nWe keep a framblesnoot.").Census(nil).NewSpeller()
	other := openText(t, "a.md", "# Notes\n\nWe keep a quibberation.").Census(nil).NewSpeller()
	if got := one.Correct("framblesnot"); got != "framblesnoot" {
		t.Errorf("the library that has the word: %q", got)
	}
	if got := other.Correct("framblesnot"); got != "framblesnot" {
		t.Errorf("the other: %q", got)
	}
}
