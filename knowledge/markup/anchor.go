package markup

import (
	"net/url"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"

	"github.com/stackpick/stackpick/knowledge/plain"
)

// Anchors gives each section of one document an address of its own. It holds the next number of each name.
type Anchors map[string]int

// Unique returns name, or name with "-1", "-2" … as GitHub numbers repeated headings.
func (a Anchors) Unique(name string) string {
	unique := name
	for a[unique] > 0 {
		unique = name + "-" + strconv.Itoa(a[name])
		a[name]++
	}
	a[unique] = 1
	return unique
}

// PictureSelector follows a sign that is shown as a picture, "⚙️". Nobody sees it, but GitHub keeps it in anchors.
const PictureSelector = "\ufe0f"

// seenLines is plain.Lines, but for headings of Markdown, which keep the selectors of pictures for their anchors.
func seenLines(text string, format Format) string {
	if format != Markdown && format != MDX && format != ERB || !strings.Contains(text, PictureSelector) {
		return plain.Lines(text)
	}
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		pieces := []string{line}
		if strings.HasPrefix(strings.TrimLeft(line, " "), "#") {
			pieces = strings.Split(line, PictureSelector)
		}
		for k := range pieces {
			pieces[k] = plain.Lines(pieces[k])
			if last, _ := utf8.DecodeLastRuneInString(pieces[k]); k+1 < len(pieces) && unicode.In(last, unicode.So, unicode.Sk, unicode.Sm, unicode.Po, unicode.Nd) {
				pieces[k] += PictureSelector
			}
		}
		lines[i] = strings.Join(pieces, "")
	}
	return strings.Join(lines, "\n")
}

// GitHubSlug makes an anchor of a heading as GitHub does: in lower case, letters, marks, digits, what joins words
// ("_") and "-" are kept, a space becomes "-", and all else is dropped. It may leave nothing. The rule and the
// values of the tests are those of the github-slugger package (npm), which is tested against GitHub itself.
func GitHubSlug(heading string) string {
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

// IsWebURL reports whether people can be sent to text: an http or https URL with a host, without a password,
// and without characters that would end the link in a chat message.
func IsWebURL(text string) bool {
	u, err := url.Parse(text)
	return err == nil && (strings.HasPrefix(text, "https://") || strings.HasPrefix(text, "http://")) &&
		u.Host != "" && u.User == nil && len(text) <= 2000 && !strings.ContainsAny(text, " <>|\"`\\")
}
