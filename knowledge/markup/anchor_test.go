package markup_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stackpick/stackpick/knowledge/markup"
)

// TestAnchorsAreThoseOfGitHub compares with what npm's github-slugger 2.0.0, whose own tests hold GitHub's
// answers, gives for these headings in this order.
func TestAnchorsAreThoseOfGitHub(t *testing.T) {
	pairs := [][2]string{
		{"Hello, World!", "hello-world"}, {"Hello World", "hello-world-1"}, {"hello world", "hello-world-2"},
		{"C++ & C#: what's new?", "c--c-whats-new"}, {"snake_case and-hyphen", "snake_case-and-hyphen"},
		{"Ⅷ and ½ and ² and ٣", "ⅷ-and--and--and-٣"}, {"İstanbul ΟΔΟΣ", "i̇stanbul-οδος"}, {"Привет, мир", "привет-мир"},
		{"日本語（にほん）。", "日本語にほん"}, {"🎉", ""}, {"🎉🎉", "-1"}, {"a‿b c⁀d", "a‿b-c⁀d"}, {"Ⓐ circled", "ⓐ-circled"},
		{"naïve café é", "naïve-café-é"}, {"1.2.3 → 2.0", "123--20"}, {"hello-world", "hello-world-3"}, {"Foo-1", "foo-1"},
		{"foo", "foo"}, {"foo", "foo-2"}, {"Status", "status"}, {"status", "status-1"}, {"Status-1", "status-1-1"},
		{"Status", "status-2"}, {"ª º", "ª-º"}, {"x\u0301y", "x\u0301y"}, {"__proto__", "__proto__"}, {"A / B", "a--b"},
		{"100% “quoted” – dash — em", "100-quoted--dash--em"},
	}
	taken := markup.Anchors{}
	var got, want []string
	for _, p := range pairs {
		got, want = append(got, taken.Unique(markup.GitHubSlug(p[0]))), append(want, p[1])
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("anchors (-want +got):\n%s", diff)
	}
}
