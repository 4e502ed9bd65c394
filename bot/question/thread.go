package question

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
func (r *Reader) readQuestion(message string) *Ask {
	text, _ := clean(message)
	return r.read(text, r.languageOf(text))
}

// languageOf returns the ISO 639-1 code of the language that a text is in.
func (r *Reader) languageOf(text string) string {
	code, _ := r.v.Language(vocabulary.Words(text))
	return code
}

// readThread understands the earlier turns of a thread, each in the light of those before it, and returns
// what the last one asked; nil for a thread that has not begun.
func (r *Reader) readThread(turns []Turn) *Ask {
	var last *Ask
	for _, t := range turns[max(0, len(turns)-maxTurns):] {
		last = r.readTurn(t, last)
	}
	return last
}

// readTurn understands the last question of a turn, with what its answer named.
func (r *Reader) readTurn(t Turn, before *Ask) *Ask {
	text, _ := clean(t.Question)
	code := r.languageOf(text)
	setting, questions := r.parts(text, code)
	a := r.read(questions[len(questions)-1], code)
	r.classify(a, r.read(setting, code))
	r.follow(a, before)
	answer := r.read(t.Answer, "en")
	a.answered = answer.Options
	if told, _ := r.known.Records.Called(answer.Words); len(told) > 0 {
		a.Records = told
	}
	a.heard = appendNew(slices.Clone(a.Names), answer.Names...)
	return a
}

// follow lets an ask take over from the one before, nil for none, what it leaves unsaid.
func (r *Reader) follow(a, before *Ask) {
	if before == nil || a.Want == Greet {
		return
	}
	a.heard = appendNew(a.heard, before.heard...)
	if !a.leansBack() {
		return
	}
	if r.plain(a) {
		a.Records = before.Records
	}
	a.raised = append(slices.Clone(before.raised), before.Concepts...)
	f := &followUp{r: r, a: a, before: before, bare: r.saysNothingNew(a)}
	a.Ringing = a.Ringing || f.bare && before.Ringing
	f.carryNamed()
	f.carryTopic()
	f.carrySetting()
	if f.choosesAfterAll() {
		a.Want, a.Names = Pick, nil
	}
	if a.Want == Pick && f.concludes() {
		for _, t := range a.raised {
			a.AddTopic(t)
		}
	}
}

// leansBack reports whether an ask cannot be understood by itself.
func (a *Ask) leansBack() bool {
	const long = 14 // words: an ask of more says what it means by "it"
	if len(a.Words) > long && len(a.Options)+len(a.Names) > 0 {
		return false
	}
	ofNothing := a.things() == 0
	noMatter := len(a.Concepts)+len(a.Terms) == 0
	return ofNothing || noMatter || a.Starts(3, vocabulary.Resuming) || a.Says(vocabulary.Referring)
}

// pointsAtName reports whether the ask refers to a company or person spoken of before.
func (a *Ask) pointsAtName() bool {
	return a.Says(vocabulary.Pointing) || len(a.Concepts)+len(a.Terms)+len(a.Options) == 0
}

// A followUp is an ask that cannot be understood by itself, with the one before it.
type followUp struct {
	r         *Reader
	a, before *Ask
	bare      bool // the ask said nothing of its own but options: "and Rails?", "why?"
}

// saysNothingNew reports whether an ask names no need and no name, and has no word that tells what it is about.
func (r *Reader) saysNothingNew(a *Ask) bool {
	return len(a.Concepts)+len(a.Names) == 0 && r.SaysLittle(a) && !a.Define
}

// decides reports whether a follow-up wants something chosen.
func (f *followUp) decides() bool { return f.a.Says(vocabulary.Deciding) }

// carryNamed takes over the options and names that an ask means and does not name.
func (f *followUp) carryNamed() {
	a, before := f.a, f.before
	if vocabulary.HasAny(a.Words, "other", "otherwise", "alternative") && len(before.Options) > 0 {
		f.turnToOther()
	}
	if a.Named == 0 && len(a.Foreign) == 0 && len(a.Names) == 0 {
		a.Options = appendNew(a.Options, before.Options...)
	}
	if len(a.Names) == 0 && a.pointsAtName() {
		a.Names = appendNew(a.Names, before.heard...)
	}
}

// carrySetting makes what was asked before the setting of an ask of a handbook that points at it, or says hardly anything: "who
// leads the practice, and how often does it meet?".
func (f *followUp) carrySetting() {
	a, before := f.a, f.before
	const hardly = 1 // terms
	points := a.Says(vocabulary.Referring) || len(a.Terms)-f.r.idle(a) <= hardly
	if f.r.known.ManyThings && a.Want == Tell && !a.Define && points {
		a.Hints = append(slices.Clone(a.Hints), before.Terms...)
		a.Around = append(slices.Clone(a.Around), before.Words...)
	}
}

// turnToOther makes an ask that names no option about those that the one before did not settle on.
func (f *followUp) turnToOther() {
	a, settled := f.a, f.before.Options
	if len(settled) != 1 {
		settled = f.before.answered[:min(1, len(f.before.answered))]
	}
	for _, o := range f.r.known.Subjects {
		if !slices.Contains(settled, o) && len(a.Options) == 0 {
			a.Options = append(a.Options, o)
		}
	}
	a.Named = len(a.Options)
}

// carryTopic takes over what was being decided: all of it when only an option or nothing new is named ("and
// Rails?", "why?"), the need added to when the person adds one ("what if we only know JS?").
func (f *followUp) carryTopic() {
	a, before := f.a, f.before
	added := a.Says(vocabulary.Adding)
	switch {
	case f.choosesAnew():
		a.Want = Pick
	case a.Want == Unclear:
		a.Want = Tell // the thread says by what to choose
	}
	if !added && !f.bare {
		if f.goesOnChoosing() {
			a.Want = before.Want
		}
		return
	}
	if added {
		a.stressNeeds()
	}
	for _, t := range before.Concepts {
		a.AddTopic(t)
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
	tellsOfAll := a.Want == Tell && len(a.Options) > 1 && len(a.Names) == 0
	return f.before.Want == Pick && tellsOfAll && a.hasTrait()
}

// goesOnChoosing reports whether an ask, after a choice or a comparison, names needs and little else: "performance?".
func (f *followUp) goesOnChoosing() bool {
	a := f.a
	chose := f.before.Want == Pick || f.before.Want == Compare
	onlyNeeds := len(a.Concepts) > 0 && len(a.Terms) <= len(a.Concepts) && a.Answer == Anything
	return chose && a.Want == Tell && onlyNeeds && len(a.Options) > 1
}

// carryRest takes over the words, names and form of answer that were asked for, for an ask that has nothing of its own.
func (f *followUp) carryRest() {
	a, before := f.a, f.before
	if !f.goesOnTelling() {
		a.addTerms(before.Terms...)
	}
	if a.Named+len(a.Foreign) == 0 {
		a.Names = appendNew(a.Names, before.Names...)
	}
	if a.Answer == Anything {
		a.Answer, a.Counted = before.Answer, before.Counted
	}
}

// goesOnTelling reports whether a bare ask goes on with the story of a name ("so what did they do?") instead of asking
// the same again.
func (f *followUp) goesOnTelling() bool {
	return len(f.before.Names) > 0 && len(f.a.Options) == len(f.before.Options) && f.a.Says(vocabulary.Continuing)
}

// carryWant takes over what was wanted, unless an ask wants more than to be told. One option of a choice, and nothing
// else, is told of: "and Rails?".
func (f *followUp) carryWant() {
	a := f.a
	if a.Want == Tell {
		a.Want = f.before.Want
	}
	oneOfMore := len(a.Options) == 1 && len(f.before.Options) > 1 && len(a.Foreign) == 0
	if a.Want == Pick && f.bare && oneOfMore {
		a.Want = Tell
	}
}

// choosesAfterAll reports whether a choice is to be made of an ask: one that answers our question back with a need, or
// that asks for the choice after all.
func (f *followUp) choosesAfterAll() bool {
	switch f.a.Want {
	case Tell, Unclear, Compare:
		return f.a.Answer == Anything && (f.answersBack() || f.choosesOfMany() || f.concludes())
	}
	return false
}

// answersBack reports whether an ask says what matters for the choice before: "time, we launch in April".
func (f *followUp) answersBack() bool {
	a := f.a
	choice := f.before.Want == Unclear || f.before.Want == Pick
	asks := a.Says(vocabulary.Questioning) || strings.ContainsAny(a.Text, "?？")
	onlyNeeds := len(a.Concepts) > 0 && len(a.Names) == 0
	return choice && onlyNeeds && a.Want != Compare && !asks
}

// choosesOfMany reports whether an ask wants one of several options: "so which would you take?".
func (f *followUp) choosesOfMany() bool {
	a := f.a
	return len(a.Options) > 1 && f.decides() && (f.bare || len(a.Names) == 0 && a.Want != Compare)
}

// concludes reports whether an ask wants the choice after all that the thread has raised.
func (f *followUp) concludes() bool {
	a := f.a
	ofWhatWasRaised := f.bare && len(a.raised) > 0 && len(a.Foreign) == 0 && a.Named == 0
	return ofWhatWasRaised && f.decides() && !a.AsksWhy()
}

// stressNeeds doubles the weights of an ask's needs: what is added last is what the person is thinking of now.
func (a *Ask) stressNeeds() {
	for i := range a.Concepts {
		a.Concepts[i].Weight *= 2
	}
}

// plain reports whether an ask has no subject of its own beside how decisions are asked for: "why?", "is that still
// valid?", "what replaced it?".
func (r *Reader) plain(a *Ask) bool {
	return a.Named+len(a.Foreign)+len(a.Names)+len(a.Strange) == 0 && a.Answer == Anything && !r.SaysMore(a)
}

// SaysMore reports whether an ask has a content word beside those by which decisions are asked for.
func (r *Reader) SaysMore(a *Ask) bool {
	return slices.ContainsFunc(a.Terms, func(t Term) bool {
		return !r.v.Says(vocabulary.Recording, t.Word) && !r.known.Records.IsStatus(t.Word) && !r.v.Weak(t.Text)
	})
}
