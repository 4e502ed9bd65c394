package bot_test

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/knowledge"
)

// standards are pages of a handbook that is on many technologies.
var standards = map[string]string{
	"docker.md": `# Docker standard

Docker images come from our own registry. The workflow that builds them runs every night, and a failed workflow is
mended before lunch.

## Case study: the Tills team

### Planning the move

The Tills team moved its Docker images in the spring.

### After the move

Start-up took half as long. The picture shows the new images of the Tills team:

![images](images.png)
`,
	"terraform.md": `# Terraform standard

Terraform describes every network that we run.

Pulumi or Terraform may describe a bucket.

## Reviewing a plan

A Workflow posts each Terraform plan to the pull request. The workflow can be started by hand. You may skip the plan
only where no resource changes.

## Providers

Providers of the following kinds are welcome in every repository:

- Stable
- Pinned

## Modules

A module that is tagged can be found on the wiki. Modules are listed there by name.

A module must be tagged before a plan uses it.

## Dependencies of a module

What nobody maintains breaks, as it did in May. Never add a dependency that nobody maintains.
`,
	"redis.md": `# Redis standard

The use of Redis is fading as sessions move into cookies. Redis holds sessions, never orders. A faster Redis node wants twice the memory, and 9 of them fill a rack. A Redis node that restarts may forget a session, which is why nobody relies on it.
`,
	"postgresql.md": `# PostgreSQL standard

PostgreSQL holds orders and invoices. Each team owns one PostgreSQL database.

## Passwords

When you rotate a password, change it in one place. A password that is shared must be kept in the vault.
`,
	"kafka.md": `# Kafka standard

Kafka carries events between shops. A Kafka topic has one owner, and keeps what was introduced to it for 7 days.

## Watching a cluster

Watching a cluster is a way to notice trouble early. We recommend Grafana for watching a cluster.

## Cost of a cluster

A cheap cluster is a shared one: choose the shared cluster for its low cost.
`,
	"python.md": `# Python standard

Python runs the reports. New reports are written in Python 3. The Harbour Pay team reads them.

## Removing a report

Take these steps to remove a report:

1. Tell the readers of it.
2. Stop its schedule.
3. Drop the report from the list of all reports.

## The list

We keep a list of all reports because nobody remembers them. A list of all reports is printed in May.

## Mistakes

To roll back a deployment of reports, start the one before. Deployments of reports are announced at noon.

## Risks

A report nobody reads costs a night of work.

## Further reading

- How to Remove a Report Without Tears
- Who Prints Reports at Dawn

## Why

Why: a report that stops halfway is worse than none.
`,
}

// openStandards opens a bot on the pages of standards.
func openStandards(t *testing.T) *bot.Bot {
	t.Helper()
	folder := t.TempDir()
	for name, text := range standards {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return openBot(t, knowledge.Source{Paths: []string{folder}})
}

// TestAnswersFromStandards asks what a handbook on many technologies says, and what it nearly says.
func TestAnswersFromStandards(t *testing.T) {
	b := openStandards(t)
	for _, c := range []telling{
		{"when may a plan be skipped in a workflow?", "no resource changes", ""},
		{"is it required that a module is tagged?", "A module must be tagged before a plan uses it. [1] A module that", ""},
		{"may we add a dependency that nobody maintains?", "Never add a dependency that nobody maintains. [1] What nobody maintains breaks", ""},
		{"what do we use for watching a cluster?", "We recommend Grafana for watching a cluster. [1] Watching", ""},
		{"how do I drop a report from the list?", "Take these steps to remove a report: Tell the readers of it. [1] Stop its schedule. [1] Drop", "Tears"},
		{"how do we roll back a deployment?", "start the one before", ""},
		{"why do we keep a list of all reports?", "We keep a list of all reports because", ""},
		{"what are the risks of a report?", "A report nobody reads costs", "Tears"},
		{"Terraform vs Pulumi", "may describe a bucket", ""},
		{"are we still using Redis?", "fading", ""},
		{"what do the new images of the Tills team show?", "", "picture"},
		{"are pinned providers welcome?", "are welcome in every repository: Pinned", ""},
	} {
		a := mustTell(t, b, c)
		for _, next := range a.FollowUps {
			if strings.Contains(next, "Planning") {
				t.Errorf("%q: a part of one case is taken for a company: %q", c.question, next)
			}
		}
	}
	for _, question := range []string{
		"how much does Redis cost per month?",
		"how do we back up Redis?",
		"is Redis faster than Kafka?",
		"who chose Redis for sessions?",
		"how do we move sessions from Redis to Memcached?",
		"how many sessions does a shop hold?",
		"who prints a report at dawn?",
		"when was Kafka introduced?",
		"how do I rotate the password of a printer?",
		"why did we stop using Jenkins?",
		"what is the retry limit of the Harbour Pay team?",
	} {
		if a := mustAsk(t, b, question); a.Outcome != bot.NotCovered {
			t.Errorf("%q: %s, want a refusal: %s", question, a.Outcome, a.Text)
		}
	}
}

// TestARefusalNamesWhatIsNear: a refusal suggests the documents and sections that have most of what was asked, where there are
// any, in questions that are answered.
func TestARefusalNamesWhatIsNear(t *testing.T) {
	b := openFolder(t, standards)
	a := mustAsk(t, b, "which port does the Docker registry use?")
	if a.Outcome != bot.NotCovered || !strings.Contains(a.Text, "nearest to it: Docker standard") || len(a.FollowUps) != 1 || !strings.Contains(a.FollowUps[0], "Docker standard") {
		t.Errorf("%s, with %q: %s", a.Outcome, a.FollowUps, a.Text)
	}
	a = mustAsk(t, b, "which scripts may be written by the accountants of Kafka?")
	if a.Outcome != bot.NotCovered || !strings.Contains(a.Text, "Missing: scripts: the knowledge says nothing about it.") {
		t.Errorf("%s: %s", a.Outcome, a.Text)
	}
	artsy := openBot(t, knowledge.Source{Paths: []string{filepath.Join("testdata", "real", "artsy-readme")}})
	a = mustAsk(t, artsy, "how large is a knowledge share meeting?")
	if want := "nearest to it: Knowledge Share, Events and “Signal Boost The Topics” in The Practice Playbook."; a.Outcome != bot.NotCovered || !strings.Contains(a.Text, want) {
		t.Errorf("%s: %s, want %s", a.Outcome, a.Text, want)
	}
	for _, next := range a.FollowUps {
		if told := mustAsk(t, artsy, next); told.Outcome != bot.Facts {
			t.Errorf("%q is suggested, and is %s", next, told.Outcome)
		}
	}
	diary := openFolder(t, map[string]string{
		"outage.md": "# Diary of the outage\n\n## 11:31\n\nThe Docker registry stops.\n\n## 12:05\n\nIt runs.\n",
		"garden.md": "# The garden\n\n## Beds\n\nRoses grow in it.\n\n## Paths\n\nThey are of gravel.\n",
		"house.md":  "# The house\n\n## Rooms\n\nThere are nine.\n\n## Roof\n\nIt is of slate.\n",
	})
	if a := mustAsk(t, diary, "which port does the Docker registry use?"); !strings.Contains(a.Text, "nearest to it: Diary of the outage.") {
		t.Errorf("a time is no name of a section: %s", a.Text)
	}
	if a := mustAsk(t, b, "when does the canteen open?"); a.Outcome != bot.NotCovered || strings.Contains(a.Text, "nearest") {
		t.Errorf("%s: %s", a.Outcome, a.Text)
	}
}

// TestANodeOfACluster: where much is spoken of, "a node" is one of many and not the technology of that name.
func TestANodeOfACluster(t *testing.T) {
	files := maps.Clone(standards)
	files["node.md"] = "# Node.js standard\n\nNode.js serves our small sites. Node.js is fast.\n"
	files["stores.md"] = "# Stores\n\n## Outages\n\nWhen a node is down, its neighbours keep the writes for it.\n"
	b := openFolder(t, files)
	for question, want := range map[string]string{"what happens when a node is down?": "its neighbours keep the writes for it", "is node fast?": "Node.js is fast"} {
		if a := mustAsk(t, b, question); a.Outcome != bot.Facts || !strings.Contains(a.Text, want) {
			t.Errorf("%q: %s: %s", question, a.Outcome, a.Text)
		}
	}
}

// TestSidesOfAPage: the drawbacks of a page's subject stand under a heading of their own, which need not say "drawback".
func TestSidesOfAPage(t *testing.T) {
	files := maps.Clone(standards)
	files["canaries.md"] = "# Canary releases\n\nA canary takes a tenth of the traffic.\n\n## Caveats\n\n- Two versions answer at the same time, so both must understand the data.\n- A small shop sees too little traffic to judge a canary.\n"
	files["kiosks.md"] = "# Kiosks\n\n## Risks\n\nA kiosk may be stolen.\n"
	files["huts.md"] = "# Huts\n\n## Option 2: tin kiosks\n\n**Benefits:**\n\n- Cheap\n- Light\n\n**Drawbacks:**\n\n- Rust at the sea\n- Noise in hail\n\n**Best for:** Dry places with little hail.\n"
	b := openFolder(t, files)
	a := mustAsk(t, b, "what are the drawbacks of canary releases?")
	if a.Outcome != bot.Facts || !strings.Contains(a.Text, "both must understand the data") || !strings.Contains(a.Text, "too little traffic") || strings.Contains(a.Text, "kiosk") {
		t.Errorf("%s: %s", a.Outcome, a.Text)
	}
	if a := mustAsk(t, b, "downsides of tin kiosks"); a.Outcome != bot.Facts || !strings.Contains(a.Text, "Drawbacks: Rust") || !strings.Contains(a.Text, "Noise in hail") ||
		strings.Contains(a.Text, "Cheap") || strings.Contains(a.Text, "Best for") {
		t.Errorf("%s: %s", a.Outcome, a.Text)
	}
	if a := mustAsk(t, b, "what are the drawbacks of submarines?"); a.Outcome != bot.NotCovered {
		t.Errorf("%s: %s", a.Outcome, a.Text)
	}
}

// kilns are pages whose answers take more than one sentence.
var kilns = map[string]string{
	"kilns.md": `# Kilns

## Firing

We fire a kiln on Mondays. It keeps the smoke away from the school. The fire brigade is told.

## Glazes

A glaze that may be used in a kiln has a number. For a new kiln these glazes may be used:

- Ash
- Celadon
- Iron
- Salt
- Shino
- Tin

## Shelves

A kiln shelf is washed with alumina before a firing. The shelves of Section 4 are ours.

## Labels

Labels of a kiln plate include:

- Version of the Docker image
- Name

## Doors

Handles of doors are never painted black.

## Handles

Do not paint handles black.
`,
	"caches.md":  "# Caches\n\n## Amazon ElastiCache tokens\n\nYou must be on Redis 5 to rotate the token of Amazon ElastiCache.\n",
	"hooks.md":   "# Hooks\n\n## Reading\n\nWhy we use hooks is told elsewhere (see the book of hooks).\n\n## Hanging\n\nWe use hooks so that jugs do not fall.\n",
	"hiring.md":  "# Hiring\n\nHiring a potter takes these stages:\n\n- A letter\n- A talk\n- A day at the wheel\n- A trial month\n- A party\n\nHiring a potter wants 2-3 references:\n\n## Where\n\nAt the mill.\n\n## When\n\nIn May.\n",
	"posts.md":   "# Posts\n\nPosts hold shelves apart. There are two kinds of post:\n\n## Tall\n\nFor jugs.\n\n## Low\n\nFor tiles.\n\n## Where to buy posts\n\nAt the mill.\n",
	"hoods.md":   "# Hoods\n\nWe fire a kiln on Mondays.\n",
	"testing.md": "# Doubles and fakes in tests\n\n## Fakes\n\n### Downsides\n\nA fake takes long to write.\n\n## Doubles\n\n### Downsides\n\nA double is tied to what it stands for.\n",
}

// TestTellsEnoughOfAPage: what goes on in a paragraph, a whole list, the nearest of sections that are headed alike; and
// nothing twice.
func TestTellsEnoughOfAPage(t *testing.T) {
	files := maps.Clone(standards)
	maps.Copy(files, kilns)
	b := openFolder(t, files)
	for _, c := range []telling{
		{"do we fire a kiln on Mondays?", "It keeps the smoke away from the school.", ""},
		{"which glazes may be used in a new kiln?", "Ash. [1] Celadon. [1] Iron. [1] Salt. [1] Shino. [1] Tin.", ""},
		{"what are the downsides of doubles?", "tied to what it stands for", "takes long"},
		{"should I scrub a kiln shelf with alumina before a firing?", "A kiln shelf is washed with alumina", ""},
		{"what are the kinds of post?", "There are two kinds of post: Tall, Low.", "Where"},
		{"do posts hold shelves apart?", "There are two kinds of post: Tall, Low.", ""},
		{"how do I rotate the Redis token?", "You must be on Redis 5", ""},
		{"why do we use hooks?", "so that jugs do not fall", "the book of hooks"},
		{"how does hiring a potter go?", "A trial month. [1] A party.", "Where"},
		{"may handles of doors be painted black?", "Handles of doors are never painted black.", ""},
	} {
		a := mustTell(t, b, c)
		said := map[string]bool{}
		for _, s := range a.Statements {
			if said[s.Text] || strings.HasSuffix(s.Text, ":.") {
				t.Errorf("%q: said twice, or cut off: %q", c.question, s.Text)
			}
			said[s.Text] = true
		}
	}
	for _, question := range []string{
		"should I scrub a shelf with vinegar?",
		"how many shelves does a kiln hold?",
		"which version of Docker do we run in a kiln?",
	} {
		if a := mustAsk(t, b, question); a.Outcome != bot.NotCovered {
			t.Errorf("%q: %s, want a refusal: %s", question, a.Outcome, a.Text)
		}
	}
}

// TestWhatIsFarIsRefused: a question that shares a word or two with a page, and not what it asks for, is not answered from it.
func TestWhatIsFarIsRefused(t *testing.T) {
	files := maps.Clone(standards)
	files["tools.md"] = "# Tools\n\nWe use a tool for testing, the plumb line. A tool is oiled in spring. Our standard is painted on its case.\n"
	files["headers.md"] = "# Headers\n\nA content policy is set on the server side. The policy of a header is short.\n"
	b := openFolder(t, files)
	for _, question := range []string{"can I bring my dog to the registry?", "do we have a book club for orders?", "what's our policy on side projects?",
		"which header testing tool do we use", "Vue or Angular, what's our standard?"} {
		if a := mustAsk(t, b, question); a.Outcome != bot.NotCovered {
			t.Errorf("%q: %s, want a refusal: %s", question, a.Outcome, a.Text)
		}
	}
	if a := mustAsk(t, b, "is the policy set on the server side?"); a.Outcome != bot.Facts {
		t.Errorf("%s: %s", a.Outcome, a.Text)
	}
}
