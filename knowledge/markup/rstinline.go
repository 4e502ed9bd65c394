package markup

import (
	"bytes"
	"cmp"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// An rstText is text that is read from left to right.
type rstText struct {
	r      *rstReader
	line   int // of the page
	nested int // in how many substitutions it stands
	markFinder
	out []byte
}

// inline returns text as the page shows it, and notes its links.
func (r *rstReader) inline(text string, line int) string { return r.shown(text, line, 0) }

func (r *rstReader) shown(text string, line, nested int) string {
	if !strings.ContainsAny(text, "\\`*|_") {
		return text
	}
	t := &rstText{r: r, markFinder: markFinder{text: text, missed: map[string]bool{}}, line: line, nested: nested}
	for i := 0; i < len(text); {
		i += t.next(i)
	}
	return string(t.out)
}

func (t *rstText) write(s string) { t.out = append(t.out, s...) }

// next writes what stands at byte i, and returns how many bytes that has.
func (t *rstText) next(i int) int {
	rest := t.text[i:]
	n := 0
	switch rest[0] {
	case '\\':
		return t.escaped(rest)
	case '`':
		if n = t.marked(i, "``", t.write); n == 0 {
			n = t.interpreted(i, i, "")
		}
	case ':':
		if m := rstRole.FindString(rest); m != "" {
			n = t.interpreted(i, i+len(m)-1, strings.Trim(m, ":`"))
		}
	case '*':
		if n = t.marked(i, "**", t.plain); n == 0 {
			n = t.marked(i, "*", t.plain)
		}
	case '|':
		n = t.marked(i, "|", t.substitute)
	case '[':
		n = t.footnote(rest)
	case '_':
		n = t.reference(i)
	}
	if n == 0 {
		n = 1
		t.write(rest[:1])
	}
	return n
}

// rstRole matches the name of a role before the text in it.
var rstRole = regexp.MustCompile("^:[A-Za-z0-9](?:[\\w.+:-]{0,60}[A-Za-z0-9])?:`")

func (t *rstText) escaped(rest string) int {
	if len(rest) < 2 {
		return 1
	}
	_, size := utf8.DecodeRuneInString(rest[1:])
	if rest[1] != ' ' && rest[1] != '\n' {
		t.write(rest[1 : 1+size])
	}
	return 1 + size
}

// plain writes text without the backslashes in it.
func (t *rstText) plain(s string) { t.write(rstUnescape(s)) }

func rstUnescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	return strings.NewReplacer(`\\`, `\`, `\ `, "", "\\\n", "", `\`, "").Replace(s)
}

// marked hands what stands between a mark at byte i and the same mark to write, and returns how many bytes it has with
// both, 0 where that is no mark-up.
func (t *rstText) marked(i int, mark string, write func(string)) int {
	if !strings.HasPrefix(t.text[i:], mark) || !t.opens(i, mark) {
		return 0
	}
	end := t.closing(i+len(mark), mark)
	if end < 0 {
		return 0
	}
	write(t.text[i+len(mark) : end])
	n := end + len(mark) - i
	if mark == "|" {
		n += len(t.text[i+n:]) - len(strings.TrimLeft(t.text[i+n:], "_"))
	}
	return n
}

// opens reports whether a mark at byte i may open mark-up: a word does not go on before it, and one begins behind it.
func (t *rstText) opens(i int, mark string) bool {
	before, _ := utf8.DecodeLastRuneInString(t.text[:i])
	after, _ := utf8.DecodeRuneInString(t.text[i+len(mark):])
	return (i == 0 || unicode.IsSpace(before) || unicode.IsPunct(before) || before == '<') &&
		i+len(mark) < len(t.text) && !unicode.IsSpace(after)
}

// closing returns the byte from which on a mark closes what opens before byte from, or -1.
func (t *rstText) closing(from int, mark string) int {
	return t.markFinder.closing(from, mark, func(before, after rune) bool {
		return !unicode.IsSpace(before) && (before != '\\' || mark == "``") && !unicode.IsLetter(after) && !unicode.IsDigit(after)
	})
}

// interpreted writes text in backquotes at byte quote: a link, or what a role makes of it, of which the name may stand
// before it, from byte i on, or behind it.
func (t *rstText) interpreted(i, quote int, role string) int {
	if !t.opens(quote, "`") && role == "" {
		return 0
	}
	end := t.closing(quote+1, "`")
	if end < 0 {
		return 0
	}
	text, rest := t.text[quote+1:end], t.text[end+1:]
	end++
	switch m := rstSuffix.FindString(rest); {
	case role != "":
	case strings.HasPrefix(m, "_"):
		end += len(m)
		t.linked(text)
		return end - i
	case m != "":
		role = strings.Trim(m, ":")
		end += len(m)
	}
	t.role(role, text)
	return end - i
}

// rstSuffix matches what makes a link of text in backquotes, or gives it a role.
var rstSuffix = regexp.MustCompile(`^(?:__?|:[A-Za-z0-9][\w.+-]{0,60}:)`)

// rstEmbedded matches text with the place that it leads to.
var rstEmbedded = regexp.MustCompile(`(?s)^(.*?)\s*<([^<>]+)>$`)

// linked writes the text of a link, `text <place>`_ or `name`_.
func (t *rstText) linked(text string) {
	m := rstEmbedded.FindStringSubmatch(text)
	if m == nil {
		t.plain(text)
		t.r.link(t.r.names.links[rstName(text)], t.line)
		return
	}
	target := strings.Join(strings.Fields(m[2]), "")
	if name, ok := strings.CutSuffix(m[2], "_"); ok {
		target = t.r.names.links[rstName(name)]
	}
	t.r.link(target, t.line)
	t.plain(cmp.Or(m[1], m[2]))
}

// role writes text in a role as the page shows it.
func (t *rstText) role(role, text string) {
	shown, target := text, text
	m := rstEmbedded.FindStringSubmatch(text)
	if m != nil && m[1] != "" {
		shown, target = m[1], m[2]
	}
	switch role = role[strings.LastIndexByte(role, ':')+1:]; {
	case role == "raw", t.r.names.hidden[role]:
		return
	case role == "ref" && m == nil:
		shown = cmp.Or(t.r.names.titles[rstName(text)], text)
	case role == "doc":
		t.r.link(strings.TrimSuffix(target, ".rst")+".rst", t.line)
	case role == "pep":
		shown = "PEP " + shown
	case role == "rfc":
		shown = "RFC " + shown
	case role == "abbr":
		shown, _, _ = strings.Cut(shown, " (")
	case m == nil && strings.HasPrefix(shown, "~"):
		shown = shown[strings.LastIndexByte(shown, '.')+1:]
	}
	if role == "code" || role == "literal" {
		t.write(shown)
		return
	}
	t.plain(strings.TrimLeft(shown, "!~"))
}

// substitute writes what stands for a name. Names in that are read, too, to a depth and a length that no page needs.
func (t *rstText) substitute(name string) {
	const deepest, most = 3, 256 << 10
	text, ok := t.r.names.texts[rstName(name)]
	if t.r.spent += len(text); !ok || t.nested >= deepest || t.r.spent > most {
		t.write("|" + name + "|")
		return
	}
	t.write(strings.TrimSpace(t.r.shown(text, t.line, t.nested+1)))
}

// rstNote matches a mark of a footnote or of a work that is cited.
var rstNote = regexp.MustCompile(`^\[(\d{1,4}|\*|#[\w.-]{0,40}|[A-Za-z][\w.-]{0,40})\]_`)

// footnote leaves out the mark of a footnote, and keeps that of a work.
func (t *rstText) footnote(rest string) int {
	m := rstNote.FindStringSubmatch(rest)
	if m == nil {
		return 0
	}
	if first := rune(m[1][0]); unicode.IsLetter(first) {
		t.write("[" + m[1] + "]")
	} else {
		t.out = bytes.TrimRight(t.out, " ")
	}
	return len(m[0])
}

// wordBefore returns the name of one word that ends before byte i.
func (t *rstText) wordBefore(i int) string {
	const longest = 100
	start := i
	for start > max(0, i-longest) {
		c, size := utf8.DecodeLastRuneInString(t.text[:start])
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) && !strings.ContainsRune("-_.:+", c) {
			break
		}
		start -= size
	}
	word := strings.TrimLeft(t.text[start:i], "-.:+")
	if strings.HasPrefix(word, "_") {
		return "" // as in __init__
	}
	return word
}

// Reference leaves out the underscores that make a link of a word, and the one before an anchor.
func (t *rstText) reference(i int) int {
	rest := t.text[i:]
	if strings.HasPrefix(rest, "_`") && t.opens(i, "_`") {
		if end := t.closing(i+2, "`"); end >= 0 {
			t.r.places = append(t.r.places, rstID(t.text[i+2:end]))
			t.plain(t.text[i+2 : end])
			return end + 1 - i
		}
	}
	n := len(rest) - len(strings.TrimLeft(rest, "_"))
	after, _ := utf8.DecodeRuneInString(rest[n:])
	if n > 2 || unicode.IsLetter(after) || unicode.IsDigit(after) {
		t.write(rest[:n])
		return n
	}
	word := t.wordBefore(i)
	target, ok := t.r.names.links[strings.ToLower(word)]
	if word == "" || !ok && n == 1 {
		t.write(rest[:n])
		return n
	}
	t.r.link(target, t.line)
	return n
}
