package bot

import (
	"fmt"
	"slices"
	"strings"

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
	d.exact = asksFact(a)
	outcome := d.answerByFirst(a, e)
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

// answerByFirst answers an ask by the first of these that can: the page on a trouble or a topic that it names, what records and
// radars say, the team's practice, the rule or the facts that fit what is wanted (answerTo), the plain words of a section, and
// these loosely; at last, of a radar's entry, where it stands.
func (d *draft) answerByFirst(a *question.Ask, e *evidence) Outcome {
	if d.tellTrouble(a, e) || d.tellTopic(a, e) {
		return Facts
	}
	outcome, decided := d.decided(a, e)
	switch {
	case !decided:
		outcome = d.answerTo(a.Clone(), e)
	case outcome == Facts && !d.listed:
		d.tellBestHit(a, e)
	}
	if outcome == NotCovered && d.tellPlaced(a) {
		return Facts
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

// readingMisses reports whether what sections say in an ask's plain words would not bear on it: a choice between technologies
// that no document judges, or in a library on a few technologies any that has no evidence ("Django or Node, we know PHP?"), an ask
// about another technology alone, or a number on a name ("how big is X's team?").
func (b *Bot) readingMisses(a *question.Ask) bool {
	ofAnother := len(a.Foreign) > 0 && len(a.Options)+len(a.Names) == 0
	inAsk := slices.ContainsFunc(a.Words, func(w vocabulary.Word) bool { return isSubject(a, w.Text) })
	if ofAnother && a.Want == question.Pick && (len(a.Alternatives) > 1 || !inAsk) {
		return true // "X or Y, what's our standard?", whatever there is on standards
	}
	figureOfName := a.Answer == question.Number && len(a.Names) > 0
	return !b.manyThings() && (a.Want == question.Pick && len(a.Options) > 1 || ofAnother || figureOfName)
}

// rank orders outcomes: where a message holds several questions, the fullest answer names the whole.
func rank(o Outcome) int {
	return slices.Index([]Outcome{"", Help, Clarify, NotCovered, Facts, Compared, Recommended}, o)
}

// say adds a statement that words findings, with what it needs around it, cited to their passages.
func (d *draft) say(text string, findings ...finding) {
	passages := make([]*knowledge.Passage, len(findings))
	for i, f := range findings {
		d.said[f.claim] = true
		passages[i] = f.passage
	}
	if text = d.inContext(text, findings); strings.ContainsFunc(text, isLetterOrDigit) { // no mere marks
		d.state(text, passages)
	}
}

// maxStatements is where an answer ends, whatever more there is to say; the longest that anybody needs have about 20.
const maxStatements = 60

// state adds a statement cited to passages, each once. What is said already, word for word, is not said again.
func (d *draft) state(text string, passages []*knowledge.Passage) {
	if d.toldAs(text) {
		return
	}
	if len(d.a.Statements) == maxStatements {
		d.note("There is more than one answer can hold: ask for less at once.")
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

// sizeFrom is how many bytes the statements from one on have.
func (d *draft) sizeFrom(from int) int {
	size := 0
	for _, s := range d.a.Statements[from:] {
		size += len(s.Text)
	}
	return size
}

// warn says what must be known before a sentence that may mislead without: its record is not in force; or where an entry
// of a radar stands, where the answer begins with it, or that is against it or has moved it since.
func (d *draft) warn(p *knowledge.Passage) {
	d.frame(p)
	r, ok := d.b.lore.blips[sectionID(p)]
	if !ok {
		return
	}
	now := d.b.lore.rings[r.Option][0]
	first := len(d.a.Statements) == 0
	if first || now.Stance == knowledge.Against || r.History == now.History && !strings.EqualFold(r.Ring, now.Ring) {
		d.sayPlaces(r.Option, "")
	}
}

// frame says which record a passage is of, where that is not in force, or where the passage only weighs; then what it
// decides, too: else what it is about would be taken for what holds. A fact stands by itself.
func (d *draft) frame(p *knowledge.Passage) {
	r := d.b.lore.docket.byID[p.Document]
	if r == nil || d.stated[r] {
		return
	}
	weighs := onlyWeighs(p) && !d.exact
	if r.doc.Record.Holds() && !weighs {
		return
	}
	d.stated[r] = true
	d.state(d.standing(r))
	if weighs {
		before := len(d.a.Statements)
		d.sayDecision(r)
		d.framed += len(d.a.Statements) - before
		if r.doc.Record.Holds() {
			d.framed++
		}
	}
}

// substance counts the statements that are told, without those that only tell what others belong to.
func (d *draft) substance() int { return len(d.a.Statements) - d.framed }

// onlyWeighs reports whether a passage stands in a part of a record that tells what was before its decision, or could have
// been in its place.
func onlyWeighs(p *knowledge.Passage) bool {
	return p.Part == knowledge.PartContext || p.Part == knowledge.PartConsidered || p.Part == knowledge.PartPros || p.Part == knowledge.PartDrivers
}
