package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/bot/slack"
	"github.com/stackpick/stackpick/knowledge/vocabulary"
	"github.com/stackpick/stackpick/prompts"
	"github.com/stackpick/stackpick/prompts/openai"
)

// An llmConfig is what the environment says of a language model. Any of the three that name one means on.
type llmConfig struct {
	key     string // OPENAI_API_KEY
	baseURL string // OPENAI_BASE_URL
	model   string // OPENAI_MODEL

	answer, person, day string // STACKPICK_LLM_ANSWER, _PERSON and _DAY, in tokens
	limits              prompts.Limits
}

func defaultLLMConfig() llmConfig { return llmConfig{answer: "1200", person: "30000", day: "500000"} }

func (c *llmConfig) read(get func(name string, set func(value string))) {
	for name, field := range map[string]*string{
		"OPENAI_API_KEY": &c.key, "OPENAI_BASE_URL": &c.baseURL, "OPENAI_MODEL": &c.model,
		"STACKPICK_LLM_ANSWER": &c.answer, "STACKPICK_LLM_PERSON": &c.person, "STACKPICK_LLM_DAY": &c.day,
	} {
		get(name, func(v string) { *field = v })
	}
}

func (c *llmConfig) on() bool { return c.key != "" || c.baseURL != "" || c.model != "" }

// validate reports all faults at once, each with the variable and the fix but never the key, and completes the config.
func (c *llmConfig) validate() error {
	faults := []error{
		fault("STACKPICK_LLM_ANSWER", number(c.answer, &c.limits.Answer, 100, 100_000, "tokens, 100 at least")),
		fault("STACKPICK_LLM_PERSON", number(c.person, &c.limits.Person, 0, 1<<30, "tokens an hour, 0 for no limit")),
		fault("STACKPICK_LLM_DAY", number(c.day, &c.limits.Day, 0, 1<<30, "tokens a day, 0 for no limit")),
	}
	if unclean(c.key) {
		faults = append(faults, fault("OPENAI_API_KEY", errors.New("holds quotes or blanks: copy the key alone, or unset it")))
	}
	if unclean(c.model) {
		faults = append(faults, fault("OPENAI_MODEL", errors.New("holds quotes or blanks: write the model's name as its server has it")))
	}
	if c.on() {
		client, err := c.client()
		if err != nil {
			faults = append(faults, fmt.Errorf("configuration: %w", err)) // which names the variable
		} else {
			client.Close()
		}
	}
	return errors.Join(faults...)
}

func (c *llmConfig) client() (*openai.Client, error) {
	return openai.New(openai.Config{BaseURL: c.baseURL, Key: c.key, Model: c.model})
}

// name is what readers know the model by.
func (c *llmConfig) name() string {
	if c.model != "" {
		return c.model
	}
	return openai.DefaultModel
}

// editor returns what puts answers into better words, nil where no language model is configured.
// Lexicon returns that of the answers. Call done afterwards.
func (p *program) editor(lexicon func() *vocabulary.Lexicon) (e *prompts.Editor, done func(), err error) {
	c := &p.config.llm
	if !c.on() {
		return nil, func() {}, nil
	}
	client, err := c.client()
	if err != nil {
		return nil, nil, fault("OPENAI_BASE_URL", err)
	}
	if e, err = prompts.New(client, c.name(), lexicon, c.limits); err != nil {
		client.Close()
		return nil, nil, err
	}
	p.log.Debug("language model", "model", c.name())
	return e, client.Close, nil
}

// reword has an answer put into better words. Where that does not work the plain answer is returned, and said why.
func (p *program) reword(ctx context.Context, e *prompts.Editor, edit bot.Edit) *bot.Answer {
	if ok, note := e.Ready(edit.Who, edit.Plain); !ok {
		if note != "" {
			p.tell(note)
		}
		return edit.Plain
	}
	a, err := e.Edit(ctx, edit)
	if err == nil {
		return a
	}
	if ctx.Err() == nil {
		p.tell(fmt.Sprintf("the answer keeps the sources' own words: %v", err))
	}
	return edit.Plain
}

// rewordBelow prints better words below a plain answer that stands on the screen already: sentence by sentence as they
// pass, or for a question in another language the whole answer anew.
func (p *program) rewordBelow(ctx context.Context, e *prompts.Editor, edit bot.Edit, f askFlags) error {
	if ok, _ := e.Ready(edit.Who, edit.Plain); !ok || edit.Plain.Language != "" {
		a := p.reword(ctx, e, edit)
		if a.Plain == nil && a.Wording == nil {
			return nil
		}
		s := p.newScreen()
		if a.Plain != nil {
			s.newline()
			s.answer(a, f.top)
		}
		s.phrasing(a, f.why)
		return p.print(s.String())
	}
	var failed error
	begun := false
	edit.Passed = func(st bot.Statement) {
		s := p.newScreen()
		if !begun {
			begun = true
			s.heading("In other words")
		}
		s.item("  • ", dim, normal, cited(st.Text, st.Citations))
		failed = errors.Join(failed, p.print(s.String()))
	}
	a := p.reword(ctx, e, edit)
	s := p.newScreen()
	s.phrasing(a, f.why)
	return errors.Join(failed, p.print(s.String()))
}

// phrasing says who phrased what was printed above, and with why what became of each sentence.
func (s *screen) phrasing(a *bot.Answer, why bool) {
	w := a.Wording
	if w == nil {
		return
	}
	s.newline()
	if a.Plain == nil {
		s.item("", dim, dim, fmt.Sprintf("%s did not get through with words of its own: the answer keeps those of its sources.", cleanLine(w.Model)))
	} else {
		s.item("", dim, dim, phrased(a))
	}
	if why {
		s.heading("Wording")
		for _, line := range explainWording(w) {
			s.item("  ", normal, normal, line)
		}
	}
}

// phrased says which model phrased an answer.
func phrased(a *bot.Answer) string {
	return fmt.Sprintf("Phrased by %s, each sentence checked against its sources.", cleanLine(strings.TrimPrefix(a.PhrasedBy, "llm:")))
}

// explainWording returns what a model was asked for and what became of its sentences, a line each.
func explainWording(w *bot.Wording) []string {
	lines := []string{fmt.Sprintf("%s: %s passed, %d rejected, %s, %s", w.Model, count(w.Kept, "sentence"), len(w.Rejected), count(w.Tokens, "token"), w.Took.Round(1e6))}
	if w.Question != "" {
		lines = append(lines, "the question in English: "+w.Question)
	}
	for _, r := range w.Rejected {
		lines = append(lines, fmt.Sprintf("rejected, for %s: “%s”", r.Reason, strings.TrimSpace(r.Text)))
	}
	return lines
}

// examineModel asks the language model for a word.
func (p *program) examineModel(ctx context.Context) slack.Finding {
	c := &p.config.llm
	f := slack.Finding{Name: "language model"}
	if !c.on() {
		f.OK, f.Detail = true, "off: every sentence is the sources' own"
		return f
	}
	client, err := c.client()
	if err != nil {
		f.Detail, f.Fix = cleanLine(err.Error()), "correct OPENAI_BASE_URL"
		return f
	}
	defer client.Close()
	detail, err := client.Probe(ctx)
	if err != nil {
		f.Detail, f.Fix = cleanLine(err.Error()), client.Fix(err)
		return f
	}
	f.OK, f.Detail = true, cleanLine(detail)
	return f
}
