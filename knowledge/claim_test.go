package knowledge_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stackpick/stackpick/knowledge"
)

func TestOptionsThatADocumentJudges(t *testing.T) {
	tests := map[string]struct {
		text string
		want []string
	}{
		"front matter names them": {
			"---\noptions: [postgres, mysql]\n---\n# Redis or Memcached\n\n## Kafka\n\nKafka and Kafka.",
			[]string{"PostgreSQL", "MySQL"},
		},
		"front matter names what no vocabulary knows": {
			"---\noptions: [Zorble Kit, Postgres]\n---\n# Notes\n\nText.",
			[]string{"Zorble Kit", "PostgreSQL"},
		},
		"front matter names one in two ways": {
			"---\noptions: [postgres, PostgreSQL, Postgres]\n---\n# Notes\n\nText.",
			[]string{"PostgreSQL"},
		},
		"else the title": {
			"# Kafka or RabbitMQ for our events?\n\n## Redis\n\nRedis and Redis.",
			[]string{"Kafka", "RabbitMQ"},
		},
		"a title in front matter": {
			"---\ntitle: From MySQL to Postgres\n---\n# Notes\n\nText.",
			[]string{"MySQL", "PostgreSQL"},
		},
		"a title with everyday words that name languages": {
			"# Go vs. Rust\n\nText.",
			[]string{"Go", "Rust"},
		},
		"a title with the same everyday words": {
			"# Swift answers go a long way\n\n## Our Postgres\n\nText.",
			[]string{"PostgreSQL"},
		},
		"else the headings": {
			"# What we learnt\n\n## A year of Vue\n\nText.\n\n## What came next\n\n### The React years\n\nSvelte and Svelte.",
			[]string{"Vue.js", "React"},
		},
		"else what the text names more than once": {
			"# What we learnt\n\nWe tried Vue. It beat React.\n\n## Later\n\nVue stayed.",
			[]string{"Vue.js"},
		},
		"addresses name nothing": {
			"# What we learnt\n\nSee https://github.com/a/b and <https://github.com/a/c>.\n\n## Later\n\nWe keep Vue, and Vue it stays.",
			[]string{"Vue.js"},
		},
		"tools stand for no option": {
			"# On npm\n\nText on npm, and npm.",
			nil,
		},
		"a document on none": {
			"# Our values\n\nWe value cakes.",
			nil,
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, openText(t, "notes.md", tt.text).Documents[0].Options); diff != "" {
				t.Errorf("options (-want +got):\n%s", diff)
			}
		})
	}
}

// claimLines writes all claims of a text, a line each: sentence | stands | concepts.
func claimLines(t *testing.T, text string) string {
	t.Helper()
	var lines strings.Builder
	for _, p := range openText(t, "notes.md", text).Passages() {
		for _, c := range p.Claims {
			fmt.Fprintf(&lines, "%s | %s | %s\n", c.Text, stands(c), strings.Join(c.Concepts, ", "))
		}
	}
	return lines.String()
}

func TestWhatSentencesAreAbout(t *testing.T) {
	tests := map[string]struct{ text, want string }{
		"a sentence without an option speaks of what the one before did": {
			"# Kafka or RabbitMQ\n\n## Notes\n\nKafka is fast. It has no bugs.\n\nRabbitMQ is cheap. The console is slow.\n\nIt lags.",
			`Kafka is fast. | Kafka for | Performance
It has no bugs. | Kafka for | Reliability
RabbitMQ is cheap. | RabbitMQ for | Cost-efficiency
The console is slow. | RabbitMQ against | Performance
It lags. | RabbitMQ against | Performance
`,
		},
		"the first speaks of what its heading names": {
			"# Kafka or RabbitMQ\n\n## Living with Kafka\n\nIt is cheap.\n\n### At night\n\nIt is slow.\n\n## Living with both\n\nIt is slow.",
			`It is cheap. | Kafka for | Cost-efficiency
It is slow. | Kafka against | Performance
It is slow. |  | Performance
`,
		},
		"a heading that names two": {
			"# Kafka or RabbitMQ\n\n## Kafka and RabbitMQ\n\nThey are slow.",
			"They are slow. | Kafka against, RabbitMQ against | Performance\n",
		},
		"a comparison goes on for both": {
			"# Kafka or RabbitMQ\n\n## Notes\n\nKafka is faster than RabbitMQ. They are cheap.",
			`Kafka is faster than RabbitMQ. | Kafka for, RabbitMQ against | Performance
They are cheap. | Kafka for, RabbitMQ for | Cost-efficiency
`,
		},
		"both": {
			"# Kafka or RabbitMQ\n\n## Notes\n\nKafka is fast. Both are cheap. Both come from elsewhere.",
			`Kafka is fast. | Kafka for | Performance
Both are cheap. | Kafka for, RabbitMQ for | Cost-efficiency
Both come from elsewhere. | Kafka neutral, RabbitMQ neutral | 
`,
		},
		"a language stands for the only framework of it": {
			"---\noptions: [Laravel, Spring Boot]\n---\n# Notes\n\nPHP is fast. Java is slow. PHP is cheaper than Java.",
			`PHP is fast. | Laravel for | Performance
Java is slow. | Spring Boot against | Performance
PHP is cheaper than Java. | Laravel for, Spring Boot against | Cost-efficiency
`,
		},
		"a language of two frameworks stands for none": {
			"---\noptions: [Django, Pyramid, Laravel]\n---\n# Notes\n\nPython is slow. PHP is fast.",
			`Python is slow. |  | Performance
PHP is fast. | Laravel for | Performance
`,
		},
		"a language that is judged itself stands for itself": {
			"---\noptions: [Python, Django]\n---\n# Notes\n\nPython is slow. Django is fast.",
			`Python is slow. | Python against | Performance
Django is fast. | Django for | Performance
`,
		},
		"a tool speaks for what it belongs to": {
			"# Node.js or Django\n\n## Notes\n\nWe find npm slow.",
			"We find npm slow. | Node.js against | Performance\n",
		},
		"an option that the document does not judge": {
			"# Kafka or RabbitMQ\n\n## Notes\n\nRedis is fast. Kafka is cheaper than Redis.",
			`Redis is fast. |  | Performance
Kafka is cheaper than Redis. | Kafka for | Cost-efficiency
`,
		},
		"a document that judges none speaks of all it names": {
			"# Notes\n\nRedis is fast. MySQL is slow.",
			`Redis is fast. | Redis for | Performance
MySQL is slow. | MySQL against | Performance
`,
		},
		"an option of front matter that no vocabulary knows": {
			"---\noptions: [Zorble Kit, Postgres]\n---\n# Notes\n\nThe zorble kit is fast. Postgres is slower than Zorble Kit.",
			`The zorble kit is fast. | Zorble Kit for | Performance
Postgres is slower than Zorble Kit. | PostgreSQL against, Zorble Kit for | Performance
`,
		},
		"languages that are everyday words": {
			"# Go vs. Rust\n\n## Notes\n\nWe find Go fast. Old iron may rust. In our eyes, Rust is slower than Go.",
			`We find Go fast. | Go for | Performance
Old iron may rust. | Go neutral | 
In our eyes, Rust is slower than Go. | Rust against, Go for | Performance
`,
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, claimLines(t, tt.text)); diff != "" {
				t.Errorf("claims (-want +got):\n%s", diff)
			}
		})
	}
}

func TestHeadingsThatPraiseOrBlame(t *testing.T) {
	tests := map[string]string{ // what "Replication came late." below it says
		"Why choose MySQL?":          "MySQL for",
		"Reasons to use MySQL":       "MySQL for",
		"Advantages of MySQL":        "MySQL for",
		"MySQL: the pros":            "MySQL for",
		"The benefits of MySQL":      "MySQL for",
		"Where MySQL is good":        "MySQL for",
		"Drawbacks of MySQL":         "MySQL against",
		"Reasons not to use MySQL":   "MySQL against",
		"Reasons against MySQL":      "MySQL against",
		"MySQL: cons":                "MySQL against",
		"The limitations of MySQL":   "MySQL against",
		"MySQL's weaknesses":         "MySQL against",
		"Disadvantages of MySQL":     "MySQL against",
		"MySQL in our house":         "MySQL neutral",
		"Prospects of MySQL":         "MySQL neutral",
		"The consequences for MySQL": "MySQL neutral",
	}
	for heading, want := range tests {
		t.Run(heading, func(t *testing.T) {
			text := "# Postgres or MySQL\n\n## " + heading + "\n\nReplication came late."
			if got := stands(claimsIn(t, text)["Replication came late."]); got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

func TestHeadingOfDrawbacksOutweighsTheWords(t *testing.T) {
	want := `It is fast. | MySQL against | Performance
For Postgres, that came early. | PostgreSQL against | 
Choose Postgres for fintech. | PostgreSQL for | Fintech
`
	got := claimLines(t, "# Postgres or MySQL\n\n## Drawbacks of MySQL\n\nIt is fast. For Postgres, that came early. Choose Postgres for fintech.")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("claims (-want +got):\n%s", diff)
	}
}

func TestConceptsOfClaims(t *testing.T) {
	tests := map[string]struct {
		heading, sentence string
		own, all          string
	}{
		"its own words":                         {"Notes", "MySQL has a large community.", "Community and ecosystem", "Community and ecosystem"},
		"its heading's":                         {"Security", "MySQL was made in 1995.", "", "Security"},
		"its own come first":                    {"Security", "MySQL has a large community.", "Community and ecosystem", "Community and ecosystem, Security"},
		"none twice":                            {"Security", "MySQL takes security seriously.", "Security", "Security"},
		"mere praise names its own":             {"Notes", "MySQL is fast.", "Performance", "Performance"},
		"mere praise under another heading":     {"Security", "MySQL is fast with fixes.", "", "Security"},
		"mere praise under its heading":         {"Performance", "MySQL is fast.", "Performance", "Performance"},
		"mere praise next to another criterion": {"Notes", "MySQL is cheap, and its community is large.", "Community and ecosystem", "Community and ecosystem"},
		"two criteria in a heading":             {"Security and scalability", "MySQL was made in 1995.", "", "Security, Scalability"},
		"a case study's heading gives none":     {"Security {kind=case-study}", "MySQL was made in 1995.", "", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			c, ok := claimsIn(t, "# Postgres or MySQL\n\n## "+tt.heading+"\n\n"+tt.sentence)[tt.sentence]
			if !ok {
				t.Fatal("the sentence is not among the claims")
			}
			if own := strings.Join(c.Concepts[:c.Own], ", "); own != tt.own {
				t.Errorf("own concepts: got %q, want %q", own, tt.own)
			}
			if all := strings.Join(c.Concepts, ", "); all != tt.all {
				t.Errorf("concepts: got %q, want %q", all, tt.all)
			}
		})
	}
}

func TestSignpostsClaimNothing(t *testing.T) {
	signposts := []string{
		"Let's see how fast MySQL is.",
		"Let’s dive into the security of MySQL!",
		"In this article we look at the performance of MySQL.",
		"Read more on the security of MySQL.",
		"Contact us if your MySQL is slow.",
		"Subscribe to our letter on MySQL and security.",
		"Is your MySQL slow? Leave us a message on security.",
		"MySQL has good security, for these reasons:",
	}
	text := "# Postgres or MySQL\n\n## Performance of MySQL\n"
	for _, s := range signposts {
		text += "\n" + s + "\n"
	}
	claims := claimsIn(t, text+"\nMySQL is secure, and that is all to say.")
	if len(claims) < len(signposts)+1 {
		t.Fatalf("only %d claims", len(claims))
	}
	for sentence, c := range claims {
		plain := strings.HasSuffix(sentence, "all to say.") || strings.HasSuffix(sentence, "slow?")
		if empty := len(c.About)+len(c.Concepts)+c.Own == 0 && !c.Verdict; empty == plain {
			t.Errorf("%q says %q on %q", sentence, stands(c), c.Concepts)
		}
	}
}

func TestPassageGathersWhatItsClaimsSay(t *testing.T) {
	lib := openText(t, "notes.md", "# Postgres or MySQL\n\n## Security\n\nMySQL is slow. It scales. Postgres is slow.\n\nRedis is fast.\n\n## Notes\n\nNothing.")
	p, ok := lib.Passage("notes#security")
	if !ok {
		t.Fatalf("no passage notes#security among %v", ids(lib))
	}
	if diff := cmp.Diff([]string{"Security"}, p.Topics); diff != "" {
		t.Errorf("topics (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"MySQL", "PostgreSQL"}, p.Options); diff != "" {
		t.Errorf("options (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"Security", "Scalability"}, p.Concepts); diff != "" {
		t.Errorf("concepts (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"mysql", "slow"}, p.Claims[0].Terms); diff != "" {
		t.Errorf("terms (-want +got):\n%s", diff)
	}
	if _, ok := lib.Passage("notes#nowhere"); ok {
		t.Error("a passage that there is not was found")
	}
	if all := lib.Passages(); len(all) != 2 || len(all[1].Options)+len(all[1].Concepts)+len(all[1].Topics) != 0 {
		t.Errorf("%d passages, the second on %+v", len(all), all[len(all)-1])
	}
}

func TestCodeMakesNoClaims(t *testing.T) {
	got := claimLines(t, "# Postgres or MySQL\n\n## Notes\n\nMySQL is fast.\n\n```\nMySQL is slow.\n```\n")
	if want := "MySQL is fast. | MySQL for | Performance\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestAddressesClaimNothing shows that a web address alone is about nothing, not even in the argument on an option.
func TestAddressesClaimNothing(t *testing.T) {
	const record = "# 1. Use Kafka\n\n## Status\n\nAccepted\n\n## Context\n\nQueues.\n\n## Considered Options\n\n- Kafka\n- NATS\n\n## Decision Outcome\n\nChosen option: \"Kafka\".\n\n" +
		"## Pros and Cons of the Options\n\n### Kafka\n\n<https://kafka.apache.org/>\n\n- Good, because it is fast\n- (https://example.com/kafka)\n"
	var got []string
	for _, p := range openText(t, "0001-use-kafka.md", record).Passages() {
		for _, c := range p.Claims {
			if strings.Contains(c.Text, "://") || c.Listed {
				got = append(got, c.Text)
			}
		}
	}
	if diff := cmp.Diff([]string{"Good, because it is fast"}, got); diff != "" {
		t.Errorf("claims (-want +got):\n%s", diff)
	}
	bare := "# 1. Use Kafka\n\n<https://example.com/1>\n\n## Context\n\n<https://example.com/2>\n\n## Decision\n\n<https://example.com/3>\n\n## Consequences\n\n<https://example.com/4>\n"
	if d := openText(t, "0002-bare.md", bare).Documents; len(d) != 1 {
		t.Errorf("a record of nothing but addresses makes %d documents", len(d))
	}
}

func TestWordsOfATeamMakeClaims(t *testing.T) {
	lib := open(t, folderOf(t, map[string]string{
		"notes.md":        "# Grimoire or Zorble Kit Pro\n\n## Notes\n\nGrimoire is frabjous. Grimoire is uffish.",
		"vocabulary.yaml": teamWords,
	}))
	var got []string
	for _, c := range lib.Passages()[0].Claims {
		got = append(got, stands(knowledge.Claim{About: c.About})+" on "+strings.Join(c.Concepts, ", "))
	}
	if diff := cmp.Diff([]string{"Grimoire for on Flurbing", "Grimoire against on Flurbing"}, got); diff != "" {
		t.Errorf("claims (-want +got):\n%s", diff)
	}
}

// TestATitleMakesNoNames shows that the capitals of a title make no names of everyday words.
func TestATitleMakesNoNames(t *testing.T) {
	for text, want := range map[string]string{
		"How to Clean an Oven Window in Winter":         "",
		"Ask the Oven Window team before you clean it.": "Oven Window",
		"A Guide to Zorbo Window Cleaning":              "Zorbo",
		"Why: it is dirty.":                             "",
	} {
		claims := openText(t, "x.md", "# Ovens\n\n"+text+"\n").Documents[0].Passages[0].Claims
		if got := strings.Join(claims[0].Names, ", "); got != want {
			t.Errorf("%q: names %q, want %q", text, got, want)
		}
	}
}
