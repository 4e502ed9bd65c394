package markup

import (
	"cmp"
	"regexp"
	"strings"

	"github.com/stackpick/stackpick/knowledge/dates"
	"github.com/stackpick/stackpick/knowledge/plain"
)

// adocSwitch matches lines that show those up to the next endif only where an attribute is set.
var adocSwitch = regexp.MustCompile(`^(ifdef|ifndef|ifeval|endif)::([^\s\[]*)\[(.*)\]$`)

// adocLines returns the lines of a page as it is laid out on GitHub: without comments, without includes, and without what
// depends on attributes that are not set. line is the number of the first.
func adocLines(source []string, line int) []adocLine {
	p := adocPreparer{set: map[string]bool{"env-github": true, "asciidoctor": true, "backend-html5": true, "basebackend-html": true, "": false}}
	lines := make([]adocLine, 0, len(source))
	for i, text := range source {
		if text, ok := p.prepare(strings.TrimRight(text, " ")); ok {
			lines = append(lines, adocLine{text: text, at: line + i})
		}
	}
	return lines
}

// An adocPreparer takes lines out of a page.
type adocPreparer struct {
	set      map[string]bool // attributes
	shown    []bool          // whether what stands between the switches that are open is shown, by switch
	verbatim string          // the mark that the block of code or the comment ends with in which the lines stand, or ""
}

// prepare returns a line as it is read, and reports whether it is.
func (p *adocPreparer) prepare(line string) (string, bool) {
	if m := adocSwitch.FindStringSubmatch(line); m != nil {
		return p.switched(m[1], m[2], m[3])
	}
	if n := len(p.shown); n > 0 && !p.shown[n-1] {
		return "", false
	}
	mark := adocDelimiter(line)
	switch {
	case p.verbatim != "":
		comment := p.verbatim[0] == '/'
		if mark == p.verbatim {
			p.verbatim = ""
		}
		return line, !comment && !strings.HasPrefix(line, "include::")
	case mark != "" && strings.Contains("-.+/`", mark[:1]) && mark != "--":
		p.verbatim = mark
		return line, mark[0] != '/'
	case strings.HasPrefix(line, "//"), strings.HasPrefix(line, "include::"):
		return "", false
	}
	if m := adocEntry.FindStringSubmatch(line); m != nil {
		p.set[m[2]] = m[1]+m[3] == ""
	}
	return line, true
}

// switched opens or closes a switch. A switch with text in it is that text where it is on.
func (p *adocPreparer) switched(kind, names, text string) (string, bool) {
	outer := len(p.shown) == 0 || p.shown[len(p.shown)-1]
	if kind == "endif" {
		p.shown = p.shown[:max(0, len(p.shown)-1)]
		return "", false
	}
	on := outer && kind != "ifeval" && p.on(names) == (kind == "ifdef")
	if text != "" && kind != "ifeval" {
		return text, on && p.verbatim == ""
	}
	p.shown = append(p.shown, on)
	return "", false
}

// on reports whether one of the attributes between commas, or all of those between plus signs, are set.
func (p *adocPreparer) on(names string) bool {
	if strings.Contains(names, "+") {
		for name := range strings.SplitSeq(names, "+") {
			if !p.set[name] {
				return false
			}
		}
		return true
	}
	for name := range strings.SplitSeq(names, ",") {
		if p.set[name] {
			return true
		}
	}
	return false
}

// titled notes the headings of sections by the IDs that links may name.
func (r *adocReader) titled(lines []adocLine) {
	marks := strings.NewReplacer("*", "", "_", "", "`", "", "+", "")
	ids := Anchors{}
	own, code := "", ""
	for _, l := range lines {
		mark := adocDelimiter(l.text)
		switch {
		case code != "":
			if mark == code {
				code = ""
			}
			continue
		case mark != "" && strings.Contains("-.+`", mark[:1]) && mark != "--":
			code = mark
			continue
		}
		if m := adocAbove.FindStringSubmatch(l.text); m != nil {
			if own = m[1]; own == "" && strings.HasPrefix(m[2], "#") {
				own = strings.TrimPrefix(adocShorthand.FindString(m[2]), "#")
			}
		} else if m := adocHeading.FindStringSubmatch(l.text); m != nil {
			slug := ids.Unique(GitHubSlug(marks.Replace(m[2])))
			for _, id := range []string{own, slug, "_" + strings.ReplaceAll(slug, "-", "_")} {
				if id != "" && r.titles[id] == "" {
					r.titles[id] = m[2]
				}
			}
			own = ""
		}
	}
}

// header reads the title of the page with what stands below it, and returns how many lines it has.
func (r *adocReader) header(lines []adocLine) int {
	i := 0
	for i < len(lines) && (lines[i].text == "" || adocEntry.MatchString(lines[i].text) || adocAbove.MatchString(lines[i].text)) {
		n, _ := r.construct(lines[i:], 0)
		i += n
	}
	if i == len(lines) {
		return i
	}
	m := adocHeading.FindStringSubmatch(lines[i].text)
	if m == nil || len(m[1]) != 1 {
		return i
	}
	title, at := m[2], lines[i].at
	r.next = adocStyle{}
	for i++; i < len(lines) && lines[i].text != ""; {
		if adocEntry.MatchString(lines[i].text) {
			n, _ := r.construct(lines[i:], 0)
			i += n
			continue
		}
		if !r.titleLine(lines[i].text) {
			break
		}
		i++
	}
	r.heading(1, title, at) // which may hold attributes from below it
	return i
}

// adocAuthor matches the name of an author with an address.
var adocAuthor = regexp.MustCompile(`^(\p{L}[\p{L}\p{M}\p{N}_'’.-]*(?: [\p{L}\p{N}_'’.-]+){0,3})(?: +<([^<>]*)>)?$`)

// titleLine reads the line on authors below a title, or the one on the revision below that, and reports whether it is.
func (r *adocReader) titleLine(line string) bool {
	if r.author == "" {
		var names []string
		for author := range strings.SplitSeq(line, ";") {
			m := adocAuthor.FindStringSubmatch(strings.TrimSpace(author))
			if m == nil {
				return false
			}
			names = append(names, strings.ReplaceAll(m[1], "_", " "))
		}
		r.author = strings.Join(names, ", ")
		return true
	}
	revision, _, _ := strings.Cut(line, ": ")
	r.date = cmp.Or(r.date, dates.In(revision))
	return true
}

// adocValue returns the value of an attribute, which may go on in the next lines, and how many lines it has.
func adocValue(lines []adocLine, value string) (string, int) {
	n := 1
	for strings.HasSuffix(value, ` \`) && n < len(lines) {
		value = strings.TrimSuffix(value, ` \`) + " " + strings.TrimSpace(lines[n].text)
		n++
	}
	return value, n
}

// adocPrefix matches what records put before the names of attributes that are theirs.
var adocPrefix = regexp.MustCompile(`^(?:adr|decision|record|rfc|page)[-_]`)

// setAttribute sets an attribute of the page or takes it away. What a page says of itself becomes front matter, which
// outranks it.
func (r *adocReader) setAttribute(name, value string, set bool, at int) {
	name = strings.ToLower(name)
	if !set {
		delete(r.attributes, name)
		return
	}
	r.attributes[name] = value
	value = plain.OneLine(r.inline(value, at))
	r.refs = nil
	if value == "" {
		return
	}
	switch key := strings.ReplaceAll(adocPrefix.ReplaceAllString(name, ""), "_", "-"); key {
	case "author", "authors":
		r.author = value
	case "date", "revdate":
		r.date = cmp.Or(r.date, value)
	case "status", "stage", "deciders", "decision-makers", "decision-maker", "created", "updated", "modified",
		"supersedes", "superseded-by", "replaces", "replaced-by", "ring":
		if r.head.Field(key) == "" {
			r.head.set(key, []string{value}, at)
		}
	}
}
