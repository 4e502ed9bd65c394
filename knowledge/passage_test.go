package knowledge_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// sentencesOf writes n numbered sentences of ten words.
func sentencesOf(n int) string {
	var all []string
	for i := range n {
		all = append(all, fmt.Sprintf("This is sentence %d of a paragraph about many things.", i))
	}
	return strings.Join(all, " ")
}

func sizes(texts []string) []int {
	var all []int
	for _, t := range texts {
		all = append(all, len(strings.Fields(t)))
	}
	return all
}

func TestLongSectionIsCutIntoEvenParts(t *testing.T) {
	tests := map[string]struct {
		text string
		want []int // words in each part
	}{
		"up to 200 words are one passage":               {sentencesOf(20), []int{200}},
		"one paragraph is cut between sentences":        {sentencesOf(30), []int{150, 150}},
		"paragraphs are cut between, not inside":        {sentencesOf(14) + "\n\n" + sentencesOf(16), []int{140, 160}},
		"small paragraphs are put together":             {strings.Repeat(sentencesOf(3)+"\n\n", 10), []int{150, 150}},
		"items stay whole":                              {"- " + sentencesOf(9) + "\n- " + sentencesOf(12) + "\n- " + sentencesOf(9), []int{90, 120, 90}},
		"a huge paragraph after a small one is cut too": {sentencesOf(2) + "\n\n" + sentencesOf(40), []int{140, 140, 140}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			lib := openText(t, "a.md", "# Title\n\n"+tt.text)
			var texts []string
			for i, p := range lib.Documents[0].Passages {
				texts = append(texts, p.Text)
				want := "a#title"
				if i > 0 {
					want = fmt.Sprintf("a#title~%d", i+1)
				}
				if p.ID != want || p.Heading != "Title" {
					t.Errorf("passage %s %q, want %s", p.ID, p.Heading, want)
				}
				if !strings.HasSuffix(p.Text, ".") {
					t.Errorf("passage %s ends inside a sentence: %q", p.ID, p.Text)
				}
			}
			if got := sizes(texts); !slices.Equal(got, tt.want) {
				t.Errorf("parts of %v words, want %v", got, tt.want)
			}
		})
	}
}

func TestAnchorsAndAddresses(t *testing.T) {
	const head = "---\nsource: SOURCE\n---\n"
	tests := map[string]struct{ file, source, text, id, url string }{
		"heading of a restated article":       {"a.md", "https://e.com/p", "## Cost, speed & C++ - now?\n\nText.", "a#cost-speed--c---now", "https://e.com/p#:~:text=Cost%2C%20speed%20%26%20C%2B%2B%20%2D%20now%3F"},
		"id that its writer gave":             {"a.md", "https://e.com/p", "## Cost {#price}\n\nText.", "a#price", "https://e.com/p#price"},
		"place that its writer gave":          {"a.md", "https://e.com/p#top", "## Cost {link=\"#:~:text=Price\"}\n\nText.", "a#cost", "https://e.com/p#:~:text=Price"},
		"another page that its writer gave":   {"a.md", "", "## Cost {link=https://e.com/q}\n\nText.", "a#cost", "https://e.com/q"},
		"script as a place":                   {"a.md", "https://e.com/p", "## Cost {link=\"javascript:x\"}\n\nText.", "a#cost", "https://e.com/p#:~:text=Cost"},
		"Markdown on a git host":              {"a.md", "https://github.com/o/r/blob/main/a.md", "## What is Node.js?\n\nText.", "a#what-is-nodejs", "https://github.com/o/r/blob/main/a.md#what-is-nodejs"},
		"no source":                           {"a.md", "", "## Cost\n\nText.", "a#cost", ""},
		"text before the first heading":       {"a.md", "https://e.com/p", "Text.\n\n## B\n\nText.", "a#a", "https://e.com/p"},
		"heading of signs":                    {"a.md", "", "## ???\n\nText.", "a#section", ""},
		"heading in another script":           {"a.md", "", "## Производительность и 速度\n\nText.", "a#производительность-и-速度", ""},
		"id of a page's heading":              {"a.html", "https://e.com/p", "<h2 id=cost>Cost</h2><p>Text.</p>", "a#cost", "https://e.com/p#cost"},
		"permalink in a page's heading":       {"a.html", "https://e.com/p", "<h2>Cost <a href='#the-cost'>¶</a></h2><p>Text.</p>", "a#the-cost", "https://e.com/p#the-cost"},
		"id of the section of a page":         {"a.html", "https://e.com/p", "<section id=c><h2>Cost</h2><p>Text.</p></section>", "a#c", "https://e.com/p#c"},
		"page's heading without an id":        {"a.html", "https://e.com/p", "<h2>Cost</h2><p>Text.</p>", "a#cost", "https://e.com/p#:~:text=Cost"},
		"heading of plain text":               {"a.txt", "https://e.com/p", "Some title\n\nCost of it\n\nThe text is a sentence.", "a#cost-of-it", "https://e.com/p#:~:text=Cost%20of%20it"},
		"setext heading with an id":           {"a.md", "https://e.com/p", "Cost {#price}\n----\n\nText.", "a#price", "https://e.com/p#price"},
		"braces that are no attributes":       {"a.md", "", "## Cost {of it}\n\nText.", "a#cost-of-it", ""},
		"attributes in code are left in code": {"a.md", "", "## Cost\n\n```\n# x {#y}\n```\n\nText.", "a#cost", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			text := strings.Replace(head, "SOURCE", tt.source, 1) + tt.text
			p := openText(t, tt.file, text).Documents[0].Passages[0]
			if p.ID != tt.id || p.URL != tt.url {
				t.Errorf("got  %s %s\nwant %s %s", p.ID, p.URL, tt.id, tt.url)
			}
		})
	}
}

func TestRepeatedHeadingsAreNumbered(t *testing.T) {
	lib := openText(t, "a.md", "## Pros\n\nA.\n\n## Pros\n\nB.\n\n## Pros-1\n\nC.\n\n## Pros\n\nD.")
	var got []string
	for _, p := range lib.Passages() {
		got = append(got, p.ID)
	}
	if diff := cmp.Diff([]string{"a#pros", "a#pros-1", "a#pros-1-1", "a#pros-2"}, got); diff != "" {
		t.Errorf("IDs (-want +got):\n%s", diff)
	}
}

// A sentence that is not complete without the line of code after it is told with it.
func TestALineOfCodeEndsTheSentenceThatLeadsToIt(t *testing.T) {
	code := func(text string) string { return "\n\n```\n" + text + "\n```\n\n" }
	for text, want := range map[string][]string{
		"Feed the mule with:" + code("feed --hay") + "Then rest.":       {"Feed the mule with: feed --hay", "Then rest."},
		"The mule is called" + code("mule.yaml") + "Then rest.":         {"The mule is called mule.yaml", "Then rest."},
		"The mule is fed." + code("feed --hay") + "Then rest.":          {"The mule is fed.", "Then rest."},
		"Feed the mule:" + code("feed --hay\nbrush --all"):              {"Feed the mule:"},
		"Feed the mule:" + code("feed "+strings.Repeat("--more ", 40)):  {"Feed the mule:"},
		"- Feed the mule:\n\n  ```\n  feed --hay\n  ```\n- Brush it.\n": {"Feed the mule: feed --hay", "Brush it."},
	} {
		var got []string
		for _, p := range openText(t, "a.md", "# Title\n\n"+text).Documents[0].Passages {
			for _, c := range p.Claims {
				got = append(got, c.Text)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}
