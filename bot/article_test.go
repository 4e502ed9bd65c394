package bot_test

import (
	"strings"
	"testing"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/knowledge"
)

// TestBuiltinAnswers: what an answer from the built-in article says to kinds of questions, and what it must not say.
func TestBuiltinAnswers(t *testing.T) {
	b := openBot(t, knowledge.Source{})
	for _, tt := range []struct {
		question string
		outcome  bot.Outcome
		says     []string // all of them
		not      []string // none of them
	}{
		// A choice of which one side is held: that is told, and the other named.
		{"Is Django better than ASP.NET?", bot.Facts, []string{"full-stack web framework", "Choose Django for complex apps"}, []string{"Node.js"}},
		{"Laravel or Django for a bank MVP?", bot.Facts, []string{"fintech industry", "MVP development"}, []string{"links to an explanation"}},
		{"FastAPI or Django, what do you know?", bot.Facts, []string{"Choose Django for"}, []string{"Ask me"}},
		{"django or laravel, which has better hosting?", bot.NotCovered, []string{"Laravel", "Hosting"}, nil},
		{"and flask?", bot.NotCovered, []string{"Flask"}, nil},

		// A technology that only stands around the choice leaves it as it is; one that is to be chosen itself does not.
		{"which one for an MVP with Postgres?", bot.Recommended, []string{"Pick: Django", "PostgreSQL (Postgres): no document here judges it."}, nil},
		{"fintech MVP, we're on Azure, what do we pick", bot.Recommended, []string{"Pick: Django", "Azure: no document here judges it."}, nil},
		{"which backend for an MVP on AWS?", bot.Recommended, []string{"Pick: Django", "AWS: no document here judges it."}, nil},
		{"should we use Postgres for an MVP?", bot.NotCovered, []string{"PostgreSQL"}, nil},
		{"which framework for a team that knows Laravel and needs security?", bot.NotCovered, []string{"Laravel"}, nil},

		// What nothing links is said to be so, in plain words.
		{"Does Netflix use Django?", bot.Facts, []string{"The knowledge links Netflix to Node.js: "}, []string{"otherwise"}},
		{"Why did Disqus abandon Django?", bot.Facts, []string{"Disqus kept Django and added Varnish"}, nil},
		{"is there anything on caching with Varnish?", bot.Facts, []string{"Varnish"}, nil},

		// Reasons are told, and no choice is made of them; "who" may mean a side.
		{"reasons to choose node.js", bot.Facts, []string{"Node.js"}, []string{"Pick: ", "Choose Django"}},
		{"i need to convince my team to go with node.js", bot.Facts, []string{"Node.js"}, []string{"Either", "Choose Django"}},
		{"Node vs Django: who is faster to develop with, and who runs faster?", bot.Recommended, []string{"goes a little faster", "longer to execute"}, nil},
		{"django v node", bot.Compared, []string{"full-stack web framework", "runtime environment"}, nil},
		{"What is Django and is it secure?", bot.Facts, []string{"full-stack web framework", "SQL injection"}, nil},
		{"when was the node star count taken", bot.Facts, []string{"July 2023"}, nil},
		{"isn't it true that Node is the more popular one?", bot.Facts, []string{"13.59%"}, []string{"npm packages"}},

		{"why should I care about node?", bot.Facts, []string{"single-threaded"}, nil},
		{"when should I not use Django?", bot.Facts, []string{"longer to execute", "Choose Node.js"}, []string{"Choose Django"}},

		// What is taken for granted of two options, or asked of one that another is recommended for.
		{"so django is faster than node, right?", bot.Facts, []string{"otherwise: Code in Python"}, []string{"Varnish"}},
		{"does Django support microservices?", bot.Facts, []string{"Choose Node.js when the task is to create microservices"}, []string{"Spotify"}},
		{"how much does django cost?", bot.NotCovered, []string{"no figure"}, nil},

		// The bot says where its knowledge comes from.
		{"what are your sources?", bot.Help, []string{"Monterail, Oskar Mieczkowski, 2023"}, nil},
		{"are you a human?", bot.Help, []string{"Ask me"}, nil},

		// What is missing is named by what the person said of it.
		{"what does a Django developer earn?", bot.NotCovered, []string{"Salaries"}, nil},
		{"does airbnb use django?", bot.NotCovered, []string{"“airbnb”"}, nil},
	} {
		a := mustAsk(t, b, tt.question)
		if a.Outcome != tt.outcome {
			t.Errorf("%q: outcome %s, want %s: %s", tt.question, a.Outcome, tt.outcome, a.Text)
		}
		said := a.Text + strings.Join(a.Gaps, " ")
		for _, s := range tt.says {
			if !strings.Contains(said, s) {
				t.Errorf("%q: does not say %q: %s", tt.question, s, said)
			}
		}
		for _, s := range tt.not {
			if strings.Contains(said, s) {
				t.Errorf("%q: says %q: %s", tt.question, s, said)
			}
		}
	}
}

// TestTableShowsTheReason: the cell of a need has the sentence that the pick gives as its reason, and no two rows of an
// option show the same.
func TestTableShowsTheReason(t *testing.T) {
	b := openBot(t, knowledge.Source{})
	a := mustAsk(t, b, "fast to market, then scale. django or node.js?")
	seen := map[string]bool{}
	for _, r := range a.Comparison.Rows {
		for _, c := range r.Cells {
			if c.Text == nil || c.Option != "Django" {
				continue
			}
			if seen[*c.Text] {
				t.Errorf("two rows show %q", *c.Text)
			}
			seen[*c.Text] = true
			if !strings.Contains(a.Text, *c.Text) {
				t.Errorf("the table shows %q, which is no reason of %q", *c.Text, a.Text)
			}
		}
	}
	if len(seen) < 2 {
		t.Errorf("the table shows %v", seen)
	}
}
