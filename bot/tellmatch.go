package bot

import (
	"regexp"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/bot/question"
	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// The numbers of this file go with the thresholds in tell.go, and were set with them: on the tuned part of the question set.

// Shares of a content word's weight that a claim earns without having the word itself.
const (
	byConcept = 0.85 // the claim speaks to the word's concept in other words
	byHeading = 0.7  // it only stands under a heading of that concept
	byPassage = 0.5  // the passage has the word elsewhere
)

// What is added to a claim's rank for reasons beside the words.
const (
	nameBonus    = 0.04 // each name in a claim, where names are asked for
	mostNames    = 6
	leanSum      = 0.2  // a claim on the side asked for; as much is lost by one on the other
	caseBonus    = 0.1  // a claim from the case study of a name asked about
	figureBonus  = 0.3  // a figure that the ask states
	headingBonus = 0.05 // a section on the option asked about
	hintBonus    = 0.08 // each word of the setting that the claim has
	scoreSum     = 0.05 // the best-scoring passage
	leaningLoss  = 0.03 // lost by a claim that leans on the sentence before it
)

// Weights of content words that the knowledge lacks: a plain word may be chatter, a rare one is the point.
const (
	weakWeight     = 0.3
	everydayWeight = 0.45
	rareWeight     = 1.5
	foreignWeight  = 0.3 // a word of another language that we cannot translate
	conceptWeight  = 1.5 // a concept that no single word of the ask stands for: it is the point, too
)

// findings scores the claims of the passages found by how much of the ask they answer, best first.
func (b *Bot) findings(a *question.Ask, e *evidence) []finding {
	var found []finding
	seen := map[*knowledge.Claim]bool{}
	add := func(f finding) {
		p, c := f.passage, f.claim
		if seen[c] || !b.answers(a, p, c) {
			return
		}
		seen[c] = true
		if f.match = b.match(a, p, c); f.match > 0 {
			f.rank = f.match + b.bonus(a, p, c) + b.gain(a, p, c, c.Text) + scoreSum*e.scores[p.ID]
		}
		found = append(found, f)
	}
	for f := range sentencesIn(e.passages) {
		add(f)
	}
	for _, t := range a.Concepts {
		for _, f := range e.topics[t.Name] {
			add(f)
		}
	}
	sortByRank(found)
	return found
}

// answers reports whether a claim can be an answer at all: it says something itself, it is about what the ask names, and it
// is of the type of thing that was asked for.
func (b *Bot) answers(a *question.Ask, p *knowledge.Passage, c *knowledge.Claim) bool {
	return !onlyLeads(p, c) && !b.pointsElsewhere(a, p, c) && !b.misses(a, c, p.Heading+": "+c.Text) &&
		isAbout(a, p, c) && hasAttribute(a, c) && hasForm(a, c)
}

// onlyLeads reports whether a claim only leads to what follows: "Our rules:", a question, or the status of a record.
func onlyLeads(p *knowledge.Passage, c *knowledge.Claim) bool {
	return strings.HasSuffix(c.Text, ":") || asksItself(c) || isHead(p, c)
}

// pointsElsewhere reports whether a claim is but a title of what is told in another place, which may be an answer: a row of
// a table of contents, "How to scale Django" to who asks how, an item under "See also" to who does not ask what to read.
func (b *Bot) pointsElsewhere(a *question.Ask, p *knowledge.Passage, c *knowledge.Claim) bool {
	return b.lore.pointer(c.Text) || linksElsewhere.MatchString(c.Text) && !asksReading(a) && !a.AsksWhy() ||
		a.AsksHow() && howTitle.MatchString(c.Text) ||
		furtherReading.MatchString(p.Heading) && !asksReading(a)
}

// isAbout reports whether a claim is about what an ask names: a proper name where it has one, else an option.
func isAbout(a *question.Ask, p *knowledge.Passage, c *knowledge.Claim) bool {
	switch {
	case len(a.Names) > 0:
		return slices.ContainsFunc(a.Names, func(n string) bool { return speaksOf(p, c, n) })
	case len(a.Options) > 0:
		return onAny(c, a.Options)
	default:
		return true
	}
}

// hasAttribute reports whether a claim has what "which" asks for: a language to "which language is it written in?", and the
// number of a version to "which version?".
func hasAttribute(a *question.Ask, c *knowledge.Claim) bool {
	if asksVersion(a) {
		return versionNumber.MatchString(c.Text)
	}
	return a.Attribute == "" || slices.Contains(c.Terms, a.Attribute)
}

// hasForm reports whether a claim has what the type of answer needs: "how many" a figure, "when" a year, "who" somebody whom
// the ask does not name. To an ask that says nothing else ("how many?"), not every claim with a figure is an answer.
func hasForm(a *question.Ask, c *knowledge.Claim) bool {
	needs := len(a.Terms) + len(a.Concepts)
	switch a.Answer {
	case question.Share:
		return strings.Contains(c.Text, "%")
	case question.Number:
		return needs > 0 && hasFigure(c.Text) && (a.Counted == "" || slices.Contains(c.Terms, a.Counted))
	case question.Date:
		return needs+len(a.Names) > 0 && year.MatchString(c.Text)
	case question.Person:
		return (needs+len(a.Names) > 0 || asksUse(a)) &&
			slices.ContainsFunc(c.Names, func(n string) bool { return !slices.Contains(a.Names, n) })
	default:
		return true
	}
}

// versionTerm is the term of "version".
var versionTerm = vocabulary.Stem("version")

// versionNumber matches a version: "3.11", "v2", "version 4", "Node.js 20".
var versionNumber = regexp.MustCompile(`\d+\.\d+|\b[vV]\d+|\b(?i:versions?|releases?) \d+|\b\p{Lu}[\w.]* \d{1,3}\b`)

// asksVersion reports whether an ask wants the number of a version: "which Python versions are supported?".
func asksVersion(a *question.Ask) bool {
	for i, w := range a.Words {
		switch next := a.Words[i+1:]; {
		case w.Text == "what" && vocabulary.HasAny(next[:min(2, len(next))], "version", "versions"),
			w.Text == "which" && vocabulary.HasAny(next[:min(3, len(next))], "version", "versions"):
			return !vocabulary.HasAnyPhrase(a.Words, "version control", "version manager", "version managers")
		case isVersion(w) && i > 0 && namesAt(a, a.Words[i-1]) && len(next) > 1 && next[0].Is("or", "vs", "versus") && isVersion(next[1]):
			return true // "Python 3.11 or 3.12?"
		}
	}
	return false
}

// isVersion reports whether a word may be a version: "18", "v3.1".
func isVersion(w vocabulary.Word) bool {
	text := strings.TrimPrefix(w.Text, "v")
	return text != "" && text[0] >= '0' && text[0] <= '9'
}

// namesAt reports whether a word ends the name of a technology as the person wrote it.
func namesAt(a *question.Ask, w vocabulary.Word) bool {
	for _, name := range a.Wording {
		if words := vocabulary.Words(name); len(words) > 0 && words[len(words)-1].Text == w.Text {
			return true
		}
	}
	return false
}

// furtherReading matches the headings above titles of what is told elsewhere.
var furtherReading = regexp.MustCompile(`(?i)^(?:(?:further|more|additional|recommended|useful|related|external|other|helpful) (?:reading|resources?|links?|information|references?|material|guidance)(?: (?:and|or) \w+)*|see also|references|resources|links|bibliography)\W*$`)

// linksElsewhere matches what only says that something is told in another place: "The article links to a guide to …".
var linksElsewhere = regexp.MustCompile(`(?i)\b(?:article|page|post|document|guide|section) links to an? \w+ `)

// asksReading reports whether an ask is after such titles.
func asksReading(a *question.Ask) bool {
	return a.Says(vocabulary.Reading)
}

// howTitle matches the title of what tells how, which tells nothing itself.
var howTitle = regexp.MustCompile(`^(?i:how to) [^.!?:]*$`)

// speaksOf reports whether a claim speaks of a proper name: it has it, or it belongs to its case study.
func speaksOf(p *knowledge.Passage, c *knowledge.Claim, name string) bool {
	return p.Heading == name || strings.Contains(c.Text, name) || slices.Contains(c.Names, name)
}

// asksUse reports whether an ask speaks of using something: "who runs on Django?". In other languages any may.
func asksUse(a *question.Ask) bool {
	return a.Code != "en" || a.Says(vocabulary.Using)
}

var year = regexp.MustCompile(`\b(?:19|20)\d\d\b`)

func hasFigure(s string) bool { return figure.MatchString(s) || numberWord.MatchString(s) }

// figure is a number, with a unit at most: not the digits of an address or of a name such as 37signals.
var figure = regexp.MustCompile(`(?:^|[^\p{L}\d_/.-])\d[\d.,]*(?:%|[A-Za-z]{0,2})(?:$|[^\p{L}\d_/])`)

var numberWord = regexp.MustCompile(`(?i)\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|dozens?|hundreds?|thousands?|millions?|billions?)\b`)

// wholeOfNames is how much of an ask of names is answered by any claim on these: the words beside them say little.
const wholeOfNames = 0.9

// match is how much of the ask a claim answers, 0 to 1: the share of its content words and concepts, each
// weighted by how rare it is in the knowledge. An ask without any is answered by whatever is about its options
// and names.
func (b *Bot) match(a *question.Ask, p *knowledge.Passage, c *knowledge.Claim) float64 {
	earned, all := 0.0, 0.0
	for _, t := range a.Terms {
		if b.describesName(a, t) {
			continue
		}
		if t.Text == versionTerm && asksVersion(a) {
			continue // its number stands for it
		}
		w := b.termWeight(a, t)
		all += w
		earned += w * b.share(t, p, c)
	}
	for _, name := range a.Spoken {
		w := b.lore.weight(vocabulary.Stem(strings.ToLower(name)))
		all += w
		if strings.Contains(c.Text, name) {
			earned += w
		}
	}
	for _, t := range a.Concepts {
		if !slices.ContainsFunc(a.Terms, func(o question.Term) bool { return o.Concept == t.Name }) && !b.describesName(a, question.Term{Concept: t.Name}) {
			all += conceptWeight
			earned += conceptWeight * conceptShare(t.Name, c)
		}
	}
	switch {
	case all == 0:
		return 1
	case b.asksOfNames(a):
		return wholeOfNames + (1-wholeOfNames)*earned/all
	}
	return earned / all
}

// asksOfNames reports whether an ask has proper names and at most two words beside them, which say little: "what's the story
// of Netflix?".
func (b *Bot) asksOfNames(a *question.Ask) bool {
	return len(a.Names) > 0 && len(a.Concepts) == 0 && len(a.Terms) < 3 && b.reader.SaysLittle(a) && a.Answer == question.Anything
}

// describesName reports whether a term only says what a named company does ("Robinhood, the trading app").
func (b *Bot) describesName(a *question.Ask, t question.Term) bool {
	if len(a.Names) == 0 || t.Concept == "" {
		return false
	}
	c, ok := b.lib.Vocabulary.Concept(t.Concept)
	return ok && c.Trait()
}

// termWeight is how much of an ask a term is: by how rare it is in the knowledge, or by what kind of word it is where the
// knowledge lacks it.
func (b *Bot) termWeight(a *question.Ask, t question.Term) float64 {
	v := b.lib.Vocabulary
	lacking := t.Concept == "" && b.lore.Terms[t.Text] == 0
	switch {
	case v.Weak(t.Text):
		return weakWeight
	case lacking && a.Code != "en":
		if len(a.Names)+len(a.Concepts) > 0 || a.Answer != question.Anything {
			return 0 // there is something else to go by
		}
		return foreignWeight
	case lacking && vocabulary.Everyday(t.Word):
		return everydayWeight
	case lacking && vocabulary.English(strings.ToLower(t.Word)):
		return rareWeight
	default:
		return b.lore.weight(t.Text)
	}
}

// bonus prefers some claims that match an ask alike; it never makes a claim an answer.
func (b *Bot) bonus(a *question.Ask, p *knowledge.Passage, c *knowledge.Claim) float64 {
	sum := leanBonus(a, c)
	if a.Answer == question.Person {
		sum += nameBonus * float64(min(len(c.Names), mostNames))
	}
	if p.Kind == knowledge.KindCaseStudy && slices.Contains(a.Names, p.Heading) {
		sum += caseBonus
	}
	if p.Kind == knowledge.KindCaseStudy && len(a.Names) == 0 {
		sum -= caseBonus
	}
	if len(a.Options) == 1 && strings.Contains(p.Heading, a.Options[0]) {
		sum += headingBonus
	}
	for _, n := range a.Figures {
		if vocabulary.HasAny(vocabulary.Words(c.Text), n) {
			sum += figureBonus
		}
	}
	for _, h := range a.Hints {
		if slices.Contains(c.Terms, h.Text) {
			sum += hintBonus
		}
	}
	if leaning(c.Text) {
		sum -= leaningLoss
	}
	return sum
}

// leanBonus prefers claims on the side that is asked for.
func leanBonus(a *question.Ask, c *knowledge.Claim) float64 {
	for _, s := range c.About {
		switch {
		case len(a.Options) > 0 && !slices.Contains(a.Options, s.Option), a.Lean == 0:
		case s.Stance == knowledge.For && a.Lean > 0, s.Stance == knowledge.Against && a.Lean < 0:
			return leanSum
		default:
			return -leanSum
		}
	}
	return 0
}

// companyTerms are said of whom a case study is about.
var companyTerms = []string{vocabulary.Stem("company"), vocabulary.Stem("firm")}

// share is how much of a term a claim answers, 0 to 1.
func (b *Bot) share(t question.Term, p *knowledge.Passage, c *knowledge.Claim) float64 {
	if slices.Contains(c.Terms, t.Text) || p.Kind == knowledge.KindCaseStudy && slices.Contains(companyTerms, t.Text) {
		return 1
	}
	best := 0.0
	if t.Concept != "" {
		best = conceptShare(t.Concept, c)
	}
	if best < byPassage && slices.ContainsFunc(p.Claims, func(o knowledge.Claim) bool { return slices.Contains(o.Terms, t.Text) }) {
		best = byPassage
	}
	return best
}

func conceptShare(concept string, c *knowledge.Claim) float64 {
	switch i := slices.Index(c.Concepts, concept); {
	case i < 0:
		return 0
	case i < c.Own || c.Verdict:
		return byConcept
	default:
		return byHeading
	}
}
