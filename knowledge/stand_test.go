package knowledge_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stackpick/stackpick/knowledge"
)

// claimsIn returns the claims of a document by their sentences.
func claimsIn(t *testing.T, text string) map[string]knowledge.Claim {
	t.Helper()
	claims := map[string]knowledge.Claim{}
	for _, p := range openText(t, "notes.md", text).Passages() {
		for _, c := range p.Claims {
			claims[c.Text] = c
		}
	}
	return claims
}

// stands writes what a claim says about whom: "Vue.js for, React against".
func stands(c knowledge.Claim) string {
	var all []string
	for _, s := range c.About {
		all = append(all, fmt.Sprintf("%s %s", s.Option, s.Stance))
	}
	return strings.Join(all, ", ")
}

// A said is a sentence and what is to be read from it.
type said struct{ sentence, stands, concepts string }

// testSentences reads sentences, each a section of its own, in a document on the options.
func testSentences(t *testing.T, options string, verdict bool, tests []said) {
	t.Helper()
	text := "---\noptions: [" + options + "]\n---\n# Notes\n"
	for i, tt := range tests {
		text += fmt.Sprintf("\n## Note %d\n\n%s\n", i, tt.sentence)
	}
	claims := claimsIn(t, text)
	for _, tt := range tests {
		t.Run(tt.sentence, func(t *testing.T) {
			c, ok := claims[tt.sentence]
			if !ok {
				t.Fatal("the sentence is not among the claims")
			}
			if got := stands(c); got != tt.stands {
				t.Errorf("stands: got %q, want %q", got, tt.stands)
			}
			if got := strings.Join(c.Concepts, ", "); got != tt.concepts {
				t.Errorf("concepts: got %q, want %q", got, tt.concepts)
			}
			if c.Verdict != verdict {
				t.Errorf("verdict: got %v", c.Verdict)
			}
			if c.Own != len(c.Concepts) {
				t.Errorf("%d of the concepts %q are its own", c.Own, c.Concepts)
			}
		})
	}
}

func TestSentencesOnOneOption(t *testing.T) {
	testSentences(t, "Vue.js, React", false, []said{
		{"Vue is easy to learn.", "Vue.js for", "Learning curve"},
		{"Vue was released in 2014.", "Vue.js neutral", ""},
		{"Vue lags behind on old phones.", "Vue.js against", "Performance"},
		{"Vue has a bug.", "Vue.js against", "Reliability"},
		{"Vue has fewer bugs.", "Vue.js for", "Reliability"},
		{"Vue has no bugs.", "Vue.js for", "Reliability"},
		{"Vue is not slow.", "Vue.js for", "Performance"},
		{"Vue is never slow.", "Vue.js for", "Performance"},
		{"Vue isn't slow.", "Vue.js for", "Performance"},
		{"Vue isn’t slow.", "Vue.js for", "Performance"},
		{"Vue is not very fast.", "Vue.js against", "Performance"},
		{"Vue isn't fast.", "Vue.js against", "Performance"},
		{"Vue can't be recommended.", "Vue.js against", ""},
		{"Vue is not only fast, but reliable.", "Vue.js for", "Performance"},
		{"Vue doesn't lack anything.", "Vue.js for", ""},
		{"Vue rarely fails.", "Vue.js for", ""},
		{"Vue prevents errors.", "Vue.js for", ""},
		{"With Vue, developers rarely struggle.", "Vue.js for", ""},
		{"Vue has advantages and one drawback.", "Vue.js neutral", ""},
		{"Vue is slow, but it is easy to learn.", "Vue.js for", "Learning curve"},
		{"Vue is easy to learn, but it is slow.", "Vue.js against", "Learning curve"},
		{"Vue is cheap.", "Vue.js for", "Cost-efficiency"},
		{"Vue is pricey.", "Vue.js against", "Cost-efficiency"},
		{"VueJS and React are fast.", "Vue.js for, React for", "Performance"},
		{"Neither React nor Vue is slow.", "React for, Vue.js for", "Performance"},
		{"Both are well documented.", "Vue.js for, React for", "Learning curve"},
		{"Both suffer from churn.", "Vue.js against, React against", ""},
		{"Svelte is fast.", "", "Performance"},
	})
}

func TestSentencesThatCompare(t *testing.T) {
	testSentences(t, "PostgreSQL, MySQL", false, []said{
		{"PostgreSQL is quicker than MySQL.", "PostgreSQL for, MySQL against", ""},
		{"MySQL is slower than Postgres.", "MySQL against, PostgreSQL for", "Performance"},
		{"MySQL is not slower than Postgres.", "MySQL for, PostgreSQL against", "Performance"},
		{"MySQL is less complicated than Postgres.", "MySQL for, PostgreSQL against", ""},
		{"Postgres is harder to learn than MySQL.", "PostgreSQL against, MySQL for", "Learning curve"},
		{"Postgres is fast compared with MySQL.", "PostgreSQL for, MySQL against", "Performance"},
		{"Compared with MySQL, Postgres is slow.", "PostgreSQL against, MySQL for", "Performance"},
		{"Compared to MySQL, Postgres is reliable.", "PostgreSQL for, MySQL against", "Reliability"},
		{"Postgres, compared to MySQL, has a larger community.", "PostgreSQL for, MySQL against", "Community and ecosystem"},
		{"More companies use MySQL than Postgres.", "MySQL for, PostgreSQL against", "Popularity"},
		{"Fewer companies use Postgres than MySQL.", "PostgreSQL against, MySQL for", "Popularity"},
		{"Postgres has more contributors than MySQL.", "PostgreSQL for, MySQL against", "Popularity"},
		{"Postgres has other contributors than MySQL.", "PostgreSQL neutral, MySQL neutral", "Popularity"},
		{"MySQL costs more than Postgres.", "MySQL against, PostgreSQL for", "Cost-efficiency"},
		{"Postgres is more reliable than SQLite.", "PostgreSQL for", "Reliability"},
		{"SQLite is slower than Postgres.", "PostgreSQL for", "Performance"},
		{"MySQL is easy, while Postgres is complicated.", "PostgreSQL against, MySQL for", ""},
		{"MySQL is cheap whereas Postgres is expensive.", "PostgreSQL against, MySQL for", "Cost-efficiency"},
		{"Postgres is slow, but MySQL is fast.", "MySQL for, PostgreSQL against", "Performance"},
		{"MySQL is easy, but Postgres is popular.", "PostgreSQL for, MySQL for", "Popularity"},
	})
}

func TestSentencesThatRecommend(t *testing.T) {
	testSentences(t, "Kubernetes, Kafka", true, []said{
		{"Choose Kubernetes for microservices.", "Kubernetes for", "Microservices"},
		{"Pick Kubernetes for microservices, e-commerce and social networks.", "Kubernetes for", "Microservices, E-commerce, Social network"},
		{"Use Kubernetes or Kafka for microservices.", "Kubernetes for, Kafka for", "Microservices"},
		{"Stick with Kafka for scalable MVP development.", "Kafka for", "MVP"},
		{"If you are a startup, use Kafka.", "Kafka for", "Startup"},
		{"For a small team, choose Kafka.", "Kafka for", "Small team"},
		{"With heavy traffic, go for Kubernetes.", "Kubernetes for", "Scalability"},
		{"Kubernetes is the best choice for microservices.", "Kubernetes for", "Microservices"},
		{"Kubernetes is your pick if you need scalability.", "Kubernetes for", "Scalability"},
		{"Kafka makes an ideal fit for startups.", "Kafka for", "Startup"},
		{"For an MVP, Kafka is a great choice for a start.", "Kafka for", "MVP"},
		{"Avoid Kubernetes for an MVP.", "Kubernetes against", "MVP"},
		{"In an MVP, avoid Kubernetes.", "Kubernetes against", "MVP"},
		{"Avoid Kubernetes.", "Kubernetes against", ""},
		{"Use Kafka.", "Kafka for", ""},
		{"For games, consider a plain server.", "", "Games"},
		{"For games, look at RabbitMQ.", "", "Games"},
		{"Choose anything for your startup.", "", "Startup"},
	})
}

func TestSentencesThatDoNotRecommend(t *testing.T) {
	testSentences(t, "Kubernetes, Kafka", false, []said{
		{"Use Kafka or Kubernetes.", "Kafka neutral, Kubernetes neutral", ""},
		{"Kubernetes is the option with the largest community.", "Kubernetes neutral", "Community and ecosystem"},
		{"Kafka is a choice that you repent.", "Kafka neutral", ""},
		{"Those who choose Kafka are many.", "Kafka neutral", ""},
		{"Use a queue.", "", ""},
	})
}

func TestNamesInSentences(t *testing.T) {
	tests := map[string][]string{
		"Vue is used at Nintendo, Netflix and Alibaba.":       {"Nintendo", "Netflix", "Alibaba"},
		"Nintendo and netflix use Vue.":                       {"Nintendo"},
		"It was Evan Yousson who made it.":                    {"Evan Yousson"},
		"They praise Nintendo's and Zalando’s pages.":         {"Nintendo", "Zalando"},
		"Evan, Yousson and Zalando agree.":                    {"Evan", "Yousson", "Zalando"},
		"The two of us like Vue and React.":                   nil,
		"Developers like It, That and Also.":                  nil,
		"Svelte is another, and so is Angular, says Nintendo": {"Nintendo", "Svelte", "Angular"},
		"The makers sit in Kraków.":                           {"Kraków"},
		"nothing stands here":                                 nil,
	}
	text := "---\noptions: [Vue.js, React]\n---\n# Notes\n"
	for sentence := range tests {
		text += "\n" + sentence + "\n"
	}
	claims := claimsIn(t, text)
	for sentence, want := range tests {
		t.Run(sentence, func(t *testing.T) {
			if diff := cmp.Diff(want, claims[sentence].Names); diff != "" {
				t.Errorf("names (-want +got):\n%s", diff)
			}
		})
	}
}

func TestStanceOfAClaimOnAnOption(t *testing.T) {
	c := knowledge.Claim{About: []knowledge.Stand{{Option: "Vue.js", Stance: knowledge.Against}}}
	if got, ok := c.On("Vue.js"); got != knowledge.Against || !ok {
		t.Errorf("got %q, %v", got, ok)
	}
	if got, ok := c.On("React"); got != knowledge.NoClaim || ok {
		t.Errorf("of an option that it is not about: got %q, %v", got, ok)
	}
}
