package knowledge

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/stackpick/stackpick/knowledge/dates"
	"github.com/stackpick/stackpick/knowledge/markup"
	"github.com/stackpick/stackpick/knowledge/plain"
)

// metaReach is how many blocks from its start a record may say of itself what it is: status, date, deciders.
const metaReach = 12

// maxStatus is the most words of a line that adds to a status; a longer one is text.
const maxStatus = 6

// recordMeta is what a record says of itself before it comes to its subject.
type recordMeta struct {
	status, date, deciders, author string
	stated                         string   // the date in its status: "Accepted on 2025-03-01"
	changed                        string   // when it was changed last
	changes                        []string // the entries of its history, as written
	line                           int      // of the status, else of the first of these; 0 where all stands in the front matter
}

// innerMeta matches where one property ends and the next begins, on lines that a page's line breaks part and we do not.
var innerMeta = regexp.MustCompile(`\s[*_]*(?:Status|Date|Deciders?|Decision[- ]makers?|Decided by|Approvers?|Authors?|Supersedes|Superseded(?: by)?|Last updated)[*_]*\s*:`)

// properties parts a text that begins with a property where others follow: "Status: accepted Date: 2025-03-01".
func properties(text string) []string {
	if name, _ := markup.Property(text); name == "" {
		return []string{text}
	}
	var parts []string
	from := 0
	for _, at := range innerMeta.FindAllStringIndex(text, -1) {
		if !strings.Contains(text[from:at[0]], ":") {
			continue // "Start Date: …" is one
		}
		parts = append(parts, strings.TrimSpace(text[from:at[0]]))
		from = at[0]
	}
	return append(parts, strings.TrimSpace(text[from:]))
}

// partProperties gives each property at the start of a record a block of its own.
func partProperties(blocks []markup.Block) []markup.Block {
	var parted []markup.Block
	for i, b := range blocks {
		if name, _ := markup.Property(b.Text); b.Kind == markup.Heading && b.Level > 1 && (name == "status" || name == "date") {
			b.Kind = markup.Paragraph // "## Status: accepted"
		}
		if i >= metaReach || b.Kind != markup.Paragraph && b.Kind != markup.Item {
			parted = append(parted, b)
			continue
		}
		for _, text := range properties(inEnglish(b.Text)) {
			b.Text = text
			parted = append(parted, b)
		}
	}
	return parted
}

// readMeta takes what a record says of itself out of its blocks: the lines before its first part, and the
// sections on status, date and deciders. The body outranks the front matter where both speak.
func (r *Record) readMeta(head *markup.Head, a *article) recordMeta {
	m := r.readHead(head)
	var kept []markup.Block
	section, begun, history := "", false, false
	for i, b := range partProperties(a.Blocks) {
		if b.Kind == markup.Heading {
			section, history = metaSection(b.Text), b.Part == string(PartHistory)
			begun = begun || section == "" && b.Level > 1
			if section != "" {
				continue
			}
		}
		name, value := markup.Property(b.Text)
		switch {
		case b.Kind == markup.Heading || b.Kind == markup.Code:
			kept = append(kept, b)
		case history:
			m.changes = append(m.changes, b.Text)
			kept = append(kept, b)
		case name == "technical story":
		case section == "status" && r.Written != "" && len(b.Refs) == 0 && plain.WordCount(b.Text) > maxStatus:
			kept = append(kept, b) // it goes on to say more
		case section != "" && len(b.Text) <= markup.MaxProperty && name == "":
			r.take(&m, section, b.Text, b)
		case name != "" && (section != "" || !begun && i < metaReach):
			r.take(&m, name, value, b)
		default:
			r.referInText(b)
			kept = append(kept, b)
		}
	}
	a.Blocks = kept
	if r.Status == StatusUnknown && len(r.refs) > 0 && r.Written == "" {
		r.settleByRefs()
	}
	r.dated = cmp.Or(r.dated, m.date)
	r.Deciders = strings.Trim(m.deciders, "{}")
	a.Author = cmp.Or(a.Author, m.author)
	if m.date = cmp.Or(dates.Plain(strings.Trim(m.date, "{} ")), dates.Plain(a.Date)); m.date == "" {
		m.readChanges(r.Written)
	}
	m.date = cmp.Or(m.date, m.stated, r.filed)
	r.Updated = m.date == "" && m.changed != ""
	a.Date, head.Date = cmp.Or(m.date, m.changed), ""
	return m
}

// readHead takes what front matter says of a record.
func (r *Record) readHead(head *markup.Head) recordMeta {
	m := recordMeta{status: cmp.Or(head.Field("status"), head.Field("stage")), date: cmp.Or(head.Date, head.Field("start-date"), head.Field("created"))}
	m.deciders = cmp.Or(head.Field("decision-makers"), head.Field("deciders"), head.Field("decision-maker"))
	before, links := withoutLinks(cmp.Or(head.Field("supersedes"), head.Field("replaces"), head.Field("obsoletes")))
	r.refer("supersedes", before, links, 0)
	after, links := withoutLinks(cmp.Or(head.Field("superseded-by"), head.Field("superseded_by"), head.Field("supersededby"), head.Field("replaced-by"), head.Field("obsoleted-by")))
	r.refer("superseded by", after, links, 0)
	m.status, links = withoutLinks(m.status)
	r.takeStatus(m.status, links, 0)
	return m
}

// withoutLinks returns a value of front matter as a reader sees it where it has links in it, and where these lead.
func withoutLinks(value string) (text string, links []string) {
	if blocks := markup.Snippet(value, 0); strings.Contains(value, "](") && len(blocks) == 1 {
		return blocks[0].Text, blocks[0].Refs
	}
	return value, nil
}

// metaSection returns which of a record's properties a section of its own holds, or "".
func metaSection(heading string) string {
	heading = bareHeading(heading)
	switch {
	case statusPart.MatchString(heading):
		return "status"
	case datePart.MatchString(heading):
		return "date"
	case decidersPart.MatchString(heading):
		return "deciders"
	}
	return ""
}

// forgeName matches the names of properties that lead to a forge.
var forgeName = regexp.MustCompile(`(?i)\b(?:issues?|pull requests?|prs?)$`)

// take notes one property, under one of the names that markup.Property reads.
func (r *Record) take(m *recordMeta, name, value string, b markup.Block) {
	if m.line == 0 || name == "status" && r.Written == "" {
		m.line = b.Line
	}
	if leftOpen(value) {
		return // a part of a form, which nobody has filled in
	}
	switch strings.ReplaceAll(name, "-", " ") {
	case "status", "state", "stage":
		r.takeStatus(value, b.Refs, b.Line)
		if r.Status != StatusSuperseded && r.Status != StatusDeprecated {
			m.stated = cmp.Or(m.stated, dates.In(value))
		}
		if m.status == "" || r.Written != "" && !strings.Contains(m.status, r.Written) {
			m.status = r.Written
		}
	case "date", "decision date", "start date", "created", "created on", "created at", "accepted on", "approved on", "decided on", "proposed on",
		"date accepted", "date approved", "date decided":
		r.dated = cmp.Or(r.dated, value)
		m.date = cmp.Or(m.date, dates.In(value), value)
	case "last updated":
		m.changed = max(m.changed, dates.In(value))
	case "decider", "deciders", "decision maker", "decision makers", "decided by", "approver", "approvers":
		m.deciders = cmp.Or(m.deciders, value)
	case "author", "authors", "author(s)":
		m.author = cmp.Or(m.author, value)
	case "name", "title", "consulted", "informed", "tags", "scope", "ticket", "tickets", "other doc", "other docs": // are shown nowhere
	case "superseded":
		r.takeStatus("superseded "+value, b.Refs, b.Line)
	case "updates", "updated by":
		if refNumber.MatchString(value) && !dates.IsNumeric(value) { // and no person's name
			r.refer(name, value, b.Refs, b.Line)
		}
	default: // the other names tell of another record, or lead to the forge where this one was talked over
		if forgeName.MatchString(name) {
			return
		}
		r.refer(name, value, b.Refs, b.Line)
	}
}

// readChanges reads when a record was changed last, and when it was decided: the last entry of its history that tells of
// its status in the word by which the record states it, "2025-03-01: accepted".
func (m *recordMeta) readChanges(status string) {
	own := statusWord(status)
	for _, change := range m.changes {
		date := dates.In(change)
		m.changed = max(m.changed, date)
		if date != "" && own != "" && strings.EqualFold(statusWord(change), own) {
			m.date = max(m.date, date)
		}
	}
}

// supersededBy reports whether words such as "Superseded by" say that the other record comes after: all of them, of
// those that mean so, end in "by".
func supersededBy(words string) bool { return strings.HasSuffix(strings.TrimRight(words, ": "), "by") }

// settleByRefs takes a record that states no status and is superseded as superseded.
func (r *Record) settleByRefs() {
	if slices.ContainsFunc(r.refs, func(ref recordRef) bool { return ref.by && !ref.amends }) && !r.Partly {
		r.Status = StatusSuperseded
	}
}

// maxRefs is how many other records one record may name as its successors and predecessors, and how many may name it.
const maxRefs = 20

var refNumber = regexp.MustCompile(`(?i)(?:^|,\s*|\band\s+|\b(?:adr|decision|record|no\.?|number)[-_ #]*|\b(?-i:\p{Lu}{1,6})[-_#]?|#)(\d{1,5})[a-z]?\b`)

// saysNothing matches what a form has in the place of a property that does not apply.
var saysNothing = regexp.MustCompile(`(?i)^[\s*_]*(?:null|none|nil|[-–—]|n/?a|not applicable)?[\s*_.]*$`)

// changeRequest matches what names a change or an issue in a forge, or leads to one: no record, whatever its number.
var changeRequest = regexp.MustCompile(`(?i)^\W*(?:pr|mr|pull request|merge request|issue)s?\s*[#!]?\d|^https?://\S+/(?:pull|issues|merge_requests|pull-requests)/\d`)

// refer notes that a record names another. A list of numbers or links is a reference each.
func (r *Record) refer(how, text string, links []string, line int) {
	text = strings.TrimSpace(text)
	if text == "" && len(links) == 0 || text != "" && saysNothing.MatchString(text) {
		return
	}
	if changeRequest.MatchString(text) || slices.ContainsFunc(links, changeRequest.MatchString) {
		return // a change that was never merged, or an issue
	}
	ref := recordRef{by: supersededBy(how), amends: amending.MatchString(how), text: text, links: links, line: line, number: -1}
	numbers := refNumber.FindAllStringSubmatch(text, maxRefs)
	for _, m := range numbers {
		ref.number, _ = strconv.Atoi(m[1])
		ref.code = m[0]
		r.addRef(ref)
		ref.links = nil // they belong to the first; the others go by their numbers
	}
	if len(numbers) == 0 {
		r.addRef(ref)
	}
}

func (r *Record) addRef(ref recordRef) {
	if len(r.refs) < maxRefs {
		r.refs = append(r.refs, ref)
	}
}

var selfRef = regexp.MustCompile(`(?i)\b(?:this|these|it|which|the) (?:\w+ ){0,4}(?:is|are|was|were|has been|have been) (?:now |partly |partially )*(super[sc]eded by|replaced by)\s+(.*)|^[^a-z]*(supersedes|supercedes|replaces|super[sc]eded by|replaced by)\b:?\s*(.*)`)

// seeRef matches a text that ends in what to read instead: "(See Use React Query)", "For what holds now see OEP-67."
var seeRef = regexp.MustCompile(`(?i)\b(?:see|refer to|moved to)\b:?\s+(\S[^.;]*?)[\s.)\]]*$`)

// wholeRef matches a sentence on all of a record: "This ADR has been superseded by [ADR 14](0014-use-fetch.md)."
var wholeRef = regexp.MustCompile(`(?i)^\W*this (?:(?-i:\p{Lu}{2,6})|proposal|adr|(?:architecture |decision )?record|(?:architecture )?decision|document|rfc)\b`)

// referInText notes a sentence such as "These ranges have been superseded by [ADR 33](0033-ip-ranges.md)." In text it
// supersedes only a part, unless it speaks of the whole record, or the status says that this is superseded.
func (r *Record) referInText(b markup.Block) {
	if !containsAny(strings.ToLower(b.Text), "superseded", "supersedes", "superceded", "supercedes", "replaces", "replaced") {
		return
	}
	m := selfRef.FindStringSubmatch(b.Text)
	if see := seeRef.FindStringSubmatch(b.Text); m == nil && see != nil && wholeRef.MatchString(b.Text) {
		r.refer("superseded by", see[1], b.Refs, b.Line)
		return
	}
	if m == nil || len(b.Refs) == 0 && !refNumber.MatchString(m[2]+m[4]) {
		return
	}
	how := strings.ToLower(m[1] + m[3])
	r.refer(how, m[2]+m[4], b.Refs, b.Line)
	if supersededBy(how) && r.Holds() && !wholeRef.MatchString(b.Text) {
		r.Partly = true
	}
}

// row writes what a record says of itself as a row of a table is written.
func (m *recordMeta) row(r *Record) string {
	status := cmp.Or(r.Written, "not stated")
	for _, ref := range r.refs {
		how := "superseded by"
		if ref.amends {
			how = "amended by"
		}
		if ref.by && ref.text != "" && !strings.Contains(status, ref.text) && len(ref.text) < 120 {
			status = strings.TrimRight(status, ". ") + ", " + how + " " + ref.text
		}
	}
	changed := ""
	if r.Updated {
		changed = m.changed
	}
	return markup.RowText([]string{headLine, "Status", "Date", "Last changed", "Deciders", "Author"},
		[]string{cmp.Or(r.Name, r.Subject), status, m.date, changed, m.deciders, m.author})
}
