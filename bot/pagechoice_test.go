package bot_test

import (
	"testing"

	"github.com/stackpick/stackpick/bot"
)

// workshop is a handbook that judges nothing and has decided nothing, but says in passing what its team has come to.
var workshop = map[string]string{
	"mobile.md": `# Mobile

We build two apps.

## How we got here

We tried Swift for a year but have settled on React Native. The iOS app was first.

## Queues

After two outages we moved from RabbitMQ to Kafka. If we moved to Pulsar it would cost a month.
`,
	"platform.md": `# Platform

We run many services.

## Databases

Our default is PostgreSQL. MySQL is only used for the old shop.

## Infrastructure

We ended up with Terraform instead of Pulumi. We use Redis for sessions. We use Memcached for pages.
`,
	"meetings.md": `# Meetings

## Long review

A long review takes a day and looks at the whole of a design.

## Short review

A short review takes an hour and looks at one page. It alternates with the long review.

## Practice

The practice is led by Ada Byron. The practice meets every second week.

## Channels

Mentioning @channel wakes everybody. Mentioning @here wakes those who are at their desks.
`,
}

// TestChoiceByPractice: where nothing is judged or decided, a choice is answered with what pages say the team has taken; not
// where both are taken, or one is only thought of, or what is asked beside is nowhere.
func TestChoiceByPractice(t *testing.T) {
	expect(t, openFolder(t, workshop), []expectation{
		{"swift or react native?", bot.Recommended, "React Native", []string{"settled on React Native"}},
		{"for ios, swift or react native?", bot.Recommended, "React Native", []string{"settled on React Native"}},
		{"Kafka or RabbitMQ for a new service?", bot.Recommended, "Kafka", []string{"moved from RabbitMQ to Kafka"}},
		{"postgres vs mysql", bot.Recommended, "PostgreSQL", []string{"Our default is PostgreSQL", "only used for the old shop"}},
		{"should we use pulumi or terraform for a new api?", bot.Recommended, "Terraform", []string{"ended up with Terraform"}},
		{"Pulsar or Kafka?", bot.Recommended, "Kafka", []string{"moved from RabbitMQ to Kafka"}},
		{"redis or memcached?", bot.Facts, "", nil},
		{"postgres or mysql for telescopes?", bot.NotCovered, "", nil},
		{"can I use MySQL?", bot.Facts, "", []string{"only used for the old shop"}},
	})
}

// TestContestedPractice: what one page says is taken and another says is left is no pick.
func TestContestedPractice(t *testing.T) {
	b := openFolder(t, map[string]string{
		"mobile.md": workshop["mobile.md"], "meetings.md": workshop["meetings.md"],
		"queues.md": "# Queues\n\n## Now\n\nWe moved from ActiveMQ to Pulsar.\n", "old.md": "# Old things\n\n## Pipes\n\nPulsar is deprecated.\n",
	})
	if a := mustAsk(t, b, "ActiveMQ or Pulsar?"); a.Recommendation != nil {
		t.Errorf("picks %s: %s", a.Recommendation.Option, a.Text)
	}
}

// TestPracticeNamesItsPage: a recommendation that rests on what a page says names that, unless its title is no title.
func TestPracticeNamesItsPage(t *testing.T) {
	for title, want := range map[string]string{"Queues": "practice (Queues)", "Queues that we had, and those that we may have some time later": "practice"} {
		b := openFolder(t, map[string]string{
			"mobile.md": workshop["mobile.md"], "meetings.md": workshop["meetings.md"],
			"queues.md": "# " + title + "\n\n## Now\n\nWe moved from ActiveMQ to Pulsar.\n",
		})
		if a := mustAsk(t, b, "ActiveMQ or Pulsar?"); a.Recommendation == nil || a.Recommendation.Because[0] != want {
			t.Errorf("%.20s: %+v, %s", title, a.Recommendation, a.Text)
		}
	}
}

// TestTwoThingsApart: of two things that are set apart each is told.
func TestTwoThingsApart(t *testing.T) {
	long, short := "looks at the whole of a design", "looks at one page"
	expect(t, openFolder(t, workshop), []expectation{
		{"long review vs short review?", bot.Facts, "", []string{long, short}},
		{"what's the difference between a long review and a short review", bot.Facts, "", []string{long, short}},
		{"short review or long review, what's the difference?", bot.Facts, "", []string{long, short}},
		{"how does a long review differ from a short review?", bot.Facts, "", []string{long, short}},
		{"difference between @channel and @here", bot.Facts, "", []string{"wakes everybody", "at their desks"}},
	})
}

// TestSecondHalfOfAQuestion: what a second half points at stands in the first.
func TestSecondHalfOfAQuestion(t *testing.T) {
	expect(t, openFolder(t, workshop), []expectation{
		{"who leads the practice and how often does it meet?", bot.Facts, "", []string{"Ada Byron", "every second week"}},
		{"the practice: who leads it, and how often does it meet?", bot.Facts, "", []string{"Ada Byron", "every second week"}},
	})
}
