package vocabulary

import (
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// A tongue is a language with its most frequent function words.
type tongue struct {
	Code  string   `yaml:"code"` // ISO 639-1
	Name  string   `yaml:"name"` // in English
	Words []string `yaml:"words"`
}

// fewVotes is how many function words of another language a text must have: chat spellings look like one.
const fewVotes = 2

// Language guesses the language that words are written in: by the script where that tells, else by a vote of
// function words, English winning a tie. It returns the ISO 639-1 code and the English name.
func (v *Lexicon) Language(words []Word) (code, name string) {
	votes, ukrainian := map[string]int{}, false
	for _, w := range words {
		c := script(w.Text)
		if c != "" {
			votes[c] += 2
		}
		ukrainian = ukrainian || c == "uk" // one letter that Russian lacks decides
		if v.Longhand(w.Text) != w.Text {
			votes["en"]++ // a chat spelling: "wat" is not Dutch here
			continue
		}
		for _, t := range v.tongues {
			if slices.Contains(t.Words, w.Text) {
				votes[t.Code]++
			}
		}
	}
	if ukrainian {
		votes["uk"], votes["ru"] = votes["uk"]+votes["ru"], 0
	}
	code, name = "en", "English"
	for _, t := range v.tongues {
		if votes[t.Code] > votes[code] && (votes[t.Code] >= fewVotes || len(words) <= fewVotes+1) {
			code, name = t.Code, t.Name
		}
	}
	return code, name
}

// LanguageName returns the English name of a language that Language knows by its code; "English" for "" and for
// codes that it does not know.
func (v *Lexicon) LanguageName(code string) string {
	for _, t := range v.tongues {
		if t.Code == code {
			return t.Name
		}
	}
	return "English"
}

// FunctionWord reports whether the word carries no topic in that language.
func (v *Lexicon) FunctionWord(word, code string) bool {
	return slices.ContainsFunc(v.tongues, func(t tongue) bool { return t.Code == code && slices.Contains(t.Words, word) })
}

// script names the language of a script that one language (of those we know) is written in.
func script(word string) string {
	r, _ := utf8.DecodeRuneInString(word)
	switch {
	case unicode.In(r, unicode.Hiragana, unicode.Katakana):
		return "ja"
	case unicode.Is(unicode.Han, r):
		return "zh"
	case unicode.Is(unicode.Hangul, r):
		return "ko"
	case unicode.Is(unicode.Cyrillic, r) && strings.ContainsAny(word, "іїєґ"):
		return "uk"
	case unicode.Is(unicode.Cyrillic, r):
		return "ru"
	default:
		return ""
	}
}

// addLanguages files the phrases of other languages. They are many, and most questions are in English, so this
// waits until a question is not.
func (v *Lexicon) addLanguages() {
	// The file is embedded, and a test reads it; what a team adds stands with the concepts themselves.
	var builtin map[string]map[string][]string
	if data, err := files.ReadFile("translations.yaml"); err == nil {
		_ = decode("translations.yaml", data, &builtin)
	}
	for _, c := range v.Concepts {
		for _, translations := range []map[string][]string{builtin[c.Name], c.Other} {
			for language, words := range translations {
				for _, w := range words {
					v.addPhrase(v.foreign, phrase{keys: nameKeys(w), concept: c, language: language})
				}
			}
		}
	}
}

// Lists of words, one a line, sorted, each read at its first use.
var (
	englishWords  = sync.OnceValue(func() string { return list("english.txt") })
	everydayWords = sync.OnceValue(func() string { return list("everyday.txt") })
)

func list(name string) string {
	words, _ := files.ReadFile(name) // which is embedded
	return string(words)
}

// English reports whether a lower-case word is an everyday English word.
func English(word string) bool { return hasLine(englishWords(), word) }

// Everyday reports whether a word is among the few thousand most common English words.
func Everyday(word string) bool { return hasLine(everydayWords(), strings.ToLower(word)) }

// hasLine reports whether one of the lines of text, which are sorted, is line.
func hasLine(text, line string) bool {
	at := sort.Search(len(text), func(i int) bool { return lineAt(text, i) >= line })
	return at < len(text) && lineAt(text, at) == line
}

// lineAt returns the line of text that the byte at i belongs to.
func lineAt(text string, i int) string {
	start := strings.LastIndexByte(text[:i], '\n') + 1
	end := strings.IndexByte(text[i:], '\n')
	if end < 0 {
		return text[start:]
	}
	return text[start : i+end]
}

// Spelt reports whether a word is spelt as some word we know: of the vocabulary or of everyday English.
func (v *Lexicon) Spelt(word string) bool {
	return len(word) < 3 || v.words[word] || v.words[Stem(word)] || v.common[Stem(word)] || English(word)
}
