package markup

import (
	"regexp"
	"strings"
)

// Blocks as MkDocs writes them: a line that opens one, and below it what belongs to it, four columns further in.
//
//	!!! warning "Careful"
//	    Never deploy on Fridays.
//
// Goldmark would read that as a paragraph with the marks in it, or as code.

// openBlock matches the line: a note, open or folded (??? and ???+), or one of several tabs.
var openBlock = regexp.MustCompile(`^ *(?:(?:!!!|\?\?\?\+?)\s+[\w-]+(?:\s+[\w-]+)*(?:\s+"(.*)")?|===[!+]?\s+"(.*)")\s*$`)

// blockIndent is how much further in the lines of a block stand.
const blockIndent = 4

// hasBlocks reports whether there may be blocks in a source.
func hasBlocks(source string) bool {
	return strings.Contains(source, "!!! ") || strings.Contains(source, "???") || strings.Contains(source, `=== "`)
}

// unblock takes the marks of blocks out of lines, and moves what belongs to them to where it would stand without. A title
// leads to what follows it.
func unblock(lines []string) {
	var open []int // how far in each block stands that a line is in
	inFence := ""
	for i, line := range lines {
		indent := len(line) - len(strings.TrimLeft(line, " "))
		if indent < len(line) { // an empty line ends no block
			for len(open) > 0 && indent < open[len(open)-1]+blockIndent {
				open, inFence = open[:len(open)-1], ""
			}
		}
		line = line[min(indent, blockIndent*len(open)):]
		if f := fence.FindStringSubmatch(line); f != nil {
			inFence = toggle(inFence, f[1])
		} else if title := openBlock.FindStringSubmatch(line); title != nil && inFence == "" {
			open = append(open, indent)
			line = line[:len(line)-len(strings.TrimLeft(line, " "))] + leading(title[1]+title[2])
		}
		lines[i] = line
	}
}

// leading returns a title as it stands before what it leads to.
func leading(title string) string {
	if title == "" || strings.ContainsAny(title[len(title)-1:], ".:!?") {
		return title
	}
	return title + ":"
}
