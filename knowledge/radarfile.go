package knowledge

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/stackpick/stackpick/knowledge/markup"
	"github.com/stackpick/stackpick/knowledge/plain"
)

// anyFile matches names that tell nothing of what a file holds.
var anyFile = regexp.MustCompile(`(?i)^(?:config|data|entries|index|blips|items|(?:tech[-_]?)?radar(?:[-_]?(?:data|items|entries))?)$`)

// readRadarFile reads a radar that is a table or JSON. Any other such file is errNoRadar.
func readRadarFile(f foundFile, format markup.Format) (article, error) {
	if !mayBeRadar(f.data[:min(len(f.data), markup.MaxFile)], format) {
		return article{}, errNoRadar
	}
	text, err := markup.Decode(f.data, false)
	if err != nil {
		return article{}, errNoRadar
	}
	text = plain.Lines(text)
	title, date := withoutExtension(path.Base(f.name)), dateOfPath(f.name)
	if anyFile.MatchString(title) {
		title = "Technology radar"
	}
	if format == markup.CSV {
		entries, err := readRadarCSV(text)
		if err != nil {
			return article{}, err
		}
		return radarArticle(title, date, entries)
	}
	data := []byte(text)
	switch format {
	case markup.YAML:
		if data, err = jsonOfYAML(data); err != nil {
			return article{}, err
		}
	case markup.Script:
		if data = programRadar(text); data == nil {
			return article{}, errNoRadar
		}
	}
	a, err := readRadarJSON(f, data, title, date)
	if errors.Is(err, errNoRadar) && format != markup.Script {
		if data = groupedRadar(data); data != nil {
			return readRadarJSON(f, data, title, date)
		}
	}
	return a, err
}

// programRing matches where a program gives a ring, and ringWord the ring that all radars have.
var (
	programRing = regexp.MustCompile(`(?i)\bring_?(?:id)?["']?\s*:`)
	ringWord    = regexp.MustCompile(`(?i)\badopt\b`)
)

// mayBeRadar reports whether a file of data is looked at: most are no radar, and some are large.
func mayBeRadar(data []byte, format markup.Format) bool {
	switch format {
	case markup.YAML:
		return yamlRing.Match(data) || ringWord.Match(data)
	case markup.Script:
		return programRing.Match(data) || ringWord.Match(data)
	}
	return bytes.Contains(bytes.ToLower(data), []byte("ring")) || ringWord.Match(data)
}

// readRadarJSON reads a radar that is JSON, or was made JSON.
func readRadarJSON(f foundFile, data []byte, title, date string) (article, error) {
	var file, page radarJSON
	if f.page != nil && json.Unmarshal(f.page, &page) == nil {
		file.Quadrants, file.Rings = page.Quadrants, page.Rings
	}
	if err := file.read(data); err != nil {
		return article{}, err
	}
	if file.single {
		title = cmp.Or(string(file.Name), string(file.Title), title)
		file.Title, file.Entries[0].Quadrant = "", cmp.Or(file.Entries[0].Quadrant, file.Entries[0].Segment, loose(folderOf(f.name)))
	}
	return radarArticle(cmp.Or(string(file.Title), title), cmp.Or(dateOfName(string(file.Date)), date), file.entries())
}

// readRadarCSV reads a table with a column "name" and a column "ring", as "Build your own radar" takes it: name, ring,
// quadrant, isNew, description. Columns may be parted by commas, semicolons or tabs.
func readRadarCSV(text string) ([]rawBlip, error) {
	remarks := 0
	for strings.HasPrefix(text, "#") { // above the head
		_, text, _ = strings.Cut(text, "\n")
		remarks++
	}
	r := csv.NewReader(strings.NewReader(text))
	r.LazyQuotes, r.FieldsPerRecord, r.TrimLeadingSpace = true, -1, true
	head, _, _ := strings.Cut(text, "\n")
	for _, comma := range []rune{';', '\t'} {
		if strings.ContainsRune(head, comma) && !strings.Contains(head, ",") {
			r.Comma = comma
		}
	}
	var columns radarColumns
	var entries []rawBlip
	for {
		fields, err := r.Read()
		switch {
		case errors.Is(err, io.EOF):
			return entries, nil
		case err != nil:
			return nil, errNoRadar
		case columns == nil:
			if columns = radarHead(fields); columns == nil {
				return nil, errNoRadar
			}
		default:
			line, _ := r.FieldPos(0)
			entries = append(entries, columns.entry(fields, line+remarks))
		}
	}
}

// radarColumns are the columns of a table by their names in lower case, from 0.
type radarColumns map[string]int

// radarHead reads the head of a table; nil is none of a radar.
func radarHead(fields []string) radarColumns {
	columns := radarColumns{}
	for i, name := range fields {
		columns[strings.ToLower(strings.TrimSpace(name))] = i
	}
	if _, ok := columns["ring"]; !ok || columns.of(fields, nameColumns()...) == "" {
		return nil
	}
	return columns
}

func nameColumns() []string { return []string{"name", "title", "technology", "blip", "label"} }

// of returns the first of the named columns of a line that holds anything.
func (c radarColumns) of(fields []string, names ...string) string {
	for _, name := range names {
		if i, ok := c[name]; ok && i < len(fields) && strings.TrimSpace(fields[i]) != "" {
			return fields[i]
		}
	}
	return ""
}

func (c radarColumns) entry(fields []string, line int) rawBlip {
	e := rawBlip{
		name: c.of(fields, nameColumns()...), ring: c.of(fields, "ring"), quadrant: plainQuadrant(c.of(fields, "quadrant", "segment", "category")),
		date: dateOfName(c.of(fields, "date", "release", "volume", "updated", "last updated")),
		text: c.of(fields, "description", "comment", "notes"), line: line,
		fresh: marksNew(c.of(fields, "isnew", "status", "moved", "movement")),
	}
	before := c.of(fields, "prev_ring", "previous_ring", "previous ring", "previousring", "prevring", "old ring", "old_ring", "last ring", "from")
	if _, known := ringStance(before); known && !strings.EqualFold(ringName(before), ringName(e.ring)) {
		e.moves, e.fresh = []rawMove{{ring: before}}, true
	}
	e.fresh = e.fresh || marksNew(before)
	return e
}

// radarJSON is a radar in any of the forms that radar programs read: Thoughtworks' list of entries, Backstage's entries
// with a timeline, Zalando's with rings by number, AOE's items with revisions.
type radarJSON struct {
	Title, Date           loose
	Quadrants, Segments   []namedJSON // read puts both into Quadrants
	Rings                 []namedJSON
	Entries, Items, Blips []blipJSON
	Technologies          []blipJSON

	Name   loose
	single bool // it is one entry
}

type namedJSON struct{ ID, Name, Title loose }

type blipJSON struct {
	Name, Title, Label, LabelLong, Key loose
	Ring, RingID                       loose
	Quadrant, Segment, SectionID       loose
	Description, Body, Rationale       loose
	Date, Release                      loose
	IsNew, Moved                       loose
	Active                             *loose
	Timeline, Revisions, Blip          []moveJSON
}

type moveJSON struct{ Ring, RingID, Date, Release, Description, Body loose }

// loose is text, a number or a truth value; of anything else it is "".
type loose string

// UnmarshalJSON takes what can be written as text.
func (l *loose) UnmarshalJSON(data []byte) error {
	var text string
	if json.Unmarshal(data, &text) == nil {
		*l = loose(text)
	} else if len(data) > 0 && data[0] != '{' && data[0] != '[' && string(data) != "null" {
		*l = loose(data)
	}
	return nil
}

func (f *radarJSON) read(data []byte) error {
	data = bytes.TrimSpace(data)
	var err error
	if len(data) > 0 && data[0] == '[' {
		err = json.Unmarshal(data, &f.Entries)
	} else {
		err = json.Unmarshal(data, f)
	}
	if err != nil {
		return errNoRadar
	}
	entries := len(f.Entries) + len(f.Items) + len(f.Blips) + len(f.Technologies)
	if entries == 0 && len(data) > 0 && data[0] == '{' {
		f.Entries = make([]blipJSON, 1)
		if err := json.Unmarshal(data, &f.Entries[0]); err != nil {
			return errNoRadar
		}
		f.single = true
	}
	if entries > 0 && len(f.Quadrants)+len(f.Segments)+len(f.Rings) > maxNamed {
		return fmt.Errorf("names more than %d quadrants and rings: a radar has a few of each", maxNamed)
	}
	f.Quadrants = slices.Concat(f.Quadrants, f.Segments)
	dropLongNames(f.Quadrants)
	dropLongNames(f.Rings)
	if len(f.Rings) == 0 { // Zalando's file numbers the rings, and its page names them
		f.Rings = []namedJSON{{Name: "Adopt"}, {Name: "Trial"}, {Name: "Assess"}, {Name: "Hold"}}
	}
	return nil
}

// dropLongNames takes away names that would be copied for each entry and are none.
func dropLongNames(list []namedJSON) {
	for i := range list {
		for _, name := range []*loose{&list[i].Name, &list[i].Title} {
			if len(*name) > markup.MaxProperty {
				*name = ""
			}
		}
	}
}

func (f *radarJSON) entries() []rawBlip {
	var all []rawBlip
	for _, list := range [][]blipJSON{f.Entries, f.Items, f.Blips, f.Technologies} {
		for _, b := range list {
			if b.Active != nil && strings.EqualFold(string(*b.Active), "false") {
				continue
			}
			all = append(all, f.entry(b))
		}
	}
	return all
}

func (f *radarJSON) entry(b blipJSON) rawBlip {
	e := rawBlip{
		name:     cmp.Or(string(b.Name), string(b.Title), string(b.Label), string(b.LabelLong), string(b.Key)),
		ring:     nameIn(f.Rings, cmp.Or(string(b.Ring), string(b.RingID))),
		quadrant: plainQuadrant(f.quadrant(b)),
		date:     dateOfName(cmp.Or(string(b.Date), string(b.Release))),
		text:     strings.TrimSpace(cmp.Or(string(b.Description), string(b.Body)) + "\n\n" + string(b.Rationale)),
		fresh:    marksNew(string(b.IsNew)) || marksNew(string(b.Moved)),
	}
	if b.Title != "" && len(b.Revisions) > 0 { // AOE's name is a slug
		e.name = string(b.Title)
	}
	for _, list := range [][]moveJSON{b.Timeline, b.Revisions, b.Blip} {
		for _, m := range list {
			e.moves = append(e.moves, rawMove{
				ring: nameIn(f.Rings, cmp.Or(string(m.Ring), string(m.RingID))),
				date: dateOfName(cmp.Or(string(m.Date), string(m.Release))), text: cmp.Or(string(m.Description), string(m.Body)),
			})
		}
	}
	if e.ring == "" && len(e.moves) > 0 {
		newest := 0
		for i, m := range e.moves {
			if m.date > e.moves[newest].date {
				newest = i
			}
		}
		e.ring, e.date = e.moves[newest].ring, e.moves[newest].date
		e.text = cmp.Or(e.text, e.moves[newest].text)
		e.moves = append(e.moves[:newest:newest], e.moves[newest+1:]...)
	}
	return e
}

// quadrant names the quadrant of an entry; a number that nothing names is no name.
func (f *radarJSON) quadrant(b blipJSON) string {
	name := nameIn(f.Quadrants, cmp.Or(string(b.Quadrant), string(b.Segment), string(b.SectionID)))
	if isNumber(name) {
		return ""
	}
	return name
}

// nameIn returns what a ring or quadrant is called that an entry names by its ID or by its number, counted from 0.
func nameIn(list []namedJSON, id string) string {
	for _, n := range list {
		if string(n.ID) == id && id != "" {
			return cmp.Or(string(n.Name), string(n.Title), id)
		}
	}
	if i, err := strconv.Atoi(id); err == nil && i >= 0 && i < len(list) && list[i].ID == "" {
		return cmp.Or(string(list[i].Name), string(list[i].Title), id)
	}
	return id
}

// lintRadar finds rings that mean nothing to us.
func (d *Document) lintRadar() []Problem {
	var found []Problem
	unknown := map[string]bool{}
	for _, b := range d.Blips {
		if _, ok := ringStance(b.Ring); !ok && !unknown[b.Ring] {
			unknown[b.Ring] = true
			found = append(found, Problem{Line: b.line, Message: fmt.Sprintf("ring %q of %q is unknown and says nothing for or against: use Adopt, Trial, Assess or Hold", shortened(b.Ring), shortened(b.Name))})
		}
	}
	return found
}
