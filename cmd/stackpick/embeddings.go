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
	"sync"
	"sync/atomic"
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

func defaultEmbeddingsConfig() embeddingsConfig { return embeddingsConfig{weight: "0.5"} }

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

// embedAll has all passages embedded, however long that takes, and shows how far it is.
func (p *program) embedAll(ctx context.Context, s *vectors.Searcher) error {
	line := p.newProgressLine()
	defer line.done()
	return s.Fill(ctx, func(done, all int) { line.say(fmt.Sprintf("embedding: %d of %s", done, count(all, "passage"))) })
}

// knowledgeEmbed has the passages of all that is known embedded.
func (p *program) knowledgeEmbed(ctx context.Context) error {
	if err := p.configure(); err != nil {
		return err
	}
	if !p.config.embeddings.on() {
		return badUsage("set STACKPICK_EMBEDDINGS_MODEL to the name of an embedding model; .env.example tells the rest", "embedding passages: no model is named")
	}
	lib, err := p.openWarning()
	if err != nil {
		return err
	}
	m, done, err := p.openVectors(false)
	if err != nil {
		return err
	}
	defer done()
	s := m.Searcher(lib.Passages(), nil)
	before, all := s.Progress()
	if err := p.embedAll(ctx, s); err != nil {
		return hinted("what was embedded by then is kept; stackpick doctor tells what is wrong", "%w", err)
	}
	now, _ := s.Progress()
	return p.print(fmt.Sprintf("%d of %s embedded, %d of them now\n", now, count(all, "passage"), now-before))
}

// A follower searches each set of knowledge that serve answers from, by meaning too, and keeps its passages embedded.
type follower struct {
	ctx   context.Context // ends what embeds
	model *vectors.Model
	done  func()                           // to be called when no set is used any more
	now   atomic.Pointer[vectors.Searcher] // of the newest set
}

// follower returns one, nil where no model is configured.
func (p *program) follower(ctx context.Context) (*follower, error) {
	if !p.config.embeddings.on() {
		return nil, nil
	}
	m, done, err := p.openVectors(false)
	if err != nil {
		return nil, err
	}
	return &follower{ctx: ctx, model: m, done: done}, nil
}

// close ends it; it may be nil.
func (f *follower) close() {
	if f != nil {
		f.done()
	}
}

// searcher returns what searches a set, and what ends that: see living.Config. It is nil for none.
func (f *follower) searcher() func(*knowledge.Library, *index.Index) (bot.Searcher, func()) {
	if f == nil {
		return nil
	}
	return func(lib *knowledge.Library, ix *index.Index) (bot.Searcher, func()) {
		s := f.model.Searcher(lib.Passages(), ix)
		f.now.Store(s)
		ctx, cancel := context.WithCancel(f.ctx)
		var keeping sync.WaitGroup
		keeping.Go(func() { s.Keep(ctx) })
		return s, func() { cancel(); keeping.Wait() }
	}
}

// gauges are what /metrics tells of it.
func (f *follower) gauges() map[string]func() float64 {
	if f == nil {
		return nil
	}
	return map[string]func() float64{
		`stackpick_embeddings_passages{state="embedded"}`: func() float64 { done, _ := f.now.Load().Progress(); return float64(done) },
		`stackpick_embeddings_passages{state="missing"}`:  func() float64 { done, all := f.now.Load().Progress(); return float64(all - done) },
		`stackpick_searches_total{by="meaning"}`:          func() float64 { both, _ := f.model.Searches(); return float64(both) },
		`stackpick_searches_total{by="words"}`:            func() float64 { _, words := f.model.Searches(); return float64(words) },
	}
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
