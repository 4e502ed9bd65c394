package bot

import (
	"regexp"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/bot/question"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// What a finding's rank gains where something is asked to be defined, tried on all question sets.
const (
	saysWhatItIs  = 0.5 // its sentence says what the thing is; 0.3 answers as many, 0 one less, 1 five less
	underQuestion = 0.2 // it stands under "What is …?"; 0 to 0.4 answer as many, with another sentence first
)

// definitions puts the findings first that say what one of the things is that an ask names.
func (b *Bot) definitions(a *question.Ask, found []finding) []finding {
	things := append(slices.Clone(a.Options), a.Names...)
	for _, t := range a.Terms {
		things = append(things, t.Word)
	}
	for i := range found {
		f := &found[i]
		for _, thing := range things {
			if isDefinition(f.claim.Text, thing) {
				f.rank += saysWhatItIs
			}
		}
		if strings.HasPrefix(strings.ToLower(f.passage.Heading), "what is") {
			f.rank += underQuestion
		}
	}
	sortByRank(found)
	return found
}

// isDefinition reports whether a sentence says "THING is a …", "THING, a …" or "THING – a …".
func isDefinition(sentence, thing string) bool {
	rest := strings.ToLower(sentence)
	thing = strings.ToLower(thing)
	for {
		_, after, found := strings.Cut(rest, thing)
		if !found {
			return false
		}
		if defines.MatchString(after) {
			return true
		}
		rest = after
	}
}

// defines matches what follows the thing defined, where that is said to be something: after a bracket, if any, "is a …",
// ", a …", "– the …"; but not ", is a …", which ends a remark on another thing: "JavaScript, the language of X, is the …".
var defines = regexp.MustCompile(`^[^\w,]*(?:\([^)]*\)\W*)?(?:` + strings.Join([]string{
	`(?:is|are)(?: actually| really| simply)? (?:an? |the |one |actually )`,
	`\s*[–—-]+ (?:an?|the) `,
	`, an? `,
	` isn['’]t one`,
}, "|") + `)`)

// asksLetters matches who asks what a short name stands for, and the name.
var asksLetters = regexp.MustCompile(`(?i)\b(?:does|do|did|is)\s+(?:the\s+)?["'“”]?(\p{L}{2,7})["'“”]?\s+(?:stand|short|spell(?:ed)? out)\b`)

// tellLetters tells what a short name stands for, where a sentence of those found has its words, at best beside the name. It
// reports whether one has.
func (d *draft) tellLetters(a *question.Ask, e *evidence) bool {
	asked := asksLetters.FindStringSubmatch(a.Text)
	if asked == nil || a.Code != "en" {
		return false
	}
	var best *finding
	for _, p := range e.passages {
		for i := range p.Claims {
			c := &p.Claims[i]
			beside := strings.Contains(strings.ToLower(c.Text), strings.ToLower(asked[1]))
			if (best == nil || beside) && !onlyLeads(p, c) && spells(c.Text, strings.ToLower(asked[1])) {
				best = &finding{claim: c, passage: p}
				if beside {
					d.tellOne(*best)
					return true
				}
			}
		}
	}
	if best != nil {
		d.tellOne(*best)
	}
	return best != nil
}

// spells reports whether a text has words one after the other whose first letters are a short name, in small letters: words as
// "of" need have none in it.
func spells(text, short string) bool {
	words := vocabulary.Words(text)
	for first := range words {
		at := 0
		for _, w := range words[first:] {
			switch {
			case at < len(short) && w.Text[0] == short[at] && len(w.Text) > 1:
				at++
			case at == 0 || !w.Is("of", "and", "the", "for", "to", "in", "on"):
				at = len(short) + 1
			}
			if at >= len(short) {
				break
			}
		}
		if at == len(short) {
			return true
		}
	}
	return false
}
