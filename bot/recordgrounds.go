package bot

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/stackpick/stackpick/bot/question"
	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// grounds returns how many reasons an ask wants of each of so many records: none where only the standing is asked.
func (b *Bot) grounds(a *question.Ask, records int) int {
	why := asksReasons(a)
	switch {
	case records == 1 && (why || !asksStanding(a)):
		return maxGrounds
	case why:
		return 1
	}
	return 0
}

// asksReasons reports whether an ask is after the reasons of a decision.
func asksReasons(a *question.Ask) bool {
	return a.Says(vocabulary.Reasoning) && vocabulary.HasAny(a.Words, "why", "come", "reason", "reasons", "rationale", "because")
}

// asksStanding reports whether an ask is about what became of a decision rather than about its subject.
func asksStanding(a *question.Ask) bool {
	return a.Says(vocabulary.Standing)
}

// sayGrounds says why: what the outcome says beside its decision, what speaks for the chosen option, and for records that
// only tell a context, that. What speaks against it comes last.
func (d *draft) sayGrounds(a *question.Ask, r *ruling, most int) {
	if most == 0 {
		return
	}
	said := d.sayAgainstOthers(a, r, most)
	if most > 1 && said == 0 && !offers(a) && asksReasons(a) {
		said += d.sayTrouble(a, r)
	}
	for _, stance := range []knowledge.Stance{knowledge.For, knowledge.Neutral} {
		if stance == knowledge.Neutral && said >= fewGrounds {
			break
		}
		for _, f := range d.arguments(a, r, stance) {
			if said < most {
				d.sayArgument(f, r)
				said++
			}
		}
	}
	for _, o := range d.b.asked(a, r) {
		if slices.Contains(r.doc.Record.Rejected, o) {
			d.sayFirst(r, d.argued(a, r, o, knowledge.Against))
		}
	}
	if most > 1 {
		d.sayFirst(r, d.arguments(a, r, knowledge.Against))
	}
}

// sayAgainstOthers says what a record tells of what an ask names beside its choice, "why A over B?", and returns how many
// reasons that are. Most is how many there may be.
func (d *draft) sayAgainstOthers(a *question.Ask, r *ruling, most int) int {
	said := 0
	for _, other := range slices.Concat(a.Names, a.Foreign, a.Options) {
		record := r.doc.Record
		rejected := slices.Contains(record.Rejected, other) && len(d.argued(a, r, other, knowledge.Against)) > 0
		if slices.Contains(record.Chosen, other) || rejected || inSubject(record, other, a.Wording[other]) {
			continue // its arguments are told as such
		}
		var list []finding
		for _, f := range slices.Concat(d.arguments(a, r, knowledge.Neutral), d.arguments(a, r, knowledge.For), d.arguments(a, r, knowledge.Against)) {
			if slices.Contains(f.claim.Names, other) || strings.Contains(f.claim.Text+"\n"+f.passage.Heading, other) {
				if reasoned.MatchString(f.claim.Text) {
					f.rank++
				}
				list = append(list, f)
			}
		}
		sortByRank(list)
		if own := r.naming(other + ":"); own != nil && d.b.declining(*own) != nil {
			list = []finding{*own} // its own item, of which the end may say why not
		}
		if len(list) > 0 && said < most {
			d.sayArgument(list[0], r)
			said++
			if after := d.b.declining(list[0]); after != nil && said < most && !d.said[after.claim] {
				d.sayArgument(*after, r)
				said++
			}
		}
	}
	return said
}

// declining returns the sentence of a paragraph after one on an option that says why this was not taken, nil where there is none.
func (b *Bot) declining(f finding) *finding {
	lines := b.linesNear(f.passage)
	at := slices.IndexFunc(lines, func(l place) bool { return l.claim == f.claim })
	if at < 0 || declined.MatchString(f.claim.Text) {
		return nil
	}
	for ; at+1 < len(lines) && lines[at].goesOn(lines[at+1]); at++ {
		if next := lines[at+1]; declined.MatchString(next.claim.Text) {
			return &finding{claim: next.claim, passage: next.passage}
		}
	}
	return nil
}

// declined matches how a sentence says that something was not taken.
var declined = regexp.MustCompile(`(?i)\b(?:discard|reject|dismiss|exclud|abandon|drop)(?:p?ed)\b|\b(?:ruled out|turned down|decided against|not (?:chosen|taken|selected|considered further|pursued|adopted|used|suitable))\b`)

// inSubject reports whether a record's title has one of the names of something.
func inSubject(r *knowledge.Record, names ...string) bool {
	subject := strings.ToLower(r.Subject)
	return slices.ContainsFunc(names, func(n string) bool { return n != "" && strings.Contains(subject, strings.ToLower(n)) })
}

// reasoned matches how a sentence says why something was not taken.
var reasoned = regexp.MustCompile(`(?i)\b(?:because|since|due to|as it|not|cannot|lacks?|drawback|too)\b`)

func (d *draft) sayFirst(r *ruling, list []finding) {
	if len(list) > 0 {
		d.sayArgument(list[0], r)
	}
}

func (d *draft) sayArgument(f finding, r *ruling) {
	option := aboutOne(f.claim)
	if option == "" && len(r.doc.Record.Chosen) == 1 && isArgument(f.claim.Text) {
		option = r.doc.Record.Chosen[0]
	}
	p := f.passage
	if above := strings.Join(p.Path, "\n") + "\n" + p.Heading; p.Part == knowledge.PartPros && !strings.Contains(above, option) {
		option = p.Heading // as it is written there
	}
	sentence := !isArgument(f.claim.Text) && (strings.HasSuffix(f.claim.Text, ".") || len(vocabulary.Words(f.claim.Text)) >= wholeSentence)
	other := f.claim.Listed && option != "" && !slices.Contains(r.doc.Record.Chosen, option) && !strings.Contains(f.claim.Text, option)
	if sentence && !other {
		option = "" // a whole sentence, below the decision that it belongs to
	}
	text, cited := quote(f, option), []finding{f}
	if naming := r.naming(option); sentence && other && naming != nil && !strings.HasPrefix(text, option) {
		text = option + ": " + lowerFirst(text) // what is said of another option would be taken for one on the choice
		cited = append(cited, *naming)
	}
	added := option != "" && strings.HasPrefix(text, option+": ")
	if added && !strings.Contains(p.Heading+p.Text, option) && len(cited) == 1 && r.deciding.claim != nil {
		cited = append(cited, r.deciding) // which names the option
	}
	d.say(text, cited...)
}

// naming returns a sentence of a record that has the name of an option in it, nil for none.
func (r *ruling) naming(option string) *finding {
	for f := range r.sentences() {
		if strings.Contains(f.claim.Text, option) {
			return &f
		}
	}
	return nil
}

// arguments returns the claims of a record with a stance on what it chooses, those that share most with the ask first.
// Neutral ones are those of outcome, context and consequences that name no side.
func (d *draft) arguments(a *question.Ask, r *ruling, stance knowledge.Stance) []finding {
	var list []finding
	of := slices.Clone(r.doc.Record.Chosen)
	if stance == knowledge.Neutral || len(of) == 0 {
		of = append(of, "")
	}
	for _, o := range of {
		for _, f := range d.argued(a, r, o, stance) {
			if !slices.ContainsFunc(list, func(had finding) bool { return had.claim == f.claim }) {
				list = append(list, f)
			}
		}
	}
	sortByRank(list)
	return list
}

// argued returns the claims of a record with a stance on an option; with "" those on no option that it chooses.
func (d *draft) argued(a *question.Ask, r *ruling, option string, stance knowledge.Stance) []finding {
	var list []finding
	for f := range r.sentences() {
		if d.said[f.claim] || !argues(a, f.passage, f.claim) || !r.speaks(f.claim, option, stance) {
			continue
		}
		f.rank = d.telling(a, f.passage, f.claim)
		if option != "" && strings.Contains(f.claim.Text, option) {
			f.rank += 0.2
		}
		f.rank += d.b.motive(a, r, f.passage, f.claim)
		list = append(list, f)
	}
	sortByRank(list)
	return list
}

// argues reports whether a claim of a record can be an argument at all, by where it stands and what it looks like.
func argues(a *question.Ask, p *knowledge.Passage, c *knowledge.Claim) bool {
	switch p.Part {
	case knowledge.PartHistory, knowledge.PartPeople, knowledge.PartLinks:
		return false
	case knowledge.PartDrivers: // most are no more than "cost"
		if !asksReasons(a) || !isSentence(c.Text) || len(vocabulary.Words(c.Text)) < wholeSentence {
			return false
		}
	}
	isTitle := strings.Contains(c.Text, " | ") // of a page that is linked to
	return !isTitle && !isHead(p, c) && !namesOnly(p, c) && (arguable(c) || terse(p, c))
}

// namesOnly reports whether a claim does no more than name an option that was considered.
func namesOnly(p *knowledge.Passage, c *knowledge.Claim) bool {
	return p.Part == knowledge.PartConsidered && !c.Listed && (len(vocabulary.Words(c.Text)) < wholeSentence || !strings.HasSuffix(c.Text, "."))
}

// arguable reports whether a claim says something by itself: it leads to nothing, and weighs for or against.
func arguable(c *knowledge.Claim) bool {
	if strings.HasSuffix(c.Text, ":") || asksItself(c) || strings.HasPrefix(c.Text, "Neutral, ") {
		return false
	}
	item := c.Listed && strings.ContainsFunc(c.Text, unicode.IsLower) // an item all in capitals is a label
	return item || len(vocabulary.Words(c.Text)) >= minArgument
}

// terse reports whether a claim is a short sentence where a record says nothing but why: "Free and fast enough."
func terse(p *knowledge.Passage, c *knowledge.Claim) bool {
	return p.Part == knowledge.PartRationale && strings.HasSuffix(c.Text, ".") && len(vocabulary.Words(c.Text)) >= minArgument-1
}

const (
	minArgument   = 4 // words that a sentence must have to be an argument, unless it stands in a list of them
	wholeSentence = 7 // words from which a line is taken for a sentence that needs no subject before it
)

// speaks reports whether a claim has a stance on an option; with "" on the decision, be it for an option or not.
func (r *ruling) speaks(c *knowledge.Claim, option string, stance knowledge.Stance) bool {
	chosen := r.doc.Record.Chosen
	if option != "" {
		s, on := c.On(option)
		return on && s == stance || !on && c.Side == stance && slices.Contains(chosen, option)
	}
	switch {
	case c.Side != "" && stance != knowledge.Neutral:
		return c.Side == stance
	case len(chosen) == 0 && len(c.About) > 0:
		return c.About[0].Stance == stance
	}
	return stance == knowledge.Neutral && len(c.About) == 0
}

// telling ranks what can be said for a decision: what shares words with the ask, what the outcome itself says, what
// stands by itself.
func (d *draft) telling(a *question.Ask, p *knowledge.Passage, c *knowledge.Claim) float64 {
	rank := 0.0
	for _, t := range a.Terms {
		if slices.Contains(c.Terms, t.Text) && !d.b.lib.Vocabulary.Says(vocabulary.Recording, t.Word) {
			rank += 0.2 * d.b.lore.weight(t.Text)
		}
	}
	for _, name := range a.ConceptNames() {
		if slices.Contains(c.Concepts, name) {
			rank += 0.5
		}
	}
	switch p.Part {
	case knowledge.PartOutcome, knowledge.PartRationale, knowledge.PartDrivers:
		rank += 0.6
	case knowledge.PartPros, knowledge.PartConsidered:
		if c.Listed {
			rank += 0.3
		} else {
			rank -= 0.3 // it describes what could have been
		}
	case knowledge.PartConsequences:
		if a.Lean != 0 {
			rank += 0.6
		}
	case knowledge.PartContext:
		rank += 0.1
	}
	if c.Listed {
		rank += 0.3
	}
	if leaning(c.Text) {
		rank -= 0.2
	}
	return rank
}

// motive is what a sentence of the context ranks higher where a record gives no reasons but those: the troubles that it
// tells of are why something was decided.
func (b *Bot) motive(a *question.Ask, r *ruling, p *knowledge.Passage, c *knowledge.Claim) float64 {
	switch {
	case p.Part != knowledge.PartContext || r.argued || !asksReasons(a):
		return 0
	case troubled.MatchString(c.Text):
		return asTrouble
	}
	return asContext
}

const (
	asContext = 0.4 // of a sentence that tells how things stand
	asTrouble = 0.8 // of one that tells what is wrong with that
)

// troubled matches how a context tells of what a decision is to mend.
var troubled = regexp.MustCompile(`(?i)\b(?:however|but|cannot|can['’]t|not|no|unable|lacks?|missing|problems?|issues?|difficult(?:y|ies)?|hard(?:er)?|challenges?|burden|toil|slow|costly|expensive|risks?|fails?|fragile|confus\w+|impossible|decommission\w*|deprecated|end[- ]of[- ]life|unmaintained|needs? to|must|requires?|want(?:ed)? to|in order to|so that|would like)\b`)

// leastTrouble is from which rank the context's best sentence on what was wrong is told before all reasons: it has to have a
// word of what is asked.
const leastTrouble = 0.15

// sayTrouble says what was wrong before a decision, and returns how many statements that are.
func (d *draft) sayTrouble(a *question.Ask, r *ruling) int {
	var list []finding
	for f := range r.sentences() {
		tells := f.passage.Part == knowledge.PartContext && arguable(f.claim) && troubled.MatchString(f.claim.Text) && !d.said[f.claim]
		if f.rank = d.telling(a, f.passage, f.claim); tells && f.rank >= leastTrouble {
			list = append(list, f)
		}
	}
	sortByRank(list)
	if len(list) == 0 {
		return 0
	}
	d.sayArgument(list[0], r)
	return 1
}

// isArgument reports whether a sentence is written as MADR writes arguments, or after the name of its side.
func isArgument(text string) bool { return argumentOpening.MatchString(text) }
