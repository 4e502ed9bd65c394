package vocabulary_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

// vocabularyOf returns the built-in vocabulary with a team's additions, which may be "".
func vocabularyOf(t *testing.T, additions string) *vocabulary.Lexicon {
	t.Helper()
	v, err := load(additions)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func load(additions string) (*vocabulary.Lexicon, error) {
	if additions == "" {
		return vocabulary.Load(nil)
	}
	return vocabulary.Load([]vocabulary.File{{Name: "vocabulary.yaml", Data: []byte(additions)}})
}

// optionsNamed lists the options that a text names: "npm" is written "Node.js (npm)", being a tool of it.
func optionsNamed(v *vocabulary.Lexicon, text, language string) string {
	words := vocabulary.Words(text)
	var names []string
	for _, m := range v.Mentions(words, language) {
		switch {
		case m.Option == nil:
		case m.Related:
			names = append(names, fmt.Sprintf("%s (%s)", m.Option.Name, text[words[m.First].Start:words[m.Last].End]))
		default:
			names = append(names, m.Option.Name)
		}
	}
	return strings.Join(names, ", ")
}

// conceptsNamed lists the concepts that a text names, with + where it praises on them and - where it blames.
func conceptsNamed(v *vocabulary.Lexicon, text, language string) string {
	var names []string
	for _, m := range v.Mentions(vocabulary.Words(text), language) {
		if m.Concept != nil {
			names = append(names, m.Concept.Name+[]string{"-", "", "+"}[m.Lean+1])
		}
	}
	return strings.Join(names, ", ")
}

func TestOptionsAreRecognised(t *testing.T) {
	tests := map[string]string{
		"we moved from postgres to MySQL":                   "PostgreSQL, MySQL",
		"POSTGRESQL or mysql?":                              "PostgreSQL, MySQL",
		"k8s runs golang and js":                            "Kubernetes, Go, JavaScript",
		"mongo and mongodb and MongoDB's shell":             "MongoDB, MongoDB, MongoDB",
		"nodejs, node js, node.js, Node.JS, or node":        "Node.js, Node.js, Node.js, Node.js, Node.js",
		"C++, C# and .NET":                                  "C++, C#, .NET",
		"C or C++":                                          "C, C++",
		"npm install takes an age":                          "Node.js (npm)",
		"React Native is not React":                         "React Native, React",
		"ruby on rails, or rails":                           "Ruby on Rails, Ruby on Rails",
		"rabbit mq":                                         "RabbitMQ",
		"rabbit, mq":                                        "",
		"a mouse, a lion and a cat":                         "",
		"should it be go or rust":                           "Go, Rust",
		"express vs koa":                                    "Express, Koa",
		"koa over express":                                  "Koa, Express",
		"we rewrote all of it in Rust":                      "Rust",
		"our services speak Go":                             "Go",
		"rewrite in rust":                                   "Rust",
		"should we use go for this":                         "Go",
		"is it better to learn swift or dart":               "Swift, Dart",
		"let's go with express delivery":                    "",
		"the rails of a train rust":                         "",
		"a swift answer, a spring day":                      "",
		"Express your concern first":                        "",
		"Go ahead, and go on":                               "",
		"they go to market with a new flask":                "",
		"to express or to go is a question of taste":        "",
		"we go for Django, and then we go for Node.js":      "Django, Node.js",
		"Django(Python) and React/Vue":                      "Django, Python, React, Vue.js",
		"Would Kafka, RabbitMQ or Redis carry our events?":  "Kafka, RabbitMQ, Redis",
		"Vue.js's templates and React’s hooks":              "Vue.js, React",
		"django-admin is a command, vue-router a library":   "Django, Vue.js",
		"a node of the cluster, worker nodes, a node group": "",
		"node":                         "Node.js",
		"written in node, or use Node": "Node.js, Node.js",
		"Docker Hub holds images, and a Dockerfile is text": "Docker (Docker Hub), Docker (Dockerfile)",
	}
	v := vocabularyOf(t, "")
	for text, want := range tests {
		t.Run(text, func(t *testing.T) {
			if got := optionsNamed(v, text, ""); got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

func TestConceptsAreRecognised(t *testing.T) {
	tests := map[string]string{
		"it is secure, it secures, securing it": "Security, Security, Security",
		"its performance under heavy load":      "Performance, Performance",
		"it scales":                             "Scalability",
		"it is fast and cheap":                  "Performance+, Cost-efficiency+",
		"it is slow and expensive":              "Performance-, Cost-efficiency-",
		"fast development":                      "Speed of development",
		"fast, development":                     "Performance+",
		"a productive team":                     "Speed of development",
		"a product team":                        "",
		"an MVP for a bank":                     "MVP, Fintech",
		"a mouse, a lion and a cat":             "",
	}
	v := vocabularyOf(t, "")
	for text, want := range tests {
		t.Run(text, func(t *testing.T) {
			if got := conceptsNamed(v, text, ""); got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

func TestConceptsOfOtherLanguages(t *testing.T) {
	v := vocabularyOf(t, "")
	tests := map[string]string{
		"Welches Framework ist schneller?": "Performance",
		"Quelle est la plus rapide ?":      "Performance",
		"哪个更快":                             "Performance",
		"Что быстрее?":                     "Performance",
		"¿Es seguro?":                      "Security",
	}
	for text, want := range tests {
		t.Run(text, func(t *testing.T) {
			code, _ := v.Language(vocabulary.Words(text))
			if got := conceptsNamed(v, text, code); got != want {
				t.Errorf("asked in %s: got %q, want %q", code, got, want)
			}
			for _, language := range []string{"", "en"} {
				if got := conceptsNamed(v, text, language); got != "" {
					t.Errorf("read as %q: got %q, want nothing", language, got)
				}
			}
		})
	}
}

// teamWords is a vocabulary whose words stand in no other.
const teamWords = `
options:
  - {name: Grimoire, aliases: [zorble kit], related: [grimctl], is: spell store, language: Quux}
  - {name: Grimoire Cloud, is: hosted spell store}
  - {name: Kit Cloud, is: hosted kit}
concepts:
  - name: Flurbing
    kind: criterion
    words: [flurb, snark the boojum, "=gimbled"]
    asked as: [galumph]
    favourable: [frabjous]
    opposite words: [uffish, less frabjous]
    other languages:
      de: ["glomm*", "*wiesel", Zwiefalter Ampf]
  - name: Boojums
    kind: trait
    words: [boojum, boojum jubjub]
`

func TestVocabularyOfATeam(t *testing.T) {
	tests := []struct {
		text, language    string
		options, concepts string
	}{
		{"we keep all in grimoire", "", "Grimoire", ""},
		{"Zorble-Kit, zorble kit", "", "Grimoire, Grimoire", ""},
		{"grimctl is a tool of it", "", "Grimoire (grimctl)", ""},
		{"the longer name is Grimoire Cloud", "", "Grimoire Cloud", ""},
		{"Grimoire: cloud services are apart", "", "Grimoire", ""},
		{"names do not share a word: zorble kit cloud", "", "Grimoire", ""},
		{"flurbs, flurbing and flurbed", "", "", "Flurbing, Flurbing, Flurbing"},
		{"gimbled, but not gimbling or gimble", "", "", "Flurbing"},
		{"snarked the boojums: a phrase is inflected, and hides what is inside it", "", "", "Flurbing"},
		{"snark the boojum jubjub: a phrase that overlaps counts", "", "", "Flurbing, Boojums"},
		{"snark, the boojum: a phrase ends at a pause", "", "", "Boojums"},
		{"a frabjous and an uffish thing", "", "", "Flurbing+, Flurbing-"},
		{"less frabjous: the longer phrase wins", "", "", "Flurbing-"},
		{"to galumph counts for questions", "en", "", "Flurbing"},
		{"to galumph counts for questions in German", "de", "", "Flurbing"},
		{"to galumph in a text is another thing", "", "", ""},
		{"glomm, glommen und Glommerei: any ending", "de", "", "Flurbing, Flurbing, Flurbing"},
		{"glom und eingeglommen: not so", "de", "", ""},
		{"Mauswiesel: any beginning", "de", "", "Flurbing"},
		{"zwiefalter Ampf: both words", "de", "", "Flurbing"},
		{"glommen und Mauswiesel are no English", "en", "", ""},
		{"glommen und Mauswiesel in a text", "", "", ""},
		{"grimoire flurbs: an option next to a concept", "", "Grimoire", "Flurbing"},
	}
	v := vocabularyOf(t, teamWords)
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			if got := optionsNamed(v, tt.text, tt.language); got != tt.options {
				t.Errorf("options: got %q, want %q", got, tt.options)
			}
			if got := conceptsNamed(v, tt.text, tt.language); got != tt.concepts {
				t.Errorf("concepts: got %q, want %q", got, tt.concepts)
			}
		})
	}
}

func TestTeamAddsToWhatIsBuiltIn(t *testing.T) {
	plain := vocabularyOf(t, "")
	v := vocabularyOf(t, `
options:
  - {name: redis, aliases: [rediculous]}
concepts:
  - {name: performance, kind: criterion, words: [zippiness], opposite words: [glacial]}
`)
	if len(v.Options) != len(plain.Options) || len(v.Concepts) != len(plain.Concepts) {
		t.Errorf("%d options and %d concepts, %d and %d built in", len(v.Options), len(v.Concepts), len(plain.Options), len(plain.Concepts))
	}
	if got := optionsNamed(v, "rediculous and redis", ""); got != "Redis, Redis" {
		t.Errorf("options: %q", got)
	}
	if got := conceptsNamed(v, "zippiness, glacial speed", ""); got != "Performance, Performance-, Performance" {
		t.Errorf("concepts: %q", got)
	}
}

func TestOptionAndConceptByName(t *testing.T) {
	v := vocabularyOf(t, teamWords)
	if o, ok := v.Option("GRIMOIRE"); !ok || o.Name != "Grimoire" || o.Language != "Quux" || o.Is != "spell store" {
		t.Errorf("option: %+v, %v", o, ok)
	}
	if c, ok := v.Concept("flurbing"); !ok || c.Name != "Flurbing" || c.Trait() {
		t.Errorf("concept: %+v, %v", c, ok)
	}
	if c, ok := v.Concept("Boojums"); !ok || !c.Trait() {
		t.Errorf("trait: %+v, %v", c, ok)
	}
	if _, ok := v.Option("grimoire db"); ok {
		t.Error("an alias is taken for a name")
	}
	if _, ok := v.Concept("flurb"); ok {
		t.Error("a word is taken for a concept's name")
	}
	if !v.Kind("spell") || v.Kind("grimoire") {
		t.Error("the words of a kind are not known, or others are")
	}
}

func TestVocabularyThatCannotBeUsed(t *testing.T) {
	tests := map[string]struct {
		text string
		want []string // regular expressions
	}{
		"a misspelt field of an option":     {"options:\n  - name: Grimoire\n    alias: [grim]\n", []string{`\b3\b`, "alias"}},
		"a misspelt field of a concept":     {"concepts:\n  - name: Flurbing\n    kind: trait\n    favorable: [f]\n", []string{`\b4\b`, "favorable"}},
		"a misspelt list":                   {"option:\n  - name: Grimoire\n", []string{`\b1\b`, "option"}},
		"a kind that there is not":          {"concepts:\n  - {name: Flurbing, kind: criteria}\n", []string{"Flurbing", "criteria", "criterion or trait"}},
		"a concept without a kind":          {"concepts:\n  - {name: Flurbing}\n", []string{"Flurbing", "criterion or trait"}},
		"an option without a name":          {"options:\n  - {aliases: [grim]}\n", []string{"option has no name"}},
		"a concept whose name is blank":     {"concepts:\n  - {name: ' ', kind: trait}\n", []string{"concept has no name"}},
		"a list where a text is wanted":     {"options:\n  - {name: [a, b]}\n", []string{`\b2\b`}},
		"what is no YAML":                   {"options: [\n", []string{`\b1\b`}},
		"a file that is only half the tale": {"options:\n  - {name: A}\n\tconcepts: x\n", []string{`\b3\b`}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := load(tt.text)
			if err == nil {
				t.Fatal("it is taken")
			}
			for _, want := range append(tt.want, `vocabulary\.yaml`) {
				if !regexp.MustCompile(want).MatchString(err.Error()) {
					t.Errorf("message %q does not tell %s", err, want)
				}
			}
		})
	}
}

func TestOptionCalled(t *testing.T) {
	v := vocabularyOf(t, "")
	for text, want := range map[string]string{"postgres": "PostgreSQL", "Node.js": "Node.js", "node js": "Node.js", "Kafka cluster": "", "our own": "", "": ""} {
		got := ""
		if o := v.OptionCalled(text); o != nil {
			got = o.Name
		}
		if got != want {
			t.Errorf("%q calls %q, want %q", text, got, want)
		}
	}
}

func TestTaughtOptionsAreKnownAndTold(t *testing.T) {
	v, err := vocabulary.New()
	if err != nil {
		t.Fatal(err)
	}
	v.Teach(&vocabulary.Option{Name: "Grimoire"})
	if got := optionsNamed(v, "we use grimoire", ""); got != "Grimoire" {
		t.Errorf("options: %q", got)
	}
	if len(v.Taught()) != 1 || len(vocabularyOf(t, "").Taught()) != 0 {
		t.Error("what was taught is not told, or is taught to all")
	}
}

// "A node of the yard" is Node.js in a document that judges it alone.
func TestMentionsAmongTheOptionsThatATextJudges(t *testing.T) {
	v, words := vocabularyOf(t, ""), vocabulary.Words("a node of the yard")
	if found := v.MentionsAmong(words, []string{"Node.js"}); len(found) != 1 || found[0].Option.Name != "Node.js" {
		t.Errorf("found %+v", found)
	}
	if found := v.MentionsAmong(words, []string{"Django"}); len(found) != 0 {
		t.Errorf("of another option: %+v", found)
	}
}
