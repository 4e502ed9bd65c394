package markup

import (
	"cmp"
	"regexp"
	"strings"
)

// adocInline matches the beginning of a macro in text: its name, what it is about, and the bracket before its text; or
// an address with that.
var adocInline = regexp.MustCompile(`^(?:(link|xref|mailto|image|icon|kbd|btn|menu|footnote|footnoteref|pass|stem|latexmath|asciimath|anchor|indexterm2?|term):([^\s\[\]:][^\s\[\]]*)?\[|((?:https?|ftp|irc)://[^\s\[\]<>]+)\[)`)

var adocAddress = regexp.MustCompile(`^(?:https?|ftp|irc)://[^\s\[\]<>]+`)

// macro writes a macro of text as the page shows it, and returns how many bytes it has, 0 for none.
func (t *adocText) macro(i int) int {
	if !strings.Contains("lxmikbfpsahti", t.text[i:i+1]) {
		return 0
	}
	end, closed := t.stop(i), -1
	if end < len(t.text) && t.text[end] == '[' {
		closed = t.bracketEnd(end + 1)
	}
	if closed < 0 {
		address := adocAddress.FindString(t.text[i:end])
		t.write(address)
		return len(address)
	}
	m := adocInline.FindStringSubmatch(t.text[i : end+1])
	if m == nil {
		return 0
	}
	from := i + len(m[0])
	text := strings.ReplaceAll(t.text[from:closed], `\]`, "]")
	if m[3] != "" {
		t.inside(adocLinkText(text, m[3]))
	} else {
		t.named(m[1], m[2], text)
	}
	return closed + 1 - i
}

// stop returns the byte from i on at which a word ends, and with it an address or the name of a macro.
func (t *adocText) stop(i int) int {
	if t.stops <= i {
		t.stops = len(t.text)
		if at := strings.IndexAny(t.text[i+1:], " \n[]>"); at >= 0 {
			t.stops = i + 1 + at
		}
	}
	return t.stops
}

// bracketEnd returns the byte of the bracket that closes the text of a macro from a byte on, or -1. Macros may stand in
// a text.
func (t *adocText) bracketEnd(from int) int {
	const longest = 2000
	if t.ends[0] == from {
		return t.ends[1]
	}
	t.ends = [2]int{from, -1}
	open := 1
	for i := from; i < min(len(t.text), from+longest); i++ {
		switch {
		case t.text[i] == '\\':
			i++
		case t.text[i] == '[':
			open++
		case t.text[i] == ']':
			if open--; open == 0 {
				t.ends[1] = i
				return i
			}
		}
	}
	return -1
}

// named writes what a page shows of a macro of that name.
func (t *adocText) named(name, target, text string) {
	switch name {
	case "link":
		t.r.link(target, t.line)
		t.inside(adocLinkText(text, target))
	case "xref":
		t.crossed(target, adocLinkText(text, ""))
	case "mailto":
		t.inside(adocLinkText(text, target))
	case "image":
		t.r.link(target, t.line)
	case "kbd", "btn", "stem", "latexmath", "asciimath", "indexterm2":
		t.write(text)
	case "menu":
		parts := strings.Split(target+">"+text, ">")
		for i := range parts {
			parts[i] = strings.TrimSpace(parts[i])
		}
		t.write(strings.Trim(strings.Join(parts, " › "), " ›"))
	case "footnote":
		if text != "" && t.nested == 0 {
			t.r.notes = append(t.r.notes, t.r.shown(text, t.line, 1))
		}
	case "anchor":
		t.r.places = append(t.r.places, target)
	case "term":
		t.inside(cmp.Or(text, target))
	}
}

// adocLinkText returns the text of a link without what else its brackets say, or else where it leads.
func adocLinkText(text, target string) string {
	if quoted, ok := strings.CutPrefix(text, `"`); ok {
		text, _, _ = strings.Cut(quoted, `"`)
	} else if strings.Contains(text, "=") {
		text = adocNamed.ReplaceAllString(text, "")
	}
	return cmp.Or(strings.TrimSuffix(strings.TrimSpace(text), "^"), target)
}

// adocNamed matches what a link says by name, as which window it opens in.
var adocNamed = regexp.MustCompile(`(?:^|, *)[a-z]+=(?:"[^"]*"|[^,"]*)`)
