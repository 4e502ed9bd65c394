package knowledge

import (
	"net/url"
	"path"
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// anchors gives each section of one document an address of its own. It holds the next number of each name.
type anchors map[string]int

// unique returns name, or name with "-1", "-2" … as GitHub numbers repeated headings.
func (a anchors) unique(name string) string {
	unique := name
	for a[unique] > 0 {
		unique = name + "-" + strconv.Itoa(a[name])
		a[name]++
	}
	a[unique] = 1
	return unique
}

// slug makes an anchor of a heading as GitHub does: lower case; letters, digits, marks, "_" and "-" are kept,
// a space becomes "-", and all else is dropped. A heading of nothing but punctuation becomes "section".
func slug(heading string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(heading) {
		switch {
		case unicode.IsLetter(r), unicode.IsMark(r), unicode.IsDigit(r), r == '_', r == '-':
			b.WriteRune(r)
		case unicode.IsSpace(r):
			b.WriteByte('-')
		}
	}
	if strings.Trim(b.String(), "-_") == "" {
		return "section"
	}
	return b.String()
}

// documentID makes an ID of a file's path inside its folder.
func documentID(name string) string {
	name = strings.TrimSuffix(name, path.Ext(name))
	return slug(strings.NewReplacer("/", "-", ".", "-").Replace(name))
}

// textFragment returns the part of a URL that makes a browser scroll to text and mark it. The characters that
// mean something inside a fragment directive are escaped too.
func textFragment(text string) string {
	escaped := url.PathEscape(text)
	return "#:~:text=" + strings.NewReplacer("-", "%2D", ",", "%2C", "&", "%26", "+", "%2B", "'", "%27", "=", "%3D", ":", "%3A", "@", "%40", "$", "%24").Replace(escaped)
}

// hostedMarkdown matches pages of Markdown on a git host, which shows headings with GitHub's anchors.
var hostedMarkdown = regexp.MustCompile(`^https?://(?:www\.)?(?:github\.com|gitlab\.com|codeberg\.org|bitbucket\.org)/.+/(?:blob|src)/.+\.(?:md|markdown|mdx)$`)

// address returns the URL of a section: where its writer says it is, at the id it has on its page, or at its
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
	case s.own:
		return page + "#" + url.PathEscape(s.anchor)
	case hostedMarkdown.MatchString(page):
		return page + "#" + url.PathEscape(s.anchor)
	case s.find == "":
		return source
	}
	return page + textFragment(s.find)
}
