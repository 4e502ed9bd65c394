package knowledge

import (
	"net/url"
	"path"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"
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

// slug makes an anchor of a heading, as githubSlug does. A heading of nothing but punctuation becomes "section".
func slug(heading string) string {
	s := githubSlug(strings.Join(strings.Fields(heading), " "))
	if strings.Trim(s, "-_") == "" {
		return "section"
	}
	return s
}

// githubSlug makes an anchor of a heading as GitHub does: in lower case, letters, marks, digits, what joins words
// ("_") and "-" are kept, a space becomes "-", and all else is dropped. It may leave nothing. The rule and the
// values of the tests are those of the github-slugger package (npm), which is tested against GitHub itself.
func githubSlug(heading string) string {
	var b strings.Builder
	for _, r := range cases.Lower(language.Und).String(heading) {
		switch {
		case r == ' ':
			b.WriteByte('-')
		case r == '-', unicode.In(r, unicode.L, unicode.M, unicode.Nd, unicode.Nl, unicode.Pc, unicode.Other_Alphabetic):
			b.WriteRune(r)
		}
	}
	return b.String()
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

// isWebURL reports whether people can be sent to text: an http or https URL with a host, without a password,
// and without characters that would end the link in a chat message.
func isWebURL(text string) bool {
	u, err := url.Parse(text)
	return err == nil && (strings.HasPrefix(text, "https://") || strings.HasPrefix(text, "http://")) &&
		u.Host != "" && u.User == nil && len(text) <= 2000 && !strings.ContainsAny(text, " <>|\"`\\")
}
