package prompts

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
	"github.com/stackpick/stackpick/prompts/check"
)

// editTime bounds an edit with all its calls: what comes later is too late to read.
const editTime = 12 * time.Second

// bytesPerToken is about what tokens stand for, on the safe side: English has 4, JSON and other languages fewer.
const bytesPerToken = 3

// promptTokens is about what a prompt costs, for telling beforehand whether there is budget for it.
const promptTokens = 600

// An Editor puts answers into better words. It may be asked by any number of goroutines.
type Editor struct {
	model   Model
	name    string
	lexicon func() *vocabulary.Lexicon
	checker *check.Checker // of the vocabulary that there was first
	writer  *writer
	budget  *budget
	now     func() time.Time
}

// New returns an editor that asks model, which readers know by name. Lexicon returns that of the answers, which may
// become another.
func New(model Model, name string, lexicon func() *vocabulary.Lexicon, l Limits) (*Editor, error) {
	checker, err := check.New(lexicon())
	if err != nil {
		return nil, err
	}
	w, err := newWriter(l.Answer)
	if err != nil {
		return nil, err
	}
	return &Editor{model: model, name: name, lexicon: lexicon, checker: checker, writer: w, budget: newBudget(l, time.Now), now: time.Now}, nil
}

// Ready reports whether Edit would ask the model about an answer now. Where not, note is what the reader should know of
// that, or "". It takes no time.
func (e *Editor) Ready(who string, a *bot.Answer) (ok bool, note string) {
	if !wordable(a) {
		return false, ""
	}
	if m, can := e.model.(interface{ Ready() bool }); can && !m.Ready() {
		return false, ""
	}
	if note := e.budget.left(who, promptTokens+e.writer.tokens); note != "" {
		return false, note
	}
	return true, ""
}

// wordable reports whether there is anything to word: claims, or in another language than the question's whatever the
// answer says.
func wordable(a *bot.Answer) bool {
	return a.Plain == nil && (a.Worded() || a.Language != "" && a.Outcome != bot.Help)
}

// Edit returns the answer in better words: each statement a model's wording of claims that has passed the check, or the
// answer's own. Where too little passed it returns the plain answer, with what was rejected in Wording. An error is a
// Fault or the end of ctx; the plain answer stands.
func (e *Editor) Edit(ctx context.Context, ed bot.Edit) (*bot.Answer, error) {
	if !wordable(ed.Plain) {
		return ed.Plain, nil
	}
	ctx, cancel := context.WithTimeout(ctx, editTime)
	defer cancel()
	began := e.now()
	job := &job{Editor: e, edit: ed, base: ed.Plain, lexicon: e.lexicon(), wording: &bot.Wording{Model: e.name}}
	job.checker = e.checker.For(job.lexicon)
	answer, err := job.do(ctx)
	job.wording.Took = e.now().Sub(began)
	if spent, ok := errors.AsType[*overBudget](err); ok {
		plain := *ed.Plain
		plain.Notes = append(slices.Clone(plain.Notes), spent.note)
		return &plain, nil
	}
	return answer, err
}

// A job is one edit.
type job struct {
	*Editor
	edit    bot.Edit
	base    *bot.Answer // what is worded: the plain answer, or that to the question in English
	lexicon *vocabulary.Lexicon
	checker *check.Checker
	wording *bot.Wording
}

func (j *job) do(ctx context.Context) (*bot.Answer, error) {
	if !settled(j.base) {
		if err := j.translate(ctx); err != nil {
			return nil, err
		}
	}
	claims := claimsOf(j.base)
	if len(claims) > maxClaims {
		return j.edit.Plain, nil
	}
	statements, err := j.word(ctx, claims)
	if err != nil {
		return nil, err
	}
	if statements == nil {
		plain := *j.edit.Plain
		plain.Wording = j.wording
		return &plain, nil
	}
	return j.base.Reworded(statements, j.wording), nil
}

// settled reports whether the question needs no translation: it is English, or has been understood so well that a model
// could only make another question of it.
func settled(a *bot.Answer) bool {
	return a.Language == "" || a.Outcome == bot.Recommended || a.Outcome == bot.Compared
}

// claimsOf returns what there is to word. A refusal is one text without sources.
func claimsOf(a *bot.Answer) []bot.Statement {
	if a.Worded() {
		return a.Claims()
	}
	return []bot.Statement{{Text: a.Text, Citations: []int{}}}
}

// word has the claims worded; nil where too little of it passed.
func (j *job) word(ctx context.Context, claims []bot.Statement) ([]bot.Statement, error) {
	b := brief{Question: j.question(), Language: j.lexicon.LanguageName(j.base.Language)}
	var checked []check.Claim
	for _, c := range claims {
		b.Claims = append(b.Claims, c.Text)
		checked = append(checked, j.asChecked(c))
	}
	p, err := j.writer.wording(b)
	if err != nil {
		return nil, err
	}
	r := newReview(j.checker.Read(checked), claims, j.base.Language, j.edit.Passed, j.wording)
	d := newDecoder(r.add)
	p.Part = d.add // streamed even where nobody watches: a server that goes on is alive, however slow
	if _, err := j.complete(ctx, p); err != nil {
		return nil, err
	}
	if err := d.end(); err != nil {
		return nil, err
	}
	return r.end(), nil
}

// asChecked adds to a claim where it stands: its section and document may be named.
func (j *job) asChecked(s bot.Statement) check.Claim {
	c := check.Claim{Text: s.Text}
	for _, src := range j.base.Sources {
		if slices.Contains(s.Citations, src.N) {
			c.Section += src.Section + ". "
			c.Title = src.Document
		}
	}
	return c
}

// question returns what of the question a model is told: without addresses, and without what looks like a secret.
func (j *job) question() string { return Scrubbed(j.edit.Question.Text) }

// translate has the question translated, and answers it in English. What the translation adds or leaves out is
// compared first; where that is too much, or the answer no better, the plain answer is worded.
func (j *job) translate(ctx context.Context) error {
	p, err := j.writer.translation(brief{Question: j.question(), Language: j.lexicon.LanguageName(j.base.Language)})
	if err != nil {
		return err
	}
	reply, err := j.complete(ctx, p)
	if err != nil {
		return err
	}
	english, err := translationIn(reply.Text)
	if err != nil {
		return err
	}
	if reason := j.checker.Translation(j.edit.Question.Text, english, j.base.Language); reason != "" {
		j.wording.Rejected = append(j.wording.Rejected, bot.Rejection{Text: english, Reason: reason})
		return nil
	}
	a, err := j.edit.Engine.Ask(ctx, bot.Question{Text: english, Thread: j.edit.Question.Thread})
	if err != nil {
		return err
	}
	if a.Worded() {
		j.wording.Question = english
		j.base = a.To(j.edit.Plain)
	}
	return nil
}

// complete asks the model within the budget.
func (j *job) complete(ctx context.Context, p Prompt) (Reply, error) {
	asked := (len(p.System) + len(p.User)) / bytesPerToken
	taken := asked + p.MaxTokens
	if note := j.budget.take(j.edit.Who, taken); note != "" {
		return Reply{}, &overBudget{note: note}
	}
	reply, err := j.model.Complete(ctx, p)
	used := reply.Tokens
	switch {
	case err != nil && unasked(err):
		used = 0
	case err != nil:
		used = max(used, asked)
	case used <= 0:
		used = asked + len(reply.Text)/bytesPerToken
	}
	j.budget.settle(j.edit.Who, taken, used)
	j.wording.Tokens += used
	return reply, err
}

// unasked reports whether a fault means that no model has read anything.
func unasked(err error) bool {
	f, ok := errors.AsType[*Fault](err)
	return ok && (f.What == Open || f.What == Unreached || f.What == Limited || f.What == Refused)
}

// overBudget says that a call was not made.
type overBudget struct{ note string }

func (o *overBudget) Error() string { return strings.ToLower(o.note[:1]) + o.note[1:] }
