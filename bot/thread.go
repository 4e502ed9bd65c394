package bot

import (
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge"
)

// discussion parts the turns of a thread from what people said to each other after them, which nobody has answered:
// that is the setting of a question that follows ("we're building a fintech MVP" … "so, Django or Node?").
func discussion(turns []Turn) (answered []Turn, said []string) {
	n := len(turns)
	for n > 0 && turns[n-1].Answer == "" {
		n--
	}
	for _, t := range turns[max(n, len(turns)-maxTurns):] {
		said = append(said, t.Question)
	}
	return turns[:n], said
}

// readQuestion reads a message by itself, in its own language.
func (b *Bot) readQuestion(message string) *ask {
	text, _ := clean(message)
	code, _ := b.lib.Vocabulary.Language(knowledge.Words(text))
	return b.read(text, code)
}

// readThread understands the earlier turns of a thread, each in the light of those before it, and returns
// what the last one asked; nil for a thread that has not begun.
func (b *Bot) readThread(turns []Turn) *ask {
	var before *ask
	for _, t := range turns[max(0, len(turns)-maxTurns):] {
		text, _ := clean(t.Question)
		code, _ := b.lib.Vocabulary.Language(knowledge.Words(text))
		setting, questions := split(text)
		a := b.read(questions[len(questions)-1], code)
		b.classify(a, b.read(setting, code))
		b.follow(a, before)
		answer := b.read(t.Answer, "en")
		a.answered = answer.options
		if told, _ := b.lore.docket.called(answer.words); len(told) > 0 {
			a.records = told
		}
		a.heard = appendNew(slices.Clone(a.names), answer.names...)
		before = a
	}
	return before
}

// follow lets an ask take over from the one before what it leaves unsaid.
func (b *Bot) follow(a, before *ask) {
	if before == nil || a.want == greet {
		return
	}
	a.heard = appendNew(a.heard, before.heard...)
	if !a.leansBack() {
		return
	}
	if b.plain(a) {
		a.records = before.records
	}
	a.raised = append(slices.Clone(before.raised), before.concepts...)
	bare := len(a.concepts)+len(a.names) == 0 && len(a.terms) == b.idle(a) && !a.define
	a.ringing = a.ringing || bare && before.ringing
	b.carryNamed(a, before)
	b.carryTopic(a, before, bare)
	b.chooseAgain(a, before, bare)
	if a.want == pick && b.concludes(a, bare) {
		for _, t := range a.raised {
			a.addTopic(t)
		}
	}
}

// carryNamed takes over the options and names that an ask means and does not name.
func (b *Bot) carryNamed(a, before *ask) {
	if hasAny(a.words, "other", "otherwise", "alternative") && len(before.options) > 0 {
		b.turnTo(a, before)
	}
	if a.named == 0 && len(a.foreign) == 0 && len(a.names) == 0 {
		a.options = appendNew(a.options, before.options...)
	}
	if len(a.names) == 0 && a.pointsAtName() {
		a.names = appendNew(a.names, before.heard...)
	}
}

// chooseAgain makes a choice of an ask that answers our question back with a need ("time, we launch in April"), or
// that asks for the choice after all ("so which would you take?").
func (b *Bot) chooseAgain(a, before *ask, bare bool) {
	if a.want != tell && a.want != unclear && a.want != compare || a.answer != anything {
		return
	}
	decides := b.lib.Vocabulary.Has(knowledge.Deciding, a.words)
	needs := a.want != compare && len(a.concepts) > 0 && (before.want == unclear || before.want == pick) && len(a.names) == 0 &&
		!hasAny(a.words, interrogatives()...) && !strings.ContainsAny(a.text, "?？")
	if needs || decides && len(a.options) > 1 && (bare || len(a.names) == 0 && a.want != compare) || b.concludes(a, bare) {
		a.want, a.names = pick, nil
	}
}

// concludes reports whether an ask wants the choice after all that the thread has raised.
func (b *Bot) concludes(a *ask, bare bool) bool {
	return bare && len(a.raised) > 0 && len(a.foreign) == 0 && a.named == 0 && b.lib.Vocabulary.Has(knowledge.Deciding, a.words) && !b.asksWhy(a)
}

// leansBack reports whether an ask cannot be understood by itself.
func (a *ask) leansBack() bool {
	if len(a.words) > 14 && len(a.options)+len(a.names) > 0 {
		return false
	}
	return len(a.options)+len(a.names)+len(a.foreign) == 0 ||
		len(a.concepts)+len(a.terms) == 0 ||
		a.starts(3, knowledge.Resuming) || a.says(knowledge.Referring)
}

// pointsAtName reports whether the ask refers to a company or person spoken of before.
func (a *ask) pointsAtName() bool {
	return a.says(knowledge.Pointing) || len(a.concepts)+len(a.terms)+len(a.options) == 0
}

// turnTo makes an ask about the option that the one before did not settle on.
func (b *Bot) turnTo(a, before *ask) {
	settled := before.options
	if len(settled) > 1 || len(settled) == 0 {
		settled = before.answered[:min(1, len(before.answered))]
	}
	for _, o := range b.lore.subjects {
		if !slices.Contains(settled, o) && len(a.options) == 0 {
			a.options = append(a.options, o)
		}
	}
	a.named = len(a.options)
}

// carryTopic takes over what was being decided: all of it when only an option or nothing new is named ("and
// Rails?", "why?"), the need added to when the person adds one ("what if we only know JS?").
func (b *Bot) carryTopic(a, before *ask, bare bool) {
	added := b.lib.Vocabulary.Has(knowledge.Adding, a.words)
	switch {
	case b.choosesAnew(a, before):
		a.want = pick
	case a.want == unclear:
		a.want = tell // the thread says by what to choose
	}
	if !added && !bare {
		if a.goesOnChoosing(before) {
			a.want = before.want
		}
		return
	}
	if added {
		a.stressNeeds()
	}
	for _, t := range before.concepts {
		a.addTopic(t)
	}
	if bare {
		a.carryRest(before)
	}
	a.carryWant(before, bare)
}

// choosesAnew reports whether an ask tells of a choice just made what the project is after all: "actually it's turning
// into a web shop".
func (b *Bot) choosesAnew(a, before *ask) bool {
	return before.want == pick && a.want == tell && len(a.options) > 1 && len(a.names) == 0 && b.hasTrait(a)
}

// goesOnChoosing reports whether an ask, after a choice or a comparison, names needs and little else: "performance?".
func (a *ask) goesOnChoosing(before *ask) bool {
	return (before.want == pick || before.want == compare) && a.want == tell &&
		len(a.concepts) > 0 && len(a.terms) <= len(a.concepts) && len(a.options) > 1
}

// stressNeeds doubles the weights of an ask's needs: what is added last is what the person is thinking of now.
func (a *ask) stressNeeds() {
	for i := range a.concepts {
		a.concepts[i].weight *= 2
	}
}

// carryRest takes over the words, names and form of answer that were asked for, for an ask that has nothing of its own.
func (a *ask) carryRest(before *ask) {
	if !a.follows(before) {
		a.addTerms(before.terms...)
	}
	if a.named+len(a.foreign) == 0 {
		a.names = appendNew(a.names, before.names...)
	}
	if a.answer == anything {
		a.answer, a.counted = before.answer, before.counted
	}
}

// carryWant takes over what was wanted, unless an ask wants more than to be told. One option of a choice, and nothing
// else, is told of: "and Rails?".
func (a *ask) carryWant(before *ask, bare bool) {
	if a.want == tell {
		a.want = before.want
	}
	if a.want == pick && bare && len(a.options) == 1 && len(before.options) > 1 && len(a.foreign) == 0 {
		a.want = tell
	}
}

// follows reports whether a bare ask goes on with the story of a name ("so what did they do?") instead of asking
// the same again.
func (a *ask) follows(before *ask) bool {
	return len(before.names) > 0 && len(a.options) == len(before.options) && a.says(knowledge.Continuing)
}

// mergeable reports whether two asks of one message are really one choice with several needs.
func (a *ask) mergeable(next *ask) bool {
	if a.want != next.want || len(a.foreign)+len(next.foreign) > 0 && a.want == tell {
		return false
	}
	return a.want == pick || a.want == compare || a.want == greet || a.want == unclear
}

// join takes over all that another ask of the same message names.
func (a *ask) join(other *ask) {
	a.text += "\n" + other.text
	a.words = append(a.words, other.words...)
	a.options = appendNew(a.options, other.options...)
	a.foreign = appendNew(a.foreign, other.foreign...)
	for name, w := range other.wording {
		a.wording[name] = w
	}
	a.names = appendNew(a.names, other.names...)
	a.strange = appendNew(a.strange, other.strange...)
	a.alternatives = appendNew(a.alternatives, other.alternatives...)
	a.addTerms(other.terms...)
	for _, t := range other.concepts {
		a.addTopic(t)
	}
}

// addTerms adds terms that an ask does not have: of two that go on with each other, each would double them.
func (a *ask) addTerms(terms ...term) {
	for _, t := range terms {
		if !slices.ContainsFunc(a.terms, func(o term) bool { return o.text == t.text }) {
			a.terms = append(a.terms, t)
		}
	}
}
