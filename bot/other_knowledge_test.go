package bot_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stackpick/stackpick/bot"
)

// An expectation is what a right answer to a question must show, whatever its wording.
type expectation struct {
	question string
	outcome  bot.Outcome
	option   string   // of the recommendation
	says     []string // all of them, in its text or its table
}

// expect holds the answers to expectations, and all answers to be grounded and silent about technologies that the
// folder does not know.
func expect(t *testing.T, b *bot.Bot, list []expectation) {
	for _, e := range list {
		t.Run(e.question, func(t *testing.T) {
			a := mustAsk(t, b, e.question)
			if a.Outcome != e.outcome {
				t.Fatalf("outcome %s, want %s: %s", a.Outcome, e.outcome, a.Text)
			}
			if a.Recommendation != nil && a.Recommendation.Option != e.option {
				t.Errorf("picks %s, want %s: %s", a.Recommendation.Option, e.option, a.Text)
			}
			told := a.Text + mustJSON(t, a.Comparison)
			for _, want := range e.says {
				if !strings.Contains(told, want) {
					t.Errorf("does not say %q: %s", want, told)
				}
			}
			for _, fault := range ungrounded(a) {
				t.Error(fault)
			}
			if stated := mustJSON(t, []any{a.Statements, a.Comparison, a.FollowUps}); strings.Contains(stated, "Django") || strings.Contains(stated, "Node.js") {
				t.Errorf("speaks of the built-in knowledge: %s", stated)
			}
		})
	}
}

func TestArticleOnDatabases(t *testing.T) {
	expect(t, openFolder(t, map[string]string{"postgres-vs-mysql.md": databases}), []expectation{
		{"Postgres or MySQL for a fintech product?", bot.Recommended, "PostgreSQL", []string{"fintech"}},
		{"mysql or pg for a complex app with many reports?", bot.Recommended, "PostgreSQL", []string{"reports"}},
		{"what should I use for a small content site?", bot.Recommended, "MySQL", []string{"shared hosting"}},
		{"which one is easier to learn?", bot.Recommended, "MySQL", []string{"tutorial"}},
		{"postgres or mysql?", bot.Recommended, bot.Either, []string{"PostgreSQL", "MySQL"}},
		{"compare postgres and mysql", bot.Compared, "", []string{"row-level security", "five tables", "read replicas", "beginners"}},
		{"compare Postgres and MySQL on security", bot.Compared, "", []string{"row-level security"}},
		{"what is PostgreSQL?", bot.Facts, "", []string{"object-relational"}},
		{"what's mysql", bot.Facts, "", []string{"relational database"}},
		{"when was postgres first released?", bot.Facts, "", []string{"1996"}},
		{"does mysql have row-level security?", bot.Facts, "", []string{"MySQL lacks row-level security"}},
		{"is mysql fast?", bot.Facts, "", []string{"simple reads"}},
		{"how much does a MySQL licence cost?", bot.NotCovered, "", nil},
		{"Does PostgreSQL support JSON?", bot.NotCovered, "", nil},
		{"MongoDB or Cassandra?", bot.NotCovered, "", []string{"MongoDB", "Cassandra"}},
		{"should we use Django?", bot.NotCovered, "", []string{"Django"}},
		{"how many stars does Django have?", bot.NotCovered, "", []string{"Django"}},
	})
}

func TestNotesOnBrokers(t *testing.T) {
	expect(t, openFolder(t, map[string]string{"kafka-or-rabbitmq.md": brokers}), []expectation{
		{"Kafka or RabbitMQ for a small team?", bot.Recommended, "RabbitMQ", []string{"small team"}},
		{"Kafka or RabbitMQ for high bandwidth?", bot.Recommended, "Kafka", []string{"streams of events"}},
		{"compare kafka and rabbitmq on throughput", bot.Compared, "", []string{"two million messages", "slow"}},
		{"what is Kafka?", bot.Facts, "", []string{"distributed log"}},
		{"what happens to messages in kafka after they are read?", bot.Facts, "", []string{"on disk"}},
		{"What did Petalbox do?", bot.Facts, "", []string{"flowers", "RabbitMQ"}},
		{"Why did Petalbox choose RabbitMQ?", bot.Facts, "", []string{"team of four"}},
		{"why did Lundgren Freight switch to Kafka?", bot.Facts, "", []string{"2 seconds"}},
		{"How long did the move take at Lundgren Freight?", bot.Facts, "", []string{"seven months"}},
		{"who leads the platform group at Lundgren Freight?", bot.Facts, "", []string{"Mirela Osei"}},
		{"has rabbitmq ever lost an order?", bot.Facts, "", []string{"no order"}},
		{"is RabbitMQ easy to run?", bot.Facts, "", []string{"simple to run"}},
		{"is kafka secure?", bot.NotCovered, "", nil},
		{"what did Netflix do?", bot.NotCovered, "", nil},
		{"Should we use Django?", bot.NotCovered, "", []string{"Django"}},
	})
}

func TestComparisonOfThree(t *testing.T) {
	b := openFolder(t, map[string]string{"front-ends.md": frontEnds})
	expect(t, b, []expectation{
		{"Vue, React or Svelte for a small team?", bot.Recommended, "Vue.js", []string{"a screen at a time"}},
		{"which one for a large team?", bot.Recommended, "React", []string{"large teams"}},
		{"react or svelte for a browser game?", bot.Recommended, "Svelte", []string{"games"}},
		{"React or Vue?", bot.Recommended, bot.Either, []string{"React", "Vue"}},
		{"compare vue, react and svelte", bot.Compared, "", []string{"vibrant", "largest", "lacks libraries", "scarce"}},
		{"compare React and Svelte on hiring", bot.Compared, "", []string{"every city", "scarce"}},
		{"is React slower than Svelte?", bot.Facts, "", []string{"cheap phones"}},
		{"where is Vue's community strongest?", bot.Facts, "", []string{"Asia"}},
		{"how long does the Svelte tutorial take?", bot.Facts, "", []string{"afternoon"}},
		{"what are the drawbacks of Svelte?", bot.Facts, "", []string{"lacks libraries"}},
		{"which framework is best for SEO?", bot.NotCovered, "", []string{"SEO"}},
		{"Angular or Ember?", bot.NotCovered, "", []string{"Angular", "Ember"}},
		{"should we use Django?", bot.NotCovered, "", []string{"Django"}},
	})
	table := mustAsk(t, b, "compare vue, react and svelte").Comparison
	if !slices.Equal(slices.Sorted(slices.Values(table.Options)), []string{"React", "Svelte", "Vue.js"}) {
		t.Errorf("compares %v", table.Options)
	}
	for _, r := range table.Rows {
		if len(r.Cells) != 3 {
			t.Errorf("%s has %d cells", r.Criterion, len(r.Cells))
		}
	}
}

func TestDocumentOnOneTechnology(t *testing.T) {
	expect(t, openFolder(t, map[string]string{"redis.md": cache}), []expectation{
		{"What is Redis?", bot.Facts, "", []string{"in-memory"}},
		{"Is Redis fast?", bot.Facts, "", []string{"millisecond"}},
		{"how often does redis write snapshots?", bot.Facts, "", []string{"five minutes"}},
		{"what happens when Redis crashes?", bot.Facts, "", []string{"loses the writes"}},
		{"was redis secure?", bot.Facts, "", []string{"without a password"}},
		{"how much did the cache cut page times?", bot.Facts, "", []string{"900 to 120"}},
		{"Is Redis good for fintech?", bot.NotCovered, "", nil},
		{"Django or Rails?", bot.NotCovered, "", []string{"Django", "Rails"}},
	})
}

func TestPlainText(t *testing.T) {
	expect(t, openFolder(t, map[string]string{"build-tools.txt": buildTools}), []expectation{
		{"Webpack or Vite for a small team?", bot.Recommended, "Vite", []string{"small team"}},
		{"which is easier to learn?", bot.Recommended, "Vite", []string{"easy to learn"}},
		{"compare webpack and vite", bot.Compared, "", []string{"fewer plugins", "long configuration"}},
		{"what is Vite?", bot.Facts, "", []string{"build tool"}},
		{"what is webpack?", bot.Facts, "", []string{"module bundler"}},
		{"how long does a cold build with webpack take?", bot.Facts, "", []string{"95 seconds"}},
		{"why is webpack hard to learn?", bot.Facts, "", []string{"configuration"}},
		{"is vite secure?", bot.NotCovered, "", nil},
		{"should we use Django?", bot.NotCovered, "", []string{"Django"}},
	})
}

func TestWebPage(t *testing.T) {
	b := openFolder(t, map[string]string{"terraform-vs-pulumi.html": infrastructure})
	expect(t, b, []expectation{
		{"Terraform or Pulumi for a startup?", bot.Recommended, "Pulumi", []string{"startup"}},
		{"Terraform or Pulumi for a large team?", bot.Recommended, "Terraform", []string{"large teams"}},
		{"which has the bigger community?", bot.Recommended, "Terraform", []string{"3,900"}},
		{"compare terraform and pulumi", bot.Compared, "", []string{"unit tests", "lacks examples", "dislike"}},
		{"what is pulumi?", bot.Facts, "", []string{"programming languages"}},
		{"who released terraform?", bot.Facts, "", []string{"HashiCorp"}},
		{"when was terraform released?", bot.Facts, "", []string{"2014"}},
		{"how many providers does terraform have?", bot.Facts, "", []string{"3,900"}},
		{"is Pulumi easy to learn?", bot.Facts, "", []string{"easy to learn"}},
		{"is terraform secure?", bot.NotCovered, "", nil},
		{"should we use Django?", bot.NotCovered, "", []string{"Django"}},
	})
	for _, s := range mustAsk(t, b, "compare terraform and pulumi").Sources {
		if !strings.HasPrefix(s.URL, "https://example.com/terraform-vs-pulumi#") || strings.Contains(s.Passage, "Copyright") {
			t.Errorf("source %+v", s)
		}
	}
}

// TestFolderOfAll opens all the documents together: each question finds its own.
func TestFolderOfAll(t *testing.T) {
	b := openFolder(t, map[string]string{
		"postgres-vs-mysql.md": databases, "kafka-or-rabbitmq.md": brokers, "front-ends.md": frontEnds,
		"redis.md": cache, "build-tools.txt": buildTools, "terraform-vs-pulumi.html": infrastructure,
	})
	expect(t, b, []expectation{
		{"Postgres or MySQL for a fintech product?", bot.Recommended, "PostgreSQL", []string{"fintech"}},
		{"Kafka or RabbitMQ for a small team?", bot.Recommended, "RabbitMQ", []string{"small team"}},
		{"Vue, React or Svelte for a small team?", bot.Recommended, "Vue.js", []string{"a screen at a time"}},
		{"Terraform or Pulumi for a startup?", bot.Recommended, "Pulumi", []string{"startup"}},
		{"compare terraform and pulumi on testing", bot.Compared, "", []string{"unit tests"}},
		{"what is Redis?", bot.Facts, "", []string{"in-memory"}},
		{"who leads the platform group at Lundgren Freight?", bot.Facts, "", []string{"Mirela Osei"}},
		{"when was postgres first released?", bot.Facts, "", []string{"1996"}},
		{"Rails or Laravel?", bot.NotCovered, "", []string{"Laravel"}},
		{"should we use Django?", bot.NotCovered, "", []string{"Django"}},
	})
}

// TestOneTechnology: where the knowledge judges a single technology there is nothing to choose between, and
// what it says of that one is told.
func TestOneTechnology(t *testing.T) {
	b := openFolder(t, map[string]string{"redis.md": "# Redis at Acme\n\nRedis is an in-memory store.\nRedis is fast for caching.\nRedis is hard to secure on shared hosts.\n"})
	for _, question := range []string{"should we use Redis for caching?", "should we pick Redis for security?", "should we use Redis?", "is Redis fast?"} {
		a := mustAsk(t, b, question)
		if a.Outcome == bot.Recommended || a.Text == "" {
			t.Errorf("%q: %s %q", question, a.Outcome, a.Text)
		}
		for _, fault := range ungrounded(a) {
			t.Errorf("%q: %s", question, fault)
		}
	}
}

func TestWithNothingToQuoteThereIsNoRecommendation(t *testing.T) {
	b := openFolder(t, map[string]string{
		"provisioning.md": "---\noptions: [Puppet, Terraform]\n---\n# Provisioning\n\n## The master\n\nRun puppet agent on all nodes. Ensure Puppet has all dependencies installed.\n\n## State\n\nThe state of Terraform is in a bucket.\n",
	})
	a := mustAsk(t, b, "Terraform or Puppet?")
	if a.Recommendation != nil && len(a.Statements) == 0 {
		t.Errorf("recommended %s with nothing to quote", a.Recommendation.Option)
	}
	if faults := ungrounded(a); len(faults) > 0 {
		t.Error(faults)
	}
}

// TestOpeningsThatTieSentencesTogether: they are left out, but for those that say more.
func TestOpeningsThatTieSentencesTogether(t *testing.T) {
	b := openFolder(t, map[string]string{
		"anvils.md": "# Anvils\n\nIn addition to iron, our anvils hold a core of cobalt.\n\nSo far, no anvil has cracked in the frost.\n\nHowever, the old bellows leak at every seam.\n",
	})
	for question, want := range map[string]string{
		"what core do anvils hold?":          "In addition to iron, our anvils hold",
		"has an anvil cracked in the frost?": "So far, no anvil has cracked",
		"where do the old bellows leak?":     "The old bellows leak at every seam.",
	} {
		if a := mustAsk(t, b, question); !strings.Contains(a.Text, want) {
			t.Errorf("%q: %q, want %q", question, a.Text, want)
		}
	}
}

// TestAChoiceTakesNothingForGranted: who asks for one or the other of two things is not told to be wrong.
func TestAChoiceTakesNothingForGranted(t *testing.T) {
	b := openFolder(t, map[string]string{"stores.md": "# Stores\n\nFor a production deployment, set up PostgreSQL rather than using SQLite. PostgreSQL keeps the orders.\n"})
	if a := mustAsk(t, b, "SQLite or Postgres for production?"); strings.Contains(a.Text, "says otherwise") || !strings.Contains(a.Text, "set up PostgreSQL rather than") {
		t.Errorf("%s: %s", a.Outcome, a.Text)
	}
}
