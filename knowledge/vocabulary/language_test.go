package vocabulary_test

import (
	"testing"

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
		"btw":       {false, true, true},
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
