package knowledge_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stackpick/stackpick/knowledge"
)

// findings returns what Lint says of a folder besides advice, without the folder's name.
func findings(lib *knowledge.Library, dir string) []string {
	var all []string
	for _, p := range lib.Lint() {
		if !p.Advice {
			all = append(all, strings.ReplaceAll(filepath.ToSlash(p.String()), filepath.ToSlash(dir)+"/", ""))
		}
	}
	return all
}

func TestLinksThatLeadNowhere(t *testing.T) {
	leads := []string{
		"other.md", "./other.md", "../docs/other.md", "/docs/other.md", "other.md#part-two", "other.md#part-two-1", "other.md#Own", "other.md#raw", "#here", "#",
		"#top", "other", "other.html", "other.md?plain=1#L3", "other.md#readme", "sub", "sub/", "picture.png", "with%20space.md", "https://e.com/x.md", "//e.com/x", "mailto:a@b.c",
		"../../outside.md", "/elsewhere/x.md", "{{ site.url }}/x", "<%= x %>", "tel:1", "#user-content-here", "other.md#:~:text=x",
		"made.html", "made.html#part", "@ada", "ada.brandt@example.org",
	}
	nowhere := map[string]string{
		"missing.md":          "there is no file docs/missing.md",
		"../missing.md#x":     "there is no file missing.md",
		"/docs/missing.md":    "there is no file docs/missing.md",
		"picture.jpg":         "there is no file docs/picture.jpg",
		"other.md#part":       "no heading of other.md has the anchor #part",
		"#nothing":            "no heading of page.md has the anchor #nothing",
		"other.md#part-two-2": "no heading of other.md has the anchor #part-two-2",
	}
	page := "---\ntitle: Page\n---\n# Here\n\n"
	var want []string
	for _, target := range leads {
		page += "[x](<" + target + ">)\n\n"
	}
	line := strings.Count(page, "\n") + 1
	for _, target := range []string{"missing.md", "../missing.md#x", "/docs/missing.md", "picture.jpg", "other.md#part", "#nothing", "other.md#part-two-2"} {
		page += "A\nlong *line ![x](" + target + ")*.\n\n"
		want = append(want, "docs/page.md:"+strconv.Itoa(line+1)+": link \""+target+"\" leads nowhere: "+nowhere[target])
		line += 3
	}
	page += "<div hidden>\n\n[x](missing.md)\n\n</div>\n\n```\n[x](missing.md)\n```\n"
	dir := folderOf(t, map[string]string{
		"docs/page.md": page, "docs/other.md": "# Other\n\nText.\n\n## Part two\n\n## Part *two*\n\nText.\n\n## X {#own}\n\nText. <a id=raw></a>\n",
		"docs/sub/x.md": "# X\n\nText.", "docs/picture.png": "", "docs/made.html.md.erb": "# Made\n\n## Part\n\nText.", "docs/with space.md": "# Y\n\nText.",
	})
	got := findings(open(t, dir), dir)
	var links []string
	for _, f := range got {
		if strings.Contains(f, "link ") {
			links = append(links, f)
		}
	}
	if diff := cmp.Diff(want, links); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

func TestLinkIsCheckedAgainWhenItsFileGoes(t *testing.T) {
	dir := folderOf(t, map[string]string{"a.md": "# A\n\n[b](b.md)", "b.md": "# B\n\nText."})
	src := knowledge.Source{Paths: []string{dir}, Cache: &knowledge.Cache{}}
	for _, want := range []int{0, 1} {
		lib, err := knowledge.Open(src)
		if err != nil {
			t.Fatal(err)
		}
		if got := findings(lib, dir); len(got) != want {
			t.Errorf("findings %v, want %d", got, want)
		}
		if want == 0 {
			if err := os.Remove(filepath.Join(dir, "b.md")); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestOptionsThatNoVocabularyHas(t *testing.T) {
	dir := folderOf(t, map[string]string{
		"a.md":            "---\ntitle: A\noptions: [Kafak, Redis, Frobnicator, Our Own Queue]\n---\n# A\n\nText.",
		"vocabulary.yaml": "options:\n  - name: Frobnicator\n",
	})
	var got []string
	for _, p := range open(t, dir).Lint() {
		if strings.Contains(p.Message, "option \"") {
			got = append(got, strings.TrimPrefix(p.String(), dir+"/"))
		}
	}
	want := []string{
		`a.md:3: option "Kafak" is not in the vocabulary: is Kafka meant?`,
		`a.md:3: option "Our Own Queue" is not in the vocabulary: add it to a vocabulary.yaml, with the names that people use for it`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

// TestAnchorsOfHeadingsWithPictures: GitHub keeps in an anchor what makes a picture of a sign. Links lead there with it or
// without it, and nobody reads it.
func TestAnchorsOfHeadingsWithPictures(t *testing.T) {
	dir := folderOf(t, map[string]string{
		"stackpick.yaml": "base: https://github.com/o/r/blob/main\n",
		"a.md":           "# Guide\n\nSee [one](#\ufe0f-brakes), [two](#%EF%B8%8F-brakes), [three](#-brakes), [four](#wh\ufe0feels).\n\n## ⚙\ufe0f Brakes\n\nThey squeak.\n\n## Wh\ufe0feels\n\nThey turn.\n",
	})
	lib := open(t, dir)
	var got []string
	for _, p := range lib.Passages()[1:] {
		got = append(got, p.Heading+" "+p.URL)
	}
	want := []string{"⚙ Brakes https://github.com/o/r/blob/main/a.md#%EF%B8%8F-brakes", "Wheels https://github.com/o/r/blob/main/a.md#wheels"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("addresses (-want +got):\n%s", diff)
	}
	for _, line := range findings(lib, dir) {
		if strings.Contains(line, "nowhere") {
			t.Error(line)
		}
	}
}
