package markup

import (
	"regexp"
	"strings"
)

// What MyST adds to Markdown, as Sphinx and Jupyter Book read it:
//
//	(oncall:start)=
//	## Starting
//
//	```{admonition} Careful
//	:class: warning
//	Ask the {term}`Lead` first, see [](#oncall:start).
//	```
//
// Goldmark would read the label as text, the note as code, the role with its marks, and the link as nothing.

var (
	// mystLabel matches a line that names what follows it.
	mystLabel = regexp.MustCompile(`^ *\(([\w:./ -]+)\)= *$`)
	// mystFence matches the line that opens a block with text in it, and its title.
	mystFence = regexp.MustCompile("^ *(`{3,}|~{3,}|:{3,})\\{(?:admonition|attention|caution|danger|dropdown|error|hint|important|note|seealso|tip|warning|tab-set|tab-item|grid|grid-item|card|margin|aside)\\}\\s*(.*?)\\s*$")
	// mystClose matches a line that may close one.
	mystClose = regexp.MustCompile("^ *(`{3,}|~{3,}|:{3,}) *$")
	// mystOption matches the lines right below the first that say how a block looks.
	mystOption = regexp.MustCompile(`^ *:[\w-]+:(?: .*)?$`)
	// mystRole matches a role and the text that it marks, without what it leads to.
	mystRole = regexp.MustCompile("\\{(?:term|ref|doc|numref|abbr|kbd|guilabel|menuselection|button|cite|eq|download|file|command)\\}`([^`<]+?)(?:\\s*<[^`>]*>)?`")
	// mystLink matches a link that has the title of what it leads to.
	mystLink = regexp.MustCompile(`\[\]\(#?([^()\s]+)\)`)
)

// hasMyST reports whether a source may have any of it.
func hasMyST(source string) bool {
	return strings.Contains(source, ")=\n") || strings.Contains(source, "`{") || strings.Contains(source, "}`") || strings.Contains(source, ":::{") || strings.Contains(source, "[](")
}

// readMyST writes lines as they would stand without MyST, and moves none. What is code stays.
func readMyST(lines []string) {
	titles := mystTitles(lines)
	var open []string // the marks of the blocks that a line is in
	inFence, options := "", false
	for i, line := range lines {
		switch m := mystFence.FindStringSubmatch(line); {
		case inFence == "" && m != nil:
			open, options = append(open, m[1]), true
			lines[i] = leading(m[2])
			continue
		case inFence == "" && closesLast(open, line):
			open, lines[i] = open[:len(open)-1], ""
			continue
		}
		if options = options && mystOption.MatchString(line); options {
			lines[i] = ""
			continue
		}
		if f := fence.FindStringSubmatch(strings.TrimLeft(line, " ")); f != nil {
			inFence = toggle(inFence, f[1])
		}
		if inFence != "" {
			continue
		}
		if mystLabel.MatchString(line) {
			lines[i] = ""
			continue
		}
		line = mystRole.ReplaceAllString(line, "$1")
		lines[i] = mystLink.ReplaceAllStringFunc(line, func(link string) string {
			target := mystLink.FindStringSubmatch(link)[1]
			return "[" + linkTitle(target, titles) + "]" + link[2:]
		})
	}
}

// closesLast reports whether a line closes the block that was opened last.
func closesLast(open []string, line string) bool {
	m := mystClose.FindStringSubmatch(line)
	return m != nil && len(open) > 0 && m[1] == open[len(open)-1]
}

// mystTitles returns the headings that labels name.
func mystTitles(lines []string) map[string]string {
	titles := map[string]string{}
	label := ""
	for _, line := range lines {
		if m := mystLabel.FindStringSubmatch(line); m != nil {
			label = m[1]
		} else if title := strings.TrimLeft(line, "# "); label != "" && title != "" {
			if strings.HasPrefix(line, "#") {
				titles[label] = strings.NewReplacer("`", "", "[", "", "]", "").Replace(title)
			}
			label = ""
		}
	}
	return titles
}

// linkTitle is what a link to a label or a file says: the title of what it names, or else its words.
func linkTitle(target string, titles map[string]string) string {
	if title := titles[target]; title != "" {
		return title
	}
	target = target[strings.LastIndexAny(target, "/")+1:]
	target, _, _ = strings.Cut(strings.TrimLeft(target, "#"), ".")
	return strings.NewReplacer(":", " ", "-", " ", "_", " ").Replace(target)
}
