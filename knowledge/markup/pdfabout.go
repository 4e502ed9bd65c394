package markup

import (
	"regexp"
	"strings"

	"github.com/stackpick/stackpick/knowledge/dates"
	"github.com/stackpick/stackpick/knowledge/pdf"
	"github.com/stackpick/stackpick/knowledge/plain"
)

// pdfTitle returns what the file names as its title, unless a program has put something else there, or else its first
// heading of the largest size on the first page that has any: chapters may be set larger than the title.
func pdfTitle(named string, blocks []Block) string {
	named = plain.OneLine(named)
	if named != "" && named != "untitled" && !programTitle.MatchString(named) {
		return named
	}
	title, level, page := "", 7, ""
	for _, b := range blocks {
		if b.Kind != Heading || furnitureSection.MatchString(b.Text) {
			continue
		}
		if page == "" {
			page = b.Link
		}
		if b.Link == page && b.Level < level {
			title, level = plain.OneLine(b.Text), b.Level
		}
	}
	return title
}

// programTitle matches what programs put where a title belongs: their own names, the file's, or a number of theirs.
var programTitle = regexp.MustCompile(`(?i)^(?:[^\s]*[\d:_/\\][^\s]*|microsoft (?:word|powerpoint)\b.*|.*\.(?:docx?|pptx?|odt|tex|dvi|pdf|indd|html?|md)|document\d*|slide \d+)$`)

// author returns whom the file names as its author. One word that its text does not have is the name of an account.
func (p *pdfPage) author(named string) string {
	named = plain.OneLine(named)
	if !strings.Contains(named, " ") && !p.words[trimmedWord(named)] {
		return ""
	}
	return named
}

// copyrightYear matches a notice of when something was published.
var copyrightYear = regexp.MustCompile(`(?i)(?:copyright|©)(?: ?(?:©|\(c\)|by))* ?((?:19|20)\d\d)\b`)

// pdfDate returns the date of a document: that which stands alone in a line of its first page, or the day on which
// the file was made. A file that was made in a later year than its copyright is a copy.
func pdfDate(created string, lines []pdf.Line) string {
	for _, l := range lines {
		if l.Page != lines[0].Page {
			break
		}
		date := dates.In(l.Text)
		if date != "" && dates.Plain(l.Text) != date {
			date = "" // it stands in a sentence
		}
		if m := copyrightYear.FindStringSubmatch(l.Text); m != nil && m[1] < created {
			date = m[1]
		}
		switch {
		case date == "":
		case strings.HasPrefix(created, date):
			return created
		default:
			return date
		}
	}
	return created
}
