package markup

import (
	"regexp"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge/plain"
)

var (
	rstDirective = regexp.MustCompile(`^([A-Za-z0-9](?:[\w.+:-]*\w)?) ?::(?: +(.*))?$`)
	rstFootnote  = regexp.MustCompile(`^\[(?:\d+|\*|#[\w.-]*|[A-Za-z][\w.-]*)\](?: +|$)`)
	rstOption    = regexp.MustCompile(`^:([\w-]+):(?: +(.*))?$`)
)

// explicit reads what two full stops open: a target of links, a footnote, a directive. All else is a comment.
func (r *rstReader) explicit(p rstPart, i int) int {
	end := max(i+1, p.indentedEnd(i+1))
	rest := strings.TrimSpace(p.lines[i][2:])
	if rest == "" && i+1 < len(p.lines) && isBlank(p.lines[i+1]) {
		return 1 // an empty comment, which ends what stands before it
	}
	if m := rstTarget.FindStringSubmatch(rest); m != nil {
		r.target(m[1]+m[2], rstPlace(m[3]), p.line+i)
	} else if m := rstFootnote.FindString(rest); m != "" {
		mark := strings.Index(p.lines[i], m) + len(m)
		r.apart(func() { r.body(p.hanging(i, end, min(mark, len(p.lines[i])))) })
	} else if m := rstDirective.FindStringSubmatch(rest); m != nil {
		r.directive(strings.ToLower(m[1]), m[2], p, i, end)
	}
	return end - i
}

// target notes the anchor that a name is of a place, or where links of that name lead.
func (r *rstReader) target(name, place string, line int) {
	if place == "" {
		r.places = append(r.places, rstID(name), rstName(name))
		return
	}
	before := r.refs
	r.link(place, line)
	r.refs = before // it belongs to the text that uses it
}

// rstMeanings are what a page shows of directives, by their names. Of others it shows nothing that we read: includes,
// raw mark-up, pictures, formulas, tables of contents.
func rstMeaning(name string) string {
	switch name {
	case "note", "warning", "tip", "important", "caution", "danger", "attention", "hint", "error", "seealso",
		"epigraph", "highlights", "pull-quote", "compound", "glossary", "centered", "line-block",
		"admonition", "topic", "sidebar", "rubric", "dropdown", "tab", "tab-item", "card", "grid-item-card", "collapse":
		return "text" // what follows the name, and what stands below
	case "container", "class", "rst-class", "figure", "tabs", "tab-set", "grid":
		return "body" // what stands below
	case "versionadded", "versionchanged", "deprecated":
		return "version"
	case "code", "code-block", "sourcecode", "parsed-literal", "prompt":
		return "code"
	case "list-table", "csv-table", "table":
		return "table"
	}
	return ""
}

// directive reads a directive, which goes on to the line before end.
func (r *rstReader) directive(name, argument string, p rstPart, i, end int) {
	body := p.from(i+1, end)
	options := map[string]string{}
	for len(body.lines) > 0 {
		m := rstOption.FindStringSubmatch(body.lines[0])
		if m == nil {
			break
		}
		options[m[1]] = m[2]
		body.lines, body.line = body.lines[1:], body.line+1
	}
	line := p.line + i
	switch rstMeaning(name) {
	case "text":
		r.apart(func() {
			r.paragraphBefore(argument, &body, line)
			r.body(body)
		})
	case "version":
		words := map[string]string{"versionadded": "Added in version ", "versionchanged": "Changed in version ", "deprecated": "Deprecated since version "}
		version, rest, _ := strings.Cut(argument, " ")
		r.apart(func() {
			r.paragraphBefore(words[name]+version+": "+rest, &body, line)
			r.body(body)
		})
	case "body":
		r.apart(func() { r.body(body) })
	case "code":
		if !drawing(argument) {
			r.apart(func() { r.paragraph(r.inline(options["caption"], line), line) })
			r.addCode(body.lines, body.line)
		}
	case "table":
		r.tableDirective(name, argument, options, body)
	default:
		r.tree = r.tree || name == "toctree"
		if name == "image" || name == "figure" {
			r.link(argument, line)
			r.link(options["target"], line)
			r.refs = nil
		}
	}
}

// paragraphBefore reads text with the lines that go on with it at the start of a body, which it takes away.
func (r *rstReader) paragraphBefore(text string, body *rstPart, line int) {
	if text == "" {
		return
	}
	end := slices.IndexFunc(body.lines, isBlank)
	if end < 0 {
		end = len(body.lines)
	}
	lines := append([]string{text}, body.lines[:end]...)
	body.lines, body.line = body.lines[end:], body.line+end
	r.labelled(lines, line)
}

// fields reads a list of fields. Below the title they are what the page says of itself.
func (r *rstReader) fields(p rstPart, i int) int {
	top := p.nested == 0 && (len(r.blocks) == 0 || len(r.blocks) == 1 && r.blocks[0].Kind == Heading)
	at := i
	for at < len(p.lines) {
		m := rstField.FindStringSubmatch(p.lines[at])
		if m == nil {
			break
		}
		end := max(at+1, p.indentedEnd(at+1))
		body := p.hanging(at, end, len(m[0]))
		if name := rstUnescape(m[1]); !top || !r.docinfo(name, body) {
			r.apart(func() {
				r.paragraphBefore(name+": "+strings.TrimSpace(body.lines[0]), &rstPart{lines: body.lines[1:], line: body.line + 1, nested: body.nested}, body.line)
			})
		}
		for at = end; at < len(p.lines) && isBlank(p.lines[at]); at++ {
		}
	}
	return at - i
}

// proposalLine matches a line of the head that some proposals have instead of fields, as a mail has one: "Status: Draft".
var proposalLine = regexp.MustCompile(`^[A-Z][A-Za-z-]*:(?: .*)?$`)

// asFields makes fields of the head that a page begins with, if it has a title and a status.
func asFields(lines []string) {
	end, title, status := 0, false, false
	for end < len(lines) && (proposalLine.MatchString(lines[end]) || end > 0 && strings.HasPrefix(lines[end], " ") && !isBlank(lines[end])) {
		title = title || strings.HasPrefix(lines[end], "Title: ")
		status = status || strings.HasPrefix(lines[end], "Status: ")
		end++
	}
	if !title || !status || end < len(lines) && !isBlank(lines[end]) {
		return
	}
	for i, line := range lines[:end] {
		if line[0] != ' ' {
			lines[i] = ":" + line
		}
	}
}

// series matches the name of a field with the number that a page has in a series: "PEP".
var series = regexp.MustCompile(`^\p{Lu}{2,6}$`)

// rcsKeyword matches what version control writes into a field: a date, or a number.
var rcsKeyword = regexp.MustCompile(`^\$\w+: *(.*?) *\$$`)

// docinfo takes a field for front matter, and reports whether it is any: what a record says of others stays text.
func (r *rstReader) docinfo(name string, body rstPart) bool {
	key := strings.ReplaceAll(strings.ToLower(name), " ", "-")
	switch key {
	case "title", "id", "source", "publisher", "author", "authors", "date", "options", "kind", "status", "stage",
		"deciders", "decision-makers", "decision-maker", "created", "updated", "modified", "last-updated", "last-modified",
		"organization", "contact", "address", "version", "revision", "copyright", "orphan", "tocdepth", "nosearch", "tags":
	default:
		if !series.MatchString(name) {
			return false
		}
	}
	var list []string
	for text := range strings.SplitSeq(strings.Join(body.lines, "\n"), "\n- ") {
		text = strings.TrimPrefix(strings.TrimSpace(text), "- ")
		if m := rcsKeyword.FindStringSubmatch(text); m != nil {
			text, _, _ = strings.Cut(m[1], " ") // the day, without the time
		}
		if text = plain.OneLine(r.inline(text, body.line)); text != "" {
			list = append(list, strings.TrimSuffix(text, ";"))
		}
	}
	r.refs = nil
	r.head.set(strings.ReplaceAll(key, "last-", "last_"), list, body.line)
	return true
}

// tableDirective reads a table with a title that is written as a list, as values with commas, or as tables are.
func (r *rstReader) tableDirective(name, title string, options map[string]string, body rstPart) {
	if title != "" {
		r.apart(func() { r.paragraph(r.inline(title, body.line-1), body.line-1) })
	}
	rows := 0
	if n := options["header-rows"]; n != "" && n != "0" {
		rows = 1
	}
	switch name {
	case "table":
		r.apart(func() { r.body(body) })
	case "csv-table":
		r.csvTable(body, options["header"], rows)
	case "list-table":
		r.addRows(r.listTable(body), rows)
	}
}

func (r *rstReader) csvTable(body rstPart, header string, names int) {
	text := strings.Join(body.lines, "\n")
	if header != "" {
		text, names = header+"\n"+text, names+1
	}
	r.addRows(r.separated(text, ',', body.line, r.inline), names)
}

// listTable reads a list with an item for each row, which holds a list with an item for each cell.
func (r *rstReader) listTable(body rstPart) []tableRow {
	var rows []tableRow
	for _, item := range body.items() {
		row := tableRow{line: item.line}
		for _, cell := range item.items() {
			row.cells = append(row.cells, r.flat(func() { r.body(cell) }))
		}
		row.refs, r.refs = r.refs, nil
		rows = append(rows, row)
	}
	return rows
}

// items returns what the items of a list hold.
func (p rstPart) items() []rstPart {
	var all []rstPart
	for i := 0; i < len(p.lines); {
		mark := rstBullet.FindString(p.lines[i])
		if mark == "" {
			i++
			continue
		}
		end := max(i+1, p.indentedEnd(i+1))
		all = append(all, p.hanging(i, end, len(mark)))
		i = end
	}
	return all
}
