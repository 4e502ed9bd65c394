package markup

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/stackpick/stackpick/knowledge/plain"
)

// readAsciiDoc reads AsciiDoc in its common core, as Asciidoctor lays it out on GitHub: sections, paragraphs, lists,
// blocks between lines of marks, tables, and the attributes of the page. What a decision record says of itself in them
// goes to head. What other files hold is never included. line is the number of the first line in the file.
func readAsciiDoc(source string, line int, head *Head) (Article, error) {
	r := &adocReader{page: page{anchors: Anchors{}}, head: head, attributes: map[string]string{}, titles: map[string]string{}, ids: Anchors{}}
	lines := adocLines(strings.Split(source, "\n"), line)
	r.titled(lines)
	r.body(lines[r.header(lines):], 0)
	a := r.article()
	a.Author, a.Date = r.author, r.date
	return a, r.err
}

// An adocReader turns AsciiDoc into blocks.
type adocReader struct {
	page
	head         *Head
	attributes   map[string]string // by name
	titles       map[string]string // the headings of sections, by their IDs
	ids          Anchors           // IDs that sections have
	author, date string            // of the page
	next         adocStyle         // of the block that is to come
	notes        []string          // footnotes of the block that is being read
	spent        int               // bytes that attributes have grown the text by
}

// An adocStyle is what the lines above a block say of it.
type adocStyle struct {
	name     string // "source", "NOTE"
	language string
	id       string
	header   bool   // of a table: its first row names the columns
	cols     string // of a table, as written
	format   string // of a table: "csv", or "" for cells between bars
}

// An adocLine is a line of the page with its number in the file.
type adocLine struct {
	text string
	at   int
}

var (
	adocHeading = regexp.MustCompile(`^(={1,6}|#{1,6}) +(\S.*?)(?: +=+)?$`)
	adocEntry   = regexp.MustCompile(`^:(!?)([\w][\w-]*)(!?):(?: +(.*))?$`)
	adocAbove   = regexp.MustCompile(`^\[(?:\[([^\[\]]+)\]|([\w{,.#"'% ][^\[\]]*|))\]$`)
	adocTitle   = regexp.MustCompile(`^\.([^\s.].*)$`)
	adocMacro   = regexp.MustCompile(`^(?:image|video|audio|toc|include|icon|link-css)::[^\s\[]*\[.*\]$`)
	adocRule    = regexp.MustCompile(`^(?:'{3,}|<{3,}|-{3}|\* ?\* ?\*|- - -)$`)
	adocNote    = regexp.MustCompile(`^(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION): +`)
	adocItem    = regexp.MustCompile(`^ *(\*{1,6}|-|•|\.{1,6}|\d{1,4}\.|[A-Za-z]\.|[ivxIVX]{1,5}\)|<(?:\d{1,3}|\.)>) +(\S.*)$`)
	adocTerm    = regexp.MustCompile(`^ *([^\s/|].*?)(:{2,4}|;;)(?: +(.*))?$`)
	adocTask    = regexp.MustCompile(`^\[[ x*]\] +`)
)

// adocDelimiter returns the mark of a block that a line opens or closes, or "".
func adocDelimiter(line string) string {
	line = strings.TrimRight(line, " ")
	switch {
	case len(line) < 2:
		return ""
	case strings.HasPrefix(line, "```"):
		return "```"
	case line == "--" || line == "|===" || line == ",===" || line == ":===":
		return line
	case len(line) >= 4 && strings.Contains("-.=*_+/", line[:1]) && strings.Trim(line, line[:1]) == "":
		return line
	}
	return ""
}

// body reads lines, one construct after the other. nested is how many blocks they stand in.
func (r *adocReader) body(lines []adocLine, nested int) {
	if len(lines) == 0 || r.tooDeep(nested, lines[0].at) {
		return
	}
	for i := 0; i < len(lines) && r.err == nil; {
		n, _ := r.construct(lines[i:], nested)
		i += n
	}
	r.next = adocStyle{}
}

// construct reads what the lines begin with, returns how many lines that has, and reports whether it is a block, and not
// a line that speaks of the block to come.
func (r *adocReader) construct(lines []adocLine, nested int) (n int, isBlock bool) {
	line := strings.TrimRight(lines[0].text, " ")
	if line == "" || adocMacro.MatchString(line) || adocRule.MatchString(line) {
		return 1, line != ""
	}
	if mark := adocDelimiter(line); mark != "" {
		return r.delimited(lines, mark, nested), true
	}
	if m := adocEntry.FindStringSubmatch(line); m != nil {
		value, n := adocValue(lines, m[4])
		r.setAttribute(m[2], value, m[1]+m[3] == "", lines[0].at)
		return n, false
	}
	if m := adocAbove.FindStringSubmatch(line); m != nil {
		r.above(m[1], m[2])
		return 1, false
	}
	if m := adocTitle.FindStringSubmatch(line); m != nil {
		r.apart(func() { r.paragraph(r.inline(m[1], lines[0].at), lines[0].at) })
		return 1, false
	}
	if m := adocHeading.FindStringSubmatch(line); m != nil && nested == 0 {
		r.heading(len(m[1]), m[2], lines[0].at)
		return 1, true
	}
	if adocItem.MatchString(line) || adocTerm.MatchString(line) {
		return r.list(lines, nested), true
	}
	return r.text(lines), true
}

// above reads a line of attributes above a block: an ID, a style, and what is named.
func (r *adocReader) above(anchor, list string) {
	if anchor != "" {
		anchor, _, _ = strings.Cut(anchor, ",")
		r.next.id = anchor
		r.places = append(r.places, anchor)
		return
	}
	fields := adocFields(list)
	first := fields[0]
	if at := strings.IndexAny(first, "#.%"); at >= 0 && !strings.Contains(first, "=") {
		for _, part := range adocShorthand.FindAllString(first[at:], -1) {
			switch part[0] {
			case '#':
				r.next.id = part[1:]
				r.places = append(r.places, r.next.id)
			case '%':
				r.next.header = r.next.header || part == "%header"
			}
		}
		first = first[:at]
	}
	if !strings.Contains(first, "=") {
		r.next.name = cmp.Or(first, r.next.name)
	}
	if len(fields) > 1 && !strings.Contains(fields[1], "=") {
		r.next.language = fields[1]
	}
	for _, f := range fields {
		name, value, _ := strings.Cut(f, "=")
		switch value = strings.Trim(value, `"'“”`); name {
		case "id":
			r.next.id = value
			r.places = append(r.places, value)
		case "cols":
			r.next.cols = value
		case "format":
			r.next.format = value
		case "options", "opts":
			r.next.header = r.next.header || slices.Contains(strings.Split(value, ","), "header")
		}
	}
}

// adocShorthand matches an ID, a role or an option before the first comma.
var adocShorthand = regexp.MustCompile(`[#.%][^#.%]+`)

// adocFields parts a list of attributes at the commas that stand in no quotes. It has at least one field.
func adocFields(list string) []string {
	var fields []string
	from, quoted := 0, false
	for i := range len(list) {
		switch {
		case list[i] == '"':
			quoted = !quoted
		case list[i] == ',' && !quoted:
			fields = append(fields, strings.TrimSpace(list[from:i]))
			from = i + 1
		}
	}
	return append(fields, strings.TrimSpace(list[from:]))
}

// unread reports whether a page shows nothing that we read of a block in a style: comments, raw mark-up, formulas and
// drawings.
func (s adocStyle) unread() bool {
	switch name := strings.ToLower(s.name); name {
	case "comment", "pass", "stem", "latexmath", "asciimath", "ditaa", "blockdiag", "seqdiag", "actdiag", "nwdiag", "svgbob", "bpmn", "structurizr":
		return true
	default:
		return drawing(name) || drawing(s.language)
	}
}

// code reports whether a style makes code of text.
func (s adocStyle) code() bool {
	return s.name == "source" || s.name == "listing" || s.name == "literal"
}

// delimited reads a block between two lines with the same mark, and returns how many lines it has.
func (r *adocReader) delimited(lines []adocLine, mark string, nested int) int {
	end := 1
	for end < len(lines) && adocDelimiter(lines[end].text) != mark {
		end++
	}
	inside, n := lines[1:end], min(end+1, len(lines))
	style := r.next
	r.next = adocStyle{}
	switch {
	case style.unread() || mark[0] == '+' || mark[0] == '/':
	case strings.HasSuffix(mark, "==="):
		if mark[0] != '=' {
			r.table(inside, style, mark[0], nested)
			break
		}
		r.apart(func() { r.body(inside, nested+1) })
	case mark == "```" && drawing(strings.TrimPrefix(strings.TrimSpace(lines[0].text), mark)):
	case mark != "--" && mark[0] == '-' || mark[0] == '.' || mark == "```" || style.code():
		r.code(inside, lines[0].at+1)
	default:
		r.apart(func() { r.body(inside, nested+1) })
	}
	return n
}

func (r *adocReader) code(lines []adocLine, at int) {
	texts := make([]string, len(lines))
	for i, l := range lines {
		texts[i] = l.text
	}
	r.add(Block{Kind: Code, Text: strings.Trim(strings.Join(unindent(texts), "\n"), "\n")}, at)
}

// text reads a paragraph, or code where it is indented or its style says so.
func (r *adocReader) text(lines []adocLine) int {
	end := 1
	for end < len(lines) && r.goesOn(lines[end].text) {
		end++
	}
	style := r.next
	r.next = adocStyle{}
	switch {
	case style.unread():
	case lines[0].text[0] == ' ' || style.code():
		r.code(lines[:end], lines[0].at)
	default:
		lines[0].text = adocNote.ReplaceAllString(lines[0].text, "")
		r.labelled(lines[:end])
	}
	return end
}

// goesOn reports whether a paragraph goes on with a line.
func (r *adocReader) goesOn(line string) bool {
	return !isBlank(line) && strings.TrimRight(line, " ") != "+" && adocDelimiter(line) == "" && !adocAbove.MatchString(strings.TrimRight(line, " "))
}

// adocBold matches a line that opens in bold, and what stands after that.
var adocBold = regexp.MustCompile(`^\*{1,2}([^*]{1,100})\*{1,2}(.?)`)

// labelled adds a paragraph. Lines that open with a label are paragraphs of their own, as in Markdown.
func (r *adocReader) labelled(lines []adocLine) {
	var texts []string
	from := 0
	for i, l := range lines {
		if i > 0 && opensLabelled(l.text, adocBold) {
			r.shownParagraph(texts, lines[from].at)
			texts, from = nil, i
		}
		text := strings.TrimRight(l.text, " ")
		texts = append(texts, strings.TrimSuffix(text, " +")) // which breaks the line
	}
	r.shownParagraph(texts, lines[from].at)
}

// shownParagraph adds a paragraph of lines, and then the footnotes in it.
func (r *adocReader) shownParagraph(lines []string, at int) {
	r.paragraph(r.inline(strings.Join(lines, "\n"), at), at)
	notes := r.notes
	r.notes = nil
	r.apart(func() {
		for _, note := range notes {
			r.paragraph(note, at)
		}
	})
}

// heading adds the heading of a section.
func (r *adocReader) heading(level int, text string, at int) {
	b := Block{Kind: Heading, Level: level, Text: plain.OneLine(r.inline(text, at))}
	b.Hosted = r.anchors.Unique(GitHubSlug(b.Text))
	b.Anchor = visibleID(cmp.Or(r.next.id, r.autoID(b.Text)))
	r.places = append(r.places, b.Hosted, b.Anchor, strings.ReplaceAll(strings.TrimPrefix(b.Anchor, "_"), "_", "-"))
	r.next, r.notes = adocStyle{}, nil
	r.add(b, at)
}

// autoID returns the ID that Asciidoctor makes of a heading: "_" before it and between its words, unless the page has
// other marks for that.
func (r *adocReader) autoID(heading string) string {
	prefix, separator := "_", "_"
	if p, ok := r.attributes["idprefix"]; ok {
		prefix = p
	}
	if s, ok := r.attributes["idseparator"]; ok {
		separator = s
	}
	var b strings.Builder
	for _, c := range strings.ToLower(heading) {
		switch {
		case c == ' ' || c == '-' || c == '.' || c == '_' && separator == "_":
			if separator != "" && !strings.HasSuffix(b.String(), separator) {
				b.WriteString(separator)
			}
		case unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.IsMark(c) || c == '_':
			b.WriteRune(c)
		}
	}
	words := b.String()
	if separator != "" {
		words = strings.TrimSuffix(words, separator)
		if strings.HasSuffix(prefix, separator) || prefix == "" {
			words = strings.TrimPrefix(words, separator)
		}
	}
	return r.numberedID(prefix+words, separator)
}

// numberedID makes an ID unique, from "_2" on.
func (r *adocReader) numberedID(id, separator string) string {
	r.ids[id]++
	if n := r.ids[id]; n > 1 {
		return id + separator + strconv.Itoa(n)
	}
	return id
}
