package question

import (
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// A hearing is an ask with the setting around it, and what several rules of intents listen for.
type hearing struct {
	r          *Reader
	a, setting *Ask
	decides    bool // it wants something chosen: "should we …", "…, which?"
	needs      bool // it or its setting says what matters
}

// hear returns an ask and its setting as the rules of intents hear them.
func (r *Reader) hear(a, setting *Ask) *hearing {
	h := &hearing{r: r, a: a, setting: setting, needs: len(a.Concepts)+len(setting.Concepts) > 0}
	h.decides = h.says(vocabulary.Deciding) || vocabulary.HasAny(a.Words[max(0, len(a.Words)-1):], "which") || h.ranksSides()
	return h
}

// says reports whether a cue stands in the ask itself.
func (h *hearing) says(c vocabulary.Cue) bool { return h.a.Says(c) }

// sided reports whether sides are put against each other.
func (h *hearing) sided() bool { return vocabulary.HasAny(h.a.Words, "or", "vs", "versus") }

// rivals reports whether an ask names technologies to choose between.
func (h *hearing) rivals() bool { return len(h.a.Options)+len(h.a.Rivals()) > 1 }

// smallTalk reports whether a message greets, thanks, or asks about the bot itself.
func (h *hearing) smallTalk() bool {
	return len(h.a.Words) == 0 || h.asksOurselves() || h.onlyGreets()
}

// asksOurselves reports whether an ask is about the bot: "what can you do?". One with a need, unless it is short, is not:
// "what can you do about our slow tests?".
func (h *hearing) asksOurselves() bool {
	a := h.a
	behindChoice := len(h.setting.Alternatives) > 1 // "X or Y, what do you know?"
	return a.things() == 0 && (len(a.Concepts) == 0 || len(a.Words) < 6) && !behindChoice &&
		h.says(vocabulary.Ourselves)
}

// onlyGreets reports whether an ask begins with a greeting or thanks ("oh hi there") and names nothing. What wishes for
// something as well ("hi, any advice?") is more.
func (h *hearing) onlyGreets() bool {
	a := h.a
	if a.things()+len(a.Concepts)+len(a.Strange) > 0 || !h.r.SaysLittle(a) {
		return false
	}
	at := h.r.v.CueAt(vocabulary.Greeting, a.Words)
	return at >= 0 && at < 3 && (len(a.Words) == 1 || !h.says(vocabulary.Wishing))
}

// settles reports whether an ask without a subject ("who's right?") is about the choice in its setting.
func (h *hearing) settles() bool {
	a, setting := h.a, h.setting
	noSubject := a.things()+len(a.Concepts) == 0 && len(a.Terms) <= 2
	choiceBefore := len(setting.Options)+len(setting.Foreign) > 1 && len(setting.Names) == 0
	if h.r.known.ManyThings && len(setting.Alternatives) < 2 && len(a.Terms) > h.r.idle(a) {
		return false // "the bucket is in Terraform, is there a tag for it?"
	}
	return noSubject && choiceBefore && !a.AsksWhy() && !h.says(vocabulary.Blaming)
}

// defines reports whether an ask wants to know what one thing is: nothing is left of it but the thing.
func (h *hearing) defines() bool {
	a, idle := h.a, h.r.idle(h.a)
	if a.Beside != "" {
		return true
	}
	if !h.says(vocabulary.Defining) || h.says(vocabulary.Deciding) || h.says(vocabulary.Blaming) || h.says(vocabulary.Praising) {
		return false
	}
	plain := len(a.Terms) - idle // words that are no name
	things := a.things() + len(a.Strange) + plain
	chooses := len(a.Alternatives) > 1 || len(a.Options) > 1
	return !chooses && len(a.Concepts) <= 1 && (things == 1 || things == 2 && plain == 0)
}

// definesDirectly reports whether "what is" is followed by an option and then by nothing that asks more:
// "what's Django in plain English, for a slide?".
func (h *hearing) definesDirectly() bool {
	a, v := h.a, h.r.v
	if h.says(vocabulary.Blaming) || h.says(vocabulary.Praising) {
		return false
	}
	for _, m := range v.Mentions(a.Words, "en") {
		if m.Option == nil || m.First == 0 || !v.Has(vocabulary.Defining, a.Words[max(0, m.First-4):m.First]) {
			continue
		}
		next := a.Words[m.Last+1:]
		if len(next) == 0 || next[0].Break || v.Has(vocabulary.Trailing, next[:1]) {
			return h.r.known.standsFor(m.Option.Name) != "" && len(a.Options) == 1
		}
	}
	return false
}

// namesThing reports whether "what is" is followed by a proper name that the knowledge has.
func (h *hearing) namesThing() bool {
	a := h.a
	at := h.r.v.CueAt(vocabulary.Defining, a.Words)
	if at < 0 || len(a.Names) != 1 || h.says(vocabulary.Deciding) {
		return false
	}
	first, _, _ := strings.Cut(strings.ToLower(a.Names[0]), " ")
	return vocabulary.HasAny(a.Words[at+1:min(at+5, len(a.Words))], first) && len(a.Terms) <= 3 && len(a.Concepts) <= 1 &&
		!h.says(vocabulary.Acting)
}

// asksKind reports whether an ask says or asks what kind of thing an option is.
func (h *hearing) asksKind() bool { return h.r.kindOf(h.a) != "" }

// asksFigure reports whether a number, a share or a time is wanted.
func (h *hearing) asksFigure() bool {
	return h.says(vocabulary.Counting) || h.says(vocabulary.Sharing) || h.says(vocabulary.Dating)
}

// asksAttribute reports whether an ask wants one of a kind ("which language …") that is no side of a choice.
func (h *hearing) asksAttribute() bool {
	return h.r.attributeOf(h.a) != "" && !h.decides && !h.sided()
}

// unjudged reports whether a choice has a side that the knowledge mentions but does not judge: what it says can be told, a
// pick cannot be made. A company beside the sides makes a question about it of what does not ask for a choice.
func (h *hearing) unjudged() bool {
	a := h.a
	if slices.ContainsFunc(a.Alternatives, func(o string) bool { return slices.Contains(a.Names, o) }) {
		return true
	}
	return h.r.companies(a)+h.r.companies(h.setting) > 0 && len(a.Alternatives) > 1 && !h.decides && !h.needs
}

// companies counts the names of an ask that are no technologies.
func (r *Reader) companies(a *Ask) int {
	n := 0
	for _, name := range a.Names {
		if _, ok := r.v.Option(name); !ok {
			n++
		}
	}
	return n
}

// asksNames reports whether names are wanted, and not which of the sides they speak for.
func (h *hearing) asksNames() bool {
	return h.a.asksNames() && !(len(h.a.Alternatives) > 1 && h.decides) && !h.ranksSides()
}

// ranksSides reports whether "who" means one of two sides that are named: "X or Y: who is faster?", "who runs faster?".
func (h *hearing) ranksSides() bool {
	at := vocabulary.FirstOf(h.a.Words, "who", "whos", "who's")
	sides := max(len(h.a.Options), len(h.setting.Options))
	if at < 0 || sides < 2 || len(h.a.Names) > 0 {
		return false
	}
	const reach = 3 // words
	return slices.ContainsFunc(h.a.Words[at+1:min(at+1+reach, len(h.a.Words))], func(w vocabulary.Word) bool {
		return w.Is("more", "less", "better", "wins", "worse") || strings.HasSuffix(w.Text, "er") && conceptTerm(h.a, w)
	})
}

// conceptTerm reports whether a word is part of a concept that an ask speaks of.
func conceptTerm(a *Ask, w vocabulary.Word) bool {
	return slices.ContainsFunc(a.Terms, func(t Term) bool { return t.Concept != "" && strings.EqualFold(t.Word, w.Text) })
}

// tabulates reports whether a table is asked for, or the like.
func (h *hearing) tabulates() bool { return h.says(vocabulary.Tabulating) }

// tabulatedBefore reports whether the setting asks for a table and the ask for no choice.
func (h *hearing) tabulatedBefore() bool {
	return h.r.v.Has(vocabulary.Tabulating, h.setting.Words) && !h.decides
}

// contrasts reports whether things are put side by side with nothing said that would choose between them.
func (h *hearing) contrasts() bool {
	return h.says(vocabulary.Comparing) && !(h.rivals() && (h.decides || h.forSomething()))
}

// forSomething reports whether it is said what a choice is for.
func (h *hearing) forSomething() bool {
	words := h.a.Words
	return h.a.hasTrait() || len(h.setting.Concepts)+len(h.setting.Terms) > 0 || vocabulary.HasAnyPhrase(words, "for the", "for our", "for a")
}

// asksReasons reports whether reasons are wanted, for what is named or asked by a plain "why": "reasons to choose Django" and
// "convince my team to go with Django", too.
func (h *hearing) asksReasons() bool {
	arguments := vocabulary.HasAny(h.a.Words, "reason", "reasons", "argument", "arguments", "convince", "persuade") && len(h.a.Options) == 1
	if arguments && !h.sided() && (h.says(vocabulary.Praising) || h.says(vocabulary.Blaming)) {
		return true
	}
	return h.a.AsksWhy() && (h.rivals() || len(h.a.Names) > 0 || vocabulary.HasAny(h.a.Words, "why", "did"))
}

// decidesNamed reports whether a choice is asked for that has a technology in it: "should we use Django?".
func (h *hearing) decidesNamed() bool { return h.decides && len(h.a.Options)+len(h.a.Foreign) > 0 }

// hasSides reports whether an ask puts up sides, and not only to hear that both do something: "do Django and Rails …?".
func (h *hearing) hasSides() bool {
	return len(h.a.Alternatives) > 1 && (!h.a.StartsYesNo() || h.sided())
}

// decidesNeed reports whether a choice is asked for by what matters: "which is best for security?".
func (h *hearing) decidesNeed() bool { return h.decides && h.needs && len(h.a.Names) == 0 }

// describes reports whether a message only describes a project ("fintech mvp, two python devs"), which asks
// for a pick without saying so.
func (h *hearing) describes() bool {
	a := h.a
	asks := h.says(vocabulary.Questioning) || a.StartsYesNo() || a.Starts(2, vocabulary.Requesting)
	return !asks && len(a.Names) == 0 && a.hasTrait() && !h.says(vocabulary.Relating)
}

// proposes reports whether an ask is little more than an option, for the project that its setting describes.
func (h *hearing) proposes() bool {
	a := h.a
	littleElse := len(a.Concepts)+len(a.Names) == 0 && h.r.SaysLittle(a) && len(a.Words) < 6
	return len(a.Options) > 0 && littleElse && len(h.setting.Concepts) > 0
}

// goesOn reports whether an ask names nothing, and its setting does.
func (h *hearing) goesOn() bool { return h.a.empty() && len(h.setting.Names)+len(h.setting.Terms) > 0 }

// vague reports whether a choice is asked for with nothing to choose by.
func (h *hearing) vague() bool {
	a, v := h.a, h.r.v
	if a.things()+len(a.Concepts)+len(h.setting.Concepts)+len(a.Strange) > 0 {
		return false
	}
	tells := slices.ContainsFunc(a.Terms, func(t Term) bool {
		return !v.Weak(t.Text) && (h.r.known.Terms[t.Text] > 0 || !vocabulary.Everyday(t.Word))
	})
	tells = tells || h.r.known.ManyThings && len(a.Terms) > 0 && a.Starts(2, vocabulary.Defining) && !h.decides // "what is a tech plan?"
	return !tells && (h.decides || h.says(vocabulary.Wishing))
}

// anything is the rule behind all others.
func (h *hearing) anything() bool { return true }
