package knowledge

import (
	"slices"
	"sort"
	"strings"
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
func (v *Vocabulary) Language(words []Word) (code, name string) {
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
			for _, f := range t.Words {
				if f == w.Text {
					votes[t.Code]++
				}
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
func (v *Vocabulary) LanguageName(code string) string {
	for _, t := range v.tongues {
		if t.Code == code {
			return t.Name
		}
	}
	return "English"
}

// FunctionWord reports whether the word carries no topic in that language.
func (v *Vocabulary) FunctionWord(word, code string) bool {
	for _, t := range v.tongues {
		if t.Code != code {
			continue
		}
		for _, f := range t.Words {
			if f == word {
				return true
			}
		}
	}
	return false
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

// English reports whether a lower-case word is an everyday English word.
func (v *Vocabulary) English(word string) bool { return hasLine(v.english, word) }

// Everyday reports whether a lower-case word is among the few thousand most common English words.
func (v *Vocabulary) Everyday(word string) bool {
	return hasLine(v.everyday, strings.ToLower(word))
}

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
func (v *Vocabulary) Spelt(word string) bool {
	return len(word) < 3 || v.words[word] || v.words[Stem(word)] || v.common[Stem(word)] || v.English(word)
}

// speechWords is the form of speech.yaml.
type speechWords struct {
	Common    []string          `yaml:"common"`
	Shorthand map[string]string `yaml:"shorthand"`
	Weak      []string          `yaml:"weak"`
	Synonyms  [][]string        `yaml:"synonyms"`
}

func (v *Vocabulary) setSpeech(s speechWords) {
	for _, line := range s.Common {
		for _, w := range Words(line) {
			v.chatter = append(v.chatter, w.Text)
		}
	}
	v.shorthand = s.Shorthand
	v.common, v.weak, v.synonyms = stems(s.Common), stems(s.Weak), map[string]string{}
	v.nouns = map[string]string{}
	for _, group := range s.Synonyms {
		for _, word := range group {
			for _, w := range Words(word) {
				v.words[w.Text] = true
				if v.common[w.Stem] && !slices.Contains(v.chatter, w.Text) { // "dependency", though "it depends" says nothing
					v.nouns[w.Text], v.nouns[plural(w.Text)] = Stem(fold(group[0])), Stem(fold(group[0]))
					continue
				}
				v.synonyms[w.Stem] = Stem(fold(group[0]))
			}
		}
	}
}

func stems(lines []string) map[string]bool {
	set := map[string]bool{}
	for _, line := range lines {
		for _, w := range Words(line) {
			set[w.Stem] = true
		}
	}
	return set
}

// plural writes an English noun in the plural, if it is a regular one.
func plural(noun string) string {
	if stem, ok := strings.CutSuffix(noun, "y"); ok {
		return stem + "ies"
	}
	return noun + "s"
}

// Kind reports whether a word names a kind of technology: "framework", "database".
func (v *Vocabulary) Kind(word string) bool { return v.kinds[word] }

// Longhand returns what a chat spelling stands for ("plz"), and any other word unchanged.
func (v *Vocabulary) Longhand(word string) string {
	if long, ok := v.shorthand[word]; ok {
		return long
	}
	return word
}

// Weak reports whether a content term says little by itself: "handle", "popular stuff".
func (v *Vocabulary) Weak(term string) bool { return v.weak[term] }

// Terms returns the content words among words: stems, each the representative of its synonyms, in order and
// without repeats.
func (v *Vocabulary) Terms(words []Word) []string {
	var few [32]string
	terms := few[:0]
	for _, w := range words {
		if t, ok := v.Term(w); ok && !slices.Contains(terms, t) {
			terms = append(terms, t)
		}
	}
	return append([]string(nil), terms...)
}

// Term returns the content term of one word, and false for a word that carries no topic.
func (v *Vocabulary) Term(w Word) (string, bool) {
	if t, ok := v.nouns[w.Text]; ok {
		return t, true
	}
	if base, _, contracted := strings.Cut(w.Text, "'"); v.common[w.Stem] || contracted && v.common[Stem(base)] || len(w.Text) == 1 && w.Text[0] < utf8.RuneSelf && !unicode.IsDigit(rune(w.Text[0])) {
		return "", false
	}
	if s, ok := v.synonyms[w.Stem]; ok {
		return s, true
	}
	return w.Stem, true
}
