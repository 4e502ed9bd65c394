package knowledge

import (
	"net/url"
	"path"
	"regexp"
	"strconv"
	"strings"

	"github.com/stackpick/stackpick/knowledge/markup"
)

// slug makes an anchor of a heading, as markup.GitHubSlug does. A heading of nothing but punctuation becomes "section".
func slug(heading string) string {
	s := markup.GitHubSlug(strings.Join(strings.Fields(heading), " "))
	if strings.Trim(s, "-_") == "" {
		return "section"
	}
	return s
}

// documentID makes an ID of a file's path inside its folder.
func documentID(name string) string {
	return slug(strings.NewReplacer("/", "-", ".", "-").Replace(withoutExtension(name)))
}

// withoutExtension takes the extension off a file's name, both parts of one such as ".md.erb".
func withoutExtension(name string) string {
	if path.Ext(name) == ".erb" {
		name = strings.TrimSuffix(name, ".erb")
	}
	return strings.TrimSuffix(name, path.Ext(name))
}

// textFragment returns the part of a URL that makes a browser scroll to text and mark it. The characters that
// mean something inside a fragment directive are escaped too.
func textFragment(text string) string {
	escaped := url.PathEscape(text)
	return "#:~:text=" + strings.NewReplacer("-", "%2D", ",", "%2C", "&", "%26", "+", "%2B", "'", "%27", "=", "%3D", ":", "%3A", "@", "%40", "$", "%24").Replace(escaped)
}

// Pages of git hosts. They show Markdown with GitHub's anchors, and GitHub gives these to all that it lays out; other
// files, by line.
var (
	hostedFile     = regexp.MustCompile(`^https?://(?:www\.)?(?:github\.com|gitlab\.com|codeberg\.org|bitbucket\.org)/.+/(?:blob|src)/.+$`)
	hostedMarkdown = regexp.MustCompile(`(?i)\.(?:md|markdown|mdown|mdwn|mkd|mdx)$`)
	hostedText     = regexp.MustCompile(`(?i)\.(?:txt|text|html?|xhtml|erb)$`)
	hostedRich     = regexp.MustCompile(`(?i)\.(?:adoc|asciidoc|rst)$`) // laid out, elsewhere with anchors of their own
	gitHubHost     = regexp.MustCompile(`^https?://(?:www\.)?github\.com/`)
	linesHost      = regexp.MustCompile(`^https?://(?:www\.)?(?:github\.com|gitlab\.com|codeberg\.org)/`)
)

// address returns the URL of a section: where its writer says it is, at the anchor it has on its page, or at its
// words. find is what stands on the page: the heading as written, or the first words of the text.
func (s *section) address(source string) string {
	if strings.HasPrefix(s.link, "http") {
		return s.link
	}
	if source == "" {
		return ""
	}
	page, _, _ := strings.Cut(source, "#")
	switch {
	case s.link != "":
		return page + s.link
	case hostedFile.MatchString(page):
		return page + s.hostedAt(page)
	case s.own:
		return page + "#" + url.PathEscape(s.anchor)
	case s.find == "":
		return source
	}
	return page + textFragment(s.find)
}

// hostedAt returns what to add to a file's address on a git host to open it at the section, or "".
func (s *section) hostedAt(page string) string {
	line := "#L" + strconv.Itoa(s.headLine)
	switch {
	case s.hosted != "" && (hostedMarkdown.MatchString(page) || hostedRich.MatchString(page) && gitHubHost.MatchString(page)):
		return "#" + url.PathEscape(s.hosted)
	case !linesHost.MatchString(page), s.headLine <= 1:
	case hostedText.MatchString(page):
		return line
	case hostedRich.MatchString(page):
		return "?plain=1" + line
	}
	return ""
}

// isFrontPage reports whether a URL is that of a site rather than of one of its pages.
func isFrontPage(address string) bool {
	u, err := url.Parse(address)
	return err == nil && address != "" && (u.Path == "" || u.Path == "/" || strings.HasSuffix(u.Path, "/index.html")) && u.RawQuery == ""
}
