package knowledge

import (
	"regexp"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge/markup"
)

// A section without text is not empty where it shows what we do not read: a picture, a diagram, a file that is included.

// sourceLines returns the lines of a file that is written as text, and nil for any other.
func sourceLines(f foundFile) []string {
	if !slices.Contains([]markup.Format{markup.Markdown, markup.MDX, markup.RST, markup.AsciiDoc}, markup.FormatOf(f.name)) {
		return nil
	}
	return strings.Split(string(f.data), "\n")
}

// unseenLine matches a line of which a page shows nothing: comments, anchors, attributes, and what underlines a heading.
var unseenLine = regexp.MustCompile(`^\s*(?://.*|\[.*\]|\.\. (?:_.*|[^:]*)|<a\b[^<>]*>\s*(?:</a>)?|[=~*^"'+#.-]{3,})?\s*$`)

// showsUnread reports whether lines hold something between the heading in line from and the one in line to, which is 0
// after the last.
func showsUnread(lines []string, from, to int) bool {
	if to == 0 {
		to = len(lines) + 1
	}
	if from < 1 || to <= from || to > len(lines)+1 {
		return false
	}
	end := "" // of the comment that we are in
	for _, line := range lines[from : to-1] {
		line = strings.TrimSpace(line)
		switch {
		case end != "":
			if strings.HasSuffix(line, end) {
				end = ""
			}
		case strings.HasPrefix(line, "<!--"):
			if !strings.Contains(line, "-->") {
				end = "-->"
			}
		case strings.HasPrefix(line, "{/*"):
			if !strings.Contains(line, "*/}") {
				end = "*/}"
			}
		case line == "////":
			end = line
		case !unseenLine.MatchString(line):
			return true
		}
	}
	return false
}

// nextHeading returns the line of the heading after section i, 0 for none.
func nextHeading(sections []section, i int) int {
	for _, s := range sections[i+1:] {
		if s.headLine > sections[i].headLine {
			return s.headLine
		}
	}
	return 0
}
