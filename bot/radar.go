package bot

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// A ringing is what a radar says of a technology at one time.
type ringing struct {
	*knowledge.Blip
	passage *knowledge.Passage   // that says so
	parts   []*knowledge.Passage // all that its volume says of it, that passage first
}

// newRings returns the blips of a library by option, current ones first, then the newest. What a radar calls otherwise
// now is found by its old name, too.
func newRings(lib *knowledge.Library) map[string][]ringing {
	var all []ringing
	called := map[string]string{} // history → the option that it is now
	for i := range lib.Documents {
		d := &lib.Documents[i]
		if len(d.Blips) == 0 {
			continue
		}
		parts := map[string][]*knowledge.Passage{}
		for k := range d.Passages {
			p := &d.Passages[k]
			parts[sectionID(p)] = append(parts[sectionID(p)], p)
		}
		for k := range d.Blips {
			b := &d.Blips[k]
			if len(parts[b.Passage]) > 0 {
				all = append(all, ringing{b, parts[b.Passage][0], parts[b.Passage]})
			}
			if b.Current {
				called[b.History] = b.Option
			}
		}
	}
	rings := map[string][]ringing{}
	for _, r := range all {
		rings[called[r.History]] = append(rings[called[r.History]], r)
	}
	for _, list := range rings {
		slices.SortStableFunc(list, func(x, y ringing) int {
			return cmp.Or(trueFirst(x.Current, y.Current), cmp.Compare(y.Date, x.Date))
		})
	}
	for _, r := range all {
		if rings[r.Option] == nil {
			rings[r.Option] = rings[called[r.History]]
		}
	}
	return rings
}

// ownRings returns the names of rings that are not the common ones, in lower case, sorted.
func ownRings(rings map[string][]ringing) []string {
	own := map[string]bool{}
	for _, list := range rings {
		for _, r := range list {
			if name := strings.ToLower(r.Ring); !slices.Contains(commonRings(), name) {
				own[name] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(own))
}

// An entry is an option of radars as questions find it.
type entry struct {
	option string
	words  []vocabulary.Word  // of its name
	about  map[string]float64 // content term → how much it is about that
}

// newEntries returns the options of rings, sorted.
func newEntries(v *vocabulary.Lexicon, rings map[string][]ringing) []entry {
	var entries []entry
	for _, o := range slices.Sorted(maps.Keys(rings)) {
		if rings[o][0].Option == o { // no old name
			entries = append(entries, entry{option: o, words: vocabulary.Words(o), about: about(v, rings[o])})
		}
	}
	return entries
}

// about weighs the content terms of what radars say of a technology, the newest first, of its name, and of what kind of
// thing it is.
func about(v *vocabulary.Lexicon, rings []ringing) map[string]float64 {
	own := map[string]float64{}
	for _, r := range rings {
		for f := range sentencesIn(r.parts) {
			for _, t := range f.claim.Terms {
				own[t] = inOutcome
			}
		}
	}
	r := rings[0]
	for _, r := range rings {
		for _, t := range v.Terms(vocabulary.Words(r.Tags + "\n" + r.Quadrant)) {
			own[t] = inDecision
		}
	}
	title := r.Name
	if o, ok := v.Option(r.Option); ok {
		title += "\n" + o.Is
	}
	for _, t := range v.Terms(vocabulary.Words(title)) {
		own[t] = inTitle
	}
	return own
}

// worth orders rings for a choice.
func (r ringing) worth() int {
	switch {
	case r.Firm():
		return 3
	case r.Stance == knowledge.For:
		return 2
	case r.Stance == knowledge.Neutral:
		return 1
	}
	return -1
}
