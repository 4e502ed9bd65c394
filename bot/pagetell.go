package bot

import (
	"regexp"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/bot/question"
	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// A reading is the section that answers an ask best by its words.
type reading struct {
	told   []place // in reading order
	reach  float64
	headed bool // its heading is what the ask is about
	listed bool // it is the list that the ask wants
}

// readClosely returns the section that answers an ask by its words, nil where none does.
func (b *Bot) readClosely(a *question.Ask, e *evidence) *reading {
	words := b.wantedOf(a)
	_, exact := expects(a)
	what := asksWhat(b, a) && !exact
	namesEnough := what && a.Define || b.manyThings() && (asksDoer(a) || a.Answer == question.Date)
	if !slices.ContainsFunc(words, wanted.counts) && !(namesEnough && slices.ContainsFunc(words, wanted.about)) {
		return nil
	}
	best, within := b.farthest(a, e, words)
	if best.claim == nil {
		return nil
	}
	headed := what && e.section(b, best.passage).heads(words)
	also := reachAlso
	if exact {
		also = reachExact
	}
	r := &reading{told: toldOf(a, best, within, also, a.AsksWhy() && !a.AsksHow()), reach: best.reach, headed: headed}
	r.listed = asksList(a) && len(r.told) > 2 && r.told[0].at == best.at && r.told[1].lead != nil && r.told[1].lead.at == best.at
	first := func(n int, list []place) []place { // and the best
		return slices.DeleteFunc(slices.Clone(list), func(p place) bool { return p.at >= n && p.at != best.at })
	}
	switch {
	case !exact && b.headAsks(e.section(b, best.passage), words):
		r.told, r.headed = first(maxRead, openingOf(within)), true
	case headed && asksList(a):
		r.told = openingOf(within)
	case headed:
		r.told = first(maxHeaded, within)
	}
	if r.told = answered(r.told, within); len(r.told) == 0 {
		return nil
	}
	return r
}

// answered returns the sentences to tell without those that ask themselves. What follows such a one answers it.
func answered(told, within []place) []place {
	var list []place
	for _, at := range told {
		if !asksItself(at.claim) {
			list = append(list, at)
		} else if next := at.at + 1; next < len(within) && !asksItself(within[next].claim) && !holds(told, next) {
			list = append(list, within[next])
		}
	}
	return list
}

// holds reports whether some sentences of a section have the one at a place among them.
func holds(some []place, at int) bool {
	return slices.ContainsFunc(some, func(p place) bool { return p.at == at })
}

// asksItself reports whether a sentence is a question, which answers none.
func asksItself(c *knowledge.Claim) bool { return strings.HasSuffix(c.Text, "?") }

// farthest returns the sentence that reaches farthest of those that may answer an ask, and all sentences of its section; none
// where no sentence reaches far enough.
func (b *Bot) farthest(a *question.Ask, e *evidence, words []wanted) (best place, within []place) {
	fits, exact := expects(a)
	spare := spareOf(a, exact)
	seen := map[string]bool{}
	for _, p := range e.passages {
		if seen[sectionID(p)] {
			continue
		}
		seen[sectionID(p)] = true
		s := e.section(b, p)
		if !e.mayAnswer(s, words, spare) {
			continue
		}
		places := b.places(a, s, words)
		for i := range places {
			at := &places[i]
			at.reach += reachScore * (e.scores[p.ID] - 1)
			farther := at.reach >= e.enough() && at.reach+at.gain > best.reach+best.gain
			if farther && !at.astray && fits(at.said()) && !b.misses(a, at.claim, at.passage.Heading+": "+at.said()) && !b.lore.pointer(at.claim.Text) {
				best, within = *at, places
			}
		}
	}
	return best, within
}

// readInstead answers an ask by its words where its options and criteria led to nothing. Gaps is how many gaps there
// were before: what seemed to be missing is not, then.
func (d *draft) readInstead(a *question.Ask, e *evidence, gaps int) Outcome {
	if r := d.b.readClosely(a, e); r != nil {
		d.a.Gaps = d.a.Gaps[:gaps]
		d.tellRead(r)
		d.tellHits(a, e)
		return Facts
	}
	if f := d.b.namingAll(a, e); f != nil {
		d.a.Gaps = d.a.Gaps[:gaps]
		d.tellOne(*f)
		return Facts
	}
	return NotCovered
}

// readBetter returns the section that answers an ask by its words, where it answers it better than what was found.
func (b *Bot) readBetter(a *question.Ask, e *evidence, found finding) *reading {
	if len(a.Options) > 0 && !b.manyThings() || found.passage.Kind == knowledge.KindCaseStudy {
		return nil
	}
	fits, exact := expects(a)
	r := b.readClosely(a, e)
	if r == nil || r.headed || inPart(r.told[0].passage, b.reader.AsksPart(a)) {
		return r
	}
	more := reachMore
	switch {
	case r.listed:
		more = -practiceGain
	case exact, a.AsksHow(), a.AsksWhy():
		more = 0
	}
	if fits(found.claim.Text) && r.reach < b.reachOf(a, e, found)+more {
		return nil
	}
	return r
}

// isElsewhere reports whether what was found stands in a section that lacks half of what the ask is about, for a name any of
// it, or the very thing that is to be explained. Of an article on a few technologies only asks that name nothing are
// looked at, and no yes or no.
func (b *Bot) isElsewhere(a *question.Ask, e *evidence, found finding) bool {
	named := len(a.Options)+len(a.Names)+len(a.Concepts) > 0
	if a.Code != "en" || !b.manyThings() && (named || a.StartsYesNo()) {
		return false
	}
	s := e.section(b, found.passage)
	if a.Define {
		thing := b.thingOf(a)
		return thing != "" && !s.has(thing)
	}
	missing, there := 0, 0
	for _, w := range b.wantedOf(a) {
		switch {
		case !w.counts():
		case s.has(w.term):
			there++
		case slices.Contains(a.Sought, w.term), w.point && len(a.Sought) > 0:
			return true
		case w.modifies && !w.everyday && !names(a, found.claim):
			return true // a bounty program is no other program
		default:
			missing++
		}
	}
	if a.Answer == question.Person && !asksUse(a) {
		return missing > 0 || there == 0 || b.isAstray(a, e, found)
	}
	if a.AsksHow() {
		return missing > int(float64(there)*spareHow)
	}
	return missing > 0 && missing >= there
}

// names reports whether a claim names what an ask names.
func names(a *question.Ask, c *knowledge.Claim) bool {
	return slices.ContainsFunc(slices.Concat(a.Options, a.Names), func(name string) bool { return strings.Contains(c.Text, name) })
}

// isAstray reports whether a finding does not speak of what is asked for, read like any other sentence.
func (b *Bot) isAstray(a *question.Ask, e *evidence, f finding) bool {
	places := b.places(a, e.section(b, f.passage), b.wantedOf(a))
	at := slices.IndexFunc(places, func(at place) bool { return at.claim == f.claim })
	return at >= 0 && places[at].astray
}

// thingOf is the term of what an ask wants to have explained, "" where there is none.
func (b *Bot) thingOf(a *question.Ask) string {
	if at := b.thingAt(a); at >= 0 {
		t, _ := b.lib.Vocabulary.Term(a.Words[at])
		return t
	}
	return ""
}

// thingAt is the place of the first word after "what is" that says anything, -1 where there is none.
func (b *Bot) thingAt(a *question.Ask) int {
	at := max(b.lib.Vocabulary.CueAt(vocabulary.Defining, a.Words), 0)
	for i := at; i < len(a.Words); i++ {
		if t, ok := b.lib.Vocabulary.Term(a.Words[i]); ok && !(b.lib.Vocabulary.Weak(t) && len(a.Options) > 0) {
			return i
		}
	}
	return -1
}

// reachOf is how far a finding reaches when it is read like any other sentence.
func (b *Bot) reachOf(a *question.Ask, e *evidence, f finding) float64 {
	if b.lore.pointer(f.claim.Text) {
		return 0
	}
	for _, at := range b.places(a, e.section(b, f.passage), b.wantedOf(a)) {
		if at.claim == f.claim {
			return at.reach + reachScore*(e.scores[f.passage.ID]-1)
		}
	}
	return 0
}

// How many sentences of a section are told, and of one whose heading is the thing to be explained.
const (
	maxRead   = 4
	maxSteps  = 6 // with those before the best
	maxHeaded = 2 // beside the best
)

// toldOf chooses what of a section is told: the best sentence, those that reach nearly as far, and where it only
// leads to them, or instructions are wanted, the lines below it.
func toldOf(a *question.Ask, best place, within []place, also float64, why bool) []place {
	chosen := map[int]bool{best.at: true}
	fits, _ := expects(a)
	if codeAfter(best.passage, best.claim) != "" {
		return []place{best}
	}
	if next := best.at + 1; next < len(within) && (why || labels.MatchString(best.claim.Text) && best.goesOn(within[next])) {
		chosen[next] = true // the reason often follows what it is a reason for, and "X: …" may take two sentences
	}
	if list := listAt(best, within); len(list) > 1 && asksList(a) {
		return list
	}
	if leads(best.claim.Text) || a.AsksHow() {
		for i := best.at + 1; i < len(within) && len(chosen) < maxRead && !strings.HasSuffix(within[i].claim.Text, ":"); i++ {
			chosen[i] = true
		}
	}
	if next := best.at + 1; why && next < len(within) && leads(within[next].claim.Text) { // "The reasons are:"
		for i := next; i < len(within) && len(chosen) < maxRead; i++ {
			chosen[i] = true
		}
	}
	for _, p := range within {
		if fits(p.said()) && p.reach+p.gain >= (best.reach+best.gain)*also && len(chosen) < maxRead && !strings.HasSuffix(p.claim.Text, ":") && !(a.AsksHow() && p.apart(best)) {
			chosen[p.at] = true
		}
	}
	if a.AsksHow() {
		for i := best.at - 1; i >= firstStep(best) && len(chosen) < maxSteps; i-- {
			chosen[i] = true // what is done before
		}
	}
	if also < reachExact {
		roundOut(chosen, within)
	}
	return slices.DeleteFunc(slices.Clone(within), func(p place) bool { return !chosen[p.at] })
}

// roundOut adds to the chosen sentences of a section the rest of a list on what is asked that is begun, and, as far as there
// is room, what goes on in a paragraph.
func roundOut(chosen map[int]bool, within []place) {
	for i := 0; i+1 < len(within); i++ {
		lead := within[i].lead
		if !chosen[i] || !chosen[i+1] || lead == nil || within[i+1].lead != lead || within[lead.at].reach < reachEnough {
			continue
		}
		for _, p := range listAt(within[i], within)[1:] {
			chosen[p.at] = true
		}
	}
	for i := 0; i+1 < len(within) && len(chosen) < maxRead; i++ {
		if chosen[i] && within[i].goesOn(within[i+1]) {
			chosen[i+1] = true
		}
	}
}

// firstStep returns where instructions begin that a place is a part of: with the first item of its list.
func firstStep(at place) int {
	if at.lead != nil && !isLabel(at.lead.claim.Text) {
		return at.lead.at + 1
	}
	return at.at
}

// labels matches a sentence that says first what it is on: "Hold: …".
var labels = regexp.MustCompile(`^\p{Lu}[^.:;!?]{1,40}: \p{Lu}`)

// goesOn reports whether another sentence follows in the same paragraph or item.
func (at *place) goesOn(next place) bool {
	_, after, ok := strings.Cut(at.passage.Text, at.claim.Text)
	return ok && at.passage == next.passage && strings.HasPrefix(after, " "+next.claim.Text)
}

// apart reports whether a sentence stands under another line than one that is complete: "To stop it:" is no part of "To
// start it: run this".
func (at *place) apart(from place) bool {
	return at.lead != nil && at.lead.at != from.at && (from.lead == nil || at.lead.at != from.lead.at)
}

var (
	duration  = regexp.MustCompile(`(?i)(?:\d|\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|half|few|several|couple)\b)[\w.,~+-]*[\s-]*(?:of an? )?(?:business |working )?(?:seconds?|secs?|minutes?|mins?|m|hours?|hrs?|h|days?|weeks?|wks?|months?|quarters?|years?)\b|\b(?:an?|one|two|three|\d+) sprints?\b`)
	frequency = regexp.MustCompile(`(?i)\b(?:every|each|daily|hourly|weekly|bi-?weekly|fortnightly|monthly|quarterly|yearly|annually|once|twice|times an?|per (?:second|minute|hour|day|week|month|quarter|year|sprint)|an? (?:day|week|month|year)|(?:mon|tues|wednes|thurs|fri|satur|sun)days)\b`)
	size      = regexp.MustCompile(`(?i)\d\s*(?:[kmgtp]i?b?|bytes?|bits?|%|percent|(?:v?cpu|core)s?)(?:/s|ps)?\b`)
	calendar  = regexp.MustCompile(`(?i)\b(?:19|20)\d\d\b|\b\d{1,2}(?:st|nd|rd|th|[:.]\d\d| ?[ap]m| o['’]clock)|\bat (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|midnight)\b|\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|march|april|(?-i:May)|june|july|august|september|october|november|december)\b`)
	moment    = regexp.MustCompile(calendar.String() + `|(?i)\b(?:when|after|before|until|once|(?:within|in) (?:\d+|an?|two|three|four|five|six|seven|ten) (?:\w+ )?(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)|(?:end|start|beginning) of|every|each|during|due)\b`)
	condition = regexp.MustCompile(moment.String() + `|(?i)\b(?:if|unless|where|whenever|in case|(?:for|over|above|under|below|exceeds?|(?:more|less|longer|fewer) than|at least|at most) [£$€]?\d|\d ?%|(?:for|on|with) (?:any|all|every|each|\w+ing)\b)`)
	unbounded = regexp.MustCompile(`(?i)\b(?:unlimited|(?:no|any|without) (?:hard |fixed |upper )?(?:limits?|number|maximum|restrictions?)|as (?:many|much) as|limited only by|none)\b`)
)

// expects returns the test that a sentence must pass to be of the kind that an ask is after. Exact means that one thing
// is wanted, such as a name or a number: then a word that a section lacks makes it a section on something else.
func expects(a *question.Ask) (fits func(text string) bool, exact bool) {
	switch {
	case a.AsksAge(), a.AsksTime(), vocabulary.HasAnyPhrase(a.Words, "how long", "how quickly", "how fast", "how soon"):
		return duration.MatchString, true
	case vocabulary.HasAnyPhrase(a.Words, "how often", "how frequently"):
		return frequency.MatchString, true
	case vocabulary.HasPhrase(a.Words, "how much") && vocabulary.HasAny(a.Words, "memory", "ram", "disk", "storage", "space", "bandwidth", "cpu"):
		return size.MatchString, true
	case a.AsksLength():
		return hasFigure, true
	case a.AsksHours():
		return calendar.MatchString, true
	case a.Answer == question.Share:
		return func(text string) bool { return strings.Contains(text, "%") }, true
	case a.Answer == question.Number:
		return func(text string) bool { return hasFigure(text) || unbounded.MatchString(text) }, true
	case asksCondition(a):
		return condition.MatchString, true
	case a.Answer == question.Date:
		return calendar.MatchString, true
	default:
		return func(string) bool { return true }, a.Answer == question.Person
	}
}

// whenAt returns the place of the "when" that an ask begins with, -1 for none: in "what happens when …" it asks nothing.
func whenAt(a *question.Ask) int {
	at := vocabulary.FirstOf(a.Opening(3), "when")
	if at > 0 && vocabulary.HasAny(a.Words[:at], "what", "which", "who", "how", "where", "happens") {
		return -1
	}
	return at
}

// asksCondition reports whether an ask of "when" may be after a condition as well as after a time: "when do I have to ask
// first?", "when is an alert critical?".
func asksCondition(a *question.Ask) bool {
	at := whenAt(a)
	return at >= 0 && vocabulary.HasAny(a.Words[at+1:], "is", "are", "do", "does", "should", "must", "can", "may", "to")
}

// tellRead tells what a section says.
func (d *draft) tellRead(r *reading) {
	skipped := false // a line that leads to the next: that is said with it
	for i, at := range r.told {
		led := i > 0 && at.lead != nil && r.told[i-1].lead == at.lead
		leading := i+1 < len(r.told) && r.told[i+1].lead != nil && r.told[i+1].lead.claim == at.claim && codeAfter(at.passage, at.claim) == ""
		switch {
		case d.said[at.claim] || leading:
		case skipped, at.lead != nil && !led && !isSentence(at.claim.Text):
			d.sayLed(at)
		default:
			d.sayPlace(at)
		}
		skipped = leading
	}
}

// sayPlace says a sentence, with the command that it leads to.
func (d *draft) sayPlace(at place) {
	d.warn(at.passage)
	f := finding{claim: at.claim, passage: at.passage}
	text := quote(f, "")
	if code := codeAfter(at.passage, at.claim); code != "" {
		text = strings.TrimSuffix(text, ".") + " " + code
	}
	if at.under != "" {
		text = at.under + ": " + text
	}
	d.sayListing(text, f, at.below)
}

// sayLed says an item of a list after the line that leads to it.
func (d *draft) sayLed(at place) {
	d.warn(at.passage)
	f := finding{claim: at.claim, passage: at.passage}
	text := strings.TrimRight(at.lead.claim.Text, ": ") + ": " + lowerFirst(quote(f, ""))
	d.say(text, finding{claim: at.lead.claim, passage: at.lead.passage}, f)
}

// maxCode is how much of a block of code is quoted, in bytes.
const maxCode = 300

// codeAfter returns what stands between a line that leads to it and the next sentence: mostly a command.
func codeAfter(p *knowledge.Passage, c *knowledge.Claim) string {
	at := slices.IndexFunc(p.Claims, func(o knowledge.Claim) bool { return o.Text == c.Text })
	_, code, ok := strings.Cut(p.Text, c.Text)
	if !ok || !strings.HasSuffix(c.Text, ":") {
		return ""
	}
	if at+1 < len(p.Claims) {
		code, _, _ = strings.Cut(code, p.Claims[at+1].Text)
	}
	if len(code) > maxCode {
		return ""
	}
	return strings.Join(strings.Fields(code), " ")
}
