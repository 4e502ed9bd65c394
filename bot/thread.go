package bot

import (
	"slices"
	"strings"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
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
	return b.read(text, b.languageOf(text))
}

// languageOf returns the ISO 639-1 code of the language that a text is in.
func (b *Bot) languageOf(text string) string {
	code, _ := b.lib.Vocabulary.Language(vocabulary.Words(text))
	return code
}

// readThread understands the earlier turns of a thread, each in the light of those before it, and returns
// what the last one asked; nil for a thread that has not begun.
func (b *Bot) readThread(turns []Turn) *ask {
	var last *ask
	for _, t := range turns[max(0, len(turns)-maxTurns):] {
		last = b.readTurn(t, last)
	}
	return last
}

// readTurn understands the last question of a turn, with what its answer named.
func (b *Bot) readTurn(t Turn, before *ask) *ask {
	text, _ := clean(t.Question)
	code := b.languageOf(text)
	setting, questions := b.parts(text, code)
	a := b.read(questions[len(questions)-1], code)
	b.classify(a, b.read(setting, code))
	b.follow(a, before)
	answer := b.read(t.Answer, "en")
	a.answered = answer.options
	if told, _ := b.lore.docket.called(answer.words); len(told) > 0 {
		a.records = told
	}
	a.heard = appendNew(slices.Clone(a.names), answer.names...)
	return a
}

// follow lets an ask take over from the one before, nil for none, what it leaves unsaid.
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
	f := &followUp{b: b, a: a, before: before, bare: b.saysNothingNew(a)}
	a.ringing = a.ringing || f.bare && before.ringing
	f.carryNamed()
	f.carryTopic()
	if f.choosesAfterAll() {
		a.want, a.names = pick, nil
	}
	if a.want == pick && f.concludes() {
		for _, t := range a.raised {
			a.addTopic(t)
		}
	}
}

// leansBack reports whether an ask cannot be understood by itself.
func (a *ask) leansBack() bool {
	const long = 14 // words: an ask of more says what it means by "it"
	if len(a.words) > long && len(a.options)+len(a.names) > 0 {
		return false
	}
	ofNothing := len(a.options)+len(a.names)+len(a.foreign) == 0
	noMatter := len(a.concepts)+len(a.terms) == 0
	return ofNothing || noMatter || a.starts(3, vocabulary.Resuming) || a.says(vocabulary.Referring)
}

// pointsAtName reports whether the ask refers to a company or person spoken of before.
func (a *ask) pointsAtName() bool {
	return a.says(vocabulary.Pointing) || len(a.concepts)+len(a.terms)+len(a.options) == 0
}

// A followUp is an ask that cannot be understood by itself, with the one before it.
type followUp struct {
	b         *Bot
	a, before *ask
	bare      bool // the ask said nothing of its own but options: "and Rails?", "why?"
}

// saysNothingNew reports whether an ask names no need and no name, and has no word that tells what it is about.
func (b *Bot) saysNothingNew(a *ask) bool {
	return len(a.concepts)+len(a.names) == 0 && len(a.terms) == b.idle(a) && !a.define
}

// decides reports whether a follow-up wants something chosen.
func (f *followUp) decides() bool { return f.a.says(vocabulary.Deciding) }

// carryNamed takes over the options and names that an ask means and does not name.
func (f *followUp) carryNamed() {
	a, before := f.a, f.before
	if hasAny(a.words, "other", "otherwise", "alternative") && len(before.options) > 0 {
		f.turnToOther()
	}
	if a.named == 0 && len(a.foreign) == 0 && len(a.names) == 0 {
		a.options = appendNew(a.options, before.options...)
	}
	if len(a.names) == 0 && a.pointsAtName() {
		a.names = appendNew(a.names, before.heard...)
	}
}

// turnToOther makes an ask that names no option about those that the one before did not settle on.
func (f *followUp) turnToOther() {
	a, settled := f.a, f.before.options
	if len(settled) != 1 {
		settled = f.before.answered[:min(1, len(f.before.answered))]
	}
	for _, o := range f.b.lore.subjects {
		if !slices.Contains(settled, o) && len(a.options) == 0 {
			a.options = append(a.options, o)
		}
	}
	a.named = len(a.options)
}

// carryTopic takes over what was being decided: all of it when only an option or nothing new is named ("and
// Rails?", "why?"), the need added to when the person adds one ("what if we only know JS?").
func (f *followUp) carryTopic() {
	a, before := f.a, f.before
	added := a.says(vocabulary.Adding)
	switch {
	case f.choosesAnew():
		a.want = pick
	case a.want == unclear:
		a.want = tell // the thread says by what to choose
	}
	if !added && !f.bare {
		if f.goesOnChoosing() {
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
	if f.bare {
		f.carryRest()
	}
	f.carryWant()
}

// choosesAnew reports whether an ask tells of a choice just made what the project is after all: "actually it's turning
// into a web shop".
func (f *followUp) choosesAnew() bool {
	a := f.a
	return f.before.want == pick && a.want == tell && len(a.options) > 1 && len(a.names) == 0 && f.b.hasTrait(a)
}

// goesOnChoosing reports whether an ask, after a choice or a comparison, names needs and little else: "performance?".
func (f *followUp) goesOnChoosing() bool {
	a := f.a
	chose := f.before.want == pick || f.before.want == compare
	onlyNeeds := len(a.concepts) > 0 && len(a.terms) <= len(a.concepts) && a.answer == anything
	return chose && a.want == tell && onlyNeeds && len(a.options) > 1
}

// carryRest takes over the words, names and form of answer that were asked for, for an ask that has nothing of its own.
func (f *followUp) carryRest() {
	a, before := f.a, f.before
	if !f.goesOnTelling() {
		a.addTerms(before.terms...)
	}
	if a.named+len(a.foreign) == 0 {
		a.names = appendNew(a.names, before.names...)
	}
	if a.answer == anything {
		a.answer, a.counted = before.answer, before.counted
	}
}

// goesOnTelling reports whether a bare ask goes on with the story of a name ("so what did they do?") instead of asking
// the same again.
func (f *followUp) goesOnTelling() bool {
	return len(f.before.names) > 0 && len(f.a.options) == len(f.before.options) && f.a.says(vocabulary.Continuing)
}

// carryWant takes over what was wanted, unless an ask wants more than to be told. One option of a choice, and nothing
// else, is told of: "and Rails?".
func (f *followUp) carryWant() {
	a := f.a
	if a.want == tell {
		a.want = f.before.want
	}
	oneOfMore := len(a.options) == 1 && len(f.before.options) > 1 && len(a.foreign) == 0
	if a.want == pick && f.bare && oneOfMore {
		a.want = tell
	}
}

// choosesAfterAll reports whether a choice is to be made of an ask: one that answers our question back with a need, or
// that asks for the choice after all.
func (f *followUp) choosesAfterAll() bool {
	switch f.a.want {
	case tell, unclear, compare:
		return f.a.answer == anything && (f.answersBack() || f.choosesOfMany() || f.concludes())
	}
	return false
}

// answersBack reports whether an ask says what matters for the choice before: "time, we launch in April".
func (f *followUp) answersBack() bool {
	a := f.a
	choice := f.before.want == unclear || f.before.want == pick
	asks := a.says(vocabulary.Questioning) || strings.ContainsAny(a.text, "?？")
	return choice && a.want != compare && len(a.concepts) > 0 && len(a.names) == 0 && !asks
}

// choosesOfMany reports whether an ask wants one of several options: "so which would you take?".
func (f *followUp) choosesOfMany() bool {
	a := f.a
	return len(a.options) > 1 && f.decides() && (f.bare || len(a.names) == 0 && a.want != compare)
}

// concludes reports whether an ask wants the choice after all that the thread has raised.
func (f *followUp) concludes() bool {
	a := f.a
	namesNone := len(a.foreign) == 0 && a.named == 0
	return f.bare && len(a.raised) > 0 && namesNone && f.decides() && !f.b.asksWhy(a)
}

// stressNeeds doubles the weights of an ask's needs: what is added last is what the person is thinking of now.
func (a *ask) stressNeeds() {
	for i := range a.concepts {
		a.concepts[i].weight *= 2
	}
}
