package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/bot/slack"
	"github.com/stackpick/stackpick/index"
	"github.com/stackpick/stackpick/index/vectors"
	"github.com/stackpick/stackpick/knowledge"
	"github.com/stackpick/stackpick/prompts/openai"
)

// An embeddingsConfig is what the environment says of a model that finds passages by their meaning. Its name means on.
type embeddingsConfig struct {
	model    string // STACKPICK_EMBEDDINGS_MODEL
	url      string // STACKPICK_EMBEDDINGS_URL
	key      string // STACKPICK_EMBEDDINGS_KEY
	weight   string // STACKPICK_EMBEDDINGS_WEIGHT, of the words
	question string // STACKPICK_EMBEDDINGS_QUESTION, put before questions
	passage  string // STACKPICK_EMBEDDINGS_PASSAGE, put before passages

	words float64 // weight, once validated
}

func defaultEmbeddingsConfig() embeddingsConfig { return embeddingsConfig{weight: "0.6"} }

// embeddingsNames are how openai calls these variables in errors.
func embeddingsNames() openai.Variables {
	return openai.Variables{BaseURL: "STACKPICK_EMBEDDINGS_URL", Model: "STACKPICK_EMBEDDINGS_MODEL", Key: "STACKPICK_EMBEDDINGS_KEY"}
}

func (c *embeddingsConfig) read(get func(name string, set func(value string))) {
	for name, field := range map[string]*string{
		"STACKPICK_EMBEDDINGS_MODEL": &c.model, "STACKPICK_EMBEDDINGS_URL": &c.url, "STACKPICK_EMBEDDINGS_KEY": &c.key,
		"STACKPICK_EMBEDDINGS_WEIGHT": &c.weight, "STACKPICK_EMBEDDINGS_QUESTION": &c.question, "STACKPICK_EMBEDDINGS_PASSAGE": &c.passage,
	} {
		get(name, func(v string) { *field = v })
	}
}

func (c *embeddingsConfig) on() bool { return c.model != "" }

// validate reports all faults at once, each with the variable and the fix but never the key, and completes the config
// with what it shares with the language model's. The key of that goes to its own server only.
func (c *embeddingsConfig) validate(llm *llmConfig) error {
	var faults []error
	weight, err := strconv.ParseFloat(c.weight, 64)
	if err != nil || !(weight >= 0 && weight <= 1) {
		faults = append(faults, fault("STACKPICK_EMBEDDINGS_WEIGHT", fmt.Errorf("is %q: set it to a number from 0 (meaning alone) to 1 (words alone)", c.weight)))
	}
	c.words = weight
	if unclean(c.model) {
		faults = append(faults, fault("STACKPICK_EMBEDDINGS_MODEL", errors.New("holds quotes or blanks: write the model's name as its server has it")))
	}
	if unclean(c.key) {
		faults = append(faults, fault("STACKPICK_EMBEDDINGS_KEY", errors.New("holds quotes or blanks: copy the key alone, or unset it")))
	}
	if c.model == "" {
		if c.url != "" || c.key != "" {
			faults = append(faults, fault("STACKPICK_EMBEDDINGS_MODEL", errors.New("is not set, while its server or key is: name the model, or unset those")))
		}
		return errors.Join(faults...)
	}
	if c.key == "" && (c.url == "" || sameHost(c.url, cmp.Or(llm.baseURL, "https://api.openai.com"))) {
		c.key = llm.key
	}
	c.url = cmp.Or(c.url, llm.baseURL)
	if e, err := openai.NewEmbedder(c.server()); err != nil {
		faults = append(faults, fmt.Errorf("configuration: %w", err)) // which names the variable
	} else {
		e.Close()
	}
	return errors.Join(faults...)
}

func sameHost(a, b string) bool {
	first, errA := url.Parse(strings.TrimSpace(a))
	second, errB := url.Parse(strings.TrimSpace(b))
	return errA == nil && errB == nil && first.Host == second.Host && first.Scheme == second.Scheme
}

func (c *embeddingsConfig) server() openai.Config {
	return openai.Config{BaseURL: c.url, Key: c.key, Model: c.model, Variables: embeddingsNames()}
}

// openVectors opens the embedding model; a patient one waits for the vector of a question as long as its server may
// take. Call done afterwards.
func (p *program) openVectors(patient bool) (m *vectors.Model, done func(), err error) {
	c := &p.config.embeddings
	questions, err := openai.NewEmbedder(c.server())
	if err != nil {
		return nil, nil, fmt.Errorf("configuration: %w", err) // which names the variable
	}
	passages, err := openai.NewBulkEmbedder(c.server())
	if err != nil {
		return nil, nil, fmt.Errorf("configuration: %w", err) // which names the variable
	}
	folder := p.config.slack.folder()
	if folder != "" {
		folder = filepath.Join(folder, "vectors")
	}
	cfg := vectors.Config{
		Name: c.model + " " + c.url, Questions: questions, Passages: passages, Weight: c.words, Folder: folder,
		QuestionPrefix: c.question, PassagePrefix: c.passage, Log: p.log,
	}
	if patient {
		cfg.Patience = -1
	}
	m = vectors.Open(cfg)
	p.log.Debug("embedding model", "model", c.model)
	return m, func() {
		if err := m.Close(); err != nil {
			p.log.Warn("vectors not closed", "error", err)
		}
		questions.Close()
		passages.Close()
	}, nil
}

// fillPatience is how long a command that answers once has passages embedded before it answers. What is not done by then
// goes on the next time.
const fillPatience = 2 * time.Second

// searcher returns what a command that answers once searches with: by meaning too where a model is configured for that.
// Call done afterwards.
func (p *program) searcher(ctx context.Context, passages []*knowledge.Passage, ix *index.Index) (s bot.Searcher, done func(), err error) {
	if !p.config.embeddings.on() {
		return ix, func() {}, nil
	}
	m, done, err := p.openVectors(false)
	if err != nil {
		return nil, nil, err
	}
	both := m.Searcher(passages, ix)
	within, cancel := context.WithTimeout(ctx, fillPatience)
	defer cancel()
	err = both.Fill(within, nil)
	switch n, all := both.Progress(); {
	case ctx.Err() != nil:
	case err != nil && within.Err() == nil:
		p.tell(fmt.Sprintf("passages are found by their words: %v", err))
	case n < all:
		p.tell(fmt.Sprintf("%d of %s embedded so far; the others are found by their words. stackpick knowledge embed embeds them all", n, count(all, "passage")))
	}
	return both, done, nil
}

// examineEmbeddings asks the embedding model for a vector.
func (p *program) examineEmbeddings(ctx context.Context) slack.Finding {
	c := &p.config.embeddings
	f := slack.Finding{Name: "embeddings"}
	if !c.on() {
		f.OK, f.Detail = true, "off: passages are found by their words"
		return f
	}
	e, err := openai.NewEmbedder(c.server())
	if err != nil {
		f.Detail, f.Fix = cleanLine(err.Error()), "correct STACKPICK_EMBEDDINGS_URL"
		return f
	}
	defer e.Close()
	dimensions, err := e.Probe(ctx)
	if err != nil {
		f.Detail, f.Fix = cleanLine(err.Error()), cleanLine(e.Fix(err))
		return f
	}
	f.OK, f.Detail = true, fmt.Sprintf("%s, %s", cleanLine(c.model), count(dimensions, "dimension"))
	return f
}
