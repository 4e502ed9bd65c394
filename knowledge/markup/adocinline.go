package markup

import (
	"cmp"
	"html"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// An adocText is text that is read from left to right.
type adocText struct {
	r      *adocReader
	line   int // of the page
	nested int // in how many other texts it stands
	markFinder
	stops int    // where the word ends that was last looked at
	ends  [2]int // the bracket that was last looked at, and the one that closes it, or -1
	out   []byte
}

// inline returns text as the page shows it, and notes its links.
func (r *adocReader) inline(text string, line int) string { return r.shown(text, line, 0) }

func (r *adocReader) shown(text string, line, nested int) string {
	const deepest = 6
	if nested > deepest || !strings.ContainsAny(text, "\\`*_#+^~[<{(:&\"'") {
		return text
	}
	t := &adocText{r: r, markFinder: markFinder{text: text, missed: map[string]bool{}}, line: line, nested: nested}
	for i := 0; i < len(text); {
		i += t.next(i)
	}
	return string(t.out)
}

func (t *adocText) write(s string) { t.out = append(t.out, s...) }

// inside writes text that stands inside marks.
func (t *adocText) inside(s string) { t.write(t.r.shown(s, t.line, t.nested+1)) }

// next writes what stands at byte i, and returns how many bytes that has.
func (t *adocText) next(i int) int {
	rest := t.text[i:]
	n := 0
	switch rest[0] {
	case '\\':
		if len(rest) > 1 && strings.IndexByte("\\`*_#+^~[<{(:&\"'lhxm", rest[1]) >= 0 {
			_, size := utf8.DecodeRuneInString(rest[1:])
			t.write(rest[1 : 1+size])
			return 1 + size
		}
	case '`':
		if n = t.marks(i, t.code, "``", "`"); n == 0 && strings.HasPrefix(rest, "`'") {
			t.write("'")
			n = 2
		}
	case '*', '_', '#':
		n = t.marks(i, t.inside, rest[:1]+rest[:1], rest[:1])
	case '^', '~':
		n = t.raised(i)
	case '+':
		if n = t.marks(i, func(string) {}, "+++"); n == 0 {
			n = t.marks(i, t.write, "++", "+")
		}
	case '"', '\'':
		n = t.quoted(i)
	case '[':
		n = t.bracketed(i)
	case '<':
		n = t.angled(i)
	case '(':
		n = t.indexed(i)
	case '{':
		n = t.attribute(rest)
	case '&':
		if m := adocEntity.FindString(rest); m != "" {
			t.write(html.UnescapeString(m))
			n = len(m)
		}
	default:
		if before, _ := utf8.DecodeLastRuneInString(t.text[:i]); i == 0 || !isWord(before) {
			n = t.macro(i)
		}
	}
	if n == 0 {
		_, n = utf8.DecodeRuneInString(rest)
		t.write(rest[:n])
	}
	return n
}

var adocEntity = regexp.MustCompile(`^&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,19});`)

func isWord(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) || c == '_' }

// marks tries marks one after the other.
func (t *adocText) marks(i int, write func(string), marks ...string) int {
	for _, mark := range marks {
		if n := t.marked(i, mark, write); n > 0 {
			return n
		}
	}
	return 0
}

// marked hands what stands between a mark at byte i and the same mark to write, and returns how many bytes it has with
// both, 0 where that is no mark-up. A mark of one character stands around whole words.
func (t *adocText) marked(i int, mark string, write func(string)) int {
	if !strings.HasPrefix(t.text[i:], mark) {
		return 0
	}
	from := i + len(mark)
	before, _ := utf8.DecodeLastRuneInString(t.text[:i])
	after, _ := utf8.DecodeRuneInString(t.text[from:])
	single := len(mark) == 1
	if from == len(t.text) || single && (i > 0 && (isWord(before) || strings.ContainsRune(":;}", before)) || unicode.IsSpace(after)) {
		return 0
	}
	end := t.closing(from, mark, single)
	if end < 0 {
		return 0
	}
	write(t.text[from:end])
	return end + len(mark) - i
}

// closing returns the byte from which on a mark closes what opens before byte from, or -1. With words it closes only where
// a word ends.
func (t *adocText) closing(from int, mark string, words bool) int {
	return t.markFinder.closing(from, mark, func(before, after rune) bool {
		return !words || !unicode.IsSpace(before) && (before != '\\' || mark == "`") && !isWord(after)
	})
}

// code writes text that is set as code, in which other marks count unless it stands between plus signs.
func (t *adocText) code(s string) {
	if len(s) > 2 && s[0] == '+' && s[len(s)-1] == '+' {
		t.write(s[1 : len(s)-1])
		return
	}
	t.inside(s)
}

// raised writes text that is set higher or lower: marks around a few characters without a space.
func (t *adocText) raised(i int) int {
	const longest = 100
	rest := t.text[i+1 : min(len(t.text), i+1+longest)]
	end := strings.IndexByte(rest, t.text[i])
	if end <= 0 || strings.ContainsAny(rest[:end], " \n") {
		return 0
	}
	t.inside(rest[:end])
	return end + 2
}

// quoted writes text in curved quotation marks, "`so`".
func (t *adocText) quoted(i int) int {
	mark := t.text[i : i+1]
	if !strings.HasPrefix(t.text[i+1:], "`") {
		return 0
	}
	end := t.closing(i+2, "`"+mark, true)
	if end < 0 {
		return 0
	}
	t.write(mark)
	t.inside(t.text[i+2 : end])
	t.write(mark)
	return end + 2 - i
}

// adocRole matches the role of marked text, and an anchor.
var adocRole = regexp.MustCompile(`^(?:\[\[([A-Za-z_:][\w:.-]{0,100})(?:,[^\]]{0,200})?\]\]|\[[^\[\]\n]{0,100}\])`)

// bracketed leaves out an anchor, and the role before marked text.
func (t *adocText) bracketed(i int) int {
	if strings.HasPrefix(t.text[i:], "[[[") {
		return 0
	}
	m := adocRole.FindStringSubmatch(t.text[i:])
	if m == nil {
		return 0
	}
	if m[1] != "" {
		t.r.places = append(t.r.places, m[1])
		return len(m[0])
	}
	if after := t.text[i+len(m[0]):]; after != "" && strings.ContainsRune("#*_`", rune(after[0])) && m[0] != "[]" {
		if id, ok := strings.CutPrefix(m[0], "[#"); ok {
			t.r.places = append(t.r.places, strings.TrimSuffix(id, "]"))
		}
		if n := t.next(i + len(m[0])); n > 1 {
			return len(m[0]) + n
		}
		t.out = append(t.out[:len(t.out)-1], m[0]+after[:1]...)
		return len(m[0]) + 1
	}
	return 0
}

// angled writes a link to a place, <<id,text>>, or an address in angle brackets.
func (t *adocText) angled(i int) int {
	if !strings.HasPrefix(t.text[i:], "<<") {
		if end := t.stop(i); strings.HasPrefix(t.text[i:], "<http") && end < len(t.text) && t.text[end] == '>' {
			t.write(t.text[i+1 : end])
			return end + 1 - i
		}
		return 0
	}
	end := t.closing(i+2, ">>", false)
	if end < 0 {
		return 0
	}
	target, text, _ := strings.Cut(t.text[i+2:end], ",")
	t.crossed(strings.TrimSpace(target), strings.TrimSpace(text))
	return end + 2 - i
}

// crossed writes a link to a section of this page or another one.
func (t *adocText) crossed(target, text string) {
	page, place, both := strings.Cut(target, "#")
	if !both && !strings.Contains(page, ".adoc") && !strings.Contains(page, "/") {
		page, place = "", page
	}
	switch {
	case page != "":
		if !strings.Contains(page[strings.LastIndexByte(page, '/')+1:], ".") {
			page += ".adoc"
		}
		t.r.link(strings.TrimSuffix(page+"#"+place, "#"), t.line)
	case !strings.Contains(place, " "):
		t.r.link("#"+place, t.line)
	}
	if text == "" && page == "" {
		text = cmp.Or(t.r.titles[place], place)
	}
	t.inside(cmp.Or(text, page))
}

// indexed writes a term of the index, ((so)), and leaves out one that the page does not show, (((so))).
func (t *adocText) indexed(i int) int {
	if strings.HasPrefix(t.text[i:], "(((") {
		if end := t.closing(i+3, ")))", false); end > 0 {
			return end + 3 - i
		}
		return 0
	}
	return t.indexTerm(i)
}

func (t *adocText) indexTerm(i int) int {
	if !strings.HasPrefix(t.text[i:], "((") {
		return 0
	}
	end := t.closing(i+2, "))", false)
	if end < 0 {
		return 0
	}
	t.inside(t.text[i+2 : end])
	return end + 2 - i
}

// adocName matches the name of an attribute where it stands for its value.
var adocName = regexp.MustCompile(`^\{(\w[\w-]{0,60})\}`)

// attribute writes the value of an attribute. Attributes in that are read, too, to a length that no page needs.
func (t *adocText) attribute(rest string) int {
	const most = 256 << 10
	m := adocName.FindStringSubmatch(rest)
	if m == nil {
		return 0
	}
	value, ok := t.r.attributes[strings.ToLower(m[1])]
	if !ok {
		value, ok = adocCharacter(m[1])
	}
	if t.r.spent += len(value); !ok || t.r.spent > most {
		return 0
	}
	t.inside(value)
	return len(m[0])
}

// adocCharacter returns the character that an attribute stands for on every page.
func adocCharacter(name string) (string, bool) {
	switch name {
	case "empty", "blank", "zwsp", "wj", "shy":
		return "", true
	case "sp", "nbsp":
		return " ", true
	case "plus":
		return "&#43;", true
	case "cpp":
		return "C&#43;&#43;", true
	case "asterisk":
		return "&#42;", true
	case "lt":
		return "&lt;", true
	case "gt":
		return "&gt;", true
	case "amp":
		return "&amp;", true
	case "vbar", "brvbar":
		return "|", true
	case "backslash":
		return `\\`, true
	case "backtick":
		return "&#96;", true
	case "startsb":
		return "&#91;", true
	case "endsb":
		return "]", true
	case "caret":
		return "&#94;", true
	case "tilde":
		return "&#126;", true
	case "deg":
		return "°", true
	case "apos", "lsquo", "rsquo":
		return "&#39;", true
	case "quot", "ldquo", "rdquo":
		return "&quot;", true
	}
	return "", false
}
