package playground

import (
	"strings"
	"testing"
)

func FuzzPiecesAreTheText(f *testing.F) {
	f.Add("Node.js and node-js, Node/js!", "node.js")
	f.Add("ﬁ \u2028 İstanbul 你好 C++ don't 71,800", "İ 你 c++ 71,800")
	f.Add("\xff\x00.a", "\xffa")
	f.Fuzz(func(t *testing.T, text, question string) {
		stems := map[string]bool{}
		for _, n := range names(question) {
			stems[n.stems] = true
		}
		var whole strings.Builder
		for _, p := range pieces(text, stems) {
			if p.Text == "" {
				t.Errorf("an empty piece in %q", text)
			}
			whole.WriteString(p.Text)
		}
		if whole.String() != text {
			t.Errorf("%q became %q", text, whole.String())
		}
	})
}

func FuzzMentionChangesOnlyTheName(f *testing.F) {
	f.Add("@stackpick hello @Stackpick! @stackpicker")
	f.Add("İ@stackpick \xff@STACKPICK")
	f.Fuzz(func(t *testing.T, text string) {
		got, found := mention(text)
		if !found && got != text {
			t.Errorf("%q became %q though nobody is named", text, got)
		}
		if want := strings.Count(text, "<@"+botUser+">"); found && strings.Count(got, "<@"+botUser+">") <= want {
			t.Errorf("%q became %q without a mention", text, got)
		}
	})
}
