package main

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/stackpick/stackpick/bot/living"
)

// A config is what the environment says. .env.example lists the variables.
type config struct {
	knowledge  []string      // STACKPICK_KNOWLEDGE: files and folders; none means the built-in knowledge
	rescan     string        // STACKPICK_RESCAN
	every      time.Duration // rescan as a duration
	log        string        // STACKPICK_LOG
	level      slog.Level
	colour     bool // whether a terminal may be sent colours: not with NO_COLOR or TERM=dumb
	slack      slackConfig
	llm        llmConfig
	embeddings embeddingsConfig
}

func defaultConfig() config {
	return config{
		rescan: living.DefaultRescan.String(), log: "info", level: slog.LevelInfo, colour: true,
		slack: defaultSlackConfig(), llm: defaultLLMConfig(), embeddings: defaultEmbeddingsConfig(),
	}
}

// A lookup returns an environment variable and whether it is set, as os.LookupEnv does.
type lookup func(name string) (string, bool)

// newConfig reads the variables over the defaults. A variable set to "" counts as not set.
func newConfig(env lookup) config {
	c := defaultConfig()
	get := func(name string, set func(value string)) {
		if v, _ := env(name); v != "" {
			set(v)
		}
	}
	get("STACKPICK_KNOWLEDGE", func(v string) {
		for _, path := range filepath.SplitList(v) {
			if path != "" {
				c.knowledge = append(c.knowledge, path)
			}
		}
	})
	get("STACKPICK_RESCAN", func(v string) { c.rescan = v })
	get("STACKPICK_LOG", func(v string) { c.log = strings.ToLower(v) })
	get("NO_COLOR", func(string) { c.colour = false })
	get("TERM", func(v string) { c.colour = c.colour && v != "dumb" })
	c.slack.read(get)
	c.llm.read(get)
	c.embeddings.read(get)
	return c
}

// validate reports all faults at once, each with the variable and the fix, and completes the config.
func (c *config) validate() error {
	var faults []error
	switch c.log {
	case "debug", "info", "warn", "error":
		faults = append(faults, c.level.UnmarshalText([]byte(c.log)))
	default:
		faults = append(faults, fmt.Errorf("configuration: STACKPICK_LOG is %q: set it to debug, info, warn or error", c.log))
	}
	faults = append(faults, fault("STACKPICK_RESCAN", interval(c.rescan, &c.every)))
	for _, path := range c.knowledge {
		if _, err := os.Stat(path); err != nil {
			faults = append(faults, fmt.Errorf("configuration: STACKPICK_KNOWLEDGE names %s: %w: correct the path or leave it out", path, why(err)))
		}
	}
	return errors.Join(append(faults, c.llm.validate(), c.embeddings.validate(&c.llm))...)
}

// shortestRescan is the shortest time between two looks at all files: a folder may be large.
const shortestRescan = time.Second

// interval reads how often something is done.
func interval(text string, into *time.Duration) error {
	d, err := time.ParseDuration(text)
	if err != nil || d != 0 && d < shortestRescan {
		return fmt.Errorf("is %q: set it to a time such as 90s, 5m or 1h, or to 0 for never", text)
	}
	*into = d
	return nil
}

// fault names the variable that an error is about.
func fault(variable string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("configuration: %s %w", variable, err)
}

// number reads a whole number between two bounds.
func number(text string, into *int, low, high int, what string) error {
	n, err := strconv.Atoi(text)
	if err != nil || n < low || n > high {
		return fmt.Errorf("is %q: set it to a number of %s", text, what)
	}
	*into = n
	return nil
}

// unclean reports whether a token holds what was meant for a shell: quotes, blanks, line ends.
func unclean(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r == '"' || r == '\'' || r == '`' || r > '~' })
}

// configure reads the environment and the .env file, and sets up the log.
func (p *program) configure() error {
	env, err := p.environment()
	if err != nil {
		return err
	}
	c := newConfig(env)
	if len(p.flags.knowledge) > 0 {
		c.knowledge = nil // the flag replaces the variable, faults and all
	}
	if err := c.validate(); err != nil {
		return &failure{err: err, code: exitUsage}
	}
	p.config = c
	p.log = p.newLog(c.level)
	return nil
}

// configureSlack configures the program for the commands that need Slack.
func (p *program) configureSlack() error {
	if err := p.configure(); err != nil {
		return err
	}
	faults := errors.Join(p.config.slack.validate(), p.unknownVariables())
	if faults != nil {
		return &failure{err: faults, code: exitUsage, hint: `"stackpick manifest" prints the app to create in Slack; .env.example lists all variables`}
	}
	return nil
}

// unknownVariables reports variables that look like ours and are not: a typing error would else go unnoticed.
func (p *program) unknownVariables() error {
	known := map[string]bool{}
	newConfig(func(name string) (string, bool) { known[name] = true; return "", false })
	var faults []error
	for _, name := range slices.Sorted(slices.Values(p.names)) {
		if strings.HasPrefix(name, "STACKPICK_") && !known[name] {
			faults = append(faults, fault(name, errors.New("is no variable of stackpick: correct or unset it")))
		}
	}
	return errors.Join(faults...)
}

// useNoModels is --no-llm: whatever the environment says, no language model is used and no embedding model.
func (p *program) useNoModels() {
	p.config.llm, p.config.embeddings = defaultLLMConfig(), defaultEmbeddingsConfig()
}

// newLog returns a log from a level on, without the secrets of the configuration.
func (p *program) newLog(level slog.Level) *slog.Logger {
	secrets := append(p.config.slack.secrets(), p.config.llm.key, p.config.embeddings.key)
	return slog.New(slog.NewTextHandler(masking(p.stderr, secrets), &slog.HandlerOptions{Level: level}))
}

// leastSecret is the length from which a secret is one, in bytes. Shorter ones are what servers that need none are given.
const leastSecret = 8

// masking returns a writer that keeps secrets from w, whatever quotes them: each write is a line of the log.
func masking(w io.Writer, secrets []string) io.Writer {
	var pairs []string
	for _, s := range secrets {
		if len(s) >= leastSecret {
			pairs = append(pairs, s, "***")
		}
	}
	return maskedWriter{w, strings.NewReplacer(pairs...)}
}

type maskedWriter struct {
	w    io.Writer
	mask *strings.Replacer
}

func (m maskedWriter) Write(line []byte) (int, error) {
	_, err := io.WriteString(m.w, m.mask.Replace(string(line)))
	return len(line), err
}
