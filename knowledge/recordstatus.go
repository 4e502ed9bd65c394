package knowledge

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/stackpick/stackpick/knowledge/plain"
)

// The words that people write for a status, by what they mean.
var (
	supersededWords = regexp.MustCompile(`(?i)\b(?:super[sc]eded|replaced|obsoleted)\b`)
	rejectedWords   = regexp.MustCompile(`(?i)\b(?:rejected|declined|denied|abandoned|withdrawn|dropped|dead|not (?:accepted|approved|adopted)|won['’]?t do)\b`)
	deprecatedWords = regexp.MustCompile(`(?i)\b(?:deprecated|obsolete|discontinued|retired|archived|outdated|no longer (?:valid|applies|relevant))\b`)
	proposedWords   = regexp.MustCompile(`(?i)\b(?:proposed|proposal|draft|exploring|pending|open|rfc|wip|in (?:review|discussion|progress)|under (?:review|discussion|consideration)|on hold|deferred|postponed|provisional(?:ly)?|discussion|review|tbd|to be decided|incomplete|unfinished|unresolved|ongoing|stagnant|stalled|last call)\b`)
	acceptedWords   = regexp.MustCompile(`(?i)\b(?:accepted|approved|adopted|agreed|decided|done|implemented|active|final|finali[sz]ed|ratified|in (?:effect|force|use)|current|valid|live|completed?|closed|committed|confirmed|fulfilled|extended|shipped|recommended|released|ready for release|living)\b|✅`)
)

// statusOf reads a status. The words are tried in this order, so that "not accepted" is no acceptance.
func statusOf(text string) Status {
	status, _ := readStatus(text)
	return status
}

// Word is the word of Written that says what became of the record, "implemented" of "Implemented in v2", or "".
func (r *Record) Word() string { return strings.ToLower(statusWord(r.Written)) }

// statusWord returns the word by which text states a status, or "".
func statusWord(text string) string {
	_, word := readStatus(text)
	return word
}

func readStatus(text string) (Status, string) {
	for _, s := range []struct {
		status Status
		words  *regexp.Regexp
	}{
		{StatusSuperseded, supersededWords}, {StatusRejected, rejectedWords}, {StatusDeprecated, deprecatedWords},
		{StatusProposed, proposedWords}, {StatusAccepted, acceptedWords},
	} {
		at := s.words.FindStringIndex(text)
		if at == nil {
			continue
		}
		if accepted := acceptedWords.FindStringIndex(text); s.status == StatusProposed && accepted != nil && accepted[0] < at[0] {
			return StatusAccepted, text[accepted[0]:accepted[1]] // "Decided. Open to more."
		}
		return s.status, text[at[0]:at[1]]
	}
	return tongueStatus(text)
}

var (
	partlyWord  = regexp.MustCompile(`(?i)\b(?:partly|partially|in part|parts? of)\b`)
	replacesVia = regexp.MustCompile(`(?i)\b(super[sc]eded(?:[- ]by)|(?:replaced|obsoleted|amended|clarified|extended|refined) by|supersedes|supercedes|replaces|obsoletes|amends|clarifies|extends|refines)\b:?\s*`)
	amending    = regexp.MustCompile(`(?i)^(?:amend|clarif|extend|refine|update)`)
	// statusEdge matches what stands behind a status and is none of it: the bar before the next property, an emoji by its name.
	statusEdge = regexp.MustCompile(`(?:\s*:[a-z0-9_+-]+:|[\s|·•])+$`)
)

// takeStatus reads a line of a status: "Accepted", "Superceded by [9. Use ISO dates](0009-use-iso-dates.md)". A
// record may have several; the first that says what became of it stands, unless a later one says that it is gone.
func (r *Record) takeStatus(text string, links []string, line int) {
	text = plain.OneLine(strings.Trim(strings.TrimSpace(text), "*_`\"'{}[]"))
	if text == "" || offersStatuses(text) {
		return
	}
	at := replacesVia.FindStringIndex(text)
	own := text
	if at != nil {
		how := strings.ToLower(text[at[0]:at[1]])
		r.refer(how, text[at[1]:], links, line)
		if !supersededBy(how) || amending.MatchString(how) {
			own = text[:at[0]]
		}
	}
	status := statusOf(own)
	if m := seeRef.FindStringSubmatch(text); m != nil && status == StatusUnknown && r.Status == StatusSuperseded {
		r.refer("superseded by", m[1], links, line) // "Replaced", and below it "(See Use React Query)"
		return
	}
	if rest := supersededWords.Split(own, 2); at == nil && status == StatusSuperseded && len(rest) == 2 && (len(links) > 0 || recordCode.MatchString(rest[1])) {
		r.refer("superseded by", strings.Trim(rest[1], " :-–—→>()"), links, line) // "Superseded [0019](0019-use-go.md)"
	}
	if status == StatusSuperseded && partlyWord.MatchString(own) {
		status, r.Partly = StatusAccepted, true
	}
	own = statusEdge.ReplaceAllString(own, "")
	own = strings.TrimLeftFunc(own, func(c rune) bool { return !unicode.IsLetter(c) }) // "✅ Accepted"
	if strings.TrimSpace(own) != "" && (r.Written == "" || status == StatusSuperseded || r.Status == StatusUnknown) {
		r.Written, r.Status = strings.TrimSpace(own), status
	}
}

// offersStatuses reports whether a text lists the statuses that there are: what a form has in the place of one, "Accepted or
// Rejected", or says of it, "Valid statuses are: Proposed, Accepted, Deprecated".
func offersStatuses(text string) bool {
	offered := map[Status]bool{}
	for _, piece := range statusBreak.Split(text, maxOffered) {
		status, word := readStatus(piece)
		alone := strings.EqualFold(strings.Trim(piece, " *_`\"'“”‘’[]().:"), word)
		if status == StatusUnknown || !alone && !statusesAre.MatchString(text) {
			return len(offered) >= manyStatuses
		}
		offered[status] = true
	}
	return len(offered) >= 2 && !statusesAre.MatchString(text) || len(offered) >= manyStatuses
}

var (
	statusBreak = regexp.MustCompile(`(?i)\s*(?:[|/,;]|\bor\b)\s*`)
	statusesAre = regexp.MustCompile(`(?i)\b(?:valid|possible|allowed|available)\b.{0,40}\b(?:status(?:es)?|states|values)\b`)
)

const (
	maxOffered   = 12 // pieces of a text that are looked at
	manyStatuses = 3  // more than any record has
)
