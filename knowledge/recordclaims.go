package knowledge

import (
	"regexp"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge/plain"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// annotateRecord makes the claims of a decision record: arguments are for or against the option that they stand
// under, and one sentence says what is decided.
func (a *annotator) annotateRecord(d *Document) {
	r := d.Record
	r.Drivers = a.driversOf(d)
	deciding := a.decidingOf(d)
	list, section := NoClaim, "" // the list of arguments that a section has begun, which may go on in its next passage
	for i := range d.Passages {
		p := &d.Passages[i]
		a.passage(p)
		if whole, _, _ := strings.Cut(p.ID, "~"); whole != section {
			list, section = NoClaim, whole
		}
		switch p.Part {
		case PartPros:
			list = a.arguments(p, r, list, r.optionUnder(p.under))
		case PartConsequences, PartRationale:
			list = a.arguments(p, r, list, r.chosen())
		case PartConsidered:
			neutralise(p)
			list = a.arguments(p, r, list, "")
		case PartDrivers, PartContext:
			neutralise(p)
		case PartOutcome:
			if a.outcome(p, r, deciding) {
				deciding = "" // a record that says it twice decides once
			}
		}
		if r.heads(p) && len(p.Claims) > 0 {
			p.Part = PartHead
			p.Claims = headFirst(p)
		}
		if !r.Holds() {
			withdraw(p, r.Status)
		}
		p.Options = nil
		for k := range p.Claims {
			p.Options = appendNew(p.Options, aboutOf(p.Claims[k].About)...)
		}
	}
}

// chosen returns the one option that the record decides for, or "".
func (r *Record) chosen() string {
	if len(r.Chosen) != 1 {
		return ""
	}
	return r.Chosen[0]
}

// optionUnder returns the option of the record that a heading names, or "".
func (r *Record) optionUnder(heading string) string {
	if heading == "" {
		return ""
	}
	if option, ok := r.Labelled(labelOf(heading)); ok {
		return option
	}
	want := plain.Folded(bareOption(cleanOption(heading)))
	for i, text := range r.Considered {
		if have := plain.Folded(bareOption(text)); have == want && i < len(r.names) {
			return r.names[i]
		}
	}
	return ""
}

// headLine opens what a record says of itself.
const headLine = "Decision record"

// heads reports whether a passage opens with what the record says of itself, which is a claim about no option.
func (r *Record) heads(p *Passage) bool {
	return len(p.Claims) > 0 && p.Heading == p.Title && strings.HasPrefix(p.Text, headLine+": ")
}

// headFirst returns the claims of a head with its first line as one claim, whatever stops there are in it: "amended by
// 17. Use Kafka".
func headFirst(p *Passage) []Claim {
	line, _, _ := strings.Cut(p.Text, "\n")
	from, n := 0, 0
	for n < len(p.Claims) {
		at := strings.Index(line[from:], p.Claims[n].Text)
		if at < 0 {
			break
		}
		from += at + len(p.Claims[n].Text)
		n++
	}
	if n < 2 {
		return append([]Claim{{Text: p.Claims[0].Text}}, p.Claims[1:]...)
	}
	return append([]Claim{{Text: line}}, p.Claims[n:]...)
}

// neutralise takes back what a passage only puts up for decision: it recommends nothing.
func neutralise(p *Passage) {
	for i := range p.Claims {
		p.Claims[i].Verdict = false
	}
}

// withdraw takes the weight from what is not in force. What a proposal says for an option is still an argument.
func withdraw(p *Passage, status Status) {
	for i := range p.Claims {
		c := &p.Claims[i]
		c.Verdict = false
		if status == StatusProposed {
			continue
		}
		for k := range c.About {
			c.About[k].Stance = Neutral
		}
	}
}

// mitigation matches what only says how a drawback is dealt with.
var mitigation = regexp.MustCompile(`(?i)^[\s*_]*(?:mitigations?|mitigated by|workaround)\b`)

// writtenSide returns the stance that is written in front of an argument, NoClaim for none.
func writtenSide(sentence string) Stance {
	if s := sideIn(argument.FindStringSubmatch(sentence)); s != NoClaim {
		return s
	}
	return sideIn(sideNamed.FindStringSubmatch(sentence))
}

// sideIn returns the stance that a match of argument, sideOfList, sideNamed or yOpening stands for.
func sideIn(m []string) Stance {
	switch {
	case m == nil:
		return NoClaim
	case m[1] != "":
		return For
	case m[2] != "":
		return Against
	}
	return Neutral
}

// arguments gives the claims of a passage the stance that is written in front of them ("Good, because …"), or that
// of the list or section they stand in, on an option. Other sentences keep the stance of their words. List is that of a
// list which the passage goes on with, and that of the last list is returned. In consequences and rationale the
// arguments are on what the record decides, be that an option or not.
func (a *annotator) arguments(p *Passage, r *Record, list Stance, option string) Stance {
	owner := ""
	if s := sideIn(sideOfList.FindStringSubmatch(bareHeading(p.Heading))); s != NoClaim {
		list = s
	}
	claims := p.Claims // of the paragraphs that are still to come
	for n, paragraph := range p.paragraphs {
		own := claims[:claimsOf(paragraph)]
		claims = claims[len(own):]
		on := option
		if p.owners[n] != owner {
			owner, list = p.owners[n], NoClaim
		}
		if owner != "" {
			on = r.optionUnder(owner)
		}
		if s := sideIn(sideOfList.FindStringSubmatch(strings.Join(paragraph, " "))); s != NoClaim {
			list = s
			own[0].About = nil
			continue
		}
		stance := list
		if s := writtenSide(paragraph[0]); s != NoClaim {
			stance = s
		}
		a.argueAll(own, p.Part, on, stance)
	}
	return list
}

// claimsOf is how many claims the sentences of a paragraph make: each but addresses.
func claimsOf(paragraph []string) int {
	n := 0
	for _, sentence := range paragraph {
		if !isAddress(sentence) {
			n++
		}
	}
	return n
}

// argueAll makes the claims of one paragraph ones on option.
func (a *annotator) argueAll(claims []Claim, part Part, option string, stance Stance) {
	for i := range claims {
		c := &claims[i]
		if mitigation.MatchString(c.Text) {
			stance = Neutral // what follows a drawback
		}
		a.argue(c, option, stance)
		c.Listed = stance != NoClaim
		if part == PartConsequences || part == PartRationale {
			c.Side = a.side(c, stance)
		}
	}
}

// argue makes a claim one on option. Without a stance given, its own words decide; a sentence on another option
// stays one on that.
func (a *annotator) argue(c *Claim, option string, stance Stance) {
	c.Verdict = false
	if option == "" {
		if stance != NoClaim {
			for i := range c.About {
				c.About[i].Stance = stance
			}
		}
		return
	}
	own, on := c.On(option)
	switch {
	case stance != NoClaim:
		c.About = []Stand{{option, stance}}
	case on:
		c.About = []Stand{{option, own}}
	default:
		a.ascribe(c, option)
	}
}

// side is the stance of a claim on what its record decides: the one that is written with it, else that of its words.
func (a *annotator) side(c *Claim, written Stance) Stance {
	if written != NoClaim {
		return written
	}
	words := vocabulary.Words(c.Text)
	return stanceOf(a.leanOf(words, a.v.MentionsAmong(words, a.subjects)))
}

// ascribe makes a claim that names no option one on option, with the stance of its words.
func (a *annotator) ascribe(c *Claim, option string) {
	words := vocabulary.Words(c.Text)
	mentions := a.v.MentionsAmong(words, a.subjects)
	if len(optionsIn(a, mentions)) == 0 {
		c.About = []Stand{{option, stanceOf(a.leanOf(words, mentions))}}
	}
}

// outcome marks the sentence that decides, and makes what follows it one on the chosen option. It reports whether
// the passage has that sentence.
func (a *annotator) outcome(p *Passage, r *Record, deciding string) (found bool) {
	for i := range p.Claims {
		c := &p.Claims[i]
		if found || c.Text != deciding {
			side := sideIn(argument.FindStringSubmatch(c.Text))
			if side == NoClaim {
				side = yClause(c.Text)
				c.Listed = side == For || side == Against
			}
			a.argue(c, r.chosen(), side)
			if c.Listed {
				c.Side = side
			}
			continue
		}
		c.Decides, c.Verdict, c.About = true, true, nil
		for _, o := range r.Chosen {
			c.About = append(c.About, Stand{o, For})
		}
		_, against := decided(a.v, c.Text)
		for _, o := range against {
			if slices.Contains(r.Rejected, o) {
				c.About = append(c.About, Stand{o, Against})
			}
		}
		c.Concepts = appendNew(c.Concepts, r.Drivers...)
		p.Concepts = appendNew(p.Concepts, r.Drivers...)
		c.Own = len(c.Concepts)
		found = true
	}
	return found
}

// yClause returns the stance of a clause of a decision that is written as one sentence in clauses, "in the context of …,
// facing …, we decided for …, and neglected …, to achieve …, accepting that …" (https://medium.com/olzzio/y-statements-10eb07b5a177);
// NoClaim for other text.
func yClause(text string) Stance { return sideIn(yOpening.FindStringSubmatch(text)) }

var yOpening = regexp.MustCompile(`(?i)^\W*(?:(to achieve)|((?:and |while )?accepting)|in the context of|facing|(?:and )?(?:neglected|rejected))\b`)

// driversOf returns the criteria and traits that the decision drivers name.
func (a *annotator) driversOf(d *Document) []string {
	var drivers []string
	for i := range d.Passages {
		p := &d.Passages[i]
		if p.Part != PartDrivers {
			continue
		}
		for _, sentence := range slices.Concat(p.paragraphs...) {
			for _, m := range a.v.Mentions(vocabulary.Words(sentence), "") {
				if m.Concept != nil {
					drivers = appendNew(drivers, m.Concept.Name)
				}
			}
		}
	}
	return drivers
}
