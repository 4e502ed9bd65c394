package bot

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
)

// definitions puts the sentences first that say what the thing is.
func (b *Bot) definitions(a *ask, found []finding) []finding {
	things := append(slices.Clone(a.options), a.names...)
	for _, t := range a.terms {
		things = append(things, t.word)
	}
	for i := range found {
		for _, thing := range things {
			if isDefinition(found[i].claim.Text, thing) {
				found[i].rank += 0.5
			}
		}
		if strings.HasPrefix(strings.ToLower(found[i].passage.Heading), "what is") {
			found[i].rank += 0.2
		}
	}
	slices.SortStableFunc(found, func(x, y finding) int { return cmp.Compare(y.rank, x.rank) })
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

// defines matches what follows the thing defined.
var defines = regexp.MustCompile(`^\W*(?:\([^)]*\)\W*)?(?:(?:is|are)(?: actually| really| simply)? (?:an? |the |one |actually )|\s*[–—-]+ (?:an?|the) |, an? | isn['’]t one)`)
