package vocabulary_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stackpick/stackpick/knowledge/vocabulary"
)

func TestLanguage(t *testing.T) {
	tests := map[string]string{
		"Which database should we use for a shop?": "en English",
		"Postgres or MySQL":                        "en English",
		"postgres mysql":                           "en English",
		"":                                         "en English",
		"42?":                                      "en English",
		"Kafka den RabbitMQ queues":                "en English", // one word is not enough
		"is de facto standard of the web":          "en English",
		"Welche Datenbank sollen wir für den Shop nehmen": "de German",
		"Was ist besser?": "de German",
		"Quelle base de données pour notre boutique ?":                "fr French",
		"¿Qué base de datos es mejor para una tienda?":                "es Spanish",
		"Qual banco de dados devemos usar para uma loja":              "pt Portuguese",
		"Quale database dovremmo scegliere per il negozio, e perché?": "it Italian",
		"Jaki framework jest lepszy dla naszej firmy i dlaczego?":     "pl Polish",
		"Welke database moeten we gebruiken voor een winkel?":         "nl Dutch",
		"Vilken databas ska vi använda och varför?":                   "sv Swedish",
		"Který framework je lepší pro naše vývojáře a proč?":          "cs Czech",
		"Hangi veritabanı bizim için daha iyi?":                       "tr Turkish",
		"Чи є різниця між ними?":                                      "uk Ukrainian",
		"Какую базу данных лучше выбрать для магазина?":               "ru Russian",
		"どのデータベースがいいですか":                                              "ja Japanese",
		"我们应该选择哪个数据库":                                                 "zh Chinese",
		"어떤 데이터베이스가 좋을까요":                                             "ko Korean",
		"我们用 Django 还是 Node.js 好":                                     "zh Chinese",
	}
	v := vocabularyOf(t, "")
	for text, want := range tests {
		t.Run(text, func(t *testing.T) {
			code, name := v.Language(vocabulary.Words(text))
			if got := code + " " + name; got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

func TestFunctionWords(t *testing.T) {
	v := vocabularyOf(t, "")
	for _, tt := range []struct {
		word, language string
		want           bool
	}{
		{"the", "en", true},
		{"der", "de", true},
		{"fur", "de", true}, // as accents are folded
		{"der", "fr", false},
		{"database", "en", false},
		{"the", "xx", false},
	} {
		if got := v.FunctionWord(tt.word, tt.language); got != tt.want {
			t.Errorf("%q in %q: got %v", tt.word, tt.language, got)
		}
	}
}

func TestEnglishAndEverydayWords(t *testing.T) {
	v := vocabularyOf(t, teamWords)
	tests := map[string]struct{ english, everyday, spelt bool }{
		"the":       {true, true, true},
		"about":     {true, true, true},
		"orchestra": {true, false, true},
		"zoo":       {true, false, true},
		"postgres":  {false, false, true}, // by the vocabulary
		"zorble":    {false, false, true}, // by the team's
		"flurbing":  {false, false, true}, // an inflection of a word we know
		"recieve":   {false, false, false},
		"qzx":       {false, false, false},
		"qz":        {false, false, true}, // too short to tell
		"":          {false, false, true},
		"~~~":       {false, false, false}, // sorts after all words
		"!!!":       {false, false, false}, // and before them
	}
	for word, want := range tests {
		got := struct{ english, everyday, spelt bool }{vocabulary.English(word), vocabulary.Everyday(word), v.Spelt(word)}
		if got != want {
			t.Errorf("%q: got %+v, want %+v", word, got, want)
		}
	}
	if !vocabulary.Everyday("The") {
		t.Error("Everyday minds the case")
	}
}

func TestTerms(t *testing.T) {
	tests := map[string]string{
		"which of these databases should we use?": "databas",
		"databases, a database and DATABASES":     "databas",
		"it's what they don't and can’t do":       "",
		"plan B costs 5 or 71,800":                "plan cost 5 71,800",
		"C# and C++ programmers":                  "c# c++ develop",
		"fast, quicker, rapid and swift":          "speed",
		"we are sluggish":                         "slow",
		"":                                        "",
		"选择":                                      "选 择",
	}
	v := vocabularyOf(t, "")
	for text, want := range tests {
		t.Run(text, func(t *testing.T) {
			got := strings.Join(v.Terms(vocabulary.Words(text)), " ")
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("terms (-want +got):\n%s", diff)
			}
		})
	}
}

func TestTermOfOneWord(t *testing.T) {
	v := vocabularyOf(t, "")
	for text, want := range map[string]string{"Programmers": "develop", "Dependencies": "packag", "depends": "", "cheap": "cheap", "the": "", "7": "7", "x": ""} {
		if got, ok := v.Term(vocabulary.Words(text)[0]); got != want || ok != (want != "") {
			t.Errorf("%q: got %q, %v, want %q", text, got, ok, want)
		}
	}
}

func TestLonghandAndWeakWords(t *testing.T) {
	v := vocabularyOf(t, "")
	for word, want := range map[string]string{"plz": "please", "ppl": "people", "database": "database", "": ""} {
		if got := v.Longhand(word); got != want {
			t.Errorf("longhand of %q: got %q, want %q", word, got, want)
		}
	}
	if !v.Weak(vocabulary.Stem("handles")) || v.Weak(vocabulary.Stem("database")) {
		t.Error("handles is not weak, or database is")
	}
}

func TestCues(t *testing.T) {
	tests := []struct {
		text string
		cue  vocabulary.Cue
		at   int
	}{
		{"hello there", vocabulary.Greeting, 0},
		{"so what is Kafka?", vocabulary.Defining, 1},
		{"Kafka versus RabbitMQ", vocabulary.Comparing, 1},
		{"put them in a table, side by side", vocabulary.Tabulating, 4},
		{"which one should we take", vocabulary.Deciding, 0},
		{"they recommended Kafka", vocabulary.Deciding, 1}, // any ending
		{"and how many queues?", vocabulary.Counting, 1},
		{"how, many ask", vocabulary.Counting, -1}, // a phrase ends at a pause
		{"howmany queues", vocabulary.Counting, -1},
		{"what percentage of them", vocabulary.Sharing, 1},
		{"tell me when was it made", vocabulary.Dating, 2},
		{"who made Kafka", vocabulary.Naming, 0},
		{"but why?", vocabulary.Reasoning, 1},
		{"it has pitfalls", vocabulary.Blaming, 2},
		{"its selling points", vocabulary.Praising, 1},
		{"are we allowed to?", vocabulary.Permitting, 2},
		{"must it be signed?", vocabulary.Demanding, 0},
		{"any success story?", vocabulary.Relating, 1},
		{"what is the best way to scale it?", vocabulary.Instructing, 4},
		{"how hard is it?", vocabulary.Grading, 0},
		{"that is true", vocabulary.Confirming, 2}, // words that YAML takes for more than words
		{"it scales, no?", vocabulary.Confirming, 2},
		{"Kafka isn't a database", vocabulary.Equating, 1},
		{"Kafka rather than RabbitMQ", vocabulary.Preferring, 1},
		{"Kafka, which keeps a log", vocabulary.Questioning, 1},
		{"whats up with Kafka", vocabulary.Questioning, 0}, // as chats spell it
		{"Kafka doesn't lose any", vocabulary.Helping, 1},
		{"please compare them", vocabulary.Requesting, 1},
		{"what do we use?", vocabulary.Advising, 3},
		{"for a new service", vocabulary.Undertaking, 3},
		{"Was sind die Nachteile?", vocabulary.Blaming, 3}, // of other languages, too
		{"Pourquoi Kafka ?", vocabulary.Reasoning, 0},
		{"哪个更适合", vocabulary.Deciding, 2},
		{"Kafka keeps a log", vocabulary.Deciding, -1},
		{"Kafka keeps a log", vocabulary.Cue("no such cue"), -1},
		{"", vocabulary.Deciding, -1},
	}
	v := vocabularyOf(t, "")
	for _, tt := range tests {
		t.Run(string(tt.cue)+": "+tt.text, func(t *testing.T) {
			words := vocabulary.Words(tt.text)
			if got := v.CueAt(tt.cue, words); got != tt.at {
				t.Errorf("at word %d, want %d", got, tt.at)
			}
			if got := v.Has(tt.cue, words); got != (tt.at >= 0) {
				t.Errorf("has it: %v", got)
			}
		})
	}
}
