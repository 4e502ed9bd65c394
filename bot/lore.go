package bot

import (
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/bot/question"
	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// lore is what a library as a whole knows of: counted once, asked at every question.
type lore struct {
	question.Known // what questions are read by

	parted      map[vocabulary.Cue]int          // the cue of each of pageParts → sections that are such a part
	concepts    map[string]int                  // concept → claims that speak to it
	headed      []string                        // criteria that have a section of their own, in reading order
	criteria    []string                        // all criteria it speaks to, those with a section first
	options     map[string]int                  // option → claims about it, judged or only mentioned
	plain       map[string]int                  // stem of a word that is no content term → passages that have it
	said        map[int]int                     // group of paraphrases → passages that say it
	titles      map[string]bool                 // titles of documents, and names of files that say as much, in lower case
	entitled    map[string][]*knowledge.Passage // words of a short heading, or before a colon → what stands there, as in a glossary
	directory   directory                       // the pages and sections
	runbooks    []*runbook                      // the pages on troubles
	main        []*knowledge.Document           // those that say the most
	parts       map[string][]*knowledge.Passage // section → its passages, where it is cut into several
	definitions map[string]finding              // option → the sentence that says what it is
	verdicts    map[string][]finding            // option → what the knowledge recommends it for
	cases       []*knowledge.Passage
	sided       []*knowledge.Passage // under a heading of good or bad sides
	docket      docket               // the decision records
	rings       map[string][]ringing // option → what radars say of it
	blips       map[string]ringing   // section → the newest place that it tells of
	entries     []entry              // the options of rings, sorted
	passages    int
	claims      int
}

// What people may ask for by name: how many words that has, and of how many passages with the same, at most.
const (
	maxEntitled = 4
	mostTitles  = 8
)

// entitle notes that a passage, or a sentence in it, goes by a name.
func (l *lore) entitle(name string, p *knowledge.Passage) {
	words := vocabulary.Words(name)
	key := vocabulary.Join(words)
	if len(words) <= maxEntitled && len(l.entitled[key]) < mostTitles && !slices.Contains(l.entitled[key], p) {
		l.entitled[key] = append(l.entitled[key], p)
	}
}

// withoutAside is a heading without what stands in brackets at its end: "Index (search plugin)".
func withoutAside(heading string) string {
	if bare, _, ok := strings.Cut(heading, " ("); ok {
		return bare
	}
	return heading
}

// newLore reads what there is to know of a library. Before is the lore of an earlier one, of which this one may share documents.
func newLore(lib *knowledge.Library, census *knowledge.Census, before *lore) *lore {
	l := &lore{
		Known: question.Known{
			Speaks: map[string][]string{}, Names: map[string]string{}, Capital: map[string]int{}, Defined: map[string]bool{},
			Terms: census.Terms, Lower: census.Lower, Records: question.NewRecords(lib),
		},
		concepts: map[string]int{}, options: map[string]int{}, plain: census.Plain, said: census.Said,
		parted: map[vocabulary.Cue]int{}, titles: map[string]bool{}, entitled: map[string][]*knowledge.Passage{},
		parts: map[string][]*knowledge.Passage{}, verdicts: map[string][]finding{}, definitions: map[string]finding{},
	}
	for i := range lib.Documents {
		l.readDocument(&lib.Documents[i])
	}
	l.readPassages(lib)
	l.docket, l.main, l.directory = newDocket(lib, before.docket), mainDocuments(lib), newDirectory(lib)
	l.runbooks = l.newRunbooks(lib)
	l.readRadars(lib)
	l.Everyday, l.Parts = l.everydayNames(lib.Vocabulary), partsOf(l.parted)
	l.criteria = appendNew(l.headed, l.criteria...)
	l.orderSubjects(lib.Vocabulary)
	return l
}

// readDocument notes by what names a document may be called, and which options it judges.
func (l *lore) readDocument(d *knowledge.Document) {
	l.titles[strings.ToLower(d.Title)] = true
	if file := fileTopic(d.File); strings.Contains(file, " ") {
		l.titles[file] = true
	}
	for _, text := range contentsOf(d) {
		l.titles[strings.ToLower(strings.TrimRight(text, ". "))] = true
	}
	l.Subjects = appendNew(l.Subjects, d.Options...)
}

// readPassages counts what all passages say, and notes which are parts of one section.
func (l *lore) readPassages(lib *knowledge.Library) {
	var last *knowledge.Passage
	for _, p := range lib.Passages() {
		l.count(lib.Vocabulary, p)
		if id := sectionID(p); last != nil && sectionID(last) == id {
			if len(l.parts[id]) == 0 {
				l.parts[id] = []*knowledge.Passage{last}
			}
			l.parts[id] = append(l.parts[id], p)
		}
		last = p
	}
}

// readRadars notes where radars place their entries.
func (l *lore) readRadars(lib *knowledge.Library) {
	l.rings, l.blips = newRings(lib), map[string]ringing{}
	l.entries, l.OwnRings = newEntries(lib.Vocabulary, l.rings), ownRings(l.rings)
	for _, list := range l.rings {
		for _, r := range slices.Backward(list) {
			l.blips[r.Passage] = r
		}
	}
}

// orderSubjects puts the options that are judged the most first, and notes by which languages they are spoken of: among
// many technologies a language stands for itself.
func (l *lore) orderSubjects(v *vocabulary.Lexicon) {
	l.Subjects = slices.DeleteFunc(l.Subjects, func(o string) bool { return l.options[o] == 0 })
	slices.SortStableFunc(l.Subjects, func(a, b string) int { return l.options[b] - l.options[a] })
	for _, o := range slices.Sorted(maps.Keys(l.options)) {
		if !slices.Contains(l.Subjects, o) {
			l.Names[strings.ToLower(o)] = o // a document that judges nothing mentions it
		}
	}
	if l.ManyThings = l.onManyThings(); l.ManyThings {
		l.Speaks = nil
		return
	}
	for _, s := range l.Subjects {
		if o, ok := v.Option(s); ok && o.Language != "" {
			l.Speaks[o.Language] = append(l.Speaks[o.Language], s)
		}
	}
}

// Limits on the lines at the head of a document that may be its table of contents.
const (
	maxContents   = 12  // lines that are looked at
	leastContents = 4   // headings in one of them, as a reader of HTML leaves them: "Features Embedded Mode Server Mode Mixed Mode"
	maxHeadings   = 200 // that are looked for
)

// contentsOf returns the lines at the head of a document that are but its own headings in a row.
func contentsOf(d *knowledge.Document) []string {
	var lines []string
	if len(d.Passages) == 0 {
		return nil
	}
	looked := 0
	for i := range d.Passages {
		p := &d.Passages[i]
		if sectionID(p) != sectionID(&d.Passages[0]) || looked >= maxContents {
			break
		}
		for _, c := range p.Claims[:min(len(p.Claims), maxContents)] {
			looked++
			if !stops(c.Text) && headingsIn(d, c.Text) >= leastContents {
				lines = append(lines, c.Text)
			}
		}
	}
	return lines
}

// headingsIn counts the headings of a document that stand in a line.
func headingsIn(d *knowledge.Document, line string) int {
	n, last := 0, ""
	for i := range d.Passages[:min(len(d.Passages), maxHeadings)] {
		heading := d.Passages[i].Heading
		if heading != last && len(heading) > 3 && strings.Contains(line, heading) {
			n++
		}
		last = heading
	}
	return n
}

// everydayNames returns the words that name an option of a radar or a decision and are English words, too, but none of
// the most common: "vault", but not "go".
func (l *lore) everydayNames(v *vocabulary.Lexicon) map[string]string {
	names := map[string]string{}
	add := func(name, option string) {
		words := vocabulary.Words(name)
		if o, ok := v.Option(option); ok && o.Ambiguous && len(words) == 1 && !vocabulary.Everyday(words[0].Text) {
			names[words[0].Text] = option
		}
	}
	for _, list := range l.rings {
		for _, r := range list {
			add(r.Name, r.Option)
		}
	}
	for _, r := range l.docket.all {
		for _, o := range r.doc.Record.Chosen {
			add(o, o)
		}
	}
	return names
}

// count takes in a passage.
func (l *lore) count(v *vocabulary.Lexicon, p *knowledge.Passage) {
	l.passages++
	if part := partOf(p.Heading); part != "" && sectionID(p) == p.ID {
		l.parted[part]++
	}
	if p.Kind != knowledge.KindRadar && sectionID(p) == p.ID {
		l.entitle(withoutAside(p.Heading), p)
	}
	if sideOf(p) != 0 {
		l.sided = append(l.sided, p)
	}
	if p.Kind == knowledge.KindCaseStudy {
		l.cases = append(l.cases, p)
		l.Names[strings.ToLower(p.Heading)] = p.Heading
	}
	for _, k := range p.Topics {
		if concept, ok := v.Concept(k); ok && !concept.Trait() {
			l.headed = appendNew(l.headed, k)
		}
	}
	for i := range p.Claims {
		l.countClaim(v, finding{claim: &p.Claims[i], passage: p})
	}
}

func (l *lore) countClaim(v *vocabulary.Lexicon, f finding) {
	c := f.claim
	l.claims++
	if isHead(f.passage, c) { // a ring judges, but there is nothing to quote
		for _, s := range c.About {
			l.options[s.Option]++
		}
		return
	}
	if label := labels.FindString(c.Text); label != "" && !strings.Contains(c.Text, "; ") { // no row of a table
		name, _, _ := strings.Cut(label, ": ")
		l.entitle(name, f.passage)
	}
	for _, n := range c.Names {
		l.Names[strings.ToLower(n)] = n
		l.Capital[strings.ToLower(n)]++
	}
	for _, k := range c.Concepts {
		l.concepts[k]++
		if concept, ok := v.Concept(k); ok && !concept.Trait() && len(c.About) > 0 {
			l.criteria = appendNew(l.criteria, k)
		}
	}
	if o := aboutOne(c); o != "" && isDefinition(c.Text, o) && l.definitions[o].claim == nil {
		l.definitions[o], l.Defined[o] = f, true
	}
	for _, s := range c.About {
		l.options[s.Option]++
		if c.Verdict {
			l.verdicts[s.Option] = append(l.verdicts[s.Option], f)
		}
	}
}

// weight is the inverse document frequency of a content term: near 1 for one that nearly every passage has,
// highest for one that none has.
func (l *lore) weight(term string) float64 { return rarity(l.Terms[term], l.passages) }

// rarity is the inverse document frequency of what some of all passages have.
func rarity(some, all int) float64 { return 1 + math.Log(float64(all+1)/float64(some+1))/2 }

// passagesWith is the number of passages that have that sense, see vocabulary.Lexicon.Sense.
func (l *lore) passagesWith(stem string) int { return max(l.Terms[stem], l.plain[stem]) }

// pointer reports whether a line only points to another document: a row or item of a table of contents.
func (l *lore) pointer(text string) bool {
	for _, cell := range strings.Split(text, "; ") {
		if _, after, ok := strings.Cut(cell, ": "); ok {
			cell = after
		}
		if l.titles[strings.ToLower(strings.TrimRight(cell, ". "))] {
			return true
		}
	}
	return false
}
