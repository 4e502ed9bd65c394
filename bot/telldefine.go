package bot

import (
	"regexp"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/bot/question"
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
