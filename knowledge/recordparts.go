package knowledge

import (
	"regexp"
	"slices"

	"github.com/stackpick/stackpick/knowledge/plain"
)

// A Part says what a section of a decision record holds.
type Part string

// The parts of a record. Other sections, and those of other documents, have none.
const (
	PartNone         Part = ""
	PartHead         Part = "head" // opens with what the record says of itself; that is its first claim
	PartContext      Part = "context"
	PartDrivers      Part = "drivers"
	PartConsidered   Part = "considered"
	PartOutcome      Part = "outcome"
	PartRationale    Part = "rationale"
	PartConsequences Part = "consequences"
	PartPros         Part = "pros and cons"
	PartHistory      Part = "history" // when it was written and changed, and by whom
	PartPeople       Part = "people"  // who looked at it, and whom it concerns
	PartLinks        Part = "links"   // what else there is to read, and which records it has to do with
)

// partHeadings are how the parts of a record are headed, once bareHeading has taken off what stands around; the first
// that fits counts.
var partHeadings = []struct {
	part    Part
	heading *regexp.Regexp
}{
	{PartContext, regexp.MustCompile(`(?i)^(?:context\b.*|(?:the )?problem(?: statement)?|background|(?:the )?issue|motivation|business case|situation|forces)$`)},
	{PartDrivers, regexp.MustCompile(`(?i)^(?:decision drivers?|drivers|(?:decision |evaluation )?criteria|(?:decision |key )?considerations|requirements|constraints)\b.*$`)},
	{PartConsidered, regexp.MustCompile(`(?i)^(?:(?:alternative|other) (?:approach(?:es)?|solutions?|options?|designs?)(?: considered)?|(?:considered|available|possible|evaluated) (?:options?|alternatives?|solutions?|approaches)|(?:options?|alternatives?|solutions?|approaches)(?: (?:considered|evaluated|available))?|positions|(?:rejected|discarded) (?:options?|alternatives?|approaches)|(?:options?|alternatives?) (?:rejected|discarded|ruled out)|rejected|proposals|proposed solutions|prior art and alternatives)$`)},
	{PartOutcome, regexp.MustCompile(`(?i)^(?:(?:the )?decisions?(?: outcome| made| taken| summary)?|(?:(?:wh\(?y\)?|y)[- ])?(?:decision )?statement|outcome|resolution|chosen (?:option|solution)|(?:our )?choice|chose|proposal|proposed (?:solution|decision)|decided|what(?:['’]s| is| was| we) (?:proposed|decided)|(?:the )?existing decision)$`)},
	{PartRationale, regexp.MustCompile(`(?i)^(?:reasoning|(?:decision )?rationale|justification|reasons?(?: for .*)?|why\b.*|arguments?|argumentation)$`)},
	{PartConsequences, regexp.MustCompile(`(?i)^(?:(?:expected |possible )?(?:consequences|implications|impacts?|results|effects|trade-?offs(?: and mitigations)?)|(?:positive|negative|neutral) (?:consequences|implications|impacts?|effects)|consequences of .*|risks?|costs?(?: accepted)?)$`)},
	{PartPros, regexp.MustCompile(`(?i)^(?:pros? (?:and|&) cons?\b.*|(?:evaluation|analysis|comparison) of (?:the )?(?:options|alternatives)|options? (?:analysis|evaluation|comparison|details?))$`)},
	{PartHistory, regexp.MustCompile(`(?i)^(?:change ?log|changes|(?:(?:change|revision|version|document|edit|status|release|update) )?history|revisions?)$`)},
	{PartPeople, regexp.MustCompile(`(?i)^(?:reviews?|reviewers?|reviewed by|approvals?|sign[- ]?offs?|(?:impacted |affected )?stakeholders?(?: impacts?)?)$`)},
	{PartLinks, regexp.MustCompile(`(?i)^(?:(?:(?:external|related|further|useful|supporting) )?(?:links?|references?|reading)|(?:external|related|further|useful|supporting) (?:resources|documents?|documentation|docs?|materials?|work|decisions?|adrs?|records?|rfcs?)|detailed docs?|see also|(?:adr |decision )?dependencies|bibliography)$`)},
}

// partNamed returns the part that a heading names.
func partNamed(heading string) Part { return partCalled(bareHeading(heading)) }

// partCalled is partNamed for a heading without what stands around its words.
func partCalled(bare string) Part {
	for _, p := range partHeadings {
		if p.heading.MatchString(bare) {
			return p.part
		}
	}
	return tonguePart(bare)
}

// settledPart matches the headings of what has been decided.
var settledPart = regexp.MustCompile(`(?i)\b(?:decisions?|decided|outcome|resolution)\b`)

// Sections that hold what a record says of itself.
var (
	metaPart     = regexp.MustCompile(`(?i)^(?:meta(?:[- ]?data)?|preamble|header)$`)
	statusPart   = regexp.MustCompile(`(?i)^(?:status|state|estado|statut|stato|situação)$`)
	datePart     = regexp.MustCompile(`(?i)^(?:date|decision date|decided on)$`)
	decidersPart = regexp.MustCompile(`(?i)^(?:deciders?|decision[- ]makers?|decided by|approvers?|participants)$`)
)

var headingEdge = regexp.MustCompile(`^(?:[^\p{L}{\[]*\d+[.)]?)?[^\p{L}{\[]*|[\s:.]+$`)

// bareHeading returns a heading without what stands around its words.
func bareHeading(heading string) string { return headingEdge.ReplaceAllString(heading, "") }

// The parts of a request for comments that records do not have: what it comes to, how it is done, and what speaks against it.
var (
	summaryPart   = regexp.MustCompile(`(?i)^(?:summary|abstract|tl;?dr|executive summary|one paragraph explanation)$`)
	designPart    = regexp.MustCompile(`(?i)^(?:explanation|internal details|(?:guide|reference)-level explanation|(?:detailed |proposed |technical )?design|specification)$`)
	drawbacksPart = regexp.MustCompile(`(?i)^(?:drawbacks?|disadvantages|downsides)$`)
)

// The parts of a record that is written as What, Why and How, with what it is to reach and what not.
var (
	whatPart  = regexp.MustCompile(`(?i)^what$`)
	howPart   = regexp.MustCompile(`(?i)^how$`)
	goalsPart = regexp.MustCompile(`(?i)^goals?$`)
)

// partWhereAsked is partNamed for a record, which may be written as What, Why and How.
func (r *Record) partWhereAsked(heading string) Part {
	bare := bareHeading(heading)
	switch {
	case r.what && (whatPart.MatchString(bare) || howPart.MatchString(bare)):
		return PartOutcome
	case r.what && goalsPart.MatchString(bare):
		return PartDrivers
	}
	return partCalled(bare)
}

// partOf returns the part of the record that a heading of it names.
func (r *Record) partOf(heading string) Part {
	part := r.partWhereAsked(heading)
	switch {
	case part != PartNone || !r.summary:
		return part
	case summaryPart.MatchString(bareHeading(heading)):
		return PartOutcome
	case r.design && designPart.MatchString(bareHeading(heading)):
		return PartOutcome
	case drawbacksPart.MatchString(bareHeading(heading)):
		return PartConsequences
	}
	return PartNone
}

// setPart notes which part of its record a passage belongs to, by its heading or the nearest above it, and for the
// part on pros and cons under which option.
func (p *Passage) setPart(r *Record) {
	p.Part, p.under = PartNone, ""
	if p.Heading == p.Title && len(p.Path) == 0 {
		p.Part = PartContext
		return
	}
	headings := append(p.Path[:len(p.Path):len(p.Path)], p.written)
	for _, heading := range headings {
		if slices.Contains(r.opening, plain.Folded(heading)) {
			p.Part, p.under = PartPros, heading
			return
		}
	}
	headings[len(headings)-1] = p.Heading
	for i := len(headings) - 1; i >= 0; i-- {
		part := r.partOf(headings[i])
		if part == PartNone {
			continue
		}
		if below := headings[i+1:]; (part == PartPros || part == PartConsidered) && len(below) > 0 {
			p.Part, p.under = PartPros, below[0]
			return
		}
		if part == PartConsequences && i > 0 && partNamed(headings[i-1]) == PartPros {
			continue
		}
		p.Part = part
		return
	}
}

// openOutcome takes the sections that have names of their own for the outcome of a record that has no section with that
// name: "Background", "File format".
func (d *Document) openOutcome() {
	if slices.ContainsFunc(d.Passages, func(p Passage) bool { return p.Part == PartOutcome || p.Part == PartConsidered }) {
		return
	}
	for i := range d.Passages {
		if p := &d.Passages[i]; p.Part == PartNone {
			p.Part = PartOutcome
		}
	}
}
