package bot_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stackpick/stackpick/bot"
	"github.com/stackpick/stackpick/knowledge"
)

const handbook = `# Crew handbook

| Doc | Overview |
|--|--|
| [Deckhand guide](guide.md) | Why we abandoned paper charts |

## Crews

Every sailor belongs to a crew.

- Harbour Crew
  - Crew captain: Ada Lind
  - Radio: channel 12
- Ocean Crew
  - Crew captain: Bo Falk
  - Radio: channel 16

Crews gather for the muster every second Thursday. Muster takes 40 minutes.

## Watch bell

A 9bells crew never sleeps. The watch bell is rung by hand, and it tells the crew that the watch changes. Nobody rings it
for fun.

## Night watch

We keep a night watch of two sailors. One alone falls asleep, and nobody notices until dawn.

## Signals

These flags are what we hoist on the mast:

- **Amber:** A storm is near, and nobody leaves the quay.
- **Teal:** The water is calm.

## Starting the pump

To start the bilge pump:

` + "```sh" + `
pumpctl start --bilge
` + "```" + `

To stop the bilge pump:

- Close the valve.
- Pull the red lever.
`

const guide = `# Deckhand guide

## Paper charts

We abandoned paper charts because they were out of date within a season.
`

// TestReadsAHandbook asks what only the surroundings of a sentence answer: the item that it stands under, the line that
// leads to it, its heading, or the command below it.
func TestReadsAHandbook(t *testing.T) {
	folder := t.TempDir()
	for name, text := range map[string]string{"handbook.md": handbook, "guide.md": guide} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	b := openBot(t, knowledge.Source{Paths: []string{folder}})
	for _, c := range []telling{
		{"who is the captain of the ocean crew?", "Bo Falk", "Ada Lind"},
		{"who captains the harbour crew", "Ada Lind", "Bo Falk"},
		{"how often is the muster?", "every second Thursday", ""},
		{"how long does the muster take?", "40 minutes", ""},
		{"what does amber mean on the mast?", "A storm is near", ""},
		{"how do I start the bilge pump", "pumpctl start --bilge", "lever"},
		{"how do i stop the bilge pump?", "Pull the red lever", "pumpctl"},
		{"what's the watch bell", "tells the crew that the watch changes", "dawn"},
		{"why do we keep a night watch of two sailors?", "One alone falls asleep", ""},
		{"how many sailors keep the night watch?", "of two sailors", "9bells"},
		{"why did we abandon paper charts?", "out of date within a season", "Overview"},
	} {
		mustTell(t, b, c)
	}
	for _, question := range []string{
		"who is the captain of the river crew?", "how do I start the diesel pump", "what does magenta mean on the mast?",
		"how long does the regatta take?", "what's the dress code for the muster?", "who is the head of catering?", "how long does a crew stay?", "why did we abandon paper tickets?",
	} {
		if a := mustAsk(t, b, question); a.Outcome != bot.NotCovered {
			t.Errorf("%q: %s, want a refusal: %s", question, a.Outcome, a.Text)
		}
	}
}

// TestNobodyWeighsWhateverAHandbookNames asks a handbook that is on many technologies for one thing that it says: that
// is no choice between the technologies.
func TestNobodyWeighsWhateverAHandbookNames(t *testing.T) {
	b := openBot(t, knowledge.Source{Paths: []string{filepath.Join("testdata", "real", "artsy-readme")}})
	for question, says := range map[string]string{
		"how should paginated lists be modelled in graphql?": "connections",
		"what monitoring tool do we use for the clusters?":   "Datadog",
	} {
		if a := mustAsk(t, b, question); a.Outcome != bot.Facts || !strings.Contains(a.Text, says) {
			t.Errorf("%q: %s, want %s: %s", question, a.Outcome, says, a.Text)
		}
	}
	for _, question := range []string{"compare the badge and the banner", "how long does Redis keep a key?"} {
		if a := mustAsk(t, b, question); a.Outcome != bot.NotCovered {
			t.Errorf("%q: %s, want a refusal: %s", question, a.Outcome, a.Text)
		}
	}
}

// TestExamplesOfRealFoldersHaveAnswers shows that what is suggested there can be asked, and that a refusal names what
// the folder holds.
func TestExamplesOfRealFoldersHaveAnswers(t *testing.T) {
	for _, folder := range []string{"adr-govuk-aws", "adr-madr", "artsy-readme"} {
		b := openBot(t, knowledge.Source{Paths: []string{filepath.Join("testdata", "real", folder)}})
		for _, question := range b.Examples() {
			if a := mustAsk(t, b, question); a.Outcome == bot.NotCovered || a.Outcome == bot.Clarify || a.Outcome == bot.Help {
				t.Errorf("%s: %q: %s: %s", folder, question, a.Outcome, a.Text)
			}
		}
		a := mustAsk(t, b, "Elixir or Haskell for a chess engine?")
		if a.Outcome != bot.NotCovered || !strings.Contains(a.Text, " documents, such as ") || len(a.Text) > 600 {
			t.Errorf("%s: %s: %s", folder, a.Outcome, a.Text)
		}
	}
}

// TestExplainsFromAGlossary: what a thing is stands under its name, however many sections speak of it.
func TestExplainsFromAGlossary(t *testing.T) {
	files := map[string]string{
		"glossary.md": "# Glossary\n\n## Buoy\n\nA mark that floats and shows where the deep water ends, whatever the weather is like and whoever looks for it.\n\n## Lamplighter (crew)\n\nSomeone who sees to it that each of the marks at the mouth of the river shines at night, all through the year and in any weather.\n",
	}
	for i := range 20 {
		files[fmt.Sprintf("bay%02d.md", i)] = fmt.Sprintf("# Lamplighters of bay %d\n\n## Lamplighter rota\n\nAll lamplighters are paid by the bay.\n", i)
	}
	b := openFolder(t, files)
	for _, question := range []string{"what is a lamplighter?", "what's a lamplighter"} {
		if a := mustAsk(t, b, question); !strings.Contains(a.Text, "Someone who sees to it that each of the marks") {
			t.Errorf("%q: %q", question, a.Text)
		}
	}
}

// TestAsksForANumberOfAKind: a sentence without one does not answer, however near its words are.
func TestAsksForANumberOfAKind(t *testing.T) {
	b := openFolder(t, map[string]string{
		"engines.md":            "# Engines\n\n## Python\n\nThe Python version of each engine stands on its plate. We support Python 3.11 and 3.12 on all engines. Old Python versions are left behind.\n",
		"boilers.md":            "# Boilers\n\n## Kettle\n\nThe Kettle keeps 3 fires in memory. Its disk spins twice. The Kettle needs 512 MB of disk.\n",
		"tools.md":              "# Tools\n\n## Kafka\n\nKafka carries orders.\n\n## RabbitMQ\n\nRabbitMQ carries mail.\n\n## Redis\n\nRedis keeps carts.\n\n## PostgreSQL\n\nPostgreSQL keeps books.\n\n## MongoDB\n\nMongoDB keeps notes.\n\n## Terraform\n\nTerraform builds.\n\n## Docker\n\nDocker packs.\n\n## Jenkins\n\nJenkins tests.\n\n## Grafana\n\nGrafana shows.\n",
		"0001-write-scripts.md": "# 1. Write scripts in Python\n\n## Status\n\nAccepted\n\n## Context\n\nShell scripts rot.\n\n## Decision\n\nWe will write scripts in Python.\n",
	})
	for question, want := range map[string]string{
		"which Python versions do we support?":     "We support Python 3.11 and 3.12",
		"how much disk does the Kettle need?":      "512 MB of disk",
		"how much memory does the Kettle need?":    "",
		"which version of Kettle do we use?":       "",
		"which decisions are superseded?":          "",
		"what did we decide about scripts?":        "We will write scripts in Python.",
		"how do I set up the Python of an engine?": "",
	} {
		a := mustAsk(t, b, question)
		if (a.Outcome == bot.NotCovered) != (want == "") || !strings.Contains(a.Text, want) {
			t.Errorf("%q: %s, want %q: %s", question, a.Outcome, want, a.Text)
		}
	}
}

// TestWhatAShortNameStandsFor: a heading answers for its long name and its short one, and what the knowledge never names
// is not explained by what is like it.
func TestWhatAShortNameStandsFor(t *testing.T) {
	b := openFolder(t, map[string]string{
		"recovery.md": "# Disaster recovery\n\nEach service has a plan.\n\n## Recovery Time Objective (RTO)\n\nHow long a service may be away after a flood. Ours is four hours.\n\n## Backups\n\nThe Recovery Point Objective (RPO) says how much may be lost.\n\n## Contacts\n\nAsk the site reliability engineering (SRE) team.\n",
		"bell.md":     "# FOTB\n\nFOTB is a rank. FOTB is given in May. FOTB must be earned.\n\n## Names\n\nWho rings the bell is a Friend of the Bell (FOTB).\n",
		"tools.md":    "# Tools\n\nmill is our version manager.\n",
		"deploy.md":   "# Deploying\n\nDeploy with the pipeline. Every deploy needs a review.\n",
	})
	expect(t, b, []expectation{
		{"what does RTO mean?", bot.Facts, "", []string{"How long a service may be away"}},
		{"what is the recovery time objective?", bot.Facts, "", []string{"How long a service may be away"}},
		{"what does RPO stand for?", bot.Facts, "", []string{"Recovery Point Objective"}},
		{"what does FOTB stand for again, and who rings it?", bot.Facts, "", []string{"a Friend of the Bell"}},
		{"which version manager do we use?", bot.Facts, "", []string{"Mill is our version manager"}},
		{"what is SLA?", bot.NotCovered, "", []string{"SLA"}},
	})
}

// What a page is about may stand in the names of its folders alone.
func TestAFolderTellsWhatItsPagesAreAbout(t *testing.T) {
	b := openFolder(t, map[string]string{
		"languages/python/checks.md": "# Linters and Checkers\n\nWe recommend flake8 as a linter and black for formatting.\n",
		"languages/ruby/setup.md":    "# Installation\n\nInstall it with a version manager.\n",
		"on-call.md":                 "# On call\n\nWho is on call answers a page within five minutes.\n",
	})
	expect(t, b, []expectation{
		{"python linter?", bot.Facts, "", []string{"flake8 as a linter"}},
		{"ruby linter?", bot.NotCovered, "", nil},
	})
}

// A question that a page puts is no answer to anybody; what follows it is.
func TestQuestionsAreNotTold(t *testing.T) {
	b := openFolder(t, map[string]string{
		"crates.md": "# Crates\n\nHow heavy may a crate of lamp oil be? Two people must be able to lift it.\n\nWho paints the crates of the depot? Does the harbour master know?\n",
		"ships.md":  "# Ships\n\nShips land at dawn.\n\n## Tides\n\nHigh water is written on the board.\n",
	})
	for question, want := range map[string]string{
		"how heavy may a crate of lamp oil be?": "Two people must be able to lift it.",
		"who paints the crates of the depot?":   "does not",
	} {
		if text := mustAsk(t, b, question).Text; !strings.Contains(text, want) || strings.Contains(text, "? [") {
			t.Errorf("%q: %s", question, text)
		}
	}
}
