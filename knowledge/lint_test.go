package knowledge_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/knowledge/markup"
)

func TestLint(t *testing.T) {
	const head = "---\nsource: https://e.com\ndate: 2024\noptions: [Redis]\n---\n"
	tests := map[string]struct {
		text string
		want []string
	}{
		"a document in order":        {head + "# A\n\nText.", nil},
		"what front matter may add":  {"# A\n\nText.", []string{"a.md: has no source", "a.md: has no date", "a.md: is about no option"}},
		"a title above sections":     {head + "# T\n\n# A\n\nText.", nil},
		"an empty section":           {head + "# A\n\nText.\n\n## B\n\n## C\n\nText.\n\n## D\n\n### E\n\nText.", []string{`a.md:10: section "B" is empty`}},
		"a heading that is repeated": {head + "## A\n\n### B\n\nText.\n\n### B\n\nText.\n\n## C\n\n### B\n\nText.", []string{`a.md:12: heading "B" stands in line 8 already`}},
		"a paragraph of 260 words":   {head + "# A\n\n" + sentencesOf(26), []string{"a.md:8: paragraph of 260 words"}},
		"a sentence of 70 words":     {head + "# A\n\n" + strings.Repeat("very ", 69) + "long.", []string{`a.md:8: section "A" has a sentence of 70 words ("very very very very very"…)`}},
		"a link that leads nowhere":  {head + "# A {link=\"ftp://x\"}\n\nText.", []string{`a.md:6: link "ftp://x" is neither`}},
		"a kind that is misspelt":    {head + "# A {kind=case}\n\nText.", []string{`a.md:6: kind "case" is unknown`}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			dir := folderOf(t, map[string]string{"a.md": tt.text})
			var got []string
			for i, p := range open(t, dir).Lint() {
				line := strings.ReplaceAll(p.String(), dir+"/", "")
				if i < len(tt.want) && strings.HasPrefix(line, tt.want[i]) {
					line = tt.want[i]
				}
				got = append(got, line)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

func TestLintIsSortedByFileAndHoldsWhatWasLeftOut(t *testing.T) {
	dir := folderOf(t, map[string]string{"b.md": "# B\n\nText.", "a.md": "\x00", "c.md": "---\ntitle: x: y\n---\n"})
	var files []string
	fatal := 0
	for _, p := range open(t, dir).Lint() {
		if len(files) == 0 || files[len(files)-1] != p.File {
			files = append(files, p.File)
		}
		if p.Fatal {
			fatal++
		}
	}
	if len(files) != 3 || !strings.HasSuffix(files[0], "a.md") || !strings.HasSuffix(files[2], "c.md") || fatal != 2 {
		t.Errorf("files %v, %d fatal", files, fatal)
	}
}

// TestLintOfPDF: headings of PDF files are guessed, and who has a PDF can seldom edit it.
func TestLintOfPDF(t *testing.T) {
	for place, want := range map[string]int{markup.PagePlace + "1": 0, "": 2} {
		got := knowledge.LintBlocks(
			markup.Block{Kind: markup.Heading, Level: 2, Text: "Costs", Link: place}, markup.Block{Kind: markup.Heading, Level: 2, Text: "Costs", Link: place},
			markup.Block{Kind: markup.Paragraph, Text: "Queues are cheap."},
		)
		if len(got) != want {
			t.Errorf("at %q: findings %v, want %d", place, got, want)
		}
	}
}

// TestSectionsThatShowWhatIsNotRead: pictures, diagrams and included files are something; comments and anchors are nothing.
func TestSectionsThatShowWhatIsNotRead(t *testing.T) {
	for name, tt := range map[string]struct {
		file, between string
		empty         bool
	}{
		"a picture":            {"a.md", "![A crane](crane.png)\n", false},
		"a picture as HTML":    {"a.md", "<img src=\"crane.png\" width=\"9\"/>\n", false},
		"a diagram":            {"a.md", "```mermaid\nflowchart LR\n```\n", false},
		"nothing":              {"a.md", "", true},
		"a comment":            {"a.md", "<!-- write\n\nthis -->\n", true},
		"an anchor":            {"a.md", "<a id=\"c\"></a>\n", true},
		"an included file":     {"a.adoc", "include::partial$crane.adoc[]\n", false},
		"a comment block":      {"a.adoc", "////\nTo do.\n////\n// soon\n", true},
		"an anchor of a place": {"a.adoc", "[[c]]\n", true},
		"a directive":          {"a.rst", ".. automodule:: cranes\n   :members:\n", false},
		"a remark":             {"a.rst", ".. to do\n", true},
	} {
		text := "# A\n\nText.\n\n## B\n\n" + tt.between + "\n## C\n\nText.\n"
		switch tt.file {
		case "a.adoc":
			text = strings.NewReplacer("# A", "= A", "## B", "== B", "## C", "== C").Replace(text)
		case "a.rst":
			text = "A\n=\n\nText.\n\nBridges\n-------\n\n" + tt.between + "\nCranes\n------\n\nText.\n"
		}
		got := slices.ContainsFunc(open(t, folderOf(t, map[string]string{tt.file: text})).Lint(), func(p knowledge.Problem) bool {
			return strings.Contains(p.Message, "is empty")
		})
		if got != tt.empty {
			t.Errorf("%s: empty is %v", name, got)
		}
	}
}
