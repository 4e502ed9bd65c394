package bot

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stackpick/stackpick/bot/question"
	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// A draft is an answer in the making: statements and the sources they cite.
type draft struct {
	b       *Bot
	a       *Answer
	numbers map[string]int // passage ID → Source.N
	said    map[*knowledge.Claim]bool
	stated  map[*ruling]bool // records that the answer tells of
	placed  map[string]bool  // options of which it tells where they stand on radars
	thanked bool             // the message only thanks
	exact   bool             // what is being answered is after a fact
	listed  bool             // it lists records or entries of a radar
	framed  int              // statements that only tell what others belong to
	scores  map[string]float64
	next    []string             // questions that go on with what is told
	near    []*knowledge.Passage // those that share most words with what was asked, best first
}

func newDraft(b *Bot, question string) *draft {
	return &draft{
		b: b,
		a: &Answer{
			Question: question, PhrasedBy: ownPhrasing,
			Statements: []Statement{}, Sources: []Source{}, Gaps: []string{}, FollowUps: []string{},
			Receipt: Receipt{Knowledge: b.lib.Hash, Version: b.version},
		},
		numbers: map[string]int{},
		said:    map[*knowledge.Claim]bool{},
		stated:  map[*ruling]bool{},
		placed:  map[string]bool{},
		scores:  map[string]float64{},
	}
}

// compose answers one ask and adds that to the draft. It returns what came of that.
func (d *draft) compose(a *question.Ask, e *evidence) Outcome {
	for id, s := range e.scores {
		d.scores[id] = max(d.scores[id], s)
	}
	if d.a.Recommendation != nil || d.a.Comparison != nil {
		a = a.ToldOnly() // one choice an answer: what follows it is told
	}
	d.exact = d.b.asksFact(a)
	outcome, decided := Facts, d.tellTrouble(a, e) || d.tellTopic(a, e)
	if !decided {
		if outcome, decided = d.decided(a, e); decided && outcome == Facts && !d.listed {
			d.tellBestHit(a, e)
		}
	}
	if !decided {
		outcome = d.answerOrDecision(a, e)
	}
	if outcome == NotCovered && d.tellPlaced(a) {
		outcome = Facts
	}
	if outcome == NotCovered && d.b.manyThings() {
		d.near = d.b.nearest(a, e)
	}
	if rank(outcome) > rank(d.a.Outcome) {
		d.a.Outcome = outcome
	}
	if a.Code != "en" {
		d.a.Language = a.Code
		d.note(languageNote(a.Language))
	}
	return outcome
}

// saysOfThing reports whether statements, from one on, name a thing: "@here" as it is, any other by its words.
func (d *draft) saysOfThing(thing string, from int) bool {
	return slices.ContainsFunc(d.a.Statements[from:], func(s Statement) bool {
		if strings.ContainsAny(thing[:1], "@#") {
			return strings.Contains(strings.ToLower(s.Text), strings.ToLower(thing))
		}
		return within(d.b.stems(thing), d.b.stems(s.Text))
	})
}

// answerOrDecision answers an ask that no decision answers at first; one that wants a fact which the knowledge does not
// hold is told of the decision on its subject after all.
func (d *draft) answerOrDecision(a *question.Ask, e *evidence) Outcome {
	gaps := len(d.a.Gaps)
	outcome := d.answerTo(a.Clone(), e)
	if outcome != NotCovered || !d.b.asksFact(a) {
		return outcome
	}
	missing := slices.Clone(d.a.Gaps)
	d.a.Gaps = d.a.Gaps[:gaps]
	again := a.Clone()
	again.DecisionToo = true
	if o, ok := d.decided(again, e); ok && o != NotCovered {
		return o
	}
	d.a.Gaps = missing
	return outcome
}

// answerTo answers an ask that no decision answers. It may take from the ask what is not held.
func (d *draft) answerTo(a *question.Ask, e *evidence) Outcome {
	if d.pickByPractice(a, e) {
		return Recommended
	}
	outcome, gaps := Help, len(d.a.Gaps)
	switch a.Want {
	case question.Greet:
		d.thanked = vocabulary.HasAny(a.Words, thanks()...)
	case question.Pick:
		outcome = d.pick(a, e)
	case question.Compare:
		outcome = d.compare(a, e)
	case question.Tell:
		outcome = d.tell(a, e)
	case question.Unclear:
		outcome = Clarify
	}
	if outcome == NotCovered && !d.b.readingMisses(a) {
		outcome = d.readInstead(a, e, gaps)
	}
	if outcome == NotCovered {
		outcome = d.readLoosely(a, e, gaps)
	}
	return outcome
}

// readingMisses reports whether what sections say in an ask's plain words would not bear on it, in a library on a few
// technologies: a choice has no evidence ("Django or Node, we know PHP?"), the ask is about another technology alone, or it
// wants a number on a name ("how big is X's team?").
func (b *Bot) readingMisses(a *question.Ask) bool {
	ofAnother := len(a.Foreign) > 0 && len(a.Options)+len(a.Names) == 0
	figureOfName := a.Answer == question.Number && len(a.Names) > 0
	return !b.manyThings() && (a.Want == question.Pick && len(a.Options) > 1 || ofAnother || figureOfName)
}

// rank orders outcomes: where a message holds several questions, the fullest answer names the whole.
func rank(o Outcome) int {
	return slices.Index([]Outcome{"", Help, Clarify, NotCovered, Facts, Compared, Recommended}, o)
}

// say adds a statement cited to the passages of the findings it words. What is said already, word for word, from another
// passage, is not said again.
func (d *draft) say(text string, findings ...finding) {
	passages := make([]*knowledge.Passage, len(findings))
	for i, f := range findings {
		d.said[f.claim] = true
		passages[i] = f.passage
	}
	if lead, ok := strings.CutSuffix(text, ":."); ok {
		text = lead + "." // what it leads to is not told
	}
	if text = d.withBefore(text, findings[0]); d.b.manyThings() && plainVerdict.MatchString(text) {
		text = d.withNext(text, findings[0])
	}
	text = d.withLimit(text, findings[len(findings)-1])
	if p := passages[0]; turnsDown.MatchString(p.Heading) && opens(p, findings[0].claim) && !negation.MatchString(text) && !strings.Contains(text, p.Heading) {
		text = p.Heading + ": " + text
	}
	saysNothing := !strings.ContainsFunc(text, isLetterOrDigit) // nothing but marks
	if !saysNothing && !slices.ContainsFunc(d.a.Statements, func(s Statement) bool { return s.Text == text }) {
		d.state(text, passages)
	}
}

// maxNeeded is how many sentences are told before one that needs them.
const maxNeeded = 2

// plainVerdict matches a sentence that answers the question above it with yes or no, and no more.
var plainVerdict = regexp.MustCompile(`(?i)^(?:yes|yep|no|nope|absolutely|certainly|definitely|of course|not yet|it depends|sometimes|rarely)[.!,;: –—-]*$`)

var (
	// pointsBack matches openings that point at what the sentence before speaks of.
	pointsBack = regexp.MustCompile(`(?i)^(?:doing so|this|that|these|those|they|it|its|such|the same|he|she)\b`)
	// pointsNowhere matches those of them that do not: "It is possible to …", "This guide …".
	pointsNowhere = regexp.MustCompile(`(?i)^(?:it(?:['’]s| \w+| \w+ be) (?:(?:also|often|usually|always|not|only|very|highly|strongly) )*\w+ (?:to|that|if|for|when)\b|th(?:is|ese) (?:page|guide|section|document|repo|repository|handbook|policy|article|chapter|tutorial|wiki|runbook|alert|site|manual)s?\b)`)
)

// leansBack reports whether a sentence points back at the one before it.
func leansBack(sentence string) bool {
	sentence = unlinked(sentence)
	return pointsBack.MatchString(sentence) && !pointsNowhere.MatchString(sentence)
}

// withBefore puts before a sentence of a handbook what it needs to be understood and is not told yet: the "No." that it
// explains, and what "this" is in "This is done at night.".
func (d *draft) withBefore(text string, f finding) string {
	if !d.b.manyThings() || !strings.HasPrefix(text, strings.TrimRight(quote(f, ""), ".")) {
		return text
	}
	claim := f.claim
	for range maxNeeded {
		before := sentenceBefore(f.passage, claim)
		verdict := before != nil && plainVerdict.MatchString(before.Text)
		if before == nil || d.said[before] || !verdict && !(leansBack(claim.Text) && isSentence(before.Text)) {
			break
		}
		d.said[before] = true
		text, claim = before.Text+" "+text, before
	}
	return text
}

// withNext puts behind a verdict what explains it, or before it the question that it answers.
func (d *draft) withNext(verdict string, f finding) string {
	at := slices.IndexFunc(f.passage.Claims, func(c knowledge.Claim) bool { return c.Text == f.claim.Text })
	if next := at + 1; at >= 0 && next < len(f.passage.Claims) && !d.said[&f.passage.Claims[next]] {
		d.said[&f.passage.Claims[next]] = true
		return verdict + " " + quote(finding{claim: &f.passage.Claims[next], passage: f.passage}, "")
	}
	return f.passage.Heading + " " + verdict
}

// maxLimit is how long a sentence is that is told for the one before it, in bytes.
const maxLimit = 240

// limits matches openings of a sentence that says where the one before it ends: "No new features are accepted. Only bug fixes
// can be committed."
var limits = regexp.MustCompile(`^(?:Only|But|However|Otherwise|Unless|Except|Instead)\b`)

// withLimit puts behind a sentence of a handbook the one that limits it, where it ends with that.
func (d *draft) withLimit(text string, f finding) string {
	if !d.b.manyThings() || !strings.HasSuffix(text, f.claim.Text) {
		return text
	}
	at := slices.IndexFunc(f.passage.Claims, func(c knowledge.Claim) bool { return c.Text == f.claim.Text }) + 1
	if at < 1 || at == len(f.passage.Claims) {
		return text
	}
	next := &f.passage.Claims[at]
	_, after, _ := strings.Cut(f.passage.Text, f.claim.Text)
	if d.said[next] || len(next.Text) > maxLimit || !limits.MatchString(next.Text) || !strings.HasPrefix(after, " "+next.Text) {
		return text
	}
	d.said[next] = true
	return text + " " + next.Text
}

// sentenceBefore returns the sentence before another in the same paragraph, or the verdict in a line of its own; nil where
// there is none.
func sentenceBefore(p *knowledge.Passage, c *knowledge.Claim) *knowledge.Claim {
	at := slices.IndexFunc(p.Claims, func(o knowledge.Claim) bool { return o.Text == c.Text })
	if at < 1 {
		return nil
	}
	before := &p.Claims[at-1]
	_, after, ok := strings.Cut(p.Text, before.Text)
	if !ok || !strings.HasPrefix(strings.TrimLeft(after, " \n"), c.Text) || !plainVerdict.MatchString(before.Text) && !strings.HasPrefix(after, " "+c.Text) {
		return nil
	}
	return before
}

// opens reports whether a claim begins a paragraph or an item of a passage.
func opens(p *knowledge.Passage, c *knowledge.Claim) bool {
	at := strings.Index(p.Text, c.Text)
	return at == 0 || at > 0 && strings.HasSuffix(strings.TrimRight(p.Text[:at], " *_"), "\n")
}

// maxStatements is where an answer ends, whatever more there is to say; the longest that anybody needs have about 20.
const maxStatements = 60

// state adds a statement cited to passages, each once.
func (d *draft) state(text string, passages []*knowledge.Passage) {
	if len(d.a.Statements) == maxStatements {
		d.note("There is more than one answer can hold: ask for less at once.")
		return
	}
	if d.toldAs(text) {
		return
	}
	s := Statement{Text: text, Citations: []int{}}
	for _, p := range passages {
		if n := d.cite(p); !slices.Contains(s.Citations, n) {
			s.Citations = append(s.Citations, n)
		}
	}
	d.a.Statements = append(d.a.Statements, s)
}

// toldAs reports whether an answer says something in just these words already.
func (d *draft) toldAs(text string) bool {
	return slices.ContainsFunc(d.a.Statements, func(s Statement) bool { return s.Text == text })
}

// cite returns the number of the passage's source, adding it at its first use.
func (d *draft) cite(p *knowledge.Passage) int {
	if n, ok := d.numbers[p.ID]; ok {
		return n
	}
	n := len(d.a.Sources) + 1
	d.numbers[p.ID] = n
	d.a.Sources = append(d.a.Sources, Source{
		N: n, ID: p.ID, Document: p.Title, Section: p.Heading, Kind: string(p.Kind),
		URL: p.URL, Date: p.Date, Passage: p.Text, Score: round2(d.scores[p.ID]),
	})
	return n
}

func round2(x float64) float64 { return float64(int(x*100+0.5)) / 100 }

// What an answer says that the knowledge does not hold.
const (
	maxGaps = 20
	maxGap  = 300 // bytes of one, which repeats words of the question
)

// gap adds something that the knowledge does not hold, but not without end.
func (d *draft) gap(text string) {
	if len(text) > maxGap {
		text = strings.ToValidUTF8(text[:maxGap], "") + "…"
	}
	if len(d.a.Gaps) < maxGaps {
		d.a.Gaps = appendNew(d.a.Gaps, text)
	}
}

func (d *draft) note(text string) { d.a.Notes = appendNew(d.a.Notes, text) }

// answer finishes the draft: what was refused is worded, and all statements are joined.
func (d *draft) answer() *Answer {
	switch d.a.Outcome {
	case NotCovered:
		d.refuse()
	case Clarify:
		d.clarify()
	case Help, "":
		d.help()
	}
	if d.a.Text == "" {
		d.a.Text = joined(d.a.Statements)
	}
	d.followUps()
	return d.a
}

func joined(statements []Statement) string {
	var s strings.Builder
	for i, st := range statements {
		if i > 0 {
			s.WriteByte(' ')
		}
		s.WriteString(st.Text)
		for _, n := range st.Citations {
			fmt.Fprintf(&s, " [%d]", n)
		}
	}
	return s.String()
}

var (
	// linking are openings that only tie a sentence to the one before it.
	linking = regexp.MustCompile(`(?i)^(?:on top of that|additionally|meanwhile|furthermore|moreover|in addition|besides|also|still|however|nevertheless|therefore|thus|hence|for example|for instance|as a result|in fact|of course|to quickly sum up[^:]*:|and|but|so|then|yet),?\s+`)
	// linksOn are openings of which those words are only a part.
	linksOn = regexp.MustCompile(`(?i)^(?:in addition to|as a result of|besides\s|so (?:far|that|long|many|much|as)|also known|still (?:an?|the)|then again)\b`)
	// linkOnly are remarks that only carry a link.
	linkOnly = regexp.MustCompile(`(?i)\s*\((?:here['’]s why|see (?:here|below|above)|read more|more here|link|source)\)`)
	// leansOn are openings that need the sentence before to be understood.
	leansOn = regexp.MustCompile(`(?i)^(?:doing so|this|that|these|those|they|it|such|the same|some|both|with that|with this|with the boring|here|there|he|she|watch|when it comes)\b`)
)

// unlinked is a sentence without an opening that only ties it to the one before. That of "In addition to X, …" or "So
// far, …" does more.
func unlinked(sentence string) string {
	at := linking.FindStringIndex(sentence)
	if at == nil || linksOn.MatchString(sentence) {
		return sentence
	}
	return sentence[at[1]:]
}

// leaning reports whether a sentence needs the one before it.
func leaning(sentence string) bool {
	return leansOn.MatchString(unlinked(sentence))
}

// quote is a claim's sentence made to stand alone: without the opening that ties it to the one before, and
// with its subject in front where the sentence does not name it.
func quote(f finding, option string) string {
	text := strings.TrimSpace(unlinked(f.claim.Text))
	text = signedItem.ReplaceAllString(linkOnly.ReplaceAllString(text, ""), "")
	if !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "!") && !strings.HasSuffix(text, "?") {
		text = strings.TrimRight(text, ",;") + "."
	}
	if option != "" && isArgument(text) {
		if side, rest, ok := strings.Cut(text, ": "); ok && !strings.Contains(side, ",") {
			return option + " (" + strings.ToLower(side) + "): " + rest
		}
		return option + ": " + lowerFirst(text)
	}
	if option == "" || len(f.claim.Names) > 0 || strings.Contains(strings.ToLower(text), strings.ToLower(option)) || !strings.Contains(f.passage.Heading+"\n"+f.passage.Text, option) {
		return upperFirst(text)
	}
	return option + ": " + lowerFirst(text)
}

// upperFirst gives a sentence its capital, unless it begins with a name that is written as it is: "gRPC", "www.gov.uk".
func upperFirst(s string) string {
	first, _, _ := strings.Cut(s, " ")
	if inner := strings.TrimRight(first, ".,:;!?"); strings.ContainsAny(inner, "._/()=") || strings.ContainsFunc(inner[min(1, len(inner)):], unicode.IsUpper) {
		return s
	}
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// lowerFirst lowers an opening capital unless the word looks like a name.
func lowerFirst(s string) string {
	first, _, _ := strings.Cut(s, " ")
	switch first {
	case "Good,", "Bad,", "Neutral,", "The", "It", "This", "These", "Those", "They", "Some", "With", "In", "If", "When", "Because", "Doing", "Developers", "There", "A", "An", "Its", "By", "For":
		r, n := utf8.DecodeRuneInString(s)
		return string(unicode.ToLower(r)) + s[n:]
	default:
		return s
	}
}

// aboutOne returns the option a claim is about when it is about exactly one.
func aboutOne(c *knowledge.Claim) string {
	if len(c.About) == 1 {
		return c.About[0].Option
	}
	return ""
}
