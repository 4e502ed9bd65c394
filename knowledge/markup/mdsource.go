package markup

import (
	"errors"
	"regexp"
	"strings"
)

// attributes are what a heading's trailing braces say: {#id}, {link="…"}, {kind="case-study"}.
type attributes struct {
	id, link string
	kind     string
	raw      string // as written, for a git host takes them for a part of the heading
}

// A markdownSource takes out of Markdown what goldmark does not know, without moving any line.
type markdownSource struct {
	mdx        bool
	attributes map[int]attributes // by the index of the heading's line
}

var (
	fence         = regexp.MustCompile("^ {0,3}(`{3,}|~{3,})")
	headingBraces = regexp.MustCompile(`^( {0,3}\S.*?)\s*\{\s*((?:[#.][^\s{}"]+|[\w-]+=(?:"[^"]*"|'[^']*'|[^\s{}"']+))(?:\s+(?:[#.][^\s{}"]+|[\w-]+=(?:"[^"]*"|'[^']*'|[^\s{}"']+)))*)\s*\}\s*#*\s*$`)
	attribute     = regexp.MustCompile(`([#.][^\s{}"]+)|([\w-]+)=(?:"([^"]*)"|'([^']*)'|([^\s{}"']+))`)
	mdxStatement  = regexp.MustCompile(`^(?:import|export)\s`)
	// plainImport matches what is an import in a page that need not be MDX: Docusaurus reads all Markdown as that.
	plainImport    = regexp.MustCompile(`^import\s(?:[\w*{][^'"]*\sfrom\s+)?['"][^'"]+['"];?\s*$`)
	mdxComment     = regexp.MustCompile(`\{/\*.*?\*/\}`)
	mdxCommentOpen = regexp.MustCompile(`\{/\*.*$`)
	// templateLine matches lines for the programs that make sites: Liquid's tags, Hugo's short codes, and the
	// attributes of a paragraph ({: .note}, ::: tip).
	templateLine = regexp.MustCompile(`^\s*(?:(?:\{%.*?%\}|\{\{[<%].*?[>%]\}\}|\{:[^}]*\})\s*)+$|^\s*:::.*$`)
	// templateTag matches Liquid's tags amid text.
	templateTag = regexp.MustCompile(`\{%-?.*?-?%\}`)
	// shortCode matches Hugo's amid text, and attributesAmid what Kramdown and MkDocs write behind a link or a sentence:
	// [guide](url){target="_blank"}, "At noon.{: .note }".
	shortCode      = regexp.MustCompile(`\{\{[<%].*?[>%]\}\}`)
	attributesAmid = regexp.MustCompile(`\{:[^{}]*\}|([)\]])\{\s*(?:[#.][^\s{}"]+|[\w-]+=(?:"[^"]*"|'[^']*'|[^\s{}"']+))(?:\s+(?:[#.][^\s{}"]+|[\w-]+=(?:"[^"]*"|'[^']*'|[^\s{}"']+)))*\s*\}`)
	footnote       = regexp.MustCompile(`^ {0,3}\[(\^[^\]\s]+)\]:\s?`)
	footnoteMark   = regexp.MustCompile(`\[\^[^\]\s]+\]`)
)

var erbTag = regexp.MustCompile(`(?s)<%.*?%>`)

// dropERB takes Ruby's tags out of a template and moves no line. What a tag would print is not known.
func dropERB(text string) string {
	return erbTag.ReplaceAllStringFunc(text, func(tag string) string { return strings.Repeat("\n", strings.Count(tag, "\n")) })
}

// prepare returns the source's lines, ready for goldmark.
func (m *markdownSource) prepare(source string) []string {
	m.attributes = map[int]attributes{}
	lines := strings.Split(source, "\n")
	if hasBlocks(source) {
		unblock(lines)
	}
	if hasMyST(source) {
		readMyST(lines)
	}
	inFence, statement, comment := "", false, false
	notes := footnotes(lines)
	for i, line := range lines {
		if inFence == "" && !comment && !m.mdx && !strings.ContainsAny(line, "`~{[") && !strings.Contains(line, ":::") && !strings.HasPrefix(line, "import ") {
			continue // an ordinary line
		}
		if f := fence.FindStringSubmatch(line); f != nil && !comment {
			inFence = toggle(inFence, f[1])
			continue
		}
		if inFence != "" {
			continue
		}
		line, comment = cutMDXComments(line, comment)
		if templateLine.MatchString(line) || plainImport.MatchString(line) {
			line = ""
		}
		line = outsideCode(line, dropTags)
		line = notes.cut(line)
		statement = m.mdx && strings.TrimSpace(line) != "" && (statement || mdxStatement.MatchString(line))
		if statement {
			line = ""
		}
		if b := headingBraces.FindStringSubmatch(line); b != nil && isHeadingLine(lines, i) {
			line = b[1]
			m.attributes[i] = parseAttributes(b[2])
		}
		lines[i] = line
	}
	return lines
}

// dropTags takes out of text what is for the programs that make sites.
func dropTags(text string) string {
	text = templateTag.ReplaceAllString(shortCode.ReplaceAllString(text, ""), "")
	return attributesAmid.ReplaceAllString(text, "$1")
}

// outsideCode applies f to what of a line is no code; to nothing where that is not plain.
func outsideCode(line string, f func(string) string) string {
	parts := strings.Split(line, "`")
	if len(parts)%2 == 0 || strings.Contains(line, "``") {
		return line
	}
	for i := 0; i < len(parts); i += 2 {
		parts[i] = f(parts[i])
	}
	return strings.Join(parts, "`")
}

// noteNames holds the names of a page's footnotes: "^1".
type noteNames map[string]bool

// footnotes finds the footnotes of a page. Their texts stay where they are written; the marks go.
func footnotes(lines []string) noteNames {
	names := noteNames{}
	for _, line := range lines {
		if !strings.Contains(line, "[^") {
			continue
		}
		if m := footnote.FindStringSubmatch(line); m != nil {
			names[m[1]] = true
		}
	}
	return names
}

// cut takes the marks of footnotes out of a line.
func (n noteNames) cut(line string) string {
	if len(n) == 0 || !strings.Contains(line, "[^") {
		return line
	}
	if m := footnote.FindString(line); m != "" {
		line = line[len(m):]
	}
	return footnoteMark.ReplaceAllStringFunc(line, func(mark string) string {
		if n[mark[1:len(mark)-1]] {
			return ""
		}
		return mark
	})
}

// toggle returns the fence that code is in after a line with mark: "" for none.
func toggle(open, mark string) string {
	switch {
	case open == "":
		return mark
	case mark[0] == open[0] && len(mark) >= len(open):
		return ""
	}
	return open
}

// isHeadingLine reports whether the line is a heading by its hashes or by the line under it.
func isHeadingLine(lines []string, i int) bool {
	return strings.HasPrefix(strings.TrimLeft(lines[i], " "), "#") || i+1 < len(lines) && underlined.MatchString(lines[i+1])
}

var underlined = regexp.MustCompile(`^ {0,3}(?:=+|-+)\s*$`)

// cutMDXComments takes {/* … */} out of a line, and reports whether one is still open at its end.
func cutMDXComments(line string, open bool) (string, bool) {
	if open {
		_, rest, closed := strings.Cut(line, "*/}")
		if !closed {
			return "", true
		}
		line = rest
	}
	line = mdxComment.ReplaceAllString(line, "")
	cut := mdxCommentOpen.ReplaceAllString(line, "")
	return cut, cut != line
}

func parseAttributes(text string) attributes {
	a := attributes{raw: " {" + text + "}"}
	for _, m := range attribute.FindAllStringSubmatch(text, -1) {
		value := m[3] + m[4] + m[5]
		switch {
		case strings.HasPrefix(m[1], "#"):
			a.id = m[1][1:]
		case m[2] == "id":
			a.id = value
		case m[2] == "link":
			a.link = value
		case m[2] == "kind":
			a.kind = strings.ToLower(value)
		}
	}
	return a
}

// containers matches the marks of quotes and lists that a line opens with.
var containers = regexp.MustCompile(`^(?:\s*(?:>|[-*+]\s|\d{1,9}[.)]\s))+`)

// tooNested refuses what goldmark takes minutes for, since its time grows with the square of these: quotes or
// lists inside one another in one line, open link brackets, and marks of emphasis or definitions of links in
// one paragraph; and with the product of a paragraph's lines and its brackets, 10^9 of which take a second.
func tooNested(lines []string, first int) error {
	const mostOpen, mostMarks, mostSought = 200, 5000, 1_000_000_000
	open, links, marks, closed, start := 0, 0, 0, 0, 0
	for i, line := range lines {
		if strings.TrimSpace(line) == "" {
			open, links, marks, closed, start = 0, 0, 0, 0, i+1
			continue
		}
		if closed += strings.Count(line, "]"); closed*(i+1-start) > mostSought {
			return &Fault{first + start, errors.New("has too many lines and brackets without an empty line between them: part them")}
		}
		open = max(0, open+strings.Count(line, "[")-strings.Count(line, "]"))
		links = max(0, links+strings.Count(line, "](")-strings.Count(line, ")"))
		marks += strings.Count(line, "*") + strings.Count(line, "_") + strings.Count(line, "]:")
		opening := len(strings.Fields(strings.ReplaceAll(containers.FindString(line), ">", "> ")))
		if open > mostOpen || links > mostOpen || opening > mostOpen || marks > mostMarks {
			return &Fault{first + i, errors.New("is nested too deeply to be read: take brackets, quotation marks or asterisks out")}
		}
	}
	return nil
}
