package bot

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/stackpick/stackpick/bot/question"
	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// A handbook is no article on two frameworks: what a question names there is seldom an option or a criterion, and the
// sentence that answers it leans on the heading above it, on the line that leads to it, or on the item of a list that
// it stands under. So a question is also read by its plain words, against sentences in their surroundings. The rule:
//
//	held   = for each word the nearest place that has it: the sentence, the line that leads to it, a heading above,
//	         the document's title, the rest of the section
//	reach  = the sum of weight × held ÷ the sum of weights; a word weighs by how rare it is in the knowledge
//
// A sentence that reaches less than reachEnough answers nothing, nor does any of a section that lacks what the
// question is about: see lacks.
const (
	heldByLead    = 0.9
	heldByHeading = 0.85
	heldByTitle   = 0.75
	heldNearby    = 0.5

	reachEnough = 0.7
	reachAlso   = 0.9  // a further sentence of the section is told when it reaches nearly as far as the best
	reachExact  = 0.98 // likewise where one thing is wanted, such as a name
	reachMore   = 0.05 // how much further a reading must reach than what was found by options and criteria
	reachScore  = 0.12 // what the best-scoring passage gains over one that scores nothing
	definesIt   = 0.3  // what a sentence gains that says what the thing is
	settingPart = 0.6  // words of the setting count for less than those of the question
	plainPart   = 0.7  // so do words that say little in most questions
	chatterLoss = 0.5  // what a sentence loses whose section has none of those words
	plainGain   = 0.05 // what a sentence gains for each of those that says too little to count
	plainShare  = 0.1  // and they count at all where no more than this share of the passages has them
)

// A section is all passages that one section was cut into, with its words.
type section struct {
	parts []*knowledge.Passage
	own   []string           // of its own heading
	held  map[string]float64 // how near each of its words stands to a sentence that has not got it, by the rule above
	said  []question.Saying  // what the ask says that it may say in other words
}

// section returns the section that a passage is, or is a part of. An ask that comes back to it finds it made.
func (e *evidence) section(b *Bot, p *knowledge.Passage) *section {
	id := sectionID(p)
	s := e.sections[id]
	if s == nil {
		if e.sections == nil {
			e.sections = map[string]*section{}
		}
		s = b.sectionOf(p, e.sayings)
		e.sections[id] = s
	}
	return s
}

// sectionOf reads the words of the section that a passage is, or is a part of, with what it says of sayings in other words.
func (b *Bot) sectionOf(p *knowledge.Passage, said []question.Saying) *section {
	s := &section{parts: b.lore.parts[sectionID(p)], own: b.stems(withoutAside(p.Heading)), held: map[string]float64{}, said: said}
	if len(s.parts) == 0 {
		s.parts = []*knowledge.Passage{p}
	}
	note := func(text string, near float64) {
		for _, stem := range b.stemsIn(text, said) {
			s.held[stem] = near // the nearest place is noted last
		}
	}
	document, _, _ := strings.Cut(p.ID, "#")
	note(strings.NewReplacer("-", " ", "_", " ").Replace(document), heldNearby) // its folders tell what it is about: "python/linters"
	for _, part := range s.parts {
		note(part.Text, heldNearby)
	}
	note(spelledOut(p.Title), heldByTitle)
	note(spelledOut(p.Heading+"\n"+strings.Join(p.Path, "\n")), heldByHeading)
	return s
}

// joinedName matches names that are several words written as one: "NodeFilesystemAlmostFull", "etcdMembersDown".
var joinedName = regexp.MustCompile(`\b\p{L}[\p{Ll}\d]+(?:\p{Lu}+[\p{Ll}\d]*)+\b`)

// spelledOut is a heading with the words of its joined names behind them.
func spelledOut(heading string) string {
	return joinedName.ReplaceAllStringFunc(heading, func(name string) string { return name + " " + wordByWord(name) })
}

// inName matches where a word ends in a joined name.
var inName = regexp.MustCompile(`(\p{Ll}|\d)(\p{Lu})|(\p{Lu})(\p{Lu}\p{Ll})`)

// wordByWord writes the words of a joined name one by one: "HPA maxed out" of "HPAMaxedOut".
func wordByWord(name string) string { return inName.ReplaceAllString(name, "$1$3 $2$4") }

// sectionID is what the IDs of all parts of a section have in common.
func sectionID(p *knowledge.Passage) string {
	id, _, _ := strings.Cut(p.ID, "~")
	return id
}

func (s *section) has(stem string) bool { return s.held[stem] > 0 }

// lacks reports whether a section lacks what a question is about: its subject, what it counts or asks for, a word that
// is not plain and not everyday, or more everyday words than a share of those that it has. It may lack one rare word
// where it has all the others and these are several: then people say in a word of their own what it says in another.
func (s *section) lacks(words []wanted, spare float64) bool {
	missing, there, rare := 0, 0, 0
	for _, w := range words {
		switch held := s.has(w.term); {
		case held && w.counts():
			there++
		case held, w.plain && !w.point:
		case w.subject, w.point:
			return true
		case !w.everyday:
			rare++
		default:
			missing++
		}
	}
	if rare > 1 || rare == 1 && (there < several || missing > 0) {
		return true
	}
	return there == 0 && slices.ContainsFunc(words, wanted.counts) || missing > int(float64(there)*spare)
}

// several is how many words of a question a section must have to lack a rare one.
const several = 3

// How many everyday words of a question a section may lack, as a share of those that it has: one thing is wanted, or
// instructions, which are rarely for another thing, or anything.
const (
	spareExact = 0.0
	spareHow   = 1.0 / 3
	spareAny   = 1.0 / 2
)

// spareOf returns which of these an ask allows.
func spareOf(a *question.Ask, exact bool) float64 {
	switch {
	case exact:
		return spareExact
	case a.AsksHow():
		return spareHow
	default:
		return spareAny
	}
}

// A place is a sentence in its surroundings.
type place struct {
	passage *knowledge.Passage
	claim   *knowledge.Claim
	at      int    // its place among the section's sentences
	lead    *place // the line above that leads to it, or nil
	under   string // the heading above it, where that has the figure that is asked for; "" elsewhere
	reach   float64
	gain    float64              // what it gains over others that reach as far
	astray  bool                 // it does not speak of what is counted or asked for
	below   []*knowledge.Passage // the sections that it announces
}

// said is what would be told of a place: the sentence with the line that leads to it, or the heading that has the figure.
func (at *place) said() string {
	switch {
	case at.under != "":
		return at.under + ": " + at.claim.Text
	case at.lead != nil:
		return at.lead.claim.Text + " " + at.claim.Text
	}
	return at.claim.Text
}

// headingNumber matches the number of a heading.
var headingNumber = regexp.MustCompile(`^[\d.)]+\s+`)

// figureAbove returns the heading of a section where that has the figure that an ask is after: "Coverage is at least 90%".
func figureAbove(a *question.Ask, s *section) string {
	heading := headingNumber.ReplaceAllString(s.parts[0].Heading, "")
	fits, exact := expects(a)
	ofFigure := exact && (a.Answer == question.Number || a.Answer == question.Share)
	if !ofFigure || !hasFigure(heading) || !fits(heading) || len(heading) > longestTitle {
		return ""
	}
	return strings.TrimRight(heading, ":. ")
}

// lines returns the sentences of a section with the lines that lead to them: a line that ends in a colon, or where there
// is none a short one.
func (s *section) lines() []place {
	var all []place
	var lead, list *place // the nearest, and that if it ends in a colon
	for _, p := range s.parts {
		for i := range p.Claims {
			c := &p.Claims[i]
			if isHead(p, c) {
				continue
			}
			if lead != nil && (isLabel(lead.claim.Text) && isSentence(c.Text) || len(all)-lead.at > maxLed) {
				lead = nil // the list is over
			}
			if list != nil && len(all)-list.at > maxLed {
				list = nil
			}
			at := place{passage: p, claim: c, at: len(all), lead: lead}
			switch colon := strings.HasSuffix(c.Text, ":"); {
			case colon, isLabel(c.Text) && list == nil:
				at.lead, lead = nil, &place{passage: p, claim: c, at: at.at}
				if colon {
					list = lead
				}
			}
			all = append(all, at)
		}
	}
	return all
}

// around is how many parts of a section before and after one are read with it; most sections have fewer.
const around = 4

// linesNear returns the lines of the section that a passage is or is a part of, of a very long one those around it.
func (b *Bot) linesNear(p *knowledge.Passage) []place {
	parts := b.lore.parts[sectionID(p)]
	at := slices.IndexFunc(parts, func(o *knowledge.Passage) bool { return o.ID == p.ID })
	if at < 0 {
		parts, at = []*knowledge.Passage{p}, 0
	}
	s := section{parts: parts[max(0, at-around):min(len(parts), at+around+1)]}
	return s.lines()
}

// places measures the sentences of a section.
func (b *Bot) places(a *question.Ask, s *section, words []wanted) []place {
	places := s.lines()
	what := asksWhat(b, a)
	headed := what && s.heads(words)
	asked := b.manyThings() && a.Code == "en" && b.headAsks(s, words)
	lists := asksList(a)
	asksFor := b.reader.AsksPart(a)
	below := sync.OnceValue(func() []*knowledge.Passage { return b.below(s.parts[0]) })
	var lead *place
	var above []string // the words of lead
	heading := figureAbove(a, s)
	for i := range places {
		at := &places[i]
		if i == 0 && !strings.Contains(at.claim.Text, heading) {
			at.under = heading
		}
		if at.lead != lead {
			lead, above = at.lead, nil
			if lead != nil {
				above = b.stemsIn(lead.claim.Text, s.said)
			}
		}
		b.measure(a, s, at, words, b.stemsIn(at.claim.Text, s.said), above)
		if headed && at.at < maxRead && isSentence(at.claim.Text) || b.fitsKind(a, at.claim.Text, words, what) {
			at.reach += definesIt
		}
		at.gain += b.gain(a, at.passage, at.claim, at.said())
		if inPart(at.passage, asksFor) {
			at.gain += partGain
		}
		if asked && at.at < maxAnswer {
			at.reach += definesIt
		}
		leadsToSeveral := i+2 < len(places) && strings.HasSuffix(at.claim.Text, ":") && places[i+2].lead != nil && places[i+2].lead.at == i
		if lists && leadsToSeveral {
			at.gain += practiceGain
		}
		last := i == len(places)-1
		if at.below = announced(at, last, below); len(at.below) > 0 && lists {
			at.reach += definesIt
		}
		if last && strings.HasSuffix(at.claim.Text, ":") && len(at.below) == 0 && codeAfter(at.passage, at.claim) == "" {
			at.astray = true // it leads to what is no text, such as a picture
		}
		if last && asksItself(at.claim) {
			at.astray = true // what answers it stands elsewhere
		}
	}
	return places
}

// measure says how far a sentence reaches. Own are its words, above those of the line that leads to it.
func (b *Bot) measure(a *question.Ask, s *section, at *place, words []wanted, own, above []string) {
	all, chatter := 0.0, 0.0
	for _, w := range words {
		if w.plain && !s.has(w.term) {
			chatter += w.weight
			continue // chatter, as far as this section goes
		}
		weight := w.weight
		if !w.subject && !w.point && !s.has(w.term) {
			weight /= 2
		}
		held := s.near(w.term, own, above)
		at.astray = at.astray || held <= heldNearby && (w.point || a.Answer == question.Person && w.counts() && !w.plain)
		at.reach += weight * held
		all += weight
	}
	if all > 0 {
		at.reach /= all
		at.gain = -chatterLoss * chatter / (all + chatter)
	}
	for _, w := range words {
		if tellsLittle := w.plain && !w.idle && w.weight == 0; tellsLittle && slices.Contains(own, w.term) {
			at.gain += plainGain // "by default", of two sentences on the same storage
		}
	}
	if furtherReading.MatchString(at.passage.Heading) && !asksReading(a) {
		at.astray = true // it only names what tells more
	}
	isOn := func(option string) bool {
		_, on := at.claim.On(option)
		return on || strings.Contains(at.claim.Text, option)
	}
	if len(a.Options) > 0 && len(at.claim.About) > 0 && !slices.ContainsFunc(a.Options, isOn) {
		at.astray = true // it is about another
	}
}

// fitsKind reports whether a sentence says what is asked for in the way such sentences are written: what a thing is,
// how many there are of it, a name.
func (b *Bot) fitsKind(a *question.Ask, text string, words []wanted, what bool) bool {
	switch {
	case what && b.saysWhat(text, words, wanted.about):
		return true
	case a.Answer == question.Number:
		return b.countsIt(text, words)
	case a.Answer == question.Person:
		return namesOne(text) || b.saysWhat(text, words, wanted.weighs)
	default:
		return false
	}
}

// near is how near a word stands to a sentence, 0 to 1. Own are the sentence's words, lead those of the line that leads
// to it.
func (s *section) near(stem string, own, lead []string) float64 {
	switch {
	case slices.Contains(own, stem):
		return 1
	case slices.Contains(lead, stem):
		return heldByLead
	default:
		return s.held[stem]
	}
}

// leads reports whether a line only leads to those below it: "To tear down the canary:", or the item "Web Practice"
// of a list that has more to say under it.
func leads(text string) bool { return strings.HasSuffix(text, ":") || isLabel(text) }

// maxLed is how many lines below it a line leads to, at most.
const maxLed = 8

// isSentence reports whether a text stands by itself, which items of lists mostly do not.
func isSentence(text string) bool {
	return len(strings.Fields(text)) > 5 && strings.ContainsAny(text[len(text)-1:], ".!?")
}

func isLabel(text string) bool {
	return len(text) > 3 && len(strings.Fields(text)) <= 4 && !strings.ContainsAny(text, ".!?:;")
}

// asksWhat reports whether an ask wants to know what a thing is.
func asksWhat(b *Bot, a *question.Ask) bool {
	return a.Define || !asksPractice(a) && a.Starts(4, vocabulary.Defining)
}

// saysWhat reports whether a sentence says what the first word that counts is: "X: …" or "X is …".
func (b *Bot) saysWhat(text string, words []wanted, counts func(wanted) bool) bool {
	at := slices.IndexFunc(words, counts)
	if at < 0 {
		return false
	}
	opening := defining.FindString(text)
	first := b.stems(opening)
	return opening != "" && len(first) <= 5 && slices.Contains(first, words[at].term) &&
		(strings.HasSuffix(opening, ": ") || !happens.MatchString(text[len(opening):]))
}

// happens matches what comes after "X is" where that says what is done with X, or where it is, and not what it is.
var happens = regexp.MustCompile(`(?i)^(?:\w+(?:ed|ing|wn)|built|done|found|given|held|kept|made|met|paid|put|run|seen|sent|set|taken|written|not|in|on|at|by|to|for|from|with|as|only|also)\b`)

// defining matches the opening of a sentence that says what something is.
var defining = regexp.MustCompile(`^[^.:;!?]{2,60}?(?:: | (?:is|are|means?|refers? to|stands? for|was|will be|can be) )`)

// heads reports whether the heading of a section is what an ask is about, and nothing more.
func (s *section) heads(words []wanted) bool {
	asked := func(stem string) bool {
		return slices.ContainsFunc(words, func(w wanted) bool { return w.term == stem })
	}
	return slices.ContainsFunc(words, wanted.about) &&
		!slices.ContainsFunc(s.own, func(stem string) bool { return !asked(stem) }) &&
		!slices.ContainsFunc(words, func(w wanted) bool { return w.about() && !slices.Contains(s.own, w.term) })
}

// How much of an ask and of a heading that is a question must be alike for them to ask the same, and how many sentences
// below such a heading answer it.
const (
	sameAsked = 0.75 // of the weight of the ask's words
	sameOwn   = 0.4  // of that of the heading's words
	maxAnswer = 2
)

// questioning matches headings that ask: "Can I create a cron job?", "How do I …".
var questioning = regexp.MustCompile(`(?i)\?["\s]*$|^(?:how|why|when|where|who|can|do|does|is|are|what (?:if|is|are|do|does|happens)) `)

// headAsks reports whether the heading of a section is a question, and the one that an ask puts in much the same words: what
// stands first below it is the answer, whatever words that has.
func (b *Bot) headAsks(s *section, words []wanted) bool {
	if len(s.own) == 0 || !questioning.MatchString(s.parts[0].Heading) {
		return false
	}
	held, all, own := 0.0, 0.0, 0.0
	for _, w := range words {
		asked := slices.Contains(s.own, w.term)
		if asked {
			held += w.weight
		}
		if asked || !w.plain {
			all += w.weight
		}
	}
	for _, stem := range s.own {
		if !b.lib.Vocabulary.Weak(stem) {
			own += rarity(b.lore.passagesWith(stem), b.lore.passages)
		}
	}
	return held > 0 && held >= sameAsked*all && held >= sameOwn*own
}

// countsIt reports whether a sentence has a figure right before a word that is asked about: "four stages".
func (b *Bot) countsIt(text string, words []wanted) bool {
	all := vocabulary.Words(text)
	for i, w := range all {
		if !hasFigure(w.Text) {
			continue
		}
		for _, next := range all[i+1 : min(i+3, len(all))] {
			if stem := b.lib.Vocabulary.Sense(next); slices.ContainsFunc(words, func(w wanted) bool { return w.term == stem && w.weight > 0 }) {
				return true
			}
		}
	}
	return false
}

// namesOne reports whether a line gives a name: "Lead: Jane Doe".
func namesOne(text string) bool { return givesName.MatchString(text) }

var givesName = regexp.MustCompile(`^[^:;]{2,40}: (?:\p{Lu}[\p{L}.'’-]+ ?){2,4}(?:(?:and|&|,) (?:\p{Lu}[\p{L}.'’-]+ ?){2,4})*$`)
