package knowledge

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/stackpick/stackpick/knowledge/dates"
	"github.com/stackpick/stackpick/knowledge/markup"
	"github.com/stackpick/stackpick/knowledge/plain"
)

// A decision log is one file with many decisions: below a heading each ("## ADR-012: Use Kafka", "## 2025-03-01: Use
// Kafka"), or in the rows of a table. Each of them becomes a document of its own, with a Record. What else the file
// holds stays a document, too.

// A logEntry is one decision of a log.
type logEntry struct {
	name    string // what it is called in the log, "D-012"; "" for none
	number  int    // 12; -1 for none
	subject string
	date    string       // that its heading or the one above it gives, or ""
	status  string       // that the heading above it gives, or ""
	head    markup.Block // its heading
	blocks  []markup.Block
}

const (
	leastEntries = 2    // below which a file is no log
	maxDecided   = 2000 // of one file; the rest stays text
)

// splitLog takes the entries of a decision log out of an article, and returns them in their order. It returns none for
// an article that is no log.
func splitLog(f foundFile, head *markup.Head, a *article) []logEntry {
	if len(a.blips) > 0 || templateFile.MatchString(f.name) || statesRecord(f, head, a) {
		return nil
	}
	named := namesLog(a.Title) || namesLog(head.Title) || namesLog(fileTitle(f.name, a))
	s := newLogSplitter(a, named)
	if s.level > 0 {
		return s.split(a)
	}
	return splitTables(a, named)
}

// logName matches the titles and file names of decision logs.
var logName = regexp.MustCompile(`(?i)^(?:(?:our|the|key|main|open|active|current|accepted|rejected|superseded|reversed|past|major|important|architecture|architectural|design|technical|technology|tech|stack|product|project|engineering|platform|system|business|and|&|adr)[\s-]+)*(?:decisions?(?:[\s_-]*records?)?[\s_-]*(?:log|logs|register|registry|journal|history|list|ledger)|decisions|decision[\s_-]*records|adrs|adr[\s_-]*(?:log|index|list))$`)

// namesLog reports whether one part of a title is what decision logs are called: "Main Hub — Decisions".
func namesLog(title string) bool {
	return slices.ContainsFunc(titleParts.Split(title, -1), func(part string) bool { return logName.MatchString(strings.TrimSpace(bareHeading(part))) })
}

var titleParts = regexp.MustCompile(`\s+[-–—|]+\s+|:\s+|\s+\(|\)|\.md\b`)

// statesRecord reports whether a file says that it is one record: by its number, or a status before its first part.
func statesRecord(f foundFile, head *markup.Head, a *article) bool {
	if head.Field("status") != "" {
		return true
	}
	if number, _ := recordNumber(f.name, cmp.Or(a.Title, head.Title), head.ID); number >= 0 {
		return true
	}
	for i, b := range a.Blocks {
		if b.Kind == markup.Heading && b.Level > 1 {
			return statusPart.MatchString(bareHeading(b.Text))
		}
		if name, _ := markup.Property(b.Text); name == "status" && i < metaReach {
			return true
		}
	}
	return false
}

// entryHead matches how the heading of an entry begins: with a code, "ADR-012:", "[D12]", "Decision 7 –", a number,
// "12.", or a date.
var entryHead = regexp.MustCompile(`^\W{0,3}(?:((?:\p{Lu}{1,6}|[Aa]dr|Decision|Record)(?:[-_ #]{0,2}\d{1,5}[a-z]?))|(\d{1,5}[.)])|((?:19|20)\d\d[-/.]\d\d?[-/.]\d\d?))(?:\]|\))?(?:\s*[-–—:.·|]+\s*|\s+|$)`)

// otherCodes are the letters in front of numbers that name other things than decisions: phases, questions, versions.
var otherCodes = regexp.MustCompile(`^(?:P|Q|V|H|L|M|S|R|US|FR|NFR|REQ|EC|UTF|HTTP|ISO|RFC|TODO|BUG|STEP|PHASE)[-_ #]*\d`)

// decisionPrefix matches what headings say before the subject of a decision that has no number.
var decisionPrefix = regexp.MustCompile(`(?i)^(?:decision|adr|decision record)\s*[:–—-]\s+`)

// readEntryHead reads the heading of an entry. It is strong where it carries a code that is one of decisions.
func readEntryHead(b markup.Block) (e logEntry, strong, ok bool) {
	m := entryHead.FindStringSubmatch(b.Text)
	if m == nil {
		return e, false, false
	}
	e = logEntry{number: -1, head: b, subject: strings.TrimSpace(b.Text[len(m[0]):])}
	switch {
	case m[1] != "":
		e.name = m[1]
		e.number, _ = strconv.Atoi(strings.TrimFunc(m[1], func(r rune) bool { return r < '0' || r > '9' }))
		strong = !otherCodes.MatchString(m[1])
	case m[2] != "":
		e.number, _ = strconv.Atoi(strings.TrimRight(m[2], ".)"))
	default:
		e.date = dates.In(m[3])
	}
	if e.date == "" {
		e.date = dates.In(b.Text)
	}
	if strings.ToUpper(e.name) == e.name || strings.HasPrefix(e.name, "adr") {
		e.name = strings.ToUpper(e.name)
	}
	e.subject = strings.TrimSpace(withoutStatus(e.subject))
	named := e.subject != "" && partNamed(e.subject) == PartNone && metaSection(e.subject) == "" && !placeholder.MatchString(e.subject)
	return e, strong, named
}

// A logSplitter knows which headings of an article open entries.
type logSplitter struct {
	level   int              // of the headings that open entries; 0 where the article is no log
	entries map[int]logEntry // by the index of the heading's block
}

// newLogSplitter looks over the headings of each level. Those with the most entries are the log, if most of these decide
// something; where the article is called a log, it is enough that most headings are numbered or dated.
func newLogSplitter(a *article, named bool) logSplitter {
	best := logSplitter{}
	for level := 1; level <= 4; level++ {
		s := logSplitter{level: level, entries: map[int]logEntry{}}
		headings, deciding, coded := 0, 0, 0
		above := PartNone // of the heading above these
		for i, b := range a.Blocks {
			if b.Kind == markup.Heading && b.Level < level {
				above = partNamed(b.Text)
			}
			if b.Kind != markup.Heading || b.Level != level || i == 0 && level == 1 || above == PartConsidered || above == PartPros {
				continue
			}
			headings++
			e, strong, ok := readEntryHead(b)
			parts := entryParts(a.Blocks[i+1 : entryEnd(a.Blocks, i)])
			if !ok {
				e.number, e.head, e.subject = -1, b, decisionPrefix.ReplaceAllString(b.Text, "")
				plain := parts.states || named || e.subject != b.Text
				if !parts.decides || !plain || partNamed(e.subject) != PartNone || placeholder.MatchString(e.subject) {
					continue
				}
			}
			if parts.decides || parts.states && parts.argues {
				deciding++
			}
			if strong || e.name == "" {
				coded++
			}
			s.entries[i] = e
		}
		n := len(s.entries)
		isLog := n >= leastEntries && deciding*5 >= n*3 || named && n > leastEntries && coded == n && n*5 >= headings*3
		if isLog && n > len(best.entries) {
			best = s
		}
	}
	return best
}

// entryEnd returns the index after the last block of the entry that the heading at i opens.
func entryEnd(blocks []markup.Block, i int) int {
	for j := i + 1; j < len(blocks); j++ {
		if blocks[j].Kind == markup.Heading && blocks[j].Level <= blocks[i].Level {
			return j
		}
	}
	return len(blocks)
}

// entrySigns say what an entry holds.
type entrySigns struct {
	decides bool // a part with the decision
	states  bool // its status or its date
	argues  bool // another part of a record
}

func entryParts(blocks []markup.Block) entrySigns {
	var s entrySigns
	for _, b := range openLabels(blocks, 0, markup.Block{}) {
		name, _ := markup.Property(b.Text)
		switch {
		case b.Kind != markup.Heading:
			s.states = s.states || name == "status" || name == "date"
		case metaSection(b.Text) != "":
			s.states = true
		case partNamed(b.Text) == PartOutcome:
			s.decides = s.decides || !strings.EqualFold(bareHeading(b.Text), "decisions")
		case partNamed(b.Text) != PartNone && partNamed(b.Text) != PartLinks:
			s.argues = true
		}
	}
	return s
}

// split takes the entries out of the article.
func (s *logSplitter) split(a *article) []logEntry {
	var entries []logEntry
	var rest []markup.Block
	status, date := "", ""
	for i := 0; i < len(a.Blocks); i++ {
		b := a.Blocks[i]
		if b.Kind == markup.Heading && b.Level < s.level {
			status, date = statusAbove(b), dates.In(b.Text)
		}
		e, ok := s.entries[i]
		if !ok || len(entries) == maxDecided {
			rest = append(rest, b)
			continue
		}
		end := entryEnd(a.Blocks, i)
		e.status, e.date, e.blocks = status, cmp.Or(e.date, date), slices.Clone(a.Blocks[i+1:end])
		entries = append(entries, e)
		i = end - 1
	}
	a.Blocks = dropIndex(rest, entries)
	return entries
}

// statusAbove returns the status that a heading gives to the entries below it, "Superseded decisions"; "" for none, and
// for "Accepted decisions", as it is with any.
func statusAbove(b markup.Block) string {
	if status, word := readStatus(b.Text); b.Level > 1 && plain.WordCount(b.Text) <= 4 && status != StatusAccepted {
		return word
	}
	return ""
}

// entries makes a document of each entry of a log.
func (l *loader) entries(f foundFile, head markup.Head, log *Document, entries []logEntry) []Document {
	var documents []Document
	taken := markup.Anchors{}
	for _, e := range entries {
		r := &Record{Name: e.called(), Number: e.number, titled: e.number, Subject: e.subject, logged: true}
		if m := titleStatus.FindStringSubmatch(e.head.Text); m != nil {
			r.takeStatus(m[1]+m[2]+m[3], nil, e.head.Line)
		}
		r.takeStatus(e.status, nil, e.head.Line)
		a := e.article()
		if r.isTemplate(f, &a) {
			continue
		}
		own := f
		own.id = log.ID + "." + taken.Unique(slug(cmp.Or(r.Name, e.date)+" "+openingWords(e.subject, 8)))
		d := l.document(own, markup.Head{Kind: head.Kind, Source: log.Source, Publisher: log.Publisher, Author: log.Author}, a, r)
		d.places = log.places
		if len(d.Passages) > 0 {
			documents = append(documents, d)
		}
	}
	return documents
}

// called is how a record of a log is called: as the log does, or by its number like any other.
func (e *logEntry) called() string {
	if e.name == "" && e.number >= 0 {
		return fmt.Sprintf("ADR-%04d", e.number)
	}
	return e.name
}

// article returns an entry as an article of its own, in the shape of a record.
func (e *logEntry) article() article {
	title := e.head
	title.Level, title.Text, title.Find = 1, e.subject, e.head.Text
	blocks := openLabels(e.blocks, 2, title)
	for i := range blocks {
		b := &blocks[i]
		if b.Kind != markup.Heading || b.Find != "" {
			continue
		}
		b.Level = max(2, b.Level-e.head.Level+1)
		if b.Hosted == "" && b.Link == "" && b.Anchor == "" {
			b.Find = e.head.Text // "Decision" stands many times on the page
		}
	}
	return article{Article: markup.Article{Date: e.date, Blocks: append([]markup.Block{title}, e.decision(blocks)...)}}
}

// decision puts a heading above what an entry says first, where none of its parts says what is decided.
func (e *logEntry) decision(blocks []markup.Block) []markup.Block {
	first := -1
	for i, b := range blocks {
		if b.Kind == markup.Heading {
			if partNamed(b.Text) == PartOutcome {
				return blocks
			}
			if first < 0 {
				first = len(blocks)
			}
		}
		if name, _ := markup.Property(b.Text); first < 0 && name == "" && b.Kind != markup.Heading {
			first = i
		}
	}
	if first < 0 || first == len(blocks) {
		return blocks
	}
	above := markup.Block{Kind: markup.Heading, Level: 2, Text: "Decision", Hosted: e.head.Hosted, Link: e.head.Link, Find: e.head.Text, Line: blocks[first].Line}
	return slices.Insert(blocks, first, above)
}

// withoutFirst drops a log's own document, which holds nothing but headings; what was found in it is said of the next.
func withoutFirst(documents []Document) []Document {
	log, rest := documents[0], documents[1:]
	if len(rest) > 0 {
		rest[0].references = log.references
		rest[0].findings = slices.Concat(log.findings, rest[0].findings)
	}
	return rest
}
