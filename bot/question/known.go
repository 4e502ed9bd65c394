package question

import (
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// Known is what of a library a question is read by: counts and names of the whole, none of its sentences. It does not change.
type Known struct {
	Subjects   []string            // options that documents judge, the most judged first
	Speaks     map[string][]string // language → the subjects used from it
	Defined    map[string]bool     // options of which a document says what they are
	Names      map[string]string   // proper name in lower case → as written
	Capital    map[string]int      // proper name in lower case → claims that have it
	Terms      map[string]int      // content term → passages that have it, as in knowledge.Census
	Lower      map[string]int      // word → how often it stands without a capital, likewise
	Everyday   map[string]string   // word that names an option of a radar or a decision and means something else, too → that option
	OwnRings   []string            // the names of rings of radars that are not the common ones, in lower case, sorted
	Parts      []vocabulary.Cue    // the cues by which people ask for the parts that its pages have
	Records    Records             // its decision records by what they are called
	ManyThings bool                // it is on many things, and no comparison of a few
}

// judged reports whether some document judges the option.
func (k *Known) judged(option string) bool { return slices.Contains(k.Subjects, option) }

// holds reports whether the knowledge judges or mentions an option.
func (k *Known) holds(option string) bool {
	return k.standsFor(option) != "" || k.Names[strings.ToLower(option)] != ""
}

// standsFor returns the judged option that a named one stands for: itself, or the only one used from it when
// it is a language. It returns "" when nothing judged is meant.
func (k *Known) standsFor(option string) string {
	if k.judged(option) {
		return option
	}
	if s := k.Speaks[option]; len(s) == 1 {
		return s[0]
	}
	return ""
}
