package bot_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/knowledge"
)

func TestRadars(t *testing.T) {
	expect(t, openBot(t, knowledge.Source{Paths: []string{filepath.Join("..", "knowledge", "testdata", "radars")}}), []expectation{
		{"Are we still on Adopt for Kafka?", bot.Facts, "", []string{"Yes: Apache Kafka is on Adopt (Platforms, 2024-10); before that on Trial (2023-04). [1] [2]", "Kafka is reliable"}},
		{"are we still on adopt for RabbitMQ?", bot.Facts, "", []string{"No: RabbitMQ is on Caution (Platforms, 2024-10); before that on Adopt (2023-04).", "We move away"}},
		{"is rabbitmq on hold?", bot.Facts, "", []string{"Yes: RabbitMQ is on Caution"}},
		{"what ring is Harbor in?", bot.Facts, "", []string{"Harbor is on Adopt", "Assess (2023-03-01)", "scans each image"}},
		{"when did Nomad move to hold?", bot.Facts, "", []string{"2024-05-20", "before that on Trial (2022-02-06)"}},
		{"Kafka or RabbitMQ?", bot.Recommended, "Kafka", []string{"on Adopt", "on Caution"}},
		{"should we use Kafka for events?", bot.Recommended, "Kafka", []string{"on Adopt"}},
		{"should we use RabbitMQ?", bot.Facts, "", []string{"on Caution"}},
		{"what is on hold?", bot.Facts, "", []string{"Cassandra is on Hold (Datastores, 2024-04)", "Nomad", "RabbitMQ is on Caution"}},
		{"which languages are on adopt?", bot.Facts, "", []string{"Go is on Adopt"}},
		{"are feature flags on adopt?", bot.Facts, "", []string{"Yes: Feature flags is on Adopt"}},
		{"is Elixir on our radar?", bot.NotCovered, "", []string{"Elixir"}},
		{"Elixir or Erlang?", bot.NotCovered, "", []string{"Elixir"}},
	})
}

// TestDecisionAgainstRadar: a decision is told first, and a radar that has moved on since is shown with both dates.
func TestDecisionAgainstRadar(t *testing.T) {
	b := openFolder(t, map[string]string{
		"0001-use-nomad.md": "# 1. Use Nomad\n\nDate: 2022-02-03\n\n## Status\n\nAccepted\n\n## Context\n\nJobs run at night.\n\n## Decision\n\nWe will use Nomad rather than Kubernetes.\n",
		"radar-2025-01.csv": "name,ring,quadrant\nNomad,Hold,Platforms\nKubernetes,Adopt,Platforms\n",
	})
	for question, picks := range map[string]bool{"what did we decide about Nomad?": false, "Nomad or Kubernetes for jobs?": true} {
		a := mustAsk(t, b, question)
		if (a.Recommendation != nil) != picks || !strings.HasPrefix(a.Text, "Already decided: ADR-0001 Use Nomad, accepted 2022-02-03.") {
			t.Errorf("%q: %s", question, a.Text)
		}
		if !strings.Contains(a.Text, "The radar says otherwise: Nomad is on Hold (Platforms, 2025-01).") ||
			!slices.ContainsFunc(a.Notes, func(n string) bool { return strings.Contains(n, "2022-02-03") && strings.Contains(n, "2025-01") }) {
			t.Errorf("%q does not tell of the radar: %s %q", question, a.Text, a.Notes)
		}
		for _, fault := range ungrounded(a) {
			t.Errorf("%q: %s", question, fault)
		}
	}
}
