package knowledge

import (
	"regexp"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge/plain"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

var (
	decidingWords = regexp.MustCompile(`(?i)\b(?:decided|chosen|chose|opted|selected|agreed|decision (?:is|to))\b`)
	conditional   = regexp.MustCompile(`(?i)^(?:if|when|once|unless|assuming|by \w+ing|for (?:instance|example)|e\.g)\b`)
	onlyStatus    = regexp.MustCompile(`(?i)^\W*(?:accepted|approved|adopted|agreed|implemented|proposed|rejected|pending|draft|tbd|wip|work in progress|to be (?:decided|determined|defined)|yes|none|n/a)\W*$`)
	weWill        = regexp.MustCompile(`(?i)\bwe(?:['’](?:ll|re|ve)| will| are| shall| should| use| have)\b`)
	weRecommend   = regexp.MustCompile(`(?i)\bwe (?:recommend|propose|suggest)\b`)
	// proposing matches how the summary of a proposal says what it comes to: "This RFC proposes removing the flag."
	proposing = regexp.MustCompile(`(?i)\b(?:this|the) (?:\w+ ){0,2}(?:proposes|introduces|adds|removes|replaces|recommends|suggests|defines|deprecates)\b`)
	weShould  = regexp.MustCompile(`(?i)\bwe should\b`)
	// describes matches how sentences begin that tell of something; others begin with what is to be done.
	describes = regexp.MustCompile(`(?i)^\W*(?:the|an?|this|that|these|those|there|here|its?|in|on|at|of|to|from|with|by|for|after|before|between|during|based|given|considering|following|since|because|as|due|we|our|i|they|their|he|she|you|if|when|while|although|though|both|all|some|most|each|every|many|no|not|and|but|so|also|currently|now|historically|after|option)\b`)
)

// mostDeciding is how many sentences of the outcome are looked at for the one that decides.
const mostDeciding = 12

// decidingOf returns the sentence of the outcome that says what is decided: the one that names the choice, else the
// one that sounds like a decision, else the first; "" where there is no outcome.
func (a *annotator) decidingOf(d *Document) string {
	best, most, seen := "", -1, 0
	settled := d.settledParts()
	for i := range d.Passages {
		p := &d.Passages[i]
		if p.Part != PartOutcome || settled && p.proposes() {
			continue
		}
		for _, sentence := range slices.Concat(p.paragraphs...) {
			if seen == mostDeciding {
				break
			}
			if onlyStatus.MatchString(sentence) || a.onlyLabel(sentence) {
				continue // which is said of the record already, or decides nothing
			}
			seen++
			score := a.decides(d.Record, sentence, seen == 1)
			if d.Record.what && whatPart.MatchString(bareHeading(p.Heading)) {
				score++ // it sums up what stands below "How"
			}
			if score > most {
				best, most = sentence, score
			}
		}
	}
	return best
}

// onlyLabel reports whether a sentence is a word or two that name no option: "Phase 2."
func (a *annotator) onlyLabel(sentence string) bool {
	return plain.WordCount(sentence) < 3 && labelOf(sentence) == "" && !slices.ContainsFunc(a.v.Mentions(vocabulary.Words(sentence), ""), func(m vocabulary.Mention) bool { return m.Option != nil })
}

// settledParts reports whether a record says in a section of its own what it decides, beside what it proposes.
func (d *Document) settledParts() bool {
	return slices.ContainsFunc(d.Passages, func(p Passage) bool {
		return p.Part == PartOutcome && !p.proposes() && slices.ContainsFunc(slices.Concat(p.paragraphs...), func(s string) bool { return !onlyStatus.MatchString(s) })
	})
}

// proposes reports whether a passage stands under a heading such as "Proposal".
func (p *Passage) proposes() bool {
	return slices.ContainsFunc(append(p.Path[:len(p.Path):len(p.Path)], p.Heading), func(h string) bool {
		return strings.Contains(strings.ToLower(h), "propos")
	})
}

// decides scores how much a sentence looks like the one that says what is decided.
func (a *annotator) decides(r *Record, sentence string, first bool) int {
	score := 0
	if chosenOption.MatchString(sentence) {
		score += 8
	}
	if chosen, _ := decided(a.v, sentence); slices.ContainsFunc(chosen, func(o string) bool { return slices.Contains(r.Chosen, o) }) {
		score += 4
	}
	if decidingWords.MatchString(sentence) {
		score += 3
	}
	switch {
	case first && !describes.MatchString(sentence), weWill.MatchString(sentence) && !weShould.MatchString(sentence):
		score += 2
	case weShould.MatchString(sentence):
		score++
	}
	if weRecommend.MatchString(sentence) {
		score += 3
	}
	if r.summary && proposing.MatchString(sentence) {
		score += 4
	}
	if strings.HasSuffix(sentence, ":") && score > 0 {
		score--
	}
	if first {
		score++
	}
	if conditional.MatchString(sentence) {
		score -= 2
	}
	if a.saysTitle(r, sentence) {
		score += 2
	}
	return score
}

// saysTitle reports whether a sentence has all content words of a record's title, which is short for what it decides.
func (a *annotator) saysTitle(r *Record, sentence string) bool {
	const least = 2 // words of a title that says something
	title, said := a.v.Terms(vocabulary.Words(r.Subject)), a.v.Terms(vocabulary.Words(sentence))
	return len(title) >= least && !slices.ContainsFunc(title, func(t string) bool { return !slices.Contains(said, t) })
}
