package knowledge

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge/markup"
	"github.com/stackpick/stackpick/knowledge/plain"
)

// A Record is what a decision record says of itself. The common forms are read: Michael Nygard's (Status,
// Context, Decision, Consequences; https://cognitect.com/blog/2011/11/15/documenting-architecture-decisions),
// MADR 2 to 4 (Considered Options, Decision Outcome, Pros and Cons; https://adr.github.io/madr/), and What, Why and How
// below a table of properties (https://github.com/opendatahub-io/architecture-decision-records).
type Record struct {
	Name         string   // "ADR-0012", or what its file or a log calls it, "ACME-ADR-WEB-0012", "DEC-12"; "" for a record without a number
	Number       int      // 12; -1 for a record without a number
	Subject      string   // its title without the number: "Use PostgreSQL"
	Status       Status   // what became of it; StatusUnknown where it does not say, or says what we do not know
	Written      string   // the status in the record's own words: "Implemented in v2"; "" where it has none
	Partly       bool     // only a part of it is superseded; the rest holds
	Deciders     string   // who decided, as written; may be ""
	Updated      bool     // the document's date is that of its last change; when it was decided is not said
	Considered   []string // the options it names as considered, as written, without mark-up and remarks
	Chosen       []string // what it decides for, as the vocabulary names it; empty where no option was recognised
	Rejected     []string // what it sets the chosen option above, or considers and does not choose
	Drivers      []string // the criteria and traits that its decision drivers name
	Supersedes   []string // IDs of the documents that it replaces
	SupersededBy []string // IDs of the documents that replace it, the oldest first
	AmendedBy    []string // IDs of the documents that change a part of it, which still holds

	dated   string   // the date that it says of itself, as written
	filed   string   // the date in the name of its file
	heading string   // its title as written; "" where that is the heading of a part
	summary bool     // what it decides stands in its summary
	design  bool     // what it decides stands under its design, for it has no summary
	what    bool     // what it decides stands under "What", and "How"
	logged  bool     // it is an entry of a decision log
	beside  bool     // what it considers is called alternatives to what it decides for
	names   []string // the vocabulary's name of each of Considered
	labels  []string // the label of each of Considered, "a" of "Option A"; "" where it has none
	opening []string // the headings that open an option by its label, as plain.Folded gives them
	outcome string   // what "Chosen option: …" names, as written
	refs    []recordRef
	line    int // where its status stands, or its title
	titled  int // the number in its title, -1 for none
	outLine int // where its outcome stands
}

// Status is what became of a decision.
type Status string

// The statuses of a record. People write many words for each; see statusOf.
const (
	StatusUnknown    Status = ""
	StatusProposed   Status = "proposed"
	StatusAccepted   Status = "accepted"
	StatusRejected   Status = "rejected"
	StatusDeprecated Status = "deprecated"
	StatusSuperseded Status = "superseded"
)

// Holds reports whether the decision is in force. A record that does not state its status was decided all the same.
func (r *Record) Holds() bool {
	return r.Status == StatusAccepted || r.Status == StatusUnknown
}

// A recordRef is what a record says of another: "superseded by [5. Use Kafka](0005-use-kafka.md)".
type recordRef struct {
	by     bool     // the other one supersedes or amends this one
	amends bool     // it only amends
	text   string   // the words that name it
	links  []string // where the links beside them lead
	line   int
	number int    // -1 where the words hold none
	code   string // the words of the number, "D-12"
}

// recordOf recognises a decision record by its shape, and returns nil for any other document: a section with the
// decision, or a title such as "ADR-12: Use RabbitMQ", and two other signs beside it.
func recordOf(f foundFile, head *markup.Head, a *article) *Record {
	signs := signsOf(head, a)
	signs.kept = recordPlace.MatchString(f.name)
	title := cmp.Or(a.Title, head.Title)
	number, subject := recordNumber(f.name, cmp.Or(title, fileTitle(f.name, a)), head.ID)
	series, inSeries, called := seriesTitle(f.name, title)
	if series != "" {
		number, subject = inSeries, called
	} else if series, inSeries = seriesField(f.name, head); series != "" {
		number, title = inSeries, cmp.Or(head.Title, title)
		subject = title
	}
	shaped := signs.parts[PartConsidered] || signs.parts[PartContext] && signs.parts[PartConsequences] || signs.kept
	rfc := signs.rfc() && number >= 0 || series != "" && signs.status && signs.summary
	decides := signs.parts[PartOutcome] || signs.status && number >= 0 && shaped || namedRecord.MatchString(title)
	if !rfc && (signs.proposes && !signs.status && !signs.settles || signs.count(number >= 0) < 2 || !decides) {
		return nil
	}
	titled, _ := recordNumber("", title, "")
	if series != "" {
		titled = number
	}
	r := &Record{Number: number, Subject: subject, titled: titled, heading: title, summary: rfc && !signs.parts[PartOutcome]}
	r.design = r.summary && !signs.summary
	if base := filedAs(f.name); datedFile.MatchString(base) {
		r.filed = dateOfName(base)
	}
	r.what = signs.what && signs.parts[PartRationale] && !signs.parts[PartOutcome]
	if title == "" && !inEveryFolder(withoutExtension(path.Base(f.name))) {
		r.Subject = cmp.Or(capitalised(fileSubject(path.Base(f.name))), subject) // a page without a title
	}
	if rfc && opensPart(bareHeading(subject)) {
		r.Subject, r.heading = cmp.Or(ownName(a), head.Title, capitalised(fileSubject(path.Base(f.name))), subject), "" // the page begins with its first part
	}
	if r.Subject = withoutFullStop(r.Subject); placeholder.MatchString(r.Subject) && number > 0 && filledIn(head, a) {
		r.Subject = cmp.Or(capitalised(fileSubject(path.Base(f.name))), subject) // only the form's title was left
	}
	if m := titleStatus.FindStringSubmatch(title); m != nil {
		r.takeStatus(m[1]+m[2]+m[3], nil, 0)
	}
	if number >= 0 {
		r.Name = cmp.Or(series, seriesCode(path.Base(f.name)), commonName(f.name, title, number, rfc))
	}
	return r
}

// commonName returns what a record of one of the common series is called; rfc is whether it has the parts of a request for
// comments.
func commonName(file, title string, number int, rfc bool) string {
	named := title + "\n" + path.Base(file)
	if rfcName.MatchString(named) || rfc && !adrName.MatchString(named) && !adrPlace.MatchString(file) {
		return fmt.Sprintf("RFC-%04d", number)
	}
	return fmt.Sprintf("ADR-%04d", number)
}

// opensPart reports whether a page's title is only what its first part is called, or what it says of itself first: "Summary",
// "Meta".
func opensPart(bare string) bool {
	return partCalled(bare) != PartNone || summaryPart.MatchString(bare) || metaPart.MatchString(bare)
}

// ownName returns the name that a record gives itself among its properties, "Name: Structured SBOMs", or "".
func ownName(a *article) string {
	for i, b := range a.Blocks {
		if name, value := markup.Property(b.Text); i < metaReach && (name == "name" || name == "title") && !toFill.MatchString(value) {
			return unquoted(value)
		}
	}
	return ""
}

// withoutFullStop takes the full stop off a title that is written as a sentence.
func withoutFullStop(title string) string {
	if bare, ok := strings.CutSuffix(title, "."); ok && !strings.HasSuffix(bare, ".") && !abbreviated(title) {
		return bare
	}
	return title
}

// recordSigns are what a document has of what records have.
type recordSigns struct {
	parts    map[Part]bool
	status   bool // it states one
	dated    bool // it says when it was decided, or by whom
	proposes bool // a heading speaks of a proposal
	settles  bool // a heading is "Decision", and not on what is proposed
	kept     bool // it is in a folder of decisions
	summary  bool // a heading says that it is one
	designs  bool // a heading is "Design"
	what     bool // a heading is "What"
	opposed  bool // a part is on its drawbacks
}

// rfc reports whether a document has the parts of a request for comments, as many projects write what they decide:
// summary, motivation, design, drawbacks, alternatives (https://github.com/rust-lang/rfcs).
func (s *recordSigns) rfc() bool {
	weighs := s.parts[PartConsidered] || s.opposed
	return s.parts[PartContext] && (s.summary && (weighs || s.status && !s.parts[PartOutcome]) || s.designs && weighs && s.parts[PartConsequences])
}

func signsOf(head *markup.Head, a *article) recordSigns {
	s := recordSigns{parts: map[Part]bool{}, status: head.Field("status") != ""}
	for i, b := range a.Blocks {
		switch {
		case b.Kind == markup.Heading:
			s.heading(bareHeading(b.Text))
		case i < metaReach:
			name, _ := markup.Property(b.Text)
			s.status, s.dated = s.status || name == "status", s.dated || name == "date" || strings.HasPrefix(name, "decider")
		}
	}
	return s
}

// heading takes in a heading, without what stands around its words.
func (s *recordSigns) heading(bare string) {
	if name, _ := markup.Property(bare); statusPart.MatchString(bare) || name == "status" {
		s.status = true
		return
	}
	s.parts[partCalled(bare)] = true
	s.summary = s.summary || summaryPart.MatchString(bare)
	s.designs = s.designs || designPart.MatchString(bare)
	s.what = s.what || whatPart.MatchString(bare)
	s.opposed = s.opposed || drawbacksPart.MatchString(bare)
	proposes := strings.Contains(strings.ToLower(bare), "propos")
	s.proposes = s.proposes || proposes
	s.settles = s.settles || !proposes && partCalled(bare) == PartOutcome && settledPart.MatchString(bare)
}

// count counts the signs beside the decision itself.
func (s *recordSigns) count(numbered bool) int {
	n := 0
	for _, sign := range []bool{
		s.parts[PartContext], s.parts[PartConsidered], s.parts[PartConsequences], s.parts[PartPros], s.parts[PartDrivers],
		s.status || s.dated, numbered, s.kept && s.settles, s.kept && s.parts[PartRationale],
	} {
		if sign {
			n++
		}
	}
	return n
}

// title is what a record is called: "ADR-0012 Use PostgreSQL".
func (r *Record) title() string { return strings.TrimSpace(r.Name + " " + r.Subject) }

// shape sets a record's blocks in order: what it says of itself becomes one line under its title, options and
// outcome are noted, and the title says its number.
func (r *Record) shape(head *markup.Head, a *article) {
	for i, b := range a.Blocks {
		if b.Kind == markup.Heading {
			a.Blocks[i].Part = string(r.partWhereAsked(b.Text))
		}
	}
	m := r.readMeta(head, a)
	r.readOptions(a)
	r.ownArguments(a)
	r.line = 1
	at := 0
	if i := slices.IndexFunc(a.Blocks, func(b markup.Block) bool { return b.Kind == markup.Heading && b.Level == 1 }); i >= 0 {
		r.line = a.Blocks[i].Line
		if r.sameTitle(a.Blocks[i].Text) {
			a.Blocks[i].Text = r.title()
			at = i + 1
		}
	}
	if m.line > 0 {
		r.line = m.line
	}
	a.Title = r.title()
	a.Blocks = slices.Insert(a.Blocks, at, markup.Block{Kind: markup.Row, Text: m.row(r), Line: r.line})
}

// sameTitle reports whether a heading is the record's own title.
func (r *Record) sameTitle(heading string) bool {
	_, subject := recordNumber("", heading, "")
	return plain.Folded(subject) == plain.Folded(r.Subject) || plain.Folded(heading) == plain.Folded(r.heading)
}
