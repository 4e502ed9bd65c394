package knowledge_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stackpick/stackpick/knowledge"
)

// urls returns the URL of each passage by its heading, without what they all begin with.
func urls(lib *knowledge.Library, prefix string) map[string]string {
	all := map[string]string{}
	for _, p := range lib.Passages() {
		all[p.Heading] = strings.TrimPrefix(p.URL, prefix)
	}
	return all
}

func TestCitationsOpenAtTheSection(t *testing.T) {
	const base = "https://github.com/o/r/blob/main/docs/"
	dir := folderOf(t, map[string]string{
		"stackpick.yaml": "base: " + base + "\n",
		"a b/ü.md":       "![badge](b.svg)\nA badge.\n\n# Top\n\nText.\n\n## Contents\n\n- [One](#one)\n- [Two](#two)\n\n## One\n\n## *One*\n\nText one.\n\n## `Two`: [what](x) & why? {#two}\n\nText two.\n\n## 🎉\n\nText three.\n",
		"cases.md":       "# Cases\n\n## Used by\n\nAcme is a firm.\n",
		"plain.txt":      "Plain title\n\nThis is a line of running text that a writer has put here.\n\nNOTES ON REDIS\n\nThis is a line of running text.\n",
		"page.html":      "<h1>Page</h1><p>Text.</p>\n<h2 id=part>Part</h2><p>Text.</p>",
		"own.md":         "---\nsource: https://e.com/x\n---\n# Own\n\nText.\n",
		"t.md.erb":       "# Template <%= 1 %>\n<% if\nx %>\nText.<%# no %>\n\n## Part two\n\nMore.\n",
	})
	want := map[string]string{
		"Top": "a%20b/%C3%BC.md#top", "One": "a%20b/%C3%BC.md#one-1", "Two: what & why?": "a%20b/%C3%BC.md#two-what--why-two", "🎉": "a%20b/%C3%BC.md",
		"Acme": "cases.md#used-by", "Plain title": "plain.txt", "NOTES ON REDIS": "plain.txt#L5", "Page": "page.html", "Part": "page.html#L2",
		"Own": "https://e.com/x", "Template": "t.md.erb", "Part two": "t.md.erb#L6",
	}
	lib := open(t, dir)
	if diff := cmp.Diff(want, urls(lib, base)); diff != "" {
		t.Errorf("URLs (-want +got):\n%s", diff)
	}
	if d := lib.Documents[len(lib.Documents)-1]; d.ID != "t" || d.Passages[0].Text != "Text." {
		t.Errorf("document %s of a template: %q", d.ID, d.Passages[0].Text)
	}
}

func TestBaseOfAFolder(t *testing.T) {
	page := "# A\n\nText.\n"
	tests := map[string]struct {
		files map[string]string
		want  string // of sub/a.md
	}{
		"none":                        {map[string]string{}, ""},
		"its own":                     {map[string]string{"stackpick.yaml": "base: https://e.com/docs"}, "https://e.com/docs/sub/a.md#:~:text=A"},
		"the nearest":                 {map[string]string{"stackpick.yaml": "base: https://e.com/docs", "sub/stackpick.yaml": "base: https://e.com/sub/"}, "https://e.com/sub/a.md#:~:text=A"},
		"switched off":                {map[string]string{"stackpick.yaml": "base: https://e.com/docs", "sub/stackpick.yaml": "base: ''"}, ""},
		"other names":                 {map[string]string{"stackpick.yaml": "base: https://e.com/{path}/"}, "https://e.com/sub/a/#:~:text=A"},
		"GitLab":                      {map[string]string{"stackpick.yaml": "base: https://gitlab.com/o/r/-/blob/main"}, "https://gitlab.com/o/r/-/blob/main/sub/a.md#a"},
		"an empty file":               {map[string]string{"stackpick.yaml": "# nothing"}, ""},
		"of its repository":           {map[string]string{".git/config": "[core]\n\tbare = false\n[remote \"fork\"]\n\turl = https://github.com/me/r\n[remote \"origin\"]\n\turl = git@github.com:o/r.git\n"}, "https://github.com/o/r/blob/HEAD/sub/a.md#a"},
		"of a repository and its own": {map[string]string{"stackpick.yaml": "base: https://e.com", ".git/config": "[remote \"origin\"]\nurl = git@github.com:o/r.git\n"}, "https://e.com/sub/a.md#:~:text=A"},
		"of a repository elsewhere":   {map[string]string{".git/config": "[remote \"origin\"]\nurl = git@git.example.com:o/r.git\n"}, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			tt.files["sub/a.md"] = strings.Replace(page, "# A", "## A", 1)
			lib := open(t, folderOf(t, tt.files))
			if got := lib.Documents[0].Passages[0].URL; got != tt.want || len(lib.Problems) > 0 {
				t.Errorf("URL %q, want %q; problems %v", got, tt.want, lib.Problems)
			}
		})
	}
}

func TestBaseThatChangesIsSeen(t *testing.T) {
	dir := folderOf(t, map[string]string{"stackpick.yaml": "base: https://e.com/a", "a.md": "# A\n\nText."})
	src := knowledge.Source{Paths: []string{dir}, Cache: &knowledge.Cache{}}
	first, err := knowledge.Open(src)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "stackpick.yaml"), []byte("base: https://e.com/b"), 0o644); err != nil {
		t.Fatal(err)
	}
	second, err := knowledge.Open(src)
	if err != nil {
		t.Fatal(err)
	}
	if got := second.Documents[0].Source; got != "https://e.com/b/a.md" || first.Hash == second.Hash {
		t.Errorf("source %q, hashes %s and %s", got, first.Hash, second.Hash)
	}
}

func TestRemotesOfRepositories(t *testing.T) {
	for remote, want := range map[string]string{
		"https://github.com/o/r.git":           "https://github.com/o/r/blob/HEAD/docs",
		"https://github.com/o/r/":              "https://github.com/o/r/blob/HEAD/docs",
		"https://me:secret@github.com/o/r.js":  "https://github.com/o/r.js/blob/HEAD/docs",
		"ssh://git@github.com/o/r.git":         "https://github.com/o/r/blob/HEAD/docs",
		"ssh://git@ssh.github.com:443/o/r.git": "https://github.com/o/r/blob/HEAD/docs",
		"git@gitlab.com:group/sub/r.git":       "https://gitlab.com/group/sub/r/-/blob/HEAD/docs",
		"https://github.com.evil.com/o/r":      "",
		"https://evil.com/github.com/o/r":      "",
		"https://github.com/o":                 "",
		"file:///etc/passwd":                   "",
		"javascript:alert(1)//github.com/o/r":  "",
		"https://github.com/o/r?x=<script>":    "",
		"git@github.com:o/r with spaces":       "",
		"https://github.com@evil.com/o/r":      "",
		"ext::sh -c id% github.com/o/r":        "",
	} {
		t.Run(remote, func(t *testing.T) {
			dir := folderOf(t, map[string]string{".git/config": "[remote \"origin\"]\n\turl = " + remote + "\n", "docs/a.md": "# A\n\nText."})
			got := open(t, filepath.Join(dir, "docs")).Documents[0].Source
			if want != "" {
				want += "/a.md"
			}
			if got != want {
				t.Errorf("source %q, want %q", got, want)
			}
		})
	}
}

func TestRepositoryThatIsNoPlainFolderIsNotRead(t *testing.T) {
	config := "[remote \"origin\"]\n\turl = git@github.com:o/r.git\n"
	elsewhere := folderOf(t, map[string]string{"config": config})
	tests := map[string]func(dir string) error{
		"a file as in a worktree": func(dir string) error {
			return os.WriteFile(filepath.Join(dir, ".git"), []byte("gitdir: "+elsewhere), 0o644)
		},
		"a link to a folder": func(dir string) error { return os.Symlink(elsewhere, filepath.Join(dir, ".git")) },
		"a link to a file": func(dir string) error {
			if err := os.Mkdir(filepath.Join(dir, ".git"), 0o755); err != nil {
				return err
			}
			return os.Symlink(filepath.Join(elsewhere, "config"), filepath.Join(dir, ".git", "config"))
		},
		"a huge file": func(dir string) error {
			if err := os.Mkdir(filepath.Join(dir, ".git"), 0o755); err != nil {
				return err
			}
			return os.WriteFile(filepath.Join(dir, ".git", "config"), []byte(config+strings.Repeat("#\n", 40_000)), 0o644)
		},
	}
	for name, prepare := range tests {
		t.Run(name, func(t *testing.T) {
			dir := folderOf(t, map[string]string{"a.md": "# A\n\nText."})
			if err := prepare(dir); err != nil {
				t.Fatal(err)
			}
			if got := open(t, dir).Documents[0].Source; got != "" {
				t.Errorf("source %q", got)
			}
		})
	}
}

func TestFolderFileThatCannotBeUsed(t *testing.T) {
	for text, want := range map[string]string{
		"base: javascript:alert(1)":       `stackpick.yaml:1: base "javascript:alert(1)" is not an http or https URL`,
		"# x\nbase: https://u:p@e.com":    "stackpick.yaml:2: base",
		"# x\nbsae: https://e.com":        `stackpick.yaml:2: setting "bsae" is unknown`,
		"base: [https://e.com]":           "stackpick.yaml:1: base",
		"- base":                          "stackpick.yaml:1: holds no settings",
		"a: 1\nb: c: d":                   "stackpick.yaml:2: is no YAML",
		"#" + strings.Repeat(" ", 70_000): "stackpick.yaml: is no file of at most 64 KiB",
	} {
		t.Run(want, func(t *testing.T) {
			dir := folderOf(t, map[string]string{"stackpick.yaml": text, "a.md": "# A\n\nText."})
			lib := open(t, dir)
			got := problems(lib, dir)
			if len(got) != 1 || !strings.HasPrefix(got[0], want) || lib.Problems[0].Fatal {
				t.Errorf("problems %v, want %s", got, want)
			}
			if source := lib.Documents[0].Source; source != "" {
				t.Errorf("source %q", source)
			}
		})
	}
}
