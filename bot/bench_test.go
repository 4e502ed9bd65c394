package bot_test

import (
	"context"
	"flag"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/index"
	"github.com/stackpick/stackpick/knowledge"
)

// BenchmarkAsk is a warm answer with the built-in knowledge, one question after the other. It reports how
// many times the bare search for the same words an answer takes (x-search).
func BenchmarkAsk(b *testing.B) {
	lib, err := knowledge.Open(knowledge.Source{Builtin: true})
	if err != nil {
		b.Fatal(err)
	}
	ix, err := index.New(lib)
	if err != nil {
		b.Fatal(err)
	}
	defer ix.Close()
	engine := bot.New(lib, ix, "bench")
	for name, question := range map[string]string{
		"pick":    "Django or Node.js for a fintech MVP, two Python devs?",
		"compare": "compare django and node",
		"fact":    "how many stars does Django have on GitHub?",
		"refuse":  "Rails or Laravel for our web shop?",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := engine.Ask(context.Background(), bot.Question{Text: question}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed())/float64(b.N)/float64(searchTime(b, ix, question)), "x-search")
		})
	}
}

// BenchmarkAskHandbook is a warm answer with the handbook of a real team, which is found by reading sections closely.
func BenchmarkAskHandbook(b *testing.B) {
	engine := openBot(b, knowledge.Source{Paths: []string{filepath.Join("testdata", "real", "artsy-readme")}})
	for name, question := range map[string]string{
		"length": "how long are our sprints",
		"person": "who is the web practice lead?",
		"policy": "what's our policy on adding dependencies?",
		"reason": "why did we extract services from the monolith",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := engine.Ask(context.Background(), bot.Question{Text: question}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

var folder = flag.String("folder", filepath.Join("testdata", "real"), "the folder whose bot BenchmarkNew makes")

// BenchmarkNew makes a bot of the library in the folder given by -folder, and reports what a passage costs.
func BenchmarkNew(b *testing.B) {
	lib, err := knowledge.Open(knowledge.Source{Paths: []string{*folder}})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		bot.New(lib, nil, "bench") // which does not search yet
	}
	b.ReportMetric(b.Elapsed().Seconds()/float64(b.N)/float64(len(lib.Passages()))*1e6, "µs/passage")
}

// searchTime is the mean time of the bare search for a question's words.
func searchTime(b *testing.B, ix *index.Index, question string) time.Duration {
	const rounds = 200
	start := time.Now()
	for range rounds {
		if _, err := ix.Search(context.Background(), index.Query{Text: question}); err != nil {
			b.Fatal(err)
		}
	}
	return time.Since(start) / rounds
}

// BenchmarkAskLongQuestion is the costliest message that Slack lets through: 40,000 characters.
func BenchmarkAskLongQuestion(b *testing.B) {
	engine := openBot(b, knowledge.Source{Builtin: true})
	for name, word := range map[string]string{
		"words":       "django scalability postgres frobnicate ",
		"misspelt":    "djagno scalibilty perfromance securty ",
		"oneWord":     "a",
		"questions":   "is node fast? ",
		"ideographs":  "安全性能",
		"punctuation": "?!.,;:-+#",
	} {
		question := strings.Repeat(word, 40_000/len(word))
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := engine.Ask(context.Background(), bot.Question{Text: question}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
