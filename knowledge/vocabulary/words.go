package vocabulary

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/go-porterstemmer"
	"golang.org/x/text/unicode/norm"

	"github.com/stackpick/stackpick/knowledge/plain"
)

// A Word is one word of a text as the vocabulary sees it.
type Word struct {
	Text       string // lower case, accents folded, without a possessive 's
	Stem       string // Porter's stem of Text where it is plain English letters, else Text
	Start, End int    // byte offsets into the text it was taken from
	Upper      bool   // written with an upper-case first letter
	Break      bool   // a comma, bracket or other pause stands before it
}

// wordLength is about how many bytes a word takes in English, with what stands around it.
const wordLength = 6

// Words splits a text into words: runs of letters and digits, with the marks that belong to a name or a
// number kept (C++, C#, .NET, 71,800, 13.59%, don't). Names with inner dots or hyphens are several words
// ("Node.js" is node, js). Chinese and Japanese characters are a word each, since those scripts set no spaces.
func Words(text string) []Word {
	var words []Word
	pause := false
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		end := i + size
		switch {
		case plain.IsIdeograph(r):
		case plain.IsWordRune(r):
			end = wordEnd(text, i)
		case r == '.' && startsDotName(text, i):
			end = wordEnd(text, end)
		default:
			pause = pause || isPause(text, i, end)
			i = end
			continue
		}
		if w := newWord(text, i, end); w.Text != "" { // a lone accent folds to nothing
			w.Break = pause
			if words == nil {
				words = make([]Word, 0, (len(text)-i)/wordLength+1)
			}
			words = append(words, w)
			pause = false
		}
		i = end
	}
	return words
}

// isPause reports whether the mark in text[i:end] parts what stands before it from what follows: a dot or
// hyphen inside a name does not.
func isPause(text string, i, end int) bool {
	if !strings.ContainsAny(text[i:end], ",;:.!?()[]{}\"…–—-\n/") {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[end:])
	return !plain.IsWordRune(before) || !plain.IsWordRune(after)
}

// wordEnd returns where the word that starts at i ends.
func wordEnd(text string, i int) int {
	number := text[i] >= '0' && text[i] <= '9'
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		next, nextSize := utf8.DecodeRuneInString(text[i+size:])
		switch {
		case plain.IsWordRune(r) && !plain.IsIdeograph(r):
			i += size
		case number && (r == '.' || r == ',') && next >= '0' && next <= '9':
			i += size + nextSize
		case (r == '\'' || r == '’') && unicode.IsLetter(next):
			i += size + nextSize
		case number && r == '%':
			return i + size
		case r == '#' || r == '+' && next == '+':
			return plusEnd(text, i)
		default:
			return i
		}
	}
	return i
}

// plusEnd returns the end of the "#", "+" or "++" of a name such as C# at i.
func plusEnd(text string, i int) int {
	for i < len(text) && (text[i] == '#' || text[i] == '+') {
		i++
	}
	return i
}

// startsDotName reports whether the dot at i begins a name such as .NET.
func startsDotName(text string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[i+1:])
	return unicode.IsLetter(after) && !plain.IsWordRune(before) && before != '.'
}

func newWord(text string, start, end int) Word {
	raw := text[start:end]
	first, _ := utf8.DecodeRuneInString(raw)
	w := Word{Text: fold(raw), Start: start, End: end, Upper: unicode.IsUpper(first)}
	w.Stem = Stem(w.Text)
	return w
}

// fold lowers a word, folds its accents and drops a possessive or a contracted verb.
func fold(raw string) string {
	lower := strings.ToLower(raw)
	if !isASCII(lower) {
		lower = strings.ReplaceAll(strings.Map(foldRune, norm.NFKD.String(lower)), "ß", "ss")
	}
	if at := strings.IndexByte(lower, '\''); at > 0 && at <= 4 && len(lower)-at > 4 && elided(lower[:at]) {
		lower = lower[at+1:]
	}
	if at := strings.LastIndexByte(lower, '\''); at > 0 {
		switch lower[at:] {
		case "'s", "'d", "'re", "'ll", "'ve", "'m":
			return lower[:at]
		}
	}
	return lower
}

// elided reports whether a word before an apostrophe is an article or the like of French or Italian: l'article.
func elided(word string) bool {
	switch word {
	case "l", "d", "qu", "n", "s", "c", "j", "m", "t", "un", "dell", "all", "nell", "dall", "sull", "quell":
		return true
	}
	return false
}

// foldRune drops combining marks and replaces the letters that do not decompose.
func foldRune(r rune) rune {
	switch r {
	case 'ł':
		return 'l'
	case 'ø':
		return 'o'
	case 'đ':
		return 'd'
	case 'ı':
		return 'i'
	case '’':
		return '\''
	}
	if unicode.Is(unicode.Mn, r) {
		return -1
	}
	return r
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// Stem returns Porter's stem of a lower-case word of English letters, of an irregular inflection that of its word ("lead" of
// "led"), and any other word unchanged.
func Stem(word string) string {
	if len(word) < 3 {
		return word
	}
	word = Base(word)
	for i := range len(word) {
		if word[i] < 'a' || word[i] > 'z' {
			return word
		}
	}
	stem := porterstemmer.StemWithoutLowerCasing([]rune(word))
	for i, r := range stem {
		if i == len(word) || rune(word[i]) != r {
			return string(stem)
		}
	}
	return word[:len(stem)] // most stems are the beginning of their word, and so need no memory
}

// Base returns what an irregular inflection is of ("lead" of "led"), and any other word unchanged.
func Base(word string) string {
	if base, ok := irregular()[word]; ok {
		return base
	}
	return word
}

// irregular are the inflections that follow no rule, and the words that they are of.
var irregular = sync.OnceValue(func() map[string]string {
	list, _ := files.ReadFile("irregular.txt") // which is embedded
	forms := map[string]string{}
	for line := range strings.Lines(string(list)) {
		if form, word, ok := strings.Cut(strings.TrimSpace(line), " "); ok && form != "#" {
			forms[form] = word
		}
	}
	return forms
})

// Is reports whether a word is one of some.
func (w Word) Is(some ...string) bool { return slices.Contains(some, w.Text) }

// HasAny reports whether one of some words stands in words.
func HasAny(words []Word, any ...string) bool { return FirstOf(words, any...) >= 0 }

// FirstOf returns the index of the first of words that is one of some, or -1.
func FirstOf(words []Word, any ...string) int {
	return slices.IndexFunc(words, func(w Word) bool { return w.Is(any...) })
}

// HasAnyPhrase reports whether one of some phrases stands in words.
func HasAnyPhrase(words []Word, phrases ...string) bool {
	return slices.ContainsFunc(phrases, func(p string) bool { return HasPhrase(words, p) })
}

// HasPhrase reports whether the words of a phrase stand in words one after the other.
func HasPhrase(words []Word, phrase string) bool {
	parts := strings.Fields(phrase)
	for i := 0; i+len(parts) <= len(words); i++ {
		if slices.EqualFunc(words[i:i+len(parts)], parts, func(w Word, p string) bool { return w.Text == p }) {
			return true
		}
	}
	return false
}

// Join writes the texts of words, parted by spaces.
func Join(words []Word) string {
	parts := make([]string, len(words))
	for i, w := range words {
		parts[i] = w.Text
	}
	return strings.Join(parts, " ")
}
