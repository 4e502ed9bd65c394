package question

import (
	"slices"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// attributeOf returns the term right after "what" or "which" ("which language"), or "" where that says little or is part of a
// concept.
func (r *Reader) attributeOf(a *Ask) string {
	v := r.v
	for i, w := range a.Words[:max(0, len(a.Words)-1)] {
		if !w.Is("what", "which") {
			continue
		}
		t, ok := v.Term(a.Words[i+1])
		if ok && !v.Weak(t) && slices.ContainsFunc(a.Terms, func(o Term) bool { return o.Text == t && o.Concept == "" }) {
			return t
		}
	}
	return ""
}

// countedAfter returns the first content term soon after "many", "number of" or the like.
func (r *Reader) countedAfter(a *Ask) string {
	for i, w := range a.Words {
		if !r.v.Says(vocabulary.Measuring, w.Text) {
			continue
		}
		for _, next := range a.Words[i+1 : min(i+3, len(a.Words))] {
			if next.Is("people", "persons", "folks") {
				return "" // "how many people sit on it?" is told as "two coordinators and four members"
			}
			t, ok := r.v.Term(next)
			if ok && slices.ContainsFunc(a.Terms, func(o Term) bool { return o.Text == t }) {
				return t
			}
		}
	}
	return ""
}

// soughtBy returns the terms of what "what is the … of" asks for: a section without them says something else of the thing.
// How much of it is asked for ("the maximum size") may be said in other words.
func (r *Reader) soughtBy(a *Ask) []string {
	first := r.v.CueAt(vocabulary.Defining, a.Words)
	if first < 0 {
		return nil
	}
	the := vocabulary.FirstOf(a.Words[first:], "the", "our", "your")
	if the < 0 || the > 3 {
		return nil
	}
	var sought []string
	for i, w := range a.Words[first+the+1:] {
		if w.Is("of", "for", "in", "on", "at", "to", "with", "when", "that") {
			return sought
		}
		t, ok := r.v.Term(w)
		if i == 3 || w.Break {
			return nil
		}
		if ok && !r.v.Weak(t) && !isMeasure(w.Text) {
			sought = append(sought, t)
		}
	}
	return nil
}

// soughtAfter returns the terms before the last of what "which … do we" asks for: "load" and "testing" of "which load testing tool
// do we use?".
func (r *Reader) soughtAfter(a *Ask) []string {
	first := vocabulary.FirstOf(a.Words, "which", "what")
	if first < 0 {
		return nil
	}
	var sought []string
	for i, w := range a.Words[first+1:] {
		if i > 0 && vocabulary.HasAny([]vocabulary.Word{w}, "do", "does", "did", "should", "shall", "can", "must") {
			return sought[:max(0, len(sought)-1)]
		}
		stem := r.v.Sense(w)
		if i == 4 || w.Break || stem == "" {
			return nil
		}
		sought = append(sought, stem)
	}
	return nil
}

// isMeasure reports whether a word only says which amount of something is asked for, or in what form.
func isMeasure(word string) bool {
	return slices.Contains([]string{
		"maximum", "minimum", "max", "min", "average", "total", "typical", "recommended", "default", "preferred", "current", "main",
		"length", "size", "number", "amount", "duration", "time", "name", "purpose", "process", "procedure", "steps", "step", "role",
		"rule", "rules", "policy", "guidance", "standard", "approach", "difference", "idea", "benefit", "benefits", "drawback", "drawbacks",
	}, word)
}

// onlyPlain returns the stems of an ask of a handbook whose words all are plain but for those that frame it, "side" and
// "project" of "what is our policy on side projects?": each may stand anywhere, so they count together or not at all.
func (r *Reader) onlyPlain(a *Ask) []string {
	if a.Code != "en" || !r.known.ManyThings || a.things()+len(a.Sayings) > 0 {
		return nil
	}
	var stems []string
	for i, w := range a.Words {
		stem := r.v.Sense(w)
		if stem == "" || r.v.Says(vocabulary.Framing, w.Text) || r.AsksOnly(a, i) {
			continue
		}
		_, topical := r.v.Term(w)
		if topical && !r.v.Weak(stem) {
			return nil
		}
		if topical || !vocabulary.Everyday(w.Text) {
			stems = append(stems, stem)
		}
	}
	return stems
}

// AsksOnly reports whether the word at i only says what kind of answer is wanted: "often" in "how often".
func (r *Reader) AsksOnly(a *Ask, i int) bool {
	says := func(c vocabulary.Cue) bool { return r.v.Has(c, a.Words[i:i+1]) }
	switch part := r.AsksPart(a); {
	case part != "" && r.v.Has(part, a.Words[i:i+1]):
		return true // the heading says it
	case r.measures(a, i), opensName(a.Words, i):
		return true
	case a.AsksHow() && says(vocabulary.Performing):
		return true // to set a thing up is what instructions for it are for
	case a.Want != Tell && says(vocabulary.Favouring):
		return true
	default:
		return says(vocabulary.Clarifying) || says(vocabulary.Permitting) || says(vocabulary.Demanding)
	}
}
