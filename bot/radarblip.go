package bot

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/bot/question"
	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// How much is told of an entry of a radar.
const (
	maxPlaces = 3 // places where it stands now
	maxBefore = 3 // earlier rings, the newest
	maxOfBlip = 2 // sentences of its description
)

// What makes a sentence of a description worth telling beside the words that it has of the ask, whose weights are 1 and
// more. Of what is worth as much, the first of the newest volume is told. Tried as the shares of a list are (radarring.go): to
// halve or double one of them answers no more of the questions to tune by.
const (
	saysUse    = 0.5 // use is asked for, and it speaks of that; without, one answer tells something else
	saysReason = 0.5 // a reason is asked for, and it gives one; without, one answer is lost
	saysWe     = 0.3 // it tells what the team thinks, not what the maker does; that decides one answer in eighteen
	ofOldRing  = 1.5 // what one must have more of that is from before the ring of now; 1 to 2.5 tell the same
)

// A stay is the time that an entry of a radar stood in one ring.
type stay struct{ first, last ringing }

// sayRing says in which ring an option stands, since when, and where it stood before.
func (d *draft) sayRing(a *question.Ask, option string) {
	opening := ""
	rings := d.b.lore.rings[option]
	if ring := d.b.askedRing(a); ring != "" && a.StartsYesNo() && len(a.Options) < 2 {
		opening = "No: "
		if rings[0].isRing(ring) {
			opening = "Yes: "
		}
	}
	d.sayPlaces(option, opening)
}

// sayPlaces says where an option stands on the radars, once.
func (d *draft) sayPlaces(option, opening string) {
	if d.placed[option] {
		return
	}
	d.placed[option] = true
	rings := d.b.lore.rings[option]
	for i, now := range rings[:min(len(rings), maxPlaces)] {
		if i > 0 && !now.Current {
			break
		}
		stays := staysOf(rings, now.History)
		d.state(opening+stays[0].standing()+".", stays[0].passages())
		d.sayBefore(stays[1:])
		opening = ""
	}
}

// staysOf returns the stays of one history, the newest first.
func staysOf(rings []ringing, history string) []stay {
	var stays []stay
	for _, r := range rings {
		switch n := len(stays); {
		case r.History != history:
		case n > 0 && strings.EqualFold(stays[n-1].last.Ring, r.Ring):
			stays[n-1].first = r
		default:
			stays = append(stays, stay{r, r})
		}
	}
	return stays
}

// sayBefore says where an entry stood before, in the order of time.
func (d *draft) sayBefore(stays []stay) {
	name, where := "", []string(nil)
	var cited []*knowledge.Passage
	for _, s := range slices.Backward(stays[:min(len(stays), maxBefore)]) {
		name, where = s.first.Name, append(where, "on "+s.first.Ring+inBrackets(s.first.Date))
		cited = append(cited, s.first.passage)
	}
	if len(where) > 0 {
		d.state(name+" was "+strings.Join(where, ", then ")+".", cited)
	}
}

// standing words where an entry stands: "Apache Kafka is on Adopt (Platforms, 2024-10), since 2021-04".
func (s stay) standing() string {
	if s.first.Date == s.last.Date || s.first.Date == "" {
		return s.last.standing()
	}
	return s.last.standing() + ", since " + s.first.Date
}

func (s stay) passages() []*knowledge.Passage {
	if s.first.passage == s.last.passage {
		return []*knowledge.Passage{s.last.passage}
	}
	return []*knowledge.Passage{s.last.passage, s.first.passage}
}

// standing words a blip: "Apache Kafka is on Adopt (Platforms, 2024-10)".
func (r ringing) standing() string {
	var where []string
	for _, s := range []string{r.Quadrant, r.Date} {
		if s != "" {
			where = append(where, s)
		}
	}
	return r.Name + " is on " + r.Ring + inBrackets(strings.Join(where, ", "))
}

// describeBlip says what the radar says of an option beside its ring: what is asked for, or else how the newest volume
// that says anything begins.
func (d *draft) describeBlip(a *question.Ask, option string) {
	type sentence struct {
		finding
		at    int
		worth float64
	}
	var told []sentence
	handicap := 0.0
	rings := d.b.lore.rings[option]
	for _, r := range rings {
		var list []sentence
		for i, f := range d.description(r) {
			list = append(list, sentence{f, i, d.b.blipWorth(a, r, f.claim)})
		}
		slices.SortStableFunc(list, func(x, y sentence) int { return cmp.Compare(y.worth, x.worth) })
		if !strings.EqualFold(r.Ring, rings[0].Ring) {
			handicap = ofOldRing
		}
		if len(list) > 0 && (told == nil || list[0].worth > told[0].worth+handicap) {
			told = list
		}
	}
	told = told[:min(len(told), maxOfBlip)]
	slices.SortFunc(told, func(x, y sentence) int { return x.at - y.at })
	for _, s := range told {
		d.say(quote(s.finding, ""), s.finding)
	}
}

// sayNeeds says where options stand and what the radars say of each on the needs of an ask that are no criteria: "if a
// test needs several tabs". It reports whether they say anything.
func (d *draft) sayNeeds(a *question.Ask, named []string) bool {
	needs := slices.DeleteFunc(slices.Clone(a.Terms), func(t question.Term) bool { return t.Concept != "" })
	var found []finding
	for _, option := range named {
		var best finding
		for _, r := range d.b.lore.rings[option] {
			for _, f := range d.description(r) {
				if f.rank = d.b.saysOf(a, needs, f.claim); f.rank > best.rank {
					best = f
				}
			}
		}
		if best.rank > 0 {
			found = append(found, best)
		}
	}
	if len(found) == 0 {
		return false
	}
	d.missing(a)
	for _, option := range named {
		d.sayRing(a, option)
	}
	for _, f := range found {
		d.say(quote(f, aboutOne(f.claim)), f)
	}
	return true
}

// saysOf is how much a sentence says of terms of an ask, those left out that only ask for a radar.
func (b *Bot) saysOf(a *question.Ask, terms []question.Term, c *knowledge.Claim) float64 {
	sum := 0.0
	for _, t := range terms {
		if slices.Contains(c.Terms, t.Text) && !b.onlyAsksRing(t) {
			sum += b.termWeight(a, t)
		}
	}
	return sum
}

// description returns the sentences of what a blip's volume says of it that are not said yet.
func (d *draft) description(r ringing) []finding {
	var list []finding
	rows := 0
	for f := range sentencesIn(r.parts) {
		switch {
		case knowledge.IsRing(f.claim.Text):
			rows++
		case rows > 1:
			return list // from here on it tells of earlier rings
		case !d.said[f.claim] && !strings.HasSuffix(f.claim.Text, ":"):
			list = append(list, f)
		}
	}
	return list
}

var (
	using    = regexp.MustCompile(`(?i)\b(?:us(?:e|es|ed|ing)|runs?|running|rel(?:y|ies|ying) on)\b`)
	ourVoice = regexp.MustCompile(`(?i)\b(?:we|our|us)\b`)
)

// blipWorth is how much a sentence on a blip says of what is asked.
func (b *Bot) blipWorth(a *question.Ask, r ringing, c *knowledge.Claim) float64 {
	worth := b.saysOf(a, a.Terms, c)
	if vocabulary.HasAny(a.Words, "use", "using", "run") && using.MatchString(c.Text) {
		worth += saysUse
	}
	if givesReason.MatchString(c.Text) && (a.AsksWhy() || r.Stance == knowledge.Against) {
		worth += saysReason
	}
	if ourVoice.MatchString(c.Text) {
		worth += saysWe
	}
	return worth
}
