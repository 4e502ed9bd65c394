package question

import (
	"slices"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// An intent is one rule of what a question is taken for.
type intent struct {
	name    string // what is wanted
	example string // a message whose question the rule decides; the rest of the message is the setting
	instead string // the rule that would decide the example if this one stood behind it
	Want    Want
	define  bool                // what something is, is wanted
	kind    bool                // and only of the option whose kind is asked, whatever else is named
	fits    func(*hearing) bool // whether the rule decides
}

// intents are all rules. The first that fits decides, so each can rely on none before it having fitted. In general, words
// that leave no doubt ("how many") come before words that people use for many things ("best", "should"), and what can only
// be told comes before what could be chosen. Field instead says what the place of each rule guards against; TestIntents
// holds all examples to it.
func intents() []intent {
	return []intent{
		// Nothing is asked of the knowledge, or nothing but the choice that the setting puts up: "what" and "who" mean
		// little here.
		{name: "small talk", example: "hi, what can you do?", instead: "a choice without a subject",
			Want: Greet, fits: (*hearing).smallTalk},
		{name: "the choice in the setting", example: "My boss wants Django, I want Node. Who is right?", instead: "names",
			Want: Pick, fits: (*hearing).settles},

		// What something is, with little else in the question.
		{name: "what it is", example: "what language do they write?", instead: "one of a kind",
			Want: Tell, define: true, fits: (*hearing).defines},
		{name: "what it is, for somebody", example: "what's Django in plain words for my boss's next slide?", instead: "a fact",
			Want: Tell, define: true, fits: (*hearing).definesDirectly},
		{name: "what a name is", example: "tell me about Netflix and its streaming servers", instead: "a fact",
			Want: Tell, define: true, fits: (*hearing).namesThing},
		{name: "what kind of thing it is", example: "is Django a better framework?", instead: "to decide on what is named",
			Want: Tell, define: true, kind: true, fits: (*hearing).asksKind},

		// Facts of a certain form, whatever they are wanted for: "how many should …" is a number.
		{name: "a number, share or time", example: "how many developers should use Node?", instead: "to decide on what is named",
			Want: Tell, fits: (*hearing).asksFigure},
		{name: "one of a kind", example: "which language is Django written in?", instead: "a fact",
			Want: Tell, fits: (*hearing).asksAttribute},
		{name: "a choice nobody judges", example: "Java or Node?", instead: "one of the sides",
			Want: Tell, fits: (*hearing).unjudged},
		{name: "names", example: "who should use Django?", instead: "to decide on what is named",
			Want: Tell, fits: (*hearing).asksNames},

		// Side by side: two options are named, as in a choice. A project to choose for makes it one, unless a table is
		// asked for.
		{name: "a table", example: "compare Django and Node for our startup", instead: "one of the sides",
			Want: Compare, fits: (*hearing).tabulates},
		{name: "a table, said before", example: "I need a table. Django and Node?", instead: "one of the sides",
			Want: Compare, fits: (*hearing).tabulatedBefore},
		{name: "differences", example: "Django vs Node", instead: "one of the sides",
			Want: Compare, fits: (*hearing).contrasts},

		// What is only told, though options and words of choice are named.
		{name: "to hear that it is so", example: "Django is the better choice for startups, right?", instead: "to decide on what is named",
			Want: Tell, fits: func(h *hearing) bool { return h.a.tagged() }},
		{name: "instructions", example: "best way to scale Django?", instead: "to decide on what is named",
			Want: Tell, fits: func(h *hearing) bool { return h.a.AsksHow() }},
		{name: "a degree", example: "how hard is Django, should we fear it?", instead: "to decide on what is named",
			Want: Tell, fits: func(h *hearing) bool { return h.a.AsksDegree() }},
		{name: "reasons", example: "why should we use Django?", instead: "to decide on what is named",
			Want: Tell, fits: (*hearing).asksReasons},

		// Choices, from those that are asked for to those that only show in what is described.
		{name: "to decide on what is named", example: "should we use Django?", instead: "a fact",
			Want: Pick, fits: (*hearing).decidesNamed},
		{name: "one of the sides", example: "Django or Node?", instead: "a fact",
			Want: Pick, fits: (*hearing).hasSides},
		{name: "to decide for a need", example: "which framework is best for security?", instead: "a fact",
			Want: Pick, fits: (*hearing).decidesNeed},
		{name: "a pick for a project", example: "fintech mvp, two python devs", instead: "a fact",
			Want: Pick, fits: (*hearing).describes},
		{name: "a pick for the project before it", example: "We are a startup. Django?", instead: "a fact",
			Want: Pick, fits: (*hearing).proposes},

		// What is left is told, but for a choice with nothing to choose by, which is asked back.
		{name: "more on the setting", example: "We talked about Netflix. Which one?", instead: "a choice without a subject",
			Want: Tell, fits: (*hearing).goesOn},
		{name: "a choice without a subject", example: "which one should we take?", instead: "a fact",
			Want: Unclear, fits: (*hearing).vague},
		{name: "a fact", example: "is Django secure?",
			Want: Tell, fits: (*hearing).anything},
	}
}

// intentOf returns the first rule that fits an ask.
func (r *Reader) intentOf(a, setting *Ask) intent {
	h, rules := r.hear(a, setting), intents()
	return rules[slices.IndexFunc(rules, func(in intent) bool { return in.fits(h) })]
}

// classify decides what kind of answer an ask is after, and takes over from the setting around it what
// bears on that.
func (r *Reader) classify(a, setting *Ask) {
	in := r.intentOf(a, setting)
	a.Want, a.Define = in.Want, in.define
	if in.kind {
		a.narrowTo(r.kindOf(a))
	}
	switch a.Want {
	case Pick, Compare, Unclear:
		if a.Want == Unclear {
			r.readLean(a) // "any drawbacks?" of what the thread is about
		}
		if r.known.ManyThings && len(a.Alternatives) > 1 { // "for the iOS app: Swift or React Native?"
			a.Options = slices.DeleteFunc(a.Options, func(o string) bool { return !slices.Contains(a.Alternatives, o) })
		}
		a.join(&Ask{
			Options: setting.Options, Names: setting.Names, Concepts: setting.Concepts, Terms: setting.Terms,
			Foreign: setting.Foreign, Alternatives: setting.Alternatives, Wording: setting.Wording, RuledOut: setting.RuledOut,
		})
	case Tell:
		r.tellFrom(a, r.granted(a, setting))
		r.dropGuesses(a)
		a.Hints, a.Around = setting.Terms, setting.Words
		a.Attribute = r.attributeOf(a)
		a.Sought = append(r.soughtBy(a), r.soughtAfter(a)...)
		r.readAnswerType(a)
		r.dropMeasure(a)
		r.readLean(a)
		r.readPreference(a)
		a.Sayings = r.sayings(a, setting.Words)
		a.Plainly = r.onlyPlain(a)
	}
}

// granted returns the setting of a question for a fact. What that takes for granted of an option ("since Django is a CMS, …")
// makes a question of what the option is, and is all that is left of the setting.
func (r *Reader) granted(a, setting *Ask) *Ask {
	if a.Define || len(a.Names) > 0 || !r.v.Has(vocabulary.Asserting, setting.Words) && !setting.StartsYesNo() {
		return setting
	}
	o := r.kindOf(setting)
	if o == "" {
		return setting
	}
	narrow := *setting
	narrow.narrowTo(o)
	a.Define, a.Options = true, narrow.Options
	return &narrow
}

// tellFrom takes over what a question for a fact leaves to the setting: the names that it points at, and, where it has no
// subject, the setting's.
func (r *Reader) tellFrom(a, setting *Ask) {
	if (len(a.Alternatives) > 1 || a.Says(vocabulary.Remarking)) && len(a.Names) == 0 {
		a.Names = appendNew(a.Names, setting.Names...)
	}
	if a.things() > 0 {
		return
	}
	a.Options = appendNew(a.Options, setting.Options...)
	if len(a.Concepts) == 0 && !a.Define && r.SaysLittle(a) {
		a.join(&Ask{Names: setting.Names, Concepts: setting.Concepts, Terms: setting.Terms, Foreign: setting.Foreign})
	}
}
