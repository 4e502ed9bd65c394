package knowledge

import (
	"cmp"
	"net/url"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge/dates"
	"github.com/stackpick/stackpick/knowledge/plain"
)

// recordLinks are what a record has to do with others.
type recordLinks struct {
	supersedes, supersededBy []string // IDs of documents
	amendedBy                []string
	date                     string // when it was decided, where that of other records tells the day from the month; else ""
	replaced                 string // what the record that replaces this one is called, where this one does not say so
	findings                 []Problem
}

func (l *recordLinks) equal(other recordLinks) bool {
	return slices.Equal(l.supersedes, other.supersedes) && slices.Equal(l.supersededBy, other.supersededBy) && slices.Equal(l.amendedBy, other.amendedBy) &&
		l.date == other.date && l.replaced == other.replaced && slices.Equal(l.findings, other.findings)
}

// apply tells a document that is a record of its links. Its Record becomes one of its own.
func (l *recordLinks) apply(d *Document) {
	if d.Record == nil {
		return
	}
	r := *d.Record
	r.Supersedes, r.SupersededBy, r.AmendedBy = l.supersedes, l.supersededBy, l.amendedBy
	d.findings = slices.Concat(d.findings, l.findings)
	if l.replaced != "" {
		r.Status = StatusSuperseded
	}
	if r.Status == StatusSuperseded && len(r.SupersededBy) == 0 && !slices.ContainsFunc(r.refs, func(ref recordRef) bool { return ref.by && !ref.amends }) {
		d.findings = append(d.findings, Problem{Line: r.line, Message: "is superseded but does not say by what: write `Superseded by ADR-0012` with a link"})
	}
	d.Record = &r
	d.Date = cmp.Or(l.date, d.Date)
	for i := range d.Passages {
		d.Passages[i].Date = d.Date
	}
}

// linkRecords resolves what records say of each other to documents: by the file that a link leads to, by number
// within the folder of its file, by title. A record that another supersedes is superseded, whatever its own status says.
func linkRecords(documents []*reading) map[*reading]recordLinks {
	g := recordGraph{byID: map[string]*reading{}, byNumber: map[numberPlace]*reading{}, byName: map[namePlace]*reading{}, byCode: map[string]*reading{}, byTitle: map[string]*reading{}, byFile: map[string]*reading{}, links: map[*reading]recordLinks{}}
	var records []*reading
	for _, d := range documents {
		if d.document.Record != nil {
			records = append(records, d)
		}
	}
	if len(records) == 0 {
		return nil
	}
	for _, d := range documents {
		g.byID[d.document.ID] = d
	}
	for _, d := range records {
		r, at := d.document.Record, d.document.numberPlace()
		if at.number >= 0 && g.byNumber[at] == nil {
			g.byNumber[at] = d
		}
		if name := (namePlace{at.place, codeOf(r.Name)}); name.name != "" && g.byName[name] == nil {
			g.byName[name] = d
		}
		if code := codeOf(r.Name); code != "" && !r.logged {
			if _, twice := g.byCode[code]; twice {
				d = nil
			}
			g.byCode[code] = d
		}
	}
	for _, d := range records {
		g.byTitle[plain.Folded(d.document.Record.Subject)] = d
		file := path.Base(d.document.name)
		if _, twice := g.byFile[file]; twice || inEveryFolder(withoutExtension(file)) {
			d = nil
		}
		g.byFile[file] = d
	}
	for _, d := range records {
		g.link(d)
	}
	g.dateRecords(records)
	return g.links
}

// dateRecords tells the day from the month in the dates of records by those of the others in their folder.
func (g *recordGraph) dateRecords(records []*reading) {
	written := map[string][]string{}
	for _, d := range records {
		folder := filepath.Dir(d.document.File)
		written[folder] = append(written[folder], d.document.Record.dated)
	}
	for _, d := range records {
		if !dates.IsNumeric(d.document.Date) {
			continue
		}
		l := g.links[d]
		l.date = dates.Beside(d.document.Date, dates.OrderOf(written[filepath.Dir(d.document.File)]))
		g.links[d] = l
	}
}

// A numberPlace is where a record's number counts: in the folder of its file, whichever of the opened folders holds
// it; of an entry of a log, in the file.
type numberPlace struct {
	place  string
	number int
}

// A namePlace is where the code counts by which records of a log are called.
type namePlace struct{ place, name string }

func (d *Document) numberPlace() numberPlace {
	if d.Record.logged {
		return numberPlace{d.File, d.Record.Number}
	}
	return numberPlace{filepath.Dir(d.File), d.Record.Number}
}

var recordCode = regexp.MustCompile(`\b(\p{Lu}{1,6})[-_ #]?0*(\d{1,5}[a-z]?)\b`)

// codeOf returns the first code in text by which a record may be called, "D12" of "D-012", or "".
func codeOf(text string) string {
	m := recordCode.FindStringSubmatch(text)
	if m == nil {
		return ""
	}
	return m[1] + m[2]
}

// A recordGraph finds records by what people call them.
type recordGraph struct {
	byID     map[string]*reading
	byNumber map[numberPlace]*reading
	byName   map[namePlace]*reading
	byCode   map[string]*reading // of records that are no entries of logs; nil where several are called so
	byTitle  map[string]*reading
	byFile   map[string]*reading // by the name of its file in whatever folder; nil where several are named so
	links    map[*reading]recordLinks
}

func (g *recordGraph) link(d *reading) {
	r := d.document.Record
	for _, ref := range r.refs {
		other := g.find(&d.document, ref)
		if other == nil {
			l := g.links[d]
			l.findings = append(l.findings, danglingRef(ref))
			g.links[d] = l
			continue
		}
		if other == d || other.document.Record == nil {
			continue
		}
		before, after := other, d
		if ref.by {
			before, after = d, other
		}
		if ref.amends {
			l := g.links[before]
			l.amendedBy = appendFew(l.amendedBy, after.document.ID)
			g.links[before] = l
			continue
		}
		g.replace(before, after, ref.by)
	}
}

// replace notes that one record supersedes another; said is whether that one says so itself.
func (g *recordGraph) replace(before, after *reading, said bool) {
	b, a := g.links[before], g.links[after]
	told := len(b.supersededBy) < maxRefs
	b.supersededBy = appendFew(b.supersededBy, after.document.ID)
	a.supersedes = appendFew(a.supersedes, before.document.ID)
	if r, by := before.document.Record, after.document.Record; told && !said && r.Holds() && !r.Partly && by.Holds() && !r.namesSuccessor(by) {
		b.replaced = by.called()
		b.findings = append(b.findings, staleStatus(r, by))
	}
	g.links[before], g.links[after] = b, a
}

// appendFew adds a record to those that another has to do with, the first maxRefs of them, each once.
func appendFew(list []string, id string) []string {
	if len(list) == maxRefs {
		return list
	}
	return appendNew(list, id)
}

// namesSuccessor reports whether a record itself says that the other supersedes it.
func (r *Record) namesSuccessor(other *Record) bool {
	return slices.ContainsFunc(r.refs, func(ref recordRef) bool {
		return ref.by && !ref.amends && ref.number >= 0 && ref.number == other.Number
	})
}

// find returns the record or document that a reference names, nil for none.
func (g *recordGraph) find(d *Document, ref recordRef) *reading {
	folder := path.Dir(d.name)
	for _, link := range ref.links {
		if target, ok := linkedFile(folder, link); ok && g.byID[target] != nil {
			return g.byID[target]
		}
	}
	if other := g.byName[namePlace{d.numberPlace().place, codeOf(ref.code)}]; other != nil {
		return other
	}
	if other := g.byCode[codeOf(ref.code)]; other != nil && !isADR(ref.code) {
		return other // a series may have its records in several folders
	}
	for _, named := range append(ref.links[:len(ref.links):len(ref.links)], ref.text) {
		if other := g.byFile[path.Base(strings.TrimRight(strings.TrimSpace(named), "."))]; other != nil {
			return other // it was moved: "Superseded by 0028-use-go.md", which is in the folder above
		}
	}
	if ref.number >= 0 {
		if other := g.byNumber[numberPlace{d.numberPlace().place, ref.number}]; other != nil {
			return other
		}
	}
	if other := g.byTitle[plain.Folded(ref.text)]; other != nil {
		return other
	}
	return g.byID[documentID(path.Join(folder, strings.TrimSpace(ref.text)))]
}

// isADR reports whether a code is one of those that count in each folder by themselves.
func isADR(code string) bool { return strings.Contains(strings.ToUpper(code), "ADR") }

// linkedFile returns the ID of the document that a relative link in a folder leads to.
func linkedFile(folder, link string) (string, bool) {
	u, err := url.Parse(link)
	if err != nil || u.IsAbs() || u.Path == "" {
		return "", false
	}
	target := path.Join(folder, u.Path)
	if strings.HasPrefix(u.Path, "/") {
		target = strings.TrimPrefix(u.Path, "/")
	}
	return documentID(target), true
}

// Successors returns the records in force that a record was replaced by, following chains of replacements; the ones in
// between are not among them. A record that is not replaced has none. Chains that bite their tail end where they meet.
func (l *Library) Successors(d *Document) []*Document {
	var last []*Document
	seen := map[string]bool{d.ID: true}
	next := []*Document{d}
	for len(next) > 0 {
		current := next[0]
		next = next[1:]
		for _, id := range current.Record.SupersededBy {
			s, ok := l.Document(id)
			if !ok || s.Record == nil || seen[id] {
				continue
			}
			seen[id] = true
			if s.Record.Status == StatusSuperseded && len(s.Record.SupersededBy) > 0 {
				next = append(next, s)
			} else {
				last = append(last, s)
			}
		}
	}
	return last
}

// Document returns the document with that ID, and whether there is one.
func (l *Library) Document(id string) (*Document, bool) {
	for i := range l.Documents {
		if l.Documents[i].ID == id {
			return &l.Documents[i], true
		}
	}
	return nil, false
}
