package knowledge

import (
	"cmp"
	"errors"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/stackpick/stackpick/knowledge/dates"
	"github.com/stackpick/stackpick/knowledge/markup"
	"github.com/stackpick/stackpick/knowledge/plain"
)

// A Blip is the place of one technology on a technology radar at one time. A radar is what Thoughtworks publishes
// twice a year (https://www.thoughtworks.com/radar) and many teams keep for themselves.
type Blip struct {
	Name     string // as the radar writes it
	Option   string // as the vocabulary names it
	Ring     string // as the radar writes it, capitalised: "Adopt", "Hold"
	Stance   Stance // what the ring means for the option
	Quadrant string // may be ""
	Tags     string // what else it belongs to, with commas: "frontend, security"; may be ""
	Date     string // of the volume or of the move: "2025-04", "2024-07-10"; may be ""
	Passage  string // the ID of the passage that says so
	Current  bool   // no later volume of the same radar speaks of it
	New      bool   // the radar marks it as new or moved
	History  string // tells the places of one entry of one radar from those of others

	edition string // orders the volumes of a radar
	page    bool   // it has a file to itself in each volume, which tells what it is whatever it is called there
	line    int
}

// Limits on a radar. The largest that we know, 34 volumes of Thoughtworks', has about 130 blips a volume.
const (
	maxBlips    = 2000  // of one file
	maxNamed    = 1000  // quadrants and rings of one file
	maxMoves    = 100   // of one blip
	maxBlipText = 20000 // bytes of one description
)

// errNoRadar says of a table or of JSON that it is no radar, which is no fault: a folder holds many such files.
var errNoRadar = errors.New("is no technology radar: a radar has a name and a ring for each entry")

// A rawBlip is an entry of a radar's file.
type rawBlip struct {
	name, ring, quadrant, date, text string
	moves                            []rawMove // where it stood before, in any order
	fresh                            bool      // it is marked as new or moved
	line                             int
}

// A rawMove is where a blip stood at some time.
type rawMove struct{ ring, date, text string }

// firmRings are the rings that settle a choice: in the others something is still open.
var firmRings = regexp.MustCompile(`(?i)^(?:adopt(?:ed)?|use|standard|default|mainstream|recommend(?:ed)?|core|accept(?:ed)?|keep|invest)$`)

// How the other rings are called, on radars that teams have published: what may be used, what is looked at or kept, and what
// is to be left. Hold was renamed Caution by some.
var (
	triedRings   = regexp.MustCompile(`^(?:trial|pilot|try|experiment|emerging|incubat(?:e|ing))$`)
	openRings    = regexp.MustCompile(`^(?:assess|explore|evaluate|research|review|watch|investigate|monitor|consider|tolerate|maintain)$`)
	leavingRings = regexp.MustCompile(`^(?:hold|caution|avoid|deprecated?|retired?|phase[ -]out|sunset|contain|drop|stop|reduce|legacy|archived?|` +
		`decommission|migrate|eliminate)$`)
)

// ringStance returns what a ring means, in any case, and whether it is known.
func ringStance(ring string) (Stance, bool) {
	switch ring = strings.ToLower(strings.TrimSpace(ring)); {
	case firmRings.MatchString(ring), triedRings.MatchString(ring):
		return For, true
	case openRings.MatchString(ring):
		return Neutral, true
	case leavingRings.MatchString(ring):
		return Against, true
	}
	return Neutral, false
}

// Firm reports whether the ring settles that the option is to be used.
func (b *Blip) Firm() bool { return firmRings.MatchString(b.Ring) }

// radarArticle lays a radar's entries out as a document: a section for each, which opens with its ring.
func radarArticle(title, date string, entries []rawBlip) (article, error) {
	a := article{Article: markup.Article{Title: title, Date: date}}
	seen := map[string]bool{}
	for _, e := range entries {
		e.name, e.ring, e.quadrant = plain.OneLine(e.name), ringName(e.ring), plain.OneLine(e.quadrant)
		key := plain.Folded(e.name)
		if e.name == "" || e.ring == "" || len(e.name) > markup.MaxProperty {
			continue
		}
		if seen[key] {
			a.found = append(a.found, Problem{Line: e.line, Message: fmt.Sprintf("%q stands on the radar twice: the first counts", shortened(e.name))})
			continue
		}
		if len(a.blips) == maxBlips {
			a.found = append(a.found, Problem{Line: e.line, Message: fmt.Sprintf("has more than %d entries: the rest is left out", maxBlips)})
			break
		}
		seen[key] = true
		a.addBlip(e, date)
	}
	if len(a.blips) == 0 {
		return article{}, errNoRadar
	}
	return a, nil
}

// addBlip adds the section of an entry, its newest place first.
func (a *article) addBlip(e rawBlip, date string) {
	slices.SortStableFunc(e.moves, func(x, y rawMove) int { return strings.Compare(y.date, x.date) })
	if len(e.moves) > 0 && e.date == "" && ringName(e.moves[0].ring) == e.ring { // its last move came there
		e.date = e.moves[0].date
		e.text = cmp.Or(e.text, e.moves[0].text)
		e.moves = e.moves[1:]
	}
	e.date = cmp.Or(e.date, date)
	a.Blocks = append(a.Blocks, markup.Block{Kind: markup.Heading, Level: 2, Text: e.name, SectionKind: string(KindRadar), Line: e.line})
	a.blips = append(a.blips, Blip{Name: e.name, Ring: e.ring, Quadrant: e.quadrant, Date: e.date, New: e.fresh, line: e.line})
	a.Blocks = append(a.Blocks, markup.Block{Kind: markup.Row, Text: ringRow(e.ring, e.quadrant, e.date), Line: e.line})
	a.Blocks = append(a.Blocks, describing(e.text, e.line)...)
	for _, m := range e.moves[:min(len(e.moves), maxMoves)] {
		ring := ringName(m.ring)
		if ring == "" || ring == e.ring && m.date == e.date {
			continue
		}
		a.blips = append(a.blips, Blip{Name: e.name, Ring: ring, Quadrant: e.quadrant, Date: m.date, line: e.line})
		a.Blocks = append(a.Blocks, markup.Block{Kind: markup.Row, Text: ringRow(ring, "", m.date), Line: e.line})
		if m.text != e.text {
			a.Blocks = append(a.Blocks, describing(m.text, e.line)...)
		}
	}
}

// marksNew reports whether the value of a field such as "isNew" or "moved" says that an entry is new or has moved.
func marksNew(value string) bool {
	value = strings.ToLower(strings.TrimSpace(value))
	return slices.Contains([]string{"true", "yes", "new", "1", "-1", "2", "up", "down", "in", "out"}, value) || strings.HasPrefix(value, "moved")
}

// ringLine opens what a radar says of an entry.
const ringLine = "Ring"

// IsRing reports whether a sentence is what a radar says of an entry first: its ring.
func IsRing(sentence string) bool { return strings.HasPrefix(sentence, ringLine+": ") }

func ringRow(ring, quadrant, date string) string {
	return markup.RowText([]string{ringLine, "Quadrant", "Date"}, []string{ring, quadrant, date})
}

// ringName returns a ring as it is shown: "adopt" and "ADOPT" are "Adopt".
func ringName(ring string) string {
	ring = plain.OneLine(ring)
	if ring == "" || len(ring) > 30 {
		return ""
	}
	if ring == strings.ToUpper(ring) || ring == strings.ToLower(ring) {
		return capitalised(strings.ToLower(ring))
	}
	return ring
}

// describing reads a description, which is HTML, Markdown or plain text, without its headings.
func describing(text string, line int) []markup.Block {
	text = strings.TrimSpace(text)
	if len(text) > maxBlipText {
		text = strings.ToValidUTF8(text[:maxBlipText], "")
	}
	return slices.DeleteFunc(markup.Snippet(text, line), func(b markup.Block) bool { return b.Kind == markup.Heading })
}

// blipOf recognises a page of Markdown on one entry of a radar, as AOE's radar generator keeps them: front matter
// with a ring, in a folder that is named after the volume. The ring becomes the page's first line.
func blipOf(f foundFile, head *markup.Head, a *article) {
	ring := ringName(head.Field("ring"))
	if _, known := ringStance(ring); !known || len(a.blips) > 0 {
		return
	}
	name := cmp.Or(head.Title, a.Title, withoutExtension(path.Base(f.name)))
	quadrant := cmp.Or(head.Field("quadrant"), head.Field("segment"))
	date := cmp.Or(head.Date, head.Field("release"), dateOfPath(f.name))
	a.blips = []Blip{{Name: name, Ring: ring, Quadrant: plainQuadrant(quadrant), Tags: head.Field("tags"), Date: date, page: true, line: 1}}
	a.Date = cmp.Or(a.Date, date)
	a.Blocks = slices.DeleteFunc(a.Blocks, func(b markup.Block) bool {
		return b.Kind == markup.Heading && plain.Folded(b.Text) != plain.Folded(name)
	})
	at := 0
	if len(a.Blocks) > 0 && a.Blocks[0].Kind == markup.Heading {
		at = 1
	}
	a.Blocks = slices.Insert(a.Blocks, at, markup.Block{Kind: markup.Row, Text: ringRow(ring, plainQuadrant(quadrant), date), Line: 1})
	if head.Kind == "" {
		head.Kind = string(KindRadar)
	}
}

// plainQuadrant writes the name of a quadrant as people do: "languages-and-frameworks" is "Languages and frameworks".
func plainQuadrant(quadrant string) string {
	if strings.Contains(quadrant, " ") || quadrant == "" {
		return quadrant
	}
	return capitalised(strings.NewReplacer("-", " ", "_", " ").Replace(quadrant))
}

// placeBlips tells where the blips of a document stand, and to which radar they belong.
func (d *Document) placeBlips(f foundFile, blips []Blip) {
	ids := map[string]string{}
	for i := range d.Passages {
		p := &d.Passages[i]
		if heading := plain.Folded(p.written); ids[heading] == "" && IsRing(p.Text) {
			ids[heading] = p.ID
		}
	}
	radar, edition := radarOf(f.name)
	for _, b := range blips {
		b.Passage, b.History = ids[plain.Folded(b.Name)], radar
		if !b.page {
			b.History += "\n" + plain.Folded(b.Name)
		}
		b.edition = cmp.Or(b.Date, edition)
		if b.Passage != "" {
			d.Blips = append(d.Blips, b)
		}
	}
}

var (
	isoDate    = regexp.MustCompile(`\b((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])(?:[-_.]?(0[1-9]|[12]\d|3[01]))?(?:\b|_|T)`)
	monthYear  = regexp.MustCompile(`(?i)\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[-_ .,]*((?:19|20)\d\d)\b`)
	quarterOf  = regexp.MustCompile(`(?i)\b((?:19|20)\d\d)[-_ ]?q([1-4])\b|\bq([1-4])[-_ ]?((?:19|20)\d\d)\b`)
	halfOf     = regexp.MustCompile(`(?i)\b((?:19|20)\d\d)[-_ ]?h([12])\b|\bh([12])[-_ ]?((?:19|20)\d\d)\b`)
	yearAlone  = regexp.MustCompile(`\b((?:19|20)\d\d)\b`)
	volumeOf   = regexp.MustCompile(`(?i)\b(?:volume|vol|edition|v)[-_ .]*(\d{1,4})\b`)
	formatName = regexp.MustCompile(`(?i)^(?:csv|json|yaml|data|html)$`)
)

// dateOfName reads the date of a volume in the name of its file or folder: "2024-07-10", "(Apr 2026)", "2024-Q2".
func dateOfName(name string) string {
	if m := isoDate.FindStringSubmatch(name); m != nil {
		return strings.Trim(m[1]+"-"+m[2]+"-"+m[3], "-")
	}
	if m := monthYear.FindStringSubmatch(name); m != nil {
		return fmt.Sprintf("%s-%02d", m[2], dates.Month(m[1]))
	}
	if m := quarterOf.FindStringSubmatch(name); m != nil {
		quarter, _ := strconv.Atoi(m[2] + m[3])
		return fmt.Sprintf("%s-%02d", m[1]+m[4], quarter*3-2)
	}
	if m := halfOf.FindStringSubmatch(name); m != nil {
		half, _ := strconv.Atoi(m[2] + m[3])
		return fmt.Sprintf("%s-%02d", m[1]+m[4], half*6-5)
	}
	return yearAlone.FindString(name)
}

// dateOfPath reads the date of a volume in the name of a file, or of the nearest folder that has one.
func dateOfPath(name string) string {
	for ; name != "." && name != "/" && name != ""; name = path.Dir(name) {
		if date := dateOfName(withoutExtension(path.Base(name))); date != "" {
			return date
		}
	}
	return ""
}

// radarOf returns what tells a radar from others, which is the path of its files without dates, volumes and formats,
// and what orders its volumes where they have no date.
func radarOf(name string) (radar, edition string) {
	if m := volumeOf.FindStringSubmatch(name); m != nil {
		edition = fmt.Sprintf("%04s", m[1])
	}
	var parts []string
	for part := range strings.SplitSeq(withoutExtension(name), "/") {
		for _, pattern := range []*regexp.Regexp{isoDate, monthYear, quarterOf, halfOf, yearAlone, volumeOf} {
			part = pattern.ReplaceAllString(part, " ")
		}
		if part = plain.Folded(part); part != "" && !formatName.MatchString(part) {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, "/"), edition
}

// A standing says whether a blip still tells where its entry stands.
type standing int

const (
	moved standing = iota // a later volume has it in another ring
	kept                  // later volumes have it in the same ring
	now                   // no later volume of its radar speaks of it
)

// standings tells how the blips of all documents stand, by document.
func standings(documents []*reading) map[*reading][]standing {
	type place struct {
		d    *reading
		blip int
	}
	at := func(p place) *Blip { return &p.d.document.Blips[p.blip] }
	histories, all := map[string][]place{}, map[*reading][]standing{}
	for _, d := range documents {
		for i := range d.document.Blips {
			key := d.document.Blips[i].History
			histories[key] = append(histories[key], place{d, i})
		}
		if n := len(d.document.Blips); n > 0 {
			all[d] = make([]standing, n)
		}
	}
	for _, places := range histories {
		slices.SortStableFunc(places, func(x, y place) int { return cmp.Compare(at(y).edition, at(x).edition) })
		for i, p := range places {
			if !strings.EqualFold(at(p).Ring, at(places[0]).Ring) {
				break
			}
			all[p.d][p.blip] = kept
			if i == 0 {
				all[p.d][p.blip] = now
			}
		}
	}
	return all
}
